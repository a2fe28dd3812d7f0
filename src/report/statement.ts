import { startsNothing } from '../drill/events.js'
import type { EvidenceRecord } from './record/schema.js'
import {
  actionCheck,
  objectiveCheck,
  type Check,
  serverCheck,
  verdictCheck,
  warningsByServer,
  warningsOf
} from './checks.js'

/** A file that a statement is about, with its SHA-256 (hex). */
export interface Subject {
  readonly name: string
  readonly sha256: string
}

/**
 * The in-toto Statement (`statement.json`) of a drill: predicate `test-result` v0.1, for `actions/attest`.
 * https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md
 * - `result`: `PASSED`; `WARNED` where the drill passed with a deviation that somebody has to answer for (all but a server
 *   that was launched again and came up); `FAILED` for every other status.
 * - Tests are named `<mode>/verdict`, `<mode>/rto`, `<mode>/rpo`, `<mode>/<wave>/<source server ID>` and
 *   `<mode>/<wave>/<pre or post>-action/<name>`: a `validate` run
 *   can never be taken for a drill. Whatever is not up is a failed test, what was never begun too, so that a policy which
 *   asks for an empty `failedTests` is right.
 * - `configuration`: the plan file with its digest.
 */
export function statementOf(record: EvidenceRecord, subjects: readonly Subject[]): string {
  const tests = testsOf(record)
  const named = (...outcomes: readonly Check['outcome'][]) =>
    tests.filter(({ outcome }) => outcomes.includes(outcome)).map(({ name }) => name)
  const { run } = record
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: subjects.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: resultOf(record),
      configuration: configurationOf(record),
      ...(run.url === null ? {} : { url: run.url }),
      passedTests: named('passed'),
      warnedTests: named('warned'),
      failedTests: named('failed', 'error', 'skipped')
    }
  }
  return `${JSON.stringify(statement, null, 2)}\n`
}

function resultOf(record: EvidenceRecord): 'PASSED' | 'WARNED' | 'FAILED' {
  if (record.status !== 'passed') return 'FAILED'
  return warningsOf(record).length === 0 ? 'PASSED' : 'WARNED'
}

interface Test extends Check {
  readonly name: string
}

function testsOf(record: EvidenceRecord): readonly Test[] {
  const { mode, waves } = record
  const warnings = warningsByServer(record)
  const objectives = (['rto', 'rpo'] as const).flatMap((name) => {
    const check = objectiveCheck(record, name)
    return check === undefined ? [] : [{ ...check, name: `${mode}/${name}` }]
  })
  // A plan that is only validated, or asked about, puts no server to the test.
  const servers = startsNothing(mode)
    ? []
    : waves.flatMap((wave) =>
        wave.servers.map((server) => ({
          ...serverCheck(server, warnings),
          name: `${mode}/${wave.name}/${server.sourceServerId}`
        }))
      )
  const actions = startsNothing(mode)
    ? []
    : waves.flatMap((wave) =>
        wave.actions.map((action) => ({
          ...actionCheck(action),
          name: `${mode}/${wave.name}/${action.phase}-action/${action.name}`
        }))
      )
  return [{ ...verdictCheck(record), name: `${mode}/verdict` }, ...objectives, ...servers, ...actions]
}

/** A descriptor has to have a digest or an address: a plan that could not be read has neither, and is not described. */
function configurationOf({ plan, run, mode, executionId, waves }: EvidenceRecord): readonly object[] {
  const uri =
    run.repository === null || plan.commit === null
      ? undefined
      : `git+${serverOf(run.url)}/${run.repository}@${plan.commit}#${inAddress(plan.path)}`
  if (plan.sha256 === null && uri === undefined) return []
  return [
    {
      name: plan.path,
      ...(uri === undefined ? {} : { uri }),
      ...(plan.sha256 === null ? {} : { digest: { sha256: plan.sha256 } }),
      annotations: { plan: plan.name, mode, executionId, waves: waves.map(({ name }) => name) }
    }
  ]
}

/** A path within an address; half a character has no place in one. */
function inAddress(path: string): string {
  const whole = path.replaceAll(/\p{Surrogate}/gu, '\uFFFD')
  return whole.split('/').map(encodeURIComponent).join('/')
}

/** GitHub, or the Enterprise Server that the run belongs to. */
function serverOf(url: string | null): string {
  return /^https?:\/\/[\w.:-]+(?=\/)/.exec(url ?? '')?.[0] ?? 'https://github.com'
}
