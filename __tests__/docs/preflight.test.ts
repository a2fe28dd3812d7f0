import { expect, test } from '@jest/globals'
import { preflightChecks } from '../../src/drill/preflight/preflight.js'
import { read } from './repository.js'

test('docs/preflight.md has a line for every check, in the order in which they are told', () => {
  const rows = [...read('docs/preflight.md').matchAll(/^\| `([\w-]+)` +\|/gm)].map(([, check]) => check)
  expect(rows).toEqual(preflightChecks)
})
