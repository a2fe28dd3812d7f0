import type { DrillEvent } from '../drill/events.js'
import type { Clock } from '../drill/ports.js'
import type { DrillState } from '../drill/state.js'
import { secondsBetween } from '../drill/timestamp.js'
import { approvalNotice } from '../report/narration/approval-notice.js'
import { heartbeat } from '../report/narration/heartbeat.js'
import { credentialsWarning } from '../report/narration/credentials-warning.js'
import { narrate } from '../report/narration/narration.js'
import { serverLines } from '../report/narration/setup.js'
import type { Log } from './log.js'

/** How long the log may be silent before it says what is awaited; a reader should never wait two minutes for a word. */
const silenceSeconds = 60

/** How often the silence is measured. */
const tickMilliseconds = 5_000

/** What a person sees while the drill runs: a line for what changes, and a heartbeat while nothing does. */
export interface Progress {
  readonly observe: (before: DrillState, event: DrillEvent, after: DrillState) => void
  stop(): void
}

/** Begins to narrate an execution. */
export function startProgress(opened: DrillState, log: Log, clock: Clock): Progress {
  let latest = opened
  let spokeAt = clock.now()
  let said = ''
  const say = (text: string): void => {
    if (text === said) return
    said = text
    spokeAt = clock.now()
    log.line(text)
  }
  const timer = setInterval(() => {
    const now = clock.now()
    if (secondsBetween(spokeAt, now) >= silenceSeconds) say(heartbeat(latest, now))
  }, tickMilliseconds)
  return {
    observe: (before, event, after) => {
      latest = after
      for (const text of narrate(before, event, after)) say(text)
      const ending = event.type === 'identity-confirmed' ? credentialsWarning(after) : undefined
      if (ending !== undefined) log.warning(ending)
      const approval = approvalNotice(before, event, after)
      if (approval !== undefined) log.notice(approval)
      if (event.type === 'servers-described') log.group('Servers before the drill', serverLines(after))
    },
    stop: () => {
      clearInterval(timer)
    }
  }
}
