import { parse } from 'yaml'
import { z } from 'zod'
import { duration, realTimeSpan } from './clock.js'
import { faultScenario } from './fault-scenario.js'
import { githubScenario } from './github/github-scenario.js'
import { serverDefaults, sourceServerId, type ServerScenario } from './server-scenario.js'

/** How DRS reports on its jobs; every one of these oddities has been seen or cannot be ruled out. */
const jobs = z.strictObject({
  /** From the answer of StartRecovery to JOB_START. */
  pendingFor: duration.prefault('5s'),
  /** COMPLETED right after the snapshots, servers LAUNCHED minutes later. */
  completedBeforeLaunched: z.boolean().default(false),
  /** With `completedBeforeLaunched`: whether the log's JOB_END comes with the status or after the last server. */
  jobEndLogged: z.enum(['when-completed', 'after-launches']).default('when-completed'),
  emptyParticipatingServersFor: duration.prefault('0s'),
  /** In `participatingServers`: with LAUNCHED, two minutes later, or never. */
  recoveryInstanceId: z.enum(['normal', 'late', 'never']).default('normal'),
  /** From LAUNCHED until `launchActionsStatus` is there: DRS has to find its agent on the new instance first. */
  launchActionsStatusAfter: duration.prefault('0s'),
  /** DescribeJobs and DescribeJobLogItems do not know a new job at first. */
  visibleAfter: duration.prefault('0s'),
  /** A status that no model knows, from `after` its creation and so long. */
  unknownStatus: z
    .strictObject({
      jobStatus: z.string().optional(),
      launchStatus: z.string().optional(),
      after: duration.prefault('0s'),
      for: duration
    })
    .optional()
})

/** A job of somebody else, in the same account and Region. */
const otherJob = z.strictObject({
  /** Server IDs of this scenario or others; a number: so many servers that are not in this scenario. */
  servers: z.union([z.array(sourceServerId), z.number().int().positive()]).default(1),
  type: z.enum(['LAUNCH', 'TERMINATE']).default('LAUNCH'),
  activeFor: duration,
  tags: z.record(z.string(), z.string()).default({})
})

const ssmDocument = z.strictObject({
  status: z.enum(['Success', 'Failed', 'TimedOut', 'Cancelled']).default('Success'),
  duration: duration.prefault('30s'),
  outputs: z.record(z.string(), z.array(z.string())).default({}),
  failureMessage: z.string().optional(),
  requiredParameters: z.array(z.string()).default([]),
  /** Parameters with a default value. */
  optionalParameters: z.array(z.string()).default([]),
  /** The type of all its parameters. */
  parameterType: z.enum(['String', 'StringList']).default('StringList'),
  documentType: z.enum(['Automation', 'Command']).default('Automation'),
  /** The role that it assumes: whoever starts it has to be allowed to pass it. */
  assumesRole: z.boolean().default(false),
  /** Whether it goes on although it is told to stop, as a step may that cannot be broken off. */
  ignoresStop: z.boolean().default(false),
  /** A step `aws:approve` before everything else. */
  approval: z
    .strictObject({
      after: duration.prefault('5m'),
      decision: z.enum(['approve', 'reject', 'never']).default('approve')
    })
    .optional()
})

