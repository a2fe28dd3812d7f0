import type { DrillEvent } from '../../drill/events.js'
import { describeCancel } from '../../drill/ending/verdict.js'
import { mayStillLaunch } from '../../drill/watch/job.js'
import type { DrillState } from '../../drill/state.js'
import { formatDuration } from '../../plan/duration.js'
import { runningActions, tellAction, tellUnended } from './actions.js'
import { tellCleanup } from './cleanup.js'
import { isRepeated, tellEnd, tellLog, tellOfJob, tellRefusal, tellSurvey, waveOfRequest } from './jobs.js'
import { createPage, listed, type Page } from './page.js'
import { counted } from '../../plan/wording.js'
import { inCapitals, instanceNews, launchNews, outcomeNews, strangeNews } from './servers.js'
import { tellRecoveries, tellWait } from './guards.js'
import { retryNews } from './retry.js'
import { tellPreflight } from './preflight.js'
import { snapshotNews } from './snapshots.js'
import { tellSelection } from './selection.js'
import { recoveries, tellTrouble } from './trouble.js'
import { tellApproval } from './approvals.js'
import { budgetWarnings, tellWaveEnd } from './waves.js'

/** Servers of a job that are named with their IDs when their launch is asked for. */
const namesAtFirstMention = 20

/**
 * What a person reads of an event: a line for what changed and what it means, or none where there is nothing to say.
 * Refusals are not told here: they are annotations. The lines hold text from outside; whoever prints them makes them
 * safe for the place they go to.
 */
export function narrate(before: DrillState, event: DrillEvent, after: DrillState): readonly string[] {
  const page = createPage(after, event.at)
  const lines = [...budgetWarnings(before, event, after, page), ...tell(before, event, after, page)]
  return [...lines, ...recoveries(before, after, page)].filter((line, index, all) => line !== all[index - 1])
}

