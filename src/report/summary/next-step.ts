import type { ServerRecord } from '../record/schema.js'

/** Causes that AWS names in its own words, and what mends them. */
const knownCauses: readonly (readonly [cause: RegExp, step: string])[] = [
  [
    /not authorized|UnauthorizedOperation|AccessDenied|iam:PassRole/i,
    'Give the role that runs the drill the permission that is missing, then run it again.'
  ],
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
