import { DEFAULT_ACTION_TIMEOUT, MAX_PARAMETER_VALUES, MAX_VALUE_LENGTH, sizeProblemOf } from './action-schema.js'
import { formatDuration, parseDuration } from './duration.js'
import type { Finding, LineOf, Salvaged, SalvagedPlan, SalvagedWave } from './finding.js'
import { capitalise } from './place.js'
import { isPlaceholder, placeholders, placeholdersIn, resolveValues, type PlaceholderValues } from './placeholders.js'
import { enumerate, quote } from './quotation.js'
import { DEFAULT_TIMEOUT, DEFAULT_WAVE_TIMEOUT, type WaveEntry } from './schema.js'
import { closest } from './suggestion.js'
import type { Path } from './tree.js'
import { indexedWaves, type IndexedWave } from './wave-checks.js'

type SalvagedAction = Salvaged<NonNullable<WaveEntry['pre-actions']>[number]>
type Settings = Pick<SalvagedWave, 'pre-actions' | 'post-actions'>

const PHASES = ['pre-actions', 'post-actions'] as const
type Key = (typeof PHASES)[number]

/** An action where it is written. */
interface Written {
  readonly action: SalvagedAction
  readonly key: Key
  readonly path: Path
}

const secondsOf = (text: string | undefined): number => {
  const result = parseDuration(text, { zeroAllowed: true })
  return 'seconds' in result ? result.seconds : 0
}

const writtenIn = (settings: Settings | undefined, path: Path, key: Key): readonly Written[] =>
  (settings?.[key] ?? []).flatMap((action, index) =>
    action === undefined ? [] : [{ action, key, path: [...path, key, index] }]
  )

/** What a wave runs, in order: its own actions, or those of `defaults` where it states none. */
const actionsOf = ({ defaults }: SalvagedPlan, { wave, index }: IndexedWave): readonly Written[] =>
  PHASES.flatMap((key) =>
    Object.hasOwn(wave, key) ? writtenIn(wave, ['waves', index], key) : writtenIn(defaults, ['defaults'], key)
  )

/** Two actions of one name could not be told apart in log and evidence. */
const sameNames = (plan: SalvagedPlan, wave: IndexedWave, lineOf: LineOf): readonly Finding[] => {
  const first = new Map<string, Path>()
  return actionsOf(plan, wave).flatMap(({ action: { name }, path }) => {
    if (name === undefined) return []
    const other = first.get(name)
    if (other === undefined) {
      first.set(name, path)
      return []
    }
    const message = `Two actions of ${wave.label} are called ${quote(name)}, the first in line ${lineOf([...other, 'name'])}: give this one another name`
    return [{ message, path: [...path, 'name'] }]
  })
}

/** Timeouts that leave no time for the launch: the wave would end before its own actions may. */
const budget = (plan: SalvagedPlan, wave: IndexedWave): readonly Finding[] => {
  const actions = actionsOf(plan, wave)
  const [first] = actions
  if (first === undefined) return []
  const stated = wave.wave.timeout ?? plan.defaults?.timeout
  const whole = secondsOf(plan.timeout ?? DEFAULT_TIMEOUT)
  const limit = stated === undefined ? Math.min(secondsOf(DEFAULT_WAVE_TIMEOUT), whole) : secondsOf(stated)
  const needed = actions.reduce((sum, { action }) => sum + secondsOf(action.timeout ?? DEFAULT_ACTION_TIMEOUT), 0)
  // A timeout that cannot be read is a finding of its own.
  if (limit === 0 || needed < limit) return []
  const what = actions.length === 1 ? 'its action' : `its ${actions.length} actions`
  return [
    {
      message:
        `${capitalise(wave.label)}: ${what} may take ${formatDuration(needed)}, which leaves nothing of the wave's timeout ` +
        `of ${formatDuration(limit)} for the launch: shorten their timeouts (${DEFAULT_ACTION_TIMEOUT} each where none is stated), or raise it`,
      path: first.path.slice(0, -1)
    }
  ]
}

const valuesOf = ({ action, path }: Written): readonly { readonly text: string; readonly path: Path }[] =>
  Object.entries(action.parameters ?? {}).flatMap(([key, value]) => {
    const at = [...path, 'parameters', key]
    if (typeof value === 'string') return [{ text: value, path: at }]
    return (value ?? []).flatMap((text, index) => (text === undefined ? [] : [{ text, path: [...at, index] }]))
  })

