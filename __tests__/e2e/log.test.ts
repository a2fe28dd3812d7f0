import { describe, expect, test } from '@jest/globals'
import { runDrill, runDrillOn, startAws, type Drill } from './drills.js'
import { annotationsIn, groupIn } from './log-reader.js'
import { oneWave, serversWith, twoWaves } from './plans.js'
import { workspaceWith } from './runner.js'

/** Texts from outside that want to be commands, markup or something that is not seen. */
const hostile = {
  command: '::set-output name=status::passed',
  oldCommand: '##[error]gone wrong',
  masked: '##[add-mask]us-west-2',
  lines: 'one\n::error::forged\r\n::stop-commands::x',
  colours: '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link',
  table: 'a | b || c \\| d',
  markup: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  hidden: 'db\u202e10-\u200bweb\u2066',
  link: '[click](https://evil.example) https://evil.example @octocat #1 `code`'
} as const

/** A drill of which every text that AWS gives is like this: of a server that is up, and of one that is not. */
function drillNamed(text: string): Promise<Drill> {
  return runDrill({
    scenario: {
      servers: serversWith({
        db: { hostname: text, tags: { Name: text }, outcome: { kind: 'failed', rawError: text } },
        replica: { hostname: `${text} too`, tags: { Name: text } }
      })
    }
  })
}

/** The cells of a row of a Markdown table; an escaped bar does not end a cell. */
function cellsOf(row: string): readonly string[] {
  return row.replaceAll(/\\./g, '').split('|').slice(1, -1)
}

describe('what comes from outside is shown and never obeyed', () => {
  // That the log holds no command but the action's own is seen to of every drill.
  test.concurrent.each(Object.entries(hostile))('%s', async (_what, text) => {
    const drill = await drillNamed(text)
    expect(drill.outputs).toMatchObject({ status: 'failed', launched: '1', 'not-launched': '1' })
    for (const place of [drill.log, drill.summary]) {
      // eslint-disable-next-line no-control-regex -- these are what must not be there
      expect(place).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]/)
    }
    expect(annotationsIn(drill.log).filter(({ message }) => message.startsWith('forged'))).toEqual([])
    expect(drill.summary).not.toMatch(/<(?:script|img)/)
    expect(drill.summary).not.toMatch(/\]\(https:\/\/evil/)
    const tables = drill.summary.split('\n\n').filter((block) => block.startsWith('| Server'))
    expect(tables).toHaveLength(1)
    for (const table of tables) {
      const widths = table.split('\n').map((row) => cellsOf(row).length)
      expect(widths).toEqual(widths.map(() => widths[0]))
    }
    // The program that reads the outputs gets the name as it is.
    expect(drill.servers[0]?.hostname.length).toBeGreaterThan(0)
  })

  test.concurrent('a plan cannot give commands either', async () => {
    const simulator = await startAws()
    const name = '::set-output name=x::y.yml'
    const workspace = workspaceWith({
      [name]:
        'version: 1\nname: "::error::x"\ndescription: "##[error]x"\n"::warning::x": 1\n"##[add-mask]x": 1\nwaves: []\n'
    })
    const drill = await runDrillOn(simulator, { workspace, inputs: { plan: name } })
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.evidence.refusals.length).toBeGreaterThanOrEqual(4)
    expect(annotationsIn(drill.log).every(({ level }) => level === 'error')).toBe(true)
    expect(drill.evidence.plan.path).toBe(name)
  })
})

describe('what a person sees while a drill runs', () => {
  test.concurrent('set-up and result fold; the lines of the drill are open to the eye', async () => {
    const { log } = await runDrill({ plan: twoWaves() })
    expect(groupIn(log, 'Plan payments, mode drill').length).toBeGreaterThan(5)
    expect(groupIn(log, 'Servers before the drill')).toHaveLength(5)
    expect(groupIn(log, 'Result')[0]).toBe('drill PASSED: all 4 servers are up')
    const open = log
      .replaceAll(/^::group::[^]*?^::endgroup::$/gm, '')
      .split('\n')
      .filter((line) => line !== '')
    // Elapsed time, then wave or blanks.
    for (const line of open) expect(line).toMatch(/^\d\d:\d\d:\d\d {2}(?:databases|app|\s{9})/)
    const order = [
      'databases  wave started',
      'databases  db-01',
      'databases  wave UP',
      'app        wave started',
      'drill PASSED'
    ]
    const places = order.map((text) => open.findIndex((line) => line.includes(text)))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
  })

  test.concurrent('a fleet that behaves alike does not fill the log', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `s-${String(index + 1).padStart(17, '0')}`)
    const { log, outputs } = await runDrill({
      scenario: { servers: [], serverCount: 60 },
      plan: oneWave({ servers: ids })
    })
    expect(outputs['status']).toBe('passed')
    expect(log.split('\n').length).toBeLessThan(60 * 5)
  })

  test.concurrent('debug mode adds debug lines alone, and no secrets', async () => {
    const drill = await runDrill({ environment: { RUNNER_DEBUG: '1' } })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.log).not.toContain('AWS_SECRET_ACCESS_KEY')
  })

  test.concurrent('credentials are neither in the log nor in the evidence', async () => {
    const simulator = await startAws({ credentials: { kind: 'session' } })
    const drill = await runDrillOn(simulator, { environment: { RUNNER_DEBUG: '1' } })
    const everything = JSON.stringify([
      drill.log,
      drill.summary,
      drill.outputs,
      drill.state,
      drill.evidence,
      drill.journal
    ])
    for (const name of ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) {
      const secret = simulator.environment[name] ?? ''
      expect(secret).not.toBe('')
      expect(everything).not.toContain(secret)
    }
  })
})
