export const id = 286;
export const ids = [286];
export const modules = {

/***/ 79286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./build/src/action/disk-error.js
var disk_error = __webpack_require__(77680);
// EXTERNAL MODULE: ./build/src/action/location.js
var action_location = __webpack_require__(78657);
// EXTERNAL MODULE: ./build/src/action/workflow-run.js
var workflow_run = __webpack_require__(23863);
;// CONCATENATED MODULE: ./build/src/action/declared-artifacts.js






/** What `statement.json` is about: a later `actions/attest` then signs for the very same files. */
const subjects = ['evidence.json', 'journal.ndjson'];
/** The file that tells what earlier steps of the job have declared, as the runner writes it. */
const declaredBefore = schemas/* object */.Ikc({ subjects: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP() })) });
/**
 * Declares the evidence in `$GITHUB_ARTIFACTS`, where the runner has it, so that `actions/attest` finds it by itself. The
 * runner takes the digests when the step has ended. It fails a step for a line it does not like; such lines are not written:
 * two files of one name in a job, a path with '=' in it, a folder that a container does not share with the runner.
 */
function declareArtifacts(folder, log, environment = process.env) {
    const file = environment['GITHUB_ARTIFACTS'] ?? '';
    if (file === '')
        return;
    const taken = namesDeclared(environment['GITHUB_ARTIFACTS_LIST'] ?? '');
    const workspace = (0,workflow_run/* workspaceOf */.B3)(environment);
    const shared = [workspace, environment['RUNNER_TEMP'] ?? ''].some((place) => place !== '' && (0,action_location/* isWithin */.U)(place, folder));
    const inside = (0,external_node_path_.relative)(workspace, folder);
    const place = inside.startsWith('..') || (0,external_node_path_.isAbsolute)(inside) ? folder : inside;
    const lines = subjects.map((name) => (0,external_node_path_.join)(place, name));
    const unfit = lines.some((line) => /[=\r\n]|^\s*#|:\/\//.test(line));
    const isTaken = subjects.some((name) => taken.includes(name));
    if (!shared || unfit || isTaken) {
        const why = isTaken
            ? 'an earlier step of this job has declared files of these names'
            : 'its path is none that the runner takes';
        log.line(`The evidence is not declared to the runner (GITHUB_ARTIFACTS): ${why}; name it to actions/attest yourself`);
        return;
    }
    try {
        (0,external_node_fs_.appendFileSync)(file, lines.map((line) => `${line}\n`).join(''));
    }
    catch (error) {
        log.line(`The evidence could not be declared to the runner (GITHUB_ARTIFACTS): ${(0,disk_error/* diskErrorCode */.t)(error)}`);
    }
}
function namesDeclared(path) {
    try {
        return declaredBefore.parse(JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'))).subjects.map(({ name }) => name);
    }
    catch {
        // Empty where nothing was declared, absent where the runner is older.
        return [];
    }
}

// EXTERNAL MODULE: ./build/src/action/delivery.js + 2 modules
var delivery = __webpack_require__(33262);
// EXTERNAL MODULE: ./build/src/action/evidence-artifact.js
var evidence_artifact = __webpack_require__(39446);
// EXTERNAL MODULE: ./build/src/action/evidence-folder.js
var evidence_folder = __webpack_require__(23596);
// EXTERNAL MODULE: ./build/src/action/failure-issue.js + 3 modules
var failure_issue = __webpack_require__(99176);
// EXTERNAL MODULE: ./build/src/action/journal-file.js
var journal_file = __webpack_require__(65186);
// EXTERNAL MODULE: ./build/src/action/log.js
var action_log = __webpack_require__(48194);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/plan/duration.js
var duration = __webpack_require__(45609);
// EXTERNAL MODULE: ./build/src/plan/action-schema.js
var action_schema = __webpack_require__(35943);
// EXTERNAL MODULE: ./build/src/plan/limits.js
var limits = __webpack_require__(42593);
;// CONCATENATED MODULE: ./build/src/plan/match-schema.js


/** As many tags as a resource of AWS can have, and as long as they can be there. */
const MAX_TAGS = 50;
const MAX_TAG_KEY = 128;
const MAX_TAG_VALUE = 256;
const MAX_HOSTNAME = 255;
const tooLong = (limit) => ({ error: `is too long: ${limit} characters at most` });
const match = schemas/* strictObject */.rej({
    tags: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP().max(MAX_TAG_VALUE, tooLong(MAX_TAG_VALUE)).meta({ description: 'The value, or a glob of it' }))
        .refine((tags) => Object.keys(tags).length > 0, {
        error: 'is empty: write "Key: value" lines below it, or remove it'
    })
        .refine((tags) => Object.keys(tags).length <= MAX_TAGS, {
        error: `are more than ${MAX_TAGS}, and no server has so many`
    })
        .refine((tags) => Object.keys(tags).every((key) => key !== '' && key.length <= MAX_TAG_KEY), {
        error: `have a key that AWS does not: a key has 1 to ${MAX_TAG_KEY} characters`
    })
        .meta({
        description: 'Tags that a source server must have, all of them: the key as it is, the value or a glob with * and ?. Letter case counts',
        examples: [{ App: 'payments', Tier: 'app' }],
        minProperties: 1,
        maxProperties: MAX_TAGS,
        propertyNames: { minLength: 1, maxLength: MAX_TAG_KEY }
    })
        .optional(),
    hostname: schemas/* string */.YjP()
        .min(1, { error: 'is empty: write a host name or a glob of it, or remove the key' })
        .max(MAX_HOSTNAME, tooLong(MAX_HOSTNAME))
        .meta({
        description: 'Its host name or FQDN, or a glob of it with * and ?. Letter case does not count',
        examples: ['app-*']
    })
        .optional()
})
    .meta({ description: 'Which source servers of the account are launched: those for which all conditions hold' });
const limit = limits/* MAX_SERVERS */.Io.toLocaleString('en-US');
const NO_NUMBER = `is not a number of servers: write a whole number from 1 to ${limit}`;
const NO_EXPECTATION = `is not a number of servers: write one from 1 to ${limit}, or { min: 2, max: 8 }`;
const numberOfServers = (description, error) => schemas/* int */.Whr({ error }).min(1, { error }).max(limits/* MAX_SERVERS */.Io, { error }).meta({ description });
const expectRange = schemas/* strictObject */.rej({
    min: numberOfServers('Fewer are an error: 1 when not stated', NO_NUMBER).optional(),
    max: numberOfServers('More are an error: any number when not stated', NO_NUMBER).optional()
});
const expect = schemas/* union */.KCZ([numberOfServers('Exactly so many', NO_EXPECTATION), expectRange], { error: NO_EXPECTATION })
    .meta({
    description: 'How many servers the match must find. A different number is an error, never a smaller drill',
    examples: [4]
});
/** What a group and a wave have in common: servers that are found by what they are. */
const selection = { match: match.optional(), expect: expect.optional() };

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/src/plan/quotation.js
var quotation = __webpack_require__(3147);
;// CONCATENATED MODULE: ./build/src/plan/scalar-schema.js




const NAME_PATTERN = /^[A-Za-z0-9._-]{1,64}$/;
const SERVER_ID_PATTERN = /^s-[0-9A-Za-z]{17}$/;
const ACCOUNT_PATTERN = /^[0-9]{12}$/;
/** Of every partition: us-west-2, us-gov-east-1, cn-north-1, us-isob-east-1, eusc-de-east-1. */
const REGION_PATTERN = /^[a-z]{2,5}(?:-[a-z]+){1,3}-[0-9]{1,2}$/;
/** What a pattern says of a text that does not match: a predicate, to be put behind the name of the setting. */
const rule = (problemOf) => ({
    error: ({ input }) => problemOf((0,quotation/* quote */.hD)(String(input)), String(input))
});
const EMPTY_LIST = { error: 'is empty: list at least one' };
const scalar_schema_name = schemas/* string */.YjP().regex(NAME_PATTERN, rule((shown) => `${shown} is not a name: use letters, digits, ".", "_" and "-", 64 at most`));
const region = schemas/* string */.YjP().regex(REGION_PATTERN, rule((shown, text) => REGION_PATTERN.test(text.slice(0, -1))
    ? `${shown} is an Availability Zone: write ${(0,quotation/* quote */.hD)(text.slice(0, -1))}`
    : `${shown} is not an AWS Region: write one such as "us-west-2"`));
const account = schemas/* string */.YjP().regex(ACCOUNT_PATTERN, rule((shown) => `${shown} is not an AWS account: write its 12 digits, in quotes`));
const scalar_schema_duration = (description, example, rules = {}) => {
    const problemOf = (input) => {
        const result = (0,duration/* parseDuration */.E9)(input, rules);
        return 'problem' in result ? result.problem : undefined;
    };
    return schemas/* string */.YjP({ error: ({ input }) => problemOf(input) })
        .regex(duration/* DURATION_PATTERN */.Cq, { error: ({ input }) => problemOf(input) })
        .refine((text) => !duration/* DURATION_PATTERN */.Cq.test(text) || problemOf(text) === undefined, {
        error: ({ input }) => problemOf(input)
    })
        .meta({ description, examples: [example] });
};
const names = (description) => schemas/* array */.YOg(schemas/* string */.YjP()).meta({ description, uniqueItems: true });
const serverId = schemas/* string */.YjP()
    .regex(SERVER_ID_PATTERN, rule((shown, text) => /^i-[0-9a-f]+$/.test(text)
    ? `${shown} is an EC2 instance: write the ID of its DRS source server, "s-" and 17 letters or digits`
    : `${shown} is not a DRS source server: write "s-" and 17 letters or digits`))
    .meta({ description: 'A DRS source server: "s-" and 17 letters or digits', examples: ['s-1111111111111111a'] });
const servers = schemas/* array */.YOg(serverId)
    .min(1, EMPTY_LIST)
    // Judged by server-checks.ts, for the plan as a whole.
    .meta({ description: 'Source servers, by their DRS IDs', uniqueItems: true, maxItems: limits/* MAX_SERVERS */.Io });

;// CONCATENATED MODULE: ./build/src/plan/point-schema.js



const TIME_PATTERN = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;
const isoTime = iso/* datetime */.w$({ offset: true });
const timeProblem = (input) => {
    const form = 'write a time in ISO 8601 with its zone, such as "2026-11-22T00:00:00Z"';
    if (typeof input !== 'string')
        return `is no time: ${form}`;
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(input)
        ? `${(0,quotation/* quote */.hD)(input)} has no zone: write ${(0,quotation/* quote */.hD)(`${input}Z`)} for UTC`
        : `${(0,quotation/* quote */.hD)(input)} is no time: ${form}`;
};
const before = schemas/* string */.YjP({ error: ({ input }) => timeProblem(input) })
    .regex(TIME_PATTERN, { error: ({ input }) => timeProblem(input) })
    // That the day is one of its month, too, no pattern says.
    .refine((text) => !TIME_PATTERN.test(text) || isoTime.safeParse(text).success, {
    error: ({ input }) => timeProblem(input)
})
    .meta({
    description: 'The newest recovery snapshot not later than this time, in ISO 8601 with a zone; none blocks the start',
    examples: ['2026-11-22T00:00:00Z']
});
const snapshots = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP().regex(/^pit-[0-9A-Za-z]{17}$/, rule((shown) => `${shown} is not a recovery snapshot: write "pit-" and 17 letters or digits`)))
    // Which servers may stand here is judged by point-checks.ts.
    .meta({
    description: 'Recovery snapshots by the source servers of this wave; any other server is launched from the latest',
    propertyNames: { pattern: SERVER_ID_PATTERN.source },
    minProperties: 1
});
/** Which recovery point is launched; `chosen`: the forms that are open where it stands. */
const pointOf = (chosen) => schemas/* union */.KCZ([schemas/* literal */.euz('latest'), chosen])
    .meta({ description: 'Which recovery point is launched', default: 'latest' })
    .optional();

;// CONCATENATED MODULE: ./build/src/plan/schema.js







const MAX_DESCRIPTION = 2000;
/** The most launches that a server gets on top of its first. */
const MAX_RETRIES = 5;
/** What a plan gets for what it does not say. */
const DEFAULT_TIMEOUT = '6h';
const DEFAULT_WAVE_TIMEOUT = '60m';
const DEFAULT_CLEANUP_TIMEOUT = '20m';
const DEFAULT_WAIT_FOR_OTHER_JOBS = '10m';
const retryProblem = (input) => {
    const shown = typeof input === 'string' ? `${(0,quotation/* quote */.hD)(input)} ` : typeof input === 'number' ? `${String(input)} ` : '';
    return `${shown}is no number of launches: write a whole number from 0 to ${MAX_RETRIES}`;
};
const verify = schemas/* strictObject */.rej({
    instance: schemas/* enum */.k5n(['running', 'status-ok', 'none'])
        .meta({
        description: 'What EC2 must say of an instance that DRS has launched: running, status-ok (both status checks pass) or none (EC2 is not asked)',
        default: 'running'
    })
        .optional(),
    'launch-actions': schemas/* enum */.k5n(['required', 'ignored'])
        .meta({
        description: 'required: a server is up only when its DRS post-launch actions have succeeded',
        default: 'ignored'
    })
        .optional()
})
    .meta({ description: 'When a launched server counts as up' });
