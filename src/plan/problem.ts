/** A place in the plan file, counted from 1 as editors and GitHub annotations do. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Something the plan's author has to change: what is wrong, where, and what to write instead. */
export interface PlanProblem {
  readonly message: string
  /** Absent when the problem has no place in the file (the file is missing, or an input names an unknown wave). */
  readonly position?: Position
}
