import type { SourceServer } from '@aws-sdk/client-drs'
import type { ListedServer } from '../drill/sightings.js'
import { outsideText } from './outside-text.js'

/** A source server as a plan may select it (SourceServer, AWS DRS API reference); none when it has no ID. */
export function toListedServer(server: SourceServer): readonly ListedServer[] {
  const { sourceServerID, sourceProperties, tags } = server
  if (!sourceServerID) return []
  const hints = sourceProperties?.identificationHints
  const hostname = hostnameOf(server)
  return [
    {
      sourceServerId: sourceServerID,
      ...(hostname && { hostname }),
      hostnames: [hints?.hostname, hints?.fqdn].flatMap((name) => (name ? [name] : [])),
      tags: Object.entries(tags ?? {}).map(([key, value]) => ({
        key,
        value,
        shownKey: shown(key),
        shownValue: shown(value)
      }))
    }
  ]
}

/** A blank at an end, which nobody sees, may be all that keeps a server from matching. */
function shown(text: string): string {
  return outsideText(text.replace(/^\s+|\s+$/g, '␣'), 256)
}

/** What a server is called: its host name, else its FQDN, else its tag `Name`. */
export function hostnameOf({ sourceProperties, tags }: SourceServer): string | undefined {
  const hints = sourceProperties?.identificationHints
  return [hints?.hostname, hints?.fqdn, tags?.['Name']].map((name) => outsideText(name ?? '', 255)).find(Boolean)
}
