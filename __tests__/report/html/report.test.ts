import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { reportOf, type Provenance } from '../../../src/report/html/report.js'
import { recordOf } from '../../../src/report/record/record.js'
import type { EvidenceRecord } from '../../../src/report/record/schema.js'
import { summaryOf } from '../../../src/report/summary/summary.js'
import { runs } from '../../fast-check-seed.js'
import { instance, jobId, launched, plan, serverId, Story, wave } from '../builders.js'
import { cases, daysLater, largeRecord, manyServers, takenOver } from '../cases.js'
import { expectGolden } from '../golden.js'
import { everyAttack, hostileText } from '../hostile.js'

const provenance: Provenance = {
  version: '0.1.0',
  evidence: 'e'.repeat(64),
  journal: { sha256: 'a'.repeat(64), events: 42, head: 'b'.repeat(64), tellsAll: true }
}

const record = (name: string): EvidenceRecord => recordOf(cases[name]?.() ?? manyServers(1).state())
const report = (found: EvidenceRecord) => reportOf(found, provenance)

/** The style is the same in all of them, and no news to who reviews what a report says. */
const withoutStyle = (html: string) =>
  html.replace(/<style>[^<]*<\/style>/, '<style></style>').replace(/sha256-[^']+/, 'sha256-…')

/** Each start tag with its attributes. */
const tags = (html: string) =>
  [...html.matchAll(/<([a-z][^\s/>]*)([^>]*)>/gi)].map(([, name = '', rest = '']) => ({ name, rest }))

/** What a reader sees. */
const text = (html: string) =>
  html
    .replace(/<(style|title|desc)\b[^>]*>[^<]*<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')

const golden = [
  'passed',
  'failed-server',
  'cancelled-with-running-jobs',
  'blocked-by-plan',
  'blocked-with-launches',
  'timed-out',
  'recovery',
  'hostile-names',
  'skipped-and-deviations',
  'cleanup-incomplete',
  'failed-action'
]

describe('reportOf', () => {
  it.each(golden)('%s', (name) => {
    expectGolden(`${name}.html`, withoutStyle(report(record(name))))
  })

  it('shows 500 servers by wave, a row for each folded behind it', () => {
    const html = report(recordOf(manyServers(500).state()))
    const plot = /<div class="plot[^]*?<\/figure>/.exec(html)?.[0] ?? ''
    expectGolden('500-servers.timeline.html', plot.replace(/<div class="screen">[^]*?<\/details><\/div>/g, ''))
    expect(plot.match(/A row for each of the 100 servers/g)).toHaveLength(5)
    expect(html.length).toBeLessThan(1_500_000)
  })

  it('draws no row for each of thousands, which the tables have', () => {
    const html = report(largeRecord(21))
    expect(html).not.toContain('A row for each')
    expect(html.match(/<code>s-0{14}001<\/code>/g)?.length).toBeGreaterThanOrEqual(21)
  })

  it('is the same for the same record', () => {
    expect(report(record('failed-server'))).toBe(report(record('failed-server')))
  })

  it.each(Object.keys(cases))('is a page that a browser and a screen reader can use: %s', (name) => {
    const html = report(record(name))
    const found = tags(html)
    const named = (tag: string) => found.filter((one) => one.name === tag)
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/)
    for (const landmark of ['main', 'header', 'nav', 'footer', 'h1', 'title'])
      expect(named(landmark).length).toBeGreaterThan(0)
    expect(named('main')).toHaveLength(1)
    // Headings in order: no level is left out.
    const levels = found.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []))
    levels.forEach((level, index) => {
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
    })
    expect(named('caption')).toHaveLength(named('table').length)
    for (const { rest } of named('th')) expect(rest).toMatch(/scope="(col|row)"/)
    // What the keyboard stops at says what it is: a table by its caption.
    const regions = found.filter(({ rest }) => rest.includes(' tabindex="0"'))
    expect(regions.length).toBeGreaterThan(0)
    expect(regions.filter(({ rest }) => !/ aria-label(ledby)?="[^"]+"/.test(rest))).toEqual([])
    const captioned = [
      ...html.matchAll(
        /<div class="scroll[^"]*" tabindex="0" role="region" aria-labelledby="([^"]+)"><table>\n<caption id="([^"]+)">/g
      )
    ]
    expect(captioned).toHaveLength(named('table').length)
    for (const [, name, caption] of captioned) expect(name).toBe(caption)
    const ids = found.flatMap(({ rest }) => / id="([^"]+)"/.exec(rest)?.[1] ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    for (const { rest } of found) {
      for (const [, references = ''] of rest.matchAll(/ (?:aria-labelledby|aria-describedby)="([^"]+)"/g)) {
        for (const id of references.split(' ')) expect(ids).toContain(id)
      }
      const [, anchor] = / href="#([^"]+)"/.exec(rest) ?? []
      if (anchor !== undefined) expect(ids).toContain(anchor)
    }
    for (const pair of [
      'table',
      'tr',
      'td',
      'th',
      'section',
      'div',
      'svg',
      'g',
      'details',
      'dl',
      'ul',
      'p',
      'span',
      'a'
    ]) {
      expect(html.split(`</${pair}>`).length - 1).toBe(named(pair).filter(({ rest }) => !rest.endsWith('/')).length)
    }
  })

  it('allows its own style and nothing else', () => {
    const html = report(record('passed'))
    const style = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? ''
    const digest = createHash('sha256').update(style).digest('base64')
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'"`
    )
    expect(style).not.toMatch(/url\(|@import|http/)
    expect(html).not.toMatch(/ style="| on\w+="/)
  })

  it('says what auditors ask: who, what was left out, approvals that were not recorded', () => {
    const seen = text(report(record('second-job-of-the-run')))
    expect(seen).toContain('A part of the plan: 2 servers in 1 wave. Left out: 2 servers in 1 wave.')
    expect(seen).toContain('Came up earlier in this execution')
    expect(seen).toContain('Triggered the workflow octocat')
    expect(seen).toContain('Approvals Not recorded: GitHub was not asked. Where the job used an environment')
  })

  it('says of a run that was refused what truly happened, and asked for nothing', () => {
    const plan = text(report(record('blocked-by-plan')))
    expect(plan).toContain(
      'How it was done The run was refused before AWS was asked about any server. It launched nothing.'
    )
    const aws = text(report(record('blocked-by-aws')))
    expect(aws).toContain(
      'AWS was asked, with calls that change nothing, what stands in the way. The run was then refused: it launched nothing.'
    )
    for (const name of ['blocked-by-plan', 'blocked-by-aws', 'blocked-with-launches'] as const) {
      const seen = text(report(record(name)))
      expect(seen).not.toMatch(/was asked for (drill|recovery) instances|was never begun|counts as up/)
      expect(seen).toContain('Whether the servers come up: this run launched none.')
    }
    expect(text(report({ ...record('blocked-by-aws'), mode: 'preflight' }))).toContain(
      'Nothing was started, and nothing'
    )
  })

  it('tells of what was launched before, where a re-run was refused', () => {
    const found = record('blocked-with-launches')
    expect(found.deviations.map(({ kind, message }) => [kind, message])).toEqual([
      ['job-left-running', `job ${jobId(1)} was still running (STARTED) when the execution ended`]
    ])
    const seen = text(report(found))
    const left = '1 drill instance, 1 running job'
    expect(seen).toContain(`Nothing new was started. Still in AWS from earlier in this execution: ${left}.`)
    expect(seen).toContain('Why nothing new was started')
    expect(seen).toContain(
      `was then refused: it launched nothing. Still in AWS from earlier in this execution: ${left}.`
    )
    expect(seen).toContain(`Still in AWS when this record was made: ${left}.`)
    expect(seen).not.toMatch(/[Nn]othing was started/)
    const two = { ...found, refusals: [...found.refusals, ...found.refusals] }
    expect(text(report(two))).toContain('Nothing new was started, for 2 reasons. Still in AWS')
    // Its job has ended since: an instance is no deviation, and is told all the same.
    const ended = { ...found, deviations: [], stillRunning: { ...found.stillRunning, jobs: [] } }
    const told = text(report(ended))
    expect(told).toContain('None: this run started nothing that could deviate from the plan. Still in AWS from earlier')
    expect(summaryOf(ended)).toContain(
      '## ⛔ BLOCKED: payments, drill, nothing new was started; still in AWS from earlier in this execution: 1 drill instance\n'
    )
  })

  it('does not say that nothing was started, where nobody asked what an earlier attempt has', () => {
    const found = record('blocked-by-plan')
    const second = { ...found, run: { ...found.run, attempt: 2 } }
    const unknown =
      'hether an earlier attempt left something running is not known, since it did not come to that question'
    expect(summaryOf(second)).toContain(`nothing new was started; w${unknown}\n`)
    const seen = text(report(second))
    expect(seen).not.toMatch(/[Nn]othing was started/)
    expect(seen.split(`W${unknown}.`)).toHaveLength(4)
    expect(seen).toContain(`This run started nothing; w${unknown}.`)
    const asked = { ...second, preflight: record('preflight-passed').preflight }
    expect(summaryOf(asked)).toContain('BLOCKED: payments, drill, nothing was started\n')
    expect(summaryOf({ ...second, mode: 'validate' })).toContain('validate, nothing was started\n')
    // Outside GitHub Actions there are no attempts.
    expect(summaryOf({ ...second, run: { ...second.run, attempt: null } })).toContain('drill, nothing was started\n')
  })

  it('has empty lines for owner and follow-up beside each deviation', () => {
    const found = record('skipped-and-deviations')
    expect(
      report(found).match(/<td class="blank"><span><\/span><\/td><td class="blank"><span><\/span><\/td>/g)
    ).toHaveLength(found.deviations.length)
    expect(text(report(record('passed')))).toContain('Deviations and follow-up None. Review')
  })

  it('tells of what still runs, and of a cleanup that fell short', () => {
    const cancelled = text(report(record('cancelled-with-running-jobs')))
    expect(cancelled).toContain('2 drill instances, 1 running job, 1 unconfirmed launch. Instances cost money')
    const over = text(report(recordOf(takenOver().state())))
    expect(over).toContain('The cleanup fell short.')
    expect(text(report(record('cleanup-left-to-post')))).toContain('the post step goes on with it.')
    expect(text(report(record('cleanup-complete')))).toContain(
      'Cleanup complete: 2 drill instances terminated, and seen to be gone by 1 job'
    )
    expect(text(report(record('recovery')))).toContain('The instances of a real failover are never removed.')
    expect(text(report(record('unfinished')))).toContain('The record was made before a cleanup could be due.')
  })

  it('tells the jobs that let an instance stand, and what was there before the launch', () => {
    const full = record('cleanup-incomplete')
    const [left] = full.stillRunning.instances
    const [stands] = full.cleanup?.left ?? []
    if (left === undefined || full.cleanup === null || stands === undefined) throw new Error('an instance is needed')
    const seen = text(
      report({
        ...full,
        cleanup: { ...full.cleanup, left: [{ ...stands, jobs: [jobId(7), jobId(8)] }] },
        stillRunning: { ...full.stillRunning, instances: [{ ...left, existedBefore: true }] }
      })
    )
    expect(seen).toContain(`running ${jobId(7)}, ${jobId(8)}`)
    expect(seen).toContain('it was there before the launch, and no cleanup terminates it')
  })

  it('tells what is not known where it is not known', () => {
    const known = record('skipped-and-deviations')
    const none = null
    const bare: EvidenceRecord = {
      ...known,
      reason: none,
      status: 'failed',
      finishedAt: none,
      budgetSeconds: none,
      identity: none,
      plan: { ...known.plan, description: none, sha256: none, commit: none },
      run: {
        repository: none,
        runId: none,
        attempt: none,
        url: 'https://github.com/x/actions/runs/1',
        actor: none,
        event: none,
        ref: none,
        sha: none,
        workflow: none,
        job: none,
        approvals: [],
        approvalsNote: null
      },
      api: { calls: {}, throttled: 0, retried: 0 },
      deviations: known.deviations.map((deviation) => ({ ...deviation, at: none, wave: none })),
      waves: known.waves.map((wave) => ({
        ...wave,
        reason: none,
        after: ['x'],
        soakSeconds: 60,
        verify: { instance: wave.name === 'batch' ? 'none' : 'status-ok', launchActions: 'required' },
        jobs: wave.jobs.map((job) => ({ ...job, adopted: true, endedAt: none })),
        servers: wave.servers.map((server) => ({
          ...server,
          hostname: none,
          reason: none,
          rpoSeconds: none,
          ec2InstanceId: server.ec2InstanceId,
          instance: none,
          launchActions: [{ name: 'agent', status: 'FAILED', optional: false, failureReason: none }]
        }))
      })),
      stillRunning: {
        jobs: [],
        instances: known.stillRunning.instances.map((instance) => ({
          ...instance,
          hostname: none,
          recoveryInstanceId: none,
          ec2InstanceId: none,
          state: none
        })),
        unansweredStarts: [{ wave: 'x', requestedAt: known.startedAt, sourceServerIds: ['s-1'], message: none }],
        actions: []
      },
      cleanup: {
        when: 'always',
        complete: false,
        reason: none,
        finishedAt: none,
        jobs: [],
        terminated: [],
        left: [
          {
            sourceServerId: 's-1',
            wave: none,
            recoveryInstanceId: none,
            ec2InstanceId: none,
            state: 'running',
            jobs: []
          }
        ]
      },
      leftOut: Array.from({ length: 51 }, (_, index) => ({
        name: `left-${String(index)}`,
        after: [],
        sourceServerIds: Array.from({ length: 51 }, (_, id) => serverId(id)),
        cameUpEarlier: false
      }))
    }
    const html = report(bare)
    const seen = text(html)
    for (const said of [
      'No reason was written down.',
      'AWS account not asked',
      'Commit not known',
      'SHA-256 of the plan the file could not be read',
      'Finished no end was written down',
      'the first 50 of 51',
      'and 1 more',
      'it did not come to its end.',
      'post-launch action agent failed.',
      'has run for its soak time',
      'the word of DRS was taken, and DRS post-launch actions have to succeed (wave batch).',
      'passes both EC2 status checks',
      'started earlier in this execution',
      'None was counted.'
    ]) {
      expect(seen).toContain(said)
    }
    expect(tags(html).filter(({ name, rest }) => name === 'a' && !rest.includes('href="#'))).toEqual([])
    expect(text(report({ ...record('blocked-by-plan'), refusals: [] }))).toContain('Nothing was started.')
    const late: EvidenceRecord = {
      ...bare,
      objectives: {
        ...bare.objectives,
        onMiss: null,
        rto: { targetSeconds: 60, achievedSeconds: 90, met: false, note: null }
      }
    }
    expect(report(late)).toContain('<rect class="bar-bad"')
    const one = {
      ...record('passed'),
      waves: record('passed')
        .waves.slice(0, 1)
        .map((wave) => ({ ...wave, servers: wave.servers.slice(0, 1) }))
    }
    expect(text(report(one))).toContain('The one server is launched and verified, without a deviation.')
    expect(text(report({ ...one, deviations: known.deviations.slice(0, 1) }))).toContain('with 1 deviation.')
  })

  it('calls no server verified that the plan did not want verified in EC2', () => {
    const found = record('passed')
    const waves = found.waves.map((wave, index) =>
      index === 0 ? { ...wave, verify: { ...wave.verify, instance: 'none' as const } } : wave
    )
    const seen = text(report({ ...found, waves }))
    expect(seen).toContain(
      'All 4 servers are launched, without a deviation; 2 of them were not verified in EC2, as the plan asks.'
    )
    expect(seen).toContain('in the state that its launch settings ask for, but for the waves named below.')
    const none = found.waves.map((wave) => ({ ...wave, verify: { ...wave.verify, instance: 'none' as const } }))
    expect(text(report({ ...found, waves: none }))).toContain('; none was verified in EC2, as the plan asks.')
    expect(text(report(found))).toContain('All 4 servers are launched and verified, without a deviation.')
  })

  it('begins its sentences in capitals, and calls a part of the plan a part', () => {
    expect(text(report(record('second-job-of-the-run')))).toContain(
      'All 2 servers of this part of the plan are launched and verified, without a deviation.'
    )
    const action = text(report(record('failed-action')))
    expect(action).toContain('Failed All 2 servers are up, but not all is well;')
    expect(action).toContain('Post-action &quot;smoke test&quot; failed: SSM says Failed')
    expect(text(report(record('preflight-passed')))).toContain('Nothing stands in the way of its 4 servers; 1 warning.')
  })

  it('names the day of each clock time that is of another day than the start', () => {
    const long = daysLater(record('failed-action'))
    const seen = text(report(long))
    expect(seen).toContain('the drill began at 2026-11-23 14:00:00 UTC')
    const clocks = (html: string) => [
      ...html.matchAll(/<time datetime="(\d{4}-\d\d-\d\d)[^"]*">(?:<small>([^<]*)<\/small> )?\d\d:\d\d:\d\d<\/time>/g)
    ]
    const told = clocks(report(long))
    expect(told.filter(([, day]) => day === '2026-11-23').length).toBeGreaterThan(0)
    expect(told.filter(([, day]) => day !== '2026-11-23').length).toBeGreaterThan(0)
    for (const [, day, small] of told) expect(small).toBe(day === '2026-11-23' ? undefined : day)
    expect(report(long)).toContain('The wave began at 2026-11-25 14:15:00 UTC and ended')
    expect(clocks(report(record('failed-action'))).some(([, , small]) => small !== undefined)).toBe(false)
  })

  it('lets words that do not end be broken, and no others', () => {
    const found = record('failed-server')
    const cells = (reason: string) =>
      tags(report({ ...found, deviations: found.deviations.map((one) => ({ ...one, message: reason })) })).filter(
        ({ name, rest }) => name === 'td' && rest === ' class="wide long"'
      ).length
    const ids = 'i-0123456789abcdef0'.slice(0, 16)
    expect(cells(`${ids} ${ids} &&&&&&&&&&&&&&&& <i>`)).toBe(cells('short'))
    expect(cells(`${ids}x`)).toBe(cells('short') + found.deviations.length)
  })

  it('says so when the journal does not hold all of it', () => {
    const gap = { ...provenance, journal: { ...provenance.journal, tellsAll: false } }
    expect(text(reportOf(record('passed'), gap))).toContain('The journal does not hold all that this record tells.')
  })

  it('names the waves by the dozen, and shows many waves flatter', () => {
    const small = (waves: number, servers: number): EvidenceRecord => {
      const found = largeRecord(waves)
      return { ...found, waves: found.waves.map((wave) => ({ ...wave, servers: wave.servers.slice(0, servers) })) }
    }
    const flat = (found: EvidenceRecord) => /<svg role="img"[^>]*viewBox="0 0 1000 (\d+)"/.exec(report(found))?.[1]
    expect([small(2, 40), small(20, 10), small(50, 3)].map(flat)).toEqual(['76', '44', '24'])
    const mixed = small(30, 1)
    const waves = mixed.waves.map((wave, index) =>
      index > 14 ? { ...wave, verify: { ...wave.verify, instance: 'none' as const } } : wave
    )
    expect(text(report({ ...mixed, waves }))).toContain('wave-10 and 5 more')
  })
})

