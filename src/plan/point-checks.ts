import type { Finding, SalvagedPlan, SalvagedWave } from './finding.js'
import { capitalise } from './place.js'
import { quote } from './quotation.js'
import { SERVER_ID_PATTERN } from './scalar-schema.js'
import type { Path } from './tree.js'
import { indexedWaves } from './wave-checks.js'

const isMap = (value: unknown): value is object => typeof value === 'object' && value !== null

/** A point in time that names nothing, or two things at once. */
const ambiguous = (point: unknown, label: string, path: Path, forms: string): readonly Finding[] => {
  if (!isMap(point)) return []
  const keys = ['before', 'snapshots'].filter((key) => Object.hasOwn(point, key))
  if (keys.length === 1) return []
  const what = keys.length === 0 ? 'names no point' : 'names a time and snapshots, which exclude each other'
  return [{ message: `${label} ${what}: write ${forms}`, path, atKey: true }]
}

/** Snapshots of servers that the wave does not launch. What `match` finds is known only when AWS has been asked. */
const strays = (plan: SalvagedPlan, wave: SalvagedWave, label: string, path: Path): readonly Finding[] => {
  const point = wave['point-in-time']
  if (!isMap(point) || point.snapshots === undefined) return []
  const groups = (wave.groups ?? []).map((name) => (name === undefined ? undefined : plan.groups?.[name]))
  const isOpen = [wave, ...groups].some((from) => from !== undefined && Object.hasOwn(from, 'match'))
  const known = new Set([wave, ...groups].flatMap((from) => from?.servers ?? []))
  const keys = Object.keys(point.snapshots)
  if (keys.length === 0) return [{ message: `${capitalise(label)}: point-in-time.snapshots is empty: name one`, path }]
  return keys.flatMap((id) => {
    const at = { path: [...path, id], atKey: true }
    if (!SERVER_ID_PATTERN.test(id)) {
      return [
        {
          ...at,
          message: `${quote(id)} in snapshots of ${label} is not a DRS source server: write "s-" and 17 letters or digits`
        }
      ]
    }
    if (isOpen || known.has(id)) return []
    return [{ ...at, message: `Server ${quote(id)} in snapshots of ${label} is not launched by it: take it out` }]
  })
}

/** What a schema cannot say of `point-in-time`: one of its forms, and of servers that are there. */
export const checkPoints = (plan: SalvagedPlan): readonly Finding[] => [
  ...ambiguous(plan.defaults?.['point-in-time'], 'defaults.point-in-time', ['defaults', 'point-in-time'], '"before"'),
  ...indexedWaves(plan).flatMap(({ wave, index, label }) => {
    const path = ['waves', index, 'point-in-time']
    return [
      ...ambiguous(
        wave['point-in-time'],
        `${capitalise(label)}: point-in-time`,
        path,
        'either "before" or "snapshots"'
      ),
      ...strays(plan, wave, label, [...path, 'snapshots'])
    ]
  })
]
