import * as fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { prepareEvidenceFolder } from '../../src/action/evidence-folder.js'
import {
  continueJournal,
  type Disk,
  findJournalFolder,
  type JournalFile,
  openJournal
} from '../../src/action/journal-file.js'
import type { DrillEvent } from '../../src/drill/events.js'
import { decodeJournal } from '../../src/drill/journal.js'
import { addSeconds } from '../../src/drill/timestamp.js'
import { temporaryFolders } from './temporary-folder.js'

const temporary = temporaryFolders()

const opened: DrillEvent = {
  at: '2026-11-23T14:00:00.000Z',
  type: 'execution-opened',
  schemaVersion: 1,
  executionId: 'acme-platform-7001-payments',
  mode: 'drill',
  plan: { name: 'payments', path: 'plan.yml' },
  run: {},
  pollIntervalSeconds: 30
}

const started = (wave: string, seconds = 1): DrillEvent => ({
  at: addSeconds(opened.at, seconds),
  type: 'wave-started',
  wave
})

const begin = (folder: string, disk?: Disk) => {
  const reports: string[] = []
  const report = (message: string): void => {
    reports.push(message)
  }
  const result = openJournal(folder, disk === undefined ? { report } : { report, disk })
  if (!result.ok) throw new Error(result.message)
  return { journal: result.journal, reports }
}

const write = (folder: string, events: readonly DrillEvent[]): JournalFile => {
  const { journal } = begin(folder)
  for (const event of events) journal.append(event)
  journal.close()
  return journal
}

const textOf = (folder: string): string => fs.readFileSync(join(folder, 'journal.ndjson'), 'utf8')
const ignore = { report: () => undefined }

/** A disk that takes so many bytes and then none, until it is given more. */
class FullDisk implements Disk {
  room = Infinity
  syncs = 0
  readonly fsyncSync = (file: number): void => {
    this.syncs += 1
    fs.fsyncSync(file)
  }
  readonly ftruncateSync = (file: number, length?: number): void => {
    if (this.room < 0) throw Object.assign(new Error('EIO: read error'), { code: 'EIO' })
    fs.ftruncateSync(file, length)
  }
  readonly writeSync = ((file: number, bytes: Uint8Array, offset: number, length: number, position: number): number => {
    const taken = Math.min(length, this.room)
    if (taken <= 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
    this.room -= taken
    return fs.writeSync(file, bytes, offset, taken, position)
  }) as Disk['writeSync']
}

describe('the journal on disk', () => {
  test('holds each event on the disk when append returns', () => {
    const folder = temporary()
    const disk = new FullDisk()
    const { journal } = begin(folder, disk)
    journal.append(opened)
    expect(disk.syncs).toBe(1)
    expect(decodeJournal(textOf(folder), journal.head).events).toEqual([opened])
    journal.append(started('databases'))
    expect(decodeJournal(textOf(folder), journal.head)).toMatchObject({
      events: [opened, started('databases')],
      problems: []
    })
    expect(journal.path).toBe(join(folder, 'journal.ndjson'))
    expect(journal.lostSince).toBeUndefined()
    journal.close()
  })

  test('is never begun over one that is there, or through a symbolic link', () => {
    const folder = temporary()
    write(folder, [opened])
    expect(openJournal(folder, ignore)).toMatchObject({ ok: false })
    const other = temporary()
    fs.symlinkSync(join(temporary(), 'elsewhere'), join(other, 'journal.ndjson'))
    expect(openJournal(other, ignore)).toMatchObject({
      ok: false,
      message: expect.stringContaining('name another folder in the input "evidence-dir"')
    })
  })
})

describe('a disk that fills during the drill', () => {
  test('does not stop it: the loss is told once, with its time', () => {
    const folder = temporary()
    const disk = new FullDisk()
    const { journal, reports } = begin(folder, disk)
    journal.append(opened)
    disk.room = 25
    journal.append(started('databases', 10))
    journal.append(started('app', 20))
    expect(journal.lostSince).toBe('2026-11-23T14:00:10.000Z')
    expect(reports).toEqual([expect.stringMatching(/cannot be written \(the disk is full\).*; the drill goes on$/)])
    journal.close()
    // What is there is whole, and its head is the one that is told.
    expect(decodeJournal(textOf(folder), journal.head)).toEqual({
      events: [opened],
      head: journal.head,
      torn: false,
      problems: []
    })
  })

  test('and is freed again loses nothing', () => {
    const folder = temporary()
    const disk = new FullDisk()
    const { journal, reports } = begin(folder, disk)
    journal.append(opened)
    disk.room = 25
    journal.append(started('databases', 10))
    disk.room = Infinity
    journal.append(started('app', 20))
    expect(journal.lostSince).toBeUndefined()
    expect(reports).toEqual([expect.any(String), expect.stringContaining('The journal is complete again')])
    expect(decodeJournal(textOf(folder), journal.head)).toMatchObject({
      events: [opened, started('databases', 10), started('app', 20)],
      problems: []
    })
    journal.close()
  })

  test('and is freed only at the end has all when the journal is closed', () => {
    const folder = temporary()
    const disk = new FullDisk()
    const { journal } = begin(folder, disk)
    journal.append(opened)
    disk.room = 0
    journal.append(started('databases'))
    disk.room = Infinity
    journal.close()
    expect(decodeJournal(textOf(folder)).events).toHaveLength(2)
  })

  test('and cannot even be cut back leaves a last line that is torn, and is written over later', () => {
    const folder = temporary()
    const disk = new FullDisk()
    const { journal, reports } = begin(folder, disk)
    journal.append(opened)
    disk.room = 25
    journal.append(started('databases'))
    disk.room = -1
    journal.append(started('app'))
    expect(reports).toHaveLength(1)
    disk.room = Infinity
    journal.append(started('batch'))
    expect(decodeJournal(textOf(folder), journal.head)).toMatchObject({ problems: [], torn: false })
    journal.close()
  })

  test('or breaks in another way is told by its error', () => {
    const disk = new FullDisk()
    const { journal, reports } = begin(temporary(), {
      writeSync: disk.writeSync,
      ftruncateSync: disk.ftruncateSync,
      fsyncSync: () => {
        throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })
      }
    })
    journal.append(opened)
    expect(reports).toEqual([expect.stringContaining('cannot be written (EIO)')])
    journal.close()
  })
})

