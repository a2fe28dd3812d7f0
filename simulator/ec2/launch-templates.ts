import type { DescribeLaunchTemplateVersionsResult } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import { ApiError } from '../api-error.js'
import { launchTemplateId, launchTemplateVersions } from '../launch-template.js'
import type { World } from '../world.js'
import { checked, ec2Page, selection } from './input.js'

const request = z.object({
  LaunchTemplateId: z.string().optional(),
  LaunchTemplateVersion: z.array(z.string()).default([]),
  ...selection
})

/** DescribeLaunchTemplateVersions: of one template, or `$Default` and `$Latest` of all of them. */
export function describeLaunchTemplateVersions(input: unknown, world: World): DescribeLaunchTemplateVersionsResult {
  const { LaunchTemplateId: wanted, LaunchTemplateVersion: versions, ...paging } = checked(request, input)
  const areForAll = versions.length > 0 && versions.every((version) => ['$Default', '$Latest'].includes(version))
  if (wanted === undefined && !areForAll) {
    const message = 'Without a launch template, the versions must be $Default, $Latest or both'
    throw new ApiError('MissingParameter', 400, message)
  }
  const servers = world.servers.filter((server) => wanted === undefined || launchTemplateId(server) === wanted)
  const templates = servers
    .map((server) => ({ id: launchTemplateId(server), versions: launchTemplateVersions(server) }))
    .filter((template) => template.versions.length > 0)
  if (wanted !== undefined && templates.length === 0) {
    const message = `The specified launch template, with template ID ${wanted}, does not exist.`
    throw new ApiError('InvalidLaunchTemplateId.NotFound', 400, message)
  }
  const found = templates.flatMap((template) =>
    template.versions
      .filter((each) => {
        if (versions.length === 0) return true
        if (each.isDefault && versions.includes('$Default')) return true
        return (
          (each === template.versions.at(-1) && versions.includes('$Latest')) || versions.includes(`${each.version}`)
        )
      })
      .map((each) => ({ id: template.id, ...each }))
  )
  // Servers may share a template.
  const distinct = [...new Map(found.map((each) => [`${each.id}:${each.version}`, each])).values()]
  const { items, NextToken } = ec2Page(distinct, { ...paging, MaxResults: paging.MaxResults }, false, world)
  return {
    LaunchTemplateVersions: items.map((each) => ({
      LaunchTemplateId: each.id,
      LaunchTemplateName: `created-and-used-by-drs-${each.id.slice(3)}`,
      VersionNumber: each.version,
      DefaultVersion: each.isDefault,
      LaunchTemplateData: {
        InstanceType: each.instanceType as never,
        NetworkInterfaces: [
          each.networkInterfaceId === undefined
            ? { DeviceIndex: 0, SubnetId: each.subnetId, Groups: [...each.securityGroupIds] }
            : { DeviceIndex: 0, NetworkInterfaceId: each.networkInterfaceId },
          ...each.furtherInterfaces.map(({ subnetId, securityGroupIds }, index) => ({
            DeviceIndex: index + 1,
            SubnetId: subnetId,
            Groups: [...securityGroupIds]
          }))
        ]
      }
    })),
    NextToken
  }
}
