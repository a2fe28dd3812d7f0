import type { ListedServer } from '../../src/drill/sightings.js'
import type { ServerMatch } from '../../src/plan/match.js'
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

/** A source server as DRS lists it. */
export function listedServer(
  number: number,
  hostname: string | undefined,
  tags: Readonly<Record<string, string>>
): ListedServer {
  return {
    sourceServerId: serverId(number),
    ...(hostname === undefined ? {} : { hostname }),
    hostnames: hostname === undefined ? [] : [hostname],
    tags: Object.entries(tags).map(([key, value]) => ({ key, value, shownKey: key, shownValue: value }))
  }
}

/** A match by these tags. */
export function tagged(tags: Readonly<Record<string, string>>): ServerMatch {
  return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) }
}
