import {
  DescribeJobLogItemsCommand,
  DescribeJobsCommand,
  DescribeRecoveryInstancesCommand,
  DescribeRecoverySnapshotsCommand,
  DescribeSourceServersCommand,
  DrsClient,
  GetLaunchConfigurationCommand,
  StartRecoveryCommand,
  TerminateRecoveryInstancesCommand,
  type DescribeJobsRequestFilters,
  type Job,
  type JobLog,
  type LaunchConfiguration,
  type RecoveryInstance,
  type RecoverySnapshot,
  type SourceServer,
  type StartRecoveryRequest
} from '@aws-sdk/client-drs'
import { FailedCall } from '../drill/failure.js'
import { eachAttempt } from './call-counts.js'
import { lazily, type Connection } from './connection.js'
import { allPages, firstInPages, inParts, type Page } from './listing.js'

/** AWS's model sets no upper bound on pages; a thousand is what it takes as a filter's IDs, and what others ask for. */
const PAGE_SIZE = 1000
/**
 * The most IDs in a filter (DescribeJobsRequestFilters, DescribeSourceServersRequestFilters, AWS DRS API reference).
 */
const MAX_JOB_IDS = 1000
const MAX_SERVER_IDS = 200

/** Of a server's snapshots the first is nearly always the one that is wanted; DRS keeps some forty. */
const SNAPSHOTS_IN_PAGE = 50

/** An ID that no job has. */
const NO_JOB = 'drsjob-00000000000000000'

interface Paging {
  readonly maxResults: number
  readonly nextToken?: string
}

/** The operations of AWS DRS that a drill needs, all pages read. Each method throws `FailedCall` alone. */
export class Drs {
  readonly #connection: Connection
  readonly #reader: () => DrsClient
  readonly #starter: () => DrsClient

  constructor(connection: Connection) {
    this.#connection = connection
    const client = (config: ReturnType<Connection['readConfig']>) => {
      const drs = new DrsClient(config)
      drs.middlewareStack.add(connection.counter.middleware('drs'), eachAttempt)
      return drs
    }
    this.#reader = lazily(() => client(connection.readConfig()))
    this.#starter = lazily(() => client(connection.onceConfig()))
  }

  /** DescribeJobs for the jobs created since a moment (ISO 8601). */
  async jobsSince(fromDate: string, signal: AbortSignal): Promise<readonly Job[]> {
    return this.#describeJobs({ fromDate }, signal)
  }

  /** DescribeJobs for these jobs; one that DRS does not know is absent. */
  async jobs(jobIds: readonly string[], signal: AbortSignal): Promise<readonly Job[]> {
    return inParts(jobIds, MAX_JOB_IDS, (jobIDs) => this.#describeJobs({ jobIDs }, signal))
  }

  /** DescribeJobLogItems. */
  async jobLog(jobID: string, signal: AbortSignal): Promise<readonly JobLog[]> {
    return this.#list('drs:DescribeJobLogItems', signal, (page, abortSignal) =>
      this.#reader().send(new DescribeJobLogItemsCommand({ jobID, ...page }), { abortSignal })
    )
  }

