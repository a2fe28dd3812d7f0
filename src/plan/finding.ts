import type { PlanProblem } from './problem.js'
import type { PlanFile, WaveEntry } from './schema.js'
import type { Path } from './tree.js'

/** A problem on its way to the user: it still knows its path, and not yet its line. */
export interface Finding {
  readonly message: string
  readonly path: Path
  /** The trouble is with the key, not with what it holds. */
  readonly atKey?: boolean
}

/** A problem that has a place, as everything has that is found in a text. */
export type LocatedProblem = Required<PlanProblem>

/**
 * The parts of a value whose type is right; what is not is undefined, at its place. Texts may still break a rule of
 * form: a server ID, a name or a duration can be any text.
 */
export type Salvaged<Value> = Value extends readonly (infer Item)[]
  ? readonly (Salvaged<Item> | undefined)[]
  : Value extends object
    ? { readonly [Key in keyof Value]?: Salvaged<Value[Key]> | undefined }
    : Value

export type SalvagedPlan = Salvaged<PlanFile>
export type SalvagedWave = Salvaged<WaveEntry>

/** The line of the value at a path, for messages that name a second place. */
export type LineOf = (path: Path) => number