const retry = schemas/* strictObject */.rej({
    'failed-servers': schemas/* int */.Whr({ error: ({ input }) => retryProblem(input) })
        .min(0, { error: ({ input }) => retryProblem(input) })
        .max(MAX_RETRIES, { error: ({ input }) => retryProblem(input) })
        .meta({
        description: 'How often a server whose launch FAILED is launched again, in a new job and within the budget',
        default: 0,
        examples: [1]
    })
        .optional()
})
    .meta({ description: 'What is tried again' });
const actionTimeout = scalar_schema_duration('How long it may take before it is stopped: 10m when not stated', '10m');
const waveSettings = {
    timeout: scalar_schema_duration("Budget of the wave: 60m when not stated, or the plan's own timeout if that is shorter", '40m').optional(),
    'on-failure': schemas/* enum */.k5n(['stop', 'continue'])
        .meta({
        description: 'stop: no further wave starts; continue: waves that do not depend on this one go on',
        default: 'stop'
    })
        .optional(),
    verify: verify.optional(),
    soak: scalar_schema_duration('How long dependents wait after the wave is up; 0s for no wait', '5m', {
        zeroAllowed: true
    }).optional(),
    retry: retry.optional(),
    'point-in-time': pointOf(schemas/* strictObject */.rej({ before: before.optional() }).meta({ minProperties: 1 })),
    'pre-actions': (0,action_schema/* actionList */.Zt)(actionTimeout, 'SSM Automation documents that are run one after the other before the servers of the wave are launched').optional(),
    'post-actions': (0,action_schema/* actionList */.Zt)(actionTimeout, 'SSM Automation documents that are run one after the other once every server of the wave is up').optional()
};
const group = schemas/* strictObject */.rej({ servers: servers.optional(), ...selection })
    .meta({ description: 'A named set of source servers, by their IDs or by what they have in common' });
const wave = schemas/* strictObject */.rej({
    name: scalar_schema_name.meta({ description: 'Unique in the plan' }),
    groups: names('Groups whose servers this wave launches').min(1, EMPTY_LIST).optional(),
    servers: servers.optional(),
    ...selection,
    after: names('Waves that must be up (and soaked) first. Left out: the wave listed before this one. []: starts at once').optional(),
    ...waveSettings,
    'point-in-time': pointOf(schemas/* strictObject */.rej({ before: before.optional(), snapshots: snapshots.optional() })
        .meta({ minProperties: 1, maxProperties: 1 }))
})
    .meta({ description: 'Servers that are launched together' });
const CLEANUP_CHOICES = ['never', 'on-success', 'always'];
const cleanupWhen = schemas/* enum */.k5n(CLEANUP_CHOICES);
const cleanup = schemas/* union */.KCZ([
    cleanupWhen,
    schemas/* strictObject */.rej({
        when: cleanupWhen.meta({ description: 'never, on-success (when the drill has passed) or always' }),
        timeout: scalar_schema_duration('How long the clean-up may take: 20m when not stated', '20m').optional()
    })
])
    .meta({ description: "When this drill's own instances are terminated at its end", default: 'never' });
const objectives = schemas/* strictObject */.rej({
    rto: scalar_schema_duration('Recovery time objective: first StartRecovery to last server verified', '60m').optional(),
    rpo: scalar_schema_duration('Recovery point objective: age of the oldest recovery point at the start', '15m').optional(),
    'on-miss': schemas/* enum */.k5n(['fail', 'warn'])
        .meta({ description: 'What a missed objective means for the verdict', default: 'fail' })
        .optional()
})
    .meta({ description: 'Both are always measured; they are judged when stated' });
const guards = schemas/* strictObject */.rej({
    'replace-recovery-instances': servers
        .meta({
        description: 'Servers whose live recovery instance (of a real failover) a launch may destroy. Any other server that has one blocks the start'
    })
        .optional(),
    'wait-for-other-jobs': scalar_schema_duration('How long the start waits for jobs of others that hold a server of the plan; then it is blocked. 0s: at once', '10m', { zeroAllowed: true })
        .meta({ default: DEFAULT_WAIT_FOR_OTHER_JOBS })
        .optional()
})
    .meta({ description: 'What stands before a launch, and what it may override' });
