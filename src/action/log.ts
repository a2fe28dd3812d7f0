import * as core from '@actions/core'
import { forAnnotation, forLog } from '../report/escape.js'

/** Where an annotation is shown: a file of the repository, lines and columns counted from 1. */
export interface Place {
  /** Path relative to the repository's root. */
  readonly file: string
  readonly line?: number
  readonly column?: number
}

/** The job log. Every text is made safe here, so that nothing that comes from outside is ever obeyed by the runner. */
export interface Log {
  /** A line that is open to the eye. */
  line(text: string): void
  /** Lines behind a title that a reader may unfold. */
  group(title: string, lines: readonly string[]): void
  notice(message: string, place?: Place): void
  warning(message: string, place?: Place): void
  error(message: string, place?: Place): void
  /** Shown only where the run is debugged (`RUNNER_DEBUG=1`). */
  debug(message: string): void
  /** Says how many messages found no room as annotations; call it once, at the end, before `setFailed`. */
  close(): void
}

type Level = 'notice' | 'warning' | 'error'

/**
 * GitHub keeps 10 annotations of a type for a step and drops the others without a word. One is kept back for
 * 'and n more', and one error for `setFailed`.
 */
const annotationsAtMost: Readonly<Record<Level, number>> = { notice: 9, warning: 9, error: 8 }

const labels: Readonly<Record<Level, string>> = { notice: 'Notice', warning: 'Warning', error: 'Error' }

/** The log of the step that this process is, on standard output as the runner reads it. */
export function createLog(): Log {
  const counts: Record<Level, number> = { notice: 0, warning: 0, error: 0 }
  const annotate = (level: Level, message: string, place: Place | undefined): void => {
    counts[level] += 1
    if (counts[level] <= annotationsAtMost[level]) {
      core[level](forAnnotation(message), place === undefined ? {} : propertiesOf(place))
    } else {
      core.info(forLog(`${labels[level]}: ${placed(message, place)}`))
    }
  }
  return {
    line: (text) => {
      core.info(forLog(text))
    },
    group: (title, lines) => {
      core.startGroup(forLog(title))
      for (const text of lines) core.info(forLog(text))
      core.endGroup()
    },
    notice: (message, place) => {
      annotate('notice', message, place)
    },
    warning: (message, place) => {
      annotate('warning', message, place)
    },
    error: (message, place) => {
      annotate('error', message, place)
    },
    debug: (message) => {
      if (core.isDebug()) core.debug(forLog(message))
    },
    close: () => {
      for (const level of ['error', 'warning', 'notice'] as const) {
        const more = counts[level] - annotationsAtMost[level]
        if (more > 0) core[level](`and ${more} more ${more === 1 ? level : `${level}s`}, in the log of this step`)
        counts[level] = Math.min(counts[level], annotationsAtMost[level])
      }
    }
  }
}

/** A log that says nothing. */
export const nullLog: Log = {
  line: () => undefined,
  group: () => undefined,
  notice: () => undefined,
  warning: () => undefined,
  error: () => undefined,
  debug: () => undefined,
  close: () => undefined
}

function propertiesOf(place: Place): core.AnnotationProperties {
  return {
    file: forAnnotation(place.file),
    ...(place.line === undefined ? {} : { startLine: place.line }),
    ...(place.column === undefined ? {} : { startColumn: place.column })
  }
}

function placed(message: string, place: Place | undefined): string {
  if (place === undefined) return message
  const parts = [place.file, place.line, place.column].filter((part) => part !== undefined)
  return `${parts.join(':')}: ${message}`
}
