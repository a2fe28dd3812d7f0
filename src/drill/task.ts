import type { Command } from './commands.js'
import type { Timestamp } from './timestamp.js'

/** A command and the moment from which it may be carried out. */
export interface Task {
  readonly at: Timestamp
  readonly command: Command
}
