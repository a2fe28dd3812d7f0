import { automationLink, isPlainId, jobLink } from '../console-links.js'
import { forMarkdown, forMarkdownCode } from '../escape.js'
import type { EvidenceRecord } from '../record/schema.js'
import { list, type SummaryForm } from './form.js'
import { counted } from '../../plan/wording.js'

/** IDs that TerminateRecoveryInstances and DescribeRecoveryInstances take at once. */
const idsPerCall = 200

/**
 * What is still there in AWS, and the commands to look at it and to remove it. Loud where nobody expects it: jobs that go
 * on, launches whose fate is not known, drill instances of a drill that did not pass. After a real failover no command
 * that terminates is ever offered.
 */
export function stillRunning(record: EvidenceRecord, form: SummaryForm): string {
  const { jobs, instances, unansweredStarts, actions } = record.stillRunning
  const isDrill = record.mode === 'drill'
  if (jobs.length + instances.length + unansweredStarts.length + actions.length === 0) return ''
  const launching = jobs.filter(({ mayLaunch }) => mayLaunch)
  const ending = jobs.length - launching.length
  // A real failover leaves all of them alike.
  const existing = isDrill ? instances.filter(({ existedBefore }) => existedBefore).length : 0
  const ours = instances.length - existing
  const surprising =
    launching.length + unansweredStarts.length + actions.length > 0 || (isDrill && record.status !== 'passed')
  const lead = [
    ...(launching.length === 0 ? [] : [`${counted(launching.length, 'job')} may go on launching servers`]),
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
    ...(ours === 0 ? [] : [instanceLead(ours, isDrill)]),
    ...(existing === 0
      ? []
      : [
          `${counted(existing, 'instance')} that ${existing === 1 ? 'was' : 'were'} there before the ${record.mode} launched into ${existing === 1 ? 'it' : 'them'}`
        ])
  ].join('; ')
  // No command names what existed before; without a Region none names any.
  const named = instances.filter(({ existedBefore }) => (isDrill && existedBefore) || record.identity === null)
  const items = [
    ...named.map(({ ec2InstanceId, recoveryInstanceId, sourceServerId, existedBefore }) => {
      const id = ec2InstanceId ?? recoveryInstanceId ?? 'with an ID that is not known'
      const before = isDrill && existedBefore ? ', which is not the drill’s to terminate' : ''
      return `Instance ${forMarkdownCode(id, 60)} of ${forMarkdownCode(sourceServerId, 60)}${before}`
    }),
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
  const title = surprising
    ? `> [!WARNING]\n> **Left running in AWS**: ${lead}.`
    : `### Still running in AWS\n\n${lead.charAt(0).toUpperCase()}${lead.slice(1)}.`
  return [title, list(items, form.listed, (item) => item), commands(record, form)]
    .filter((part) => part !== '')
    .join('\n\n')
}

function automationOf({ identity }: EvidenceRecord, automationExecutionId: string): string {
  const link = automationLink(identity, automationExecutionId)
  const id = forMarkdownCode(automationExecutionId, 60)
  return link === undefined ? id : `[${id}](${link})`
}

function instanceLead(count: number, isDrill: boolean): string {
  const left = `${counted(count, isDrill ? 'drill instance' : 'recovery instance')} ${count === 1 ? 'is' : 'are'} left`
  if (!isDrill) return `${left}, as a real failover means to`
  return count === 1
    ? `${left} and costs money until it is terminated`
    : `${left} and cost money until they are terminated`
}

function commands(record: EvidenceRecord, form: SummaryForm): string {
  const { jobs, unansweredStarts } = record.stillRunning
  // No command is offered for what somebody else ran before.
  const instances = record.stillRunning.instances.filter(({ existedBefore }) => !existedBefore)
  const region = record.identity?.region
  if (region === undefined || !isPlainId(region)) return ''
  const jobIds = jobs.map(({ jobId }) => jobId).filter(isPlainId)
  const instanceIds = instances.flatMap(({ recoveryInstanceId }) => recoveryInstanceId ?? []).filter(isPlainId)
  // DRS does not list these any more; EC2 does.
  const forgotten = instances
    .filter(({ recoveryInstanceId }) => recoveryInstanceId === null)
    .flatMap(({ ec2InstanceId }) => ec2InstanceId ?? [])
    .filter(isPlainId)
  // Too many IDs for a line are found by what the jobs of the execution are tagged with.
  const findsJobs = unansweredStarts.length > 0 || jobIds.length > form.listed
  const lines = [
    ...stopCommands(record, region, form),
    ...findActionCommands(record, form),
    ...(findsJobs ? [findCommand(record.executionId, region)] : []),
    ...(jobIds.length === 0 || jobIds.length > form.listed
      ? []
      : [`aws drs describe-jobs --region ${region} --filters jobIDs=${jobIds.join(',')}`]),
    ...(instanceIds.length === 0 ? [] : [instancesCommand(record, instanceIds, region, form)]),
    ...(forgotten.length === 0 ? [] : [forgottenCommand(record, forgotten, region, form)])
  ]
  if (lines.length === 0) return ''
  const terminates = record.mode === 'drill' && instanceIds.length + forgotten.length > 0
  const { stops, finds } = actionPurposes(record)
  const looks = !terminates && !stops
  const purposes = [
    ...(looks || finds || unansweredStarts.length + jobIds.length > 0 ? ['to look at them'] : []),
    ...(stops ? ['to stop them'] : []),
    ...(terminates ? ['to terminate them'] : [])
  ]
  const purpose = purposes.join(', ').replace(/, ([^,]*)$/, ' and $1')
  return `${purpose.charAt(0).toUpperCase()}${purpose.slice(1)}:\n\n\`\`\`sh\n${lines.join('\n')}\n\`\`\``
}

function actionPurposes({ stillRunning: { actions } }: EvidenceRecord): {
  readonly stops: boolean
  readonly finds: boolean
} {
  return {
    stops: actions.some(({ automationExecutionId }) => isPlainId(automationExecutionId ?? '')),
    finds: actions.some(({ automationExecutionId }) => automationExecutionId === null)
  }
}

/** Stops each run that is known. */
function stopCommands({ stillRunning }: EvidenceRecord, region: string, form: SummaryForm): readonly string[] {
  const command = `aws ssm stop-automation-execution --region ${region} --automation-execution-id`
  const ids = stillRunning.actions.flatMap(({ automationExecutionId }) => automationExecutionId ?? []).filter(isPlainId)
  if (ids.length <= form.listed) return ids.map((id) => `${command} ${id}`)
  return [`${fromRecord('.stillRunning.actions[].automationExecutionId // empty')} | xargs -n 1 ${command}`]
}

/** Finds the runs that are not known; where these are many, the record has the commands. */
function findActionCommands({ stillRunning }: EvidenceRecord, form: SummaryForm): readonly string[] {
  const found = [...new Set(stillRunning.actions.flatMap(({ findWith }) => findWith ?? []))]
  const finds = found.filter((command) => /^aws ssm [\w .,:=/-]+$/.test(command))
  if (finds.length <= form.listed) return finds
  return ["jq -r '.stillRunning.actions[].findWith // empty' evidence.json | sort -u"]
}

/** Reads IDs from the record, one a line, for a command that takes them; what is no ID is left out, as it is elsewhere. */
function fromRecord(filter: string, isId = '^[A-Za-z0-9][A-Za-z0-9-]*$'): string {
  return `jq -r '${filter} | select(test("${isId}"))' evidence.json`
}

function forgottenCommand(
  { mode }: EvidenceRecord,
  ids: readonly string[],
  region: string,
  { listed }: SummaryForm
): string {
  const verb = mode === 'drill' ? 'terminate' : 'describe'
  const command = `aws ec2 ${verb}-instances --region ${region} --instance-ids`
  if (ids.length <= Math.min(listed, idsPerCall)) return `${command} ${ids.join(' ')}`
  const read =
    '.stillRunning.instances[] | select(.existedBefore | not) | select(.recoveryInstanceId == null) | .ec2InstanceId // empty'
  return `${fromRecord(read)} | xargs -n ${String(idsPerCall)} ${command}`
}

/** Too many IDs for a line are taken from the record. */
function instancesCommand(record: EvidenceRecord, ids: readonly string[], region: string, form: SummaryForm): string {
  const isDrill = record.mode === 'drill'
  const command = `aws drs ${isDrill ? 'terminate' : 'describe'}-recovery-instances --region ${region}`
  if (ids.length <= Math.min(form.listed, idsPerCall)) {
    return `${command} ${isDrill ? `--recovery-instance-ids ${ids.join(' ')}` : `--filters recoveryInstanceIDs=${ids.join(',')}`}`
  }
  if (!isDrill) return command
  const read = fromRecord('.stillRunning.instances[] | select(.existedBefore | not).recoveryInstanceId // empty')
  return `${read} | xargs -n ${String(idsPerCall)} ${command} --recovery-instance-ids`
}

function findCommand(executionId: string, region: string): string {
  const query = /^[\w.-]+$/.test(executionId)
    ? ` --query "items[?tags.\\"drs-drill:execution\\"=='${executionId}']"`
    : ''
  return `aws drs describe-jobs --region ${region}${query}`
}
