/** How much a summary shows. GitHub drops a whole summary that is a byte too long, so there is a ladder of shorter ones. */
export interface SummaryForm {
  /** What is left out, as a sentence; empty in the full form. */
  readonly leavesOut: string
  /** Tables of the waves that are up, and of those that were not started. */
  readonly quietTables: boolean
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

/** From the fullest to the shortest, which fits whatever the drill was. */
export const summaryForms: readonly SummaryForm[] = [
  { leavesOut: '', quietTables: true, rows: 'all', waves: true, chart: true, listed: 200, reasonLength: 500 },
  {
    leavesOut: 'The tables of the waves that are up were left out.',
    quietTables: false,
    rows: 'all',
    waves: true,
    chart: true,
    listed: 100,
    reasonLength: 300
  },
  {
    leavesOut: 'Servers that are up were left out of the tables, and long reasons were cut.',
    quietTables: false,
    rows: 1000,
    waves: true,
    chart: true,
    listed: 50,
    reasonLength: 120
  },
  {
    leavesOut:
      'The chart of the waves was left out; of the servers, only the first 100 that are not up are shown, and long reasons were cut.',
    quietTables: false,
    rows: 100,
    waves: true,
    chart: false,
    listed: 20,
    reasonLength: 120
  },
  {
    leavesOut: 'The chart of the waves and the tables of servers were left out, and long lists and reasons were cut.',
    quietTables: false,
    rows: 0,
    waves: true,
    chart: false,
    listed: 10,
    reasonLength: 120
  },
  {
    leavesOut:
      'The chart of the waves, the waves and their servers were left out, and long lists and reasons were cut.',
    quietTables: false,
    rows: 0,
    waves: false,
    chart: false,
    listed: 5,
    reasonLength: 120
  }
]

/** A list of the first `limit` of the items, and a last line that says how many more there are. */
export function list<T>(items: readonly T[], limit: number, render: (item: T) => string): string {
  const lines = items.slice(0, limit).map((item) => `- ${render(item)}`)
  const more = items.length - lines.length
  return [...lines, ...(more === 0 ? [] : [`- … and ${String(more)} more`])].join('\n')
}
