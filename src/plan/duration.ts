import parseLeniently from 'parse-duration'
import { excerpt, quote } from './quotation.js'

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1]
] as const

const LONGEST_DAYS = 30
const LONGEST_SECONDS = LONGEST_DAYS * 86_400

/** Whole numbers with a unit each, the largest unit first: `90s`, `30m`, `2h`, `1h30m`, `1d`. */
export const DURATION_PATTERN = /^(?=\d)(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?$/

/** What people write instead (`30 minutes`, `1.5h`, `1h 30m`): near enough to offer the right spelling. */
const NEARLY_A_DURATION = /^\s*(?:\d+(?:[.,]\d+)?\s*[a-z]+[\s,]*)+$/i

export type DurationResult = { readonly seconds: number } | { readonly problem: string }

export interface DurationRules {
  /** `0s` is a duration too: for a pause, where none is a choice. */
  readonly zeroAllowed?: boolean
}

const parts = (seconds: number): [amount: number, unit: string][] => {
  let rest = Math.round(seconds)
  return UNITS.map(([unit, size]) => {
    const amount = Math.floor(rest / size)
    rest -= amount * size
    return [amount, unit]
  })
}

/** The spelling that a plan takes: `1h30m`. */
const spell = (seconds: number): string =>
  parts(seconds)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}${unit}`)
    .join('')

/** A pattern that backtracks is only asked about texts of a length that a person would type. */
const LONGEST_TEXT = 40

const suggestionFor = (text: string): string => {
  const seconds = text.length <= LONGEST_TEXT && NEARLY_A_DURATION.test(text) ? parseLeniently(text, 's') : null
  if (seconds === null || !Number.isInteger(seconds) || seconds <= 0 || seconds > LONGEST_SECONDS) {
    return 'write a whole number and a unit, such as "90s", "30m", "2h" or "1h30m"'
  }
  return `write "${spell(seconds)}"`
}

/**
 * Reads a duration as plan and inputs alike take it (contract section 2): whole numbers with the units d, h, m and s,
 * more than nothing and 30 days at most. Never throws. `problem` is a predicate that begins with the value, to be put
 * behind the name of the setting: `timeout` + ` 30 has no unit: write …`.
 */
export const parseDuration = (text: unknown, { zeroAllowed = false }: DurationRules = {}): DurationResult => {
  if (text === null) return { problem: 'is empty: write a number and a unit, such as "30m"' }
  if (typeof text !== 'string' && typeof text !== 'number') {
    return { problem: 'is not a duration: write a number and a unit, such as "30m"' }
  }
  const written = String(text).trim()
  const shown = typeof text === 'number' ? written : quote(text)
  if (written === '') return { problem: 'is empty: write a number and a unit, such as "30m"' }
  if (/^\d+$/.test(written)) {
    const number = excerpt(written)
    return {
      problem: `${shown} has no unit: write "${number}m" for ${number} minute${number === '1' ? '' : 's'} or "${number}s" for seconds`
    }
  }
  if (/^-\s*\d/.test(written)) return { problem: `${shown} is negative: write a duration such as "30m"` }
  if (!DURATION_PATTERN.test(written) || written !== text) {
    return { problem: `${shown} is not a duration: ${suggestionFor(written)}` }
  }
  const seconds = Number(parseLeniently(written, 's'))
  if (seconds === 0 && zeroAllowed) return { seconds }
  if (seconds === 0) return { problem: `${shown} is no time at all: write a duration such as "30m"` }
  // Also what is not a number: a text too long to be one.
  if (!(seconds <= LONGEST_SECONDS)) {
    return { problem: `${shown} is too long: write ${LONGEST_DAYS} days ("${LONGEST_DAYS}d") or less` }
  }
  return { seconds }
}

/**
 * A duration for people, to the second: `45s`, `2m 05s`, `1h 30m`, `1d 00h 20m`. Units that end in nothing are left
 * out, those in between are kept, all but the first have two digits. A negative duration has a minus sign.
 */
export const formatDuration = (seconds: number): string => {
  if (!Number.isFinite(seconds)) return 'unknown'
  const all = parts(Math.abs(seconds))
  const first = all.findIndex(([amount]) => amount > 0)
  if (first === -1) return '0s'
  const last = all.findLastIndex(([amount]) => amount > 0)
  const text = all
    .slice(first, last + 1)
    .map(([amount, unit], index) => `${index === 0 ? amount : String(amount).padStart(2, '0')}${unit}`)
    .join(' ')
  return seconds < 0 ? `-${text}` : text
}
