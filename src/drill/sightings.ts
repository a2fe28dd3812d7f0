import type { Failure } from './failure.js'
import type { Timestamp } from './timestamp.js'

/**
 * What AWS was seen to say, in the words of its API. Every status is an open string: a value that this version does not
 * know is kept as it is, shown as it is, and counts as 'not there yet'.
 */

/** Who the credentials are (STS GetCallerIdentity). */
export interface Identity {
  readonly account: string
  readonly arn: string
  readonly region: string
  /** When the credentials end, where that is known and nobody renews them. */
  readonly credentialsEndAt?: Timestamp
}

/** A source server before the drill (DRS DescribeSourceServers, GetLaunchConfiguration, DescribeRecoveryInstances). */
export interface ServerSighting {
  readonly sourceServerId: string
  readonly hostname?: string
  readonly replicationState?: string
  /** ISO 8601 duration as DRS gives it. */
  readonly lag?: string
  /** `STARTED` or `STOPPED`: whether the launched instance is to run. */
  readonly launchDisposition?: string
  /** Whether DRS runs post-launch actions on it (GetLaunchConfiguration, postLaunchEnabled). */
  readonly postLaunchActive?: boolean
  /** Live recovery instances of this server that are no drill's: a launch would destroy them. */
  readonly liveRecoveries?: readonly EarlierInstance[]
  /** Live instances of earlier drills: a launch terminates them. */
  readonly earlierDrills?: readonly EarlierInstance[]
  /** How the last launch of this server ended (lastLaunchResult): `SUCCEEDED`, `FAILED`, `NOT_STARTED`, …. */
  readonly lastLaunch?: { readonly result: string; readonly at?: string; readonly jobId?: string }
  /** Why its replication is in trouble (dataReplicationError). */
  readonly replicationError?: string
  /** Of a server that another account stages (an extended source server): how that is, and its error. */
  readonly staging?: { readonly status: string; readonly error?: string }
  /** False: DRS has no launch settings of it. */
  readonly hasLaunchSettings?: boolean
  /** The EC2 instance, there already, that it is launched into instead of a new one (launchIntoInstanceProperties). */
  readonly launchInto?: string
  /** Where its launch template, in the version that DRS launches from, puts it; absent: EC2 shows no such template. */
  readonly launchTemplate?: LaunchTemplateSighting
}

/** Servers as far as AWS let them be described. */
export interface ServersSighting {
  readonly servers: readonly ServerSighting[]
  /** Reads that AWS refused for good: what they would have told of these servers is not known. */
  readonly refused?: readonly Failure[]
}

/** A source server as far as a plan may select it (DRS DescribeSourceServers). */
export interface ListedServer {
  readonly sourceServerId: string
  readonly hostname?: string
  /** Every host name that DRS has of it, as it came; for comparing alone. */
  readonly hostnames: readonly string[]
  readonly tags: readonly ListedTag[]
}

/** A tag: what it is compared by, as it came, and what may be shown of it. */
export interface ListedTag {
  readonly key: string
  readonly value: string
  readonly shownKey: string
  readonly shownValue: string
}

/** An instance that DRS launched for a server before this execution. */
export interface EarlierInstance {
  readonly recoveryInstanceId: string
  readonly ec2InstanceId?: string
  readonly jobId?: string
}

/** The default version of a server's EC2 launch template (DescribeLaunchTemplateVersions). */
export interface LaunchTemplateSighting {
  readonly id: string
  readonly version?: number
  /** Absent: EC2 chooses. */
  readonly subnetId?: string
  readonly securityGroupIds: readonly string[]
  /** An interface that is there already and is given to the instance as its first. */
  readonly networkInterfaceId?: string
  readonly furtherInterfaces?: readonly NetworkInterface[]
}

/** A network interface: of a launch template, or of an instance. */
export interface NetworkInterface {
  readonly subnetId?: string
  readonly securityGroupIds?: readonly string[]
  /** In a launch template alone: one that is there already. */
  readonly networkInterfaceId?: string
}

/** Whose permissions are asked about, and for what. */
export interface PermissionQuestion {
  /** Of the credentials, as STS names them. */
  readonly arn: string
  readonly region: string
  readonly servers: readonly string[]
  /** Whether instances are to be terminated, too. */
  readonly terminates: boolean
  /** The SSM documents of actions, by name or ARN. */
  readonly documents: readonly string[]
}

/** What IAM's simulation says of an action (SimulatePrincipalPolicy). */
export interface PermissionSighting {
  readonly action: string
  /** `allowed`, `implicitDeny`, `explicitDeny`: open. */
  readonly decision: string
  /** Condition keys that a policy asks for and that only the call itself has: the answer is not certain. */
  readonly missing: readonly string[]
  /** The servers on which it is denied, where it is not on all. */
  readonly servers?: readonly string[]
  /** The document of an action that it would start. */
  readonly document?: string
}

/** A recovery snapshot that was looked for (DescribeRecoverySnapshots); without an ID there is none. */
export interface SnapshotSighting {
  readonly sourceServerId: string
  readonly snapshotId?: string
  readonly takenAt?: Timestamp
}

/** One of DRS's post-launch actions on a launched server (participatingServers[].launchActionsStatus.runs[]). */
export interface LaunchActionSighting {
  readonly name: string
  readonly status: string
  readonly optional: boolean
  readonly failureReason?: string
}

/** A server within a job (DRS DescribeJobs, participatingServers[]). */
export interface ParticipantSighting {
  readonly sourceServerId: string
  readonly launchStatus: string
  readonly recoveryInstanceId?: string
  /** Absent while DRS says nothing of launch actions. */
  readonly launchActions?: { readonly settled: boolean; readonly runs: readonly LaunchActionSighting[] }
}

