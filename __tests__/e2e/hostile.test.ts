import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { stringify } from 'yaml'
import { everyAttack, hostileText } from '../report/hostile.js'
import { runDrillOn, startAws, type Drill } from './drills.js'
import { expectHarmless } from './harmless.js'
import { annotationsIn, errorsIn } from './log-reader.js'
import { planOf, servers, serversWith, type ServerName } from './plans.js'
import { workspaceWith } from './runner.js'

/**
 * Texts that want to be obeyed, others in each run of another seed (FAST_CHECK_SEED). None is empty: what is not told
 * does no harm.
 */
function texts(from: number): () => string {
  const seed = (fc.readConfigureGlobal().seed ?? 0) + from
  const made = fc.sample(
    hostileText.map((text) => `x${text}`),
    { seed, numRuns: 40 }
  )
  let next = 0
  return () => {
    next += 1
    // Every attack at once, and a text of 64 KiB, are among the first of each run.
    if (next === 1) return everyAttack
    if (next === 2) return everyAttack.repeat(1 + Math.ceil(65_536 / everyAttack.length)).slice(0, 65_536)
    return made[next % made.length] ?? everyAttack
  }
}

/** What can be written in UTF-8. */
const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')

/** An environment variable holds no NUL. */
const variable = (text: string): string => wellFormed(text).replaceAll('\0', '')

/** What GitHub says of a run, of which people choose the names of branches, workflows and jobs. */
const environmentOf = (text: () => string) =>
  Object.fromEntries(
    ['GITHUB_ACTOR', 'GITHUB_REF', 'GITHUB_WORKFLOW', 'GITHUB_JOB', 'GITHUB_EVENT_NAME', 'GITHUB_SHA'].map((name) => [
      name,
      variable(text()).slice(0, 30_000)
    ])
  )

/** A path that the action takes: what is not seen it refuses. Elsewhere such a name is tried as well. */
const pathOf = (text: string): string =>
  `dr/::error::${text.replaceAll(/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}/\\]/gu, '_').slice(0, 60)}##[group]|<b>.yml`

const waves = [
  { name: 'databases', servers: [servers.db, servers.replica], timeout: '2m', 'on-failure': 'continue' },
  { name: 'app', after: [], servers: [servers.app, servers.web], timeout: '2m' }
]

async function drillOf(
  text: () => string,
  scenario: Parameters<typeof startAws>[0],
  plan: string = planOf(waves, { description: wellFormed(text().slice(0, 2000)) })
): Promise<Drill> {
  const path = pathOf(text().slice(-200))
  const workspace = workspaceWith({ [path]: plan })
  const drill = await runDrillOn(await startAws(scenario), {
    workspace,
    inputs: { plan: path },
    environment: environmentOf(text)
  })
  expectHarmless(drill)
  // One line each, whatever the text held; the last is the verdict, which `expectSound` has looked at.
  for (const { message } of annotationsIn(drill.log)) expect(message).not.toMatch(/[\r\n]/)
  return drill
}

describe('what comes from outside is obeyed nowhere: not in the log, nor in any file that the action writes', () => {
  test.concurrent('servers with hostile names, tags, states and errors', async () => {
    const text = texts(1)
    const server = (name: ServerName, settings: object = {}) => ({
      [name]: { hostname: text(), tags: { Name: text(), [text().slice(0, 100)]: text() }, ...settings }
    })
    const template = () => ({ instanceType: text(), subnetId: text(), securityGroupIds: [text(), text()] })
    const drill = await drillOf(text, {
      servers: serversWith({
        ...server('db', { outcome: { kind: 'failed', rawError: text() }, lag: `P${text()}` }),
        ...server('replica', {
          replicationState: text(),
          launchTemplate: template(),
          postLaunchActions: [
            { name: text(), status: 'FAILED', failureReason: text(), optional: true },
            { name: text(), status: text(), optional: true }
          ]
        }),
        ...server('app', { launchTemplate: template(), usedPreviousSnapshot: true }),
        ...server('web', { outcome: { kind: 'skipped', rawError: text() } })
      }),
      jobs: { unknownStatus: { jobStatus: text(), launchStatus: text(), after: '1m', for: '3m' } }
    })
    expect(drill.outputs).toMatchObject({ status: 'failed', launched: '2', 'not-launched': '2' })
  })

  test.concurrent('AWS refuses a launch in hostile words', async () => {
    const text = texts(2)
    const refusal = { kind: 'error', service: 'drs', operation: 'StartRecovery', name: 'ValidationException' } as const
    const drill = await drillOf(text, { servers: serversWith({}), faults: [{ ...refusal, message: text() }] })
    expect(drill.outputs).toMatchObject({ status: 'failed', launched: '0' })
  })

  test.concurrent('AWS refuses to say who asks, in hostile words and by a hostile name', async () => {
    const text = texts(3)
    const refusal = { kind: 'error', service: 'sts', operation: '*', status: 403 } as const
    const drill = await drillOf(text, { faults: [{ ...refusal, name: text().slice(0, 200), message: text() }] })
    expect(drill.outputs['status']).toBe('blocked')
  })

  test.concurrent('a plan of which every string and key is hostile', async () => {
    const text = texts(4)
    const hostile = () => wellFormed(text())
    const plan = stringify({
      version: 1,
      name: hostile(),
      region: hostile(),
      account: hostile(),
      timeout: hostile(),
      [hostile()]: hostile(),
      groups: { [hostile()]: { servers: [hostile()] } },
      waves: [
        { name: hostile(), servers: [hostile(), servers.db], after: [hostile()], [hostile()]: 1 },
        { name: hostile(), groups: [hostile()], verify: { instance: hostile() } }
      ]
    })
    const drill = await drillOf(text, {}, plan)
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.evidence.refusals.length).toBeGreaterThan(8)
    expect(errorsIn(drill.log).length).toBeGreaterThan(8)
  })
})
