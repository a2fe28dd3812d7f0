import { describe, expect, test } from '@jest/globals'
import { conditionsIn, referencesIn, resolved, templateIn } from './cloudformation.js'
import { actionsOf, callerPermissions, listOf, modes, policyIn, textOf, type Mode } from './policies.js'
import { moduleIn, statementsOf } from './terraform.js'

const issuer = 'token.actions.githubusercontent.com'

describe.each(modes)('the policy of %s', (mode) => {
  const { Statement: statements } = policyIn(`${mode}.json`)

  test('names every statement once, and every action within it', () => {
    const names = statements.map(({ Sid }) => Sid)
    expect(names).toEqual([...new Set(names)])
    for (const statement of statements) {
      const actions = listOf(statement.Action)
      expect(actions).toEqual([...new Set(actions)].toSorted())
      expect(statement.Principal).toBeUndefined()
    }
  })

  test('allows on all resources only what reads, and in one Region', () => {
    for (const statement of statements.filter(({ Resource }) => listOf(Resource).includes('*'))) {
      for (const action of listOf(statement.Action)) expect(action).toMatch(/^\w+:(?:Describe|List)/)
      expect(statement.Condition).toEqual({ StringEquals: { 'aws:RequestedRegion': 'REGION' } })
    }
  })

  test('has no wildcard in a resource but for its ID', () => {
    for (const resource of statements.flatMap(({ Resource }) => listOf(Resource)).filter((one) => one !== '*')) {
      // Images, snapshots and AWS's own SSM documents have no account in their ARNs (Actions, resources, and condition
      // keys for Amazon EC2; Setting up identity based policies examples, AWS Systems Manager User Guide).
      expect(resource).toMatch(
        /^arn:aws:(?:(?:drs|ec2):REGION:ACCOUNT_ID:[a-z-]+\/\*|ec2:REGION::(?:image|snapshot)\/\*|ssm:REGION:(?:ACCOUNT_ID)?:(?:document|automation-definition)\/\*|ssm:REGION:ACCOUNT_ID:automation-execution\/\*|iam::ACCOUNT_ID:role\/(?:ROLE|service-role\/\w+))$/
      )
    }
  })

  test('lets DRS change in EC2 only what it has tagged, or tags', () => {
    const free = ['ec2:CreateNetworkInterface', 'ec2:CreateSecurityGroup', 'ec2:DetachVolume', 'ec2:RunInstances']
    for (const statement of statements) {
      const actions = listOf(statement.Action).filter((action) => /^ec2:(?!Describe)/.test(action))
      if (actions.length === 0 || statement.Condition?.Null !== undefined) continue
      const isTagging = statement.Condition?.StringEquals?.['ec2:CreateAction'] !== undefined
      // What AWS's own policy allows without the tag: parts of a call that needs it for another resource.
      if (!isTagging) expect(actions.filter((action) => !free.includes(action))).toEqual([])
    }
  })

  test('fits into a role, with the longest of names', () => {
    const text = JSON.stringify(policyIn(`${mode}.json`))
    const longest = text.replaceAll('REGION', 'ap-southeast-1').replaceAll('ACCOUNT_ID', '123456789012')
    // IAM and AWS STS quotas: all inline policies of a role together.
    expect(longest.length).toBeLessThanOrEqual(10_240)
  })
})

describe('the modes', () => {
  test('preflight changes nothing', () => {
    for (const action of actionsOf('preflight')) expect(action).toMatch(/^\w+:(?:Describe|Get|Simulate)/)
  })

  test('a recovery never terminates; a drill may do that, and nothing else besides', () => {
    const recovery = policyIn('recovery.json').Statement
    const drill = policyIn('drill.json').Statement
    expect(actionsOf('recovery')).not.toContain('drs:TerminateRecoveryInstances')
    expect(drill.slice(0, -1)).toEqual(recovery)
    expect(drill.slice(-1)).toMatchObject([{ Action: 'drs:TerminateRecoveryInstances' }])
    expect(recovery.slice(0, policyIn('preflight.json').Statement.length)).toEqual(policyIn('preflight.json').Statement)
  })
})

describe('what DRS needs of its caller', () => {
  test('is listed once, by name, and allowed', () => {
    const actions = callerPermissions().map(({ action }) => action)
    expect(actions).toEqual([...new Set(actions)].toSorted())
    expect(actions.filter((action) => !actionsOf('recovery').includes(action))).toEqual([])
  })
})

