import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { runDrillOn, startAws, type Drill } from './drills.js'
import { annotationsIn } from './log-reader.js'
import { oneWave, servers } from './plans.js'
import { workspaceWith } from './runner.js'
import { temporaryFolder } from './temporary.js'

/** A run that has to be refused before AWS is asked anything. */
async function refused(plan: string, workspace: string): Promise<Drill> {
  const simulator = await startAws()
  const drill = await runDrillOn(simulator, { workspace, inputs: { plan } })
  expect(drill.outputs).toMatchObject({ status: 'blocked', servers: '[]', 'instance-ids': '[]', 'job-ids': '[]' })
  expect(drill.evidence.status).toBe('blocked')
  expect(drill.calls).toEqual([])
  return drill
}

/** The only reason given, one line. */
function onlyReason({ evidence }: Drill): string {
  expect(evidence.refusals).toHaveLength(1)
  const message = evidence.refusals[0]?.message ?? ''
  expect(message).not.toContain('\n')
  return message
}

describe('a plan file that cannot be used blocks the run', () => {
  test.concurrent('missing, with a name much like it', async () => {
    const drill = await refused('plam.yml', workspaceWith({ 'plan.yml': oneWave() }))
    expect(onlyReason(drill)).toBe('The plan "plam.yml" does not exist: did you mean "plan.yml"?')
    expect(drill.summary).toContain('plam.yml')
  })

  test.concurrent('missing, in an empty workspace', async () => {
    const drill = await refused('dr/plan.yml', workspaceWith({}))
    expect(onlyReason(drill)).toContain('run actions/checkout before this step')
  })

  test.concurrent('outside of the workspace', async () => {
    const outside = temporaryFolder('outside')
    writeFileSync(join(outside, 'plan.yml'), oneWave())
    const workspace = workspaceWith({})
    symlinkSync(join(outside, 'plan.yml'), join(workspace, 'link.yml'))
    symlinkSync(outside, join(workspace, 'folder'))
    const paths = [join(outside, 'plan.yml'), '../plan.yml', '../../../../etc/passwd', 'link.yml', 'folder/plan.yml']
    for (const path of paths) {
      const drill = await refused(path, workspace)
      expect(onlyReason(drill)).toContain('leads out of the workspace: name a file of the repository')
    }
  })

  test.concurrent('a folder, a pipe, a circle of links, a device', async () => {
    const workspace = workspaceWith({ 'plans/a.yml': oneWave() })
    execFileSync('mkfifo', [join(workspace, 'pipe.yml')])
    symlinkSync('circle.yml', join(workspace, 'circle.yml'))
    expect(onlyReason(await refused('plans', workspace))).toContain('is a folder: name the plan file in it')
    expect(onlyReason(await refused('pipe.yml', workspace))).toContain('is no regular file')
    expect(onlyReason(await refused('circle.yml', workspace))).toContain('a symbolic link that leads to itself')
    expect(onlyReason(await refused('plans/a.yml/b.yml', workspace))).toContain('does not exist')
  })

  test.concurrent('larger than 1 MiB', async () => {
    const comment = `# ${'x'.repeat(2 * 1024 * 1024)}\n`
    const drill = await refused('plan.yml', workspaceWith({ 'plan.yml': comment + oneWave() }))
    expect(onlyReason(drill)).toContain('is larger than 1 MiB: name a plan file, or split the plan')
  })

  // Whoever is root may read everything.
  const testAsUser = process.getuid?.() === 0 ? test.skip : test
  testAsUser('one that may not be read', async () => {
    const workspace = workspaceWith({ 'plan.yml': oneWave() })
    chmodSync(join(workspace, 'plan.yml'), 0o000)
    expect(onlyReason(await refused('plan.yml', workspace))).toContain('give the user that runs this step permission')
  })

  test.concurrent('no plan named at all', async () => {
    const drill = await refused('', workspaceWith({}))
    expect(onlyReason(drill)).toContain('Input "plan" is missing: name the plan file')
  })

  test.concurrent('a path of several lines', async () => {
    const drill = await refused('plan.yml\n::set-output name=status::passed', workspaceWith({ 'plan.yml': oneWave() }))
    expect(onlyReason(drill)).toContain('write one path on one line')
  })

  test.concurrent('a folder of the name of the plan in another case', async () => {
    const workspace = workspaceWith({})
    mkdirSync(join(workspace, 'PLAN.yml'))
    expect(onlyReason(await refused('plan.yml', workspace))).toContain('did you mean "PLAN.yml"?')
  })
})

