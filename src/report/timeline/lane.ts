import type { ServerRecord, WaveRecord } from '../record/schema.js'
import { firstAskedAt } from '../server-times.js'
import type { Span } from './scale.js'

/** What a server goes through, in this order; a phase that is tried again stands twice. */
export const phaseNames = ['waiting', 'snapshot', 'conversion', 'launch', 'verification'] as const

export type PhaseName = (typeof phaseNames)[number]

export interface Segment extends Span {
  readonly phase: PhaseName
}

/** A server on the timeline. */
export interface Lane extends Span {
  readonly server: ServerRecord
  /** Without gaps, oldest first; none when its launch was never asked for. */
  readonly segments: readonly Segment[]
}

/**
 * A server's way through the phases. What the job's log leaves out is filled: a phase without an end lasts until the next
 * begins, time in none of DRS's phases is waiting, and from the end of the launch on it is being verified.
 *
 * @param settledAt when its end was written down, where it is not up
 * @param waveEnd until when a server without an end of its own is shown
 */
export function laneOf(server: ServerRecord, wave: WaveRecord, settledAt: number | undefined, waveEnd: number): Lane {
  const askedAt = firstAskedAt(server)
  if (askedAt === null) return { server, segments: [], from: waveEnd, to: waveEnd }
  const asked = Date.parse(askedAt)
  const from = wave.startedAt === null ? asked : Math.min(asked, Date.parse(wave.startedAt))
  const to = Math.max(from, endOf(server, settledAt, waveEnd))
  const turns = turnsOf(server, from).toSorted((a, b) => a.at - b.at)
  const segments: Segment[] = []
  for (const [index, { at, phase }] of turns.entries()) {
    const start = Math.min(Math.max(at, from), to)
    const end = Math.min(Math.max(turns[index + 1]?.at ?? to, start), to)
    const before = segments.at(-1)
    if (end === start) continue
    if (before?.phase === phase) segments[segments.length - 1] = { ...before, to: end }
    else segments.push({ phase, from: start, to: end })
  }
  return { server, segments, from, to }
}

/** Seconds that a server spent in a phase; undefined when it never was in it. */
export function secondsIn({ segments }: Lane, phase: PhaseName): number | undefined {
  const spans = segments.filter((segment) => segment.phase === phase)
  if (spans.length === 0) return undefined
  return Math.round(spans.reduce((sum, { from, to }) => sum + (to - from), 0) / 1000)
}

function endOf({ status, verifiedAt }: ServerRecord, settledAt: number | undefined, waveEnd: number): number {
  if (status === 'launched' && verifiedAt !== null) return Date.parse(verifiedAt)
  return settledAt ?? waveEnd
}

interface Turn {
  readonly at: number
  /** What begins at this moment. */
  readonly phase: PhaseName
}

function turnsOf({ failedLaunches, phases, launchedAt }: ServerRecord, from: number): readonly Turn[] {
  const turns: Turn[] = [{ at: from, phase: 'waiting' }]
  for (const failed of failedLaunches) {
    turns.push(...phaseTurns(failed.phases), { at: Date.parse(failed.failedAt), phase: 'waiting' })
  }
  turns.push(...phaseTurns(phases))
  const isLaunchLogged = phases.some(({ phase, endedAt }) => phase === 'launch' && endedAt !== null)
  if (launchedAt !== null && !isLaunchLogged) turns.push({ at: Date.parse(launchedAt), phase: 'verification' })
  return turns
}

function phaseTurns(phases: ServerRecord['phases']): readonly Turn[] {
  const turns: Turn[] = []
  for (const { phase, startedAt, endedAt } of phases) {
    const ended = endedAt === null ? undefined : Date.parse(endedAt)
    if (startedAt !== null) turns.push({ at: Date.parse(startedAt), phase })
    if (ended !== undefined) turns.push({ at: ended, phase: phase === 'launch' ? 'verification' : 'waiting' })
  }
  return turns
}