const idOf = (kind, prefix) => schemas/* string */.YjP().regex(new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`), rule((shown) => `${shown} is not a ${kind}: write "${prefix}-" and 8 or 17 hexadecimal digits`));
const isolation = schemas/* strictObject */.rej({
    subnets: schemas/* array */.YOg(idOf('subnet', 'subnet'))
        .min(1, EMPTY_LIST)
        .meta({ description: 'The subnets that servers may be launched into', examples: [['subnet-0a1b2c3d4e5f60718']] })
        .optional(),
    'security-groups': schemas/* array */.YOg(idOf('security group', 'sg'))
        .min(1, EMPTY_LIST)
        .meta({ description: 'The security groups that instances may have', examples: [['sg-0a1b2c3d4e5f60718']] })
        .optional()
})
    .meta({
    description: 'A drill may launch only here: checked in the launch templates before the start, and on the instances after it'
});
/**
 * The plan file (contract section 4): the one source of its types, of what is accepted, and of plan.schema.json.
 */
const planFileSchema = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1).meta({ description: 'Version of this format' }),
    name: scalar_schema_name.meta({ description: 'Letters, digits, ".", "_" and "-", 64 at most' }),
    description: schemas/* string */.YjP()
        .max(MAX_DESCRIPTION, { error: `is too long: ${MAX_DESCRIPTION} characters at most` })
        .meta({ description: 'What the plan is for, in words' })
        .optional(),
    region: region.meta({ description: 'The AWS Region that DRS recovers to', examples: ['us-west-2'] }).optional(),
    account: account
        .meta({
        description: 'The AWS account of the drill, in quotes; any other account is refused',
        examples: ['123456789012']
    })
        .optional(),
    timeout: scalar_schema_duration('Budget of the whole drill', '2h').meta({ default: DEFAULT_TIMEOUT }).optional(),
    objectives: objectives.optional(),
    cleanup: cleanup.optional(),
    isolation: isolation.optional(),
    guards: guards.optional(),
    groups: schemas/* record */.g1P(schemas/* string */.YjP(), group)
        // Names of groups are judged by wave-checks.ts, which can say so at the name itself.
        .meta({
        description: 'Named sets of source servers, for waves to refer to',
        propertyNames: { pattern: NAME_PATTERN.source }
    })
        .optional(),
    defaults: schemas/* strictObject */.rej(waveSettings)
        .meta({ description: 'Settings of every wave that does not state its own' })
        .optional(),
    waves: schemas/* array */.YOg(wave)
        .min(1, EMPTY_LIST)
        .max(limits/* MAX_WAVES */.Wq, { error: `are more than ${limits/* MAX_WAVES */.Wq}: split the plan` })
        .meta({ description: 'What is launched, in which order; independent waves run side by side' })
})
    .meta({ title: 'drs-drill plan', description: 'What to recover, in which order, within which time' });
/** The kinds of map in a plan file, by the noun that messages use, with the keys of each. */
const SECTION_KEYS = {
    plan: Object.keys(planFileSchema.shape),
    objectives: Object.keys(objectives.shape),
    cleanup: ['when', 'timeout'],
    isolation: Object.keys(isolation.shape),
    guards: Object.keys(guards.shape),
    group: Object.keys(group.shape),
    match: Object.keys(match.shape),
    expect: Object.keys(expectRange.shape),
    defaults: Object.keys(waveSettings),
    wave: Object.keys(wave.shape),
    verify: Object.keys(verify.shape),
    retry: Object.keys(retry.shape),
    'point-in-time': ['before', 'snapshots'],
    /** In `defaults`, whose waves share no servers. */
    'shared-point-in-time': ['before'],
    action: action_schema/* ACTION_KEYS */.WY
};

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./build/src/plan/tree.js


/** A plan at the limits has some 15,000; what is far above is a bomb built of aliases, or no plan. */
const MAX_VALUES = 100_000;
const STANDARD_TAGS = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((tag) => `tag:yaml.org,2002:${tag}`));
/**
 * Turns what the YAML library composed into plain values with places. Aliases share the value of their anchor; tags,
 * keys that are no text, keys that stand twice and aliases out of bounds become problems; of a plan that is too large
 * nothing is left. The library's own way
 * (`toJS`) is not taken, as it loses the places, and as its check for keys that stand twice takes quadratic time.
 */
const buildTree = (contents, positionAt, report) => {
    const anchors = new Map();
    let values = 0;
    const count = (size, position) => {
        const before = values;
        values += size;
        if (before <= MAX_VALUES && values > MAX_VALUES) {
            report({
                message: `The plan holds more than ${MAX_VALUES} values, aliases counted as what they stand for`,
                position
            });
        }
        return values <= MAX_VALUES;
    };
    const nothing = (position) => ({ value: null, position, size: 1 });
    const ofAlias = (name, position) => {
        const target = anchors.get(name);
        if (target === undefined || target === 'unfinished') {
            const what = target === undefined ? 'has no anchor before it' : 'stands inside of what it refers to';
            report({ message: `The alias ${(0,quotation/* quote */.hD)(`*${name}`)} ${what}: write out what it stands for`, position });
            return { ...nothing(position), refused: true };
        }
        return count(target.size, position) ? target : { ...nothing(position), refused: true };
    };
    /** The key as text, whatever YAML makes of it: `on`, `1` and `true` are names like others. */
    const keyOf = ({ key }, position) => {
        if (!(0,dist/* isScalar */.jn)(key)) {
            report({ message: 'A key of a plan is a plain text: write "key: value"', position });
            return undefined;
        }
        const text = typeof key.value === 'string' ? key.value : key.source;
        if (text === '<<') {
            report({ message: 'Merge keys ("<<") are not supported: put what waves share under "defaults"', position });
            return undefined;
        }
        // Libraries drop this key without a word, since it can reach an object's prototype.
        if (text === '__proto__') {
            report({ message: '"__proto__" cannot be used as a key or name of a group: choose another', position });
            return undefined;
        }
        return text;
    };
    const ofMap = (pairs, position) => {
        const value = Object.create(null);
        const entries = new Map();
        let size = 1;
        for (const pair of pairs) {
            const keyPosition = positionAt(pair.key.range[0]);
            const key = keyOf(pair, keyPosition);
            // Read what an unusable key holds all the same: there may be anchors in it, and problems.
            const node = pair.value === null ? nothing(keyPosition) : convert(pair.value, keyPosition);
            size += node.size;
            if (key === undefined)
                continue;
            const first = entries.get(key);
            if (first !== undefined) {
                const where = `first in line ${first.keyPosition.line}`;
                report({
                    message: `The key ${(0,quotation/* quote */.hD)(key)} stands here twice, ${where}: keep one of them`,
                    position: keyPosition
                });
                continue;
            }
            entries.set(key, { keyPosition, node });
            value[key] = node.value;
        }
        return { value, position, entries, size };
    };
    const ofSequence = (items, position) => {
        const nodes = items.map((item) => convert(item));
        return {
            value: nodes.map(({ value }) => value),
            position,
            entries: new Map(nodes.map((node, index) => [index, { keyPosition: node.position, node }])),
            size: nodes.reduce((sum, node) => sum + node.size, 1)
        };
    };
    /** `emptyAt`: where a value that is not written (`key:` and nothing behind it) is said to stand. */
    const convert = (node, emptyAt) => {
        const unwritten = (0,dist/* isScalar */.jn)(node) && node.value === null && node.source === '';
        const position = unwritten && emptyAt !== undefined ? emptyAt : positionAt(node.range[0]);
        if ((0,dist/* isAlias */.Vj)(node))
            return ofAlias(node.source, position);
        if (!count(1, position))
            return { ...nothing(position), refused: true };
        if (node.tag !== undefined && !STANDARD_TAGS.has(node.tag)) {
            const shown = (0,quotation/* quote */.hD)(node.tag.replace(/^tag:yaml\.org,2002:/, '!!'));
            report({ message: `The tag ${shown} is not allowed: a plan neither runs code nor reads other files`, position });
            return { ...nothing(position), refused: true };
        }
        const { anchor } = node;
        if (anchor !== undefined)
            anchors.set(anchor, 'unfinished');
        const built = (0,dist/* isMap */.jh)(node)
            ? ofMap(node.items, position)
            : (0,dist/* isSeq */.oP)(node)
                ? ofSequence(node.items, position)
                : { value: node.value, position, source: node.source, size: 1 };
        if (anchor !== undefined)
            anchors.set(anchor, built);
        return built;
    };
    const root = convert(contents);
    return values > MAX_VALUES ? undefined : root;
};
/** The entry at a path, or undefined when the file has none. */
const entryAt = (root, path) => {
    let entry = { keyPosition: root.position, node: root };
    for (const step of path)
        entry = entry?.node.entries?.get(step);
    return entry;
};
/** The place of the value at a path; of one that is not written, the place of the nearest that holds it. */
const nearestPosition = (root, path) => {
    let node = root;
    for (const step of path) {
        const next = node.entries?.get(step);
        if (next === undefined)
            break;
        node = next.node;
    }
    return node.position;
};

;// CONCATENATED MODULE: ./build/src/plan/place.js



/** How messages call one item of these lists. */
const ITEM_WORDS = {
    servers: 'server',
    groups: 'group',
    waves: 'wave',
    'pre-actions': 'pre-action',
    'post-actions': 'post-action'
};
/** `wave "app"`, or `wave 3` (counted from 1) when it has no name to be called by. */
const waveLabel = (name, index) => typeof name === 'string' && name !== '' ? `wave ${(0,quotation/* quote */.hD)(name)}` : `wave ${index + 1}`;
const capitalise = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
const partsOf = (root, path) => {
    const [first, second] = path;
    const named = path.length > 1 && (first === 'waves' || first === 'groups');
    const steps = named ? path.slice(2) : path;
    const setting = steps
        .map((step, index) => (typeof steps[index + 1] === 'number' ? (ITEM_WORDS[String(step)] ?? step) : step))
        .filter((step) => typeof step !== 'number')
        // The key of a tag can be any text.
        .map((step) => (0,quotation/* excerpt */.Kb)(String(step)))
        .join('.');
    if (!named)
        return { owner: '', setting };
    if (first === 'groups')
        return { owner: `group ${(0,quotation/* quote */.hD)(String(second))}`, setting };
    const name = entryAt(root, [...path.slice(0, 2), 'name'])?.node.value;
    return { owner: waveLabel(name, Number(second)), setting };
};
/** How a message that begins with a place calls it: `Wave "app": verify.instance`, `timeout`, `The plan`. */
const placeLabel = (root, path) => {
    const { owner, setting } = partsOf(root, path);
    if (owner === '')
        return setting === '' ? 'The plan' : setting;
    return setting === '' ? capitalise(owner) : `${capitalise(owner)}: ${setting}`;
};
/** The same in the middle of a message: `verify of wave "app"`, `objectives`, `the plan`. */
const placePhrase = (root, path) => {
    const { owner, setting } = partsOf(root, path);
    if (owner === '')
        return setting === '' ? 'the plan' : setting;
    return setting === '' ? owner : `${setting} of ${owner}`;
};
/** The maps that may stand within a wave, and within the settings that waves share. */
const withinWaves = {
    verify: 'verify',
    retry: 'retry',
    'point-in-time': 'point-in-time',
    'pre-actions': 'action',
    'post-actions': 'action'
};
const withinDefaults = { ...withinWaves, 'point-in-time': 'shared-point-in-time' };
/** Which kind of map stands at a path. */
const sectionAt = ([first, ...rest]) => {
    const inner = rest[1];
    if ((first === 'groups' || first === 'waves') && (inner === 'match' || inner === 'expect'))
        return inner;
    if (first === 'groups')
        return 'group';
    if (first === 'waves')
        return withinWaves[String(rest[1])] ?? 'wave';
    if (first === 'defaults')
        return withinDefaults[String(rest[0])] ?? 'defaults';
    return first === 'objectives' || first === 'cleanup' || first === 'isolation' || first === 'guards' ? first : 'plan';
};
/** The kinds of map that have this key, for a key that was written in the wrong one. */
const sectionsWith = (key) => Object.entries(SECTION_KEYS)
    .filter(([section, keys]) => section !== 'shared-point-in-time' && keys.includes(key))
    .map(([section]) => section);

// EXTERNAL MODULE: ./build/src/plan/placeholders.js
var placeholders = __webpack_require__(5067);
// EXTERNAL MODULE: ./build/src/plan/suggestion.js
var suggestion = __webpack_require__(18665);
;// CONCATENATED MODULE: ./build/src/plan/graph.js
/**
 * What a wave comes after (contract section 4): what it says; without a word, the wave listed before it, and the first
 * wave nothing. `after: []` starts at once.
 */
const effectiveAfter = (stated, listedBefore) => stated ?? (listedBefore === undefined ? [] : [listedBefore]);
const verticesOf = (waves) => {
    const vertices = new Map();
    for (const [rank, { name }] of waves.entries()) {
        vertices.set(name, { name, rank, predecessors: [], successors: [], missing: 0 });
    }
    for (const { name, after } of waves) {
        const vertex = vertices.get(name);
        for (const other of new Set(after)) {
            const predecessor = vertices.get(other);
            if (vertex === undefined || predecessor === undefined)
                continue;
            vertex.predecessors.push(predecessor);
            vertex.missing += 1;
            predecessor.successors.push(vertex);
        }
    }
    return vertices;
};
/** Takes vertices out of the graph, each when nothing is missing to it any more. */
const orderOf = (vertices) => {
    const ready = [...vertices.values()].filter(({ missing }) => missing === 0);
    const order = [];
    for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
        order.push(next);
        for (const successor of next.successors) {
            successor.missing -= 1;
            if (successor.missing > 0)
                continue;
            const position = ready.findIndex(({ rank }) => rank > successor.rank);
            ready.splice(position === -1 ? ready.length : position, 0, successor);
        }
    }
    return order;
};
/**
 * An order in which every wave stands behind all it comes after; among those that could be next, the one listed first.
 * Waves on a cycle, or behind one, are left out: the order is as long as the list only when there is no cycle.
 */
const topologicalOrder = (waves) => orderOf(verticesOf(waves)).map(({ name }) => name);
/** A circle of waves, each followed by one that it waits for: `['a', 'b', 'a']`; undefined when there is none. */
const findCycle = (waves) => {
    const vertices = verticesOf(waves);
    orderOf(vertices);
    const isStuck = ({ missing }) => missing > 0;
    // Every wave that is stuck waits for another that is: going from one to the next must come round.
    const trail = new Set();
    let vertex = [...vertices.values()].find(isStuck);
    while (vertex !== undefined && !trail.has(vertex)) {
        trail.add(vertex);
        vertex = vertex.predecessors.find(isStuck);
    }
    if (vertex === undefined)
        return undefined;
    const walked = [...trail];
    const loop = walked.slice(walked.indexOf(vertex));
    // Begin with the wave listed first, so that the same plan always gives the same message.
    const first = loop.reduce((earliest, { rank }) => Math.min(earliest, rank), vertex.rank);
    const start = loop.findIndex(({ rank }) => rank === first);
    const turned = [...loop.slice(start), ...loop.slice(0, start)].map(({ name }) => name);
    return [...turned, ...turned.slice(0, 1)];
};
/** All waves that come after this one, directly or through others, in the order of the list. */
const dependents = (waves, name) => {
    const found = new Set();
    const open = [...(verticesOf(waves).get(name)?.successors ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (found.has(next))
            continue;
        found.add(next);
        open.push(...next.successors);
    }
    return [...found].sort((left, right) => left.rank - right.rank).map((vertex) => vertex.name);
};
const heaviest = (ways) => ways.reduce((best, way) => (best === undefined || way.weight > best.weight ? way : best), undefined);
/**
 * The way from a wave that comes after nothing to any other with the greatest sum of weights (none negative); among
 * equals the one that ends first in order. Waves on or behind a cycle do not count.
 */
const longestPath = (waves, weightOf) => {
    const ways = new Map();
    for (const vertex of orderOf(verticesOf(waves))) {
        const previous = heaviest(vertex.predecessors.flatMap((predecessor) => ways.get(predecessor) ?? []));
        ways.set(vertex, { vertex, weight: weightOf(vertex.name) + (previous?.weight ?? 0), previous });
    }
    const longest = heaviest([...ways.values()]);
    const names = [];
    for (let way = longest; way !== undefined; way = way.previous)
        names.unshift(way.vertex.name);
    return { weight: longest?.weight ?? 0, names };
};

;// CONCATENATED MODULE: ./build/src/plan/wave-checks.js





/** To look for what was meant takes time: a plan of nothing but unknown names gets no advice on the last of them. */
const MAX_ADVICE = 20;
/** Circles that are told at once. */
const MAX_CYCLES = 20;
const indexedWaves = (plan) => (plan.waves ?? []).flatMap((wave, index) => wave === undefined ? [] : [{ wave, index, label: waveLabel(wave.name, index) }]);
/** The graph of the waves that have a name; of several with the same name the first. Unknown names are left out. */
const waveGraph = (plan) => {
    const listed = plan.waves ?? [];
    const names = new Set(listed.map((wave) => wave?.name));
    const graph = new Map();
    for (const [index, wave] of listed.entries()) {
        if (wave?.name === undefined || graph.has(wave.name))
            continue;
        const { name } = wave;
        const stated = wave.after?.filter((other) => other !== undefined);
        // `after` that could not be read says nothing, not even that the wave follows the one before it.
        const before = Object.hasOwn(wave, 'after') ? undefined : listed[index - 1]?.name;
        const after = effectiveAfter(stated, before).filter((other) => names.has(other) && other !== name);
        graph.set(name, { name, after });
    }
    return [...graph.values()];
};
const duplicateNames = (waves, lineOf) => {
    const first = new Map();
    return waves.flatMap(({ wave: { name }, index }) => {
        if (name === undefined)
            return [];
        const other = first.get(name);
        if (other === undefined) {
            first.set(name, index);
            return [];
        }
        const line = lineOf(['waves', other, 'name']);
        return [
            {
                message: `Two waves are called ${(0,quotation/* quote */.hD)(name)}, the first in line ${line}: give this one another name`,
                path: ['waves', index, 'name']
            }
        ];
    });
};
/** Names in a list of a wave that stand there twice or mean nothing. */
const references = ({ wave, index, label }, key, known, others, mayAdvise) => {
    const noun = key === 'after' ? 'wave' : 'group';
    const seen = new Set();
    let candidates;
    return (wave[key] ?? []).flatMap((name, position) => {
        if (name === undefined)
            return [];
        const say = (message) => [{ message, path: ['waves', index, key, position] }];
        if (seen.has(name))
            return say(`"${key}" of ${label} names ${(0,quotation/* quote */.hD)(name)} twice: keep one`);
        seen.add(name);
        if (key === 'after' && name === wave.name) {
            return say(`${capitalise(label)} comes after itself: remove ${(0,quotation/* quote */.hD)(name)} from its "after"`);
        }
        if (known.has(name))
            return [];
        if (!mayAdvise())
            return say(`Unknown ${noun} ${(0,quotation/* quote */.hD)(name)} in "${key}" of ${label}`);
        candidates ??= [...known].filter((other) => key === 'groups' || other !== wave.name);
        const meant = (0,suggestion/* closest */.k)(name, candidates);
        const hint = meant !== undefined
            ? `did you mean ${(0,quotation/* quote */.hD)(meant)}?`
            : others.has(name)
                ? `${(0,quotation/* quote */.hD)(name)} is a ${key === 'after' ? 'group' : 'wave'}`
                : `there is ${(0,quotation/* enumerate */.HL)(candidates)}`;
        return say(`Unknown ${noun} ${(0,quotation/* quote */.hD)(name)} in "${key}" of ${label}: ${hint}`);
    });
};
/** Every circle that shares no wave with one told before. */
const cycles = (plan, waves) => {
    const findings = [];
    let graph = waveGraph(plan);
    for (let cycle = findCycle(graph); cycle !== undefined && findings.length < MAX_CYCLES; cycle = findCycle(graph)) {
        const inCycle = new Set(cycle);
        const members = waves.filter(({ wave }) => wave.name !== undefined && inCycle.has(wave.name));
        const implicit = members.find(({ wave }) => wave.after === undefined);
        const why = implicit === undefined
            ? 'take one of them out of an "after"'
            : `${implicit.label} has no "after" and so waits for the wave listed before it: write one, if only "after: []"`;
        const at = members.find(({ wave }) => wave.after !== undefined)?.index ?? 0;
        findings.push({
            message: `Waves wait for each other in a circle, ${(0,quotation/* arrows */.d$)(cycle)}: ${why}`,
            path: ['waves', at, 'after']
        });
        graph = graph.filter(({ name }) => !inCycle.has(name));
    }
    return findings;
};
/** Names of groups that break the rule for names, and groups that no wave launches. */
const groupFindings = (groups, waves) => {
    const used = new Set(waves.flatMap(({ wave }) => wave.groups ?? []));
    // Where a list of groups cannot be read, nobody can say which group is missing from it.
    const unreadable = waves.some(({ wave }) => Object.hasOwn(wave, 'groups') && wave.groups === undefined);
    return groups.flatMap((name) => {
        const at = { path: ['groups', name], atKey: true };
        const findings = [];
        if (!NAME_PATTERN.test(name)) {
            const rule = 'use letters, digits, ".", "_" and "-", 64 at most';
            findings.push({ ...at, message: `Group ${(0,quotation/* quote */.hD)(name)}: that is not a name: ${rule}` });
        }
        if (!used.has(name) && !unreadable) {
            const instead = 'name it in the "groups" of a wave, or remove it';
            findings.push({
                ...at,
                message: `Group ${(0,quotation/* quote */.hD)(name)} is in no wave, its servers would not be recovered: ${instead}`
            });
        }
        return findings;
    });
};
/**
 * Names and order: waves with the same name, references that mean nothing, circles, groups left over. A group that no
 * wave launches is an error: whoever wrote it believes that its servers are part of the drill.
 */
const checkWaves = (plan, lineOf) => {
    const waves = indexedWaves(plan);
    const waveNames = new Set(waves.flatMap(({ wave: { name } }) => (name === undefined ? [] : [name])));
    const groups = Object.keys(plan.groups ?? {});
    const groupNames = new Set(groups);
    let advice = 0;
    const mayAdvise = () => ++advice <= MAX_ADVICE;
    return [
        ...duplicateNames(waves, lineOf),
        ...waves.flatMap((wave) => references(wave, 'after', waveNames, groupNames, mayAdvise)),
        ...waves.flatMap((wave) => references(wave, 'groups', groupNames, waveNames, mayAdvise)),
        ...cycles(plan, waves),
        ...groupFindings(groups, waves)
    ];
};

;// CONCATENATED MODULE: ./build/src/plan/action-checks.js








const PHASES = ['pre-actions', 'post-actions'];
const secondsOf = (text) => {
    const result = (0,duration/* parseDuration */.E9)(text, { zeroAllowed: true });
    return 'seconds' in result ? result.seconds : 0;
};
const writtenIn = (settings, path, key) => (settings?.[key] ?? []).flatMap((action, index) => action === undefined ? [] : [{ action, key, path: [...path, key, index] }]);
/** What a wave runs, in order: its own actions, or those of `defaults` where it states none. */
const actionsOf = ({ defaults }, { wave, index }) => PHASES.flatMap((key) => Object.hasOwn(wave, key) ? writtenIn(wave, ['waves', index], key) : writtenIn(defaults, ['defaults'], key));
/** Two actions of one name could not be told apart in log and evidence. */
const sameNames = (plan, wave, lineOf) => {
    const first = new Map();
    return actionsOf(plan, wave).flatMap(({ action: { name }, path }) => {
        if (name === undefined)
            return [];
        const other = first.get(name);
        if (other === undefined) {
            first.set(name, path);
            return [];
        }
        const message = `Two actions of ${wave.label} are called ${(0,quotation/* quote */.hD)(name)}, the first in line ${lineOf([...other, 'name'])}: give this one another name`;
        return [{ message, path: [...path, 'name'] }];
    });
};
/** Timeouts that leave no time for the launch: the wave would end before its own actions may. */
const budget = (plan, wave) => {
    const actions = actionsOf(plan, wave);
    const [first] = actions;
    if (first === undefined)
        return [];
    const stated = wave.wave.timeout ?? plan.defaults?.timeout;
    const whole = secondsOf(plan.timeout ?? DEFAULT_TIMEOUT);
    const limit = stated === undefined ? Math.min(secondsOf(DEFAULT_WAVE_TIMEOUT), whole) : secondsOf(stated);
    const needed = actions.reduce((sum, { action }) => sum + secondsOf(action.timeout ?? action_schema/* DEFAULT_ACTION_TIMEOUT */.pe), 0);
    // A timeout that cannot be read is a finding of its own.
    if (limit === 0 || needed < limit)
        return [];
    const what = actions.length === 1 ? 'its action' : `its ${actions.length} actions`;
    return [
        {
            message: `${capitalise(wave.label)}: ${what} may take ${(0,duration/* formatDuration */.a3)(needed)}, which leaves nothing of the wave's timeout ` +
                `of ${(0,duration/* formatDuration */.a3)(limit)} for the launch: shorten their timeouts (${action_schema/* DEFAULT_ACTION_TIMEOUT */.pe} each where none is stated), or raise it`,
            path: first.path.slice(0, -1)
        }
    ];
};
const valuesOf = ({ action, path }) => Object.entries(action.parameters ?? {}).flatMap(([key, value]) => {
    const at = [...path, 'parameters', key];
    if (typeof value === 'string')
        return [{ text: value, path: at }];
    return (value ?? []).flatMap((text, index) => (text === undefined ? [] : [{ text, path: [...at, index] }]));
});
/** Placeholders that mean nothing, or nothing yet. */
const placeholderFindings = (written) => valuesOf(written).flatMap(({ text, path }) => {
    const bare = /\$\(\s*(instanceIds|sourceServerIds|executionId)\s*\)/.exec(text)?.[1];
    if (bare !== undefined)
        return [{ message: `$(${bare}) stands for nothing: write $(drill.${bare})`, path }];
    return (0,placeholders/* placeholdersIn */.Qf)(text).flatMap((name) => {
        const shown = `$(drill.${name})`;
        if (!(0,placeholders/* isPlaceholder */.wK)(name)) {
            const meant = (0,suggestion/* closest */.k)(name, placeholders/* placeholders */.Ft);
            const all = (0,quotation/* enumerate */.HL)(placeholders/* placeholders */.Ft.map((known) => `$(drill.${known})`));
            const instead = meant === undefined ? `there is ${all}` : `did you mean $(drill.${meant})?`;
            return [{ message: `Unknown placeholder ${(0,quotation/* quote */.hD)(shown)}: ${instead}`, path }];
        }
        if (name !== 'instanceIds' || written.key === 'post-actions')
            return [];
        const reason = 'no instance runs yet before the launch';
        return [{ message: `${shown} in a pre-action: ${reason}, use $(drill.sourceServerIds)`, path }];
    });
});
const serverCount = (plan, { wave }) => (wave.servers ?? []).length +
    (wave.groups ?? []).reduce((sum, name) => sum + (plan.groups?.[name ?? '']?.servers ?? []).length, 0);
