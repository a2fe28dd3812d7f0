import { hasPassed } from '../../drill/actions/action.js'
import { startsNothing } from '../../drill/events.js'
import { judgeObjectives, type ObjectiveResult } from '../../drill/ending/objectives.js'
import type { DrillState, WaveState } from '../../drill/state.js'
import { formatDuration } from '../../plan/duration.js'
import { selectedServers } from '../../drill/servers.js'
import { listed, namesOf, spent } from './page.js'
import { counted } from '../../plan/wording.js'
import { inCapitals } from './servers.js'
import { tableLines } from './table.js'
import { stillRunningIn } from '../record/still-running.js'

/** Servers and IDs beyond these are in the summary and the evidence. */
const longestList = 100

/** The lines of the group that ends the log: verdict, counts, objectives, waves, what is not up and why, what is left. */
export function closingLines(state: DrillState): readonly string[] {
  const blocks = [verdictLines(state), waveLines(state), downLines(state), actionLines(state), leftLines(state)]
  return blocks.filter((block) => block.length > 0).flatMap((block, index) => (index === 0 ? block : ['', ...block]))
}

function verdictLines(state: DrillState): readonly string[] {
  const { finished } = state
  const verdict =
    finished === undefined
      ? `${state.mode} without a verdict: it was ended before there was one`
      : `${state.mode} ${inCapitals(finished.status)}: ${finished.reason}`
  const more = state.refusals.slice(1, longestList).map(({ message }) => `also: ${message}`)
  const servers = selectedServers(state)
  if (startsNothing(state.mode) || servers.length === 0 || state.refusals.length > 0) return [verdict, ...more]
  const up = countUp(
    state,
    servers.map(({ sourceServerId }) => sourceServerId)
  )
  const took =
    state.verdict === undefined
      ? ''
      : `, ${spent(state.openedAt, state.verdict.at)} of ${formatDuration(state.timeoutSeconds)} used`
  const { rto, rpo } = judgeObjectives(state)
  return [
    verdict,
    `${up} of ${counted(servers.length, 'server')} up${took}`,
    ...objectiveLines('RTO', rto),
    ...objectiveLines('RPO', rpo)
  ]
}

function objectiveLines(
  name: string,
  { targetSeconds, achievedSeconds, met, note }: ObjectiveResult
): readonly string[] {
  const target = targetSeconds === null ? 'none stated' : `${formatDuration(targetSeconds)} stated`
  const verdict = met === null ? '' : met ? ', met' : ', MISSED'
  if (achievedSeconds === null) return note === null ? [] : [`${name} not measured (${target}${verdict}): ${note}`]
  return [`${name} ${formatDuration(achievedSeconds)} (${target}${verdict})`]
}

function waveLines(state: DrillState): readonly string[] {
  const waves = [...state.waves.values()].filter((wave) => wave.selected)
  if (waves.every((wave) => wave.settledAt === undefined)) return []
  return tableLines(
    [
      { title: 'wave', cell: ({ planned }) => planned.name },
      { title: 'result', cell: ({ status }) => inCapitals(status) },
      { title: 'up', align: 'right', cell: ({ planned }) => String(countUp(state, planned.servers)) },
      { title: 'servers', align: 'right', cell: ({ planned }) => String(planned.servers.length) },
      { title: 'time', align: 'right', cell: timeOf },
      { title: 'budget', align: 'right', cell: ({ planned }) => formatDuration(planned.timeoutSeconds) }
    ],
    waves
  )
}

function timeOf({ startedAt, settledAt }: WaveState): string {
  return startedAt === undefined || settledAt === undefined ? '' : spent(startedAt, settledAt)
}

function countUp(state: DrillState, ids: readonly string[]): number {
  return ids.filter((id) => state.servers.get(id)?.outcome?.status === 'launched').length
}

function downLines(state: DrillState): readonly string[] {
  const name = namesOf(state)
  const settled = selectedServers(state).flatMap(({ sourceServerId, wave, outcome }) =>
    outcome === undefined ? [] : [{ server: name(sourceServerId), wave, ...outcome }]
  )
  const idle = settled.filter(({ status }) => status === 'not-started')
  const down = settled.filter(({ status }) => status !== 'launched' && status !== 'not-started')
  const more = down.length - longestList
  const table = tableLines(
    [
      { title: 'not up', cell: ({ server }) => server },
      { title: 'wave', cell: ({ wave }) => wave },
      { title: 'result', cell: ({ status }) => inCapitals(status) },
      { title: 'reason', cell: ({ reason }) => reason }
    ],
    down.slice(0, longestList)
  )
  return [
    ...(down.length === 0 ? [] : table),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(idle.length === 0
      ? []
      : [
          `never started: ${listed(
            idle.map(({ server }) => server),
            10
          )}`
        ])
  ]
}

/** Actions that did not succeed; those that did have had their lines. */
function actionLines(state: DrillState): readonly string[] {
  const bad = state.actions.filter(({ outcome }) => outcome !== undefined).filter((action) => !hasPassed(action))
  if (bad.length === 0) return []
  return tableLines(
    [
      { title: 'action', cell: ({ planned }) => `${planned.phase}-action "${planned.name}"` },
      { title: 'wave', cell: ({ wave }) => wave },
      { title: 'result', cell: ({ outcome }) => inCapitals(outcome?.status ?? '') },
      { title: 'reason', cell: ({ outcome }) => outcome?.reason ?? '' }
    ],
    bad.slice(0, longestList)
  )
}

/** What costs money, or may still launch: said for every end, a good one too. */
function leftLines(state: DrillState): readonly string[] {
  const { instances, jobs, unansweredStarts, actions } = stillRunningIn(state)
  const kind = state.mode === 'recovery' ? 'recovery instance' : 'drill instance'
  const name = namesOf(state)
  const ids = instances.map(
    ({ ec2InstanceId, recoveryInstanceId, sourceServerId }) =>
      `${name(sourceServerId)} ${ec2InstanceId ?? recoveryInstanceId ?? 'with an instance that is not known'}`
  )
  return [
    ...(ids.length === 0
      ? []
      : [`left in AWS: ${counted(ids.length, kind)}${costs(state, ids.length)}`, ...short(ids).map((id) => `  ${id}`)]),
    ...short(
      jobs.map(
        ({ jobId, wave, status, mayLaunch }) =>
          `job ${jobId} of wave ${wave} ${mayLaunch ? 'may still launch servers' : 'was not seen to have ended, but has no server left to launch'} (${status})`
      )
    ),
    ...actions.map(
      ({ wave, name: action, automationExecutionId, status, findWith }) =>
        `action "${action}" of wave ${wave} was not seen to have ended (${status ?? 'not seen'}): ` +
        (automationExecutionId ??
          `SSM never answered; ${findWith === null ? 'look in the Systems Manager console' : `to find it: ${findWith}`}`)
    ),
    ...unansweredStarts.map(
      ({ wave, sourceServerIds }) =>
        `wave ${wave}: it is not known whether the launch of ${counted(sourceServerIds.length, 'server')} runs; look in the DRS console`
    )
  ]
}

function costs({ mode }: DrillState, number: number): string {
  if (mode === 'recovery') return ''
  return number === 1 ? ', which costs money until it is terminated' : ', which cost money until they are terminated'
}

function short(lines: readonly string[]): readonly string[] {
  if (lines.length <= longestList) return lines
  return [...lines.slice(0, longestList), `and ${lines.length - longestList} more`]
}
