import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import {
  forAnnotation,
  forHtml,
  forLog,
  forMarkdown,
  forMarkdownCode,
  forMarkdownTableCell,
  forMermaid,
  forXml
} from '../../src/report/escape.js'
import { hostileText } from './hostile.js'

const places = {
  forLog,
  forAnnotation,
  forMarkdown,
  forMarkdownTableCell,
  forMarkdownCode,
  forMermaid,
  forHtml,
  forXml
}

const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Surrogate}]/u

describe.each(Object.entries(places))('%s', (_name, escape) => {
  it.each(['app-01.corp.example_net', 'db_primary_02', '10.0.4.17', 'Größe 東京 сервер', 'i-0a1b2c3d4e5f60718'])(
    'leaves the ordinary name %s as it is',
    (name) => {
      expect(escape(name).replaceAll('`', '')).toBe(name)
    }
  )

  it('gives one line without characters that are not seen', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(escape(text)).not.toMatch(unseen)
      })
    )
  })

  it('cuts what is too long, never through a character', () => {
    expect(escape('x'.repeat(65_536)).length).toBeLessThan(4100)
    expect(escape('abcdef', 4).replaceAll('`', '')).toMatch(/^abc…?$/)
    expect(escape('ab😀cd', 4)).not.toMatch(/\p{Surrogate}/u)
  })

  it('shows an unpaired surrogate as a replacement character, or not at all', () => {
    expect(escape('a\uD800b')).toMatch(/^`?a[\uFFFD ]b`?$/)
  })

  it('removes colours, cursor movements and links of a terminal', () => {
    expect(escape('\u001B[31mred\u001B[0m \u009B2Jcls \u001B]8;;http://x\u0007link\u001B]8;;\u0007')).toMatch(
      /^`?red cls link`?$/
    )
  })
})

describe('forLog', () => {
  it.each([
    '::set-output name=x::y',
    '  ::add-mask::x',
    '\u200B::stop-commands::x',
    '\u0000::error::x',
    '\r\n::debug::x'
  ])('keeps the runner from obeying %j', (text) => {
    expect(forLog(text)).not.toMatch(/^\s*::/)
  })

  it.each(['##[add-mask]x', 'host ##[group]', '#\u200B#[error]x', '###[warning]', '\u001B[0m##[command]'])(
    'keeps the runner from obeying %j',
    (text) => {
      expect(forLog(text)).not.toContain('##[')
    }
  )

  it('leaves no command in any text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(forLog(text)).not.toMatch(/##\[|^\s*::/)
      })
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(forLog(forLog(text))).toBe(forLog(text))
      })
    )
  })

  it('keeps the blanks that align a line, and the colons of an ARN', () => {
    expect(forLog('  05:10  databases   up')).toBe('  05:10  databases   up')
    expect(forLog('arn:aws:iam::123456789012:role/x')).toBe('arn:aws:iam::123456789012:role/x')
  })
})

describe('forMermaid', () => {
  it('keeps only what names hold', () => {
    expect(forMermaid('a:b;c#d%%{init}"<br>`e`')).toBe('a b c d init br e')
    expect(forMermaid('::')).toBe('unnamed')
  })
})

describe('forMarkdown', () => {
  it.each([
    ['*bold* ~~gone~~ `code`', '\\*bold\\* \\~\\~gone\\~\\~ \\`code\\`'],
    ['[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
    ['a | b', 'a &vert; b'],
    ['<script>&amp;', '&lt;script&gt;&amp;amp;'],
    ['_a_ b_c', '\\_a\\_ b_c'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['# title', '\\# title'],
    ['@octocat and #123', '<span>@</span>octocat and <span>#</span>123'],
    ['https://evil.example', 'https<span>:</span>//evil.example'],
    ['www.evil.example', 'www<span>.</span>evil.example'],
    ['GH-12 :tada: $x$', 'GH<span>-</span>12 <span>:</span>tada: <span>$</span>x<span>$</span>'],
    ['#12', '<span>#</span>12'],
    ['\\#12', '\\\\<span>#</span>12'],
    ['', '']
  ])('%j becomes %j', (text, markdown) => {
    expect(forMarkdown(text)).toBe(markdown)
  })
})

describe('forMarkdownCode', () => {
  it('uses an element where a code span would end early', () => {
    expect(forMarkdownCode('a`b|c')).toBe('<code>a\\`b&vert;c</code>')
    expect(forMarkdownCode('  ')).toBe('')
    expect(forMarkdownCode('arn:aws:sts::1:x/a@b')).toBe('`arn:aws:sts::1:x/a@b`')
  })
})

describe('forXml and forHtml', () => {
  it('stay text, in an element and in an attribute', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const xml = `<a b="${forXml(text)}" c='${forXml(text)}'>${forXml(text)}</a>`
        expect(() => new XMLParser().parse(xml) as unknown).not.toThrow()
        expect(forXml(text)).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/)
        expect(forHtml(text)).not.toMatch(/[<>"']/)
      })
    )
  })
})
