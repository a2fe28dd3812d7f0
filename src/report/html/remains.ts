import { htmlTable, instanceOf, jobOf, momentOf, type Section } from './parts.js'
import { runningActionTable } from './actions.js'
import type { CleanupRecord, EvidenceRecord } from '../record/schema.js'
import { clipped, joined, markup, type Markup, nothing } from './markup.js'
import { describeLeft, leftBefore } from '../left-behind.js'
import { isPlanOnly } from '../words.js'
import { sentence } from '../summary/verdict.js'
import { counted } from '../../plan/wording.js'

/** What became of the instances: the cleanup, and what is still there in AWS. */
export function remains(record: EvidenceRecord): Section {
  const before = leftBefore(record)
  const body =
    isPlanOnly(record) && describeLeft(record) === ''
      ? markup`<p>${before === '' ? 'Nothing was started: there is nothing to remove.' : `This run started nothing; ${before}.`}</p>`
      : joined([cleanup(record), stillThere(record)])
  return { id: 'remains', title: 'Cleanup and what is still running', body }
}

function cleanup({ cleanup, mode, status }: EvidenceRecord): Markup {
  if (cleanup === null) {
    const why =
      mode === 'recovery'
        ? 'The instances of a real failover are never removed.'
        : status === 'unfinished'
          ? 'The record was made before a cleanup could be due.'
          : 'None was due, by the plan or by how the drill ended.'
    return markup`<p>Cleanup: ${why}</p>`
  }
  const jobs = cleanup.jobs.length === 0 ? '' : ` by ${counted(cleanup.jobs.length, 'job')}: ${cleanup.jobs.join(', ')}`
  const gone = `${counted(cleanup.terminated.length, 'drill instance')} terminated, and seen to be gone${jobs}`
  const ended = cleanup.finishedAt === null ? nothing : markup` Ended ${momentOf(cleanup.finishedAt)}.`
  if (cleanup.complete) return markup`<p>Cleanup complete: ${clipped(gone, 2000)}.${ended}</p>`
  return markup`<p class="alarm"><b>The cleanup fell short.</b> ${clipped(sentence(cleanup.reason ?? 'it did not come to its end'), 1000)}${ended} ${clipped(gone, 2000)}.</p>
${leftTable(cleanup)}`
}

function leftTable({ left }: CleanupRecord): Markup {
  if (left.length === 0) return nothing
  return htmlTable(
    markup`Drill instances that were not seen to be gone`,
    [
      { title: 'Source server' },
      { title: 'Wave' },
      { title: 'Recovery instance' },
      { title: 'State' },
      { title: 'TERMINATE jobs', kind: 'wide' }
    ],
    left.map(({ sourceServerId, wave, recoveryInstanceId, state, jobs }) => ({
      cells: [
        markup`<code>${sourceServerId}</code>`,
        markup`${wave === null ? '–' : clipped(wave, 100)}`,
        markup`<code>${recoveryInstanceId ?? '–'}</code>`,
        markup`${clipped(state, 60)}`,
        markup`${jobs.length === 0 ? '–' : clipped(jobs.join(', '), 1000)}`
      ]
    }))
  )
}

function stillThere(record: EvidenceRecord): Markup {
  const { jobs, instances, unansweredStarts, actions } = record.stillRunning
  if (describeLeft(record) === '')
    return markup`<p>Nothing of this execution was still running in AWS when this record was made.</p>`
  const cost =
    record.mode === 'recovery' || instances.length === 0 ? '' : ' Instances cost money until they are terminated.'
  return joined([
    markup`<p>Still in AWS when this record was made: ${describeLeft(record)}.${cost}</p>`,
    jobs.length === 0
      ? nothing
      : htmlTable(
          markup`Jobs that had not ended when last seen`,
          [
            { title: 'Job' },
            { title: 'Wave' },
            { title: 'Status' },
            { title: 'May launch more' },
            { title: 'Last seen', kind: 'tight' }
          ],
          jobs.map(({ jobId, wave, status, lastSeenAt, mayLaunch }) => ({
            cells: [
              jobOf(record, jobId),
              markup`${clipped(wave, 100)}`,
              markup`${clipped(status, 60)}`,
              markup`${mayLaunch ? 'yes' : 'no'}`,
              momentOf(lastSeenAt)
            ]
          }))
        ),
    unansweredStarts.length === 0
      ? nothing
      : htmlTable(
          markup`Launches that were asked for and never confirmed: they may run`,
          [
            { title: 'Wave' },
            { title: 'Asked', kind: 'tight' },
            { title: 'Source servers', kind: 'wide' },
            { title: 'What happened', kind: 'wide' }
          ],
          unansweredStarts.map(({ wave, requestedAt, sourceServerIds, message }) => ({
            cells: [
              markup`${clipped(wave, 100)}`,
              momentOf(requestedAt),
              markup`<code>${clipped(sourceServerIds.join(', '), 4000)}</code>`,
              markup`${message ?? '–'}`
            ]
          }))
        ),
    actions.length === 0 ? nothing : runningActionTable(record),
    instances.length === 0 ? nothing : instanceTable(record)
  ])
}

function instanceTable(record: EvidenceRecord): Markup {
  const { instances } = record.stillRunning
  return htmlTable(
    markup`Instances that this execution launched and that are not known to be gone`,
    [
      { title: 'Server' },
      { title: 'Wave' },
      { title: 'EC2 instance' },
      { title: 'Recovery instance' },
      { title: 'State' }
    ],
    instances.map(({ sourceServerId, hostname, wave, ec2InstanceId, recoveryInstanceId, state, existedBefore }) => ({
      cells: [
        markup`${clipped(hostname ?? sourceServerId, 100)}`,
        markup`${clipped(wave, 100)}`,
        ec2InstanceId === null ? markup`–` : instanceOf(record, ec2InstanceId),
        markup`<code>${recoveryInstanceId ?? '–'}</code>`,
        markup`${clipped(state ?? 'not known', 60)}${existedBefore ? '; it was there before the launch, and no cleanup terminates it' : ''}`
      ]
    }))
  )
}
