import type { WorldView } from '../simulator/index.js'
import type { EvidenceRecord } from '../src/report/record/schema.js'

/**
 * Post-actions that the evidence calls a success, and whose run in AWS did not succeed, or was begun before the servers were
 * launched that it was to try.
 */
export function untried({ automations, jobs }: WorldView, { waves }: EvidenceRecord): readonly string[] {
  return waves.flatMap(({ name, actions, servers }) => {
    const launches = jobs.filter(({ jobId }) => servers.some((server) => server.jobId === jobId))
    const lastLaunch = Math.max(...launches.map(({ createdAt }) => createdAt))
    return actions
      .filter(({ phase, status }) => phase === 'post' && status === 'succeeded')
      .filter(({ automationExecutionId }) => {
        const run = automations.find((one) => one.automationExecutionId === automationExecutionId)
        return run?.status !== 'Success' || run.startedAt < lastLaunch
      })
      .map((action) => `post-action ${action.name} of wave ${name} did not try the servers that are up`)
  })
}
