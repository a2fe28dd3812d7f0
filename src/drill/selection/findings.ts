import { describeExpectation, describeMatch, hasSelectors, type Expectation } from '../../plan/match.js'
import { MAX_SERVERS } from '../../plan/limits.js'
import { excerpt } from '../../plan/quotation.js'
import { firstPlace, type PlaceName } from '../../plan/places.js'
import { nameOf as nameOfServer, namesInFinding, type FindingClass } from '../preflight/finding.js'
import type { PreflightFinding } from '../preflight/preflight.js'
import { placeOf } from './selected-state.js'
import { selectorOf, type Difference, type NamedServer, type NearMiss, type Selection } from './server-selection.js'
import type { DrillState } from '../state.js'
import { describeElsewhere, straysOf } from './strays.js'

/** Whether the plan selects servers at all, in whatever wave. */
export function selectsServers({ plan }: DrillState): boolean {
  return plan?.waves.some(hasSelectors) === true
}

/** What the plan's matches found that it does not expect, or that somebody ought to know. */
export function selectionFindings(state: DrillState): readonly PreflightFinding[] {
  const about = (kind: FindingClass, wave: string, message: string, ...places: readonly PlaceName[]) => {
    return { class: kind, message, wave, ...firstPlace(state.places, ...places, `wave ${wave}`) }
  }
  return [
    ...sizeFindings(state),
    ...(state.selection?.selections ?? []).flatMap((selection): readonly PreflightFinding[] => {
      const tell = (kind: FindingClass) => (message: string) => about(kind, selection.wave, message, placeOf(selection))
      return [
        ...overlaps(state, selection).map(tell('blocking')),
        ...(isOfThisRun(state, selection) ? tellOwn(state, selection, tell) : [])
      ]
    }),
    ...guardFindings(state),
    ...strayFindings(state, about)
  ]
}

/** A wave that is left out is nobody's business, unless this run builds on it. */
function isOfThisRun({ mode, waves }: DrillState, { wave }: Selection): boolean {
  const known = waves.get(wave)
  return known?.selected === true || (known !== undefined && mode !== 'preflight')
}

function tellOwn(
  state: DrillState,
  selection: Selection,
  tell: (kind: FindingClass) => (message: string) => PreflightFinding
): readonly PreflightFinding[] {
  const selector = selectorOf(state.plan?.waves ?? [], selection)
  if (selector === undefined) return []
  const { count, nearMisses } = selection
  const { expect } = selector
  const owner = ownerOf(selection)
  if (count === 0 || (expect !== undefined && !isExpected(expect, count))) {
    const what = `${owner}: ${found(count)} (${describeMatch(selector.match)})`
    const wanted = expect === undefined ? '' : `, and the plan expects ${describeExpectation(expect)}`
    const nearly =
      nearMisses.count === 0
        ? ''
        : ` Left out, although nearly matching: ${listed(nearMisses.count, nearMisses.servers)}.`
    const advice = `Correct the tags of the servers, the match${expect === undefined ? '' : ', or "expect"'}.`
    return [tell('blocking')(`${what}${wanted}.${nearly} ${advice}`)]
  }
  const slips = nearMisses.servers.filter(({ isSlip }) => isSlip)
  const others = nearMisses.servers.filter(({ isSlip }) => !isSlip)
  const leavesOut = `${owner} leaves out, although nearly matching`
  return [
    ...(slips.length === 0
      ? []
      : [
          tell('warning')(
            `${leavesOut}: ${listed(slips.length, slips)}. Letter case and blanks count: correct the tags.`
          )
        ]),
    ...(others.length === 0 ? [] : [tell('note')(`${leavesOut}: ${listed(nearMisses.count - slips.length, others)}.`)]),
    ...(expect === undefined
      ? [tell('note')(`${owner}: ${found(count)}. State "expect: ${count}", and a different number will be an error.`)]
      : [])
  ]
}

/** `Group app (wave app)`, `Wave app` */
export function ownerOf({ wave, group }: Pick<Selection, 'wave' | 'group'>): string {
  return group === undefined ? `Wave ${wave}` : `Group ${group} (wave ${wave})`
}

function found(count: number): string {
  if (count === 0) return 'no source server matches'
  return count === 1 ? '1 source server matches' : `${count} source servers match`
}

function isExpected({ min, max = Infinity }: Expectation, count: number): boolean {
  return count >= min && count <= max
}