/** Each list of actions with the wave of most servers that runs it: what fits that one fits all. */
const largestUse = (plan, waves) => PHASES.flatMap((key) => {
    const counted = waves.map((wave) => ({ wave, count: serverCount(plan, wave) }));
    const heirs = counted.filter(({ wave }) => !Object.hasOwn(wave.wave, key)).sort((a, b) => b.count - a.count);
    return [
        ...counted.map(({ wave, count }) => ({ wave, count, actions: writtenIn(wave.wave, ['waves', wave.index], key) })),
        ...heirs.slice(0, 1).map((heir) => ({ ...heir, actions: writtenIn(plan.defaults, ['defaults'], key) }))
    ];
});
/** Parameters that SSM would refuse for their size once everything is put in. */
const sizes = (plan, waves) => largestUse(plan, waves).flatMap(({ wave, count, actions }) => {
    // More than fit into any parameter need not be counted out.
    const ids = Array.from({ length: Math.min(count, 2 * action_schema/* MAX_PARAMETER_VALUES */._K) }, () => 'i-00000000000000000');
    const known = { instanceIds: ids, sourceServerIds: ids, executionId: ['x'] };
    return actions.flatMap(({ action, path }) => Object.entries(action.parameters ?? {}).flatMap(([key, value]) => {
        const texts = typeof value === 'string' ? [value] : (value ?? []).flatMap((text) => text ?? []);
        const isLong = texts.some(({ length }) => length > action_schema/* MAX_VALUE_LENGTH */.CU);
        const resolved = isLong || texts.length > action_schema/* MAX_PARAMETER_VALUES */._K ? texts : (0,placeholders/* resolveValues */.ho)(texts, known);
        const problem = (0,action_schema/* sizeProblemOf */.Sf)(resolved);
        if (problem === undefined)
            return [];
        const { what, remedy } = problem;
        return [
            {
                message: `Parameter ${(0,quotation/* quote */.hD)(key)} of ${(0,quotation/* quote */.hD)(action.name ?? 'an action')} has ${what}: ${remedy} (${wave.label}, ${count} servers)`,
                path: [...path, 'parameters', key]
            }
        ];
    }));
});
/** Actions: names, budgets, placeholders, and the sizes that SSM takes. */
const checkActions = (plan, lineOf) => {
    const waves = indexedWaves(plan);
    const holders = [
        { settings: plan.defaults, path: ['defaults'] },
        ...waves.map(({ wave, index }) => ({ settings: wave, path: ['waves', index] }))
    ];
    return [
        ...holders.flatMap(({ settings, path }) => PHASES.flatMap((key) => writtenIn(settings, path, key).flatMap(placeholderFindings))),
        ...waves.flatMap((wave) => [...sameNames(plan, wave, lineOf), ...budget(plan, wave)]),
        ...sizes(plan, waves)
    ];
};

;// CONCATENATED MODULE: ./build/src/plan/budget-checks.js






const budget_checks_secondsOf = (text) => {
    const result = (0,duration/* parseDuration */.E9)(text, { zeroAllowed: true });
    return 'seconds' in result ? result.seconds : undefined;
};
/** The soaks that stand one behind the other on the way to some wave. Nobody waits for that of a last wave. */
const longestSoak = (plan) => {
    const graph = waveGraph(plan);
    const awaited = new Set(graph.flatMap(({ after }) => after));
    const soaks = new Map(indexedWaves(plan).map(({ wave }) => [wave.name, wave.soak ?? plan.defaults?.soak]));
    const soakOf = (name) => (awaited.has(name) ? (budget_checks_secondsOf(soaks.get(name)) ?? 0) : 0);
    const { weight, names } = longestPath(graph, soakOf);
    return { seconds: weight, chain: (0,quotation/* arrows */.d$)(names.filter((name) => soakOf(name) > 0)) };
};
/**
 * Budgets that cannot hold: a wave that may take longer than the whole drill, pauses that leave nothing of it, an
 * objective that is looser than the time at which the drill is stopped or tighter than its own pauses. Waves' timeouts
 * are limits, not estimates: their sum may well be more than the plan's.
 */
const checkBudgets = (plan) => {
    const findings = [];
    const say = (path, message) => findings.push({ message, path });
    const total = budget_checks_secondsOf(plan.timeout ?? DEFAULT_TIMEOUT);
    const rto = budget_checks_secondsOf(plan.objectives?.rto);
    const soak = longestSoak(plan);
    const soaks = `The soaks of ${soak.chain} alone take ${(0,duration/* formatDuration */.a3)(soak.seconds)}`;
    if (rto !== undefined && soak.seconds >= rto) {
        say(['objectives', 'rto'], `${soaks}: an objective of ${(0,duration/* formatDuration */.a3)(rto)} can never be met, raise it or shorten them`);
    }
    // A timeout that cannot be read is a finding of its own.
    if (total === undefined)
        return findings;
    const limit = `the plan's timeout of ${(0,duration/* formatDuration */.a3)(total)}${plan.timeout === undefined ? ' (the default)' : ''}`;
    if (rto !== undefined && rto > total) {
        const reason = `is longer than ${limit}, at which the drill is stopped`;
        say(['objectives', 'rto'], `objectives.rto of ${(0,duration/* formatDuration */.a3)(rto)} ${reason}: raise "timeout" or lower "rto"`);
    }
    const wait = budget_checks_secondsOf(plan.guards?.['wait-for-other-jobs']);
    if (wait !== undefined && wait >= total) {
        const reason = `leaves nothing of ${limit}`;
        say(['guards', 'wait-for-other-jobs'], `guards.wait-for-other-jobs of ${(0,duration/* formatDuration */.a3)(wait)} ${reason}: lower it, or raise the plan's`);
    }
    const holders = [
        { owner: 'defaults', path: ['defaults'], settings: plan.defaults },
        ...indexedWaves(plan).map(({ wave, index, label }) => ({
            owner: capitalise(label),
            path: ['waves', index],
            settings: wave
        }))
    ];
    let soakTooLong = false;
    for (const { owner, path, settings } of holders) {
        const timeout = budget_checks_secondsOf(settings?.timeout);
        if (timeout !== undefined && timeout > total) {
            const reason = `is longer than ${limit}`;
            say([...path, 'timeout'], `${owner}: timeout of ${(0,duration/* formatDuration */.a3)(timeout)} ${reason}: lower it, or raise the plan's`);
        }
        const pause = budget_checks_secondsOf(settings?.soak);
        if (pause !== undefined && pause >= total) {
            soakTooLong = true;
            const reason = `leaves nothing of ${limit}`;
            say([...path, 'soak'], `${owner}: soak of ${(0,duration/* formatDuration */.a3)(pause)} ${reason}: lower it, or raise the plan's`);
        }
    }
    if (soak.seconds >= total && !soakTooLong) {
        say(['timeout'], `${soaks}, which leaves nothing of ${limit}: raise it, or shorten them`);
    }
    return findings;
};

