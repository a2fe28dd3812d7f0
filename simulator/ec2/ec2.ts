import { ApiError } from '../api-error.js'
import { readQuery } from '../protocol/query.js'
import { writeXml } from '../protocol/xml.js'
import type { CallContext, HttpAnswer, HttpRequest, Operation, Refusal, Service } from '../service.js'
import type { World } from '../world.js'
import { describeInstances, describeInstanceStatus } from './instances.js'
import { describeLaunchTemplateVersions } from './launch-templates.js'
import { describeSecurityGroups, describeSubnets } from './networks.js'

const operations: Readonly<Record<string, (input: unknown, world: World) => object>> = {
  DescribeInstances: describeInstances,
  DescribeInstanceStatus: describeInstanceStatus,
  DescribeLaunchTemplateVersions: describeLaunchTemplateVersions,
  DescribeSubnets: describeSubnets,
  DescribeSecurityGroups: describeSecurityGroups
}

// The one list whose items are not called `item`: a launch template's security groups.
const listItemOf =
  (operation: string) =>
  (member: string): string =>
    operation === 'DescribeLaunchTemplateVersions' && member === 'Groups' ? 'groupId' : 'item'

/** Elements whose names are not the member's with a small first letter. */
const elements: Readonly<Record<string, string>> = {
  Reservations: 'reservationSet',
  Instances: 'instancesSet',
  Tags: 'tagSet',
  State: 'instanceState',
  InstanceStatuses: 'instanceStatusSet',
  LaunchTemplateVersions: 'launchTemplateVersionSet',
  NetworkInterfaces: 'networkInterfaceSet',
  Subnets: 'subnetSet'
}

/** In a few places EC2's XML names one member differently from operation to operation. */
const elementsByOperation: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DescribeInstances: { SecurityGroups: 'groupSet', Groups: 'groupSet' },
  DescribeInstanceStatus: { InstanceState: 'instanceState' },
  DescribeLaunchTemplateVersions: { Groups: 'groupSet', SecurityGroupIds: 'securityGroupIdSet' },
  DescribeSubnets: { State: 'state' },
  DescribeSecurityGroups: { SecurityGroups: 'securityGroupInfo', Description: 'groupDescription' }
}

/** Amazon EC2 (EC2 query protocol, API version 2016-11-15). */
export class Ec2 implements Service {
  readonly name = 'ec2'
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  read(request: HttpRequest): Operation {
    return readQuery(request, operations)
  }

  permissions({ name }: Operation): readonly string[] {
    return [`ec2:${name}`]
  }

  execute({ name, input }: Operation, { world }: CallContext): unknown {
    return operations[name]?.(input, world)
  }

  write({ name }: Operation, output: unknown): HttpAnswer {
    const named = { ...elements, ...elementsByOperation[name] }
    const element = (member: string): string => named[member] ?? member.charAt(0).toLowerCase() + member.slice(1)
    const content = { requestId: this.#world.random.uuid(), ...(output as object) }
    const namespace = 'http://ec2.amazonaws.com/doc/2016-11-15/'
    const body = writeXml(`${name}Response`, namespace, content, { element, listItem: listItemOf(name) })
    return { status: 200, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body }
  }

  writeError(error: ApiError): HttpAnswer {
    const content = {
      Errors: { Error: { Code: error.name, Message: error.message } },
      RequestID: this.#world.random.uuid()
    }
    const body = writeXml('Response', undefined, content, { element: (member) => member, listItem: () => 'item' })
    return { status: error.status, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body }
  }

  refuse(refusal: Refusal): ApiError {
    switch (refusal.kind) {
      case 'missing-credentials':
        return new ApiError('MissingParameter', 400, 'The request must contain the parameter AWSAccessKeyId')
      case 'unknown-credentials':
        return new ApiError('AuthFailure', 401, 'AWS was not able to validate the provided access credentials')
      case 'expired-credentials':
        return new ApiError('RequestExpired', 400, 'Request has expired.')
      case 'internal-error':
        return new ApiError('InternalError', 500, 'An internal error has occurred')
      case 'denied': {
        const message = `You are not authorized to perform this operation. ${refusal.message}`
        return new ApiError('UnauthorizedOperation', 403, message)
      }
      case 'throttled':
        return new ApiError('RequestLimitExceeded', 503, 'Request limit exceeded.', {}, refusal.retryAfterSeconds)
    }
  }
}
