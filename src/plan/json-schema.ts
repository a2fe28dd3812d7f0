import { z } from 'zod'
import { planFileSchema } from './schema.js'

/** The plan file's published JSON Schema, plan.schema.json: draft 7, which the YAML language server knows best. */
export const planJsonSchema = (): object => z.toJSONSchema(planFileSchema, { target: 'draft-7', io: 'input' })
