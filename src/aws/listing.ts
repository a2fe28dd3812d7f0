import { incompleteAnswer } from './failure.js'

/** A part of a list, and the token that asks for the next part. */
export interface Page<T> {
  readonly items: readonly T[] | undefined
  readonly nextToken: string | undefined
}

/** More than any account has; a service that never stops giving new tokens is stopped here. */
const MAX_PAGES = 10_000

/**
 * All items of a list, page after page.
 *
 * @throws FailedCall when a token comes a second time: half a list must not pass for the whole, since what is missing
 *   from it would be launched again
 */
export async function allPages<T>(
  operation: string,
  fetchPage: (nextToken: string | undefined) => Promise<Page<T>>
): Promise<readonly T[]> {
  const items: T[] = []
  for await (const page of pagesOf(operation, fetchPage)) items.push(...page)
  return items
}

/**
 * The first item of a list that is wanted; pages behind it are not asked for.
 *
 * @throws FailedCall as `allPages` does
 */
export async function firstInPages<T>(
  operation: string,
  isWanted: (item: T) => boolean,
  fetchPage: (nextToken: string | undefined) => Promise<Page<T>>
): Promise<T | undefined> {
  for await (const page of pagesOf(operation, fetchPage)) {
    const found = page.find(isWanted)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * The pages of a list, each asked for when it is wanted.
 *
 * @throws FailedCall as `allPages` does
 */
export async function* pagesOf<T>(
  operation: string,
  fetchPage: (nextToken: string | undefined) => Promise<Page<T>>
): AsyncGenerator<readonly T[]> {
  const seen = new Set<string>()
  let token: string | undefined
  do {
    const page = await fetchPage(token)
    yield page.items ?? []
    // An empty token is the end of the list, too.
    token = page.nextToken === '' ? undefined : page.nextToken
    if (token !== undefined && (seen.has(token) || seen.size >= MAX_PAGES)) {
      throw incompleteAnswer(operation, 'the list of pages does not end')
    }
    if (token !== undefined) seen.add(token)
  } while (token !== undefined)
}

/**
 * All that `list` gives for these IDs, asked for in parts of at most `size`. It is not asked for none: to AWS an empty
 * filter means everything there is.
 */
export async function inParts<T>(
  ids: Iterable<string>,
  size: number,
  list: (part: string[]) => Promise<readonly T[]>
): Promise<readonly T[]> {
  const distinct = [...new Set(ids)]
  const items: T[] = []
  for (let start = 0; start < distinct.length; start += size) {
    items.push(...(await list(distinct.slice(start, start + size))))
  }
  return items
}
