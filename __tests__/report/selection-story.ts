import { preflightOf } from '../../src/drill/preflight/preflight.js'
import { selectServers } from '../../src/drill/selection/server-selection.js'
import type { ListedServer } from '../../src/drill/sightings.js'
import type { ServerSelector } from '../../src/plan/match.js'
import { listedServer, tagged } from '../drill/plans.js'
import { jobId, plan, serverId, Story, wave } from './builders.js'

export const payments = (tier: string) => ({ App: 'payments', Tier: tier })
/** What DRS lists. */
export const account: readonly ListedServer[] = [
  listedServer(1, 'db-01', payments('db')),
  listedServer(2, 'db-02', payments('db')),
  listedServer(3, 'app-01', payments('app')),
  listedServer(4, 'app-02', payments('app')),
  listedServer(5, 'app-03', payments('App')),
  listedServer(6, 'app-04', { Tier: 'app' }),
  listedServer(7, 'ledger-01', { App: 'ledger' })
]
const names = Object.fromEntries(
  account.slice(0, 4).map(({ sourceServerId, hostname = '' }) => [sourceServerId, hostname])
)

/** A plan that selects its servers. */
export const selecting = (apps: Pick<ServerSelector, 'expect'>) =>
  plan([
    wave('databases', [serverId(1)], { selectors: [{ match: tagged(payments('db')) }] }),
    wave('app', [], {
      after: ['databases'],
      selectors: [{ group: 'apps', match: { ...tagged(payments('app')), hostname: 'app-*' }, ...apps }]
    })
  ])

const selected = (story: Story, what = selecting({ expect: { min: 2, max: 2 } })) =>
  story
    .accept(what)
    .identify()
    .add(0.02, { type: 'servers-selected', ...selectServers(what.waves, account) })

/** Asked about, and found in order or not. */
export const checked = (story: Story) => {
  story
    .describe(names)
    .add(0.1, { type: 'permissions-foretold', permissions: [] })
    .add(0.1, { type: 'jobs-surveyed', own: [], foreign: { jobs: 0, servers: 0, holding: [] }, terminations: [] })
  return story.add(0.1, { type: 'preflight-concluded', results: preflightOf(story.state()) })
}

/** What matches is launched, and comes up. */
export const selectionPassed = () =>
  checked(selected(new Story()))
    .goodWave(1, 'databases', jobId(1), [serverId(1), serverId(2)])
    .goodWave(14, 'app', jobId(2), [serverId(3), serverId(4)])
    .finish(26.5, 'passed', 'all 4 servers are up')

/** Less matches than the plan expects: the run is refused. */
export const selectionShort = () => {
  const story = checked(selected(new Story(), selecting({ expect: { min: 4 } })))
  const [finding] =
    story
      .state()
      .preflight?.flatMap(({ findings }) => findings)
      .filter((one) => one.class === 'blocking') ?? []
  const message = finding?.message ?? ''
  return story.add(0.1, { type: 'refused', refusals: [{ message, line: 12 }] }).finish(0.1, 'blocked', message)
}
