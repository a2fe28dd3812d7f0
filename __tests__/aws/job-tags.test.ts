import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isOfExecution, toAwsTags, waveOf } from '../../src/aws/job-tags.js'

describe('the tags of a job', () => {
  it('have the names that the contract gives them', () => {
    expect(toAwsTags({ executionId: 'acme-shop-42-payments', plan: 'payments', wave: 'databases' })).toEqual({
      'drs-drill:execution': 'acme-shop-42-payments',
      'drs-drill:plan': 'payments',
      'drs-drill:wave': 'databases'
    })
  })

  it('are what AWS allows, and are recognised again, whatever the names', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 })
    fc.assert(
      fc.property(text, text, text, (executionId, plan, wave) => {
        const tags = toAwsTags({ executionId, plan, wave })
        for (const value of Object.values(tags)) expect(value).toMatch(/^[\p{L}\p{N}\p{Zs}+\-=._:/@]{0,256}$/u)
        expect(isOfExecution(tags, executionId)).toBe(true)
        expect(waveOf(tags)).toBe(tags['drs-drill:wave'])
      })
    )
  })

  it('tell other executions apart', () => {
    expect(isOfExecution(undefined, 'a')).toBe(false)
    expect(isOfExecution({ 'drs-drill:execution': 'b' }, 'a')).toBe(false)
    expect(waveOf(undefined)).toBeUndefined()
  })
})
