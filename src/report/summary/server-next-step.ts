import type { EvidenceRecord, ServerRecord } from '../record/schema.js'
import { givePermission, lackOfPermission } from './action-next-step.js'
import { landedOutside, leftOutside } from './isolation.js'

/** Causes that AWS names in its own words, and what mends them. */
const knownCauses: readonly (readonly [cause: RegExp, step: string])[] = [
  [lackOfPermission, givePermission],
  [
    /InsufficientInstanceCapacity|capacity/i,
    'Choose another instance type or subnet in its launch settings, or try again later.'
  ],
  [
    /VcpuLimitExceeded|LimitExceeded|quota/i,
    'Terminate what is not needed, or ask AWS for a higher quota, then run the drill again.'
  ],
  [/subnet|security group|InvalidGroup/i, 'Correct the subnet or security group in its launch settings.']
]

/** The record, as far as the next step rests on it. */
export type Aftermath = Pick<EvidenceRecord, 'stillRunning' | 'cleanup'>

/**
 * What someone who has to mend it does first about a server that is not up, as plain text. `commands` says where the commands
 * are that it speaks of.
 */
export function nextStep(record: Aftermath, server: ServerRecord, commands = 'the command above'): string {
  const { status, jobId } = server
  const reason = server.reason ?? ''
  const removed = isRemoved(record, server) ? 'Its instance was terminated by the cleanup' : undefined
  switch (status) {
    case 'launched':
      return ''
    case 'failed':
      return afterFailure(record, server, commands)
    case 'skipped':
      return 'Look at its replication state and launch settings in the DRS console.'
    case 'terminated':
      return 'Find out in CloudTrail who terminated its recovery instance, then run the drill again.'
    case 'unverified':
      return removed === undefined
        ? afterDoubt(server)
        : `${removed}. To look at one, run the drill again with the input cleanup set to "never".`
    case 'timed-out':
      if (removed !== undefined) return `${removed}. If it needs that long, raise the timeout ${budgetNamed(reason)}.`
      if (jobId === null) return afterNoAnswer(record, server, commands) ?? afterNoLaunch(reason)
      return afterTimeout(reason)
    case 'cancelled':
    case 'in-progress':
      if (removed !== undefined) return `${removed}. Run the drill again.`
      return afterNoAnswer(record, server, commands) ?? 'It may still come up: look at its job in the DRS console.'
    case 'not-started':
      return afterNoStart(reason)
  }
}

/** Whether the cleanup saw what was launched for it gone, and no launch of it goes on. */
export function isRemoved({ cleanup, stillRunning }: Aftermath, server: ServerRecord): boolean {
  const { sourceServerId, ec2InstanceId, jobId } = server
  const isGone = cleanup?.terminated.some(
    (gone) => gone.sourceServerId === sourceServerId && (ec2InstanceId === null || gone.ec2InstanceId === ec2InstanceId)
  )
  if (isGone !== true) return false
  return !(
    stillRunning.instances.some((left) => left.sourceServerId === sourceServerId) ||
    stillRunning.jobs.some((job) => job.jobId === jobId && job.mayLaunch)
  )
}

function afterFailure(record: Aftermath, server: ServerRecord, commands: string): string {
  const reason = server.reason ?? ''
  const launchAction = server.launchActions.find(({ status, optional }) => status === 'FAILED' && !optional)
  if (launchAction !== undefined && reason.startsWith('post-launch action')) {
    return `Look at the post-launch action "${launchAction.name}" of its instance in Systems Manager, then run the drill again.`
  }
  if (landedOutside(server)) {
    const mend = 'orrect the subnet or security group in its launch settings.'
    return leftOutside(record, server) === undefined ? `C${mend}` : `Terminate it now, with ${commands}; then c${mend}`
  }
  if (server.jobId === null && reason.includes('live recovery instance')) {
    return 'Keep the live recovery, or fail back first; then run the drill again.'
  }
  const known = knownCauses.find(([cause]) => cause.test(reason))?.[1]
  if (known !== undefined) return known
  return server.jobId === null && server.failedLaunches.length === 0
    ? 'No job was started for it. Put right what is named here, then run the drill again.'
    : 'Open the job in the DRS console, put right what its log names, and run the drill again.'
}

/** By what EC2 showed of it last. */
function afterDoubt({ ec2InstanceId, instance, jobId, reason }: ServerRecord): string {
  if (ec2InstanceId === null) {
    const job = jobId === null ? 'its job' : jobId
    return `EC2 shows no instance of ${job}: look at the job, and at the recovery instances of the server, in the DRS console.`
  }
  if (instance?.state === 'missing') {
    return `EC2 does not know ${ec2InstanceId}: CloudTrail tells whether somebody terminated it.`
  }
  if (instance?.state === 'terminated' || instance?.state === 'shutting-down') {
    return 'Find out in CloudTrail who terminated its instance, then run the drill again.'
  }
  if (reason?.includes('status checks') === true) return 'See its system log and status checks in the EC2 console.'
  return 'Look at its instance in the EC2 console; CloudTrail tells who changed its state.'
}

/** By the budget that the reason names. */
function afterTimeout(reason: string): string {
  if (reason.startsWith('it was up')) return 'Look at its instance in the EC2 console, and run the drill again.'
  return `It may still come up: look at its job. If it needs that long, raise the timeout ${budgetNamed(reason)}.`
}

function budgetNamed(reason: string): string {
  return reason.includes("the drill's budget") ? 'of the drill' : 'of its wave'
}

/** Where StartRecovery was asked, and never answered: nobody knows a job. */
function afterNoAnswer({ stillRunning }: Aftermath, server: ServerRecord, commands: string): string | undefined {
  const isUnanswered = stillRunning.unansweredStarts.some(({ sourceServerIds }) =>
    sourceServerIds.includes(server.sourceServerId)
  )
  return server.jobId === null && isUnanswered
    ? `It may still come up, though no launch was confirmed: look for its job, with ${commands}.`
    : undefined
}

function afterNoLaunch(reason: string): string {
  return `It was not launched. If AWS needs that long, raise the timeout ${budgetNamed(reason)}, then run the drill again.`
}

function afterNoStart(reason: string): string {
  if (reason.startsWith('the run was cancelled')) return 'It was not launched. Run the drill again.'
  if (reason === 'the budget of the drill ran out before it could start') {
    return 'It was not launched. If the drill needs that long, raise its timeout, then run it again.'
  }
  return 'It was not launched. Put right what stopped the drill, then run it again.'
}
