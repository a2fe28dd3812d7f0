import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { reportOf } from '../../src/report/html/report.js'
import type { EvidenceRecord } from '../../src/report/record/schema.js'

/** Where reports, screenshots and prints are left for a person to look at. */
export const folder = fileURLToPath(new URL('../../build/browser', import.meta.url))

/** Debian's Chromium, or the one that the environment variable CHROMIUM names. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync'
    ]
  })

/** Writes a record's report and gives its address. */
export function written(name: string, record: EvidenceRecord): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.html`)
  const journal = { sha256: 'a'.repeat(64), events: 42, head: 'b'.repeat(64), tellsAll: true }
  writeFileSync(path, reportOf(record, { version: '0.1.0', evidence: 'e'.repeat(64), journal }))
  return pathToFileURL(path).href
}

export interface Opened {
  readonly page: Page
  /** Everything that the page asked for, itself included. */
  readonly requests: readonly string[]
  /** What the browser complained of, such as a style that the page's policy forbids. */
  readonly complaints: readonly string[]
}

export async function open(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => {
    complaints.push(dialog.message())
    void dialog.dismiss()
  })
  await page.goto(address)
  return { page, requests, complaints }
}

/** A4 without the margins that the report asks for, in CSS pixels. */
export const paper = { width: 688, height: 994 }