describe('a journal that another process left', () => {
  test('is taken up where it ended', () => {
    const folder = temporary()
    write(folder, [opened])
    const result = continueJournal(folder, ignore)
    if (!result.ok) throw new Error(result.message)
    expect(result).toMatchObject({ events: [opened], problems: [], torn: false })
    result.journal.append(started('databases'))
    result.journal.close()
    expect(decodeJournal(textOf(folder), result.journal.head).events).toEqual([opened, started('databases')])
  })

  test.each([1, 5, 40])('with a last line that lost its last %i characters goes on without that line', (lost) => {
    const folder = temporary()
    write(folder, [opened, started('ä'.repeat(20))])
    const whole = textOf(folder)
    fs.writeFileSync(join(folder, 'journal.ndjson'), Buffer.from(whole).subarray(0, -lost))
    const result = continueJournal(folder, ignore)
    if (!result.ok) throw new Error(result.message)
    expect(result.problems).toEqual([])
    expect(result.torn).toBe(lost > 1)
    result.journal.append(started('app'))
    result.journal.close()
    const { events, problems, torn } = decodeJournal(textOf(folder), result.journal.head)
    expect({ problems, torn, events: events.length }).toEqual({ problems: [], torn: false, events: lost > 1 ? 2 : 3 })
  })

  test('of which not even the first line is whole begins anew', () => {
    const folder = temporary()
    fs.writeFileSync(join(folder, 'journal.ndjson'), '{"seq":1,"prev')
    const result = continueJournal(folder, ignore)
    if (!result.ok) throw new Error(result.message)
    expect(result).toMatchObject({ events: [], torn: true })
    result.journal.close()
    expect(textOf(folder)).toBe('')
  })

  test('with a broken chain is kept as it is, and what stands before the break goes on', () => {
    const folder = temporary()
    write(folder, [opened, started('one'), started('two'), started('three')])
    const broken = textOf(folder).replace('"two"', '"2"')
    fs.writeFileSync(join(folder, 'journal.ndjson'), broken)
    const result = continueJournal(folder, ignore)
    if (!result.ok) throw new Error(result.message)
    expect(result.problems).toHaveLength(1)
    result.journal.append(started('app'))
    result.journal.close()
    expect(fs.readFileSync(join(folder, 'earlier/1/journal.ndjson'), 'utf8')).toBe(broken)
    expect(decodeJournal(textOf(folder), result.journal.head)).toMatchObject({
      events: [opened, started('one'), started('2'), started('app')],
      problems: []
    })
  })

  test('that is not there, is no file or is beyond all measure is told', () => {
    const folder = temporary()
    expect(continueJournal(folder, ignore)).toEqual({
      ok: false,
      message: expect.stringContaining('There is no journal in')
    })
    fs.mkdirSync(join(folder, 'journal.ndjson'))
    expect(continueJournal(folder, ignore)).toMatchObject({
      ok: false,
      message: expect.stringContaining('not a regular file')
    })
    fs.rmdirSync(join(folder, 'journal.ndjson'))
    fs.writeFileSync(join(folder, 'journal.ndjson'), '')
    fs.truncateSync(join(folder, 'journal.ndjson'), 10 * 1024 ** 3)
    expect(continueJournal(folder, ignore)).toMatchObject({
      ok: false,
      message: expect.stringContaining('larger than any journal')
    })
  })
})

describe("a step's own journal", () => {
  test('is found in the evidence folder, or where a later step has moved it', () => {
    const workspace = temporary()
    const folder = join(workspace, 'evidence')
    prepareEvidenceFolder(folder, workspace)
    write(folder, [opened])
    const find = (at: string): string | undefined => findJournalFolder(folder, opened.executionId, at)
    expect(find(opened.at)).toBe(folder)
    prepareEvidenceFolder(folder, workspace)
    const later = { ...opened, at: addSeconds(opened.at, 3600) }
    write(folder, [later])
    expect(find(later.at)).toBe(folder)
    expect(find(opened.at)).toBe(join(folder, 'earlier/1'))
    expect(find('2026-11-24T00:00:00.000Z')).toBeUndefined()
    expect(findJournalFolder(folder, 'another', opened.at)).toBeUndefined()
    expect(findJournalFolder(join(workspace, 'nowhere'), opened.executionId, opened.at)).toBeUndefined()
  })
})
