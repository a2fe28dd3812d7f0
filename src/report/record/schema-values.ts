import { z } from 'zod'

/** The values that the record is made of. */
export const text = z.string()
export const maybeText = z.string().nullable()
export const seconds = z.number().nonnegative()
export const count = z.int().nonnegative()
export const moment = z.iso.datetime().describe('ISO 8601, UTC')
export const maybeMoment = moment.nullable()
