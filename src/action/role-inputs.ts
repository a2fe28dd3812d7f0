import { quote } from '../plan/quotation.js'
import { splitNames } from '../plan/selection.js'
import type { Checked } from './inputs.js'

/** STS takes sessions of 15 minutes to 12 hours; the role's own maximum is for STS to say. */
const shortestSessionSeconds = 900
const longestSessionSeconds = 43_200

/** `arn:aws:iam::123456789012:role/path/name`, in every partition (IAM identifiers, IAM user guide). */
const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,564}$/

/** Checks the input `role-to-assume`. */
export function checkRoleArn(text: string): Checked<string> {
  return roleArn.test(text)
    ? { value: text }
    : {
        problem: `is ${quote(text)}, which is no role's ARN: write one such as "arn:aws:iam::123456789012:role/drs-drill"`
      }
}

/** The account of a role that `checkRoleArn` has found sound. */
export function accountOfRole(arn: string): string | undefined {
  return arn.split(':')[4]
}

/** Checks the input `role-session-name` (AssumeRoleWithWebIdentity, AWS STS API reference). */
export function checkSessionName(text: string): Checked<string> {
  return /^[\w+=,.@-]{2,64}$/.test(text)
    ? { value: text }
    : { problem: `is ${quote(text)}: write 2 to 64 letters, digits or any of _ + = , . @ -` }
}

/** Checks the input `role-duration-seconds`. */
export function checkRoleDuration(text: string): Checked<number> {
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  return seconds >= shortestSessionSeconds && seconds <= longestSessionSeconds
    ? { value: seconds }
    : {
        problem:
          `is ${quote(text)}: write a number of seconds from ${String(shortestSessionSeconds)} to ` +
          `${String(longestSessionSeconds)}; sessions are renewed for as long as the drill runs`
      }
}

/** Checks the input `audience`: it becomes part of a URL. */
export function checkAudience(text: string): Checked<string> {
  return /^[\x21-\x7e]{1,255}$/.test(text)
    ? { value: text }
    : { problem: `is ${quote(text)}: write it without blanks, such as "sts.amazonaws.com"` }
}

/** Checks the input `allowed-account-ids`. */
export function checkAccounts(text: string): Checked<readonly string[]> {
  const accounts = splitNames(text)
  const wrong = accounts.find((account) => !/^\d{12}$/.test(account))
  return wrong === undefined
    ? { value: accounts }
    : { problem: `names ${quote(wrong)}, which is no account ID: write 12 digits, several separated by commas` }
}
