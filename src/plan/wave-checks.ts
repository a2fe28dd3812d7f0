import type { Finding, LineOf, SalvagedPlan, SalvagedWave } from './finding.js'
import { effectiveAfter, findCycle, type WaveNode } from './graph.js'
import { capitalise, waveLabel } from './place.js'
import { arrows, enumerate, quote } from './quotation.js'
import { NAME_PATTERN } from './scalar-schema.js'
import { closest } from './suggestion.js'

/** To look for what was meant takes time: a plan of nothing but unknown names gets no advice on the last of them. */
const MAX_ADVICE = 20
/** Circles that are told at once. */
const MAX_CYCLES = 20

/** A wave that is a map at all, with its place in the list. */
export interface IndexedWave {
  readonly wave: SalvagedWave
  readonly index: number
  /** In lower case, as in the middle of a message. */
  readonly label: string
}

export const indexedWaves = (plan: SalvagedPlan): readonly IndexedWave[] =>
  (plan.waves ?? []).flatMap((wave, index) =>
    wave === undefined ? [] : [{ wave, index, label: waveLabel(wave.name, index) }]
  )

/** The graph of the waves that have a name; of several with the same name the first. Unknown names are left out. */
export const waveGraph = (plan: SalvagedPlan): readonly WaveNode[] => {
  const listed = plan.waves ?? []
  const names = new Set(listed.map((wave) => wave?.name))
  const graph = new Map<string, WaveNode>()
  for (const [index, wave] of listed.entries()) {
    if (wave?.name === undefined || graph.has(wave.name)) continue
    const { name } = wave
    const stated = wave.after?.filter((other) => other !== undefined)
    // `after` that could not be read says nothing, not even that the wave follows the one before it.
    const before = Object.hasOwn(wave, 'after') ? undefined : listed[index - 1]?.name
    const after = effectiveAfter(stated, before).filter((other) => names.has(other) && other !== name)
    graph.set(name, { name, after })
  }
  return [...graph.values()]
}

const duplicateNames = (waves: readonly IndexedWave[], lineOf: LineOf): readonly Finding[] => {
  const first = new Map<string, number>()
  return waves.flatMap(({ wave: { name }, index }) => {
    if (name === undefined) return []
    const other = first.get(name)
    if (other === undefined) {
      first.set(name, index)
      return []
    }
    const line = lineOf(['waves', other, 'name'])
    return [
      {
        message: `Two waves are called ${quote(name)}, the first in line ${line}: give this one another name`,
        path: ['waves', index, 'name']
      }
    ]
  })
}

/** Names in a list of a wave that stand there twice or mean nothing. */
const references = (
  { wave, index, label }: IndexedWave,
  key: 'after' | 'groups',
  known: ReadonlySet<string>,
  others: ReadonlySet<string>,
  mayAdvise: () => boolean
): readonly Finding[] => {
  const noun = key === 'after' ? 'wave' : 'group'
  const seen = new Set<string>()
  let candidates: readonly string[] | undefined
  return (wave[key] ?? []).flatMap((name, position) => {
    if (name === undefined) return []
    const say = (message: string): readonly Finding[] => [{ message, path: ['waves', index, key, position] }]
    if (seen.has(name)) return say(`"${key}" of ${label} names ${quote(name)} twice: keep one`)
    seen.add(name)
    if (key === 'after' && name === wave.name) {
      return say(`${capitalise(label)} comes after itself: remove ${quote(name)} from its "after"`)
    }
    if (known.has(name)) return []
    if (!mayAdvise()) return say(`Unknown ${noun} ${quote(name)} in "${key}" of ${label}`)
    candidates ??= [...known].filter((other) => key === 'groups' || other !== wave.name)
    const meant = closest(name, candidates)
    const hint =
      meant !== undefined
        ? `did you mean ${quote(meant)}?`
        : others.has(name)
          ? `${quote(name)} is a ${key === 'after' ? 'group' : 'wave'}`
          : `there is ${enumerate(candidates)}`
    return say(`Unknown ${noun} ${quote(name)} in "${key}" of ${label}: ${hint}`)
  })
}

/** Every circle that shares no wave with one told before. */
const cycles = (plan: SalvagedPlan, waves: readonly IndexedWave[]): readonly Finding[] => {
  const findings: Finding[] = []
  let graph = waveGraph(plan)
  for (let cycle = findCycle(graph); cycle !== undefined && findings.length < MAX_CYCLES; cycle = findCycle(graph)) {
    const inCycle = new Set(cycle)
    const members = waves.filter(({ wave }) => wave.name !== undefined && inCycle.has(wave.name))
    const implicit = members.find(({ wave }) => wave.after === undefined)
    const why =
      implicit === undefined
        ? 'take one of them out of an "after"'
        : `${implicit.label} has no "after" and so waits for the wave listed before it: write one, if only "after: []"`
    const at = members.find(({ wave }) => wave.after !== undefined)?.index ?? 0
    findings.push({
      message: `Waves wait for each other in a circle, ${arrows(cycle)}: ${why}`,
      path: ['waves', at, 'after']
    })
    graph = graph.filter(({ name }) => !inCycle.has(name))
  }
  return findings
}

/** Names of groups that break the rule for names, and groups that no wave launches. */
const groupFindings = (groups: readonly string[], waves: readonly IndexedWave[]): readonly Finding[] => {
  const used = new Set(waves.flatMap(({ wave }) => wave.groups ?? []))
  // Where a list of groups cannot be read, nobody can say which group is missing from it.
  const unreadable = waves.some(({ wave }) => Object.hasOwn(wave, 'groups') && wave.groups === undefined)
  return groups.flatMap((name) => {
    const at = { path: ['groups', name], atKey: true }
    const findings: Finding[] = []
    if (!NAME_PATTERN.test(name)) {
      const rule = 'use letters, digits, ".", "_" and "-", 64 at most'
      findings.push({ ...at, message: `Group ${quote(name)}: that is not a name: ${rule}` })
    }
    if (!used.has(name) && !unreadable) {
      const instead = 'name it in the "groups" of a wave, or remove it'
      findings.push({
        ...at,
        message: `Group ${quote(name)} is in no wave, its servers would not be recovered: ${instead}`
      })
    }
    return findings
  })
}

/**
 * Names and order: waves with the same name, references that mean nothing, circles, groups left over. A group that no
 * wave launches is an error: whoever wrote it believes that its servers are part of the drill.
 */
export const checkWaves = (plan: SalvagedPlan, lineOf: LineOf): readonly Finding[] => {
  const waves = indexedWaves(plan)
  const waveNames = new Set(waves.flatMap(({ wave: { name } }) => (name === undefined ? [] : [name])))
  const groups = Object.keys(plan.groups ?? {})
  const groupNames = new Set(groups)
  let advice = 0
  const mayAdvise = () => ++advice <= MAX_ADVICE
  return [
    ...duplicateNames(waves, lineOf),
    ...waves.flatMap((wave) => references(wave, 'after', waveNames, groupNames, mayAdvise)),
    ...waves.flatMap((wave) => references(wave, 'groups', groupNames, waveNames, mayAdvise)),
    ...cycles(plan, waves),
    ...groupFindings(groups, waves)
  ]
}
