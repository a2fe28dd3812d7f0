import { describe, expect, test } from '@jest/globals'
import { stringify } from 'yaml'
import { startAws, type Drill } from './drills.js'
import { hostileDrill, strangeRun, texts, wellFormed } from './hostile-drill.js'
import { errorsIn } from './log-reader.js'
import { planOf, servers, serversWith, type ServerName } from './plans.js'

const waves = [
  { name: 'databases', servers: [servers.db, servers.replica], timeout: '2m', 'on-failure': 'continue' },
  { name: 'app', after: [], servers: [servers.app, servers.web], timeout: '2m' }
]

async function drillOf(
  text: () => string,
  scenario: Parameters<typeof startAws>[0],
  plan: string = planOf(waves, { description: wellFormed(text().slice(0, 2000)) })
): Promise<Drill> {
  return hostileDrill(text, await startAws(scenario), { plan })
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

  test.concurrent(
    'tags that a plan looks for, of servers that have them, in a run that is hostile itself',
    async () => {
      const text = texts(9)
      const words = () => wellFormed(text()).replaceAll(/[*?]/g, '+')
      const tags = { [words().slice(0, 128)]: words().slice(0, 256), [words().slice(0, 128)]: words().slice(0, 256) }
      const slip = Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, `${value} `]))
      const plan = planOf([{ name: 'databases', match: { tags }, expect: 2, timeout: '2m' }])
      const aws = await startAws({ servers: serversWith({ db: { tags }, replica: { tags }, web: { tags: slip } }) })
      const drill = await hostileDrill(text, aws, { plan, environment: strangeRun(text) })
      expect(drill.outputs).toMatchObject({ status: 'passed', launched: '2' })
      expect(drill.evidence.selection[0]?.match.tags).toHaveLength(2)
      expect(drill.evidence.selection[0]?.nearMisses.count).toBe(1)
      expect(drill.summary).toContain('### Servers selected')
    }
  )

  test.concurrent('what a preflight finds, of servers with hostile names and settings', async () => {
    const text = texts(10)
    const template = () => ({ instanceType: text(), subnetId: text(), securityGroupIds: [text()] })
    const own = () => ({ hostname: text(), tags: { Name: text() }, launchTemplate: template(), lag: 'PT40M' })
    const aws = await startAws({ servers: serversWith({ db: own(), replica: own(), app: own(), web: own() }) })
    const plan = planOf(waves, { objectives: { rpo: '15m' } })
    const drill = await hostileDrill(text, aws, { plan, inputs: { mode: 'preflight' } })
    expect(drill.starts).toEqual([])
    expect(drill.evidence.preflight.flatMap(({ findings }) => findings).length).toBeGreaterThan(3)
    expect(drill.summary).toContain('⚠️')
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
