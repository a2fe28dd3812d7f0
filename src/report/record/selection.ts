import type { Difference, NamedServer, Selection } from '../../drill/selection/server-selection.js'
import type { DrillState } from '../../drill/state.js'
import type { ServerSelector } from '../../plan/match.js'
import type { EvidenceRecord, SelectionRecord } from './schema.js'

/** What each match of the plan selects, as far as DRS was asked. */
export function selectionRecordsOf({ plan, selection }: DrillState): readonly SelectionRecord[] {
  const waves = plan?.waves ?? []
  return waves.flatMap(({ name, selectors = [] }) =>
    selectors.map((selector) => {
      const { group } = selector
      const seen = selection?.selections.find((one) => one.wave === name && one.group === group)
      return { wave: name, ...statedIn(selector), ...seenIn(seen) }
    })
  )
}

/** The source servers that no wave of the plan launches. */
export function notSelectedOf({ selection }: DrillState): EvidenceRecord['notSelected'] {
  if (selection === undefined) return null
  const { listed, leftOut } = selection
  return { listed, count: leftOut.count, servers: leftOut.servers.map(named) }
}

function statedIn({ group, match, expect }: ServerSelector): Pick<SelectionRecord, 'group' | 'match' | 'expect'> {
  return {
    group: group ?? null,
    match: { tags: match.tags, hostname: match.hostname ?? null },
    expect: expect === undefined ? null : { min: expect.min, max: expect.max ?? null }
  }
}

function seenIn(seen: Selection | undefined): Omit<SelectionRecord, 'wave' | 'group' | 'match' | 'expect'> {
  if (seen === undefined) return { count: null, found: [], elsewhere: [], nearMisses: { count: 0, servers: [] } }
  const { count, found, elsewhere, nearMisses } = seen
  return {
    count,
    found: found.map(named),
    elsewhere: elsewhere.servers.map((server) => ({ ...named(server), wave: server.wave })),
    nearMisses: {
      count: nearMisses.count,
      servers: nearMisses.servers.map((server) => ({ ...named(server), differs: server.differs.map(differenceRecord) }))
    }
  }
}

function named({ sourceServerId, hostname }: NamedServer) {
  return { sourceServerId, hostname: hostname ?? null }
}

function differenceRecord(difference: Difference): SelectionRecord['nearMisses']['servers'][number]['differs'][number] {
  if (difference.in === 'hostname') return { in: 'hostname', key: null, value: null, spelled: null }
  const { key, value, spelled } = difference
  return { in: 'tag', key, value: value ?? null, spelled: spelled ?? null }
}
