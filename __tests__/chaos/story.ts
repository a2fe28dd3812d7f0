import { stringify } from 'yaml'
import type { ScenarioInput } from '../../simulator/index.js'
import { SeededRandom } from '../../simulator/random.js'

/** When a process is ended: so long after it was started, or the moment something has happened so often. */
export interface Moment {
  readonly what: 'milliseconds' | 'journal-lines' | 'starts-received' | 'starts-executed' | 'terminations-received'
  readonly count: number
  /** From then until the signal. */
  readonly delayMilliseconds: number
}

/** How an attempt of the workflow job ends before its time. */
export interface Interruption {
  readonly moment: Moment
  /** `kill`: kill -9. `cancel`: SIGINT, SIGTERM after the pause, kill -9 after another one, as the runner does it. */
  readonly how: 'kill' | 'cancel'
  readonly pauseMilliseconds: number
  /** `killed`: kill -9 at a moment of its own; `never`: the machine is gone. */
  readonly post: 'runs' | 'killed' | 'never'
  readonly postMoment: Moment
}

/** All that is left to chance in one run; the same seed gives the same story. */
export interface Story {
  readonly seed: number
  readonly plan: string
  readonly waves: number
  readonly servers: readonly string[]
  readonly cleanup: 'never' | 'on-success' | 'always'
  readonly scenario: ScenarioInput
  /** One for each attempt, from the first on; further attempts go on undisturbed, on an AWS without faults. */
  readonly interruptions: readonly Interruption[]
  /** From the end of an attempt to the beginning of the next one. */
  readonly pausesMilliseconds: readonly number[]
}

type Faults = NonNullable<ScenarioInput['faults']>
type Outcomes = NonNullable<NonNullable<ScenarioInput['servers']>[number]['outcome']>

/** Makes up a plan, an AWS and a row of accidents. */
export function storyOf(seed: number, { mostAccidents = 4 }: { mostAccidents?: number } = {}): Story {
  const chance = new Chance(seed)
  const waves = randomWaves(chance)
  const servers = waves.flatMap((wave) => wave.servers)
  const cleanup = chance.oneOf(['never', 'never', 'on-success', 'always'] as const)
  const interruptions = Array.from({ length: chance.between(1, mostAccidents) }, () => randomInterruption(chance))
  const isSelected = chance.is(0.3)
  const failedServers = chance.oneOf([0, 0, 1])
  const acting = chance.is(0.4) ? chance.oneOf(waves).name : undefined
  return {
    seed,
    plan: stringify({
      version: 1,
      name: 'chaos',
      region: 'us-west-2',
      account: '123456789012',
      timeout: '20m',
      cleanup: { when: cleanup, timeout: '2m' },
      defaults: { timeout: '3m', retry: { 'failed-servers': failedServers } },
      waves: waves.map(({ servers: launched, ...wave }) => ({
        ...wave,
        ...(isSelected ? { match: { tags: { Wave: wave.name } }, expect: launched.length } : { servers: launched }),
        ...(wave.name === acting ? actions : {})
      }))
    }),
    waves: waves.length,
    servers,
    cleanup,
    scenario: {
      servers: randomServers(servers, chance).map((server) => ({
        ...server,
        tags: { Wave: waves.find((wave) => wave.servers.includes(server.id))?.name ?? '' }
      })),
      documents: {
        'Chaos-Before': { duration: chance.oneOf(['10s', '5m']) },
        'Chaos-After': { duration: chance.oneOf(['10s', '5m']) }
      },
      timeScale: chance.oneOf([300, 1000, 2000]),
      pageSize: chance.oneOf([2, 1000]),
      jobs: {
        completedBeforeLaunched: chance.is(0.3),
        emptyParticipatingServersFor: chance.oneOf(['0s', '0s', '2m']),
        recoveryInstanceId: chance.oneOf(['normal', 'late', 'never'] as const),
        visibleAfter: chance.oneOf(['0s', '0s', '1m', '5m'])
      },
      faults: randomFaults(chance)
    },
    interruptions,
    pausesMilliseconds: interruptions.map(() => chance.oneOf([0, 100, 700]))
  }
}

/** What runs around the launch of a wave, where its story has that. */
const actions = {
  'pre-actions': [{ name: 'before', document: 'Chaos-Before', timeout: '30s' }],
  'post-actions': [{ name: 'after', document: 'Chaos-After', timeout: '30s' }]
}

interface RandomWave {
  readonly name: string
  readonly servers: readonly string[]
  readonly after: readonly string[]
}

function randomWaves(chance: Chance): readonly RandomWave[] {
  let next = 0
  return Array.from({ length: chance.between(2, 4) }, (_, index) => ({
    name: `wave-${String(index)}`,
    servers: Array.from({ length: chance.between(1, 3) }, () => `s-${String((next += 1)).padStart(17, '0')}`),
    after: Array.from({ length: index }, (_before, before) => `wave-${String(before)}`).filter(() => chance.is(0.6))
  }))
}