;// CONCATENATED MODULE: ./build/src/plan/isolation-checks.js
/** An isolation that names nothing would isolate nothing, and whoever wrote it believes that it does. */
const checkIsolation = ({ isolation }) => {
    if (isolation === undefined || 'subnets' in isolation || 'security-groups' in isolation)
        return [];
    const message = 'isolation restricts nothing: give it "subnets", "security-groups" or both, or take it out';
    return [{ message, path: ['isolation'], atKey: true }];
};

;// CONCATENATED MODULE: ./build/src/plan/point-checks.js




const isMap = (value) => typeof value === 'object' && value !== null;
/** A point in time that names nothing, or two things at once. */
const ambiguous = (point, label, path, forms) => {
    if (!isMap(point))
        return [];
    const keys = ['before', 'snapshots'].filter((key) => Object.hasOwn(point, key));
    if (keys.length === 1)
        return [];
    const what = keys.length === 0 ? 'names no point' : 'names a time and snapshots, which exclude each other';
    return [{ message: `${label} ${what}: write ${forms}`, path, atKey: true }];
};
/** Snapshots of servers that the wave does not launch. What `match` finds is known only when AWS has been asked. */
const strays = (plan, wave, label, path) => {
    const point = wave['point-in-time'];
    if (!isMap(point) || point.snapshots === undefined)
        return [];
    const groups = (wave.groups ?? []).map((name) => (name === undefined ? undefined : plan.groups?.[name]));
    const isOpen = [wave, ...groups].some((from) => from !== undefined && Object.hasOwn(from, 'match'));
    const known = new Set([wave, ...groups].flatMap((from) => from?.servers ?? []));
    const keys = Object.keys(point.snapshots);
    if (keys.length === 0)
        return [{ message: `${capitalise(label)}: point-in-time.snapshots is empty: name one`, path }];
    return keys.flatMap((id) => {
        const at = { path: [...path, id], atKey: true };
        if (!SERVER_ID_PATTERN.test(id)) {
            return [
                {
                    ...at,
                    message: `${(0,quotation/* quote */.hD)(id)} in snapshots of ${label} is not a DRS source server: write "s-" and 17 letters or digits`
                }
            ];
        }
        if (isOpen || known.has(id))
            return [];
        return [{ ...at, message: `Server ${(0,quotation/* quote */.hD)(id)} in snapshots of ${label} is not launched by it: take it out` }];
    });
};
/** What a schema cannot say of `point-in-time`: one of its forms, and of servers that are there. */
const checkPoints = (plan) => [
    ...ambiguous(plan.defaults?.['point-in-time'], 'defaults.point-in-time', ['defaults', 'point-in-time'], '"before"'),
    ...indexedWaves(plan).flatMap(({ wave, index, label }) => {
        const path = ['waves', index, 'point-in-time'];
        return [
            ...ambiguous(wave['point-in-time'], `${capitalise(label)}: point-in-time`, path, 'either "before" or "snapshots"'),
            ...strays(plan, wave, label, [...path, 'snapshots'])
        ];
    })
];

;// CONCATENATED MODULE: ./build/src/plan/match-checks.js




const holdersOf = (plan) => [
    ...Object.entries(plan.groups ?? {}).flatMap(([name, group]) => group === undefined ? [] : [{ label: `group ${(0,quotation/* quote */.hD)(name)}`, path: ['groups', name], entry: group }]),
    ...indexedWaves(plan).map(({ wave, index, label }) => ({ label, path: ['waves', index], entry: wave }))
];
/** What a schema cannot say of selection: a match of nothing, a number of nothing, a range that is empty, too many of them. */
const checkMatches = (plan) => {
    const holders = holdersOf(plan);
    const matches = holders.filter(({ entry }) => Object.hasOwn(entry, 'match'));
    const tooMany = matches[limits/* MAX_MATCHES */.Bv];
    return [
        ...holders.flatMap(checkHolder),
        ...(tooMany === undefined
            ? []
            : [
                {
                    message: `The plan has more than ${limits/* MAX_MATCHES */.Bv} matches: split it into several plans`,
                    path: [...tooMany.path, 'match'],
                    atKey: true
                }
            ])
    ];
};
const checkHolder = ({ label, path, entry }) => {
    const findings = [];
    const say = (key, message) => findings.push({ message, path: [...path, key], atKey: true });
    const { match, expect } = entry;
    // What is there and cannot be read, or is no condition, is a finding of the schema.
    if (match !== undefined && Object.keys(match).length === 0) {
        say('match', `"match" of ${label} is empty, and would select nothing: give it "tags", "hostname" or both`);
    }
    if (expect !== undefined && !Object.hasOwn(entry, 'match')) {
        say('expect', `${capitalise(label)} has "expect", but no "match" whose servers could be counted: remove it`);
    }
    if (typeof expect !== 'object')
        return findings;
    const { min, max } = expect;
    if (Object.keys(expect).length === 0) {
        say('expect', `"expect" of ${label} is empty: write a number, or { min: 2, max: 8 }`);
    }
    if (min !== undefined && max !== undefined && min > max) {
        say('expect', `"expect" of ${label} can never hold: its min of ${min} is more than its max of ${max}`);
    }
    return findings;
};

// EXTERNAL MODULE: ./build/src/plan/places.js
var places = __webpack_require__(24533);
;// CONCATENATED MODULE: ./build/src/plan/resolve.js




const seconds = (text) => {
    const result = (0,duration/* parseDuration */.E9)(text, { zeroAllowed: true });
    if ('problem' in result)
        throw new Error(`A duration passed the schema and ${result.problem}`);
    return result.seconds;
};
const expectationOf = (expect) => {
    if (typeof expect === 'number')
        return { min: expect, max: expect };
    const { min = 1, max } = expect;
    return { min, ...(max === undefined ? {} : { max }) };
};
const selectorsOf = ({ match, expect }, group) => {
    if (match === undefined)
        return [];
    const { tags = {}, hostname } = match;
    return [
        {
            ...(group === undefined ? {} : { group }),
            match: {
                tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
                ...(hostname === undefined ? {} : { hostname })
            },
            ...(expect === undefined ? {} : { expect: expectationOf(expect) })
        }
    ];
};
/** A map of it has one of the two: point-checks.ts sees to it. */
const resolvePoint = (point) => {
    if (point === 'latest')
        return point;
    return point.before === undefined
        ? { snapshots: point.snapshots ?? {} }
        : { before: new Date(point.before).toISOString() };
};
const resolveActions = (phase, entries = []) => entries.map(({ name, document, parameters = {}, timeout, 'document-version': version }) => ({
    phase,
    name,
    document,
    ...(version === undefined ? {} : { documentVersion: version }),
    parameters: Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, typeof value === 'string' ? [value] : value])),
    timeoutSeconds: seconds(timeout ?? action_schema/* DEFAULT_ACTION_TIMEOUT */.pe)
}));
const resolveWave = (file, index, wave, groups) => {
    const defaults = file.defaults ?? {};
    const timeout = wave.timeout ?? defaults.timeout;
    const selectors = [
        ...(wave.groups ?? []).flatMap((name) => selectorsOf(groups.get(name) ?? {}, name)),
        ...selectorsOf(wave)
    ];
    const actions = [
        ...resolveActions('pre', wave['pre-actions'] ?? defaults['pre-actions']),
        ...resolveActions('post', wave['post-actions'] ?? defaults['post-actions'])
    ];
    return {
        name: wave.name,
        after: effectiveAfter(wave.after, file.waves[index - 1]?.name),
        servers: [...(wave.groups ?? []).flatMap((name) => groups.get(name)?.servers ?? []), ...(wave.servers ?? [])],
        ...(selectors.length === 0 ? {} : { selectors }),
        timeoutSeconds: timeout === undefined
            ? Math.min(seconds(DEFAULT_WAVE_TIMEOUT), seconds(file.timeout ?? DEFAULT_TIMEOUT))
            : seconds(timeout),
        onFailure: wave['on-failure'] ?? defaults['on-failure'] ?? 'stop',
        soakSeconds: seconds(wave.soak ?? defaults.soak ?? '0s'),
        verify: {
            instance: wave.verify?.instance ?? defaults.verify?.instance ?? 'running',
            launchActions: wave.verify?.['launch-actions'] ?? defaults.verify?.['launch-actions'] ?? 'ignored'
        },
        retry: { failedServers: wave.retry?.['failed-servers'] ?? defaults.retry?.['failed-servers'] ?? 0 },
        pointInTime: resolvePoint(wave['point-in-time'] ?? defaults['point-in-time'] ?? 'latest'),
        ...(actions.length === 0 ? {} : { actions })
    };
};
/** The plan of a file in which no check found anything: defaults applied, groups resolved, durations in seconds. */
const resolvePlan = (file) => {
    const { description, region, account, objectives } = file;
    const cleanup = typeof file.cleanup === 'object' ? file.cleanup : { when: file.cleanup ?? 'never' };
    const groups = new Map(Object.entries(file.groups ?? {}));
    return {
        name: file.name,
        ...(description === undefined ? {} : { description }),
        ...(region === undefined ? {} : { region }),
        ...(account === undefined ? {} : { account }),
        timeoutSeconds: seconds(file.timeout ?? DEFAULT_TIMEOUT),
        objectives: {
            ...(objectives?.rto === undefined ? {} : { rtoSeconds: seconds(objectives.rto) }),
            ...(objectives?.rpo === undefined ? {} : { rpoSeconds: seconds(objectives.rpo) }),
            onMiss: objectives?.['on-miss'] ?? 'fail'
        },
        cleanup: { when: cleanup.when, timeoutSeconds: seconds(cleanup.timeout ?? DEFAULT_CLEANUP_TIMEOUT) },
        guards: {
            replaceRecoveryInstances: file.guards?.['replace-recovery-instances'] ?? [],
            waitForOtherJobsSeconds: seconds(file.guards?.['wait-for-other-jobs'] ?? DEFAULT_WAIT_FOR_OTHER_JOBS)
        },
        ...(file.isolation === undefined
            ? {}
            : {
                isolation: {
                    subnets: file.isolation.subnets ?? [],
                    securityGroups: file.isolation['security-groups'] ?? []
                }
            }),
        waves: file.waves.map((wave, index) => resolveWave(file, index, wave, groups))
    };
};

;// CONCATENATED MODULE: ./build/src/plan/schema-check.js





