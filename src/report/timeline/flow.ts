import type { Lane, PhaseName } from './lane.js'
import { isUp } from '../summary/verdict.js'

/** Where a server of a wave is at some moment; `down`: it has ended, and is not up. */
export type FlowState = PhaseName | 'up' | 'down'

/** From the bottom of the picture to its top. */
export const flowStates: readonly FlowState[] = [
  'up',
  'verification',
  'launch',
  'conversion',
  'snapshot',
  'waiting',
  'down'
]

/** A layer of a flow: how many servers are below it and with it, column by column. */
export interface FlowLayer {
  readonly state: FlowState
  readonly lower: readonly number[]
  readonly upper: readonly number[]
}

/**
 * How many servers of a wave are where over time, for waves with too many of them for a row each: layers that lie on one
 * another, counted once a column. A layer that no server is ever in is left out.
 *
 * @param momentOf the moment that a column stands for, rising with it
 */
export function flowOf(
  lanes: readonly Lane[],
  columns: number,
  momentOf: (column: number) => number
): readonly FlowLayer[] {
  const moments = Array.from({ length: columns }, (_, column) => momentOf(column))
  /** The first column at or after a moment. */
  const columnAt = (moment: number): number => {
    let [low, high] = [0, columns]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((moments[middle] ?? Infinity) >= moment) high = middle
      else low = middle + 1
    }
    return low
  }
  const changes = new Map(flowStates.map((state) => [state, new Int32Array(columns + 1)]))
  const add = (state: FlowState, from: number, to: number): void => {
    const change = changes.get(state)
    if (change === undefined || from >= to) return
    change[from] = (change[from] ?? 0) + 1
    change[to] = (change[to] ?? 0) - 1
  }
  for (const { server, segments, to } of lanes) {
    for (const segment of segments) add(segment.phase, columnAt(segment.from), columnAt(segment.to))
    if (segments.length > 0) add(isUp(server) ? 'up' : 'down', columnAt(to), columns)
  }
  let lower: readonly number[] = new Array<number>(columns).fill(0)
  const layers: FlowLayer[] = []
  for (const state of flowStates) {
    let count = 0
    const counts = Array.from(changes.get(state) ?? [], (change) => (count += change)).slice(0, columns)
    if (counts.every((count) => count === 0)) continue
    const upper = lower.map((below, column) => below + (counts[column] ?? 0))
    layers.push({ state, lower, upper })
    lower = upper
  }
  return layers
}
