import type {
  DescribeRecoverySnapshotsResponse,
  DescribeSourceServersResponse,
  LastLaunchResult,
  LaunchConfiguration,
  ReplicationConfiguration,
  SourceServer
} from '@aws-sdk/client-drs'
import { z } from 'zod'
import { drsArn } from '../arn.js'
import { isoTime } from '../clock.js'
import { launchTemplateId } from '../launch-template.js'
import type { ServerScenario } from '../server-scenario.js'
import type { World } from '../world.js'
import { notFound } from './drs-error.js'
import { checked, drsPage, ids, paging } from './input.js'

const describeSourceServersRequest = z.object({
  filters: z
    .object({
      sourceServerIDs: z.array(ids.sourceServer).max(200).optional(),
      hardwareId: z.string().optional(),
      stagingAccountIDs: z.array(z.string()).optional()
    })
    .optional(),
  ...paging
})

/** DescribeSourceServers: IDs that DRS does not know are left out, not refused. */
export function describeSourceServers(input: unknown, world: World): DescribeSourceServersResponse {
  const request = checked(describeSourceServersRequest, input)
  const { sourceServerIDs, stagingAccountIDs } = request.filters ?? {}
  const servers = world.servers
    .filter((server) => !sourceServerIDs?.length || sourceServerIDs.includes(server.id))
    .filter(
      ({ extended }) => !stagingAccountIDs?.length || (extended && stagingAccountIDs.includes(extended.stagingAccount))
    )
  const { items, ...rest } = drsPage(servers, request, world)
  return { items: items.map((server) => sourceServer(server, world)), ...rest }
}

function sourceServer(server: ServerScenario, world: World): SourceServer {
  const now = world.clock.now()
  const { scenario } = world
  const lastLaunch = world.lastLaunch(server, now)
  const recoveryInstanceId = world.currentRecoveryInstances(server.id, now).at(-1)?.recoveryInstanceId
  const isReplicating = !['STOPPED', 'DISCONNECTED'].includes(server.replicationState ?? '')
  return {
    sourceServerID: server.id,
    arn: drsArn(scenario, 'source-server', server.id),
    tags: { ...world.serverTags.get(server.id) },
    ...(recoveryInstanceId !== undefined && { recoveryInstanceId }),
    lastLaunchResult: lastLaunchResult(lastLaunch?.status),
    dataReplicationInfo: {
      ...(server.replicationState !== null && { dataReplicationState: server.replicationState as never }),
      ...(server.replicationError !== undefined && { dataReplicationError: server.replicationError as never }),
      ...(server.lag !== null && { lagDuration: server.lag }),
      stagingAvailabilityZone: `${scenario.region}a`,
      replicatedDisks: [
        { deviceName: '/dev/sda', totalStorageBytes: 107_374_182_400, replicatedStorageBytes: 107_374_182_400 }
      ]
    },
    lifeCycle: {
      addedToServiceDateTime: isoTime(world.clock.startedAt - 30 * 86_400_000),
      lastSeenByServiceDateTime: isoTime(isReplicating ? now : world.clock.startedAt - 86_400_000),
      ...(lastLaunch !== undefined && { lastLaunch })
    },
    sourceProperties: {
      identificationHints: { hostname: server.hostname, fqdn: `${server.hostname}.example.internal` },
      os: { fullString: server.operatingSystem },
      recommendedInstanceType: 'm5.large'
    },
    stagingArea: stagingArea(server, scenario.region),
    replicationDirection: 'FAILOVER'
  }
}

function stagingArea({ id, extended }: ServerScenario, region: string): NonNullable<SourceServer['stagingArea']> {
  if (extended === undefined) return { status: 'NOT_EXTENDED' }
  return {
    status: extended.stagingError === undefined ? (extended.stagingStatus as never) : 'EXTENSION_ERROR',
    stagingAccountID: extended.stagingAccount,
    stagingSourceServerArn: drsArn({ region, account: extended.stagingAccount }, 'source-server', id),
    ...(extended.stagingError !== undefined && { errorMessage: extended.stagingError })
  }
}

