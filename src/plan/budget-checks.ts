import { formatDuration, parseDuration } from './duration.js'
import type { Finding, SalvagedPlan } from './finding.js'
import { longestPath } from './graph.js'
import { capitalise } from './place.js'
import { arrows } from './quotation.js'
import { DEFAULT_TIMEOUT } from './schema.js'
import type { Path } from './tree.js'
import { indexedWaves, waveGraph } from './wave-checks.js'

const secondsOf = (text: string | undefined): number | undefined => {
  const result = parseDuration(text, { zeroAllowed: true })
  return 'seconds' in result ? result.seconds : undefined
}

/** The soaks that stand one behind the other on the way to some wave. Nobody waits for that of a last wave. */
const longestSoak = (plan: SalvagedPlan) => {
  const graph = waveGraph(plan)
  const awaited = new Set(graph.flatMap(({ after }) => after))
  const soaks = new Map(indexedWaves(plan).map(({ wave }) => [wave.name, wave.soak ?? plan.defaults?.soak]))
  const soakOf = (name: string): number => (awaited.has(name) ? (secondsOf(soaks.get(name)) ?? 0) : 0)
  const { weight, names } = longestPath(graph, soakOf)
  return { seconds: weight, chain: arrows(names.filter((name) => soakOf(name) > 0)) }
}

/**
 * Budgets that cannot hold: a wave that may take longer than the whole drill, pauses that leave nothing of it, an
 * objective that is looser than the time at which the drill is stopped or tighter than its own pauses. Waves' timeouts
 * are limits, not estimates: their sum may well be more than the plan's.
 */
export const checkBudgets = (plan: SalvagedPlan): readonly Finding[] => {
  const findings: Finding[] = []
  const say = (path: Path, message: string) => findings.push({ message, path })
  const total = secondsOf(plan.timeout ?? DEFAULT_TIMEOUT)
  const rto = secondsOf(plan.objectives?.rto)
  const soak = longestSoak(plan)
  const soaks = `The soaks of ${soak.chain} alone take ${formatDuration(soak.seconds)}`

  if (rto !== undefined && soak.seconds >= rto) {
    say(
      ['objectives', 'rto'],
      `${soaks}: an objective of ${formatDuration(rto)} can never be met, raise it or shorten them`
    )
  }
  // A timeout that cannot be read is a finding of its own.
  if (total === undefined) return findings

  const limit = `the plan's timeout of ${formatDuration(total)}${plan.timeout === undefined ? ' (the default)' : ''}`
  if (rto !== undefined && rto > total) {
    const reason = `is longer than ${limit}, at which the drill is stopped`
    say(['objectives', 'rto'], `objectives.rto of ${formatDuration(rto)} ${reason}: raise "timeout" or lower "rto"`)
  }

  const wait = secondsOf(plan.guards?.['wait-for-other-jobs'])
  if (wait !== undefined && wait >= total) {
    const reason = `leaves nothing of ${limit}`
    say(
      ['guards', 'wait-for-other-jobs'],
      `guards.wait-for-other-jobs of ${formatDuration(wait)} ${reason}: lower it, or raise the plan's`
    )
  }

  const holders = [
    { owner: 'defaults', path: ['defaults'], settings: plan.defaults },
    ...indexedWaves(plan).map(({ wave, index, label }) => ({
      owner: capitalise(label),
      path: ['waves', index],
      settings: wave
    }))
  ]
  let soakTooLong = false
  for (const { owner, path, settings } of holders) {
    const timeout = secondsOf(settings?.timeout)
    if (timeout !== undefined && timeout > total) {
      const reason = `is longer than ${limit}`
      say(
        [...path, 'timeout'],
        `${owner}: timeout of ${formatDuration(timeout)} ${reason}: lower it, or raise the plan's`
      )
    }
    const pause = secondsOf(settings?.soak)
    if (pause !== undefined && pause >= total) {
      soakTooLong = true
      const reason = `leaves nothing of ${limit}`
      say([...path, 'soak'], `${owner}: soak of ${formatDuration(pause)} ${reason}: lower it, or raise the plan's`)
    }
  }
  if (soak.seconds >= total && !soakTooLong) {
    say(['timeout'], `${soaks}, which leaves nothing of ${limit}: raise it, or shorten them`)
  }
  return findings
}
