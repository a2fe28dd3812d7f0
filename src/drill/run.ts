import type { Command, Conclusion } from './commands.js'
import { decide } from './decide.js'
import type { DrillEvent, EventBody, EventOf, Look } from './events.js'
import { evolve } from './evolve.js'
import { FailedCall, type Failure } from './failure.js'
import { requestFor, type Changing } from './request-events.js'
import { changedAutomation, changedInstances, changedJobs, newLogItems } from './watch/novelty.js'
import type { Clock, Journal, RecoveryService } from './ports.js'
import { selectServers } from './selection/server-selection.js'
import type { DrillState } from './state.js'
import { addSeconds } from './timestamp.js'

/**
 * How long a StartRecovery that is on its way may still answer after a cancel: its answer is the job's ID, and a job that
 * is known can be told of.
 */
const startGraceSeconds = 2

/** What the loop needs of the world. */
export interface Surroundings {
  readonly clock: Clock
  readonly aws: RecoveryService
  readonly journal: Journal
  /** Told of every event, after it is in the journal. */
  readonly observe: (before: DrillState, event: DrillEvent, after: DrillState) => void
  /** Aborted when the run is cancelled; its reason is the signal's name. */
  readonly cancellation: AbortSignal
  /**
   * Questions to others than AWS that are under way: what each comes to is written down when it is there. Nothing waits
   * for them but the end. They never reject, and come to an end by themselves.
   */
  readonly asides?: readonly Promise<EventBody>[]
}

/**
 * Carries out what `decide` decides until the execution is finished, and writes down everything that happens.
 * Never throws for what AWS answers: failures are events too.
 */
export async function run(opened: DrillState, world: Surroundings): Promise<DrillState> {
  const loop = new Loop(opened, world)
  return loop.untilFinished()
}

class Loop {
  private readonly startSignal: AbortSignal
  private readonly asides: Promise<unknown>

  constructor(
    private state: DrillState,
    private readonly world: Surroundings
  ) {
    this.startSignal = this.abortedAfterGrace()
    this.asides = Promise.all(
      (world.asides ?? []).map(async (aside) => {
        this.write(await aside)
      })
    )
    // At once, not when the loop wakes: a second signal may end the process before.
    world.cancellation.addEventListener('abort', this.noteCancel, { once: true })
  }

  /** From here on nothing is written any more: what is still under way belongs to a loop that has ended. */
  private isOver = false

  async untilFinished(): Promise<DrillState> {
    try {
      return await this.loop()
    } finally {
      this.isOver = true
      this.world.cancellation.removeEventListener('abort', this.noteCancel)
    }
  }

  private async loop(): Promise<DrillState> {
    for (;;) {
      if (this.world.cancellation.aborted) this.noteCancel()
      const commands = decide(this.state, this.world.clock.now())
      if (commands.length === 0) return this.state
      await Promise.all(commands.map((command) => this.carryOut(command)))
    }
  }

  private readonly noteCancel = (): void => {
    if (!this.state.mustStop) this.write({ type: 'cancel-requested', signal: String(this.world.cancellation.reason) })
  }

  private async carryOut(command: Command): Promise<void> {
    const { aws, clock, cancellation } = this.world
    switch (command.do) {
      case 'conclude':
        return this.conclude(command.event)
      case 'wait':
        await clock.sleepUntil(command.until, cancellation)
        return
      case 'identify':
        return this.look('identity', async () => {
          this.write({ type: 'identity-confirmed', identity: await aws.identify(cancellation) })
        })
      case 'list-servers':
        return this.look('servers', async () => {
          const listed = await aws.listServers(cancellation)
          this.write({ type: 'servers-selected', ...selectServers(this.state.plan?.waves ?? [], listed) })
        })
      case 'describe-servers':
        return this.look('servers', async () => {
          this.write({ type: 'servers-described', ...(await aws.describeServers(command.servers, cancellation)) })
        })
      case 'find-snapshots':
        return this.look('snapshots', async () => {
          this.write({ type: 'snapshots-found', servers: await aws.findSnapshots(command.questions, cancellation) })
        })
      case 'survey-jobs':
        return this.survey(command)
      case 'foretell-permissions':
        return this.foretell(command)
      case 'observe-recoveries':
        return this.look('recoveries', async () => {
          const live = await aws.observeRecoveries(command.servers, cancellation)
          this.write({ type: 'recoveries-observed', asked: command.servers, live })
        })
      case 'observe-jobs':
        return this.look('jobs', async () => {
          const seen = await aws.observeJobs(command.jobIds, cancellation)
          this.write({ type: 'jobs-observed', asked: command.jobIds, changes: changedJobs(this.state, seen) })
        })
      case 'read-job-log':
        return this.look('job-log', async () => {
          const items = await aws.readJobLog(command.jobId, cancellation)
          this.write({
            type: 'job-log-read',
            jobId: command.jobId,
            items: newLogItems(this.state, command.jobId, items)
          })
        })
      case 'observe-instances':
        return this.look('instances', async () => {
          const seen = await aws.observeInstances(command.servers, cancellation)
          const asked = command.servers.map(({ sourceServerId }) => sourceServerId)
          this.write({ type: 'instances-observed', asked, changes: changedInstances(this.state, seen) })
        })
      case 'start-job':
      case 'terminate':
      case 'start-action':
        return this.change(command)
      case 'list-instances':
        return this.look('own-instances', async () => {
          const own = await aws.listInstances(this.state.executionId, command.known, cancellation)
          this.write({ type: 'instances-listed', ...own })
        })
      case 'describe-documents':
        return this.look('documents', async () => {
          const documents = await aws.describeDocuments(command.documents, cancellation)
          this.write({ type: 'documents-described', documents })
        })
      case 'observe-action':
        return this.look(
          'actions',
          async () => {
            const { wave, action, automationExecutionId } = command
            const seen = await aws.observeAutomation(automationExecutionId, cancellation)
            this.write({ type: 'action-observed', wave, action, ...changedAutomation(this.state, command, seen) })
          },
          { automationExecutionId: command.automationExecutionId }
        )
      case 'stop-action':
        return this.stopAction(command)
    }
  }

