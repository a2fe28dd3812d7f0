import pLimit from 'p-limit'
import type { Clock, RecoveryService } from '../drill/ports.js'
import { addSeconds } from '../drill/timestamp.js'
import { Connection, lazily, type ConnectionOptions } from './connection.js'
import { incompleteAnswer } from './failure.js'
import { toAwsTags } from './job-tags.js'

/**
 * How far back a survey looks for jobs. GitHub lets a run last 35 days, and be re-run until 30 days after its start:
 * what this execution may have launched is within it, while an account with years of jobs stays cheap to survey.
 */
const SURVEY_SECONDS = 36 * 86_400

/** Documents that are asked for at once. */
const CONCURRENT_DOCUMENTS = 5

export interface RecoveryServiceOptions extends ConnectionOptions {
  readonly clock: Pick<Clock, 'now'>
}

/**
 * AWS as the drill sees it: DRS, EC2, STS and SSM in one account and Region. Nothing is loaded, no credentials are looked
 * for and no call is made before a method needs it; a client costs a run that never asks AWS nothing.
 */
export function createRecoveryService(options: RecoveryServiceOptions): RecoveryService {
  const connection = new Connection(options)
  const drs = lazily(async () => new (await import('./drs.js')).Drs(connection))
  const ec2 = lazily(async () => new (await import('./ec2.js')).Ec2(connection))
  const iam = lazily(async () => new (await import('./iam.js')).Iam(connection))
  const ssm = lazily(async () => new (await import('./ssm.js')).Ssm(connection))
  const sts = lazily(async () => new (await import('./sts.js')).Sts(connection))

  return {
    async identify(signal) {
      return (await sts()).identity(signal)
    },

    async listServers(signal) {
      const { toListedServer } = await import('./listed-servers.js')
      return (await (await drs()).allSourceServers(signal)).flatMap(toListedServer)
    },

    async describeServers(sourceServerIds, signal) {
      const { describeServers } = await import('./servers.js')
      return describeServers(await drs(), await ec2(), sourceServerIds, signal)
    },

    async findSnapshots(questions, signal) {
      const { findSnapshots } = await import('./snapshots.js')
      return findSnapshots(await drs(), questions, signal)
    },

    async surveyJobs(executionId, watched, signal) {
      const { sortJobs } = await import('./jobs.js')
      const now = options.clock.now()
      const jobs = await (await drs()).jobsSince(addSeconds(now, -SURVEY_SECONDS), signal)
      return sortJobs(jobs, executionId, watched, now)
    },

    async foretellPermissions(question, signal) {
      const { foretellPermissions } = await import('./permissions.js')
      return foretellPermissions(await iam(), question, options.role?.arn, signal)
    },

    async observeRecoveries(sourceServerIds, signal) {
      const { observeRecoveries } = await import('./servers.js')
      return observeRecoveries(await drs(), await ec2(), sourceServerIds, signal)
    },

    async startJob(servers, isDrill, tags, signal, snapshots = {}) {
      const { toJobSighting } = await import('./jobs.js')
      const sourceServers = servers.map((sourceServerID) => {
        const recoverySnapshotID = snapshots[sourceServerID]
        return { sourceServerID, ...(recoverySnapshotID !== undefined && { recoverySnapshotID }) }
      })
      const job = await (await drs()).startRecovery({ sourceServers, isDrill, tags: toAwsTags(tags) }, signal)
      const sighting = job && toJobSighting(job)
      if (sighting === undefined) throw incompleteAnswer('drs:StartRecovery', 'it names no job')
      return sighting
    },

    async observeJobs(jobIds, signal) {
      const { toJobSighting } = await import('./jobs.js')
      return (await (await drs()).jobs(jobIds, signal)).flatMap((job) => toJobSighting(job) ?? [])
    },

    async readJobLog(jobId, signal) {
      const { toJobLog } = await import('./job-log.js')
      return toJobLog(await (await drs()).jobLog(jobId, signal))
    },

    async observeInstances(questions, signal) {
      const { observeInstances } = await import('./instances.js')
      return observeInstances(await drs(), await ec2(), questions, signal)
    },

    async listInstances(executionId, known, signal) {
      const { listInstances } = await import('./own-instances.js')
      const now = options.clock.now()
      const since = addSeconds(now, -SURVEY_SECONDS)
      return listInstances(await drs(), await ec2(), { executionId, since, now, known }, signal)
    },

    async terminateInstances(recoveryInstanceIds, signal) {
      const { toJobSighting } = await import('./jobs.js')
      const job = await (await drs()).terminateRecoveryInstances([...recoveryInstanceIds], signal)
      const sighting = job && toJobSighting(job)
      if (sighting === undefined) throw incompleteAnswer('drs:TerminateRecoveryInstances', 'it names no job')
      return sighting
    },

    async describeDocuments(questions, signal) {
      const { toDocumentSighting } = await import('./automation.js')
      const client = await ssm()
      const limit = pLimit(CONCURRENT_DOCUMENTS)
      return Promise.all(
        questions.map((question) =>
          limit(async () =>
            toDocumentSighting(question, await client.document(question.document, question.documentVersion, signal))
          )
        )
      )
    },

    async startAutomation(request, signal) {
      return (await ssm()).start(request, signal)
    },

    async observeAutomation(automationExecutionId, signal) {
      const { toAutomationSighting } = await import('./automation.js')
      return toAutomationSighting(await (await ssm()).automation(automationExecutionId, signal))
    },

    async stopAutomation(automationExecutionId, signal) {
      await (await ssm()).stop(automationExecutionId, signal)
    },

    counts() {
      return connection.counter.read()
    }
  }
}