const head = 'version: 1\nname: payments\n'
const wave = (name: string, more = '') => `  - name: ${name}\n    servers: [${servers.db}]\n${more}`

/** A plan's text, where its first error is shown, and what is said of it. */
const wrong: readonly (readonly [what: string, plan: string | Uint8Array, place: string, words: RegExp])[] = [
  ['an empty file', '', '1:1', /empty/],
  ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x00, 0x00, 0xff, 0xfe]), '1:', /text|UTF-8/i],
  ['tabs', `${head}waves:\n\t- name: a\n`, '4:1', /tab/i],
  ['an unknown key', `${head}wavez: []\nwaves:\n${wave('a')}`, '3:1', /"wavez".*did you mean "waves"/],
  ['a key that stands twice', `${head}name: other\nwaves:\n${wave('a')}`, '3:1', /"name".*twice.*line 2/],
  ['a number that should be a duration', `${head}timeout: 30\nwaves:\n${wave('a')}`, '3:10', /unit.*30m/],
  ['a duration of nonsense', `${head}timeout: soon\nwaves:\n${wave('a')}`, '3:10', /"soon"/],
  ['a wrong type', `${head}waves: all\n`, '3:8', /list/],
  ['an unknown wave in after', `${head}waves:\n${wave('a', '    after: [b]\n')}`, '6:13', /"b"/],
  ['a cycle', `${head}waves:\n${wave('a', '    after: [a]\n')}`, '6:13', /itself|circle/],
  ['a wave without servers', `${head}waves:\n  - name: a\n`, '4:5', /launches nothing/],
  ['a server twice', `${head}waves:\n${wave('a')}${wave('b')}`, '7:15', /line 5.*keep one/],
  ['an account without quotes', `${head}account: 012345678901\nwaves:\n${wave('a')}`, '3:10', /quotes/],
  ['too many retries', `${head}defaults: { retry: { failed-servers: 9 } }\nwaves:\n${wave('a')}`, '3:38', /9/],
  ['an isolation of nothing', `${head}isolation: {}\nwaves:\n${wave('a')}`, '3:1', /restricts nothing/],
  ['code', `${head}waves: !!js/function "() => 1"\n`, '3:', /not allowed/],
  ['text that is no YAML', `${head}waves: [\n`, '4:1', /./],
  [
    'a bomb of aliases',
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n` +
      `d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n`,
    '',
    /values|aliases/
  ]
]

describe('a plan that is wrong is shown where it is wrong', () => {
  test.concurrent.each(wrong)('%s', async (_what, plan, place, words) => {
    const drill = await refused('plan.yml', workspaceWith({ 'plan.yml': plan }))
    expect(drill.seconds).toBeLessThan(10)
    const shown = annotationsIn(drill.log).filter(({ level, line }) => level === 'error' && line !== undefined)
    const found = shown.find(({ message }) => words.test(message))
    expect(shown.length).toBeGreaterThan(0)
    expect(found?.file).toBe('plan.yml')
    expect(`${found?.line ?? ''}:${found?.col ?? ''}`).toContain(place)
    expect(found?.message).not.toContain('\n')
    expect(drill.summary).toContain('### Why nothing was started')
  })

  test.concurrent('all at once, in the order of the file', async () => {
    const plan = `${head}wavez: []\ntimeout: 30\nwaves:\n${wave('a', '    after: [b]\n    soak: 5\n')}`
    const drill = await refused('plan.yml', workspaceWith({ 'plan.yml': plan }))
    expect(drill.evidence.refusals.map(({ line }) => line)).toEqual([3, 4, 8, 9])
    expect(annotationsIn(drill.log).flatMap(({ line }) => line ?? [])).toEqual([3, 4, 8, 9])
  })

  test.concurrent('many: what GitHub shows of them ends with how many more there are', async () => {
    const waves = Array.from({ length: 40 }, (_, index) => `  - { name: w${index}, servers: [s-${index}] }\n`)
    const drill = await refused('plan.yml', workspaceWith({ 'plan.yml': `${head}waves:\n${waves.join('')}` }))
    expect(drill.evidence.refusals).toHaveLength(40)
    expect(drill.log).toContain('and 32 more errors, in the log of this step')
    // None is lost: the rest stands in the log.
    for (const { message } of drill.evidence.refusals) expect(drill.log).toContain(message)
  })
})
