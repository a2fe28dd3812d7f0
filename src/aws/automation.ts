import type { AutomationExecution, DocumentDescription, StepExecution } from '@aws-sdk/client-ssm'
import type { Failure } from '../drill/failure.js'
import type { AutomationRequest } from '../drill/ports.js'
import type { DocumentQuestion } from '../drill/commands.js'
import type { AutomationSighting, DocumentSighting } from '../drill/sightings.js'
import { outsideText } from './outside-text.js'
import { toTimestamp } from './timestamps.js'

/** What of a run's outputs is kept: a document may put out anything. */
const MAX_OUTPUTS = 50
const MAX_OUTPUT_VALUES = 20
const MAX_OUTPUT_LENGTH = 500
const MAX_NAME_LENGTH = 200

const FAILED_STEP: ReadonlySet<string | undefined> = new Set(['Failed', 'TimedOut', 'Rejected', 'Cancelled'])

/** A run as GetAutomationExecution tells it (AutomationExecution, AWS Systems Manager API reference). */
export function toAutomationSighting(run: AutomationExecution): AutomationSighting {
  const startedAt = toTimestamp(run.ExecutionStartTime)
  const endedAt = toTimestamp(run.ExecutionEndTime)
  const failure = failureOf(run)
  const waiting = run.StepExecutions?.find(
    ({ Action, StepStatus }) =>
      Action === 'aws:approve' && (StepStatus === 'Waiting' || StepStatus === 'PendingApproval')
  )
  return {
    status: outsideText(run.AutomationExecutionStatus ?? 'not reported', MAX_NAME_LENGTH),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(failure !== undefined && { failure }),
    ...(waiting !== undefined && { awaitsApprovalAt: outsideText(waiting.StepName ?? 'approve', MAX_NAME_LENGTH) }),
    outputs: toOutputs(run.Outputs)
  }
}

/** A document as DescribeDocument tells it; undefined: SSM does not know it. */
export function toDocumentSighting(
  question: DocumentQuestion,
  document: DocumentDescription | undefined
): DocumentSighting {
  if (document === undefined) return { ...question, isKnown: false, parameters: [] }
  const { DocumentType, Status, Parameters = [] } = document
  return {
    ...question,
    isKnown: true,
    ...(DocumentType !== undefined && { type: outsideText(DocumentType, MAX_NAME_LENGTH) }),
    ...(Status !== undefined && { status: outsideText(Status, MAX_NAME_LENGTH) }),
    parameters: Parameters.flatMap(({ Name, Type, DefaultValue }) =>
      Name === undefined
        ? []
        : [
            {
              name: outsideText(Name, MAX_NAME_LENGTH),
              ...(Type !== undefined && { type: outsideText(Type, MAX_NAME_LENGTH) }),
              isRequired: DefaultValue === undefined
            }
          ]
    )
  }
}

/** What to do about a start that SSM refuses, in front of what is said of every refusal. */
export function adviceOnStart(failure: Failure, errorName: string, { document }: AutomationRequest): Failure {
  const advice = adviceFor(failure, errorName, document)
  return advice === undefined ? failure : { ...failure, message: `${advice}: ${failure.message}` }
}

function adviceFor({ class: kind, message }: Failure, errorName: string, document: string): string | undefined {
  if (/^AutomationDefinition(?:Version)?NotFound/.test(errorName)) {
    return `There is no Automation document ${document} of that version in this Region, correct it in the plan or create it`
  }
  if (errorName === 'InvalidAutomationExecutionParametersException') {
    return /assume/i.test(message)
      ? `SSM cannot use the role that ${document} assumes, let its trust policy name ssm.amazonaws.com`
      : `SSM does not accept the parameters of ${document}, correct "parameters" in the plan`
  }
  if (kind !== 'denied') return undefined
  return `To run ${document} takes ssm:StartAutomationExecution, and iam:PassRole where the document assumes a role`
}

/** The run's own words, and those of the first step that failed where they say more. */
function failureOf({ FailureMessage, StepExecutions = [] }: AutomationExecution): string | undefined {
  const step = StepExecutions.find(({ StepStatus }) => FAILED_STEP.has(StepStatus))
  const ofStep = step?.FailureMessage
  const isTold = ofStep === undefined || FailureMessage?.includes(ofStep) === true
  const words = [...(FailureMessage ? [FailureMessage] : []), ...(isTold ? [] : [`step ${nameOf(step)}: ${ofStep}`])]
  if (words.length > 0) return outsideText(words.join('; '))
  return step === undefined ? undefined : outsideText(`step ${nameOf(step)} is ${step.StepStatus ?? 'not reported'}`)
}

function nameOf(step: StepExecution | undefined): string {
  return step?.StepName ?? 'without a name'
}

function toOutputs(outputs: Readonly<Record<string, readonly string[]>> = {}): AutomationSighting['outputs'] {
  const entries = Object.entries(outputs).slice(0, MAX_OUTPUTS)
  return Object.fromEntries(
    entries.map(([key, values]) => [
      outsideText(key, MAX_NAME_LENGTH),
      values.slice(0, MAX_OUTPUT_VALUES).map((value) => outsideText(value, MAX_OUTPUT_LENGTH))
    ])
  )
}