describe('the trust policy', () => {
  const { Statement: statements } = policyIn('trust-policy.json')

  test('lets in one environment of one repository, in both forms of the subject', () => {
    expect(statements).toHaveLength(1)
    expect(statements[0]).toMatchObject({
      Principal: { Federated: `arn:aws:iam::ACCOUNT_ID:oidc-provider/${issuer}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          [`${issuer}:aud`]: 'sts.amazonaws.com',
          [`${issuer}:sub`]: [
            'repo:OWNER/REPO:environment:ENVIRONMENT',
            'repo:OWNER@OWNER_ID/REPO@REPO_ID:environment:ENVIRONMENT'
          ]
        }
      }
    })
    expect(Object.keys(statements[0]?.Condition ?? {})).toEqual(['StringEquals'])
    expect(textOf('trust-policy.json')).not.toContain('*')
  })
})

describe('the CloudFormation template', () => {
  const template = templateIn(textOf('cloudformation.yaml'))
  const { Parameters, Conditions, Resources, Outputs } = template

  test('refers to nothing that it does not have', () => {
    const names = new Set([...Object.keys(Parameters), ...Object.keys(Resources)])
    for (const name of referencesIn({ Conditions, Resources, Outputs })) {
      if (!name.startsWith('AWS::')) expect(names).toContain(name)
    }
    for (const name of conditionsIn({ Conditions, Resources })) expect(Object.keys(Conditions)).toContain(name)
  })

  test('uses every parameter', () => {
    const used = new Set(referencesIn({ Conditions, Resources, Outputs }))
    expect(Object.keys(Parameters).filter((name) => !used.has(name))).toEqual([])
  })

  test.each(modes)('allows for %s what the JSON policy does, statement by statement', (mode) => {
    const policies = Object.values(Resources).filter(
      ({ Type, Condition }) => Type === 'AWS::IAM::RolePolicy' && holds(Condition, mode)
    )
    expect(policies.flatMap(({ Properties }) => resolved(Properties['PolicyDocument']).Statement)).toEqual(
      policyIn(`${mode}.json`).Statement
    )
  })

  test('trusts whom the JSON policy trusts', () => {
    const trust = resolved(Resources['Role']?.Properties['AssumeRolePolicyDocument'])
    expect(trust).toEqual(policyIn('trust-policy.json'))
  })

  test('creates the provider only when it is told to, and keeps it', () => {
    expect(Resources['OidcProvider']).toMatchObject({
      Type: 'AWS::IAM::OIDCProvider',
      Condition: 'CreatesProvider',
      DeletionPolicy: 'Retain',
      Properties: { Url: `https://${issuer}` }
    })
    expect(Parameters['CreateOidcProvider']).toMatchObject({ Default: 'false' })
  })

  /** Whether a resource is there in a mode. */
  function holds(name: string | undefined, mode: Mode): boolean {
    if (name === undefined) return true
    const known: Readonly<Record<string, readonly Mode[]>> = {
      Launches: ['drill', 'recovery'],
      Terminates: ['drill']
    }
    expect(Conditions['Launches']).toEqual({ 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Mode' }, 'preflight'] }] })
    expect(Conditions['Terminates']).toEqual({ 'Fn::Equals': [{ Ref: 'Mode' }, 'drill'] })
    return known[name]?.includes(mode) ?? false
  }
})

describe('the Terraform module', () => {
  const module = moduleIn(textOf('terraform/main.tf'))

  test.each(modes)('allows for %s what the JSON policy does, statement by statement', (mode) => {
    const [{ documents }] = module.locals
    const names = documents[mode].map((json) => /^\$\{data\.aws_iam_policy_document\.(\w+)\.json\}$/.exec(json)?.[1])
    expect(names.flatMap((name) => statementsOf(module, name ?? ''))).toEqual(policyIn(`${mode}.json`).Statement)
  })

  test('trusts whom the JSON policy trusts', () => {
    expect(statementsOf(module, 'trust')).toEqual(policyIn('trust-policy.json').Statement)
  })

  test('gives the role these policies and no other', () => {
    const { resource, data } = module
    expect(Object.keys(resource).toSorted()).toEqual([
      'aws_iam_openid_connect_provider',
      'aws_iam_role',
      'aws_iam_role_policy',
      'aws_iam_role_policy_attachment'
    ])
    expect(resource).toMatchObject({
      aws_iam_role: {
        drs_drill: [{ assume_role_policy: '${data.aws_iam_policy_document.trust.json}' }]
      },
      aws_iam_role_policy: {
        permissions: [{ policy: '${data.aws_iam_policy_document.permissions.json}' }]
      },
      aws_iam_role_policy_attachment: {
        post_launch_actions: [{ count: '${var.post_launch_actions && var.mode != "preflight" ? 1 : 0}' }]
      },
      aws_iam_openid_connect_provider: {
        github: [{ count: '${var.create_oidc_provider ? 1 : 0}', url: `https://${issuer}` }]
      }
    })
    expect(data.aws_iam_policy_document['permissions']).toEqual([
      { source_policy_documents: '${local.documents[var.mode]}' }
    ])
  })

  test('refers to nothing that it does not have, and uses every variable', () => {
    const { variable, locals, data, resource, output } = module
    const text = JSON.stringify({ locals, data, resource, output })
    const used = (kind: string): readonly string[] =>
      Array.from(text.matchAll(new RegExp(`\\b${kind}\\.(\\w+)`, 'g')), ([, name = '']) => name)
    expect(new Set(used('var'))).toEqual(new Set(Object.keys(variable)))
    expect(new Set(used('local'))).toEqual(new Set(Object.keys(locals[0])))
    for (const name of used('data\\.aws_iam_policy_document')) {
      expect(Object.keys(data.aws_iam_policy_document)).toContain(name)
    }
  })
})

describe('the README of the policies', () => {
  const readme = textOf('README.md')

  test('explains every statement', () => {
    for (const { Sid } of [...policyIn('drill.json').Statement, ...policyIn('trust-policy.json').Statement]) {
      expect(readme).toContain(`\`${Sid}\``)
    }
  })

  test('names every page that the list of DRS’s needs rests on', () => {
    for (const source of new Set(callerPermissions().flatMap((permission) => permission.source))) {
      expect(readme).toContain(source.split(' ')[0])
    }
  })
})
