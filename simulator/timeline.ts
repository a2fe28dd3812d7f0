/** A value that changes at known moments, in order: what the world will be like is settled when something is started. */
export type Timeline<T> = readonly { readonly at: number; readonly value: T }[]

/** The value at a moment; before the first change, the first value. */
export function valueAt<T>(timeline: Timeline<T>, now: number): T {
  const entry = timeline.findLast((candidate) => candidate.at <= now) ?? timeline[0]
  if (entry === undefined) throw new Error('A timeline has at least one entry.')
  return entry.value
}

/** The same history up to a moment, and another future from there. */
export function rewrite<T>(timeline: Timeline<T>, from: number, future: Timeline<T>): Timeline<T> {
  return [...timeline.filter((entry) => entry.at < from), ...future]
}