describe('what comes from outside', () => {
  const told = (hostname: string, reason: string) =>
    recordOf(
      new Story()
        .accept({ ...plan([wave(`w ${hostname}`, [serverId(1), serverId(2)])]), name: reason, description: hostname })
        .identify()
        .describe({ [serverId(1)]: hostname, [serverId(2)]: 'app-02' })
        .startWave(1, `w ${hostname}`)
        .launch(1, `w ${hostname}`, jobId(1), [serverId(1), serverId(2)])
        .seeJob(9, jobId(1), reason, [launched(serverId(1))])
        .seeInstances(9, [instance(serverId(1), jobId(1), 0, { state: reason, ec2InstanceId: hostname, type: reason })])
        .settle(10, [serverId(1), serverId(2)], 'failed', reason)
        .settleWave(10, `w ${hostname}`, 'failed', reason)
        .finish(10, 'failed', reason)
        .state()
    )

  it('is text, and never an element, a link, a style or a script', () => {
    const structure = (html: string) =>
      tags(html).map(
        // Where long words may be broken is told by their length alone.
        ({ name, rest }) =>
          `${name} ${[...rest.replace(' class="long"', '').matchAll(/ ([a-z-]+)=/g)].map(([, key]) => key).join(' ')}`
      )
    const calm = structure(report(told('app-01', 'failed'))).filter((tag) => !tag.startsWith('a '))
    const check = (hostname: string, reason: string) => {
      const html = report({
        ...told(hostname, reason),
        run: { ...told('a', 'b').run, url: `https://evil.example/${hostname}`, actor: hostname, ref: reason }
      })
      expect(structure(html).filter((tag) => !tag.startsWith('a '))).toEqual(calm)
      expect(html).not.toMatch(/<script|javascript:\w+"| on\w+="|<img|<iframe|<link|<!--/i)
      for (const { rest } of tags(html).filter(({ name }) => name === 'a')) {
        expect(rest).toMatch(/ href="(#[\w-]+|https:\/\/us-west-2\.console\.aws\.amazon\.com\/[^"]*)"/)
      }
    }
    check(everyAttack, everyAttack)
    check(everyAttack.repeat(64), everyAttack.repeat(64))
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        check(`x${a}`, `x${b}`)
      }),
      { numRuns: runs(30) }
    )
  })

  it('makes no link of an address that is not the page of this run', () => {
    const found = record('passed')
    const links = (url: string) =>
      tags(report({ ...found, run: { ...found.run, url } })).filter(
        ({ rest }) => rest.includes(' href="http') && rest.includes('actions/runs')
      ).length
    expect(links('https://github.example.com/acme/platform/actions/runs/7001/attempts/2')).toBe(1)
    for (const url of [
      'javascript:alert(1)//acme/platform/actions/runs/7001',
      'https://github.com/acme/platform/actions/runs/7002',
      'https://x@evil.example/acme/platform/actions/runs/7001',
      'https://github.com/?/acme/platform/actions/runs/7001'
    ]) {
      expect(links(url)).toBe(0)
    }
  })
})
