import type { RecoveryInstance } from '@aws-sdk/client-drs'
import type { Instance, InstanceStatus } from '@aws-sdk/client-ec2'
import type { InstanceQuestion } from '../drill/commands.js'
import type { InstanceSighting } from '../drill/sightings.js'
import type { Drs } from './drs.js'
import type { Ec2 } from './ec2.js'
import { ofExisting } from './existing-instance.js'
import { toTimestamp } from './timestamps.js'

/**
 * The instance that a job launched for a server, for each question one sighting, in their order
 * (DescribeRecoveryInstances, AWS DRS API reference; DescribeInstances and DescribeInstanceStatus, Amazon EC2 API
 * reference). DRS says which instance it is, EC2 how it is: DRS's word that an instance runs is not believed.
 *
 * @throws FailedCall
 */
export async function observeInstances(
  drs: Drs,
  ec2: Ec2,
  questions: readonly InstanceQuestion[],
  signal: AbortSignal
): Promise<readonly InstanceSighting[]> {
  const all = await drs.recoveryInstances(
    questions.map(({ sourceServerId }) => sourceServerId),
    signal
  )
  const asked = questions.map((question) => ({ question, recoveryInstance: launchedBy(question, all) }))
  const instances = await ec2.instances(
    asked.flatMap(({ recoveryInstance }) => liveId(recoveryInstance) ?? []),
    signal
  )
  const checked = asked.flatMap(({ question, recoveryInstance }) => {
    const id = liveId(recoveryInstance)
    return question.statusChecks && id !== undefined && instances.has(id) ? [id] : []
  })
  const statuses = await ec2.statuses(checked, signal)
  return asked.map(({ question, recoveryInstance }) => {
    const id = liveId(recoveryInstance) ?? ''
    const status = question.statusChecks ? statuses.get(id) : undefined
    return toSighting(question, recoveryInstance, instances.get(id), status)
  })
}

/** The job decides: a server may still have an instance of an earlier drill, which must not pass for this one's. */
function launchedBy(
  { sourceServerId, jobId }: InstanceQuestion,
  all: readonly RecoveryInstance[]
): RecoveryInstance | undefined {
  const mine = all.filter((item) => item.sourceServerID === sourceServerId && item.jobID === jobId)
  return mine.find((item) => liveId(item) !== undefined) ?? mine[0]
}

/** The EC2 instance to ask for, unless DRS itself says that there is none. */
function liveId(item: RecoveryInstance | undefined): string | undefined {
  return item?.ec2InstanceState === 'NOT_FOUND' ? undefined : (item?.ec2InstanceID ?? undefined)
}

function toSighting(
  { sourceServerId, jobId }: InstanceQuestion,
  item: RecoveryInstance | undefined,
  instance: Instance | undefined,
  status: InstanceStatus | undefined
): InstanceSighting {
  const recoveryPoint = toTimestamp(item?.pointInTimeSnapshotDateTime)
  return {
    sourceServerId,
    jobId,
    ...(item?.recoveryInstanceID && { recoveryInstanceId: item.recoveryInstanceID }),
    ...(item?.ec2InstanceID && { ec2InstanceId: item.ec2InstanceID }),
    state: instance === undefined ? 'missing' : (instance.State?.Name ?? 'unknown'),
    ...(status !== undefined && { statusChecks: statusChecksOf(status) }),
    ...placeOf(instance),
    ...ofExisting(instance),
    ...(recoveryPoint !== undefined && { recoveryPoint }),
    ...(item?.isDrill !== undefined && { isDrill: item.isDrill })
  }
}

function placeOf(instance: Instance | undefined) {
  const securityGroupIds = instance?.SecurityGroups?.flatMap(({ GroupId }) => GroupId ?? [])
  const availabilityZone = instance?.Placement?.AvailabilityZone
  // EC2 repeats the first interface in the instance itself.
  const further = (instance?.NetworkInterfaces ?? [])
    .filter(({ Attachment }) => (Attachment?.DeviceIndex ?? 0) !== 0 || (Attachment?.NetworkCardIndex ?? 0) !== 0)
    .map(({ SubnetId, Groups }) => ({
      ...(SubnetId && { subnetId: SubnetId }),
      securityGroupIds: Groups?.flatMap(({ GroupId }) => GroupId ?? []) ?? []
    }))
  return {
    ...(instance?.InstanceType && { type: instance.InstanceType }),
    ...(availabilityZone && { availabilityZone }),
    ...(instance?.SubnetId && { subnetId: instance.SubnetId }),
    ...(securityGroupIds !== undefined && { securityGroupIds }),
    ...(further.length > 0 && { furtherInterfaces: further }),
    ...(instance?.PrivateIpAddress && { privateIp: instance.PrivateIpAddress })
  }
}

/** EC2's words for a status check, the best first; one that is not here is worse than a check under way. */
const words = ['ok', 'not-applicable', 'initializing', 'insufficient-data', 'impaired']

/** `ok` when both of EC2's checks are; otherwise the worse of the two words. */
function statusChecksOf({ SystemStatus, InstanceStatus }: InstanceStatus): string {
  const system = SystemStatus?.Status ?? 'insufficient-data'
  const instance = InstanceStatus?.Status ?? 'insufficient-data'
  return badness(system) > badness(instance) ? system : instance
}

function badness(word: string): number {
  const place = words.indexOf(word)
  return place === -1 ? words.indexOf('insufficient-data') : place
}
