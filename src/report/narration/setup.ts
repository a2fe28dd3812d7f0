import { startsNothing } from '../../drill/events.js'
import type { DrillState, ServerState } from '../../drill/state.js'
import { expectedInstanceState } from '../../drill/watch/verification.js'
import { formatDuration } from '../../plan/duration.js'
import { describeMatch, hasSelectors } from '../../plan/match.js'
import type { Plan, PlannedWave, PointInTime, Verification } from '../../plan/plan.js'
import { counted } from '../../plan/wording.js'
import { tableLines } from './table.js'

/** A group of 10,000 servers is no list that anybody reads. */
const longestTable = 1000

/** The lines of the group that begins the log: which execution this is, and what its plan asks for. */
export function planLines(state: DrillState): readonly string[] {
  const asked = acceptedLines(state)
  return asked.length === 0 ? executionLines(state) : [...executionLines(state), '', ...asked]
}

function executionLines({ executionId, mode, planReference, run, pollIntervalSeconds }: DrillState): readonly string[] {
  const { path, sha256 } = planReference
  return [
    `execution      ${executionId}${run.attempt === undefined ? '' : `, attempt ${run.attempt}`}`,
    `mode           ${mode}: ${modeMeanings[mode]}`,
    `plan file      ${path}${sha256 === undefined ? '' : `, SHA-256 ${sha256}`}`,
    ...(run.actor === undefined ? [] : [`started by     ${run.actor}`]),
    ...(run.url === undefined ? [] : [`workflow run   ${run.url}`]),
    ...(startsNothing(mode) ? [] : [`poll interval  ${formatDuration(pollIntervalSeconds)} at most`])
  ]
}

const modeMeanings = {
  drill: 'launches drill instances',
  recovery: 'REAL FAILOVER, launches recovery instances',
  preflight: 'asks AWS whether a drill could start, starts nothing',
  validate: 'checks the plan file, AWS is not asked'
} as const

/** What is to come up, in which order, within which time; nothing where no plan was accepted. */
function acceptedLines({ plan, waves: known, timeoutSeconds }: DrillState): readonly string[] {
  if (plan === undefined) return []
  const waves = plan.waves.filter(({ name }) => known.get(name)?.selected === true)
  const servers = waves.reduce((sum, wave) => sum + wave.servers.length, 0)
  const left = plan.waves.map(({ name }) => name).filter((name) => known.get(name)?.selected !== true)
  const presumed = left.filter((name) => known.has(name))
  return [
    `${plan.name}${plan.description === undefined ? '' : `: ${plan.description}`}`,
    `${counted(servers, 'server')}${waves.some(hasSelectors) ? ' and those that match' : ''} in ${counted(waves.length, 'wave')}, budget of the whole drill ${formatDuration(timeoutSeconds)}`,
    ...objectivesLines(plan),
    '',
    ...tableLines(
      [
        { title: 'wave', cell: ({ name }) => name },
        { title: 'starts after', cell: ({ after }) => (after.length === 0 ? 'nothing' : after.join(', ')) },
        { title: 'servers', align: 'right', cell: describeServers },
        { title: 'budget', align: 'right', cell: (wave) => formatDuration(wave.timeoutSeconds) },
        { title: 'a server is up when', cell: ({ verify }) => describeVerification(verify) },
        {
          title: 'if it is not up',
          cell: ({ onFailure }) => (onFailure === 'stop' ? 'no further wave starts' : 'waves not after it go on')
        }
      ],
      waves
    ),
    ...waves.flatMap(({ name, pointInTime }) => describePoint(name, pointInTime)),
    ...(left.length === 0 ? [] : ['', `left out by the input "waves": ${left.join(', ')}`]),
    ...(presumed.length === 0
      ? []
      : [`of these, selected waves come after ${presumed.join(', ')}: up in this execution already, or nothing starts`])
  ]
}

function describePoint(wave: string, point: PointInTime): readonly string[] {
  if (point === 'latest') return []
  const what =
    'before' in point
      ? `the newest recovery snapshots not later than ${point.before}`
      : `recovery snapshots that the plan names (${Object.keys(point.snapshots).length})`
  return ['', `wave ${wave} is launched from ${what}`]
}

/** How many servers a wave lists, and what it selects besides. */
function describeServers(wave: PlannedWave): string {
  const listed = wave.servers.length
  const matches = (wave.selectors ?? []).map(({ match }) => describeMatch(match))
  const shown = matches.length > 2 ? `${String(matches.length)} matches` : matches.join('; ')
  return [...(listed === 0 && shown !== '' ? [] : [String(listed)]), ...(shown === '' ? [] : [shown])].join(' and ')
}

/** The lines of the group that shows the servers as DRS knows them before the launch. */
export function serverLines(state: DrillState): readonly string[] {
  const servers = [...state.servers.values()]
  const more = servers.length - longestTable
  return [
    ...tableLines(
      [
        { title: 'wave', cell: ({ wave }) => wave },
        { title: 'server', cell: ({ described }) => described?.hostname ?? '' },
        { title: 'source server', cell: ({ sourceServerId }) => sourceServerId },
        { title: 'replication', cell: describeReplication },
        { title: 'lag', cell: ({ described }) => described?.lag ?? '' },
        { title: 'after the launch', cell: (server) => (staysStopped(server) ? 'stays stopped' : 'runs') }
      ],
      servers.slice(0, longestTable)
    ),
    ...(more > 0 ? [`and ${more} more servers`] : [])
  ]
}

function describeReplication({ described }: ServerState): string {
  return described === undefined ? 'not known to DRS' : (described.replicationState ?? 'not told')
}

function staysStopped(server: ServerState): boolean {
  return expectedInstanceState(server) === 'stopped'
}

function objectivesLines({ objectives }: Plan): readonly string[] {
  const { rtoSeconds, rpoSeconds, onMiss } = objectives
  const stated = [
    ...(rtoSeconds === undefined ? [] : [`RTO ${formatDuration(rtoSeconds)}`]),
    ...(rpoSeconds === undefined ? [] : [`RPO ${formatDuration(rpoSeconds)}`])
  ]
  if (stated.length === 0) return []
  const meaning = onMiss === 'fail' ? 'a miss fails the drill' : 'a miss is a warning'
  return [`objectives: ${stated.join(', ')} (${meaning})`]
}

function describeVerification({ instance, launchActions }: Verification): string {
  const words = {
    running: 'its instance runs',
    'status-ok': 'its EC2 status checks pass',
    none: 'DRS says LAUNCHED'
  } as const
  return launchActions === 'required' ? `${words[instance]}, launch actions passed` : words[instance]
}
