import { describe, expect, test } from '@jest/globals'
import { posix } from 'node:path'
import { documents, exists, manifest, read } from './repository.js'

/** Folders of the repository: what begins with one of them in a document is a path. */
const folders = /^(?:src|simulator|demo|scripts|examples|docs|__tests__|dist|\.ci|\.github)\//

/** A text without its fenced code. */
const prose = (text: string): string => text.replaceAll(/^```[^]*?^```$/gm, '')

function linksOf(path: string): readonly { readonly target: string; readonly anchor: string }[] {
  return [...prose(read(path)).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].map(
    ([, file = '', anchor = '']) => ({
      target: file === '' ? path : posix.join(posix.dirname(path), file),
      anchor
    })
  )
}

/** As GitHub makes them. */
function anchorsOf(path: string): readonly string[] {
  return [...prose(read(path)).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
  )
}

describe.each(documents)('%s', (document) => {
  const text = read(document)

  test('links to files and headings that exist', () => {
    const broken = linksOf(document).filter(
      ({ target, anchor }) => !exists(target) || (anchor !== '' && !anchorsOf(target).includes(anchor))
    )
    expect(broken).toEqual([])
  })

  test('names files that exist', () => {
    const named = [...prose(text).matchAll(/`([\w./@-]+)`/g)].map(([, name = '']) => name)
    expect(named.filter((name) => folders.test(name) && !exists(name))).toEqual([])
  })

  test('names npm scripts that exist', () => {
    const scripts = [...text.matchAll(/npm (?:run )?([a-z:-]+)/g)].map(([, name = '']) => name)
    const known = [...Object.keys(manifest.scripts), 'ci', 'cit', 'install', 'run']
    expect(scripts.filter((name) => !known.includes(name))).toEqual([])
  })

  test('names no path of a machine', () => {
    expect(text).not.toMatch(/(?:^|[\s"'`(])\/(?:home|root|work|tmp|Users)\//m)
  })
})

describe('docs/dependencies.md', () => {
  const text = read('docs/dependencies.md')

  test('has a line for every package, with a reason', () => {
    const packages = Object.keys({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies
    })
    const rows = text.split('\n').filter((line) => line.startsWith('| `'))
    expect(packages.filter((name) => !rows.some((row) => row.includes(`\`${name}\``)))).toEqual([])
  })

  test('names no package that is not there any more', () => {
    const cells = text.split('\n').flatMap((line) => /^\| (`.*?`) \|/.exec(line)?.[1] ?? [])
    const named = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
    const packages = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
    expect(named.filter((name) => !(name in packages))).toEqual([])
  })
})
