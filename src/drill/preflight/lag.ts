import { parse, toSeconds } from 'iso8601-duration'

/** Years and months have no fixed length; DRS uses neither, and this keeps the function pure. */
const since = new Date('2001-01-01T00:00:00Z')

/**
 * How far a server's data lags behind, in seconds, from DRS's ISO 8601 duration (`PT4M30S`, `P0D`; `lagDuration`,
 * DataReplicationInfo, AWS DRS API reference). Undefined where DRS tells none, or something that is no duration.
 */
export function lagSeconds(lag: string | undefined): number | undefined {
  // The parser drops a sign.
  if (lag?.startsWith('P') !== true) return undefined
  try {
    const seconds = toSeconds(parse(lag), since)
    return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined
  } catch {
    return undefined
  }
}
