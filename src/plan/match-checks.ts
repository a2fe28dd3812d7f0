import type { Finding, Salvaged, SalvagedPlan } from './finding.js'
import { capitalise } from './place.js'
import { quote } from './quotation.js'
import { MAX_MATCHES } from './limits.js'
import type { MatchEntry } from './match-schema.js'
import type { Path } from './tree.js'
import { indexedWaves } from './wave-checks.js'

/** What may select servers, a group or a wave itself, as it stands in the file. */
interface Holder {
  readonly label: string
  readonly path: Path
  readonly entry: Salvaged<MatchEntry>
}

const holdersOf = (plan: SalvagedPlan): readonly Holder[] => [
  ...Object.entries(plan.groups ?? {}).flatMap(([name, group]) =>
    group === undefined ? [] : [{ label: `group ${quote(name)}`, path: ['groups', name], entry: group }]
  ),
  ...indexedWaves(plan).map(({ wave, index, label }) => ({ label, path: ['waves', index], entry: wave }))
]

/** What a schema cannot say of selection: a match of nothing, a number of nothing, a range that is empty, too many of them. */
export const checkMatches = (plan: SalvagedPlan): readonly Finding[] => {
  const holders = holdersOf(plan)
  const matches = holders.filter(({ entry }) => Object.hasOwn(entry, 'match'))
  const tooMany = matches[MAX_MATCHES]
  return [
    ...holders.flatMap(checkHolder),
    ...(tooMany === undefined
      ? []
      : [
          {
            message: `The plan has more than ${MAX_MATCHES} matches: split it into several plans`,
            path: [...tooMany.path, 'match'],
            atKey: true
          }
        ])
  ]
}

const checkHolder = ({ label, path, entry }: Holder): readonly Finding[] => {
  const findings: Finding[] = []
  const say = (key: string, message: string) => findings.push({ message, path: [...path, key], atKey: true })
  const { match, expect } = entry
  // What is there and cannot be read, or is no condition, is a finding of the schema.
  if (match !== undefined && Object.keys(match).length === 0) {
    say('match', `"match" of ${label} is empty, and would select nothing: give it "tags", "hostname" or both`)
  }
  if (expect !== undefined && !Object.hasOwn(entry, 'match')) {
    say('expect', `${capitalise(label)} has "expect", but no "match" whose servers could be counted: remove it`)
  }
  if (typeof expect !== 'object') return findings
  const { min, max } = expect
  if (Object.keys(expect).length === 0) {
    say('expect', `"expect" of ${label} is empty: write a number, or { min: 2, max: 8 }`)
  }
  if (min !== undefined && max !== undefined && min > max) {
    say('expect', `"expect" of ${label} can never hold: its min of ${min} is more than its max of ${max}`)
  }
  return findings
}
