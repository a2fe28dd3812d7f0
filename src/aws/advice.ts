import type { FailureClass } from '../drill/failure.js'
import { isRegionProblem } from './error-class.js'
import { outsideText } from './outside-text.js'
import { INVALID_PROXY, type SdkError } from './sdk-error.js'

/** What a proxy's 407 asks for. */
export const proxyRefusal =
  'The proxy does not accept its user and password (HTTP 407): correct them in HTTPS_PROXY or HTTP_PROXY, or name the ' +
  'hosts that are reached without it in NO_PROXY'

/** What was asked, and where. */
export interface CallContext {
  /** `drs:StartRecovery`: the API's operation, and the IAM action that allows it. */
  readonly operation: string
  readonly region: string
}

/** What a failure means, and what a user can do about it. */
export function adviceOn(failureClass: FailureClass, error: SdkError, { operation, region }: CallContext): string {
  switch (failureClass) {
    case 'throttled':
      return `AWS asks for fewer calls${waitOf(error)}`
    case 'quota':
      return (
        `A service quota${error.quotaCode === undefined ? '' : ` (${outsideText(error.quotaCode, 40)})`} is used up: ` +
        `wait for other jobs to end, or ask for more in Service Quotas${waitOf(error)}`
      )
    case 'conflict':
      return 'DRS refuses this now: the server is in another job, or its state forbids it'
    case 'expired':
      return (
        'The AWS credentials have ended or are not accepted: set the input "role-to-assume", whose sessions are renewed ' +
        'for as long as the drill runs, or let the session of these last as long (role-duration-seconds of ' +
        'aws-actions/configure-aws-credentials)'
      )
    case 'denied':
      return denial(missingAction(error.text) ?? operation, error.text)
    case 'not-found':
      return 'AWS does not know what was asked for'
    case 'uninitialised':
      return (
        `AWS Elastic Disaster Recovery was never initialised in ${region}: run "aws drs initialize-service --region ` +
        `${region}" once or open the DRS console there; or correct the Region`
      )
    case 'credentials':
      return credentialsAdvice(error.name)
    case 'invalid':
      return invalidAdvice(error, region)
    case 'unsent':
    case 'unavailable':
      return absence(error, region)
  }
}

function denial(action: string, text: string): string {
  const isUser = /\barn:[\w-]+:iam::\d+:(?:user\/|root\b)/.test(text)
  const [who, whose] = isUser ? ['The credentials', "their user's policy"] : ['The role', "the role's policy"]
  return /explicit deny/i.test(text)
    ? `${who} may not call ${action}: an explicit Deny forbids it: remove that Deny (identity policy, permissions boundary or ` +
        'service control policy); an Allow does not help'
    : `${who} may not call ${action}: add ${action} to ${whose} (docs/iam/ has it whole)`
}

/**
 * The IAM action that AWS's words name, which may be another than the one called: DRS acts with its caller's
 * permissions on EC2, and tags need `drs:TagResource`.
 */
function missingAction(text: string): string | undefined {
  return (
    /not authorized to perform:?\s+([a-z0-9-]+:[A-Za-z0-9*]+)/.exec(text)?.[1] ??
    /\b((?:drs|ec2|iam|kms|sts|ssm):[A-Z][A-Za-z0-9]+)\b/.exec(text)?.[1]
  )
}

function credentialsAdvice(errorName: string): string {
  if (/Skewed|InTheFuture/.test(errorName)) return 'The clock of the runner is wrong: set it by NTP'
  if (/Signature|AuthFailure/.test(errorName)) {
    return "AWS does not accept the credentials: check access key, secret, session token and the runner's clock"
  }
  if (/Identity|IDP/.test(errorName)) {
    return "AWS does not accept the GitHub OIDC token: check the role's trust policy and the audience"
  }
  return (
    'There are no AWS credentials: set the input "role-to-assume", or run aws-actions/configure-aws-credentials in a ' +
    'step before this one; both in a job with "permissions: id-token: write"'
  )
}

function invalidAdvice(error: SdkError, region: string): string {
  if (isRegionProblem(error)) {
    return region === ''
      ? 'No AWS Region is given: set the input aws-region, such as "us-west-2"'
      : "This is no AWS Region: correct the input aws-region or the plan's region"
  }
  if (error.httpStatus === 407) return proxyRefusal
  if (error.name === INVALID_PROXY)
    return 'Correct the URL of the proxy, such as "http://user:password@proxy.example:8080"'
  if (error.isForeign) return `${foreignAnswer(error)}: let the runner reach AWS`
  return 'AWS does not accept the request'
}

/** Why there is no answer. The call may have been executed, whatever was the reason. */
function absence(error: SdkError, region: string): string {
  if (error.isForeign) return foreignAnswer(error)
  if (error.httpStatus !== undefined) return `AWS had an error (HTTP ${error.httpStatus})${waitOf(error)}`
  const code = error.code ?? ''
  if (/^(?:ENOTFOUND|EAI_AGAIN)$/.test(code)) {
    return `The name of AWS's endpoint was not found: check the Region ("${region}"), and the runner's DNS and proxy`
  }
  if (/^E(?:CONNREFUSED|HOSTUNREACH|NETUNREACH)$/.test(code)) {
    return "AWS's endpoint cannot be reached: check the runner's network and proxy"
  }
  return 'There was no answer from AWS'
}

function foreignAnswer({ httpStatus }: SdkError): string {
  const status = httpStatus === undefined ? '' : ` with HTTP ${httpStatus}`
  return `The answer${status} is not from AWS, most likely from a proxy`
}

function waitOf({ retryAfterSeconds }: SdkError): string {
  return retryAfterSeconds === undefined ? '' : `; AWS asks to wait ${retryAfterSeconds} s`
}
