/** How much a summary shows. GitHub drops a whole summary that is a byte too long, so there is a ladder of shorter ones. */
export interface SummaryForm {
  /** Tables of the waves that are up. */
  readonly upTables: boolean
  /** Tables of the waves that were not started. */
  readonly notStartedTables: boolean
  /** `all`: every server of a wave that is not up; else only those that are not up, so many of them in all. */
  readonly rows: 'all' | number
  /** A line for each wave. */
  readonly waves: boolean
  readonly chart: boolean
  /** Items of each list: refusals, servers that are not up, deviations, jobs, commands. */
  readonly listed: number
  /** Characters of a text from AWS. */
  readonly reasonLength: number
}

const full: SummaryForm = {
  upTables: true,
  notStartedTables: true,
  rows: 'all',
  waves: true,
  chart: true,
  listed: 200,
  reasonLength: 500
}
const withoutUp: SummaryForm = { ...full, upTables: false, listed: 100, reasonLength: 300 }
const notUpAlone: SummaryForm = {
  ...withoutUp,
  notStartedTables: false,
  rows: Infinity,
  listed: 50,
  reasonLength: 120
}

/**
 * From the fullest to the shortest, which fits whatever the drill was. Where `rows` is a number, it is the most: there are
 * as many as there is room for.
 */
export const summaryForms: readonly SummaryForm[] = [
  full,
  withoutUp,
  { ...withoutUp, notStartedTables: false },
  notUpAlone,
  { ...notUpAlone, chart: false, listed: 20 },
  { ...notUpAlone, chart: false, listed: 10 },
  { ...notUpAlone, chart: false, listed: 5, rows: 0, waves: false }
]

/** Whether texts and lists are cut shorter than those of a summary that has room. */
export function cutsMore({ listed, reasonLength }: SummaryForm): boolean {
  return listed < full.listed || reasonLength < full.reasonLength
}

/** Instances of each list: the record has all of them, and of a list that is cut the first few tell enough. */
export function instancesListed(form: SummaryForm): number {
  return cutsMore(form) ? Math.floor(form.listed / 5) : form.listed
}

/** A list of the first `limit` of the items, and a last line that says how many more there are. */
export function list<T>(items: readonly T[], limit: number, render: (item: T) => string): string {
  const lines = items.slice(0, limit).map((item) => `- ${render(item)}`)
  const more = items.length - lines.length
  return [...lines, ...(more === 0 ? [] : [`- … and ${String(more)} more`])].join('\n')
}
