import { MAX_SERVERS } from '../../plan/limits.js'
import { hasSelectors, isHostname, isTagValue, type ServerMatch, type ServerSelector } from '../../plan/match.js'
import type { PlannedWave } from '../../plan/plan.js'
import type { ListedServer } from '../sightings.js'

/** A source server by the names that people know it by. */
export interface NamedServer {
  readonly sourceServerId: string
  readonly hostname?: string
}

/** What keeps a server from matching. */
export type Difference =
  | { readonly in: 'hostname' }
  | {
      readonly in: 'tag'
      /** As the plan has it. */
      readonly key: string
      /** The value that the server has; absent: it has no such tag. */
      readonly value?: string
      /** The server's key, where it only nearly is the plan's. */
      readonly spelled?: string
    }

/** A server that no wave of the plan launches, although little is missing. */
export interface NearMiss extends NamedServer {
  readonly differs: readonly Difference[]
  /** Nothing but letter case or blanks differ: a slip, as good as certain. */
  readonly isSlip: boolean
}

/** What a selector of the plan was seen to select. */
export interface Selection {
  readonly wave: string
  /** The group whose match it is; absent: the wave's own. */
  readonly group?: string
  /** All servers that match. */
  readonly count: number
  /** Those of them that this selector is the first to find for its wave, which may list them besides; by host name. */
  readonly found: readonly NamedServer[]
  /** Those of them that another wave launches, too: how many, and the first of them. */
  readonly elsewhere: { readonly count: number; readonly servers: readonly (NamedServer & { readonly wave: string })[] }
  /** How many servers nearly match, and the first of them, slips before all others. */
  readonly nearMisses: { readonly count: number; readonly servers: readonly NearMiss[] }
}

/** What became of all selectors of a plan. */
export interface ServerSelection {
  /** How many source servers DRS has in all. */
  readonly listed: number
  /** How many of the plan there are, the listed ones of its waves included. */
  readonly total: number
  /** In the order of the plan. */
  readonly selections: readonly Selection[]
  /** Source servers that no wave of the plan launches: how many, and the first of them. */
  readonly leftOut: { readonly count: number; readonly servers: readonly NamedServer[] }
}

/** Of servers that do not matter the journal keeps no more than somebody may read. */
const nearMissesKept = 20
const elsewhereKept = 20
const leftOutKept = 100

/**
 * Selects servers for all waves of a plan, those included that this run leaves out: a server that two of them would launch
 * shows only so. A server stands in one selection at most; that it matches elsewhere too is told there.
 */
export function selectServers(waves: readonly PlannedWave[], listed: readonly ListedServer[]): ServerSelection {
  const all = inOrder(listed)
  const waveOf = new Map(waves.flatMap(({ name, servers }) => servers.map((id) => [id, name] as const)))
  const told = new Set<string>()
  const found = waves.flatMap((wave) =>
    (wave.selectors ?? []).map((selector) => {
      const matching = all.filter((server) => isMatch(selector.match, server))
      const own: NamedServer[] = []
      const elsewhere: (NamedServer & { readonly wave: string })[] = []
      let countElsewhere = 0
      for (const server of matching) {
        const { sourceServerId } = server
        const present = waveOf.get(sourceServerId) ?? wave.name
        if (present !== wave.name) {
          countElsewhere += 1
          if (elsewhere.length < elsewhereKept) elsewhere.push({ ...named(server), wave: present })
        } else if (!told.has(sourceServerId)) {
          told.add(sourceServerId)
          waveOf.set(sourceServerId, wave.name)
          own.push(named(server))
        }
      }
      return {
        wave: wave.name,
        selector,
        count: matching.length,
        own,
        elsewhere: { count: countElsewhere, servers: elsewhere }
      }
    })
  )
  const total = waveOf.size
  const spare = all.filter(({ sourceServerId }) => !waveOf.has(sourceServerId))
  const slips = new Set(spare.filter((server) => found.some(({ selector }) => isSlip(selector.match, server))))
  return {
    listed: all.length,
    total,
    selections: found.map(({ wave, selector, count, own, elsewhere }) => ({
      wave,
      ...(selector.group === undefined ? {} : { group: selector.group }),
      count,
      // Of a selection that is refused for its size some names are enough.
      found: total > MAX_SERVERS ? own.slice(0, leftOutKept) : own,
      elsewhere,
      nearMisses: nearMissesOf(selector.match, spare, slips)
    })),
    leftOut: { count: spare.length, servers: spare.slice(0, leftOutKept).map(named) }
  }
}

