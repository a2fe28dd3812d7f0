import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { readState, saveState } from '../../src/action/state.js'
import { temporaryFolders } from './temporary-folder.js'

const folder = temporaryFolders()
const { GITHUB_STATE } = process.env

afterEach(() => {
  if (GITHUB_STATE === undefined) delete process.env['GITHUB_STATE']
  else process.env['GITHUB_STATE'] = GITHUB_STATE
})

const state = {
  executionId: 'acme-platform-7001-payments',
  evidenceFolder: '/w/evidence',
  openedAt: '2026-11-23T14:00:00.000Z'
}

describe('what post is to know', () => {
  test('is handed over by the runner', () => {
    const file = join(folder(), 'state')
    writeFileSync(file, '')
    process.env['GITHUB_STATE'] = file
    saveState(state)
    const [, saved] = /^drs-drill<<\S+\r?\n(.*)\r?\n/.exec(readFileSync(file, 'utf8')) ?? []
    expect(readState({ 'STATE_drs-drill': saved })).toEqual(state)
  })

  test('is nothing outside GitHub Actions', () => {
    delete process.env['GITHUB_STATE']
    saveState(state)
    expect(readState()).toBeUndefined()
  })

  test('is nothing when main ended before it saved, or the text is not its own', () => {
    expect(readState({})).toBeUndefined()
    expect(readState({ 'STATE_drs-drill': '{"executionId":1}' })).toBeUndefined()
    expect(readState({ 'STATE_drs-drill': '{' })).toBeUndefined()
  })

  test('never holds more than that', () => {
    const more = { ...state, token: 'secret' }
    expect(() => {
      saveState(more, { GITHUB_STATE: '/nowhere' })
    }).toThrow()
  })
})
