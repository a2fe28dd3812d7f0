import { actionTable } from './actions.js'
import {
  clockOf,
  durationOf,
  folded,
  htmlTable,
  instanceOf,
  jobOf,
  momentOf,
  type HtmlRow,
  type Section,
  toned
} from './parts.js'
import { nextStep } from '../summary/server-next-step.js'
import type { EvidenceRecord, ServerRecord, WaveRecord } from '../record/schema.js'
import { clipped, joined, markup, type Markup, nothing } from './markup.js'
import { failedActionsOf, isPlanOnly, nameOf, serverWords, waveWords } from '../words.js'
import { firstAskedAt } from '../server-times.js'
import { serverCount } from '../selection-words.js'
import { capital, isUp, sentence } from '../summary/verdict.js'
import { counted } from '../../plan/wording.js'

/** Every wave and every server; a wave that is up is folded. */
export function waves(record: EvidenceRecord): Section {
  const { waves } = record
  if (waves.length === 0)
    return { id: 'waves', title: 'Waves and servers', body: markup`<p>The plan could not be read.</p>` }
  const isPlan = isPlanOnly(record)
  const body = joined([
    overview(record, isPlan),
    ...waves.map((wave) => (isPlan ? planned(wave) : servers(record, wave)))
  ])
  return { id: 'waves', title: isPlan ? 'The plan: waves and servers' : 'Waves and servers', body }
}

function overview(record: EvidenceRecord, isPlan: boolean): Markup {
  const rows = record.waves.map((wave): HtmlRow => {
    const { name, after, servers, budgetSeconds, startedAt, finishedAt, rtoSeconds, rpoSeconds, status } = wave
    const plan = [
      markup`${clipped(name, 100)}`,
      markup`${after.length === 0 ? 'the start' : clipped(after.join(', '), 300)}`,
      markup`${isPlan ? serverCount(record, wave) : `${String(servers.filter(isUp).length)} of ${String(servers.length)}`}`,
      markup`${durationOf(budgetSeconds)}`
    ]
    return {
      cells: isPlan
        ? plan
        : [
            ...plan,
            clockOf(startedAt, record),
            clockOf(finishedAt, record),
            markup`${tookOf(wave)}`,
            achieved(rtoSeconds),
            achieved(rpoSeconds),
            toned(waveWords[status])
          ]
    }
  })
  return htmlTable(
    markup`${isPlan ? 'Waves of the plan' : 'Waves in the order of the plan; clock times are UTC'}`,
    [
      { title: 'Wave' },
      { title: 'After' },
      { title: isPlan ? 'Servers' : 'Servers up', kind: 'number' },
      { title: 'Budget', kind: 'number' },
      ...(isPlan
        ? []
        : [
            { title: 'Began', kind: 'tight' } as const,
            { title: 'Ended', kind: 'tight' } as const,
            { title: 'Took', kind: 'number' } as const,
            { title: 'RTO', kind: 'number' } as const,
            { title: 'RPO', kind: 'number' } as const,
            { title: 'Result' }
          ])
    ],
    rows
  )
}