/** What to add where a required key is missing. */
const EXAMPLES = {
    version: 'version: 1',
    name: 'name: payments',
    document: 'document: MyOrg-SmokeTest',
    when: 'when: on-success'
};
const POINT_FORMS = 'write latest, { before: "2026-11-22T00:00:00Z" }, or in a wave { snapshots: { s-…: pit-… } }';
const schema_check_isMap = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** What YAML made of a value, in the words of someone who writes it. */
const kindOf = (value) => {
    if (Array.isArray(value))
        return 'a list';
    if (schema_check_isMap(value))
        return 'a map';
    if (typeof value === 'string')
        return 'a string';
    return typeof value === 'number' ? 'a number' : 'a boolean';
};
/** A union's issue tells what each of its forms has against the value: only the form that was meant is of interest. */
const flatten = (issues, root) => issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || !schema_check_isMap(entryAt(root, issue.path)?.node.value))
        return [issue];
    const asMap = issue.errors.at(-1) ?? [];
    return asMap.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
});
const unknownKey = (path, key, root) => {
    const section = sectionAt(path);
    const place = placePhrase(root, path);
    const at = { path: [...path, key], atKey: true };
    if (section === 'shared-point-in-time' && key === 'snapshots') {
        return { ...at, message: `"snapshots" in ${place} name the servers of one wave: write them in that wave` };
    }
    const known = SECTION_KEYS[section];
    const elsewhere = sectionsWith(key);
    const meant = (0,suggestion/* closest */.k)(key, known);
    const instead = meant !== undefined
        ? `did you mean ${(0,quotation/* quote */.hD)(meant)}?`
        : elsewhere.length > 0
            ? `it belongs to ${(0,quotation/* enumerate */.HL)(elsewhere, 'or')}`
            : `there can be ${(0,quotation/* enumerate */.HL)(known, 'and', known.length)}`;
    return { ...at, message: `Unknown key ${(0,quotation/* quote */.hD)(key)} in ${place}: ${instead}` };
};
const missing = (path, root) => {
    const key = String(path.at(-1));
    const isWave = path[0] === 'waves' && path.length === 3;
    const example = key !== 'name' || path.length === 1 ? EXAMPLES[key] : isWave ? 'name: databases' : 'name: smoke test';
    const what = example === undefined ? 'add the waves to launch' : `add ${(0,quotation/* quote */.hD)(example)}`;
    return { message: `${placeLabel(root, path.slice(0, -1))} has no ${(0,quotation/* quote */.hD)(key)}: ${what}`, path: path.slice(0, -1) };
};
const wrongType = (expected, value, written) => {
    if (value === null)
        return 'is empty: write a value, or remove the key';
    if (expected === 'string') {
        const instead = typeof value === 'object' ? 'write one value' : `write it in quotes, "${written}"`;
        return `is ${kindOf(value)}, not a string: ${instead}`;
    }
    if (expected === 'array') {
        const instead = typeof value === 'string' ? `write [${(0,quotation/* excerpt */.Kb)(value)}]` : 'write "- value" lines below it';
        return `is ${kindOf(value)}, not a list: ${instead}`;
    }
    return `is ${kindOf(value)}, not a map: write "key: value" lines below it`;
};
const wrongChoice = (path, choices, value, written) => {
    if (path.at(-1) === 'version')
        return `${typeof value === 'string' ? (0,quotation/* quote */.hD)(value) : written} cannot be read by this release: write "version: 1"`;
    if (path.at(-1) === 'point-in-time') {
        const shown = typeof value === 'string' ? (0,quotation/* quote */.hD)(value) : kindOf(value);
        return `${value === null ? 'is empty' : `cannot be ${shown}`}: ${POINT_FORMS}`;
    }
    if (value === null)
        return `is empty: write ${(0,quotation/* enumerate */.HL)(choices, 'or')}`;
    const meant = typeof value === 'string' ? (0,suggestion/* closest */.k)(value, choices) : undefined;
    const shown = typeof value === 'object' ? kindOf(value) : typeof value === 'string' ? (0,quotation/* quote */.hD)(value) : written;
    const instead = meant === undefined ? `write ${(0,quotation/* enumerate */.HL)(choices, 'or')}` : `did you mean ${(0,quotation/* quote */.hD)(meant)}?`;
    return `cannot be ${shown}: ${instead}`;
};
/** The rest of a message about a value, behind the label of its place. */
const predicate = (issue, root) => {
    const node = entryAt(root, issue.path)?.node;
    const value = node?.value;
    const written = (0,quotation/* excerpt */.Kb)(typeof value === 'string' ? value : (node?.source ?? ''));
    if (issue.code === 'invalid_type')
        return wrongType(issue.expected, value, written);
    // All else has its message from the schema, but for the short form of `cleanup`.
    const choices = issue.code === 'invalid_value' ? issue.values.map(String) : CLEANUP_CHOICES;
    return wrongChoice(issue.path, choices, value, written);
};
const describe = (issue, root) => {
    const { path } = issue;
    if (issue.code === 'unrecognized_keys')
        return issue.keys.map((key) => unknownKey(path, key, root));
    if (entryAt(root, path) === undefined)
        return [missing(path, root)];
    const message = issue.message === '' ? predicate(issue, root) : issue.message;
    return [{ message: `${placeLabel(root, path)} ${message}`, path }];
};
/** Codes of issues after which a value still has the type that the schema gives it. */
const TYPE_IS_RIGHT = new Set([
    'invalid_format',
    'custom',
    'too_small',
    'too_big',
    'unrecognized_keys'
]);
const salvage = (value, issues) => {
    const copy = structuredClone(value);
    for (const { code, path } of issues) {
        const last = path.at(-1);
        if (TYPE_IS_RIGHT.has(code) || last === undefined)
            continue;
        let parent = copy;
        for (const step of path.slice(0, -1))
            parent = Reflect.get(Object(parent), step);
        Reflect.set(Object(parent), last, undefined);
    }
    // The schema had nothing else against it.
    return copy;
};
/** Compares a plan file with the schema: the file when nothing is wrong, and what can be checked further in any case. */
const checkSchema = (root) => {
    // Without a text of its own an issue is described here, where its place is known.
    const result = planFileSchema.safeParse(root.value, { error: () => '' });
    if (result.success)
        return { findings: [], file: result.data, salvaged: result.data };
    const issues = flatten(result.error.issues, root);
    return { findings: issues.flatMap((issue) => describe(issue, root)), salvaged: salvage(root.value, issues) };
};

;// CONCATENATED MODULE: ./build/src/plan/server-checks.js





const serverLists = (plan, waves) => {
    const waveOf = new Map();
    for (const { wave, label } of waves) {
        for (const name of wave.groups ?? [])
            if (name !== undefined && !waveOf.has(name))
                waveOf.set(name, label);
    }
    const ofGroups = Object.entries(plan.groups ?? {}).map(([name, group]) => {
        const wave = waveOf.get(name);
        return {
            label: `group ${(0,quotation/* quote */.hD)(name)}${wave === undefined ? '' : ` (${wave})`}`,
            path: ['groups', name, 'servers'],
            servers: group?.servers ?? []
        };
    });
    const ofWaves = waves.map(({ wave, index, label }) => ({
        label,
        path: ['waves', index, 'servers'],
        servers: wave.servers ?? []
    }));
    return [...ofGroups, ...ofWaves];
};
/** Groups that a second wave wants to launch: told once for the group, not once for each server. */
const sharedGroups = (waves, lineOf) => {
    const first = new Map();
    return waves.flatMap(({ wave, index, label }) => (wave.groups ?? []).flatMap((name, position) => {
        if (name === undefined)
            return [];
        const path = ['waves', index, 'groups', position];
        const other = first.get(name);
        if (other === undefined)
            first.set(name, { label, path, index });
        // Twice in the same wave is a finding of checkWaves.
        if (other === undefined || other.index === index)
            return [];
        const places = `${other.label} (line ${lineOf(other.path)}) and in ${label}`;
        return [{ message: `Group ${(0,quotation/* quote */.hD)(name)} is in ${places}: keep one of the two`, path }];
    }));
};
const emptyWave = ({ wave, index, label }) => ['groups', 'servers', 'match'].some((key) => Object.hasOwn(wave, key))
    ? []
    : [
        {
            message: `${capitalise(label)} launches nothing: give it "groups", "servers" or "match"`,
            path: ['waves', index]
        }
    ];
const emptyGroups = (plan) => Object.entries(plan.groups ?? {})
    .filter(([, group]) => group !== undefined && !['servers', 'match'].some((key) => Object.hasOwn(group, key)))
    .map(([name]) => ({
    message: `Group ${(0,quotation/* quote */.hD)(name)} has no servers: add "servers: [s-1111111111111111a]" or a "match"`,
    path: ['groups', name]
}));
/** Which servers are launched: none twice, none in two waves, no wave without any, not more than the limit. */
const checkServers = (plan, lineOf) => {
    const waves = indexedWaves(plan);
    const findings = [...waves.flatMap(emptyWave), ...emptyGroups(plan), ...sharedGroups(waves, lineOf)];
    const first = new Map();
    for (const list of serverLists(plan, waves)) {
        for (const [position, id] of list.servers.entries()) {
            if (id === undefined)
                continue;
            const path = [...list.path, position];
            const other = first.get(id);
            if (other === undefined) {
                first.set(id, { list, path });
                if (first.size === limits/* MAX_SERVERS */.Io + 1) {
                    const limit = limits/* MAX_SERVERS */.Io.toLocaleString('en-US');
                    findings.push({ message: `The plan has more than ${limit} servers: split it into several plans`, path });
                }
                continue;
            }
            const line = lineOf(other.path);
            const message = other.list === list
                ? `Server ${(0,quotation/* quote */.hD)(id)} is in ${list.label} twice, first in line ${line}: keep one`
                : `Server ${(0,quotation/* quote */.hD)(id)} is in ${other.list.label}, line ${line}, and in ${list.label}: keep one of the two`;
            findings.push({ message, path });
        }
    }
    // Which servers a match finds AWS alone can say: of those, the check before the start looks at the guards.
    const selects = [...Object.values(plan.groups ?? {}), ...(plan.waves ?? [])].some((holder) => holder !== undefined && Object.hasOwn(holder, 'match'));
    return [...findings, ...(selects ? [] : strayGuards(plan, new Set(first.keys())))];
};
/** A guard that is lifted for a server that the plan does not launch is a slip, and one that matters. */
const strayGuards = (plan, known) => {
    const key = 'replace-recovery-instances';
    return (plan.guards?.[key] ?? []).flatMap((id, position) => {
        // What is no server ID at all is told by the schema.
        if (id === undefined || known.has(id) || !SERVER_ID_PATTERN.test(id))
            return [];
        const message = `Server ${(0,quotation/* quote */.hD)(id)} is in guards.${key}, but no wave launches it: correct it, or take it out`;
        return [{ message, path: ['guards', key, position] }];
    });
};

;// CONCATENATED MODULE: ./build/src/plan/source-text.js

const MAX_BYTES = 1_048_576;
/** C0 controls but tab, line feed and carriage return, and DEL: no YAML or JSON text holds them as they are. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const refuse = (message, position) => ({
    ok: false,
    problem: position === undefined ? { message } : { message, position }
});
const positionAt = (text, offset) => {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
};
/** Where the bytes stop being UTF-8: the first line that cannot be read, and how far it can be. */
const invalidAt = (bytes) => {
    const strict = new TextDecoder('utf-8', { fatal: true });
    for (let line = 1, start = 0; start <= bytes.length; line++) {
        const end = bytes.indexOf(0x0a, start);
        const content = bytes.subarray(start, end === -1 ? bytes.length : end);
        try {
            strict.decode(content);
        }
        catch {
            // U+FFFD stands for what could not be read.
            return {
                line,
                column: Math.max(0, new TextDecoder('utf-8', { ignoreBOM: true }).decode(content).indexOf('\ufffd')) + 1
            };
        }
        if (end === -1)
            break;
        start = end + 1;
    }
    return { line: 1, column: 1 };
};
/**
 * The text of a plan file: at most 1 MiB of UTF-8, a byte order mark dropped, without the control characters that
 * make a file binary.
 */
const readSourceText = (bytes) => {
    if (bytes.length > MAX_BYTES) {
        return refuse(`The plan is larger than 1 MiB (${bytes.length} bytes): name groups or waves instead of repeating servers`);
    }
    const [first, second] = bytes;
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
        return refuse('The plan is UTF-16 text: save it as UTF-8', { line: 1, column: 1 });
    }
    let text;
    try {
        text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        return refuse('The plan is not UTF-8 text here: save the file as UTF-8', invalidAt(bytes));
    }
    const control = CONTROL.exec(text);
    if (control !== null) {
        return refuse(`The plan holds the control character ${(0,quotation/* makeVisible */.Xm)(control[0])} here: it has to be a text file`, positionAt(text, control.index));
    }
    return { ok: true, text };
};

;// CONCATENATED MODULE: ./build/src/plan/syntax-error.js

