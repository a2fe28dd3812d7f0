import { stringify } from 'yaml'
import type { ScenarioInput } from '../../simulator/index.js'

/** Source server IDs as the plans and scenarios of these tests name them. */
export const servers = {
  db: 's-1111111111111111a',
  replica: 's-1111111111111111b',
  app: 's-2222222222222222a',
  web: 's-2222222222222222b'
} as const

export type ServerName = keyof typeof servers

/** Their host names. */
export const hostnames: Readonly<Record<ServerName, string>> = {
  db: 'db-01',
  replica: 'db-02',
  app: 'app-01',
  web: 'web-01'
}

export type ServerSettings = Omit<NonNullable<ScenarioInput['servers']>[number], 'id'>

/** All four servers for a scenario, with settings of their own for some of them. */
export function serversWith(settings: Readonly<Partial<Record<ServerName, ServerSettings>>>) {
  return (Object.keys(servers) as ServerName[]).map((name) => ({
    id: servers[name],
    hostname: hostnames[name],
    ...settings[name]
  }))
}

/** A wave of a plan file: its name, its servers, and any setting of the format. */
export interface WaveText {
  readonly name: string
  readonly servers?: readonly string[]
  readonly [setting: string]: unknown
}

/** The text of a plan file. */
export function planOf(waves: readonly WaveText[], settings: Readonly<Record<string, unknown>> = {}): string {
  return stringify({
    version: 1,
    name: 'payments',
    region: 'us-west-2',
    account: '123456789012',
    timeout: '5m',
    ...settings,
    waves
  })
}

/** One wave: the two databases. */
export function oneWave(
  wave: Readonly<Record<string, unknown>> = {},
  settings: Readonly<Record<string, unknown>> = {}
) {
  return planOf([{ name: 'databases', servers: [servers.db, servers.replica], timeout: '2m', ...wave }], settings)
}

/** Two waves, one after the other: the databases, then the application servers. */
export function twoWaves(settings: Readonly<Record<string, unknown>> = {}): string {
  return planOf(
    [
      { name: 'databases', servers: [servers.db, servers.replica], timeout: '2m' },
      { name: 'app', servers: [servers.app, servers.web], timeout: '2m' }
    ],
    settings
  )
}
