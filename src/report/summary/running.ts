import { automationLink, jobLink } from '../console-links.js'
import { forMarkdown, forMarkdownCode } from '../escape.js'
import type { EvidenceRecord, StillRunning } from '../record/schema.js'
import { counted } from '../../plan/wording.js'
import { instancesListed, list, type SummaryForm } from './form.js'
import { commandsFor } from './left-commands.js'
import { laterLaunches } from './later-launches.js'
import { instanceNames, serverName } from './server-name.js'

type LeftInstance = StillRunning['instances'][number]

/** More instances than these are folded away: what is to be done about them stands below. */
const shownOpenly = 20

/**
 * What is still there in AWS, each with its IDs, and the commands to look at it and to remove it. Loud where nobody expects
 * it: jobs that go on, launches whose fate is not known, drill instances of a drill that did not pass. After a real failover
 * no command that terminates is ever offered.
 */
export function stillRunning(record: EvidenceRecord, form: SummaryForm): string {
  const { jobs, instances, unansweredStarts, actions } = record.stillRunning
  if (jobs.length + instances.length + unansweredStarts.length + actions.length === 0) return ''
  const surprising =
    jobs.some(({ mayLaunch }) => mayLaunch) ||
    unansweredStarts.length + actions.length > 0 ||
    (record.mode === 'drill' && record.status !== 'passed')
  const lead = leadOf(record)
  const title = surprising
    ? `> [!WARNING]\n> **Left running in AWS**: ${lead}.`
    : `### Still running in AWS\n\n${lead.charAt(0).toUpperCase()}${lead.slice(1)}.`
  return [
    title,
    list(workItems(record, form), form.listed, (item) => item),
    instanceList(record, form),
    commandsFor(record, form),
    laterLaunches(record, form)
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** Whether no ID of it is known: DRS says that it launched one, and none was found. */
export function isPresumed({ recoveryInstanceId, ec2InstanceId }: LeftInstance): boolean {
  return recoveryInstanceId === null && ec2InstanceId === null
}

function leadOf({ mode, stillRunning }: EvidenceRecord): string {
  const { jobs, instances, unansweredStarts, actions } = stillRunning
  const isDrill = mode === 'drill'
  const launching = jobs.filter(({ mayLaunch }) => mayLaunch).length
  const ending = jobs.length - launching
  // A real failover leaves all of them alike.
  const existing = isDrill ? instances.filter(({ existedBefore }) => existedBefore).length : 0
  const presumed = instances.filter((left) => !(isDrill && left.existedBefore) && isPresumed(left)).length
  const seen = instances.length - existing - presumed
  return [
    ...(launching === 0 ? [] : [`${counted(launching, 'job')} may go on launching servers`]),
    ...(ending === 0
      ? []
      : [
          `${counted(ending, 'job')} ${ending === 1 ? 'has' : 'have'} no server left to launch, but ${ending === 1 ? 'was' : 'were'} not seen to have ended`
        ]),
    ...(unansweredStarts.length === 0
      ? []
      : [
          `${counted(unansweredStarts.length, 'launch', 'launches')} asked for, but never confirmed, may run all the same`
        ]),
    ...(actions.length === 0
      ? []
      : [
          `${counted(actions.length, 'action')} in SSM ${actions.length === 1 ? 'was' : 'were'} not seen to have ended`
        ]),
    ...(seen === 0 ? [] : [instanceLead(seen, isDrill)]),
    ...(presumed === 0 ? [] : [presumedLead(presumed, seen, isDrill)]),
    ...(existing === 0
      ? []
      : [
          `${counted(existing, 'instance')} that ${existing === 1 ? 'was' : 'were'} there before the ${mode} launched into ${existing === 1 ? 'it' : 'them'}`
        ])
  ].join('; ')
}

function instanceLead(count: number, isDrill: boolean): string {
  const left = `${counted(count, nounOf(isDrill))} ${count === 1 ? 'is' : 'are'} left`
  if (!isDrill) return `${left}, as a real failover intends`
  return count === 1
    ? `${left} and costs money until it is terminated`
    : `${left} and cost money until they are terminated`
}

function presumedLead(count: number, seen: number, isDrill: boolean): string {
  const what = seen === 0 ? counted(count, nounOf(isDrill)) : `${String(count)} more`
  return `${what} may exist, though none was found${isDrill ? ', and would cost money' : ''}`
}

function nounOf(isDrill: boolean): string {
  return isDrill ? 'drill instance' : 'recovery instance'
}

/** Jobs, actions and launches that go on. */
function workItems(record: EvidenceRecord, form: SummaryForm): readonly string[] {
  const { jobs, unansweredStarts, actions } = record.stillRunning
  return [
    ...jobs.map(({ jobId, wave, status, mayLaunch }) => {
      const link = jobLink(record.identity, jobId)
      const id = forMarkdownCode(jobId, 60)
      const shown = link === undefined ? id : `[${id}](${link})`
      const rest = mayLaunch ? '' : ', no server left to launch'
      return `Job ${shown} (wave ${forMarkdown(wave, 100)}): ${forMarkdown(status, 60)}${rest}`
    }),
    ...actions.map(({ wave, name, document, automationExecutionId, status }) => {
      const run = automationExecutionId === null ? 'SSM never answered' : automationOf(record, automationExecutionId)
      const shown = `${forMarkdown(name, 100)} (wave ${forMarkdown(wave, 100)}, ${forMarkdownCode(document, 130)})`
      return `Action ${shown}: ${run}, ${forMarkdown(status ?? 'not seen', 60)}`
    }),
    ...unansweredStarts.map(({ wave, sourceServerIds, message }) => {
      const why = message === null ? '' : `: ${forMarkdown(message, form.reasonLength)}`
      return `Launch of ${counted(sourceServerIds.length, 'server')} of wave ${forMarkdown(wave, 100)}, not confirmed${why}`
    })
  ]
}

function automationOf({ identity }: EvidenceRecord, automationExecutionId: string): string {
  const link = automationLink(identity, automationExecutionId)
  const id = forMarkdownCode(automationExecutionId, 60)
  return link === undefined ? id : `[${id}](${link})`
}

/** Each instance by all its names: the commands take that of the recovery instance, the tables show that of EC2. */
function instanceList({ mode, stillRunning: { instances } }: EvidenceRecord, form: SummaryForm): string {
  if (instances.length === 0) return ''
  // What a command does not remove comes first: it is not to fall off the end.
  const isOdd = (left: LeftInstance) => left.existedBefore || isPresumed(left)
  const sorted = instances.toSorted((a, b) => Number(isOdd(b)) - Number(isOdd(a)))
  const items = list(
    sorted,
    instancesListed(form),
    (left) => `${serverName(left)}: ${instanceText(left, mode === 'drill')}`
  )
  return instances.length <= shownOpenly
    ? items
    : `<details><summary>${counted(instances.length, 'instance')}</summary>\n\n${items}\n\n</details>`
}

function instanceText(left: LeftInstance, isDrill: boolean): string {
  const before = isDrill && left.existedBefore ? ', which is not the drill’s to terminate' : ''
  if (isPresumed(left)) return `DRS says LAUNCHED, but no instance of it was found; it may exist${before}`
  const [name = '', other] = instanceNames(left)
  return `${name}${other === undefined ? '' : ` (${other})`}${before}`
}
