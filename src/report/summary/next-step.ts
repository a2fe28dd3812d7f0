import type { ActionRecord, ServerRecord } from '../record/schema.js'

const givePermission = 'Give the role that runs the drill the permission that is missing, then run it again.'
const lackOfPermission = /not authorized|UnauthorizedOperation|AccessDenied|iam:PassRole/i

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

/** What someone who has to mend it does first about a server that is not up. */
export function nextStep({ status, reason }: Pick<ServerRecord, 'status' | 'reason'>): string {
  switch (status) {
    case 'launched':
      return ''
    case 'failed':
      return (
        knownCauses.find(([cause]) => cause.test(reason ?? ''))?.[1] ??
        'Open the job in the DRS console, put right what its log names, and run the drill again.'
      )
    case 'skipped':
      return 'Look at its replication state and launch settings in the DRS console.'
    case 'terminated':
      return 'Find out in CloudTrail who terminated its recovery instance, then run the drill again.'
    case 'unverified':
      return 'Look at its instance in the EC2 console (state, system log, status checks); CloudTrail tells who changed it.'
    case 'timed-out':
      return afterTimeout(reason ?? '')
    case 'cancelled':
    case 'in-progress':
      return 'It may still come up: look at its job in the DRS console.'
    case 'not-started':
      return afterNoStart(reason ?? '')
  }
}

/** By the budget that the reason names. */
function afterTimeout(reason: string): string {
  if (reason.startsWith('it was up')) return 'Look at its instance in the EC2 console, and run the drill again.'
  const whose = reason.includes("the drill's budget") ? 'of the drill' : 'of its wave'
  return `It may still come up: look at its job. If it needs that long, raise the timeout ${whose}.`
}

function afterNoStart(reason: string): string {
  if (reason.startsWith('the run was cancelled')) return 'It was not launched. Run the drill again.'
  if (reason === 'the budget of the drill ran out before it could start') {
    return 'It was not launched. If the drill needs that long, raise its timeout, then run it again.'
  }
  return 'It was not launched. Put right what stopped the drill, then run it again.'
}

/**
 * What someone who has to mend it does first about an action that has not succeeded; empty for one that was not begun
 * because of something else, which has a next step of its own.
 */
export function nextStepOfAction({ status, reason }: Pick<ActionRecord, 'status' | 'reason'>): string {
  const why = reason ?? ''
  switch (status) {
    case 'succeeded':
    case 'succeeded-earlier':
      return ''
    case 'failed':
      return afterFailedAction(why)
    case 'timed-out':
      return afterActionTimeout(why)
    case 'cancelled':
      return why.startsWith('somebody cancelled it')
        ? 'Find out in CloudTrail who cancelled it, then run the drill again.'
        : 'It was told to stop: see in the Systems Manager console that it has, and what it had done by then.'
    case 'in-progress':
      return 'It may still run: look for it in the Systems Manager console, and stop it there if nobody needs it.'
    case 'not-started':
      return why.endsWith('ran out before it could be started')
        ? `It was not begun. If the ${budgetNamed(why)} needs that long, raise its timeout, then run the drill again.`
        : ''
  }
}

function afterFailedAction(reason: string): string {
  if (reason.startsWith('it could not be started')) {
    return lackOfPermission.test(reason)
      ? givePermission
      : 'It was not begun. Correct its document, version or parameters in the plan, then run the drill again.'
  }
  if (reason.startsWith('nobody can say what it does')) {
    return 'See in the Systems Manager console how it ended, let the role that runs the drill look at it, then run it again.'
  }
  if (reason.startsWith('it is to be given the instances')) {
    return 'It was not begun. Look in the DRS console which instance that server has, then run the drill again.'
  }
  if (lackOfPermission.test(reason)) {
    return 'Give the role that the document runs as the permission that is missing, then run the drill again.'
  }
  return 'Open its run in the Systems Manager console, put right the step that failed, and run the drill again.'
}

function afterActionTimeout(reason: string): string {
  if (reason.includes('before it was known whether it runs')) {
    return 'It may run: look for it in the Systems Manager console, and stop it there.'
  }
  if (reason.includes('waiting for a person to approve')) {
    return 'Nobody approved it in time: see that an approver is there, or raise its timeout, then run the drill again.'
  }
  if (reason.includes('before it could be started')) {
    return 'It was not begun. Find out what SSM answered, or raise its timeout, then run the drill again.'
  }
  return `See in the Systems Manager console what took so long. If it needs that long, raise the timeout of the ${budgetNamed(reason)}.`
}

/** Whose time the reason says ran out. */
function budgetNamed(reason: string): string {
  if (reason.includes("the drill's budget")) return 'drill'
  return reason.includes("the wave's budget") ? 'wave' : 'action'
}
