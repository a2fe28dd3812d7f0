import { isLaunchOver } from '../../drill/watch/job.js'
import { isPlainId } from '../console-links.js'
import type { EvidenceRecord, ServerRecord } from '../record/schema.js'
import type { SummaryForm } from './form.js'
import { fromRecord, idsPerCall, terminateCommand } from './left-commands.js'
import { serverNames } from './server-name.js'

/**
 * What may come up yet though nobody looks any more, since DRS has no way to stop a launch; with the command that terminates
 * what the jobs have launched by the time they end. After a real failover none is offered, nor where somebody else's instance
 * may be among them.
 */
export function laterLaunches(record: EvidenceRecord, form: SummaryForm): string {
  const { jobs, unansweredStarts, instances } = record.stillRunning
  const launching = jobs.filter(({ mayLaunch }) => mayLaunch).map(({ jobId }) => jobId)
  if (launching.length + unansweredStarts.length === 0) return ''
  const asked = askedServers(record, launching)
  const pending = asked.filter((server) => !isOver(server) && !hasCome(record, server))
  // What was asked for is known, and has come up or failed: it is told elsewhere.
  const isUnknown = launching.some((id) => !asked.some(({ jobId }) => jobId === id))
  if (asked.length > 0 && pending.length === 0 && !isUnknown) return ''
  const others = isUnknown || pending.length === 0 ? ['what else was asked for'] : []
  const who = [...(pending.length === 0 ? [] : [serverNames(pending)]), ...others].join(' and ')
  const isDrill = record.mode === 'drill'
  const lead = `**DRS cannot stop a launch**: ${who} may still come up${isDrill ? ' and cost money' : ''}.`
  const region = record.identity?.region
  const ids = launching.filter(isPlainId)
  const offers = isDrill && ids.length > 0 && !instances.some(({ existedBefore }) => existedBefore)
  if (!offers || region === undefined || !isPlainId(region)) return lead
  const [when, where] = ids.length === 1 ? ['job has', 'it'] : ['jobs have', 'them']
  const command = terminateLater(ids, region, form)
  return `${lead} When the ${when} ended, this terminates what came up in ${where}:\n\n\`\`\`sh\n${command}\n\`\`\``
}

/** The servers of these jobs, and of launches never confirmed. */
function askedServers({ waves, stillRunning }: EvidenceRecord, jobIds: readonly string[]): readonly ServerRecord[] {
  const jobs = new Set(jobIds)
  const unconfirmed = new Set(stillRunning.unansweredStarts.flatMap(({ sourceServerIds }) => sourceServerIds))
  return waves
    .flatMap(({ servers }) => servers)
    .filter(({ jobId, sourceServerId }) => (jobId === null ? unconfirmed.has(sourceServerId) : jobs.has(jobId)))
}

function isOver({ status, launchStatus }: ServerRecord): boolean {
  return status === 'failed' || status === 'skipped' || (launchStatus !== null && isLaunchOver({ launchStatus }))
}

/** Whether its instance is listed already, whatever the job says. */
function hasCome({ stillRunning }: EvidenceRecord, server: ServerRecord): boolean {
  return stillRunning.instances.some(
    ({ sourceServerId, jobId }) => sourceServerId === server.sourceServerId && jobId === server.jobId
  )
}

/** Too many jobs for a line are taken from the record. */
function terminateLater(jobIds: readonly string[], region: string, { listed }: SummaryForm): string {
  const find = (condition: string) =>
    `aws drs describe-recovery-instances --region ${region} --query "items[?isDrill && ${condition}].recoveryInstanceID" --output text`
  const terminate = `xargs -r -n ${String(idsPerCall)} ${terminateCommand(region)}`
  if (jobIds.length > listed) {
    const read = fromRecord('.stillRunning.jobs[] | select(.mayLaunch).jobId')
    return `${read} | xargs -I{} ${find("jobID=='{}'")} | ${terminate}`
  }
  const [first = ''] = jobIds
  const isOne = jobIds.length === 1
  const among = isOne ? `jobID=='${first}'` : `contains([${jobIds.map((id) => `'${id}'`).join(',')}], jobID)`
  return `${find(among)} | ${terminate}`
}
