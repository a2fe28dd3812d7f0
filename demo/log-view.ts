import { readWorkflowCommand, type WorkflowCommand } from './workflow-command.js'
import type { Paint } from './paint.js'

/** Shows a log as GitHub's log viewer does, all groups unfolded. */
export interface LogView {
  /** What is shown for a line of the log; undefined for nothing. */
  show(line: string): string | undefined
}

const levels = {
  error: { label: 'Error', colour: 'red' },
  warning: { label: 'Warning', colour: 'yellow' },
  notice: { label: 'Notice', colour: 'cyan' }
} as const

/** A view of one log, at its beginning. */
export function createLogView(paint: Paint): LogView {
  let inGroup = false
  const showCommand = (command: WorkflowCommand): string | undefined => {
    const { name, message } = command
    switch (name) {
      case 'group':
        inGroup = true
        return paint('bold', `▼ ${message}`)
      case 'endgroup':
        inGroup = false
        return undefined
      case 'error':
      case 'warning':
      case 'notice': {
        const { label, colour } = levels[name]
        return paint(colour, `${label}: ${message}${placeOf(command)}`)
      }
      // Debug messages among them: GitHub shows those with step debug logging alone.
      default:
        return undefined
    }
  }
  return {
    show: (line) => {
      const command = readWorkflowCommand(line)
      if (command !== undefined) return showCommand(command)
      return inGroup && line !== '' ? `  ${line}` : line
    }
  }
}

/** Where GitHub puts the annotation. Its log does not say so; a reader of this one has no other place to see it. */
function placeOf({ properties }: WorkflowCommand): string {
  const { file, line, col } = properties
  if (file === undefined) return ''
  return ` (${[file, line, col].filter((part) => part !== undefined).join(':')})`
}
