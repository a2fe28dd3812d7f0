import type { PlannedWave, Plan } from '../../src/plan/plan.js'

/** `s-` and 17 characters, counted. */
export function serverId(number: number): string {
  return `s-${String(number).padStart(17, '0')}`
}

export function wave(name: string, servers: readonly string[], settings: Partial<PlannedWave> = {}): PlannedWave {
  return {
    name,
    servers,
    after: [],
    timeoutSeconds: 3600,
    onFailure: 'stop',
    soakSeconds: 0,
    verify: { instance: 'running', launchActions: 'ignored' },
    retry: { failedServers: 0 },
    pointInTime: 'latest',
    ...settings
  }
}

export function plan(waves: readonly PlannedWave[], settings: Partial<Plan> = {}): Plan {
  return {
    name: 'payments',
    region: 'us-west-2',
    timeoutSeconds: 6 * 3600,
    objectives: { onMiss: 'fail' },
    cleanup: { when: 'never', timeoutSeconds: 1200 },
    guards: { replaceRecoveryInstances: [], waitForOtherJobsSeconds: 600 },
    waves,
    ...settings
  }
}
