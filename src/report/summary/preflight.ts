import { forMarkdown, forMarkdownCode } from '../escape.js'
import type { EvidenceRecord } from '../record/schema.js'
import { list, type SummaryForm } from './form.js'

/**
 * What was found before the start and does not block, with its place in the plan, warnings first; what blocks is told as the
 * reason why nothing was started. A preflight says as well what was asked and found in order.
 */
export function preflight(record: EvidenceRecord, form: SummaryForm): string {
  const { mode, plan, preflight: checks } = record
  const findings = (['warning', 'note'] as const).flatMap((kind) =>
    checks.flatMap((check) => check.findings.filter((finding) => finding.class === kind))
  )
  const items = list(findings, form.listed, (finding) => {
    const place = finding.line === null ? [] : [forMarkdownCode([plan.path, finding.line].join(':'))]
    const kind = finding.class === 'warning' ? ['⚠️'] : []
    return [...kind, ...place, forMarkdown(finding.message, form.reasonLength)].join(' ')
  })
  const fine = checks.filter(({ result }) => result === 'ok').map(({ check }) => check.replaceAll('-', ' '))
  const asked = mode !== 'preflight' || fine.length === 0 ? '' : `Asked, and in order: ${fine.join(', ')}.`
  const open = checks.filter(({ result }) => result === 'not-asked').map(({ check }) => check.replaceAll('-', ' '))
  const left = open.length === 0 ? '' : `Not checked, since AWS did not answer what they rest on: ${open.join(', ')}.`
  const parts = [items, asked, left].filter((part) => part !== '')
  return parts.length === 0 ? '' : ['### Before the start', ...parts].join('\n\n')
}
