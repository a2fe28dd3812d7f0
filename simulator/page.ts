/** A part of a list, and the token for the next part. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextToken: string | undefined
}

/** One page of a list; undefined when the token is none of ours. Pages are as small as the scenario has them. */
export function page<T>(
  list: readonly T[],
  request: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
  pageSize: number
): Page<T> | undefined {
  const start = request.nextToken === undefined ? 0 : offsetOf(request.nextToken)
  if (start === undefined) return undefined
  const end = start + Math.min(pageSize, request.maxResults ?? pageSize)
  return { items: list.slice(start, end), nextToken: end < list.length ? tokenOf(end) : undefined }
}

function tokenOf(offset: number): string {
  return Buffer.from(`page:${offset}`).toString('base64url')
}

function offsetOf(token: string): number | undefined {
  const match = /^page:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())
  return match === null ? undefined : Number(match[1])
}