function listed(count: number, servers: readonly NearMiss[]): string {
  const shown = servers.slice(0, namesInFinding).map((server) => `${nameOf(server)}, ${describeDifferences(server)}`)
  const more = count > shown.length ? `; and ${count - shown.length} more` : ''
  return `${shown.join('; ')}${more}`
}

/** `whose tag Tier is "App"` */
export function describeDifferences({ differs }: Pick<NearMiss, 'differs'>): string {
  const shown = differs.slice(0, namesInFinding).map(describeDifference)
  return shown.join(' and ') + (differs.length > shown.length ? ' and more' : '')
}

function describeDifference(difference: Difference): string {
  if (difference.in === 'hostname') return 'whose host name is another'
  const key = excerpt(difference.key)
  if (difference.value === undefined) return `which has no tag ${key}`
  const value = `"${difference.value}"`
  return difference.spelled === undefined
    ? `whose tag ${key} is ${value}`
    : `whose tag is called "${difference.spelled}", not ${key}, and is ${value}`
}

function overlaps({ waves }: DrillState, selection: Selection): readonly string[] {
  const { elsewhere, wave } = selection
  // Where neither wave is of this run, another run will be stopped by it.
  const ours = elsewhere.servers.filter((server) => waves.has(wave) || waves.has(server.wave))
  const more = elsewhere.count - elsewhere.servers.length
  return [
    ...ours.map(
      (server) =>
        `Server ${nameOf(server)} would be launched by wave ${server.wave} and, since it matches, by ` +
        `${lower(ownerOf(selection))}. Correct one of the two: a server is in one wave only.`
    ),
    ...(ours.length > 0 && more > 0 ? [`${ownerOf(selection)}: so would ${more} more servers.`] : [])
  ]
}

function sizeFindings({ selection, places }: DrillState): readonly PreflightFinding[] {
  if (selection === undefined || selection.total <= MAX_SERVERS) return []
  const message =
    `The plan selects ${selection.total.toLocaleString('en-US')} servers, and a plan has ` +
    `${MAX_SERVERS.toLocaleString('en-US')} at most. Narrow its matches, or split it into several plans.`
  return [{ class: 'blocking', message, ...firstPlace(places, ...selection.selections.map(placeOf)) }]
}

/** A guard that is lifted for a server that no wave launches is a slip, and one that matters. */
function guardFindings({ selection, plan, places }: DrillState): readonly PreflightFinding[] {
  if (selection === undefined || plan === undefined) return []
  const launched = new Set(plan.waves.flatMap(({ servers }) => servers))
  return plan.guards.replaceRecoveryInstances
    .filter((id) => !launched.has(id))
    .map((sourceServerId) => ({
      class: 'warning',
      message: `Server ${sourceServerId} is in guards.replace-recovery-instances, but no wave launches it. Take it out.`,
      sourceServerId,
      ...firstPlace(places, 'guards')
    }))
}

function strayFindings(
  state: DrillState,
  about: (kind: FindingClass, wave: string, message: string, ...places: readonly PlaceName[]) => PreflightFinding
): readonly PreflightFinding[] {
  const elsewhere = (state.survey?.launchedElsewhere ?? []).map((launched) => {
    const { sourceServerId, wave } = launched
    const server = state.servers.get(sourceServerId)
    const now = server?.wave ?? wave
    const back = server?.foundBy === undefined ? 'Change the plan back' : 'Set its tags back'
    const message =
      `Server ${nameOf(server?.described ?? { sourceServerId })} was launched ${describeElsewhere(launched)}, and is in ` +
      `wave ${now} now: a second launch would destroy the first. ${back}, or start a new workflow run.`
    return {
      ...about('blocking', now, message, ...(server?.foundBy === undefined ? [] : [server.foundBy])),
      sourceServerId
    }
  })
  const strays = straysOf(state).map((stray) => {
    const rest = stray.isGone
      ? 'Nothing of that launch is left.'
      : 'It is not looked at, and goes on running until the cleanup, or somebody, terminates it.'
    const message =
      `Server ${nameOf(stray)} was launched ${describeElsewhere(stray)} (${stray.launchStatus}), but this run's waves do ` +
      `not have it any more. ${rest}`
    return { ...about('warning', stray.wave, message), sourceServerId: stray.sourceServerId }
  })
  return [...elsewhere, ...strays]
}

function nameOf(server: NamedServer): string {
  return nameOfServer({ sourceServerId: server.sourceServerId, described: server })
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