/** A job (DRS DescribeJobs). COMPLETED means that it ended, not that it succeeded. */
export interface JobSighting {
  readonly jobId: string
  readonly status: string
  readonly createdAt?: Timestamp
  readonly endedAt?: Timestamp
  readonly participants: readonly ParticipantSighting[]
}

/** One of this execution's jobs, found by its tags. */
export interface OwnJobSighting extends JobSighting {
  /** `LAUNCH` or `TERMINATE`. */
  readonly type: string
  /** The tag `drs-drill:wave`. */
  readonly wave?: string
  readonly isDrill?: boolean
}

/** A server's recovery instance was terminated through DRS, by whomever (a job of type TERMINATE). */
export interface TerminationSighting {
  readonly sourceServerId: string
  readonly jobId: string
  readonly createdAt?: Timestamp
}

/** A recovery instance of this execution, found by its job; cleanup asks for all of them. */
export interface OwnInstanceSighting {
  readonly sourceServerId: string
  readonly jobId: string
  readonly recoveryInstanceId?: string
  readonly ec2InstanceId?: string
  /** EC2's word, lower case; `missing` when EC2 knows no such instance. */
  readonly state: string
  /** The tag `drs-drill:wave` of its job. */
  readonly wave?: string
  /** Only what DRS itself calls a drill's instance, or its job, is ever terminated; absent: it says nothing. */
  readonly isDrill?: boolean
  /** Present where EC2 shows that it was there before DRS launched into it: it is never terminated. */
  readonly existedBefore?: true
}

/** What an execution has in AWS. */
export interface OwnInstances {
  readonly instances: readonly OwnInstanceSighting[]
  /** Its launch jobs that have not ended: what they launch comes on top. */
  readonly launching: readonly {
    readonly jobId: string
    readonly status: string
    readonly wave?: string
    readonly isDrill?: boolean
    readonly sourceServerIds: readonly string[]
  }[]
  /** Its launch jobs that DRS showed, in whatever state; absent: that was not told, and a job that is left out has ended. */
  readonly shown?: readonly string[]
  /**
   * Servers that one of its jobs calls LAUNCHED, a moment ago, although DRS lists no recovery instance of that job: it may
   * list it minutes later, and it costs money meanwhile.
   */
  readonly unlisted: readonly {
    readonly sourceServerId: string
    readonly jobId: string
    readonly wave?: string
    readonly isDrill?: boolean
  }[]
}

/** Other people's jobs that are running in this account and Region. */
export interface ForeignJobs {
  readonly jobs: number
  readonly servers: number
  /** Servers of this plan that another job keeps from a launch now. */
  readonly holding: readonly Holding[]
}

/** A server that a job holds which does not launch it for this execution. */
export interface Holding {
  readonly sourceServerId: string
  readonly jobId: string
  /**
   * Present where a recovery has ended and has launched the server: it holds it until DRS, which may take minutes for that, lists
   * the live instance.
   */
  readonly hasLaunched?: true
  /** Present where the job is of this very workflow run all the same, in the other mode. */
  readonly ofMode?: 'drill' | 'recovery'
}

/** An item of a job's log (DRS DescribeJobLogItems). */
export interface JobLogItem {
  readonly at: Timestamp
  /** `SNAPSHOT_START`, `LAUNCH_FAILED`, …: open. */
  readonly event: string
  readonly sourceServerId?: string
  readonly targetInstanceId?: string
  readonly rawError?: string
  readonly attempt?: number
  readonly maxAttempts?: number
}

/** The recovery instance that a job launched for a server, and what EC2 says of it. */
export interface InstanceSighting {
  readonly sourceServerId: string
  readonly jobId: string
  readonly recoveryInstanceId?: string
  readonly ec2InstanceId?: string
  /** EC2's word, lower case: `pending`, `running`, `stopped`, `terminated`, …; `missing` when EC2 or DRS knows none. */
  readonly state: string
  /** EC2's system and instance status checks: `ok` when both are; else the worse of the two words. */
  readonly statusChecks?: string
  readonly type?: string
  readonly availabilityZone?: string
  readonly subnetId?: string
  readonly securityGroupIds?: readonly string[]
  /** Its network interfaces but for the first. */
  readonly furtherInterfaces?: readonly NetworkInterface[]
  readonly privateIp?: string
  /** The point in time whose data the server was launched with (pointInTimeSnapshotDateTime). */
  readonly recoveryPoint?: Timestamp
  readonly isDrill?: boolean
  /** Present where EC2 shows that it was there before DRS launched into it. */
  readonly existedBefore?: true
}

/** A run of an SSM Automation document (GetAutomationExecution). */
export interface AutomationSighting {
  /** `InProgress`, `Waiting`, `Success`, `Failed`, …: open. */
  readonly status: string
  readonly startedAt?: Timestamp
  readonly endedAt?: Timestamp
  /** Why it failed: the run's own words, with those of the step that failed. */
  readonly failure?: string
  /** The step that waits until a person has approved (aws:approve). */
  readonly awaitsApprovalAt?: string
  readonly outputs: Readonly<Record<string, readonly string[]>>
}

/** An SSM document (DescribeDocument). */
export interface DocumentSighting {
  readonly document: string
  readonly documentVersion?: string
  /** False: SSM does not know it, or not in that version. */
  readonly isKnown: boolean
  /** `Automation`, `Command`, …. */
  readonly type?: string
  /** `Active`, `Creating`, `Failed`, …. */
  readonly status?: string
  readonly parameters: readonly {
    readonly name: string
    /** `String`, `StringList`, …. */
    readonly type?: string
    readonly isRequired: boolean
  }[]
}
