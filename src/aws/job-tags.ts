import type { JobTags } from '../drill/ports.js'

const EXECUTION = 'drs-drill:execution'
const PLAN = 'drs-drill:plan'
const WAVE = 'drs-drill:wave'

/** The most characters a tag's value may have, and those it may not hold (Tagging AWS resources user guide). */
const MAX_VALUE = 256
const forbidden = /[^\p{L}\p{N}\p{Zs}+\-=._:/@]/gu

/** The tags of a job, by the names of contract section 5. */
export function toAwsTags(tags: JobTags): Record<string, string> {
  return { [EXECUTION]: tagValue(tags.executionId), [PLAN]: tagValue(tags.plan), [WAVE]: tagValue(tags.wave) }
}

/** Whether a job with these tags was started by this execution. */
export function isOfExecution(tags: Readonly<Record<string, string>> | undefined, executionId: string): boolean {
  return tags?.[EXECUTION] === tagValue(executionId)
}

/** The wave that a job was started for. */
export function waveOf(tags: Readonly<Record<string, string>> | undefined): string | undefined {
  return tags?.[WAVE]
}

function tagValue(text: string): string {
  return Array.from(text.replace(forbidden, '_')).slice(0, MAX_VALUE).join('')
}
