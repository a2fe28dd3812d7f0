import { shortened } from '../../plan/wording.js'
import type { DrillState } from '../state.js'
import { clockTime, latest } from '../timestamp.js'

/** Whole it stands in the log, and with the servers. */
const longestAnswer = 160

/**
 * `; since 14:02:04 UTC AWS could not be asked about its jobs (…), last seen at 14:02:03 UTC`: that a drill ends while AWS does
 * not answer, so that what is told of its launches may be otherwise by now. Empty where the last looks were answered.
 */
export function blindnessOf({ trouble, jobs, servers }: DrillState): string {
  const [first, ...others] = (['jobs', 'instances'] as const)
    .flatMap((question) => {
      const known = trouble.get(question)
      return known === undefined ? [] : [{ question, ...known }]
    })
    .toSorted((a, b) => a.since.localeCompare(b.since))
  if (first === undefined) return ''
  const { since, failure } = first
  const about = [first, ...others].map(({ question }) => question)
  const seenAt = latest(
    ...(about.includes('jobs') ? [...jobs.values()].map((job) => job.seenAt) : []),
    ...(about.includes('instances') ? [...servers.values()].map(({ instanceSeenAt }) => instanceSeenAt) : [])
  )
  const seen = seenAt === undefined ? 'which were never seen' : `last seen at ${clockTime(seenAt)}`
  const why = `${failure.operation}: ${shortened(failure.message, longestAnswer)}`
  return `; since ${clockTime(since)} AWS could not be asked about its ${about.join(' and ')} (${why}), ${seen}`
}
