import { needsSnapshots } from '../launch/point-in-time.js'
import { isSelectionWanted } from '../selection/selected-state.js'
import type { DrillState } from '../state.js'
import { areDocumentsKnown } from './documents.js'
import type { PreflightCheck } from './preflight.js'

/** What a check rests on: that AWS has answered, and which reads of the servers it must not have refused. */
interface Grounds {
  readonly isAnswered: (state: DrillState) => boolean
  readonly reads: readonly string[]
}

const isDescribed = ({ described }: DrillState): boolean => described
const isSurveyed = ({ survey }: DrillState): boolean => survey !== undefined

const servers: Grounds = { isAnswered: isDescribed, reads: ['drs:DescribeSourceServers'] }
const settings: Grounds = { isAnswered: isDescribed, reads: [...servers.reads, 'drs:GetLaunchConfiguration'] }
const templates: Grounds = {
  isAnswered: isDescribed,
  reads: [...settings.reads, 'ec2:DescribeLaunchTemplateVersions']
}
const instances: Grounds = {
  isAnswered: isDescribed,
  reads: [...servers.reads, 'drs:DescribeRecoveryInstances', 'ec2:DescribeInstances']
}
const snapshots: Grounds = {
  isAnswered: (state) => state.described && !needsSnapshots(state),
  reads: servers.reads
}
const jobs: Grounds = { isAnswered: isSurveyed, reads: [] }

const grounds: Readonly<Record<PreflightCheck, Grounds>> = {
  permissions: { isAnswered: ({ foretold }) => foretold !== undefined, reads: [] },
  selection: { isAnswered: (state) => !isSelectionWanted(state) && isSurveyed(state), reads: [] },
  servers,
  replication: servers,
  'recovery-point': servers,
  'recovery-snapshot': snapshots,
  staging: servers,
  'last-launch': servers,
  'launch-settings': templates,
  'launch-actions': settings,
  isolation: templates,
  actions: { isAnswered: areDocumentsKnown, reads: [] },
  'live-recovery': instances,
  'earlier-drills': instances,
  'other-jobs': jobs,
  quotas: jobs
}

/** Whether AWS has answered what the check looks at; of one that it has not nothing is found, which is no good news. */
export function isAsked(state: DrillState, check: PreflightCheck): boolean {
  const { isAnswered, reads } = grounds[check]
  return isAnswered(state) && !state.refusedReads.some(({ operation }) => reads.includes(operation))
}
