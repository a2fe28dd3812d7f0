import { htmlTable, type HtmlRow, type Section } from './parts.js'
import type { EvidenceRecord, PreflightRecord } from '../record/schema.js'
import { clipped, joined, markup, type Markup, nothing } from './markup.js'
import { counted } from '../../plan/wording.js'

/** Findings beyond these are in `evidence.json`. */
const longestList = 100

const resultWords: Readonly<Record<PreflightRecord['result'], string>> = {
  ok: 'In order',
  'not-asked': 'Not asked',
  note: 'Noted',
  warning: 'Warning',
  blocking: 'Blocking'
}

/** What AWS was asked before anything was started, and what it said. */
export function preflight({ preflight: checks, plan }: EvidenceRecord): Section {
  const body = joined([checkTable(checks), findingTable(checks, plan.path)])
  return { id: 'preflight', title: 'Before the start', body }
}

function checkTable(checks: readonly PreflightRecord[]): Markup {
  return htmlTable(
    markup`The checks that stand before every start`,
    [{ title: 'Check' }, { title: 'Result' }, { title: 'Findings', kind: 'number' }],
    checks.map(({ check, result, findings }) => ({
      cells: [markup`${check.replaceAll('-', ' ')}`, markup`${resultWords[result]}`, markup`${findings.length}`]
    }))
  )
}

function findingTable(checks: readonly PreflightRecord[], path: string): Markup {
  const findings = (['blocking', 'warning', 'note'] as const).flatMap((kind) =>
    checks.flatMap(({ findings }) => findings.filter((finding) => finding.class === kind))
  )
  if (findings.length === 0) return nothing
  const more = findings.length - longestList
  const shown = more > 0 ? `: the first ${String(longestList)} of ${counted(findings.length, 'finding')}` : ''
  const rows = findings.slice(0, longestList).map(({ class: kind, message, line }): HtmlRow => {
    return { cells: [markup`${resultWords[kind]}`, markup`${message}`, markup`${line ?? '–'}`] }
  })
  return htmlTable(
    markup`What was found${shown}; lines are those of ${clipped(path, 200)}`,
    [{ title: 'Result' }, { title: 'Finding', kind: 'wide' }, { title: 'Line', kind: 'number' }],
    rows
  )
}
