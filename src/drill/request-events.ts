import type { Command } from './commands.js'
import type { EventBody } from './events.js'
import type { Failure } from './failure.js'
import type { RecoveryService } from './ports.js'
import type { DrillState } from './state.js'

/** A command that changes something in AWS. */
export type Changing = Extract<Command, { do: 'start-job' | 'terminate' | 'start-action' }>

/** How it is asked for: what stands in the journal before it is sent, the call, and what its failure means. */
export interface Request {
  readonly written: EventBody
  readonly send: (signal: AbortSignal) => Promise<EventBody>
  /** `isLost`: the answer is missing, so that it may have been done. */
  readonly failed: (failure: Failure, isLost: boolean) => EventBody
}

/** The request that carries out a command. */
export function requestFor(command: Changing, state: DrillState, aws: RecoveryService): Request {
  switch (command.do) {
    case 'start-job': {
      const { request, wave, servers, snapshots, isDrill } = command
      const tags = { executionId: state.executionId, plan: state.planReference.name, wave }
      return {
        written: { type: 'job-requested', request, wave, servers, ...(snapshots === undefined ? {} : { snapshots }) },
        send: async (signal) => {
          const job = await aws.startJob(servers, isDrill, tags, signal, snapshots)
          return { type: 'job-started', request, job }
        },
        failed: (failure, isLost) => ({ type: isLost ? 'job-answer-lost' : 'job-refused', request, failure })
      }
    }
    case 'terminate': {
      const { request, recoveryInstanceIds } = command
      return {
        written: { type: 'termination-requested', request, recoveryInstanceIds },
        send: async (signal) => {
          const job = await aws.terminateInstances(recoveryInstanceIds, signal)
          return { type: 'termination-started', request, job }
        },
        failed: (failure, isLost) => ({
          type: isLost ? 'termination-answer-lost' : 'termination-refused',
          request,
          failure
        })
      }
    }
    case 'start-action': {
      const { do: _do, wave, action, tries, ...run } = command
      const { token, parameters } = run
      return {
        written: { type: 'action-requested', wave, action, tries, token, parameters },
        send: async (signal) => {
          const automationExecutionId = await aws.startAutomation(run, signal)
          return { type: 'action-started', wave, action, automationExecutionId }
        },
        failed: (failure, isLost) => ({ type: isLost ? 'action-answer-lost' : 'action-refused', wave, action, failure })
      }
    }
  }
}
