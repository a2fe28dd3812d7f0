import { ApiError } from '../api-error.js'
import { writeRestJson, writeRestJsonError } from '../protocol/rest-json.js'
import type { CallContext, HttpRequest, Operation, Service } from '../service.js'
import type { World } from '../world.js'
import { drsRefusal, uninitialised } from './drs-error.js'
import { describeJobLogItems, describeJobs } from './job-answers.js'
import { describeRecoveryInstances, startRecovery, terminateRecoveryInstances } from './recovery.js'
import {
  describeRecoverySnapshots,
  describeSourceServers,
  getLaunchConfiguration,
  getReplicationConfiguration
} from './source-servers.js'
import { listTagsForResource, tagResource, untagResource } from './tags.js'
import { describeLaunchConfigurationTemplates, listExtensibleSourceServers, listStagingAccounts } from './templates.js'

const operations: Readonly<Record<string, (input: unknown, world: World) => object>> = {
  StartRecovery: startRecovery,
  TerminateRecoveryInstances: terminateRecoveryInstances,
  DescribeJobs: describeJobs,
  DescribeJobLogItems: describeJobLogItems,
  DescribeRecoveryInstances: describeRecoveryInstances,
  DescribeRecoverySnapshots: describeRecoverySnapshots,
  DescribeSourceServers: describeSourceServers,
  GetLaunchConfiguration: getLaunchConfiguration,
  GetReplicationConfiguration: getReplicationConfiguration,
  DescribeLaunchConfigurationTemplates: describeLaunchConfigurationTemplates,
  ListExtensibleSourceServers: listExtensibleSourceServers,
  ListStagingAccounts: listStagingAccounts,
  ListTagsForResource: listTagsForResource,
  TagResource: tagResource,
  UntagResource: untagResource
}

/** AWS Elastic Disaster Recovery (REST-JSON, API version 2020-02-26). */
export class Drs implements Service {
  readonly name = 'drs'
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  read(request: HttpRequest): Operation {
    const operation = request.path.startsWith('/tags/') ? readTags(request) : readBody(request)
    if (!(operation.name in operations)) {
      throw new ApiError('UnknownOperationException', 404, `The simulator has no operation ${operation.name}.`)
    }
    return operation
  }

  permissions({ name, input }: Operation): readonly string[] {
    const isTagging = name === 'StartRecovery' && Object.keys((input['tags'] as object | undefined) ?? {}).length > 0
    return isTagging ? ['drs:StartRecovery', 'drs:TagResource'] : [`drs:${name}`]
  }

  execute({ name, input }: Operation, { world }: CallContext): unknown {
    if (!world.scenario.initialised) throw uninitialised()
    return operations[name]?.(input, world)
  }

  write(_operation: Operation, output: unknown): ReturnType<Service['write']> {
    return writeRestJson(output, this.#world.random.uuid())
  }

  writeError(error: ApiError): ReturnType<Service['writeError']> {
    return writeRestJsonError(error, this.#world.random.uuid())
  }

  readonly refuse = drsRefusal
}

function readBody({ path, query, body }: HttpRequest): Operation {
  const input = (body === '' ? Object.fromEntries(query) : JSON.parse(body)) as Operation['input']
  return { name: path.slice(1), input }
}

const tagOperations: Readonly<Record<string, string>> = {
  GET: 'ListTagsForResource',
  POST: 'TagResource',
  DELETE: 'UntagResource'
}

function readTags({ method, path, query, body }: HttpRequest): Operation {
  const resourceArn = decodeURIComponent(path.slice('/tags/'.length))
  const given = body === '' ? {} : (JSON.parse(body) as object)
  const tagKeys = query.getAll('tagKeys')
  return {
    name: tagOperations[method] ?? method,
    input: { resourceArn, ...given, ...(tagKeys.length > 0 && { tagKeys }) }
  }
}
