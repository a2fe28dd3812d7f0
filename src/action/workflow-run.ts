import { createHash } from 'node:crypto'
import type { WorkflowRun } from '../drill/events.js'

/** Environment variables, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The workflow run that GitHub's default variables describe; what is not set is left out.
 * `actor` is who started this attempt (GITHUB_TRIGGERING_ACTOR): a person who re-runs somebody else's run is the one who
 * runs this drill.
 * https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
export function workflowRunOf(environment: Environment): WorkflowRun {
  const value = (name: string): string | undefined => nonEmpty(environment[name])
  const attempt = Number(value('GITHUB_RUN_ATTEMPT'))
  return present({
    repository: value('GITHUB_REPOSITORY'),
    runId: value('GITHUB_RUN_ID'),
    attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : undefined,
    url: urlOf(environment),
    actor: value('GITHUB_TRIGGERING_ACTOR') ?? value('GITHUB_ACTOR'),
    event: value('GITHUB_EVENT_NAME'),
    ref: value('GITHUB_REF'),
    sha: value('GITHUB_SHA'),
    workflow: value('GITHUB_WORKFLOW'),
    job: value('GITHUB_JOB')
  })
}

/** The folder that relative paths start from: the runner's workspace; outside GitHub Actions the current folder. */
export function workspaceOf(environment: Environment): string {
  return nonEmpty(environment['GITHUB_WORKSPACE']) ?? process.cwd()
}

/** The longest value that an AWS tag takes. */
const longestTagValue = 256

/** What an AWS tag value may not hold: it takes letters, digits, blanks and `+ - = . _ : / @`. */
const notInTagValues = /[^\p{L}\p{N} +\-=._:/@]/gu

/**
 * The execution's ID: `<owner>-<repo>-<run id>-<plan>`, the same for every attempt of a workflow run, as an AWS tag value
 * can hold it. What had to be changed or cut for that ends in a hash of the whole, so that two IDs stay two.
 * Outside GitHub Actions it is `local-<chance>-<plan>`.
 *
 * @param chance some random letters and digits; used only where there is no workflow run
 */
export function executionIdOf(run: WorkflowRun, planName: string, chance: string): string {
  const origin =
    run.repository === undefined || run.runId === undefined
      ? `local-${chance}`
      : `${run.repository.replaceAll('/', '-')}-${run.runId}`
  const wanted = `${origin}-${planName}`
  const allowed = wanted.replaceAll(notInTagValues, '-').trim()
  if (allowed === wanted && allowed.length <= longestTagValue) return allowed
  const hash = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  // By characters, not by UTF-16 units: half a character is no letter.
  const head = Array.from(allowed)
    .slice(0, longestTagValue - hash.length - 1)
    .join('')
  return `${head.slice(0, longestTagValue - hash.length - 1)}-${hash}`
}

function urlOf(environment: Environment): string | undefined {
  const server = nonEmpty(environment['GITHUB_SERVER_URL'])
  const repository = nonEmpty(environment['GITHUB_REPOSITORY'])
  const runId = nonEmpty(environment['GITHUB_RUN_ID'])
  if (server === undefined || repository === undefined || runId === undefined) return undefined
  const attempt = nonEmpty(environment['GITHUB_RUN_ATTEMPT'])
  return `${server}/${repository}/actions/runs/${runId}${attempt === undefined ? '' : `/attempts/${attempt}`}`
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>
}
