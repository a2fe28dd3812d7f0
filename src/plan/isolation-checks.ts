import type { Finding, SalvagedPlan } from './finding.js'

/** An isolation that names nothing would isolate nothing, and whoever wrote it believes that it does. */
export const checkIsolation = ({ isolation }: SalvagedPlan): readonly Finding[] => {
  if (isolation === undefined || 'subnets' in isolation || 'security-groups' in isolation) return []
  const message = 'isolation restricts nothing: give it "subnets", "security-groups" or both, or take it out'
  return [{ message, path: ['isolation'], atKey: true }]
}
