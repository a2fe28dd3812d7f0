import { describe, expect, it } from '@jest/globals'
import { automationLink, instanceLink, isPlainId, jobLink, sourceServerLink } from '../../src/report/console-links.js'

const aws = { partition: 'aws', region: 'us-west-2' }

describe('links to the console', () => {
  it.each([
    ['aws', 'us-west-2', 'https://us-west-2.console.aws.amazon.com/'],
    ['aws-us-gov', 'us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
    ['aws-cn', 'cn-north-1', 'https://cn-north-1.console.amazonaws.cn/']
  ])('lead to the console of %s', (partition, region, host) => {
    expect(instanceLink({ partition, region }, 'i-0123456789abcdef0')).toBe(
      `${host}ec2/home?region=${region}#InstanceDetails:instanceId=i-0123456789abcdef0`
    )
  })

  it('lead to jobs and source servers of DRS', () => {
    expect(jobLink(aws, 'drsjob-1')).toMatch(/drs\/home\?region=us-west-2#\/launchHistory\/drsjob-1$/)
    expect(sourceServerLink(aws, 's-1')).toMatch(/#\/sourceServers\/s-1$/)
  })

  it.each([
    ['aws', 'us-west-2', 'https://us-west-2.console.aws.amazon.com'],
    ['aws-us-gov', 'us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com'],
    ['aws-cn', 'cn-north-1', 'https://cn-north-1.console.amazonaws.cn']
  ])('lead to the run of an Automation document, in %s', (partition, region, host) => {
    const id = '4105a4fc-f944-11e6-9d32-8fb2db27a903'
    expect(automationLink({ partition, region }, id)).toBe(
      `${host}/systems-manager/automation/execution/${id}?region=${region}`
    )
    expect(automationLink({ partition, region }, `${id}/../x`)).toBeUndefined()
    expect(automationLink(null, id)).toBeUndefined()
  })

  it('are not made of an unknown partition, or of what is no ID', () => {
    expect(instanceLink(null, 'i-1')).toBeUndefined()
    expect(instanceLink({ partition: null, region: 'us-west-2' }, 'i-1')).toBeUndefined()
    expect(instanceLink({ partition: 'aws-moon', region: 'moon-1' }, 'i-1')).toBeUndefined()
    expect(instanceLink({ partition: 'aws', region: 'evil.example/' }, 'i-1')).toBeUndefined()
    expect(instanceLink(aws, 'i-1) [x](javascript:alert(1)')).toBeUndefined()
    expect(instanceLink(aws, '--debug')).toBeUndefined()
  })

  it('are made of IDs alone, which no command takes for an option', () => {
    for (const id of ['i-0123456789abcdef0', 'us-gov-west-1', '4105a4fc-f944-11e6-9d32-8fb2db27a903', 'x'.repeat(64)]) {
      expect(isPlainId(id)).toBe(true)
    }
    for (const word of ['', '-', '--endpoint-url', '-i', 'a b', 'a;b', '$(reboot)', 'x'.repeat(65)]) {
      expect(isPlainId(word)).toBe(false)
    }
  })
})
