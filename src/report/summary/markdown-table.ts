/** A column of a Markdown table; numbers stand on the right. */
export interface Column {
  readonly title: string
  readonly align?: 'right'
}

/** A GitHub Markdown table. Titles and cells are Markdown already. */
export function markdownTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map(line)
  ].join('\n')
}
