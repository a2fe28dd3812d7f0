/** How an execution ends (output `status`); the step is green for `passed` alone. */
export type Status = 'passed' | 'failed' | 'timed-out' | 'cancelled' | 'blocked'

/** How a server ends. `launched` is the only good one: LAUNCHED in DRS and verified in EC2. */
export type ServerStatus =
  'launched' | 'failed' | 'skipped' | 'terminated' | 'unverified' | 'timed-out' | 'not-started' | 'cancelled'

/** How a wave ends. */
export type WaveEnd = 'up' | 'failed' | 'timed-out' | 'not-started' | 'cancelled'

/** Where a wave is. */
export type WaveStatus = 'waiting' | 'running' | WaveEnd

/**
 * How an action of a wave ends. `succeeded` and `succeeded-earlier` (in an earlier attempt, which went on to launch the
 * wave) are the good ones; `timed-out`: a budget ran out, and it was stopped; `cancelled`: stopped, by whomever.
 */
export type ActionStatus = 'succeeded' | 'succeeded-earlier' | 'failed' | 'timed-out' | 'cancelled' | 'not-started'
