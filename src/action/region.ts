import { quote } from '../plan/quotation.js'
import type { Inputs } from './inputs.js'
import type { Environment } from './workflow-run.js'

/** `us-west-2`, `us-gov-east-1`, `cn-north-1`, `eusc-de-east-1`: the shape of a Region's name in every partition. */
const shape = /^[a-z]{2,5}(?:-[a-z]+){1,3}-\d{1,2}$/

/** A Region's name, or a predicate that says what to write instead. Whether AWS has the Region is for AWS to say. */
export function parseRegion(text: string): { readonly value: string } | { readonly problem: string } {
  if (shape.test(text)) return { value: text }
  const lower = text.toLowerCase()
  if (shape.test(lower)) return { problem: `is ${quote(text)}: Regions are written in lower case, "${lower}"` }
  const zone = /^(.*\d)[a-z]$/.exec(lower)?.[1]
  if (zone !== undefined && shape.test(zone)) {
    return { problem: `is ${quote(text)}, an Availability Zone: write its Region, "${zone}"` }
  }
  return { problem: `is ${quote(text)}, which is no AWS Region: write one such as "us-west-2"` }
}

export type RegionResult =
  { readonly ok: true; readonly region: string } | { readonly ok: false; readonly message: string }

/** The Region to recover to: the input `aws-region`, else the plan's `region`, else `AWS_REGION` (or `AWS_DEFAULT_REGION`). */
export function regionOf(
  inputs: Pick<Inputs, 'awsRegion'>,
  planRegion: string | undefined,
  environment: Environment
): RegionResult {
  const chosen = inputs.awsRegion ?? planRegion
  if (chosen !== undefined) return { ok: true, region: chosen }
  const ambient = ['AWS_REGION', 'AWS_DEFAULT_REGION']
    .map((name) => ({ name, text: (environment[name] ?? '').trim() }))
    .find(({ text }) => text !== '')
  if (ambient === undefined) {
    return {
      ok: false,
      message: 'No AWS Region is given: write "region" in the plan, or set the input "aws-region", such as "us-west-2"'
    }
  }
  const result = parseRegion(ambient.text)
  return 'problem' in result
    ? { ok: false, message: `The environment variable ${ambient.name} ${result.problem}` }
    : { ok: true, region: result.value }
}
