import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { longestPlanBytes, readPlanFile } from '../../src/action/plan-file.js'
import { temporaryFolders } from './temporary-folder.js'

const folder = temporaryFolders()

const workspaceWith = (files: Readonly<Record<string, string>>): string => {
  const workspace = folder()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(workspace, name, '..'), { recursive: true })
    writeFileSync(join(workspace, name), text)
  }
  return workspace
}

const messageOf = (path: string, workspace: string): string => {
  const result = readPlanFile(path, workspace)
  return result.ok ? 'it was read' : result.message
}

describe('the plan file', () => {
  test('is read from the workspace, by relative and absolute path', () => {
    const workspace = workspaceWith({ 'dr/payments.yml': 'version: 1' })
    const read = { ok: true, bytes: Buffer.from('version: 1'), relativePath: 'dr/payments.yml' }
    expect(readPlanFile('dr/payments.yml', workspace)).toEqual(read)
    expect(readPlanFile('./dr/../dr/payments.yml', workspace)).toEqual(read)
    expect(readPlanFile(join(workspace, 'dr/payments.yml'), workspace)).toEqual(read)
  })

  test('is read where the workspace or the file is a symbolic link that stays inside', () => {
    const workspace = workspaceWith({ 'dr/payments.yml': 'version: 1' })
    const link = join(folder(), 'workspace')
    symlinkSync(workspace, link)
    symlinkSync('payments.yml', join(workspace, 'dr/current.yml'))
    expect(readPlanFile('dr/current.yml', link)).toMatchObject({ ok: true, relativePath: 'dr/current.yml' })
    expect(readPlanFile(join(workspace, 'dr/payments.yml'), link)).toMatchObject({
      ok: true,
      relativePath: 'dr/payments.yml'
    })
  })

  test('may be 1 MiB and no byte more', () => {
    const workspace = workspaceWith({ 'plan.yml': '', 'huge.yml': '' })
    truncateSync(join(workspace, 'plan.yml'), longestPlanBytes)
    truncateSync(join(workspace, 'huge.yml'), 10 * 1024 ** 3)
    expect(readPlanFile('plan.yml', workspace)).toMatchObject({ ok: true })
    expect(messageOf('huge.yml', workspace)).toBe(
      'The plan "huge.yml" is larger than 1 MiB: name a plan file, or split the plan'
    )
  })
})

describe('a plan file that cannot be read says what to do', () => {
  test('when the repository was not checked out', () => {
    expect(messageOf('dr/payments.yml', folder())).toBe(
      'The plan "dr/payments.yml" does not exist, the workspace is empty: run actions/checkout before this step'
    )
    expect(messageOf('dr/payments.yml', join(folder(), 'nowhere'))).toContain('run actions/checkout')
  })

  test('when its name was mistyped', () => {
    const workspace = workspaceWith({ 'dr/payments.yaml': '', 'README.md': '' })
    expect(messageOf('dr/payments.yml', workspace)).toBe(
      'The plan "dr/payments.yml" does not exist: did you mean "dr/payments.yaml"?'
    )
    expect(messageOf('drills/payments.yml', workspace)).toBe(
      'The plan "drills/payments.yml" does not exist in the workspace: check the path, and that actions/checkout runs before this step'
    )
    expect(messageOf('README.md/plan.yml', workspace)).toContain('does not exist in the workspace')
  })

  test('when it leads out of the workspace, there or not', () => {
    const workspace = workspaceWith({ 'plan.yml': '' })
    const outside = 'leads out of the workspace: name a file of the repository that is checked out there'
    symlinkSync('/etc/passwd', join(workspace, 'link.yml'))
    symlinkSync('/etc', join(workspace, 'folder'))
    expect(messageOf('../../etc/passwd', workspace)).toBe(`The plan "../../etc/passwd" ${outside}`)
    expect(messageOf('/etc/nothing', workspace)).toBe(`The plan "/etc/nothing" ${outside}`)
    expect(messageOf('link.yml', workspace)).toBe(`The plan "link.yml" ${outside}`)
    expect(messageOf('folder/passwd', workspace)).toBe(`The plan "folder/passwd" ${outside}`)
  })

  test('when it is a folder, a pipe or a device', () => {
    const workspace = workspaceWith({ 'dr/plan.yml': '' })
    execFileSync('mkfifo', [join(workspace, 'pipe.yml')])
    expect(messageOf('dr', workspace)).toBe('The plan "dr" is a folder: name the plan file in it')
    expect(messageOf('.', workspace)).toBe('The plan "." is a folder: name the plan file in it')
    expect(messageOf('pipe.yml', workspace)).toBe('The plan "pipe.yml" is no regular file: name a YAML or JSON file')
    expect(messageOf('null', '/dev')).toBe('The plan "null" is no regular file: name a YAML or JSON file')
  })

  test('when its path is no path', () => {
    const workspace = workspaceWith({ 'plan.yml': '' })
    symlinkSync('loop.yml', join(workspace, 'loop.yml'))
    expect(messageOf('loop.yml', workspace)).toBe(
      'The plan "loop.yml" is a symbolic link that leads to itself: name a file'
    )
    expect(messageOf('x'.repeat(5000), workspace)).toContain('is too long to be a path: name a file')
    expect(messageOf('a\0b', workspace)).toContain('The plan "a\\u{0}b" cannot be read (ERR_INVALID_ARG_VALUE)')
  })
})
