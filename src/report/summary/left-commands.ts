import { isPlainId } from '../console-links.js'
import type { EvidenceRecord, StillRunning } from '../record/schema.js'
import type { SummaryForm } from './form.js'

/** IDs that TerminateRecoveryInstances and DescribeRecoveryInstances take at once. */
export const idsPerCall = 200

/** The commands to look at what is left, to stop it and to remove it; empty where no Region or no ID is known. */
export function commandsFor(record: EvidenceRecord, form: SummaryForm): string {
  const { jobs, unansweredStarts } = record.stillRunning
  // No command is offered for what somebody else ran before.
  const instances = record.stillRunning.instances.filter(({ existedBefore }) => !existedBefore)
  const region = record.identity?.region
  if (region === undefined || !isPlainId(region)) return ''
  const jobIds = jobs.map(({ jobId }) => jobId).filter(isPlainId)
  const { instanceIds, forgotten } = idsOf(instances)
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
  const terminated = record.mode === 'drill' ? instanceIds.length + forgotten.length : 0
  const { stops, finds } = actionPurposes(record)
  const found = finds + unansweredStarts.length + jobIds.length
  const looks = terminated + stops === 0 || found > 0
  const purposes = [
    ...(looks
      ? [['to look at', lookedAt(record), found === 0 ? instanceIds.length + forgotten.length : found] as const]
      : []),
    ...(stops === 0 ? [] : [['to stop', nounOf(stops, 'action'), stops] as const]),
    ...(terminated === 0 ? [] : [['to terminate', nounOf(terminated, 'instance'), terminated] as const])
  ]
  // Of several each says what it is for.
  const told = purposes.map(
    ([verb, noun, count]) => `${verb} ${purposes.length > 1 ? noun : count === 1 ? 'it' : 'them'}`
  )
  const purpose = told.join(', ').replace(/, ([^,]*)$/, ' and $1')
  return `${purpose.charAt(0).toUpperCase()}${purpose.slice(1)}:\n\n\`\`\`sh\n${lines.join('\n')}\n\`\`\``
}

function nounOf(count: number, noun: string): string {
  return `the ${count === 1 ? noun : `${noun}s`}`
}

/** What is only to be looked at; where that is of several kinds, in one word. */
function lookedAt({ stillRunning: { jobs, unansweredStarts, actions } }: EvidenceRecord): string {
  const lost = actions.filter(({ automationExecutionId }) => automationExecutionId === null).length
  const kinds = [
    ...(jobs.length === 0 ? [] : [nounOf(jobs.length, 'job')]),
    ...(unansweredStarts.length === 0 ? [] : [unansweredStarts.length === 1 ? 'the launch' : 'the launches']),
    ...(lost === 0 ? [] : [nounOf(lost, 'action')])
  ]
  return kinds.length === 1 ? kinds.join('') : 'what runs'
}

function actionPurposes({ stillRunning: { actions } }: EvidenceRecord): {
  readonly stops: number
  readonly finds: number
} {
  return {
    stops: actions.filter(({ automationExecutionId }) => isPlainId(automationExecutionId ?? '')).length,
    finds: actions.filter(({ automationExecutionId }) => automationExecutionId === null).length
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

/** The IDs of recovery instances, and those of EC2 for what DRS does not list any more. */
export function idsOf(instances: StillRunning['instances']): {
  readonly instanceIds: readonly string[]
  readonly forgotten: readonly string[]
} {
  return {
    instanceIds: instances.flatMap(({ recoveryInstanceId }) => recoveryInstanceId ?? []).filter(isPlainId),
    forgotten: instances
      .filter(({ recoveryInstanceId }) => recoveryInstanceId === null)
      .flatMap(({ ec2InstanceId }) => ec2InstanceId ?? [])
      .filter(isPlainId)
  }
}

/** Reads IDs from the record, one a line, for a command that takes them; what is no ID is left out, as it is elsewhere. */
export function fromRecord(filter: string): string {
  return `jq -r '${filter} | select(test("^[A-Za-z0-9][A-Za-z0-9-]*$"))' evidence.json`
}

/** A command with these IDs; too many for a line are taken from the record, by a filter of jq. */
export function withIds(command: string, ids: readonly string[], filter: string, { listed }: SummaryForm): string {
  if (ids.length <= Math.min(listed, idsPerCall)) return `${command} ${ids.join(' ')}`
  return `${fromRecord(filter)} | xargs -n ${String(idsPerCall)} ${command}`
}

function forgottenCommand({ mode }: EvidenceRecord, ids: readonly string[], region: string, form: SummaryForm): string {
  const verb = mode === 'drill' ? 'terminate' : 'describe'
  const command = `aws ec2 ${verb}-instances --region ${region} --instance-ids`
  const filter =
    '.stillRunning.instances[] | select(.existedBefore | not) | select(.recoveryInstanceId == null) | .ec2InstanceId // empty'
  return withIds(command, ids, filter, form)
}

function instancesCommand({ mode }: EvidenceRecord, ids: readonly string[], region: string, form: SummaryForm): string {
  if (mode === 'drill') {
    const filter = '.stillRunning.instances[] | select(.existedBefore | not).recoveryInstanceId // empty'
    return withIds(terminateCommand(region), ids, filter, form)
  }
  const command = `aws drs describe-recovery-instances --region ${region}`
  return ids.length <= Math.min(form.listed, idsPerCall)
    ? `${command} --filters recoveryInstanceIDs=${ids.join(',')}`
    : command
}

/** It takes the IDs behind it. */
export function terminateCommand(region: string): string {
  return `aws drs terminate-recovery-instances --region ${region} --recovery-instance-ids`
}

function findCommand(executionId: string, region: string): string {
  const query = /^[\w.-]+$/.test(executionId)
    ? ` --query "items[?tags.\\"drs-drill:execution\\"=='${executionId}']"`
    : ''
  return `aws drs describe-jobs --region ${region}${query}`
}
