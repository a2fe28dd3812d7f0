import type { ActionRecord } from '../record/schema.js'

export const givePermission = 'Give the role that runs the drill the permission that is missing, then run it again.'
export const lackOfPermission = /not authorized|UnauthorizedOperation|AccessDenied|iam:PassRole/i

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
  if (/\breject(?:ed|ion)\b/i.test(reason)) {
    return 'Somebody rejected it in Systems Manager: ask why. Then run the drill again.'
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
