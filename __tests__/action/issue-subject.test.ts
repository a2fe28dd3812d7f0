import { describe, expect, test } from '@jest/globals'
import { issueSubjectOf, type SubjectInputs } from '../../src/action/issue-subject.js'
import type { PlanReference } from '../../src/drill/events.js'
import { issueMarker, endedMarkers } from '../../src/report/issue-markers.js'

const environment = { GITHUB_WORKSPACE: '/work/shop', AWS_REGION: 'eu-west-1' }
const subject = (
  plan: Partial<PlanReference>,
  inputs: Partial<SubjectInputs> = {},
  identity?: { readonly account: string; readonly arn: string; readonly region: string }
) => {
  const planReference = { name: 'plan', path: 'dr/plan.yml', ...plan }
  return issueSubjectOf(
    { mode: 'drill', planReference, ...(identity === undefined ? {} : { identity }) },
    { allowedAccounts: [], ...inputs },
    environment
  )
}

describe('what an issue is about', () => {
  test('is the plan file, its name and its Region, as far as they are known', () => {
    const plan = { mode: 'drill', path: 'dr/plan.yml' }
    const stated = { name: 'payments', region: 'us-west-2' }
    expect(subject({ stated })).toEqual({ ...plan, ...stated })
    expect(subject({ stated: {} })).toEqual(plan)
    expect(subject({})).toEqual(plan)
    expect(subject({ path: '' })).toEqual({ mode: 'drill' })
  })

  test('has the Region of the input, else the plan’s; that of the environment only where a sound plan states none', () => {
    const region = (...args: Parameters<typeof subject>) => subject(...args).region
    expect(region({ stated: { region: 'us-west-2' } }, { awsRegion: 'us-east-2' })).toBe('us-east-2')
    expect(region({ stated: { region: null } })).toBe('eu-west-1')
    expect(region({ stated: {} })).toBeUndefined()
    const identity = { account: '1', arn: 'a', region: 'us-east-1' }
    expect(region({ stated: { region: null } }, {}, identity)).toBe('us-east-1')
    const mode = 'drill'
    const planReference = { name: 'plan', path: 'p.yml', stated: { region: null } }
    expect(issueSubjectOf({ mode, planReference }, { allowedAccounts: [] }, {})).toEqual({ mode, path: 'p.yml' })
  })

  describe('and the account', () => {
    const [production, staging] = ['123456789012', '210987654321'] as const
    const role = { arn: `arn:aws:iam::${staging}:role/dr/drill`, durationSeconds: 3600, audience: 'a' }
    const identity = { account: staging, arn: 'a', region: 'us-west-2' }
    const account = (...args: Parameters<typeof subject>) => subject(...args).account

    test('is the one of the credentials, and before they were tried that of the role', () => {
      expect(account({}, {}, identity)).toBe(staging)
      expect(account({}, { role })).toBe(staging)
      expect(account({}, { role, allowedAccounts: [production, staging] })).toBe(staging)
      expect(account({})).toBeUndefined()
    })

    test('is the one that is meant where plan or workflow name just one: no other can pass', () => {
      expect(account({ stated: { account: production } })).toBe(production)
      expect(account({ stated: { account: production } }, { role, allowedAccounts: [staging] }, identity)).toBe(
        production
      )
      expect(account({}, { role, allowedAccounts: [production] }, identity)).toBe(production)
    })
  })

  test.each(['./dr/plan.yml', '/work/shop/dr/plan.yml', 'dr/../dr//plan.yml'])(
    'is the same file where %s could not be read',
    (path) => {
      const mended = subject({ stated: { name: 'payments', region: null } })
      expect(endedMarkers(mended)).toContain(issueMarker(subject({ path })))
    }
  )
})
