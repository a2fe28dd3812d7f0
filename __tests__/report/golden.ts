import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from '@jest/globals'

/** Compares with the committed file, or writes it where UPDATE_GOLDEN=1 is set. A reviewer reads what changes in it. */
export function expectGolden(name: string, text: string): void {
  const path = fileURLToPath(new URL(`__golden__/${name}`, import.meta.url))
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  expect(text).toBe(readFileSync(path, 'utf8'))
}
