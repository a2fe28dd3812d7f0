import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Mode } from '../drill/events.js'
import type { CleanupWhen } from '../plan/plan.js'
import { formatDuration, parseDuration } from '../plan/duration.js'
import { enumerate, makeVisible, quote } from '../plan/quotation.js'
import { splitNames } from '../plan/selection.js'
import { checkAccounts, checkAudience, checkRoleArn, checkRoleDuration, checkSessionName } from './role-inputs.js'
import { checkArtifactName } from '../github/artifact-name.js'
import { closest } from '../plan/suggestion.js'
import { parseRegion } from './region.js'
import type { Environment } from './workflow-run.js'

/** The inputs of action.yml, checked; nothing deeper reads an input or an environment variable. */
export interface Inputs {
  /** As it was written; `readPlanFile` finds out whether it may be read. */
  readonly plan: string
  readonly mode: Mode
  readonly confirmRecovery?: string
  /** Empty: all waves. Whether the plan has them is for `selectWaves` to say. */
  readonly waves: readonly string[]
  readonly awsRegion?: string
  readonly timeoutSeconds?: number
  readonly pollIntervalSeconds: number
  /** Overrides the plan's. */
  readonly cleanup?: CleanupWhen
  /** Absolute path. */
  readonly evidenceFolder: string
  /** Absent: the machine's own credentials. */
  readonly role?: RoleInputs
  /** Empty: any account. */
  readonly allowedAccounts: readonly string[]
  /** `none`: upload nothing; absent: the name is made of plan, run and attempt. */
  readonly artifactName?: string
  /** Absent: GitHub is asked nothing. A secret: it goes into no event, file or line. */
  readonly githubToken?: string
  /** Whether the plan's issue is told how the execution ended. */
  readonly failureIssue?: true
}

/** The role to assume, and how (names as aws-actions/configure-aws-credentials has them). */
export interface RoleInputs {
  readonly arn: string
  /** Absent: made of the run's ID. */
  readonly sessionName?: string
  readonly durationSeconds: number
  readonly audience: string
}

export type InputsResult =
  | { readonly ok: true; readonly inputs: Inputs }
  | {
      readonly ok: false
      /** All that is wrong, one line each, saying what to write instead. */
      readonly problems: readonly string[]
      /** What could be read, with defaults for the rest: enough to write the evidence of a blocked run. */
      readonly usable: Inputs
    }

const modes = ['drill', 'recovery', 'preflight', 'validate'] as const satisfies readonly Mode[]

const cleanups = ['never', 'on-success', 'always'] as const satisfies readonly CleanupWhen[]

export const defaultPollIntervalSeconds = 30
const shortestPollIntervalSeconds = 1
const longestPollIntervalSeconds = 600
const defaultRoleDurationSeconds = 3600
const defaultAudience = 'sts.amazonaws.com'
export const defaultEvidenceDir = 'drs-drill-evidence'

/**
 * Reads and checks every input (`INPUT_…`, as the runner passes them: upper case, hyphens kept, defaults of action.yml
 * filled in). `required` in action.yml is not enforced by the runner, so that is checked here too.
 *
 * `evidence-dir` must be a folder of its own: relative paths stay inside the workspace, absolute ones may lead anywhere
 * (`${{ runner.temp }}`), but never to the workspace itself or above it.
 *
 * @param workspace absolute path that relative ones start from
 */
