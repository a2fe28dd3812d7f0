import { secondsBetween } from '../../drill/timestamp.js'
import { formatDuration } from '../../plan/duration.js'
import { instanceLink } from '../console-links.js'
import { forHtml, forMarkdown, forMarkdownCode, forMarkdownTableCell } from '../escape.js'
import { markdownTable } from './markdown-table.js'
import type { EvidenceRecord, ServerRecord, WaveRecord } from '../record/schema.js'
import { failedActionsOf, isPlanOnly } from '../words.js'
import type { SummaryForm } from './form.js'
import { hasTable, isQuiet, serversShown } from './servers-shown.js'
import { firstAskedAt } from '../server-times.js'
import { serverCount } from '../selection-words.js'
import { capital, isUp, sentence } from './verdict.js'
import { counted } from '../../plan/wording.js'

/** A section a wave: open where something is not up, folded where all is well or nothing was begun. */
export function waveSections(record: EvidenceRecord, form: SummaryForm): string {
  if (!form.waves || record.waves.length === 0) return ''
  if (isPlanOnly(record)) return plannedWaves(record)
  const shown = serversShown(record, form)
  const sections = record.waves.map((wave, index) =>
    isQuiet(wave) ? quietSection(record, wave, form) : section(record, wave, shown[index] ?? [], form)
  )
  return sections.join('\n\n')
}

/** What the plan would do, where nothing was begun. */
function plannedWaves(record: EvidenceRecord): string {
  const rows = record.waves.map((wave) => [
    forMarkdownTableCell(wave.name, 100),
    wave.after.length === 0 ? 'the start' : wave.after.map((before) => forMarkdownTableCell(before, 100)).join(', '),
    serverCount(record, wave),
    formatDuration(wave.budgetSeconds)
  ])
  const columns = [
    { title: 'Wave' },
    { title: 'After' },
    { title: 'Servers', align: 'right' },
    { title: 'Budget', align: 'right' }
  ] as const
  return ['### The plan', markdownTable(columns, rows)].join('\n\n')
}

function titleOf(wave: WaveRecord): string {
  const up = wave.servers.filter(isUp).length
  const end =
    wave.startedAt === null || wave.finishedAt === null
      ? []
      : [formatDuration(secondsBetween(wave.startedAt, wave.finishedAt))]
  const status = wave.status === 'up' ? [] : [wave.status.replace('-', ' ')]
  const achieved = [
    ...(wave.rtoSeconds === null ? [] : [`RTO ${formatDuration(wave.rtoSeconds)}`]),
    ...(wave.rpoSeconds === null ? [] : [`RPO ${formatDuration(wave.rpoSeconds)}`])
  ]
  return [...status, `${String(up)} of ${counted(wave.servers.length, 'server')} up`, ...end, ...achieved].join(', ')
}

function quietSection(record: EvidenceRecord, wave: WaveRecord, form: SummaryForm): string {
  const reason = wave.status === 'up' || wave.reason === null ? '' : sentence(capital(wave.reason))
  if (!hasTable(wave, form)) {
    return `**Wave ${forMarkdown(wave.name, 100)}**: ${titleOf(wave)}${reason === '' ? '' : `. ${forMarkdown(reason, form.reasonLength)}`}`
  }
  return [
    // An HTML block: Markdown is not read in it until the next empty line.
    `<details><summary>Wave ${forHtml(wave.name, 100)}: ${titleOf(wave)}</summary>`,
    ...(reason === '' ? [] : [forMarkdown(reason, form.reasonLength)]),
    serverTable(record, wave.servers, wave.startedAt === null ? { ...form, reasonLength: 0 } : form),
    '</details>'
  ].join('\n\n')
}

function section(
  record: EvidenceRecord,
  wave: WaveRecord,
  servers: readonly ServerRecord[],
  form: SummaryForm
): string {
  const title = `### Wave ${forMarkdown(wave.name, 100)}: ${titleOf(wave)}`
  return servers.length === 0 ? title : `${title}\n\n${serverTable(record, servers, form)}`
}

function serverTable(record: EvidenceRecord, servers: readonly ServerRecord[], form: SummaryForm): string {
  const remarks = servers.map((server) => remarkOn(server, form))
  const hasRemarks = remarks.some((remark) => remark !== '')
  const rows = servers.map((server, index) => {
    const askedAt = firstAskedAt(server)
    return [
      forMarkdownTableCell(server.hostname ?? '', 100),
      forMarkdownCode(server.sourceServerId, 60),
      server.status.replace('-', ' '),
      instanceCell(record, server),
      stateCell(server),
      askedAt === null || server.launchedAt === null
        ? ''
        : formatDuration(Math.round(secondsBetween(askedAt, server.launchedAt))),
      ...(hasRemarks ? [remarks[index] ?? ''] : [])
    ]
  })
  return markdownTable(
    [
      { title: 'Server' },
      { title: 'Source server' },
      { title: 'Status' },
      { title: 'Instance' },
      { title: 'State' },
      { title: 'Launch time', align: 'right' },
      ...(hasRemarks ? [{ title: 'Reason' }] : [])
    ],
    rows
  )
}

/** Why it is not up; of a server that is, only what is out of the ordinary. */
function remarkOn(server: ServerRecord, form: SummaryForm): string {
  if (!isUp(server)) return forMarkdownTableCell(server.reason ?? '', form.reasonLength)
  const odd = [
    ...server.failedLaunches.map(({ reason }) => `launched again: ${reason}`),
    ...(server.usedPreviousSnapshot ? ['launched from an older snapshot'] : []),
    ...failedActionsOf(server)
  ]
  return odd.length === 0 ? '' : forMarkdownTableCell(odd.join('; '), form.reasonLength)
}

/** Of an instance that nobody ever saw nothing is missing. */
function stateCell({ ec2InstanceId, instance }: ServerRecord): string {
  const isUnknown = ec2InstanceId === null && instance?.state === 'missing'
  return isUnknown ? '' : forMarkdownTableCell(instance?.state ?? '', 40)
}

function instanceCell(record: EvidenceRecord, { ec2InstanceId }: ServerRecord): string {
  if (ec2InstanceId === null) return ''
  const link = instanceLink(record.identity, ec2InstanceId)
  const id = forMarkdownCode(ec2InstanceId, 60)
  return link === undefined ? id : `[${id}](${link})`
}
