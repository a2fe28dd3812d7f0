export interface Column<Row> {
  readonly title: string
  /** Numbers are aligned to the right, so that their digits stand below each other. */
  readonly align?: 'right'
  readonly cell: (row: Row) => string
}

/** Lines of a table for a log: columns as wide as their widest cell, two blanks apart, no blanks at a line's end. */
export function tableLines<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly string[] {
  const padded = columns.map(({ title, align, cell }) => {
    const cells = [title, ...rows.map(cell)]
    const width = Math.max(...cells.map(({ length }) => length))
    return cells.map((text) => (align === 'right' ? text.padStart(width) : text.padEnd(width)))
  })
  return ['the titles', ...rows].map((_, line) =>
    padded
      .map((cells) => cells[line])
      .join('  ')
      .trimEnd()
  )
}
