import { formatDuration } from '../../plan/duration.js'
import type { Failure } from '../../drill/failure.js'
import { selectedServers } from '../../drill/servers.js'
import type { DrillState, ServerState } from '../../drill/state.js'
import { secondsBetween, type Timestamp } from '../../drill/timestamp.js'

/** Up to this many servers, each gets a line of its own; a larger drill is told in groups. */
const serversWithOwnLines = 20
/** Names that a line lists before it only counts. */
const namesInLine = 3
const widestWaveColumn = 24
const widestServerColumn = 32
const longestName = 64
/** AWS's error texts can be pages long; the evidence holds them whole. */
const longestText = 400

/** Something to tell of a server. */
export interface ServerNews {
  readonly sourceServerId: string
  /** On a line of its own. */
  readonly text: string
  /** When told of many at once: without what is the server's alone. */
  readonly together: string
}

/** The lines of one moment, in columns: time since the start, wave, server, what happened. */
export interface Page {
  /** What concerns the whole drill. */
  drill(text: string): string
  wave(wave: string, text: string): string
  /** A line for each server; in a large drill one for all of a wave that have the same to tell. */
  servers(news: readonly ServerNews[]): readonly string[]
  /** The host name, or the ID where there is none or two servers share one. */
  name(sourceServerId: string): string
  /** `db-01 (s-1111…)`: for the first time a server is spoken of. */
  fullName(sourceServerId: string): string
  /** `db-01, db-02, db-03 and 7 more`. */
  names(sourceServerIds: readonly string[]): string
}

/** The page for what happened `at` that moment. */
export function createPage(state: DrillState, at: Timestamp): Page {
  const time = formatElapsed(secondsBetween(state.openedAt, at))
  const name = namesOf(state)
  const waveWidth = widthOf([...state.waves.keys()], widestWaveColumn)
  const own = selectedServers(state).length <= serversWithOwnLines
  const serverWidth = widthOf(
    [...state.servers.values()].map((server) => name(server.sourceServerId)),
    widestServerColumn
  )
  const waveCell = (wave: string): string => cut(wave, longestName).padEnd(waveWidth)
  const waveLine = (wave: string, text: string): string => `${time}  ${waveCell(wave)}  ${cut(text, longestText)}`
  const names = (ids: readonly string[]): string => listed(ids.map(name))
  const serverLine = (id: string, text: string): string =>
    waveLine(state.servers.get(id)?.wave ?? '', `${name(id).padEnd(serverWidth)}  ${text}`)
  return {
    drill: (text) => waveLine('', text),
    wave: waveLine,
    servers: (news) =>
      own
        ? news.map(({ sourceServerId, text }) => serverLine(sourceServerId, text))
        : together(state, news).map(({ wave, first, ids }) =>
            ids.length === 1
              ? serverLine(first.sourceServerId, first.text)
              : waveLine(wave, `${first.together}: ${names(ids)}`)
          ),
    name,
    fullName: (id) => (name(id) === id ? id : `${hostnameOf(state.servers.get(id)) ?? id} (${id})`),
    names
  }
}

/** `00:12:34`; hours grow beyond two digits. */
export function formatElapsed(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/** `a, b, c and 7 more`; nothing is left out that would be one name only. */
export function listed(names: readonly string[], most = namesInLine): string {
  if (names.length <= most + 1) return names.join(', ')
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`
}

/** How long from one moment to another, for people. */
export function spent(from: Timestamp, to: Timestamp): string {
  return formatDuration(Math.max(0, secondsBetween(from, to)))
}

/** `DescribeJobs` of `drs:DescribeJobs`. */
export function operationOf({ operation }: Failure): string {
  return operation.replace(/^.*:/, '')
}

/** What people call each server: its host name where that is known and no other server's, else its ID. */
export function namesOf(state: DrillState): (sourceServerId: string) => string {
  const seen = new Map<string, number>()
  for (const server of state.servers.values()) {
    const hostname = hostnameOf(server)
    if (hostname !== undefined) seen.set(hostname, (seen.get(hostname) ?? 0) + 1)
  }
  return (id) => {
    const hostname = hostnameOf(state.servers.get(id))
    return hostname === undefined || seen.get(hostname) !== 1 ? id : hostname
  }
}

function hostnameOf(server: ServerState | undefined): string | undefined {
  const hostname = server?.described?.hostname?.trim()
  return hostname === undefined || hostname === '' ? undefined : cut(hostname, longestName)
}

/** Servers of a wave that have the same to tell. */
interface Group {
  readonly wave: string
  readonly first: ServerNews
  readonly ids: string[]
}

function together(state: DrillState, news: readonly ServerNews[]): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const item of news) {
    const wave = state.servers.get(item.sourceServerId)?.wave ?? ''
    const key = JSON.stringify([wave, item.together])
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { wave, first: item, ids: [item.sourceServerId] })
    else known.ids.push(item.sourceServerId)
  }
  return [...groups.values()]
}

function widthOf(names: readonly string[], widest: number): number {
  return names.reduce((width, name) => Math.max(width, Math.min(name.length, widest)), 0)
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text
  const characters = Array.from(text.slice(0, longest))
  return `${characters.slice(0, -1).join('')}…`
}
