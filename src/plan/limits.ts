/** Limits of a plan (contract section 4). */
export const MAX_SERVERS = 10_000
export const MAX_WAVES = 500
/** Each is compared with every source server of the account. */
export const MAX_MATCHES = 500
