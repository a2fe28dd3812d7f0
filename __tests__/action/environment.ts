import { afterEach, beforeEach } from '@jest/globals'

/** Gives every test the environment as it is now: what a test changes in it is undone after it. */
export function keepEnvironment(): void {
  let before: NodeJS.ProcessEnv
  beforeEach(() => {
    before = { ...process.env }
  })
  afterEach(() => {
    process.env = before
  })
}
