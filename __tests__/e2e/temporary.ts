import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'

// Jest evaluates this module once for each test file: each has a folder of its own, gone when its tests are over.
const root = realpathSync(mkdtempSync(join(tmpdir(), 'drs-drill-e2e-')))

afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

/** A new, empty folder that is removed after the last test of the file. */
export function temporaryFolder(purpose: string): string {
  return mkdtempSync(join(root, `${purpose}-`))
}