/** At most two servers do not come up at first; each does in the end. */
function randomServers(ids: readonly string[], chance: Chance): NonNullable<ScenarioInput['servers']> {
  const unlucky = new Set(Array.from({ length: chance.between(0, 2) }, () => chance.oneOf(ids)))
  return ids.map((id) => ({
    id,
    ...(unlucky.has(id) ? { outcome: randomOutcomes(chance) } : {}),
    recoveryInstanceVisibleAfter: chance.oneOf(['0s', '0s', '1m']),
    ...(chance.is(0.2) ? { launchDisposition: 'STOPPED' as const } : {})
  }))
}

function randomOutcomes(chance: Chance): Outcomes {
  const failures: Outcomes = Array.from({ length: chance.between(1, 2) }, () =>
    chance.oneOf([
      { kind: 'failed', phase: 'snapshot' } as const,
      { kind: 'failed', phase: 'conversion' } as const,
      { kind: 'failed', phase: 'launch' } as const,
      { kind: 'skipped' } as const
    ])
  )
  return [...failures, { kind: 'launched' }]
}

const ends = [
  { kind: 'cut-before' },
  { kind: 'cut-after' },
  { kind: 'cut-after' },
  { kind: 'cut-during' },
  { kind: 'internal-error' },
  { kind: 'internal-error', executed: true },
  { kind: 'throttle' },
  { kind: 'error', name: 'ConflictException', status: 409, message: 'The source server is busy.' }
] as const

function randomFaults(chance: Chance): Faults {
  const starts = Array.from({ length: chance.between(0, 3) }, (_, index) => ({
    ...chance.oneOf(ends),
    service: 'drs' as const,
    operation: 'StartRecovery',
    nth: index + chance.between(1, 3)
  }))
  const terminations = Array.from({ length: chance.between(0, 2) }, (_, index) => ({
    ...chance.oneOf(ends),
    service: 'drs' as const,
    operation: 'TerminateRecoveryInstances',
    nth: index + 1
  }))
  // An answer that never comes is given up after 15 seconds: one in a story is enough.
  const hanging = chance.is(0.15)
    ? [{ kind: 'hang-after' as const, service: 'drs' as const, operation: 'StartRecovery', nth: chance.between(1, 3) }]
    : []
  const reads = chance.is(0.7)
    ? [
        { kind: 'throttle' as const, operation: 'Describe*', probability: 0.1 },
        { kind: 'internal-error' as const, operation: 'Describe*', probability: 0.08 },
        { kind: 'cut-before' as const, operation: 'Describe*', probability: 0.05 },
        { kind: 'cut-after' as const, operation: 'Describe*', probability: 0.05 }
      ]
    : []
  const runs = Array.from({ length: chance.between(0, 2) }, (_, index) => ({
    kind: chance.oneOf(['cut-before', 'cut-after', 'cut-during', 'internal-error', 'throttle'] as const),
    service: 'ssm' as const,
    operation: chance.oneOf(['StartAutomationExecution', 'StopAutomationExecution', 'GetAutomationExecution']),
    nth: index + 1
  }))
  return [...hanging, ...starts, ...terminations, ...reads, ...runs]
}

function randomInterruption(chance: Chance): Interruption {
  return {
    moment: randomMoment(chance),
    how: chance.is(0.7) ? 'kill' : 'cancel',
    pauseMilliseconds: chance.oneOf([0, 100, 1000, 3000]),
    post: chance.oneOf(['runs', 'runs', 'runs', 'killed', 'never'] as const),
    postMoment: chance.oneOf([
      { what: 'milliseconds', count: chance.between(0, 2500), delayMilliseconds: 0 },
      { what: 'journal-lines', count: chance.between(1, 12), delayMilliseconds: 0 },
      { what: 'terminations-received', count: 1, delayMilliseconds: chance.between(0, 200) }
    ] as const)
  }
}

function randomMoment(chance: Chance): Moment {
  const delayMilliseconds = chance.oneOf([0, 0, chance.between(0, 30), chance.between(0, 1500)])
  switch (chance.oneOf(['time', 'lines', 'received', 'executed', 'executed', 'terminations'] as const)) {
    case 'time':
      return { what: 'milliseconds', count: chance.between(300, 9000), delayMilliseconds: 0 }
    case 'lines':
      return { what: 'journal-lines', count: chance.between(2, 70), delayMilliseconds: chance.oneOf([0, 5]) }
    case 'received':
      return { what: 'starts-received', count: chance.between(1, 3), delayMilliseconds }
    case 'executed':
      return { what: 'starts-executed', count: chance.between(1, 3), delayMilliseconds }
    case 'terminations':
      return { what: 'terminations-received', count: 1, delayMilliseconds }
  }
}

class Chance {
  readonly #random: SeededRandom

  constructor(seed: number) {
    this.#random = new SeededRandom(seed)
    // Neighbouring seeds begin alike.
    for (let index = 0; index < 8; index += 1) this.#random.next()
  }

  is(probability: number): boolean {
    return this.#random.next() < probability
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.#random.next() * (most - least + 1))
  }

  oneOf<T>(choices: readonly T[]): T {
    const chosen = choices[this.between(0, choices.length - 1)]
    if (chosen === undefined) throw new Error('there is nothing to choose from')
    return chosen
  }
}