const scenarioSchema = z.strictObject({
  region: z.string().default('us-west-2'),
  account: z
    .string()
    .regex(/^\d{12}$/)
    .default('123456789012'),
  /** Simulated seconds that pass in a real one. */
  timeScale: z.number().positive().default(600),
  initialised: z.boolean().default(true),
  servers: z.array(serverDefaults.partial().extend({ id: sourceServerId })).default([]),
  /** So many further servers `s-00000000000000001`, … with the host names `server-001`, … */
  serverCount: z.number().int().nonnegative().default(0),
  /** What all servers have unless they say otherwise, setting by setting. */
  serverDefaults: serverDefaults.partial().default({}),
  jobs: jobs.prefault({}),
  otherJobs: z.array(otherJob).default([]),
  pageSize: z.number().int().positive().default(1000),
  quotas: z
    .strictObject({
      serversPerJob: z.number().int().positive().default(100),
      jobs: z.number().int().positive().default(20),
      servers: z.number().int().positive().default(500)
    })
    .prefault({}),
  /** `drs:DescribeJobs`, `drs:Describe*`; without `allow`, everything not denied is allowed. */
  permissions: z
    .strictObject({
      allow: z.array(z.string()).optional(),
      deny: z.array(z.string()).default([]),
      /** Condition keys, by action, that its permission asks for; every call has them, IAM's simulation only if told. */
      conditions: z.record(z.string(), z.array(z.string())).default({}),
      /** Roles and users that IAM knows, as patterns; it refuses to simulate others. */
      principals: z.array(z.string()).default(['*'])
    })
    .prefault({}),
  credentials: z
    .strictObject({
      /** What `environment` holds: a user's key that lasts, a role's session that ends, or nothing. */
      kind: z.enum(['static', 'session', 'none']).default('static'),
      /** Whether a session's end is in the environment too (`AWS_CREDENTIAL_EXPIRATION`). */
      tellsExpiration: z.boolean().default(false),
      /** How long every STS session really lives; without it, as long as was asked for. */
      sessionSeconds: z.number().positive().optional()
    })
    .prefault({}),
  oidc: z
    .strictObject({
      enabled: z.boolean().default(false),
      sub: z.string().default('repo:example/payments:environment:dr'),
      /** The audience in the token; without it, the one that was asked for. */
      aud: z.string().optional(),
      tokenSeconds: z.number().positive().default(300),
      failing: realTimeSpan.optional()
    })
    .prefault({}),
  sts: z
    .strictObject({
      down: realTimeSpan.optional(),
      /** Whether the account trusts GitHub's tokens at all. */
      hasOidcProvider: z.boolean().default(true),
      /** Patterns with `*`. */
      trustedSubs: z.array(z.string()).default(['*']),
      trustedAud: z.string().default('sts.amazonaws.com'),
      roles: z.array(z.string()).default(['*']),
      maxSessionDurationSeconds: z.number().int().min(3600).max(43200).default(3600)
    })
    .prefault({}),
  /** GitHub around the workflow run; the tokens that it gives for AWS are `oidc`. */
  github: githubScenario.prefault({}),
  /** SSM Automation documents by name. */
  documents: z.record(z.string(), ssmDocument).default({}),
  faults: z.array(faultScenario).default([])
})

export type ScenarioInput = z.input<typeof scenarioSchema>
export type Scenario = Omit<z.output<typeof scenarioSchema>, 'servers'> & {
  readonly servers: readonly ServerScenario[]
}
export type OtherJob = z.output<typeof otherJob>
export type SsmDocument = z.output<typeof ssmDocument>

/**
 * Checks a scenario and fills in its defaults.
 *
 * @throws an Error that lists everything wrong with it
 */
export function completeScenario(input: ScenarioInput): Scenario {
  const scenario = parsed(scenarioSchema, input)
  // Settings are merged as given, unparsed: a server's own defaults must not hide what all servers share.
  const { servers: given = [], serverDefaults: shared = {} } = input
  const numbered = Array.from({ length: scenario.serverCount }, (_, index) => ({
    id: `s-${String(index + 1).padStart(17, '0')}`,
    hostname: `server-${String(index + 1).padStart(3, '0')}`
  }))
  const servers = [...given, ...numbered].map(({ id, ...own }) => completeServer(id, { ...shared, ...own }))
  const ids = new Set(servers.map((server) => server.id))
  if (ids.size < servers.length) throw new Error('The scenario cannot be used.\nA server is in it twice.')
  return { ...scenario, servers }
}

function completeServer(id: string, settings: object): ServerScenario {
  const server = parsed(serverDefaults, settings)
  return { ...server, id, hostname: server.hostname ?? `host-${id.slice(-4)}` }
}

function parsed<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (!result.success) throw new Error(`The scenario cannot be used.\n${z.prettifyError(result.error)}`)
  return result.data
}

/** Reads a scenario file's text. */
export function loadScenario(yamlText: string): ScenarioInput {
  const input = (parse(yamlText) ?? {}) as ScenarioInput
  completeScenario(input)
  return input
}