  private async conclude(event: Conclusion): Promise<void> {
    if (event.type === 'execution-finished') {
      await this.asides
      this.write({ type: 'calls-counted', ...this.world.aws.counts() })
    }
    this.write(event)
  }

  /** Where both are asked, both are written down when both are answered: the one is as good as the other is then. */
  private async survey({ recoveriesOf = [] }: Extract<Command, { do: 'survey-jobs' }>): Promise<void> {
    const { aws, cancellation } = this.world
    const surveyed = aws.surveyJobs(this.state.executionId, new Set(this.state.servers.keys()), cancellation)
    const observed = recoveriesOf.length === 0 ? [] : aws.observeRecoveries(recoveriesOf, cancellation)
    await Promise.allSettled([surveyed, observed])
    await this.look('survey', async () => {
      this.write({ type: 'jobs-surveyed', ...(await surveyed) })
    })
    if (recoveriesOf.length === 0) return
    await this.look('recoveries', async () => {
      this.write({ type: 'recoveries-observed', asked: recoveriesOf, live: await observed })
    })
  }

  /** A request stands in the journal before it is sent: whatever happens then, it is known that it may have been. */
  private async change(command: Changing): Promise<void> {
    const { written, send, failed } = requestFor(command, this.state, this.world.aws)
    this.write(written)
    try {
      this.write(await send(this.startSignal))
    } catch (error) {
      const failure = failureOf(error)
      this.write(failed(failure, failure.class === 'unavailable'))
    }
  }

  /** Whatever comes of it is an answer: nothing waits for IAM. */
  private async foretell({ question }: Extract<Command, { do: 'foretell-permissions' }>): Promise<void> {
    const { aws, cancellation } = this.world
    try {
      this.write({ type: 'permissions-foretold', ...(await aws.foretellPermissions(question, cancellation)) })
    } catch (error) {
      const failure = failureOf(error)
      if (!cancellation.aborted) this.write({ type: 'permissions-foretold', permissions: [], failure })
    }
  }

  private async stopAction(command: Extract<Command, { do: 'stop-action' }>): Promise<void> {
    const { wave, action, automationExecutionId } = command
    this.write({ type: 'action-stop-requested', wave, action })
    try {
      await this.world.aws.stopAutomation(automationExecutionId, this.stopSignal())
      this.write({ type: 'action-stop-answered', wave, action })
    } catch (error) {
      this.write({ type: 'action-stop-answered', wave, action, failure: failureOf(error) })
    }
  }

  /** What is stopped because of a cancel has a grace of its own: the one for starts may be used up by then. */
  private stopSignal(): AbortSignal {
    if (!this.world.cancellation.aborted) return this.startSignal
    const stop = new AbortController()
    void this.afterGrace(stop)
    return stop.signal
  }

  private async look(
    look: Look,
    ask: () => Promise<void>,
    of: Pick<EventOf<'look-failed'>, 'automationExecutionId'> = {}
  ): Promise<void> {
    try {
      await ask()
    } catch (error) {
      const failure = failureOf(error)
      // A question that the cancel cut off was not refused by AWS.
      if (!this.world.cancellation.aborted) this.write({ type: 'look-failed', look, ...of, failure })
    }
  }

  private write(body: EventBody): void {
    if (this.isOver) return
    const event: DrillEvent = { at: this.world.clock.now(), ...body }
    this.world.journal.append(event)
    const before = this.state
    this.state = evolve(before, event)
    this.world.observe(before, event, this.state)
  }

  private abortedAfterGrace(): AbortSignal {
    const { cancellation } = this.world
    const start = new AbortController()
    if (cancellation.aborted) start.abort(cancellation.reason)
    else cancellation.addEventListener('abort', () => void this.afterGrace(start), { once: true })
    return start.signal
  }

  private async afterGrace(controller: AbortController): Promise<void> {
    const { clock, cancellation } = this.world
    await clock.sleepUntil(addSeconds(clock.now(), startGraceSeconds), new AbortController().signal)
    controller.abort(cancellation.reason)
  }
}

/** Anything but a `FailedCall` is a defect of ours, and must not be mistaken for an answer of AWS. */
function failureOf(error: unknown): Failure {
  if (error instanceof FailedCall) return error.failure
  throw error
}
