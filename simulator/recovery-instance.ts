import type { EC2InstanceState } from '@aws-sdk/client-drs'
import { instanceState, type Ec2Instance } from './ec2-instance.js'

/** What DRS keeps of a launched server, apart from its EC2 instance. */
export interface RecoveryInstanceRecord {
  /** An ID of DRS's own, though it looks like EC2's. */
  readonly recoveryInstanceId: string
  readonly arn: string
  readonly sourceServerId: string
  readonly jobId: string
  readonly isDrill: boolean
  readonly ec2InstanceId: string
  /** Undefined when EC2 never had the instance. */
  readonly instance: Ec2Instance | undefined
  readonly pointInTime: number
  readonly existsFrom: number
  existsUntil: number
  tags: Readonly<Record<string, string>>
}

export function exists(record: RecoveryInstanceRecord, now: number): boolean {
  return now >= record.existsFrom && now < record.existsUntil
}

/** The state of the EC2 instance in DRS's words. */
export function drsInstanceState(record: RecoveryInstanceRecord, now: number): EC2InstanceState {
  const state = record.instance === undefined ? 'absent' : instanceState(record.instance, now)
  switch (state) {
    case 'absent':
      return 'NOT_FOUND'
    case 'pending':
      return 'PENDING'
    case 'running':
      return 'RUNNING'
    case 'stopping':
      return 'STOPPING'
    case 'stopped':
      return 'STOPPED'
    case 'shutting-down':
      return 'SHUTTING-DOWN'
    case 'terminated':
      return 'TERMINATED'
  }
}
