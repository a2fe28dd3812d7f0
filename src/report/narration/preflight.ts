import type { EventOf } from '../../drill/events.js'
import { counted } from '../../plan/wording.js'

/** Findings of a class that are told one by one; more of them are in the evidence. */
const findingsInLog = 20

/**
 * What a person reads of the checks before the start: how many were made and what they found, then each finding that does
 * not block; what does is told as an annotation.
 */
export function tellPreflight({ results }: EventOf<'preflight-concluded'>): readonly string[] {
  const findings = results.flatMap((result) => result.findings)
  const of = (kind: string) => findings.filter((finding) => finding.class === kind)
  const counts = [
    ...(of('blocking').length === 0 ? [] : [`${of('blocking').length} BLOCKING`]),
    ...(of('warning').length === 0 ? [] : [counted(of('warning').length, 'warning')]),
    ...(of('note').length === 0 ? [] : [counted(of('note').length, 'note')])
  ]
  const made = results.filter(({ notAsked }) => notAsked !== true)
  const open = results.filter(({ notAsked }) => notAsked === true).map(({ check }) => check.replaceAll('-', ' '))
  return [
    `preflight: ${counted(made.length, 'check')}, ${counts.length === 0 ? 'nothing found' : counts.join(', ')}`,
    ...(open.length === 0 ? [] : [`not checked, since AWS did not answer what they rest on: ${open.join(', ')}`]),
    ...told('warning', of('warning')),
    ...told('note', of('note'))
  ]
}

function told(kind: string, findings: readonly { readonly message: string }[]): readonly string[] {
  const more = findings.length - findingsInLog
  return [
    ...findings.slice(0, findingsInLog).map(({ message }) => `${kind}: ${message}`),
    ...(more > 0 ? [`and ${counted(more, `more ${kind}`)}, in evidence.json`] : [])
  ]
}