/** Placeholders that mean nothing, or nothing yet. */
const placeholderFindings = (written: Written): readonly Finding[] =>
  valuesOf(written).flatMap(({ text, path }) => {
    const bare = /\$\(\s*(instanceIds|sourceServerIds|executionId)\s*\)/.exec(text)?.[1]
    if (bare !== undefined) return [{ message: `$(${bare}) stands for nothing: write $(drill.${bare})`, path }]
    return placeholdersIn(text).flatMap((name): readonly Finding[] => {
      const shown = `$(drill.${name})`
      if (!isPlaceholder(name)) {
        const meant = closest(name, placeholders)
        const all = enumerate(placeholders.map((known) => `$(drill.${known})`))
        const instead = meant === undefined ? `there is ${all}` : `did you mean $(drill.${meant})?`
        return [{ message: `Unknown placeholder ${quote(shown)}: ${instead}`, path }]
      }
      if (name !== 'instanceIds' || written.key === 'post-actions') return []
      const reason = 'no instance runs yet before the launch'
      return [{ message: `${shown} in a pre-action: ${reason}, use $(drill.sourceServerIds)`, path }]
    })
  })

const serverCount = (plan: SalvagedPlan, { wave }: IndexedWave): number =>
  (wave.servers ?? []).length +
  (wave.groups ?? []).reduce((sum, name) => sum + (plan.groups?.[name ?? '']?.servers ?? []).length, 0)

/** Each list of actions with the wave of most servers that runs it: what fits that one fits all. */
const largestUse = (plan: SalvagedPlan, waves: readonly IndexedWave[]) =>
  PHASES.flatMap((key) => {
    const counted = waves.map((wave) => ({ wave, count: serverCount(plan, wave) }))
    const heirs = counted.filter(({ wave }) => !Object.hasOwn(wave.wave, key)).sort((a, b) => b.count - a.count)
    return [
      ...counted.map(({ wave, count }) => ({ wave, count, actions: writtenIn(wave.wave, ['waves', wave.index], key) })),
      ...heirs.slice(0, 1).map((heir) => ({ ...heir, actions: writtenIn(plan.defaults, ['defaults'], key) }))
    ]
  })

/** Parameters that SSM would refuse for their size once everything is put in. */
const sizes = (plan: SalvagedPlan, waves: readonly IndexedWave[]): readonly Finding[] =>
  largestUse(plan, waves).flatMap(({ wave, count, actions }) => {
    // More than fit into any parameter need not be counted out.
    const ids = Array.from({ length: Math.min(count, 2 * MAX_PARAMETER_VALUES) }, () => 'i-00000000000000000')
    const known: PlaceholderValues = { instanceIds: ids, sourceServerIds: ids, executionId: ['x'] }
    return actions.flatMap(({ action, path }) =>
      Object.entries(action.parameters ?? {}).flatMap(([key, value]) => {
        const texts = typeof value === 'string' ? [value] : (value ?? []).flatMap((text) => text ?? [])
        const isLong = texts.some(({ length }) => length > MAX_VALUE_LENGTH)
        const resolved = isLong || texts.length > MAX_PARAMETER_VALUES ? texts : resolveValues(texts, known)
        const problem = sizeProblemOf(resolved)
        if (problem === undefined) return []
        const { what, remedy } = problem
        return [
          {
            message: `Parameter ${quote(key)} of ${quote(action.name ?? 'an action')} has ${what}: ${remedy} (${wave.label}, ${count} servers)`,
            path: [...path, 'parameters', key]
          }
        ]
      })
    )
  })

/** Actions: names, budgets, placeholders, and the sizes that SSM takes. */
export const checkActions = (plan: SalvagedPlan, lineOf: LineOf): readonly Finding[] => {
  const waves = indexedWaves(plan)
  const holders = [
    { settings: plan.defaults, path: ['defaults'] },
    ...waves.map(({ wave, index }) => ({ settings: wave, path: ['waves', index] }))
  ]
  return [
    ...holders.flatMap(({ settings, path }) =>
      PHASES.flatMap((key) => writtenIn(settings, path, key).flatMap(placeholderFindings))
    ),
    ...waves.flatMap((wave) => [...sameNames(plan, wave, lineOf), ...budget(plan, wave)]),
    ...sizes(plan, waves)
  ]
}