/** The waves of a plan with the servers that were selected for them, behind those that they list. */
export function withSelection(waves: readonly PlannedWave[], selection: ServerSelection): readonly PlannedWave[] {
  if (selection.total > MAX_SERVERS) return waves
  return waves.map((wave) => {
    if (!hasSelectors(wave)) return wave
    const found = selection.selections.filter((one) => one.wave === wave.name).flatMap((one) => one.found)
    return { ...wave, servers: [...new Set([...wave.servers, ...found.map(({ sourceServerId }) => sourceServerId)])] }
  })
}

/** The selector of the plan that a selection is of. */
export function selectorOf(
  waves: readonly PlannedWave[],
  { wave, group }: Pick<Selection, 'wave' | 'group'>
): ServerSelector | undefined {
  const selectors = waves.find(({ name }) => name === wave)?.selectors ?? []
  return selectors.find((selector) => selector.group === group)
}

/** Each server once, by host name, so that the same account always gives the same journal. */
function inOrder(listed: readonly ListedServer[]): readonly ListedServer[] {
  const each = [...new Map(listed.map((server) => [server.sourceServerId, server])).values()]
  const keys = new Map(each.map((server) => [server, `${server.hostname ?? '\uFFFF'}\0${server.sourceServerId}`]))
  return each.toSorted((a, b) => ((keys.get(a) ?? '') < (keys.get(b) ?? '') ? -1 : 1))
}

function named({ sourceServerId, hostname }: ListedServer): NamedServer {
  return { sourceServerId, ...(hostname === undefined ? {} : { hostname }) }
}

function isMatch(match: ServerMatch, server: ListedServer): boolean {
  return differencesOf(match, server).length === 0
}

function differencesOf({ tags, hostname }: ServerMatch, server: ListedServer): readonly Difference[] {
  const ofTags = tags.flatMap((condition): readonly Difference[] => {
    const { key } = condition
    const tag = server.tags.find((one) => one.key === key)
    if (tag !== undefined) {
      return isTagValue(condition, tag.value) ? [] : [{ in: 'tag', key, value: tag.shownValue }]
    }
    const near = server.tags.find((one) => plain(one.key) === plain(key))
    if (near === undefined) return [{ in: 'tag', key }]
    return [{ in: 'tag', key, value: near.shownValue, spelled: near.shownKey }]
  })
  const isNamed = hostname === undefined || isHostname(hostname, server.hostnames)
  return isNamed ? ofTags : [...ofTags, { in: 'hostname' }]
}

/** Of a server that is meant by one match, but for a slip, the others need not tell. */
function nearMissesOf(
  match: ServerMatch,
  spare: readonly ListedServer[],
  slips: ReadonlySet<ListedServer>
): Selection['nearMisses'] {
  const misses = spare.flatMap((server): readonly NearMiss[] => {
    const differs = differencesOf(match, server)
    const isOwnSlip = slips.has(server) && isSlip(match, server)
    if (!isOwnSlip && (slips.has(server) || !isNear(match, differs))) return []
    return [{ ...named(server), differs, isSlip: isOwnSlip }]
  })
  const slipsFirst = misses.toSorted((a, b) => Number(b.isSlip) - Number(a.isSlip))
  return { count: misses.length, servers: slipsFirst.slice(0, nearMissesKept) }
}

/** One condition alone does not hold, and it is not that there is nothing in common; or the host name is the right one. */
function isNear({ tags, hostname }: ServerMatch, differs: readonly Difference[]): boolean {
  if (hostname !== undefined && tags.length > 0 && differs.every((one) => one.in === 'tag')) return true
  const [first, ...others] = differs
  if (first === undefined || others.length > 0) return false
  const conditions = tags.length + (hostname === undefined ? 0 : 1)
  return conditions > 1 || (first.in === 'tag' && first.value !== undefined)
}

/** Whether the server would match if letter case and blanks did not count. */
function isSlip({ tags, hostname }: ServerMatch, server: ListedServer): boolean {
  return (
    (hostname === undefined || isHostname(hostname, server.hostnames)) &&
    tags.every(({ key, value }) =>
      server.tags.some(
        (one) => plain(one.key) === plain(key) && isTagValue({ key, value: plain(value) }, plain(one.value))
      )
    )
  )
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/\s/g, '')
}
