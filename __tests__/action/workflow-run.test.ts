import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { executionIdOf, workflowRunOf, workspaceOf } from '../../src/action/workflow-run.js'

const github = {
  GITHUB_REPOSITORY: 'acme/platform',
  GITHUB_RUN_ID: '7001',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_ACTOR: 'octocat',
  GITHUB_TRIGGERING_ACTOR: 'hubot',
  GITHUB_EVENT_NAME: 'schedule',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_SHA: 'c0ffee',
  GITHUB_WORKFLOW: 'DR drill',
  GITHUB_JOB: 'drill',
  GITHUB_WORKSPACE: '/work'
}

describe('the workflow run', () => {
  test("is what GitHub's variables say, with the person who started this attempt", () => {
    expect(workflowRunOf(github)).toEqual({
      repository: 'acme/platform',
      runId: '7001',
      attempt: 2,
      url: 'https://github.com/acme/platform/actions/runs/7001/attempts/2',
      actor: 'hubot',
      event: 'schedule',
      ref: 'refs/heads/main',
      sha: 'c0ffee',
      workflow: 'DR drill',
      job: 'drill'
    })
    expect(workspaceOf(github)).toBe('/work')
  })

  test('leaves out what is not set, or makes no sense', () => {
    expect(workflowRunOf({ GITHUB_RUN_ATTEMPT: 'x', GITHUB_ACTOR: '' })).toEqual({})
    expect(workflowRunOf({ ...github, GITHUB_RUN_ATTEMPT: '0', GITHUB_TRIGGERING_ACTOR: '' })).toMatchObject({
      actor: 'octocat'
    })
    expect(workflowRunOf({ ...github, GITHUB_RUN_ATTEMPT: undefined }).url).toBe(
      'https://github.com/acme/platform/actions/runs/7001'
    )
  })

  test('outside GitHub Actions works in the current folder', () => {
    expect(workflowRunOf({})).toEqual({})
    expect(workspaceOf({})).toBe(process.cwd())
  })
})

describe('the execution ID', () => {
  test('is the same for every attempt of a workflow run', () => {
    const id = executionIdOf(workflowRunOf(github), 'payments', 'chance')
    expect(id).toBe('acme-platform-7001-payments')
    expect(executionIdOf(workflowRunOf({ ...github, GITHUB_RUN_ATTEMPT: '3' }), 'payments', 'other')).toBe(id)
  })

  test('is made of chance where there is no workflow run', () => {
    expect(executionIdOf({}, 'payments', 'k3x9')).toBe('local-k3x9-payments')
    expect(executionIdOf({ repository: 'acme/platform' }, 'payments', 'k3x9')).toBe('local-k3x9-payments')
  })

  test('is always a value that an AWS tag takes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.string({ unit: 'binary' }),
        (repository, plan) => {
          const id = executionIdOf({ repository, runId: '1' }, plan, '')
          expect(id.length).toBeLessThanOrEqual(256)
          expect(id).toMatch(/^[\p{L}\p{N} +\-=._:/@]+$/u)
        }
      )
    )
  })

  test('stays different for plans that differ only in what a tag cannot hold', () => {
    const run = { repository: 'acme/platform', runId: '1' }
    const ids = ['a*b', 'a?b', 'a-b', `${'x'.repeat(300)}1`, `${'x'.repeat(300)}2`].map((plan) =>
      executionIdOf(run, plan, '')
    )
    expect(new Set(ids).size).toBe(ids.length)
  })
})
