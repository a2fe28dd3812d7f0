import type { ServerScenario } from './server-scenario.js'

/** The EC2 launch template of a server; DRS makes one for every server. */
export function launchTemplateId(server: ServerScenario): string {
  return server.launchTemplate?.id ?? `lt-${server.id.slice(2).toLowerCase()}`
}

/** A version of a launch template, as far as it matters to where an instance lands. */
export interface LaunchTemplateVersion {
  readonly version: number
  readonly isDefault: boolean
  readonly subnetId: string
  readonly securityGroupIds: readonly string[]
  readonly furtherInterfaces: readonly { readonly subnetId: string; readonly securityGroupIds: readonly string[] }[]
  readonly networkInterfaceId?: string | undefined
  readonly instanceType: string
}

/** The versions of a server's launch template, oldest first; DRS launches from the default one. */
export function launchTemplateVersions(server: ServerScenario): LaunchTemplateVersion[] {
  const template = server.launchTemplate
  if (template === null || template.deleted) return []
  const { version, subnetId, securityGroupIds, furtherInterfaces, networkInterfaceId, instanceType } = template
  const versions = [
    { version, isDefault: true, subnetId, securityGroupIds, furtherInterfaces, networkInterfaceId, instanceType },
    ...template.otherVersions.map((other) => ({ ...other, isDefault: false, furtherInterfaces: [], instanceType }))
  ]
  return versions.sort((one, other) => one.version - other.version)
}