function lastLaunchResult(launchStatus: string | undefined): LastLaunchResult {
  if (launchStatus === undefined) return 'NOT_STARTED'
  if (launchStatus === 'LAUNCHED' || launchStatus === 'TERMINATED') return 'SUCCEEDED'
  return launchStatus === 'FAILED' ? 'FAILED' : 'PENDING'
}

const moment = z.iso.datetime({ offset: true })

const describeSnapshotsRequest = z.object({
  sourceServerID: ids.sourceServer,
  filters: z.object({ fromDateTime: moment.optional(), toDateTime: moment.optional() }).optional(),
  order: z.enum(['ASC', 'DESC']).optional(),
  ...paging
})

/** DescribeRecoverySnapshots of one server; oldest first unless asked otherwise. */
export function describeRecoverySnapshots(input: unknown, world: World): DescribeRecoverySnapshotsResponse {
  const request = checked(describeSnapshotsRequest, input)
  serverOf(request.sourceServerID, world)
  const { fromDateTime, toDateTime } = request.filters ?? {}
  const now = world.clock.now()
  const snapshots = world.snapshots
    .filter((snapshot) => snapshot.sourceServerId === request.sourceServerID && snapshot.visibleFrom <= now)
    .filter((snapshot) => fromDateTime === undefined || snapshot.dataAt >= Date.parse(fromDateTime))
    .filter((snapshot) => toDateTime === undefined || snapshot.dataAt <= Date.parse(toDateTime))
    .sort((one, other) => (request.order === 'DESC' ? other.dataAt - one.dataAt : one.dataAt - other.dataAt))
  const { items, ...rest } = drsPage(snapshots, request, world)
  return {
    items: items.map((snapshot) => ({
      snapshotID: snapshot.snapshotId,
      sourceServerID: snapshot.sourceServerId,
      expectedTimestamp: isoTime(snapshot.expectedAt),
      timestamp: isoTime(snapshot.dataAt),
      ebsSnapshots: [`snap-${snapshot.snapshotId.slice(4)}`]
    })),
    ...rest
  }
}

const oneServer = z.object({ sourceServerID: ids.sourceServer })

/** GetLaunchConfiguration: the subnet and security groups are in the EC2 launch template that it names. */
export function getLaunchConfiguration(input: unknown, world: World): LaunchConfiguration {
  const server = serverOf(checked(oneServer, input).sourceServerID, world)
  if (server.launchTemplate === null) throw notFound('LaunchConfiguration', server.id)
  return {
    sourceServerID: server.id,
    name: server.hostname,
    ec2LaunchTemplateID: launchTemplateId(server),
    launchDisposition: server.launchDisposition,
    targetInstanceTypeRightSizingMethod: 'NONE',
    copyPrivateIp: false,
    copyTags: false,
    licensing: { osByol: false },
    ...(server.launchInto !== undefined && {
      launchIntoInstanceProperties: { launchIntoEC2InstanceID: server.launchInto.ec2InstanceId }
    }),
    postLaunchEnabled: server.postLaunchActions.length > 0
  }
}

export function getReplicationConfiguration(input: unknown, world: World): ReplicationConfiguration {
  const server = serverOf(checked(oneServer, input).sourceServerID, world)
  return {
    sourceServerID: server.id,
    name: server.hostname,
    stagingAreaSubnetId: 'subnet-0staging0staging0',
    replicationServerInstanceType: 't3.small',
    dataPlaneRouting: 'PRIVATE_IP',
    ebsEncryption: 'DEFAULT',
    replicatedDisks: [{ deviceName: '/dev/sda', isBootDisk: true, stagingDiskType: 'AUTO' }],
    pitPolicy: [{ ruleID: 1, units: 'MINUTE', interval: 10, retentionDuration: 60, enabled: true }]
  }
}

function serverOf(sourceServerId: string, world: World): ServerScenario {
  const server = world.server(sourceServerId)
  if (server === undefined) throw notFound('SourceServer', sourceServerId)
  return server
}