/** What the library says, by its first words, and what it means to someone who has to mend the file. */
const REWORDED = [
    ['Tabs are not allowed', 'A tab indents this line: YAML is indented with spaces'],
    ['Missing closing', 'This quote is never closed: close it with the same quote, or take it away'],
    ['Implicit map keys need to be followed', 'A ":" and a space are missing here: write "key: value"'],
    ['Implicit keys need to be on a single line', 'A ":" and a space are missing here: write "key: value", on one line'],
    ['All mapping items must start', 'This key does not line up with those it stands with: give it the same indentation'],
    [
        'All sequence items must start',
        'This "-" does not line up with those it stands with: give it the same indentation'
    ],
    ['Sequence item without', 'This line does not line up with anything above it: indent it like its neighbours'],
    ['Not a YAML token', 'This does not belong here: begin a text of several lines on the line below "|" or ">"'],
    ['A sequence is not allowed', 'A list does not belong here: put each "- " on a line of its own, below its key'],
    [
        'Nested mappings are not allowed',
        'This value holds a second ": ": put it in quotes, or indent the next key like this one'
    ],
    ['A block sequence may not be used', 'This list does not line up with anything: indent every "-" alike, with spaces'],
    ['Flow sequence in block', 'A "[" is not closed before this line: close it with "]", or indent what it holds'],
    ['Flow map in block', 'A "{" is not closed before this line: close it with "}", or indent what it holds'],
    ['Flow sequence', 'A "[" is not closed: close it with "]"'],
    ['Flow map', 'A "{" is not closed: close it with "}"'],
    ['Comments must be separated', 'A space is missing before this "#"'],
    ['Missing space after :', 'A space is missing behind this ":"'],
    ['Missing , ', 'A comma is missing here'],
    ['Unexpected , ', 'A comma too many stands here'],
    ['Plain value cannot start', 'A value cannot begin with this character: put the value in quotes'],
    [
        'Invalid escape sequence',
        'A backslash in double quotes begins an escape, and this is none: write "\\\\", or use single quotes'
    ],
    ['Block scalar header', 'Nothing may follow "|" or ">" on this line: begin the text on the next'],
    ['Unexpected', 'This does not belong here: a map is written "key: value", a list "- value", each line indented alike']
];
/** One line about a place where the text is not YAML; never the library's own excerpt of the file. */
const describeSyntaxError = ({ message }) => {
    const reworded = REWORDED.find(([begins]) => message.startsWith(begins))?.[1];
    return reworded ?? `The YAML cannot be read here: ${(0,quotation/* makeVisible */.Xm)(message.replace(/\n[^]*/, ''))}`;
};

;// CONCATENATED MODULE: ./build/src/plan/yaml-source.js



/** The deepest plan has some ten levels. The library reads nested text by recursion, which has to end somewhere. */
const MAX_DEPTH = 50;
/** A plan at the limits has some 60,000. Text made to be slow to read is given up after a second or two. */
const MAX_LEXEMES = 200_000;
/** The same mistake on every line is told this often. */
const MAX_SYNTAX_PROBLEMS = 20;
/** The library's tokens, with an eye on how deep and how many they get. */
class BoundedTokens {
    lines = new dist/* LineCounter */.HN();
    /** Offsets at which a quote opens. */
    quotes = [];
    stopped;
    positionAt = (offset) => {
        const { line, col } = this.lines.linePos(offset);
        return { line: Math.max(1, line), column: Math.max(1, col) };
    };
    *read(text) {
        this.lines.addNewLine(0);
        const parser = new dist/* Parser */.iX(this.lines.addNewLine);
        let lexemes = 0;
        let errors = 0;
        for (const lexeme of new dist/* Lexer */.JG().lex(text)) {
            const offset = parser.offset;
            if (lexeme.startsWith('"') || lexeme.startsWith("'"))
                this.quotes.push(offset);
            for (const token of parser.next(lexeme)) {
                if (token.type === 'directive' && !/^%YAML\s+1\.2\s*$/.test(token.source)) {
                    this.stop('A plan has no directives: remove this line', offset);
                    return;
                }
                yield token;
                // More of them are not told, and each takes its time.
                if (token.type === 'error' && ++errors > MAX_SYNTAX_PROBLEMS)
                    return;
            }
            if (parser.stack.length > MAX_DEPTH) {
                this.stop(`Nested more than ${MAX_DEPTH} levels deep: a plan needs no more than ten`, offset);
                return;
            }
            // Each escape in quotes may be a mistake, which takes the library as long as a part does.
            lexemes += lexeme.startsWith('"') ? lexeme.split('\\').length : 1;
            if (lexemes > MAX_LEXEMES) {
                this.stop('The plan has too many parts to be read: the limits are 10,000 servers and 500 waves', offset);
                return;
            }
        }
        yield* parser.end();
    }
    stop(message, offset) {
        this.stopped = { message, position: this.positionAt(offset) };
    }
}
/** The first mistake, and the same one on other lines: what else the library says is mostly its consequence. */
const syntaxProblems = (errors, tokens) => {
    const byLine = new Map();
    for (const error of errors) {
        if (error.code !== errors[0]?.code || byLine.size === MAX_SYNTAX_PROBLEMS)
            continue;
        const [end] = error.pos;
        // An open quote is reported where the text ends; its author looks for where it begins.
        const unclosed = error.message.startsWith('Missing closing');
        const position = tokens.positionAt(unclosed ? (tokens.quotes.findLast((offset) => offset < end) ?? end) : end);
        if (!byLine.has(position.line))
            byLine.set(position.line, { message: describeSyntaxError(error), position });
    }
    return [...byLine.values()];
};
/**
 * Reads text as one YAML 1.2 document (or JSON), within bounds of depth and size. No tree: it is not YAML, or nothing
 * that could be a plan. A tree with problems: the rest of it can still be checked.
 */
const readYaml = (text) => {
    const tokens = new BoundedTokens();
    // `uniqueKeys` takes quadratic time; buildTree checks for itself.
    const composer = new dist/* Composer */.Dk({ version: '1.2', schema: 'core', merge: false, uniqueKeys: false });
    let document;
    for (const next of composer.compose(tokens.read(text), true, text.length)) {
        if (tokens.stopped !== undefined)
            break;
        if (document !== undefined) {
            const position = tokens.positionAt(next.range[0]);
            return {
                problems: [{ message: 'A second YAML document begins here: a plan is one, without "---" in it', position }]
            };
        }
        document = next;
        if (document.errors.length > 0)
            break;
    }
    if (tokens.stopped !== undefined)
        return { problems: [tokens.stopped] };
    if (document === undefined || document.errors.length > 0) {
        return { problems: syntaxProblems(document?.errors ?? [], tokens) };
    }
    const { contents } = document;
    const problems = [];
    const tree = contents === null ? undefined : buildTree(contents, tokens.positionAt, (problem) => problems.push(problem));
    if (problems.length > 0 && (tree === undefined || tree.refused === true))
        return { problems };
    if (tree === undefined || tree.value === null) {
        const message = 'The plan is empty: it needs at least "version: 1", "name" and "waves"';
        return { problems: [{ message, position: { line: 1, column: 1 } }] };
    }
    if (typeof tree.value !== 'object' || Array.isArray(tree.value)) {
        const what = Array.isArray(tree.value) ? 'a list' : 'a single value';
        const message = `The plan is ${what}, not a map: begin with "version: 1" (a space behind the colon), "name" and "waves"`;
        return { problems: [...problems, { message, position: tree.position }] };
    }
    return { tree, problems };
};

;// CONCATENATED MODULE: ./build/src/plan/load.js















/** A file with more problems than this is not mended from a list of them. */
const MAX_PROBLEMS = 500;
const toProblem = (root, { message, path, atKey }) => {
    const entry = atKey === true ? entryAt(root, path) : undefined;
    return { message, position: entry?.keyPosition ?? nearestPosition(root, path) };
};
/** In the order of the file, each once, not more than a person reads. */
const inOrder = (problems) => {
    const unique = new Map(problems.map((problem) => [`${problem.position.line}:${problem.position.column}:${problem.message}`, problem]));
    const sorted = [...unique.values()].sort(({ position: left }, { position: right }) => left.line - right.line || left.column - right.column);
    const next = sorted[MAX_PROBLEMS];
    if (next === undefined)
        return sorted;
    const message = `From here on there are ${sorted.length - MAX_PROBLEMS} more problems: mend these first`;
    return [...sorted.slice(0, MAX_PROBLEMS), { message, position: next.position }];
};
const readStated = (root) => {
    const name = entryAt(root, ['name'])?.node.value;
    const region = entryAt(root, ['region'])?.node.value;
    const account = entryAt(root, ['account'])?.node.value;
    return {
        ...(typeof name === 'string' && NAME_PATTERN.test(name) ? { name } : {}),
        ...(typeof region === 'string' && REGION_PATTERN.test(region) ? { region } : {}),
        ...(typeof account === 'string' && ACCOUNT_PATTERN.test(account) ? { account } : {})
    };
};
/**
 * Reads a plan file (contract section 4), YAML 1.2 or JSON. Pure, never throws, and takes a second or two at most,
 * whatever the bytes. When the text is YAML, every problem of schema and meaning is told at once.
 */
