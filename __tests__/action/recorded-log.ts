import type { Log } from '../../src/action/log.js'
import { nullLog } from '../../src/action/log.js'

/** A log that keeps its warnings. */
export function recordedLog(): Log & { readonly warnings: readonly string[] } {
  const warnings: string[] = []
  return {
    ...nullLog,
    warnings,
    warning: (message) => {
      warnings.push(message)
    }
  }
}
