import { describe, expect, it } from '@jest/globals'
import { style } from '../../../src/report/html/style.js'

/** The colours of a theme by name. */
const themeIn = (css: string) =>
  new Map([...css.matchAll(/--([a-z-]+):(#[0-9a-f]{3,6})/g)].map(([, name = '', colour = '']) => [name, colour]))

const dark = /prefers-color-scheme:dark\)\{:root\{([^}]*)\}/.exec(style)?.[1] ?? ''
const themes = {
  light: themeIn(/^:root\{([^}]*)\}/m.exec(style)?.[1] ?? ''),
  dark: themeIn(dark),
  paper: themeIn(/@media print\{\s*:root\{([^}]*)\}/.exec(style)?.[1] ?? '')
}

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (colour: string) => {
  const hex = colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (a: string, b: string) => {
  const [light = 0, dim = 0] = [luminance(a), luminance(b)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dim + 0.05)
}

const texts = ['ink', 'muted', 'link', 'good', 'bad', 'warn', 'idle', 'rto', 'budget']

describe.each(Object.entries(themes))('the %s theme', (_, theme) => {
  const colour = (name: string) => theme.get(name) ?? 'missing'
  const pairs = [
    ...texts.flatMap((text) => ['paper', 'ground', 'band'].map((ground) => [text, ground, 4.5] as const)),
    ...['good', 'bad', 'warn'].flatMap((tone) => [
      ['ink', `${tone}-soft`, 4.5] as const,
      [tone, `${tone}-soft`, 4.5] as const
    ]),
    // What is drawn: the edges of bars, and the marks at their ends.
    ...['paper', 'band'].map((ground) => ['edge', ground, 3] as const),
    ...['waiting', 'snapshot', 'conversion', 'verification', 'action'].map(
      (phase) => [`${phase}-ink`, phase, 1.4] as const
    )
  ]

  it.each(pairs)('%s on %s has a contrast of %s or better', (text, ground, least) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(least)
  })
})
