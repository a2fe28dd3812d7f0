import { describe, expect, test } from '@jest/globals'
import { evidenceJsonOf } from '../../src/evidence/files.js'
import { recordOf } from '../../src/report/record/record.js'
import { Story } from '../report/builders.js'
import { cases } from '../report/cases.js'
import { everyAttack } from '../report/hostile.js'
import { startBoth, warningsIn } from './github.js'
import { expectHarmlessIssue } from './harmless.js'
import { hostileDrill, texts, wellFormed } from './hostile-drill.js'
import { planOf, servers } from './plans.js'

type Text = () => string

/** A plan of one server, with an action before and one after its launch, whose parameters are hostile. */
function planWith(text: Text): string {
  const parameters = { Words: [wellFormed(text().slice(0, 100)).replaceAll('$(', '$')] }
  return planOf(
    [
      {
        name: 'databases',
        servers: [servers.db],
        timeout: '2m',
        'pre-actions': [{ name: 'check', document: 'MyOrg-Check', timeout: '30s', parameters }],
        'post-actions': [{ name: 'smoke test', document: 'MyOrg-Smoke', timeout: '30s', parameters }]
      }
    ],
    { description: wellFormed(text().slice(0, 2000)) }
  )
}

/** Outputs of an Automation run: any names, any values, as many as there may be. */
const outputs = (text: Text): Record<string, string[]> =>
  Object.fromEntries(Array.from({ length: 12 }, () => [text().slice(0, 300), [text(), text(), '']]))

const approvals = (text: Text) =>
  Array.from({ length: 6 }, () => ({
    user: text(),
    comment: text(),
    environments: [text(), text(), text()]
  }))

/** Of the plan as of others, with hostile words wherever a record has words. */
function earlierEvidence(text: Text): string[] {
  const told = JSON.parse(evidenceJsonOf(recordOf(cases['passed']?.() ?? new Story().state()))) as Record<
    string,
    object
  >
  const hostile = () => ({
    ...told,
    executionId: text(),
    status: text(),
    reason: text(),
    [text().slice(0, 50)]: text(),
    waves: [{ name: text(), servers: [{ hostname: text(), status: text() }, { status: 'launched' }] }],
    leftOut: [{ name: text() }]
  })
  return [
    ...Array.from({ length: 4 }, () => ({ ...hostile(), leftOut: [] })),
    hostile(),
    { ...hostile(), plan: { name: text() } },
    { ...hostile(), mode: text() },
    { ...hostile(), identity: { region: text() } },
    { ...hostile(), startedAt: text() }
  ].map((record) => JSON.stringify(record))
}

const artifacts = (text: Text) => [
  ...earlierEvidence(text).map((evidence, index) => ({
    name: `drs-drill-payments-${String(index + 1)}-1`,
    runId: index + 1,
    files: { 'evidence.json': evidence, [text().slice(0, 50).replaceAll('\0', '')]: text() }
  })),
  { name: 'drs-drill-payments-77-1', runId: 77, files: { 'evidence.json': text() } },
  { name: text(), runId: 78 }
]

describe('what GitHub and SSM tell is obeyed nowhere', () => {
  test.concurrent('approvals, earlier evidence and outputs of actions in a drill that passes', async () => {
    const text = texts(5)
    const simulator = await startBoth(
      { approvals: approvals(text), artifacts: artifacts(text) },
      {
        documents: {
          'MyOrg-Check': { outputs: outputs(text), requiredParameters: ['Words'] },
          'MyOrg-Smoke': { outputs: outputs(text), requiredParameters: ['Words'] }
        }
      }
    )
    const drill = await hostileDrill(text, simulator, {
      plan: planWith(text),
      inputs: { 'github-token': simulator.githubToken }
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.evidence.run.approvals).toHaveLength(6)
    expect(drill.evidence.previous.drills).toHaveLength(5)
    expect(drill.evidence.previous.look).toMatchObject({ unreadable: 2, otherNames: 1 })
    expect(drill.evidence.waves[0]?.actions.map(({ outputs: put }) => Object.keys(put).length > 5)).toEqual([
      true,
      true
    ])
    expect(drill.summary).toContain('### Compared with the last drills')
  })

  test.concurrent('why an action failed, in the drill’s own files and in the issue of its plan', async () => {
    const text = texts(6)
    const labels = ['drs-drill']
    const issues = Array.from({ length: 3 }, () => ({ title: text(), body: text(), labels, user: text() }))
    const simulator = await startBoth(
      { approvals: approvals(text), artifacts: artifacts(text), issues },
      {
        documents: {
          'MyOrg-Check': { outputs: outputs(text), requiredParameters: ['Words'] },
          'MyOrg-Smoke': {
            status: 'Failed',
            failureMessage: everyAttack,
            outputs: outputs(text),
            optionalParameters: ['Words']
          }
        }
      }
    )
    const inputs = { 'github-token': simulator.githubToken, 'failure-issue': 'true' }
    const plan = planWith(text)
    const drill = await hostileDrill(text, simulator, { plan, inputs })
    expect(drill.outputs['status']).toBe('failed')
    const opened = simulator.world.issues[3]
    expect(opened?.title).toBe('Drill of payments: failed')
    expectHarmlessIssue(opened?.body ?? '')
  })

  test.concurrent('refusals of both, in hostile words', async () => {
    const text = texts(7)
    const refusal = { kind: 'error', name: 'Forbidden', status: 422 } as const
    const simulator = await startBoth(
      {},
      {
        documents: {
          'MyOrg-Check': { requiredParameters: ['Words'] },
          'MyOrg-Smoke': { optionalParameters: ['Words'] }
        },
        faults: [
          { ...refusal, service: 'ssm', operation: 'StartAutomationExecution', status: 400, message: everyAttack },
          { ...refusal, service: 'github', message: text() },
          // The toolkit tells of what it tries again itself.
          { ...refusal, service: 'results', status: 500, nth: 1, message: `x${everyAttack}` },
          { ...refusal, service: 'results', status: 400, message: text() }
        ]
      }
    )
    const inputs = { 'github-token': simulator.githubToken, 'failure-issue': 'true' }
    const drill = await hostileDrill(text, simulator, { plan: planWith(text), inputs })
    expect(drill.outputs['status']).toBe('failed')
    expect(drill.starts).toEqual([])
    expect(drill.evidence.run.approvalsNote).toMatch(/^GitHub answers 422 "/)
    expect(drill.evidence.previous.note).toMatch(/^GitHub answers 422 "/)
    expect(warningsIn(drill.log)).toEqual([
      expect.stringContaining('could not be uploaded'),
      expect.stringContaining('(input "failure-issue") could not be written')
    ])
  })

  test.concurrent('documents that the plan does not fit, by hostile names of what they ask for', async () => {
    const text = texts(8)
    const requiredParameters = Array.from({ length: 5 }, text)
    const simulator = await startBoth({}, { documents: { 'MyOrg-Check': { requiredParameters }, 'MyOrg-Smoke': {} } })
    const drill = await hostileDrill(text, simulator, { plan: planWith(text) })
    expect(drill.outputs['status']).toBe('blocked')
  })
})