function tookOf({ startedAt, finishedAt }: WaveRecord): string {
  if (startedAt === null || finishedAt === null) return '–'
  return durationOf((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)
}

function achieved(seconds: number | null): Markup {
  return markup`${seconds === null ? '–' : durationOf(seconds)}`
}

function planned(wave: WaveRecord): Markup {
  // Of a plan that was only validated AWS has not said what matches.
  if (wave.servers.length === 0) return nothing
  const rows = wave.servers.map(({ sourceServerId, hostname }) => ({
    cells: [markup`<code>${sourceServerId}</code>`, markup`${hostname === null ? nothing : clipped(hostname, 100)}`]
  }))
  const table = htmlTable(
    markup`Servers of wave ${clipped(wave.name, 100)}`,
    [{ title: 'Source server' }, { title: 'Name' }],
    rows
  )
  return folded(markup`<b>${clipped(wave.name, 100)}</b>: ${counted(wave.servers.length, 'server')}`, table)
}

function servers(record: EvidenceRecord, wave: WaveRecord): Markup {
  const up = wave.servers.filter(isUp).length
  const title = markup`<b>${clipped(wave.name, 100)}</b> ${toned(waveWords[wave.status])} <span class="quiet">${up} of ${counted(wave.servers.length, 'server')} up</span>`
  const isQuiet = wave.status === 'up' || wave.startedAt === null
  const reason =
    wave.reason === null || wave.status === 'up'
      ? nothing
      : markup`<p>${clipped(sentence(capital(wave.reason)), 1000)}</p>`
  const table = htmlTable(
    markup`Servers of wave ${clipped(wave.name, 100)}; clock times are UTC`,
    [
      { title: 'Server', kind: 'wide' },
      { title: 'Result' },
      { title: 'Asked', kind: 'tight' },
      { title: 'Verified', kind: 'tight' },
      { title: 'RTO', kind: 'number' },
      { title: 'Recovery point' },
      { title: 'Instance', kind: 'wide' }
    ],
    wave.servers.map((server) => serverRow(record, wave, server))
  )
  return folded(title, joined([reason, table, jobs(record, wave), actionTable(record, wave)]), !isQuiet)
}

function serverRow(record: EvidenceRecord, wave: WaveRecord, server: ServerRecord): HtmlRow {
  const { sourceServerId, hostname, status, verifiedAt, pointInTime, recoveryPoint, rtoSeconds, rpoSeconds } = server
  const askedAt = firstAskedAt(server)
  const point =
    recoveryPoint === null
      ? markup`–`
      : markup`${rpoSeconds === null ? '' : `${durationOf(rpoSeconds)} old`}<small class="tight">${momentOf(recoveryPoint)}</small>`
  const asked =
    pointInTime.asked === 'latest' ? nothing : markup`<small>asked: ${clipped(pointInTime.asked, 60)}</small>`
  return {
    cells: [
      markup`${clipped(nameOf(server), 200)}${hostname === null ? nothing : markup`<small><code>${sourceServerId}</code></small>`}`,
      toned(serverWords[status]),
      askedAt === null ? markup`–` : clockOf(askedAt, record),
      verifiedAt === null ? markup`–` : clockOf(verifiedAt, record),
      achieved(rtoSeconds),
      joined([point, asked], ''),
      instanceCell(record, server)
    ],
    ...remarkOf(record, wave, server)
  }
}

function instanceCell(record: EvidenceRecord, { ec2InstanceId, instance }: ServerRecord): Markup {
  if (ec2InstanceId === null) return markup`–`
  const details = [instance?.state, instance?.type, instance?.availabilityZone, instance?.subnetId, instance?.privateIp]
  const known = details.filter((detail) => detail !== null && detail !== undefined).join(', ')
  return joined(
    [instanceOf(record, ec2InstanceId), known === '' ? nothing : markup`<small>${clipped(known, 300)}</small>`],
    ''
  )
}

/** Why it is not up and what to do next; of a server that is up, only what is out of the ordinary. */
function remarkOf(record: EvidenceRecord, wave: WaveRecord, server: ServerRecord): Pick<HtmlRow, 'below'> {
  const again = isUp(server) ? server.failedLaunches.map(({ reason }) => `launched again: ${reason}`) : []
  const oddities = [
    ...again,
    ...(server.usedPreviousSnapshot ? ['launched from an older snapshot'] : []),
    ...failedActionsOf(server)
  ]
  const odd = oddities.length === 0 ? '' : `${sentence(oddities.join('; '))} `
  // What was never begun is told once, by its wave.
  const isTold = isUp(server) || wave.startedAt === null
  if (isTold && odd === '') return {}
  const why = isTold || server.reason === null ? '' : `${sentence(server.reason)} `
  const next = isTold ? nothing : markup`<b>Next:</b> ${nextStep(record, server, 'the command in the job summary')}`
  return { below: markup`${clipped(`${odd}${why}`, 4000)}${next}` }
}

function jobs(record: EvidenceRecord, { jobs }: WaveRecord): Markup {
  if (jobs.length === 0) return nothing
  const items = jobs.map(
    ({ jobId, status, sourceServerIds, adopted, createdAt, endedAt }) =>
      markup`${jobOf(record, jobId)} <span class="quiet">${clipped(status, 60)}, ${counted(sourceServerIds.length, 'server')}${adopted ? ', started earlier in this execution' : ''}</span> ${clockOf(createdAt, record)}${endedAt === null ? nothing : markup` to ${clockOf(endedAt, record)}`}`
  )
  return markup`<p><span class="quiet">${jobs.length === 1 ? 'DRS job:' : 'DRS jobs:'}</span> ${joined(items, '; ')}</p>`
}
