import type { Approval } from '../../drill/approval.js'

/** `environment dr-drill: approved by octocat (looks good)` */
export function tellApproval({ user, state, environments, comment }: Approval): string {
  const where = environments.length === 1 ? 'environment' : 'environments'
  const said = comment === '' ? '' : ` (${comment})`
  return `${where} ${environments.join(', ')}: ${state} by ${user ?? 'an account that is gone'}${said}`
}
