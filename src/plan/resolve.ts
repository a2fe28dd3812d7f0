import { parseDuration } from './duration.js'
import { effectiveAfter } from './graph.js'
import type { Expectation, ServerSelector } from './match.js'
import type { MatchEntry } from './match-schema.js'
import { DEFAULT_ACTION_TIMEOUT } from './action-schema.js'
import type { ActionPhase, Plan, PlannedAction, PlannedWave, PointInTime } from './plan.js'
import {
  DEFAULT_CLEANUP_TIMEOUT,
  DEFAULT_TIMEOUT,
  DEFAULT_WAIT_FOR_OTHER_JOBS,
  DEFAULT_WAVE_TIMEOUT,
  type PlanFile,
  type WaveEntry
} from './schema.js'

const seconds = (text: string): number => {
  const result = parseDuration(text, { zeroAllowed: true })
  if ('problem' in result) throw new Error(`A duration passed the schema and ${result.problem}`)
  return result.seconds
}

type Groups = ReadonlyMap<string, NonNullable<PlanFile['groups']>[string]>

const expectationOf = (expect: NonNullable<MatchEntry['expect']>): Expectation => {
  if (typeof expect === 'number') return { min: expect, max: expect }
  const { min = 1, max } = expect
  return { min, ...(max === undefined ? {} : { max }) }
}

const selectorsOf = ({ match, expect }: MatchEntry, group?: string): readonly ServerSelector[] => {
  if (match === undefined) return []
  const { tags = {}, hostname } = match
  return [
    {
      ...(group === undefined ? {} : { group }),
      match: {
        tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
        ...(hostname === undefined ? {} : { hostname })
      },
      ...(expect === undefined ? {} : { expect: expectationOf(expect) })
    }
  ]
}

/** A map of it has one of the two: point-checks.ts sees to it. */
const resolvePoint = (point: NonNullable<WaveEntry['point-in-time']>): PointInTime => {
  if (point === 'latest') return point
  return point.before === undefined
    ? { snapshots: point.snapshots ?? {} }
    : { before: new Date(point.before).toISOString() }
}

const resolveActions = (
  phase: ActionPhase,
  entries: NonNullable<WaveEntry['pre-actions']> = []
): readonly PlannedAction[] =>
  entries.map(({ name, document, parameters = {}, timeout, 'document-version': version }) => ({
    phase,
    name,
    document,
    ...(version === undefined ? {} : { documentVersion: version }),
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([key, value]) => [key, typeof value === 'string' ? [value] : value])
    ),
    timeoutSeconds: seconds(timeout ?? DEFAULT_ACTION_TIMEOUT)
  }))

const resolveWave = (file: PlanFile, index: number, wave: WaveEntry, groups: Groups): PlannedWave => {
  const defaults = file.defaults ?? {}
  const timeout = wave.timeout ?? defaults.timeout
  const selectors = [
    ...(wave.groups ?? []).flatMap((name) => selectorsOf(groups.get(name) ?? {}, name)),
    ...selectorsOf(wave)
  ]
  const actions = [
    ...resolveActions('pre', wave['pre-actions'] ?? defaults['pre-actions']),
    ...resolveActions('post', wave['post-actions'] ?? defaults['post-actions'])
  ]
  return {
    name: wave.name,
    after: effectiveAfter(wave.after, file.waves[index - 1]?.name),
    servers: [...(wave.groups ?? []).flatMap((name) => groups.get(name)?.servers ?? []), ...(wave.servers ?? [])],
    ...(selectors.length === 0 ? {} : { selectors }),
    timeoutSeconds:
      timeout === undefined
        ? Math.min(seconds(DEFAULT_WAVE_TIMEOUT), seconds(file.timeout ?? DEFAULT_TIMEOUT))
        : seconds(timeout),
    onFailure: wave['on-failure'] ?? defaults['on-failure'] ?? 'stop',
    soakSeconds: seconds(wave.soak ?? defaults.soak ?? '0s'),
    verify: {
      instance: wave.verify?.instance ?? defaults.verify?.instance ?? 'running',
      launchActions: wave.verify?.['launch-actions'] ?? defaults.verify?.['launch-actions'] ?? 'ignored'
    },
    retry: { failedServers: wave.retry?.['failed-servers'] ?? defaults.retry?.['failed-servers'] ?? 0 },
    pointInTime: resolvePoint(wave['point-in-time'] ?? defaults['point-in-time'] ?? 'latest'),
    ...(actions.length === 0 ? {} : { actions })
  }
}

/** The plan of a file in which no check found anything: defaults applied, groups resolved, durations in seconds. */
export const resolvePlan = (file: PlanFile): Plan => {
  const { description, region, account, objectives } = file
  const cleanup = typeof file.cleanup === 'object' ? file.cleanup : { when: file.cleanup ?? 'never' }
  const groups = new Map(Object.entries(file.groups ?? {}))
  return {
    name: file.name,
    ...(description === undefined ? {} : { description }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    timeoutSeconds: seconds(file.timeout ?? DEFAULT_TIMEOUT),
    objectives: {
      ...(objectives?.rto === undefined ? {} : { rtoSeconds: seconds(objectives.rto) }),
      ...(objectives?.rpo === undefined ? {} : { rpoSeconds: seconds(objectives.rpo) }),
      onMiss: objectives?.['on-miss'] ?? 'fail'
    },
    cleanup: { when: cleanup.when, timeoutSeconds: seconds(cleanup.timeout ?? DEFAULT_CLEANUP_TIMEOUT) },
    guards: {
      replaceRecoveryInstances: file.guards?.['replace-recovery-instances'] ?? [],
      waitForOtherJobsSeconds: seconds(file.guards?.['wait-for-other-jobs'] ?? DEFAULT_WAIT_FOR_OTHER_JOBS)
    },
    ...(file.isolation === undefined
      ? {}
      : {
          isolation: {
            subnets: file.isolation.subnets ?? [],
            securityGroups: file.isolation['security-groups'] ?? []
          }
        }),
    waves: file.waves.map((wave, index) => resolveWave(file, index, wave, groups))
  }
}
