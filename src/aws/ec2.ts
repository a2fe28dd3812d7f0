import {
  DescribeInstancesCommand,
  DescribeInstanceStatusCommand,
  DescribeLaunchTemplateVersionsCommand,
  EC2Client,
  type DescribeInstanceStatusRequest,
  type DescribeLaunchTemplateVersionsRequest,
  type DescribeLaunchTemplateVersionsResult,
  type Instance,
  type InstanceStatus,
  type LaunchTemplateVersion
} from '@aws-sdk/client-ec2'
import { FailedCall } from '../drill/failure.js'
import { eachAttempt } from './call-counts.js'
import { lazily, type Connection } from './connection.js'
import { allPages, inParts, pagesOf } from './listing.js'
import { askOneByOne } from './one-by-one.js'

/** The most values of a filter, and the most results of a page (DescribeInstances, Amazon EC2 API reference). */
const MAX_FILTER_VALUES = 200
const PAGE_SIZE = 1000
/** The most results of a page (DescribeLaunchTemplateVersions, Amazon EC2 API reference). */
const TEMPLATE_PAGE_SIZE = 200
const TEMPLATE_VERSIONS = 'ec2:DescribeLaunchTemplateVersions'
/** The most IDs that may be named (DescribeInstanceStatus, Amazon EC2 API reference). */
const MAX_NAMED_IDS = 100

/** An ID that no instance has. */
const NO_INSTANCE = 'i-00000000000000000'

/** The operations of Amazon EC2 that a drill needs, all pages read. Each method throws `FailedCall` alone. */
export class Ec2 {
  readonly #connection: Connection
  readonly #client: () => EC2Client

  constructor(connection: Connection) {
    this.#connection = connection
    this.#client = lazily(() => {
      const client = new EC2Client(connection.readConfig())
      client.middlewareStack.add(connection.counter.middleware('ec2'), eachAttempt)
      return client
    })
  }

  /**
   * DescribeInstances by ID. The IDs are given as a filter, to which an unknown one is no error but simply absent from
   * the answer.
   */
  async instances(ids: Iterable<string>, signal: AbortSignal): Promise<ReadonlyMap<string, Instance>> {
    const operation = 'ec2:DescribeInstances'
    const found = await inParts(ids, MAX_FILTER_VALUES, (Values) =>
      allPages(operation, async (NextToken) => {
        const command = new DescribeInstancesCommand({
          Filters: [{ Name: 'instance-id', Values }],
          MaxResults: PAGE_SIZE,
          NextToken
        })
        const page = await this.#connection.call(operation, signal, (abortSignal) =>
          this.#client().send(command, { abortSignal })
        )
        const items = page.Reservations?.flatMap(({ Instances }) => Instances ?? [])
        return { items, nextToken: page.NextToken }
      })
    )
    return byId(found)
  }

  /**
   * DescribeInstanceStatus of instances that EC2 has just listed, in whatever state they are. It has no filter by ID,
   * and refuses the whole call when it does not know one; such a part is left out, and asked for again at the next
   * look.
   */
  async statuses(ids: Iterable<string>, signal: AbortSignal): Promise<ReadonlyMap<string, InstanceStatus>> {
    const found = await inParts(ids, MAX_NAMED_IDS, async (InstanceIds) => {
      try {
        return await this.#describeStatus({ InstanceIds, IncludeAllInstances: true }, signal)
      } catch (error) {
        if (error instanceof FailedCall && error.failure.class === 'not-found') return []
        throw error
      }
    })
    return byId(found)
  }

  /**
   * The instances of these IDs; the call is made whether or not there are any, so that a missing permission shows before
   * anything is started.
   */
  async rehearseInstances(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, Instance>> {
    return this.instances(ids.length > 0 ? ids : [NO_INSTANCE], signal)
  }

  /** Asks for the statuses of no instance in particular, for the same reason. */
  async rehearseStatuses(signal: AbortSignal): Promise<void> {
    await this.#describeStatus({ MaxResults: 5, IncludeAllInstances: false }, signal, 1)
  }

  /**
   * The default version of these launch templates, which DRS launches from, by the template's ID; one that EC2 does not know
   * is left out. EC2 gives that of one template, or of all that the account has, 200 at a time. So all are read until these
   * are found, and what is still missing by itself as soon as that takes no more calls than were made.
   */
  async defaultLaunchTemplates(
    ids: readonly string[],
    signal: AbortSignal
  ): Promise<ReadonlyMap<string, LaunchTemplateVersion>> {
    const found = new Map<string, LaunchTemplateVersion>()
    const missing = new Set(ids)
    const take = (versions: readonly LaunchTemplateVersion[]): void => {
      for (const version of versions) {
        if (version.LaunchTemplateId === undefined || !missing.delete(version.LaunchTemplateId)) continue
        found.set(version.LaunchTemplateId, version)
      }
    }
    let pages = 0
    const list = { isRead: false }
    const all = pagesOf(TEMPLATE_VERSIONS, async (NextToken) => {
      const page = await this.#describeTemplates({ MaxResults: TEMPLATE_PAGE_SIZE, NextToken }, signal)
      list.isRead = !page.NextToken
      return { items: page.LaunchTemplateVersions, nextToken: page.NextToken }
    })
    for await (const page of all) {
      take(page)
      pages += 1
      if (missing.size <= pages) break
    }
    if (!list.isRead) take((await askOneByOne([...missing], (id) => this.#defaultLaunchTemplate(id, signal))).flat())
    return found
  }

  async #defaultLaunchTemplate(
    LaunchTemplateId: string,
    signal: AbortSignal
  ): Promise<readonly LaunchTemplateVersion[]> {
    try {
      return (await this.#describeTemplates({ LaunchTemplateId }, signal)).LaunchTemplateVersions ?? []
    } catch (error) {
      if (error instanceof FailedCall && error.failure.class === 'not-found') return []
      throw error
    }
  }

  #describeTemplates(
    request: DescribeLaunchTemplateVersionsRequest,
    signal: AbortSignal
  ): Promise<DescribeLaunchTemplateVersionsResult> {
    const command = new DescribeLaunchTemplateVersionsCommand({ Versions: ['$Default'], ...request })
    return this.#connection.call(TEMPLATE_VERSIONS, signal, (abortSignal) =>
      this.#client().send(command, { abortSignal })
    )
  }

  async #describeStatus(
    request: DescribeInstanceStatusRequest,
    signal: AbortSignal,
    maxPages = Number.POSITIVE_INFINITY
  ): Promise<readonly InstanceStatus[]> {
    const operation = 'ec2:DescribeInstanceStatus'
    let pages = 0
    return allPages(operation, async (NextToken) => {
      const command = new DescribeInstanceStatusCommand({ ...request, NextToken })
      const page = await this.#connection.call(operation, signal, (abortSignal) =>
        this.#client().send(command, { abortSignal })
      )
      pages += 1
      return { items: page.InstanceStatuses, nextToken: pages < maxPages ? page.NextToken : undefined }
    })
  }
}

function byId<T extends { InstanceId?: string | undefined }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.flatMap((item) => (item.InstanceId ? [[item.InstanceId, item] as const] : [])))
}