export function readInputs(environment: Environment, workspace: string): InputsResult {
  const problems: string[] = []
  const value = (name: string): string => (environment[`INPUT_${name.toUpperCase()}`] ?? '').trim()
  /** The value that `check` finds, or undefined with its problem noted. */
  const checked = <T>(name: string, check: (text: string) => Checked<T>): T | undefined => {
    const text = value(name)
    if (text === '') return undefined
    const result = check(text)
    if ('problem' in result) {
      problems.push(`Input "${name}" ${result.problem}`)
      return undefined
    }
    return result.value
  }

  const plan = checked('plan', checkPath) ?? ''
  if (value('plan') === '') {
    problems.push('Input "plan" is missing: name the plan file, such as "plan: dr/payments.yml"')
  }
  const mode = checked('mode', checkMode)
  const confirmRecovery = value('confirm-recovery')
  if (mode === 'recovery' && confirmRecovery === '') {
    problems.push(
      'Input "confirm-recovery" is missing: mode "recovery" is a real failover; confirm it with the plan\'s name, or ' +
        'write "mode: drill" for a drill'
    )
  }
  const awsRegion = checked('aws-region', parseRegion)
  const timeoutSeconds = checked('timeout', checkDuration)
  const pollIntervalSeconds = checked('poll-interval', checkPollInterval)
  const cleanup = checked('cleanup', checkCleanup)
  const role = readRole(value, checked)
  const allowedAccounts = checked('allowed-account-ids', checkAccounts)
  const artifactName = checked('artifact-name', checkArtifactName)
  const failureIssue = checked('failure-issue', checkBoolean)
  const githubToken = value('github-token')
  const evidenceFolder = checked('evidence-dir', (text) => checkEvidenceDir(text, workspace))

  const inputs: Inputs = {
    plan,
    mode: mode ?? 'drill',
    waves: splitNames(value('waves')),
    pollIntervalSeconds: pollIntervalSeconds ?? defaultPollIntervalSeconds,
    evidenceFolder: evidenceFolder ?? resolve(workspace, defaultEvidenceDir),
    allowedAccounts: allowedAccounts ?? [],
    ...(artifactName === undefined ? {} : { artifactName }),
    ...(failureIssue === true ? { failureIssue } : {}),
    ...(githubToken === '' ? {} : { githubToken }),
    ...(role === undefined ? {} : { role }),
    ...(confirmRecovery === '' ? {} : { confirmRecovery }),
    ...(awsRegion === undefined ? {} : { awsRegion }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(cleanup === undefined ? {} : { cleanup })
  }
  return problems.length === 0 ? { ok: true, inputs } : { ok: false, problems, usable: inputs }
}

/**
 * Why a recovery may not start: its confirmation is not the plan's name. Undefined when it may, and in other modes,
 * where a form that always fills `confirm-recovery` in does no harm.
 */
export function confirmationProblem(inputs: Inputs, planName: string): string | undefined {
  // That it is missing altogether is told when the inputs are read.
  if (inputs.mode !== 'recovery' || inputs.confirmRecovery === undefined || inputs.confirmRecovery === planName) {
    return undefined
  }
  return (
    `Input "confirm-recovery" is ${quote(inputs.confirmRecovery)}, the plan's name is ${quote(planName)}: ` +
    'a recovery is confirmed with exactly that name'
  )
}

/** The role's inputs; undefined when no role is named, or one of them is wrong. */
function readRole(value: (name: string) => string, checked: Check): RoleInputs | undefined {
  const arn = checked('role-to-assume', checkRoleArn)
  const sessionName = checked('role-session-name', checkSessionName)
  const durationSeconds = checked('role-duration-seconds', checkRoleDuration) ?? defaultRoleDurationSeconds
  const audience = checked('audience', checkAudience) ?? defaultAudience
  if (arn === undefined || value('role-to-assume') === '') return undefined
  return { arn, ...(sessionName === undefined ? {} : { sessionName }), durationSeconds, audience }
}

type Check = <T>(name: string, check: (text: string) => Checked<T>) => T | undefined

/** A value, or a predicate that is put behind the input's name. */
export type Checked<T> = { readonly value: T } | { readonly problem: string }

function checkMode(text: string): Checked<Mode> {
  const mode = modes.find((known) => known === text)
  if (mode !== undefined) return { value: mode }
  const choices = enumerate(
    modes.map((known) => quote(known)),
    'or'
  )
  const meant = closest(text, modes)
  if (meant === undefined) return { problem: `is ${quote(text)}: write ${choices}` }
  return { problem: `is ${quote(text)}: did you mean ${quote(meant)}? Write ${choices}` }
}

function checkCleanup(text: string): Checked<CleanupWhen> {
  const when = cleanups.find((known) => known === text)
  if (when !== undefined) return { value: when }
  const choices = enumerate(
    cleanups.map((known) => quote(known)),
    'or'
  )
  const meant = closest(text, cleanups)
  return {
    problem: `is ${quote(text)}: ${meant === undefined ? '' : `did you mean ${quote(meant)}? `}write ${choices}`
  }
}

/** As YAML 1.2 writes it, and `core.getBooleanInput` takes it. */
function checkBoolean(text: string): Checked<boolean> {
  if (/^(?:true|True|TRUE)$/.test(text)) return { value: true }
  if (/^(?:false|False|FALSE)$/.test(text)) return { value: false }
  return { problem: `is ${quote(text)}: write "true" or "false"` }
}

function checkDuration(text: string): Checked<number> {
  const result = parseDuration(text)
  return 'problem' in result ? result : { value: result.seconds }
}

function checkPollInterval(text: string): Checked<number> {
  const result = checkDuration(text)
  if ('problem' in result) return result
  if (result.value < shortestPollIntervalSeconds || result.value > longestPollIntervalSeconds) {
    const shortest = formatDuration(shortestPollIntervalSeconds)
    const longest = formatDuration(longestPollIntervalSeconds)
    return { problem: `${quote(text)} is out of range: write ${shortest} to ${longest}` }
  }
  return result
}

function checkPath(text: string): Checked<string> {
  return makeVisible(text) === text
    ? { value: text }
    : { problem: `${quote(text)} holds a line break or an invisible character: write one path on one line` }
}

function checkEvidenceDir(text: string, workspace: string): Checked<string> {
  const path = checkPath(text)
  if ('problem' in path) return path
  if (/^~(?:$|[\\/])/.test(text)) {
    return { problem: `${quote(text)} begins with "~", which only a shell replaces: write the whole path` }
  }
  const folder = resolve(workspace, text)
  const outside = (from: string, to: string): boolean => {
    const way = relative(from, to)
    return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
  }
  if (!outside(folder, workspace)) {
    return {
      problem: `${quote(text)} is the workspace itself or a folder above it: name a folder for the evidence alone, such as "${defaultEvidenceDir}"`
    }
  }
  if (!isAbsolute(text) && outside(workspace, folder)) {
    return {
      problem: `${quote(text)} leads out of the workspace: write a path inside it, or an absolute path such as "\${{ runner.temp }}/${defaultEvidenceDir}"`
    }
  }
  return { value: folder }
}
