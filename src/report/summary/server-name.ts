import { forMarkdown, forMarkdownCode } from '../escape.js'
import type { ServerRecord, StillRunning } from '../record/schema.js'

/** What tells servers apart in a list. */
export type NamedServer = Pick<ServerRecord, 'hostname' | 'sourceServerId'>

/** The most servers that one sentence names. */
const namedAtOnce = 5

/** A server by what people call it and by the ID that AWS takes. */
export function serverName({ hostname, sourceServerId }: NamedServer): string {
  const id = forMarkdownCode(sourceServerId, 60)
  return hostname === null ? id : `**${forMarkdown(hostname, 100)}** ${id}`
}

/** The first few servers, and how many more there are. */
export function serverNames(servers: readonly NamedServer[]): string {
  const more = servers.length - namedAtOnce
  const shown = servers.slice(0, namedAtOnce).map(serverName).join(', ')
  return more > 0 ? `${shown} and ${String(more)} more` : shown
}

/** The names of an instance that are known: EC2's, then that of the recovery instance. */
export function instanceNames({
  ec2InstanceId,
  recoveryInstanceId
}: Pick<StillRunning['instances'][number], 'ec2InstanceId' | 'recoveryInstanceId'>): readonly string[] {
  return [
    ...(ec2InstanceId === null ? [] : [forMarkdownCode(ec2InstanceId, 60)]),
    ...(recoveryInstanceId === null ? [] : [`recovery instance ${forMarkdownCode(recoveryInstanceId, 60)}`])
  ]
}
