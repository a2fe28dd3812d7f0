/** What a line of the log makes the runner show on the run's page. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
  readonly file?: string
  readonly line?: number
  readonly col?: number
}

const command = /^::(error|warning|notice)(?: ([^:]*))?::(.*)$/

/** The annotations of a log, as the runner decodes them. */
export function annotationsIn(log: string): readonly Annotation[] {
  return log.split('\n').flatMap((line) => {
    const [, level, properties = '', message = ''] = command.exec(line) ?? []
    if (level !== 'error' && level !== 'warning' && level !== 'notice') return []
    const place = new Map(properties.split(',').map((part) => [nameIn(part), valueIn(part)]))
    return [
      {
        level,
        message: decode(message),
        ...(place.has('file') && { file: place.get('file') ?? '' }),
        ...(place.has('line') && { line: Number(place.get('line')) }),
        ...(place.has('col') && { col: Number(place.get('col')) })
      }
    ]
  })
}

/** The messages of the log's errors, `setFailed`'s last. */
export function errorsIn(log: string): readonly string[] {
  return annotationsIn(log)
    .filter(({ level }) => level === 'error')
    .map(({ message }) => message)
}

/** The lines of the group with this title. */
export function groupIn(log: string, title: string): readonly string[] {
  const lines = log.split('\n')
  const start = lines.findIndex((line) => line === `::group::${title}`)
  if (start === -1) return []
  return lines.slice(start + 1, lines.indexOf('::endgroup::', start))
}

function decode(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function nameIn(property: string): string {
  return property.slice(0, property.indexOf('='))
}

function valueIn(property: string): string {
  return decode(
    property
      .slice(property.indexOf('=') + 1)
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
  )
}
