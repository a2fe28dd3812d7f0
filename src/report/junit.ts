import { secondsBetween } from '../drill/timestamp.js'
import type { EvidenceRecord, WaveRecord } from './record/schema.js'
import { actionCheck, type Check, objectiveCheck, serverCheck, verdictCheck, warningsByServer } from './checks.js'
import { secondsTaken } from './server-times.js'
import { secondsOf } from './summary/actions.js'
import { clipped, joined, markup, type Markup, nothing } from './html/markup.js'

/** A test case, as JUnit's consumers call it. */
interface Case extends Check {
  readonly name: string
  /** Of a failure or an error: the status, such as `timed-out`. */
  readonly type: string
  readonly seconds: number
}

/**
 * The results as JUnit XML (`junit.xml`), in the form that Jenkins, GitLab and GitHub's reporters agree on: a suite a wave,
 * a case a server and a case an action. Before them stands a suite of the drill itself, with its verdict and objectives, so that a drill that
 * did not pass is never green, not even where no server was begun.
 * - `<failure>`: it is not up, or an objective was missed. DRS's `skipped` is a failure: nobody asked for it.
 * - `<error>`: it came to no end (cancelled, blocked, still in progress).
 * - `<skipped>`: it was never begun.
 * - `<system-out>`: it is up, with a deviation that is its own.
 */
export function junitOf(record: EvidenceRecord): string {
  const warnings = warningsByServer(record)
  const suites = [
    drillSuite(record),
    ...record.waves.map((wave) => {
      const cases = wave.servers.map((server) => ({
        ...serverCheck(server, warnings),
        name: server.hostname === null ? server.sourceServerId : `${server.hostname} (${server.sourceServerId})`,
        type: server.status,
        seconds: secondsTaken(server)
      }))
      const actions = wave.actions.map((action) => ({
        ...actionCheck(action),
        name: `${action.phase}-action ${action.name}`,
        type: action.status,
        seconds: secondsOf(action) ?? 0
      }))
      return waveSuite(record, wave, [...cases, ...actions])
    })
  ]
  const all = suites.flatMap(({ cases }) => cases)
  return `<?xml version="1.0" encoding="UTF-8"?>
${
  markup`<testsuites name="${clipped(record.plan.name, 200)}" ${countsOf(all)} time="${secondsText(elapsed(record.startedAt, record.finishedAt))}">
${suites.map(({ xml }) => xml)}
</testsuites>`.text
}
`
}

interface Suite {
  readonly cases: readonly Case[]
  readonly xml: Markup
}

function drillSuite(record: EvidenceRecord): Suite {
  const { executionId, mode, status, plan, run, identity, objectives } = record
  const seconds = elapsed(record.startedAt, record.finishedAt)
  const objective = (name: 'rto' | 'rpo'): readonly Case[] => {
    const check = objectiveCheck(record, name)
    if (check === undefined) return []
    return [{ ...check, name: `${name} objective`, type: 'missed', seconds: objectives[name].achievedSeconds ?? 0 }]
  }
  const cases = [
    { ...verdictCheck(record), name: 'verdict', type: status, seconds },
    ...objective('rto'),
    // An age is no time that was spent.
    ...objective('rpo').map((check) => ({ ...check, seconds: 0 }))
  ]
  const properties: readonly (readonly [string, string | number | null])[] = [
    ['execution-id', executionId],
    ['mode', mode],
    ['status', status],
    ['plan', plan.path],
    ['plan-sha256', plan.sha256],
    ['commit', plan.commit],
    ['repository', run.repository],
    ['run-id', run.runId],
    ['run-attempt', run.attempt],
    ['run-url', run.url],
    ['account', identity?.account ?? null],
    ['region', identity?.region ?? null],
    ['started-at', record.startedAt],
    ['finished-at', record.finishedAt],
    ['rto-seconds', objectives.rto.achievedSeconds],
    ['rpo-seconds', objectives.rpo.achievedSeconds]
  ]
  return suite(mode, plan.name, record.startedAt, seconds, properties, cases)
}

function waveSuite({ plan, executionId }: EvidenceRecord, wave: WaveRecord, cases: readonly Case[]): Suite {
  const { name, status, startedAt, finishedAt, budgetSeconds } = wave
  const properties = [
    ['execution-id', executionId],
    ['status', status],
    ['budget-seconds', budgetSeconds]
  ] as const
  return suite(name, `${plan.name}.${name}`, startedAt, elapsed(startedAt, finishedAt), properties, cases)
}

function suite(
  name: string,
  className: string,
  startedAt: string | null,
  seconds: number,
  properties: readonly (readonly [name: string, value: string | number | null])[],
  cases: readonly Case[]
): Suite {
  // Without a zone, as the format has it; it is UTC.
  const timestamp = startedAt === null ? nothing : markup` timestamp="${startedAt.slice(0, 19)}"`
  const known = properties.flatMap(([name, value]) =>
    value === null ? [] : [markup`<property name="${name}" value="${clipped(String(value), 1000)}"/>`]
  )
  const xml = markup`<testsuite name="${clipped(name, 200)}" ${countsOf(cases)} time="${secondsText(seconds)}"${timestamp}>
<properties>
${known}
</properties>
${cases.map((one) => testCase(one, className))}
</testsuite>`
  return { cases, xml }
}

function testCase({ name, type, seconds, outcome, message }: Case, className: string): Markup {
  const open = markup`<testcase name="${clipped(name, 300)}" classname="${clipped(className, 300)}" time="${secondsText(seconds)}"`
  const said = clipped(message, 2000)
  const told = {
    passed: nothing,
    warned: markup`<system-out>${said}</system-out>`,
    failed: markup`<failure type="${type}" message="${said}">${said}</failure>`,
    error: markup`<error type="${type}" message="${said}">${said}</error>`,
    skipped: markup`<skipped message="${said}"/>`
  }[outcome]
  return told === nothing ? markup`${open}/>` : joined([markup`${open}>`, told, markup`</testcase>`], '')
}

function countsOf(cases: readonly Check[]): Markup {
  const count = (outcome: Check['outcome']) => cases.filter((one) => one.outcome === outcome).length
  return markup`tests="${cases.length}" failures="${count('failed')}" errors="${count('error')}" skipped="${count('skipped')}"`
}

function elapsed(from: string | null, to: string | null): number {
  return from === null || to === null ? 0 : Math.max(0, secondsBetween(from, to))
}

function secondsText(seconds: number): string {
  return seconds.toFixed(3)
}
