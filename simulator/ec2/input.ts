import { z } from 'zod'
import { ApiError } from '../api-error.js'
import { page } from '../page.js'
import { fits } from '../pattern.js'
import type { World } from '../world.js'

/** Filters and pages, as every description of EC2 takes them; all values travel as text. */
export const selection = {
  Filter: z.array(z.object({ Name: z.string(), Value: z.array(z.string()).default([]) })).default([]),
  MaxResults: z.coerce.number().int().optional(),
  NextToken: z.string().optional()
}

export type Filters = z.output<typeof selection.Filter>

export function checked<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (!result.success) throw new ApiError('InvalidParameterValue', 400, z.prettifyError(result.error))
  return result.data
}

/** Whether something passes all filters; `values` tells what it has for a filter's name, undefined for a name unknown. */
export function passes(filters: Filters, values: (name: string) => readonly string[] | undefined): boolean {
  return filters.every(({ Name, Value }) => {
    const own = values(Name)
    if (own === undefined) throw new ApiError('InvalidParameterValue', 400, `The filter '${Name}' is invalid`)
    return Value.some((pattern) => own.some((value) => fits(pattern, value)))
  })
}

/** What tags answer to the filters `tag:<key>` and `tag-key`; undefined when the filter is about something else. */
export function tagValues(name: string, tags: Readonly<Record<string, string>>): readonly string[] | undefined {
  if (name === 'tag-key') return Object.keys(tags)
  if (!name.startsWith('tag:')) return undefined
  const value = tags[name.slice('tag:'.length)]
  return value === undefined ? [] : [value]
}

/** A page of an EC2 answer. Whoever names IDs gets them all at once and may not ask for pages. */
export function ec2Page<T>(
  list: readonly T[],
  request: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined },
  namesIds: boolean,
  world: World
): { items: readonly T[]; NextToken: string | undefined } {
  const { MaxResults: maxResults, NextToken: nextToken } = request
  if (namesIds && maxResults !== undefined) {
    const message = 'The parameter instancesSet cannot be used with the parameter maxResults'
    throw new ApiError('InvalidParameterCombination', 400, message)
  }
  if (maxResults !== undefined && (maxResults < 5 || maxResults > 1000)) {
    const message = `Value ( ${maxResults} ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.`
    throw new ApiError('InvalidParameterValue', 400, message)
  }
  if (namesIds) return { items: list, NextToken: undefined }
  const found = page(list, { maxResults, nextToken }, world.scenario.pageSize)
  if (found === undefined) throw new ApiError('InvalidNextToken', 400, `The token '${nextToken ?? ''}' is invalid`)
  return { items: found.items, NextToken: found.nextToken }
}