function tell(before: DrillState, event: DrillEvent, after: DrillState, page: Page): readonly string[] {
  switch (event.type) {
    case 'execution-opened':
    case 'plan-accepted':
    case 'refused':
    case 'calls-counted':
    case 'permissions-foretold':
      return []
    case 'approvals-read':
      return event.approvals.map((approval) => page.drill(tellApproval(approval)))
    case 'approvals-not-read':
      return [page.drill(`the approvals of this run could not be read: ${event.reason}`)]
    case 'previous-drills-read':
      return []
    case 'previous-drills-not-read':
      return [page.drill(`the last drills of this plan could not be read: ${event.reason}`)]
    case 'identity-confirmed': {
      const { account, arn, region } = event.identity
      return [page.drill(`AWS account ${account}, Region ${region}, as ${arn}`)]
    }
    case 'servers-selected':
      return tellSelection(event, after).map((line) => page.drill(line))
    case 'servers-described':
      return [page.drill(`${event.servers.length} of ${counted(after.servers.size, 'server')} found in DRS`)]
    case 'snapshots-found':
      return page.servers(snapshotNews(after, event))
    case 'jobs-surveyed':
      return tellSurvey(before, event, after, page)
    case 'other-jobs-awaited':
      return tellWait(event, page)
    case 'recoveries-observed':
      return tellRecoveries(before, event, after, page)
    case 'documents-described':
      return []
    case 'action-requested':
    case 'action-started':
    case 'action-refused':
    case 'action-answer-lost':
    case 'action-observed':
    case 'action-stop-requested':
    case 'action-stop-answered':
    case 'action-settled':
      return tellAction(before, event, after, page)
    case 'preflight-concluded':
      return tellPreflight(event).map((line) => page.drill(line))
    case 'wave-started': {
      const planned = after.waves.get(event.wave)?.planned
      if (planned === undefined) return []
      const budget = formatDuration(planned.timeoutSeconds)
      return [
        page.wave(event.wave, `wave started: ${counted(planned.servers.length, 'server')} to be up within ${budget}`)
      ]
    }
    case 'job-requested': {
      if (isRepeated(before, event)) return []
      const kind = after.mode === 'recovery' ? 'RECOVERY' : 'drill'
      const names =
        event.servers.length <= namesAtFirstMention
          ? event.servers.map((id) => page.fullName(id)).join(', ')
          : page.names(event.servers)
      return [
        page.wave(event.wave, `asking DRS for a ${kind} launch of ${counted(event.servers.length, 'server')}: ${names}`)
      ]
    }
    case 'job-started':
      return [
        ...tellOfJob(after, event.job.jobId, page, 'started'),
        ...page.servers(strangeNews(after, after.jobs.get(event.job.jobId)?.servers ?? []))
      ]
    case 'job-refused':
      return tellRefusal(before, event, after, page)
    case 'job-answer-lost': {
      const next =
        after.cancelled === undefined
          ? 'looking for its job before anything is tried again'
          : 'it may run; the post step looks for its job'
      const text = `no answer to StartRecovery (${event.failure.message}): ${next}`
      return [page.wave(waveOfRequest(after, event.request), text)]
    }
    case 'request-abandoned':
      return [
        page.wave(waveOfRequest(after, event.request), 'DRS shows no job of that request: it was not carried out')
      ]
    case 'jobs-observed': {
      const ids = event.changes.flatMap((job) => after.jobs.get(job.jobId)?.servers ?? [])
      return [
        ...page.servers(launchNews(before, after, ids)),
        ...event.changes.flatMap(({ jobId }) => tellEnd(before, after, jobId, page))
      ]
    }
    case 'job-log-read':
      return tellLog(before, event, after, page)
    case 'instances-observed':
      return page.servers(
        instanceNews(
          before,
          after,
          event.changes.map(({ sourceServerId }) => sourceServerId)
        ).filter(({ sourceServerId }) => after.servers.get(sourceServerId)?.outcome === undefined)
      )
    case 'look-failed':
      return tellTrouble(before, event, page)
    case 'servers-released':
      return page.servers(
        event.servers.map(({ sourceServerId, reason }) => {
          const text = `an earlier attempt did not bring it up (${reason}): to be launched anew`
          return { sourceServerId, text, together: text }
        })
      )
    case 'servers-retried':
      return page.servers(retryNews(after, event.servers))
    case 'servers-settled':
      return page.servers(
        outcomeNews(
          before,
          after,
          event.servers.map(({ sourceServerId }) => sourceServerId)
        )
      )
    case 'wave-settled':
      return tellWaveEnd(event, after, page)
    case 'cancel-requested': {
      const running = [...after.jobs.values()].filter((job) => mayStillLaunch(after, job))
      const jobs = running.map((job) => `${job.jobId} (${counted(job.servers.length, 'server')})`)
      const asked = after.requests
        .filter(({ status }) => status === 'open')
        .map(({ servers }) => `a launch of ${page.names(servers)} was asked for and is not answered yet: it may run`)
      const inDrs = jobs.length === 0 ? [] : [`still running in DRS: ${listed(jobs, 10)}`]
      const left = asked.length + inDrs.length === 0 ? 'no job is running' : [...asked, ...inDrs].join('; ')
      const actions = runningActions(after)
      const stopped = actions.length === 0 ? '' : `; running in SSM, and told to stop: ${listed(actions, 10)}`
      return [page.drill(`CANCELLED: ${describeCancel(event)}; nothing more is started; ${left}${stopped}`)]
    }
    case 'taken-over':
      return [page.drill('the post step goes on with what main left undone')]
    case 'verdict-reached':
      return [...tellUnended(after, page), page.drill(`${after.mode} ${inCapitals(event.status)}: ${event.reason}`)]
    case 'instances-listed':
    case 'termination-requested':
    case 'termination-started':
    case 'termination-refused':
    case 'termination-answer-lost':
    case 'cleanup-finished':
      return tellCleanup(before, event, after).map((line) => page.drill(line))
    case 'execution-finished':
      return after.removal.terminations.length > 0 ? [page.drill(`${after.mode} ${inCapitals(event.status)}`)] : []
  }
}
