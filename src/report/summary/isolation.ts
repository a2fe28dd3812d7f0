import { isPlainId } from '../console-links.js'
import { forMarkdown } from '../escape.js'
import type { EvidenceRecord, ServerRecord, StillRunning } from '../record/schema.js'
import { list, type SummaryForm } from './form.js'
import { idsOf, terminateCommand, withIds } from './left-commands.js'
import { instanceNames, serverName } from './server-name.js'
import { sentence } from './verdict.js'

type LeftInstance = StillRunning['instances'][number]

/** The words of the verdict on such a server. */
const landing = 'landed outside the plan'

/** Drill instances outside the plan's isolation may touch what is live: they are told before anything else. */
export function outsideIsolation(record: EvidenceRecord, form: SummaryForm): string {
  const found = record.waves
    .flatMap(({ servers }) => servers)
    .flatMap((server) => {
      const left = leftOutside(record, server)
      return left === undefined ? [] : [{ server, left }]
    })
  if (found.length === 0) return ''
  const items = list(found, form.listed, ({ server, left }) => {
    const where = sentence(forMarkdown(server.reason ?? '', form.reasonLength))
    return `${serverName(server)} **runs outside the isolation** as ${instanceNames(left).join(', ')}: ${where}`
  })
  const number = found.length === 1 ? 'A drill instance runs' : `${String(found.length)} drill instances run`
  const lead = `> [!CAUTION]\n> **${number} outside the plan's isolation**, where ${found.length === 1 ? 'it' : 'they'} may reach what is live. Terminate ${found.length === 1 ? 'it' : 'them'} now.`
  return [
    lead,
    items,
    commandOf(
      record,
      found.map(({ left }) => left),
      form
    )
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** The instance of a server that landed outside the isolation, as long as it is not known to be gone. */
export function leftOutside(
  { stillRunning }: Pick<EvidenceRecord, 'stillRunning'>,
  server: ServerRecord
): LeftInstance | undefined {
  if (server.status !== 'failed' || !landedOutside(server)) return undefined
  return stillRunning.instances.find(
    ({ sourceServerId, ec2InstanceId, existedBefore }) =>
      sourceServerId === server.sourceServerId && ec2InstanceId === server.ec2InstanceId && !existedBefore
  )
}

export function landedOutside({ reason }: Pick<ServerRecord, 'reason'>): boolean {
  return reason?.includes(landing) === true
}

function commandOf({ identity }: EvidenceRecord, found: readonly LeftInstance[], form: SummaryForm): string {
  const region = identity?.region
  if (region === undefined || !isPlainId(region)) return ''
  const { instanceIds, forgotten } = idsOf(found)
  const filter = `.waves[].servers[] | select(.reason // "" | contains("${landing}")).recoveryInstanceId // empty`
  const lines = [
    ...(instanceIds.length === 0 ? [] : [withIds(terminateCommand(region), instanceIds, filter, form)]),
    // What DRS has forgotten is in the command below, however many there are.
    ...(forgotten.length === 0 || forgotten.length > form.listed
      ? []
      : [`aws ec2 terminate-instances --region ${region} --instance-ids ${forgotten.join(' ')}`])
  ]
  return lines.length === 0 ? '' : `\`\`\`sh\n${lines.join('\n')}\n\`\`\``
}
