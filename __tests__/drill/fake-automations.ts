import type { DocumentQuestion } from '../../src/drill/commands.js'
import type { AutomationRequest } from '../../src/drill/ports.js'
import type { AutomationSighting, DocumentSighting } from '../../src/drill/sightings.js'
import { addSeconds, secondsBetween, type Timestamp } from '../../src/drill/timestamp.js'
import type { VirtualClock } from './virtual-clock.js'

/** What a run of a document comes to. */
export interface FakeDocument {
  /** One a run; the last counts for all further ones. `never`: it stays InProgress. */
  readonly ends: readonly string[]
  readonly seconds: number
  /** Waits for a person, so many seconds. */
  readonly approvalSeconds: number
  readonly described: Partial<DocumentSighting>
  /** Whether it hears when it is to be stopped. */
  readonly isDeaf: boolean
}

export interface FakeAutomation {
  readonly id: string
  readonly request: AutomationRequest
  readonly startedAt: Timestamp
  readonly end: string
  readonly document: FakeDocument
  stoppedAt?: Timestamp
}

const usual: FakeDocument = { ends: ['Success'], seconds: 60, approvalSeconds: 0, described: {}, isDeaf: false }

/** SSM Automation at the port's level, on a virtual clock: one run a token, whoever asks. */
export class FakeAutomations {
  readonly runs: FakeAutomation[] = []

  constructor(
    private readonly clock: VirtualClock,
    private readonly settingsOf: (document: string) => Partial<FakeDocument> | undefined
  ) {}

  describe(question: DocumentQuestion): DocumentSighting {
    const { described } = this.document(question.document)
    return { ...question, isKnown: true, type: 'Automation', status: 'Active', parameters: [], ...described }
  }

  start(request: AutomationRequest): string {
    const known = this.runs.find((run) => run.request.token === request.token)
    if (known !== undefined) return known.id
    const document = this.document(request.document)
    const before = this.runs.filter((run) => run.request.document === request.document).length
    const run: FakeAutomation = {
      id: `automation-${String(this.runs.length + 1)}`,
      request,
      startedAt: this.clock.now(),
      end: document.ends[Math.min(before, document.ends.length - 1)] ?? 'Success',
      document
    }
    this.runs.push(run)
    return run.id
  }

  sight(id: string): AutomationSighting {
    const run = this.find(id)
    const { startedAt, end } = run
    const status = this.statusOf(run)
    const isOver = status === end || status === 'Cancelled'
    return {
      status,
      startedAt,
      ...(isOver ? { endedAt: run.stoppedAt ?? addSeconds(startedAt, run.document.seconds) } : {}),
      ...(status === 'Waiting' ? { awaitsApprovalAt: 'approve' } : {}),
      ...(isOver && status !== 'Success' ? { failure: 'step check: the page did not answer' } : {}),
      outputs: isOver && status === 'Success' ? { 'check.Result': ['200 OK'] } : {}
    }
  }

  stop(id: string): void {
    const run = this.find(id)
    if (!run.document.isDeaf && this.isRunning(run)) run.stoppedAt = this.clock.now()
  }

  isRunning(run: FakeAutomation): boolean {
    return ['InProgress', 'Waiting'].includes(this.statusOf(run))
  }

  private statusOf({ startedAt, end, document, stoppedAt }: FakeAutomation): string {
    if (stoppedAt !== undefined) return 'Cancelled'
    const age = secondsBetween(startedAt, this.clock.now())
    if (age < document.approvalSeconds) return 'Waiting'
    return end === 'never' || age < document.seconds ? 'InProgress' : end
  }

  private find(id: string): FakeAutomation {
    const run = this.runs.find((one) => one.id === id)
    if (run === undefined) throw new Error(`the test asks for a run that nobody started: ${id}`)
    return run
  }

  private document(name: string): FakeDocument {
    return { ...usual, ...this.settingsOf(name) }
  }
}
