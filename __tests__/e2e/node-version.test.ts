import { execFileSync } from 'node:child_process'
import { expect, test } from '@jest/globals'
import { runDrill } from './drills.js'
import { node24 } from './node24.js'
import { manifest } from './runner.js'

test('the Node that runs dist/ in these tests is the one that action.yml asks for', async () => {
  const version = execFileSync(node24(), ['--version'], { encoding: 'utf8' }).trim()
  expect(version).toMatch(/^v24\./)
  expect(manifest.runs.using).toBe('node24')
  const drill = await runDrill({})
  // The AWS SDKs tell the Node that they run in.
  expect(drill.calls.length).toBeGreaterThan(0)
  for (const { userAgent } of drill.calls) expect(userAgent).toContain(`md/nodejs#${version.slice(1)}`)
})
