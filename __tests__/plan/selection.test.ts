import { describe, expect, test } from '@jest/globals'
import { selectWaves, splitNames } from '../../src/plan/selection.js'
import { mustLoad, wavesText } from './builders.js'

const plan = mustLoad(
  wavesText('name: databases', 'name: app', 'name: batch, after: [databases]', 'name: edge, after: [batch, app]')
)

describe('splitNames', () => {
  test('takes commas and new lines alike', () => {
    expect(splitNames(' databases, app\r\nbatch\n\n,edge,')).toEqual(['databases', 'app', 'batch', 'edge'])
  })
  test('finds no names in blanks', () => {
    expect(splitNames(' \n,')).toEqual([])
  })
})

describe('selectWaves', () => {
  test('no names ask for all waves', () => {
    expect(selectWaves(plan, [])).toEqual({
      ok: true,
      selected: ['databases', 'app', 'batch', 'edge'],
      presumed: []
    })
  })

  test('keeps the order of the plan and counts a name once', () => {
    expect(selectWaves(plan, ['app', 'databases', 'app'])).toEqual({
      ok: true,
      selected: ['databases', 'app'],
      presumed: []
    })
  })

  test('presumes what the selected waves come after directly, and no more', () => {
    expect(selectWaves(plan, ['edge'])).toEqual({ ok: true, selected: ['edge'], presumed: ['app', 'batch'] })
    expect(selectWaves(plan, ['batch', 'edge'])).toEqual({
      ok: true,
      selected: ['batch', 'edge'],
      presumed: ['databases', 'app']
    })
  })

  test('tells every unknown name once, and what was meant', () => {
    expect(selectWaves(plan, ['dattabases', 'app', 'zebra', 'zebra', '__proto__'])).toEqual({
      ok: false,
      problems: [
        { message: 'The plan has no wave "dattabases", which the input "waves" asks for: did you mean "databases"?' },
        {
          message:
            'The plan has no wave "zebra", which the input "waves" asks for: its waves are databases, app, batch and edge'
        },
        {
          message:
            'The plan has no wave "__proto__", which the input "waves" asks for: its waves are databases, app, batch and edge'
        }
      ]
    })
  })
})