const loadPlan = (source) => {
    const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
    const sha256 = (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex');
    const read = readSourceText(bytes);
    if (!read.ok)
        return { ok: false, problems: [read.problem], sha256, stated: {} };
    const yaml = readYaml(read.text);
    const { tree } = yaml;
    if (tree === undefined)
        return { ok: false, problems: inOrder(yaml.problems), sha256, stated: {} };
    const { findings, file, salvaged } = checkSchema(tree);
    const lineOf = (path) => nearestPosition(tree, path).line;
    const all = [
        ...findings,
        ...checkWaves(salvaged, lineOf),
        ...checkServers(salvaged, lineOf),
        ...checkBudgets(salvaged),
        ...checkIsolation(salvaged),
        ...checkPoints(salvaged),
        ...checkMatches(salvaged),
        ...checkActions(salvaged, lineOf)
    ].filter(({ path }) => entryAt(tree, path)?.node.refused === undefined);
    if (file === undefined || all.length > 0 || yaml.problems.length > 0) {
        const problems = inOrder([...yaml.problems, ...all.map((finding) => toProblem(tree, finding))]);
        return { ok: false, problems, sha256, stated: readStated(tree) };
    }
    return {
        ok: true,
        plan: resolvePlan(file),
        sha256,
        places: (0,places/* placesOf */.e)(file, (path, part) => {
            const entry = entryAt(tree, path);
            return part === 'key' ? entry?.keyPosition : entry?.node.position;
        })
    };
};

// EXTERNAL MODULE: ./build/src/plan/selection.js
var plan_selection = __webpack_require__(52875);
// EXTERNAL MODULE: ./build/src/action/inputs.js
var action_inputs = __webpack_require__(73991);
// EXTERNAL MODULE: ./build/src/version.js
var version = __webpack_require__(28009);
;// CONCATENATED MODULE: ./build/src/action/plan-file.js






/** A plan is 1 MiB at most (contract section 4). */
const longestPlanBytes = 1024 * 1024;
/**
 * Reads the plan file: a regular file that lies in the workspace, symbolic links resolved, of 1 MiB at most. Nothing else
 * is opened: a pipe would block for ever and a device may do anything. Never throws; `message` says what to do.
 */
function readPlanFile(path, workspace) {
    const absolute = (0,external_node_path_.resolve)(workspace, path);
    try {
        const realWorkspace = (0,external_node_fs_.realpathSync)(workspace);
        // Also when the file does not exist: nobody is to find out by the message what lies outside.
        if (!(0,action_location/* isWithin */.U)(workspace, absolute) && !(0,action_location/* isWithin */.U)(realWorkspace, absolute))
            return plan_file_refuse(outside(path));
        const real = (0,external_node_fs_.realpathSync)(absolute);
        if (!(0,action_location/* isWithin */.U)(realWorkspace, real))
            return plan_file_refuse(outside(path));
        const bytes = readBounded(real);
        if (typeof bytes === 'string')
            return plan_file_refuse(`The plan ${(0,quotation/* quote */.hD)(path)} ${bytes}`);
        const written = (0,action_location/* isWithin */.U)(workspace, absolute) ? (0,external_node_path_.relative)(workspace, absolute) : (0,external_node_path_.relative)(realWorkspace, real);
        return { ok: true, bytes, relativePath: written.split(external_node_path_.sep).join('/') };
    }
    catch (error) {
        return plan_file_refuse(unreadable(error, path, absolute, workspace));
    }
}
function plan_file_refuse(message) {
    return { ok: false, message };
}
/** The file's bytes, or a predicate that says why they are not read. */
function readBounded(real) {
    const before = (0,external_node_fs_.lstatSync)(real);
    if (before.isDirectory())
        return 'is a folder: name the plan file in it';
    if (!before.isFile())
        return 'is no regular file: name a YAML or JSON file';
    // Should the file have been replaced by a pipe in between, the open does not wait for its other end.
    const file = (0,external_node_fs_.openSync)(real, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK);
    try {
        if (!(0,external_node_fs_.fstatSync)(file).isFile())
            return 'is no regular file: name a YAML or JSON file';
        const bytes = Buffer.alloc(longestPlanBytes + 1);
        let length = 0;
        for (;;) {
            const read = (0,external_node_fs_.readSync)(file, bytes, length, bytes.length - length, null);
            length += read;
            if (read === 0 || length === bytes.length)
                break;
        }
        if (length > longestPlanBytes)
            return 'is larger than 1 MiB: name a plan file, or split the plan';
        return bytes.subarray(0, length);
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
function outside(path) {
    return `The plan ${(0,quotation/* quote */.hD)(path)} leads out of the workspace: name a file of the repository that is checked out there`;
}
const reasons = {
    EACCES: 'may not be read: give the user that runs this step permission to read it',
    EPERM: 'may not be read: give the user that runs this step permission to read it',
    ELOOP: 'is a symbolic link that leads to itself: name a file',
    ENAMETOOLONG: 'is too long to be a path: name a file'
};
function unreadable(error, path, absolute, workspace) {
    const code = (0,disk_error/* diskErrorCode */.t)(error);
    const reason = code === 'ENOENT' || code === 'ENOTDIR'
        ? `does not exist${whereInstead(path, absolute, workspace)}`
        : (reasons[code] ?? `cannot be read (${code})`);
    return `The plan ${(0,quotation/* quote */.hD)(path)} ${reason}`;
}
function whereInstead(path, absolute, workspace) {
    const meant = (0,suggestion/* closest */.k)((0,external_node_path_.basename)(absolute), namesIn((0,external_node_path_.dirname)(absolute)));
    if (meant !== undefined)
        return `: did you mean ${(0,quotation/* quote */.hD)(besides(path, meant))}?`;
    return namesIn(workspace).length === 0
        ? ', the workspace is empty: run actions/checkout before this step'
        : ' in the workspace: check the path, and that actions/checkout runs before this step';
}
function namesIn(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder);
    }
    catch {
        return [];
    }
}
function besides(path, name) {
    return path.slice(0, path.length - (0,external_node_path_.basename)(path).length) + name;
}

// EXTERNAL MODULE: ./build/src/action/region.js
var action_region = __webpack_require__(65142);
;// CONCATENATED MODULE: ./build/src/action/opening.js










/** Reads inputs and plan; every reason to refuse them is found at once, and none is thrown. */
function openExecution(environment) {
    const workspace = (0,workflow_run/* workspaceOf */.B3)(environment);
    const read = (0,action_inputs/* readInputs */.Ko)(environment, workspace);
    const inputs = read.ok ? read.inputs : read.usable;
    const refusals = read.ok ? [] : read.problems.map((message) => ({ message }));
    const { reference, loaded } = readPlan(inputs, workspace, environment, refusals);
    const run = (0,workflow_run/* workflowRunOf */.ol)(environment);
    const opened = {
        type: 'execution-opened',
        schemaVersion: 1,
        version: version/* version */.r,
        executionId: (0,workflow_run/* executionIdOf */.t)(run, reference.name, (0,external_node_crypto_.randomUUID)().slice(0, 8)),
        mode: inputs.mode,
        plan: reference,
        run,
        pollIntervalSeconds: inputs.pollIntervalSeconds
    };
    const accepted = loaded === undefined ? undefined : accept(loaded, inputs, environment, refusals);
    if (accepted === undefined || refusals.length > 0) {
        return { inputs, workspace, events: [opened, { type: 'refused', refusals }] };
    }
    const { event, region } = accepted;
    return { inputs, workspace, ...(region === undefined ? {} : { region }), events: [opened, event] };
}
function readPlan(inputs, workspace, environment, refusals) {
    const commit = environment['GITHUB_SHA'];
    const unread = {
        name: nameFromPath(inputs.plan),
        path: inputs.plan,
        ...(commit === undefined || commit === '' ? {} : { commit })
    };
    if (inputs.plan === '')
        return { reference: unread };
    const file = readPlanFile(inputs.plan, workspace);
    if (!file.ok) {
        refusals.push({ message: file.message });
        return { reference: unread };
    }
    const loaded = loadPlan(file.bytes);
    const reference = { ...unread, path: file.relativePath, sha256: loaded.sha256 };
    if (loaded.ok) {
        const { name, region = null, account } = loaded.plan;
        const stated = { name, region, ...(account === undefined ? {} : { account }) };
        return { reference: { ...reference, name, stated }, loaded };
    }
    refusals.push(...loaded.problems.map(toRefusal));
    const { stated } = loaded;
    return { reference: { ...reference, name: stated.name ?? reference.name, stated } };
}
function accept({ plan, places }, inputs, environment, refusals) {
    const unconfirmed = (0,action_inputs/* confirmationProblem */.tz)(inputs, plan.name);
    if (unconfirmed !== undefined)
        refusals.push({ message: unconfirmed });
    const selection = (0,plan_selection/* selectWaves */.p)(plan, inputs.waves);
    if (!selection.ok)
        refusals.push(...selection.problems.map(toRefusal));
    const region = inputs.mode === 'validate' ? undefined : (0,action_region/* regionOf */.A)(inputs, plan.region, environment);
    if (region?.ok === false)
        refusals.push({ message: region.message });
    const timeoutSeconds = inputs.timeoutSeconds ?? plan.timeoutSeconds;
    const soak = Math.max(...plan.waves.map((wave) => wave.soakSeconds));
    if (soak >= timeoutSeconds) {
        refusals.push({
            message: `Input "timeout" is ${(0,duration/* formatDuration */.a3)(timeoutSeconds)}, but a wave of the plan soaks for ${(0,duration/* formatDuration */.a3)(soak)}: ` +
                'write a longer timeout'
        });
    }
    if (!selection.ok)
        return undefined;
    const { selected, presumed } = selection;
    return {
        event: {
            type: 'plan-accepted',
            plan,
            places,
            timeoutSeconds,
            cleanup: { ...plan.cleanup, ...(inputs.cleanup === undefined ? {} : { when: inputs.cleanup }) },
            allowedAccounts: inputs.allowedAccounts,
            selected,
            presumed
        },
        ...(region?.ok === true ? { region: region.region } : {})
    };
}
/** What a plan that cannot be read is called. */
function nameFromPath(path) {
    const name = (0,external_node_path_.basename)(path)
        .replace(/\.(?:ya?ml|json)$/i, '')
        .replaceAll(/[^\w.-]/g, '-')
        .slice(0, 64);
    return name === '' ? 'plan' : name;
}
function toRefusal({ message, position }) {
    return { message, ...position };
}

// EXTERNAL MODULE: ./build/src/action/progress.js + 15 modules
var action_progress = __webpack_require__(96671);
// EXTERNAL MODULE: ./build/src/action/service.js + 2 modules
var service = __webpack_require__(96946);
// EXTERNAL MODULE: ./build/src/action/questions.js + 3 modules
var questions = __webpack_require__(27540);
// EXTERNAL MODULE: ./build/src/action/signals.js
var action_signals = __webpack_require__(20129);
// EXTERNAL MODULE: ./build/src/action/state.js
var action_state = __webpack_require__(29049);
// EXTERNAL MODULE: ./build/src/action/pipes.js
var pipes = __webpack_require__(21057);
// EXTERNAL MODULE: ./build/src/action/system-clock.js
var system_clock = __webpack_require__(90812);
// EXTERNAL MODULE: ./build/src/drill/evolve.js + 2 modules
var evolve = __webpack_require__(16111);
// EXTERNAL MODULE: ./build/src/drill/run.js + 16 modules
var run = __webpack_require__(25408);
// EXTERNAL MODULE: ./build/src/report/narration/setup.js
var setup = __webpack_require__(82004);
;// CONCATENATED MODULE: ./build/src/main.js


















/** The action's main entry: reads inputs and plan, runs the drill, and hands over what came of it. */
async function main() {
    (0,pipes/* survivePipes */.I)();
    const log = (0,action_log/* createLog */.h)();
    const signals = (0,action_signals/* watchSignals */.R)((signal) => {
        log.line(`${signal} received: no new job is started; what still runs is reported. A second signal ends at once.`);
    });
    const opening = openExecution(process.env);
    const disk = openDisk(opening, log);
    const events = stamped([...opening.events, ...(disk.refusal === undefined ? [] : [disk.refusal])]);
    for (const event of events)
        disk.journal.append(event);
    const opened = (0,evolve/* fold */.AU)(events);
    if (disk.folder !== undefined) {
        rememberForPost({ executionId: opened.executionId, evidenceFolder: disk.folder, openedAt: opened.openedAt }, log);
    }
    log.group(`Plan ${opened.planReference.name}, mode ${opened.mode}`, (0,setup/* planLines */.H)(opened));
    const finished = await drill(opened, opening, disk.journal, signals.aborted, log);
    disk.close();
    (0,delivery/* deliver */.c)(finished, { isMain: true, ...(disk.folder === undefined ? {} : { folder: disk.folder }) }, log);
    const isHanging = disk.folder !== undefined && (await publish(finished, disk.folder, opening, signals.aborted, log));
    signals.dispose();
    // What GitHub does not answer must not hold the step.
    if (isHanging)
        process.exit();
}
/** Gives GitHub the evidence, and tells the plan's issue; the verdict has been handed over before. Gives whether something of it hangs. */
async function publish(finished, folder, { inputs }, cancellation, log) {
    const { env: environment } = process;
    declareArtifacts(folder, log);
    const request = { folder, inputs, environment, cancellation, isMain: true, before: evidence_artifact/* nothingUploaded */.O };
    const { kept, isHanging, url } = await (0,evidence_artifact/* keepEvidence */.N)(finished, request, log);
    const link = url === undefined ? {} : { artifactUrl: url };
    const artifact = kept === undefined ? {} : { artifact: kept, ...link };
    if (kept !== undefined)
        (0,action_state/* saveHandedOver */._p)(artifact);
    const about = { inputs, environment, cancellation, isTold: false, ...link };
    if (await (0,failure_issue/* tellFailureIssue */.r)(finished, about, log))
        (0,action_state/* saveHandedOver */._p)({ ...artifact, issue: true });
    return isHanging;
}
/** Without it the post step cannot clean up or finish the evidence; the drill itself does not need it. */
function rememberForPost(state, log) {
    try {
        (0,action_state/* saveState */.LZ)(state);
    }
    catch (error) {
        log.warning(`The post step of this action will find nothing to do: ${error instanceof Error ? error.message : String(error)}`);
    }
}
/** Runs the drill to its end. A defect of our own ends it too, but hides nothing: what runs by then is told. */
async function drill(opened, { inputs, region = '' }, journal, cancellation, log) {
    let latest = opened;
    const progress = (0,action_progress/* startProgress */.o)(opened, log, system_clock/* systemClock */.m);
    try {
        return await (0,run/* run */.e)(opened, {
            clock: system_clock/* systemClock */.m,
            aws: (0,service/* createService */.s)(inputs, region, opened.run, process.env),
            journal,
            cancellation,
            asides: (0,questions/* askGitHub */.X)(opened, inputs, process.env, cancellation),
            observe: (before, event, after) => {
                latest = after;
                progress.observe(before, event, after);
            }
        });
    }
    catch (error) {
        log.debug(error instanceof Error ? (error.stack ?? error.message) : String(error));
        const verdict = {
            status: 'failed',
            reason: `drs-drill itself failed (${error instanceof Error ? error.message : String(error)}); ` +
                'look at what still runs, and report this with the evidence folder of the run'
        };
        const ends = stamped([
            ...(latest.verdict === undefined ? [{ type: 'verdict-reached', ...verdict }] : []),
            { type: 'execution-finished', ...verdict }
        ]);
        for (const end of ends)
            journal.append(end);
        return ends.reduce(evolve/* evolve */.sf, latest);
    }
    finally {
        progress.stop();
    }
}
/** The evidence folder, found unusable before anything is started. */
function openDisk({ inputs, workspace }, log) {
    const folder = inputs.evidenceFolder;
    const refused = (message) => ({
        journal: { append: () => undefined },
        refusal: { type: 'refused', refusals: [{ message }] },
        close: () => undefined
    });
    const prepared = (0,evidence_folder/* prepareEvidenceFolder */.HR)(folder, workspace);
    if (!prepared.ok)
        return refused(prepared.message);
    if (prepared.movedTo !== undefined)
        log.notice(`Evidence of an earlier execution was moved to ${prepared.movedTo}`);
    const result = (0,journal_file/* openJournal */._0)(folder, {
        report: (message) => {
            log.warning(message);
        }
    });
    if (!result.ok)
        return refused(result.message);
    const journal = result.journal;
    return {
        journal,
        folder,
        close: () => {
            journal.close();
        }
    };
}
function stamped(bodies) {
    return bodies.map((body) => ({ at: system_clock/* systemClock */.m.now(), ...body }));
}


/***/ })

};
