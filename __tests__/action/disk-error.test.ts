import { describe, expect, test } from '@jest/globals'
import { describeDiskError } from '../../src/action/disk-error.js'

const failed = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code })

describe('a folder that cannot be written to', () => {
  test.each([
    ['ENOSPC', 'The disk that holds "/e" is full: free some space, or name another folder in the input "evidence-dir"'],
    ['EDQUOT', 'The disk that holds "/e" is full: free some space, or name another folder in the input "evidence-dir"'],
    ['EACCES', '"/e" may not be written to: name a folder that the runner may write to in the input "evidence-dir"'],
    ['EROFS', '"/e" may not be written to: name a folder that the runner may write to in the input "evidence-dir"'],
    ['ENOTDIR', '"/e" is in the way, or leads through a file: name another folder in the input "evidence-dir"'],
    ['EIO', '"/e" cannot be written (EIO): name another folder in the input "evidence-dir"']
  ])('(%s) says what to do', (code, message) => {
    expect(describeDiskError(failed(code), '/e')).toBe(message)
  })

  test('for a reason that nobody knows is told in its own words', () => {
    expect(describeDiskError(new Error('odd'), '/e')).toContain('cannot be written (odd)')
    expect(describeDiskError('odder', '/e')).toContain('cannot be written (odder)')
  })
})
