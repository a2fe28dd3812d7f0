import { z } from 'zod'
import type { ApiError } from '../api-error.js'
import type { Page } from '../page.js'
import { page } from '../page.js'
import type { World } from '../world.js'
import { invalid } from './drs-error.js'

/** IDs as DRS's model constrains them. */
export const ids = {
  sourceServer: z.string().regex(/^s-[0-9a-zA-Z]{17}$/),
  job: z.string().regex(/^drsjob-[0-9a-zA-Z]{17}$/),
  snapshot: z.string().regex(/^pit-[0-9a-zA-Z]{17}$/),
  recoveryInstance: z.string().regex(/^i-[0-9a-fA-F]{8,}$/)
}

/** The members of every paged request. */
export const paging = {
  maxResults: z.number().int().min(1).max(1000).optional(),
  nextToken: z.string().max(2048).optional()
}

/** Tags as AWS takes them. */
export const tags = z
  .record(
    z
      .string()
      .min(1)
      .max(128)
      .regex(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u),
    z
      .string()
      .max(256)
      .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u)
  )
  .refine((given) => Object.keys(given).length <= 50, 'at most 50 tags')

/**
 * Reads a request by its schema.
 *
 * @throws ValidationException as DRS answers it
 */
export function checked<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (!result.success) throw firstProblem(result.error)
  return result.data
}

function firstProblem(error: z.ZodError): ApiError {
  const issue = error.issues[0]
  return invalid(issue?.path.join('.') ?? '', issue?.message ?? 'invalid')
}

/** A page of a DRS answer. */
export function drsPage<T>(
  list: readonly T[],
  request: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
  world: World
): { items: T[]; nextToken?: string } {
  const found: Page<T> | undefined = page(list, request, world.scenario.pageSize)
  if (found === undefined) throw invalid('nextToken', 'Invalid pagination token')
  const items = [...found.items]
  return found.nextToken === undefined ? { items } : { items, nextToken: found.nextToken }
}