  /**
   * Makes the call once for a job that there is not, so that a missing permission shows before anything is started:
   * without the log a drill could not say why a server failed. What DRS says of such a job is of no interest.
   */
  async rehearseJobLog(signal: AbortSignal): Promise<void> {
    const operation = 'drs:DescribeJobLogItems'
    try {
      await this.#connection.call(operation, signal, (abortSignal) =>
        this.#reader().send(new DescribeJobLogItemsCommand({ jobID: NO_JOB, maxResults: 1 }), { abortSignal })
      )
    } catch (error) {
      const isUnknownJob =
        error instanceof FailedCall && (error.failure.class === 'not-found' || error.failure.class === 'invalid')
      if (!isUnknownJob) throw error
    }
  }

  /** DescribeSourceServers without filters: every server, extended and disconnected ones too. */
  async allSourceServers(signal: AbortSignal): Promise<readonly SourceServer[]> {
    return this.#list('drs:DescribeSourceServers', signal, (page, abortSignal) =>
      this.#reader().send(new DescribeSourceServersCommand(page), { abortSignal })
    )
  }

  /** DescribeSourceServers; one that DRS does not know is absent. */
  async sourceServers(ids: readonly string[], signal: AbortSignal): Promise<readonly SourceServer[]> {
    return inParts(ids, MAX_SERVER_IDS, (sourceServerIDs) =>
      this.#list('drs:DescribeSourceServers', signal, (page, abortSignal) =>
        this.#reader().send(new DescribeSourceServersCommand({ filters: { sourceServerIDs }, ...page }), {
          abortSignal
        })
      )
    )
  }

  /** DescribeRecoveryInstances of these source servers; a server may have several, of several jobs. */
  async recoveryInstances(ids: Iterable<string>, signal: AbortSignal): Promise<readonly RecoveryInstance[]> {
    return inParts(ids, MAX_SERVER_IDS, (sourceServerIDs) =>
      this.#list('drs:DescribeRecoveryInstances', signal, (page, abortSignal) =>
        this.#reader().send(new DescribeRecoveryInstancesCommand({ filters: { sourceServerIDs }, ...page }), {
          abortSignal
        })
      )
    )
  }

  /**
   * DescribeRecoverySnapshots, newest first, up to the first that is wanted.
   *
   * @param toDateTime ISO 8601; none later is listed
   */
  async newestRecoverySnapshot(
    sourceServerID: string,
    isWanted: (snapshot: RecoverySnapshot) => boolean,
    toDateTime: string | undefined,
    signal: AbortSignal
  ): Promise<RecoverySnapshot | undefined> {
    const operation = 'drs:DescribeRecoverySnapshots'
    const request = { sourceServerID, order: 'DESC', ...(toDateTime && { filters: { toDateTime } }) } as const
    return firstInPages(operation, isWanted, async (token) => {
      const page = { maxResults: SNAPSHOTS_IN_PAGE, ...(token !== undefined && { nextToken: token }) }
      const { items, nextToken } = await this.#connection.call(operation, signal, (abortSignal) =>
        this.#reader().send(new DescribeRecoverySnapshotsCommand({ ...request, ...page }), { abortSignal })
      )
      return { items, nextToken }
    })
  }

  /** GetLaunchConfiguration. */
  async launchConfiguration(sourceServerID: string, signal: AbortSignal): Promise<LaunchConfiguration> {
    return this.#connection.call('drs:GetLaunchConfiguration', signal, (abortSignal) =>
      this.#reader().send(new GetLaunchConfigurationCommand({ sourceServerID }), { abortSignal })
    )
  }

  /** StartRecovery, in one attempt on a connection of its own: it has no client token. */
  async startRecovery(request: StartRecoveryRequest, signal: AbortSignal): Promise<Job | undefined> {
    const { job } = await this.#connection.callOnce('drs:StartRecovery', signal, (abortSignal) =>
      this.#starter().send(new StartRecoveryCommand(request), { abortSignal })
    )
    return job
  }

  /** TerminateRecoveryInstances, in one attempt on a connection of its own. */
  async terminateRecoveryInstances(recoveryInstanceIDs: string[], signal: AbortSignal): Promise<Job | undefined> {
    const { job } = await this.#connection.callOnce('drs:TerminateRecoveryInstances', signal, (abortSignal) =>
      this.#starter().send(new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs }), { abortSignal })
    )
    return job
  }

  async #describeJobs(filters: DescribeJobsRequestFilters, signal: AbortSignal): Promise<readonly Job[]> {
    return this.#list('drs:DescribeJobs', signal, (page, abortSignal) =>
      this.#reader().send(new DescribeJobsCommand({ filters, ...page }), { abortSignal })
    )
  }

  async #list<T>(
    operation: string,
    signal: AbortSignal,
    send: (page: Paging, signal: AbortSignal) => Promise<{ items?: T[]; nextToken?: string }>
  ): Promise<readonly T[]> {
    return allPages(operation, async (token): Promise<Page<T>> => {
      const { items, nextToken } = await this.#connection.call(operation, signal, (abortSignal) =>
        send({ maxResults: PAGE_SIZE, ...(token !== undefined && { nextToken: token }) }, abortSignal)
      )
      return { items, nextToken }
    })
  }
}
