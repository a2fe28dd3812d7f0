import { formatDuration } from '../plan/duration.js'
import { counted } from '../plan/wording.js'
import type { EvidenceRecord } from './record/schema.js'
import { isPlanOnly } from './words.js'
import { isUp, serversOf } from './summary/verdict.js'

/** A drill of the row, this one among them. */
export interface Comparison {
  /** `2026-11-23`, or that it is this one. */
  readonly name: string
  /** `passed`; `passed, 2 waves left out`. */
  readonly result: string
  readonly rtoSeconds: number | null
  readonly rpoSeconds: number | null
  readonly servers: number
  readonly notUp: number
  /** Whether its figures are of the same waves, and of all their servers: those of a part say nothing of the whole. */
  readonly isAlike: boolean
}

/** This drill and those before it, newest first; empty where there is nothing to compare it with. */
export function comparisonsOf(record: EvidenceRecord): readonly Comparison[] {
  const { previous, objectives, status, leftOut } = record
  if (previous.drills.length === 0 || isPlanOnly(record)) return []
  const servers = serversOf(record)
  const notUp = servers.filter((server) => !isUp(server)).length
  const own: Comparison = {
    name: 'this one',
    result: resultOf(status, leftOut.length),
    rtoSeconds: objectives.rto.achievedSeconds,
    rpoSeconds: objectives.rpo.achievedSeconds,
    servers: servers.length,
    notUp,
    isAlike: notUp === 0
  }
  const before = previous.drills.map(({ startedAt, status: ended, leftOutWaves, sameWaves, ...drill }) => ({
    ...drill,
    name: startedAt.slice(0, 10),
    result: resultOf(ended, leftOutWaves),
    isAlike: sameWaves && drill.notUp === 0
  }))
  return [own, ...before]
}

function resultOf(status: string, leftOut: number): string {
  return leftOut === 0 ? status : `${status}, ${counted(leftOut, 'wave')} left out`
}

/** Those whose figures may stand beside one another: none where this drill itself is half of one. */
export function alikeOf(comparisons: readonly Comparison[]): readonly Comparison[] {
  const [own] = comparisons
  return own?.isAlike === true ? comparisons.filter(({ isAlike }) => isAlike) : []
}

/** `RTO 24m, 3m less than the last time it was measured`; empty where one of them was not measured, or is not alike. */
export function trendOf(comparisons: readonly Comparison[], name: 'RTO' | 'RPO'): string {
  const figures = alikeOf(comparisons).map(({ rtoSeconds, rpoSeconds }) => (name === 'RTO' ? rtoSeconds : rpoSeconds))
  const [own, ...before] = figures
  const last = before.find((seconds) => seconds !== null)
  if (typeof own !== 'number' || typeof last !== 'number') return ''
  const change = Math.round(own) - Math.round(last)
  const word = change === 0 ? 'the same as' : `${formatDuration(Math.abs(change))} ${change < 0 ? 'less' : 'more'} than`
  return `${name} ${formatDuration(Math.round(own))}, ${word} the last time it was measured`
}

/** What the comparison leaves aside, and what it could not see; a sentence each. */
export function limitsOf(record: EvidenceRecord): readonly string[] {
  const { previous, leftOut } = record
  const others = previous.drills.filter(({ sameWaves }) => !sameWaves).length
  const unlike =
    leftOut.length > 0
      ? `This one leaves out ${counted(leftOut.length, 'wave')} of the plan: only drills of the same waves are compared with it`
      : `${counted(others, 'drill')} of a part of the plan ${others === 1 ? 'stands' : 'stand'} in the table alone`
  const unreadable = previous.look?.unreadable ?? 0
  const untold = previous.drills.filter(({ account }) => account === null).length
  return [
    ...(others === 0 ? [] : [unlike]),
    ...elsewhere(record),
    ...(untold === 0
      ? []
      : [
          `${counted(untold, 'drill')} in the table ${untold === 1 ? 'does not tell its' : 'do not tell their'} account`
        ]),
    ...(unreadable === 0
      ? []
      : [`${counted(unreadable, 'artifact')} of earlier runs could not be read: drills may be missing`])
  ]
}

/** What was found in other accounts is left aside, which no reader could see otherwise. */
function elsewhere({ previous }: EvidenceRecord): readonly string[] {
  const found = previous.look?.otherAccounts ?? 0
  const verb = found === 1 ? 'is' : 'are'
  return found === 0 ? [] : [`${counted(found, 'drill')} of the plan in another account ${verb} not compared`]
}

/** Why none was found, and whether that says that there was none. */
export interface NoneFound {
  readonly isFirst: boolean
  readonly text: string
}

/** Undefined where some were found, or where it could not be looked for them. */
export function noneFound(record: EvidenceRecord): NoneFound | undefined {
  const { previous, mode, identity } = record
  const { drills, look } = previous
  if (drills.length > 0 || look === null) return undefined
  const { listed, listedAll, opened, unreadable, expired, unopened, otherNames, uploads } = look
  const noun = mode === 'recovery' ? 'recovery' : 'drill'
  const unseen = [
    ...(unreadable === 0 ? [] : [`${String(unreadable)} of these could not be read`]),
    ...(unopened === 0 ? [] : [`${String(unopened)} more were too many to open`]),
    ...(expired === 0 ? [] : [`${String(expired)} had expired`]),
    ...(otherNames === 0 ? [] : [`${String(otherNames)} had names that drs-drill did not give`]),
    ...(listedAll ? [] : ['older ones were not listed']),
    ...(uploads ? [] : ['this job uploads no evidence that would be found there'])
  ]
  if (unseen.length === 0) {
    const where = identity === null ? 'its Region' : 'its account and Region'
    const first = `None was found: this is the first ${noun} of the plan in ${where} whose evidence GitHub still keeps`
    return { isFirst: true, text: [first, ...elsewhere(record)].join('; ') }
  }
  const looked = `of the ${counted(listed, 'artifact')} that GitHub listed, ${String(opened)} were opened`
  const text = `None was found, but this may not be the first ${noun} of the plan: ${[looked, ...unseen, ...elsewhere(record)].join('; ')}`
  return { isFirst: false, text }
}

/** `24m`, or that it was not measured. */
export function measured(seconds: number | null): string {
  return seconds === null ? 'not known' : formatDuration(Math.round(seconds))
}
