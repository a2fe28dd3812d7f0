import { matchesGlob } from './glob.js'
import { excerpt } from './quotation.js'

/** A tag that a server must have, with a value that the glob describes. Both are compared as they are written. */
export interface TagCondition {
  readonly key: string
  readonly value: string
}

/** Which source servers are meant: those for which every condition holds. There is at least one. */
export interface ServerMatch {
  readonly tags: readonly TagCondition[]
  /** A glob, compared without regard to letter case. */
  readonly hostname?: string
}

/** How many servers a match has to find; without `max` there may be any number from `min` on. */
export interface Expectation {
  readonly min: number
  readonly max?: number
}

/** What selects servers for a wave: the `match` of a group of it, or its own. */
export interface ServerSelector {
  /** The group whose match it is; absent: the wave's own. */
  readonly group?: string
  readonly match: ServerMatch
  readonly expect?: Expectation
}

/** Whether a tag's value is the one that is asked for. */
export const isTagValue = ({ value }: TagCondition, given: string): boolean => matchesGlob(value, given)

/** Whether one of a server's host names is the one that is asked for; host names know no letter case. */
export const isHostname = (pattern: string, given: readonly string[]): boolean =>
  given.some((name) => matchesGlob(pattern.toLowerCase(), name.toLowerCase()))

/** `tag App=payments and host name app-*` */
export const describeMatch = ({ tags, hostname }: ServerMatch): string =>
  [
    ...tags.map(({ key, value }) => `tag ${excerpt(key)}=${excerpt(value)}`),
    ...(hostname === undefined ? [] : [`host name ${excerpt(hostname)}`])
  ].join(' and ')

/** `4`, `2 to 8`, `2 or more` */
export const describeExpectation = ({ min, max }: Expectation): string => {
  if (max === undefined) return `${min} or more`
  return min === max ? `${min}` : `${min} to ${max}`
}

/** Whether a wave launches more than its lists name. */
export const hasSelectors = ({ selectors = [] }: { readonly selectors?: readonly ServerSelector[] }): boolean =>
  selectors.length > 0
