import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { earlierFolders, prepareEvidenceFolder, writeEvidenceFile } from '../../src/action/evidence-folder.js'
import { temporaryFolders } from './temporary-folder.js'

const temporary = temporaryFolders()

describe('the evidence folder', () => {
  test('is made where it does not exist, and left empty', () => {
    const workspace = temporary()
    const folder = join(workspace, 'a/b/evidence')
    expect(prepareEvidenceFolder(folder, workspace)).toEqual({ ok: true })
    expect(readdirSync(folder)).toEqual([])
  })

  test('may lie outside the workspace', () => {
    const folder = join(temporary(), 'evidence')
    expect(prepareEvidenceFolder(folder, temporary())).toEqual({ ok: true })
  })

  test("never loses an earlier execution's evidence, and never touches what is not evidence", () => {
    const workspace = temporary()
    const folder = join(workspace, 'evidence')
    mkdirSync(folder)
    for (const round of ['first', 'second']) {
      writeFileSync(join(folder, 'journal.ndjson'), round)
      writeFileSync(join(folder, 'evidence.json'), round)
      writeFileSync(join(folder, 'notes.txt'), 'mine')
      const number = round === 'first' ? '1' : '2'
      expect(prepareEvidenceFolder(folder, workspace)).toEqual({ ok: true, movedTo: join(folder, 'earlier', number) })
    }
    expect(readdirSync(folder).toSorted()).toEqual(['earlier', 'notes.txt'])
    expect(earlierFolders(folder)).toEqual([join(folder, 'earlier/2'), join(folder, 'earlier/1')])
    expect(readFileSync(join(folder, 'earlier/1/journal.ndjson'), 'utf8')).toBe('first')
    expect(readFileSync(join(folder, 'earlier/2/evidence.json'), 'utf8')).toBe('second')
  })

  test('that leads out of the workspace by a symbolic link is refused before anything is made there', () => {
    const workspace = temporary()
    const elsewhere = temporary()
    symlinkSync(elsewhere, join(workspace, 'evidence'))
    const folder = join(workspace, 'evidence/new')
    expect(prepareEvidenceFolder(folder, workspace)).toEqual({
      ok: false,
      message: `"${folder.slice(0, 60)}${folder.length > 60 ? '…' : ''}" leads out of the workspace by a symbolic link: name another folder in the input "evidence-dir"`
    })
    expect(readdirSync(elsewhere)).toEqual([])
  })

  test('that is a file, or whose place for earlier evidence leads elsewhere, is refused', () => {
    const workspace = temporary()
    writeFileSync(join(workspace, 'file'), '')
    expect(prepareEvidenceFolder(join(workspace, 'file'), workspace)).toMatchObject({
      ok: false,
      message: expect.stringContaining('is in the way, or leads through a file')
    })
    expect(prepareEvidenceFolder(join(workspace, 'file/evidence'), workspace)).toMatchObject({ ok: false })
    const folder = join(workspace, 'evidence')
    mkdirSync(folder)
    symlinkSync(temporary(), join(folder, 'earlier'))
    writeFileSync(join(folder, 'journal.ndjson'), 'kept')
    expect(earlierFolders(folder)).toEqual([])
    expect(prepareEvidenceFolder(folder, workspace)).toMatchObject({
      ok: false,
      message: expect.stringContaining('is no folder')
    })
    expect(readFileSync(join(folder, 'journal.ndjson'), 'utf8')).toBe('kept')
  })

  test('of a workspace that does not exist is refused', () => {
    expect(prepareEvidenceFolder('/nowhere/at/all/evidence', '/nowhere/at/all')).toMatchObject({ ok: false })
  })
})

describe('a file of the evidence', () => {
  test('is written as a whole, over what was there, and its digest is given', () => {
    const folder = temporary()
    writeFileSync(join(folder, 'evidence.json'), 'a longer text that was there before')
    const text = '{"status":"passed","name":"ä"}\n'
    expect(writeEvidenceFile(folder, 'evidence.json', text)).toEqual({
      ok: true,
      digest: `sha256:${createHash('sha256')
        .update(readFileSync(join(folder, 'evidence.json')))
        .digest('hex')}`
    })
    expect(readFileSync(join(folder, 'evidence.json'), 'utf8')).toBe(text)
    expect(readdirSync(folder)).toEqual(['evidence.json'])
  })

  test('never follows a symbolic link', () => {
    const folder = temporary()
    const target = join(temporary(), 'target')
    writeFileSync(target, 'kept')
    symlinkSync(target, join(folder, 'summary.md'))
    symlinkSync(target, join(folder, `.summary.md.${process.pid}.tmp`))
    expect(writeEvidenceFile(folder, 'summary.md', 'new')).toMatchObject({ ok: true })
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toBe('new')
    expect(readFileSync(target, 'utf8')).toBe('kept')
  })

  test('that cannot be written says what to do, and leaves nothing behind', () => {
    const folder = temporary()
    mkdirSync(join(folder, 'evidence.json'))
    expect(writeEvidenceFile(folder, 'evidence.json', '{}')).toMatchObject({
      ok: false,
      message: expect.stringContaining('is in the way')
    })
    expect(readdirSync(folder)).toEqual(['evidence.json'])
    expect(writeEvidenceFile(join(folder, 'missing'), 'summary.md', '')).toMatchObject({ ok: false })
  })
})
