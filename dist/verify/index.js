import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 715:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

/**
 * @description A module for parsing ISO8601 durations
 */
__webpack_unused_export__ = ({ value: true });
exports.fP = exports._N = exports.qg = exports.T1 = void 0;
/**
 * The pattern used for parsing ISO8601 duration (PnYnMnWnDTnHnMnS).
 */
// PnYnMnWnDTnHnMnS
var numbers = "\\d+";
var fractionalNumbers = "".concat(numbers, "(?:[\\.,]").concat(numbers, ")?");
var datePattern = "(".concat(numbers, "Y)?(").concat(numbers, "M)?(").concat(numbers, "W)?(").concat(numbers, "D)?");
var timePattern = "T(".concat(fractionalNumbers, "H)?(").concat(fractionalNumbers, "M)?(").concat(fractionalNumbers, "S)?");
var iso8601 = "P(?:".concat(datePattern, "(?:").concat(timePattern, ")?)");
var objMap = [
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "seconds",
];
var defaultDuration = Object.freeze({
    years: 0,
    months: 0,
    weeks: 0,
    days: 0,
    hours: 0,
    minutes: 0,
    seconds: 0,
});
/**
 * The ISO8601 regex for matching / testing durations
 */
exports.T1 = new RegExp(iso8601);
/** Parse PnYnMnDTnHnMnS format to object */
var parse = function (durationString) {
    var matches = durationString.replace(/,/g, ".").match(exports.T1);
    if (!matches) {
        throw new RangeError("invalid duration: ".concat(durationString));
    }
    // Slice away first entry in match-array (the input string)
    var slicedMatches = matches.slice(1);
    if (slicedMatches.filter(function (v) { return v != null; }).length === 0) {
        throw new RangeError("invalid duration: ".concat(durationString));
    }
    // A fraction is only allowed on the last present (smallest) unit
    var fractionalIdx = slicedMatches.findIndex(function (v) { return /\./.test(v || ""); });
    if (fractionalIdx !== -1) {
        var lastPresentIdx = slicedMatches.reduce(function (acc, v, idx) { return (v != null ? idx : acc); }, -1);
        if (fractionalIdx !== lastPresentIdx) {
            throw new RangeError("only the smallest unit can be fractional");
        }
    }
    return slicedMatches.reduce(function (prev, next, idx) {
        prev[objMap[idx]] = parseFloat(next || "0") || 0;
        return prev;
    }, {});
};
exports.qg = parse;
/** Convert ISO8601 duration object to an end Date. */
var end = function (durationInput, startDate) {
    if (startDate === void 0) { startDate = new Date(); }
    var duration = Object.assign({}, defaultDuration, durationInput);
    // Create two equal timestamps, add duration to 'then' and return time difference
    var timestamp = startDate.getTime();
    var then = new Date(timestamp);
    then.setFullYear(then.getFullYear() + duration.years);
    then.setMonth(then.getMonth() + duration.months);
    then.setDate(then.getDate() + duration.days);
    // set time as milliseconds to get fractions working for minutes/hours
    var hoursInMs = duration.hours * 3600 * 1000;
    var minutesInMs = duration.minutes * 60 * 1000;
    then.setMilliseconds(then.getMilliseconds() + duration.seconds * 1000 + hoursInMs + minutesInMs);
    // Special case weeks
    then.setDate(then.getDate() + duration.weeks * 7);
    return then;
};
exports._N = end;
/** Convert ISO8601 duration object to seconds */
var toSeconds = function (durationInput, startDate) {
    if (startDate === void 0) { startDate = new Date(); }
    var duration = Object.assign({}, defaultDuration, durationInput);
    var timestamp = startDate.getTime();
    var now = new Date(timestamp);
    var then = (0, exports._N)(duration, now);
    // Account for timezone offset between start and end date
    var tzStart = startDate.getTimezoneOffset();
    var tzEnd = then.getTimezoneOffset();
    var tzOffsetSeconds = (tzStart - tzEnd) * 60;
    var seconds = (then.getTime() - now.getTime()) / 1000;
    return seconds + tzOffsetSeconds;
};
exports.fP = toSeconds;
__webpack_unused_export__ = {
    end: exports._N,
    toSeconds: exports.fP,
    pattern: exports.T1,
    parse: exports.qg,
};


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./build/src/report/escape.js
/**
 * The one place where text from outside (host names, tags, error texts, plan strings) is made safe for where it goes.
 * Every function gives a single line of visible characters, cut to `limit` characters (counted before escaping) with '…'.
 *
 * Written here and not taken from a library: HTML and XML need five characters replaced, and no kept library knows what
 * GitHub adds to Markdown (mentions, issue numbers, bare links, emoji, formulas) or obeys in a log.
 */
/**
 * A line of the job log, or a part of one; apply it to the whole line, last. The runner obeys `::command::` at a line's
 * start, blanks before it allowed, and `##[command]` anywhere in it.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
function forLog(text, limit = 1000) {
    return shorten(visible(text, limit), limit)
        .replace(/^(\s*):(?=:)/u, '$1: ')
        .replace(/##(?=\[)/gu, '## ');
}
/** An annotation's message or title; GitHub keeps 4,096 characters of it. `@actions/core` does the rest of the escaping. */
function forAnnotation(text, limit = 4000) {
    return forLog(text.trim(), limit);
}
/** Text within a paragraph, a list item or a heading of GitHub's Markdown; also right within a table. */
function escape_forMarkdown(text, limit = 1000) {
    return shorten(visible(text, limit).trim(), limit).replace(markdownSyntax, (found, ...rest) => {
        const { entity, decorated } = rest.at(-1);
        if (entity !== undefined)
            return entities[entity] ?? entity;
        if (decorated !== undefined)
            return `<span>${found}</span>`;
        return `${found.slice(0, -1)}\\${found.slice(-1)}`;
    });
}
/** Text in a cell of a table. */
function forMarkdownTableCell(text, limit = 300) {
    return escape_forMarkdown(text, limit);
}
/** Text shown as code, in a paragraph or a table alike; nothing is linked or decorated within it. */
function forMarkdownCode(text, limit = 300) {
    const plain = shorten(visible(text, limit).trim(), limit);
    if (plain === '')
        return '';
    // A code span cannot hold these without tricks that differ between a paragraph and a table.
    return /[`|\\]/u.test(plain) ? `<code>${escape_forMarkdown(plain, Infinity)}</code>` : `\`${plain}\``;
}
/**
 * A name in a Mermaid chart, after a word of ours on its line (`section …`). Mermaid gives meaning to most punctuation and
 * has no escape that all its charts honour: what is left is what ordinary names hold.
 */
function forMermaid(text, limit = 60) {
    const name = visible(text, limit)
        .replace(/[^\p{L}\p{M}\p{N} ._/()-]+/gu, ' ')
        .trim();
    return name === '' ? 'unnamed' : shorten(name, limit);
}
/** Text or a quoted attribute value in HTML. */
function forHtml(text, limit = 4000) {
    return shorten(visible(text, limit), limit).replace(/[&<>"']/gu, (character) => entities[character] ?? character);
}
/** Text or a quoted attribute value in XML 1.0, which forbids control characters even when they are escaped. */
function forXml(text, limit = 4000) {
    return forHtml(text, limit);
}
const entities = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
    '|': '&vert;'
};
/**
 * What Markdown gives meaning to, looked for once and in the text as it came, so that no escape is escaped again.
 * - `decorated`: GitHub links and decorates even the text that Markdown leaves; an element around a character of it stops
 *   that and is not seen. Mentions, issue numbers, formulas, bare links, emoji.
 * - `entity`: would begin an element or end a cell.
 * - the rest takes a backslash before its last character; some of it only at the start of a line, where it makes headings,
 *   lists and rules. An underscore within a word is left alone.
 */
const markdownSyntax = new RegExp([
    /(?<decorated>#(?=\d)|@(?=[\p{L}\p{N}])|\$|:(?=\/\/)|(?<=www)\.|(?<=gh)-(?=\d)|(?<![\p{L}\p{N}:]):(?=[\w+-]+:))/u,
    /(?<entity>[&<>|])/u,
    /[\\`*~[\]]/u,
    /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u,
    /^[#+=-]/u,
    /^\d+[.)](?=\s|$)/u
]
    .map(({ source }) => source)
    .join('|'), 'giu');
const escapeCharacter = String.fromCharCode(0x1b);
const bell = String.fromCharCode(0x07);
const c1Sequence = String.fromCharCode(0x9b);
/** Colours and cursor movements (CSI), titles and links (OSC) of a terminal. */
const terminalSequences = new RegExp([
    `(?:${escapeCharacter}\\[|${c1Sequence})[0-?]*[ -/]*[@-~]`,
    `${escapeCharacter}\\][^${bell}${escapeCharacter}]*(?:${bell}|${escapeCharacter}\\\\)`
].join('|'), 'gu');
/** A text of which no more than the beginning is shown is not read to its end. */
function beginning(text, limit) {
    const enough = 4 * limit + 1000;
    return text.length > enough ? `${text.slice(0, enough)}…` : text;
}
/** One line without characters that are not seen: control, zero-width, bidirectional; unpaired surrogates show as '�'. */
function visible(text, limit) {
    return beginning(text, limit)
        .replace(terminalSequences, '')
        .replace(/[\s\u0085]/gu, (character) => (character === '\uFEFF' ? '' : ' '))
        .replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
        .replace(/[\p{Surrogate}\p{Noncharacter_Code_Point}]/gu, '\uFFFD');
}
/** At most `limit` UTF-16 code units, the last of them '…' where something was cut; never half a character. */
function shorten(text, limit) {
    if (text.length <= limit)
        return text;
    const kept = text.slice(0, Math.max(0, limit - 1));
    return limit < 1 ? '' : `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./build/src/drill/events.js
/** Whether a mode only asks: nothing is ever launched in it. */
function events_startsNothing(mode) {
    return mode === 'preflight' || mode === 'validate';
}
function questionOf({ look, automationExecutionId = '' }) {
    return look === 'actions' ? events_runQuestion(automationExecutionId) : look;
}
/** The question what a run of an action has come to. */
function events_runQuestion(automationExecutionId) {
    return `run ${automationExecutionId}`;
}

;// CONCATENATED MODULE: ./build/src/drill/watch/job-log.js
const noLogFindings = { phases: [], usedPreviousSnapshot: false };
/**
 * Folds the items of a job's log that concern one server, oldest first.
 * The events are those of DescribeJobLogItems (AWS DRS API reference, `JobLogEvent`); one that is not known changes
 * nothing.
 */
function readLogItem(findings, item) {
    switch (item.event) {
        case 'SNAPSHOT_START':
            return begin(findings, 'snapshot', item.at);
        case 'SNAPSHOT_END':
            return end(findings, 'snapshot', item.at);
        case 'USING_PREVIOUS_SNAPSHOT':
            return { ...wentOn(findings), usedPreviousSnapshot: true };
        case 'CONVERSION_START':
            return begin(findings, 'conversion', item.at);
        case 'CONVERSION_END':
            return end(findings, 'conversion', item.at);
        case 'LAUNCH_START':
            return begin(findings, 'launch', item.at);
        case 'LAUNCH_END':
            return {
                ...end(findings, 'launch', item.at),
                ...(item.targetInstanceId === undefined ? {} : { targetInstanceId: item.targetInstanceId })
            };
        case 'SNAPSHOT_FAIL':
        case 'USING_PREVIOUS_SNAPSHOT_FAILED':
        case 'CONVERSION_FAIL':
        case 'LAUNCH_FAILED':
            return withTrouble(findings, 'failed', item);
        case 'SERVER_SKIPPED':
            return withTrouble(findings, 'skipped', item);
        case 'JOB_CANCEL':
            return withTrouble(findings, 'cancelled', item);
        default:
            return findings;
    }
}
/** Whether an item tells that the job itself has ended. */
function endsJob(item) {
    return item.event === 'JOB_END' || item.event === 'JOB_CANCEL';
}
/** Whether the log holds something against a server that DRS does not try to mend by itself. */
function hasFinalTrouble({ trouble }) {
    return trouble !== undefined && trouble.isTriedAgain !== true;
}
/** One line that names what the log holds against a server, in the words of AWS. */
function describeTrouble(trouble) {
    const cause = trouble.rawError === undefined ? '' : `: ${trouble.rawError}`;
    return `the job's log says ${trouble.event}${cause}`;
}
/** The same item read twice has the same key: a log is read whole each time, and only what is new is kept. */
function logItemKey(item) {
    return JSON.stringify([item.at, item.event, item.sourceServerId, item.targetInstanceId, item.rawError, item.attempt]);
}
function begin(findings, phase, at) {
    return { ...wentOn(findings), phase, phases: [...findings.phases, { phase, startedAt: at }] };
}
function end(findings, phase, at) {
    const open = findings.phases.findLastIndex((span) => span.phase === phase && span.endedAt === undefined);
    const phases = open === -1
        ? [...findings.phases, { phase, endedAt: at }]
        : findings.phases.map((span, index) => (index === open ? { ...span, endedAt: at } : span));
    return { ...wentOn(findings), phase, phases };
}
/** A launch that goes on has overcome what went wrong before; being skipped or cancelled is not overcome. */
function wentOn(findings) {
    if (findings.trouble?.kind !== 'failed')
        return findings;
    const { trouble: _overcome, ...rest } = findings;
    return rest;
}
function withTrouble(findings, kind, item) {
    const { attempt, maxAttempts } = item;
    const isTriedAgain = attempt !== undefined && maxAttempts !== undefined && attempt < maxAttempts;
    return {
        ...findings,
        trouble: {
            kind,
            at: item.at,
            event: item.event,
            ...(item.rawError === undefined ? {} : { rawError: item.rawError }),
            ...(isTriedAgain ? { isTriedAgain } : {})
        }
    };
}

;// CONCATENATED MODULE: ./build/src/drill/state-change.js

/** A look that succeeded ends its trouble. */
function calm(state, question) {
    if (!state.trouble.has(question))
        return state;
    const trouble = new Map(state.trouble);
    trouble.delete(question);
    return { ...state, trouble };
}
/** A wave, changed. */
function withWave(state, name, change) {
    const wave = state.waves.get(name);
    return wave === undefined ? state : { ...state, waves: new Map(state.waves).set(name, change(wave)) };
}
/** Servers, changed; `index` is the place of the server's ID in `ids`. Unknown IDs change nothing. */
function withServers(state, ids, change) {
    const servers = new Map(state.servers);
    ids.forEach((sourceServerId, index) => {
        const server = servers.get(sourceServerId);
        if (server !== undefined)
            servers.set(sourceServerId, change(server, index));
    });
    return { ...state, servers };
}
/** A server with what is known of itself, and nothing of the launch that it is taken out of: that proves nothing about the next. */
function withoutLaunch(server) {
    const { sourceServerId, wave, foundBy, described, snapshot, failedLaunches, firstAskedAt } = server;
    return {
        sourceServerId,
        wave,
        log: noLogFindings,
        ...(foundBy === undefined ? {} : { foundBy }),
        ...(described === undefined ? {} : { described }),
        ...(snapshot === undefined ? {} : { snapshot }),
        ...(failedLaunches === undefined ? {} : { failedLaunches }),
        ...(firstAskedAt === undefined ? {} : { firstAskedAt })
    };
}

;// CONCATENATED MODULE: ./build/src/drill/actions/fold.js


/** The actions of the waves that are run. */
function plannedActions({ waves }, selected) {
    return waves
        .filter(({ name }) => selected.includes(name))
        .flatMap(({ name, actions = [] }) => actions.map((planned) => {
        const ofPhase = actions.filter(({ phase }) => phase === planned.phase);
        return { wave: name, planned, position: ofPhase.indexOf(planned) + 1, tries: 0, isUnanswered: false };
    }));
}
/** The state after something has happened to an action. */
function foldAction(state, event) {
    const changed = {
        ...state,
        actions: state.actions.map((action) => action.wave === event.wave && action.planned.name === event.action ? change(action, event) : action)
    };
    if (event.type !== 'action-observed')
        return changed;
    const seen = changed.actions.find(({ wave, planned }) => wave === event.wave && planned.name === event.action);
    return calm(changed, events_runQuestion(seen?.automationExecutionId ?? ''));
}
function change(action, event) {
    const { at } = event;
    switch (event.type) {
        case 'action-requested':
            return request(action, event);
        case 'action-started': {
            const { startTrouble: _past, wasLost: _found, ...rest } = action;
            const { automationExecutionId } = event;
            return { ...rest, automationExecutionId, answeredAt: at, isUnanswered: false };
        }
        case 'action-refused':
            // It was not executed; an earlier one of the same token, whose answer got lost, may have been.
            return { ...action, ...trouble(action, event), isUnanswered: action.wasLost === true };
        case 'action-answer-lost':
            return { ...action, ...trouble(action, event), isUnanswered: true, wasLost: true };
        case 'action-observed':
            return { ...action, seenAt: at, ...(event.sighting === undefined ? {} : { sighting: event.sighting }) };
        case 'action-stop-requested':
            return { ...action, stop: { count: (action.stop?.count ?? 0) + 1, at } };
        case 'action-stop-answered': {
            const stop = action.stop ?? { count: 1, at };
            return {
                ...action,
                stop: event.failure === undefined ? { ...stop, answeredAt: at } : { ...stop, failure: event.failure }
            };
        }
        case 'action-settled':
            return { ...action, outcome: { status: event.status, reason: event.reason, at } };
    }
}
/** From here on it may run. A further try is another run: what was known of the one before does not count for it. */
function request(action, event) {
    const requestedAt = action.requestedAt ?? event.at;
    const { token, tries, parameters } = event;
    if (token === action.sent?.token)
        return { ...action, isUnanswered: true };
    const { wave, planned, position } = action;
    return { wave, planned, position, requestedAt, tries, sent: { token, parameters }, isUnanswered: true };
}
function trouble({ startTrouble }, { at, failure }) {
    return { startTrouble: { count: (startTrouble?.count ?? 0) + 1, at, failure } };
}

;// CONCATENATED MODULE: ./build/src/drill/failure.js
/** Whether asking again, unchanged, may succeed. */
function failure_isPassing(failure) {
    switch (failure.class) {
        case 'throttled':
        case 'quota':
        case 'conflict':
        case 'unsent':
        case 'unavailable':
        case 'expired':
            return true;
        case 'denied':
        case 'invalid':
        case 'not-found':
        case 'uninitialised':
        case 'credentials':
            return false;
    }
}
/** Whether a refused StartRecovery may be the fault of one of its servers, and the others could be launched without it. */
function mayBeOneServer({ class: kind }) {
    return kind === 'conflict' || kind === 'invalid' || kind === 'not-found';
}
/** A `Failure` as it is thrown by the ports; `cause` is what the SDK threw. */
class FailedCall extends Error {
    failure;
    name = 'FailedCall';
    constructor(failure, options) {
        super(`${failure.operation}: ${failure.message}`, options);
        this.failure = failure;
    }
}

;// CONCATENATED MODULE: ./build/src/drill/watch/job.js

/** Whether DRS says that the job has ended, by its status or in its log. It does not mean that anything was launched. */
function job_hasEnded(job) {
    return job.status === 'COMPLETED' || job.endLogged;
}
/** Launch statuses after which a job does nothing more for a server. */
const overStatuses = new Set(['LAUNCHED', 'FAILED', 'TERMINATED']);
function isLaunchOver({ launchStatus }) {
    return overStatuses.has(launchStatus);
}
/**
 * Whether the job may still launch a server: it runs, or it is called COMPLETED while a server of it is neither launched
 * nor lost. DRS has been seen to launch minutes after COMPLETED.
 */
function mayStillLaunch(state, job) {
    return !job_hasEnded(job) || job.servers.some((id) => isOpenIn(state, job, id));
}
function isOpenIn(state, job, sourceServerId) {
    const server = state.servers.get(sourceServerId);
    if (server?.jobId !== job.jobId || hasFinalTrouble(server.log))
        return false;
    return server.participant === undefined || !isLaunchOver(server.participant);
}
/** Whether the job's next sighting may still tell something about this server. */
function awaitsJob(state, server) {
    if (server.outcome !== undefined || server.jobId === undefined)
        return false;
    if (server.participant?.launchStatus !== 'LAUNCHED')
        return true;
    return state.waves.get(server.wave)?.planned.verify.launchActions === 'required';
}
/** Jobs that may still change: they run, or a server of theirs is not settled and its launch status still counts. */
function jobsToWatch(state) {
    return [...state.jobs.values()].filter((job) => !job_hasEnded(job) || isAwaited(state, job));
}
/** Whether a server of this job, not settled yet, waits for what DRS says of the job. */
function isAwaited(state, job) {
    return job.servers.some((id) => {
        const server = state.servers.get(id);
        return server?.jobId === job.jobId && awaitsJob(state, server);
    });
}
/** Servers that a running job of this execution holds: DRS takes one job at a time for a server. */
function job_heldByOwnJobs(state) {
    const held = new Set();
    for (const job of state.jobs.values())
        if (!job_hasEnded(job))
            for (const id of job.servers)
                held.add(id);
    return held;
}

;// CONCATENATED MODULE: ./build/src/drill/timestamp.js
/** The moment `milliseconds` after the epoch. */
function timestampOf(milliseconds) {
    return new Date(milliseconds).toISOString();
}
/** `moment` moved by `seconds`, which may be negative or a fraction. */
function timestamp_addSeconds(moment, seconds) {
    return timestampOf(Date.parse(moment) + seconds * 1000);
}
/** Seconds from `from` to `to`; negative when `to` is earlier. */
function timestamp_secondsBetween(from, to) {
    return (Date.parse(to) - Date.parse(from)) / 1000;
}
/** `14:05:41 UTC` */
function clockTime(moment) {
    return `${moment.slice(11, 19)} UTC`;
}
/** The earlier of the moments given; undefined when there is none. */
function timestamp_earliest(moments) {
    let first;
    for (const moment of moments)
        if (moment !== undefined && (first === undefined || moment < first))
            first = moment;
    return first;
}
/** The later of the moments given; undefined when there is none. */
function timestamp_latest(...moments) {
    return moments.reduce((last, moment) => (moment !== undefined && moment > (last ?? '') ? moment : last), undefined);
}

;// CONCATENATED MODULE: ./build/src/drill/watch/pace.js



/** The longest pause while something is about to happen: a launch under way, an instance to be verified. */
const closeWatchSeconds = 10;
/** The longest pause while disks are converted, which takes minutes. */
const conversionWatchSeconds = 20;
/** The longest that what was seen of jobs and live recoveries is trusted when a job is to be started. */
const longestTrustedSeconds = 60;
/** The longest pause between two surveys that look for a job whose StartRecovery was not answered. */
const searchSeconds = 15;
/**
 * How long to wait between two looks at the running jobs: seldom while snapshots are taken, often when a launch is near,
 * never longer than the poll interval.
 */
function lookIntervalSeconds(state) {
    let longest = state.pollIntervalSeconds;
    for (const server of state.servers.values()) {
        if (server.outcome !== undefined || server.jobId === undefined)
            continue;
        if (server.log.phase === 'launch' || server.participant?.launchStatus !== 'PENDING') {
            return Math.min(state.pollIntervalSeconds, closeWatchSeconds);
        }
        if (server.log.phase === 'conversion')
            longest = Math.min(longest, conversionWatchSeconds);
    }
    return longest;
}
/** When the jobs to watch are next looked at, all of them together; undefined when there is none. */
function jobsDueAt(state, watched) {
    const seen = earliest(watched.map((job) => job.seenAt));
    if (seen === undefined)
        return undefined;
    return pace_retryAt(state, 'jobs') ?? addSeconds(seen, lookIntervalSeconds(state));
}
/** When a job's log is next read; undefined when there is nothing more to learn from it. */
function pace_logDueAt(state, job) {
    const trouble = state.trouble.get('job-log');
    // The log explains and dates; a role that may not read it does not stop the drill.
    if (trouble !== undefined && !pace_isAskedAgain('job-log', trouble.failure))
        return undefined;
    // An item read before it is known whose server it is would be lost.
    if (job.servers.length === 0)
        return undefined;
    const changed = job.logReadAt === undefined || job.changedAt > job.logReadAt;
    if (changed)
        return pace_retryAt(state, 'job-log') ?? job.changedAt;
    const awaited = !job_hasEnded(job) || isAwaited(state, job);
    return awaited ? (pace_retryAt(state, 'job-log') ?? timestamp_addSeconds(job.logReadAt, lookIntervalSeconds(state))) : undefined;
}
/** When the instance of a LAUNCHED server is next looked at. */
function instanceDueAt(state, server) {
    const retry = pace_retryAt(state, 'instances');
    if (retry !== undefined)
        return retry;
    if (server.instanceSeenAt === undefined)
        return server.launchedAt ?? state.openedAt;
    return addSeconds(server.instanceSeenAt, Math.min(state.pollIntervalSeconds, closeWatchSeconds));
}
/** Until when the last survey is good enough to start a job on. */
function surveyTrustedUntil(state) {
    return state.survey === undefined ? undefined : pace_trustedUntil(state, state.survey.at);
}
/**
 * Until when what was seen at a time of jobs, or of live recoveries, is good enough to start a job on. DRS shows a job late, and
 * refuses its servers only while it runs: a look must not be older than any launch is quick.
 */
function pace_trustedUntil({ pollIntervalSeconds }, at) {
    return addSeconds(at, Math.min(longestTrustedSeconds, pollIntervalSeconds));
}
/** When DRS is surveyed again for the job of a request that was not answered, or for room that was not there. */
function pace_searchDueAt(state, since) {
    const retry = pace_retryAt(state, 'survey');
    if (retry !== undefined)
        return retry;
    if (state.survey === undefined || state.survey.at < since)
        return since;
    return addSeconds(state.survey.at, Math.min(state.pollIntervalSeconds, searchSeconds));
}
/**
 * Whether a look that failed so is worth repeating. DRS is eventually consistent: of a job that it has just named it may
 * say for a while that there is no such job.
 */
function pace_isAskedAgain(look, failure) {
    return failure_isPassing(failure) || (look === 'job-log' && failure.class === 'not-found');
}
/** When a look that fails may be tried again; undefined when it does not fail. */
function pace_retryAt(state, question) {
    const trouble = state.trouble.get(question);
    return trouble === undefined ? undefined : timestamp_addSeconds(trouble.at, pace_pauseSeconds(state, trouble));
}
/**
 * When a survey that failed, or the look at live recoveries that goes with it, may be tried again. Trouble with a look that does
 * not go with it has no end that would be waited for.
 */
function pace_surveyRetryAt(state, recoveriesOf) {
    return latest(pace_retryAt(state, 'survey'), recoveriesOf.length === 0 ? undefined : pace_retryAt(state, 'recoveries'));
}
/** When StartRecovery may be tried again after refusals that pass; undefined when the last one was accepted. */
function startAgainAt(state) {
    const trouble = state.startTrouble;
    // What would not pass by waiting is not waited for: the next request is another one.
    if (trouble === undefined || !isPassing(trouble.failure))
        return undefined;
    return addSeconds(trouble.at, pace_pauseSeconds(state, trouble));
}
/** Doubles with every failure in a row, up to the poll interval; AWS's own wish counts where it is longer. */
function pace_pauseSeconds(state, trouble) {
    const backoff = Math.min(2 ** Math.min(trouble.count, 10), state.pollIntervalSeconds);
    return Math.max(backoff, trouble.failure.retryAfterSeconds ?? 0);
}

;// CONCATENATED MODULE: ./build/src/drill/launch/live-recovery.js



/** The live recovery instances that a launch of the server would destroy, and that this execution did not launch itself. */
function liveRecoveriesOf(state, server) {
    return server.recoveries?.live.filter((instance) => !isOwnInstance(state, instance)) ?? [];
}
/** The first of these: one is enough to forbid a launch. */
function liveRecoveryOf(state, server) {
    return liveRecoveriesOf(state, server)[0];
}
/** What this very execution launched, in an earlier attempt or job, stands in nobody's way. */
function isOwnInstance(state, { jobId }) {
    return jobId !== undefined && state.jobs.has(jobId);
}
/** Whether the plan names the server in `guards.replace-recovery-instances`. */
function mayReplaceRecovery({ plan }, { sourceServerId }) {
    return plan?.guards.replaceRecoveryInstances.includes(sourceServerId) === true;
}
/** The live recovery instance that forbids the launch of the server. */
function forbiddingRecoveryOf(state, server) {
    return mayReplaceRecovery(state, server) ? undefined : liveRecoveryOf(state, server);
}
/** The live recovery instances that a launch of these servers, asked for now, destroys. */
function overriddenBy(state, ids) {
    return ids.flatMap((sourceServerId) => {
        const server = state.servers.get(sourceServerId);
        const live = server === undefined ? [] : liveRecoveriesOf(state, server);
        return live.map((instance) => ({ ...instance, sourceServerId }));
    });
}
/** `i-0123 (EC2 i-4567)`: the recovery instance, and its EC2 instance where that is known. */
function describeInstance({ recoveryInstanceId, ec2InstanceId }) {
    return `${recoveryInstanceId}${ec2InstanceId === undefined ? '' : ` (EC2 ${ec2InstanceId})`}`;
}
/**
 * Until when what is known of the recovery instances of all these servers is good enough to launch them on. A wave may
 * start hours after the preflight, and somebody may have failed over meanwhile: DRS would wipe what they launched. A launch
 * that was refused tells that something goes on: nothing that was seen before it is good enough.
 */
function recoveriesTrustedUntil(state, ids) {
    const seen = ids.map((id) => state.servers.get(id)?.recoveries?.seenAt);
    if (seen.some((at) => at === undefined))
        return undefined;
    const oldest = earliest(seen);
    const refusedAt = state.startTrouble?.at;
    if (oldest === undefined || (refusedAt !== undefined && oldest <= refusedAt))
        return undefined;
    return trustedUntil(state, oldest);
}
/** A look at the live recovery instances of servers that are about to be launched. */
function observeRecoveries(state, event) {
    const servers = new Map(state.servers);
    for (const id of event.asked) {
        const server = servers.get(id);
        const live = event.live.filter(({ sourceServerId }) => sourceServerId === id);
        if (server !== undefined)
            servers.set(id, { ...server, recoveries: { seenAt: event.at, live } });
    }
    return { ...calm(state, 'recoveries'), servers };
}

;// CONCATENATED MODULE: ./build/src/plan/duration.js


const UNITS = [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
    ['s', 1]
];
const LONGEST_DAYS = 30;
const LONGEST_SECONDS = LONGEST_DAYS * 86_400;
/** Whole numbers with a unit each, the largest unit first: `90s`, `30m`, `2h`, `1h30m`, `1d`. */
const DURATION_PATTERN = /^(?=\d)(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?$/;
/** What people write instead (`30 minutes`, `1.5h`, `1h 30m`): near enough to offer the right spelling. */
const NEARLY_A_DURATION = /^\s*(?:\d+(?:[.,]\d+)?\s*[a-z]+[\s,]*)+$/i;
const parts = (seconds) => {
    let rest = Math.round(seconds);
    return UNITS.map(([unit, size]) => {
        const amount = Math.floor(rest / size);
        rest -= amount * size;
        return [amount, unit];
    });
};
/** The spelling that a plan takes: `1h30m`. */
const spell = (seconds) => parts(seconds)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}${unit}`)
    .join('');
/** A pattern that backtracks is only asked about texts of a length that a person would type. */
const LONGEST_TEXT = 40;
const suggestionFor = (text) => {
    const seconds = text.length <= LONGEST_TEXT && NEARLY_A_DURATION.test(text) ? parseLeniently(text, 's') : null;
    if (seconds === null || !Number.isInteger(seconds) || seconds <= 0 || seconds > LONGEST_SECONDS) {
        return 'write a whole number and a unit, such as "90s", "30m", "2h" or "1h30m"';
    }
    return `write "${spell(seconds)}"`;
};
/**
 * Reads a duration as plan and inputs alike take it (contract section 2): whole numbers with the units d, h, m and s,
 * more than nothing and 30 days at most. Never throws. `problem` is a predicate that begins with the value, to be put
 * behind the name of the setting: `timeout` + ` 30 has no unit: write …`.
 */
const parseDuration = (text, { zeroAllowed = false } = {}) => {
    if (text === null)
        return { problem: 'is empty: write a number and a unit, such as "30m"' };
    if (typeof text !== 'string' && typeof text !== 'number') {
        return { problem: 'is not a duration: write a number and a unit, such as "30m"' };
    }
    const written = String(text).trim();
    const shown = typeof text === 'number' ? written : quote(text);
    if (written === '')
        return { problem: 'is empty: write a number and a unit, such as "30m"' };
    if (/^\d+$/.test(written)) {
        const number = excerpt(written);
        return {
            problem: `${shown} has no unit: write "${number}m" for ${number} minute${number === '1' ? '' : 's'} or "${number}s" for seconds`
        };
    }
    if (/^-\s*\d/.test(written))
        return { problem: `${shown} is negative: write a duration such as "30m"` };
    if (!DURATION_PATTERN.test(written) || written !== text) {
        return { problem: `${shown} is not a duration: ${suggestionFor(written)}` };
    }
    const seconds = Number(parseLeniently(written, 's'));
    if (seconds === 0 && zeroAllowed)
        return { seconds };
    if (seconds === 0)
        return { problem: `${shown} is no time at all: write a duration such as "30m"` };
    // Also what is not a number: a text too long to be one.
    if (!(seconds <= LONGEST_SECONDS)) {
        return { problem: `${shown} is too long: write ${LONGEST_DAYS} days ("${LONGEST_DAYS}d") or less` };
    }
    return { seconds };
};
/**
 * A duration for people, to the second: `45s`, `2m 05s`, `1h 30m`, `1d 00h 20m`. Units that end in nothing are left
 * out, those in between are kept, all but the first have two digits. A negative duration has a minus sign.
 */
const duration_formatDuration = (seconds) => {
    if (!Number.isFinite(seconds))
        return 'unknown';
    const all = parts(Math.abs(seconds));
    const first = all.findIndex(([amount]) => amount > 0);
    if (first === -1)
        return '0s';
    const last = all.findLastIndex(([amount]) => amount > 0);
    const text = all
        .slice(first, last + 1)
        .map(([amount, unit], index) => `${index === 0 ? amount : String(amount).padStart(2, '0')}${unit}`)
        .join(' ');
    return seconds < 0 ? `-${text}` : text;
};

;// CONCATENATED MODULE: ./build/src/drill/watch/verification.js
/** EC2 states from which an instance never comes back. */
const gone = new Set(['shutting-down', 'terminated']);
/** The EC2 state that the server's launch settings ask for: `stopped` where its launchDisposition is STOPPED. */
function expectedInstanceState(server) {
    return server.described?.launchDisposition === 'STOPPED' ? 'stopped' : 'running';
}
/** Judges a LAUNCHED server by its instance and its post-launch actions (`actions`: what is to be said against these). */
function verify(server, wanted, actions = judgeLaunchActions(server.participant, wanted)) {
    if (actions?.is === 'never')
        return actions;
    const instance = judgeInstance(server, wanted);
    return instance.is === 'up' ? (actions ?? instance) : instance;
}
/** Whether an instance in this state is there no more; one that is shutting down still is. */
function hasDisappeared(state) {
    return state === 'terminated' || state === 'missing';
}
/** Whether the instance has been seen to be gone for good. */
function verification_isGone(instance) {
    return instance !== undefined && gone.has(instance.state);
}
function judgeInstance(server, wanted) {
    const { instance } = server;
    if (instance === undefined) {
        return { is: 'not-yet', wrong: false, reason: 'DRS says LAUNCHED; its EC2 instance has not been looked at yet' };
    }
    const name = instance.ec2InstanceId ?? 'its EC2 instance';
    if (wanted.instance === 'none') {
        return {
            is: 'up',
            reason: `LAUNCHED${instance.ec2InstanceId === undefined ? '' : ` as ${instance.ec2InstanceId}`}`
        };
    }
    const expected = expectedInstanceState(server);
    if (verification_isGone(instance)) {
        return {
            is: 'never',
            status: 'unverified',
            reason: `DRS says LAUNCHED, but ${name} is ${instance.state}; find out in CloudTrail who terminated it`
        };
    }
    if (instance.state === 'missing') {
        const what = instance.ec2InstanceId === undefined ? 'no EC2 instance of this job is known' : `EC2 does not know ${name}`;
        return { is: 'not-yet', wrong: true, reason: `DRS says LAUNCHED, but ${what}` };
    }
    if (instance.state !== expected) {
        return {
            is: 'not-yet',
            wrong: instance.state !== 'pending' && instance.state !== 'stopping',
            reason: `${name} is ${instance.state}, its launch settings ask for ${expected}`
        };
    }
    if (wanted.instance === 'status-ok' && expected === 'running' && instance.statusChecks !== 'ok') {
        const checks = instance.statusChecks ?? 'not reported';
        return {
            is: 'not-yet',
            wrong: checks === 'impaired',
            reason: `${name} is running, but its EC2 status checks are ${checks}`
        };
    }
    const checks = wanted.instance === 'status-ok' && expected === 'running' ? ', EC2 status checks ok' : '';
    return { is: 'up', reason: `${name} is ${instance.state}${checks}` };
}
/** The first post-launch action that is still to end: an optional one is waited for, too, and may fail. */
function awaitedAction(runs) {
    return runs.find((run) => run.status !== 'SUCCEEDED' && !(run.optional && run.status === 'FAILED'));
}
/** Undefined when there is nothing to be said against the server, as far as DRS lists post-launch actions now. */
function judgeLaunchActions(participant, wanted) {
    if (wanted.launchActions === 'ignored')
        return undefined;
    const actions = participant?.launchActions;
    if (actions === undefined || actions.runs.length === 0) {
        return { is: 'not-yet', wrong: false, reason: 'DRS reports no post-launch actions yet, and the plan requires them' };
    }
    const failed = actions.runs.find((run) => !run.optional && run.status === 'FAILED');
    if (failed !== undefined) {
        const why = failed.failureReason === undefined ? '' : `: ${failed.failureReason}`;
        return { is: 'never', status: 'failed', reason: `post-launch action "${failed.name}" failed${why}` };
    }
    const pending = awaitedAction(actions.runs);
    if (pending !== undefined) {
        return { is: 'not-yet', wrong: false, reason: `post-launch action "${pending.name}" is ${pending.status}` };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/src/drill/watch/launch-actions.js



/** How long the list of a server's post-launch actions has to stay as it is before it counts as whole. */
const longestRestSeconds = 120;
/** The same in poll intervals, where that is less. */
const restPolls = 4;
/**
 * How long the list has to rest. DRS runs post-launch actions one after the other, and has no status for one that it has not begun:
 * it may list them as it comes to them, so that a list of which all has succeeded may be that of the first alone. From the end
 * of one SSM document to the listing of the next it takes seconds to a minute; two minutes are twice that. Somebody who has the
 * drill look more often than every half minute wants it quick, and gets four looks all the same; the look at the end, before the
 * verdict, is made in any case.
 */
function restSeconds({ pollIntervalSeconds }) {
    return Math.min(longestRestSeconds, restPolls * pollIntervalSeconds);
}
/**
 * What is to be said against a LAUNCHED server because of its post-launch actions, where its wave requires them; undefined where
 * all have succeeded and none was added for a while, by looks at the job that were made since.
 */
function launch_actions_judgeRequiredActions(state, server, wave) {
    const { verify } = wave.planned;
    const finding = judgeLaunchActions(server.participant, verify);
    if (finding !== undefined || verify.launchActions !== 'required')
        return finding;
    const seenAt = state.jobs.get(server.jobId ?? '')?.seenAt ?? '';
    const seconds = restSeconds(state);
    if (server.launchActionsAt !== undefined && seenAt >= timestamp_addSeconds(server.launchActionsAt, seconds))
        return undefined;
    const reason = 'all post-launch actions that DRS lists are over, but DRS may list another post-launch action: their list has not been the ' +
        `same for ${duration_formatDuration(seconds)} yet`;
    return { is: 'not-yet', wrong: false, reason };
}
/** When the list of a server's post-launch actions, or a status in it, was last seen to change. */
function actionsChangedAt(before, participant, at) {
    const isSame = JSON.stringify(before.participant?.launchActions) === JSON.stringify(participant.launchActions);
    const since = isSame ? before.launchActionsAt : at;
    return since === undefined ? {} : { launchActionsAt: since };
}

;// CONCATENATED MODULE: ./build/src/drill/launch/adoption.js



/** How far AWS's clock and ours may be apart when a job is matched with the request that may have started it. */
const clockSkewSeconds = 300;
/**
 * Takes up one of this execution's jobs that a survey has found by its tags.
 * - A job that is known already is brought up to date.
 * - An unknown job that fits a request whose answer got lost is that request's job.
 * - Any other was started by an earlier attempt, or by an earlier job of the workflow run: its servers go on in it.
 * A job of the other kind (a drill's in a recovery), of a wave that this run does not know, or that terminates instead
 * of launching is left alone.
 */
function adoptJob(state, found, terminations, at) {
    if (state.jobs.has(found.jobId))
        return refreshJob(state, found, at);
    if (found.wave === undefined || !state.waves.has(found.wave) || !isLaunchOf(state, found))
        return state;
    const request = state.requests.find((open) => fits(open, found));
    if (request !== undefined) {
        const answered = {
            ...state,
            requests: state.requests.map((known) => known === request ? { ...known, status: 'started', jobId: found.jobId } : known)
        };
        return refreshJob(jobFrom(answered, found, request, at), found, at);
    }
    const adopted = {
        ended: found.status === 'COMPLETED',
        lost: found.participants
            .filter((participant) => isUndone(found, participant, terminations))
            .map(({ sourceServerId }) => sourceServerId)
    };
    const job = { ...newJob(found, found.wave, [], at), adopted };
    return refreshJob({ ...state, jobs: new Map(state.jobs).set(job.jobId, job) }, found, at);
}
/** Whether a job launches what this execution launches: a drill and a recovery of one plan in one workflow run share their ID alone. */
function isLaunchOf({ mode }, { type, isDrill }) {
    return type === 'LAUNCH' && (isDrill === undefined || isDrill === (mode !== 'recovery'));
}
/** Whether nothing is left of what a job launched, or was to launch, for a server. */
function isUndone(launch, participant, terminations) {
    return isLost(participant) || terminations.some((one) => isVoidedBy(launch, participant, one));
}
/** The state with the job that answers `request`; the request's servers are in it, whether DRS lists them yet or not. */
function jobFrom(state, found, request, at) {
    const job = newJob(found, request.wave, request.servers, at);
    const servers = new Map(state.servers);
    for (const sourceServerId of request.servers) {
        const server = servers.get(sourceServerId);
        if (server === undefined)
            continue;
        const { request: _answered, refused: _past, ...rest } = server;
        servers.set(sourceServerId, { ...rest, jobId: job.jobId, requestedAt: request.at });
    }
    return { ...state, jobs: new Map(state.jobs).set(job.jobId, job), servers };
}
/** Brings a known job, and the servers that are in it, up to date with what DRS shows of it. */
function refreshJob(state, seen, at) {
    const known = state.jobs.get(seen.jobId);
    if (known === undefined)
        return state;
    // A participant once shown is not forgotten when a later answer leaves it out.
    const participants = [
        ...seen.participants,
        ...known.participants.filter((old) => !seen.participants.some((now) => now.sourceServerId === old.sourceServerId))
    ];
    const newcomers = seen.participants.filter(({ sourceServerId }) => !known.servers.includes(sourceServerId));
    const job = {
        ...known,
        status: seen.status,
        participants,
        servers: [...known.servers, ...newcomers.map(({ sourceServerId }) => sourceServerId)],
        seenAt: at,
        changedAt: at,
        ...(seen.createdAt === undefined ? {} : { createdAt: seen.createdAt }),
        ...(seen.endedAt === undefined ? {} : { endedAt: seen.endedAt })
    };
    const servers = new Map(state.servers);
    for (const { sourceServerId } of newcomers) {
        const server = servers.get(sourceServerId);
        if (server !== undefined && mayJoin(state, server, job))
            servers.set(sourceServerId, joining(server, job, at));
    }
    for (const participant of seen.participants) {
        const server = servers.get(participant.sourceServerId);
        if (server?.jobId === job.jobId)
            servers.set(participant.sourceServerId, withParticipant(server, participant, at));
    }
    return { ...state, jobs: new Map(state.jobs).set(job.jobId, job), servers };
}
/**
 * Gives servers that no job launches and no request asks for to the latest known job that has them: where the runner's
 * clock is wrong, the job of a request may pass for an older one, and its servers would be launched a second time.
 */
function rejoinJobs(state, sourceServerIds, at) {
    return sourceServerIds.reduce((next, sourceServerId) => {
        const server = next.servers.get(sourceServerId);
        const job = [...next.jobs.values()]
            .filter((known) => known.servers.includes(sourceServerId) && known.adopted?.lost.includes(sourceServerId) !== true)
            .filter((known) => server !== undefined && isAfterFailures(next, server, known))
            .reduce((last, known) => (isLater(known, last) ? known : last), undefined);
        if (server === undefined || job === undefined)
            return next;
        const participant = job.participants.find((listed) => listed.sourceServerId === sourceServerId);
        const joined = joining(server, job, at);
        const seen = participant === undefined ? joined : withParticipant(joined, participant, at);
        // What its log said of the server was passed over while the server was not in it.
        const { logReadAt: _stale, ...unread } = { ...job, logKeys: new Set(), endLogged: false };
        return {
            ...next,
            jobs: new Map(next.jobs).set(job.jobId, unread),
            servers: new Map(next.servers).set(sourceServerId, seen)
        };
    }, state);
}
/** A server as it enters a job: what was seen of an earlier launch proves nothing about this one. */
function joining(server, job, at) {
    const { verifiedAt, outcome } = server;
    return {
        ...withoutLaunch(server),
        jobId: job.jobId,
        requestedAt: job.createdAt ?? at,
        ...(verifiedAt === undefined ? {} : { verifiedAt }),
        ...(outcome === undefined ? {} : { outcome })
    };
}
function newJob(found, wave, servers, at) {
    const { jobId, status, createdAt } = found;
    return {
        jobId,
        status,
        participants: [],
        wave,
        servers,
        seenAt: at,
        changedAt: at,
        logKeys: new Set(),
        endLogged: false,
        ...(createdAt === undefined ? {} : { createdAt })
    };
}
/** Of two jobs of one server, the later one is the truth about it. */
function mayJoin(state, server, job) {
    if (server.request !== undefined)
        return false;
    if (server.jobId === undefined)
        return isAfterFailures(state, server, job);
    const present = state.jobs.get(server.jobId);
    return present?.createdAt !== undefined && isLater(job, present);
}
/** A job that is not later than the one that failed is not the one that tries it again. */
function isAfterFailures(state, { failedLaunches }, job) {
    const failed = failedLaunches?.at(-1);
    return failed === undefined || isLater(job, state.jobs.get(failed.jobId));
}
function isLater({ createdAt }, than) {
    return than === undefined || (createdAt !== undefined && createdAt > (than.createdAt ?? ''));
}
function withParticipant(server, participant, at) {
    const { recoveryInstanceId } = server.participant ?? {};
    const kept = recoveryInstanceId === undefined ? participant : { recoveryInstanceId, ...participant };
    const launched = participant.launchStatus === 'LAUNCHED' && server.launchedAt === undefined ? { launchedAt: at } : {};
    return { ...server, ...launched, ...actionsChangedAt(server, participant, at), participant: kept };
}
function fits(request, found) {
    if (request.status !== 'open' || request.wave !== found.wave)
        return false;
    if (found.createdAt !== undefined && found.createdAt < timestamp_addSeconds(request.at, -clockSkewSeconds))
        return false;
    return (found.participants.length === 0 ||
        found.participants.some(({ sourceServerId }) => request.servers.includes(sourceServerId)));
}
/** DRS goes on to call a server LAUNCHED in the job that launched it, after its recovery instance was terminated. */
function isVoidedBy(launch, participant, termination) {
    return (termination.sourceServerId === participant.sourceServerId &&
        (launch.createdAt === undefined || termination.createdAt === undefined || termination.createdAt > launch.createdAt));
}
function isLost(participant) {
    return participant.launchStatus === 'FAILED' || participant.launchStatus === 'TERMINATED';
}

;// CONCATENATED MODULE: ./build/src/drill/launch/late-launch.js



/**
 * So long after a job was called COMPLETED a server of it that is neither launched nor lost may still come up, and one that is
 * LAUNCHED be listed; later nobody expects it to. DRS has been seen to launch minutes after COMPLETED.
 */
const lateSeconds = 1800;
/**
 * So long it holds them against a launch of somebody else: as long as a conversion and a launch take, and less than the usual
 * wait for other jobs. A server that is stuck in a job that has ended must not keep a recovery from its start. It is long
 * enough, too, for DRS to list an instance that it has launched, which takes up to five minutes.
 */
const holdSeconds = 480;
/** Where DRS does not say when a job ended, it is taken to have lasted so long: conversions of large disks take hours. */
const longestJobSeconds = (/* unused pure expression or super */ null && (6 * 3600));
/** What a job that launches may still launch: it runs, or was called COMPLETED not long ago. */
function stillLaunching(job, now) {
    return launchingFor(job, isLaunchLongAgo(job, now));
}
/** Whether a job that has ended did so too long ago to bring anything yet. */
function isLaunchLongAgo({ createdAt, endedAt }, now) {
    const latest = createdAt === undefined ? undefined : addSeconds(createdAt, longestJobSeconds);
    return isOlderThan(lateSeconds, endedAt ?? latest, now);
}
/**
 * The servers that a job which launches holds against a launch of somebody else. A recovery holds those that it has launched,
 * too: until DRS lists their instances, nothing else tells that a launch would destroy them.
 */
function heldBy(job, terminations, now) {
    const { jobId } = job;
    const isPast = isOlderThan(holdSeconds, job.endedAt ?? job.createdAt, now);
    const launching = launchingFor(job, isPast).map(({ sourceServerId }) => ({ sourceServerId, jobId }));
    if (job.status !== 'COMPLETED' || job.isDrill !== false || isPast)
        return launching;
    const launched = job.participants.filter((participant) => participant.launchStatus === 'LAUNCHED' && !isUndone(job, participant, terminations));
    return [
        ...launching,
        ...launched.map(({ sourceServerId }) => ({ sourceServerId, jobId, hasLaunched: true }))
    ];
}
/** What jobs of others take up: room in the quotas while they run, and their servers for as long as they hold them. */
function takenUpBy(jobs, terminations, now) {
    const running = jobs.filter(({ status }) => status !== 'COMPLETED');
    return {
        jobs: running.length,
        servers: running.reduce((sum, { participants }) => sum + participants.length, 0),
        holding: jobs.flatMap((job) => heldBy(job, terminations, now))
    };
}
function isOlderThan(seconds, at, now) {
    return at !== undefined && timestamp_addSeconds(at, seconds) < now;
}
function launchingFor({ status, participants }, isPast) {
    // A status that nobody knows is taken for running.
    if (status !== 'COMPLETED')
        return participants;
    if (isPast)
        return [];
    return participants.filter((participant) => !isLaunchOver(participant));
}

;// CONCATENATED MODULE: ./build/src/drill/selection/strays.js

/** Servers of this execution's jobs whose wave does not have them any more, or is not in the plan any more. */
function straysOf(state) {
    const ofWaves = [...state.jobs.values()].flatMap(({ jobId, wave, participants, adopted }) => {
        if (adopted === undefined)
            return [];
        return participants.map((participant) => {
            const { sourceServerId, launchStatus } = participant;
            const isGone = adopted.lost.includes(sourceServerId) || launchStatus === 'FAILED' || launchStatus === 'TERMINATED';
            return { ...elsewhere(participant, jobId, wave), launchStatus, isGone };
        });
    });
    return [...ofWaves, ...(state.survey?.ofOtherWaves ?? [])]
        .filter(({ sourceServerId }) => !state.servers.has(sourceServerId))
        .map((stray) => {
        const hostname = hostnameIn(state, stray.sourceServerId);
        return { ...stray, ...(hostname === undefined ? {} : { hostname }) };
    });
}
/** Servers of a job whose wave the plan does not have any more. What waves that are merely left out launch is another run's. */
function ofOtherWavesBy(state, job, terminations) {
    const { wave = '', jobId, participants } = job;
    const isPlanned = state.plan?.waves.some(({ name }) => name === wave) !== false;
    if (isPlanned || !isLaunchOf(state, job))
        return [];
    return participants.map((participant) => ({
        ...elsewhere(participant, jobId, wave),
        launchStatus: participant.launchStatus,
        isGone: isUndone(job, participant, terminations)
    }));
}
/** Servers of this run that a job of this execution has launched for another wave, and whose launch still counts. */
function launchedElsewhereBy(state, job, terminations) {
    const { wave = '', jobId } = job;
    if (!isLaunchOf(state, job))
        return [];
    return job.participants
        .filter((participant) => {
        const server = state.servers.get(participant.sourceServerId);
        return server !== undefined && server.wave !== wave && !isUndone(job, participant, terminations);
    })
        .map((participant) => elsewhere(participant, jobId, wave));
}
/** Of a server of this run: the job of this execution that has launched it for another wave. */
function launchElsewhereOf({ survey }, sourceServerId) {
    return survey?.launchedElsewhere.find((launched) => launched.sourceServerId === sourceServerId);
}
/** `for wave app by drsjob-0123 of this execution` */
function describeElsewhere({ wave, jobId }) {
    return `for ${wave === '' ? 'no wave that it names' : `wave ${wave}`} by ${jobId} of this execution`;
}
function elsewhere({ sourceServerId, recoveryInstanceId }, jobId, wave) {
    return { sourceServerId, jobId, wave, ...(recoveryInstanceId === undefined ? {} : { recoveryInstanceId }) };
}
/** What the listing of all servers has kept of a server that is in no wave. */
function hostnameIn({ selection }, sourceServerId) {
    const known = [
        ...(selection?.leftOut.servers ?? []),
        ...(selection?.selections ?? []).flatMap(({ nearMisses }) => nearMisses.servers)
    ];
    return known.find((server) => server.sourceServerId === sourceServerId)?.hostname;
}

;// CONCATENATED MODULE: ./build/src/drill/servers.js
/** The servers that this run is to bring up. */
function servers_selectedServers(state) {
    return [...state.servers.values()].filter((server) => state.waves.get(server.wave)?.selected === true);
}
/** The servers of a wave, in the order of the plan. */
function servers_serversOf(state, { planned }) {
    return planned.servers.flatMap((id) => state.servers.get(id) ?? []);
}
/** What a person calls the server. */
function servers_nameOf({ described, sourceServerId }) {
    return described?.hostname ?? sourceServerId;
}
/** The EC2 instances that launches of a server are known to have brought, the present one first; a failed launch may leave one. */
function servers_instancesSeenOf({ jobId, instance, log, failedLaunches = [] }) {
    return [
        { jobId, ec2InstanceId: instance?.ec2InstanceId ?? log.targetInstanceId },
        ...failedLaunches.toReversed()
    ].flatMap(({ jobId: of, ec2InstanceId }) => of === undefined || ec2InstanceId === undefined ? [] : [{ jobId: of, ec2InstanceId }]);
}

;// CONCATENATED MODULE: ./build/src/drill/ending/removal.js



const nothingRemoved = { instances: new Map(), launching: [], unlisted: [], terminations: [] };
/** Folds what was listed: an instance that is not listed any more keeps what was last seen of it. */
function listInstances(state, event) {
    const { removal } = state;
    const instances = new Map(removal.instances);
    // A drill and a recovery of one plan in one workflow run share their ID, and nothing else.
    const isDrill = state.mode !== 'recovery';
    for (const seen of event.instances) {
        // One of which DRS does not say it is told of all the same, and left alone.
        if (seen.recoveryInstanceId !== undefined && seen.isDrill === !isDrill)
            continue;
        if (seen.recoveryInstanceId !== undefined) {
            if (seen.ec2InstanceId !== undefined)
                instances.delete(seen.ec2InstanceId);
            instances.set(seen.recoveryInstanceId, seen);
            continue;
        }
        // DRS has forgotten it: only EC2's word is new. It is told of, but cannot be terminated through DRS.
        const key = keyOf(instances, seen.ec2InstanceId) ?? seen.ec2InstanceId;
        const known = key === undefined ? undefined : instances.get(key);
        if (key !== undefined)
            instances.set(key, known === undefined ? removal_named(state, seen) : { ...known, state: seen.state });
    }
    const launching = event.launching.filter((job) => (job.isDrill === undefined || job.isDrill === isDrill) && !isKnownToBeOver(state, job.jobId));
    const unlisted = event.unlisted
        .filter((server) => server.isDrill === undefined || server.isDrill === isDrill)
        .map((server) => {
        const before = removal.unlisted.find((known) => known.jobId === server.jobId && isSameServer(known, server));
        return { ...server, since: before?.since ?? event.at };
    });
    return { ...removal, instances, launching: [...launching, ...notShown(state, event)], unlisted, listedAt: event.at };
}
/** DRS may show a job late that it has named itself: until it shows it, nothing says that it has ended. */
function notShown(state, { shown }) {
    if (shown === undefined)
        return [];
    return [...state.jobs.values()]
        .filter((job) => !shown.includes(job.jobId) && mayStillLaunch(state, job))
        .map(({ jobId, status, wave, servers }) => ({ jobId, status, wave, sourceServerIds: servers }));
}
function isSameServer(one, other) {
    return one.sourceServerId === other.sourceServerId;
}
/** A skipped server stays PENDING for ever in a job that is COMPLETED: the job's log knows better. */
function isKnownToBeOver(state, jobId) {
    const job = state.jobs.get(jobId);
    return job !== undefined && job_hasEnded(job) && job.servers.length > 0 && !mayStillLaunch(state, job);
}
function requestTermination(removal, event) {
    const { request, recoveryInstanceIds, at } = event;
    return { ...removal, terminations: [...removal.terminations, { request, recoveryInstanceIds, at, status: 'open' }] };
}
function answerTermination(removal, event) {
    return withTermination(removal, event.request, (termination) => {
        switch (event.type) {
            case 'termination-started':
                return { ...termination, status: 'running', jobId: event.job.jobId, seenAt: event.at };
            case 'termination-refused':
                return { ...termination, status: 'refused', failure: event.failure };
            case 'termination-answer-lost':
                return { ...termination, status: 'lost', failure: event.failure };
        }
    });
}
/** Brings the TERMINATE jobs that were looked at up to date. */
function observeTerminations(removal, event) {
    if (!removal.terminations.some(({ jobId }) => jobId !== undefined && event.asked.includes(jobId)))
        return removal;
    return {
        ...removal,
        terminations: removal.terminations.map((termination) => {
            if (termination.jobId === undefined || !event.asked.includes(termination.jobId))
                return termination;
            const seen = event.changes.find(({ jobId }) => jobId === termination.jobId);
            const ended = seen?.status === 'COMPLETED' ? { status: 'ended' } : {};
            return { ...termination, seenAt: event.at, ...ended };
        })
    };
}
/** Instances of this execution that were not seen to be gone. */
function instancesLeft(state) {
    return [...state.removal.instances.values()].filter((instance) => !hasDisappeared(instance.state));
}
/** Instances of this execution that were seen to be gone. */
function instancesGone(state) {
    return [...state.removal.instances.values()].filter((instance) => hasDisappeared(instance.state));
}
function keyOf(instances, ec2InstanceId) {
    for (const [key, instance] of instances)
        if (instance.ec2InstanceId === ec2InstanceId)
            return key;
    return undefined;
}
/** Whose instance it is, as the drill has seen it. */
function removal_named(state, seen) {
    for (const server of state.servers.values()) {
        const launch = servers_instancesSeenOf(server).find(({ ec2InstanceId }) => ec2InstanceId === seen.ec2InstanceId);
        if (launch !== undefined)
            return { ...seen, sourceServerId: server.sourceServerId, jobId: launch.jobId, wave: server.wave };
    }
    return seen;
}
function withTermination(removal, request, change) {
    return {
        ...removal,
        terminations: removal.terminations.map((known) => (known.request === request ? change(known) : known))
    };
}

;// CONCATENATED MODULE: ./build/src/drill/watch/looks.js






/** All jobs that matter to this execution: its own are taken up, a request without an answer may find its job. */
function survey(state, event) {
    const oldestFirst = event.own.toSorted((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? ''));
    const launchedElsewhere = event.own.flatMap((job) => launchedElsewhereBy(state, job, event.terminations));
    const ofOtherWaves = event.own.flatMap((job) => ofOtherWavesBy(state, job, event.terminations));
    let next = {
        ...calm(state, 'survey'),
        survey: { at: event.at, foreign: withOtherMode(state, event), launchedElsewhere, ofOtherWaves }
    };
    for (const job of oldestFirst)
        next = adoptJob(next, job, event.terminations, event.at);
    return {
        ...next,
        requests: next.requests.map((request) => request.status === 'open' ? { ...request, surveys: request.surveys + 1 } : request)
    };
}
/**
 * The jobs of others, and with them those that this workflow run started in the other mode: a drill must not launch over the
 * recovery that runs beside it, though both carry the same execution's tag.
 */
function withOtherMode({ mode, servers }, { at, own, foreign, terminations }) {
    const jobs = own.filter(({ type, isDrill }) => type === 'LAUNCH' && isDrill === (mode === 'recovery'));
    if (jobs.length === 0)
        return foreign;
    const other = takenUpBy(jobs, terminations, at);
    const ofMode = mode === 'recovery' ? 'drill' : 'recovery';
    const held = other.holding.filter(({ sourceServerId }) => servers.has(sourceServerId));
    return {
        jobs: foreign.jobs + other.jobs,
        servers: foreign.servers + other.servers,
        holding: [...foreign.holding, ...held.map((holding) => ({ ...holding, ofMode }))]
    };
}
/** A look at running jobs. */
function observeJobs(state, event) {
    const jobs = new Map(state.jobs);
    for (const jobId of event.asked) {
        const job = jobs.get(jobId);
        if (job !== undefined)
            jobs.set(jobId, { ...job, seenAt: event.at });
    }
    const removal = observeTerminations(state.removal, event);
    const looked = { ...calm(state, 'jobs'), jobs, removal };
    return event.changes.reduce((next, job) => refreshJob(next, job, event.at), looked);
}
/** The new items of a job's log. */
function readLog(state, event) {
    const job = state.jobs.get(event.jobId);
    if (job === undefined)
        return state;
    const read = {
        ...job,
        logReadAt: event.at,
        logKeys: event.items.length === 0 ? job.logKeys : new Set([...job.logKeys, ...event.items.map(logItemKey)]),
        endLogged: job.endLogged || event.items.some(endsJob)
    };
    const servers = new Map(state.servers);
    for (const item of event.items) {
        const concerned = item.sourceServerId === undefined ? job.servers : [item.sourceServerId];
        for (const sourceServerId of concerned) {
            const server = servers.get(sourceServerId);
            if (server?.jobId !== event.jobId)
                continue;
            servers.set(sourceServerId, { ...server, log: readLogItem(server.log, item) });
        }
    }
    return { ...calm(state, 'job-log'), jobs: new Map(state.jobs).set(job.jobId, read), servers };
}
/** A look at instances. */
function observeInstances(state, event) {
    const servers = new Map(state.servers);
    for (const sourceServerId of event.asked) {
        const server = servers.get(sourceServerId);
        if (server !== undefined)
            servers.set(sourceServerId, { ...server, instanceSeenAt: event.at });
    }
    for (const instance of event.changes) {
        const server = servers.get(instance.sourceServerId);
        // An instance of another job is another launch: it proves nothing about this one. Of one that is gone, what was
        // known stays.
        if (server?.jobId === instance.jobId)
            servers.set(instance.sourceServerId, { ...server, instance: { ...server.instance, ...instance } });
    }
    return { ...calm(state, 'instances'), servers };
}

;// CONCATENATED MODULE: ./build/src/drill/launch/point-in-time.js

/** A server that `snapshots` does not name is launched from the latest point. */
function pointAsked({ pointInTime }, sourceServerId) {
    if (pointInTime === 'latest')
        return { is: 'latest' };
    if ('before' in pointInTime)
        return { is: 'before', before: pointInTime.before };
    const snapshotId = pointInTime.snapshots[sourceServerId];
    return snapshotId === undefined ? { is: 'latest' } : { is: 'snapshot', snapshotId };
}
/** Whether recovery snapshots have to be asked for before the start, and have not been; after a wait they are, as the servers are. */
function point_in_time_needsSnapshots(state) {
    const { snapshotsAt, describedAt = '', wait } = state;
    if (snapshotsAt !== undefined && (wait === undefined || snapshotsAt >= describedAt))
        return false;
    return [...state.waves.values()].some(({ planned, selected }) => selected && isAskedAbout(state, planned));
}
/**
 * What is asked for each server that DRS knows: the point that its wave wants; and where the plan states an RPO, the newest
 * there is, which DRS falls back on when it cannot take a new one.
 */
function point_in_time_snapshotQuestions(state) {
    return [...state.waves.values()].flatMap(({ planned, selected }) => {
        if (!selected || !isAskedAbout(state, planned))
            return [];
        return planned.servers.flatMap((sourceServerId) => {
            if (state.servers.get(sourceServerId)?.described === undefined)
                return [];
            const asked = pointAsked(planned, sourceServerId);
            switch (asked.is) {
                case 'latest':
                    return hasRpo(state) ? [{ sourceServerId }] : [];
                case 'before':
                    return [{ sourceServerId, before: asked.before }];
                case 'snapshot':
                    return [{ sourceServerId, snapshotId: asked.snapshotId }];
            }
        });
    });
}
function isAskedAbout(state, { pointInTime }) {
    return pointInTime !== 'latest' || hasRpo(state);
}
function hasRpo({ plan }) {
    return plan?.objectives.rpoSeconds !== undefined;
}
/** What DRS has shown of the snapshots that were asked for. */
function findSnapshots(state, event) {
    const known = withServers(calm(state, 'snapshots'), event.servers.map(({ sourceServerId }) => sourceServerId), (server, index) => {
        const found = event.servers[index];
        return found === undefined ? server : { ...server, snapshot: found };
    });
    return { ...known, snapshotsAt: event.at };
}
/** The snapshot that the server is to be launched from; undefined where DRS is to take a new one, or there is none. */
function chosenSnapshot(state, server) {
    const planned = state.waves.get(server.wave)?.planned;
    if (planned === undefined || pointAsked(planned, server.sourceServerId).is === 'latest')
        return undefined;
    return server.snapshot?.snapshotId === undefined ? undefined : server.snapshot;
}
/** What is sent with StartRecovery for these servers, by their IDs; undefined where DRS is to take new snapshots of all. */
function snapshotsFor(state, servers) {
    const chosen = servers.flatMap((id) => {
        const server = state.servers.get(id);
        const snapshotId = server === undefined ? undefined : chosenSnapshot(state, server)?.snapshotId;
        return snapshotId === undefined ? [] : [[id, snapshotId]];
    });
    return chosen.length === 0 ? undefined : Object.fromEntries(chosen);
}
/** In words: `latest`, `before 2026-11-22T00:00:00.000Z`, `pit-…`. */
function describePoint(asked) {
    switch (asked.is) {
        case 'latest':
            return 'latest';
        case 'before':
            return `before ${asked.before}`;
        case 'snapshot':
            return asked.snapshotId;
    }
}

;// CONCATENATED MODULE: ./build/src/drill/launch/quotas.js
/**
 * Service quotas of AWS DRS for an account and Region ('AWS Elastic Disaster Recovery endpoints and quotas', AWS General
 * Reference). Other people's jobs count too.
 */
const quotas_quotas = { serversPerJob: 100, jobs: 20, servers: 500 };

;// CONCATENATED MODULE: ./build/src/drill/launch/requests.js





/** DRS has answered with a job. */
function startJob(state, event) {
    const request = state.requests.find(({ request }) => request === event.request);
    if (request === undefined)
        return state;
    const { startTrouble: _over, ...rest } = withRequest(state, event.request, {
        status: 'started',
        jobId: event.job.jobId
    });
    return refreshJob(jobFrom(rest, event.job, request, event.at), event.job, event.at);
}
/** DRS has refused: the servers of the request are free to be asked for again. */
function refuseJob(state, event) {
    const refused = withRequest(state, event.request, { status: 'refused', failure: event.failure });
    const count = (state.startTrouble?.count ?? 0) + 1;
    return {
        ...freeServersOf(refused, event.request, (server) => ({ ...server, refused: refusal(state, server, event) })),
        startTrouble: { count, at: event.at, failure: event.failure }
    };
}
/** Surveys that must show no job before a StartRecovery without an answer counts as never executed. */
const surveysBeforeAbandoning = 5;
/** And for at least so long they must show none, however short the poll interval is: how late DRS shows a job hangs on DRS. */
const secondsBeforeAbandoning = 30;
/** The request that has been looked for in vain for as long as a job of it may take to show itself. */
function givenUpRequest({ requests, survey, takenOverAt = '' }) {
    return requests.find(({ status, surveys, at, lostAt = at }) => {
        // It may have been on its way for long: until its answer got lost, or whoever sent it was gone.
        const since = takenOverAt > lostAt ? takenOverAt : lostAt;
        return (status === 'open' &&
            surveys >= surveysBeforeAbandoning &&
            survey !== undefined &&
            survey.at >= timestamp_addSeconds(since, secondsBeforeAbandoning));
    });
}
/** No job of the request has shown itself: its servers are free, but for those that another job holds. */
function abandonRequest(state, { request, at }) {
    const servers = state.requests.find((known) => known.request === request)?.servers ?? [];
    const waiting = servers.filter((id) => state.servers.get(id)?.request === request);
    return rejoinJobs(freeServersOf(withRequest(state, request, { status: 'abandoned' }), request), waiting, at);
}
/** Where one server may have spoilt the request for all, the next one is half as large, until the culprit stands alone. */
function refusal(state, { refused }, { request, failure }) {
    const before = { count: refused?.count ?? 0, batchLimit: refused?.batchLimit ?? quotas_quotas.serversPerJob, alone: false };
    if (!mayBeOneServer(failure))
        return { ...before, failure };
    const asked = state.requests.find((known) => known.request === request)?.servers.length ?? 1;
    return { failure, count: before.count + 1, batchLimit: Math.max(1, Math.ceil(asked / 2)), alone: asked === 1 };
}
/** Takes the servers of a request out of it. */
function freeServersOf(state, request, change = (server) => server) {
    const freed = [...state.servers.values()].filter((server) => server.request === request);
    return withServers(state, freed.map(({ sourceServerId }) => sourceServerId), (server) => {
        const { request: _answered, requestedAt: _never, ...rest } = change(server);
        return rest;
    });
}
/** A request, changed. */
function withRequest(state, request, change) {
    return {
        ...state,
        requests: state.requests.map((known) => (known.request === request ? { ...known, ...change } : known))
    };
}

;// CONCATENATED MODULE: ./build/src/drill/launch/retry.js

/**
 * Whether a server whose launch FAILED gets another one: as often as its wave's `retry` allows in this attempt. What is
 * left of the budget is for the caller to know. A launch that a person cancelled is not defied.
 */
function mayBeRetried({ failedLaunches = [], log }, { planned }) {
    return log.trouble?.kind !== 'cancelled' && failedLaunches.length < planned.retry.failedServers;
}
/** Frees the servers, so that the next job may launch them, as soon as DRS lets go of them; the launch that failed is kept. */
function retryServers(state, event) {
    return withServers(state, event.servers.map(({ sourceServerId }) => sourceServerId), (server, index) => {
        const { jobId, reason } = event.servers[index] ?? { jobId: '', reason: '' };
        const { log, requestedAt, failedLaunches = [] } = server;
        const failed = {
            jobId,
            reason,
            failedAt: event.at,
            phases: log.phases,
            ...(requestedAt === undefined ? {} : { requestedAt }),
            ...(log.targetInstanceId === undefined ? {} : { ec2InstanceId: log.targetInstanceId })
        };
        return { ...withoutLaunch(server), failedLaunches: [...failedLaunches, failed] };
    });
}
/** The reason of a server's end, with that of each launch before it; the same one is told once. */
function retry_withEarlierFailures(reason, { failedLaunches = [], jobId }) {
    const last = withoutJob(reason, jobId);
    if (failedLaunches.length > 0 && failedLaunches.every((failed) => withoutJob(failed.reason, failed.jobId) === last)) {
        const jobs = failedLaunches.map((failed) => failed.jobId).toReversed();
        const before = jobs.length === 1 ? 'the launch' : `the ${String(jobs.length)} launches`;
        return `${reason}; ${before} before it FAILED alike (${jobs.join(', ')})`;
    }
    return [reason, ...failedLaunches.toReversed().map((failed) => `before that, ${failed.reason}`)].join('; ');
}
function withoutJob(reason, jobId) {
    return jobId === undefined ? reason : reason.replaceAll(jobId, '');
}
/** Whether the server's launch FAILED, and the next one has not been asked for yet. */
function awaitsRetry({ failedLaunches = [], jobId, request, outcome }) {
    return failedLaunches.length > 0 && jobId === undefined && request === undefined && outcome === undefined;
}

;// CONCATENATED MODULE: ./build/src/plan/quotation.js
/** How much of a user's own text a message repeats. */
const LONGEST_QUOTE = 60;
/** Control, format (bidi, zero width), surrogate and line-separator characters: what a terminal or a log would obey. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;
/** The text with everything invisible spelled out as `\u{…}`, on one line. */
const makeVisible = (text) => text.replace(INVISIBLE, (character) => {
    if (character === '\n')
        return '\\n';
    if (character === '\t')
        return '\\t';
    return `\\u{${Number(character.codePointAt(0)).toString(16)}}`;
});
/** The text as a message may repeat it: on one line, of sane length, nothing hidden in it. */
const quotation_excerpt = (text) => {
    // Cut before making visible, by characters and not by UTF-16 units, so that no half of a pair is left over.
    const head = Array.from(text.slice(0, 2 * LONGEST_QUOTE));
    const cut = head.length > LONGEST_QUOTE || text.length > 2 * LONGEST_QUOTE;
    return `${makeVisible(head.slice(0, LONGEST_QUOTE).join(''))}${cut ? '…' : ''}`;
};
/** The same in double quotes. */
const quotation_quote = (text) => `"${quotation_excerpt(text)}"`;
/** `a → b → c`, for names that may be anything; of a long row the beginning and the end. */
const arrows = (names, most = 12) => {
    const shown = names.length > most ? [...names.slice(0, most - 2), '…', ...names.slice(-1)] : names;
    return shown.map(quotation_excerpt).join(' → ');
};
/** `a`, `a and b`, `a, b and c`, for names that may be anything; a long list is cut and says how much is missing. */
const enumerate = (items, word = 'and', most = 12) => {
    const shown = items.slice(0, most).map(quotation_excerpt);
    const hidden = items.length - shown.length;
    if (hidden > 0)
        return `${shown.join(', ')} and ${hidden} more`;
    const last = shown.pop();
    if (last === undefined)
        return 'none';
    return shown.length === 0 ? last : `${shown.join(', ')} ${word} ${last}`;
};

;// CONCATENATED MODULE: ./build/src/plan/match.js


/** Whether a tag's value is the one that is asked for. */
const match_isTagValue = ({ value }, given) => matchesGlob(value, given);
/** Whether one of a server's host names is the one that is asked for; host names know no letter case. */
const match_isHostname = (pattern, given) => given.some((name) => matchesGlob(pattern.toLowerCase(), name.toLowerCase()));
/** `tag App=payments and host name app-*` */
const describeMatch = ({ tags, hostname }) => [
    ...tags.map(({ key, value }) => `tag ${quotation_excerpt(key)}=${quotation_excerpt(value)}`),
    ...(hostname === undefined ? [] : [`host name ${quotation_excerpt(hostname)}`])
].join(' and ');
/** `4`, `2 to 8`, `2 or more` */
const describeExpectation = ({ min, max }) => {
    if (max === undefined)
        return `${min} or more`;
    return min === max ? `${min}` : `${min} to ${max}`;
};
/** Whether a wave launches more than its lists name. */
const hasSelectors = ({ selectors = [] }) => selectors.length > 0;

;// CONCATENATED MODULE: ./build/src/plan/places.js
/** Where something points: the place of the first of these names that the file has; empty where it has none of them. */
function firstPlace(places, ...names) {
    return names.map((name) => places[name]).find((place) => place !== undefined) ?? {};
}
/** The places of everything that a check may point at. A server that a group lists stands there, not in the waves that use it. */
function placesOf(file, locate) {
    const places = new Map();
    const note = (name, path, part = 'value') => {
        const position = locate(path, part);
        if (position !== undefined && !places.has(name))
            places.set(name, position);
    };
    const noteServers = (servers, path) => {
        servers?.forEach((id, index) => {
            note(`server ${id}`, [...path, 'servers', index]);
        });
    };
    for (const key of ['account', 'region', 'isolation', 'guards']) {
        if (key in file)
            note(key, [key]);
    }
    for (const [name, group] of Object.entries(file.groups ?? {})) {
        note(`group ${name}`, ['groups', name]);
        if (group.match !== undefined)
            note(`match of group ${name}`, ['groups', name, 'match'], 'key');
        noteServers(group.servers, ['groups', name]);
    }
    /** Those of a wave, wherever they are written. */
    const noteActions = (wave, index) => {
        for (const key of ['pre-actions', 'post-actions']) {
            const path = wave[key] === undefined ? ['defaults', key] : ['waves', index, key];
            const actions = wave[key] ?? file.defaults?.[key] ?? [];
            actions.forEach(({ name }, place) => {
                note(`action ${wave.name}/${name}`, [...path, place]);
            });
        }
    };
    file.waves.forEach((wave, index) => {
        noteActions(wave, index);
        note(`wave ${wave.name}`, ['waves', index]);
        if (wave.match !== undefined)
            note(`match of wave ${wave.name}`, ['waves', index, 'match'], 'key');
        noteServers(wave.servers, ['waves', index]);
    });
    return Object.fromEntries(places);
}

;// CONCATENATED MODULE: ./build/src/plan/limits.js
/** Limits of a plan (contract section 4). */
const limits_MAX_SERVERS = 10_000;
const MAX_WAVES = 500;
/** Each is compared with every source server of the account. */
const MAX_MATCHES = 500;

;// CONCATENATED MODULE: ./build/src/drill/selection/server-selection.js


/** Of servers that do not matter the journal keeps no more than somebody may read. */
const nearMissesKept = 20;
const elsewhereKept = 20;
const leftOutKept = 100;
/**
 * Selects servers for all waves of a plan, those included that this run leaves out: a server that two of them would launch
 * shows only so. A server stands in one selection at most; that it matches elsewhere too is told there.
 */
function selectServers(waves, listed) {
    const all = inOrder(listed);
    const waveOf = new Map(waves.flatMap(({ name, servers }) => servers.map((id) => [id, name])));
    const told = new Set();
    const found = waves.flatMap((wave) => (wave.selectors ?? []).map((selector) => {
        const matching = all.filter((server) => isMatch(selector.match, server));
        const own = [];
        const elsewhere = [];
        let countElsewhere = 0;
        for (const server of matching) {
            const { sourceServerId } = server;
            const present = waveOf.get(sourceServerId) ?? wave.name;
            if (present !== wave.name) {
                countElsewhere += 1;
                if (elsewhere.length < elsewhereKept)
                    elsewhere.push({ ...server_selection_named(server), wave: present });
            }
            else if (!told.has(sourceServerId)) {
                told.add(sourceServerId);
                waveOf.set(sourceServerId, wave.name);
                own.push(server_selection_named(server));
            }
        }
        return {
            wave: wave.name,
            selector,
            count: matching.length,
            own,
            elsewhere: { count: countElsewhere, servers: elsewhere }
        };
    }));
    const total = waveOf.size;
    const spare = all.filter(({ sourceServerId }) => !waveOf.has(sourceServerId));
    const slips = new Set(spare.filter((server) => found.some(({ selector }) => isSlip(selector.match, server))));
    return {
        listed: all.length,
        total,
        selections: found.map(({ wave, selector, count, own, elsewhere }) => ({
            wave,
            ...(selector.group === undefined ? {} : { group: selector.group }),
            count,
            // Of a selection that is refused for its size some names are enough.
            found: total > MAX_SERVERS ? own.slice(0, leftOutKept) : own,
            elsewhere,
            nearMisses: nearMissesOf(selector.match, spare, slips)
        })),
        leftOut: { count: spare.length, servers: spare.slice(0, leftOutKept).map(server_selection_named) }
    };
}
/** The waves of a plan with the servers that were selected for them, behind those that they list. */
function withSelection(waves, selection) {
    if (selection.total > limits_MAX_SERVERS)
        return waves;
    return waves.map((wave) => {
        if (!hasSelectors(wave))
            return wave;
        const found = selection.selections.filter((one) => one.wave === wave.name).flatMap((one) => one.found);
        return { ...wave, servers: [...new Set([...wave.servers, ...found.map(({ sourceServerId }) => sourceServerId)])] };
    });
}
/** The selector of the plan that a selection is of. */
function selectorOf(waves, { wave, group }) {
    const selectors = waves.find(({ name }) => name === wave)?.selectors ?? [];
    return selectors.find((selector) => selector.group === group);
}
/** Each server once, by host name, so that the same account always gives the same journal. */
function inOrder(listed) {
    const each = [...new Map(listed.map((server) => [server.sourceServerId, server])).values()];
    const keys = new Map(each.map((server) => [server, `${server.hostname ?? '\uFFFF'}\0${server.sourceServerId}`]));
    return each.toSorted((a, b) => ((keys.get(a) ?? '') < (keys.get(b) ?? '') ? -1 : 1));
}
function server_selection_named({ sourceServerId, hostname }) {
    return { sourceServerId, ...(hostname === undefined ? {} : { hostname }) };
}
function isMatch(match, server) {
    return differencesOf(match, server).length === 0;
}
function differencesOf({ tags, hostname }, server) {
    const ofTags = tags.flatMap((condition) => {
        const { key } = condition;
        const tag = server.tags.find((one) => one.key === key);
        if (tag !== undefined) {
            return isTagValue(condition, tag.value) ? [] : [{ in: 'tag', key, value: tag.shownValue }];
        }
        const near = server.tags.find((one) => plain(one.key) === plain(key));
        if (near === undefined)
            return [{ in: 'tag', key }];
        return [{ in: 'tag', key, value: near.shownValue, spelled: near.shownKey }];
    });
    const isNamed = hostname === undefined || isHostname(hostname, server.hostnames);
    return isNamed ? ofTags : [...ofTags, { in: 'hostname' }];
}
/** Of a server that is meant by one match, but for a slip, the others need not tell. */
function nearMissesOf(match, spare, slips) {
    const misses = spare.flatMap((server) => {
        const differs = differencesOf(match, server);
        const isOwnSlip = slips.has(server) && isSlip(match, server);
        if (!isOwnSlip && (slips.has(server) || !isNear(match, differs)))
            return [];
        return [{ ...server_selection_named(server), differs, isSlip: isOwnSlip }];
    });
    const slipsFirst = misses.toSorted((a, b) => Number(b.isSlip) - Number(a.isSlip));
    return { count: misses.length, servers: slipsFirst.slice(0, nearMissesKept) };
}
/** One condition alone does not hold, and it is not that there is nothing in common; or the host name is the right one. */
function isNear({ tags, hostname }, differs) {
    if (hostname !== undefined && tags.length > 0 && differs.every((one) => one.in === 'tag'))
        return true;
    const [first, ...others] = differs;
    if (first === undefined || others.length > 0)
        return false;
    const conditions = tags.length + (hostname === undefined ? 0 : 1);
    return conditions > 1 || (first.in === 'tag' && first.value !== undefined);
}
/** Whether the server would match if letter case and blanks did not count. */
function isSlip({ tags, hostname }, server) {
    return ((hostname === undefined || isHostname(hostname, server.hostnames)) &&
        tags.every(({ key, value }) => server.tags.some((one) => plain(one.key) === plain(key) && isTagValue({ key, value: plain(value) }, plain(one.value)))));
}
function plain(text) {
    return text.toLowerCase().replaceAll(/\s/g, '');
}

;// CONCATENATED MODULE: ./build/src/drill/selection/selected-state.js




/** Whether AWS has still to say which servers the waves of this run launch. */
function selected_state_isSelectionWanted({ selection, waves }) {
    return selection === undefined && [...waves.values()].some(({ planned }) => hasSelectors(planned));
}
/** The waves get the servers that were selected for them. */
function selectServersIn(state, event) {
    const { type: _type, at: _at, ...selection } = event;
    const { plan } = state;
    if (plan === undefined)
        return state;
    const planned = withSelection(plan.waves, selection);
    const waves = new Map([...state.waves].map(([name, wave]) => {
        return [name, { ...wave, planned: planned.find((one) => one.name === name) ?? wave.planned }];
    }));
    const foundBy = new Map(selection.selections.flatMap((one) => one.found.map(({ sourceServerId }) => [sourceServerId, placeOf(one)])));
    const servers = new Map();
    for (const [wave, { planned: now }] of waves) {
        for (const sourceServerId of now.servers) {
            const match = foundBy.get(sourceServerId);
            const present = state.servers.get(sourceServerId) ?? {
                sourceServerId,
                wave,
                log: noLogFindings,
                ...(match === undefined ? {} : { foundBy: match })
            };
            servers.set(sourceServerId, present);
        }
    }
    return { ...state, selection, plan: { ...plan, waves: planned }, waves, servers };
}
/** Where the match of a selection stands in the plan. */
function placeOf({ wave, group }) {
    return group === undefined ? `match of wave ${wave}` : `match of group ${group}`;
}
/** Where the plan names a server: in a list, by a match, or with its wave. */
function placeOfServer({ places }, server) {
    const { sourceServerId, foundBy, wave } = server;
    return firstPlace(places, `server ${sourceServerId}`, ...(foundBy === undefined ? [] : [foundBy]), `wave ${wave}`);
}

;// CONCATENATED MODULE: ./build/src/drill/evolve.js











/** The state an execution begins with. */
function evolve_open(event) {
    return {
        executionId: event.executionId,
        ...(event.version === undefined ? {} : { version: event.version }),
        mode: event.mode,
        planReference: event.plan,
        run: event.run,
        pollIntervalSeconds: event.pollIntervalSeconds,
        openedAt: event.at,
        places: {},
        timeoutSeconds: 0,
        cleanup: { when: 'never', timeoutSeconds: 0 },
        mustStop: false,
        allowedAccounts: [],
        removal: nothingRemoved,
        refusals: [],
        described: false,
        refusedReads: [],
        overridden: [],
        waves: new Map(),
        servers: new Map(),
        jobs: new Map(),
        actions: [],
        requests: [],
        trouble: new Map()
    };
}
/**
 * The fold of a whole journal.
 * @throws Error when the first event does not open an execution
 */
function fold(events) {
    const [first, ...rest] = events;
    if (first?.type !== 'execution-opened')
        throw new Error('A journal begins with execution-opened.');
    return rest.reduce(evolve, evolve_open(first));
}
/** The state after an event. Pure: the same events make the same state. */
function evolve(state, event) {
    switch (event.type) {
        case 'execution-opened':
            return evolve_open(event);
        case 'plan-accepted':
            return acceptPlan(state, event);
        case 'refused':
            return { ...state, refusals: [...state.refusals, ...event.refusals] };
        case 'approvals-read':
            return { ...state, approvals: { decisions: event.approvals } };
        case 'approvals-not-read':
            return { ...state, approvals: { problem: event.reason } };
        case 'previous-drills-read':
            return { ...state, previous: { drills: event.drills, look: event.look } };
        case 'previous-drills-not-read':
            return { ...state, previous: { problem: event.reason } };
        case 'identity-confirmed':
            return { ...calm(state, 'identity'), identity: event.identity };
        case 'servers-selected':
            return selectServersIn(calm(state, 'servers'), event);
        case 'servers-described':
            return {
                ...withServers(calm(state, 'servers'), event.servers.map(({ sourceServerId }) => sourceServerId), (server, index) => {
                    const described = event.servers[index] ?? { sourceServerId: server.sourceServerId };
                    return { ...server, described, recoveries: { seenAt: event.at, live: described.liveRecoveries ?? [] } };
                }),
                described: true,
                refusedReads: event.refused ?? [],
                describedAt: event.at
            };
        case 'permissions-foretold': {
            const { type: _type, at: _at, ...foretold } = event;
            return { ...state, foretold };
        }
        case 'snapshots-found':
            return findSnapshots(state, event);
        case 'jobs-surveyed':
            return survey(state, event);
        case 'other-jobs-awaited': {
            const { until, holding } = event;
            return { ...state, wait: { since: event.at, until, holding } };
        }
        case 'documents-described':
            return { ...calm(state, 'documents'), documents: event.documents };
        case 'preflight-concluded':
            return { ...state, preflight: event.results };
        case 'wave-started':
            return withWave(state, event.wave, (wave) => ({ ...wave, status: 'running', startedAt: event.at }));
        case 'recoveries-observed':
            return observeRecoveries(state, event);
        case 'job-requested':
            return {
                ...withServers(state, event.servers, (server) => ({
                    ...server,
                    request: event.request,
                    requestedAt: event.at,
                    firstAskedAt: server.firstAskedAt ?? event.at
                })),
                overridden: [...state.overridden, ...overriddenBy(state, event.servers)],
                requests: [
                    ...state.requests,
                    { request: event.request, wave: event.wave, servers: event.servers, at: event.at, status: 'open', surveys: 0 }
                ]
            };
        case 'job-started':
            return startJob(state, event);
        case 'job-refused':
            return refuseJob(state, event);
        case 'job-answer-lost':
            return withRequest(state, event.request, { failure: event.failure, lostAt: event.at });
        case 'request-abandoned':
            return abandonRequest(state, event);
        case 'jobs-observed':
            return observeJobs(state, event);
        case 'job-log-read':
            return readLog(state, event);
        case 'instances-observed':
            return observeInstances(state, event);
        case 'look-failed': {
            const question = questionOf(event);
            const { count, since } = state.trouble.get(question) ?? { count: 0, since: event.at };
            const trouble = { count: count + 1, since, at: event.at, failure: event.failure };
            return { ...state, trouble: new Map(state.trouble).set(question, trouble) };
        }
        case 'servers-released':
            return withServers(state, event.servers.map(({ sourceServerId }) => sourceServerId), withoutLaunch);
        case 'servers-retried':
            return retryServers(state, event);
        case 'servers-settled':
            return withServers(state, event.servers.map(({ sourceServerId }) => sourceServerId), (server, index) => {
                const { status, reason } = event.servers[index] ?? { status: 'unverified', reason: '' };
                const verified = status === 'launched' && server.verifiedAt === undefined ? { verifiedAt: event.at } : {};
                return { ...server, ...verified, outcome: { status, reason, at: event.at } };
            });
        case 'wave-settled':
            return withWave(state, event.wave, (wave) => ({
                ...wave,
                status: event.status,
                reason: event.reason,
                // A wave whose servers are gone again at the end was up when it was; only its verdict changes.
                settledAt: wave.settledAt ?? event.at
            }));
        case 'action-requested':
        case 'action-started':
        case 'action-refused':
        case 'action-answer-lost':
        case 'action-observed':
        case 'action-stop-requested':
        case 'action-stop-answered':
        case 'action-settled':
            return foldAction(state, event);
        case 'cancel-requested':
            // A cancel of the post step's cleanup is none of the drill.
            return state.verdict === undefined
                ? { ...state, mustStop: true, cancelled: { at: event.at, signal: event.signal } }
                : { ...state, mustStop: true };
        case 'taken-over': {
            // What was ended for want of time goes on; the verdict stays.
            const { finished, ...unfinished } = state;
            const { finished: _incomplete, ...removal } = state.removal;
            const isBroken = finished !== undefined && finished.status !== state.verdict?.status;
            const broken = isBroken ? { broken: { status: finished.status, reason: finished.reason } } : {};
            return { ...unfinished, ...broken, mustStop: false, takenOverAt: event.at, trouble: new Map(), removal };
        }
        case 'verdict-reached':
            return { ...state, verdict: { at: event.at, status: event.status, reason: event.reason } };
        case 'instances-listed':
            return { ...calm(state, 'own-instances'), removal: listInstances(state, event) };
        case 'termination-requested':
            return { ...state, removal: requestTermination(state.removal, event) };
        case 'termination-started':
        case 'termination-refused':
        case 'termination-answer-lost':
            return { ...state, removal: answerTermination(state.removal, event) };
        case 'cleanup-finished': {
            const { at, complete, reason } = event;
            return { ...state, removal: { ...state.removal, finished: { at, complete, reason } } };
        }
        case 'calls-counted':
            return { ...state, calls: { calls: event.calls, throttled: event.throttled, retried: event.retried } };
        case 'execution-finished':
            return { ...state, finished: { at: event.at, status: event.status, reason: event.reason } };
    }
}
function acceptPlan(state, event) {
    const waves = new Map();
    const servers = new Map();
    for (const planned of event.plan.waves) {
        const selected = event.selected.includes(planned.name);
        if (!selected && !event.presumed.includes(planned.name))
            continue;
        // A presumed wave began earlier in this execution; what is left is to see that it is up.
        waves.set(planned.name, { planned, selected, status: selected ? 'waiting' : 'running' });
        for (const sourceServerId of planned.servers) {
            servers.set(sourceServerId, { sourceServerId, wave: planned.name, log: noLogFindings });
        }
    }
    return {
        ...state,
        plan: event.plan,
        places: event.places,
        timeoutSeconds: event.timeoutSeconds,
        cleanup: event.cleanup,
        allowedAccounts: event.allowedAccounts,
        actions: plannedActions(event.plan, event.selected),
        waves,
        servers
    };
}

;// CONCATENATED MODULE: ./build/src/drill/journal.js

const chainStart = { seq: 0, digest: '0'.repeat(64) };
/** A chain that begins, or goes on behind the lines whose head is given. */
function createChain(from = chainStart) {
    let head = from;
    return {
        encode(event) {
            const line = JSON.stringify({ seq: head.seq + 1, previous: head.digest, ...event });
            head = { seq: head.seq + 1, digest: digestOf(line) };
            return `${line}\n`;
        },
        get head() {
            return head;
        }
    };
}
/**
 * Reads a journal and verifies its chain; never throws.
 *
 * @param expected the head that the journal is known to have had when it was finished; with it, a changed or missing
 *   end is found too
 */
function decodeJournal(text, expected) {
    // Behind the last line end there is nothing, or what a crash left.
    const end = text.lastIndexOf('\n') + 1;
    const rest = text.slice(end);
    const lines = text.slice(0, end).split('\n').slice(0, -1);
    const events = [];
    const problems = [];
    let head = chainStart;
    for (const line of lines) {
        const link = readLine(line, head);
        if ('problem' in link) {
            problems.push(`line ${head.seq + 1}: ${link.problem}`);
            break;
        }
        events.push(link.event);
        head = link.head;
    }
    let torn = false;
    if (rest !== '' && problems.length === 0) {
        // A line that is whole but for its line end is an event like any other.
        const link = readLine(rest, head);
        torn = 'problem' in link;
        if ('event' in link) {
            events.push(link.event);
            head = link.head;
        }
    }
    if (expected !== undefined && problems.length === 0 && (torn || !isSameHead(head, expected))) {
        problems.push(head.seq < expected.seq
            ? `the journal ends after line ${head.seq}, it had ${expected.seq} lines`
            : `line ${head.seq}: the journal's end is not the one it was finished with`);
    }
    return { events, head, torn, problems };
}
function readLine(line, before) {
    let value;
    try {
        value = JSON.parse(line);
    }
    catch {
        return { problem: 'not JSON' };
    }
    if (!isRecord(value))
        return { problem: 'not a JSON object' };
    const { seq, previous, ...event } = value;
    if (previous !== before.digest) {
        return {
            problem: 'does not hold the SHA-256 of the line before it: a line was changed, removed, inserted or moved'
        };
    }
    if (seq !== before.seq + 1)
        return { problem: `has seq ${JSON.stringify(seq)} where ${before.seq + 1} is due` };
    const problem = shapeProblem(event, before.seq === 0);
    if (problem !== undefined)
        return { problem };
    // Its shape has been checked as far as every fold relies on it; the chain vouches for the rest.
    return { event: event, head: { seq: before.seq + 1, digest: digestOf(line) } };
}
/** What is not as this version's events are. Only the first level is checked: the rest was written by this program. */
function shapeProblem(event, first) {
    const { type, at } = event;
    if (typeof type !== 'string' || !Object.hasOwn(eventShapes, type)) {
        return `has the type ${JSON.stringify(type)}, which this version does not know`;
    }
    if (typeof at !== 'string' || Number.isNaN(Date.parse(at)))
        return 'has no time (at)';
    if (first !== (type === 'execution-opened')) {
        return first ? 'is the first and does not open an execution' : 'opens an execution in the middle of another';
    }
    for (const [key, kind] of Object.entries(eventShapes[type])) {
        if (kindOf(event[key]) !== kind)
            return `is ${type}, but its ${key} is no ${kind}`;
    }
    return undefined;
}
/** The parts that an event of each type cannot do without. */
const eventShapes = {
    'execution-opened': {
        schemaVersion: 'number',
        executionId: 'string',
        mode: 'string',
        plan: 'object',
        run: 'object',
        pollIntervalSeconds: 'number'
    },
    'plan-accepted': {
        plan: 'object',
        places: 'object',
        timeoutSeconds: 'number',
        cleanup: 'object',
        allowedAccounts: 'list',
        selected: 'list',
        presumed: 'list'
    },
    refused: { refusals: 'list' },
    'approvals-read': { approvals: 'list' },
    'approvals-not-read': { reason: 'string' },
    'previous-drills-read': { drills: 'list', look: 'object' },
    'previous-drills-not-read': { reason: 'string' },
    'identity-confirmed': { identity: 'object' },
    'servers-selected': { listed: 'number', total: 'number', selections: 'list', leftOut: 'object' },
    'servers-described': { servers: 'list' },
    'permissions-foretold': { permissions: 'list' },
    'snapshots-found': { servers: 'list' },
    'jobs-surveyed': { own: 'list', foreign: 'object', terminations: 'list' },
    'other-jobs-awaited': { until: 'string', holding: 'list' },
    'documents-described': { documents: 'list' },
    'preflight-concluded': { results: 'list' },
    'recoveries-observed': { asked: 'list', live: 'list' },
    'wave-started': { wave: 'string' },
    'job-requested': { request: 'number', wave: 'string', servers: 'list' },
    'job-started': { request: 'number', job: 'object' },
    'job-refused': { request: 'number', failure: 'object' },
    'job-answer-lost': { request: 'number', failure: 'object' },
    'request-abandoned': { request: 'number' },
    'jobs-observed': { asked: 'list', changes: 'list' },
    'job-log-read': { jobId: 'string', items: 'list' },
    'instances-observed': { asked: 'list', changes: 'list' },
    'look-failed': { look: 'string', failure: 'object' },
    'servers-released': { servers: 'list' },
    'servers-retried': { servers: 'list' },
    'servers-settled': { servers: 'list' },
    'wave-settled': { wave: 'string', status: 'string', reason: 'string' },
    'action-requested': { wave: 'string', action: 'string', tries: 'number', token: 'string', parameters: 'object' },
    'action-started': { wave: 'string', action: 'string', automationExecutionId: 'string' },
    'action-refused': { wave: 'string', action: 'string', failure: 'object' },
    'action-answer-lost': { wave: 'string', action: 'string', failure: 'object' },
    'action-observed': { wave: 'string', action: 'string' },
    'action-stop-requested': { wave: 'string', action: 'string' },
    'action-stop-answered': { wave: 'string', action: 'string' },
    'action-settled': { wave: 'string', action: 'string', status: 'string', reason: 'string' },
    'cancel-requested': { signal: 'string' },
    'taken-over': {},
    'verdict-reached': { status: 'string', reason: 'string' },
    'instances-listed': { instances: 'list', launching: 'list', unlisted: 'list' },
    'termination-requested': { request: 'number', recoveryInstanceIds: 'list' },
    'termination-started': { request: 'number', job: 'object' },
    'termination-refused': { request: 'number', failure: 'object' },
    'termination-answer-lost': { request: 'number', failure: 'object' },
    'cleanup-finished': { reason: 'string' },
    'calls-counted': { calls: 'object', throttled: 'number', retried: 'number' },
    'execution-finished': { status: 'string', reason: 'string' }
};
function kindOf(value) {
    if (Array.isArray(value))
        return 'list';
    if (typeof value === 'object')
        return value === null ? undefined : 'object';
    if (typeof value === 'string')
        return 'string';
    return typeof value === 'number' ? 'number' : undefined;
}
function isRecord(value) {
    return kindOf(value) === 'object';
}
function isSameHead(one, other) {
    return one.seq === other.seq && one.digest === other.digest;
}
function digestOf(line) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(line, 'utf8').digest('hex');
}

;// CONCATENATED MODULE: ./build/src/report/address.js
/** Whether an address may stand in a link: one of the web, without anything that Markdown or HTML would read otherwise. */
function isAddress(url) {
    return /^https?:\/\/[\w.:-]+\/[\w./-]+$/.test(url ?? '');
}

;// CONCATENATED MODULE: ./build/src/report/console-links.js
/** Where the AWS console of a partition lives; a partition that is not listed gets no links rather than wrong ones. */
const consoleHosts = {
    aws: (region) => `${region}.console.aws.amazon.com`,
    'aws-us-gov': (region) => `${region}.console.amazonaws-us-gov.com`,
    'aws-cn': (region) => `${region}.console.amazonaws.cn`
};
/** The EC2 console's page of an instance; undefined where no safe link can be made. */
function instanceLink(place, ec2InstanceId) {
    return console_links_link(place, ec2InstanceId, (region, id) => `ec2/home?region=${region}#InstanceDetails:instanceId=${id}`);
}
/** The DRS console's page of a job. */
function jobLink(place, jobId) {
    return console_links_link(place, jobId, (region, id) => `drs/home?region=${region}#/launchHistory/${id}`);
}
/** The DRS console's page of a source server. */
function sourceServerLink(place, sourceServerId) {
    return console_links_link(place, sourceServerId, (region, id) => `drs/home?region=${region}#/sourceServers/${id}`);
}
/** The Systems Manager console's page of a run of an Automation document: its steps, and what each of them said. */
function automationLink(place, automationExecutionId) {
    const path = (region, id) => `systems-manager/automation/execution/${id}?region=${region}`;
    return console_links_link(place, automationExecutionId, path);
}
function console_links_link(place, id, path) {
    if (place?.partition == null || !isPlainId(place.region) || !isPlainId(id))
        return undefined;
    const host = consoleHosts[place.partition]?.(place.region);
    return host === undefined ? undefined : `https://${host}/${path(place.region, id)}`;
}
/**
 * IDs and Regions come from outside too: one with anything else in it is no ID. None begins with a hyphen, which a command
 * that is copied from the summary would take for an option.
 */
function isPlainId(word) {
    return /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(word);
}

;// CONCATENATED MODULE: ./build/src/report/html/markup.js

/**
 * Text that is HTML, SVG or XML already. What is no `Markup` is escaped where it is put into one, so that nothing from
 * outside gets into a report as anything but text: forgetting it is not possible.
 */
class Markup {
    text;
    constructor(text) {
        this.text = text;
    }
}
const nothing = new Markup('');
/**
 * A template of markup: `` markup`<td>${hostname}</td>` ``. Strings are escaped for text and for quoted attributes alike
 * and cut to 4,000 characters (`clipped` cuts sooner); lists of markup are put one after another, a line each.
 */
function markup(literals, ...parts) {
    return new Markup(literals.map((literal, index) => literal + rendered(parts[index] ?? nothing)).join(''));
}
/** Pieces of markup, those that are empty left out. */
function joined(pieces, between = '\n') {
    return new Markup(pieces
        .map(({ text }) => text)
        .filter((text) => text !== '')
        .join(between));
}
/** A text from outside of which no more than the first `limit` characters are shown. */
function clipped(text, limit) {
    return new Markup(forHtml(text, limit));
}
function rendered(part) {
    if (part instanceof Markup)
        return part.text;
    if (typeof part === 'string')
        return forHtml(part);
    if (typeof part === 'number')
        return String(part);
    return joined(part).text;
}

;// CONCATENATED MODULE: ./build/src/plan/wording.js
/** `1 server`, `12 servers`; `many`: where more of it are called otherwise than by an s. */
function wording_counted(number, noun, many = `${noun}s`) {
    return `${String(number)} ${number === 1 ? noun : many}`;
}
/** A text of at most so many characters: what is cut off is marked, and no character is cut in two. */
function shortened(text, most) {
    if (text.length <= most)
        return text;
    const characters = Array.from(text.slice(0, most));
    return `${characters.slice(0, -1).join('').trimEnd()}…`;
}

;// CONCATENATED MODULE: ./build/src/report/summary/markdown-table.js
/** A GitHub Markdown table. Titles and cells are Markdown already. */
function markdownTable(columns, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [
        line(columns.map(({ title }) => title)),
        line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
        ...rows.map(line)
    ].join('\n');
}

;// CONCATENATED MODULE: ./build/src/report/words.js

const verdictWords = {
    passed: { title: 'Passed', tone: 'good' },
    failed: { title: 'Failed', tone: 'bad' },
    'timed-out': { title: 'Timed out', tone: 'bad' },
    cancelled: { title: 'Cancelled', tone: 'warn' },
    blocked: { title: 'Blocked', tone: 'warn' },
    unfinished: { title: 'Unfinished', tone: 'warn' }
};
const serverWords = {
    launched: { title: 'Up', tone: 'good' },
    failed: { title: 'Failed', tone: 'bad' },
    skipped: { title: 'Skipped', tone: 'bad' },
    terminated: { title: 'Terminated', tone: 'bad' },
    unverified: { title: 'Unverified', tone: 'bad' },
    'timed-out': { title: 'Timed out', tone: 'bad' },
    'not-started': { title: 'Not started', tone: 'idle' },
    cancelled: { title: 'Cancelled', tone: 'warn' },
    'in-progress': { title: 'In progress', tone: 'warn' }
};
const waveWords = {
    up: { title: 'Up', tone: 'good' },
    failed: { title: 'Failed', tone: 'bad' },
    'timed-out': { title: 'Timed out', tone: 'bad' },
    'not-started': { title: 'Not started', tone: 'idle' },
    cancelled: { title: 'Cancelled', tone: 'warn' },
    running: { title: 'Running', tone: 'warn' },
    waiting: { title: 'Waiting', tone: 'idle' }
};
const actionWords = {
    succeeded: { title: 'Succeeded', tone: 'good' },
    'succeeded-earlier': { title: 'Succeeded earlier', tone: 'good' },
    failed: { title: 'Failed', tone: 'bad' },
    'timed-out': { title: 'Timed out', tone: 'bad' },
    'not-started': { title: 'Not started', tone: 'idle' },
    cancelled: { title: 'Cancelled', tone: 'warn' },
    'in-progress': { title: 'In progress', tone: 'warn' }
};
const words_modeWords = {
    drill: { title: 'Drill', noun: 'Disaster recovery drill' },
    recovery: { title: 'Recovery (real failover)', noun: 'Disaster recovery, real failover' },
    preflight: { title: 'Preflight', noun: 'Preflight of a disaster recovery plan' },
    validate: { title: 'Validation of the plan', noun: 'Validation of a recovery plan' }
};
const deviationWords = {
    'server-failed': 'Server failed',
    'server-skipped': 'Server skipped',
    'server-terminated': 'Server terminated',
    'server-unverified': 'Server not verified',
    'server-timed-out': 'Server timed out',
    'server-not-started': 'Server not started',
    'server-cancelled': 'Server cancelled',
    'wave-late': 'Wave late',
    'wave-not-started': 'Wave not started',
    relaunched: 'Launched again',
    retried: 'Launch failed, tried again',
    'no-longer-selected': 'No longer selected',
    'recovery-replaced': 'Live recovery replaced',
    'previous-snapshot': 'Older snapshot',
    'previous-snapshot-unknown': 'Older snapshot not ruled out',
    'other-recovery-point': 'Other recovery point',
    'launch-action-failed': 'Post-launch action failed',
    'action-failed': 'Action failed',
    'action-left-running': 'Action left running',
    'rto-missed': 'RTO missed',
    'rpo-missed': 'RPO missed',
    'cleanup-incomplete': 'Cleanup fell short',
    'job-left-running': 'Job left running',
    'start-unanswered': 'Launch unconfirmed'
};
/** What a person calls a server. */
function words_nameOf({ hostname, sourceServerId }) {
    return hostname ?? sourceServerId;
}
/** The post-launch actions of a server that failed, each with its reason. */
function failedActionsOf({ launchActions }) {
    return launchActions
        .filter(({ status }) => status === 'FAILED')
        .map(({ name, failureReason, optional }) => `${optional ? 'optional ' : ''}post-launch action ${name} failed${failureReason === null ? '' : `: ${failureReason}`}`);
}
/** Nothing was launched and nothing was to be: there is a plan to show, but no run of it. */
function isPlanOnly({ mode, status }) {
    return events_startsNothing(mode) || status === 'blocked';
}

;// CONCATENATED MODULE: ./build/src/report/left-behind.js


/** What is still there in AWS, in numbers: `2 drill instances, 1 running job`; empty where nothing is. */
function describeLeft({ mode, stillRunning }) {
    const { jobs, instances, unansweredStarts, actions } = stillRunning;
    const parts = [
        [instances.length, mode === 'recovery' ? 'recovery instance' : 'drill instance'],
        [jobs.length, 'running job'],
        [unansweredStarts.length, 'unconfirmed launch', 'unconfirmed launches'],
        [actions.length, 'action']
    ];
    return parts
        .filter(([number]) => number > 0)
        .map(([number, noun, many]) => wording_counted(number, noun, many))
        .join(', ');
}
/**
 * What a run that was refused has to tell of: it started nothing itself, but an earlier attempt, or an earlier job of the
 * workflow run, may have. Empty where nothing is left, or the run was not refused.
 */
function leftBefore(record) {
    if (record.status !== 'blocked')
        return '';
    const left = describeLeft(record);
    if (left !== '')
        return `still in AWS from earlier in this execution: ${left}`;
    const { run, preflight, mode } = record;
    // It is asked with the rest, before the start; a first attempt has nothing before it that its plan does not know.
    const isAsked = isSurveyed(preflight) || (run.attempt ?? 1) === 1 || events_startsNothing(mode);
    return isAsked
        ? ''
        : 'whether an earlier attempt left something running is not known, since it did not come to that question';
}
/** The check of other jobs rests on the survey that finds those of earlier attempts. */
function isSurveyed(preflight) {
    return preflight.some(({ check, result }) => check === 'other-jobs' && result !== 'not-asked');
}

;// CONCATENATED MODULE: ./build/src/report/server-times.js

/**
 * When the server's launch was first asked for, from which every time of it that is shown is counted: a launch that FAILED
 * and was tried again takes its time, too, and so does one of an earlier attempt, which the RTO knows.
 */
function firstAskedAt({ startedAt, verifiedAt, rtoSeconds, failedLaunches }) {
    if (verifiedAt !== null && rtoSeconds !== null)
        return timestamp_addSeconds(verifiedAt, -rtoSeconds);
    return failedLaunches[0]?.startedAt ?? startedAt;
}
/** Seconds from its first launch asked for to the server verified, or to what was last seen of it; 0 when never asked. */
function secondsTaken(server) {
    const asked = firstAskedAt(server);
    if (asked === null)
        return 0;
    if (server.rtoSeconds !== null)
        return server.rtoSeconds;
    const { launchedAt, verifiedAt, phases, failedLaunches } = server;
    const seen = [
        launchedAt,
        verifiedAt,
        ...phases.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]),
        ...failedLaunches.map(({ failedAt }) => failedAt)
    ];
    const last = seen.reduce((latest, at) => (at !== null && at > latest ? at : latest), asked);
    return timestamp_secondsBetween(asked, last);
}
/**
 * When the first launch of the execution was asked for, where that was before this attempt began: an earlier attempt, or an
 * earlier job of the workflow run, did it, and the RTO counts from there. Undefined where the RTO was not measured, too.
 */
function askedEarlierAt({ objectives, startedAt, waves }) {
    const { achievedSeconds } = objectives.rto;
    const verified = waves.flatMap(({ servers }) => servers).flatMap(({ verifiedAt }) => verifiedAt ?? []);
    const last = verified.toSorted().at(-1);
    if (achievedSeconds === null || last === undefined)
        return undefined;
    const asked = timestamp_addSeconds(last, -achievedSeconds);
    return asked < startedAt ? asked : undefined;
}

;// CONCATENATED MODULE: ./build/src/drill/preflight/finding.js
const blocking = (message) => ({ class: 'blocking', message });
const warning = (message) => ({ class: 'warning', message });
const note = (message) => ({ class: 'note', message });
/** Names that one finding lists, unless it is told otherwise. */
const namesInFinding = 5;
/** The first of these, and how many more there are. */
function finding_named(names, most = namesInFinding) {
    const more = names.length > most ? ` and ${String(names.length - most)} more` : '';
    return `${names.slice(0, most).join(', ')}${more}`;
}
/** A server as a finding calls it, with the ID that the plan has. */
function finding_nameOf({ sourceServerId, described }) {
    return described?.hostname === undefined ? sourceServerId : `${described.hostname} (${sourceServerId})`;
}

;// CONCATENATED MODULE: ./build/src/drill/selection/findings.js








/** Whether the plan selects servers at all, in whatever wave. */
function selectsServers({ plan }) {
    return plan?.waves.some(hasSelectors) === true;
}
/** What the plan's matches found that it does not expect, or that somebody ought to know. */
function selectionFindings(state) {
    const about = (kind, wave, message, ...places) => {
        return { class: kind, message, wave, ...firstPlace(state.places, ...places, `wave ${wave}`) };
    };
    return [
        ...sizeFindings(state),
        ...(state.selection?.selections ?? []).flatMap((selection) => {
            const tell = (kind) => (message) => about(kind, selection.wave, message, placeOf(selection));
            return [
                ...overlaps(state, selection).map(tell('blocking')),
                ...(isOfThisRun(state, selection) ? tellOwn(state, selection, tell) : [])
            ];
        }),
        ...guardFindings(state),
        ...strayFindings(state, about)
    ];
}
/** A wave that is left out is nobody's business, unless this run builds on it. */
function isOfThisRun({ mode, waves }, { wave }) {
    const known = waves.get(wave);
    return known?.selected === true || (known !== undefined && mode !== 'preflight');
}
function tellOwn(state, selection, tell) {
    const selector = selectorOf(state.plan?.waves ?? [], selection);
    if (selector === undefined)
        return [];
    const { count, nearMisses } = selection;
    const { expect } = selector;
    const owner = ownerOf(selection);
    if (count === 0 || (expect !== undefined && !isExpected(expect, count))) {
        const what = `${owner}: ${found(count)} (${describeMatch(selector.match)})`;
        const wanted = expect === undefined ? '' : `, and the plan expects ${describeExpectation(expect)}`;
        const nearly = nearMisses.count === 0
            ? ''
            : ` Left out, although nearly matching: ${listed(nearMisses.count, nearMisses.servers)}.`;
        const advice = `Correct the tags of the servers, the match${expect === undefined ? '' : ', or "expect"'}.`;
        return [tell('blocking')(`${what}${wanted}.${nearly} ${advice}`)];
    }
    const slips = nearMisses.servers.filter(({ isSlip }) => isSlip);
    const others = nearMisses.servers.filter(({ isSlip }) => !isSlip);
    const leavesOut = `${owner} leaves out, although nearly matching`;
    return [
        ...(slips.length === 0
            ? []
            : [
                tell('warning')(`${leavesOut}: ${listed(slips.length, slips)}. Letter case and blanks count: correct the tags.`)
            ]),
        ...(others.length === 0 ? [] : [tell('note')(`${leavesOut}: ${listed(nearMisses.count - slips.length, others)}.`)]),
        ...(expect === undefined
            ? [tell('note')(`${owner}: ${found(count)}. State "expect: ${count}", and a different number will be an error.`)]
            : [])
    ];
}
/** `Group app (wave app)`, `Wave app` */
function ownerOf({ wave, group }) {
    return group === undefined ? `Wave ${wave}` : `Group ${group} (wave ${wave})`;
}
function found(count) {
    if (count === 0)
        return 'no source server matches';
    return count === 1 ? '1 source server matches' : `${count} source servers match`;
}
function isExpected({ min, max = Infinity }, count) {
    return count >= min && count <= max;
}
function listed(count, servers) {
    const shown = servers.slice(0, namesInFinding).map((server) => `${findings_nameOf(server)}, ${describeDifferences(server)}`);
    const more = count > shown.length ? `; and ${count - shown.length} more` : '';
    return `${shown.join('; ')}${more}`;
}
/** `whose tag Tier is "App"` */
function describeDifferences({ differs }) {
    const shown = differs.slice(0, namesInFinding).map(describeDifference);
    return shown.join(' and ') + (differs.length > shown.length ? ' and more' : '');
}
function describeDifference(difference) {
    if (difference.in === 'hostname')
        return 'whose host name is another';
    const key = quotation_excerpt(difference.key);
    if (difference.value === undefined)
        return `which has no tag ${key}`;
    const value = `"${difference.value}"`;
    return difference.spelled === undefined
        ? `whose tag ${key} is ${value}`
        : `whose tag is called "${difference.spelled}", not ${key}, and is ${value}`;
}
function overlaps({ waves }, selection) {
    const { elsewhere, wave } = selection;
    // Where neither wave is of this run, another run will be stopped by it.
    const ours = elsewhere.servers.filter((server) => waves.has(wave) || waves.has(server.wave));
    const more = elsewhere.count - elsewhere.servers.length;
    return [
        ...ours.map((server) => `Server ${findings_nameOf(server)} would be launched by wave ${server.wave} and, since it matches, by ` +
            `${lower(ownerOf(selection))}. Correct one of the two: a server is in one wave only.`),
        ...(ours.length > 0 && more > 0 ? [`${ownerOf(selection)}: so would ${more} more servers.`] : [])
    ];
}
function sizeFindings({ selection, places }) {
    if (selection === undefined || selection.total <= limits_MAX_SERVERS)
        return [];
    const message = `The plan selects ${selection.total.toLocaleString('en-US')} servers, and a plan has ` +
        `${limits_MAX_SERVERS.toLocaleString('en-US')} at most. Narrow its matches, or split it into several plans.`;
    return [{ class: 'blocking', message, ...firstPlace(places, ...selection.selections.map(placeOf)) }];
}
/** A guard that is lifted for a server that no wave launches is a slip, and one that matters. */
function guardFindings({ selection, plan, places }) {
    if (selection === undefined || plan === undefined)
        return [];
    const launched = new Set(plan.waves.flatMap(({ servers }) => servers));
    return plan.guards.replaceRecoveryInstances
        .filter((id) => !launched.has(id))
        .map((sourceServerId) => ({
        class: 'warning',
        message: `Server ${sourceServerId} is in guards.replace-recovery-instances, but no wave launches it. Take it out.`,
        sourceServerId,
        ...firstPlace(places, 'guards')
    }));
}
function strayFindings(state, about) {
    const elsewhere = (state.survey?.launchedElsewhere ?? []).map((launched) => {
        const { sourceServerId, wave } = launched;
        const server = state.servers.get(sourceServerId);
        const now = server?.wave ?? wave;
        const back = server?.foundBy === undefined ? 'Change the plan back' : 'Set its tags back';
        const message = `Server ${findings_nameOf(server?.described ?? { sourceServerId })} was launched ${describeElsewhere(launched)}, and is in ` +
            `wave ${now} now: a second launch would destroy the first. ${back}, or start a new workflow run.`;
        return {
            ...about('blocking', now, message, ...(server?.foundBy === undefined ? [] : [server.foundBy])),
            sourceServerId
        };
    });
    const strays = straysOf(state).map((stray) => {
        const rest = stray.isGone
            ? 'Nothing of that launch is left.'
            : 'It is not looked at, and goes on running until the cleanup, or somebody, terminates it.';
        const message = `Server ${findings_nameOf(stray)} was launched ${describeElsewhere(stray)} (${stray.launchStatus}), but this run's waves do ` +
            `not have it any more. ${rest}`;
        return { ...about('warning', stray.wave, message), sourceServerId: stray.sourceServerId };
    });
    return [...elsewhere, ...strays];
}
function findings_nameOf(server) {
    return finding_nameOf({ sourceServerId: server.sourceServerId, described: server });
}
function lower(text) {
    return text.slice(0, 1).toLowerCase() + text.slice(1);
}

;// CONCATENATED MODULE: ./build/src/report/selection-words.js




/** `tag App=payments and host name app-*` */
function describeRecordedMatch({ tags, hostname }) {
    return describeMatch({ tags, ...(hostname === null ? {} : { hostname }) });
}
/** `4`, `2 to 8`, `any number` */
function describeExpected(expect) {
    if (expect === null)
        return 'any number';
    const { min, max } = expect;
    return describeExpectation({ min, ...(max === null ? {} : { max }) });
}
/** `app-04, whose tag Tier is "App"` */
function describeNearMiss(server) {
    return `${words_nameOf(server)}, ${describeDifferences({ differs: server.differs.map(toDifference) })}`;
}
function toDifference({ key, value, spelled }) {
    if (key === null)
        return { in: 'hostname' };
    return { in: 'tag', key, ...(value === null ? {} : { value }), ...(spelled === null ? {} : { spelled }) };
}
/** `4 servers in 2 waves`, with a word for those that only AWS could name and was not asked for. */
function describeExtent(record) {
    const servers = record.waves.reduce((sum, wave) => sum + wave.servers.length, 0);
    const open = record.waves.some((wave) => isOpen(record, wave)) ? ' and those that match' : '';
    return `${wording_counted(servers, 'server')}${open} in ${wording_counted(record.waves.length, 'wave')}`;
}
/** How many servers a wave has: `2`, or `2 + match` where AWS was not asked. */
function serverCount(record, wave) {
    return `${String(wave.servers.length)}${isOpen(record, wave) ? ' + match' : ''}`;
}
function isOpen({ selection }, { name }) {
    return selection.some(({ wave, count }) => wave === name && count === null);
}

;// CONCATENATED MODULE: ./build/src/report/summary/form.js
const full = {
    upTables: true,
    notStartedTables: true,
    rows: 'all',
    waves: true,
    chart: true,
    listed: 200,
    reasonLength: 500
};
const withoutUp = { ...full, upTables: false, listed: 100, reasonLength: 300 };
const notUpAlone = {
    ...withoutUp,
    notStartedTables: false,
    rows: Infinity,
    listed: 50,
    reasonLength: 120
};
/**
 * From the fullest to the shortest, which fits whatever the drill was. Where `rows` is a number, it is the most: there are
 * as many as there is room for.
 */
const summaryForms = [
    full,
    withoutUp,
    { ...withoutUp, notStartedTables: false },
    notUpAlone,
    { ...notUpAlone, chart: false, listed: 20 },
    { ...notUpAlone, chart: false, listed: 10 },
    { ...notUpAlone, chart: false, listed: 5, rows: 0, waves: false }
];
/** Whether texts and lists are cut shorter than those of a summary that has room. */
function cutsMore({ listed, reasonLength }) {
    return listed < full.listed || reasonLength < full.reasonLength;
}
/** Instances of each list: the record has all of them, and of a list that is cut the first few tell enough. */
function instancesListed(form) {
    return cutsMore(form) ? Math.floor(form.listed / 5) : form.listed;
}
/** A list of the first `limit` of the items, and a last line that says how many more there are. */
function list(items, limit, render) {
    const lines = items.slice(0, limit).map((item) => `- ${render(item)}`);
    const more = items.length - lines.length;
    return [...lines, ...(more === 0 ? [] : [`- … and ${String(more)} more`])].join('\n');
}

;// CONCATENATED MODULE: ./build/src/report/summary/server-name.js

/** The most servers that one sentence names. */
const namedAtOnce = 5;
/** A server by what people call it and by the ID that AWS takes. */
function serverName({ hostname, sourceServerId }) {
    const id = forMarkdownCode(sourceServerId, 60);
    return hostname === null ? id : `**${escape_forMarkdown(hostname, 100)}** ${id}`;
}
/** The first few servers, and how many more there are. */
function serverNames(servers) {
    const more = servers.length - namedAtOnce;
    const shown = servers.slice(0, namedAtOnce).map(serverName).join(', ');
    return more > 0 ? `${shown} and ${String(more)} more` : shown;
}
/** The names of an instance that are known: EC2's, then that of the recovery instance. */
function instanceNames({ ec2InstanceId, recoveryInstanceId }) {
    return [
        ...(ec2InstanceId === null ? [] : [forMarkdownCode(ec2InstanceId, 60)]),
        ...(recoveryInstanceId === null ? [] : [`recovery instance ${forMarkdownCode(recoveryInstanceId, 60)}`])
    ];
}

;// CONCATENATED MODULE: ./build/src/report/summary/missed-objectives.js




/** `RPO missed (1h 10m of 15m)` for each objective that was missed, as the verdict's line says it. */
function missedInShort({ objectives: { rto, rpo } }) {
    return [...inShort('RTO', rto), ...inShort('RPO', rpo)];
}
function inShort(name, { met, achievedSeconds, targetSeconds }) {
    if (met !== false || targetSeconds === null)
        return [];
    const target = duration_formatDuration(targetSeconds);
    return [
        achievedSeconds === null
            ? `${name} of ${target} not measured`
            : `${name} missed (${duration_formatDuration(achievedSeconds)} of ${target})`
    ];
}
/** Whose recovery point it was that missed the RPO, or is not known, and what to do about it. */
function missedRecoveryPoint(record) {
    const { targetSeconds, achievedSeconds, met } = record.objectives.rpo;
    if (isPlanOnly(record) || met !== false || targetSeconds === null)
        return '';
    const servers = record.waves.flatMap(({ servers }) => servers);
    if (achievedSeconds === null) {
        const unknown = servers.filter(({ rpoSeconds, launchedAt }) => launchedAt !== null && rpoSeconds === null);
        return unknown.length === 0
            ? ''
            : `**RPO:** the recovery point of ${serverNames(unknown)} is not known: look at the recovery instances in the DRS console.`;
    }
    const over = servers
        .filter(({ rpoSeconds }) => (rpoSeconds ?? 0) > targetSeconds)
        .toSorted((a, b) => (b.rpoSeconds ?? 0) - (a.rpoSeconds ?? 0));
    const [oldest] = over;
    if (oldest === undefined)
        return '';
    const others = over.length === 1 ? '' : `; ${String(over.length)} servers are over the ${duration_formatDuration(targetSeconds)}`;
    const age = duration_formatDuration(oldest.rpoSeconds ?? 0);
    return `**RPO:** the oldest recovery point was that of ${serverName(oldest)}, ${age} old${others}.\n*Next:* ${escape_forMarkdown(mend(oldest))}`;
}
/** What made the point old, as far as it is known. */
function mend({ pointInTime, usedPreviousSnapshot, before }) {
    if (pointInTime.asked !== 'latest') {
        return `The plan asks for this point (point-in-time: ${pointInTime.asked}): choose a newer one, or another RPO.`;
    }
    const state = before?.replicationState ?? null;
    if (state !== null && state !== 'CONTINUOUS') {
        return `Its replication was ${state} before the launch: mend it in the DRS console, then run the drill again.`;
    }
    return usedPreviousSnapshot === true
        ? "DRS fell back on an older snapshot: read in the job's log why, then run the drill again."
        : 'Look at its replication and its lag in the DRS console, then run the drill again.';
}

;// CONCATENATED MODULE: ./build/src/report/summary/verdict.js











const verdicts = {
    passed: '✅ PASSED',
    failed: '❌ FAILED',
    'timed-out': '⌛ TIMED OUT',
    cancelled: '✋ CANCELLED',
    blocked: '⛔ BLOCKED',
    unfinished: '❔ UNFINISHED'
};
const modes = {
    drill: 'drill',
    recovery: 'recovery (real failover)',
    preflight: 'preflight',
    validate: 'validate'
};
/** The verdict in one line, then its reason where the line does not say it all. */
function headline(record) {
    const parts = [`${escape_forMarkdown(record.plan.name, 100)}, ${modes[record.mode]}`, extent(record), elapsed(record)];
    const missed = record.status === 'passed' ? missedInShort(record) : [];
    const heading = `## ${[verdicts[record.status], ...missed].join(', ')}: ${parts.filter((part) => part !== '').join(', ')}`;
    const silent = record.status === 'passed' || record.status === 'blocked' || record.reason === null;
    return silent ? heading : `${heading}\n\n**Why:** ${sentence(escape_forMarkdown(capital(record.reason), 600))}`;
}
function extent(record) {
    const servers = verdict_serversOf(record);
    if (record.status === 'blocked') {
        const left = leftBefore(record);
        return left === '' ? 'nothing was started' : `nothing new was started; ${left}`;
    }
    if (record.mode === 'preflight') {
        const warnings = record.preflight.flatMap(({ findings }) => findings).filter((found) => found.class === 'warning');
        const found = warnings.length === 0 ? '' : `, ${wording_counted(warnings.length, 'warning')}`;
        return `nothing stands in the way of ${wording_counted(servers.length, 'server')}${found}`;
    }
    if (record.mode === 'validate') {
        return `the plan is valid: ${describeExtent(record)}`;
    }
    const { length } = record.leftOut;
    const part = length === 0 ? '' : ` (${wording_counted(length, 'wave')} of the plan left out)`;
    return `${String(servers.filter(isUp).length)} of ${wording_counted(servers.length, 'server')} up${part}`;
}
function elapsed({ mode, status, startedAt, judgedAt }) {
    if (judgedAt === null || isPlanOnly({ mode, status }))
        return '';
    return duration_formatDuration(timestamp_secondsBetween(startedAt, judgedAt));
}
/** Objectives against results, and how many servers ended how. Empty when nothing was launched. */
function results(record) {
    if (isPlanOnly(record))
        return '';
    return `${objectivesTable(record)}\n\n${countsTable(record)}`;
}
function objectivesTable(record) {
    const { objectives } = record;
    const earlier = askedEarlierAt(record);
    const since = earlier === undefined
        ? null
        : `counted from ${momentText(earlier)}, when an earlier attempt or job asked for it first`;
    const row = (name, { targetSeconds, achievedSeconds, met, note }, remark = null) => [
        name,
        targetSeconds === null ? 'none' : duration_formatDuration(targetSeconds),
        achievedSeconds === null ? 'not known' : duration_formatDuration(achievedSeconds),
        [met === null ? '' : met ? 'met' : '**missed**', forMarkdownTableCell(note ?? remark ?? '')]
            .filter((part) => part !== '')
            .join(': ')
    ];
    return markdownTable([
        { title: 'Objective' },
        { title: 'Target', align: 'right' },
        { title: 'Achieved', align: 'right' },
        { title: 'Result' }
    ], [row('Recovery time (RTO)', objectives.rto, since), row('Recovery point (RPO)', objectives.rpo)]);
}
const statusTitles = {
    launched: 'Up',
    failed: 'Failed',
    skipped: 'Skipped',
    terminated: 'Terminated',
    unverified: 'Unverified',
    'timed-out': 'Timed out',
    cancelled: 'Cancelled',
    'in-progress': 'In progress',
    'not-started': 'Not started'
};
function countsTable(record) {
    const counts = new Map();
    for (const { status } of verdict_serversOf(record))
        counts.set(status, (counts.get(status) ?? 0) + 1);
    const columns = [
        { title: 'Waves', align: 'right' },
        { title: 'Servers', align: 'right' }
    ];
    const cells = [String(record.waves.length), String(verdict_serversOf(record).length)];
    for (const [status, title] of Object.entries(statusTitles)) {
        const count = counts.get(status) ?? 0;
        if (count === 0 && status !== 'launched')
            continue;
        columns.push({ title, align: 'right' });
        cells.push(String(count));
    }
    return markdownTable(columns, [cells]);
}
/** Why nothing was started, each with its place in the plan file. */
function refusals(record, form) {
    const { refusals, plan } = record;
    if (refusals.length === 0)
        return '';
    const items = list(refusals, form.listed, ({ message, line, column }) => {
        const place = line === null ? [] : [[plan.path, line, column].filter((part) => part !== null).join(':')];
        return [...place.map((text) => forMarkdownCode(text)), escape_forMarkdown(message, form.reasonLength)].join(' ');
    });
    return `### Why nothing ${leftBefore(record) === '' ? '' : 'new '}was started\n\n${items}`;
}
/** What identifies the execution. */
function particulars(record) {
    const { plan, identity, leftOut } = record;
    const file = forMarkdownCode(plan.path);
    const rows = [
        ['Execution', forMarkdownCode(record.executionId)],
        ['Plan', plan.commit === null ? file : `${file} at ${forMarkdownCode(plan.commit.slice(0, 12))}`],
        ['Account', identity === null ? 'not asked' : forMarkdownCode(identity.account)],
        ['Region', regionText(record)],
        ['Run', runLink(record)],
        ...approvalRows(record),
        ['Started', momentText(record.startedAt)],
        ...(record.finishedAt === null ? [] : [['Finished', momentText(record.finishedAt)]]),
        ...(leftOut.length === 0 ? [] : [['Waves left out', leftOutText(leftOut)]])
    ];
    return markdownTable([{ title: 'Particulars' }, { title: '' }], rows);
}
/** Where AWS was not asked, the plan may say it all the same; an input wins over the plan. */
function regionText({ identity, plan }) {
    if (identity !== null)
        return forMarkdownCode(identity.region);
    return plan.region === null ? 'not asked' : `${forMarkdownCode(plan.region)} by the plan`;
}
/** Who decided, or why that is not known: never silent. */
function approvalRows({ run }) {
    if (run.approvalsNote !== null)
        return [['Reviewed', `not known: ${forMarkdownTableCell(run.approvalsNote, 300)}`]];
    const named = run.approvals.slice(0, 10).map(({ user, state, environments }) => {
        const where = environments.length === 0 ? '' : ` (${forMarkdownTableCell(environments.join(', '), 200)})`;
        return `${forMarkdownTableCell(state, 40)} by ${forMarkdownTableCell(user ?? 'an account that is gone', 100)}${where}`;
    });
    const more = run.approvals.length > named.length ? ` and ${String(run.approvals.length - named.length)} more` : '';
    return named.length === 0 ? [] : [['Reviewed', `${named.join('; ')}${more}`]];
}
function leftOutText(leftOut) {
    const names = leftOut.slice(0, 20).map(({ name, cameUpEarlier }) => {
        return `${forMarkdownTableCell(name, 100)}${cameUpEarlier ? ' (came up earlier)' : ''}`;
    });
    return names.join(', ') + (leftOut.length > 20 ? ` and ${String(leftOut.length - 20)} more` : '');
}
function runLink({ run }) {
    const attempt = run.attempt === null ? '' : `, attempt ${String(run.attempt)}`;
    const text = `${forMarkdownTableCell(run.repository ?? 'run', 200)} ${forMarkdownTableCell(run.runId ?? '', 40)}`.trim();
    const isLink = run.url !== null && /^https?:\/\/[\w.:/~%-]+$/.test(run.url);
    return isLink ? `[${text}](${run.url})${attempt}` : `${text}${attempt}`;
}
/** `2026-11-23 14:05:41 UTC` */
function momentText(moment) {
    return `${moment.slice(0, 10)} ${moment.slice(11, 19)} UTC`;
}
function verdict_serversOf(record) {
    return record.waves.flatMap(({ servers }) => servers);
}
function isUp({ status }) {
    return status === 'launched';
}
/** A text of ours as a sentence begins. */
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
/** A text with a stop at its end. Its beginning stays as it is: it may be a name. */
function sentence(text) {
    return /[.!?…]$/.test(text) ? text : `${text}.`;
}

;// CONCATENATED MODULE: ./build/src/report/html/parts.js





/** A table with its caption, which also names it; where it is wider than the screen it scrolls, by keyboard too. */
function htmlTable(caption, columns, rows, size) {
    const head = columns.map(({ title, kind }) => markup `<th scope="col"${classOf(kind)}>${title}</th>`);
    const body = rows.map(({ cells, below = nothing }) => {
        const hasBelow = below !== nothing;
        const tds = cells.map((cell, index) => {
            const classes = classOf(columns[index]?.kind, isLong(cell) ? 'long' : undefined);
            return index === 0 ? markup `<th scope="row"${classes}>${cell}</th>` : markup `<td${classes}>${cell}</td>`;
        });
        const row = markup `<tr${classOf(hasBelow ? 'has-below' : undefined)}>${joined(tds, '')}</tr>`;
        if (!hasBelow)
            return row;
        const remark = markup `<td${classOf(isLong(below) ? 'long' : undefined)} colspan="${columns.length}">${below}</td>`;
        return joined([row, markup `<tr class="below">${remark}</tr>`]);
    });
    return markup `<div class="scroll${size === undefined ? nothing : markup ` narrow`}" tabindex="0" role="region" aria-labelledby="${unnumbered}"><table>
<caption id="${unnumbered}">${caption}</caption>
<thead><tr>${joined(head, '')}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>`;
}
/** The ID of every caption until the page is put together: a table does not know how many there are before it. */
const unnumbered = markup `table-`;
/** A page of which the caption of each table has an ID of its own. No text can look like these: its quotes are escaped. */
function withTablesNumbered({ text }) {
    let tables = 0;
    const pair = new RegExp(`aria-labelledby="${unnumbered.text}"(><table>\\n<caption) id="${unnumbered.text}"`, 'g');
    return new Markup(text.replaceAll(pair, (_, between) => {
        tables += 1;
        const id = `${unnumbered.text}${String(tables)}`;
        return `aria-labelledby="${id}"${between} id="${id}"`;
    }));
}
function classOf(...names) {
    const given = names.filter((name) => name !== undefined);
    return given.length === 0 ? nothing : markup ` class="${given.join(' ')}"`;
}
/** Words of more characters may be broken anywhere; shorter ones keep their column at least as wide as they are. */
const longestWord = 16;
/** Whether a cell has a word that would push its table off the page. */
function isLong({ text }) {
    const seen = text
        .replaceAll(/<\/?small[^>]*>/g, ' ')
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll(/&[#\w]+;/g, '&');
    return seen.split(/\s+/).some((word) => word.length > longestWord);
}
function facts(pairs) {
    return markup `<dl class="facts">
${pairs.map(([name, value, size]) => markup `<div${classOf(size)}><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>`;
}
function bulletList(items) {
    return markup `<ul>
${items.map((item) => markup `<li>${item}</li>`)}
</ul>`;
}
/** A word of ours that says how something ended; its tone is said by the word, and only stressed by the colour. */
function toned({ title, tone }) {
    return markup `<span class="word ${tone}">${title}</span>`;
}
function folded(summary, body, isOpen = false) {
    return markup `<details${isOpen ? markup ` open` : nothing}>
<summary>${summary}</summary>
${body}
</details>`;
}
/** `2026-11-23 14:05:41 UTC` */
function momentOf(moment) {
    return moment === null ? markup `not known` : markup `<time datetime="${moment}">${momentText(moment)}</time>`;
}
/** `14:05:41`, with its day where that is not the one on which the drill began; empty when there is none. */
function clockOf(moment, { startedAt }) {
    if (moment === null)
        return nothing;
    const day = moment.slice(0, 10);
    const shown = day === startedAt.slice(0, 10) ? nothing : markup `<small>${day}</small> `;
    return markup `<time datetime="${moment}">${shown}${moment.slice(11, 19)}</time>`;
}
/** To the second; what was measured in fractions is rounded. */
function durationOf(seconds) {
    return seconds === null || seconds === undefined ? '' : duration_formatDuration(Math.round(seconds));
}
/** An instance, linked to the EC2 console of its partition and Region. */
function instanceOf({ identity }, ec2InstanceId) {
    return linked(instanceLink(identity, ec2InstanceId), markup `<code>${ec2InstanceId}</code>`);
}
/** A job, linked to the DRS console. */
function jobOf({ identity }, jobId) {
    return linked(jobLink(identity, jobId), markup `<code>${jobId}</code>`);
}
/** The run of an action, linked to the Systems Manager console. */
function automationOf({ identity }, automationExecutionId) {
    return linked(automationLink(identity, automationExecutionId), markup `<code>${clipped(automationExecutionId, 60)}</code>`);
}
/** The workflow run, linked where its address is GitHub's address of this run and nothing else. */
function runOf({ run }) {
    const { repository, runId, url } = run;
    const text = markup `${[repository ?? '', runId === null ? '' : `run ${runId}`].filter((part) => part !== '').join(', ') || 'not known'}`;
    const isOwn = isAddress(url) && url.replace(/\/attempts\/\d+$/, '').endsWith(`/${repository ?? '?'}/actions/runs/${runId ?? '?'}`);
    return linked(isOwn ? url : undefined, text);
}
function linked(url, text) {
    return url === undefined ? text : markup `<a href="${url}" rel="noopener noreferrer">${text}</a>`;
}

;// CONCATENATED MODULE: ./build/src/report/html/deviations.js





const emptyLine = markup `<span></span>`;
/** What did not go as planned, each with an empty line for who owns it and what follows, and the lines of a review. */
function deviations(record) {
    const body = record.deviations.length === 0 ? markup `<p>${none(record)}</p>` : table(record);
    return { id: 'deviations', title: 'Deviations and follow-up', body: joined([body, review]) };
}
function none(record) {
    if (!isPlanOnly(record))
        return 'None.';
    const left = leftBefore(record);
    return left === ''
        ? 'None: nothing was started that could deviate from the plan.'
        : `None: this run started nothing that could deviate from the plan. ${capital(left)}.`;
}
function table({ deviations }) {
    return htmlTable(markup `What did not go as planned, oldest first; owner and follow-up are to be filled in`, [
        { title: 'No.', kind: 'tight' },
        { title: 'When', kind: 'when' },
        { title: 'Deviation', kind: 'wide' },
        { title: 'Owner', kind: 'blank' },
        { title: 'Follow-up, until when', kind: 'blank' }
    ], deviations.map(({ kind, at, wave, message }, index) => ({
        cells: [
            markup `${index + 1}`,
            momentOf(at),
            markup `<b>${deviationWords[kind]}</b>${wave === null ? '' : `, wave ${wave}`}<small>${clipped(sentence(message), 2000)}</small>`,
            emptyLine,
            emptyLine
        ]
    })));
}
const review = markup `<h3>Review</h3>
<p class="quiet">To be filled in by whoever answers for this record.</p>
<dl class="sign">
${['Reviewed by', 'Date', 'Retest due', 'Signature'].map((name) => markup `<div><dt>${name}</dt><dd><span></span></dd></div>`)}
</dl>`;

;// CONCATENATED MODULE: ./build/src/report/html/approvals.js


/** Who approved the run, or why that is not known: never silent. */
function approvals(record) {
    const { approvals: decisions, approvalsNote: note } = record.run;
    return markup `<h3>Approvals</h3>
${body(record, decisions, note)}`;
}
function body(record, decisions, note) {
    if (note !== null) {
        return markup `<p>Not recorded: ${clipped(note, 600)}. Where the job used an environment with required reviewers, GitHub shows on the page of the run who approved it, and when: ${runOf(record)}.</p>`;
    }
    if (decisions.length === 0) {
        return markup `<p>None: no reviewer had to decide on this run.</p>`;
    }
    return htmlTable(markup `What reviewers decided on the environments of this run`, [{ title: 'Who' }, { title: 'Decision' }, { title: 'Environments' }, { title: 'Comment', kind: 'wide' }], decisions.map(({ user, state, environments, comment }) => ({
        cells: [
            markup `${clipped(user ?? 'an account that is gone', 100)}`,
            markup `${clipped(state, 100)}`,
            markup `${clipped(environments.join(', '), 300)}`,
            markup `${clipped(comment, 1000)}`
        ]
    })));
}

;// CONCATENATED MODULE: ./build/src/report/html/integrity.js




/** Who took part and who approved, as far as it is known. */
function people(record) {
    const { run, identity } = record;
    const body = joined([
        facts([
            ['Triggered the workflow', markup `${clipped(run.actor ?? 'not known', 200)}`],
            ['By the event', markup `${clipped(run.event ?? 'not known', 200)}`],
            ['On', markup `${clipped(run.ref ?? 'not known', 300)}`],
            [
                'Acted in AWS as',
                identity === null ? markup `AWS was not asked` : markup `<code>${clipped(identity.arn, 500)}</code>`,
                'long'
            ]
        ]),
        approvals(record)
    ]);
    return { id: 'people', title: 'Who ran and who approved', body };
}
/** What was asked of AWS. */
function apiCalls({ api }) {
    const calls = Object.entries(api.calls).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const body = calls.length === 0
        ? markup `<p>None was counted.</p>`
        : joined([
            htmlTable(markup `Calls by operation, as IAM names it`, [{ title: 'Operation' }, { title: 'Calls', kind: 'number' }], calls.map(([operation, count]) => ({
                cells: [markup `<code>${clipped(operation, 100)}</code>`, markup `${count}`]
            })), 'narrow'),
            markup `<p class="quiet">${wording_counted(api.throttled, 'answer')} of AWS asked to slow down; ${wording_counted(api.retried, 'call was', 'calls were')} tried again.</p>`
        ]);
    return { id: 'calls', title: 'Calls to AWS', body };
}
/** How the report can be proven. */
function integrity({ version, evidence, journal }) {
    const files = htmlTable(markup `What this report was made from`, [{ title: 'File' }, { title: 'SHA-256', kind: 'wide' }, { title: 'What it is' }], [
        {
            cells: [
                markup `journal.ndjson`,
                markup `<code>${journal.sha256}</code>`,
                markup `What happened: ${wording_counted(journal.events, 'event')}, each with the digest of the one before`
            ]
        },
        { cells: [markup `evidence.json`, markup `<code>${evidence}</code>`, markup `The record, derived from the journal`] }
    ]);
    const gap = journal.tellsAll
        ? markup `<p>The record follows from the journal, and this report from both: the same journal makes the same files, byte for byte.</p>`
        : markup `<p class="alarm"><b>The journal does not hold all that this record tells.</b> It ends after ${wording_counted(journal.events, 'event')}: the disk took no more, or it was changed. What is missing cannot be proven from these files.</p>`;
    const body = joined([
        gap,
        files,
        markup `<p>The last line of the journal has the SHA-256 <code>${journal.head}</code>. SHA256SUMS, beside this file, holds the digests of all files of the evidence, and so binds that line and this report too. To check the digests, then that every file is what the journal says:</p>
<pre><code>sha256sum -c SHA256SUMS
node dist/verify/index.js .</code></pre>
<p>Whoever can write all of these files can make them agree. What shows that they are the ones that were written is kept elsewhere: the output evidence-digest in the log of the workflow run, an attestation of statement.json, or a copy that cannot be changed.</p>
<p class="quiet">Written by drs-drill ${clipped(version, 40)}.</p>`
    ]);
    return { id: 'integrity', title: 'Integrity', body };
}

;// CONCATENATED MODULE: ./build/src/report/html/objectives.js




/** `25m`, or that it was not measured. */
function achievedOf({ achievedSeconds }) {
    return achievedSeconds === null ? 'not measured' : durationOf(achievedSeconds);
}
/** `target 1h, met` */
function targetOf({ targetSeconds, met }) {
    if (targetSeconds === null)
        return 'no target stated';
    return `target ${durationOf(targetSeconds)}${met === null ? '' : met ? ', met' : ', missed'}`;
}
/** What the plan asks for, and what came of it. */
function objectives(record) {
    const { rto, rpo, onMiss } = record.objectives;
    const earlier = askedEarlierAt(record);
    const since = earlier === undefined ? '' : ` (${momentText(earlier)}, in an earlier attempt or job)`;
    const row = (name, meaning, objective) => ({
        cells: [
            markup `${name}<small>${meaning}</small>`,
            markup `${objective.targetSeconds === null ? 'none stated' : durationOf(objective.targetSeconds)}`,
            markup `${achievedOf(objective)}`,
            joined([meter(objective), objective.note === null ? nothing : markup `<small>${capital(objective.note)}</small>`], ''),
            toned(resultOf(objective))
        ]
    });
    const table = htmlTable(markup `Recovery objectives of the plan against what was measured`, [
        { title: 'Objective', kind: 'wide' },
        { title: 'Target', kind: 'number' },
        { title: 'Achieved', kind: 'number' },
        { title: 'Share of the target' },
        { title: 'Result' }
    ], [
        row('Recovery time (RTO)', `From the first launch asked for${since} to the last server verified`, rto),
        row('Recovery point (RPO)', 'Age of the oldest recovery point when its launch was asked for', rpo)
    ]);
    const isStated = rto.targetSeconds !== null || rpo.targetSeconds !== null;
    const consequence = !isStated || onMiss === null
        ? nothing
        : markup `<p class="quiet">${onMiss === 'fail' ? 'By the plan, an objective that is missed fails the drill.' : 'By the plan, an objective that is missed is a deviation and does not fail the drill.'}</p>`;
    return { id: 'objectives', title: 'Objectives and results', body: joined([table, consequence]) };
}
function resultOf({ met, targetSeconds }) {
    if (met === null)
        return { title: targetSeconds === null ? 'No target' : 'Not judged', tone: 'idle' };
    return met ? { title: 'Met', tone: 'good' } : { title: 'Missed', tone: 'bad' };
}
/** A bar of what was achieved, with a line where the target is. The numbers stand beside it. */
function meter({ targetSeconds, achievedSeconds, met }) {
    if (targetSeconds === null || achievedSeconds === null)
        return nothing;
    const longest = Math.max(targetSeconds, achievedSeconds, 1);
    const scale = (seconds) => Math.round((seconds / longest) * 1780) / 10;
    return markup `<svg class="meter" viewBox="0 0 180 14" aria-hidden="true" focusable="false"><rect class="track" y="3" width="178" height="8" rx="2"/><rect class="bar-${met === true ? 'good' : 'bad'}" y="3" width="${Math.max(1, scale(achievedSeconds))}" height="8" rx="2"/><line x1="${scale(targetSeconds)}" x2="${scale(targetSeconds)}" y1="0" y2="14"/></svg>`;
}

;// CONCATENATED MODULE: ./build/src/report/previous.js




/** This drill and those before it, newest first; empty where there is nothing to compare it with. */
function comparisonsOf(record) {
    const { previous, objectives, status, leftOut } = record;
    if (previous.drills.length === 0 || isPlanOnly(record))
        return [];
    const servers = verdict_serversOf(record);
    const notUp = servers.filter((server) => !isUp(server)).length;
    const own = {
        name: 'this one',
        result: previous_resultOf(status, leftOut.length),
        rtoSeconds: objectives.rto.achievedSeconds,
        rpoSeconds: objectives.rpo.achievedSeconds,
        servers: servers.length,
        notUp,
        isAlike: notUp === 0
    };
    const before = previous.drills.map(({ startedAt, status: ended, leftOutWaves, sameWaves, ...drill }) => ({
        ...drill,
        name: startedAt.slice(0, 10),
        result: previous_resultOf(ended, leftOutWaves),
        isAlike: sameWaves && drill.notUp === 0
    }));
    return [own, ...before];
}
function previous_resultOf(status, leftOut) {
    return leftOut === 0 ? status : `${status}, ${wording_counted(leftOut, 'wave')} left out`;
}
/** Those whose figures may stand beside one another: none where this drill itself is half of one. */
function alikeOf(comparisons) {
    const [own] = comparisons;
    return own?.isAlike === true ? comparisons.filter(({ isAlike }) => isAlike) : [];
}
/** `RTO 24m, 3m less than the last time it was measured`; empty where one of them was not measured, or is not alike. */
function trendOf(comparisons, name) {
    const figures = alikeOf(comparisons).map(({ rtoSeconds, rpoSeconds }) => (name === 'RTO' ? rtoSeconds : rpoSeconds));
    const [own, ...before] = figures;
    const last = before.find((seconds) => seconds !== null);
    if (typeof own !== 'number' || typeof last !== 'number')
        return '';
    const change = Math.round(own) - Math.round(last);
    const word = change === 0 ? 'the same as' : `${duration_formatDuration(Math.abs(change))} ${change < 0 ? 'less' : 'more'} than`;
    return `${name} ${duration_formatDuration(Math.round(own))}, ${word} the last time it was measured`;
}
/** What the comparison leaves aside, and what it could not see; a sentence each. */
function limitsOf(record) {
    const { previous, leftOut } = record;
    const others = previous.drills.filter(({ sameWaves }) => !sameWaves).length;
    const unlike = leftOut.length > 0
        ? `This one leaves out ${wording_counted(leftOut.length, 'wave')} of the plan: only drills of the same waves are compared with it`
        : `${wording_counted(others, 'drill')} of a part of the plan ${others === 1 ? 'stands' : 'stand'} in the table alone`;
    const unreadable = previous.look?.unreadable ?? 0;
    const untold = previous.drills.filter(({ account }) => account === null).length;
    return [
        ...(others === 0 ? [] : [unlike]),
        ...previous_elsewhere(record),
        ...(untold === 0
            ? []
            : [
                `${wording_counted(untold, 'drill')} in the table ${untold === 1 ? 'does not tell its' : 'do not tell their'} account`
            ]),
        ...(unreadable === 0
            ? []
            : [`${wording_counted(unreadable, 'artifact')} of earlier runs could not be read: drills may be missing`])
    ];
}
/** What was found in other accounts is left aside, which no reader could see otherwise. */
function previous_elsewhere({ previous }) {
    const found = previous.look?.otherAccounts ?? 0;
    const verb = found === 1 ? 'is' : 'are';
    return found === 0 ? [] : [`${wording_counted(found, 'drill')} of the plan in another account ${verb} not compared`];
}
/** Undefined where some were found, or where it could not be looked for them. */
function noneFound(record) {
    const { previous, mode, identity } = record;
    const { drills, look } = previous;
    if (drills.length > 0 || look === null)
        return undefined;
    const { listed, listedAll, opened, unreadable, expired, unopened, otherNames, uploads } = look;
    const noun = mode === 'recovery' ? 'recovery' : 'drill';
    const unseen = [
        ...(unreadable === 0 ? [] : [`${String(unreadable)} of these could not be read`]),
        ...(unopened === 0 ? [] : [`${String(unopened)} more were too many to open`]),
        ...(expired === 0 ? [] : [`${String(expired)} had expired`]),
        ...(otherNames === 0 ? [] : [`${String(otherNames)} had names that drs-drill did not give`]),
        ...(listedAll ? [] : ['older ones were not listed']),
        ...(uploads ? [] : ['this job uploads no evidence that would be found there'])
    ];
    if (unseen.length === 0) {
        const where = identity === null ? 'its Region' : 'its account and Region';
        const first = `None was found: this is the first ${noun} of the plan in ${where} whose evidence GitHub still keeps`;
        return { isFirst: true, text: [first, ...previous_elsewhere(record)].join('; ') };
    }
    const looked = `of the ${wording_counted(listed, 'artifact')} that GitHub listed, ${String(opened)} were opened`;
    const text = `None was found, but this may not be the first ${noun} of the plan: ${[looked, ...unseen, ...previous_elsewhere(record)].join('; ')}`;
    return { isFirst: false, text };
}
/** `24m`, or that it was not measured. */
function measured(seconds) {
    return seconds === null ? 'not known' : duration_formatDuration(Math.round(seconds));
}

;// CONCATENATED MODULE: ./build/src/report/html/previous.js




/** Measures of the picture in its own units. */
const width = 1000;
const height = 170;
const base = 132;
const tallest = 100;
/** This drill beside the last ones of the plan. */
function lastDrills(record) {
    const comparisons = comparisonsOf(record);
    const none = noneFound(record);
    const body = comparisons.length > 0
        ? joined([trends(comparisons), limits(record), pictures(alikeOf(comparisons)), previous_table(comparisons)])
        : markup `<p>${none?.text ?? whyNot(record)}.</p>`;
    return { id: 'last', title: 'Compared with the last drills', body };
}
function trends(comparisons) {
    const told = [trendOf(comparisons, 'RTO'), trendOf(comparisons, 'RPO')].filter((trend) => trend !== '');
    return told.length === 0 ? nothing : markup `<p>${told.join('; ')}.</p>`;
}
function whyNot({ previous: { drills, note } }) {
    if (note !== null)
        return joined([markup `Not known: `, clipped(note, 600)], '');
    return markup `Nothing was launched that could be compared with ${wording_counted(drills.length, 'earlier drill')}`;
}
function limits(record) {
    const told = limitsOf(record);
    return told.length === 0 ? nothing : markup `<p>${told.join('. ')}.</p>`;
}
function previous_table(comparisons) {
    return htmlTable(markup `This drill and the last ones of the plan, newest first`, [
        { title: 'Drill' },
        { title: 'Result' },
        { title: 'RTO', kind: 'number' },
        { title: 'RPO', kind: 'number' },
        { title: 'Not up', kind: 'number' },
        { title: 'Servers', kind: 'number' }
    ], comparisons.map(({ name, result, rtoSeconds, rpoSeconds, notUp, servers }) => ({
        cells: [
            markup `${clipped(name, 40)}`,
            markup `${clipped(result, 70)}`,
            markup `${measured(rtoSeconds)}`,
            markup `${measured(rpoSeconds)}`,
            markup `${notUp}`,
            markup `${servers}`
        ]
    })), 'narrow');
}
/** RTO and RPO of each, oldest on the left; the table below has the same figures, so that a screen reader misses nothing. */
function pictures(comparisons) {
    return joined([
        picture('RTO', comparisons.map(({ name, rtoSeconds }) => ({ name, seconds: rtoSeconds }))),
        picture('RPO', comparisons.map(({ name, rpoSeconds }) => ({ name, seconds: rpoSeconds })))
    ]);
}
function picture(what, drills) {
    const drawn = drills.flatMap(({ name, seconds }) => (seconds === null ? [] : [{ name, seconds }]));
    if (drawn.length < 2)
        return nothing;
    const most = Math.max(...drawn.map(({ seconds }) => seconds), 1);
    const step = width / drawn.length;
    const bars = drawn.toReversed().map(({ name, seconds }, index) => {
        const tall = Math.max(1, Math.round((seconds / most) * tallest));
        const middle = Math.round((index + 0.5) * step);
        return markup `<rect x="${middle - 18}" y="${base - tall}" width="36" height="${tall}" rx="2" fill="currentColor"/><text x="${middle}" y="${base - tall - 8}" class="tick">${measured(seconds)}</text><text x="${middle}" y="${base + 20}" class="clock">${clipped(name, 40)}</text>`;
    });
    return markup `<figure class="scroll" tabindex="0" aria-label="${what} of the last drills"><div class="plot"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${what} of the last drills, oldest on the left; the table below has the figures" focusable="false">
${bars}
</svg></div><figcaption>${what} of the last drills</figcaption></figure>`;
}

;// CONCATENATED MODULE: ./build/src/report/summary/actions.js





/** Every action with what became of it; those that need somebody first. */
function actions(record, form) {
    if (isPlanOnly(record))
        return '';
    const all = record.waves.flatMap((wave) => wave.actions.map((action) => ({ wave: wave.name, action })));
    if (all.length === 0)
        return '';
    const sorted = all.toSorted((a, b) => rank(a.action) - rank(b.action));
    const shown = sorted.slice(0, form.listed);
    const rows = shown.map(({ wave, action }) => [
        forMarkdownTableCell(action.name, 100),
        forMarkdownTableCell(`${wave}, ${phaseOf(action)}`, 150),
        forMarkdownCode(action.document, 130),
        action.status.replaceAll('-', ' '),
        tookOf(action),
        isWell(action) ? '' : forMarkdownTableCell(action.reason ?? '', form.reasonLength)
    ]);
    const columns = [
        { title: 'Action' },
        { title: 'Wave' },
        { title: 'Document' },
        { title: 'Status' },
        { title: 'Took', align: 'right' },
        { title: 'Reason' }
    ];
    const well = all.filter(({ action }) => isWell(action)).length;
    const more = all.length - shown.length;
    return [
        `### Actions: ${String(well)} of ${String(all.length)} succeeded`,
        markdownTable(columns, rows),
        ...(more === 0 ? [] : [`… and ${String(more)} more`])
    ].join('\n\n');
}
/** Whether it did what its wave needs. */
function isWell({ status }) {
    return status === 'succeeded' || status === 'succeeded-earlier';
}
function phaseOf({ phase }) {
    return phase === 'pre' ? 'before the launch' : 'after the launch';
}
/** How long SSM ran it, as far as was seen. */
function secondsOf({ startedAt, endedAt }) {
    return startedAt === null || endedAt === null ? undefined : Math.max(0, timestamp_secondsBetween(startedAt, endedAt));
}
function tookOf(action) {
    const seconds = secondsOf(action);
    return seconds === undefined ? '' : duration_formatDuration(Math.round(seconds));
}
function rank(action) {
    if (isWell(action))
        return 2;
    return action.status === 'not-started' ? 1 : 0;
}

;// CONCATENATED MODULE: ./build/src/report/summary/action-next-step.js
const givePermission = 'Give the role that runs the drill the permission that is missing, then run it again.';
const lackOfPermission = /not authorized|UnauthorizedOperation|AccessDenied|iam:PassRole/i;
/**
 * What someone who has to mend it does first about an action that has not succeeded; empty for one that was not begun
 * because of something else, which has a next step of its own.
 */
function nextStepOfAction({ status, reason }) {
    const why = reason ?? '';
    switch (status) {
        case 'succeeded':
        case 'succeeded-earlier':
            return '';
        case 'failed':
            return afterFailedAction(why);
        case 'timed-out':
            return afterActionTimeout(why);
        case 'cancelled':
            return why.startsWith('somebody cancelled it')
                ? 'Find out in CloudTrail who cancelled it, then run the drill again.'
                : 'It was told to stop: see in the Systems Manager console that it has, and what it had done by then.';
        case 'in-progress':
            return 'It may still run: look for it in the Systems Manager console, and stop it there if nobody needs it.';
        case 'not-started':
            return why.endsWith('ran out before it could be started')
                ? `It was not begun. If the ${budgetNamed(why)} needs that long, raise its timeout, then run the drill again.`
                : '';
    }
}
function afterFailedAction(reason) {
    if (reason.startsWith('it could not be started')) {
        return lackOfPermission.test(reason)
            ? givePermission
            : 'It was not begun. Correct its document, version or parameters in the plan, then run the drill again.';
    }
    if (reason.startsWith('nobody can say what it does')) {
        return 'See in the Systems Manager console how it ended, let the role that runs the drill look at it, then run it again.';
    }
    if (reason.startsWith('it is to be given the instances')) {
        return 'It was not begun. Look in the DRS console which instance that server has, then run the drill again.';
    }
    if (lackOfPermission.test(reason)) {
        return 'Give the role that the document runs as the permission that is missing, then run the drill again.';
    }
    if (/\breject(?:ed|ion)\b/i.test(reason)) {
        return 'Somebody rejected it in Systems Manager: ask why. Then run the drill again.';
    }
    return 'Open its run in the Systems Manager console, put right the step that failed, and run the drill again.';
}
function afterActionTimeout(reason) {
    if (reason.includes('before it was known whether it runs')) {
        return 'It may run: look for it in the Systems Manager console, and stop it there.';
    }
    if (reason.includes('waiting for a person to approve')) {
        return 'Nobody approved it in time: see that an approver is there, or raise its timeout, then run the drill again.';
    }
    if (reason.includes('before it could be started')) {
        return 'It was not begun. Find out what SSM answered, or raise its timeout, then run the drill again.';
    }
    return `See in the Systems Manager console what took so long. If it needs that long, raise the timeout of the ${budgetNamed(reason)}.`;
}
/** Whose time the reason says ran out. */
function budgetNamed(reason) {
    if (reason.includes("the drill's budget"))
        return 'drill';
    return reason.includes("the wave's budget") ? 'wave' : 'action';
}

;// CONCATENATED MODULE: ./build/src/report/html/actions.js






/** The actions of a wave, in the order in which they run, with what they put out and what to do about those that have not succeeded. */
function actionTable(record, { name, actions }) {
    if (actions.length === 0)
        return nothing;
    return htmlTable(markup `Actions of wave ${clipped(name, 100)} (SSM Automation documents); clock times are UTC`, [
        { title: 'Action', kind: 'wide' },
        { title: 'Result' },
        { title: 'Began', kind: 'tight' },
        { title: 'Took', kind: 'number' },
        { title: 'Run in SSM', kind: 'wide' }
    ], actions.map((action) => {
        const seconds = secondsOf(action);
        const id = action.automationExecutionId;
        return {
            cells: [
                markup `${clipped(action.name, 100)}<small>${phaseOf(action)}, <code>${clipped(action.document, 130)}</code></small>`,
                toned(actionWords[action.status]),
                action.startedAt === null ? markup `–` : clockOf(action.startedAt, record),
                seconds === undefined ? markup `–` : markup `${durationOf(seconds)}`,
                id === null ? markup `–` : automationOf(record, id)
            ],
            ...remarkOf(action)
        };
    }));
}
function remarkOf(action) {
    const why = isWell(action) && action.status === 'succeeded' ? '' : sentence(action.reason ?? '');
    const outputs = Object.entries(action.outputs).map(([key, values]) => markup `<code>${clipped(key, 200)}</code>: ${clipped(values.join(', '), 1000)}`);
    const next = nextStepOfAction(action);
    if (why.length <= 1 && outputs.length === 0 && next === '')
        return {};
    const told = outputs.length === 0 ? nothing : markup ` <span class="quiet">Outputs:</span> ${joined(outputs, '; ')}`;
    const step = next === '' ? nothing : markup ` <b>Next:</b> ${next}`;
    return { below: markup `${why.length <= 1 ? '' : clipped(why, 2000)}${step}${told}` };
}
/** Runs that were not seen to have ended. */
function runningActionTable(record) {
    return htmlTable(markup `Actions that are not known to have ended`, [
        { title: 'Action' },
        { title: 'Wave' },
        { title: 'Run in SSM' },
        { title: 'Status' },
        { title: 'Told to stop', kind: 'when' }
    ], record.stillRunning.actions.map(({ name, wave, automationExecutionId, status, stopRequestedAt }) => ({
        cells: [
            markup `${clipped(name, 100)}`,
            markup `${clipped(wave, 100)}`,
            automationExecutionId === null ? markup `SSM never answered` : automationOf(record, automationExecutionId),
            markup `${clipped(status ?? 'not seen', 60)}`,
            stopRequestedAt === null ? markup `no` : momentOf(stopRequestedAt)
        ]
    })));
}

;// CONCATENATED MODULE: ./build/src/report/html/remains.js







/** What became of the instances: the cleanup, and what is still there in AWS. */
function remains(record) {
    const before = leftBefore(record);
    const body = isPlanOnly(record) && describeLeft(record) === ''
        ? markup `<p>${before === '' ? 'Nothing was started: there is nothing to remove.' : `This run started nothing; ${before}.`}</p>`
        : joined([cleanup(record), stillThere(record)]);
    return { id: 'remains', title: 'Cleanup and what is still running', body };
}
function cleanup({ cleanup, mode, status }) {
    if (cleanup === null) {
        const why = mode === 'recovery'
            ? 'The instances of a real failover are never removed.'
            : status === 'unfinished'
                ? 'The record was made before a cleanup could be due.'
                : 'None was due, by the plan or by how the drill ended.';
        return markup `<p>Cleanup: ${why}</p>`;
    }
    const jobs = cleanup.jobs.length === 0 ? '' : ` by ${wording_counted(cleanup.jobs.length, 'job')}: ${cleanup.jobs.join(', ')}`;
    const gone = `${wording_counted(cleanup.terminated.length, 'drill instance')} terminated, and seen to be gone${jobs}`;
    const ended = cleanup.finishedAt === null ? nothing : markup ` Ended ${momentOf(cleanup.finishedAt)}.`;
    if (cleanup.complete)
        return markup `<p>Cleanup complete: ${clipped(gone, 2000)}.${ended}</p>`;
    return markup `<p class="alarm"><b>The cleanup fell short.</b> ${clipped(sentence(cleanup.reason ?? 'it did not come to its end'), 1000)}${ended} ${clipped(gone, 2000)}.</p>
${leftTable(cleanup)}`;
}
function leftTable({ left }) {
    if (left.length === 0)
        return nothing;
    return htmlTable(markup `Drill instances that were not seen to be gone`, [
        { title: 'Source server' },
        { title: 'Wave' },
        { title: 'Recovery instance' },
        { title: 'State' },
        { title: 'TERMINATE jobs', kind: 'wide' }
    ], left.map(({ sourceServerId, wave, recoveryInstanceId, state, jobs }) => ({
        cells: [
            markup `<code>${sourceServerId}</code>`,
            markup `${wave === null ? '–' : clipped(wave, 100)}`,
            markup `<code>${recoveryInstanceId ?? '–'}</code>`,
            markup `${clipped(state, 60)}`,
            markup `${jobs.length === 0 ? '–' : clipped(jobs.join(', '), 1000)}`
        ]
    })));
}
function stillThere(record) {
    const { jobs, instances, unansweredStarts, actions } = record.stillRunning;
    if (describeLeft(record) === '')
        return markup `<p>Nothing of this execution was still running in AWS when this record was made.</p>`;
    const cost = record.mode === 'recovery' || instances.length === 0 ? '' : ' Instances cost money until they are terminated.';
    return joined([
        markup `<p>Still in AWS when this record was made: ${describeLeft(record)}.${cost}</p>`,
        jobs.length === 0
            ? nothing
            : htmlTable(markup `Jobs that had not ended when last seen`, [
                { title: 'Job' },
                { title: 'Wave' },
                { title: 'Status' },
                { title: 'May launch more' },
                { title: 'Last seen', kind: 'tight' }
            ], jobs.map(({ jobId, wave, status, lastSeenAt, mayLaunch }) => ({
                cells: [
                    jobOf(record, jobId),
                    markup `${clipped(wave, 100)}`,
                    markup `${clipped(status, 60)}`,
                    markup `${mayLaunch ? 'yes' : 'no'}`,
                    momentOf(lastSeenAt)
                ]
            }))),
        unansweredStarts.length === 0
            ? nothing
            : htmlTable(markup `Launches that were asked for and never confirmed: they may run`, [
                { title: 'Wave' },
                { title: 'Asked', kind: 'tight' },
                { title: 'Source servers', kind: 'wide' },
                { title: 'What happened', kind: 'wide' }
            ], unansweredStarts.map(({ wave, requestedAt, sourceServerIds, message }) => ({
                cells: [
                    markup `${clipped(wave, 100)}`,
                    momentOf(requestedAt),
                    markup `<code>${clipped(sourceServerIds.join(', '), 4000)}</code>`,
                    markup `${message ?? '–'}`
                ]
            }))),
        actions.length === 0 ? nothing : runningActionTable(record),
        instances.length === 0 ? nothing : instanceTable(record)
    ]);
}
function instanceTable(record) {
    const { instances } = record.stillRunning;
    return htmlTable(markup `Instances that this execution launched and that are not known to be gone`, [
        { title: 'Server' },
        { title: 'Wave' },
        { title: 'EC2 instance' },
        { title: 'Recovery instance' },
        { title: 'State' }
    ], instances.map(({ sourceServerId, hostname, wave, ec2InstanceId, recoveryInstanceId, state, existedBefore }) => ({
        cells: [
            markup `${clipped(hostname ?? sourceServerId, 100)}`,
            markup `${clipped(wave, 100)}`,
            ec2InstanceId === null ? markup `–` : instanceOf(record, ec2InstanceId),
            markup `<code>${recoveryInstanceId ?? '–'}</code>`,
            markup `${clipped(state ?? 'not known', 60)}${existedBefore ? '; it was there before the launch, and no cleanup terminates it' : ''}`
        ]
    })));
}

;// CONCATENATED MODULE: ./build/src/report/html/preflight.js



/** Findings beyond these are in `evidence.json`. */
const longestList = 100;
const resultWords = {
    ok: 'In order',
    'not-asked': 'Not asked',
    note: 'Noted',
    warning: 'Warning',
    blocking: 'Blocking'
};
/** What AWS was asked before anything was started, and what it said. */
function preflight({ preflight: checks, plan }) {
    const body = joined([checkTable(checks), findingTable(checks, plan.path)]);
    return { id: 'preflight', title: 'Before the start', body };
}
function checkTable(checks) {
    return htmlTable(markup `The checks that stand before every start`, [{ title: 'Check' }, { title: 'Result' }, { title: 'Findings', kind: 'number' }], checks.map(({ check, result, findings }) => ({
        cells: [markup `${check.replaceAll('-', ' ')}`, markup `${resultWords[result]}`, markup `${findings.length}`]
    })));
}
function findingTable(checks, path) {
    const findings = ['blocking', 'warning', 'note'].flatMap((kind) => checks.flatMap(({ findings }) => findings.filter((finding) => finding.class === kind)));
    if (findings.length === 0)
        return nothing;
    const more = findings.length - longestList;
    const shown = more > 0 ? `: the first ${String(longestList)} of ${wording_counted(findings.length, 'finding')}` : '';
    const rows = findings.slice(0, longestList).map(({ class: kind, message, line }) => {
        return { cells: [markup `${resultWords[kind]}`, markup `${message}`, markup `${line ?? '–'}`] };
    });
    return htmlTable(markup `What was found${shown}; lines are those of ${clipped(path, 200)}`, [{ title: 'Result' }, { title: 'Finding', kind: 'wide' }, { title: 'Line', kind: 'number' }], rows);
}

;// CONCATENATED MODULE: ./build/src/report/html/selection.js





/** Matches, and servers of one, beyond these are in `evidence.json`. */
const selection_longestList = 50;
/** What the plan's matches selected, and what of the account is left out. */
function selectionScope({ selection, notSelected }) {
    if (selection.length === 0)
        return nothing;
    return joined([selectionTable(selection), notSelected === null ? nothing : leftOut(notSelected)]);
}
function selectionTable(selection) {
    const more = selection.length - selection_longestList;
    return htmlTable(markup `Servers that the plan selects by what they are${more > 0 ? `: the first ${String(selection_longestList)} of ${wording_counted(selection.length, 'match', 'matches')}` : ''}`, [
        { title: 'Wave' },
        { title: 'Match', kind: 'wide' },
        { title: 'Expected' },
        { title: 'Found', kind: 'number' },
        { title: 'Servers', kind: 'wide' }
    ], selection.slice(0, selection_longestList).map(rowOf));
}
function rowOf(selection) {
    const { wave, group, expect, count, found, nearMisses } = selection;
    const near = nearMisses.servers.slice(0, selection_longestList).map(describeNearMiss);
    const below = near.length === 0
        ? {}
        : {
            below: markup `Left out, although nearly matching${ofThem(near.length, nearMisses.count)}: ${clipped(near.join('; '), 2000)}`
        };
    const names = found.slice(0, selection_longestList).map(words_nameOf);
    return {
        cells: [
            markup `${clipped(wave, 100)}${group === null ? nothing : markup ` (group ${clipped(group, 100)})`}`,
            markup `${clipped(describeRecordedMatch(selection.match), 1000)}`,
            markup `${describeExpected(expect)}`,
            markup `${count ?? 'not asked'}`,
            markup `${clipped(names.join(', '), 4000)}${found.length > names.length ? ` and ${String(found.length - names.length)} more` : ''}`
        ],
        ...below
    };
}
function leftOut({ listed, count, servers }) {
    const all = `Of ${wording_counted(listed, 'source server')} in the account and Region, ${String(count)} ${count === 1 ? 'is' : 'are'} in no wave of the plan`;
    if (servers.length === 0)
        return markup `<p>${all}.</p>`;
    const names = servers.slice(0, selection_longestList).map(words_nameOf);
    return markup `<p>${all}${ofThem(names.length, count)}: ${clipped(names.join(', '), 4000)}.</p>`;
}
function ofThem(shown, count) {
    return count > shown ? ` (${String(shown)} of ${String(count)} are named here)` : '';
}

;// CONCATENATED MODULE: ./build/src/report/html/settings.js






/** Servers beyond these are in `evidence.json`. */
const settings_longestList = 200;
/** What the plan asks for, of the whole and wave by wave, and how the source servers were when it began. */
function settings(record) {
    if (record.waves.length === 0)
        return nothing;
    return joined([markup `<h3>Settings</h3>`, facts(ofTheWhole(record)), waveTable(record.waves), serversBefore(record)]);
}
function ofTheWhole({ waves, budgetSeconds, cleanup, guards }) {
    const going = waves.filter(({ onFailure }) => onFailure === 'continue').map(({ name }) => name);
    return [
        ['Budget of the whole', markup `${durationOf(budgetSeconds) || 'not known'}`],
        [
            'When a wave is not up',
            markup `${going.length === 0 ? 'no further wave starts' : clipped(`no further wave starts, but waves that do not depend on it go on after: ${going.join(', ')}`, 500)}`
        ],
        [
            'Cleanup',
            markup `${cleanup === null ? 'none was due' : { never: 'never', 'on-success': 'when the drill passes', always: 'always' }[cleanup.when]}`
        ],
        ...(guards === null ? [] : guardFacts(guards))
    ];
}
function guardFacts(guards) {
    const { replaceRecoveryInstances: ids, waitForOtherJobsSeconds: seconds, waited } = guards;
    const wait = seconds === 0 ? 'not waited for' : `waited for, up to ${durationOf(seconds)}`;
    const whose = waited === null ? '' : `; waited for ${waited.jobIds.join(', ')}`;
    return [
        ['Live recoveries that a launch may replace', markup `${ids.length === 0 ? 'none' : clipped(ids.join(', '), 1000)}`],
        ['Jobs of others that hold a server', markup `${clipped(`${wait}${whose}`, 1000)}`]
    ];
}
const instanceChecks = {
    running: 'instance runs',
    'status-ok': 'instance runs, status checks pass',
    none: 'not in EC2'
};
function waveTable(waves) {
    const rows = waves.map((wave) => {
        const { name, verify, retry, soakSeconds, onFailure, actions } = wave;
        const required = verify.launchActions === 'required' ? ', post-launch actions succeed' : '';
        const row = {
            cells: [
                markup `${clipped(name, 100)}`,
                markup `${instanceChecks[verify.instance]}${required}`,
                markup `${retry.failedServers === 0 ? 'no' : `up to ${wording_counted(retry.failedServers, 'time')}`}`,
                markup `${soakSeconds === 0 ? 'none' : durationOf(soakSeconds)}`,
                markup `${onFailure === 'stop' ? 'no further wave starts' : 'other waves go on'}`
            ]
        };
        return actions.length === 0
            ? row
            : { ...row, below: markup `<span class="quiet">Actions:</span> ${joined(actions.map(actionOf), '; ')}` };
    });
    return htmlTable(markup `What the plan asks for, wave by wave`, [
        { title: 'Wave' },
        { title: 'Counts as up when' },
        { title: 'FAILED launches tried again' },
        { title: 'Soak before the next' },
        { title: 'When it is not up' }
    ], rows);
}
function actionOf(action) {
    const { name, document, documentVersion, budgetSeconds } = action;
    const version = documentVersion === null ? '' : `, version ${documentVersion}`;
    return markup `${clipped(name, 100)} (${phaseOf(action)}: <code>${clipped(document, 130)}</code>${clipped(version, 60)}, up to ${durationOf(budgetSeconds)})`;
}
/** The replication of the source servers before anything was launched; those that were not as usual first. */
function serversBefore(record) {
    const known = verdict_serversOf(record).flatMap((server) => (server.before === null ? [] : [{ server, ...server.before }]));
    if (known.length === 0)
        return nothing;
    const counts = new Map();
    for (const { replicationState } of known) {
        const state = replicationState ?? 'not known';
        counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    const summary = [...counts].map(([state, count]) => `${String(count)} ${state}`).join(', ');
    const shown = known
        .toSorted((a, b) => Number(a.replicationState === 'CONTINUOUS') - Number(b.replicationState === 'CONTINUOUS'))
        .slice(0, settings_longestList);
    const more = known.length > shown.length ? `: ${String(shown.length)} of ${wording_counted(known.length, 'server')}` : '';
    const table = htmlTable(markup `What DRS said of the source servers before anything was launched${more}`, [{ title: 'Server' }, { title: 'Replication' }, { title: 'Lag' }, { title: 'Instance is to be' }], shown.map(({ server, replicationState, lag, launchDisposition }) => ({
        cells: [
            markup `${clipped(words_nameOf(server), 100)}`,
            markup `${clipped(replicationState ?? 'not known', 60)}`,
            markup `${clipped(lag ?? '–', 60)}`,
            markup `${clipped(launchDisposition ?? 'not known', 60)}`
        ]
    })));
    return folded(markup `<b>Replication before the start</b>: ${clipped(summary, 300)}`, table);
}

;// CONCATENATED MODULE: ./build/src/report/html/scope.js








/** Waves and IDs beyond these are in `evidence.json`. */
const scope_longestList = 50;
/** What was in the drill, what was left out of it, and how it was done. */
function scope(record) {
    const { leftOut, waves } = record;
    const of = describeExtent(record);
    const outside = leftOut.reduce((sum, { sourceServerIds }) => sum + sourceServerIds.length, 0);
    const within = waves.length === 0
        ? markup `<p>The plan could not be read, so that its scope is not known.</p>`
        : leftOut.length === 0
            ? markup `<p>All of the plan: ${of}.</p>`
            : markup `<p>A part of the plan: ${of}. Left out: ${wording_counted(outside, 'server')} in ${wording_counted(leftOut.length, 'wave')}.</p>`;
    const body = joined([within, selectionScope(record), leftOutTable(record), method(record)]);
    return { id: 'scope', title: 'Scope and method', body };
}
function leftOutTable({ leftOut }) {
    if (leftOut.length === 0)
        return nothing;
    const rows = leftOut.slice(0, scope_longestList).map(({ name, sourceServerIds, cameUpEarlier }) => {
        const more = sourceServerIds.length - scope_longestList;
        const ids = sourceServerIds.slice(0, scope_longestList).join(', ');
        return {
            cells: [
                markup `${clipped(name, 100)}`,
                markup `${sourceServerIds.length}`,
                markup `<code>${clipped(ids, 2000)}</code>${more > 0 ? ` and ${String(more)} more` : ''}`,
                markup `${cameUpEarlier ? 'Came up earlier in this execution' : 'Not part of this run'}`
            ]
        };
    });
    const more = leftOut.length - scope_longestList;
    return htmlTable(markup `Waves of the plan that were left out${more > 0 ? `: the first ${String(scope_longestList)} of ${String(leftOut.length)}` : ''}`, [
        { title: 'Wave' },
        { title: 'Servers', kind: 'number' },
        { title: 'Source servers', kind: 'wide' },
        { title: 'Why' }
    ], rows);
}
function method(record) {
    const steps = markup `<h3>How it was done</h3>
${bulletList(stepsOf(record))}`;
    const limits = markup `<h3>What this does not show</h3>
${bulletList(scope_limitsOf(record))}`;
    return markup `<div class="columns"><div>${steps}</div>
<div>${limits}</div></div>
${settings(record)}`;
}
function stepsOf(record) {
    const { mode, status, waves } = record;
    if (mode === 'validate') {
        return [markup `The plan file was checked by itself. AWS was not asked, and nothing was to be started.`];
    }
    if (mode === 'preflight') {
        return [
            markup `AWS was asked, with calls that change nothing, what stands in the way of a drill. Nothing was started, and nothing was to be.`
        ];
    }
    if (status === 'blocked')
        return [markup `${refusedStep(record)}`];
    const launch = mode === 'drill'
        ? 'AWS Elastic Disaster Recovery (DRS) was asked for drill instances (isDrill true): replication goes on, and the source servers are left alone.'
        : 'AWS Elastic Disaster Recovery (DRS) was asked for recovery instances (isDrill false): a real failover.';
    const isAccompanied = waves.some(({ soakSeconds }) => soakSeconds > 0);
    return [
        markup `${launch}`,
        markup `A wave begins when every wave that it comes after is up${isAccompanied ? ' and has run for its soak time' : ''}; waves that do not depend on one another run side by side.`,
        markup `A server counts as up only when DRS calls it LAUNCHED and its EC2 instance was seen in the state that its launch settings ask for${waves.some(({ verify }) => verify.instance === 'none') ? ', but for the waves named below' : ''}. A job that DRS calls COMPLETED proves nothing by itself.`,
        ...waysOfVerification(waves).map((way) => markup `${way}`),
        ...accompaniment(record).map((step) => markup `${step}`)
    ];
}
/** What became of a drill that was refused: what its plan would have done is told by its settings. */
function refusedStep(record) {
    const before = leftBefore(record);
    const after = before === '' ? '' : ` ${capital(before)}.`;
    return record.identity === null
        ? `The run was refused before AWS was asked about any server. It launched nothing.${after}`
        : `AWS was asked, with calls that change nothing, what stands in the way. The run was then refused: it launched nothing.${after}`;
}
/** What stands between the launches, where the plan or the workflow has it. */
function accompaniment({ waves, leftOut }) {
    const earlier = leftOut.filter(({ cameUpEarlier }) => cameUpEarlier).map(({ name }) => name);
    return [
        ...(waves.some(({ retry }) => retry.failedServers > 0)
            ? [
                'A server whose launch FAILED is launched again, as often as the settings of its wave allow, and within its budget.'
            ]
            : []),
        ...(waves.some(({ actions }) => actions.length > 0)
            ? [
                'Actions are AWS Systems Manager Automation documents, run one after the other, before the launch of a wave or once its servers are up. A wave with one that does not succeed is not up.'
            ]
            : []),
        ...(earlier.length === 0
            ? []
            : [
                `The drill was split over jobs of the workflow run: ${scope_named(earlier)} came up in an earlier one. What reviewers decided before this one stands under "Who ran and who approved".`
            ])
    ];
}
/** How instances were verified, and in which waves, where that differs. */
function waysOfVerification(waves) {
    const ways = new Map();
    for (const { name, verify } of waves) {
        const actions = verify.launchActions === 'required' ? ', and DRS post-launch actions have to succeed' : '';
        const way = {
            running: 'Verified: the instance runs',
            'status-ok': 'Verified: the instance runs and passes both EC2 status checks',
            none: 'Not verified in EC2, as the plan asks: the word of DRS was taken'
        }[verify.instance];
        ways.set(`${way}${actions}`, [...(ways.get(`${way}${actions}`) ?? []), name]);
    }
    return [...ways].map(([way, names]) => {
        if (ways.size === 1)
            return `${way}.`;
        return `${way} (${scope_named(names)}).`;
    });
}
/** `wave databases`, `waves databases, app and 3 more` */
function scope_named(names) {
    const more = names.length > 10 ? ` and ${String(names.length - 10)} more` : '';
    return `${names.length === 1 ? 'wave' : 'waves'} ${names.slice(0, 10).join(', ')}${more}`;
}
function scope_limitsOf({ mode, status, preflight }) {
    if (mode === 'validate')
        return [markup `Whether AWS could launch these servers: no server was looked at.`];
    if (mode === 'preflight')
        return [markup `Whether the servers come up: none was launched.`];
    if (status === 'blocked')
        return [markup `Whether the servers come up: this run launched none.`];
    return [
        markup `Whether applications work for their users, beyond what the verification named here looks at.`,
        ...(mode === 'drill' ? [markup `Failback, and the switch of users and data to the recovered servers.`] : []),
        ...(preflight.length === 0 ? [markup `What AWS knew before the start: it did not come to that.`] : [])
    ];
}

;// CONCATENATED MODULE: ./build/src/report/html/style.js
/** Text on its ground has a contrast of 4.5 : 1 or better, in both themes. */
const light = `
--ground:#f4f5f7;--paper:#fff;--ink:#18202c;--muted:#566070;--line:#dde1e7;--soft:#eef0f4;--link:#1a57b5;
--good:#16693a;--good-soft:#e6f3eb;--bad:#b0231b;--bad-soft:#fcebe9;--warn:#855400;--warn-soft:#fbf1de;--idle:#566070;
--waiting:#fff;--waiting-ink:#8b95a4;--snapshot:#bcd7f5;--snapshot-ink:#6fa3dd;--conversion:#5b93d6;--conversion-ink:#8fb8e8;
--launch:#27548f;--verification:#8fd3c4;--verification-ink:#2f8f7f;--action:#ddccf2;--action-ink:#8d68c4;--up:#c9e6d3;--down:#f3c2bd;--down-ink:#c8473d;
--band:#eef1f6;--grid:#dde1e7;--edge:#3a4658;--rto:#b0231b;--budget:#855400`;
/** Links are not coloured on paper, and lines are a little darker. */
const onPaper = `${light};--ground:#fff;--line:#cfd5dd;--link:#18202c`;
/** The style of the report: light and dark, screen and A4. It names no address and no font that is not there already. */
const style = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{
--ground:#0e1319;--paper:#161c25;--ink:#e7ebf1;--muted:#a0abba;--line:#2b3441;--soft:#1e2631;--link:#8ab8ff;
--good:#63cf91;--good-soft:#15291f;--bad:#ff938a;--bad-soft:#331a1a;--warn:#f0bc5e;--warn-soft:#2f2614;--idle:#a0abba;
--waiting:#161c25;--waiting-ink:#748093;--snapshot:#27486d;--snapshot-ink:#4d81ba;--conversion:#4a83c6;--conversion-ink:#2d598f;
--launch:#a9cdfa;--verification:#1d5f54;--verification-ink:#4fb8a5;--action:#43306a;--action-ink:#9c7ed6;--up:#1f4a33;--down:#5a2724;--down-ink:#d8655c;
--band:#1e2631;--grid:#2b3441;--edge:#8794a6;--rto:#ff938a;--budget:#f0bc5e}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.55 -apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,system-ui,sans-serif;font-variant-numeric:tabular-nums}
a{color:var(--link);text-underline-offset:2px}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px}
code{font:0.875em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
.skip{position:absolute;left:-100vw;top:0;background:var(--paper);padding:8px 16px;z-index:1}
.skip:focus{left:0}
.page{max-width:1100px;margin:0 auto;padding:32px 28px 56px}
header{margin-bottom:20px}
.kicker{margin:0 0 6px;color:var(--muted);font-size:13px;letter-spacing:0.01em}
h1{margin:0;font-size:30px;line-height:1.2;font-weight:650;letter-spacing:-0.015em;overflow-wrap:anywhere}
.about{margin:6px 0 0;color:var(--muted);max-width:46em;overflow-wrap:anywhere}
h2{margin:0 0 14px;font-size:19px;line-height:1.3;font-weight:650;letter-spacing:-0.01em}
h3{margin:26px 0 8px;font-size:15.5px;line-height:1.35;font-weight:650;overflow-wrap:anywhere}
p{margin:0 0 10px;max-width:46em;overflow-wrap:anywhere}
p:last-child{margin-bottom:0}
.scroll+p{margin-top:12px}
ul{margin:0 0 10px;padding-left:20px;max-width:46em}
li,summary{overflow-wrap:anywhere}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:22px 24px 24px;margin:0 0 16px}
.quiet{color:var(--muted)}
.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}.idle{color:var(--idle)}
.verdict{border-left:6px solid currentColor;padding:20px 24px 22px}
.verdict>*{color:var(--ink)}
.verdict h2{display:flex;align-items:center;gap:10px;margin:0 0 6px;font-size:25px;color:inherit}
.verdict h2 svg{flex:none}
.icon{stroke:var(--paper)}
.verdict.good{background:linear-gradient(var(--good-soft),var(--good-soft)) no-repeat,var(--paper)}
.verdict.bad{background:linear-gradient(var(--bad-soft),var(--bad-soft)) no-repeat,var(--paper)}
.verdict.warn{background:linear-gradient(var(--warn-soft),var(--warn-soft)) no-repeat,var(--paper)}
.verdict .reason{font-size:16px;max-width:52em}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(132px,1fr));gap:14px 24px;margin:18px 0 0}
.figures dt{color:var(--muted);font-size:13px}
.figures dd{margin:1px 0 0;font-size:21px;line-height:1.25;font-weight:600;letter-spacing:-0.01em}
.figures small{display:block;font-size:13px;line-height:1.4;font-weight:400;letter-spacing:0;color:var(--muted)}
.verdict .figures dt,.verdict .figures small{color:var(--ink)}
nav{margin:0 0 16px;padding:0 2px;font-size:13.5px}
nav a{text-decoration:none}
nav a:hover{text-decoration:underline}
nav ul{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0;padding:0;list-style:none;max-width:none}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:12px 32px;margin:0}
.facts dt{color:var(--muted);font-size:13px}
.facts dd{margin:0;overflow-wrap:anywhere}
.facts .long{grid-column:span 2}
.facts+.scroll{margin-top:18px}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:8px 36px}
.columns h3:first-child{margin-top:6px}
.scroll{overflow-x:auto;margin:0 0 4px}
.scroll+.scroll{margin-top:20px}
.narrow{max-width:430px}
table{border-collapse:collapse;width:100%;font-size:13.5px;line-height:1.45}
caption{text-align:left;color:var(--muted);font-size:13px;padding:0 0 6px;overflow-wrap:anywhere}
th,td{text-align:left;vertical-align:top;padding:7px 14px 7px 0;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--muted);font-weight:500;font-size:12.5px;border-bottom-color:var(--edge);white-space:nowrap;vertical-align:bottom}
tbody th{font-weight:500;overflow-wrap:break-word}
td{overflow-wrap:break-word}
.long{overflow-wrap:anywhere;min-width:180px}
.when{min-width:100px}
.number{text-align:right;white-space:nowrap}
th.number:not(:last-child),td.number:not(:last-child){padding-right:26px}
.tight{white-space:nowrap}
.wide{min-width:230px}
td small,th small{display:block;color:var(--muted);font-size:12.5px;font-weight:400}
.has-below>*{border-bottom:0;padding-bottom:1px}
.below td{padding-top:2px}
.word{font-weight:600;white-space:nowrap}
.blank{min-width:120px}
.blank span,.line span{display:block;border-bottom:1px dotted var(--edge);height:1.45em}
.sign{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:18px 32px;margin:14px 0 0}
.sign dt{color:var(--muted);font-size:13px}
.sign dd{margin:0}
.sign dd span{display:block;border-bottom:1px dotted var(--edge);height:1.9em}
details{margin:12px 0 0}
summary{cursor:pointer;padding:2px 0}
summary b{font-weight:650}
details>.scroll,details>p{margin-top:8px}
.alarm{border-left:4px solid var(--warn);background:var(--warn-soft);padding:10px 14px;margin:0 0 14px;max-width:none}
pre{margin:8px 0 10px;padding:10px 14px;background:var(--soft);border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere;font-size:13px}
.meter{display:block;width:180px;height:14px}
.meter .track{fill:var(--soft)}.meter .bar-good{fill:var(--good)}.meter .bar-bad{fill:var(--bad)}.meter .bar-idle{fill:var(--idle)}
.meter line{stroke:var(--ink);stroke-width:2}
figure{margin:0}
.plot{min-width:900px}
.plot svg{display:block;width:100%;height:auto;overflow:visible}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0 0 14px;padding:0;list-style:none;max-width:none;font-size:13px}
.legend li{display:flex;align-items:center;gap:7px}
.legend svg{width:26px;height:12px;flex:none}
.wave{padding:10px 0 8px;border-top:1px solid var(--line)}
.wave-title{display:flex;flex-wrap:wrap;gap:0 12px;margin:0 0 4px;max-width:none;font-size:13.5px}
.wave-title b{font-weight:650}
.wave-title span:not(.word){color:var(--muted)}
.wave details{margin:4px 0 0;font-size:13px}
.defs{position:absolute}
svg text{font-size:12px;fill:var(--ink)}
svg .tick{text-anchor:middle}
svg .clock{fill:var(--muted);font-size:11px;text-anchor:middle}
svg .side{text-anchor:start;fill:var(--muted)}
svg .end{font-weight:600}
svg .end.good,svg .flag.good{fill:var(--good)}svg .end.bad{fill:var(--bad)}svg .end.warn{fill:var(--warn)}svg .end.idle{fill:var(--idle)}
svg .flag{font-size:11.5px;font-weight:600}
svg .flag.rto{fill:var(--rto)}svg .flag.budget{fill:var(--budget)}
.band{fill:var(--band)}
.grid{stroke:var(--grid);stroke-width:1}
.limit{stroke-width:1.6;fill:none}
.limit.rto{stroke:var(--rto)}
.limit.budget{stroke:var(--budget);stroke-dasharray:7 4}
.limit.wave-budget{stroke:var(--edge);stroke-dasharray:2 3}
.bar{stroke:var(--edge);stroke-width:0.7}
.flow{stroke:var(--edge);stroke-width:0.5}
.g-waiting{fill:var(--waiting)}.i-waiting{fill:var(--waiting-ink)}
.g-snapshot{fill:var(--snapshot)}.i-snapshot{fill:var(--snapshot-ink)}
.g-conversion{fill:var(--conversion)}.i-conversion{fill:var(--conversion-ink)}
.g-launch{fill:var(--launch)}
.g-verification{fill:var(--verification)}.i-verification{fill:var(--verification-ink)}
.g-action{fill:var(--action)}.i-action{fill:var(--action-ink)}
.g-up{fill:var(--up)}.g-down{fill:var(--down)}.i-down{fill:var(--down-ink)}
.mark path{fill:none;stroke:var(--paper);stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
.mark circle,.mark rect{stroke:var(--paper);stroke-width:1.2}
.mark.good>:first-child{fill:var(--good)}.mark.bad>:first-child{fill:var(--bad)}.mark.warn>:first-child{fill:var(--warn)}.mark.idle>:first-child{fill:var(--idle)}
footer{color:var(--muted);font-size:13px;margin-top:20px}
@media (max-width:640px){.page{padding:20px 14px 40px}section{padding:18px 16px;border-radius:8px}h1{font-size:25px}.facts,.columns{grid-template-columns:1fr}.facts .long{grid-column:auto}}
@page{size:A4;margin:15mm 14mm 18mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt Arial,sans-serif;color:#566070}}
@media print{
:root{color-scheme:light;${onPaper}}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font-size:9.5pt;line-height:1.45}
.page{max-width:none;padding:0}
section{border:0;border-radius:0;padding:0;margin:0 0 18pt;background:none}
.verdict{border-left:5pt solid currentColor;padding:10pt 14pt}
h1{font-size:20pt}h2{font-size:13pt;margin-bottom:7pt}.verdict h2{font-size:17pt}h3{font-size:10.5pt;margin-top:12pt}
h2,h3,caption,summary,.wave-title,.lead,.legend,.axis,.limits{break-after:avoid}
.legend{font-size:8pt}
table{font-size:8pt}
caption,thead th,td small,th small{font-size:7.5pt}
thead{display:table-header-group;break-after:avoid}
tbody tr:first-child{break-before:avoid}
tr,.wave,.whole,.lead,.verdict,.sign,.alarm,.facts>div,pre{break-inside:avoid}
.has-below{break-after:avoid}
.scroll{overflow:visible}
.plot{min-width:0}
th,td{padding:3pt 7pt 3pt 0}
th.number:not(:last-child),td.number:not(:last-child){padding-right:11pt}
.scroll:not(.narrow) td.number{white-space:normal}
.wide{min-width:0}
.long{min-width:88pt}
.when{min-width:56pt}
tbody th:not(.tight){min-width:88pt;overflow-wrap:anywhere}
.blank{min-width:84pt}
svg text,svg .end{font-size:14px}svg .clock,svg .flag{font-size:13px}
.sign{grid-template-columns:repeat(4,1fr)}
.facts,.columns{grid-template-columns:1fr 1fr;gap:6pt 18pt}
.figures{grid-template-columns:repeat(4,1fr);gap:8pt 14pt}
.figures dd{font-size:13pt}
.figures small,.facts dt,.figures dt,.sign dt{font-size:8pt}
nav,.skip,.screen{display:none}
details{display:block}
details::details-content{content-visibility:visible;block-size:auto;display:block}
summary{list-style:none}
summary::-webkit-details-marker{display:none}
a{color:inherit;text-decoration:none}
}
`;

;// CONCATENATED MODULE: ./build/src/report/timeline/flow.js

/** From the bottom of the picture to its top. */
const flowStates = [
    'up',
    'verification',
    'launch',
    'conversion',
    'snapshot',
    'waiting',
    'down'
];
/**
 * How many servers of a wave are where over time, for waves with too many of them for a row each: layers that lie on one
 * another, counted once a column. A layer that no server is ever in is left out.
 *
 * @param momentOf the moment that a column stands for, rising with it
 */
function flowOf(lanes, columns, momentOf) {
    const moments = Array.from({ length: columns }, (_, column) => momentOf(column));
    /** The first column at or after a moment. */
    const columnAt = (moment) => {
        let [low, high] = [0, columns];
        while (low < high) {
            const middle = (low + high) >> 1;
            if ((moments[middle] ?? Infinity) >= moment)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    };
    const changes = new Map(flowStates.map((state) => [state, new Int32Array(columns + 1)]));
    const add = (state, from, to) => {
        const change = changes.get(state);
        if (change === undefined || from >= to)
            return;
        change[from] = (change[from] ?? 0) + 1;
        change[to] = (change[to] ?? 0) - 1;
    };
    for (const { server, segments, to } of lanes) {
        for (const segment of segments)
            add(segment.phase, columnAt(segment.from), columnAt(segment.to));
        if (segments.length > 0)
            add(isUp(server) ? 'up' : 'down', columnAt(to), columns);
    }
    let lower = new Array(columns).fill(0);
    const layers = [];
    for (const state of flowStates) {
        let count = 0;
        const counts = Array.from(changes.get(state) ?? [], (change) => (count += change)).slice(0, columns);
        if (counts.every((count) => count === 0))
            continue;
        const upper = lower.map((below, column) => below + (counts[column] ?? 0));
        layers.push({ state, lower, upper });
        lower = upper;
    }
    return layers;
}

;// CONCATENATED MODULE: ./build/src/report/timeline/lane.js

/** What a server goes through, in this order; a phase that is tried again stands twice. */
const phaseNames = ['waiting', 'snapshot', 'conversion', 'launch', 'verification'];
/**
 * A server's way through the phases. What the job's log leaves out is filled: a phase without an end lasts until the next
 * begins, time in none of DRS's phases is waiting, and from the end of the launch on it is being verified.
 *
 * @param settledAt when its end was written down, where it is not up
 * @param waveEnd until when a server without an end of its own is shown
 */
function laneOf(server, wave, settledAt, waveEnd) {
    const askedAt = firstAskedAt(server);
    if (askedAt === null)
        return { server, segments: [], from: waveEnd, to: waveEnd };
    const asked = Date.parse(askedAt);
    const from = wave.startedAt === null ? asked : Math.min(asked, Date.parse(wave.startedAt));
    const to = Math.max(from, endOf(server, settledAt, waveEnd));
    const turns = turnsOf(server, from).toSorted((a, b) => a.at - b.at);
    const segments = [];
    for (const [index, { at, phase }] of turns.entries()) {
        const start = Math.min(Math.max(at, from), to);
        const end = Math.min(Math.max(turns[index + 1]?.at ?? to, start), to);
        const before = segments.at(-1);
        if (end === start)
            continue;
        if (before?.phase === phase)
            segments[segments.length - 1] = { ...before, to: end };
        else
            segments.push({ phase, from: start, to: end });
    }
    return { server, segments, from, to };
}
/** Seconds that a server spent in a phase; undefined when it never was in it. */
function secondsIn({ segments }, phase) {
    const spans = segments.filter((segment) => segment.phase === phase);
    if (spans.length === 0)
        return undefined;
    return Math.round(spans.reduce((sum, { from, to }) => sum + (to - from), 0) / 1000);
}
function endOf({ status, verifiedAt }, settledAt, waveEnd) {
    if (status === 'launched' && verifiedAt !== null)
        return Date.parse(verifiedAt);
    return settledAt ?? waveEnd;
}
function turnsOf({ failedLaunches, phases, launchedAt }, from) {
    const turns = [{ at: from, phase: 'waiting' }];
    for (const failed of failedLaunches) {
        turns.push(...phaseTurns(failed.phases), { at: Date.parse(failed.failedAt), phase: 'waiting' });
    }
    turns.push(...phaseTurns(phases));
    const isLaunchLogged = phases.some(({ phase, endedAt }) => phase === 'launch' && endedAt !== null);
    if (launchedAt !== null && !isLaunchLogged)
        turns.push({ at: Date.parse(launchedAt), phase: 'verification' });
    return turns;
}
function phaseTurns(phases) {
    const turns = [];
    for (const { phase, startedAt, endedAt } of phases) {
        const ended = endedAt === null ? undefined : Date.parse(endedAt);
        if (startedAt !== null)
            turns.push({ at: Date.parse(startedAt), phase });
        if (ended !== undefined)
            turns.push({ at: ended, phase: phase === 'launch' ? 'verification' : 'waiting' });
    }
    return turns;
}

;// CONCATENATED MODULE: ./build/src/report/timeline/scale.js

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** Distances between ticks that people read without counting. */
const steps = [
    ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
    ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
    ...[1, 2, 3, 6, 12].map((count) => count * hour),
    ...[1, 2, 7].map((count) => count * day)
];
/** The ticks of an axis that begins at `from`: at most `limit`, however long the span. */
function ticksOf({ from, to }, limit = 9) {
    const step = stepFor(to - from, limit);
    const count = Math.floor((to - from) / step) + 1;
    const digits = step < minute || from % minute !== 0 ? 8 : 5;
    return Array.from({ length: count }, (_, index) => {
        const at = from + index * step;
        const isSameDay = index === 0 || dayOf(at) === dayOf(at - step);
        const clock = new Date(at).toISOString().slice(11);
        return {
            at,
            elapsed: duration_formatDuration(Math.round((index * step) / second)),
            clock: isSameDay ? clock.slice(0, digits) : [dayOf(at), ...(step < day ? [clock.slice(0, 5)] : [])].join(' ')
        };
    });
}
/** `24 Nov` */
function dayOf(at) {
    const [, date = '', month = ''] = new Date(at).toUTCString().split(' ');
    return `${String(Number(date))} ${month}`;
}
function stepFor(length, limit) {
    const known = steps.find((step) => length / step < limit);
    if (known !== undefined)
        return known;
    let weeks = 14 * day;
    while (length / weeks >= limit)
        weeks *= 2;
    return weeks;
}
/** Where moments stand between `left` and `right`; a moment outside the span stands at its edge. */
function scaleOf({ from, to }, left, right) {
    const length = Math.max(1, to - from);
    return (moment) => left + (Math.min(Math.max(moment - from, 0), length) / length) * (right - left);
}

;// CONCATENATED MODULE: ./build/src/report/timeline/svg.js







/** Measures of the picture in its own units, a pixel each where the page is wide enough. */
const svg_width = 1000;
const left = 196;
const right = 872;
const rowHeight = 22;
const barHeight = 12;
const axisHeight = 34;
/** The patterns of the phases, which all pictures of the page use: told apart without colour too. */
function patternDefinitions() {
    return markup `<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="p-waiting" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="g-waiting" width="6" height="6"/><circle class="i-waiting" cx="3" cy="3" r="0.9"/></pattern>
<pattern id="p-snapshot" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="g-snapshot" width="6" height="6"/><rect class="i-snapshot" width="1.6" height="6"/></pattern>
<pattern id="p-conversion" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="g-conversion" width="6" height="6"/><rect class="i-conversion" width="1.6" height="6"/></pattern>
<pattern id="p-launch" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="g-launch" width="6" height="6"/></pattern>
<pattern id="p-verification" width="4" height="4" patternUnits="userSpaceOnUse"><rect class="g-verification" width="4" height="4"/><rect class="i-verification" width="1.2" height="4"/></pattern>
<pattern id="p-action" width="6" height="4" patternUnits="userSpaceOnUse"><rect class="g-action" width="6" height="4"/><rect class="i-action" width="6" height="1.2"/></pattern>
<pattern id="p-up" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="g-up" width="6" height="6"/></pattern>
<pattern id="p-down" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="g-down" width="6" height="6"/><rect class="i-down" width="3" height="6"/></pattern>
</defs></svg>`;
}
/** A swatch of the legend. */
function swatch(state) {
    return markup `<svg class="swatch" viewBox="0 0 26 12" width="26" height="12" aria-hidden="true" focusable="false"><rect x="0.5" y="0.5" width="25" height="11" rx="2" fill="url(#p-${state})" class="bar"/></svg>`;
}
/** The axis: time since the drill began, and the time of day. */
function axisSvg(timeline) {
    const x = scaleOf(timeline, left, right);
    const ticks = ticksOf(timeline).map(({ at, elapsed, clock }) => markup `<text x="${px(x(at))}" y="14" class="tick">${elapsed}</text><text x="${px(x(at))}" y="28" class="clock">${clock}</text>`);
    return markup `<svg class="axis" viewBox="0 0 ${svg_width} ${axisHeight}" aria-hidden="true" focusable="false">
<text x="0" y="14" class="side">Elapsed</text><text x="0" y="28" class="clock side">Time of day, UTC</text>
${ticks}
</svg>`;
}
/** Where the objective and the budget of the drill end, on a line of its own under the axis; empty where neither is in view. */
function limitsSvg(timeline) {
    const x = scaleOf(timeline, left, right);
    const flags = svg_limitsOf(timeline).map(({ at, name, kind }) => {
        // Near the right edge the name stands to the left of its line.
        const isLate = x(at) > right - 150;
        const side = isLate ? markup `x="${px(x(at) - 7)}" text-anchor="end"` : markup `x="${px(x(at) + 7)}"`;
        return markup `<line x1="${px(x(at))}" x2="${px(x(at))}" y1="4" y2="20" class="limit ${kind}"/><text ${side} y="15" class="flag ${kind}">${name}</text>`;
    });
    if (flags.length === 0)
        return nothing;
    return joined(flags.map((flag) => markup `<svg class="limits" viewBox="0 0 ${svg_width} 20" aria-hidden="true" focusable="false">${flag}</svg>`));
}
/** A row for each server. `wave` gives the band behind them and the end of its budget. */
function lanesSvg(timeline, wave, lanes, label) {
    const height = lanes.length * rowHeight + 8;
    const rows = lanes.map((lane, index) => laneRow(timeline, lane, 4 + index * rowHeight));
    return svg_picture(timeline, wave, height, label, joined(rows));
}
/** A row for each action of the wave, in the order in which they run. */
function actionsSvg(timeline, wave, label) {
    const rows = wave.actions.map((lane, index) => actionRow(timeline, lane, 4 + index * rowHeight));
    return svg_picture(timeline, wave, rows.length * rowHeight + 8, label, joined(rows));
}
/** How many servers of the wave are where over time, for waves with too many for a row each. */
function flowSvg(timeline, wave, plotHeight, label) {
    const x = scaleOf(timeline, left, right);
    const started = wave.lanes.filter(({ segments }) => segments.length > 0);
    const [from, to] = [Math.floor(x(wave.from)), Math.max(Math.ceil(x(wave.to)), Math.floor(x(wave.from)) + 1)];
    const momentOf = (column) => {
        return timeline.from + ((from + column + 0.5 - left) / (right - left)) * (timeline.to - timeline.from);
    };
    const layers = flowOf(started, to - from, momentOf);
    const scale = (plotHeight - 8) / Math.max(1, started.length);
    const shapes = layers.map((layer) => markup `<path d="${flowPath(layer, from, (count) => plotHeight - 4 - count * scale)}" fill="url(#p-${layer.state})" class="flow"/>`);
    const up = wave.lanes.filter(({ server }) => isUp(server)).length;
    const middle = px(plotHeight / 2 + 4);
    const texts = markup `<text x="0" y="${middle}" class="name">${wording_counted(wave.lanes.length, 'server')}</text><text x="${right + 12}" y="${middle}" class="end ${up === wave.lanes.length ? 'good' : 'bad'}">${up} of ${wave.lanes.length} up</text>`;
    return svg_picture(timeline, wave, plotHeight, label, joined([...shapes, texts]));
}
function svg_picture(timeline, wave, height, label, content) {
    const x = scaleOf(timeline, left, right);
    const grid = ticksOf(timeline).map(({ at }) => markup `<line x1="${px(x(at))}" x2="${px(x(at))}" y1="0" y2="${height}" class="grid"/>`);
    const limits = svg_limitsOf(timeline).map(({ at, kind }) => markup `<line x1="${px(x(at))}" x2="${px(x(at))}" y1="0" y2="${height}" class="limit ${kind}"/>`);
    const budget = wave.budgetEnd > timeline.to
        ? nothing
        : markup `<path d="M${px(x(wave.budgetEnd))} 0v${height}m-4 -${height}h8m-8 ${height}h8" class="limit wave-budget"/>`;
    return markup `<svg role="img" aria-labelledby="${label.id}-title" aria-describedby="${label.id}-desc" viewBox="0 0 ${svg_width} ${height}">
<title id="${label.id}-title">${clipped(label.title, 200)}</title><desc id="${label.id}-desc">${clipped(label.description, 1000)}</desc>
<rect x="${px(x(wave.from))}" y="0" width="${px(Math.max(2, x(wave.to) - x(wave.from)))}" height="${height}" rx="3" class="band"/>
${grid}
${content}
${limits}${budget}
</svg>`;
}
function laneRow(timeline, lane, top) {
    const x = scaleOf(timeline, left, right);
    const { server, segments } = lane;
    const { title, tone } = serverWords[server.status];
    const baseline = top + rowHeight / 2 + 4;
    const bars = segments.map(({ phase, from, to }) => {
        const took = `${phase} ${duration_formatDuration(Math.round((to - from) / 1000))}`;
        return markup `<rect x="${px(x(from))}" y="${top + 5}" width="${px(Math.max(0.6, x(to) - x(from)))}" height="${barHeight}" fill="url(#p-${phase})" class="bar"><title>${took}</title></rect>`;
    });
    const mark = segments.length === 0 ? nothing : endMark(x(lane.to), top + 5 + barHeight / 2, tone);
    const took = svg_tookOf(server);
    return markup `<g><text x="0" y="${baseline}" class="name">${clipped(words_nameOf(server), 28)}<title>${clipped(words_nameOf(server), 200)}</title></text>${bars}${mark}<text x="${right + 12}" y="${baseline}" class="end ${tone}">${took === '' ? title : `${title}, ${took}`}</text></g>`;
}
function actionRow(timeline, { action, span }, top) {
    const x = scaleOf(timeline, left, right);
    const { title, tone } = actionWords[action.status];
    const baseline = top + rowHeight / 2 + 4;
    const took = span === undefined ? '' : duration_formatDuration(Math.round((span.to - span.from) / 1000));
    const bar = span === undefined
        ? nothing
        : joined([
            markup `<rect x="${px(x(span.from))}" y="${top + 5}" width="${px(Math.max(0.6, x(span.to) - x(span.from)))}" height="${barHeight}" fill="url(#p-action)" class="bar"><title>action ${took}</title></rect>`,
            // Beside the bar, which is often too short to be seen under it.
            endMark(x(span.to) + 8, top + 5 + barHeight / 2, tone)
        ], '');
    const isTimed = tone === 'good' || action.endedAt !== null;
    return markup `<g><text x="0" y="${baseline}" class="name">${clipped(action.name, 28)}<title>${clipped(action.name, 200)}</title></text>${bar}<text x="${right + 12}" y="${baseline}" class="end ${tone}">${isTimed && took !== '' ? `${title}, ${took}` : title}</text></g>`;
}
/** A disc with a tick for what is up, a square with a cross for what is not: shapes, since colour may not be seen. */
function endMark(x, y, tone) {
    if (tone === 'good') {
        return markup `<g class="mark good"><circle cx="${px(x)}" cy="${px(y)}" r="6.5"/><path d="M${px(x - 3)} ${px(y)}l2.2 2.4l3.8 -4.6"/></g>`;
    }
    return markup `<g class="mark ${tone}"><rect x="${px(x - 6)}" y="${px(y - 6)}" width="12" height="12" rx="2"/><path d="M${px(x - 2.6)} ${px(y - 2.6)}l5.2 5.2m0 -5.2l-5.2 5.2"/></g>`;
}
function flowPath({ lower, upper }, from, y) {
    const top = svg_stepsOf(upper);
    const bottom = svg_stepsOf(lower).toReversed();
    const end = from + upper.length;
    const forth = top.map(({ column, count }) => `H${from + column}V${px(y(count))}`).join('');
    // Going back, the line comes to each step from its right.
    const back = bottom.map(({ column, count }) => `V${px(y(count))}H${from + column}`).join('');
    return `M${from} ${px(y(lower[0] ?? 0))}${forth}H${end}${back}Z`;
}
/** Where a count changes: `column` is the first with it. */
function svg_stepsOf(counts) {
    return counts.flatMap((count, column) => (column > 0 && counts[column - 1] === count ? [] : [{ column, count }]));
}
/** What ends within the picture. */
function svg_limitsOf({ rtoEnd, budgetEnd, to }) {
    return [
        ...(rtoEnd === undefined ? [] : [{ at: rtoEnd, name: 'Recovery time objective ends', kind: 'rto' }]),
        ...(budgetEnd === undefined ? [] : [{ at: budgetEnd, name: 'Budget of the drill ends', kind: 'budget' }])
    ].filter(({ at }) => at <= to);
}
function svg_tookOf(server) {
    if (!isUp(server) || server.rtoSeconds === null)
        return '';
    return duration_formatDuration(Math.round(server.rtoSeconds));
}
function px(value) {
    return String(Math.round(value * 10) / 10);
}

;// CONCATENATED MODULE: ./build/src/report/timeline/action-lane.js
/** @param waveEnd until when an action without an end is shown */
function actionLaneOf(action, waveEnd) {
    const began = action.startedAt ?? action.requestedAt;
    if (began === null)
        return { action, span: undefined };
    const from = Date.parse(began);
    const to = action.endedAt === null ? waveEnd : Date.parse(action.endedAt);
    // The clocks of SSM and of the runner may differ.
    return { action, span: { from, to: Math.max(from, to) } };
}

;// CONCATENATED MODULE: ./build/src/report/timeline/timeline.js



/** How much longer than the drill itself the picture may get, so that a limit is in it. */
const stretch = 2.5;
/** The timeline of a record; undefined where no wave was begun. Pure, as all that is drawn from it. */
function timelineOf(record) {
    const settled = settledMoments(record);
    const known = [...settled.values(), ...record.waves.flatMap(momentsOf)];
    if (known.length === 0)
        return undefined;
    const first = known.reduce((earliest, at) => Math.min(earliest, at));
    const last = known.reduce((latest, at) => Math.max(latest, at));
    const waves = record.waves.filter((wave) => momentsOf(wave).length > 0);
    const { rtoEnd, recoveredAt } = objectiveOf(record);
    const budgetEnd = record.budgetSeconds === null ? undefined : Date.parse(record.startedAt) + record.budgetSeconds * 1000;
    const from = Math.min(first, Date.parse(record.startedAt));
    const drill = Math.max(1000, last - from);
    const limits = [rtoEnd, budgetEnd]
        .filter((limit) => limit !== undefined)
        .filter((limit) => limit - from <= stretch * drill);
    const to = from + Math.max(drill, ...limits.map((limit) => limit - from)) * 1.03;
    return {
        from,
        to,
        rtoEnd,
        recoveredAt,
        budgetEnd,
        waves: waves.map((wave) => lanesOf(wave, settled, last)),
        idle: record.waves.filter((wave) => !waves.includes(wave))
    };
}
function lanesOf(wave, settled, last) {
    const end = wave.finishedAt === null ? last : Date.parse(wave.finishedAt);
    const moments = momentsOf(wave);
    const from = moments.reduce((earliest, at) => Math.min(earliest, at));
    // A server whose end was judged after its wave's (an instance that is gone at the end) still ends with it here.
    const lanes = wave.servers.map((server) => laneOf(server, wave, settled.get(server.sourceServerId), end));
    const actions = wave.actions.map((action) => actionLaneOf(action, end));
    const ends = [...lanes.map(({ to }) => to), ...actions.flatMap(({ span }) => span?.to ?? [])];
    const to = ends.reduce((latest, at) => Math.max(latest, at), Math.max(end, from));
    const started = wave.startedAt === null ? from : Date.parse(wave.startedAt);
    return { wave, from, to, budgetEnd: started + wave.budgetSeconds * 1000, lanes, actions };
}
function momentsOf(wave) {
    const servers = wave.servers.flatMap((server) => [
        firstAskedAt(server),
        server.launchedAt,
        server.verifiedAt,
        ...server.phases.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt])
    ]);
    if (wave.startedAt === null && servers.every((moment) => moment === null))
        return [];
    const actions = wave.actions.flatMap(({ requestedAt, startedAt, endedAt }) => [requestedAt, startedAt, endedAt]);
    return [wave.startedAt, wave.finishedAt, ...servers, ...actions].flatMap((moment) => moment === null ? [] : [Date.parse(moment)]);
}
/** When the end of servers that are not up was written down: the deviation that tells of it has the moment. */
function settledMoments({ deviations }) {
    return new Map(deviations.flatMap(({ kind, at, sourceServerId }) => kind.startsWith('server-') && at !== null && sourceServerId !== null ? [[sourceServerId, Date.parse(at)]] : []));
}
/** The recovery time counts from the first launch of the execution, which an earlier job of the run may have made. */
function objectiveOf({ objectives, waves }) {
    const { targetSeconds, achievedSeconds } = objectives.rto;
    const servers = waves.flatMap(({ servers }) => servers);
    const verified = servers.flatMap(({ verifiedAt }) => (verifiedAt === null ? [] : [Date.parse(verifiedAt)]));
    const started = servers.flatMap((server) => {
        const askedAt = firstAskedAt(server);
        return askedAt === null ? [] : [Date.parse(askedAt)];
    });
    const [someStart, someEnd] = [started[0], verified[0]];
    const recoveredAt = achievedSeconds === null || someEnd === undefined ? undefined : verified.reduce((a, b) => Math.max(a, b), someEnd);
    if (targetSeconds === null || someStart === undefined)
        return { rtoEnd: undefined, recoveredAt };
    const start = achievedSeconds === null || recoveredAt === undefined
        ? started.reduce((a, b) => Math.min(a, b), someStart)
        : recoveredAt - achievedSeconds * 1000;
    return { rtoEnd: start + targetSeconds * 1000, recoveredAt };
}

;// CONCATENATED MODULE: ./build/src/report/html/timeline.js













/** With more servers than this, a wave shows how many are where, and a row each is folded behind it. */
const mostRows = 60;
/** With more servers than this, there is no row for each even behind it: the table has all of them. */
const mostFoldedRows = 2000;
/** Rows of one picture: what fits on a page of A4. */
const rowsPerPicture = 40;
/** The picture of the drill over time, and the same in figures. */
function timeline(record) {
    const found = timelineOf(record);
    const body = found === undefined ? markup `<p>Nothing was started: there is no time to show.</p>` : drawn(record, found);
    return { id: 'timeline', title: 'Timeline', body };
}
function drawn(record, found) {
    const servers = found.waves.reduce((sum, { lanes }) => sum + lanes.length, 0);
    const actions = found.waves.reduce((sum, { actions }) => sum + actions.length, 0);
    const isCollapsed = servers > mostRows;
    // On paper, what fits on a page stays on one.
    const isShort = isCollapsed
        ? found.waves.length <= 8 && actions <= 8
        : servers + actions <= 30 && found.waves.length <= 10;
    const pictures = found.waves.map((wave, index) => wavePicture(found, wave, index, isCollapsed, servers));
    const idle = found.idle.map(({ name, servers, reason }) => markup `<p class="wave wave-title"><b>${clipped(name, 100)}</b> ${toned(waveWords['not-started'])} <span>${wording_counted(servers.length, 'server')}${reason === null ? '' : `; ${reason}`}</span></p>`);
    const picture = markup `<div${isShort ? markup ` class="whole"` : nothing}>
<p class="quiet lead">${lead(record, found, isCollapsed, actions > 0)}</p>
${legend(isCollapsed, actions > 0)}
<figure class="scroll" tabindex="0" aria-label="Timeline of the waves and their servers"><div class="plot">
${joined([axisSvg(found), limitsSvg(found), ...pictures])}
</div></figure>
</div>`;
    return joined([patternDefinitions(), picture, ...idle, inFigures(record, found)]);
}
function lead(record, { rtoEnd, budgetEnd, to }, isCollapsed, hasActions) {
    const outside = [
        ...(rtoEnd !== undefined && rtoEnd > to
            ? [`the recovery time objective (${durationOf(record.objectives.rto.targetSeconds)})`]
            : []),
        ...(budgetEnd !== undefined && budgetEnd > to
            ? [`the budget of the drill (${durationOf(record.budgetSeconds)})`]
            : [])
    ];
    const ends = outside.length === 0 ? '' : ` Beyond the picture: ${outside.join(' and ')}.`;
    const what = isCollapsed
        ? `Each wave shows how many of its servers are where${hasActions ? '; an action has a row of its own' : ''}.`
        : `A band is a wave, a row is a server${hasActions ? ' or an action' : ''}.`;
    return `${what} Times are those of the DRS job logs and of what was seen in AWS.${ends}`;
}
const stateTitles = {
    waiting: 'Waiting',
    snapshot: 'Snapshot',
    conversion: 'Conversion',
    launch: 'Launch',
    verification: 'Verification',
    up: 'Up',
    down: 'Ended, not up'
};
function legend(isCollapsed, hasActions) {
    const states = isCollapsed
        ? flowStates.toReversed().filter((state) => state !== 'up' && state !== 'down')
        : phaseNames;
    const all = isCollapsed ? [...states, 'up', 'down'] : states;
    const items = all.map((state) => markup `<li>${swatch(state)}${stateTitles[state]}</li>`);
    const action = hasActions ? [markup `<li>${swatch('action')}Action (SSM Automation)</li>`] : [];
    const budget = markup `<li><svg viewBox="0 0 26 12" aria-hidden="true" focusable="false"><path d="M13 0v12m-4 -12h8m-8 12h8" class="limit wave-budget"/></svg>Budget of the wave ends</li>`;
    return markup `<ul class="legend">
${[...items, ...action, budget]}
</ul>`;
}
function wavePicture(found, wave, index, isCollapsed, servers) {
    const { name, status, after } = wave.wave;
    const label = {
        id: `picture-${String(index + 1)}`,
        title: `Timeline of wave ${name}`,
        description: descriptionOf(found, wave)
    };
    const picture = isCollapsed ? flowSvg(found, wave, flowHeight(found, wave), label) : rows(found, wave, label);
    const detail = isCollapsed && servers <= mostFoldedRows ? detailRows(found, wave, label) : nothing;
    return markup `<div class="wave">
<p class="wave-title"><b>${clipped(name, 100)}</b> ${toned(waveWords[status])} <span>${after.length === 0 ? 'from the start' : `after ${after.join(', ').slice(0, 200)}`}</span> <span>${spent(wave)}</span></p>
${joined([picture, actionPicture(found, wave, label), detail])}
</div>`;
}
function rows(found, wave, label) {
    const chunks = Array.from({ length: Math.ceil(wave.lanes.length / rowsPerPicture) }, (_, index) => wave.lanes.slice(index * rowsPerPicture, (index + 1) * rowsPerPicture));
    return joined(chunks.map((lanes, index) => lanesSvg(found, wave, lanes, index === 0
        ? label
        : { ...label, id: `${label.id}-${String(index + 1)}`, title: `${label.title}, part ${String(index + 1)}` })));
}
function detailRows(found, wave, label) {
    const pictures = rows(found, wave, { ...label, id: `${label.id}-each` });
    return markup `<div class="screen">${folded(markup `A row for each of the ${wording_counted(wave.lanes.length, 'server')}`, joined([axisSvg(found), pictures]))}</div>`;
}
function actionPicture(found, wave, label) {
    if (wave.actions.length === 0)
        return nothing;
    const well = wave.actions.filter(({ action }) => isWell(action)).length;
    return actionsSvg(found, wave, {
        id: `${label.id}-actions`,
        title: `Actions of wave ${wave.wave.name}`,
        description: `${String(well)} of ${wording_counted(wave.actions.length, 'action')} succeeded. The same in figures stands below the picture.`
    });
}
/** The more waves there are, the flatter each is. */
function flowHeight({ waves }, { lanes }) {
    const most = waves.length <= 12 ? 76 : waves.length <= 40 ? 44 : 24;
    return Math.min(most, 16 + lanes.length * 8);
}
/** As the table of the waves has it: what an earlier attempt took is none of this wave's time. */
function spent(wave) {
    const { finishedAt, budgetSeconds } = wave.wave;
    const end = finishedAt === null ? wave.to : Date.parse(finishedAt);
    return `${durationOf((end - beganAt(wave)) / 1000)} of a budget of ${durationOf(budgetSeconds)}`;
}
function beganAt({ wave, from }) {
    return wave.startedAt === null ? from : Date.parse(wave.startedAt);
}
function descriptionOf({ from }, wave) {
    const up = wave.lanes.filter(({ server }) => isUp(server)).length;
    const end = waveWords[wave.wave.status].title.toLowerCase();
    const began = beganAt(wave);
    const earlier = wave.from < began
        ? ` Its first launch was asked for before, at ${moment(wave.from, from)}, in an earlier attempt.`
        : '';
    return `The wave began at ${moment(began, from)} and ended ${end} after ${spent(wave)}; ${String(up)} of ${wording_counted(wave.lanes.length, 'server')} came up.${earlier} The same in figures stands below the picture.`;
}
/** `14:05:41 UTC`, with its day where that is not the one on which the picture begins. */
function moment(at, from) {
    const text = momentText(timestampOf(at));
    return text.slice(0, 10) === timestampOf(from).slice(0, 10) ? text.slice(11) : text;
}
/** The picture as a table: for who cannot see it, and for who needs the figures. */
function inFigures(record, { waves }) {
    const { rto } = record.objectives;
    const columns = [
        { title: 'Server' },
        { title: 'Launch asked', kind: 'tight' },
        ...phaseNames.map((phase) => ({ title: stateTitles[phase], kind: 'number' })),
        { title: 'In all', kind: 'number' },
        { title: 'Result' }
    ];
    const tables = waves.map((wave) => {
        const lines = wave.lanes.map((lane) => {
            const { server, segments, from, to } = lane;
            return {
                cells: [
                    markup `${clipped(words_nameOf(server), 100)}`,
                    clockOf(firstAskedAt(server), record),
                    ...phaseNames.map((phase) => markup `${durationOf(secondsIn(lane, phase)) || '–'}`),
                    markup `${segments.length === 0 ? '–' : duration_formatDuration(Math.round((to - from) / 1000))}`,
                    toned(serverWords[server.status])
                ]
            };
        });
        const phases = htmlTable(markup `Time that each server of wave ${clipped(wave.wave.name, 100)} spent in each phase`, columns, lines);
        return joined([phases, actionFigures(record, wave)]);
    });
    const body = joined([
        markup `<p class="quiet">Clock times are UTC; the drill began at ${momentOf(record.startedAt)}.${rto.note === null ? '' : ` The recovery time was not measured: ${rto.note}.`}</p>`,
        ...tables
    ]);
    return folded(markup `<b>The timeline in figures</b>`, body);
}
function actionFigures(record, { wave, actions }) {
    if (actions.length === 0)
        return nothing;
    return htmlTable(markup `Times of the actions of wave ${clipped(wave.name, 100)}`, [
        { title: 'Action' },
        { title: 'When' },
        { title: 'Asked', kind: 'tight' },
        { title: 'Began', kind: 'tight' },
        { title: 'Ended', kind: 'tight' },
        { title: 'Result' }
    ], actions.map(({ action }) => ({
        cells: [
            markup `${clipped(action.name, 100)}`,
            markup `${phaseOf(action)}`,
            action.requestedAt === null ? markup `–` : clockOf(action.requestedAt, record),
            action.startedAt === null ? markup `–` : clockOf(action.startedAt, record),
            action.endedAt === null ? markup `–` : clockOf(action.endedAt, record),
            toned(actionWords[action.status])
        ]
    })));
}

;// CONCATENATED MODULE: ./build/src/report/html/verdict.js









const icons = {
    good: 'M6.5 12.5l4 4l7.5 -9',
    bad: 'M7.5 7.5l9 9m0 -9l-9 9',
    warn: 'M12 6.5v7m0 3.4v0.2',
    idle: 'M7 12h10'
};
/** The verdict, why, and the figures that people ask for first. */
function verdict(record) {
    const { title, tone } = verdictWords[record.status];
    return markup `<section class="verdict ${tone}" aria-labelledby="verdict">
<h2 id="verdict"><svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="11" fill="currentColor"/><path d="${icons[tone]}" fill="none" class="icon" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>${title}</h2>
<p class="reason">${clipped(sentence(summed(record)), 1000)}</p>
${verdict_refusals(record)}
${figures(record)}
</section>`;
}
function summed(record) {
    const servers = verdict_serversOf(record);
    const { status, mode } = record;
    if (status === 'blocked') {
        const { length } = record.refusals;
        const left = leftBefore(record);
        const why = length > 1 ? `, for ${wording_counted(length, 'reason')}` : '';
        return left === '' ? `Nothing was started${why}` : `Nothing new was started${why}. ${capital(left)}`;
    }
    if (status === 'passed' && mode === 'preflight') {
        return `${capital(record.reason ?? 'nothing stands in the way')}. Nothing was started`;
    }
    if (status === 'passed' && mode === 'validate') {
        return `The plan is valid: ${describeExtent(record)}. Nothing was started`;
    }
    if (status === 'passed') {
        const deviations = record.deviations.length;
        const part = record.leftOut.length === 0 ? '' : ' of this part of the plan';
        const all = servers.length === 1 ? `The one server${part} is` : `All ${String(servers.length)} servers${part} are`;
        const how = deviations === 0 ? ', without a deviation' : `, with ${wording_counted(deviations, 'deviation')}`;
        const unseen = verdict_serversOf({
            ...record,
            waves: record.waves.filter(({ verify }) => verify.instance === 'none')
        }).length;
        if (unseen === 0)
            return `${all} launched and verified${how}`;
        const which = unseen === servers.length ? 'none' : String(unseen);
        const were = unseen === servers.length ? 'was verified' : `of them ${unseen === 1 ? 'was' : 'were'} not verified`;
        return `${all} launched${how}; ${which} ${were} in EC2, as the plan asks`;
    }
    return capital(record.reason ?? 'no reason was written down');
}
function verdict_refusals(record) {
    const { refusals, plan } = record;
    if (refusals.length === 0)
        return nothing;
    return htmlTable(markup `Why nothing ${leftBefore(record) === '' ? '' : 'new '}was started; lines and columns are those of ${clipped(plan.path, 200)}`, [
        { title: 'Reason', kind: 'wide' },
        { title: 'Line', kind: 'number' },
        { title: 'Column', kind: 'number' }
    ], refusals.map(({ message, line, column }) => ({
        cells: [markup `${message}`, markup `${line ?? '–'}`, markup `${column ?? '–'}`]
    })));
}
function figures(record) {
    if (isPlanOnly(record))
        return nothing;
    const servers = verdict_serversOf(record);
    const { rto, rpo } = record.objectives;
    const took = record.finishedAt === null ? null : timestamp_secondsBetween(record.startedAt, record.finishedAt);
    const all = [
        [
            'Servers up',
            `${String(servers.filter(isUp).length)} of ${String(servers.length)}`,
            `in ${wording_counted(record.waves.length, 'wave')}`
        ],
        ['Recovery time (RTO)', achievedOf(rto), targetOf(rto)],
        ['Recovery point (RPO)', achievedOf(rpo), targetOf(rpo)],
        ['Duration', durationOf(took) || 'not known', budget(record)]
    ];
    return markup `<dl class="figures">
${all.map(([name, value, note]) => markup `<div><dt>${name}</dt><dd>${value}<small>${note}</small></dd></div>`)}
</dl>`;
}
function budget({ budgetSeconds }) {
    return budgetSeconds === null ? '' : `budget ${durationOf(budgetSeconds)}`;
}
function regionOf({ identity, plan }) {
    if (identity !== null)
        return markup `${clipped(identity.region, 100)}`;
    return plan.region === null ? markup `not asked` : markup `${clipped(plan.region, 100)} by the plan`;
}
/** What was done, when, where and by whom. */
function verdict_particulars(record) {
    const { plan, run, identity } = record;
    const notAsked = markup `not asked`;
    const pairs = [
        ['Execution', markup `<code>${clipped(record.executionId, 300)}</code>`],
        ['Kind', markup `${words_modeWords[record.mode].title}`],
        ['Started', momentOf(record.startedAt)],
        ['Finished', record.finishedAt === null ? markup `no end was written down` : momentOf(record.finishedAt)],
        ['AWS account', identity === null ? notAsked : markup `<code>${clipped(identity.account, 100)}</code>`],
        ['AWS Region', regionOf(record)],
        ['Plan', markup `${clipped(plan.name, 200)}, <code>${clipped(plan.path, 300)}</code>`],
        ['Workflow run', markup `${runOf(record)}${run.attempt === null ? nothing : markup `, attempt ${run.attempt}`}`],
        [
            'Workflow',
            markup `${clipped([run.workflow, run.job].filter((part) => part !== null).join(', job ') || 'not known', 300)}`
        ],
        [
            'Triggered by',
            markup `${clipped([run.actor, run.event].filter((part) => part !== null).join(', ') || 'not known', 300)}`
        ],
        ['Commit', plan.commit === null ? markup `not known` : markup `<code>${clipped(plan.commit, 100)}</code>`, 'long'],
        [
            'SHA-256 of the plan',
            plan.sha256 === null ? markup `the file could not be read` : markup `<code>${plan.sha256}</code>`,
            'long'
        ]
    ];
    return { id: 'particulars', title: 'Particulars', body: facts(pairs) };
}

;// CONCATENATED MODULE: ./build/src/report/summary/left-commands.js

/** IDs that TerminateRecoveryInstances and DescribeRecoveryInstances take at once. */
const idsPerCall = 200;
/** The commands to look at what is left, to stop it and to remove it; empty where no Region or no ID is known. */
function commandsFor(record, form) {
    const { jobs, unansweredStarts } = record.stillRunning;
    // No command is offered for what somebody else ran before.
    const instances = record.stillRunning.instances.filter(({ existedBefore }) => !existedBefore);
    const region = record.identity?.region;
    if (region === undefined || !isPlainId(region))
        return '';
    const jobIds = jobs.map(({ jobId }) => jobId).filter(isPlainId);
    const { instanceIds, forgotten } = idsOf(instances);
    // Too many IDs for a line are found by what the jobs of the execution are tagged with.
    const findsJobs = unansweredStarts.length > 0 || jobIds.length > form.listed;
    const lines = [
        ...stopCommands(record, region, form),
        ...findActionCommands(record, form),
        ...(findsJobs ? [findCommand(record.executionId, region)] : []),
        ...(jobIds.length === 0 || jobIds.length > form.listed
            ? []
            : [`aws drs describe-jobs --region ${region} --filters jobIDs=${jobIds.join(',')}`]),
        ...(instanceIds.length === 0 ? [] : [instancesCommand(record, instanceIds, region, form)]),
        ...(forgotten.length === 0 ? [] : [forgottenCommand(record, forgotten, region, form)])
    ];
    if (lines.length === 0)
        return '';
    const terminated = record.mode === 'drill' ? instanceIds.length + forgotten.length : 0;
    const { stops, finds } = actionPurposes(record);
    const found = finds + unansweredStarts.length + jobIds.length;
    const looks = terminated + stops === 0 || found > 0;
    const purposes = [
        ...(looks
            ? [['to look at', lookedAt(record), found === 0 ? instanceIds.length + forgotten.length : found]]
            : []),
        ...(stops === 0 ? [] : [['to stop', nounOf(stops, 'action'), stops]]),
        ...(terminated === 0 ? [] : [['to terminate', nounOf(terminated, 'instance'), terminated]])
    ];
    // Of several each says what it is for.
    const told = purposes.map(([verb, noun, count]) => `${verb} ${purposes.length > 1 ? noun : count === 1 ? 'it' : 'them'}`);
    const purpose = told.join(', ').replace(/, ([^,]*)$/, ' and $1');
    return `${purpose.charAt(0).toUpperCase()}${purpose.slice(1)}:\n\n\`\`\`sh\n${lines.join('\n')}\n\`\`\``;
}
function nounOf(count, noun) {
    return `the ${count === 1 ? noun : `${noun}s`}`;
}
/** What is only to be looked at; where that is of several kinds, in one word. */
function lookedAt({ stillRunning: { jobs, unansweredStarts, actions } }) {
    const lost = actions.filter(({ automationExecutionId }) => automationExecutionId === null).length;
    const kinds = [
        ...(jobs.length === 0 ? [] : [nounOf(jobs.length, 'job')]),
        ...(unansweredStarts.length === 0 ? [] : [unansweredStarts.length === 1 ? 'the launch' : 'the launches']),
        ...(lost === 0 ? [] : [nounOf(lost, 'action')])
    ];
    return kinds.length === 1 ? kinds.join('') : 'what runs';
}
function actionPurposes({ stillRunning: { actions } }) {
    return {
        stops: actions.filter(({ automationExecutionId }) => isPlainId(automationExecutionId ?? '')).length,
        finds: actions.filter(({ automationExecutionId }) => automationExecutionId === null).length
    };
}
/** Stops each run that is known. */
function stopCommands({ stillRunning }, region, form) {
    const command = `aws ssm stop-automation-execution --region ${region} --automation-execution-id`;
    const ids = stillRunning.actions.flatMap(({ automationExecutionId }) => automationExecutionId ?? []).filter(isPlainId);
    if (ids.length <= form.listed)
        return ids.map((id) => `${command} ${id}`);
    return [`${fromRecord('.stillRunning.actions[].automationExecutionId // empty')} | xargs -n 1 ${command}`];
}
/** Finds the runs that are not known; where these are many, the record has the commands. */
function findActionCommands({ stillRunning }, form) {
    const found = [...new Set(stillRunning.actions.flatMap(({ findWith }) => findWith ?? []))];
    const finds = found.filter((command) => /^aws ssm [\w .,:=/-]+$/.test(command));
    if (finds.length <= form.listed)
        return finds;
    return ["jq -r '.stillRunning.actions[].findWith // empty' evidence.json | sort -u"];
}
/** The IDs of recovery instances, and those of EC2 for what DRS does not list any more. */
function idsOf(instances) {
    return {
        instanceIds: instances.flatMap(({ recoveryInstanceId }) => recoveryInstanceId ?? []).filter(isPlainId),
        forgotten: instances
            .filter(({ recoveryInstanceId }) => recoveryInstanceId === null)
            .flatMap(({ ec2InstanceId }) => ec2InstanceId ?? [])
            .filter(isPlainId)
    };
}
/** Reads IDs from the record, one a line, for a command that takes them; what is no ID is left out, as it is elsewhere. */
function fromRecord(filter) {
    return `jq -r '${filter} | select(test("^[A-Za-z0-9][A-Za-z0-9-]*$"))' evidence.json`;
}
/** A command with these IDs; too many for a line are taken from the record, by a filter of jq. */
function withIds(command, ids, filter, { listed }) {
    if (ids.length <= Math.min(listed, idsPerCall))
        return `${command} ${ids.join(' ')}`;
    return `${fromRecord(filter)} | xargs -n ${String(idsPerCall)} ${command}`;
}
function forgottenCommand({ mode }, ids, region, form) {
    const verb = mode === 'drill' ? 'terminate' : 'describe';
    const command = `aws ec2 ${verb}-instances --region ${region} --instance-ids`;
    const filter = '.stillRunning.instances[] | select(.existedBefore | not) | select(.recoveryInstanceId == null) | .ec2InstanceId // empty';
    return withIds(command, ids, filter, form);
}
function instancesCommand({ mode }, ids, region, form) {
    if (mode === 'drill') {
        const filter = '.stillRunning.instances[] | select(.existedBefore | not).recoveryInstanceId // empty';
        return withIds(terminateCommand(region), ids, filter, form);
    }
    const command = `aws drs describe-recovery-instances --region ${region}`;
    return ids.length <= Math.min(form.listed, idsPerCall)
        ? `${command} --filters recoveryInstanceIDs=${ids.join(',')}`
        : command;
}
/** It takes the IDs behind it. */
function terminateCommand(region) {
    return `aws drs terminate-recovery-instances --region ${region} --recovery-instance-ids`;
}
function findCommand(executionId, region) {
    const query = /^[\w.-]+$/.test(executionId)
        ? ` --query "items[?tags.\\"drs-drill:execution\\"=='${executionId}']"`
        : '';
    return `aws drs describe-jobs --region ${region}${query}`;
}

;// CONCATENATED MODULE: ./build/src/report/summary/isolation.js






/** The words of the verdict on such a server. */
const landing = 'landed outside the plan';
/** Drill instances outside the plan's isolation may touch what is live: they are told before anything else. */
function outsideIsolation(record, form) {
    const found = record.waves
        .flatMap(({ servers }) => servers)
        .flatMap((server) => {
        const left = leftOutside(record, server);
        return left === undefined ? [] : [{ server, left }];
    });
    if (found.length === 0)
        return '';
    const items = list(found, form.listed, ({ server, left }) => {
        const where = sentence(escape_forMarkdown(server.reason ?? '', form.reasonLength));
        return `${serverName(server)} **runs outside the isolation** as ${instanceNames(left).join(', ')}: ${where}`;
    });
    const number = found.length === 1 ? 'A drill instance runs' : `${String(found.length)} drill instances run`;
    const lead = `> [!CAUTION]\n> **${number} outside the plan's isolation**, where ${found.length === 1 ? 'it' : 'they'} may reach what is live. Terminate ${found.length === 1 ? 'it' : 'them'} now.`;
    return [
        lead,
        items,
        commandOf(record, found.map(({ left }) => left), form)
    ]
        .filter((part) => part !== '')
        .join('\n\n');
}
/** The instance of a server that landed outside the isolation, as long as it is not known to be gone. */
function leftOutside({ stillRunning }, server) {
    if (server.status !== 'failed' || !landedOutside(server))
        return undefined;
    return stillRunning.instances.find(({ sourceServerId, ec2InstanceId, existedBefore }) => sourceServerId === server.sourceServerId && ec2InstanceId === server.ec2InstanceId && !existedBefore);
}
function landedOutside({ reason }) {
    return reason?.includes(landing) === true;
}
function commandOf({ identity }, found, form) {
    const region = identity?.region;
    if (region === undefined || !isPlainId(region))
        return '';
    const { instanceIds, forgotten } = idsOf(found);
    const filter = `.waves[].servers[] | select(.reason // "" | contains("${landing}")).recoveryInstanceId // empty`;
    const lines = [
        ...(instanceIds.length === 0 ? [] : [withIds(terminateCommand(region), instanceIds, filter, form)]),
        // What DRS has forgotten is in the command below, however many there are.
        ...(forgotten.length === 0 || forgotten.length > form.listed
            ? []
            : [`aws ec2 terminate-instances --region ${region} --instance-ids ${forgotten.join(' ')}`])
    ];
    return lines.length === 0 ? '' : `\`\`\`sh\n${lines.join('\n')}\n\`\`\``;
}

;// CONCATENATED MODULE: ./build/src/report/summary/server-next-step.js


/** Causes that AWS names in its own words, and what mends them. */
const knownCauses = [
    [lackOfPermission, givePermission],
    [
        /InsufficientInstanceCapacity|capacity/i,
        'Choose another instance type or subnet in its launch settings, or try again later.'
    ],
    [
        /VcpuLimitExceeded|LimitExceeded|quota/i,
        'Terminate what is not needed, or ask AWS for a higher quota, then run the drill again.'
    ],
    [/subnet|security group|InvalidGroup/i, 'Correct the subnet or security group in its launch settings.']
];
/**
 * What someone who has to mend it does first about a server that is not up, as plain text. `commands` says where the commands
 * are that it speaks of.
 */
function nextStep(record, server, commands = 'the command above') {
    const { status, jobId } = server;
    const reason = server.reason ?? '';
    const removed = isRemoved(record, server) ? 'Its instance was terminated by the cleanup' : undefined;
    switch (status) {
        case 'launched':
            return '';
        case 'failed':
            return afterFailure(record, server, commands);
        case 'skipped':
            return 'Look at its replication state and launch settings in the DRS console.';
        case 'terminated':
            return 'Find out in CloudTrail who terminated its recovery instance, then run the drill again.';
        case 'unverified':
            return removed === undefined
                ? afterDoubt(server)
                : `${removed}. To look at one, run the drill again with the input cleanup set to "never".`;
        case 'timed-out':
            if (removed !== undefined)
                return `${removed}. If it needs that long, raise the timeout ${server_next_step_budgetNamed(reason)}.`;
            if (jobId === null)
                return afterNoAnswer(record, server, commands) ?? afterNoLaunch(reason);
            return afterTimeout(reason);
        case 'cancelled':
        case 'in-progress':
            if (removed !== undefined)
                return `${removed}. Run the drill again.`;
            return afterNoAnswer(record, server, commands) ?? 'It may still come up: look at its job in the DRS console.';
        case 'not-started':
            return afterNoStart(reason);
    }
}
/** Whether the cleanup saw what was launched for it gone, and no launch of it goes on. */
function isRemoved({ cleanup, stillRunning }, server) {
    const { sourceServerId, ec2InstanceId, jobId } = server;
    const isGone = cleanup?.terminated.some((gone) => gone.sourceServerId === sourceServerId && (ec2InstanceId === null || gone.ec2InstanceId === ec2InstanceId));
    if (isGone !== true)
        return false;
    return !(stillRunning.instances.some((left) => left.sourceServerId === sourceServerId) ||
        stillRunning.jobs.some((job) => job.jobId === jobId && job.mayLaunch));
}
function afterFailure(record, server, commands) {
    const reason = server.reason ?? '';
    const launchAction = server.launchActions.find(({ status, optional }) => status === 'FAILED' && !optional);
    if (launchAction !== undefined && reason.startsWith('post-launch action')) {
        return `Look at the post-launch action "${launchAction.name}" of its instance in Systems Manager, then run the drill again.`;
    }
    if (landedOutside(server)) {
        const mend = 'orrect the subnet or security group in its launch settings.';
        return leftOutside(record, server) === undefined ? `C${mend}` : `Terminate it now, with ${commands}; then c${mend}`;
    }
    if (server.jobId === null && reason.includes('live recovery instance')) {
        return 'Keep the live recovery, or fail back first; then run the drill again.';
    }
    const known = knownCauses.find(([cause]) => cause.test(reason))?.[1];
    if (known !== undefined)
        return known;
    return server.jobId === null && server.failedLaunches.length === 0
        ? 'No job was started for it. Put right what is named here, then run the drill again.'
        : 'Open the job in the DRS console, put right what its log names, and run the drill again.';
}
/** By what EC2 showed of it last. */
function afterDoubt({ ec2InstanceId, instance, jobId, reason }) {
    if (ec2InstanceId === null) {
        const job = jobId === null ? 'its job' : jobId;
        return `EC2 shows no instance of ${job}: look at the job, and at the recovery instances of the server, in the DRS console.`;
    }
    if (instance?.state === 'missing') {
        return `EC2 does not know ${ec2InstanceId}: CloudTrail tells whether somebody terminated it.`;
    }
    if (instance?.state === 'terminated' || instance?.state === 'shutting-down') {
        return 'Find out in CloudTrail who terminated its instance, then run the drill again.';
    }
    if (reason?.includes('status checks') === true)
        return 'See its system log and status checks in the EC2 console.';
    return 'Look at its instance in the EC2 console; CloudTrail tells who changed its state.';
}
/** By the budget that the reason names. */
function afterTimeout(reason) {
    if (reason.startsWith('it was up'))
        return 'Look at its instance in the EC2 console, and run the drill again.';
    return `It may still come up: look at its job. If it needs that long, raise the timeout ${server_next_step_budgetNamed(reason)}.`;
}
function server_next_step_budgetNamed(reason) {
    return reason.includes("the drill's budget") ? 'of the drill' : 'of its wave';
}
/** Where StartRecovery was asked, and never answered: nobody knows a job. */
function afterNoAnswer({ stillRunning }, server, commands) {
    const isUnanswered = stillRunning.unansweredStarts.some(({ sourceServerIds }) => sourceServerIds.includes(server.sourceServerId));
    return server.jobId === null && isUnanswered
        ? `It may still come up, though no launch was confirmed: look for its job, with ${commands}.`
        : undefined;
}
function afterNoLaunch(reason) {
    return `It was not launched. If AWS needs that long, raise the timeout ${server_next_step_budgetNamed(reason)}, then run the drill again.`;
}
function afterNoStart(reason) {
    if (reason.startsWith('the run was cancelled'))
        return 'It was not launched. Run the drill again.';
    if (reason === 'the budget of the drill ran out before it could start') {
        return 'It was not launched. If the drill needs that long, raise its timeout, then run it again.';
    }
    return 'It was not launched. Put right what stopped the drill, then run it again.';
}

;// CONCATENATED MODULE: ./build/src/report/html/waves.js









/** Every wave and every server; a wave that is up is folded. */
function waves(record) {
    const { waves } = record;
    if (waves.length === 0)
        return { id: 'waves', title: 'Waves and servers', body: markup `<p>The plan could not be read.</p>` };
    const isPlan = isPlanOnly(record);
    const body = joined([
        overview(record, isPlan),
        ...waves.map((wave) => (isPlan ? planned(wave) : servers(record, wave)))
    ]);
    return { id: 'waves', title: isPlan ? 'The plan: waves and servers' : 'Waves and servers', body };
}
function overview(record, isPlan) {
    const rows = record.waves.map((wave) => {
        const { name, after, servers, budgetSeconds, startedAt, finishedAt, rtoSeconds, rpoSeconds, status } = wave;
        const plan = [
            markup `${clipped(name, 100)}`,
            markup `${after.length === 0 ? 'the start' : clipped(after.join(', '), 300)}`,
            markup `${isPlan ? serverCount(record, wave) : `${String(servers.filter(isUp).length)} of ${String(servers.length)}`}`,
            markup `${durationOf(budgetSeconds)}`
        ];
        return {
            cells: isPlan
                ? plan
                : [
                    ...plan,
                    clockOf(startedAt, record),
                    clockOf(finishedAt, record),
                    markup `${waves_tookOf(wave)}`,
                    achieved(rtoSeconds),
                    achieved(rpoSeconds),
                    toned(waveWords[status])
                ]
        };
    });
    return htmlTable(markup `${isPlan ? 'Waves of the plan' : 'Waves in the order of the plan; clock times are UTC'}`, [
        { title: 'Wave' },
        { title: 'After' },
        { title: isPlan ? 'Servers' : 'Servers up', kind: 'number' },
        { title: 'Budget', kind: 'number' },
        ...(isPlan
            ? []
            : [
                { title: 'Began', kind: 'tight' },
                { title: 'Ended', kind: 'tight' },
                { title: 'Took', kind: 'number' },
                { title: 'RTO', kind: 'number' },
                { title: 'RPO', kind: 'number' },
                { title: 'Result' }
            ])
    ], rows);
}
function waves_tookOf({ startedAt, finishedAt }) {
    if (startedAt === null || finishedAt === null)
        return '–';
    return durationOf((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
}
function achieved(seconds) {
    return markup `${seconds === null ? '–' : durationOf(seconds)}`;
}
function planned(wave) {
    // Of a plan that was only validated AWS has not said what matches.
    if (wave.servers.length === 0)
        return nothing;
    const rows = wave.servers.map(({ sourceServerId, hostname }) => ({
        cells: [markup `<code>${sourceServerId}</code>`, markup `${hostname === null ? nothing : clipped(hostname, 100)}`]
    }));
    const table = htmlTable(markup `Servers of wave ${clipped(wave.name, 100)}`, [{ title: 'Source server' }, { title: 'Name' }], rows);
    return folded(markup `<b>${clipped(wave.name, 100)}</b>: ${wording_counted(wave.servers.length, 'server')}`, table);
}
function servers(record, wave) {
    const up = wave.servers.filter(isUp).length;
    const title = markup `<b>${clipped(wave.name, 100)}</b> ${toned(waveWords[wave.status])} <span class="quiet">${up} of ${wording_counted(wave.servers.length, 'server')} up</span>`;
    const isQuiet = wave.status === 'up' || wave.startedAt === null;
    const reason = wave.reason === null || wave.status === 'up'
        ? nothing
        : markup `<p>${clipped(sentence(capital(wave.reason)), 1000)}</p>`;
    const table = htmlTable(markup `Servers of wave ${clipped(wave.name, 100)}; clock times are UTC`, [
        { title: 'Server', kind: 'wide' },
        { title: 'Result' },
        { title: 'Asked', kind: 'tight' },
        { title: 'Verified', kind: 'tight' },
        { title: 'RTO', kind: 'number' },
        { title: 'Recovery point' },
        { title: 'Instance', kind: 'wide' }
    ], wave.servers.map((server) => serverRow(record, wave, server)));
    return folded(title, joined([reason, table, jobs(record, wave), actionTable(record, wave)]), !isQuiet);
}
function serverRow(record, wave, server) {
    const { sourceServerId, hostname, status, verifiedAt, pointInTime, recoveryPoint, rtoSeconds, rpoSeconds } = server;
    const askedAt = firstAskedAt(server);
    const point = recoveryPoint === null
        ? markup `–`
        : markup `${rpoSeconds === null ? '' : `${durationOf(rpoSeconds)} old`}<small class="tight">${momentOf(recoveryPoint)}</small>`;
    const asked = pointInTime.asked === 'latest' ? nothing : markup `<small>asked: ${clipped(pointInTime.asked, 60)}</small>`;
    return {
        cells: [
            markup `${clipped(words_nameOf(server), 200)}${hostname === null ? nothing : markup `<small><code>${sourceServerId}</code></small>`}`,
            toned(serverWords[status]),
            askedAt === null ? markup `–` : clockOf(askedAt, record),
            verifiedAt === null ? markup `–` : clockOf(verifiedAt, record),
            achieved(rtoSeconds),
            joined([point, asked], ''),
            instanceCell(record, server)
        ],
        ...waves_remarkOf(record, wave, server)
    };
}
function instanceCell(record, { ec2InstanceId, instance }) {
    if (ec2InstanceId === null)
        return markup `–`;
    const details = [instance?.state, instance?.type, instance?.availabilityZone, instance?.subnetId, instance?.privateIp];
    const known = details.filter((detail) => detail !== null && detail !== undefined).join(', ');
    return joined([instanceOf(record, ec2InstanceId), known === '' ? nothing : markup `<small>${clipped(known, 300)}</small>`], '');
}
/** Why it is not up and what to do next; of a server that is up, only what is out of the ordinary. */
function waves_remarkOf(record, wave, server) {
    const again = isUp(server) ? server.failedLaunches.map(({ reason }) => `launched again: ${reason}`) : [];
    const oddities = [
        ...again,
        ...(server.usedPreviousSnapshot ? ['launched from an older snapshot'] : []),
        ...failedActionsOf(server)
    ];
    const odd = oddities.length === 0 ? '' : `${sentence(oddities.join('; '))} `;
    // What was never begun is told once, by its wave.
    const isTold = isUp(server) || wave.startedAt === null;
    if (isTold && odd === '')
        return {};
    const why = isTold || server.reason === null ? '' : `${sentence(server.reason)} `;
    const next = isTold ? nothing : markup `<b>Next:</b> ${nextStep(record, server, 'the command in the job summary')}`;
    return { below: markup `${clipped(`${odd}${why}`, 4000)}${next}` };
}
function jobs(record, { jobs }) {
    if (jobs.length === 0)
        return nothing;
    const items = jobs.map(({ jobId, status, sourceServerIds, adopted, createdAt, endedAt }) => markup `${jobOf(record, jobId)} <span class="quiet">${clipped(status, 60)}, ${wording_counted(sourceServerIds.length, 'server')}${adopted ? ', started earlier in this execution' : ''}</span> ${clockOf(createdAt, record)}${endedAt === null ? nothing : markup ` to ${clockOf(endedAt, record)}`}`);
    return markup `<p><span class="quiet">${jobs.length === 1 ? 'DRS job:' : 'DRS jobs:'}</span> ${joined(items, '; ')}</p>`;
}

;// CONCATENATED MODULE: ./build/src/report/html/report.js















/**
 * The report (`report.html`): one page that loads nothing, runs nothing and leads nowhere but to the AWS console and to
 * the workflow run. Pure: the same record and digests make the same bytes.
 */
function reportOf(record, provenance) {
    const { noun } = words_modeWords[record.mode];
    const title = `${verdictWords[record.status].title}: ${record.plan.name.slice(0, 200)}, ${record.startedAt.slice(0, 10)}`;
    const place = record.identity === null ? '' : `, ${record.identity.region}, account ${record.identity.account}`;
    const kicker = `${noun}, ${record.startedAt.slice(0, 10)}${place.slice(0, 200)}`;
    const sections = sectionsOf(record, provenance);
    const page = markup `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="drs-drill ${clipped(provenance.version, 40)}">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<div class="page">
<header>
<p class="kicker">${kicker}</p>
<h1>${clipped(record.plan.name, 200)}</h1>
${record.plan.description === null ? nothing : markup `<p class="about">${clipped(record.plan.description, 600)}</p>`}
</header>
<main id="main">
${verdict(record)}
<nav aria-label="Contents"><ul>
${sections.map(({ id, title }) => markup `<li><a href="#${id}">${title}</a></li>`)}
</ul></nav>
${sections.map(report_rendered)}
</main>
<footer>
<p>Derived from journal.ndjson by drs-drill. All times are UTC.</p>
</footer>
</div>
</body>
</html>
`;
    return withTablesNumbered(page).text;
}
/** Nothing may be loaded or run; of styles, only the page's own. */
const policy = new Markup(`default-src 'none'; style-src 'sha256-${(0,external_node_crypto_namespaceObject.createHash)('sha256').update(style).digest('base64')}'; ` +
    "base-uri 'none'; form-action 'none'");
/** What was not begun has no objectives and no timeline to tell of. */
function sectionsOf(record, provenance) {
    const isPlan = isPlanOnly(record);
    return [
        verdict_particulars(record),
        ...(isPlan ? [] : [objectives(record), timeline(record), lastDrills(record)]),
        ...(record.preflight.length === 0 ? [] : [preflight(record)]),
        waves(record),
        deviations(record),
        scope(record),
        remains(record),
        people(record),
        apiCalls(record),
        integrity(provenance)
    ];
}
function report_rendered({ id, title, body }) {
    return joined([
        markup `<section id="${id}" aria-labelledby="${id}-title">`,
        markup `<h2 id="${id}-title">${title}</h2>`,
        body,
        markup `</section>`
    ]);
}

;// CONCATENATED MODULE: ./build/src/report/checks.js

/** The whole: whether the drill passed, and whether it did so with something to answer for that is no single check's. */
function verdictCheck(record) {
    const { status, reason, refusals } = record;
    const all = refusals.length > 1 ? refusals.map(({ message }) => message).join('; ') : (reason ?? '');
    switch (status) {
        case 'passed': {
            const tested = new Set(record.waves.flatMap(({ servers }) => servers.map((server) => server.sourceServerId)));
            const own = warningsOf(record).filter((deviation) => isOfTheWhole(record, deviation, tested));
            if (own.length === 0)
                return { outcome: 'passed', message: '' };
            return { outcome: 'warned', message: own.map(({ message }) => message).join('; ') };
        }
        case 'failed':
        case 'timed-out':
            return { outcome: 'failed', message: all };
        case 'blocked':
        case 'cancelled':
        case 'unfinished':
            return { outcome: 'error', message: all };
    }
}
/** Neither an objective's own, nor that of a server of a wave, whose checks tell of it; a stray server is in no wave. */
function isOfTheWhole({ objectives }, { kind, sourceServerId }, tested) {
    if (kind === 'rto-missed')
        return objectives.rto.met !== false;
    if (kind === 'rpo-missed')
        return objectives.rpo.met !== false;
    return sourceServerId === null || !tested.has(sourceServerId);
}
/** An objective; undefined where the plan states no target, or nothing was to be launched. */
function objectiveCheck(record, name) {
    const { targetSeconds, met, note } = record.objectives[name];
    if (targetSeconds === null || isPlanOnly(record))
        return undefined;
    if (met === null)
        return { outcome: 'skipped', message: note ?? '' };
    if (met)
        return { outcome: 'passed', message: '' };
    const message = record.deviations.find(({ kind }) => kind === `${name}-missed`)?.message ?? note ?? '';
    return { outcome: record.objectives.onMiss === 'warn' ? 'warned' : 'failed', message };
}
/** A server. One that DRS skipped has failed: nobody asked for it to be left out. */
function serverCheck(server, warnings) {
    const { status, reason, sourceServerId } = server;
    switch (status) {
        case 'launched': {
            const own = warnings.get(sourceServerId) ?? [];
            if (own.length === 0)
                return { outcome: 'passed', message: '' };
            return { outcome: 'warned', message: own.map(({ message }) => message).join('; ') };
        }
        case 'failed':
        case 'skipped':
        case 'terminated':
        case 'unverified':
        case 'timed-out':
            return { outcome: 'failed', message: reason ?? status };
        case 'cancelled':
        case 'in-progress':
            return { outcome: 'error', message: reason ?? status };
        case 'not-started':
            return { outcome: 'skipped', message: reason ?? 'its launch was not asked for' };
    }
}
/** An action of a wave. */
function actionCheck({ status, reason }) {
    switch (status) {
        case 'succeeded':
        case 'succeeded-earlier':
            return { outcome: 'passed', message: '' };
        case 'failed':
        case 'timed-out':
            return { outcome: 'failed', message: reason ?? status };
        case 'cancelled':
        case 'in-progress':
            return { outcome: 'error', message: reason ?? status };
        case 'not-started':
            return { outcome: 'skipped', message: reason ?? 'it was not asked for' };
    }
}
/** The deviations that a drill which passed is warned for; a server that was launched again, and is up, is none. */
function warningsOf({ deviations }) {
    return deviations.filter(({ kind }) => kind !== 'relaunched');
}
/** The same by server, for those that name one. */
function warningsByServer(record) {
    const found = new Map();
    for (const deviation of warningsOf(record)) {
        if (deviation.sourceServerId === null)
            continue;
        const known = found.get(deviation.sourceServerId);
        if (known === undefined)
            found.set(deviation.sourceServerId, [deviation]);
        else
            known.push(deviation);
    }
    return found;
}

;// CONCATENATED MODULE: ./build/src/report/junit.js





/**
 * The results as JUnit XML (`junit.xml`), in the form that Jenkins, GitLab and GitHub's reporters agree on: a suite a wave,
 * a case a server and a case an action. Before them stands a suite of the drill itself, with its verdict and objectives, so that a drill that
 * did not pass is never green, not even where no server was begun.
 * - `<failure>`: it is not up, or an objective was missed. DRS's `skipped` is a failure: nobody asked for it.
 * - `<error>`: it came to no end (cancelled, blocked, still in progress).
 * - `<skipped>`: it was never begun.
 * - `<system-out>`: it is up, with a deviation that is its own.
 */
function junitOf(record) {
    const warnings = warningsByServer(record);
    const suites = [
        drillSuite(record),
        ...record.waves.map((wave) => {
            const cases = wave.servers.map((server) => ({
                ...serverCheck(server, warnings),
                name: server.hostname === null ? server.sourceServerId : `${server.hostname} (${server.sourceServerId})`,
                type: server.status,
                seconds: secondsTaken(server)
            }));
            const actions = wave.actions.map((action) => ({
                ...actionCheck(action),
                name: `${action.phase}-action ${action.name}`,
                type: action.status,
                seconds: secondsOf(action) ?? 0
            }));
            return waveSuite(record, wave, [...cases, ...actions]);
        })
    ];
    const all = suites.flatMap(({ cases }) => cases);
    return `<?xml version="1.0" encoding="UTF-8"?>
${markup `<testsuites name="${clipped(record.plan.name, 200)}" ${countsOf(all)} time="${secondsText(junit_elapsed(record.startedAt, record.finishedAt))}">
${suites.map(({ xml }) => xml)}
</testsuites>`.text}
`;
}
function drillSuite(record) {
    const { executionId, mode, status, plan, run, identity, objectives } = record;
    const seconds = junit_elapsed(record.startedAt, record.finishedAt);
    const objective = (name) => {
        const check = objectiveCheck(record, name);
        if (check === undefined)
            return [];
        return [{ ...check, name: `${name} objective`, type: 'missed', seconds: objectives[name].achievedSeconds ?? 0 }];
    };
    const cases = [
        { ...verdictCheck(record), name: 'verdict', type: status, seconds },
        ...objective('rto'),
        // An age is no time that was spent.
        ...objective('rpo').map((check) => ({ ...check, seconds: 0 }))
    ];
    const properties = [
        ['execution-id', executionId],
        ['mode', mode],
        ['status', status],
        ['plan', plan.path],
        ['plan-sha256', plan.sha256],
        ['commit', plan.commit],
        ['repository', run.repository],
        ['run-id', run.runId],
        ['run-attempt', run.attempt],
        ['run-url', run.url],
        ['account', identity?.account ?? null],
        ['region', identity?.region ?? null],
        ['started-at', record.startedAt],
        ['finished-at', record.finishedAt],
        ['rto-seconds', objectives.rto.achievedSeconds],
        ['rpo-seconds', objectives.rpo.achievedSeconds]
    ];
    return suite(mode, plan.name, record.startedAt, seconds, properties, cases);
}
function waveSuite({ plan, executionId }, wave, cases) {
    const { name, status, startedAt, finishedAt, budgetSeconds } = wave;
    const properties = [
        ['execution-id', executionId],
        ['status', status],
        ['budget-seconds', budgetSeconds]
    ];
    return suite(name, `${plan.name}.${name}`, startedAt, junit_elapsed(startedAt, finishedAt), properties, cases);
}
function suite(name, className, startedAt, seconds, properties, cases) {
    // Without a zone, as the format has it; it is UTC.
    const timestamp = startedAt === null ? nothing : markup ` timestamp="${startedAt.slice(0, 19)}"`;
    const known = properties.flatMap(([name, value]) => value === null ? [] : [markup `<property name="${name}" value="${clipped(String(value), 1000)}"/>`]);
    const xml = markup `<testsuite name="${clipped(name, 200)}" ${countsOf(cases)} time="${secondsText(seconds)}"${timestamp}>
<properties>
${known}
</properties>
${cases.map((one) => testCase(one, className))}
</testsuite>`;
    return { cases, xml };
}
function testCase({ name, type, seconds, outcome, message }, className) {
    const open = markup `<testcase name="${clipped(name, 300)}" classname="${clipped(className, 300)}" time="${secondsText(seconds)}"`;
    const said = clipped(message, 2000);
    const told = {
        passed: nothing,
        warned: markup `<system-out>${said}</system-out>`,
        failed: markup `<failure type="${type}" message="${said}">${said}</failure>`,
        error: markup `<error type="${type}" message="${said}">${said}</error>`,
        skipped: markup `<skipped message="${said}"/>`
    }[outcome];
    return told === nothing ? markup `${open}/>` : joined([markup `${open}>`, told, markup `</testcase>`], '');
}
function countsOf(cases) {
    const count = (outcome) => cases.filter((one) => one.outcome === outcome).length;
    return markup `tests="${cases.length}" failures="${count('failed')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}
function junit_elapsed(from, to) {
    return from === null || to === null ? 0 : Math.max(0, timestamp_secondsBetween(from, to));
}
function secondsText(seconds) {
    return seconds.toFixed(3);
}

;// CONCATENATED MODULE: ./build/src/drill/budgets.js


/** When the budget of the whole drill is spent. */
function budgets_drillDeadline(state) {
    return timestamp_addSeconds(state.openedAt, state.timeoutSeconds);
}
/** How long a preflight, which runs in seconds, waits for an AWS that does not answer. */
const preflightSeconds = 300;
/** When a preflight gives up asking. */
function preflightDeadline(state) {
    return addSeconds(state.openedAt, Math.min(preflightSeconds, state.timeoutSeconds));
}
/** When a running wave's budget is spent, or the whole drill's if that comes first. */
function budgets_waveDeadline(state, wave) {
    const whole = budgets_drillDeadline(state);
    if (wave.startedAt === undefined)
        return whole;
    const own = addSeconds(wave.startedAt, wave.planned.timeoutSeconds);
    return own < whole ? own : whole;
}
/** Names the budget that ends a wave at its deadline: `the wave's budget of 30m`. */
function budgets_describeDeadline(state, wave) {
    return budgets_waveDeadline(state, wave) === budgets_drillDeadline(state)
        ? `the drill's budget of ${formatDuration(state.timeoutSeconds)}`
        : `the wave's budget of ${formatDuration(wave.planned.timeoutSeconds)}`;
}
/** When the waves that come after this one may start: once it has been up for its soak time; undefined before it is up. */
function budgets_soakedAt(wave) {
    if (wave.status !== 'up' || wave.settledAt === undefined)
        return undefined;
    return timestamp_addSeconds(wave.settledAt, wave.planned.soakSeconds);
}

;// CONCATENATED MODULE: ./build/src/drill/actions/action.js




/** Statuses in which a run has come to its end (AutomationExecutionStatus); what nobody knows is not there yet. */
const succeeded = new Set(['Success', 'CompletedWithSuccess']);
const failed = new Set([
    'Failed',
    'TimedOut',
    'Cancelled',
    'Rejected',
    'CompletedWithFailure',
    'ChangeCalendarOverrideRejected',
    'Exited'
]);
function action_hasSucceeded({ sighting }) {
    return sighting !== undefined && succeeded.has(sighting.status);
}
/** Whether its run was seen to have come to its end, good or bad. */
function action_hasActionEnded(action) {
    return action_hasSucceeded(action) || (action.sighting !== undefined && failed.has(action.sighting.status));
}
/** Whether it did what its wave needs of it. */
function action_hasPassed({ outcome }) {
    return outcome?.status === 'succeeded' || outcome?.status === 'succeeded-earlier';
}
/** Whether something of it may be running in AWS now. */
function action_mayBeRunning(action) {
    return action.isUnanswered || (action.automationExecutionId !== undefined && !action_hasActionEnded(action));
}
/** The actions of a wave, in the order in which they run. */
function action_actionsOf(state, wave, phase) {
    return state.actions.filter((action) => action.wave === wave && (phase ?? action.planned.phase) === action.planned.phase);
}
/**
 * Whether its run is one of an earlier attempt of the workflow run, which came to a bad end: then it is run anew, under
 * the next token. Each attempt makes at most one run of an action, so that there are no more such runs than attempts.
 */
function action_isToBeRunAnew(state, action) {
    const { sighting, tries } = action;
    if (sighting?.startedAt === undefined || !failed.has(sighting.status))
        return false;
    return tries < (state.run.attempt ?? 1) && sighting.startedAt < state.openedAt;
}
/** When it is stopped, because its own timeout, its wave's or the drill's ends. */
function action_actionDeadline(state, action) {
    const wave = state.waves.get(action.wave);
    if (wave === undefined)
        return undefined;
    const own = action.requestedAt === undefined ? undefined : addSeconds(action.requestedAt, action.planned.timeoutSeconds);
    return earliest([own, waveDeadline(state, wave)]);
}
/** Whether the servers of a wave may be launched, as far as its pre-actions are concerned. */
function mayLaunch(state, { planned }) {
    return action_actionsOf(state, planned.name, 'pre').every(action_hasPassed);
}
/** The pre-action because of which a wave's servers are not launched. */
function action_hinderingAction(state, { planned }) {
    return action_actionsOf(state, planned.name, 'pre').find((action) => action.outcome !== undefined && !action_hasPassed(action));
}
/**
 * A job of this wave that an earlier attempt started, which it did only after all pre-actions had succeeded, and of which
 * something is left: a wave that is launched anew as a whole has its pre-actions anew.
 */
function action_earlierLaunch(state, wave) {
    return [...state.jobs.values()].find((job) => job.wave === wave && isLeftOf(job))?.jobId;
}
function isLeftOf({ adopted, servers }) {
    if (adopted === undefined)
        return false;
    return servers.length === 0 || servers.some((id) => !adopted.lost.includes(id));
}
/** The action of a wave whose turn it is; undefined when none is, or all are settled. */
function action_actionInTurn(state, wave) {
    if (wave.status !== 'running' || !wave.selected)
        return undefined;
    const next = action_actionsOf(state, wave.planned.name).find(({ outcome }) => outcome === undefined);
    // One that runs is followed to its end, whatever becomes of the servers meanwhile.
    if (next === undefined || next.planned.phase === 'pre' || next.requestedAt !== undefined)
        return next;
    const areUp = wave.planned.servers.every((id) => state.servers.get(id)?.outcome?.status === 'launched');
    return areUp ? next : undefined;
}
/** The look at its run fails in a way that asking again does not change. */
function action_cannotBeFollowed({ trouble }, { automationExecutionId }) {
    if (automationExecutionId === undefined)
        return undefined;
    const known = trouble.get(runQuestion(automationExecutionId));
    if (known === undefined || known.count < 2)
        return undefined;
    return isPassing(known.failure) || known.failure.class === 'not-found' ? undefined : known.failure;
}
/** The EC2 instance of a server of this execution. */
function action_instanceIdOf(server) {
    return server?.instance?.ec2InstanceId ?? server?.log.targetInstanceId;
}

;// CONCATENATED MODULE: ./build/src/drill/ending/blindness.js


/** Whole it stands in the log, and with the servers. */
const longestAnswer = 160;
/**
 * `; since 14:02:04 UTC AWS could not be asked about its jobs (…), last seen at 14:02:03 UTC`: that a drill ends while AWS does
 * not answer, so that what is told of its launches may be otherwise by now. Empty where the last looks were answered.
 */
function blindnessOf({ trouble, jobs, servers }) {
    const [first, ...others] = ['jobs', 'instances']
        .flatMap((question) => {
        const known = trouble.get(question);
        return known === undefined ? [] : [{ question, ...known }];
    })
        .toSorted((a, b) => a.since.localeCompare(b.since));
    if (first === undefined)
        return '';
    const { since, failure } = first;
    const about = [first, ...others].map(({ question }) => question);
    const seenAt = timestamp_latest(...(about.includes('jobs') ? [...jobs.values()].map((job) => job.seenAt) : []), ...(about.includes('instances') ? [...servers.values()].map(({ instanceSeenAt }) => instanceSeenAt) : []));
    const seen = seenAt === undefined ? 'which were never seen' : `last seen at ${clockTime(seenAt)}`;
    const why = `${failure.operation}: ${shortened(failure.message, longestAnswer)}`;
    return `; since ${clockTime(since)} AWS could not be asked about its ${about.join(' and ')} (${why}), ${seen}`;
}

;// CONCATENATED MODULE: ./build/src/drill/ending/objectives.js




/**
 * Measures RTO and RPO and judges them where the plan states a target.
 * - RTO: from the first StartRecovery of the execution, an earlier attempt's included, to the last server verified. It is
 *   known only when every server of the selected waves was verified: half a recovery has no recovery time.
 * - RPO: the age that the oldest recovery point had when its server's launch was asked for, over all servers that DRS
 *   launched; unknown as soon as one of them has no recovery point.
 */
function judgeObjectives(state) {
    const servers = servers_selectedServers(state);
    const start = firstStart(state);
    const { rtoSeconds, rpoSeconds } = state.plan?.objectives ?? {};
    const rto = judge(rtoSeconds, start === undefined ? nothingLaunched : recoveryTime(servers, start));
    const rpo = judge(rpoSeconds, start === undefined ? nothingLaunched : oldestRecoveryPoint(servers));
    return { rto, rpo, missed: [...describeMiss('rto', rto), ...describeMiss('rpo', rpo)] };
}
/** A server's own: from its launch asked for to it verified, and the age of its recovery point. */
function achievedByServer(state, server) {
    const start = firstStartOf(state, server.wave, [server]);
    const rto = start === undefined ? nothingLaunched : recoveryTime([server], start);
    return { rtoSeconds: objectives_secondsOf(rto), rpoSeconds: recoveryPointAge(server) };
}
/** A wave's: from the first of its launches asked for to the last server verified, and the age of its oldest recovery point. */
function achievedByWave(state, wave) {
    const servers = servers_serversOf(state, wave);
    const start = firstStartOf(state, wave.planned.name, servers);
    const rto = start === undefined ? nothingLaunched : recoveryTime(servers, start);
    return { rtoSeconds: objectives_secondsOf(rto), rpoSeconds: objectives_secondsOf(oldestRecoveryPoint(servers)) };
}
/**
 * The age in seconds of the server's recovery point when its launch was asked for; undefined while either is unknown. Not
 * below 0: DRS may take its snapshot after it was asked.
 */
function recoveryPointAge(server) {
    const point = server.instance?.recoveryPoint;
    if (point === undefined || server.requestedAt === undefined)
        return undefined;
    return Math.max(0, timestamp_secondsBetween(point, server.requestedAt));
}
const nothingLaunched = { note: 'nothing was launched', judged: false };
function judge(target, measured) {
    if ('seconds' in measured) {
        const met = target === undefined ? null : measured.seconds <= target;
        return { targetSeconds: target ?? null, achievedSeconds: measured.seconds, met, note: null };
    }
    const met = target === undefined || measured.judged === false ? null : false;
    return { targetSeconds: target ?? null, achievedSeconds: null, met, note: measured.note };
}
function describeMiss(objective, result) {
    const { met, achievedSeconds, targetSeconds, note } = result;
    if (met !== false || targetSeconds === null)
        return [];
    const target = `the ${objective.toUpperCase()} of ${duration_formatDuration(targetSeconds)}`;
    const message = achievedSeconds === null
        ? `${target} could not be measured: ${note ?? 'no figures'}`
        : `${target} was missed: ${duration_formatDuration(achievedSeconds)}`;
    return [{ objective, message }];
}
function objectives_secondsOf(measured) {
    return 'seconds' in measured ? measured.seconds : undefined;
}
function firstStart(state) {
    return timestamp_earliest([
        ...[...state.servers.values()].map(objectives_firstAskedAt),
        ...[...state.jobs.values()].filter((job) => job.adopted).map((job) => job.createdAt)
    ]);
}
/** A server launched anew carries its new request; the adopted job of its first launch still tells when all began. */
function firstStartOf(state, wave, servers) {
    const ids = new Set(servers.map(({ sourceServerId }) => sourceServerId));
    return timestamp_earliest([
        ...servers.map(objectives_firstAskedAt),
        ...[...state.jobs.values()]
            .filter((job) => job.adopted && job.wave === wave && job.servers.some((id) => ids.has(id)))
            .map((job) => job.createdAt)
    ]);
}
/**
 * When the server's launch was first asked for: a request that was refused, or whose answer got lost, and a launch that failed
 * take their time, too.
 */
function objectives_firstAskedAt({ firstAskedAt: first, failedLaunches = [], requestedAt }) {
    return timestamp_earliest([first, requestedAt, ...failedLaunches.map((failed) => failed.requestedAt)]);
}
function verifiedAt(server) {
    return server.outcome?.status === 'launched' ? (server.verifiedAt ?? server.outcome.at) : undefined;
}
function recoveryTime(servers, start) {
    const verified = servers.map(verifiedAt).filter((at) => at !== undefined);
    const missing = servers.length - verified.length;
    if (missing > 0)
        return { note: `${missing} of ${wording_counted(servers.length, 'server')} ${missing === 1 ? 'was' : 'were'} not verified` };
    const last = verified.reduce((latest, at) => (at > latest ? at : latest), start);
    return { seconds: timestamp_secondsBetween(start, last) };
}
function oldestRecoveryPoint(servers) {
    const launched = servers.filter((server) => server.launchedAt !== undefined || server.outcome?.status === 'launched');
    if (launched.length === 0)
        return { note: 'no server was launched' };
    const ages = launched.map(recoveryPointAge).filter((age) => age !== undefined);
    const unknown = launched.length - ages.length;
    if (unknown > 0)
        return { note: `the recovery point of ${unknown} of ${wording_counted(launched.length, 'launched server')} is not known` };
    return { seconds: ages.reduce((oldest, age) => Math.max(oldest, age), 0) };
}

;// CONCATENATED MODULE: ./build/src/drill/watch/cause.js


/** AWS's texts can be pages long: whole they stand with the server. */
const longestReason = 240;
/** Which end of a server tells most of why a wave is not up. */
const worstFirst = [
    'failed',
    'unverified',
    'terminated',
    'skipped',
    'timed-out',
    'cancelled',
    'not-started'
];
/**
 * Why these servers are not up, in one line: the worst of them with its ID and its reason, those that share it, and how many
 * more there are: `db-01 (s-…) and 2 more failed: no capacity; 1 more timed-out`. Empty where none has come to an end.
 */
function causeOf(down) {
    const settled = down.flatMap((server) => (server.outcome === undefined ? [] : [{ server, ...server.outcome }]));
    const [first] = settled.toSorted((a, b) => worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status));
    if (first === undefined)
        return '';
    const alike = settled.filter(({ status, reason }) => status === first.status && reason === first.reason);
    const counts = new Map();
    for (const { status, reason } of settled) {
        if (status !== first.status || reason !== first.reason)
            counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    const company = alike.length > 1 ? ` and ${String(alike.length - 1)} more` : '';
    return [
        `${finding_nameOf(first.server)}${company} ${first.status}: ${shortened(first.reason, longestReason)}`,
        ...[...counts].map(([status, number]) => `${String(number)} more ${status}`)
    ].join('; ');
}

;// CONCATENATED MODULE: ./build/src/drill/ending/verdict.js







/** The judgement of an execution in which nothing is left to wait for. */
function reachVerdict(state) {
    return { type: 'verdict-reached', ...verdictOf(state) };
}
/** The verdict on what is known: `passed` only when every server of every selected wave is verified up, and its actions passed. */
function verdictOf(state) {
    const [refused, ...others] = state.refusals;
    if (refused !== undefined) {
        const more = others.length === 0 ? '' : ` (and ${String(others.length)} more)`;
        return { status: 'blocked', reason: `${refused.message}${more}` };
    }
    if (state.cancelled !== undefined)
        return { status: 'cancelled', reason: describeCancel(state.cancelled) };
    if (state.mode === 'preflight')
        return { status: 'passed', reason: preflightReason(state) };
    if (state.mode === 'validate')
        return { status: 'passed', reason: 'the plan is valid; AWS was not asked' };
    const waves = [...state.waves.values()].filter((wave) => wave.selected);
    const servers = servers_selectedServers(state);
    const up = servers.filter((server) => server.outcome?.status === 'launched').length;
    const areUp = servers.length > 0 && up === servers.length;
    if (areUp && waves.every((wave) => wave.status === 'up') && state.actions.every(action_hasPassed)) {
        return verdictOnObjectives(state, servers.length);
    }
    const failing = waves.find((wave) => wave.status === 'failed');
    const late = waves.find((wave) => wave.status === 'timed-out' || wave.status === 'not-started');
    const first = failing ?? late;
    const why = first === undefined ? '' : `; wave ${first.planned.name}: ${whyOf(state, first)}`;
    const status = failing === undefined ? 'timed-out' : 'failed';
    if (areUp && !state.actions.every(action_hasPassed))
        return { status, reason: `${upOf(servers.length)}, but not all is well${why}${blindnessOf(state)}` };
    const down = servers.length - up;
    return {
        status,
        reason: `${String(down)} of ${wording_counted(servers.length, 'server')} ${down === 1 ? 'is' : 'are'} not up${why}${neverStarted(waves, first)}${blindnessOf(state)}`
    };
}
/** Why a wave is not up: the first of its servers with its cause, where it is the servers that are not. */
function whyOf(state, wave) {
    const reason = wave.reason ?? wave.status;
    if (action_hinderingAction(state, wave) !== undefined)
        return reason;
    const down = servers_serversOf(state, wave).filter(({ outcome }) => outcome?.status !== 'launched');
    const cause = causeOf(down);
    return cause === '' ? reason : cause;
}
/** `; not started: wave app (2 servers)`: what never began because of the first wave that is not up. */
function neverStarted(waves, first) {
    const idle = waves.filter((wave) => wave.status === 'not-started' && wave !== first);
    if (idle.length === 0)
        return '';
    return `; not started: ${finding_named(idle.map(({ planned }) => `wave ${planned.name} (${wording_counted(planned.servers.length, 'server')})`), 3)}`;
}
/** Why it was cancelled, for people: a runner that has no time left sends the same signal as one that is told to cancel. */
function describeCancel({ signal }) {
    return `the run was cancelled, or its time ran out (${signal})`;
}
function preflightReason(state) {
    const { preflight = [] } = state;
    const asked = servers_selectedServers(state).length;
    const warnings = preflight.flatMap(({ findings }) => findings).filter((finding) => finding.class === 'warning').length;
    const all = `nothing stands in the way of ${asked === 1 ? 'its server' : `its ${String(asked)} servers`}`;
    return warnings === 0 ? all : `${all}; ${String(warnings)} ${warnings === 1 ? 'warning' : 'warnings'}`;
}
function verdictOnObjectives(state, servers) {
    const { missed } = judgeObjectives(state);
    const up = upOf(servers);
    if (missed.length === 0)
        return { status: 'passed', reason: up };
    const reason = `${up}, but ${missed.map(({ message }) => message).join(' and ')}`;
    return { status: state.plan?.objectives.onMiss === 'warn' ? 'passed' : 'failed', reason };
}
function upOf(servers) {
    return servers === 1 ? 'its server is up' : `all ${String(servers)} servers are up`;
}

;// CONCATENATED MODULE: ./build/src/drill/launch/fallback.js


/** The two times that DRS tells of one recovery point may differ by so much. */
const sameMomentSeconds = 60;
/** Whether DRS fell back on a snapshot older than the one it was asked to take; undefined where that cannot be told. */
function fallback_fellBack(state, server) {
    if (server.log.usedPreviousSnapshot || hasOlderPoint(state, server))
        return true;
    return isFallbackUntold(state, server) ? undefined : false;
}
/**
 * Whether a server is LAUNCHED and nothing has told what from: its job's log was not read since, nor as far as what follows
 * on the snapshot, and there is no snapshot of the plan's choice to compare the point with.
 */
function isFallbackUntold(state, server) {
    const { launchedAt, log, instance } = server;
    const job = fallback_jobOf(state, server);
    if (launchedAt === undefined || job === undefined)
        return false;
    if (log.phases.some(({ phase }) => phase !== 'snapshot'))
        return false;
    if (job.logReadAt !== undefined && job.logReadAt >= launchedAt)
        return false;
    return chosenSnapshot(state, server) === undefined || instance?.recoveryPoint === undefined;
}
/**
 * Whether the achieved point gives the fallback away: it is from before the job, and that of the newest snapshot that was known
 * before it. All of these are AWS's own times. Any other point proves nothing: where replication lags, what DRS takes anew holds
 * data from before the job, too.
 */
function hasOlderPoint(state, server) {
    const point = server.instance?.recoveryPoint;
    const newest = server.snapshot?.takenAt;
    const createdAt = fallback_jobOf(state, server)?.createdAt;
    const planned = state.waves.get(server.wave)?.planned;
    if (point === undefined || newest === undefined || createdAt === undefined || planned === undefined)
        return false;
    // Of a job of an earlier attempt the snapshots before it were not asked for.
    if (pointAsked(planned, server.sourceServerId).is !== 'latest' || newest >= createdAt)
        return false;
    return (timestamp_secondsBetween(point, createdAt) > sameMomentSeconds && Math.abs(timestamp_secondsBetween(newest, point)) <= sameMomentSeconds);
}
function fallback_jobOf({ jobs }, { jobId }) {
    return jobId === undefined ? undefined : jobs.get(jobId);
}

;// CONCATENATED MODULE: ./build/src/drill/previous-drill.js
/** What one is compared with are the newest. */
const comparedAtMost = 10;
/**
 * Of the drills that were found, newest first, those that one in this account is compared with, one of each run. A run may
 * have several, as the legs of a matrix are, and its attempts: taken is rather one that tells its account, then one of the
 * same waves, then the newest. While its own account is not known, none is another's.
 */
function comparableIn(account, found) {
    const isElsewhere = (drill) => account !== undefined && drill.account !== undefined && drill.account !== account;
    const ofRuns = new Map();
    for (const drill of found.filter((one) => !isElsewhere(one))) {
        const before = ofRuns.get(drill.runId);
        if (before === undefined || isRather(drill, before))
            ofRuns.set(drill.runId, drill);
    }
    return { drills: [...ofRuns.values()].slice(0, comparedAtMost), otherAccounts: found.filter(isElsewhere).length };
}
function isRather(drill, before) {
    const tells = drill.account !== undefined;
    return tells === (before.account !== undefined) ? drill.sameWaves && !before.sameWaves : tells;
}

;// CONCATENATED MODULE: ./build/src/report/unanswered-actions.js



/** How far the runner's clock and SSM's may be apart. */
const unanswered_actions_clockSkewSeconds = 300;
/**
 * The command that lists the runs among which the one is that SSM never named: those of the document since the action was asked
 * for. drs-drill does not look for it by sending the start again with its token: where that was never executed, it would be
 * now. Undefined where the Region is not known, or a name is none that a shell takes as it is.
 * https://docs.aws.amazon.com/cli/latest/reference/ssm/describe-automation-executions.html
 */
function findCommandOf(state, { planned, requestedAt }) {
    const { document } = planned;
    const region = unanswered_actions_regionOf(state);
    if (region === undefined || requestedAt === undefined || !/^[\w.:/-]+$/.test(document))
        return undefined;
    // SSM may call a document that was started by its ARN by its name.
    const ofDocument = document.startsWith('arn:') ? '' : ` Key=DocumentNamePrefix,Values=${document}`;
    const since = timestamp_addSeconds(requestedAt, -unanswered_actions_clockSkewSeconds).replace(/\.\d+Z$/, 'Z');
    return `aws ssm describe-automation-executions --region ${region} --filters${ofDocument} Key=StartTimeAfter,Values=${since}`;
}
/** One line for each action that was asked for, and of which nobody knows whether and as what it runs. */
function unansweredActions(state) {
    return state.actions
        .filter((action) => mayBeRunning(action) && action.automationExecutionId === undefined)
        .map((action) => {
        const command = findCommandOf(state, action);
        const about = `Action "${action.planned.name}" of wave ${action.wave} was asked for, and SSM never answered: it may run, and was not told to stop.`;
        if (command === undefined)
            return `${about} Look for it in the Systems Manager console, and stop it there.`;
        const stop = `aws ssm stop-automation-execution --region ${unanswered_actions_regionOf(state) ?? ''} --automation-execution-id`;
        return `${about} To find it: ${command} To stop it, add its ID to: ${stop}`;
    });
}
function unanswered_actions_regionOf({ identity, plan }) {
    const region = identity?.region ?? plan?.region;
    return region !== undefined && isPlainId(region) ? region : undefined;
}

;// CONCATENATED MODULE: ./build/src/report/record/action.js


/** The actions of a wave, in the order in which they run. */
function actionRecords(state, wave) {
    return action_actionsOf(state, wave).map((action) => {
        const { planned, sighting, requestedAt, automationExecutionId } = action;
        return {
            name: planned.name,
            phase: planned.phase,
            document: planned.document,
            documentVersion: planned.documentVersion ?? null,
            ...action_endOf(state, action),
            automationExecutionId: automationExecutionId ?? null,
            automationStatus: sighting?.status ?? null,
            requestedAt: requestedAt ?? null,
            startedAt: sighting?.startedAt ?? null,
            endedAt: sighting?.endedAt ?? null,
            budgetSeconds: planned.timeoutSeconds,
            outputs: { ...sighting?.outputs }
        };
    });
}
function action_endOf(state, { outcome, requestedAt }) {
    if (outcome !== undefined)
        return { status: outcome.status, reason: outcome.reason };
    if (requestedAt !== undefined)
        return { status: 'in-progress', reason: 'no end of it was seen' };
    return { status: 'not-started', reason: state.refusals.length > 0 ? 'nothing was started' : null };
}
/** Runs of this execution that are not known to have ended. */
function actionsLeft(state) {
    return state.actions.filter(action_mayBeRunning).map((action) => {
        const { wave, planned, requestedAt, automationExecutionId, sighting, stop } = action;
        const findWith = automationExecutionId === undefined ? findCommandOf(state, action) : undefined;
        return {
            wave,
            name: planned.name,
            document: planned.document,
            requestedAt: requestedAt ?? null,
            automationExecutionId: automationExecutionId ?? null,
            status: sighting?.status ?? null,
            stopRequestedAt: stop?.at ?? null,
            findWith: findWith ?? null
        };
    });
}
/** Actions that did not do what their wave needs; one that was never begun is a consequence of something else. */
function actionDeviations(state, wave) {
    return action_actionsOf(state, wave).flatMap(({ planned, outcome }) => {
        const { status = 'succeeded', reason = '', at = null } = outcome ?? {};
        if (status === 'succeeded' || status === 'succeeded-earlier' || status === 'not-started')
            return [];
        const end = { failed: 'failed', 'timed-out': 'timed out', cancelled: 'was cancelled' }[status];
        const message = `${planned.phase}-action "${planned.name}" (${planned.document}) ${end}: ${reason}`;
        return [{ kind: 'action-failed', at, wave, sourceServerId: null, message }];
    });
}
/** What went on in SSM after the execution ended. */
function leftActionDeviations(state, at) {
    return actionsLeft(state).map(({ wave, name, automationExecutionId, status, findWith }) => ({
        kind: 'action-left-running',
        at,
        wave,
        sourceServerId: null,
        message: automationExecutionId === null
            ? `action "${name}" was asked for, and SSM never answered: it may run${findWith === null ? '' : `; to find it: ${findWith}`}`
            : `action "${name}" (${automationExecutionId}) was not seen to have ended: ${status ?? 'it was not seen at all'}`
    }));
}

;// CONCATENATED MODULE: ./build/src/drill/watch/last-answer.js

/**
 * `; drs:DescribeJobs was last answered: …`: what AWS answered last, where it is the likely reason that nothing more was seen in
 * time; since when it has done so, and when the server was last seen.
 */
function last_answer_lastAnswer(state, questions, seenAt) {
    const trouble = questions.map((question) => state.trouble.get(question)).find((known) => known !== undefined);
    if (trouble === undefined)
        return '';
    const { count, since, failure } = trouble;
    const seen = seenAt === undefined ? '' : `, last seen at ${clockTime(seenAt)}`;
    const often = count === 1 ? '' : ` has failed ${String(count)} times since ${clockTime(since)} and`;
    return `${seen}; ${failure.operation}${often} was last answered: ${failure.message}`;
}

;// CONCATENATED MODULE: ./build/src/report/record/fallback.js





/** A server that was launched from an older snapshot than DRS was to take, as its job's log or the achieved point tells. */
function fallbackDeviations(state, server) {
    if (fallback_fellBack(state, server) !== true)
        return [];
    const { wave, sourceServerId, log, launchedAt, instance, snapshot } = server;
    const isLogged = log.usedPreviousSnapshot;
    const why = isLogged
        ? 'DRS could not use a new one'
        : `its recovery point, ${instance?.recoveryPoint ?? ''}, is that of the snapshot of ${snapshot?.takenAt ?? ''}, which was there before`;
    const endOfSnapshot = log.phases.find(({ phase }) => phase === 'snapshot')?.endedAt;
    return [
        {
            kind: 'previous-snapshot',
            at: (isLogged ? endOfSnapshot : undefined) ?? launchedAt ?? null,
            wave,
            sourceServerId,
            message: `${servers_nameOf(server)} was launched from an older snapshot: ${why}`
        }
    ];
}
/** Servers that may have been launched from an older snapshot, one line for the job whose log nobody could read to the end. */
function untoldFallbackDeviations(state, wave) {
    // While the drill goes on, the log may still be read.
    if (state.verdict === undefined)
        return [];
    const untold = servers_serversOf(state, wave).filter((server) => fallback_fellBack(state, server) === undefined);
    return [...new Set(untold.flatMap(({ jobId }) => jobId ?? []))].map((jobId) => {
        const servers = untold.filter((server) => server.jobId === jobId);
        const [only] = servers.length === 1 ? servers : [];
        const verb = servers.length === 1 ? 'was' : 'were';
        return {
            kind: 'previous-snapshot-unknown',
            at: timestamp_latest(...servers.map(({ launchedAt }) => launchedAt)) ?? null,
            wave: wave.planned.name,
            sourceServerId: only?.sourceServerId ?? null,
            message: `whether ${finding_named(servers.map(servers_nameOf))} ${verb} launched from an older snapshot is not known: the log of ` +
                `${jobId} was not read to its end${last_answer_lastAnswer(state, ['job-log'])}`
        };
    });
}

;// CONCATENATED MODULE: ./build/src/report/record/guards.js


/** What the plan lets a launch override, and what was there to be overridden; null where no plan was read. */
function guardsRecordOf(state) {
    const { plan, wait } = state;
    if (plan === undefined)
        return null;
    const { replaceRecoveryInstances, waitForOtherJobsSeconds } = plan.guards;
    return {
        replaceRecoveryInstances,
        overridden: overriddenIn(state).map(({ sourceServerId, recoveryInstanceId, ec2InstanceId, jobId }) => ({
            sourceServerId,
            recoveryInstanceId,
            ec2InstanceId: ec2InstanceId ?? null,
            jobId: jobId ?? null
        })),
        waitForOtherJobsSeconds,
        waited: wait === undefined
            ? null
            : { since: wait.since, until: wait.until, jobIds: [...new Set(wait.holding.map(({ jobId }) => jobId))] }
    };
}
/** Live recovery instances that launches of this run have destroyed, as the plan allows; a launch that was refused has none. */
function replacementDeviations(state) {
    return overriddenIn(state).flatMap((instance) => {
        const { sourceServerId, jobId } = instance;
        const server = state.servers.get(sourceServerId);
        const request = state.requests.find(({ servers, status }) => servers.includes(sourceServerId) && (status === 'started' || status === 'open'));
        if (server === undefined || request === undefined)
            return [];
        const whose = jobId === undefined ? '' : ` of ${jobId}`;
        const message = `${servers_nameOf(server)} had a live recovery instance, ${describeInstance(instance)}${whose}, which its launch destroys, ` +
            'as the plan allows';
        return [{ kind: 'recovery-replaced', at: request.at, wave: server.wave, sourceServerId, message }];
    });
}
/** Each once: a request that was refused is made again, and finds it there again. */
function overriddenIn({ overridden }) {
    const found = new Map(overridden.map((instance) => [`${instance.sourceServerId} ${instance.recoveryInstanceId}`, instance]));
    return [...found.values()];
}

;// CONCATENATED MODULE: ./build/src/drill/ending/existing-instance.js

/**
 * Tells whether somebody ran an EC2 instance before DRS launched into it ("Launch into instance ID"): it is not this
 * execution's to terminate, whatever DRS calls it. The launch settings may have changed since they were read, and so may the
 * instance's tags: either word is enough.
 */
function existingInstances({ servers }) {
    const ids = new Set([...servers.values()].flatMap(({ described, instance }) => [
        described?.launchInto,
        instance?.existedBefore === true ? instance.ec2InstanceId : undefined
    ]));
    return ({ ec2InstanceId, existedBefore }) => existedBefore === true || (ec2InstanceId !== undefined && ids.has(ec2InstanceId));
}
/** What the cleanup leaves on purpose. */
function instancesKept(state) {
    return instancesLeft(state).filter(existingInstances(state));
}
/** Why it does. */
function whyKept(kept) {
    const ids = kept.map(({ ec2InstanceId, recoveryInstanceId = '' }) => ec2InstanceId ?? recoveryInstanceId);
    const [were, are, them] = kept.length === 1 ? ['was', 'is', 'it'] : ['were', 'are', 'them'];
    return `${ids.join(', ')} ${were} there before DRS launched into ${them}, and ${are} not terminated: see to ${them} yourself`;
}

;// CONCATENATED MODULE: ./build/src/report/record/still-running.js








/** What this execution has in AWS as far as is known: a job or an instance counts until it was seen to have ended. */
function stillRunningIn(state) {
    return {
        jobs: [...jobsKnown(state), ...jobsListed(state)],
        instances: [
            ...listedInstances(state),
            ...instancesOfServers(state),
            ...unlistedInstances(state),
            ...instancesOfStrays(state)
        ],
        unansweredStarts: state.requests
            .filter(({ status }) => status === 'open')
            .map(({ wave, at, servers, failure }) => ({
            wave,
            requestedAt: at,
            sourceServerIds: [...servers],
            message: failure?.message ?? null
        })),
        actions: actionsLeft(state)
    };
}
/** A list made since the job was last seen, and without it, says that it has ended. */
function isListedAsEnded({ removal: { listedAt, launching } }, job) {
    return listedAt !== undefined && listedAt > job.seenAt && !launching.some(({ jobId }) => jobId === job.jobId);
}
function jobsKnown(state) {
    return [...state.jobs.values()]
        .filter((job) => mayStillLaunch(state, job) && !isListedAsEnded(state, job))
        .map((job) => {
        const { jobId, wave, status, seenAt } = job;
        return { jobId, wave, status, lastSeenAt: seenAt, mayLaunch: mayLaunchMore(state, job) };
    });
}
/** A job often runs on for a while after it has launched its last server. */
function mayLaunchMore(state, { jobId, servers, participants }) {
    const isOver = (id) => {
        const server = state.servers.get(id);
        if (server?.jobId === jobId && hasFinalTrouble(server.log))
            return true;
        const participant = participants.find(({ sourceServerId }) => sourceServerId === id);
        return participant !== undefined && isLaunchOver(participant);
    };
    return servers.length === 0 || !servers.every(isOver);
}
/** Launch jobs of this execution that this run knows only from the list of all: of other waves, or of other attempts. */
function jobsListed({ jobs, removal }) {
    const lastSeenAt = removal.listedAt;
    if (lastSeenAt === undefined)
        return [];
    return removal.launching
        .filter(({ jobId }) => !jobs.has(jobId))
        .map(({ jobId, status, wave = '' }) => ({ jobId, wave, status, lastSeenAt, mayLaunch: true }));
}
/** What DRS listed of the whole execution is the better word, where it was asked. */
function listedInstances(state) {
    const isExisting = existingInstances(state);
    return instancesLeft(state).map((instance) => {
        const server = state.servers.get(instance.sourceServerId);
        return {
            sourceServerId: instance.sourceServerId,
            hostname: server?.described?.hostname ?? null,
            wave: server?.wave ?? instance.wave ?? '',
            jobId: instance.jobId,
            recoveryInstanceId: instance.recoveryInstanceId ?? null,
            ec2InstanceId: instance.ec2InstanceId ?? null,
            state: instance.state,
            existedBefore: isExisting(instance)
        };
    });
}
function instancesOfServers(state) {
    const isExisting = existingInstances(state);
    const instances = [...state.removal.instances.values()];
    const launches = new Set(instances.map(({ sourceServerId, jobId }) => `${sourceServerId} ${jobId}`));
    const byName = new Set(instances.map(({ ec2InstanceId }) => ec2InstanceId));
    // DRS may list an instance minutes after it launched it: what the list leaves out is not gone for that.
    return [...state.servers.values()]
        .filter((server) => {
        const ec2InstanceId = ec2InstanceIdOf(server);
        const isListed = launches.has(`${server.sourceServerId} ${server.jobId ?? ''}`) ||
            (ec2InstanceId !== undefined && byName.has(ec2InstanceId));
        return mayHaveInstance(server) && !isListed;
    })
        .map((server) => ({
        sourceServerId: server.sourceServerId,
        hostname: server.described?.hostname ?? null,
        wave: server.wave,
        jobId: server.jobId ?? null,
        recoveryInstanceId: recoveryInstanceIdOf(server) ?? null,
        ec2InstanceId: ec2InstanceIdOf(server) ?? null,
        state: server.instance?.state ?? null,
        existedBefore: isExisting({ ...server.instance, ec2InstanceId: ec2InstanceIdOf(server) })
    }));
}
/** What DRS said it had launched when it was asked for all, without listing it, and what this run knew nothing of. */
function unlistedInstances(state) {
    return state.removal.unlisted.flatMap(({ sourceServerId, jobId, wave }) => {
        const server = state.servers.get(sourceServerId);
        if (server?.jobId === jobId && mayHaveInstance(server))
            return [];
        return [
            {
                sourceServerId,
                hostname: server?.described?.hostname ?? null,
                wave: server?.wave ?? wave ?? '',
                jobId,
                recoveryInstanceId: null,
                ec2InstanceId: null,
                state: null,
                existedBefore: false
            }
        ];
    });
}
/** What this execution launched, and no wave of this run has, or another one: until all was listed, DRS's word counts. */
function instancesOfStrays(state) {
    if (state.removal.listedAt !== undefined)
        return [];
    const strays = straysOf(state).filter(({ isGone }) => !isGone);
    return [...strays, ...(state.survey?.launchedElsewhere ?? []).map((launched) => still_running_named(state, launched))].map(({ sourceServerId, hostname, wave, jobId, recoveryInstanceId }) => ({
        sourceServerId,
        hostname: hostname ?? null,
        wave,
        jobId,
        recoveryInstanceId: recoveryInstanceId ?? null,
        ec2InstanceId: null,
        state: null,
        existedBefore: false
    }));
}
function still_running_named(state, launched) {
    const hostname = state.servers.get(launched.sourceServerId)?.described?.hostname;
    return { ...launched, ...(hostname === undefined ? {} : { hostname }) };
}
function recoveryInstanceIdOf(server) {
    return server.instance?.recoveryInstanceId ?? server.participant?.recoveryInstanceId;
}
/** The EC2 instance of this launch: what DRS and EC2 showed, else what the job's log says. */
function ec2InstanceIdOf(server) {
    if (server.jobId === undefined)
        return server.failedLaunches?.at(-1)?.ec2InstanceId;
    return servers_instancesSeenOf(server).find(({ jobId }) => jobId === server.jobId)?.ec2InstanceId;
}
/** LAUNCHED without an instance that was looked at counts too: it costs money until the contrary is seen. */
function mayHaveInstance(server) {
    if (server.participant?.launchStatus === 'TERMINATED')
        return false;
    // An instance that is not found although its ID is known is gone; one whose ID is not known yet may only be late.
    if (verification_isGone(server.instance))
        return false;
    if (server.instance?.state === 'missing' && server.instance.ec2InstanceId !== undefined)
        return false;
    return server.participant?.launchStatus === 'LAUNCHED' || ec2InstanceIdOf(server) !== undefined;
}

;// CONCATENATED MODULE: ./build/src/report/record/deviations.js












/**
 * What did not go as planned, oldest first, for people who have to answer for it. A wave that never started is one
 * deviation, not one for each of its servers; what a plan or a guard refused is none: nothing was begun. What an earlier
 * attempt of a run that is refused has launched is one all the same.
 */
function deviationsOf(state) {
    if (events_startsNothing(state.mode))
        return [];
    if (state.refusals.length > 0)
        return deviations_inOrder([...strayDeviations(state), ...leftDeviations(state)]);
    const waves = [...state.waves.values()].filter(({ selected }) => selected);
    return deviations_inOrder([
        ...waves.flatMap((wave) => [
            ...waveDeviations(state, wave),
            ...actionDeviations(state, wave.planned.name),
            ...untoldFallbackDeviations(state, wave),
            // Of a wave that never started no server has a story of its own.
            ...(wave.startedAt === undefined ? [] : servers_serversOf(state, wave)).flatMap((server) => ofServer(state, server))
        ]),
        ...replacementDeviations(state),
        ...strayDeviations(state),
        ...objectiveDeviations(state),
        ...leftDeviations(state)
    ]);
}
/** Array sorting is stable: what happened at one moment stays in the order of the plan. */
function deviations_inOrder(found) {
    return found.toSorted((a, b) => compare(a.at, b.at));
}
function compare(a, b) {
    if (a === b)
        return 0;
    if (a === null)
        return 1;
    return b === null || a < b ? -1 : 1;
}
function waveDeviations(state, wave) {
    const { name, servers } = wave.planned;
    const about = { wave: name, sourceServerId: null };
    if (wave.startedAt === undefined) {
        if (wave.status === 'waiting' && state.finished === undefined)
            return [];
        const why = wave.reason === undefined ? '' : `: ${wave.reason}`;
        const message = `wave ${name} (${String(servers.length)} server${servers.length === 1 ? '' : 's'}) was not started${why}`;
        return [{ kind: 'wave-not-started', at: wave.settledAt ?? state.finished?.at ?? null, ...about, message }];
    }
    if (wave.settledAt === undefined)
        return [];
    const taken = timestamp_secondsBetween(wave.startedAt, wave.settledAt);
    const message = latenessOf(state, wave, taken, wave.settledAt);
    return message === undefined ? [] : [{ kind: 'wave-late', at: wave.settledAt, ...about, message }];
}
/** How a wave was late; one that an action ended whose own time was over was not: that is the action's. */
function latenessOf(state, { status, planned }, taken, settledAt) {
    const { name, timeoutSeconds } = planned;
    const budget = duration_formatDuration(timeoutSeconds);
    if (taken < timeoutSeconds) {
        if (status !== 'timed-out' || settledAt < budgets_drillDeadline(state))
            return undefined;
        return `wave ${name} was not up after ${duration_formatDuration(taken)} of its ${budget}, when the budget of the drill ran out`;
    }
    if (status === 'timed-out')
        return `wave ${name} was not up when its budget of ${budget} ran out`;
    return taken === timeoutSeconds ? undefined : `wave ${name} took ${duration_formatDuration(taken)} of a budget of ${budget}`;
}
function ofServer(state, server) {
    const about = { wave: server.wave, sourceServerId: server.sourceServerId };
    const name = servers_nameOf(server);
    const found = [];
    const failed = server.failedLaunches ?? [];
    for (const [index, { failedAt, reason }] of failed.entries()) {
        const next = failed[index + 1]?.jobId ?? server.jobId;
        const message = `${name} was ${next === undefined ? 'to be launched again' : `launched again by ${next}`}: ${reason}`;
        found.push({ kind: 'retried', at: failedAt, ...about, message });
    }
    for (const job of state.jobs.values()) {
        if (failed.some(({ jobId }) => jobId === job.jobId))
            continue;
        if (job.jobId === server.jobId || !job.servers.includes(server.sourceServerId))
            continue;
        const now = server.jobId === undefined ? '' : `, and again by ${server.jobId}`;
        const message = `${name} was launched before by ${job.jobId}${now}`;
        found.push({
            kind: 'relaunched',
            at: failed[0]?.requestedAt ?? server.requestedAt ?? job.createdAt ?? null,
            ...about,
            message
        });
    }
    found.push(...fallbackDeviations(state, server));
    const point = server.instance?.recoveryPoint;
    const chosen = chosenSnapshot(state, server);
    if (point !== undefined && chosen !== undefined && isOtherPoint(point, chosen)) {
        const message = `${name} was launched from the recovery point of ${point}, not from that of ${chosen.takenAt ?? ''} ` +
            `(${chosen.snapshotId ?? ''}), which the plan chooses`;
        found.push({ kind: 'other-recovery-point', at: server.launchedAt ?? null, ...about, message });
    }
    for (const run of server.participant?.launchActions?.runs ?? []) {
        if (run.status !== 'FAILED')
            continue;
        const why = run.failureReason === undefined ? '' : `: ${run.failureReason}`;
        const message = `${run.optional ? 'optional ' : ''}post-launch action "${run.name}" of ${name} failed${why}`;
        found.push({ kind: 'launch-action-failed', at: server.outcome?.at ?? null, ...about, message });
    }
    const { outcome } = server;
    if (outcome !== undefined && outcome.status !== 'launched') {
        const message = `${name} is not up: ${outcome.reason}`;
        found.push({ kind: `server-${outcome.status}`, at: outcome.at, ...about, message });
    }
    return found;
}
/** The two times of one point may differ a little, those of two points by minutes: DRS takes none more often. */
function isOtherPoint(point, { takenAt }) {
    return takenAt !== undefined && Math.abs(timestamp_secondsBetween(takenAt, point)) > 60;
}
/** Servers that this execution launched before somebody changed the plan, or what it selects. */
function strayDeviations(state) {
    return straysOf(state).map(({ sourceServerId, hostname, wave, jobId, launchStatus }) => ({
        kind: 'no-longer-selected',
        at: state.jobs.get(jobId)?.createdAt ?? null,
        wave,
        sourceServerId,
        message: `${hostname ?? sourceServerId} was launched by ${jobId} (${launchStatus}), and no wave of this run has it any more`
    }));
}
/** Whether a miss fails the drill or is only told (`on-miss`), it deviates from what was planned. */
function objectiveDeviations(state) {
    if (state.finished === undefined)
        return [];
    const { at } = state.finished;
    return judgeObjectives(state).missed.map(({ objective, message }) => ({
        kind: `${objective}-missed`,
        at,
        wave: null,
        sourceServerId: null,
        message
    }));
}
/** What went on in AWS after the execution ended. */
function leftDeviations(state) {
    if (state.finished === undefined)
        return [];
    const { at } = state.finished;
    const { jobs, unansweredStarts } = stillRunningIn(state);
    const { finished: cleanup } = state.removal;
    return [
        ...(cleanup?.complete === false
            ? [
                {
                    kind: 'cleanup-incomplete',
                    at: cleanup.at,
                    wave: null,
                    sourceServerId: null,
                    message: `the cleanup fell short: ${cleanup.reason}`
                }
            ]
            : []),
        ...jobs.map(({ jobId, wave, status }) => {
            const message = `job ${jobId} was still running (${status}) when the execution ended`;
            return { kind: 'job-left-running', at, wave, sourceServerId: null, message };
        }),
        ...unansweredStarts.map(({ wave, sourceServerIds }) => {
            const message = `a launch of ${sourceServerIds.join(', ')} was asked for, and its job was never seen: it may run`;
            return { kind: 'start-unanswered', at, wave, sourceServerId: null, message };
        }),
        ...leftActionDeviations(state, at)
    ];
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/util.js

// functions
function assertEqual(val) {
    return val;
}
function assertNotEqual(val) {
    return val;
}
function toZod() {
    return (schema) => schema;
}
function assertIs(_arg) { }
function assertNever(_x) {
    throw new Error("Unexpected value in exhaustive check");
}
function assert(_) { }
function getEnumValues(entries) {
    const numericValues = Object.values(entries).filter((v) => typeof v === "number");
    const values = Object.entries(entries)
        .filter(([k, _]) => numericValues.indexOf(+k) === -1)
        .map(([_, v]) => v);
    return values;
}
function joinValues(array, separator = "|") {
    return array.map((val) => stringifyPrimitive(val)).join(separator);
}
function jsonStringifyReplacer(_, value) {
    if (typeof value === "bigint")
        return value.toString();
    return value;
}
// the accessor lives on a shared prototype: an own accessor makes every box a dictionary-mode object (~360 B and a slow load per read against ~100 B and an inlined getter here)
class Cached {
    constructor(getter) {
        this._getter = getter;
        this._value = undefined;
    }
    get value() {
        const getter = this._getter;
        if (getter !== undefined) {
            this._value = getter();
            this._getter = undefined;
        }
        return this._value;
    }
}
function cached(getter) {
    return new Cached(getter);
}
function nullish(input) {
    return input === null || input === undefined;
}
function cleanRegex(source) {
    const start = source.startsWith("^") ? 1 : 0;
    const end = source.endsWith("$") ? source.length - 1 : source.length;
    return source.slice(start, end);
}
function floatSafeRemainder(val, step) {
    const ratio = val / step;
    const roundedRatio = Math.round(ratio);
    // `val` and `step` each round to a double before the division rounds again, so a true decimal multiple's quotient can sit up to 1.5 of these scaled epsilons from the integer. A 1x tolerance therefore rejected 2.03 as a multiple of 0.07; 4x covers the worst case with margin.
    const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
    if (Math.abs(ratio - roundedRatio) < tolerance)
        return 0;
    return ratio - roundedRatio;
}
const EVALUATING = /* @__PURE__*/ (/* unused pure expression or super */ null && (Symbol("evaluating")));
function defineLazy(object, key, getter) {
    let value = undefined;
    Object.defineProperty(object, key, {
        get() {
            if (value === EVALUATING) {
                // Circular reference detected, return undefined to break the cycle
                return undefined;
            }
            if (value === undefined) {
                value = EVALUATING;
                value = getter();
            }
            return value;
        },
        set(v) {
            Object.defineProperty(object, key, {
                value: v,
                // configurable: true,
            });
            // object[key] = v;
        },
        configurable: true,
    });
}
function objectClone(obj) {
    return Object.create(Object.getPrototypeOf(obj), Object.getOwnPropertyDescriptors(obj));
}
function util_assignProp(target, prop, value) {
    Object.defineProperty(target, prop, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
    });
}
/**
 * Whichever object a def's `shape` currently answers from: the one the caller passed until the first read, the frozen copy after it.
 *
 * Its keys and descriptors read without invoking anything, which is what lets a discriminated union check its discriminator, and the cycle walk read a shape, without resolving a getter that references the schema being constructed. A def that answers `shape` from an accessor of its own has none.
 */
function rawShape(def) {
    const desc = Object.getOwnPropertyDescriptor(def, "shape");
    return desc?.get ? desc.get.raw : desc?.value;
}
// where a builder reads its source's keys and descriptors, resolving only a shape a def answers for itself. A shape resolves by object spread, so only its enumerable keys are ever part of it.
function sourceShape(schema) {
    return rawShape(schema._zod.def) ?? schema._zod.def.shape;
}
// a key whose value is not settled yet, self-caching so every read after the first gets the same one
function deferProp(target, key, getter) {
    Object.defineProperty(target, key, {
        get() {
            const value = getter();
            util_assignProp(this, key, value);
            return value;
        },
        enumerable: true,
        configurable: true,
    });
}
// Writes a settled key. A plain assignment is much cheaper than `defineProperty` and produces the same descriptor, but it runs whatever setter already answers to the key — an accessor this shape deferred, or an inherited one, which `__proto__` has on every object and prototype pollution can add for any name.
function putProp(target, key, value) {
    if (key in target)
        util_assignProp(target, key, value);
    else
        target[key] = value;
}
/**
 * Copies `keys` of `source`'s shape onto `target`, each value passed through `wrap`.
 *
 * A key the source has resolved is copied through now, so the derived shape states it outright and nothing has to resolve it to learn what it holds. A key the source still defers stays deferred, and reads back through the source's own `shape`, so it resolves once and both shapes get that one schema.
 */
function mirrorShape(target, source, keys, wrap) {
    const raw = sourceShape(source);
    for (const key of keys) {
        const desc = Object.getOwnPropertyDescriptor(raw, key);
        if (!desc.enumerable)
            continue;
        if (desc.get) {
            deferProp(target, key, () => {
                const value = source._zod.def.shape[key];
                return wrap ? wrap(value, key) : value;
            });
        }
        else
            putProp(target, key, wrap ? wrap(desc.value, key) : desc.value);
    }
}
// same, for a plain shape a caller passed rather than a schema's
function mirrorProps(target, source) {
    for (const key of Reflect.ownKeys(source)) {
        const desc = Object.getOwnPropertyDescriptor(source, key);
        if (!desc.enumerable)
            continue;
        if (desc.get)
            deferProp(target, key, () => source[key]);
        else
            putProp(target, key, desc.value);
    }
}
function mergeDefs(...defs) {
    const mergedDescriptors = {};
    for (const def of defs) {
        const descriptors = Object.getOwnPropertyDescriptors(def);
        Object.assign(mergedDescriptors, descriptors);
    }
    return Object.defineProperties({}, mergedDescriptors);
}
function cloneDef(schema) {
    return mergeDefs(schema._zod.def);
}
function getElementAtPath(obj, path) {
    if (!path)
        return obj;
    return path.reduce((acc, key) => acc?.[key], obj);
}
function promiseAllObject(promisesObj) {
    const keys = Object.keys(promisesObj);
    const promises = keys.map((key) => promisesObj[key]);
    return Promise.all(promises).then((results) => {
        const resolvedObj = {};
        for (let i = 0; i < keys.length; i++) {
            resolvedObj[keys[i]] = results[i];
        }
        return resolvedObj;
    });
}
function randomString(length = 10) {
    const chars = "abcdefghijklmnopqrstuvwxyz";
    let str = "";
    for (let i = 0; i < length; i++) {
        str += chars[Math.floor(Math.random() * chars.length)];
    }
    return str;
}
function esc(str) {
    return JSON.stringify(str);
}
function slugify(input) {
    return input
        .toLowerCase()
        .trim()
        .replace(/[^\w\s-]/g, "")
        .replace(/[\s_-]+/g, "-")
        .replace(/^-+|-+$/g, "");
}
const captureStackTrace = ("captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => { });
function util_isObject(data) {
    return typeof data === "object" && data !== null && !Array.isArray(data);
}
const util_allowsEval = /* @__PURE__*/ cached(() => {
    // Skip the probe under `jitless`: strict CSPs report the caught `new Function` as a `securitypolicyviolation` even though the throw is swallowed.
    if (globalConfig.jitless) {
        return false;
    }
    // @ts-ignore
    if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) {
        return false;
    }
    try {
        const F = Function;
        new F("");
        return true;
    }
    catch (_) {
        return false;
    }
});
function isPlainObject(o) {
    if (util_isObject(o) === false)
        return false;
    // modified constructor
    const ctor = o.constructor;
    if (ctor === undefined)
        return true;
    if (typeof ctor !== "function")
        return true;
    // modified prototype
    const prot = ctor.prototype;
    if (util_isObject(prot) === false)
        return false;
    // ctor doesn't have static `isPrototypeOf`
    if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) {
        return false;
    }
    return true;
}
function shallowClone(o) {
    if (isPlainObject(o))
        return { ...o };
    if (Array.isArray(o))
        return [...o];
    if (o instanceof Map)
        return new Map(o);
    if (o instanceof Set)
        return new Set(o);
    return o;
}
function numKeys(data) {
    let keyCount = 0;
    for (const key in data) {
        if (Object.prototype.hasOwnProperty.call(data, key)) {
            keyCount++;
        }
    }
    return keyCount;
}
const getParsedType = (data) => {
    const t = typeof data;
    switch (t) {
        case "undefined":
            return "undefined";
        case "string":
            return "string";
        case "number":
            return Number.isNaN(data) ? "nan" : "number";
        case "boolean":
            return "boolean";
        case "function":
            return "function";
        case "bigint":
            return "bigint";
        case "symbol":
            return "symbol";
        case "object":
            if (Array.isArray(data)) {
                return "array";
            }
            if (data === null) {
                return "null";
            }
            if (data.then && typeof data.then === "function" && data.catch && typeof data.catch === "function") {
                return "promise";
            }
            if (typeof Map !== "undefined" && data instanceof Map) {
                return "map";
            }
            if (typeof Set !== "undefined" && data instanceof Set) {
                return "set";
            }
            if (typeof Date !== "undefined" && data instanceof Date) {
                return "date";
            }
            // @ts-ignore
            if (typeof File !== "undefined" && data instanceof File) {
                return "file";
            }
            return "object";
        default:
            throw new Error(`Unknown data type: ${t}`);
    }
};
const propertyKeyTypes = /* @__PURE__*/ new Set(["string", "number", "symbol"]);
const primitiveTypes = /* @__PURE__*/ new Set([
    "string",
    "number",
    "bigint",
    "boolean",
    "symbol",
    "undefined",
]);
function escapeRegex(str) {
    return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
// zod-specific utils
function clone(inst, def, params) {
    const cl = new inst._zod.constr(def ?? inst._zod.def);
    if (!def || params?.parent)
        cl._zod.parent = inst;
    return cl;
}
function normalizeParams(_params) {
    const params = _params;
    if (!params)
        return {};
    if (typeof params === "string")
        return { error: () => params };
    if (params?.message !== undefined) {
        if (params?.error !== undefined)
            throw new Error("Cannot specify both `message` and `error` params");
        params.error = params.message;
    }
    delete params.message;
    if (typeof params.error === "string")
        return { ...params, error: () => params.error };
    return params;
}
function createTransparentProxy(getter) {
    let target;
    return new Proxy({}, {
        get(_, prop, receiver) {
            target ?? (target = getter());
            return Reflect.get(target, prop, receiver);
        },
        set(_, prop, value, receiver) {
            target ?? (target = getter());
            return Reflect.set(target, prop, value, receiver);
        },
        has(_, prop) {
            target ?? (target = getter());
            return Reflect.has(target, prop);
        },
        deleteProperty(_, prop) {
            target ?? (target = getter());
            return Reflect.deleteProperty(target, prop);
        },
        ownKeys(_) {
            target ?? (target = getter());
            return Reflect.ownKeys(target);
        },
        getOwnPropertyDescriptor(_, prop) {
            target ?? (target = getter());
            return Reflect.getOwnPropertyDescriptor(target, prop);
        },
        defineProperty(_, prop, descriptor) {
            target ?? (target = getter());
            return Reflect.defineProperty(target, prop, descriptor);
        },
    });
}
function stringifyPrimitive(value) {
    if (typeof value === "bigint")
        return value.toString() + "n";
    if (typeof value === "string")
        return `"${value}"`;
    return `${value}`;
}
function optionalKeys(shape) {
    return Object.keys(shape).filter((k) => {
        return shape[k]._zod.optin !== undefined && shape[k]._zod.optout === "optional";
    });
}
// Wrapped in a `@__PURE__` IIFE: esbuild never tree-shakes a top-level initializer that contains a member access on `Number`, so the bare object literal survived into every bundle.
const NUMBER_FORMAT_RANGES = /*@__PURE__*/ (() => ({
    safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    int32: [-2147483648, 2147483647],
    uint32: [0, 4294967295],
    float32: [-3.4028234663852886e38, 3.4028234663852886e38],
    float64: [-Number.MAX_VALUE, Number.MAX_VALUE],
}))();
const BIGINT_FORMAT_RANGES = {
    int64: [/* @__PURE__*/ BigInt("-9223372036854775808"), /* @__PURE__*/ BigInt("9223372036854775807")],
    uint64: [/* @__PURE__*/ BigInt(0), /* @__PURE__*/ BigInt("18446744073709551615")],
};
function pick(schema, mask) {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(".pick() cannot be used on object schemas containing refinements");
    }
    const newShape = {};
    mirrorShape(newShape, schema, maskedKeys(schema, mask));
    return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
// the mask keys that select something, checked against the source's shape without resolving it
function maskedKeys(schema, mask) {
    const raw = sourceShape(schema);
    const keys = [];
    // `for...in` skips symbols, so a symbol in the mask would select nothing
    for (const key of Reflect.ownKeys(mask)) {
        if (!Object.getOwnPropertyDescriptor(raw, key)?.enumerable) {
            throw new Error(`Unrecognized key: "${String(key)}"`);
        }
        if (mask[key])
            keys.push(key);
    }
    return keys;
}
function omit(schema, mask) {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(".omit() cannot be used on object schemas containing refinements");
    }
    const omitted = new Set(maskedKeys(schema, mask));
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)).filter((key) => !omitted.has(key)));
    return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
function extend(schema, shape) {
    if (!isPlainObject(shape)) {
        throw new Error("Invalid input to extend: expected a plain object");
    }
    const checks = schema._zod.def.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        // Only throw if new shape overlaps with existing shape. Use getOwnPropertyDescriptor to check key existence without accessing values
        const existingShape = sourceShape(schema);
        for (const key of Reflect.ownKeys(shape)) {
            if (Object.getOwnPropertyDescriptor(existingShape, key) !== undefined) {
                throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
            }
        }
    }
    return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
// the source's keys, then the caller's overlaid on top
function extended(schema, shape) {
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)));
    mirrorProps(newShape, shape);
    return newShape;
}
function safeExtend(schema, shape) {
    if (!isPlainObject(shape)) {
        throw new Error("Invalid input to safeExtend: expected a plain object");
    }
    return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function merge(a, b) {
    if (!b?._zod?.def) {
        throw new Error("Invalid input to merge: expected an object schema. To merge a plain shape, use `.extend()`.");
    }
    if (a._zod.def.checks?.length) {
        throw new Error(".merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead.");
    }
    const newShape = {};
    mirrorShape(newShape, a, Reflect.ownKeys(sourceShape(a)));
    mirrorShape(newShape, b, Reflect.ownKeys(sourceShape(b)));
    const def = mergeDefs(a._zod.def, {
        shape: newShape,
        get catchall() {
            return b._zod.def.catchall;
        },
        checks: b._zod.def.checks ?? [],
    });
    return clone(a, def);
}
function partial(Class, schema, mask, name = "partial") {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(`.${name}() cannot be used on object schemas containing refinements`);
    }
    const selected = mask ? new Set(maskedKeys(schema, mask)) : undefined;
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), Class &&
        ((value, key) => (selected && !selected.has(key) ? value : new Class({ type: "optional", innerType: value }))));
    return clone(schema, mergeDefs(schema._zod.def, { shape: newShape, checks: [] }));
}
function required(Class, schema, mask) {
    const selected = mask ? new Set(maskedKeys(schema, mask)) : undefined;
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), (value, key) => 
    // overwrite with non-optional
    selected && !selected.has(key) ? value : new Class({ type: "nonoptional", innerType: value }));
    return clone(schema, mergeDefs(schema._zod.def, { shape: newShape }));
}
// invalid_type | too_big | too_small | invalid_format | not_multiple_of | unrecognized_keys | invalid_union | invalid_key | invalid_element | invalid_value | custom
function aborted(x, startIndex = 0) {
    if (x.aborted === true)
        return true;
    for (let i = startIndex; i < x.issues.length; i++) {
        if (x.issues[i]?.continue !== true) {
            return true;
        }
    }
    return false;
}
// Checks for explicit abort (continue === false), as opposed to implicit abort (continue === undefined). Used to respect `abort: true` in .refine() even for checks that have a `when` function.
function explicitlyAborted(x, startIndex = 0) {
    if (x.aborted === true)
        return true;
    for (let i = startIndex; i < x.issues.length; i++) {
        if (x.issues[i]?.continue === false) {
            return true;
        }
    }
    return false;
}
function prefixIssues(path, issues) {
    return issues.map((iss) => {
        var _a;
        (_a = iss).path ?? (_a.path = []);
        iss.path.unshift(path);
        return iss;
    });
}
function unwrapMessage(message) {
    return typeof message === "string" ? message : message?.message;
}
/* A check holds no link back to the schema it is attached to — the same check instance is shared by every clone of that schema — so the owner is stamped onto the issues a check just raised, at the only point where both are in scope. Runs on the failure path only; `start` is the issue count from before the check ran. */
/** The leading size checks of `defChecks` that set an upper bound, each paired with it. */
function sizeCaps(defChecks) {
    const caps = [];
    for (const ch of defChecks ?? []) {
        const d = ch._zod.def;
        // a later check may rewrite the value
        if (!/_(length|size)$|_equals$/.test(d.check))
            break;
        const max = d.maximum ?? d.length ?? d.size;
        if (max >= 0)
            caps.push([max, ch]);
    }
    return caps;
}
function attachSchema(issues, start, inst) {
    var _a;
    for (let i = start; i < issues.length; i++) {
        (_a = issues[i]).schema ?? (_a.schema = inst);
    }
}
function finalizeIssue(iss, ctx, config) {
    var _a;
    // A schema that raised an issue itself owns it outright, and outranks any stamp an enclosing check left in `attachSchema`. String formats and z.custom() are schema and check at once, so when they act as a check they defer to that stamp instead.
    const traits = iss.inst?._zod?.traits;
    if (traits?.has("$ZodType")) {
        if (traits.has("$ZodCheck"))
            (_a = iss).schema ?? (_a.schema = iss.inst);
        else
            iss.schema = iss.inst;
    }
    // Decreasing specificity, first map to return a message wins. `inst` is whatever raised the issue, so a check's own map outranks the owning schema's.
    const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : undefined;
    const message = iss.message
        ? iss.message
        : (unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ??
            unwrapMessage(schemaError?.(iss)) ??
            unwrapMessage(ctx?.error?.(iss)) ??
            unwrapMessage(config.customError?.(iss)) ??
            unwrapMessage(config.localeError?.(iss)) ??
            "Invalid input");
    // an explicit own-key copy beats object rest with excluded keys, which v8 routes through a generic runtime call; Object.keys rather than for-in so an issue pushed with a prototype does not leak inherited keys, and an own __proto__ key is dropped rather than assigned through the setter
    const full = {};
    for (const k of Object.keys(iss)) {
        if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__")
            continue;
        full[k] = iss[k];
    }
    full.path ?? (full.path = []);
    full.message = message;
    if (ctx?.reportInput) {
        full.input = iss.input;
    }
    return full;
}
function getSizableOrigin(input) {
    if (input instanceof Set)
        return "set";
    if (input instanceof Map)
        return "map";
    // @ts-ignore
    if (input instanceof File)
        return "file";
    return "unknown";
}
const highSurrogate = /[\uD800-\uDBFF]/;
// Code points in `str`: a surrogate pair counts once, a lone surrogate as itself. Hand-rolled because the string iterator allocates and runs ~250x slower on this path; the regex probe exits ~50x quicker for a string with no astral characters.
function codePointLength(str) {
    const units = str.length;
    if (!highSurrogate.test(str))
        return units;
    let count = units;
    for (let i = 0; i < units - 1; i++) {
        if ((str.charCodeAt(i) & 0xfc00) === 0xd800 && (str.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
            count--;
            i++;
        }
    }
    return count;
}
function getLengthableOrigin(input) {
    if (Array.isArray(input))
        return "array";
    if (typeof input === "string")
        return "string";
    return "unknown";
}
function parsedType(data) {
    const t = typeof data;
    switch (t) {
        case "number": {
            return Number.isNaN(data) ? "nan" : "number";
        }
        case "object": {
            if (data === null) {
                return "null";
            }
            if (Array.isArray(data)) {
                return "array";
            }
            const obj = data;
            if (obj && Object.getPrototypeOf(obj) !== Object.prototype && "constructor" in obj && obj.constructor) {
                return obj.constructor.name;
            }
        }
    }
    return t;
}
function util_issue(...args) {
    const [iss, input, inst] = args;
    if (typeof iss === "string") {
        return {
            message: iss,
            code: "custom",
            input,
            inst,
        };
    }
    return { ...iss };
}
function cleanEnum(obj) {
    return Object.entries(obj)
        .filter(([k, _]) => {
        // return true if NaN, meaning it's not a number, thus a string key
        return Number.isNaN(Number.parseInt(k, 10));
    })
        .map((el) => el[1]);
}
// Codec utility functions
function base64ToUint8Array(base64) {
    const binaryString = atob(base64);
    const bytes = new Uint8Array(binaryString.length);
    for (let i = 0; i < binaryString.length; i++) {
        bytes[i] = binaryString.charCodeAt(i);
    }
    return bytes;
}
function uint8ArrayToBase64(bytes) {
    let binaryString = "";
    for (let i = 0; i < bytes.length; i++) {
        binaryString += String.fromCharCode(bytes[i]);
    }
    return btoa(binaryString);
}
function base64urlToUint8Array(base64url) {
    const base64 = base64url.replace(/-/g, "+").replace(/_/g, "/");
    const padding = "=".repeat((4 - (base64.length % 4)) % 4);
    return base64ToUint8Array(base64 + padding);
}
function uint8ArrayToBase64url(bytes) {
    return uint8ArrayToBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
function hexToUint8Array(hex) {
    const cleanHex = hex.replace(/^0x/, "");
    if (cleanHex.length % 2 !== 0) {
        throw new Error("Invalid hex string length");
    }
    const bytes = new Uint8Array(cleanHex.length / 2);
    for (let i = 0; i < cleanHex.length; i += 2) {
        bytes[i / 2] = Number.parseInt(cleanHex.slice(i, i + 2), 16);
    }
    return bytes;
}
function uint8ArrayToHex(bytes) {
    return Array.from(bytes)
        .map((b) => b.toString(16).padStart(2, "0"))
        .join("");
}
// instanceof
class Class {
    constructor(..._args) { }
}
//////////    PROTOTYPE INSTALLERS     //////////
//
// Members live on the prototype and materialize per instance on first read, which keeps own-property count under the step where V8 stops using inline slots. Changing anything here means re-measuring runtime, memory and bundle size together — see "The three axes" in AGENTS.md.
/**
 * Installs a trait's members on its prototype. Each value builds that member for the instance on first read; the built value shadows the accessor as an own property, so a detached `const { parse } = schema` keeps working.
 *
 * Call this from a `proto` initializer, which runs once per prototype — never per instance.
 */
function members(proto, table) {
    for (const key in table) {
        const desc = Object.getOwnPropertyDescriptor(table, key);
        // a getter installs as written, so it stays live: `description` reads through to the registry on every access. not enumerable: an object literal's is, and a prototype member never was
        if (desc.get)
            Object.defineProperty(proto, key, { ...desc, enumerable: false });
        // a method materializes bound on first read, which is what keeps a detached member working: `const opt = schema.optional; opt()`
        else
            defineBound(proto, key, desc.value);
    }
}
/** Shadows a prototype member with an own value, so a getter that builds from the instance runs once. */
function own(inst, key, value, enumerable = true) {
    Object.defineProperty(inst, key, { configurable: true, writable: true, enumerable, value });
    return value;
}
/** Like {@link own}, for a member that was never an own data property and has to stay out of `Object.keys`. */
function hide(inst, key, value) {
    return own(inst, key, value, false);
}
/** Adds members a table derives from the instance: each builds on first read and shadows as own data, and assignment shadows the same way, as when these were own properties. */
function derived(computes, table) {
    for (const key in computes) {
        const compute = computes[key];
        // an object literal's accessor is configurable and enumerable, and `members` copies the descriptor as written
        Object.defineProperty(table, key, {
            configurable: true,
            enumerable: true,
            get() {
                return own(this, key, compute(this));
            },
            set(value) {
                own(this, key, value);
            },
        });
    }
    return table;
}
function defineBound(proto, key, fn) {
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // vitest's spyOn calls a prototype getter bare to find the function it wraps, so a nullish receiver answers the raw method
            return this == null ? fn : own(this, key, fn.bind(this));
        },
        set(value) {
            own(this, key, value);
        },
    });
}
/** Returns the prototype to install on, or `undefined` if this group is already installed on it. */
function claim(inst, sentinel) {
    const proto = Object.getPrototypeOf(inst);
    // Runs on every construction, so `in` rather than the costlier `hasOwnProperty.call`. Sentinels are keys the group itself defines.
    return sentinel in proto ? undefined : proto;
}
// The internals whose init chain is installing. A second call for the same one is a derived constructor overriding its base, so it must not construct another schema in between or the override is dropped.
let installing;
// Set while a getter is running, so a value that resolved through a recursion break is not memoized. One shared descriptor shadows the key for the duration, which costs no per-key allocation.
let broke = false;
const breaker = {
    configurable: true,
    get() {
        broke = true;
        return undefined;
    },
};
/**
 * Installs a lazily-derived internal on the `_zod` prototype of `inst`'s
 * constructor, computed from the internals object itself and cached there on
 * first read. One accessor per constructor rather than one per instance.
 */
function defineLazyInternal(inst, key, compute) {
    const proto = Object.getPrototypeOf(inst._zod);
    if (key in proto && installing !== inst._zod) {
        // A repeat construction: everything is installed already. Cleared here so the reference is not held past the first construction of every type.
        installing = undefined;
        return;
    }
    installing = inst._zod;
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // Shadowed before computing so a re-entrant read from a recursive schema resolves to undefined instead of running the getter again.
            Object.defineProperty(this, key, breaker);
            const outer = broke;
            broke = false;
            try {
                const value = compute(this);
                // A result that resolved through a recursion break is recomputed once the graph is complete; everything else memoizes, undefined included.
                if (broke)
                    delete this[key];
                else
                    Object.defineProperty(this, key, { configurable: true, writable: true, value });
                broke = broke || outer;
                return value;
            }
            catch (err) {
                // A compute that threw memoizes nothing, so a later read runs it again and fails the same way. The shadow goes with it, since leaving it installed would answer undefined for every later read.
                delete this[key];
                broke = broke || outer;
                throw err;
            }
        },
        set(value) {
            Object.defineProperty(this, key, { configurable: true, writable: true, value });
        },
    });
}
/**
 * Installs `key` on `inst`'s prototype, computed by `make` on first read and cached there as an own
 * data property. One accessor per constructor rather than one per instance, because an own accessor
 * puts every instance after the first into v8 dictionary mode. The key doubles as the sentinel.
 */
function installLazyProp(inst, key, make, enumerable) {
    const proto = claim(inst, key);
    if (!proto)
        return;
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // Shadowed before computing, so a re-entrant read from a self-referential shape resolves to undefined instead of running the getter again. A data property rather than an accessor: an own accessor is the dictionary-mode transition this exists to avoid.
            const desc = { configurable: true, writable: true, enumerable, value: undefined };
            Object.defineProperty(this, key, desc);
            // a compute that throws leaves the shadow behind, so later reads answer undefined instead of re-throwing; `defineLazy` did the same, and `defineLazyInternal`'s delete-on-catch would cost bytes in every bundle for a case only a throwing user getter reaches
            desc.value = make(this);
            Object.defineProperty(this, key, desc);
            return desc.value;
        },
        set(value) {
            Object.defineProperty(this, key, { configurable: true, writable: true, enumerable, value });
        },
    });
}
/** Marks the thunk `_catch` synthesises for a constant catch value. `Function.length` cannot tell that thunk from a user callback — rest and defaulted parameters both report arity 0 — and a user callback reads `ctx.error`, whose issues only finalize correctly against the caller's per-parse error map. Provenance can say what arity cannot. A plain string key rather than `Symbol.for`, whose call at module scope no bundler can prove pure — the same shape that anchored `urlCanParse` into every build. */
const CONSTANT_CATCH = "~constantCatch";
/** Wraps a constant catch value in a thunk tagged with {@link CONSTANT_CATCH}. */
function constantCatch(value) {
    const fn = () => value;
    fn[CONSTANT_CATCH] = true;
    return fn;
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/core.js
var _a;

/** A special constant with type `never` */
const NEVER = /*@__PURE__*/ Object.freeze({
    status: "aborted",
});
/* Shared descriptor for installing `_zod`; defineProperty reads it
 * synchronously, so reusing one object avoids a per-instance allocation. */
const _zodDesc = { value: undefined, enumerable: false };
// null where suppressing the capture would be unrecoverable: `parse()` puts the frames back with `captureStackTrace`, so without it the throw would lose its stack. also latched to null once `stackTraceLimit` proves unassignable, which a realm can do at any point by hardening Error
let _E = "captureStackTrace" in Error ? Error : null;
// v8 captures a stack trace inside the Error constructor, which dominates a failed parse; costs only the frames, and parse() restores those. the constructor must RUN: Object.create is cheaper and passes instanceof, but Error.isError and util.types.isNativeError check an internal slot
function newError(Definition) {
    const E = _E;
    if (E) {
        const saved = E.stackTraceLimit;
        if (typeof saved === "number") {
            try {
                E.stackTraceLimit = 0;
            }
            catch {
                _E = null;
                return new Definition();
            }
            try {
                return new Definition();
            }
            finally {
                E.stackTraceLimit = saved;
            }
        }
    }
    return new Definition();
}
function $constructor(name, initializer, 
/** This trait's members, installed once on every prototype that composes it. They cannot be declared in the initializer above: that runs per instance, and the prototype is shared. */
proto, params) {
    // Prototype for this constructor's `_zod` internals. Lazily-derived fields (`values`, `pattern`, `optin`, …) install here once rather than as an accessor on every instance.
    const zodProto = {};
    // Assigning the fields in the constructor body is what gives instances in-object slots; building the object literally and reparenting it costs a second allocation and a generic property copy.
    function Internals(def) {
        this.def = def;
        this.constr = _;
        this.traits = new Set();
    }
    Internals.prototype = zodProto;
    const protoMembers = proto;
    // One trait's members land on every prototype whose chain composes it, so the answer is per prototype rather than per trait.
    const initialized = protoMembers && new WeakSet();
    function init(inst, def) {
        if (!inst._zod) {
            _zodDesc.value = new Internals(def);
            try {
                Object.defineProperty(inst, "_zod", _zodDesc);
            }
            finally {
                // Cleared even on throw, so the shared descriptor never leaks one instance's internals into the next.
                _zodDesc.value = undefined;
            }
        }
        else if (inst._zod.traits.has(name)) {
            return;
        }
        inst._zod.traits.add(name);
        initializer(inst, def);
        if (initialized) {
            // `super(def)` from a user subclass gives `this` a prototype the subclass owns, and installing there would overwrite whatever the subclass declared. `constr` built the instance, so its prototype is the one below the subclass's that should carry the members. A receiver whose chain never reaches that prototype installs on its own, which for a plain object handed straight to `init` means `Object.prototype` — unchanged from before.
            const own = Object.getPrototypeOf(inst);
            const ctorProto = inst._zod.constr.prototype;
            let up = own;
            while (up && up !== ctorProto)
                up = Object.getPrototypeOf(up);
            const target = up ?? own;
            if (!initialized.has(target)) {
                initialized.add(target);
                members(target, protoMembers);
            }
        }
        // support prototype modifications; for-in avoids the array allocation of Object.keys on the (usually empty) prototype
        const proto = _.prototype;
        for (const k in proto) {
            if (!Object.prototype.hasOwnProperty.call(proto, k))
                continue;
            if (!(k in inst)) {
                inst[k] = proto[k].bind(inst);
            }
        }
    }
    // doesn't work if Parent has a constructor with arguments
    const Parent = params?.Parent ?? Object;
    class Definition extends Parent {
    }
    Object.defineProperty(Definition, "name", { value: name });
    function _(def) {
        const inst = params?.Parent ? newError(Definition) : this;
        init(inst, def);
        const deferred = inst._zod.deferred;
        if (deferred) {
            for (const fn of deferred) {
                fn();
            }
            // Released: initializers run once, and the list would otherwise be retained for the schema's lifetime.
            inst._zod.deferred = undefined;
        }
        // Global post-processor hook. Internal: installed by `import "zod/compile"` to enable AOT compilation for every constructed schema. Runs last, once the instance is fully built, because it hands the instance to compile(). The post-processor is expected to be reentrancy-guarded by its own implementation.
        const pp = globalThis.__zod_globalConfig?.postProcessor;
        if (pp)
            pp(inst);
        return inst;
    }
    Object.defineProperty(_, "init", { value: init });
    Object.defineProperty(_, Symbol.hasInstance, {
        value: (inst) => {
            if (params?.Parent && inst instanceof params.Parent)
                return true;
            return inst?._zod?.traits?.has(name);
        },
    });
    Object.defineProperty(_, "name", { value: name });
    return _;
}
//////////////////////////////   UTILITIES   ///////////////////////////////////////
const $brand = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("zod_brand")));
class $ZodAsyncError extends Error {
    constructor() {
        super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
    }
}
class $ZodEncodeError extends Error {
    constructor(name) {
        super(`Encountered unidirectional transform during encode: ${name}`);
        this.name = "ZodEncodeError";
    }
}
(_a = globalThis).__zod_globalConfig ?? (_a.__zod_globalConfig = {});
const globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
    if (newConfig)
        Object.assign(globalConfig, newConfig);
    return globalConfig;
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/memoizer.js

class $ZodCyclicError extends Error {
    constructor() {
        super(`Cannot parse a reference cycle that closes through a transform`);
        this.name = "ZodCyclicError";
    }
}
/** Keyed off the context object every schema in one parse call already shares. */
const STATE = "~memo";
const NO_ISSUES = [];
// a value a cycle can close through
function isRef(value) {
    return value !== null && typeof value === "object";
}
// Receivers prefix paths in place, so the cache and every hand-out need their own copies.
function cloneIssues(issues) {
    return issues.map((iss) => (iss.path ? { ...iss, path: iss.path.slice() } : { ...iss }));
}
const recursive = /*@__PURE__*/ new WeakMap();
/** What the walk established, in order of certainty: ordered so the strongest answer among children wins. */
const NONE = 0;
const ASSUMED = 1;
const PROVEN = 2;
/** Whether this schema's subtree contains a cycle, so one parse can re-enter it. */
function isRecursive(inst, stack, resolve) {
    const cached = recursive.get(inst);
    if (cached !== undefined)
        return cached ? PROVEN : NONE;
    // Relative to the walk in progress, so not cached.
    if (stack.has(inst))
        return PROVEN;
    stack.add(inst);
    let result = NONE;
    const check = (child) => {
        if (result !== PROVEN && child?._zod) {
            const answer = isRecursive(child, stack, resolve);
            if (answer > result)
                result = answer;
        }
    };
    // `Reflect.ownKeys` rather than `Object.keys`, so a cycle through a declared symbol key is still seen
    const shape = (sh, spread) => {
        let answer = NONE;
        for (const key of Reflect.ownKeys(sh)) {
            const desc = Object.getOwnPropertyDescriptor(sh, key);
            // an object resolves its shape by spread, so a key it does not enumerate is never parsed; `z.properties` reads every own key and so keeps them all
            if (spread && !desc.enumerable)
                continue;
            // resolving runs user code, and a factory mints a fresh subtree per read, so an edge the walk can't follow counts as a cycle
            const child = desc.get ? ASSUMED : desc.value?._zod ? isRecursive(desc.value, stack, resolve) : NONE;
            if (child > answer)
                answer = child;
        }
        return answer;
    };
    const merge = (answer) => {
        if (answer > result)
            result = answer;
    };
    const def = inst._zod.def;
    const kind = def.type;
    switch (kind) {
        case "object": {
            const raw = rawShape(def);
            // a def with no raw shape answers `shape` from an accessor of its own, and running that can mint a whole fresh subtree
            merge(raw ? shape(raw, true) : ASSUMED);
            check(def.catchall);
            break;
        }
        case "array":
            check(def.element);
            break;
        case "tuple":
            for (const el of def.items)
                check(el);
            check(def.rest);
            break;
        case "record":
        case "map":
            check(def.keyType);
            check(def.valueType);
            break;
        case "set":
            check(def.valueType);
            break;
        case "union":
            for (const el of def.options)
                check(el);
            break;
        case "intersection":
            check(def.left);
            check(def.right);
            break;
        case "optional":
        case "nullable":
        case "default":
        case "prefault":
        case "catch":
        case "readonly":
        case "nonoptional":
        case "promise":
        case "success":
            check(def.innerType);
            break;
        case "pipe":
            check(def.in);
            check(def.out);
            break;
        case "function":
            check(def.input);
            check(def.output);
            break;
        // `$ZodLazy` caches its inner on the def, so a resolved edge is followed exactly
        case "lazy": {
            const inner = def._cachedInner ?? (resolve ? inst._zod.innerType : undefined);
            // walked with resolution off: one hop sees past the deferral, and a lazy that yields only another unresolved lazy is generative, so it stops there
            merge(inner ? isRecursive(inner, stack, false) : ASSUMED);
            break;
        }
        // a leaf by choice: `parts` are regex fragments, not data positions
        case "template_literal":
        // leaves
        case "string":
        case "number":
        case "int":
        case "boolean":
        case "bigint":
        case "symbol":
        case "undefined":
        case "null":
        case "void":
        case "never":
        case "any":
        case "unknown":
        case "date":
        case "nan":
        case "enum":
        case "literal":
        case "file":
        case "transform":
        case "custom":
            break;
        default: {
            // a new built-in kind becomes a compile error here
            kind;
            // a user-defined kind can still hold children, and only its author knows where, so fall back to scanning the def — skipping accessors, since reading one can run user code
            for (const key in def) {
                const desc = Object.getOwnPropertyDescriptor(def, key);
                if (!desc || desc.get)
                    continue;
                const value = desc.value;
                if (!value || typeof value !== "object")
                    continue;
                if (value._zod)
                    check(value);
                else if (Array.isArray(value))
                    for (const el of value)
                        check(el);
            }
        }
    }
    stack.delete(inst);
    return settle(inst, result);
}
/** An assumed answer must not outlive the resolution that settles it, so only a certain one is cached. */
function settle(inst, answer) {
    if (answer !== ASSUMED)
        recursive.set(inst, answer === PROVEN);
    return answer;
}
/**
 * Whether one parse can re-enter this schema, i.e. its subtree contains a cycle.
 * Exported for `z.compile`, which refuses to compile such a schema: cycle
 * breaking is driven from here off state keyed on the parse context, and a
 * generated fast path has no context to key on.
 */
function isRecursiveSchema(inst) {
    // z.compile never parses, so nothing would ever resolve a lazy for it; it runs once and already treats a throw here as recursive
    return isRecursive(inst, new Set(), true) !== NONE;
}
function bucketFor(state, inst) {
    let bucket = state.buckets.get(inst);
    if (!bucket) {
        bucket = new WeakMap();
        state.buckets.set(inst, bucket);
    }
    return bucket;
}
// Set immediately before delegating to core and cleared immediately after, so `alloc` registers only for a visit this module is driving.
let handoff;
// Allocated but unfinished entries. `alloc` and the matching pop both happen in the synchronous part of a parse, so they nest even when children are async, and one stack serves every schema.
const memoizer_open = [];
const memo = {
    alloc(_inst, payload, empty) {
        const bucket = handoff;
        if (!bucket)
            return empty;
        handoff = undefined;
        const entry = { value: empty, issues: null };
        bucket.set(payload.value, entry);
        memoizer_open.push(entry);
        return empty;
    },
    guard(inst) {
        var _a;
        (_a = inst._zod).deferred ?? (_a.deferred = []);
        inst._zod.deferred.push(() => {
            const base = inst._zod.parse;
            const wrapped = (payload, ctx) => {
                // The value is a placeholder a back-edge is still waiting on, so the cycle closes through this transform. Its output can't exist in time to bind.
                if (ctx.direction !== "backward" && isBackEdge(ctx, payload.value))
                    throw new $ZodCyclicError();
                return base(payload, ctx);
            };
            inst._zod.parse = wrapped;
            if (inst._zod.run === base)
                inst._zod.run = wrapped;
        });
    },
    attach(inst) {
        var _a;
        let isRecursiveInst;
        let rechecked = false;
        // a recursive schema is re-entered many times per parse and its bucket never changes
        let lastCtx;
        let lastBucket;
        // Wraps `parse` in a deferred so it sees the container's final parse. Core's own deferred copies `parse` into `run` when there are no checks, and it ran first, so `run` is patched to match; with checks, `run` reads `parse` dynamically.
        (_a = inst._zod).deferred ?? (_a.deferred = []);
        inst._zod.deferred.push(() => {
            const base = inst._zod.parse;
            const wrapped = (payload, ctx) => {
                if (isRecursiveInst === undefined) {
                    const walked = isRecursive(inst, new Set(), false);
                    if (walked === NONE) {
                        // Nothing here can ever fire, so take it back out.
                        inst._zod.parse = base;
                        if (inst._zod.run === wrapped)
                            inst._zod.run = base;
                        return base(payload, ctx);
                    }
                    // this parse resolves the deferred edges on its own path, so ask once more before latching
                    if (walked === PROVEN || rechecked)
                        isRecursiveInst = true;
                    else
                        rechecked = true;
                }
                const input = payload.value;
                if (!isRef(input))
                    return base(payload, ctx);
                let state = ctx[STATE];
                if (!state) {
                    state = { buckets: new WeakMap(), backEdges: undefined };
                    ctx[STATE] = state;
                }
                let bucket;
                if (lastCtx === ctx) {
                    bucket = lastBucket;
                }
                else {
                    bucket = bucketFor(state, inst);
                    lastCtx = ctx;
                    lastBucket = bucket;
                }
                const hit = bucket.get(input);
                if (hit) {
                    payload.value = hit.value;
                    if (hit.issues) {
                        if (hit.issues.length)
                            payload.issues.push(...cloneIssues(hit.issues));
                    }
                    else {
                        // Still being parsed: its own checks cover it, so skip them here.
                        payload.memo = true;
                        state.backEdges ?? (state.backEdges = new WeakSet());
                        state.backEdges.add(hit.value);
                    }
                    return payload;
                }
                handoff = bucket;
                const depth = memoizer_open.length;
                const result = base(payload, ctx);
                handoff = undefined;
                // A container that rejected its input outright allocated nothing.
                const entry = memoizer_open.length > depth ? memoizer_open.pop() : undefined;
                // Both paths written out so the sync one allocates no closure. It runs once per node, and capturing here cost more than everything else combined.
                if (result instanceof Promise) {
                    return result.then((r) => {
                        if (entry)
                            entry.issues = r.issues.length ? cloneIssues(r.issues) : NO_ISSUES;
                        return r;
                    });
                }
                if (entry)
                    entry.issues = result.issues.length ? cloneIssues(result.issues) : NO_ISSUES;
                return result;
            };
            inst._zod.parse = wrapped;
            if (inst._zod.run === base)
                inst._zod.run = wrapped;
        });
    },
};
/** The memoizer that gives containers cycle support. `zod` installs it by default; `zod/mini` opts in with `config({ memoizer: memoizer() })`. */
function memoizer() {
    return memo;
}
/** Whether this value is a node a back-edge resolved to before it finished. */
function isBackEdge(ctx, value) {
    const backEdges = ctx[STATE]?.backEdges;
    return backEdges !== undefined && isRef(value) && backEdges.has(value);
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/regexes.js

/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const cuid = /^[cC][0-9a-z]{6,}$/;
const cuid2 = /^[0-9a-z]+$/;
const ulid = /^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$/;
const xid = /^[0-9a-vA-V]{20}$/;
const ksuid = /^[A-Za-z0-9]{27}$/;
const nanoid = /^[a-zA-Z0-9_-]{21}$/;
function nanoidOfLength(length) {
    return new RegExp(`^[a-zA-Z0-9_-]{${length}}$`);
}
/** ISO 8601-1 duration regex. Does not support the 8601-2 extensions like negative durations or fractional/negative components. */
const duration = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;
/** Implements ISO 8601-2 extensions like explicit +- prefixes, mixing weeks with other units, and fractional/negative components. */
const extendedDuration = /^[-+]?P(?!$)(?:(?:[-+]?\d+Y)|(?:[-+]?\d+[.,]\d+Y$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:(?:[-+]?\d+W)|(?:[-+]?\d+[.,]\d+W$))?(?:(?:[-+]?\d+D)|(?:[-+]?\d+[.,]\d+D$))?(?:T(?=[\d+-])(?:(?:[-+]?\d+H)|(?:[-+]?\d+[.,]\d+H$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:[-+]?\d+(?:[.,]\d+)?S)?)??$/;
/** A regex for any UUID-like identifier: 8-4-4-4-12 hex pattern */
const guid = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/;
/** Returns a regex for validating an RFC 9562/4122 UUID.
 *
 * @param version Optionally specify a version 1-8. If no version is specified, all versions are supported. */
const uuid = (version) => {
    if (!version)
        return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
    return new RegExp(`^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`);
};
const uuid4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(4)));
const uuid6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(6)));
const uuid7 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(7)));
/** Practical email validation */
const email = /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
/** Equivalent to the HTML5 input[type=email] validation implemented by browsers. Source: https://developer.mozilla.org/en-US/docs/Web/HTML/Element/input/email */
const html5Email = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
/** The classic emailregex.com regex for RFC 5322-compliant emails */
const rfc5322Email = /^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$/;
/** A loose regex that allows Unicode characters, enforces length limits, and that's about it. */
const unicodeEmail = /^[^\s@"]{1,64}@[^\s@]{1,255}$/u;
const idnEmail = (/* unused pure expression or super */ null && (unicodeEmail));
const browserEmail = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
// from https://thekevinscott.com/emojis-in-javascript/#writing-a-regular-expression
// Single character class, not an alternation: the two properties overlap (U+1F9B0-U+1F9B3), so `(A|B)+` backtracks exponentially on a failed match. The leading lookahead then demands one anchor — a pictograph, a regional indicator, or the enclosing keycap — because `\p{Emoji_Component}` on its own covers ASCII digits, `#`, `*`, ZWJ, variation selectors and skin tone modifiers, none of which is an emoji without a base.
const _emoji = `^(?=[\\s\\S]*[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3])[\\p{Extended_Pictographic}\\p{Emoji_Component}]+$`;
function emoji() {
    return new RegExp(_emoji, "u");
}
const ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/;
const ipv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/;
const mac = (delimiter) => {
    const escapedDelim = util.escapeRegex(delimiter ?? ":");
    return new RegExp(`^(?:[0-9A-F]{2}${escapedDelim}){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}${escapedDelim}){5}[0-9a-f]{2}$`);
};
const cidrv4 = /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/;
const cidrv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/;
// https://stackoverflow.com/questions/7860392/determine-if-string-is-in-base64-using-javascript
const base64 = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/;
const base64url = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/;
// based on https://stackoverflow.com/questions/106179/regular-expression-to-match-dns-hostname-or-ip-address
// export const hostname: RegExp = /^([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+$/;
const hostname = /^(?=.{1,253}\.?$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-0-9a-zA-Z]{0,61}[0-9a-zA-Z])?)*\.?$/;
const domain = /^(?=.{1,253}$)([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$/;
const httpProtocol = /^https?$/;
// https://blog.stevenlevithan.com/archives/validate-phone-number#r4-3 (regex sans spaces) E.164: leading digit must be 1-9; total digits (excluding '+') between 7-15
const e164 = /^\+[1-9]\d{6,14}$/;
// Credit card shape: 12–19 digits, optionally separated by single spaces or single hyphens. ISO/IEC 7812 caps the PAN at 19 digits; 12 is the shortest issued length (Maestro).
const creditCard = /^\d(?:[ -]?\d){11,18}$/;
// ISO 4217 alpha codes from the SIX list, regenerated by scripts/update-iso-4217.ts
const currencyCode = /^(?:AED|AFN|ALL|AMD|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BHD|BIF|BMD|BND|BOB|BOV|BRL|BSD|BTN|BWP|BYN|BZD|CAD|CDF|CHE|CHF|CHW|CLF|CLP|CNY|COP|COU|CRC|CUP|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|MWK|MXN|MXV|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SOS|SRD|SSP|STN|SVC|SYP|SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|TWD|TZS|UAH|UGX|USD|USN|UYI|UYU|UYW|UZS|VED|VES|VND|VUV|WST|XAD|XAF|XAG|XAU|XBA|XBB|XBC|XBD|XCD|XCG|XDR|XOF|XPD|XPF|XPT|XSU|XTS|XUA|XXX|YER|ZAR|ZMW|ZWG)$/;
// iban electronic format: 2-letter country, check digits 02-98 (the only values `98 - remainder` can produce), 11-30 bban characters
const iban = /^[A-Z]{2}(?!00|01|99)\d{2}[A-Z0-9]{11,30}$/;
const dateSource = `(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`;
/** Anchors a pattern source. The interpolation lives here rather than at the call site because
 * esbuild will not drop a `@__PURE__` call whose own argument interpolates a variable, but it
 * will drop `anchor(dateSource)`. Keeping it inline pinned `date` into every bundle. */
function regexes_anchor(source) {
    return new RegExp(`^${source}$`);
}
const date = /*@__PURE__*/ regexes_anchor(dateSource);
function timeSource(args) {
    const hhmm = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
    const regex = typeof args.precision === "number"
        ? args.precision === -1
            ? `${hhmm}`
            : args.precision === 0
                ? `${hhmm}:[0-5]\\d`
                : `${hhmm}:[0-5]\\d\\.\\d{${args.precision}}`
        : args.seconds
            ? `${hhmm}:[0-5]\\d(?:\\.\\d+)?`
            : `${hhmm}(?::[0-5]\\d(?:\\.\\d+)?)?`;
    return regex;
}
function time(args) {
    return new RegExp(`^${timeSource(args)}$`);
}
// Adapted from https://stackoverflow.com/a/3143231
function datetime(args) {
    const opts = ["Z"];
    // if (args.offset) opts.push(`([+-]\\d{2}:\\d{2})`);
    if (args.offset)
        opts.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
    // RFC 3339 mandates seconds wherever the time carries a `Z` or an offset, so only the unqualified form `local` adds may omit them
    const qualified = `${timeSource({ precision: args.precision, seconds: true })}(?:${opts.join("|")})`;
    const timeRegex = args.local ? `${qualified}|${timeSource({ precision: args.precision })}` : qualified;
    return new RegExp(`^${dateSource}T(?:${timeRegex})$`);
}
// the unbounded form of `string()` as a literal, so every plain string shares one instance instead of building its own
const anyString = /^[\s\S]{0,}$/;
const string = (params) => {
    const regex = params ? `[\\s\\S]{${params?.minimum ?? 0},${params?.maximum ?? ""}}` : `[\\s\\S]*`;
    return new RegExp(`^${regex}$`);
};
const bigint = /^-?\d+n?$/;
const integer = /^-?\d+$/;
const number = /^-?\d+(?:\.\d+)?$/;
const regexes_boolean = /^(?:true|false)$/i;
const _null = /^null$/i;

const _undefined = /^undefined$/i;

// regex for string with no uppercase letters
const lowercase = /^[^A-Z]*$/;
// regex for string with no lowercase letters
const uppercase = /^[^a-z]*$/;
// regex for hexadecimal strings (any length)
const hex = /^[0-9a-fA-F]*$/;
// Hash regexes for different algorithms and encodings
// Helper function to create base64 regex with exact length and padding
function fixedBase64(bodyLength, padding) {
    return new RegExp(`^[A-Za-z0-9+/]{${bodyLength}}${padding}$`);
}
// Helper function to create base64url regex with exact length (no padding)
function fixedBase64url(length) {
    return new RegExp(`^[A-Za-z0-9_-]{${length}}$`);
}
// MD5 (16 bytes): base64 = 24 chars total (22 + "==")
const md5_hex = /^[0-9a-fA-F]{32}$/;
const md5_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(22, "==")));
const md5_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(22)));
// SHA1 (20 bytes): base64 = 28 chars total (27 + "=")
const sha1_hex = /^[0-9a-fA-F]{40}$/;
const sha1_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(27, "=")));
const sha1_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(27)));
// SHA256 (32 bytes): base64 = 44 chars total (43 + "=")
const sha256_hex = /^[0-9a-fA-F]{64}$/;
const sha256_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(43, "=")));
const sha256_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(43)));
// SHA384 (48 bytes): base64 = 64 chars total (no padding)
const sha384_hex = /^[0-9a-fA-F]{96}$/;
const sha384_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(64, "")));
const sha384_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(64)));
// SHA512 (64 bytes): base64 = 88 chars total (86 + "==")
const sha512_hex = /^[0-9a-fA-F]{128}$/;
const sha512_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(86, "==")));
const sha512_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(86)));

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/checks.js
// import { $ZodType } from "./schemas.js";



const $ZodCheck = /*@__PURE__*/ $constructor("$ZodCheck", (inst, def) => {
    var _a;
    inst._zod ?? (inst._zod = {});
    inst._zod.def = def;
    (_a = inst._zod).onattach ?? (_a.onattach = []);
});
/** Default `when` for size-based checks: run only on non-nullish values with a `size`. */
const _whenHasSize = (payload) => {
    const val = payload.value;
    return !util.nullish(val) && val.size !== undefined;
};
/** Default `when` for length-based checks: run only on non-nullish values with a `length`. */
const _whenHasLength = (payload) => {
    const val = payload.value;
    return !nullish(val) && val.length !== undefined;
};
const numericOriginMap = {
    number: "number",
    bigint: "bigint",
    object: "date",
};
const $ZodCheckLessThan = /*@__PURE__*/ $constructor("$ZodCheckLessThan", (inst, def) => {
    $ZodCheck.init(inst, def);
    const origin = numericOriginMap[typeof def.value];
    inst._zod.check = (payload) => {
        if (def.inclusive ? payload.value <= def.value : payload.value < def.value) {
            return;
        }
        payload.issues.push({
            origin: numericOriginMap[typeof payload.value] ?? origin,
            code: "too_big",
            maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
            input: payload.value,
            inclusive: def.inclusive,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckGreaterThan = /*@__PURE__*/ $constructor("$ZodCheckGreaterThan", (inst, def) => {
    $ZodCheck.init(inst, def);
    const origin = numericOriginMap[typeof def.value];
    inst._zod.check = (payload) => {
        if (def.inclusive ? payload.value >= def.value : payload.value > def.value) {
            return;
        }
        payload.issues.push({
            origin: numericOriginMap[typeof payload.value] ?? origin,
            code: "too_small",
            minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
            input: payload.value,
            inclusive: def.inclusive,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckMultipleOf = 
/*@__PURE__*/ $constructor("$ZodCheckMultipleOf", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        if (typeof payload.value !== typeof def.value)
            throw new Error("Cannot mix number and bigint in multiple_of check.");
        const isMultiple = typeof payload.value === "bigint"
            ? // `value % 0n` throws, and nothing is a multiple of zero — the number branch already fails this way via NaN
                def.value !== BigInt(0) && payload.value % def.value === BigInt(0)
            : floatSafeRemainder(payload.value, def.value) === 0;
        if (isMultiple)
            return;
        payload.issues.push({
            origin: typeof payload.value,
            code: "not_multiple_of",
            divisor: def.value,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckNumberFormat = /*@__PURE__*/ $constructor("$ZodCheckNumberFormat", (inst, def) => {
    $ZodCheck.init(inst, def); // no format checks
    def.format = def.format || "float64";
    const isInt = def.format?.includes("int");
    const origin = isInt ? "int" : "number";
    const [minimum, maximum] = NUMBER_FORMAT_RANGES[def.format];
    inst._zod.check = (payload) => {
        const input = payload.value;
        if (isInt) {
            if (!Number.isInteger(input)) {
                // invalid_format issue
                // payload.issues.push({
                //   expected: def.format,
                //   format: def.format,
                //   code: "invalid_format",
                //   input,
                //   inst,
                // });
                // invalid_type issue
                payload.issues.push({
                    expected: origin,
                    format: def.format,
                    code: "invalid_type",
                    continue: false,
                    input,
                    inst,
                });
                return;
                // not_multiple_of issue
                // payload.issues.push({
                //   code: "not_multiple_of",
                //   origin: "number",
                //   input,
                //   inst,
                //   divisor: 1,
                // });
            }
            if (!Number.isSafeInteger(input)) {
                if (input > 0) {
                    // too_big
                    payload.issues.push({
                        input,
                        code: "too_big",
                        maximum: Number.MAX_SAFE_INTEGER,
                        note: "Integers must be within the safe integer range.",
                        inst,
                        origin,
                        inclusive: true,
                        continue: !def.abort,
                    });
                }
                else {
                    // too_small
                    payload.issues.push({
                        input,
                        code: "too_small",
                        minimum: Number.MIN_SAFE_INTEGER,
                        note: "Integers must be within the safe integer range.",
                        inst,
                        origin,
                        inclusive: true,
                        continue: !def.abort,
                    });
                }
                return;
            }
        }
        if (input < minimum) {
            payload.issues.push({
                origin: "number",
                input,
                code: "too_small",
                minimum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
        if (input > maximum) {
            payload.issues.push({
                origin: "number",
                input,
                code: "too_big",
                maximum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
    };
});
const $ZodCheckBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckBigIntFormat", (inst, def) => {
    $ZodCheck.init(inst, def); // no format checks
    const [minimum, maximum] = util.BIGINT_FORMAT_RANGES[def.format];
    inst._zod.check = (payload) => {
        const input = payload.value;
        if (input < minimum) {
            payload.issues.push({
                origin: "bigint",
                input,
                code: "too_small",
                minimum: minimum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
        if (input > maximum) {
            payload.issues.push({
                origin: "bigint",
                input,
                code: "too_big",
                maximum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
const $ZodCheckMaxSize = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMaxSize", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size <= def.maximum)
            return;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            code: "too_big",
            maximum: def.maximum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckMinSize = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMinSize", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size >= def.minimum)
            return;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            code: "too_small",
            minimum: def.minimum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckSizeEquals = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckSizeEquals", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size === def.size)
            return;
        const tooBig = size > def.size;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            ...(tooBig ? { code: "too_big", maximum: def.size } : { code: "too_small", minimum: def.size }),
            inclusive: true,
            exact: true,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckMaxLength = /*@__PURE__*/ $constructor("$ZodCheckMaxLength", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // Strings are measured in Unicode code points, not UTF-16 units. A code point is at most two units, so a string that already fits in units fits in code points; only an overflow has to be counted.
        const length = typeof input === "string" && units > def.maximum ? codePointLength(input) : units;
        if (length <= def.maximum)
            return;
        const origin = getLengthableOrigin(input);
        payload.issues.push({
            origin,
            code: "too_big",
            maximum: def.maximum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckMinLength = /*@__PURE__*/ $constructor("$ZodCheckMinLength", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // A code point is one or two UTF-16 units, so fewer units than the floor can never reach it and twice the floor always clears it. Only in between is the exact count in doubt.
        const length = typeof input === "string" && units >= def.minimum && units < def.minimum * 2
            ? codePointLength(input)
            : units;
        if (length >= def.minimum)
            return;
        const origin = getLengthableOrigin(input);
        payload.issues.push({
            origin,
            code: "too_small",
            minimum: def.minimum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckLengthEquals = /*@__PURE__*/ $constructor("$ZodCheckLengthEquals", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // A code point is one or two UTF-16 units, so outside `[length, length * 2]` units the target is missed either way — and missed in the same direction in both measures.
        const length = typeof input === "string" && units >= def.length && units <= def.length * 2
            ? codePointLength(input)
            : units;
        if (length === def.length)
            return;
        const origin = getLengthableOrigin(input);
        const tooBig = length > def.length;
        payload.issues.push({
            origin,
            ...(tooBig ? { code: "too_big", maximum: def.length } : { code: "too_small", minimum: def.length }),
            inclusive: true,
            exact: true,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckStringFormat = /*@__PURE__*/ $constructor("$ZodCheckStringFormat", (inst, def) => {
    var _a, _b;
    $ZodCheck.init(inst, def);
    if (def.pattern)
        (_a = inst._zod).check ?? (_a.check = (payload) => {
            def.pattern.lastIndex = 0;
            if (def.pattern.test(payload.value))
                return;
            payload.issues.push({
                origin: "string",
                code: "invalid_format",
                format: def.format,
                input: payload.value,
                ...(def.pattern ? { pattern: def.pattern.toString() } : {}),
                inst,
                continue: !def.abort,
            });
        });
    else
        (_b = inst._zod).check ?? (_b.check = () => { });
});
const $ZodCheckRegex = /*@__PURE__*/ $constructor("$ZodCheckRegex", (inst, def) => {
    $ZodCheckStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        def.pattern.lastIndex = 0;
        if (def.pattern.test(payload.value))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "regex",
            input: payload.value,
            pattern: def.pattern.toString(),
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckLowerCase = /*@__PURE__*/ $constructor("$ZodCheckLowerCase", (inst, def) => {
    def.pattern ?? (def.pattern = lowercase);
    $ZodCheckStringFormat.init(inst, def);
});
const $ZodCheckUpperCase = /*@__PURE__*/ $constructor("$ZodCheckUpperCase", (inst, def) => {
    def.pattern ?? (def.pattern = uppercase);
    $ZodCheckStringFormat.init(inst, def);
});
const $ZodCheckIncludes = /*@__PURE__*/ $constructor("$ZodCheckIncludes", (inst, def) => {
    $ZodCheck.init(inst, def);
    const escapedRegex = escapeRegex(def.includes);
    // `String.prototype.includes(sub, position)` matches `sub` at `position`
    // OR LATER, so the pattern must allow at least `position` leading chars
    // (`{N,}`), not exactly `position` chars (`{N}`).
    const pattern = new RegExp(typeof def.position === "number" ? `^.{${def.position},}${escapedRegex}` : escapedRegex);
    def.pattern = pattern;
    inst._zod.check = (payload) => {
        if (payload.value.includes(def.includes, def.position))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "includes",
            includes: def.includes,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckStartsWith = /*@__PURE__*/ $constructor("$ZodCheckStartsWith", (inst, def) => {
    $ZodCheck.init(inst, def);
    const pattern = new RegExp(`^${escapeRegex(def.prefix)}.*`);
    def.pattern ?? (def.pattern = pattern);
    inst._zod.check = (payload) => {
        if (payload.value.startsWith(def.prefix))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "starts_with",
            prefix: def.prefix,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckEndsWith = /*@__PURE__*/ $constructor("$ZodCheckEndsWith", (inst, def) => {
    $ZodCheck.init(inst, def);
    const pattern = new RegExp(`.*${escapeRegex(def.suffix)}$`);
    def.pattern ?? (def.pattern = pattern);
    inst._zod.check = (payload) => {
        if (payload.value.endsWith(def.suffix))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "ends_with",
            suffix: def.suffix,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
///////////////////////////////////
/////    $ZodCheckProperty    /////
///////////////////////////////////
function handleCheckPropertyResult(result, payload, property) {
    if (result.issues.length) {
        payload.issues.push(...prefixIssues(property, result.issues));
    }
}
const $ZodCheckProperty = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckProperty", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        const result = def.schema._zod.run({
            value: payload.value[def.property],
            issues: [],
        }, {});
        if (result instanceof Promise) {
            return result.then((result) => handleCheckPropertyResult(result, payload, def.property));
        }
        handleCheckPropertyResult(result, payload, def.property);
        return;
    };
})));
const $ZodCheckProperties = /*@__PURE__*/ $constructor("$ZodCheckProperties", (inst, def) => {
    $ZodCheck.init(inst, def);
    hide(inst, Symbol.iterator, function* () {
        yield inst;
    });
    // key and schema snapshotted together: reading one live and the other cached lets a later mutation of the caller's shape object pair a stale key with a missing schema
    let entries;
    inst._zod.check = (payload) => {
        // the base schema already typed the value, so only a nullish one is rejected here: the properties read on a primitive too, matching z.property() on a string's length
        if (payload.value == null) {
            payload.issues.push({ expected: "object", code: "invalid_type", input: payload.value, inst });
            return undefined;
        }
        entries ?? (entries = Reflect.ownKeys(def.shape).map((key) => [key, def.shape[key]]));
        const input = payload.value;
        let proms;
        for (const [key, schema] of entries) {
            const result = schema._zod.run({ value: input[key], issues: [] }, {});
            if (result instanceof Promise) {
                proms ?? (proms = []);
                proms.push(result.then((result) => handleCheckPropertyResult(result, payload, key)));
            }
            else {
                handleCheckPropertyResult(result, payload, key);
            }
        }
        if (proms)
            return Promise.all(proms).then(() => undefined);
        return undefined;
    };
});
const $ZodCheckMimeType = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMimeType", (inst, def) => {
    $ZodCheck.init(inst, def);
    const mimeSet = new Set(def.mime);
    inst._zod.check = (payload) => {
        if (mimeSet.has(payload.value.type))
            return;
        payload.issues.push({
            code: "invalid_value",
            values: def.mime,
            input: payload.value.type,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckOverwrite = /*@__PURE__*/ $constructor("$ZodCheckOverwrite", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        payload.value = def.tx(payload.value);
    };
});

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/doc.js
class Doc {
    constructor(args = [], closed = {}) {
        this.content = [];
        this.indent = 0;
        this.args = args;
        this.closed = closed;
    }
    // the compiler catches a child's throw and keeps writing into this doc, so the indent has to unwind with it
    indented(fn) {
        this.indent += 1;
        try {
            fn(this);
        }
        finally {
            this.indent -= 1;
        }
    }
    write(arg) {
        if (typeof arg === "function") {
            arg(this, { execution: "sync" });
            arg(this, { execution: "async" });
            return;
        }
        const content = arg;
        const lines = content.split("\n").filter((x) => x);
        const minIndent = Math.min(...lines.map((x) => x.length - x.trimStart().length));
        const dedented = lines.map((x) => x.slice(minIndent)).map((x) => " ".repeat(this.indent * 2) + x);
        for (const line of dedented) {
            this.content.push(line);
        }
    }
    compile() {
        const F = Function;
        const content = this?.content ?? [``];
        const factory = new F(...Object.keys(this.closed), `return function (${this.args.join(", ")}) {\n${content.join("\n")}\n};`);
        return factory(...Object.values(this.closed));
    }
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/versions.js
const version = {
    major: 4,
    minor: 6,
    patch: 7,
};

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/schemas.js







const $ZodType = /*@__PURE__*/ $constructor("$ZodType", (inst, def) => {
    var _a;
    inst ?? (inst = {});
    inst._zod.def = def; // set _def property
    inst._zod.bag = inst._zod.bag || {}; // initialize _bag object
    inst._zod.version = version;
    const defChecks = inst._zod.def.checks;
    // if inst is itself a checks.$ZodCheck, run it as a check
    const checks = inst._zod.traits.has("$ZodCheck")
        ? [inst, ...(defChecks ?? [])]
        : defChecks?.length
            ? [...defChecks]
            : [];
    for (const ch of checks) {
        for (const fn of ch._zod.onattach) {
            fn(inst);
        }
    }
    if (checks.length === 0) {
        // deferred initializer inst._zod.parse is not yet defined
        (_a = inst._zod).deferred ?? (_a.deferred = []);
        inst._zod.deferred?.push(() => {
            inst._zod.run = inst._zod.parse;
        });
    }
    else {
        const runChecks = (payload, checks, ctx) => {
            if (payload.memo)
                return payload;
            let isAborted = aborted(payload);
            let asyncResult;
            for (const ch of checks) {
                if (ch._zod.def.when) {
                    if (explicitlyAborted(payload))
                        continue;
                    const shouldRun = ch._zod.def.when(payload);
                    if (!shouldRun)
                        continue;
                }
                else if (isAborted) {
                    continue;
                }
                const currLen = payload.issues.length;
                const _ = ch._zod.check(payload);
                if (_ instanceof Promise && ctx?.async === false) {
                    throw new $ZodAsyncError();
                }
                if (asyncResult || _ instanceof Promise) {
                    asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
                        await _;
                        const nextLen = payload.issues.length;
                        if (nextLen === currLen)
                            return;
                        attachSchema(payload.issues, currLen, inst);
                        if (!isAborted)
                            isAborted = aborted(payload, currLen);
                    });
                }
                else {
                    const nextLen = payload.issues.length;
                    if (nextLen === currLen)
                        continue;
                    attachSchema(payload.issues, currLen, inst);
                    if (!isAborted)
                        isAborted = aborted(payload, currLen);
                }
            }
            if (asyncResult) {
                return asyncResult.then(() => {
                    return payload;
                });
            }
            return payload;
        };
        const handleCanaryResult = (canary, payload, ctx) => {
            // abort if the canary is aborted
            if (aborted(canary)) {
                canary.aborted = true;
                return canary;
            }
            // run checks first, then
            const checkResult = runChecks(payload, checks, ctx);
            if (checkResult instanceof Promise) {
                if (ctx.async === false)
                    throw new $ZodAsyncError();
                return checkResult.then((checkResult) => inst._zod.parse(checkResult, ctx));
            }
            return inst._zod.parse(checkResult, ctx);
        };
        inst._zod.run = (payload, ctx) => {
            if (ctx.skipChecks) {
                return inst._zod.parse(payload, ctx);
            }
            if (ctx.direction === "backward") {
                // run canary initial pass (no checks)
                const canary = inst._zod.parse({ value: payload.value, issues: [] }, { ...ctx, skipChecks: true });
                if (canary instanceof Promise) {
                    return canary.then((canary) => {
                        return handleCanaryResult(canary, payload, ctx);
                    });
                }
                return handleCanaryResult(canary, payload, ctx);
            }
            // forward
            const result = inst._zod.parse(payload, ctx);
            if (result instanceof Promise) {
                if (ctx.async === false)
                    throw new $ZodAsyncError();
                return result.then((result) => runChecks(result, checks, ctx));
            }
            return runChecks(result, checks, ctx);
        };
    }
}, {
    // Wrappers extend this by installing a richer factory over it; reading it eagerly would defeat the laziness.
    get "~standard"() {
        return hide(this, "~standard", standardProps(this));
    },
    set "~standard"(value) {
        own(this, "~standard", value);
    },
});
/** The Standard Schema surface for `inst`. Shared so wrappers can extend it without forcing it. */
// a Standard Schema result only reports issues, so a failure finalizes them straight off the raw payload: no ZodError, and no lazy result to read through
const toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => finalizeIssue(iss, ctx, config())) } : { value: r.value };
async function validateAsync(inst, value) {
    const ctx = { async: true };
    return toStandardResult((await inst._zod.run({ value, issues: [] }, ctx)), ctx);
}
function standardProps(inst) {
    return {
        validate: (value) => {
            const ctx = { async: false };
            try {
                const r = inst._zod.run({ value, issues: [] }, ctx);
                if (!(r instanceof Promise))
                    return toStandardResult(r, ctx);
            }
            catch (_) { }
            // async function so a synchronously throwing check rejects instead of escaping validate
            return validateAsync(inst, value);
        },
        vendor: "zod",
        version: 1,
    };
}

const $ZodString = /*@__PURE__*/ $constructor("$ZodString", (inst, def) => {
    $ZodType.init(inst, def);
    // a format's own pattern, else unbounded; a template literal derives the check-aware form itself
    inst._zod.pattern = def.pattern ?? anyString;
    inst._zod.parse = (payload, _) => {
        if (def.coerce)
            try {
                payload.value = String(payload.value);
            }
            catch (_) { }
        if (typeof payload.value === "string")
            return payload;
        payload.issues.push({
            expected: "string",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
});
const $ZodStringFormat = /*@__PURE__*/ $constructor("$ZodStringFormat", (inst, def) => {
    // check initialization must come first
    $ZodCheckStringFormat.init(inst, def);
    $ZodString.init(inst, def);
});
const $ZodGUID = /*@__PURE__*/ $constructor("$ZodGUID", (inst, def) => {
    def.pattern ?? (def.pattern = guid);
    $ZodStringFormat.init(inst, def);
});
const $ZodUUID = /*@__PURE__*/ $constructor("$ZodUUID", (inst, def) => {
    if (def.version) {
        const versionMap = {
            v1: 1,
            v2: 2,
            v3: 3,
            v4: 4,
            v5: 5,
            v6: 6,
            v7: 7,
            v8: 8,
        };
        const v = versionMap[def.version];
        if (v === undefined)
            throw new Error(`Invalid UUID version: "${def.version}"`);
        def.pattern ?? (def.pattern = uuid(v));
    }
    else
        def.pattern ?? (def.pattern = uuid());
    $ZodStringFormat.init(inst, def);
});
const $ZodEmail = /*@__PURE__*/ $constructor("$ZodEmail", (inst, def) => {
    def.pattern ?? (def.pattern = email);
    $ZodStringFormat.init(inst, def);
});
/** The `://` guard rejected the input before the URL constructor saw it. */
const URL_BAD_FORMAT = 1;
/** The URL parser rejected the input. */
const URL_UNPARSEABLE = 2;
function canParseURL(input) {
    try {
        if (typeof URL !== "undefined" && typeof URL.canParse === "function")
            return URL.canParse(input);
        new URL(input);
        return true;
    }
    catch {
        return false;
    }
}
function validateURL(trimmed, def) {
    if (!("normalize" in def) && !("hostname" in def) && !("protocol" in def)) {
        return canParseURL(trimmed) || URL_UNPARSEABLE;
    }
    return parseURLObject(trimmed, def);
}
/** Parses a URL while preserving the non-normalizing HTTP guard. */
function parseURLObject(trimmed, def) {
    // When normalize is off, require :// for http/https URLs. This prevents strings like "http:example.com" or "https:/path" from being silently accepted
    if (!def.normalize && def.protocol?.source === httpProtocol.source && !/^https?:\/\//i.test(trimmed)) {
        return URL_BAD_FORMAT;
    }
    try {
        if (typeof URL !== "undefined") {
            const URLStatic = URL;
            if (typeof URLStatic.parse === "function")
                return URLStatic.parse(trimmed) ?? URL_UNPARSEABLE;
        }
        // @ts-ignore
        return new URL(trimmed);
    }
    catch {
        return URL_UNPARSEABLE;
    }
}
const asciiTabOrNewline = /[\t\n\r]/g;
/** The URL parser deletes every ASCII tab, LF and CR from its input before it parses, so `new URL("https://exa\nmple.com")` reports on `example.com`. Applying the same deletion to the returned value closes the half of that divergence which can move the host; the parser's other rewrite, stripping C0 controls at the edges, cannot. */
function stripTabAndNewline(value) {
    return value.replace(asciiTabOrNewline, "");
}
function urlHostnameOk(url, hostname) {
    hostname.lastIndex = 0;
    return hostname.test(url.hostname);
}
function urlProtocolOk(url, protocol) {
    protocol.lastIndex = 0;
    return protocol.test(url.protocol.endsWith(":") ? url.protocol.slice(0, -1) : url.protocol);
}
const $ZodURL = /*@__PURE__*/ $constructor("$ZodURL", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        try {
            // Trim whitespace from input
            const trimmed = payload.value.trim();
            const url = validateURL(trimmed, def);
            if (url === URL_BAD_FORMAT) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid URL format",
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
                return;
            }
            if (url === URL_UNPARSEABLE) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
                return;
            }
            if (url === true) {
                payload.value = stripTabAndNewline(trimmed);
                return;
            }
            if (def.hostname && !urlHostnameOk(url, def.hostname)) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid hostname",
                    pattern: def.hostname.source,
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
            }
            if (def.protocol && !urlProtocolOk(url, def.protocol)) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid protocol",
                    pattern: def.protocol.source,
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
            }
            // Set the output value based on normalize flag
            payload.value = def.normalize ? url.href : stripTabAndNewline(trimmed);
            return;
        }
        catch (_) {
            payload.issues.push({
                code: "invalid_format",
                format: "url",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
});
const $ZodEmoji = /*@__PURE__*/ $constructor("$ZodEmoji", (inst, def) => {
    def.pattern ?? (def.pattern = emoji());
    $ZodStringFormat.init(inst, def);
});
const $ZodNanoID = /*@__PURE__*/ $constructor("$ZodNanoID", (inst, def) => {
    if (def.length !== undefined && (!Number.isInteger(def.length) || def.length < 1))
        throw new Error(`Invalid nanoid length: ${def.length}`);
    def.pattern ?? (def.pattern = def.length === undefined ? nanoid : nanoidOfLength(def.length));
    $ZodStringFormat.init(inst, def);
});
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link $ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const $ZodCUID = /*@__PURE__*/ $constructor("$ZodCUID", (inst, def) => {
    def.pattern ?? (def.pattern = cuid);
    $ZodStringFormat.init(inst, def);
});
const $ZodCUID2 = /*@__PURE__*/ $constructor("$ZodCUID2", (inst, def) => {
    def.pattern ?? (def.pattern = cuid2);
    $ZodStringFormat.init(inst, def);
});
const $ZodULID = /*@__PURE__*/ $constructor("$ZodULID", (inst, def) => {
    def.pattern ?? (def.pattern = ulid);
    $ZodStringFormat.init(inst, def);
});
const $ZodXID = /*@__PURE__*/ $constructor("$ZodXID", (inst, def) => {
    def.pattern ?? (def.pattern = xid);
    $ZodStringFormat.init(inst, def);
});
const $ZodKSUID = /*@__PURE__*/ $constructor("$ZodKSUID", (inst, def) => {
    def.pattern ?? (def.pattern = ksuid);
    $ZodStringFormat.init(inst, def);
});
const $ZodISODateTime = /*@__PURE__*/ $constructor("$ZodISODateTime", (inst, def) => {
    def.pattern ?? (def.pattern = datetime(def));
    $ZodStringFormat.init(inst, def);
});
const $ZodISODate = /*@__PURE__*/ $constructor("$ZodISODate", (inst, def) => {
    def.pattern ?? (def.pattern = date);
    $ZodStringFormat.init(inst, def);
});
const $ZodISOTime = /*@__PURE__*/ $constructor("$ZodISOTime", (inst, def) => {
    def.pattern ?? (def.pattern = time(def));
    $ZodStringFormat.init(inst, def);
});
const $ZodISODuration = /*@__PURE__*/ $constructor("$ZodISODuration", (inst, def) => {
    def.pattern ?? (def.pattern = duration);
    $ZodStringFormat.init(inst, def);
});
const $ZodIPv4 = /*@__PURE__*/ $constructor("$ZodIPv4", (inst, def) => {
    def.pattern ?? (def.pattern = ipv4);
    $ZodStringFormat.init(inst, def);
});
/** An IPv6 address is written with hex digits, colons and dots, and nothing else. The guard is what makes the check below an IPv6 check: `new URL("http://[...]")` parses an authority, not an address, so `@` and `\` re-delimit it and `"::@1\\"` validates against the host `0.0.0.1`. The URL parser also deletes ASCII tab, LF and CR rather than failing, which is how `"::1\n"` validated as `::1`. */
const ipv6Alphabet = /^[0-9a-fA-F:.]+$/;
function isValidIPv6(value) {
    if (!ipv6Alphabet.test(value))
        return false;
    return canParseURL(`http://[${value}]`);
}
const $ZodIPv6 = /*@__PURE__*/ $constructor("$ZodIPv6", (inst, def) => {
    def.pattern ?? (def.pattern = ipv6);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (!isValidIPv6(payload.value)) {
            payload.issues.push({
                code: "invalid_format",
                format: "ipv6",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
});
const $ZodMAC = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodMAC", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.mac(def.delimiter));
    $ZodStringFormat.init(inst, def);
})));
const $ZodCIDRv4 = /*@__PURE__*/ $constructor("$ZodCIDRv4", (inst, def) => {
    def.pattern ?? (def.pattern = cidrv4);
    $ZodStringFormat.init(inst, def);
});
function isValidCIDRv6(value) {
    const parts = value.split("/");
    if (parts.length !== 2)
        return false;
    const [address, prefix] = parts;
    if (!prefix)
        return false;
    const prefixNum = Number(prefix);
    if (`${prefixNum}` !== prefix)
        return false;
    if (prefixNum < 0 || prefixNum > 128)
        return false;
    return isValidIPv6(address);
}
const $ZodCIDRv6 = /*@__PURE__*/ $constructor("$ZodCIDRv6", (inst, def) => {
    def.pattern ?? (def.pattern = cidrv6); // not used for validation
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (!isValidCIDRv6(payload.value)) {
            payload.issues.push({
                code: "invalid_format",
                format: "cidrv6",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
});
//////////////////////////////   ZodBase64   //////////////////////////////
function isValidBase64(data) {
    if (data === "")
        return true;
    // atob ignores whitespace, so reject it up front.
    if (/\s/.test(data))
        return false;
    if (data.length % 4 !== 0)
        return false;
    try {
        // @ts-ignore
        atob(data);
        return true;
    }
    catch {
        return false;
    }
}
// lax on purpose: the quantified regexes.base64 overflows the regex stack on multi-MB input and its leading ^$| alternation leaks through template-literal composition; isValidBase64 enforces length and padding
const base64Charset = /^[0-9a-zA-Z+/]*={0,2}$/;
const $ZodBase64 = /*@__PURE__*/ $constructor("$ZodBase64", (inst, def) => {
    def.pattern ?? (def.pattern = base64Charset);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidBase64(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "base64",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
//////////////////////////////   ZodBase64URL   //////////////////////////////
// lax on purpose: the quantified regexes.base64url overflows the regex stack on multi-MB input; isValidBase64 enforces length on the padded string
const base64urlCharset = /^[A-Za-z0-9_-]*$/;
function isValidBase64URL(data) {
    if (!base64urlCharset.test(data))
        return false;
    const base64 = data.replace(/[-_]/g, (c) => (c === "-" ? "+" : "/"));
    const padded = base64.padEnd(Math.ceil(base64.length / 4) * 4, "=");
    return isValidBase64(padded);
}
const $ZodBase64URL = /*@__PURE__*/ $constructor("$ZodBase64URL", (inst, def) => {
    def.pattern ?? (def.pattern = base64urlCharset);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidBase64URL(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "base64url",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodE164 = /*@__PURE__*/ $constructor("$ZodE164", (inst, def) => {
    def.pattern ?? (def.pattern = e164);
    $ZodStringFormat.init(inst, def);
});
//////////////////////////////   ZodCreditCard   //////////////////////////////
const CC_SANITIZE = /[- ]/g;
/** Luhn checksum on a digit-only string. Adapted from valibot (MIT). */
function isLuhnAlgo(digits) {
    let length = digits.length;
    let bit = 1;
    let sum = 0;
    while (length) {
        const value = digits.charCodeAt(--length) - 48;
        bit ^= 1;
        sum += bit ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][value] : value;
    }
    return sum % 10 === 0;
}
function isValidCreditCard(input) {
    if (!regexes.creditCard.test(input))
        return false;
    return isLuhnAlgo(input.replace(CC_SANITIZE, ""));
}
const $ZodCreditCard = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCreditCard", (inst, def) => {
    // Shape only — the Luhn check below is not expressible as a pattern, so consumers of `pattern` (JSON Schema, template literals) get the length and separator rules alone.
    def.pattern ?? (def.pattern = regexes.creditCard);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidCreditCard(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "credit_card",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodIBAN   //////////////////////////////
// iso 7064 mod 97-10 checksum without BigInt
function isIso7064Mod97(iban) {
    let remainder = 0;
    const len = iban.length;
    for (let i = 4; i < len; i++) {
        const code = iban.charCodeAt(i);
        remainder = (code >= 65 ? remainder * 100 + (code - 55) : remainder * 10 + (code - 48)) % 97;
    }
    for (let i = 0; i < 4; i++) {
        const code = iban.charCodeAt(i);
        remainder = (code >= 65 ? remainder * 100 + (code - 55) : remainder * 10 + (code - 48)) % 97;
    }
    return remainder === 1;
}
function isValidIBAN(input) {
    if (!regexes.iban.test(input))
        return false;
    return isIso7064Mod97(input);
}
const $ZodIBAN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIBAN", (inst, def) => {
    // shape only — checksum is not expressible as a pattern
    def.pattern ?? (def.pattern = regexes.iban);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidIBAN(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "iban",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodJWT   //////////////////////////////
function isValidJWT(token, algorithm = null) {
    try {
        const tokensParts = token.split(".");
        if (tokensParts.length !== 3)
            return false;
        const [header] = tokensParts;
        if (!header)
            return false;
        // @ts-ignore
        const parsedHeader = JSON.parse(atob(header));
        if ("typ" in parsedHeader && parsedHeader?.typ !== "JWT")
            return false;
        if (!parsedHeader.alg)
            return false;
        if (algorithm && (!("alg" in parsedHeader) || parsedHeader.alg !== algorithm))
            return false;
        return true;
    }
    catch {
        return false;
    }
}
const $ZodJWT = /*@__PURE__*/ $constructor("$ZodJWT", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidJWT(payload.value, def.alg))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "jwt",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCustomStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCustomStringFormat", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (def.fn(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: def.format,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodNumber = /*@__PURE__*/ $constructor("$ZodNumber", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = number;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = Number(payload.value);
            }
            catch (_) { }
        const input = payload.value;
        if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) {
            return payload;
        }
        const received = typeof input === "number"
            ? Number.isNaN(input)
                ? "NaN"
                : !Number.isFinite(input)
                    ? String(input)
                    : undefined
            : undefined;
        payload.issues.push({
            expected: "number",
            code: "invalid_type",
            input,
            inst,
            ...(received ? { received } : {}),
        });
        return payload;
    };
});
const $ZodNumberFormat = /*@__PURE__*/ $constructor("$ZodNumberFormat", (inst, def) => {
    $ZodCheckNumberFormat.init(inst, def);
    $ZodNumber.init(inst, def); // no format checks
});
const $ZodBoolean = /*@__PURE__*/ $constructor("$ZodBoolean", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes_boolean;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = Boolean(payload.value);
            }
            catch (_) { }
        const input = payload.value;
        if (typeof input === "boolean")
            return payload;
        payload.issues.push({
            expected: "boolean",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
});
const $ZodBigInt = /*@__PURE__*/ $constructor("$ZodBigInt", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = bigint;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = BigInt(payload.value);
            }
            catch (_) { }
        if (typeof payload.value === "bigint")
            return payload;
        payload.issues.push({
            expected: "bigint",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
});
const $ZodBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBigIntFormat", (inst, def) => {
    checks.$ZodCheckBigIntFormat.init(inst, def);
    $ZodBigInt.init(inst, def); // no format checks
})));
const $ZodSymbol = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSymbol", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "symbol")
            return payload;
        payload.issues.push({
            expected: "symbol",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodUndefined = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodUndefined", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes.undefined;
    inst._zod.values = new Set([undefined]);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "undefined")
            return payload;
        payload.issues.push({
            expected: "undefined",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodNull = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNull", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes.null;
    inst._zod.values = new Set([null]);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (input === null)
            return payload;
        payload.issues.push({
            expected: "null",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodAny = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodAny", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload) => payload;
})));
const $ZodUnknown = /*@__PURE__*/ $constructor("$ZodUnknown", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload) => payload;
});
const $ZodNever = /*@__PURE__*/ $constructor("$ZodNever", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        payload.issues.push({
            expected: "never",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
});
const $ZodVoid = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodVoid", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "undefined")
            return payload;
        payload.issues.push({
            expected: "void",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodDate = /*@__PURE__*/ $constructor("$ZodDate", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce) {
            try {
                payload.value = new Date(payload.value);
            }
            catch (_err) { }
        }
        const input = payload.value;
        const isDate = input instanceof Date;
        const isValidDate = isDate && !Number.isNaN(input.getTime());
        if (isValidDate)
            return payload;
        payload.issues.push({
            expected: "date",
            code: "invalid_type",
            input,
            ...(isDate ? { received: "Invalid Date" } : {}),
            inst,
        });
        return payload;
    };
});
// an oversized container fails its leading size checks before any element is parsed
function capSize(inst, size) {
    const caps = sizeCaps(inst._zod.def.checks);
    if (!caps.length)
        return;
    const cap = Math.min(...caps.map((c) => c[0]));
    const parse = inst._zod.parse;
    inst._zod.parse = (payload, ctx) => {
        const n = size(payload.value);
        if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
            for (const [max, ch] of sizeCaps(inst._zod.def.checks)) {
                if (n > max && ch._zod.def.when(payload)) {
                    const start = payload.issues.length;
                    ch._zod.check(payload);
                    // the value is still the raw input, so no later check may read it
                    payload.issues[start].continue = false;
                    attachSchema(payload.issues, start, inst);
                    return payload;
                }
            }
        }
        return parse(payload, ctx);
    };
}
const arraySize = (input) => (Array.isArray(input) ? input.length : -1);
const mapSize = (input) => (input instanceof Map ? input.size : -1);
const setSize = (input) => (input instanceof Set ? input.size : -1);
function handleArrayResult(result, final, index) {
    if (result.issues.length) {
        final.issues.push(...prefixIssues(index, result.issues));
    }
    final.value[index] = result.value;
}
const $ZodArray = /*@__PURE__*/ $constructor("$ZodArray", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!Array.isArray(input)) {
            payload.issues.push({
                expected: "array",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
        const proms = [];
        const abortEarly = ctx?.abortEarly;
        for (let i = 0; i < input.length; i++) {
            const item = input[i];
            const result = def.element._zod.run({
                value: item,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                proms.push(result.then((result) => handleArrayResult(result, payload, i)));
            }
            else {
                handleArrayResult(result, payload, i);
                // the element's payload is authoritative here, since handleArrayResult forwards every issue; an object's is not, because it drops a failed absent optional
                if (abortEarly && result.issues.length !== 0 && aborted(result))
                    break;
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => payload);
        }
        return payload; //handleArrayResultsAsync(parseResults, final);
    };
    capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
    const isPresent = key in input;
    const isOptionalOut = optout === "optional";
    // The middle rung means "absence permitted, nothing supplied in its place", so an absent key contributes nothing — whatever the schema made of `undefined` is invented, not substituted. Only `optional` reaches this with a value: `defaulted` substitutes, and a schema that isn't optional-out has to keep the key.
    if (!isPresent && isOptionalOut && optin === "optional") {
        return;
    }
    if (result.issues.length) {
        // For optional-in/out schemas, ignore errors on absent keys.
        if (optin !== undefined && isOptionalOut && !isPresent) {
            return;
        }
        final.issues.push(...prefixIssues(key, result.issues));
    }
    if (!isPresent && optin === undefined) {
        if (!result.issues.length) {
            final.issues.push({
                code: "invalid_type",
                expected: "nonoptional",
                input: undefined,
                path: [key],
            });
        }
        return;
    }
    if (result.value === undefined) {
        if (isPresent || (optin === "defaulted" && !isOptionalOut)) {
            final.value[key] = undefined;
        }
    }
    else {
        final.value[key] = result.value;
    }
}
// one shared instance; a fresh [] per schema cost 56 bytes retained
const NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
    const keys = Object.keys(def.shape);
    const ownSymbols = Object.getOwnPropertySymbols(def.shape);
    const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
    // aliases `keys` when there are no symbols, so a string-only shape keeps one array
    const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
    for (const k of allKeys) {
        if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) {
            throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
        }
    }
    const okeys = optionalKeys(def.shape);
    return {
        ...def,
        allKeys,
        symbolKeys,
        // string-only: handleCatchall matches it against `for...in`, which never yields a symbol
        keySet: new Set(keys),
        numKeys: keys.length,
        optionalKeys: new Set(okeys),
    };
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
    const unrecognized = [];
    const keySet = def.keySet;
    const _catchall = def.catchall._zod;
    const t = _catchall.def.type;
    const optin = _catchall.optin;
    const optout = _catchall.optout;
    // starts at 0, not the current length: the shape phase already ran and may have aborted
    let seen = 0;
    for (const key in input) {
        if (abortEarly && payload.issues.length !== seen) {
            if (aborted(payload, seen))
                break;
            seen = payload.issues.length;
        }
        // Must precede the __proto__ branch: a declared key is not unrecognized, even though the shape loop deliberately strips __proto__ from the parsed output.
        if (keySet.has(key))
            continue;
        // Don't copy an undeclared __proto__ into the result; assignment to a plain {} would replace the result prototype. But in strict mode it is still an unknown key, so report it before skipping.
        if (key === "__proto__") {
            if (t === "never")
                unrecognized.push(key);
            continue;
        }
        if (t === "never") {
            unrecognized.push(key);
            continue;
        }
        const r = _catchall.run({ value: input[key], issues: [] }, ctx);
        if (r instanceof Promise) {
            proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
        }
        else {
            handlePropertyResult(r, payload, key, input, optin, optout);
        }
    }
    if (unrecognized.length) {
        payload.issues.push({
            code: "unrecognized_keys",
            keys: unrecognized,
            input,
            inst,
            // Describes the shape of the input, not the validity of the parsed value, so it never aborts. The parse still fails; the schema's own checks just get to run first, and an enclosing intersection can reconcile the key against a sibling operand.
            continue: true,
        });
    }
    if (!proms.length)
        return payload;
    return Promise.all(proms).then(() => {
        return payload;
    });
}
const $ZodObject = /*@__PURE__*/ $constructor("$ZodObject", (inst, def) => {
    // requires cast because technically $ZodObject doesn't extend
    $ZodType.init(inst, def);
    const desc = Object.getOwnPropertyDescriptor(def, "shape");
    // a cloned def carries its source's accessor, which knows the shape it answers from; adopting that keeps the clone's keys readable without running it
    const sh = desc?.get ? desc.get.raw : (def.shape ?? {});
    if (sh) {
        // Freezes the shape on first read, so its getters resolve once and every later read sees the same schemas.
        const get = () => {
            const newSh = { ...sh };
            Object.defineProperty(def, "shape", { value: newSh });
            get.raw = newSh;
            return newSh;
        };
        get.raw = sh;
        Object.defineProperty(def, "shape", { get });
    }
    const _normalized = cached(() => normalizeDef(def));
    defineLazyInternal(inst, "propValues", (zod) => {
        const shape = zod.def.shape;
        const propValues = {};
        for (const key in shape) {
            const field = shape[key]._zod;
            if (field.values) {
                if (!Object.prototype.hasOwnProperty.call(propValues, key)) {
                    util_assignProp(propValues, key, new Set());
                }
                for (const v of field.values)
                    propValues[key].add(v);
                // An omittable slot reads back as undefined at a discriminator lookup, so it has to claim undefined: two options that can both omit the key are not discriminable on it.
                if (field.optin !== undefined)
                    propValues[key].add(undefined);
            }
        }
        return propValues;
    });
    const isObject = util_isObject;
    const catchall = def.catchall;
    let value;
    const memo = globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        value ?? (value = _normalized.value);
        const input = payload.value;
        if (!isObject(input)) {
            payload.issues.push({
                expected: "object",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
        const proms = [];
        const shape = value.shape;
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const key of value.allKeys) {
            if (abortEarly && payload.issues.length !== seen) {
                if (aborted(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            if (key === "__proto__")
                continue;
            const el = shape[key];
            const optin = el._zod.optin;
            const optout = el._zod.optout;
            const r = el._zod.run({ value: input[key], issues: [] }, ctx);
            if (r instanceof Promise) {
                proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
            }
            else {
                handlePropertyResult(r, payload, key, input, optin, optout);
            }
        }
        if (!catchall) {
            return proms.length ? Promise.all(proms).then(() => payload) : payload;
        }
        return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
    };
});
const $ZodObjectJIT = /*@__PURE__*/ $constructor("$ZodObjectJIT", (inst, def) => {
    // requires cast because technically $ZodObject doesn't extend
    $ZodObject.init(inst, def);
    const superParse = inst._zod.parse;
    const _normalized = cached(() => normalizeDef(def));
    const memo = globalConfig.memoizer;
    const generateFastpass = (shape) => {
        const normalized = _normalized.value;
        const syms = normalized.symbolKeys;
        // a symbol has no source literal, so it is read as `syms[i]` off the closed-over scope
        const doc = new Doc(["payload", "ctx"], { shape, inst, memo, syms });
        const parseStr = (k) => `shape[${k}]._zod.run({ value: input[${k}], issues: [] }, ctx)`;
        // prefixes in place, like util.prefixIssues. newResult must land before the early return: a catchall runs after this and would otherwise write onto the caller's input
        const prefixStr = (id, k) => `
          let ${id}_ab = false;
          for (let i = 0; i < ${id}.issues.length; i++) {
            const iss = ${id}.issues[i];
            iss.path = iss.path ? [${k}, ...iss.path] : [${k}];
            payload.issues.push(iss);
            if (iss.continue !== true) ${id}_ab = true;
          }
          if (${id}_ab && ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }`;
        doc.write(`const input = payload.value;`);
        const ids = Object.create(null);
        let counter = 0;
        for (const key of normalized.allKeys) {
            ids[key] = `key_${counter++}`;
        }
        // A: preserve key order {
        doc.write(memo ? `const newResult = memo.alloc(inst, payload, {}, ctx);` : `const newResult = {};`);
        for (const key of normalized.allKeys) {
            if (key === "__proto__")
                continue;
            const id = ids[key];
            const k = typeof key === "symbol" ? `syms[${syms.indexOf(key)}]` : esc(key);
            const isPresent = `${k} in input`;
            const schema = shape[key];
            const optin = schema?._zod?.optin;
            const isOptionalIn = optin !== undefined;
            const isOptionalOut = schema?._zod?.optout === "optional";
            doc.write(`const ${id} = ${parseStr(k)};`);
            if (isOptionalIn && isOptionalOut) {
                // For optional-in/out schemas, ignore errors on absent keys — and, like the interpreted path, drop the value produced alongside them. The middle rung goes further: it permits absence without supplying anything in its place, so an absent key contributes nothing at all.
                const assign = optin === "optional" ? `${id}_present` : `${id}.value !== undefined || ${id}_present`;
                doc.write(`
        const ${id}_present = ${isPresent};
        if (!${id}.issues.length || ${id}_present) {
          if (${id}.issues.length) {${prefixStr(id, k)}
          }

          if (${assign}) {
            newResult[${k}] = ${id}.value;
          }
        }

      `);
            }
            else if (!isOptionalIn) {
                doc.write(`
        const ${id}_present = ${isPresent};
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
        if (!${id}_present && !${id}.issues.length) {
          payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: undefined,
            path: [${k}]
          });
          if (ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }
        }

        if (${id}_present) {
          newResult[${k}] = ${id}.value;
        }

      `);
            }
            else {
                doc.write(`
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
      `);
                if (optin === "defaulted") {
                    doc.write(`newResult[${k}] = ${id}.value;`);
                }
                else {
                    doc.write(`
        if (${id}.value !== undefined || ${isPresent}) {
          newResult[${k}] = ${id}.value;
        }
      `);
                }
            }
        }
        doc.write(`payload.value = newResult;`);
        doc.write(`return payload;`);
        // closing `shape` in is what pays: turbofan specializes the parser against that one shape object, so every `shape[k]._zod.run` folds to a known callee. as a parameter it stays a generic load and measures 13% slower even with the forwarding frame gone
        return doc.compile();
    };
    let fastpass;
    const isObject = util_isObject;
    const jit = !globalConfig.jitless;
    const allowsEval = util_allowsEval;
    const fastEnabled = jit && allowsEval.value; // && !def.catchall;
    const catchall = def.catchall;
    let value;
    inst._zod.parse = (payload, ctx) => {
        value ?? (value = _normalized.value);
        const input = payload.value;
        if (!isObject(input)) {
            payload.issues.push({
                expected: "object",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true) {
            // always synchronous
            if (!fastpass)
                fastpass = generateFastpass(def.shape);
            payload = fastpass(payload, ctx);
            if (!catchall)
                return payload;
            return handleCatchall([], input, payload, ctx, value, inst, ctx?.abortEarly === true);
        }
        return superParse(payload, ctx);
    };
});
function handleUnionResults(results, final, inst, ctx) {
    for (const result of results) {
        if (result.issues.length === 0) {
            final.value = result.value;
            return final;
        }
    }
    const nonaborted = results.filter((r) => !aborted(r));
    if (nonaborted.length === 1) {
        final.value = nonaborted[0].value;
        return nonaborted[0];
    }
    final.issues.push({
        code: "invalid_union",
        input: final.value,
        inst,
        errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config()))),
    });
    return final;
}
const $ZodUnion = /*@__PURE__*/ $constructor("$ZodUnion", (inst, def) => {
    $ZodType.init(inst, def);
    defineLazyInternal(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted")
        ? "defaulted"
        : zod.def.options.some((o) => o._zod.optin !== undefined)
            ? "optional"
            : undefined);
    defineLazyInternal(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : undefined);
    defineLazyInternal(inst, "values", (zod) => {
        if (zod.def.options.every((o) => o._zod.values)) {
            return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
        }
        return undefined;
    });
    defineLazyInternal(inst, "pattern", (zod) => {
        if (zod.def.options.every((o) => o._zod.pattern)) {
            const patterns = zod.def.options.map((o) => o._zod.pattern);
            return new RegExp(`^(${patterns.map((p) => cleanRegex(p.source)).join("|")})$`);
        }
        return undefined;
    });
    const first = def.options.length === 1 ? def.options[0]._zod.run : null;
    inst._zod.parse = (payload, ctx) => {
        if (first) {
            return first(payload, ctx);
        }
        let async = false;
        const results = [];
        for (const option of def.options) {
            const result = option._zod.run({
                value: payload.value,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                results.push(result);
                async = true;
            }
            else {
                if (result.issues.length === 0)
                    return result;
                results.push(result);
            }
        }
        if (!async)
            return handleUnionResults(results, payload, inst, ctx);
        return Promise.all(results).then((results) => {
            return handleUnionResults(results, payload, inst, ctx);
        });
    };
});
function handleExclusiveUnionResults(results, final, inst, ctx) {
    const matches = [];
    for (let i = 0; i < results.length; i++) {
        if (results[i].issues.length === 0)
            matches.push(i);
    }
    if (matches.length === 1) {
        final.value = results[matches[0]].value;
        return final;
    }
    if (matches.length === 0) {
        // No matches - same as regular union
        final.issues.push({
            code: "invalid_union",
            input: final.value,
            inst,
            errors: results.map((result) => result.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config()))),
        });
    }
    else {
        // Multiple matches - exclusive union failure
        final.issues.push({
            code: "invalid_union",
            input: final.value,
            inst,
            errors: [],
            inclusive: false,
            matches,
        });
    }
    return final;
}
const $ZodXor = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodXor", (inst, def) => {
    $ZodUnion.init(inst, def);
    def.inclusive = false;
    const first = def.options.length === 1 ? def.options[0]._zod.run : null;
    inst._zod.parse = (payload, ctx) => {
        if (first) {
            return first(payload, ctx);
        }
        let async = false;
        const results = [];
        for (const option of def.options) {
            const result = option._zod.run({
                value: payload.value,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                results.push(result);
                async = true;
            }
            else {
                results.push(result);
            }
        }
        if (!async)
            return handleExclusiveUnionResults(results, payload, inst, ctx);
        return Promise.all(results).then((results) => {
            return handleExclusiveUnionResults(results, payload, inst, ctx);
        });
    };
})));
/** Returns the option whose discriminator claims `value`, or throws if ambiguous. */
function getDiscriminatedOption(union, value) {
    const internals = union._zod;
    let map = internals.bag.optionsMap;
    if (!map) {
        map = discriminatorMap(internals.def);
        internals.bag.optionsMap = map;
    }
    const option = map.get(value);
    if (option === null)
        throw new Error(`Ambiguous discriminator value "${String(value)}"`);
    return option;
}
function discriminatorMap(def) {
    const map = new Map();
    for (const option of def.options) {
        const values = option._zod.propValues?.[def.discriminator];
        if (!values || values.size === 0)
            throw new Error(`Invalid discriminated union option at index "${def.options.indexOf(option)}"`);
        for (const value of values) {
            if (map.has(value)) {
                if (value !== undefined)
                    throw new Error(`Duplicate discriminator value "${String(value)}"`);
                // keep the collision marked so a later member cannot reclaim it
                map.set(value, null);
            }
            else {
                map.set(value, option);
            }
        }
    }
    return map;
}
const $ZodDiscriminatedUnion = 
/*@__PURE__*/
(/* unused pure expression or super */ null && (core.$constructor("$ZodDiscriminatedUnion", (inst, def) => {
    def.inclusive = false;
    $ZodUnion.init(inst, def);
    const _super = inst._zod.parse;
    util.defineLazyInternal(inst, "propValues", (zod) => {
        const propValues = {};
        let undefinedCount = 0;
        for (const option of zod.def.options) {
            const pv = option._zod.propValues;
            if (!pv || Object.keys(pv).length === 0)
                throw new Error(`Invalid discriminated union option at index "${zod.def.options.indexOf(option)}"`);
            if (pv[zod.def.discriminator]?.has(undefined))
                undefinedCount++;
            for (const [k, v] of Object.entries(pv)) {
                if (!Object.prototype.hasOwnProperty.call(propValues, k)) {
                    util.assignProp(propValues, k, new Set());
                }
                for (const val of v) {
                    propValues[k].add(val);
                }
            }
        }
        if (!zod.def.unionFallback && undefinedCount > 1)
            propValues[zod.def.discriminator]?.delete(undefined);
        return propValues;
    });
    // Checked now rather than in the lookup map below, so an option that lacks the discriminator fails at the `discriminatedUnion` call instead of on the first object parsed. Options whose shape cannot be enumerated without resolving it — pipes and lazies — are left to the map.
    def.options.forEach((option, i) => {
        const propShape = util.rawShape(option._zod.def);
        if (propShape && !Object.prototype.hasOwnProperty.call(propShape, def.discriminator)) {
            throw new Error(`Invalid discriminated union option at index "${i}"`);
        }
    });
    const disc = util.cached(() => discriminatorMap(def));
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!util.isObject(input)) {
            payload.issues.push({
                code: "invalid_type",
                expected: "object",
                input,
                inst,
            });
            return payload;
        }
        const value = input?.[def.discriminator];
        const opt = disc.value.get(value);
        // forward metadata cannot choose an encoder for an absent tag
        if (opt && (value !== undefined || ctx.direction !== "backward")) {
            return opt._zod.run(payload, ctx);
        }
        // Fall back to union matching when the fast discriminator path fails:
        // - explicitly enabled via unionFallback, or
        // - during backward direction (encode), since codec-based discriminators have different values in forward vs backward directions
        if (def.unionFallback || ctx.direction === "backward") {
            return _super(payload, ctx);
        }
        // no matching discriminator
        payload.issues.push({
            code: "invalid_union",
            errors: [],
            note: "No matching discriminator",
            discriminator: def.discriminator,
            options: Array.from(disc.value.keys()).filter((value) => disc.value.get(value) !== null),
            input,
            path: [def.discriminator],
            inst,
        });
        return payload;
    };
})));
const $ZodIntersection = /*@__PURE__*/ $constructor("$ZodIntersection", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        const left = def.left._zod.run({ value: input, issues: [] }, ctx);
        const right = def.right._zod.run({ value: input, issues: [] }, ctx);
        const async = left instanceof Promise || right instanceof Promise;
        if (async) {
            return Promise.all([left, right]).then(([left, right]) => {
                return handleIntersectionResults(payload, left, right);
            });
        }
        return handleIntersectionResults(payload, left, right);
    };
});
function mergeValues(a, b) {
    // const aType = parse.t(a);
    // const bType = parse.t(b);
    if (a === b) {
        return { valid: true, data: a };
    }
    if (a instanceof Date && b instanceof Date && +a === +b) {
        return { valid: true, data: a };
    }
    if (isPlainObject(a) && isPlainObject(b)) {
        const bKeys = Object.keys(b);
        const sharedKeys = Object.keys(a).filter((key) => bKeys.indexOf(key) !== -1);
        const newObj = { ...a, ...b };
        if (Object.prototype.hasOwnProperty.call(newObj, "__proto__"))
            delete newObj.__proto__;
        for (const key of sharedKeys) {
            if (key === "__proto__")
                continue;
            const sharedValue = mergeValues(a[key], b[key]);
            if (!sharedValue.valid) {
                return {
                    valid: false,
                    mergeErrorPath: [key, ...sharedValue.mergeErrorPath],
                };
            }
            newObj[key] = sharedValue.data;
        }
        return { valid: true, data: newObj };
    }
    if (Array.isArray(a) && Array.isArray(b)) {
        if (a.length !== b.length) {
            return { valid: false, mergeErrorPath: [] };
        }
        const newArray = [];
        for (let index = 0; index < a.length; index++) {
            const itemA = a[index];
            const itemB = b[index];
            const sharedValue = mergeValues(itemA, itemB);
            if (!sharedValue.valid) {
                return {
                    valid: false,
                    mergeErrorPath: [index, ...sharedValue.mergeErrorPath],
                };
            }
            newArray.push(sharedValue.data);
        }
        return { valid: true, data: newArray };
    }
    return { valid: false, mergeErrorPath: [] };
}
function handleIntersectionResults(result, left, right) {
    // Track which side(s) reject each key. A key rejection is reported only when BOTH sides reject it, so a key owned by one branch survives the other's key schema. strictObject reports these as unrecognized_keys; a record with an open key schema reports one invalid_key per key.
    const unrecKeys = new Map();
    let unrecIssue;
    const keyIssues = new Map();
    const collect = (iss, side) => {
        let keys;
        if (iss.code === "unrecognized_keys" && !iss.path?.length) {
            unrecIssue ?? (unrecIssue = iss);
            keys = iss.keys;
        }
        else if (iss.code === "invalid_key" && iss.origin === "record" && iss.path?.length === 1) {
            const k = String(iss.path[0]);
            if (!keyIssues.has(k))
                keyIssues.set(k, iss);
            keys = [k];
        }
        else {
            return false;
        }
        for (const k of keys) {
            if (!unrecKeys.has(k))
                unrecKeys.set(k, {});
            unrecKeys.get(k)[side] = true;
        }
        return true;
    };
    for (const iss of left.issues) {
        if (!collect(iss, "l"))
            result.issues.push(iss);
    }
    for (const iss of right.issues) {
        if (!collect(iss, "r"))
            result.issues.push(iss);
    }
    // Report only keys rejected by BOTH sides
    const bothKeys = [...unrecKeys].filter(([, f]) => f.l && f.r).map(([k]) => k);
    if (bothKeys.length) {
        const aggregated = unrecIssue ? bothKeys.filter((k) => unrecIssue.keys.includes(k)) : [];
        if (aggregated.length)
            result.issues.push({ ...unrecIssue, keys: aggregated });
        for (const k of bothKeys) {
            if (!aggregated.includes(k) && keyIssues.has(k))
                result.issues.push(keyIssues.get(k));
        }
    }
    const merged = mergeValues(left.value, right.value);
    if (!merged.valid) {
        if (aborted(result))
            return result;
        throw new Error(`Unmergable intersection. Error path: ` + `${JSON.stringify(merged.mergeErrorPath)}`);
    }
    result.value = merged.data;
    return result;
}
const $ZodTuple = /*@__PURE__*/ $constructor("$ZodTuple", (inst, def) => {
    $ZodType.init(inst, def);
    const items = def.items;
    const memo = globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!Array.isArray(input)) {
            payload.issues.push({
                input,
                inst,
                expected: "tuple",
                code: "invalid_type",
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, [], ctx) : [];
        const proms = [];
        const optinStart = getTupleOptStart(items, "optin");
        const optoutStart = getTupleOptStart(items, "optout");
        if (!def.rest) {
            if (input.length < optinStart) {
                payload.issues.push({
                    code: "too_small",
                    minimum: optinStart,
                    inclusive: true,
                    input,
                    inst,
                    origin: "array",
                });
                return payload;
            }
            if (input.length > items.length) {
                payload.issues.push({
                    code: "too_big",
                    maximum: items.length,
                    inclusive: true,
                    input,
                    inst,
                    origin: "array",
                });
            }
        }
        // Run every item in parallel, collecting results into an indexed array. The post-processing in `handleTupleResults` walks them in order so it can decide whether an absent optional-output error can truncate the tail or must be reported to preserve required output.
        const itemResults = new Array(items.length);
        // only tracked when there is a rest loop to skip
        const abortEarly = def.rest ? ctx?.abortEarly : undefined;
        let itemAborted = false;
        for (let i = 0; i < items.length; i++) {
            const r = items[i]._zod.run({ value: input[i], issues: [] }, ctx);
            if (r instanceof Promise) {
                proms.push(r.then((rr) => {
                    itemResults[i] = rr;
                }));
            }
            else {
                itemResults[i] = r;
                if (abortEarly && !itemAborted && r.issues.length)
                    itemAborted = aborted(r);
            }
        }
        // sound because rest is non-empty exactly when every fixed index is present, the one case handleTupleResults cannot discard an item's issues
        if (def.rest && !itemAborted) {
            let i = items.length - 1;
            const rest = input.slice(items.length);
            let seen = payload.issues.length;
            for (const el of rest) {
                if (abortEarly && payload.issues.length !== seen) {
                    if (aborted(payload, seen))
                        break;
                    seen = payload.issues.length;
                }
                i++;
                const result = def.rest._zod.run({ value: el, issues: [] }, ctx);
                if (result instanceof Promise) {
                    proms.push(result.then((r) => handleTupleResult(r, payload, i)));
                }
                else {
                    handleTupleResult(result, payload, i);
                }
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => handleTupleResults(itemResults, payload, items, input, optoutStart));
        }
        return handleTupleResults(itemResults, payload, items, input, optoutStart);
    };
});
function getTupleOptStart(items, key) {
    for (let i = items.length - 1; i >= 0; i--) {
        // optin is a three-rung ladder so any rung above `undefined` permits an absent slot; optout stays two-valued.
        const omittable = key === "optin" ? items[i]._zod.optin !== undefined : items[i]._zod.optout === "optional";
        if (!omittable)
            return i + 1;
    }
    return 0;
}
function handleTupleResult(result, final, index) {
    if (result.issues.length) {
        final.issues.push(...prefixIssues(index, result.issues));
    }
    final.value[index] = result.value;
}
function handleTupleResults(itemResults, final, items, input, optoutStart) {
    // Walk results in order. Mirror $ZodObject's swallow-on-absent-optional rule, but only after `optoutStart`: the first index where the output tuple tail can be absent.
    for (let i = 0; i < items.length; i++) {
        const r = itemResults[i];
        const isPresent = i < input.length;
        // The array analog of `handlePropertyResult`'s absent-key early return: the middle rung permits absence without supplying anything in its place, so the tail truncates here instead of materializing whatever the item made of `undefined`.
        if (!isPresent && i >= optoutStart && items[i]._zod.optin === "optional") {
            final.value.length = i;
            break;
        }
        if (r.issues.length) {
            if (!isPresent && i >= optoutStart) {
                final.value.length = i;
                break;
            }
            final.issues.push(...prefixIssues(i, r.issues));
        }
        final.value[i] = r.value;
    }
    // Drop trailing slots that produced `undefined` for absent input
    // (the array analog of an absent optional key on an object). The
    // `i >= input.length` floor is critical: an explicit `undefined`
    // *inside* the input must be preserved even when the schema is
    // optional-out (e.g. `z.string().or(z.undefined())` accepting an
    // explicit undefined value).
    for (let i = final.value.length - 1; i >= input.length; i--) {
        if (items[i]._zod.optout === "optional" && final.value[i] === undefined) {
            final.value.length = i;
        }
        else {
            break;
        }
    }
    return final;
}
const $ZodRecord = /*@__PURE__*/ $constructor("$ZodRecord", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!isPlainObject(input)) {
            payload.issues.push({
                expected: "record",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        // no guard in either loop below: a record's invalid_key aborts but an enclosing intersection can reconcile it, so a stopped loop hides keys the sibling does not own and the intersection then rejects nothing
        const proms = [];
        const values = def.keyType._zod.values;
        if (values && !def.partial) {
            payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
            const recordKeys = new Set();
            for (const key of values) {
                if (typeof key === "string" || typeof key === "number" || typeof key === "symbol") {
                    recordKeys.add(typeof key === "number" ? key.toString() : key);
                    // A declared __proto__ is stripped but is not an unrecognized key.
                    if (key === "__proto__")
                        continue;
                    const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
                    if (keyResult instanceof Promise) {
                        throw new Error("Async schemas not supported in object keys currently");
                    }
                    if (keyResult.issues.length) {
                        payload.issues.push({
                            code: "invalid_key",
                            origin: "record",
                            issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
                            input: key,
                            path: [key],
                            inst,
                        });
                        continue;
                    }
                    const outKey = keyResult.value;
                    if (outKey === "__proto__")
                        continue;
                    const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
                    if (result instanceof Promise) {
                        proms.push(result.then((result) => {
                            if (result.issues.length) {
                                payload.issues.push(...prefixIssues(key, result.issues));
                            }
                            payload.value[outKey] = result.value;
                        }));
                    }
                    else {
                        if (result.issues.length) {
                            payload.issues.push(...prefixIssues(key, result.issues));
                        }
                        payload.value[outKey] = result.value;
                    }
                }
            }
            let unrecognized;
            for (const key in input) {
                if (!recordKeys.has(key)) {
                    if (def.mode === "loose") {
                        // skip __proto__ so it can't replace the result prototype via the assignment setter on the plain {} we build into
                        if (key === "__proto__")
                            continue;
                        payload.value[key] = input[key];
                    }
                    else {
                        unrecognized = unrecognized ?? [];
                        unrecognized.push(key);
                    }
                }
            }
            if (unrecognized && unrecognized.length > 0) {
                payload.issues.push({
                    code: "unrecognized_keys",
                    input,
                    inst,
                    keys: unrecognized,
                    continue: true,
                });
            }
        }
        else {
            payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
            // An enumerable key schema declares which keys the record owns, so a key outside the set is unrecognized. A non-enumerable one (regex, refine) is a constraint every key must satisfy, so a failing key is invalid. Only the former is reconcilable against the other side of an intersection.
            let unrecognized;
            // Reflect.ownKeys for Symbol-key support; filter non-enumerable to match z.object()
            for (const key of Reflect.ownKeys(input)) {
                if (key === "__proto__")
                    continue;
                if (!Object.prototype.propertyIsEnumerable.call(input, key))
                    continue;
                let keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
                if (keyResult instanceof Promise) {
                    throw new Error("Async schemas not supported in object keys currently");
                }
                // Numeric string fallback: if key is a numeric string and failed, retry with Number(key). This handles z.number(), z.literal([1, 2, 3]), and unions containing numeric literals
                const checkNumericKey = typeof key === "string" && number.test(key) && keyResult.issues.length;
                if (checkNumericKey) {
                    const retryResult = def.keyType._zod.run({ value: Number(key), issues: [] }, ctx);
                    if (retryResult instanceof Promise) {
                        throw new Error("Async schemas not supported in object keys currently");
                    }
                    if (retryResult.issues.length === 0) {
                        keyResult = retryResult;
                    }
                }
                if (keyResult.issues.length) {
                    if (def.mode === "loose") {
                        // Pass through unchanged
                        payload.value[key] = input[key];
                    }
                    else if (values) {
                        unrecognized = unrecognized ?? [];
                        unrecognized.push(key);
                    }
                    else {
                        // Default "strict" behavior: error on invalid key
                        payload.issues.push({
                            code: "invalid_key",
                            origin: "record",
                            issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
                            input: key,
                            path: [key],
                            inst,
                        });
                    }
                    continue;
                }
                // the guard above tests the raw input key, but the key schema can normalize an ordinary key into __proto__; re-check the key we actually write under
                const outKey = keyResult.value;
                if (outKey === "__proto__")
                    continue;
                const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
                if (result instanceof Promise) {
                    proms.push(result.then((result) => {
                        if (result.issues.length) {
                            payload.issues.push(...prefixIssues(key, result.issues));
                        }
                        payload.value[outKey] = result.value;
                    }));
                }
                else {
                    if (result.issues.length) {
                        payload.issues.push(...prefixIssues(key, result.issues));
                    }
                    payload.value[outKey] = result.value;
                }
            }
            if (unrecognized && unrecognized.length > 0) {
                payload.issues.push({
                    code: "unrecognized_keys",
                    input,
                    inst,
                    keys: unrecognized,
                    continue: true,
                });
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => payload);
        }
        return payload;
    };
});
const $ZodMap = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodMap", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!(input instanceof Map)) {
            payload.issues.push({
                expected: "map",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        const proms = [];
        payload.value = memo ? memo.alloc(inst, payload, new Map(), ctx) : new Map();
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const [key, value] of input) {
            if (abortEarly && payload.issues.length !== seen) {
                if (util.aborted(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
            const valueResult = def.valueType._zod.run({ value: value, issues: [] }, ctx);
            if (keyResult instanceof Promise || valueResult instanceof Promise) {
                proms.push(Promise.all([keyResult, valueResult]).then(([keyResult, valueResult]) => {
                    handleMapResult(keyResult, valueResult, payload, key, input, inst, ctx);
                }));
            }
            else {
                handleMapResult(keyResult, valueResult, payload, key, input, inst, ctx);
            }
        }
        if (proms.length)
            return Promise.all(proms).then(() => payload);
        return payload;
    };
    capSize(inst, mapSize);
})));
function handleMapResult(keyResult, valueResult, final, key, input, inst, ctx) {
    if (keyResult.issues.length) {
        if (util.propertyKeyTypes.has(typeof key)) {
            final.issues.push(...util.prefixIssues(key, keyResult.issues));
        }
        else {
            final.issues.push({
                code: "invalid_key",
                origin: "map",
                input,
                inst,
                issues: keyResult.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
            });
        }
    }
    if (valueResult.issues.length) {
        if (util.propertyKeyTypes.has(typeof key)) {
            final.issues.push(...util.prefixIssues(key, valueResult.issues));
        }
        else {
            final.issues.push({
                origin: "map",
                code: "invalid_element",
                input,
                inst,
                key: key,
                issues: valueResult.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
            });
        }
    }
    final.value.set(keyResult.value, valueResult.value);
}
const $ZodSet = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSet", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!(input instanceof Set)) {
            payload.issues.push({
                input,
                inst,
                expected: "set",
                code: "invalid_type",
            });
            return payload;
        }
        const proms = [];
        payload.value = memo ? memo.alloc(inst, payload, new Set(), ctx) : new Set();
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const item of input) {
            if (abortEarly && payload.issues.length !== seen) {
                if (util.aborted(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            const result = def.valueType._zod.run({ value: item, issues: [] }, ctx);
            if (result instanceof Promise) {
                proms.push(result.then((result) => handleSetResult(result, payload)));
            }
            else
                handleSetResult(result, payload);
        }
        if (proms.length)
            return Promise.all(proms).then(() => payload);
        return payload;
    };
    capSize(inst, setSize);
})));
function handleSetResult(result, final) {
    if (result.issues.length) {
        final.issues.push(...result.issues);
    }
    final.value.add(result.value);
}
const $ZodEnum = /*@__PURE__*/ $constructor("$ZodEnum", (inst, def) => {
    $ZodType.init(inst, def);
    const values = getEnumValues(def.entries);
    const valuesSet = new Set(values);
    inst._zod.values = valuesSet;
    defineLazyInternal(inst, "pattern", (zod) => {
        const patternValues = getEnumValues(zod.def.entries).filter((k) => propertyKeyTypes.has(typeof k));
        // unmatchable fallback, RE2-safe: an empty alternation would compile to /^()$/, which matches ""
        return new RegExp(patternValues.length ? `^(${patternValues.map((o) => escapeRegex(o.toString())).join("|")})$` : "^[^\\s\\S]$");
    });
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (valuesSet.has(input)) {
            return payload;
        }
        payload.issues.push({
            code: "invalid_value",
            values,
            input,
            inst,
        });
        return payload;
    };
});
const $ZodLiteral = /*@__PURE__*/ $constructor("$ZodLiteral", (inst, def) => {
    $ZodType.init(inst, def);
    const values = new Set(def.values);
    inst._zod.values = values;
    defineLazyInternal(inst, "pattern", (zod) => {
        const vals = zod.def.values;
        // unmatchable fallback, RE2-safe: an empty alternation would compile to /^()$/, which matches ""
        return new RegExp(vals.length
            ? `^(${vals
                .map((o) => typeof o === "string" ? escapeRegex(o) : o ? escapeRegex(o.toString()) : String(o))
                .join("|")})$`
            : "^[^\\s\\S]$");
    });
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (values.has(input)) {
            return payload;
        }
        payload.issues.push({
            code: "invalid_value",
            values: def.values,
            input,
            inst,
        });
        return payload;
    };
});
const $ZodFile = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodFile", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        // @ts-ignore
        if (input instanceof File)
            return payload;
        payload.issues.push({
            expected: "file",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodTransform = /*@__PURE__*/ $constructor("$ZodTransform", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.optin = "optional";
    globalConfig.memoizer?.guard(inst);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            throw new $ZodEncodeError(inst.constructor.name);
        }
        const _out = def.transform(payload.value, payload);
        if (ctx.async) {
            const output = _out instanceof Promise ? _out : Promise.resolve(_out);
            return output.then((output) => {
                payload.value = output;
                return payload;
            });
        }
        if (_out instanceof Promise) {
            throw new $ZodAsyncError();
        }
        payload.value = _out;
        return payload;
    };
});
function handleOptionalResult(payload, result) {
    // A substituting schema that still failed has no usable answer; yield undefined. Its issues are simply dropped: it ran on a payload of its own, so there is no shared array to truncate and nothing of the caller's to lose with it.
    payload.value = result.issues.length ? undefined : result.value;
    return payload;
}
const $ZodOptional = /*@__PURE__*/ $constructor("$ZodOptional", (inst, def) => {
    $ZodType.init(inst, def);
    // .optional() propagates absence rather than substituting for it, so a defaulted inner keeps its rung.
    defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
    inst._zod.optout = "optional";
    defineLazyInternal(inst, "values", (zod) => {
        const values = zod.def.innerType._zod.values;
        return values ? new Set([...values, undefined]) : undefined;
    });
    defineLazyInternal(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        if (payload.value === undefined) {
            // Only the top rung substitutes a value for absence; everything else leaves it intact, which is what .optional() means.
            if (def.innerType._zod.optin !== "defaulted")
                return payload;
            // Its own payload, for the same reason $ZodCatch gets one: a pipe forwards an unrecognized key through the caller's issues array, and this must not read that as the substituting schema failing and drop it.
            const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
            if (result instanceof Promise)
                return result.then((result) => handleOptionalResult(payload, result));
            return handleOptionalResult(payload, result);
        }
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodExactOptional = /*@__PURE__*/ $constructor("$ZodExactOptional", (inst, def) => {
    // Call parent init - inherits optin/optout = "optional"
    $ZodOptional.init(inst, def);
    // Override values/pattern to NOT add undefined
    defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    defineLazyInternal(inst, "pattern", (zod) => zod.def.innerType._zod.pattern);
    // Override parse to just delegate (no undefined handling)
    inst._zod.parse = (payload, ctx) => {
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodNullable = /*@__PURE__*/ $constructor("$ZodNullable", (inst, def) => {
    $ZodType.init(inst, def);
    defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin);
    defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
    defineLazyInternal(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${cleanRegex(pattern.source)}|null)$`) : undefined;
    });
    defineLazyInternal(inst, "values", (zod) => {
        return zod.def.innerType._zod.values ? new Set([...zod.def.innerType._zod.values, null]) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        // Forward direction (decode): allow null to pass through
        if (payload.value === null)
            return payload;
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodDefault = /*@__PURE__*/ $constructor("$ZodDefault", (inst, def) => {
    $ZodType.init(inst, def);
    // inst._zod.qin = "true";
    inst._zod.optin = "defaulted";
    defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply defaults for undefined input
        if (payload.value === undefined) {
            payload.value = def.defaultValue;
            /**
             * $ZodDefault returns the default value immediately in forward direction.
             * It doesn't pass the default value into the validator ("prefault"). There's no reason to pass the default value through validation. The validity of the default is enforced by TypeScript statically. Otherwise, it's the responsibility of the user to ensure the default is valid. In the case of pipes with divergent in/out types, you can specify the default on the `in` schema of your ZodPipe to set a "prefault" for the pipe.   */
            return payload;
        }
        // Forward direction: continue with default handling
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleDefaultResult(result, def));
        }
        return handleDefaultResult(result, def);
    };
});
function handleDefaultResult(payload, def) {
    if (payload.value === undefined) {
        payload.value = def.defaultValue;
    }
    return payload;
}
const $ZodPrefault = /*@__PURE__*/ $constructor("$ZodPrefault", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.optin = "defaulted";
    defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply prefault for undefined input
        if (payload.value === undefined) {
            payload.value = def.defaultValue;
        }
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodNonOptional = /*@__PURE__*/ $constructor("$ZodNonOptional", (inst, def) => {
    $ZodType.init(inst, def);
    defineLazyInternal(inst, "values", (zod) => {
        const v = zod.def.innerType._zod.values;
        return v ? new Set([...v].filter((x) => x !== undefined)) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleNonOptionalResult(result, inst));
        }
        return handleNonOptionalResult(result, inst);
    };
});
function handleNonOptionalResult(payload, inst) {
    if (!payload.issues.length && payload.value === undefined) {
        payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: payload.value,
            inst,
        });
    }
    return payload;
}
const $ZodSuccess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSuccess", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            throw new core.$ZodEncodeError("ZodSuccess");
        }
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => {
                payload.value = result.issues.length === 0;
                return payload;
            });
        }
        payload.value = result.issues.length === 0;
        return payload;
    };
})));
function handleCatchResult(payload, result, def, ctx) {
    if (!result.issues.length) {
        payload.value = result.value;
        // The value carries up, so the flag describing it has to carry with it: a back-edge into a node still being parsed must not be frozen by an enclosing readonly, and its checks belong to the node itself. Guarded so the ordinary case adds no own property.
        if (result.memo)
            payload.memo = true;
        return payload;
    }
    // Spread the inner's own payload, not ours: `value` has to stay the input the catch was handed, and the inner ran on a payload of its own so its issues are already private to this call.
    payload.value = def.catchValue({
        ...result,
        value: payload.value,
        error: {
            issues: result.issues.map((iss) => finalizeIssue(iss, ctx, config())),
        },
        input: payload.value,
    });
    return payload;
}
const $ZodCatch = /*@__PURE__*/ $constructor("$ZodCatch", (inst, def) => {
    $ZodType.init(inst, def);
    defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
    defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
    defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply catch logic
        const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleCatchResult(payload, result, def, ctx));
        }
        return handleCatchResult(payload, result, def, ctx);
    };
});
const $ZodNaN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNaN", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "number" || !Number.isNaN(payload.value)) {
            payload.issues.push({
                input: payload.value,
                inst,
                expected: "nan",
                code: "invalid_type",
            });
            return payload;
        }
        return payload;
    };
})));
const $ZodPipe = /*@__PURE__*/ $constructor("$ZodPipe", (inst, def) => {
    $ZodType.init(inst, def);
    defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
    defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
    defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
    defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            const right = def.out._zod.run(payload, ctx);
            if (right instanceof Promise) {
                return right.then((right) => handlePipeResult(right, def.in, ctx));
            }
            return handlePipeResult(right, def.in, ctx);
        }
        const left = def.in._zod.run(payload, ctx);
        if (left instanceof Promise) {
            return left.then((left) => handlePipeResult(left, def.out, ctx));
        }
        return handlePipeResult(left, def.out, ctx);
    };
});
function handlePipeResult(left, next, ctx) {
    // Any issue stops the pipe, so a failing refinement never feeds its transform. An unrecognized key is the exception: it describes the input's extra properties, not the value being piped, and an enclosing intersection may yet reconcile it.
    if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
        // prevent further checks
        left.aborted = true;
        return left;
    }
    return next._zod.run({ value: left.value, issues: left.issues }, ctx);
}
const $ZodCodec = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCodec", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
    util.defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
    util.defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
    util.defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
    inst._zod.parse = (payload, ctx) => {
        const direction = ctx.direction || "forward";
        if (direction === "forward") {
            const left = def.in._zod.run(payload, ctx);
            if (left instanceof Promise) {
                return left.then((left) => handleCodecAResult(left, def, ctx));
            }
            return handleCodecAResult(left, def, ctx);
        }
        else {
            const right = def.out._zod.run(payload, ctx);
            if (right instanceof Promise) {
                return right.then((right) => handleCodecAResult(right, def, ctx));
            }
            return handleCodecAResult(right, def, ctx);
        }
    };
})));
function handleCodecAResult(result, def, ctx) {
    if (result.issues.length) {
        // prevent further checks
        result.aborted = true;
        return result;
    }
    const direction = ctx.direction || "forward";
    if (direction === "forward") {
        const transformed = def.transform(result.value, result);
        if (transformed instanceof Promise) {
            return transformed.then((value) => handleCodecTxResult(result, value, def.out, ctx));
        }
        return handleCodecTxResult(result, transformed, def.out, ctx);
    }
    else {
        const transformed = def.reverseTransform(result.value, result);
        if (transformed instanceof Promise) {
            return transformed.then((value) => handleCodecTxResult(result, value, def.in, ctx));
        }
        return handleCodecTxResult(result, transformed, def.in, ctx);
    }
}
function handleCodecTxResult(left, value, nextSchema, ctx) {
    // Check if transform added any issues
    if (left.issues.length) {
        left.aborted = true;
        return left;
    }
    return nextSchema._zod.run({ value, issues: left.issues }, ctx);
}
const $ZodPreprocess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPreprocess", (inst, def) => {
    $ZodPipe.init(inst, def);
})));
const $ZodReadonly = /*@__PURE__*/ $constructor("$ZodReadonly", (inst, def) => {
    $ZodType.init(inst, def);
    defineLazyInternal(inst, "propValues", (zod) => zod.def.innerType._zod.propValues);
    defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    defineLazyInternal(inst, "optin", (zod) => zod.def.innerType?._zod?.optin);
    defineLazyInternal(inst, "optout", (zod) => zod.def.innerType?._zod?.optout);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then(handleReadonlyResult);
        }
        return handleReadonlyResult(result);
    };
});
function handleReadonlyResult(payload) {
    // A repeat visit hands back a node that is still being built; freezing it here would make the rest of its keys fail to assign.
    if (!payload.memo)
        payload.value = Object.freeze(payload.value);
    return payload;
}
// a leaf's pattern source with its own checks folded in: the last pattern-carrying check wins, else length bounds narrow the catch-all, else an integer format narrows the number form. the fold lives here instead of on `_zod.pattern` so a bundle without template literals never pays for it
function leafPattern(schema) {
    const def = schema._zod.def;
    let pattern = def.pattern;
    let isInt = !!def.format?.includes("int");
    let minimum;
    let maximum;
    for (const ch of def.checks ?? []) {
        const d = ch._zod.def;
        if (d.pattern)
            pattern = d.pattern;
        isInt || (isInt = !!d.format?.includes("int"));
        const lo = d.minimum ?? d.length;
        const hi = d.maximum ?? d.length;
        if (lo !== undefined && (minimum === undefined || lo > minimum))
            minimum = lo;
        if (hi !== undefined && (maximum === undefined || hi < maximum))
            maximum = hi;
    }
    if (pattern)
        return pattern.source;
    // an empty range matches nothing at runtime, and `{8,5}` is not a legal quantifier
    if (minimum !== undefined && maximum !== undefined && minimum > maximum)
        return "(?!)";
    if (minimum !== undefined || maximum !== undefined)
        return regexes.string({ minimum, maximum }).source;
    const own = schema._zod.pattern;
    return (isInt && own === regexes.number ? regexes.integer : own)?.source;
}
// a part's pattern source. a wrapper's pattern embeds its inner pattern's source verbatim, so the folded form is substituted in place without knowing the wrapper's own composition; a union's options are joined the way the union builds its own pattern
function partPattern(schema) {
    const def = schema._zod.def;
    const own = schema._zod.pattern?.source;
    // lazy resolves its inner on the internals, not the def
    const inner = def.innerType ?? schema._zod.innerType;
    if (inner) {
        const before = inner._zod.pattern?.source;
        const after = partPattern(inner);
        if (own && before && after && after !== before) {
            return own.replace(util.cleanRegex(before), () => util.cleanRegex(after));
        }
        return own;
    }
    if (def.options) {
        const sources = def.options.map(partPattern);
        if (sources.every(Boolean))
            return `^(${sources.map((s) => util.cleanRegex(s)).join("|")})$`;
    }
    return leafPattern(schema);
}
const $ZodTemplateLiteral = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodTemplateLiteral", (inst, def) => {
    $ZodType.init(inst, def);
    const regexParts = [];
    for (const part of def.parts) {
        if (typeof part === "object" && part !== null) {
            // is Zod schema
            const source = partPattern(part);
            if (!source) {
                throw new Error(`Invalid template literal part, no pattern found: ${[...part._zod.traits].shift()}`);
            }
            regexParts.push(util.cleanRegex(source));
        }
        else if (part === null || util.primitiveTypes.has(typeof part)) {
            regexParts.push(util.escapeRegex(`${part}`));
        }
        else {
            throw new Error(`Invalid template literal part: ${part}`);
        }
    }
    inst._zod.pattern = new RegExp(`^${regexParts.join("")}$`);
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "string") {
            payload.issues.push({
                input: payload.value,
                inst,
                expected: "string",
                code: "invalid_type",
            });
            return payload;
        }
        inst._zod.pattern.lastIndex = 0;
        if (!inst._zod.pattern.test(payload.value)) {
            payload.issues.push({
                input: payload.value,
                inst,
                code: "invalid_format",
                format: def.format ?? "template_literal",
                pattern: inst._zod.pattern.source,
            });
            return payload;
        }
        return payload;
    };
})));
const $ZodFunction = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodFunction", (inst, def) => {
    $ZodType.init(inst, def);
    // Defined, not assigned: the classic prototype exposes `_def` as a getter with no setter.
    Object.defineProperty(inst, "_def", { value: def });
    inst._zod.def = def;
    inst.implement = (func) => {
        if (typeof func !== "function") {
            throw new Error("implement() must be called with a function");
        }
        // Defined inline so the closure stays anonymous: binding it to a `const` first names it, which costs 256 bytes per implemented function.
        return Object.defineProperty(function (...args) {
            const parsedArgs = inst._def.input ? parse(inst._def.input, args) : args;
            const result = Reflect.apply(func, this, parsedArgs);
            if (inst._def.output) {
                return parse(inst._def.output, result);
            }
            return result;
        }, "_zod", { value: inst._zod, enumerable: false });
    };
    inst.implementAsync = (func) => {
        if (typeof func !== "function") {
            throw new Error("implementAsync() must be called with a function");
        }
        return Object.defineProperty(async function (...args) {
            const parsedArgs = inst._def.input ? await parseAsync(inst._def.input, args) : args;
            const result = await Reflect.apply(func, this, parsedArgs);
            if (inst._def.output) {
                return await parseAsync(inst._def.output, result);
            }
            return result;
        }, "_zod", { value: inst._zod, enumerable: false });
    };
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "function") {
            payload.issues.push({
                code: "invalid_type",
                expected: "function",
                input: payload.value,
                inst,
            });
            return payload;
        }
        // Check if output is a promise type to determine if we should use async implementation
        const hasPromiseOutput = inst._def.output && inst._def.output._zod.def.type === "promise";
        if (hasPromiseOutput) {
            payload.value = inst.implementAsync(payload.value);
        }
        else {
            payload.value = inst.implement(payload.value);
        }
        return payload;
    };
    inst.input = (...args) => {
        const F = inst.constructor;
        if (Array.isArray(args[0])) {
            return new F({
                type: "function",
                input: new $ZodTuple({
                    type: "tuple",
                    items: args[0],
                    rest: args[1],
                }),
                output: inst._def.output,
            });
        }
        return new F({
            type: "function",
            input: args[0],
            output: inst._def.output,
        });
    };
    inst.output = (output) => {
        const F = inst.constructor;
        return new F({
            type: "function",
            input: inst._def.input,
            output,
        });
    };
    return inst;
})));
const $ZodPromise = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPromise", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        return Promise.resolve(payload.value).then((inner) => def.innerType._zod.run({ value: inner, issues: [] }, ctx));
    };
})));
const $ZodLazy = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodLazy", (inst, def) => {
    $ZodType.init(inst, def);
    // Cache the resolved inner type on the shared `def` so all clones of this lazy (e.g. via `.describe()`/`.meta()`) share the same inner instance, preserving identity for cycle detection on recursive schemas.
    util.defineLazy(inst._zod, "innerType", () => {
        const d = def;
        if (!d._cachedInner)
            d._cachedInner = def.getter();
        return d._cachedInner;
    });
    util.defineLazyInternal(inst, "pattern", (zod) => zod.innerType?._zod?.pattern);
    util.defineLazyInternal(inst, "propValues", (zod) => zod.innerType?._zod?.propValues);
    util.defineLazyInternal(inst, "optin", (zod) => zod.innerType?._zod?.optin ?? undefined);
    util.defineLazyInternal(inst, "optout", (zod) => zod.innerType?._zod?.optout ?? undefined);
    inst._zod.parse = (payload, ctx) => {
        const inner = inst._zod.innerType;
        return inner._zod.run(payload, ctx);
    };
})));
const $ZodCustom = /*@__PURE__*/ $constructor("$ZodCustom", (inst, def) => {
    $ZodCheck.init(inst, def);
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _) => {
        return payload;
    };
    inst._zod.check = (payload) => {
        const input = payload.value;
        const r = def.fn(input);
        if (r instanceof Promise) {
            return r.then((r) => handleRefineResult(r, payload, input, inst));
        }
        handleRefineResult(r, payload, input, inst);
        return;
    };
});
function handleRefineResult(result, payload, input, inst) {
    if (!result) {
        const _iss = {
            code: "custom",
            input,
            inst, // incorporates params.error into issue reporting
            path: [...(inst._zod.def.path ?? [])], // incorporates params.error into issue reporting
            continue: !inst._zod.def.abort,
            // params: inst._zod.def.params,
        };
        if (inst._zod.def.params)
            _iss.params = inst._zod.def.params;
        payload.issues.push(util_issue(_iss));
    }
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/registries.js
var registries_a;
const $output = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("ZodOutput")));
const $input = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("ZodInput")));
class $ZodRegistry {
    constructor() {
        this._map = new WeakMap();
        this._idmap = new Map();
    }
    add(schema, ..._meta) {
        const meta = _meta[0];
        this._map.set(schema, meta);
        if (meta && typeof meta === "object" && "id" in meta) {
            this._idmap.set(meta.id, schema);
        }
        return this;
    }
    clear() {
        this._map = new WeakMap();
        this._idmap = new Map();
        return this;
    }
    remove(schema) {
        const meta = this._map.get(schema);
        if (meta && typeof meta === "object" && "id" in meta) {
            this._idmap.delete(meta.id);
        }
        this._map.delete(schema);
        return this;
    }
    get(schema) {
        // return this._map.get(schema) as any;
        // inherit metadata
        const p = schema._zod.parent;
        if (p) {
            const pm = { ...(this.get(p) ?? {}) };
            delete pm.id; // do not inherit id
            const f = { ...pm, ...this._map.get(schema) };
            return Object.keys(f).length ? f : undefined;
        }
        return this._map.get(schema);
    }
    has(schema) {
        return this._map.has(schema);
    }
}
// registries
function registry() {
    return new $ZodRegistry();
}
(registries_a = globalThis).__zod_globalRegistry ?? (registries_a.__zod_globalRegistry = registry());
const globalRegistry = globalThis.__zod_globalRegistry;

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/api.js




function snapshotChecks(def) {
    if (def.checks)
        def.checks = [...def.checks];
    return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class, params) {
    return new Class(snapshotChecks({ type: "string", ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _coercedString(Class, params) {
    return new Class(snapshotChecks({ type: "string", coerce: true, ...util.normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _email(Class, params) {
    return new Class({
        type: "string",
        format: "email",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _guid(Class, params) {
    return new Class({
        type: "string",
        format: "guid",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuid(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv4(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v4",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv6(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v6",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv7(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v7",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _url(Class, params) {
    return new Class({
        type: "string",
        format: "url",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function api_emoji(Class, params) {
    return new Class({
        type: "string",
        format: "emoji",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _nanoid(Class, params) {
    return new Class({
        type: "string",
        format: "nanoid",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link _cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
// @__NO_SIDE_EFFECTS__
function _cuid(Class, params) {
    return new Class({
        type: "string",
        format: "cuid",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cuid2(Class, params) {
    return new Class({
        type: "string",
        format: "cuid2",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ulid(Class, params) {
    return new Class({
        type: "string",
        format: "ulid",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _xid(Class, params) {
    return new Class({
        type: "string",
        format: "xid",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ksuid(Class, params) {
    return new Class({
        type: "string",
        format: "ksuid",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ipv4(Class, params) {
    return new Class({
        type: "string",
        format: "ipv4",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ipv6(Class, params) {
    return new Class({
        type: "string",
        format: "ipv6",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _mac(Class, params) {
    return new Class({
        type: "string",
        format: "mac",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cidrv4(Class, params) {
    return new Class({
        type: "string",
        format: "cidrv4",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cidrv6(Class, params) {
    return new Class({
        type: "string",
        format: "cidrv6",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _base64(Class, params) {
    return new Class({
        type: "string",
        format: "base64",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _base64url(Class, params) {
    return new Class({
        type: "string",
        format: "base64url",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _e164(Class, params) {
    return new Class({
        type: "string",
        format: "e164",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _creditCard(Class, params) {
    return new Class({
        type: "string",
        format: "credit_card",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _iban(Class, params) {
    return new Class({
        type: "string",
        format: "iban",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _jwt(Class, params) {
    return new Class({
        type: "string",
        format: "jwt",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
const TimePrecision = {
    Any: null,
    Minute: -1,
    Second: 0,
    Millisecond: 3,
    Microsecond: 6,
};
// @__NO_SIDE_EFFECTS__
function _isoDateTime(Class, params) {
    return new Class({
        type: "string",
        format: "datetime",
        check: "string_format",
        offset: false,
        local: false,
        precision: null,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoDate(Class, params) {
    return new Class({
        type: "string",
        format: "date",
        check: "string_format",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoTime(Class, params) {
    return new Class({
        type: "string",
        format: "time",
        check: "string_format",
        precision: null,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoDuration(Class, params) {
    return new Class({
        type: "string",
        format: "duration",
        check: "string_format",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _number(Class, params) {
    return new Class(snapshotChecks({ type: "number", checks: [], ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _coercedNumber(Class, params) {
    return new Class(snapshotChecks({ type: "number", coerce: true, checks: [], ...util.normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _int(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "safeint",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _float32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "float32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _float64(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "float64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _int32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "int32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uint32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "uint32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class, params) {
    return new Class({
        type: "boolean",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedBoolean(Class, params) {
    return new Class({
        type: "boolean",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _bigint(Class, params) {
    return new Class({
        type: "bigint",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedBigint(Class, params) {
    return new Class({
        type: "bigint",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _int64(Class, params) {
    return new Class({
        type: "bigint",
        check: "bigint_format",
        abort: false,
        format: "int64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uint64(Class, params) {
    return new Class({
        type: "bigint",
        check: "bigint_format",
        abort: false,
        format: "uint64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _symbol(Class, params) {
    return new Class({
        type: "symbol",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function api_undefined(Class, params) {
    return new Class({
        type: "undefined",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function api_null(Class, params) {
    return new Class({
        type: "null",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _any(Class) {
    return new Class({
        type: "any",
    });
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class) {
    return new Class({
        type: "unknown",
    });
}
// @__NO_SIDE_EFFECTS__
function _never(Class, params) {
    return new Class({
        type: "never",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _void(Class, params) {
    return new Class({
        type: "void",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _date(Class, params) {
    return new Class({
        type: "date",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedDate(Class, params) {
    return new Class({
        type: "date",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _nan(Class, params) {
    return new Class({
        type: "nan",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _lt(value, params) {
    return new $ZodCheckLessThan({
        check: "less_than",
        ...normalizeParams(params),
        value,
        inclusive: false,
    });
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
    return new $ZodCheckLessThan({
        check: "less_than",
        ...normalizeParams(params),
        value,
        inclusive: true,
    });
}

// @__NO_SIDE_EFFECTS__
function _gt(value, params) {
    return new $ZodCheckGreaterThan({
        check: "greater_than",
        ...normalizeParams(params),
        value,
        inclusive: false,
    });
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
    return new $ZodCheckGreaterThan({
        check: "greater_than",
        ...normalizeParams(params),
        value,
        inclusive: true,
    });
}

// @__NO_SIDE_EFFECTS__
function _positive(params) {
    return _gt(0, params);
}
// negative
// @__NO_SIDE_EFFECTS__
function _negative(params) {
    return _lt(0, params);
}
// nonpositive
// @__NO_SIDE_EFFECTS__
function _nonpositive(params) {
    return _lte(0, params);
}
// nonnegative
// @__NO_SIDE_EFFECTS__
function _nonnegative(params) {
    return _gte(0, params);
}
// @__NO_SIDE_EFFECTS__
function _multipleOf(value, params) {
    return new $ZodCheckMultipleOf({
        check: "multiple_of",
        ...normalizeParams(params),
        value,
    });
}
// @__NO_SIDE_EFFECTS__
function _maxSize(maximum, params) {
    return new checks.$ZodCheckMaxSize({
        check: "max_size",
        ...util.normalizeParams(params),
        maximum,
    });
}
// @__NO_SIDE_EFFECTS__
function _minSize(minimum, params) {
    return new checks.$ZodCheckMinSize({
        check: "min_size",
        ...util.normalizeParams(params),
        minimum,
    });
}
// @__NO_SIDE_EFFECTS__
function _size(size, params) {
    return new checks.$ZodCheckSizeEquals({
        check: "size_equals",
        ...util.normalizeParams(params),
        size,
    });
}
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
    const ch = new $ZodCheckMaxLength({
        check: "max_length",
        ...normalizeParams(params),
        maximum,
    });
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
    return new $ZodCheckMinLength({
        check: "min_length",
        ...normalizeParams(params),
        minimum,
    });
}
// @__NO_SIDE_EFFECTS__
function _length(length, params) {
    return new $ZodCheckLengthEquals({
        check: "length_equals",
        ...normalizeParams(params),
        length,
    });
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
    return new $ZodCheckRegex({
        check: "string_format",
        format: "regex",
        ...normalizeParams(params),
        pattern,
    });
}
// @__NO_SIDE_EFFECTS__
function _lowercase(params) {
    return new $ZodCheckLowerCase({
        check: "string_format",
        format: "lowercase",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uppercase(params) {
    return new $ZodCheckUpperCase({
        check: "string_format",
        format: "uppercase",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _includes(includes, params) {
    return new $ZodCheckIncludes({
        check: "string_format",
        format: "includes",
        ...normalizeParams(params),
        includes,
    });
}
// @__NO_SIDE_EFFECTS__
function _startsWith(prefix, params) {
    return new $ZodCheckStartsWith({
        check: "string_format",
        format: "starts_with",
        ...normalizeParams(params),
        prefix,
    });
}
// @__NO_SIDE_EFFECTS__
function _endsWith(suffix, params) {
    return new $ZodCheckEndsWith({
        check: "string_format",
        format: "ends_with",
        ...normalizeParams(params),
        suffix,
    });
}
// @__NO_SIDE_EFFECTS__
function _property(property, schema, params) {
    return new checks.$ZodCheckProperty({
        check: "property",
        property,
        schema,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _properties(shape, params) {
    return new $ZodCheckProperties({
        check: "properties",
        shape,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _mime(types, params) {
    return new checks.$ZodCheckMimeType({
        check: "mime_type",
        mime: types,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _overwrite(tx) {
    return new $ZodCheckOverwrite({
        check: "overwrite",
        tx,
    });
}
// normalize
// @__NO_SIDE_EFFECTS__
function _normalize(form) {
    return _overwrite((input) => input.normalize(form));
}
// trim
// @__NO_SIDE_EFFECTS__
function _trim() {
    return _overwrite((input) => input.trim());
}
// toLowerCase
// @__NO_SIDE_EFFECTS__
function _toLowerCase() {
    return _overwrite((input) => input.toLowerCase());
}
// toUpperCase
// @__NO_SIDE_EFFECTS__
function _toUpperCase() {
    return _overwrite((input) => input.toUpperCase());
}
// slugify
// @__NO_SIDE_EFFECTS__
function _slugify() {
    return _overwrite((input) => slugify(input));
}
// @__NO_SIDE_EFFECTS__
function _array(Class, element, params) {
    return new Class({
        type: "array",
        element,
        // get element() {
        //   return element;
        // },
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _union(Class, options, params) {
    return new Class({
        type: "union",
        options,
        ...util.normalizeParams(params),
    });
}
function _xor(Class, options, params) {
    return new Class({
        type: "union",
        options,
        inclusive: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _discriminatedUnion(Class, discriminator, options, params) {
    return new Class({
        type: "union",
        options: options,
        discriminator,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _intersection(Class, left, right) {
    return new Class({
        type: "intersection",
        left,
        right,
    });
}
// export function _tuple(
//   Class: util.SchemaClass<schemas.$ZodTuple>,
//   items: [],
//   params?: string | $ZodTupleParams
// ): schemas.$ZodTuple<[], null>;
// @__NO_SIDE_EFFECTS__
function _tuple(Class, items, _paramsOrRest, _params) {
    const hasRest = _paramsOrRest instanceof schemas.$ZodType;
    const params = hasRest ? _params : _paramsOrRest;
    const rest = hasRest ? _paramsOrRest : null;
    return new Class({
        type: "tuple",
        items,
        rest,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _record(Class, keyType, valueType, params) {
    return new Class({
        type: "record",
        keyType,
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _map(Class, keyType, valueType, params) {
    return new Class({
        type: "map",
        keyType,
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _set(Class, valueType, params) {
    return new Class({
        type: "set",
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _enum(Class, values, params) {
    const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
    // if (Array.isArray(values)) {
    //   for (const value of values) {
    //     entries[value] = value;
    //   }
    // } else {
    //   Object.assign(entries, values);
    // }
    // const entries: util.EnumLike = {};
    // for (const val of values) {
    //   entries[val] = val;
    // }
    return new Class({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
/** @deprecated This API has been merged into `z.enum()`. Use `z.enum()` instead.
 *
 * ```ts
 * enum Colors { red, green, blue }
 * z.enum(Colors);
 * ```
 */
function _nativeEnum(Class, entries, params) {
    return new Class({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _literal(Class, value, params) {
    return new Class({
        type: "literal",
        values: Array.isArray(value) ? value : [value],
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _file(Class, params) {
    return new Class({
        type: "file",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _transform(Class, fn) {
    return new Class({
        type: "transform",
        transform: fn,
    });
}
// @__NO_SIDE_EFFECTS__
function _optional(Class, innerType) {
    return new Class({
        type: "optional",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _nullable(Class, innerType) {
    return new Class({
        type: "nullable",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _default(Class, innerType, defaultValue) {
    return new Class({
        type: "default",
        innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : util.shallowClone(defaultValue);
        },
    });
}
// @__NO_SIDE_EFFECTS__
function _nonoptional(Class, innerType, params) {
    return new Class({
        type: "nonoptional",
        innerType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _success(Class, innerType) {
    return new Class({
        type: "success",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _catch(Class, innerType, catchValue) {
    return new Class({
        type: "catch",
        innerType,
        catchValue: (typeof catchValue === "function" ? catchValue : util.constantCatch(catchValue)),
    });
}
// @__NO_SIDE_EFFECTS__
function _pipe(Class, in_, out) {
    return new Class({
        type: "pipe",
        in: in_,
        out,
    });
}
// @__NO_SIDE_EFFECTS__
function _readonly(Class, innerType) {
    return new Class({
        type: "readonly",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _templateLiteral(Class, parts, params) {
    return new Class({
        type: "template_literal",
        parts,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _lazy(Class, getter) {
    return new Class({
        type: "lazy",
        getter,
    });
}
// @__NO_SIDE_EFFECTS__
function _promise(Class, innerType) {
    return new Class({
        type: "promise",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _custom(Class, fn, _params) {
    const norm = util.normalizeParams(_params);
    norm.abort ?? (norm.abort = true); // default to abort:false
    const schema = new Class({
        type: "custom",
        check: "custom",
        fn: fn,
        ...norm,
    });
    return schema;
}
// same as _custom but defaults to abort:false
// @__NO_SIDE_EFFECTS__
function _refine(Class, fn, _params) {
    const schema = new Class({
        type: "custom",
        check: "custom",
        fn: fn,
        ...normalizeParams(_params),
    });
    return schema;
}
// @__NO_SIDE_EFFECTS__
function _superRefine(fn, params) {
    const ch = _check((payload) => {
        payload.addIssue = (issue) => {
            if (typeof issue === "string") {
                payload.issues.push(util_issue(issue, payload.value, ch._zod.def));
            }
            else {
                // for Zod 3 backwards compatibility
                const _issue = issue;
                if (_issue.fatal)
                    _issue.continue = false;
                _issue.code ?? (_issue.code = "custom");
                if (!("input" in _issue))
                    _issue.input = payload.value;
                _issue.inst ?? (_issue.inst = ch);
                _issue.continue ?? (_issue.continue = !ch._zod.def.abort); // abort is always undefined, so this is always true...
                payload.issues.push(util_issue(_issue));
            }
        };
        return fn(payload.value, payload);
    }, params);
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _check(fn, params) {
    const ch = new $ZodCheck({
        check: "custom",
        ...normalizeParams(params),
    });
    ch._zod.check = fn;
    return ch;
}
// @__NO_SIDE_EFFECTS__
function describe(description) {
    const ch = new $ZodCheck({ check: "describe" });
    ch._zod.onattach = [
        (inst) => {
            const existing = globalRegistry.get(inst) ?? {};
            globalRegistry.add(inst, { ...existing, description });
        },
    ];
    ch._zod.check = () => { }; // no-op check
    return ch;
}
// @__NO_SIDE_EFFECTS__
function meta(metadata) {
    const ch = new $ZodCheck({ check: "meta" });
    ch._zod.onattach = [
        (inst) => {
            const existing = globalRegistry.get(inst) ?? {};
            globalRegistry.add(inst, { ...existing, ...metadata });
        },
    ];
    ch._zod.check = () => { }; // no-op check
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _stringbool(Classes, _params) {
    const params = util.normalizeParams(_params);
    let truthyArray = params.truthy ?? ["true", "1", "yes", "on", "y", "enabled"];
    let falsyArray = params.falsy ?? ["false", "0", "no", "off", "n", "disabled"];
    if (params.case !== "sensitive") {
        truthyArray = truthyArray.map((v) => (typeof v === "string" ? v.toLowerCase() : v));
        falsyArray = falsyArray.map((v) => (typeof v === "string" ? v.toLowerCase() : v));
    }
    const truthySet = new Set(truthyArray);
    const falsySet = new Set(falsyArray);
    const _Codec = Classes.Codec ?? schemas.$ZodCodec;
    const _Boolean = Classes.Boolean ?? schemas.$ZodBoolean;
    const _String = Classes.String ?? schemas.$ZodString;
    const stringSchema = new _String({ type: "string", error: params.error });
    const booleanSchema = new _Boolean({ type: "boolean", error: params.error });
    const codec = new _Codec({
        type: "pipe",
        in: stringSchema,
        out: booleanSchema,
        transform: ((input, payload) => {
            let data = input;
            if (params.case !== "sensitive")
                data = data.toLowerCase();
            if (truthySet.has(data)) {
                return true;
            }
            else if (falsySet.has(data)) {
                return false;
            }
            else {
                payload.issues.push({
                    code: "invalid_value",
                    expected: "stringbool",
                    values: [...truthySet, ...falsySet],
                    input: payload.value,
                    inst: codec,
                    continue: false,
                });
                return {};
            }
        }),
        reverseTransform: ((input, _payload) => {
            if (input === true) {
                return truthyArray[0] || "true";
            }
            else {
                return falsyArray[0] || "false";
            }
        }),
        error: params.error,
    });
    codec._zod.bag.truthy = truthyArray;
    codec._zod.bag.falsy = falsyArray;
    codec._zod.bag.case = params.case ?? "insensitive";
    return codec;
}
// @__NO_SIDE_EFFECTS__
function _stringFormat(Class, format, fnOrRegex, _params = {}) {
    const params = util.normalizeParams(_params);
    const def = {
        check: "string_format",
        type: "string",
        format,
        fn: typeof fnOrRegex === "function" ? fnOrRegex : (val) => fnOrRegex.test(val),
        ...params,
    };
    if (fnOrRegex instanceof RegExp) {
        def.pattern = fnOrRegex;
    }
    const inst = new Class(def);
    return inst;
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/to-json-schema.js


function assignProps(target, ...sources) {
    for (const source of sources) {
        for (const key of Reflect.ownKeys(source)) {
            if (Object.prototype.propertyIsEnumerable.call(source, key)) {
                util_assignProp(target, key, source[key]);
            }
        }
    }
    return target;
}
// function initializeContext<T extends schemas.$ZodType>(inputs: JSONSchemaGeneratorParams<T>): ToJSONSchemaContext<T> {
//   return {
//     processor: inputs.processor,
//     metadataRegistry: inputs.metadata ?? globalRegistry,
//     target: inputs.target ?? "draft-2020-12",
//     unrepresentable: inputs.unrepresentable ?? "throw",
//   };
// }
function to_json_schema_initializeContext(params) {
    // Normalize target: convert old non-hyphenated versions to hyphenated versions
    let target = params?.target ?? "draft-2020-12";
    if (target === "draft-4")
        target = "draft-04";
    if (target === "draft-7")
        target = "draft-07";
    return {
        processors: params.processors ?? {},
        metadataRegistry: params?.metadata ?? globalRegistry,
        target,
        unrepresentable: params?.unrepresentable ?? "throw",
        override: params?.override ?? (() => { }),
        io: params?.io ?? "output",
        counter: 0,
        seen: new Map(),
        sharedDefsExtractedFor: undefined,
        sharedEmitDoneFor: undefined,
        cycles: params?.cycles ?? "ref",
        reused: params?.reused ?? "inline",
        intersections: [],
        deferred: [],
        external: params?.external ?? undefined,
    };
}
/**
 * Applies the `unrepresentable` setting at a site that has no JSON Schema equivalent. Throws
 * `message` unless the setting (or the handler's return value) says otherwise. Returns `true` if a
 * custom JSON Schema was written into `json`, in which case the caller must not write its own.
 */
function handleUnrepresentable(schema, ctx, json, params, message) {
    const result = typeof ctx.unrepresentable === "function"
        ? ctx.unrepresentable({ zodSchema: schema, path: params.path, message })
        : ctx.unrepresentable;
    if (result === "any")
        return false;
    if (result === undefined || result === "throw")
        throw new Error(message);
    Object.assign(json, result);
    return true;
}
// never rename this back to `process`: bundler polyfills inject a top-level `const process` that a lexical declaration of the same name collides with (#6397)
function to_json_schema_processSchema(schema, ctx, _params = { path: [], schemaPath: [] }) {
    var _a;
    const def = schema._zod.def;
    // check for schema in seens
    const seen = ctx.seen.get(schema);
    if (seen) {
        seen.count++;
        // check if cycle
        const isCycle = _params.schemaPath.includes(schema);
        if (isCycle) {
            seen.cycle = _params.path;
        }
        return seen.schema;
    }
    // initialize
    const result = { schema: {}, count: 1, cycle: undefined, path: _params.path };
    ctx.seen.set(schema, result);
    ctx.sharedDefsExtractedFor = undefined;
    ctx.sharedEmitDoneFor = undefined;
    // custom method overrides default behavior
    const overrideSchema = schema._zod.toJSONSchema?.();
    if (overrideSchema) {
        result.schema = overrideSchema;
    }
    else {
        const params = {
            ..._params,
            schemaPath: [..._params.schemaPath, schema],
            path: _params.path,
        };
        if (schema._zod.processJSONSchema) {
            schema._zod.processJSONSchema(ctx, result.schema, params);
        }
        else {
            const _json = result.schema;
            const processor = ctx.processors[def.type];
            if (!processor) {
                throw new Error(`[toJSONSchema]: Non-representable type encountered: ${def.type}`);
            }
            processor(schema, ctx, _json, params);
        }
        const parent = schema._zod.parent;
        if (parent) {
            // Also set ref if processor didn't (for inheritance)
            if (!result.ref)
                result.ref = parent;
            to_json_schema_processSchema(parent, ctx, params);
            ctx.seen.get(parent).isParent = true;
        }
    }
    // metadata
    const meta = ctx.metadataRegistry.get(schema);
    if (meta)
        assignProps(result.schema, meta);
    if (ctx.io === "input" && isTransforming(schema)) {
        // examples/defaults only apply to output type of pipe
        delete result.schema.examples;
        delete result.schema.default;
    }
    // set prefault as default
    if (ctx.io === "input" && "_prefault" in result.schema)
        (_a = result.schema).default ?? (_a.default = result.schema._prefault);
    delete result.schema._prefault;
    // pulling fresh from ctx.seen in case it was overwritten
    const _result = ctx.seen.get(schema);
    return _result.schema;
}
/** @deprecated Renamed to `processSchema`. An export alias declares no binding, so it is safe to keep. */

// Escape a reference token for use in a JSON Pointer fragment (RFC 6901): `~` becomes `~0` and `/` becomes `~1`. The `~` replacement must run first.
function encodeJSONPointerSegment(segment) {
    return segment.replace(/~/g, "~0").replace(/\//g, "~1");
}
function to_json_schema_extractDefs(ctx, schema
// params: EmitParams
) {
    // iterate over seen map;
    const root = ctx.seen.get(schema);
    if (!root)
        throw new Error("Unprocessed schema. This is a bug in Zod.");
    // With `external` set, every registered schema resolves through the external branch of `makeURI`, so the root branch below produces the same ref the external branch would — this pass is identical whichever schema it is called with, and only needs to run once.
    if (ctx.external && ctx.sharedDefsExtractedFor === ctx.external)
        return;
    // Track ids to detect duplicates across different schemas
    const idToSchema = new Map();
    for (const entry of ctx.seen.entries()) {
        const id = ctx.metadataRegistry.get(entry[0])?.id;
        if (id) {
            const existing = idToSchema.get(id);
            if (existing && existing !== entry[0]) {
                throw new Error(`Duplicate schema id "${id}" detected during JSON Schema conversion. Two different schemas cannot share the same id when converted together.`);
            }
            idToSchema.set(id, entry[0]);
        }
    }
    // returns a ref to the schema defId will be empty if the ref points to an external schema (or #)
    const makeURI = (entry) => {
        // comparing the seen objects because sometimes multiple schemas map to the same seen object. e.g. lazy
        // external is configured
        const defsSegment = ctx.target === "draft-2020-12" ? "$defs" : "definitions";
        if (ctx.external) {
            const externalId = ctx.external.registry.get(entry[0])?.id; // ?? "__shared";// `__schema${ctx.counter++}`;
            // check if schema is in the external registry
            const uriGenerator = ctx.external.uri ?? ((id) => id);
            if (externalId) {
                return { ref: uriGenerator(externalId) };
            }
            // otherwise, add to __shared
            const id = entry[1].defId ?? entry[1].schema.id ?? `schema${ctx.counter++}`;
            entry[1].defId = id; // set defId so it will be reused if needed
            return { defId: id, ref: `${uriGenerator("__shared")}#/${defsSegment}/${encodeJSONPointerSegment(id)}` };
        }
        const uriPrefix = `#`;
        const defUriPrefix = `${uriPrefix}/${defsSegment}/`;
        // an id-less root has nowhere to be extracted to, so it stays inline and self-references as `#`
        if (entry[1] === root && !entry[1].schema.id) {
            return { ref: uriPrefix };
        }
        // self-contained schema
        const defId = entry[1].schema.id ?? `__schema${ctx.counter++}`;
        return { defId, ref: defUriPrefix + encodeJSONPointerSegment(defId) };
    };
    // stored cached version in `def` property remove all properties, set $ref
    const extractToDef = (entry) => {
        // if the schema is already a reference, do not extract it
        if (entry[1].schema.$ref) {
            return;
        }
        const seen = entry[1];
        const { ref, defId } = makeURI(entry);
        seen.def = { ...seen.schema };
        // defId won't be set if the schema is a reference to an external schema or if the schema is the root schema
        if (defId)
            seen.defId = defId;
        // wipe away all properties except $ref
        const schema = seen.schema;
        for (const key in schema) {
            delete schema[key];
        }
        schema.$ref = ref;
    };
    // throw on cycles
    // break cycles
    if (ctx.cycles === "throw") {
        for (const entry of ctx.seen.entries()) {
            const seen = entry[1];
            if (seen.cycle) {
                throw new Error("Cycle detected: " +
                    `#/${seen.cycle?.join("/")}/<root>` +
                    '\n\nSet the `cycles` parameter to `"ref"` to resolve cyclical schemas with defs.');
            }
        }
    }
    // extract schemas into $defs
    for (const entry of ctx.seen.entries()) {
        const seen = entry[1];
        // convert root schema to # $ref
        if (schema === entry[0]) {
            extractToDef(entry); // this has special handling for the root schema
            continue;
        }
        // extract schemas that are in the external registry
        if (ctx.external) {
            const ext = ctx.external.registry.get(entry[0])?.id;
            if (schema !== entry[0] && ext) {
                extractToDef(entry);
                continue;
            }
        }
        // extract schemas with `id` meta
        const id = ctx.metadataRegistry.get(entry[0])?.id;
        if (id) {
            extractToDef(entry);
            continue;
        }
        // break cycles
        if (seen.cycle) {
            // any
            extractToDef(entry);
            continue;
        }
        // extract reused schemas
        if (seen.count > 1) {
            if (ctx.reused === "ref") {
                extractToDef(entry);
            }
        }
    }
    if (ctx.external)
        ctx.sharedDefsExtractedFor = ctx.external;
}
/** Rewrites `anyOf: [{type: "a"}, {type: "b"}]` to `type: ["a", "b"]`, which every JSON Schema draft treats as equivalent and most consumers render far better for the nullable case. Only branches that are a bare type assertion qualify — anything carrying a constraint, `$ref`, `const` or metadata is left alone. Runs after `flattenRef`, so a branch an override decorated or `$defs` extraction turned into a `$ref` is no longer bare and correctly stays in `anyOf`. `oneOf` is excluded: `integer` and `number` overlap, so "exactly one" and "at least one" are not the same there. OpenAPI 3.0 is excluded: its `type` must be a single string. */
function compactTypeUnion(schema) {
    const options = schema.anyOf;
    if (!Array.isArray(options) || options.length === 0 || schema.type !== undefined)
        return;
    const types = [];
    for (const option of options) {
        if (!option || typeof option !== "object")
            return;
        // A branch that is itself a compactible union folds into this one — nested `anyOf` and a flat `type` array say the same thing. Compacting it first also makes the result independent of the order this pass walks the seen map in.
        compactTypeUnion(option);
        const keys = Object.keys(option);
        if (keys.length !== 1 || keys[0] !== "type")
            return;
        const type = option.type;
        for (const member of Array.isArray(type) ? type : [type]) {
            if (typeof member !== "string")
                return;
            if (!types.includes(member))
                types.push(member);
        }
    }
    delete schema.anyOf;
    // A `type` array must be non-empty and unique (metaschema); a single member is spelled as a bare string.
    schema.type = types.length === 1 ? types[0] : types;
}
/** Keywords `foldIntersection` knows how to combine. Anything else — `$ref`, `patternProperties`,
 * an annotation like `description` — makes a member unfoldable, so a constraint this does not
 * understand leaves the `allOf` alone instead of being silently dropped or misattributed. */
const FOLDABLE_KEYS = new Set(["type", "properties", "required", "additionalProperties"]);
const UNION_KEYS = ["oneOf", "anyOf"];
/** A member's constraint on a key it does not declare itself. A `catchall` states one; `false`, an absent `additionalProperties`, and the empty schema a loose object emits state nothing. */
function undeclaredConstraint(member) {
    const extra = member.additionalProperties;
    if (extra === undefined || extra === false || typeof extra !== "object" || extra === null)
        return null;
    return Object.keys(extra).length ? extra : null;
}
/** Combines object members into the single object they describe together, or returns `null` if any of them carries a keyword outside {@link FOLDABLE_KEYS}. */
function foldObjects(members) {
    const objects = [];
    for (const member of members) {
        // A boolean subschema is legal JSON Schema and carries no keywords to fold.
        if (typeof member !== "object" || member.type !== "object")
            return null;
        for (const key in member) {
            if (!FOLDABLE_KEYS.has(key))
                return null;
        }
        objects.push(member);
    }
    const properties = {};
    const required = new Set();
    for (const object of objects) {
        for (const key in object.properties) {
            // `in` would report a `__proto__` key as already present via the prototype chain and skip it.
            if (Object.prototype.hasOwnProperty.call(properties, key))
                continue;
            // Every member constrains this key: the ones that declare it say how, and a `catchall` member constrains it too even though it does not name it. The key has to satisfy all of them, which is the same intersection one level down.
            const parts = [];
            for (const other of objects) {
                const part = other.properties?.[key] ?? undeclaredConstraint(other);
                if (part === null || part === undefined)
                    continue;
                if (!parts.some((seen) => JSON.stringify(seen) === JSON.stringify(part)))
                    parts.push(part);
            }
            const merged = parts.length === 1
                ? parts[0]
                : (foldObjects(parts) ?? { allOf: parts });
            util_assignProp(properties, key, merged);
        }
        for (const key of object.required ?? [])
            required.add(key);
    }
    const folded = { type: "object", properties };
    if (required.size)
        folded.required = [...required];
    // A key no member declares is rejected only when every member rejects it, so the fold is closed only when every member is. Otherwise it carries whatever the `catchall` members demand of such a key.
    if (objects.every((object) => object.additionalProperties === false)) {
        folded.additionalProperties = false;
    }
    else {
        const constraints = [];
        for (const object of objects) {
            const constraint = undeclaredConstraint(object);
            if (constraint && !constraints.some((seen) => JSON.stringify(seen) === JSON.stringify(constraint)))
                constraints.push(constraint);
        }
        if (constraints.length === 1)
            folded.additionalProperties = constraints[0];
        else if (constraints.length > 1)
            folded.additionalProperties = { allOf: constraints };
    }
    return folded;
}
/** `additionalProperties` in an `allOf` member sees only that member's own `properties`, so two
 * closed object members reject each other's keys and the schema validates nothing. Zod's parser
 * pools the key sets instead — `handleIntersectionResults` reports a key as unrecognized only when
 * *every* side rejects it — so the emitted schema has to pool them too, and folding the members
 * into one object is the encoding that says so on every target.
 *
 * This runs from `finalize`, after `extractDefs`, which is what keeps it clear of the `$ref`
 * machinery: a member extracted into `$defs` is already a `$ref` by now and declines to fold, so it
 * keeps its reference and its own closedness rather than being inlined as a stale copy. */
function foldIntersection(json) {
    const allOf = json.allOf;
    if (!Array.isArray(allOf) || allOf.length < 2)
        return;
    // An `override` runs before this pass and may have written object keywords onto the intersection itself. Those are deliberate, so decline rather than overwrite them.
    for (const key of FOLDABLE_KEYS)
        if (key in json)
            return;
    // An intersection distributes over a union: `A & (X | Y)` is `(A & X) | (A & Y)`. Only the first union is distributed over; a second one stays among the members every branch folds against, where it fails the object check and declines the whole intersection rather than multiplying out.
    const unions = allOf.filter((m) => UNION_KEYS.some((k) => Array.isArray(m[k])));
    let folded = null;
    if (!unions.length) {
        folded = foldObjects(allOf);
    }
    else {
        const union = unions[0];
        const keyword = UNION_KEYS.find((k) => Array.isArray(union[k]));
        if (Object.keys(union).length !== 1)
            return;
        const rest = allOf.filter((m) => m !== union);
        const branches = union[keyword].map((branch) => foldObjects([...rest, branch]));
        if (branches.some((b) => !b))
            return;
        folded = { [keyword]: branches };
    }
    if (!folded)
        return;
    delete json.allOf;
    assignProps(json, folded);
}
function to_json_schema_finalize(ctx, schema) {
    const root = ctx.seen.get(schema);
    if (!root)
        throw new Error("Unprocessed schema. This is a bug in Zod.");
    // flatten refs - inherit properties from parent schemas
    const flattenRef = (zodSchema) => {
        const seen = ctx.seen.get(zodSchema);
        // already processed
        if (seen.ref === null)
            return;
        const schema = seen.def ?? seen.schema;
        const _cached = { ...schema };
        const ref = seen.ref;
        seen.ref = null; // prevent infinite recursion
        if (ref) {
            flattenRef(ref);
            const refSeen = ctx.seen.get(ref);
            const refSchema = refSeen.schema;
            // merge referenced schema into current
            if (refSchema.$ref && (ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0")) {
                // older drafts can't combine $ref with other properties
                schema.allOf = schema.allOf ?? [];
                schema.allOf.push(refSchema);
            }
            else {
                assignProps(schema, refSchema);
            }
            // restore child's own properties (child wins)
            assignProps(schema, _cached);
            const isParentRef = zodSchema._zod.parent === ref;
            // For parent chain, child is a refinement - remove parent-only properties
            if (isParentRef) {
                for (const key in schema) {
                    if (key === "$ref" || key === "allOf")
                        continue;
                    if (!(key in _cached)) {
                        delete schema[key];
                    }
                }
            }
            // When ref was extracted to $defs, remove properties that match the definition
            if (refSchema.$ref && refSeen.def) {
                for (const key in schema) {
                    if (key === "$ref" || key === "allOf")
                        continue;
                    if (key in refSeen.def && JSON.stringify(schema[key]) === JSON.stringify(refSeen.def[key])) {
                        delete schema[key];
                    }
                }
            }
        }
        // If parent was extracted (has $ref), propagate $ref to this schema. This handles cases like: readonly().meta({id}).describe() where processor sets ref to innerType but parent should be referenced
        const parent = zodSchema._zod.parent;
        if (parent && parent !== ref) {
            // Ensure parent is processed first so its def has inherited properties
            flattenRef(parent);
            const parentSeen = ctx.seen.get(parent);
            if (parentSeen?.schema.$ref) {
                schema.$ref = parentSeen.schema.$ref;
                // De-duplicate with parent's definition
                if (parentSeen.def) {
                    for (const key in schema) {
                        if (key === "$ref" || key === "allOf")
                            continue;
                        if (key in parentSeen.def && JSON.stringify(schema[key]) === JSON.stringify(parentSeen.def[key])) {
                            delete schema[key];
                        }
                    }
                }
            }
        }
        // execute overrides
        ctx.override({
            zodSchema: zodSchema,
            jsonSchema: schema,
            path: seen.path ?? [],
        });
    };
    // Flattening walks the whole map and clears each `ref` as it goes, so a second call over the same map is a no-op scan. Skip it outright once it has run for a registry conversion.
    if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) {
        for (const entry of [...ctx.seen.entries()].reverse()) {
            flattenRef(entry[0]);
        }
        if (ctx.target !== "openapi-3.0") {
            for (const entry of ctx.seen.entries()) {
                compactTypeUnion(entry[1].def ?? entry[1].schema);
            }
        }
        for (const rewrite of ctx.deferred)
            rewrite();
        // After flattening, every member that was extracted is a `$ref`, so the fold sees the final shape. A schema that inherits an intersection — through `z.lazy`, or any `ref` chain — holds the same `allOf` array, so fold by array identity to catch every copy.
        if (ctx.intersections.length) {
            const carriers = new Map();
            for (const seen of ctx.seen.values()) {
                for (const json of [seen.schema, seen.def]) {
                    const allOf = json?.allOf;
                    if (!Array.isArray(allOf))
                        continue;
                    const existing = carriers.get(allOf);
                    if (existing)
                        existing.push(json);
                    else
                        carriers.set(allOf, [json]);
                }
            }
            for (const allOf of ctx.intersections) {
                for (const json of carriers.get(allOf) ?? [])
                    foldIntersection(json);
            }
        }
    }
    const result = {};
    if (ctx.target === "draft-2020-12") {
        result.$schema = "https://json-schema.org/draft/2020-12/schema";
    }
    else if (ctx.target === "draft-07") {
        result.$schema = "http://json-schema.org/draft-07/schema#";
    }
    else if (ctx.target === "draft-04") {
        result.$schema = "http://json-schema.org/draft-04/schema#";
    }
    else if (ctx.target === "openapi-3.0") {
        // OpenAPI 3.0 schema objects should not include a $schema property
    }
    else {
        // Arbitrary string values are allowed but won't have a $schema property set
    }
    if (ctx.external?.uri) {
        const id = ctx.external.registry.get(schema)?.id;
        if (!id)
            throw new Error("Schema is missing an `id` property");
        result.$id = ctx.external.uri(id);
    }
    // when the root was extracted into $defs, `root.schema` is the `$ref` wrapper and `root.def` is the body that now lives under $defs
    assignProps(result, root.defId ? root.schema : (root.def ?? root.schema));
    // The `id` in `.meta()` is a Zod-specific registration tag used to extract schemas into $defs — it is not user-facing JSON Schema metadata. Strip it from the output body where it would otherwise leak. The id is preserved implicitly via the $defs key (and via $ref paths).
    const rootMetaId = ctx.metadataRegistry.get(schema)?.id;
    if (rootMetaId !== undefined && result.id === rootMetaId)
        delete result.id;
    // build defs object. With `external`, `defs` is the shared object every schema writes into, so the same entries are reassigned on every call. Without it, `defs` is fresh per call and must be rebuilt.
    const defs = ctx.external?.defs ?? {};
    if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) {
        for (const entry of ctx.seen.entries()) {
            const seen = entry[1];
            if (seen.def && seen.defId) {
                if (seen.def.id === seen.defId)
                    delete seen.def.id;
                util_assignProp(defs, seen.defId, seen.def);
            }
        }
    }
    if (ctx.external)
        ctx.sharedEmitDoneFor = ctx.external;
    // set definitions in result
    if (ctx.external) {
    }
    else {
        if (Object.keys(defs).length > 0) {
            if (ctx.target === "draft-2020-12") {
                result.$defs = defs;
            }
            else {
                result.definitions = defs;
            }
        }
    }
    try {
        // this "finalizes" this schema and ensures all cycles are removed each call to finalize() is functionally independent though the seen map is shared
        const finalized = JSON.parse(JSON.stringify(result));
        Object.defineProperty(finalized, "~standard", {
            value: {
                ...schema["~standard"],
                jsonSchema: {
                    input: createStandardJSONSchemaMethod(schema, "input", ctx.processors),
                    output: createStandardJSONSchemaMethod(schema, "output", ctx.processors),
                },
            },
            enumerable: false,
            writable: false,
        });
        return finalized;
    }
    catch (_err) {
        throw new Error("Error converting schema to JSON.");
    }
}
function isTransforming(_schema, _ctx) {
    const ctx = _ctx ?? { seen: new Set() };
    if (ctx.seen.has(_schema))
        return false;
    ctx.seen.add(_schema);
    const def = _schema._zod.def;
    if (def.type === "transform")
        return true;
    if (def.type === "array")
        return isTransforming(def.element, ctx);
    if (def.type === "set")
        return isTransforming(def.valueType, ctx);
    if (def.type === "lazy")
        return isTransforming(def.getter(), ctx);
    if (def.type === "promise" ||
        def.type === "optional" ||
        def.type === "nonoptional" ||
        def.type === "nullable" ||
        def.type === "readonly" ||
        def.type === "default" ||
        def.type === "prefault" ||
        def.type === "catch") {
        return isTransforming(def.innerType, ctx);
    }
    if (def.type === "intersection") {
        return isTransforming(def.left, ctx) || isTransforming(def.right, ctx);
    }
    if (def.type === "record" || def.type === "map") {
        return isTransforming(def.keyType, ctx) || isTransforming(def.valueType, ctx);
    }
    if (def.type === "pipe") {
        if (_schema._zod.traits.has("$ZodCodec"))
            return true;
        return isTransforming(def.in, ctx) || isTransforming(def.out, ctx);
    }
    if (def.type === "object") {
        for (const key in def.shape) {
            if (isTransforming(def.shape[key], ctx))
                return true;
        }
        return false;
    }
    if (def.type === "union") {
        for (const option of def.options) {
            if (isTransforming(option, ctx))
                return true;
        }
        return false;
    }
    if (def.type === "tuple") {
        for (const item of def.items) {
            if (isTransforming(item, ctx))
                return true;
        }
        if (def.rest && isTransforming(def.rest, ctx))
            return true;
        return false;
    }
    return false;
}
/**
 * Creates a toJSONSchema method for a schema instance.
 * This encapsulates the logic of initializing context, processing, extracting defs, and finalizing.
 */
const createToJSONSchemaMethod = (schema, processors = {}) => (params) => {
    const ctx = to_json_schema_initializeContext({ ...params, processors });
    to_json_schema_processSchema(schema, ctx);
    to_json_schema_extractDefs(ctx, schema);
    return to_json_schema_finalize(ctx, schema);
};
const createStandardJSONSchemaMethod = (schema, io, processors = {}) => (params) => {
    const { libraryOptions, target } = params ?? {};
    const ctx = to_json_schema_initializeContext({ ...(libraryOptions ?? {}), target, io, processors });
    to_json_schema_processSchema(schema, ctx);
    to_json_schema_extractDefs(ctx, schema);
    return to_json_schema_finalize(ctx, schema);
};

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/json-schema-processors.js




const narrowMin = (agg, key, value) => {
    if (agg[key] === undefined || value > agg[key])
        agg[key] = value;
};
const narrowMax = (agg, key, value) => {
    if (agg[key] === undefined || value < agg[key])
        agg[key] = value;
};
const narrowBoth = (agg, value) => {
    narrowMin(agg, "minimum", value);
    narrowMax(agg, "maximum", value);
};
const addDivisor = (agg, value) => {
    agg.multipleOf ?? (agg.multipleOf = []);
    if (!agg.multipleOf.includes(value))
        agg.multipleOf.push(value);
};
const addPattern = (agg, pattern) => {
    agg.patterns ?? (agg.patterns = new Set());
    agg.patterns.add(pattern);
};
const intersectMime = (agg, mime) => {
    agg.mime = agg.mime ? agg.mime.filter((m) => mime.includes(m)) : [...mime];
};
// last-wins, matching the bag's historical write order; the flag keeps an integer format from being lost to a later float one
const setFormat = (agg, format) => {
    agg.format = format;
    if (format.includes("int"))
        agg.isInt = true;
};
const minContributor = (agg, def) => narrowMin(agg, "minimum", def.minimum);
const maxContributor = (agg, def) => narrowMax(agg, "maximum", def.maximum);
const formatContributor = (ranges) => (agg, def) => {
    setFormat(agg, def.format);
    const [minimum, maximum] = ranges[def.format];
    narrowMin(agg, "minimum", minimum);
    narrowMax(agg, "maximum", maximum);
};
const contributors = {
    greater_than: (agg, def) => narrowMin(agg, def.inclusive ? "minimum" : "exclusiveMinimum", def.value),
    less_than: (agg, def) => narrowMax(agg, def.inclusive ? "maximum" : "exclusiveMaximum", def.value),
    multiple_of: (agg, def) => addDivisor(agg, def.value),
    number_format: formatContributor(NUMBER_FORMAT_RANGES),
    bigint_format: formatContributor(BIGINT_FORMAT_RANGES),
    min_length: minContributor,
    max_length: maxContributor,
    length_equals: (agg, def) => narrowBoth(agg, def.length),
    min_size: minContributor,
    max_size: maxContributor,
    size_equals: (agg, def) => narrowBoth(agg, def.size),
    string_format: (agg, def) => {
        setFormat(agg, def.format);
        if (def.pattern)
            addPattern(agg, def.pattern);
        if (def.format === "base64" || def.format === "base64url")
            agg.contentEncoding = def.format;
        if (def.local || def.precision === -1)
            agg.laxFormat = true;
    },
    mime_type: (agg, def) => intersectMime(agg, def.mime),
};
function aggregateChecks(schema) {
    const agg = {};
    const def = schema._zod.def;
    // a format schema is its own first check, same rule as $ZodType init
    const list = schema._zod.traits.has("$ZodCheck")
        ? [schema, ...(def.checks ?? [])]
        : (def.checks ?? []);
    for (const ch of list)
        contributors[ch._zod.def.check]?.(agg, ch._zod.def);
    // reconcile with the bag so third-party onattach contributions still land; first-party residue is never tighter than the fold, so merging it back is idempotent for one and additive for the other
    const bag = schema._zod.bag;
    if (bag.minimum !== undefined)
        narrowMin(agg, "minimum", bag.minimum);
    if (bag.exclusiveMinimum !== undefined)
        narrowMin(agg, "exclusiveMinimum", bag.exclusiveMinimum);
    if (bag.maximum !== undefined)
        narrowMax(agg, "maximum", bag.maximum);
    if (bag.exclusiveMaximum !== undefined)
        narrowMax(agg, "exclusiveMaximum", bag.exclusiveMaximum);
    if (bag.multipleOf !== undefined)
        addDivisor(agg, bag.multipleOf);
    if (bag.format !== undefined) {
        agg.format ?? (agg.format = bag.format);
        if (bag.format.includes("int"))
            agg.isInt = true;
    }
    if (bag.mime)
        intersectMime(agg, bag.mime);
    for (const pattern of bag.patterns ?? [])
        addPattern(agg, pattern);
    return agg;
}
const formatMap = {
    guid: "uuid",
    url: "uri",
    datetime: "date-time",
    json_string: "json-string",
    regex: "", // do not set
};
// ==================== SIMPLE TYPE PROCESSORS ====================
// the runtime patterns are lax so parse paths never overflow the regex stack; the emitted schema swaps in the exact block forms, which zod itself never executes
const exactPatterns = new Map([
    [base64Charset, base64],
    [base64urlCharset, base64url],
]);
const exactPattern = (p) => exactPatterns.get(p) ?? p;
const stringProcessor = (schema, ctx, _json, _params) => {
    const json = _json;
    json.type = "string";
    const { minimum, maximum, format, patterns, contentEncoding, laxFormat } = aggregateChecks(schema);
    if (typeof minimum === "number")
        json.minLength = minimum;
    if (typeof maximum === "number")
        json.maxLength = maximum;
    // custom pattern overrides format
    if (format) {
        json.format = formatMap[format] ?? format;
        if (json.format === "")
            delete json.format; // empty format is not valid
        // `z.iso.time()` is never full-time, and `laxFormat` carries the datetime shapes that also accept what their keyword forbids
        if (format === "time" || laxFormat) {
            delete json.format;
        }
    }
    if (contentEncoding)
        json.contentEncoding = contentEncoding;
    if (patterns && patterns.size > 0) {
        const patternList = [...patterns].map(exactPattern);
        if (patternList.length === 1)
            json.pattern = patternList[0].source;
        else if (patternList.length > 1) {
            json.allOf = [
                ...patternList.map((regex) => ({
                    ...(ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0"
                        ? { type: "string" }
                        : {}),
                    pattern: regex.source,
                })),
            ];
        }
    }
};
const numberProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const { minimum, maximum, multipleOf, exclusiveMaximum, exclusiveMinimum, isInt } = aggregateChecks(schema);
    json.type = isInt ? "integer" : "number";
    // when both minimum and exclusiveMinimum exist, pick the more restrictive one
    const exMin = typeof exclusiveMinimum === "number" && exclusiveMinimum >= (minimum ?? Number.NEGATIVE_INFINITY);
    const exMax = typeof exclusiveMaximum === "number" && exclusiveMaximum <= (maximum ?? Number.POSITIVE_INFINITY);
    const legacy = ctx.target === "draft-04" || ctx.target === "openapi-3.0";
    if (exMin) {
        if (legacy) {
            json.minimum = exclusiveMinimum;
            json.exclusiveMinimum = true;
        }
        else {
            json.exclusiveMinimum = exclusiveMinimum;
        }
    }
    else if (typeof minimum === "number") {
        json.minimum = minimum;
    }
    if (exMax) {
        if (legacy) {
            json.maximum = exclusiveMaximum;
            json.exclusiveMaximum = true;
        }
        else {
            json.exclusiveMaximum = exclusiveMaximum;
        }
    }
    else if (typeof maximum === "number") {
        json.maximum = maximum;
    }
    if (multipleOf) {
        // JSON Schema requires a divisor strictly greater than zero, and a non-finite one does not survive JSON at all. A negative divisor accepts exactly what its absolute value accepts, so it still maps; zero, NaN and Infinity have no keyword form.
        const divisors = new Set();
        for (const divisor of multipleOf) {
            if (Number.isFinite(divisor) && divisor !== 0)
                divisors.add(Math.abs(divisor));
            else
                handleUnrepresentable(schema, ctx, json, params, `A multipleOf divisor of ${divisor} cannot be represented in JSON Schema`);
        }
        // chained divisors are a conjunction the keyword cannot carry alone, so extras ride an allOf, same as stacked patterns
        const [first, ...rest] = divisors;
        if (first !== undefined)
            json.multipleOf = first;
        if (rest.length)
            json.allOf = [...(json.allOf ?? []), ...rest.map((m) => ({ multipleOf: m }))];
    }
};
const booleanProcessor = (_schema, _ctx, json, _params) => {
    json.type = "boolean";
};
const bigintProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "BigInt cannot be represented in JSON Schema");
};
const symbolProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Symbols cannot be represented in JSON Schema");
};
const nullProcessor = (_schema, ctx, json, _params) => {
    if (ctx.target === "openapi-3.0") {
        json.type = "string";
        json.nullable = true;
        json.enum = [null];
    }
    else {
        json.type = "null";
    }
};
const undefinedProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Undefined cannot be represented in JSON Schema");
};
const voidProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Void cannot be represented in JSON Schema");
};
const neverProcessor = (_schema, _ctx, json, _params) => {
    json.not = {};
};
const anyProcessor = (_schema, _ctx, _json, _params) => {
    // empty schema accepts anything
};
const unknownProcessor = (_schema, _ctx, _json, _params) => {
    // empty schema accepts anything
};
const dateProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Date cannot be represented in JSON Schema");
};
const enumProcessor = (schema, _ctx, json, _params) => {
    const def = schema._zod.def;
    const values = getEnumValues(def.entries);
    // an empty enum accepts nothing, same as z.never()
    if (values.length === 0) {
        json.not = {};
        return;
    }
    // Number enums can have both string and number values
    if (values.every((v) => typeof v === "number"))
        json.type = "number";
    if (values.every((v) => typeof v === "string"))
        json.type = "string";
    json.enum = values;
};
const literalProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    // a literal with no values accepts nothing, same as z.never()
    if (def.values.length === 0) {
        json.not = {};
        return;
    }
    const vals = [];
    for (const val of def.values) {
        if (val === undefined) {
            // a custom schema replaces the whole literal, so there is nothing left to accumulate
            if (handleUnrepresentable(schema, ctx, json, params, "Literal `undefined` cannot be represented in JSON Schema"))
                return;
            // otherwise do not add to vals
        }
        else if (typeof val === "bigint") {
            if (handleUnrepresentable(schema, ctx, json, params, "BigInt literals cannot be represented in JSON Schema"))
                return;
            vals.push(Number(val));
        }
        else {
            vals.push(val);
        }
    }
    if (vals.length === 0) {
        // do nothing (an undefined literal was stripped)
    }
    else if (vals.length === 1) {
        const val = vals[0];
        json.type = val === null ? "null" : typeof val;
        if (ctx.target === "draft-04" || ctx.target === "openapi-3.0") {
            json.enum = [val];
        }
        else {
            json.const = val;
        }
    }
    else {
        if (vals.every((v) => typeof v === "number"))
            json.type = "number";
        if (vals.every((v) => typeof v === "string"))
            json.type = "string";
        if (vals.every((v) => typeof v === "boolean"))
            json.type = "boolean";
        if (vals.every((v) => v === null))
            json.type = "null";
        json.enum = vals;
    }
};
const nanProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "NaN cannot be represented in JSON Schema");
};
const templateLiteralProcessor = (schema, _ctx, json, _params) => {
    const _json = json;
    const pattern = schema._zod.pattern;
    if (!pattern)
        throw new Error("Pattern not found in template literal");
    _json.type = "string";
    _json.pattern = pattern.source;
};
const fileProcessor = (schema, _ctx, json, _params) => {
    const _json = json;
    _json.type = "string";
    _json.format = "binary";
    _json.contentEncoding = "binary";
    const { minimum, maximum, mime } = aggregateChecks(schema);
    if (minimum !== undefined)
        _json.minLength = minimum;
    if (maximum !== undefined)
        _json.maxLength = maximum;
    if (!mime)
        return;
    // an empty intersection means the mime checks share no value, so nothing passes at runtime; `anyOf` must be non-empty, so the false schema is `not: {}`
    if (mime.length === 0)
        _json.not = {};
    else if (mime.length === 1)
        _json.contentMediaType = mime[0];
    // only contentMediaType differs, so the shared props stay at the root
    else
        _json.anyOf = mime.map((m) => ({ contentMediaType: m }));
};
const successProcessor = (_schema, _ctx, json, _params) => {
    json.type = "boolean";
};
const customProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Custom types cannot be represented in JSON Schema");
};
const functionProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Function types cannot be represented in JSON Schema");
};
const transformProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Transforms cannot be represented in JSON Schema");
};
const mapProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Map cannot be represented in JSON Schema");
};
const setProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Set cannot be represented in JSON Schema");
};
// ==================== COMPOSITE TYPE PROCESSORS ====================
const arrayProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const def = schema._zod.def;
    const { minimum, maximum } = aggregateChecks(schema);
    if (typeof minimum === "number")
        json.minItems = minimum;
    if (typeof maximum === "number")
        json.maxItems = maximum;
    json.type = "array";
    json.items = to_json_schema_processSchema(def.element, ctx, {
        ...params,
        path: [...params.path, "items"],
    });
};
// Transform and catch set `optin = "optional"` at runtime so the parser lets them observe an
// absent key, but their declared input type stays required. An input JSON Schema describes the
// declared type, so resolve past them to the schema that actually carries the optionality.
// Used by both `objectProcessor` (for `required`) and `tupleProcessor` (for `minItems`); see
// wiki/optionality.md, "The JSON Schema emitter reads the *static* value".
function inputOptin(schema) {
    const def = schema._zod.def;
    if (def.type === "pipe" && def.in._zod.traits.has("$ZodTransform")) {
        return inputOptin(def.out);
    }
    if (def.type === "catch") {
        return inputOptin(def.innerType);
    }
    return schema._zod.optin;
}
const objectProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const def = schema._zod.def;
    const shape = def.shape;
    // dropping it while still emitting `additionalProperties: false` would emit a schema that rejects data this one requires
    const symbolKeys = Object.getOwnPropertySymbols(shape);
    if (symbolKeys.length &&
        handleUnrepresentable(schema, ctx, json, params, "Symbol keys cannot be represented in JSON Schema")) {
        return;
    }
    json.type = "object";
    json.properties = {};
    for (const key in shape) {
        // assignProp so a __proto__ key becomes an own property instead of hitting the inherited setter on the plain {} we build into
        util_assignProp(json.properties, key, to_json_schema_processSchema(shape[key], ctx, {
            ...params,
            path: [...params.path, "properties", key],
        }));
    }
    // required keys
    const requiredKeys = [];
    for (const key of Object.keys(shape)) {
        const field = def.shape[key];
        if (ctx.io === "input" ? inputOptin(field) === undefined : field._zod.optout === undefined) {
            requiredKeys.push(key);
        }
    }
    if (requiredKeys.length > 0) {
        json.required = requiredKeys;
    }
    // catchall
    if (def.catchall?._zod.def.type === "never") {
        // strict
        json.additionalProperties = false;
    }
    else if (!def.catchall) {
        // regular
        if (ctx.io === "output")
            json.additionalProperties = false;
    }
    else if (def.catchall) {
        json.additionalProperties = to_json_schema_processSchema(def.catchall, ctx, {
            ...params,
            path: [...params.path, "additionalProperties"],
        });
    }
};
const unionProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    // Exclusive unions (inclusive === false) use oneOf (exactly one match) instead of anyOf (one or more matches). This includes both z.xor() and discriminated unions
    const isExclusive = def.inclusive === false;
    const options = def.options.map((x, i) => to_json_schema_processSchema(x, ctx, {
        ...params,
        path: [...params.path, isExclusive ? "oneOf" : "anyOf", i],
    }));
    if (isExclusive) {
        json.oneOf = options;
    }
    else {
        json.anyOf = options;
    }
};
const intersectionProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    const a = to_json_schema_processSchema(def.left, ctx, {
        ...params,
        path: [...params.path, "allOf", 0],
    });
    const b = to_json_schema_processSchema(def.right, ctx, {
        ...params,
        path: [...params.path, "allOf", 1],
    });
    const isSimpleIntersection = (val) => "allOf" in val && Object.keys(val).length === 1;
    const allOf = [
        ...(isSimpleIntersection(a) ? a.allOf : [a]),
        ...(isSimpleIntersection(b) ? b.allOf : [b]),
    ];
    json.allOf = allOf;
    // Recorded innermost first, so a nested intersection has already folded by the time this one is considered. The array is the handle rather than the schema, because a wrapper that inherits this schema shares the same array; `finalize` folds every object holding it. See `foldIntersection`.
    ctx.intersections.push(allOf);
};
const tupleProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const def = schema._zod.def;
    json.type = "array";
    const prefixPath = ctx.target === "draft-2020-12" ? "prefixItems" : "items";
    const restPath = ctx.target === "draft-2020-12" ? "items" : ctx.target === "openapi-3.0" ? "items" : "additionalItems";
    const prefixItems = def.items.map((x, i) => to_json_schema_processSchema(x, ctx, {
        ...params,
        path: [...params.path, prefixPath, i],
    }));
    const rest = def.rest
        ? to_json_schema_processSchema(def.rest, ctx, {
            ...params,
            path: [...params.path, restPath, ...(ctx.target === "openapi-3.0" ? [def.items.length] : [])],
        })
        : null;
    let minItems = def.items.length;
    while (minItems > 0) {
        const item = def.items[minItems - 1];
        const optional = ctx.io === "input" ? inputOptin(item) !== undefined : item._zod.optout === "optional";
        if (!optional)
            break;
        minItems--;
    }
    const maxItems = def.items.length;
    const isClosed = !def.rest;
    if (ctx.target === "draft-2020-12") {
        json.prefixItems = prefixItems;
        if (isClosed) {
            json.items = false;
        }
        else if (rest) {
            json.items = rest;
        }
        if (minItems > 0)
            json.minItems = minItems;
        if (isClosed)
            json.maxItems = maxItems;
    }
    else if (ctx.target === "openapi-3.0") {
        json.items = {
            anyOf: prefixItems,
        };
        if (rest) {
            json.items.anyOf.push(rest);
        }
        if (minItems > 0)
            json.minItems = minItems;
        if (isClosed)
            json.maxItems = maxItems;
    }
    else {
        json.items = prefixItems;
        if (isClosed) {
            json.additionalItems = false;
        }
        else if (rest) {
            json.additionalItems = rest;
        }
        if (minItems > 0)
            json.minItems = minItems;
        if (isClosed)
            json.maxItems = maxItems;
    }
    // explicit user-defined length checks take precedence
    const { minimum, maximum } = aggregateChecks(schema);
    if (typeof minimum === "number")
        json.minItems = minimum;
    if (typeof maximum === "number")
        json.maxItems = maximum;
};
/** JSON object keys are always strings, so a numeric record key schema is re-expressed over the
 * numeric-string form the record parser matches. Deferred to `finalize`, after the flatten: a key
 * behind a wrapper only carries its own `type` before then, and a union key only has its branches.
 *
 * A numeric bound cannot apply to a property name, so `minimum` and its siblings are dropped rather
 * than carried over: keeping them beside `type: "string"` reproduces the match-nothing schema this
 * exists to fix. A key that carries one therefore emits wider than the record parses — `z.record(z.number().min(5), V)`
 * accepts `"3"` — which is the deliberate trade, since throwing on it would reject an ordinary schema
 * outright. */
function stringifyKeyNames(bySchema, json, visited) {
    // an extracted key that rewrites cannot go on sharing its definition — the string form a key position needs is not the number form every other reference wants — so it inlines. One that does not rewrite keeps the `$ref`.
    if (json.$ref) {
        // a recursive key holds its own reference inside its definition, so a node already on the path is left alone rather than resolved again
        if (visited.has(json))
            return json;
        visited.add(json);
        const def = bySchema.get(json)?.def;
        if (!def)
            return json;
        const inlined = stringifyKeyNames(bySchema, def, visited);
        return inlined === def ? json : inlined;
    }
    for (const keyword of ["anyOf", "oneOf"]) {
        const branches = json[keyword];
        if (!Array.isArray(branches))
            continue;
        const mapped = branches.map((branch) => stringifyKeyNames(bySchema, branch, visited));
        // rebuilding regardless would detach a key that had nothing to re-express, dropping its `$ref` and leaking the internal `id`
        if (mapped.some((branch, i) => branch !== branches[i]))
            json = { ...json, [keyword]: mapped };
    }
    // a member that already admits a string leaves the key unconstrained, so the node's own type re-expresses only when every member is numeric
    const types = Array.isArray(json.type) ? json.type : [json.type];
    const numericType = !types.includes("string") && types.some((t) => t === "number" || t === "integer");
    // a heterogeneous key carries no type at all, so its numeric members are caught here instead
    const values = json.enum ?? (json.const !== undefined ? [json.const] : undefined);
    if (!numericType && !values?.some((v) => typeof v === "number"))
        return json;
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format, id, ...rest } = json;
    if (rest.enum)
        rest.enum = rest.enum.map((v) => (typeof v === "number" ? String(v) : v));
    else if (typeof rest.const === "number")
        rest.const = String(rest.const);
    // a heterogeneous key keeps its absent type: the stringified members already say what a key may be
    if (!numericType)
        return rest;
    rest.type = "string";
    if (!values)
        rest.pattern = (types.includes("number") ? number : integer).source;
    return rest;
}
/** Every record of one conversion, so the carriers are found in a single pass rather than once per record. */
const pendingRecords = new WeakMap();
function rewriteKeyNames(ctx) {
    // an extracted key is resolved by the object `extractToDef` left in its place, so the map is built once rather than searched per reference. `_zod.toJSONSchema` can hand the same object to two schemas, so the first entry carrying a body wins, as a search would have found it.
    const bySchema = new Map();
    for (const entry of ctx.seen.values()) {
        if (entry.def && !bySchema.has(entry.schema))
            bySchema.set(entry.schema, entry);
    }
    const rewrites = new Map();
    for (const record of pendingRecords.get(ctx) ?? []) {
        const seen = ctx.seen.get(record);
        const names = (seen?.def ?? seen?.schema)?.propertyNames;
        if (!names || names === true || rewrites.has(names))
            continue;
        const rewritten = stringifyKeyNames(bySchema, names, new Set());
        if (rewritten !== names)
            rewrites.set(names, rewritten);
    }
    if (!rewrites.size)
        return;
    // the flatten has already copied each record's own properties onto every wrapper by reference, and an extracted body is another such copy, so every carrier holding a rewritten key is updated together
    for (const entry of ctx.seen.values()) {
        for (const carrier of [entry.schema, entry.def]) {
            const rewritten = carrier && rewrites.get(carrier.propertyNames);
            if (rewritten)
                carrier.propertyNames = rewritten;
        }
    }
}
const recordProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const def = schema._zod.def;
    json.type = "object";
    // For looseRecord with regex patterns, use patternProperties. This correctly represents "only validate keys matching the pattern" semantics and composes well with allOf (intersections)
    const keyType = def.keyType;
    const patterns = aggregateChecks(keyType).patterns;
    if (def.mode === "loose" && patterns && patterns.size > 0) {
        // Use patternProperties for looseRecord with regex patterns
        const valueSchema = to_json_schema_processSchema(def.valueType, ctx, {
            ...params,
            path: [...params.path, "patternProperties", "*"],
        });
        json.patternProperties = {};
        for (const pattern of patterns) {
            util_assignProp(json.patternProperties, exactPattern(pattern).source, valueSchema);
        }
    }
    else {
        // Default behavior: use propertyNames + additionalProperties
        if (ctx.target === "draft-07" || ctx.target === "draft-2020-12") {
            json.propertyNames = to_json_schema_processSchema(def.keyType, ctx, {
                ...params,
                path: [...params.path, "propertyNames"],
            });
            let pending = pendingRecords.get(ctx);
            if (!pending) {
                pending = [];
                pendingRecords.set(ctx, pending);
                ctx.deferred.push(() => rewriteKeyNames(ctx));
            }
            pending.push(schema);
        }
        json.additionalProperties = to_json_schema_processSchema(def.valueType, ctx, {
            ...params,
            path: [...params.path, "additionalProperties"],
        });
    }
    // Add required for keys with discrete values (enum, literal, etc.)
    const keyValues = keyType._zod.values;
    // Every key shares one value schema, so an optional-in value makes the whole key set omittable on input. Output keeps them: the exhaustive branch assigns every key, even one whose value came back undefined.
    const omittableOnInput = ctx.io === "input" && inputOptin(def.valueType) !== undefined;
    if (keyValues && !def.partial && !omittableOnInput) {
        const validKeyValues = [...keyValues].filter((v) => typeof v === "string" || typeof v === "number");
        if (validKeyValues.length > 0) {
            json.required = validKeyValues.map(String);
        }
    }
};
const nullableProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    const inner = to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    if (ctx.target === "openapi-3.0") {
        seen.ref = def.innerType;
        json.nullable = true;
    }
    else {
        json.anyOf = [inner, { type: "null" }];
    }
};
const nonoptionalProcessor = (schema, ctx, _json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
};
/** Round-trips a default value through JSON so the emitted schema is guaranteed to be valid JSON.
 * A BigInt has no reliable encoding, so it goes through `unrepresentable` like any other
 * unrepresentable value. Returns a sentinel when the caller must not write a default of its own. */
const UNREPRESENTABLE_DEFAULT = Symbol();
function serializeDefaultValue(value, schema, ctx, json, params) {
    let unrepresentable = false;
    const serialized = JSON.stringify(value, (_, val) => {
        if (typeof val !== "bigint")
            return val;
        unrepresentable = true;
        return null;
    });
    if (!unrepresentable)
        return JSON.parse(serialized);
    handleUnrepresentable(schema, ctx, json, params, "BigInt defaults cannot be represented in JSON Schema");
    return UNREPRESENTABLE_DEFAULT;
}
const defaultProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
    const value = serializeDefaultValue(def.defaultValue, schema, ctx, json, params);
    if (value !== UNREPRESENTABLE_DEFAULT)
        json.default = value;
};
const prefaultProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
    if (ctx.io !== "input")
        return;
    const value = serializeDefaultValue(def.defaultValue, schema, ctx, json, params);
    if (value !== UNREPRESENTABLE_DEFAULT)
        json._prefault = value;
};
const catchProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
    let catchValue;
    try {
        catchValue = def.catchValue(undefined);
    }
    catch {
        handleUnrepresentable(schema, ctx, json, params, "Dynamic catch values are not supported in JSON Schema");
        return;
    }
    json.default = catchValue;
};
const pipeProcessor = (schema, ctx, _json, params) => {
    const def = schema._zod.def;
    const inIsTransform = def.in._zod.traits.has("$ZodTransform");
    const innerType = ctx.io === "input" ? (inIsTransform ? def.out : def.in) : def.out;
    to_json_schema_processSchema(innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = innerType;
};
const readonlyProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
    json.readOnly = true;
};
const promiseProcessor = (schema, ctx, _json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
};
const optionalProcessor = (schema, ctx, _json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
};
const lazyProcessor = (schema, ctx, _json, params) => {
    const innerType = schema._zod.innerType;
    to_json_schema_processSchema(innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = innerType;
};
// ==================== ALL PROCESSORS ====================
const allProcessors = {
    string: stringProcessor,
    number: numberProcessor,
    boolean: booleanProcessor,
    bigint: bigintProcessor,
    symbol: symbolProcessor,
    null: nullProcessor,
    undefined: undefinedProcessor,
    void: voidProcessor,
    never: neverProcessor,
    any: anyProcessor,
    unknown: unknownProcessor,
    date: dateProcessor,
    enum: enumProcessor,
    literal: literalProcessor,
    nan: nanProcessor,
    template_literal: templateLiteralProcessor,
    file: fileProcessor,
    success: successProcessor,
    custom: customProcessor,
    function: functionProcessor,
    transform: transformProcessor,
    map: mapProcessor,
    set: setProcessor,
    array: arrayProcessor,
    object: objectProcessor,
    union: unionProcessor,
    intersection: intersectionProcessor,
    tuple: tupleProcessor,
    record: recordProcessor,
    nullable: nullableProcessor,
    nonoptional: nonoptionalProcessor,
    default: defaultProcessor,
    prefault: prefaultProcessor,
    catch: catchProcessor,
    pipe: pipeProcessor,
    readonly: readonlyProcessor,
    promise: promiseProcessor,
    optional: optionalProcessor,
    lazy: lazyProcessor,
};
function toJSONSchema(input, params) {
    if ("_idmap" in input) {
        // Registry case
        const registry = input;
        const ctx = initializeContext({ ...params, processors: allProcessors });
        const defs = {};
        // First pass: process all schemas to build the seen map
        for (const entry of registry._idmap.entries()) {
            const [_, schema] = entry;
            processSchema(schema, ctx);
        }
        const schemas = {};
        const external = {
            registry,
            uri: params?.uri,
            defs,
        };
        // Update the context with external configuration
        ctx.external = external;
        // Second pass: emit each schema
        for (const entry of registry._idmap.entries()) {
            const [key, schema] = entry;
            extractDefs(ctx, schema);
            assignProp(schemas, key, finalize(ctx, schema));
        }
        if (Object.keys(defs).length > 0) {
            const defsSegment = ctx.target === "draft-2020-12" ? "$defs" : "definitions";
            schemas.__shared = {
                [defsSegment]: defs,
            };
        }
        return { schemas };
    }
    // Single schema case
    const ctx = initializeContext({ ...params, processors: allProcessors });
    processSchema(input, ctx);
    extractDefs(ctx, input);
    return finalize(ctx, input);
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/locales/en.js

const error = () => {
    const Sizable = {
        string: { unit: "characters", verb: "to have" },
        file: { unit: "bytes", verb: "to have" },
        array: { unit: "items", verb: "to have" },
        set: { unit: "items", verb: "to have" },
        map: { unit: "entries", verb: "to have" },
    };
    function getSizing(origin) {
        return Sizable[origin] ?? null;
    }
    const FormatDictionary = {
        regex: "input",
        email: "email address",
        url: "URL",
        emoji: "emoji",
        uuid: "UUID",
        uuidv4: "UUIDv4",
        uuidv6: "UUIDv6",
        nanoid: "nanoid",
        guid: "GUID",
        cuid: "cuid",
        cuid2: "cuid2",
        ulid: "ULID",
        xid: "XID",
        ksuid: "KSUID",
        datetime: "ISO datetime",
        date: "ISO date",
        time: "ISO time",
        duration: "ISO duration",
        ipv4: "IPv4 address",
        ipv6: "IPv6 address",
        mac: "MAC address",
        cidrv4: "IPv4 range",
        cidrv6: "IPv6 range",
        base64: "base64-encoded string",
        base64url: "base64url-encoded string",
        json_string: "JSON string",
        e164: "E.164 number",
        currency_code: "currency code",
        credit_card: "credit card number",
        iban: "IBAN",
        jwt: "JWT",
        template_literal: "input",
    };
    // type names: missing keys = do not translate (use raw value via ?? fallback)
    const TypeDictionary = {
        // Compatibility: "nan" -> "NaN" for display
        nan: "NaN",
        // All other type names omitted - they fall back to raw values via ?? operator
    };
    function getTypeName(type, input) {
        if (type === "number" && typeof input === "number" && !Number.isFinite(input)) {
            return String(input);
        }
        return TypeDictionary[type] ?? type;
    }
    return (issue) => {
        switch (issue.code) {
            case "invalid_type": {
                const expected = getTypeName(issue.expected);
                const receivedType = parsedType(issue.input);
                const received = getTypeName(receivedType, issue.input);
                return `Invalid input: expected ${expected}, received ${received}`;
            }
            case "invalid_value":
                if (issue.values.length === 1)
                    return `Invalid input: expected ${stringifyPrimitive(issue.values[0])}`;
                return `Invalid option: expected one of ${joinValues(issue.values, "|")}`;
            case "too_big": {
                const adj = issue.exact ? "exactly " : issue.inclusive ? "<=" : "<";
                const sizing = getSizing(issue.origin);
                if (sizing)
                    return `Too big: expected ${issue.origin ?? "value"} to have ${adj}${issue.maximum.toString()} ${sizing.unit ?? "elements"}`;
                return `Too big: expected ${issue.origin ?? "value"} to be ${adj}${issue.maximum.toString()}`;
            }
            case "too_small": {
                const adj = issue.exact ? "exactly " : issue.inclusive ? ">=" : ">";
                const sizing = getSizing(issue.origin);
                if (sizing) {
                    return `Too small: expected ${issue.origin} to have ${adj}${issue.minimum.toString()} ${sizing.unit}`;
                }
                return `Too small: expected ${issue.origin} to be ${adj}${issue.minimum.toString()}`;
            }
            case "invalid_format": {
                const _issue = issue;
                if (_issue.format === "starts_with") {
                    return `Invalid string: must start with "${_issue.prefix}"`;
                }
                if (_issue.format === "ends_with")
                    return `Invalid string: must end with "${_issue.suffix}"`;
                if (_issue.format === "includes")
                    return `Invalid string: must include "${_issue.includes}"`;
                if (_issue.format === "regex")
                    return `Invalid string: must match pattern ${_issue.pattern}`;
                return `Invalid ${FormatDictionary[_issue.format] ?? issue.format}`;
            }
            case "not_multiple_of":
                return `Invalid number: must be a multiple of ${issue.divisor}`;
            case "unrecognized_keys":
                return `Unrecognized key${issue.keys.length > 1 ? "s" : ""}: ${joinValues(issue.keys, ", ")}`;
            case "invalid_key":
                return `Invalid key in ${issue.origin}`;
            case "invalid_union":
                if (issue.options && Array.isArray(issue.options) && issue.options.length > 0) {
                    const opts = issue.options.map((o) => `'${o}'`).join(" | ");
                    return `Invalid discriminator value. Expected ${opts}`;
                }
                if (issue.inclusive === false) {
                    return "Invalid input: more than one option matched";
                }
                return "Invalid input";
            case "invalid_element":
                return `Invalid value in ${issue.origin}`;
            default:
                return `Invalid input`;
        }
    };
};
/* harmony default export */ function en() {
    return {
        localeError: error(),
    };
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/errors.js


/* Computing the message eagerly is expensive (pretty-printed JSON of all
 * issues), so defer it until first read. The accessor functions and
 * descriptors are shared across instances to keep error construction
 * cheap; the computed message is cached on the internals object. The
 * setter preserves plain assignment semantics for consumers that
 * overwrite `message`. */
function _getMessage() {
    const internals = this._zod;
    internals.message ?? (internals.message = JSON.stringify(internals.def, jsonStringifyReplacer, 2));
    return internals.message;
}
function _setMessage(value) {
    this._zod.message = value;
}
const _messageDesc = {
    get: _getMessage,
    set: _setMessage,
    enumerable: true,
    configurable: true,
};
const _issuesDesc = { value: undefined, enumerable: false };
/* Prototypes that already carry the lazy `toString`. Seeded with the
 * intrinsics so that `init` on a foreign object — it accepts any object —
 * can never install an accessor onto a prototype we do not own. */
const _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
const initializer = (inst, def) => {
    inst.name = "$ZodError";
    // `_zod` is already non-enumerable: $constructor's init defined it with this same descriptor
    _issuesDesc.value = def;
    Object.defineProperty(inst, "issues", _issuesDesc);
    // Clear the shared slot; a retained `value` pins the last error's issues.
    _issuesDesc.value = undefined;
    Object.defineProperty(inst, "message", _messageDesc);
    /* `toString` lives as a non-enumerable lazy getter on the shared
     * prototype; on first access it caches a per-instance closure so
     * detached usage still works. */
    const proto = Object.getPrototypeOf(inst);
    if (!_installedToString.has(proto)) {
        _installedToString.add(proto);
        Object.defineProperty(proto, "toString", {
            configurable: true,
            enumerable: false,
            get() {
                const value = () => this.message;
                Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
                return value;
            },
            set(value) {
                Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
            },
        });
    }
};
const $ZodError = $constructor("$ZodError", initializer);
const $ZodRealError = $constructor("$ZodError", initializer, undefined, {
    Parent: Error,
});
/** Get-or-create `obj[key]` as an own data property. A path segment naming an inherited member
 * ("toString", "constructor") would otherwise read through to the prototype, and assigning
 * "__proto__" would hit the setter instead of creating a key. */
function node(obj, key, make) {
    if (!Object.prototype.hasOwnProperty.call(obj, key)) {
        if (key === "__proto__") {
            Object.defineProperty(obj, key, { value: make(), writable: true, enumerable: true, configurable: true });
        }
        else {
            obj[key] = make();
        }
    }
    return obj[key];
}
function flattenError(error, mapper = (issue) => issue.message) {
    const fieldErrors = {};
    const formErrors = [];
    for (const sub of error.issues) {
        if (sub.path.length > 0) {
            node(fieldErrors, sub.path[0], () => []).push(mapper(sub));
        }
        else {
            formErrors.push(mapper(sub));
        }
    }
    return { formErrors, fieldErrors };
}
function formatError(error, mapper = (issue) => issue.message) {
    const fieldErrors = { _errors: [] };
    const processError = (error, path = []) => {
        for (const issue of error.issues) {
            if (issue.code === "invalid_union" && issue.errors.length) {
                issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
            }
            else if (issue.code === "invalid_key") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else if (issue.code === "invalid_element") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else {
                const fullpath = [...path, ...issue.path];
                if (fullpath.length === 0) {
                    fieldErrors._errors.push(mapper(issue));
                }
                else {
                    let curr = fieldErrors;
                    let i = 0;
                    while (i < fullpath.length) {
                        const el = fullpath[i];
                        const terminal = i === fullpath.length - 1;
                        // `_errors` is reserved by this legacy format, so merge a matching path segment into the current node instead of treating its array as a child.
                        if (el === "_errors") {
                            if (terminal)
                                curr._errors.push(mapper(issue));
                            i++;
                            continue;
                        }
                        // A path element may collide with an inherited property name such as
                        // "__proto__" or "constructor". Truthiness checks read the prototype
                        // (so no node is created, then ._errors.push throws), and bracket
                        // assignment of "__proto__" hits the setter instead of creating an
                        // own key. Guard the read with hasOwnProperty and create the node
                        // with defineProperty so any path element becomes a real own key.
                        if (!Object.prototype.hasOwnProperty.call(curr, el)) {
                            Object.defineProperty(curr, el, {
                                value: { _errors: [] },
                                enumerable: true,
                                writable: true,
                                configurable: true,
                            });
                        }
                        const node = curr[el];
                        if (terminal) {
                            node._errors.push(mapper(issue));
                        }
                        curr = node;
                        i++;
                    }
                }
            }
        }
    };
    processError(error);
    return fieldErrors;
}
function treeifyError(error, mapper = (issue) => issue.message) {
    const result = { errors: [] };
    const processError = (error, path = []) => {
        var _a;
        for (const issue of error.issues) {
            if (issue.code === "invalid_union" && issue.errors.length) {
                // regular union error
                issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
            }
            else if (issue.code === "invalid_key") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else if (issue.code === "invalid_element") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else {
                const fullpath = [...path, ...issue.path];
                if (fullpath.length === 0) {
                    result.errors.push(mapper(issue));
                    continue;
                }
                let curr = result;
                let i = 0;
                while (i < fullpath.length) {
                    const el = fullpath[i];
                    const terminal = i === fullpath.length - 1;
                    if (typeof el === "string") {
                        curr.properties ?? (curr.properties = {});
                        // el may collide with an inherited property name ("__proto__",
                        // "constructor", ...); ??= reads the prototype so the node is never
                        // created and curr.errors.push throws. Guard with hasOwnProperty and
                        // create the node with defineProperty so "__proto__" becomes a real
                        // own key rather than invoking the prototype setter.
                        if (!Object.prototype.hasOwnProperty.call(curr.properties, el)) {
                            Object.defineProperty(curr.properties, el, {
                                value: { errors: [] },
                                enumerable: true,
                                writable: true,
                                configurable: true,
                            });
                        }
                        curr = curr.properties[el];
                    }
                    else {
                        curr.items ?? (curr.items = []);
                        (_a = curr.items)[el] ?? (_a[el] = { errors: [] });
                        curr = curr.items[el];
                    }
                    if (terminal) {
                        curr.errors.push(mapper(issue));
                    }
                    i++;
                }
            }
        }
    };
    processError(error);
    return result;
}
/** Format a ZodError as a human-readable string in the following form.
 *
 * From
 *
 * ```ts
 * ZodError {
 *   issues: [
 *     {
 *       expected: 'string',
 *       code: 'invalid_type',
 *       path: [ 'username' ],
 *       message: 'Invalid input: expected string'
 *     },
 *     {
 *       expected: 'number',
 *       code: 'invalid_type',
 *       path: [ 'favoriteNumbers', 1 ],
 *       message: 'Invalid input: expected number'
 *     }
 *   ];
 * }
 * ```
 *
 * to
 *
 * ```
 * username
 *   ✖ Expected number, received string at "username
 * favoriteNumbers[0]
 *   ✖ Invalid input: expected number
 * ```
 */
function toDotPath(_path) {
    const segs = [];
    const path = _path.map((seg) => (typeof seg === "object" ? seg.key : seg));
    for (const seg of path) {
        if (typeof seg === "number")
            segs.push(`[${seg}]`);
        else if (typeof seg === "symbol")
            segs.push(`[${JSON.stringify(String(seg))}]`);
        else if (/[^\w$]/.test(seg))
            segs.push(`[${JSON.stringify(seg)}]`);
        else {
            if (segs.length)
                segs.push(".");
            segs.push(seg);
        }
    }
    return segs.join("");
}
function prettifyError(error) {
    const lines = [];
    // sort by path length
    const issues = [...error.issues].sort((a, b) => (a.path ?? []).length - (b.path ?? []).length);
    // Process each issue
    for (const issue of issues) {
        lines.push(`✖ ${issue.message}`);
        if (issue.path?.length)
            lines.push(`  → at ${toDotPath(issue.path)}`);
    }
    // Convert Map to formatted string
    return lines.join("\n");
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/parse.js



// Always both keys, so the `_params` read site in `_parse` sees one object shape rather than two.
function finalizeParams(callee, params) {
    return { callee: params?.callee ?? callee, Err: params?.Err };
}
const _parse = (_Err) => {
    const fn = (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
        const result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise) {
            throw new $ZodAsyncError();
        }
        if (result.issues.length) {
            const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
            captureStackTrace(e, _params?.callee ?? fn);
            throw e;
        }
        return result.value;
    };
    return fn;
};
const parse_parse = /* @__PURE__*/ _parse($ZodRealError);
const _parseAsync = (_Err) => {
    const fn = async (schema, value, _ctx, params) => {
        const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
        let result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise)
            result = await result;
        if (result.issues.length) {
            const e = new (params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
            captureStackTrace(e, params?.callee ?? fn);
            throw e;
        }
        return result.value;
    };
    return fn;
};
const parse_parseAsync = /* @__PURE__*/ _parseAsync($ZodRealError);
const _safeParse = (_Err) => (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
    const result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise) {
        throw new $ZodAsyncError();
    }
    return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
const safeParse = /* @__PURE__*/ _safeParse($ZodRealError);
// the error is built on the first read of `error`: finalizing the issues and constructing the instance is most of a failing parse, and a caller that only branches on `success` never pays it. a getter in the literal keeps this small; the alternative, one shared accessor descriptor plus a hidden state slot, reads ~15% faster but costs ~75 B gzipped in every bundle
function failure(Err, issues, ctx) {
    let error;
    return {
        success: false,
        get error() {
            if (!error) {
                error = new Err(issues.map((iss) => finalizeIssue(iss, ctx, config())));
                // finalizeIssue drops `input`, so the built error holds nothing; keeping the raw issues past this point pins the parsed value for the life of the result
                issues = undefined;
                ctx = undefined;
            }
            return error;
        },
        set error(e) {
            error = e;
            // a replacement makes the getter's branch unreachable, so the captures have to go here too
            issues = undefined;
            ctx = undefined;
        },
    };
}
const _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
        result = await result;
    return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
const safeParseAsync = /* @__PURE__*/ _safeParseAsync($ZodRealError);
// registry mirrors of the compiler's sentinels, so this module never imports the compiler
const COMPILE_INVALID = /* @__PURE__ */ Symbol.for("zod.compile.invalid");
const COMPILE_FALLBACK = /* @__PURE__ */ Symbol.for("zod.compile.fallback");
// Deliberately tiny, because v8 will not inline a body carrying the fallback's object literals and throw. Everything that is not the compiled happy path lives in validateFallback, and that split is worth ~35% on a compiled schema.
const validate = ((schema, value, _ctx) => {
    const validator = schema._zod.bag.validator;
    if (validator !== undefined) {
        if (validator(value) !== COMPILE_INVALID)
            return true;
        // a definite sentinel means the runtime would reject, so skip the re-parse; a ctx can still change the answer
        if (validator.definite === true && _ctx === undefined)
            return false;
    }
    return validateFallback(schema, value, _ctx);
});
function validateFallback(schema, value, _ctx) {
    const ctx = _ctx
        ? { ..._ctx, async: false, abortEarly: true }
        : { async: false, abortEarly: true };
    const fallbackRun = schema._zod.bag.fallbackRun;
    let result;
    if (fallbackRun) {
        // skip nested fast paths on the fallback, so user callbacks keep the at-most-twice bound
        ctx[COMPILE_FALLBACK] = true;
        result = fallbackRun({ value, issues: [] }, ctx);
    }
    else {
        result = schema._zod.run({ value, issues: [] }, ctx);
    }
    if (result instanceof Promise) {
        throw new $ZodAsyncError();
    }
    return result.issues.length === 0;
}
// no fast path: the compiler keeps async parses on the runtime, because a promise-returning callback that is not declared async compiles to a throw
const parse_validateAsync = async (schema, value, _ctx) => {
    const ctx = _ctx
        ? { ..._ctx, async: true, abortEarly: true }
        : { async: true, abortEarly: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
        result = await result;
    return result.issues.length === 0;
};
const _encode = (_Err) => {
    const parse = _parse(_Err);
    const fn = (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
        return parse(schema, value, ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const encode = /* @__PURE__*/ _encode($ZodRealError);
const _decode = (_Err) => {
    const parse = _parse(_Err);
    const fn = (schema, value, _ctx, _params) => {
        return parse(schema, value, _ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const decode = /* @__PURE__*/ _decode($ZodRealError);
const _encodeAsync = (_Err) => {
    const parseAsync = _parseAsync(_Err);
    const fn = async (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
        return (await parseAsync(schema, value, ctx, finalizeParams(fn, _params)));
    };
    return fn;
};
const encodeAsync = /* @__PURE__*/ _encodeAsync($ZodRealError);
const _decodeAsync = (_Err) => {
    const parseAsync = _parseAsync(_Err);
    const fn = async (schema, value, _ctx, _params) => {
        return await parseAsync(schema, value, _ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const decodeAsync = /* @__PURE__*/ _decodeAsync($ZodRealError);
const _safeEncode = (_Err) => (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return _safeParse(_Err)(schema, value, ctx);
};
const safeEncode = /* @__PURE__*/ _safeEncode($ZodRealError);
const _safeDecode = (_Err) => (schema, value, _ctx) => {
    return _safeParse(_Err)(schema, value, _ctx);
};
const safeDecode = /* @__PURE__*/ _safeDecode($ZodRealError);
const _safeEncodeAsync = (_Err) => async (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return _safeParseAsync(_Err)(schema, value, ctx);
};
const safeEncodeAsync = /* @__PURE__*/ _safeEncodeAsync($ZodRealError);
const _safeDecodeAsync = (_Err) => async (schema, value, _ctx) => {
    return _safeParseAsync(_Err)(schema, value, _ctx);
};
const safeDecodeAsync = /* @__PURE__*/ _safeDecodeAsync($ZodRealError);

;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/errors.js



/* Prototypes that already carry the lazy helper methods. Seeded with the
 * intrinsics so that `init` on a foreign object — it accepts any object —
 * can never install an accessor onto a prototype we do not own. */
const _installedErrorProtos = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
/* Helper methods live as non-enumerable lazy getters on the shared
 * prototype instead of own properties on every instance. On first
 * access the getter allocates the per-instance closure and caches it
 * as a non-enumerable own property, so detached usage still works and
 * the allocation only happens for methods actually touched. */
function _lazyMethod(proto, key, make) {
    Object.defineProperty(proto, key, {
        configurable: true,
        enumerable: false,
        get() {
            const value = make(this);
            Object.defineProperty(this, key, { value, configurable: true, writable: true });
            return value;
        },
        set(value) {
            Object.defineProperty(this, key, { value, configurable: true, writable: true });
        },
    });
}
const errors_initializer = (inst, issues) => {
    $ZodError.init(inst, issues);
    inst.name = "ZodError";
    const proto = Object.getPrototypeOf(inst);
    if (_installedErrorProtos.has(proto))
        return;
    _installedErrorProtos.add(proto);
    _lazyMethod(proto, "format", (self) => (mapper) => formatError(self, mapper));
    _lazyMethod(proto, "flatten", (self) => (mapper) => flattenError(self, mapper));
    _lazyMethod(proto, "addIssue", (self) => (issue) => {
        self.issues.push(issue);
        self.message = JSON.stringify(self.issues, jsonStringifyReplacer, 2);
    });
    _lazyMethod(proto, "addIssues", (self) => (issues) => {
        self.issues.push(...issues);
        self.message = JSON.stringify(self.issues, jsonStringifyReplacer, 2);
    });
    Object.defineProperty(proto, "isEmpty", {
        configurable: true,
        enumerable: false,
        get() {
            return this.issues.length === 0;
        },
    });
};
const ZodError = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodError", errors_initializer)));
const ZodRealError = /*@__PURE__*/ $constructor("ZodError", errors_initializer, undefined, {
    Parent: Error,
});
// /** @deprecated Use `z.core.$ZodErrorMapCtx` instead. */
// export type ErrorMapCtx = core.$ZodErrorMapCtx;

;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/parse.js


const classic_parse_parse = /* @__PURE__ */ _parse(ZodRealError);
const classic_parse_parseAsync = /* @__PURE__ */ _parseAsync(ZodRealError);
const parse_safeParse = /* @__PURE__ */ _safeParse(ZodRealError);
const parse_safeParseAsync = /* @__PURE__ */ _safeParseAsync(ZodRealError);

// Codec functions
const parse_encode = /* @__PURE__ */ _encode(ZodRealError);
const parse_decode = /* @__PURE__ */ _decode(ZodRealError);
const parse_encodeAsync = /* @__PURE__ */ _encodeAsync(ZodRealError);
const parse_decodeAsync = /* @__PURE__ */ _decodeAsync(ZodRealError);
const parse_safeEncode = /* @__PURE__ */ _safeEncode(ZodRealError);
const parse_safeDecode = /* @__PURE__ */ _safeDecode(ZodRealError);
const parse_safeEncodeAsync = /* @__PURE__ */ _safeEncodeAsync(ZodRealError);
const parse_safeDecodeAsync = /* @__PURE__ */ _safeDecodeAsync(ZodRealError);

;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/schemas.js








// Register English as the default locale on first ZodType construction. Hooked into the `ZodType` `$constructor` (rather than a top-level `config(en())` in `external.ts`) so bundlers honoring `sideEffects: false` can't tree-shake it out — see #5953, #5725. An explicit `z.config(z.locales.xx())` call wins regardless of order, since this only sets the default when none is present.
function _ensureDefaultLocale() {
    if (!globalConfig.localeError)
        config(en());
}
// the default memoizer is read by the core container init, which runs before `ZodType.init`, so each container calls this first
function _ensureDefaultMemoizer() {
    if (!globalConfig.memoizer)
        config({ memoizer: memoizer() });
}
const ZodType = /*@__PURE__*/ $constructor("ZodType", (inst, def) => {
    _ensureDefaultLocale();
    $ZodType.init(inst, def);
    inst.def = def;
    inst.type = def.type;
    return inst;
}, {
    check(...chks) {
        const def = this.def;
        return this.clone(mergeDefs(def, {
            checks: [
                ...(def.checks ?? []),
                ...chks.map((ch) => typeof ch === "function" ? { _zod: { check: ch, def: { check: "custom" }, onattach: [] } } : ch),
            ],
        }), { parent: true });
    },
    with(...chks) {
        return this.check(...chks);
    },
    clone(def, params) {
        return clone(this, def, params);
    },
    brand() {
        return this;
    },
    register(reg, meta) {
        reg.add(this, meta);
        return this;
    },
    refine(check, params) {
        return this.check(refine(check, params));
    },
    superRefine(refinement, params) {
        return this.check(superRefine(refinement, params));
    },
    overwrite(fn) {
        return this.check(_overwrite(fn));
    },
    optional() {
        return optional(this);
    },
    exactOptional() {
        return exactOptional(this);
    },
    nullable() {
        return nullable(this);
    },
    nullish() {
        return optional(nullable(this));
    },
    nonoptional(params) {
        return nonoptional(this, params);
    },
    array() {
        return array(this);
    },
    or(arg) {
        return union([this, arg]);
    },
    and(arg) {
        return intersection(this, arg);
    },
    transform(tx) {
        return pipe(this, transform(tx));
    },
    default(d) {
        return schemas_default(this, d);
    },
    prefault(d) {
        return prefault(this, d);
    },
    catch(params) {
        return schemas_catch(this, params);
    },
    pipe(target) {
        return pipe(this, target);
    },
    readonly() {
        return readonly(this);
    },
    describe(description) {
        const cl = this.clone();
        globalRegistry.add(cl, { description });
        return cl;
    },
    meta(...args) {
        // overloaded: meta() returns the registered metadata, meta(data) returns a clone with `data` registered. The mapped type picks up the second overload, so we accept variadic any-args and return `any` to satisfy both at runtime.
        if (args.length === 0)
            return globalRegistry.get(this);
        const cl = this.clone();
        globalRegistry.add(cl, args[0]);
        return cl;
    },
    isOptional() {
        return this.safeParse(undefined).success;
    },
    isNullable() {
        return this.safeParse(null).success;
    },
    apply(fn, ...args) {
        return args.length === 0 ? fn(this) : fn(this, ...args);
    },
    // Overrides core's `~standard` to add `jsonSchema`. Must stay a prototype entry: redefining it per instance demotes instances to dictionary mode.
    get "~standard"() {
        return hide(this, "~standard", {
            ...standardProps(this),
            jsonSchema: {
                input: createStandardJSONSchemaMethod(this, "input"),
                output: createStandardJSONSchemaMethod(this, "output"),
            },
        });
    },
    set "~standard"(value) {
        own(this, "~standard", value);
    },
    parse: function _parse(data, params) {
        return classic_parse_parse(this, data, params, { callee: _parse });
    },
    parseAsync: async function _parseAsync(data, params) {
        return await classic_parse_parseAsync(this, data, params, { callee: _parseAsync });
    },
    safeParse(data, params) {
        return parse_safeParse(this, data, params);
    },
    async safeParseAsync(data, params) {
        return parse_safeParseAsync(this, data, params);
    },
    // `spa` is an alias: same function object as `safeParseAsync`, as before.
    get spa() {
        return this?.safeParseAsync;
    },
    set spa(value) {
        own(this, "spa", value);
    },
    validate(data, params) {
        return validate(this, data, params);
    },
    validateAsync(data, params) {
        return parse_validateAsync(this, data, params);
    },
    encode: function _encode(data, params) {
        return parse_encode(this, data, params, { callee: _encode });
    },
    decode: function _decode(data, params) {
        return parse_decode(this, data, params, { callee: _decode });
    },
    encodeAsync: async function _encodeAsync(data, params) {
        return await parse_encodeAsync(this, data, params, { callee: _encodeAsync });
    },
    decodeAsync: async function _decodeAsync(data, params) {
        return await parse_decodeAsync(this, data, params, { callee: _decodeAsync });
    },
    safeEncode(data, params) {
        return parse_safeEncode(this, data, params);
    },
    safeDecode(data, params) {
        return parse_safeDecode(this, data, params);
    },
    async safeEncodeAsync(data, params) {
        return parse_safeEncodeAsync(this, data, params);
    },
    async safeDecodeAsync(data, params) {
        return parse_safeDecodeAsync(this, data, params);
    },
    toJSONSchema(params) {
        return createToJSONSchemaMethod(this, {})(params);
    },
    // Reads through to the registry on every access, so it must not cache.
    get description() {
        return globalRegistry.get(this)?.description;
    },
    // No setter: `schema._def = x` throws, as it did when `_def` was a non-writable own property.
    get _def() {
        return this._zod.def;
    },
});
/** @internal */
const _ZodString = /*@__PURE__*/ $constructor("_ZodString", (inst, def) => {
    $ZodString.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => stringProcessor(inst, ctx, json, params);
}, 
/*@__PURE__*/ derived({
    format: (inst) => aggregateChecks(inst).format ?? null,
    minLength: (inst) => aggregateChecks(inst).minimum ?? null,
    maxLength: (inst) => aggregateChecks(inst).maximum ?? null,
}, {
    regex(...args) {
        return this.check(_regex(...args));
    },
    includes(...args) {
        return this.check(_includes(...args));
    },
    startsWith(...args) {
        return this.check(_startsWith(...args));
    },
    endsWith(...args) {
        return this.check(_endsWith(...args));
    },
    min(...args) {
        return this.check(_minLength(...args));
    },
    max(...args) {
        return this.check(_maxLength(...args));
    },
    length(...args) {
        return this.check(_length(...args));
    },
    nonempty(...args) {
        return this.check(_minLength(1, ...args));
    },
    lowercase(params) {
        return this.check(_lowercase(params));
    },
    uppercase(params) {
        return this.check(_uppercase(params));
    },
    trim() {
        return this.check(_trim());
    },
    normalize(...args) {
        return this.check(_normalize(...args));
    },
    toLowerCase() {
        return this.check(_toLowerCase());
    },
    toUpperCase() {
        return this.check(_toUpperCase());
    },
    slugify() {
        return this.check(_slugify());
    },
}));
const ZodString = /*@__PURE__*/ $constructor("ZodString", (inst, def) => {
    $ZodString.init(inst, def);
    _ZodString.init(inst, def);
}, {
    email(params) {
        return this.check(_email(ZodEmail, params));
    },
    url(params) {
        return this.check(_url(ZodURL, params));
    },
    jwt(params) {
        return this.check(_jwt(ZodJWT, params));
    },
    emoji(params) {
        return this.check(api_emoji(ZodEmoji, params));
    },
    guid(params) {
        return this.check(_guid(ZodGUID, params));
    },
    uuid(params) {
        return this.check(_uuid(ZodUUID, params));
    },
    uuidv4(params) {
        return this.check(_uuidv4(ZodUUID, params));
    },
    uuidv6(params) {
        return this.check(_uuidv6(ZodUUID, params));
    },
    uuidv7(params) {
        return this.check(_uuidv7(ZodUUID, params));
    },
    nanoid(params) {
        return this.check(_nanoid(ZodNanoID, params));
    },
    cuid(params) {
        return this.check(_cuid(ZodCUID, params));
    },
    cuid2(params) {
        return this.check(_cuid2(ZodCUID2, params));
    },
    ulid(params) {
        return this.check(_ulid(ZodULID, params));
    },
    base64(params) {
        return this.check(_base64(ZodBase64, params));
    },
    base64url(params) {
        return this.check(_base64url(ZodBase64URL, params));
    },
    xid(params) {
        return this.check(_xid(ZodXID, params));
    },
    ksuid(params) {
        return this.check(_ksuid(ZodKSUID, params));
    },
    ipv4(params) {
        return this.check(_ipv4(ZodIPv4, params));
    },
    ipv6(params) {
        return this.check(_ipv6(ZodIPv6, params));
    },
    cidrv4(params) {
        return this.check(_cidrv4(ZodCIDRv4, params));
    },
    cidrv6(params) {
        return this.check(_cidrv6(ZodCIDRv6, params));
    },
    e164(params) {
        return this.check(_e164(ZodE164, params));
    },
    datetime(params) {
        return this.check(_isoDateTime(ZodISODateTime, params));
    },
    date(params) {
        return this.check(_isoDate(schemas_ZodISODate, params));
    },
    time(params) {
        return this.check(_isoTime(schemas_ZodISOTime, params));
    },
    duration(params) {
        return this.check(_isoDuration(schemas_ZodISODuration, params));
    },
});
function schemas_string(params) {
    return _string(ZodString, params);
}
const ZodStringFormat = /*@__PURE__*/ $constructor("ZodStringFormat", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    _ZodString.init(inst, def);
});
const ZodISODateTime = /*@__PURE__*/ $constructor("ZodISODateTime", (inst, def) => {
    $ZodISODateTime.init(inst, def);
    ZodStringFormat.init(inst, def);
});
const schemas_ZodISODate = /*@__PURE__*/ $constructor("ZodISODate", (inst, def) => {
    $ZodISODate.init(inst, def);
    ZodStringFormat.init(inst, def);
});
const schemas_ZodISOTime = /*@__PURE__*/ $constructor("ZodISOTime", (inst, def) => {
    $ZodISOTime.init(inst, def);
    ZodStringFormat.init(inst, def);
});
const schemas_ZodISODuration = /*@__PURE__*/ $constructor("ZodISODuration", (inst, def) => {
    $ZodISODuration.init(inst, def);
    ZodStringFormat.init(inst, def);
});
const ZodEmail = /*@__PURE__*/ $constructor("ZodEmail", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodEmail.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_email(params) {
    return core._email(ZodEmail, params);
}
const ZodGUID = /*@__PURE__*/ $constructor("ZodGUID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodGUID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_guid(params) {
    return core._guid(ZodGUID, params);
}
const ZodUUID = /*@__PURE__*/ $constructor("ZodUUID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodUUID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_uuid(params) {
    return core._uuid(ZodUUID, params);
}
function uuidv4(params) {
    return core._uuidv4(ZodUUID, params);
}
// ZodUUIDv6
function uuidv6(params) {
    return core._uuidv6(ZodUUID, params);
}
// ZodUUIDv7
function uuidv7(params) {
    return core._uuidv7(ZodUUID, params);
}
const ZodURL = /*@__PURE__*/ $constructor("ZodURL", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodURL.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function url(params) {
    return core._url(ZodURL, params);
}
function httpUrl(params) {
    return core._url(ZodURL, {
        protocol: regexes.httpProtocol,
        hostname: regexes.domain,
        ...util.normalizeParams(params),
    });
}
const ZodEmoji = /*@__PURE__*/ $constructor("ZodEmoji", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodEmoji.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_emoji(params) {
    return core._emoji(ZodEmoji, params);
}
const ZodNanoID = /*@__PURE__*/ $constructor("ZodNanoID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodNanoID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_nanoid(params) {
    return core._nanoid(ZodNanoID, params);
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const ZodCUID = /*@__PURE__*/ $constructor("ZodCUID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodCUID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
/**
 * Validates a CUID v1 string.
 *
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link cuid2 | `z.cuid2()`} instead.
 * See https://github.com/paralleldrive/cuid.
 */
function schemas_cuid(params) {
    return core._cuid(ZodCUID, params);
}
const ZodCUID2 = /*@__PURE__*/ $constructor("ZodCUID2", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodCUID2.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_cuid2(params) {
    return core._cuid2(ZodCUID2, params);
}
const ZodULID = /*@__PURE__*/ $constructor("ZodULID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodULID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_ulid(params) {
    return core._ulid(ZodULID, params);
}
const ZodXID = /*@__PURE__*/ $constructor("ZodXID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodXID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_xid(params) {
    return core._xid(ZodXID, params);
}
const ZodKSUID = /*@__PURE__*/ $constructor("ZodKSUID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodKSUID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_ksuid(params) {
    return core._ksuid(ZodKSUID, params);
}
const ZodIPv4 = /*@__PURE__*/ $constructor("ZodIPv4", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodIPv4.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_ipv4(params) {
    return core._ipv4(ZodIPv4, params);
}
const ZodMAC = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMAC", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    core.$ZodMAC.init(inst, def);
    ZodStringFormat.init(inst, def);
})));
function schemas_mac(params) {
    return core._mac(ZodMAC, params);
}
const ZodIPv6 = /*@__PURE__*/ $constructor("ZodIPv6", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodIPv6.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_ipv6(params) {
    return core._ipv6(ZodIPv6, params);
}
const ZodCIDRv4 = /*@__PURE__*/ $constructor("ZodCIDRv4", (inst, def) => {
    $ZodCIDRv4.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_cidrv4(params) {
    return core._cidrv4(ZodCIDRv4, params);
}
const ZodCIDRv6 = /*@__PURE__*/ $constructor("ZodCIDRv6", (inst, def) => {
    $ZodCIDRv6.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_cidrv6(params) {
    return core._cidrv6(ZodCIDRv6, params);
}
const ZodBase64 = /*@__PURE__*/ $constructor("ZodBase64", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodBase64.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_base64(params) {
    return core._base64(ZodBase64, params);
}
const ZodBase64URL = /*@__PURE__*/ $constructor("ZodBase64URL", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodBase64URL.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_base64url(params) {
    return core._base64url(ZodBase64URL, params);
}
const ZodE164 = /*@__PURE__*/ $constructor("ZodE164", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodE164.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_e164(params) {
    return core._e164(ZodE164, params);
}
const ZodCreditCard = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodCreditCard", (inst, def) => {
    core.$ZodCreditCard.init(inst, def);
    ZodStringFormat.init(inst, def);
})));
function schemas_creditCard(params) {
    return core._creditCard(ZodCreditCard, params);
}
const ZodIBAN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodIBAN", (inst, def) => {
    core.$ZodIBAN.init(inst, def);
    ZodStringFormat.init(inst, def);
})));
function schemas_iban(params) {
    return core._iban(ZodIBAN, params);
}
const ZodJWT = /*@__PURE__*/ $constructor("ZodJWT", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodJWT.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function jwt(params) {
    return core._jwt(ZodJWT, params);
}
const ZodCustomStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodCustomStringFormat", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    core.$ZodCustomStringFormat.init(inst, def);
    ZodStringFormat.init(inst, def);
})));
function stringFormat(format, fnOrRegex, _params = {}) {
    return core._stringFormat(ZodCustomStringFormat, format, fnOrRegex, _params);
}
function schemas_hostname(_params) {
    return core._stringFormat(ZodCustomStringFormat, "hostname", regexes.hostname, _params);
}
function schemas_hex(_params) {
    return core._stringFormat(ZodCustomStringFormat, "hex", regexes.hex, _params);
}
function schemas_currencyCode(_params) {
    return core._stringFormat(ZodCustomStringFormat, "currency_code", regexes.currencyCode, _params);
}
function hash(alg, params) {
    const enc = params?.enc ?? "hex";
    const format = `${alg}_${enc}`;
    const regex = core.regexes[format];
    if (!regex)
        throw new Error(`Unrecognized hash format: ${format}`);
    return core._stringFormat(ZodCustomStringFormat, format, regex, params);
}
const ZodNumber = /*@__PURE__*/ $constructor("ZodNumber", (inst, def) => {
    $ZodNumber.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => numberProcessor(inst, ctx, json, params);
    inst.isFinite = true;
}, 
/*@__PURE__*/ derived({
    minValue: (inst) => {
        const { minimum, exclusiveMinimum } = aggregateChecks(inst);
        return Math.max(minimum ?? Number.NEGATIVE_INFINITY, exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
    },
    maxValue: (inst) => {
        const { maximum, exclusiveMaximum } = aggregateChecks(inst);
        return Math.min(maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum ?? Number.POSITIVE_INFINITY);
    },
    isInt: (inst) => {
        const { isInt, multipleOf } = aggregateChecks(inst);
        return !!isInt || !!multipleOf?.some(Number.isSafeInteger);
    },
    format: (inst) => aggregateChecks(inst).format ?? null,
}, {
    gt(value, params) {
        return this.check(_gt(value, params));
    },
    gte(value, params) {
        return this.check(_gte(value, params));
    },
    min(value, params) {
        return this.check(_gte(value, params));
    },
    lt(value, params) {
        return this.check(_lt(value, params));
    },
    lte(value, params) {
        return this.check(_lte(value, params));
    },
    max(value, params) {
        return this.check(_lte(value, params));
    },
    int(params) {
        return this.check(schemas_int(params));
    },
    safe(params) {
        return this.check(schemas_int(params));
    },
    positive(params) {
        return this.check(_gt(0, params));
    },
    nonnegative(params) {
        return this.check(_gte(0, params));
    },
    negative(params) {
        return this.check(_lt(0, params));
    },
    nonpositive(params) {
        return this.check(_lte(0, params));
    },
    multipleOf(value, params) {
        return this.check(_multipleOf(value, params));
    },
    step(value, params) {
        return this.check(_multipleOf(value, params));
    },
    finite() {
        return this;
    },
}));
function schemas_number(params) {
    return _number(ZodNumber, params);
}
const ZodNumberFormat = /*@__PURE__*/ $constructor("ZodNumberFormat", (inst, def) => {
    $ZodNumberFormat.init(inst, def);
    ZodNumber.init(inst, def);
});
function schemas_int(params) {
    return _int(ZodNumberFormat, params);
}
function float32(params) {
    return core._float32(ZodNumberFormat, params);
}
function float64(params) {
    return core._float64(ZodNumberFormat, params);
}
function int32(params) {
    return core._int32(ZodNumberFormat, params);
}
function uint32(params) {
    return core._uint32(ZodNumberFormat, params);
}
const ZodBoolean = /*@__PURE__*/ $constructor("ZodBoolean", (inst, def) => {
    $ZodBoolean.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => booleanProcessor(inst, ctx, json, params);
});
function schemas_boolean(params) {
    return _boolean(ZodBoolean, params);
}
const ZodBigInt = /*@__PURE__*/ $constructor("ZodBigInt", (inst, def) => {
    $ZodBigInt.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => bigintProcessor(inst, ctx, json, params);
}, 
/*@__PURE__*/ derived({
    minValue: (inst) => aggregateChecks(inst).minimum ?? null,
    maxValue: (inst) => aggregateChecks(inst).maximum ?? null,
    format: (inst) => aggregateChecks(inst).format ?? null,
}, {
    gte(value, params) {
        return this.check(_gte(value, params));
    },
    min(value, params) {
        return this.check(_gte(value, params));
    },
    gt(value, params) {
        return this.check(_gt(value, params));
    },
    lt(value, params) {
        return this.check(_lt(value, params));
    },
    lte(value, params) {
        return this.check(_lte(value, params));
    },
    max(value, params) {
        return this.check(_lte(value, params));
    },
    positive(params) {
        return this.check(_gt(BigInt(0), params));
    },
    negative(params) {
        return this.check(_lt(BigInt(0), params));
    },
    nonpositive(params) {
        return this.check(_lte(BigInt(0), params));
    },
    nonnegative(params) {
        return this.check(_gte(BigInt(0), params));
    },
    multipleOf(value, params) {
        return this.check(_multipleOf(value, params));
    },
}));
function schemas_bigint(params) {
    return core._bigint(ZodBigInt, params);
}
const ZodBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodBigIntFormat", (inst, def) => {
    core.$ZodBigIntFormat.init(inst, def);
    ZodBigInt.init(inst, def);
})));
function int64(params) {
    return core._int64(ZodBigIntFormat, params);
}
function uint64(params) {
    return core._uint64(ZodBigIntFormat, params);
}
const ZodSymbol = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodSymbol", (inst, def) => {
    core.$ZodSymbol.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.symbolProcessor(inst, ctx, json, params);
})));
function symbol(params) {
    return core._symbol(ZodSymbol, params);
}
const ZodUndefined = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodUndefined", (inst, def) => {
    core.$ZodUndefined.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.undefinedProcessor(inst, ctx, json, params);
})));
function schemas_undefined(params) {
    return core._undefined(ZodUndefined, params);
}

const ZodNull = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodNull", (inst, def) => {
    core.$ZodNull.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.nullProcessor(inst, ctx, json, params);
})));
function schemas_null(params) {
    return core._null(ZodNull, params);
}

const ZodAny = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodAny", (inst, def) => {
    core.$ZodAny.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.anyProcessor(inst, ctx, json, params);
})));
function any() {
    return core._any(ZodAny);
}
const ZodUnknown = /*@__PURE__*/ $constructor("ZodUnknown", (inst, def) => {
    $ZodUnknown.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => unknownProcessor(inst, ctx, json, params);
});
function unknown() {
    return _unknown(ZodUnknown);
}
const ZodNever = /*@__PURE__*/ $constructor("ZodNever", (inst, def) => {
    $ZodNever.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => neverProcessor(inst, ctx, json, params);
});
function never(params) {
    return _never(ZodNever, params);
}
const ZodVoid = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodVoid", (inst, def) => {
    core.$ZodVoid.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.voidProcessor(inst, ctx, json, params);
})));
function schemas_void(params) {
    return core._void(ZodVoid, params);
}

const ZodDate = /*@__PURE__*/ $constructor("ZodDate", (inst, def) => {
    $ZodDate.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => dateProcessor(inst, ctx, json, params);
    inst.min = (value, params) => inst.check(_gte(value, params));
    inst.max = (value, params) => inst.check(_lte(value, params));
}, 
/*@__PURE__*/ derived({
    minDate: (inst) => {
        const { minimum } = aggregateChecks(inst);
        return minimum ? new Date(minimum) : null;
    },
    maxDate: (inst) => {
        const { maximum } = aggregateChecks(inst);
        return maximum ? new Date(maximum) : null;
    },
}, {}));
function schemas_date(params) {
    return core._date(ZodDate, params);
}
const ZodArray = /*@__PURE__*/ $constructor("ZodArray", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodArray.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => arrayProcessor(inst, ctx, json, params);
    inst.element = def.element;
}, {
    min(n, params) {
        return this.check(_minLength(n, params));
    },
    nonempty(params) {
        return this.check(_minLength(1, params));
    },
    max(n, params) {
        return this.check(_maxLength(n, params));
    },
    length(n, params) {
        return this.check(_length(n, params));
    },
    unwrap() {
        return this.element;
    },
});
function array(element, params) {
    return _array(ZodArray, element, params);
}
// .keyof
function keyof(schema) {
    const shape = schema._zod.def.shape;
    return schemas_enum(Object.keys(shape));
}
const ZodObject = /*@__PURE__*/ $constructor("ZodObject", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodObjectJIT.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => objectProcessor(inst, ctx, json, params);
    installLazyProp(inst, "shape", (self) => self._zod.def.shape, false);
}, {
    keyof() {
        return schemas_enum(Object.keys(this._zod.def.shape));
    },
    catchall(catchall) {
        // `mergeDefs` rather than a spread: spreading reads `shape`, and resolving it can mint a whole fresh subtree
        return this.clone(mergeDefs(this._zod.def, { catchall: catchall }));
    },
    passthrough() {
        return this.clone(mergeDefs(this._zod.def, { catchall: unknown() }));
    },
    loose() {
        return this.clone(mergeDefs(this._zod.def, { catchall: unknown() }));
    },
    strict() {
        return this.clone(mergeDefs(this._zod.def, { catchall: never() }));
    },
    strip() {
        return this.clone(mergeDefs(this._zod.def, { catchall: undefined }));
    },
    extend(incoming) {
        return extend(this, incoming);
    },
    safeExtend(incoming) {
        return safeExtend(this, incoming);
    },
    merge(other) {
        return merge(this, other);
    },
    pick(mask) {
        return pick(this, mask);
    },
    omit(mask) {
        return omit(this, mask);
    },
    partial(...args) {
        return partial(ZodOptional, this, args[0]);
    },
    exactPartial(...args) {
        return partial(ZodExactOptional, this, args[0], "exactPartial");
    },
    required(...args) {
        return required(ZodNonOptional, this, args[0]);
    },
});
function object(shape, params) {
    const def = {
        type: "object",
        shape: shape ?? {},
        ...util.normalizeParams(params),
    };
    return new ZodObject(def);
}
// strictObject
function strictObject(shape, params) {
    return new ZodObject({
        type: "object",
        shape,
        catchall: never(),
        ...normalizeParams(params),
    });
}
// looseObject
function looseObject(shape, params) {
    return new ZodObject({
        type: "object",
        shape,
        catchall: unknown(),
        ...util.normalizeParams(params),
    });
}
const ZodUnion = /*@__PURE__*/ $constructor("ZodUnion", (inst, def) => {
    $ZodUnion.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => unionProcessor(inst, ctx, json, params);
    inst.options = def.options;
});
function union(options, params) {
    return new ZodUnion({
        type: "union",
        options: options,
        ...normalizeParams(params),
    });
}
const ZodXor = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodXor", (inst, def) => {
    ZodUnion.init(inst, def);
    core.$ZodXor.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.unionProcessor(inst, ctx, json, params);
    inst.options = def.options;
})));
/** Creates an exclusive union (XOR) where exactly one option must match.
 * Unlike regular unions that succeed when any option matches, xor fails if
 * zero or more than one option matches the input. */
function xor(options, params) {
    return new ZodXor({
        type: "union",
        options: options,
        inclusive: false,
        ...util.normalizeParams(params),
    });
}
const ZodDiscriminatedUnion = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodDiscriminatedUnion", (inst, def) => {
    ZodUnion.init(inst, def);
    core.$ZodDiscriminatedUnion.init(inst, def);
})));
function discriminatedUnion(discriminator, options, params) {
    // const [options, params] = args;
    return new ZodDiscriminatedUnion({
        type: "union",
        options: options,
        discriminator,
        ...util.normalizeParams(params),
    });
}
const ZodIntersection = /*@__PURE__*/ $constructor("ZodIntersection", (inst, def) => {
    $ZodIntersection.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => intersectionProcessor(inst, ctx, json, params);
});
function intersection(left, right) {
    return new ZodIntersection({
        type: "intersection",
        left: left,
        right: right,
    });
}
const ZodTuple = /*@__PURE__*/ $constructor("ZodTuple", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodTuple.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => tupleProcessor(inst, ctx, json, params);
}, {
    rest(rest) {
        return this.clone({
            ...this._zod.def,
            rest: rest,
        });
    },
    partial() {
        const def = this._zod.def;
        // a refinement was authored against the full arity; partialing would run it on a shorter array
        if (def.checks?.length)
            throw new Error(".partial() cannot be used on tuple schemas containing refinements");
        return this.clone({
            ...def,
            items: def.items.map((item) => new ZodOptional({ type: "optional", innerType: item })),
        });
    },
});
function tuple(items, _paramsOrRest, _params) {
    const hasRest = _paramsOrRest instanceof core.$ZodType;
    const params = hasRest ? _params : _paramsOrRest;
    const rest = hasRest ? _paramsOrRest : null;
    return new ZodTuple({
        type: "tuple",
        items: items,
        rest,
        ...util.normalizeParams(params),
    });
}
const ZodRecord = /*@__PURE__*/ $constructor("ZodRecord", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodRecord.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => recordProcessor(inst, ctx, json, params);
    inst.keyType = def.keyType;
    inst.valueType = def.valueType;
});
function record(keyType, valueType, params) {
    // v3-compat: z.record(valueType, params?) — defaults keyType to z.string()
    if (!valueType || !valueType._zod) {
        return new ZodRecord({
            type: "record",
            keyType: schemas_string(),
            valueType: keyType,
            ...normalizeParams(valueType),
        });
    }
    return new ZodRecord({
        type: "record",
        keyType,
        valueType: valueType,
        ...normalizeParams(params),
    });
}
// type alksjf = core.output<core.$ZodRecordKey>;
function partialRecord(keyType, valueType, params) {
    return new ZodRecord({
        type: "record",
        keyType,
        valueType: valueType,
        ...util.normalizeParams(params),
        partial: true,
    });
}
function looseRecord(keyType, valueType, params) {
    return new ZodRecord({
        type: "record",
        keyType,
        valueType: valueType,
        mode: "loose",
        ...util.normalizeParams(params),
    });
}
const ZodMap = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMap", (inst, def) => {
    _ensureDefaultMemoizer();
    core.$ZodMap.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.mapProcessor(inst, ctx, json, params);
    inst.keyType = def.keyType;
    inst.valueType = def.valueType;
    inst.min = (...args) => inst.check(core._minSize(...args));
    inst.nonempty = (params) => inst.check(core._minSize(1, params));
    inst.max = (...args) => inst.check(core._maxSize(...args));
    inst.size = (...args) => inst.check(core._size(...args));
})));
function map(keyType, valueType, params) {
    return new ZodMap({
        type: "map",
        keyType: keyType,
        valueType: valueType,
        ...util.normalizeParams(params),
    });
}
const ZodSet = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodSet", (inst, def) => {
    _ensureDefaultMemoizer();
    core.$ZodSet.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.setProcessor(inst, ctx, json, params);
    inst.min = (...args) => inst.check(core._minSize(...args));
    inst.nonempty = (params) => inst.check(core._minSize(1, params));
    inst.max = (...args) => inst.check(core._maxSize(...args));
    inst.size = (...args) => inst.check(core._size(...args));
})));
function set(valueType, params) {
    return new ZodSet({
        type: "set",
        valueType: valueType,
        ...util.normalizeParams(params),
    });
}
const ZodEnum = /*@__PURE__*/ $constructor("ZodEnum", (inst, def) => {
    $ZodEnum.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => enumProcessor(inst, ctx, json, params);
    inst.enum = def.entries;
    // reuse the parsed value set so a numeric TS enum's reverse-mapping keys stay out
    inst.options = [...inst._zod.values];
    const keys = new Set(Object.keys(def.entries));
    inst.extract = (values, params) => {
        const newEntries = {};
        for (const value of values) {
            if (keys.has(value)) {
                newEntries[value] = def.entries[value];
            }
            else
                throw new Error(`Key ${value} not found in enum`);
        }
        return new ZodEnum({
            ...def,
            checks: [],
            ...normalizeParams(params),
            entries: newEntries,
        });
    };
    inst.exclude = (values, params) => {
        const newEntries = { ...def.entries };
        for (const value of values) {
            if (keys.has(value)) {
                delete newEntries[value];
            }
            else
                throw new Error(`Key ${value} not found in enum`);
        }
        return new ZodEnum({
            ...def,
            checks: [],
            ...normalizeParams(params),
            entries: newEntries,
        });
    };
});
function schemas_enum(values, params) {
    const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
    return new ZodEnum({
        type: "enum",
        entries,
        ...normalizeParams(params),
    });
}

/** @deprecated This API has been merged into `z.enum()`. Use `z.enum()` instead.
 *
 * ```ts
 * enum Colors { red, green, blue }
 * z.enum(Colors);
 * ```
 */
function nativeEnum(entries, params) {
    return new ZodEnum({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
const ZodLiteral = /*@__PURE__*/ $constructor("ZodLiteral", (inst, def) => {
    $ZodLiteral.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => literalProcessor(inst, ctx, json, params);
    inst.values = new Set(def.values);
    Object.defineProperty(inst, "value", {
        get() {
            if (def.values.length > 1) {
                throw new Error("This schema contains multiple valid literal values. Use `.values` instead.");
            }
            return def.values[0];
        },
    });
});
function literal(value, params) {
    return new ZodLiteral({
        type: "literal",
        values: Array.isArray(value) ? value : [value],
        ...normalizeParams(params),
    });
}
const ZodFile = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodFile", (inst, def) => {
    core.$ZodFile.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.fileProcessor(inst, ctx, json, params);
    inst.min = (size, params) => inst.check(core._minSize(size, params));
    inst.max = (size, params) => inst.check(core._maxSize(size, params));
    inst.mime = (types, params) => inst.check(core._mime(Array.isArray(types) ? types : [types], params));
})));
function file(params) {
    return core._file(ZodFile, params);
}
const ZodTransform = /*@__PURE__*/ $constructor("ZodTransform", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodTransform.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => transformProcessor(inst, ctx, json, params);
    inst._zod.parse = (payload, _ctx) => {
        if (_ctx.direction === "backward") {
            throw new $ZodEncodeError(inst.constructor.name);
        }
        payload.addIssue = (issue) => {
            if (typeof issue === "string") {
                payload.issues.push(util_issue(issue, payload.value, def));
            }
            else {
                // for Zod 3 backwards compatibility
                const _issue = issue;
                if (_issue.fatal)
                    _issue.continue = false;
                _issue.code ?? (_issue.code = "custom");
                if (!("input" in _issue))
                    _issue.input = payload.value;
                _issue.inst ?? (_issue.inst = inst);
                // _issue.continue ??= true;
                payload.issues.push(util_issue(_issue));
            }
        };
        const output = def.transform(payload.value, payload);
        if (output instanceof Promise) {
            return output.then((output) => {
                payload.value = output;
                return payload;
            });
        }
        payload.value = output;
        return payload;
    };
});
function transform(fn) {
    return new ZodTransform({
        type: "transform",
        transform: fn,
    });
}
const ZodOptional = /*@__PURE__*/ $constructor("ZodOptional", (inst, def) => {
    $ZodOptional.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => optionalProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function optional(innerType) {
    return new ZodOptional({
        type: "optional",
        innerType: innerType,
    });
}
const ZodExactOptional = /*@__PURE__*/ $constructor("ZodExactOptional", (inst, def) => {
    $ZodExactOptional.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => optionalProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function exactOptional(innerType) {
    return new ZodExactOptional({
        type: "optional",
        innerType: innerType,
    });
}
const ZodNullable = /*@__PURE__*/ $constructor("ZodNullable", (inst, def) => {
    $ZodNullable.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => nullableProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function nullable(innerType) {
    return new ZodNullable({
        type: "nullable",
        innerType: innerType,
    });
}
// nullish
function schemas_nullish(innerType) {
    return optional(nullable(innerType));
}
const ZodDefault = /*@__PURE__*/ $constructor("ZodDefault", (inst, def) => {
    $ZodDefault.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => defaultProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
    inst.removeDefault = inst.unwrap;
});
function schemas_default(innerType, defaultValue) {
    return new ZodDefault({
        type: "default",
        innerType: innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
        },
    });
}
const ZodPrefault = /*@__PURE__*/ $constructor("ZodPrefault", (inst, def) => {
    $ZodPrefault.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => prefaultProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function prefault(innerType, defaultValue) {
    return new ZodPrefault({
        type: "prefault",
        innerType: innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
        },
    });
}
const ZodNonOptional = /*@__PURE__*/ $constructor("ZodNonOptional", (inst, def) => {
    $ZodNonOptional.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => nonoptionalProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function nonoptional(innerType, params) {
    return new ZodNonOptional({
        type: "nonoptional",
        innerType: innerType,
        ...normalizeParams(params),
    });
}
const ZodSuccess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodSuccess", (inst, def) => {
    core.$ZodSuccess.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.successProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
})));
function success(innerType) {
    return new ZodSuccess({
        type: "success",
        innerType: innerType,
    });
}
const ZodCatch = /*@__PURE__*/ $constructor("ZodCatch", (inst, def) => {
    $ZodCatch.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => catchProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
    inst.removeCatch = inst.unwrap;
});
function schemas_catch(innerType, catchValue) {
    return new ZodCatch({
        type: "catch",
        innerType: innerType,
        catchValue: (typeof catchValue === "function" ? catchValue : constantCatch(catchValue)),
    });
}

const ZodNaN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodNaN", (inst, def) => {
    core.$ZodNaN.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.nanProcessor(inst, ctx, json, params);
})));
function nan(params) {
    return core._nan(ZodNaN, params);
}
const ZodPipe = /*@__PURE__*/ $constructor("ZodPipe", (inst, def) => {
    $ZodPipe.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => pipeProcessor(inst, ctx, json, params);
    inst.in = def.in;
    inst.out = def.out;
});
function pipe(in_, out) {
    return new ZodPipe({
        type: "pipe",
        in: in_,
        out: out,
        // ...util.normalizeParams(params),
    });
}
const ZodCodec = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodCodec", (inst, def) => {
    ZodPipe.init(inst, def);
    core.$ZodCodec.init(inst, def);
})));
function codec(in_, out, params) {
    return new ZodCodec({
        type: "pipe",
        in: in_,
        out: out,
        transform: params.decode,
        reverseTransform: params.encode,
    });
}
function invertCodec(codec) {
    const def = codec._zod.def;
    return new ZodCodec({
        type: "pipe",
        in: def.out,
        out: def.in,
        transform: def.reverseTransform,
        reverseTransform: def.transform,
    });
}
const ZodPreprocess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodPreprocess", (inst, def) => {
    ZodPipe.init(inst, def);
    core.$ZodPreprocess.init(inst, def);
})));
const ZodReadonly = /*@__PURE__*/ $constructor("ZodReadonly", (inst, def) => {
    $ZodReadonly.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => readonlyProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function readonly(innerType) {
    return new ZodReadonly({
        type: "readonly",
        innerType: innerType,
    });
}
const ZodTemplateLiteral = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodTemplateLiteral", (inst, def) => {
    core.$ZodTemplateLiteral.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.templateLiteralProcessor(inst, ctx, json, params);
})));
function templateLiteral(parts, params) {
    return new ZodTemplateLiteral({
        type: "template_literal",
        parts,
        ...util.normalizeParams(params),
    });
}
const ZodLazy = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodLazy", (inst, def) => {
    core.$ZodLazy.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.lazyProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.getter();
})));
function lazy(getter) {
    return new ZodLazy({
        type: "lazy",
        getter: getter,
    });
}
const ZodPromise = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodPromise", (inst, def) => {
    core.$ZodPromise.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.promiseProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
})));
function promise(innerType) {
    return new ZodPromise({
        type: "promise",
        innerType: innerType,
    });
}
const ZodFunction = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodFunction", (inst, def) => {
    core.$ZodFunction.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.functionProcessor(inst, ctx, json, params);
})));
function _function(params) {
    return new ZodFunction({
        type: "function",
        input: Array.isArray(params?.input) ? tuple(params?.input) : (params?.input ?? array(unknown())),
        output: params?.output ?? unknown(),
    });
}

const ZodCustom = /*@__PURE__*/ $constructor("ZodCustom", (inst, def) => {
    $ZodCustom.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => customProcessor(inst, ctx, json, params);
});
// custom checks
function check(fn) {
    const ch = new core.$ZodCheck({
        check: "custom",
        // ...util.normalizeParams(params),
    });
    ch._zod.check = fn;
    return ch;
}
function custom(fn, _params) {
    return core._custom(ZodCustom, fn ?? (() => true), _params);
}
function refine(fn, _params = {}) {
    return _refine(ZodCustom, fn, _params);
}
// superRefine
function superRefine(fn, params) {
    return _superRefine(fn, params);
}
// Re-export describe and meta from core
const schemas_describe = describe;
const schemas_meta = meta;
const ZodInstanceOf = /*@__PURE__*/ $constructor("ZodInstanceOf", (inst, def) => {
    ZodCustom.init(inst, def);
}, {
    properties(shape, params) {
        // asserts in place, so the narrowed output type is truthful without a wrapper
        return this.check(_properties(shape, params));
    },
});
function _instanceof(cls, params = {}) {
    const inst = new ZodInstanceOf({
        type: "custom",
        check: "custom",
        fn: (data) => data instanceof cls,
        abort: true,
        ...util.normalizeParams(params),
    });
    inst._zod.bag.Class = cls;
    // Override check to emit invalid_type instead of custom
    inst._zod.check = (payload) => {
        if (!(payload.value instanceof cls)) {
            payload.issues.push({
                code: "invalid_type",
                expected: cls.name,
                input: payload.value,
                inst,
                path: [...(inst._zod.def.path ?? [])],
            });
        }
    };
    return inst;
}

// stringbool
const stringbool = (...args) => core._stringbool({
    Codec: ZodCodec,
    Boolean: ZodBoolean,
    String: ZodString,
}, ...args);
function json(params) {
    const jsonSchema = lazy(() => {
        return union([schemas_string(params), schemas_number(), schemas_boolean(), schemas_null(), array(jsonSchema), record(schemas_string(), jsonSchema)]);
    });
    return jsonSchema;
}
// preprocess
function preprocess(fn, schema) {
    return new ZodPreprocess({
        type: "pipe",
        in: transform(fn),
        out: schema,
    });
}

;// CONCATENATED MODULE: ./build/src/plan/action-schema.js


/** Limits of the API (AWS Systems Manager API reference, StartAutomationExecution). */
const MAX_PARAMETERS = 200;
const MAX_PARAMETER_VALUES = 50;
const MAX_VALUE_LENGTH = 512;
const MAX_KEY_LENGTH = 50;
/** More would be a runbook of its own. */
const MAX_ACTIONS = 20;
const DEFAULT_ACTION_TIMEOUT = '10m';
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,62}[A-Za-z0-9._-])?$/;
const DOCUMENT = /^[A-Za-z0-9_.:/-]{3,130}$/;
const VERSION = /^(?:\$LATEST|\$DEFAULT|[1-9][0-9]{0,8})$/;
const KEY = new RegExp(`^[A-Za-z0-9_.-]{1,${MAX_KEY_LENGTH}}$`);
/** A text of a form; `rule` is said behind the text that breaks it. */
const action_schema_text = (form, rule) => z.string().regex(form, { error: ({ input }) => `${quote(String(input))} ${rule}` });
const value = union([schemas_string(), array(schemas_string())], {
    error: () => 'must be a text or a list of texts: write numbers, true and false in quotes'
})
    .meta({ examples: [['$(drill.instanceIds)']] });
const parameters = record(schemas_string(), value)
    .refine((map) => Object.keys(map).length <= MAX_PARAMETERS, {
    error: `are more than ${MAX_PARAMETERS}, which is all that SSM takes: leave some out`
})
    .refine((map) => Object.keys(map).every((key) => KEY.test(key)), {
    error: ({ input }) => {
        const key = Object.keys(input).find((candidate) => !KEY.test(candidate)) ?? '';
        return `has ${quotation_quote(key)}, which is no parameter's name: use letters, digits, ".", "_" and "-", ${MAX_KEY_LENGTH} at most`;
    }
})
    .meta({
    description: 'What the document is given: $(drill.instanceIds), $(drill.sourceServerIds) and $(drill.executionId) stand for those of the wave',
    examples: [{ InstanceIds: ['$(drill.instanceIds)'], Tier: 'app' }]
});
/** @param timeout the schema of a duration, described */
const action = (timeout) => z
    .strictObject({
    name: action_schema_text(NAME, 'is not a name: use letters, digits, blanks, ".", "_" and "-", 64 at most').meta({
        description: 'Unique among the actions of the wave',
        examples: ['smoke test']
    }),
    document: action_schema_text(DOCUMENT, 'is not an SSM document: write its name or ARN, letters, digits and "_", ".", ":", "/", "-"').meta({
        description: 'The SSM Automation document to run, by its name or ARN',
        examples: ['MyOrg-SmokeTest', 'AWS-RestartEC2Instance']
    }),
    'document-version': action_schema_text(VERSION, 'is not a version: write a number in quotes, "$LATEST" or "$DEFAULT"')
        .meta({ description: 'Which version of it: $DEFAULT when not stated', examples: ['3'] })
        .optional(),
    parameters: parameters.optional(),
    timeout: timeout.optional()
})
    .meta({ description: 'An AWS Systems Manager Automation document that is run as part of the wave' });
/** The keys of an action, for messages about unknown ones. */
const ACTION_KEYS = (/* unused pure expression or super */ null && (['name', 'document', 'document-version', 'parameters', 'timeout']));
/** A list of actions; an empty one takes back what `defaults` states. */
const actionList = (timeout, description) => z
    .array(action(timeout))
    .max(MAX_ACTIONS, { error: `are more than ${MAX_ACTIONS}: put them into one document` })
    .meta({ description });
/** Why SSM would not take these values of a parameter, and what to do; undefined where it would. */
function sizeProblemOf(values) {
    if (values.length > MAX_PARAMETER_VALUES) {
        return {
            what: `more than the ${MAX_PARAMETER_VALUES} values that SSM takes`,
            remedy: 'split the wave, or pass fewer'
        };
    }
    return values.some(({ length }) => length > MAX_VALUE_LENGTH)
        ? { what: `a value of more than the ${MAX_VALUE_LENGTH} characters that SSM takes`, remedy: 'shorten it' }
        : undefined;
}

;// CONCATENATED MODULE: ./build/src/plan/placeholders.js
/**
 * What a parameter of an action may name of its wave: `$(drill.instanceIds)`. The prefix keeps them apart from a shell's
 * `$(hostname)`, from GitHub's `${{ … }}` and from SSM's own `{{ … }}`, which are all left as they are.
 */
const placeholders = ['instanceIds', 'sourceServerIds', 'executionId'];
const PATTERN = /\$\(\s*drill\.([^()\s]*)\s*\)/g;
const ALONE = /^\$\(\s*drill\.([^()\s]*)\s*\)$/;
/** The names of all placeholders in a text, known or not. */
function placeholders_placeholdersIn(text) {
    return [...text.matchAll(PATTERN)].map(([, name = '']) => name);
}
function isPlaceholder(name) {
    return placeholders.some((known) => known === name);
}
/**
 * The values of a parameter with everything named in them put in. A value that is a placeholder and nothing else becomes
 * all that it stands for, a value each; within a longer text these stand separated by commas.
 */
function resolveValues(values, known) {
    return values.flatMap((value) => {
        const alone = ALONE.exec(value)?.[1];
        if (alone !== undefined && isPlaceholder(alone))
            return known[alone];
        return [value.replace(PATTERN, (text, name) => (isPlaceholder(name) ? known[name].join(',') : text))];
    });
}

;// CONCATENATED MODULE: ./build/src/drill/actions/request.js



/**
 * The request that starts an action, or finds what was started for it: the same each time it is sent. It is made for one
 * launch of its wave: where the servers are launched anew, what was run for the launch before says nothing of them.
 */
function request_startOf(state, action) {
    const { wave, planned } = action;
    const { name, document, documentVersion } = planned;
    const tries = action_isToBeRunAnew(state, action) ? action.tries + 1 : Math.max(action.tries, 1);
    const sent = tries === action.tries ? action.sent : undefined;
    const request = {
        document,
        ...(documentVersion === undefined ? {} : { documentVersion }),
        parameters: sent?.parameters ?? parametersOf(state, action)
    };
    return {
        do: 'start-action',
        wave,
        action: name,
        tries,
        token: sent?.token ?? newToken(state, action, tries, request),
        ...request
    };
}
function newToken(state, { wave, planned, position }, tries, request) {
    const { phase } = planned;
    const launch = phase === 'pre' ? earlierJobsOf(state, wave) : jobsOf(state, wave);
    return tokenOf([state.executionId, state.mode, wave, phase, position, tries, launch, request]);
}
/** The jobs that have launched the servers of a wave. */
function jobsOf(state, wave) {
    const servers = state.waves.get(wave)?.planned.servers ?? [];
    return [...new Set(servers.flatMap((id) => state.servers.get(id)?.jobId ?? []))].toSorted();
}
/** The jobs of a wave from earlier attempts; nothing is left of what they launched, or its pre-actions were not asked for. */
function earlierJobsOf({ jobs }, wave) {
    return [...jobs.values()]
        .filter((job) => job.wave === wave && job.adopted !== undefined)
        .map(({ jobId }) => jobId)
        .toSorted();
}
/** Servers whose instance an action has to name, and that is not known. */
function request_unknownInstances(state, { wave, planned }) {
    const isNamed = Object.values(planned.parameters).flat().flatMap(placeholdersIn).includes('instanceIds');
    if (!isNamed)
        return [];
    const servers = state.waves.get(wave)?.planned.servers ?? [];
    return servers.filter((id) => instanceIdOf(state.servers.get(id)) === undefined);
}
function parametersOf(state, { wave, planned }) {
    const sourceServerIds = state.waves.get(wave)?.planned.servers ?? [];
    const known = {
        sourceServerIds,
        instanceIds: sourceServerIds.flatMap((id) => action_instanceIdOf(state.servers.get(id)) ?? []),
        executionId: [state.executionId]
    };
    const keys = Object.keys(planned.parameters).toSorted();
    return Object.fromEntries(keys.map((key) => [key, resolveValues(planned.parameters[key] ?? [], known)]));
}
/**
 * The idempotency token of a request, in the form of a UUID (ClientToken of StartAutomationExecution): the same for the
 * same request, whichever attempt of the workflow run sends it; other parameters are another request.
 */
function tokenOf(request) {
    const digest = (0,external_node_crypto_namespaceObject.createHash)('sha256').update(JSON.stringify(request)).digest('hex');
    const variant = ((Number.parseInt(digest.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
    return [
        digest.slice(0, 8),
        digest.slice(8, 12),
        `8${digest.slice(13, 16)}`,
        `${variant}${digest.slice(17, 20)}`,
        digest.slice(20, 32)
    ].join('-');
}

;// CONCATENATED MODULE: ./build/src/drill/actions/preflight.js





/** States of a document in which it runs (DocumentStatus). */
const usable = new Set(['Active', 'Updating']);
/** The SSM documents that the actions of this run name, each version once. */
function preflight_documentsOf({ actions }) {
    const questions = new Map();
    for (const { planned } of actions) {
        const { document, documentVersion } = planned;
        questions.set(preflight_keyOf(planned), { document, ...(documentVersion === undefined ? {} : { documentVersion }) });
    }
    return [...questions.values()];
}
/** What stands in the way of the actions: documents that are not there or of another kind, parameters that do not fit. */
function actionFindings(state) {
    const documents = new Map((state.documents ?? []).map((document) => [preflight_keyOf(document), document]));
    return state.actions.flatMap((action) => {
        const document = documents.get(preflight_keyOf(action.planned));
        const problem = document === undefined ? 'SSM was not asked about it' : problemOf(state, action, document);
        if (problem === undefined)
            return [];
        const { planned, wave } = action;
        return [
            {
                class: 'blocking',
                message: `${planned.phase}-action "${planned.name}" of wave ${wave} cannot be run: ${problem}`,
                wave,
                ...firstPlace(state.places, `action ${wave}/${planned.name}`, `wave ${wave}`)
            }
        ];
    });
}
function preflight_keyOf({ document, documentVersion = '$DEFAULT' }) {
    return `${document} ${documentVersion}`;
}
function problemOf(state, action, document) {
    const { isKnown, type, status, parameters } = document;
    const { document: name, documentVersion } = action.planned;
    if (!isKnown) {
        const version = documentVersion === undefined ? '' : ` in version ${documentVersion}`;
        const where = state.identity?.region ?? 'this Region';
        return `there is no SSM document ${name}${version} in ${where}. Correct "document" in the plan, or create it there.`;
    }
    if (type !== 'Automation') {
        return `${name} is a document of type ${type ?? 'unknown'}, and only Automation documents can be run.`;
    }
    if (status !== undefined && !usable.has(status)) {
        return `${name} is ${status} in SSM. Mend the document, then run this again.`;
    }
    return parameterProblem(state, action, parameters);
}
function parameterProblem(state, action, known) {
    const { document } = action.planned;
    const given = request_startOf(state, action).parameters;
    const missing = known.filter(({ name, isRequired }) => isRequired && !(name in given)).map(({ name }) => name);
    if (missing.length > 0)
        return `${document} needs the parameter ${missing.join(', ')}. Add it to "parameters".`;
    const unknown = Object.keys(given).filter((key) => !known.some(({ name }) => name === key));
    if (unknown.length > 0) {
        const names = known.map(({ name }) => name).join(', ');
        return `${document} has no parameter ${unknown.join(', ')}. ${names === '' ? 'It has none' : `It has ${names}`}.`;
    }
    const size = sizeProblem(state, action);
    if (size !== undefined)
        return size;
    // Instances are not known yet; there will be as many as servers.
    const servers = state.waves.get(action.wave)?.planned.servers.length ?? 0;
    const several = known.find(({ name, type }) => {
        const values = action.planned.parameters[name] ?? [];
        const isList = values.some((value) => /^\$\(drill\.(?:instanceIds|sourceServerIds)\)$/.test(value.replaceAll(' ', '')));
        return type === 'String' && values.length > 0 && (values.length > 1 || (isList && servers > 1));
    });
    if (several === undefined)
        return undefined;
    return `the parameter ${several.name} of ${document} takes one value, and is given several. Make it a StringList.`;
}
/** How many servers a match finds is known only now: the plan's own check could not count them. */
function sizeProblem(state, { wave, planned }) {
    const sourceServerIds = state.waves.get(wave)?.planned.servers ?? [];
    const known = {
        sourceServerIds,
        instanceIds: sourceServerIds.map(() => 'i-00000000000000000'),
        executionId: [state.executionId]
    };
    for (const [key, texts] of Object.entries(planned.parameters)) {
        const problem = sizeProblemOf(resolveValues(texts, known));
        if (problem === undefined)
            continue;
        const servers = wording_counted(sourceServerIds.length, 'server');
        return `the parameter ${key} is given ${problem.what} (${servers}): ${problem.remedy}.`;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/src/drill/launch/holdings.js

/** The servers that jobs of others keep from a launch, as far as it is known. */
function holdings_holdingsOf(state) {
    return (state.survey?.foreign.holding ?? []).filter((holding) => !isReleased(state, holding));
}
/** The servers whose live recovery is looked for until DRS lists it: what launched them has ended. */
function holdings_awaitedRecoveries(state) {
    return holdings_holdingsOf(state).flatMap(({ sourceServerId, hasLaunched }) => (hasLaunched === true ? [sourceServerId] : []));
}
/** Once DRS lists what a recovery has launched, its guard has the server, and what may replace it is written down. */
function isReleased(state, { sourceServerId, hasLaunched }) {
    const server = state.servers.get(sourceServerId);
    return hasLaunched === true && server !== undefined && liveRecoveryOf(state, server) !== undefined;
}
/** Whose the job is: `of somebody else`. */
function whose({ ofMode }) {
    return ofMode === undefined ? 'of somebody else' : `of this workflow run's own ${ofMode}`;
}
/** `held by drsjob-0123, a job of somebody else`; of one that has ended also why it holds the server all the same. */
function describeHold(holding) {
    const held = `held by ${holding.jobId}, a job ${whose(holding)}`;
    return holding.hasLaunched === true ? `${held} that has launched it: DRS does not list the instance yet` : held;
}

;// CONCATENATED MODULE: ./build/src/drill/preflight/other-jobs.js





/** How long the look that ends a wait may take. */
const lastLookSeconds = 30;
/** Servers of the waves of this run that a job of somebody else holds, as the last survey showed it. */
function heldByOthers(state) {
    return holdings_holdingsOf(state).filter(({ sourceServerId }) => {
        const wave = state.servers.get(sourceServerId)?.wave;
        return wave !== undefined && state.waves.get(wave)?.selected === true;
    });
}
/** How long a launch waits for the jobs of others before it is blocked (`guards.wait-for-other-jobs`). */
function waitForOthersSeconds({ plan }) {
    return plan?.guards.waitForOtherJobsSeconds ?? 0;
}
/** Whether the start has to wait, or to go on waiting, for the jobs of others. */
function other_jobs_mustWaitForOthers(state, now) {
    if (startsNothing(state.mode) || heldByOthers(state).length === 0)
        return false;
    if (state.wait === undefined)
        return now < waitEnd(state, now);
    return now < waitOverAt(state, state.wait.until) && (state.survey?.at ?? '') < state.wait.until;
}
/** When a wait ends at the latest, where a last look is not answered; undefined where there is none. */
function other_jobs_waitDeadline(state) {
    return state.wait !== undefined && other_jobs_isWaitingForOthers(state) ? waitOverAt(state, state.wait.until) : undefined;
}
/** The wait begins: it is written down, so that it is known when it ends. */
function other_jobs_beginWait(state, now) {
    return { type: 'other-jobs-awaited', until: waitEnd(state, now), holding: heldByOthers(state) };
}
/** Whether a drill that has not begun waits, or has waited, for the jobs of others. */
function other_jobs_isWaitingForOthers(state) {
    return state.wait !== undefined && state.preflight === undefined;
}
/** What those jobs did may have changed everything that was asked before: it is asked anew once they are over. */
function other_jobs_isDescribedAnew(state) {
    const { wait, describedAt, survey } = state;
    if (wait === undefined || survey === undefined || heldByOthers(state).length > 0)
        return true;
    return (describedAt ?? '') >= survey.at;
}
/** The jobs are looked at at the drill's pace; when no server is held any more, the servers are. */
function waitTasks(state) {
    if (!other_jobs_isWaitingForOthers(state) || state.survey === undefined)
        return [];
    const { at } = state.survey;
    if (heldByOthers(state).length > 0) {
        // The last look is at the very end: a server that is free by then is not to be held against the drill.
        const next = earliest([addSeconds(at, state.pollIntervalSeconds), state.wait?.until]) ?? at;
        const recoveriesOf = awaitedRecoveries(state);
        return [{ at: surveyRetryAt(state, recoveriesOf) ?? next, command: { do: 'survey-jobs', recoveriesOf } }];
    }
    if (other_jobs_isDescribedAnew(state))
        return [];
    const servers = [...state.servers.keys()];
    return [{ at: retryAt(state, 'servers') ?? at, command: { do: 'describe-servers', servers } }];
}
function waitOverAt(state, until) {
    return earliest([addSeconds(until, lastLookSeconds), drillDeadline(state)]) ?? until;
}
function waitEnd(state, now) {
    return earliest([addSeconds(now, waitForOthersSeconds(state)), drillDeadline(state)]) ?? now;
}

;// CONCATENATED MODULE: ./build/src/drill/preflight/other-jobs-check.js





/** What it means for the start that a job of somebody else holds the server. */
function holdingFindings(state, server) {
    const holder = heldByOthers(state).find(({ sourceServerId }) => sourceServerId === server.sourceServerId);
    if (holder === undefined)
        return [];
    const held = `Server ${finding_nameOf(server)} is ${describeHold(holder)}`;
    const end = holder.hasLaunched === true ? 'DRS lists it' : 'that job has ended';
    const what = `Run again when ${end}, or raise "guards.wait-for-other-jobs" in the plan`;
    const seconds = waitForOthersSeconds(state);
    if (seconds === 0)
        return [blocking(`${held}, and the plan does not wait for other jobs. ${what}.`)];
    if (state.wait === undefined) {
        return [
            warning(`${held}. A drill waits up to ${duration_formatDuration(seconds)} ${holder.hasLaunched === true ? 'for that' : 'for its end'}, and is blocked then.`)
        ];
    }
    const waited = duration_formatDuration(timestamp_secondsBetween(state.wait.since, state.wait.until));
    return [blocking(`${held}, and still was after a wait of ${waited}. ${what}.`)];
}
/** The wait that is over, and what it was for. */
function waitingFindings(state, servers) {
    const { wait, survey } = state;
    if (wait === undefined || survey === undefined || heldByOthers(state).length > 0)
        return [];
    const waited = duration_formatDuration(Math.round(timestamp_secondsBetween(wait.since, survey.at)));
    const jobs = [...new Set(wait.holding.map(({ jobId }) => jobId))];
    const held = servers.filter(({ sourceServerId }) => wait.holding.some((one) => one.sourceServerId === sourceServerId));
    const of = [...new Set(wait.holding.map(whose))].join(' and ');
    return [note(`Waited ${waited} for ${finding_named(jobs)}, ${of}, which held ${finding_named(held.map(finding_nameOf))}.`)];
}

;// CONCATENATED MODULE: ./build/src/drill/preflight/permissions.js

/** Actions that one finding names. */
const actionsInFinding = 8;
/** Actions that the launch itself calls, by what it is for. */
const ownActions = {
    launch: 'drs:StartRecovery',
    tag: 'drs:TagResource',
    terminate: 'drs:TerminateRecoveryInstances',
    follow: 'ssm:GetAutomationExecution',
    stop: 'ssm:StopAutomationExecution',
    run: 'ssm:StartAutomationExecution'
};
/** Whether the drill is to terminate its instances at its end; a recovery never does. */
function permissions_terminatesAtItsEnd({ cleanup, mode }) {
    return cleanup.when !== 'never' && mode !== 'recovery';
}
/**
 * What IAM's simulation says of the permissions that a launch needs. What the action itself calls is blocking where IAM
 * denies it without an unknown in its answer; DRS's needs of its caller are a warning, because nobody knows beforehand
 * which resources and tags DRS will name.
 */
function permissionFindings(state) {
    const foretold = state.foretold;
    if (foretold === undefined)
        return [];
    if (foretold.unasked !== undefined)
        return [note(foretold.unasked)];
    if (foretold.failure !== undefined) {
        return [
            note('IAM does not say whether the role may do what a launch needs; without it a missing permission shows when it is ' +
                `needed. ${foretold.failure.message}.`)
        ];
    }
    const denied = foretold.permissions.filter(({ decision }) => decision !== 'allowed');
    const { launch, tag, terminate, follow, stop, run } = ownActions;
    const wanted = [
        launch,
        tag,
        ...(permissions_terminatesAtItsEnd(state) ? [terminate] : []),
        ...(state.actions.length > 0 ? [follow, stop] : [])
    ];
    const own = denied.filter(({ action }) => wanted.includes(action));
    const callers = denied.filter(({ action }) => !Object.values(ownActions).includes(action));
    // A role that may launch nothing is one for preflights, and need not do more.
    if (state.mode === 'preflight' && own.some(({ action, missing }) => action === launch && !missing.length)) {
        return [note(`These credentials may not call ${launch}: a drill or recovery needs a role that may.`)];
    }
    return [
        ...ownFindings(own),
        ...runFindings(denied.filter(({ action }) => action === run)),
        ...callerFindings(callers)
    ];
}
function ownFindings(own) {
    return own.map(({ action, decision, missing, servers }) => {
        const on = servers === undefined || servers.length === 0 ? '' : ` on ${finding_named(servers)}`;
        if (missing.length > 0) {
            const unknown = `the answer turns on what only the call itself has (${finding_named(missing)})`;
            return warning(`IAM's simulation denies ${action}${on}, but ${unknown}. See that the role's policy allows it.`);
        }
        const how = decision === 'explicitDeny' ? 'a policy denies it explicitly' : 'no policy allows it';
        return blocking(`The role may not call ${action}${on}: ${how}. Add ${action} to the role's policy (docs/iam/ has it whole)` +
            `${action === ownActions.terminate ? ', or take "cleanup" out of the plan' : ''}.`);
    });
}
/** Which ARNs a policy has to name for a document, AWS changes from time to time: a denial is not certain enough to block. */
function runFindings(runs) {
    if (runs.length === 0)
        return [];
    const documents = finding_named(runs.map(({ document }) => document ?? 'a document'));
    return [
        warning(`IAM's simulation denies ${ownActions.run} on ${documents}: an action that may not be run ends its wave. ` +
            "See that the role's policy allows it (docs/iam/).")
    ];
}
function callerFindings(callers) {
    if (callers.length === 0)
        return [];
    return [
        warning(`IAM's simulation denies ${finding_named(callers.map(({ action }) => action), actionsInFinding)}, which DRS needs of whoever starts a launch: ` +
            "where one is truly missing, servers fail minutes after the start. Compare the role's policy with docs/iam/.")
    ];
}

;// CONCATENATED MODULE: ./build/src/drill/preflight/fleet-checks.js







/** What each check says of the servers together, and of the plan. */
const fleetChecks = {
    selection: selectionFindings,
    actions: actionFindings,
    'last-launch': (_state, servers) => {
        const untried = servers.filter(({ described }) => described?.lastLaunch?.result === 'NOT_STARTED');
        if (untried.length === 0)
            return [];
        const were = untried.length === 1 ? 'server was' : 'servers were';
        return [note(`${String(untried.length)} ${were} never launched before: ${finding_named(untried.map(finding_nameOf))}.`)];
    },
    permissions: (state) => permissionFindings(state),
    'other-jobs': waitingFindings,
    'recovery-snapshot': (state) => [...state.waves.values()].flatMap(({ planned, selected }) => {
        if (!selected || planned.pointInTime === 'latest' || 'before' in planned.pointInTime)
            return [];
        const stray = Object.keys(planned.pointInTime.snapshots).filter((id) => !planned.servers.includes(id));
        return stray.map((id) => ({
            ...blocking(`Server ${id} has a snapshot in point-in-time of wave ${planned.name}, which does not launch it. ` +
                'Take it out, or correct its ID.'),
            wave: planned.name,
            sourceServerId: id,
            ...firstPlace(state.places, `wave ${planned.name}`)
        }));
    }),
    quotas: ({ survey }, servers) => {
        const { jobs, servers: launching } = survey?.foreign ?? { jobs: 0, servers: 0 };
        const room = Math.max(0, quotas_quotas.servers - launching);
        if (jobs < quotas_quotas.jobs && Math.min(servers.length, quotas_quotas.serversPerJob) <= room)
            return [];
        return [
            warning(`Other people's jobs use up what DRS allows at once: ${String(jobs)} of ${String(quotas_quotas.jobs)} jobs, with ` +
                `${String(launching)} of ${String(quotas_quotas.servers)} servers. A drill waits for its turn, within its budgets.`)
        ];
    }
};

;// CONCATENATED MODULE: ./build/src/drill/preflight/documents.js
/** Whether SSM has been asked about the documents of actions; without actions there is nothing to ask. */
function documents_areDocumentsKnown({ actions, documents }) {
    return actions.length === 0 || documents !== undefined;
}

;// CONCATENATED MODULE: ./build/src/drill/preflight/grounds.js



const isDescribed = ({ described }) => described;
const grounds_isSurveyed = ({ survey }) => survey !== undefined;
const grounds_servers = { isAnswered: isDescribed, reads: ['drs:DescribeSourceServers'] };
const grounds_settings = { isAnswered: isDescribed, reads: [...grounds_servers.reads, 'drs:GetLaunchConfiguration'] };
const templates = {
    isAnswered: isDescribed,
    reads: [...grounds_settings.reads, 'ec2:DescribeLaunchTemplateVersions']
};
const instances = {
    isAnswered: isDescribed,
    reads: [...grounds_servers.reads, 'drs:DescribeRecoveryInstances', 'ec2:DescribeInstances']
};
const snapshots = {
    isAnswered: (state) => state.described && !point_in_time_needsSnapshots(state),
    reads: grounds_servers.reads
};
const grounds_jobs = { isAnswered: grounds_isSurveyed, reads: [] };
const grounds = {
    permissions: { isAnswered: ({ foretold }) => foretold !== undefined, reads: [] },
    selection: { isAnswered: (state) => !selected_state_isSelectionWanted(state) && grounds_isSurveyed(state), reads: [] },
    servers: grounds_servers,
    replication: grounds_servers,
    'recovery-point': grounds_servers,
    'recovery-snapshot': snapshots,
    staging: grounds_servers,
    'last-launch': grounds_servers,
    'launch-settings': templates,
    'launch-actions': grounds_settings,
    isolation: templates,
    actions: { isAnswered: documents_areDocumentsKnown, reads: [] },
    'live-recovery': instances,
    'earlier-drills': instances,
    'other-jobs': grounds_jobs,
    quotas: grounds_jobs
};
/** Whether AWS has answered what the check looks at; of one that it has not nothing is found, which is no good news. */
function isAsked(state, check) {
    const { isAnswered, reads } = grounds[check];
    return isAnswered(state) && !state.refusedReads.some(({ operation }) => reads.includes(operation));
}

;// CONCATENATED MODULE: ./build/src/drill/watch/isolation.js

/** The isolation that holds: that of drills alone, for a real failover goes where its launch settings say. */
function isolationOf({ mode, plan }) {
    return mode === 'recovery' ? undefined : plan?.isolation;
}
/**
 * What of it lies outside the plan's isolation, in words; undefined where it is inside. What is not known is outside: a
 * template that names no subnet leaves it to EC2, which takes the default one.
 */
function isolationBreach({ subnets, securityGroups }, { furtherInterfaces = [], ...first }) {
    const parts = [first, ...furtherInterfaces].flatMap(({ networkInterfaceId, subnetId, securityGroupIds = [] }) => [
        ...(networkInterfaceId === undefined
            ? [...breachOfSubnets(subnets, subnetId), ...breachOfGroups(securityGroups, securityGroupIds)]
            : [`${networkInterfaceId} is there already, and its subnet and security groups are not in the template`])
    ]);
    return parts.length === 0 ? undefined : [...new Set(parts)].join(' and ');
}
/** A drill that landed elsewhere has failed, however well it runs; undefined where there is nothing to be said of that. */
function judgeIsolation(state, { instance }, { planned }) {
    const isolation = isolationOf(state);
    if (isolation === undefined || instance === undefined)
        return undefined;
    const name = instance.ec2InstanceId ?? 'its EC2 instance';
    // What is gone is judged for that, unless the plan takes DRS's word for it.
    if (hasDisappeared(instance.state) && planned.verify.instance !== 'none')
        return undefined;
    if (instance.subnetId === undefined && instance.securityGroupIds === undefined) {
        return { is: 'not-yet', wrong: true, reason: `EC2 does not say where ${name} is, and the plan states an isolation` };
    }
    const breach = isolationBreach(isolation, instance);
    if (breach === undefined)
        return undefined;
    return {
        is: 'never',
        status: 'failed',
        reason: `${name} landed outside the plan's isolation: ${breach}. ` +
            (state.cleanup.when === 'always'
                ? 'The cleanup terminates it; correct its launch settings'
                : `It runs on there (cleanup: ${state.cleanup.when}): terminate it, and correct its launch settings`)
    };
}
function breachOfSubnets(allowed, subnetId) {
    if (allowed.length === 0)
        return [];
    if (subnetId === undefined)
        return ['no subnet is named'];
    return allowed.includes(subnetId) ? [] : [`${subnetId} is none of its subnets`];
}
function breachOfGroups(allowed, groups) {
    if (allowed.length === 0)
        return [];
    if (groups.length === 0)
        return ['no security group is named'];
    const strange = groups.filter((id) => !allowed.includes(id));
    if (strange.length === 0)
        return [];
    return [`${strange.join(', ')} ${strange.length === 1 ? 'is none' : 'are none'} of its security groups`];
}

;// CONCATENATED MODULE: ./build/src/drill/preflight/launch-settings.js

/** Whether DRS has launch settings of the server, launches a new instance by them, and from a template that EC2 has. */
function checkLaunchSettings(state, server) {
    return [...checkLaunchInto(state, server), ...checkTemplate(server)];
}
/** A drill must not overwrite a machine that somebody runs; a failback means to. */
function checkLaunchInto({ mode }, server) {
    const { launchInto } = server.described ?? {};
    if (launchInto === undefined)
        return [];
    const into = `launched into ${launchInto}, an EC2 instance that is there already, by its DRS launch settings ("Launch into instance ID")`;
    if (mode === 'recovery') {
        return [
            warning(`Server ${finding_nameOf(server)} is ${into}. What that instance holds is replaced: see that this is meant.`)
        ];
    }
    return [
        blocking(`Server ${finding_nameOf(server)} would be ${into}. A drill would overwrite what that instance holds. Take its ID out of the ` +
            'launch settings before a drill.')
    ];
}
function checkTemplate(server) {
    const { hasLaunchSettings, launchTemplate } = server.described ?? {};
    if (hasLaunchSettings === false) {
        return [
            warning(`Server ${finding_nameOf(server)} has no DRS launch settings. Open them in the DRS console and save them once.`)
        ];
    }
    if (hasLaunchSettings !== true || launchTemplate !== undefined)
        return [];
    return [
        warning(`Server ${finding_nameOf(server)}: EC2 does not show the launch template that its DRS launch settings name. ` +
            'Save the launch settings anew in the DRS console.')
    ];
}
/** Whether the post-launch actions that the plan requires will run: a drill would wait for others in vain. */
function checkLaunchActions(state, server) {
    const wanted = state.waves.get(server.wave)?.planned.verify.launchActions;
    if (wanted !== 'required')
        return [];
    const { hasLaunchSettings, postLaunchActive } = server.described ?? {};
    const required = `Server ${finding_nameOf(server)}: the plan requires its post-launch actions, but`;
    const whatToDo = 'Activate them, or take "launch-actions: required" out of the plan.';
    if (hasLaunchSettings === false) {
        return [blocking(`${required} it has no DRS launch settings that could activate them. ${whatToDo}`)];
    }
    if (postLaunchActive === false) {
        return [blocking(`${required} they are not activated in its DRS launch settings. ${whatToDo}`)];
    }
    if (hasLaunchSettings !== true || postLaunchActive === true)
        return [];
    return [
        warning(`${required} DRS does not say whether they are activated. Look at its launch settings in the DRS console.`)
    ];
}

;// CONCATENATED MODULE: ./build/src/drill/preflight/replication.js

/** Replication states from which DRS cannot launch a server (AWS DRS user guide, 'Source server states'). */
const notLaunchable = new Set(['STOPPED', 'INITIATING', 'INITIAL_SYNC']);
/** States in which the data gets older all the time. */
const ageing = new Set(['DISCONNECTED', 'STALLED', 'PAUSED']);
/** States in which it gets newer (DataReplicationInfo, AWS DRS API reference). */
const replicating = new Set(['CONTINUOUS', 'CREATING_SNAPSHOT', 'BACKLOG', 'RESCAN']);
/** Whether DRS can launch the server at all, and whether its data still gets newer. */
function checkReplication(_state, server) {
    const { replicationState, replicationError } = server.described ?? {};
    const name = finding_nameOf(server);
    const why = replicationError === undefined ? '' : ` (${replicationError})`;
    const lookAt = 'so that nobody knows whether it can be launched, and how old its data would be. Look at it in the DRS console.';
    if (replicationState === undefined) {
        return [warning(`Server ${name}: DRS gives no replication state of it${why}, ${lookAt}`)];
    }
    if (notLaunchable.has(replicationState)) {
        return [
            blocking(`Server ${name} cannot be launched: its replication state is ${replicationState}. ` +
                'Wait for the initial sync to finish, or start its replication in the DRS console.')
        ];
    }
    const isAgeing = ageing.has(replicationState);
    if (!isAgeing && !replicating.has(replicationState)) {
        return [
            warning(`Server ${name}: its replication state is ${replicationState}${why}, which is not known here, ${lookAt}`)
        ];
    }
    if (!isAgeing && replicationError === undefined)
        return [];
    return [
        warning(`Server ${name}: its replication is ${replicationState}${why}, so that its data gets older. ` +
            'Mend it in the DRS console; a launch would use the last point there is.')
    ];
}

// EXTERNAL MODULE: ./node_modules/iso8601-duration/lib/index.js
var lib = __nccwpck_require__(715);
;// CONCATENATED MODULE: ./build/src/drill/preflight/lag.js

/** Years and months have no fixed length; DRS uses neither, and this keeps the function pure. */
const since = new Date('2001-01-01T00:00:00Z');
/**
 * How far a server's data lags behind, in seconds, from DRS's ISO 8601 duration (`PT4M30S`, `P0D`; `lagDuration`,
 * DataReplicationInfo, AWS DRS API reference). Undefined where DRS tells none, or something that is no duration.
 */
function lagSeconds(lag) {
    // The parser drops a sign.
    if (lag?.startsWith('P') !== true)
        return undefined;
    try {
        const seconds = (0,lib/* toSeconds */.fP)((0,lib/* parse */.qg)(lag), since);
        return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/drill/preflight/snapshots.js





/**
 * DRS takes a snapshot every ten minutes (AWS DRS user guide, 'Point in time'): one that is younger than this says nothing
 * against the replication, whatever the RPO.
 */
const regularSeconds = 900;
/** In parentheses, so that nothing that follows is taken for a part of the command. */
function howToList({ identity }, { sourceServerId }) {
    const region = identity === undefined ? '' : ` --region ${identity.region}`;
    return `(aws drs describe-recovery-snapshots --source-server-id ${sourceServerId}${region} lists what there is)`;
}
/** Whether the snapshot that the plan asks for is there, and how old that is on which DRS would fall back. */
function checkSnapshot(state, server) {
    const planned = state.waves.get(server.wave)?.planned;
    // What an earlier attempt has launched already was launched from whatever it was.
    if (planned === undefined || state.snapshotsAt === undefined || isLaunched(state, server))
        return [];
    const { sourceServerId, snapshot } = server;
    const name = finding_nameOf(server);
    const asked = pointAsked(planned, sourceServerId);
    const isFound = snapshot?.snapshotId !== undefined;
    switch (asked.is) {
        case 'before':
            if (isFound)
                return [];
            return [
                blocking(`Server ${name} has no recovery snapshot from before ${asked.before}. Write a later time into the ` +
                    `plan's point-in-time ${howToList(state, server)}.`)
            ];
        case 'snapshot':
            if (isFound)
                return [];
            return [
                blocking(`Server ${name} has no recovery snapshot ${asked.snapshotId}. Correct it in the plan's point-in-time ` +
                    `${howToList(state, server)}.`)
            ];
        case 'latest':
            return checkNewest(state, server, name);
    }
}
function checkNewest(state, { snapshot }, name) {
    const target = state.plan?.objectives.rpoSeconds;
    if (target === undefined || snapshot === undefined || state.snapshotsAt === undefined)
        return [];
    if (snapshot.snapshotId === undefined) {
        return [warning(`Server ${name} has no recovery snapshot: its launch depends on the one that DRS takes then.`)];
    }
    if (snapshot.takenAt === undefined)
        return [];
    const age = timestamp_secondsBetween(snapshot.takenAt, state.snapshotsAt);
    if (age <= Math.max(target, regularSeconds))
        return [];
    return [
        warning(`Server ${name}: its newest recovery snapshot is ${duration_formatDuration(age)} old, and the RPO is ` +
            `${duration_formatDuration(target)}. Should DRS not be able to take a new one, the launch falls back on it. Find out why ` +
            'none was taken since.')
    ];
}
/** Whether the data that a launch would have now is within the RPO. */
function checkRecoveryPoint(state, server) {
    const target = state.plan?.objectives.rpoSeconds;
    const planned = state.waves.get(server.wave)?.planned;
    if (target === undefined || planned === undefined)
        return [];
    if (pointAsked(planned, server.sourceServerId).is !== 'latest')
        return checkChosenPoint(state, server, target);
    const seconds = lagSeconds(server.described?.lag);
    const name = finding_nameOf(server);
    if (seconds === undefined) {
        return [note(`Server ${name}: DRS tells no lag, so that nothing can be said of the RPO before the launch.`)];
    }
    if (seconds <= target)
        return [];
    return [
        warning(`Server ${name}: its data is ${duration_formatDuration(seconds)} behind, and the RPO is ` +
            `${duration_formatDuration(target)}. Launched now, it would miss it.`)
    ];
}
/** A point that the plan chooses is as old as that; the lag of the replication is nothing to it. */
function checkChosenPoint(state, server, target) {
    const { snapshot } = server;
    if (snapshot?.takenAt === undefined || state.snapshotsAt === undefined)
        return [];
    const age = Math.max(0, timestamp_secondsBetween(snapshot.takenAt, state.snapshotsAt));
    if (age <= target)
        return [];
    const mend = state.plan?.objectives.onMiss === 'warn'
        ? ', which the plan allows (on-miss: warn)'
        : ': allow it with "on-miss: warn", or state no RPO in this plan';
    return [
        warning(`Server ${finding_nameOf(server)}: the recovery point that the plan chooses is ${duration_formatDuration(age)} old, and the RPO ` +
            `is ${duration_formatDuration(target)}. It will be missed${mend}.`)
    ];
}
function isLaunched(state, { jobId, sourceServerId }) {
    const job = jobId === undefined ? undefined : state.jobs.get(jobId);
    return job !== undefined && job.adopted?.lost.includes(sourceServerId) !== true;
}

;// CONCATENATED MODULE: ./build/src/drill/preflight/server-checks.js








/** What each check says of a server by itself. */
const serverChecks = {
    servers: (state, { sourceServerId, described, wave }) => {
        if (described !== undefined)
            return [];
        const where = state.identity?.region ?? 'this Region';
        return [
            blocking(`Server ${sourceServerId} (wave ${wave}) is not a source server of DRS in ${where}. ` +
                'Correct its ID in the plan, or the Region: it is the one DRS recovers to.')
        ];
    },
    replication: checkReplication,
    'recovery-point': checkRecoveryPoint,
    'recovery-snapshot': checkSnapshot,
    staging: (_state, server) => {
        const { staging } = server.described ?? {};
        if (staging === undefined)
            return [];
        if (staging.status !== 'EXTENSION_ERROR') {
            return staging.status === 'EXTENDED'
                ? []
                : [
                    warning(`Server ${finding_nameOf(server)} is extended from another account, and its extension is ${staging.status}.`)
                ];
        }
        return [
            blocking(`Server ${finding_nameOf(server)} is extended from another account, and its staging area is in error` +
                `${staging.error === undefined ? '' : `: ${staging.error}`}. Extend it anew in the DRS console.`)
        ];
    },
    'last-launch': (_state, server) => {
        const { lastLaunch } = server.described ?? {};
        if (lastLaunch?.result === 'FAILED') {
            const job = lastLaunch.jobId === undefined ? '' : ` by ${lastLaunch.jobId}`;
            const at = lastLaunch.at === undefined ? '' : ` of ${lastLaunch.at}`;
            return [
                warning(`Server ${finding_nameOf(server)}: its last launch${at}${job} FAILED. Read that job's log before the next one.`)
            ];
        }
        return [];
    },
    'launch-settings': checkLaunchSettings,
    'launch-actions': checkLaunchActions,
    isolation: (state, server) => {
        const isolation = isolationOf(state);
        if (isolation === undefined)
            return [];
        const template = server.described?.launchTemplate;
        if (template === undefined) {
            return [
                blocking(`Server ${finding_nameOf(server)}: its launch template could not be read, so that nobody knows where it would land, and ` +
                    'the plan states an isolation. Save its launch settings anew in the DRS console.')
            ];
        }
        const breach = isolationBreach(isolation, template);
        if (breach === undefined)
            return [];
        const version = template.version === undefined ? '' : `, version ${String(template.version)}`;
        return [
            blocking(`Server ${finding_nameOf(server)} would land outside the plan's isolation: ${breach} (launch template ` +
                `${template.id}${version}). Correct its launch settings, or the plan's isolation.`)
        ];
    },
    'live-recovery': (state, server) => {
        const live = liveRecoveriesOf(state, server);
        if (live.length === 0)
            return [];
        const instance = live.map(describeInstance).join(' and ');
        if (mayReplaceRecovery(state, server)) {
            return [
                warning(`Server ${finding_nameOf(server)}: the launch DESTROYS its live recovery instance ${instance}, which no drill launched. ` +
                    'The plan allows it (guards.replace-recovery-instances).')
            ];
        }
        return [
            blocking(`Server ${finding_nameOf(server)} has a live recovery instance, ${instance}, that no drill launched. ` +
                'A new launch would destroy it. Fail back or delete that recovery instance first, or take the server out of the ' +
                'plan. Only if it may be DESTROYED: name the server in guards.replace-recovery-instances.')
        ];
    },
    'earlier-drills': (state, server) => {
        const earlier = (server.described?.earlierDrills ?? []).filter((instance) => !isOwnInstance(state, instance) &&
            (instance.jobId === undefined || instance.jobId !== launchElsewhereOf(state, server.sourceServerId)?.jobId));
        if (earlier.length === 0)
            return [];
        const ids = earlier.map(({ ec2InstanceId, recoveryInstanceId }) => ec2InstanceId ?? recoveryInstanceId).join(', ');
        return [note(`Server ${finding_nameOf(server)}: its launch terminates ${ids}, left by an earlier drill.`)];
    },
    'other-jobs': holdingFindings
};

;// CONCATENATED MODULE: ./build/src/drill/preflight/preflight.js







/** What is asked before anything is started, in the order in which it is told (docs/preflight.md). */
const preflightChecks = [
    'permissions',
    'selection',
    'servers',
    'replication',
    'recovery-point',
    'recovery-snapshot',
    'staging',
    'last-launch',
    'launch-settings',
    'launch-actions',
    'isolation',
    'actions',
    'live-recovery',
    'earlier-drills',
    'other-jobs',
    'quotas'
];
/** Every check, on what AWS was seen to say of the servers of the selected waves. */
function preflight_preflightOf(state) {
    const servers = servers_selectedServers(state);
    const made = preflightChecks.filter((check) => check !== 'selection' || isSelectionOfInterest(state));
    return made.map((check) => isAsked(state, check)
        ? {
            check,
            findings: [
                ...servers.flatMap((server) => ask(state, check, server)),
                ...(fleetChecks[check]?.(state, servers) ?? [])
            ]
        }
        : { check, findings: [], notAsked: true });
}
/** Where a plan lists all its servers there is no selection to be checked, unless an earlier attempt's was another. */
function isSelectionOfInterest(state) {
    return selectsServers(state) || (state.survey?.launchedElsewhere.length ?? 0) > 0 || straysOf(state).length > 0;
}
/** The findings that forbid the start. */
function preflight_blockingFindings(results) {
    return results.flatMap(({ findings }) => findings.filter((finding) => finding.class === 'blocking'));
}
function ask(state, check, server) {
    // A server that DRS does not know is told of once.
    if (server.described === undefined && check !== 'servers')
        return [];
    return (serverChecks[check]?.(state, server) ?? []).map((finding) => ({
        ...finding,
        wave: server.wave,
        sourceServerId: server.sourceServerId,
        ...placeOfServer(state, server)
    }));
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/iso.js



function iso_datetime(params) {
    return _isoDateTime(ZodISODateTime, params);
}
function iso_date(params) {
    return core._isoDate(ZodISODate, params);
}
function iso_time(params) {
    return core._isoTime(ZodISOTime, params);
}
function iso_duration(params) {
    return core._isoDuration(ZodISODuration, params);
}

;// CONCATENATED MODULE: ./build/src/report/record/schema-values.js

/** The values that the record is made of. */
const schema_values_text = schemas_string();
const maybeText = schemas_string().nullable();
const seconds = schemas_number().nonnegative();
const count = schemas_int().nonnegative();
const schema_values_moment = iso_datetime().describe('ISO 8601, UTC');
const maybeMoment = schema_values_moment.nullable();

;// CONCATENATED MODULE: ./build/src/report/record/github-schema.js


/** What a reviewer decided on an environment of the workflow run. */
const approval = strictObject({
    user: schema_values_text.nullable().describe('Login name; null: the account is gone'),
    state: schema_values_text.describe("GitHub's word: `approved`, `rejected`, …"),
    environments: array(schema_values_text),
    comment: schema_values_text
});
/** An earlier execution of the plan in the same mode and account, as the artifact of its run tells it. */
const previousDrill = strictObject({
    executionId: schema_values_text,
    runId: schema_values_text,
    startedAt: iso_datetime(),
    status: schema_values_text,
    account: schema_values_text.nullable().describe('Null: its evidence does not tell it, since it ended before AWS was asked'),
    rtoSeconds: schemas_number().nonnegative().nullable(),
    rpoSeconds: schemas_number().nonnegative().nullable(),
    servers: count,
    notUp: count.describe('Servers that did not come up'),
    leftOutWaves: count.describe('Waves of its plan that it left out: its figures are those of a part'),
    sameWaves: schemas_boolean().describe('It left out the waves that this one leaves out, or neither left out any')
});
const previousLook = strictObject({
    listed: count.describe('Artifacts of the repository that GitHub listed, the newest ones'),
    listedAll: schemas_boolean().describe('Whether these are all that it has'),
    opened: count.describe('Of those, the ones that were opened, by their names'),
    unreadable: count.describe('Of the opened ones, those that could not be had, or hold no evidence that can be read'),
    expired: count.describe('Those with such a name whose retention is over'),
    unopened: count.describe('Those with such a name that were not opened: ten drills were found, or thirty artifacts opened'),
    otherNames: count.describe('Those whose names are none that drs-drill gives; evidence may be among them'),
    uploads: schemas_boolean()
        .describe('Whether this job uploads evidence; where it does not, none found says nothing of earlier drills'),
    otherAccounts: count.describe('Drills of the plan that were found in another account: they are not compared')
});
const previousDrills = strictObject({
    drills: array(previousDrill),
    look: previousLook.nullable().describe('Where they were looked for; null: see note'),
    note: schema_values_text.nullable().describe('Why they are not known; null: they are')
})
    .describe('The last executions of this plan in this mode and account, newest first');

;// CONCATENATED MODULE: ./build/src/report/record/selection-schema.js


const selection_schema_named = { sourceServerId: schema_values_text, hostname: maybeText };
const difference = strictObject({
    in: schemas_enum(['tag', 'hostname']),
    key: maybeText.describe("The tag's key, as the plan has it; null: it is the host name"),
    value: maybeText.describe('What the server has instead; null: no such tag, or it is the host name'),
    spelled: maybeText.describe("The server's key, where it is only spelled otherwise")
});
/** What one `match` of the plan selects. */
const selection = strictObject({
    wave: schema_values_text,
    group: maybeText.describe("The group whose match it is; null: the wave's own"),
    match: strictObject({ tags: array(strictObject({ key: schema_values_text, value: schema_values_text })), hostname: maybeText }),
    expect: strictObject({ min: count, max: count.nullable() }).nullable().describe('null: the plan expects no number'),
    count: count.nullable().describe('Source servers that match; null: DRS was not asked'),
    found: array(strictObject(selection_schema_named))
        .describe('Those that this match is the first to find; of more than a plan may have, only some'),
    elsewhere: array(strictObject({ ...selection_schema_named, wave: schema_values_text }))
        .describe('Those that another wave launches, too; the first of them'),
    nearMisses: strictObject({ count: count, servers: array(strictObject({ ...selection_schema_named, differs: array(difference) })) })
        .describe('Servers that no wave launches, although little is missing; the first of them')
});
const selections = array(selection)
    .describe("What the plan's matches select, in the order of the plan; empty: it has none");
/** What the drill leaves out of all that there is. */
const notSelected = strictObject({ listed: count.describe('Source servers in DRS'), count: count, servers: array(strictObject(selection_schema_named)) })
    .nullable()
    .describe('Source servers that no wave of the plan launches, the first of them; null: DRS was not asked for all');

;// CONCATENATED MODULE: ./build/src/report/record/action-schema.js


/** An action of a wave, as the record has it. */
const actionSchema = strictObject({
    name: schema_values_text,
    phase: schemas_enum(['pre', 'post']).describe('Before the launch of the wave, or once its servers are up'),
    document: schema_values_text.describe('The SSM Automation document, as the plan names it'),
    documentVersion: maybeText.describe('null: the default one'),
    status: schemas_enum(['succeeded', 'succeeded-earlier', 'failed', 'timed-out', 'cancelled', 'not-started', 'in-progress'])
        .describe('`succeeded-earlier`: in an earlier attempt, which went on to launch the wave; `in-progress`: no end of it was seen'),
    reason: maybeText,
    automationExecutionId: maybeText,
    automationStatus: maybeText.describe("SSM's word when last seen: `InProgress`, `Success`, …"),
    requestedAt: maybeMoment.describe('When this attempt first asked for it'),
    startedAt: maybeMoment.describe('As SSM says; it may be before this attempt'),
    endedAt: maybeMoment.describe('As SSM says; null: its end was not seen'),
    budgetSeconds: schemas_number().nonnegative(),
    outputs: record(schemas_string(), array(schema_values_text)).describe("The document's outputs, cut to a sane size")
});
/** A run of an action that is not known to have ended. */
const runningActionSchema = strictObject({
    wave: schema_values_text,
    name: schema_values_text,
    document: schema_values_text,
    requestedAt: maybeMoment.describe('When this attempt first asked for it'),
    automationExecutionId: maybeText.describe('null: SSM did not answer; it may run'),
    status: maybeText.describe("SSM's word when last seen"),
    stopRequestedAt: maybeMoment.describe('When SSM was last told to stop it'),
    findWith: maybeText.describe('The command that finds a run that SSM did not name; null: it is named, or the Region is not known')
});

;// CONCATENATED MODULE: ./build/src/report/record/cleanup-schema.js


const cleanedInstance = strictObject({
    sourceServerId: schema_values_text,
    wave: maybeText,
    recoveryInstanceId: maybeText,
    ec2InstanceId: maybeText,
    state: schema_values_text.describe("EC2's word; `missing`: EC2 knows no such instance"),
    jobs: array(schema_values_text).describe('The TERMINATE jobs that it was given to, oldest first')
});
/** The removal of an execution's drill instances, as the record has it. */
const cleanupSchema = strictObject({
    when: schemas_enum(['never', 'on-success', 'always']),
    complete: schemas_boolean()
        .describe('Every drill instance of the execution was seen to be gone, and no launch job was running'),
    reason: maybeText,
    finishedAt: maybeMoment,
    jobs: array(schema_values_text).describe('The TERMINATE jobs'),
    terminated: array(cleanedInstance).describe('Seen to be gone'),
    left: array(cleanedInstance).describe('Not seen to be gone')
});

;// CONCATENATED MODULE: ./build/src/report/record/running-schema.js


/** A job that may still run. */
const runningJob = strictObject({
    jobId: schema_values_text,
    wave: schema_values_text,
    status: schema_values_text,
    lastSeenAt: schema_values_moment,
    mayLaunch: schemas_boolean().describe('Whether a server of it may still be launched; false: the launch of each has ended')
});
/** An instance that was left running. */
const runningInstance = strictObject({
    sourceServerId: schema_values_text,
    hostname: maybeText,
    wave: schema_values_text,
    jobId: maybeText,
    recoveryInstanceId: maybeText,
    ec2InstanceId: maybeText,
    state: maybeText.describe('As EC2 last said'),
    existedBefore: schemas_boolean().describe('It was there before DRS launched into it: the cleanup leaves it')
});
/** A StartRecovery whose answer was lost: nobody knows whether it runs. */
const unansweredStart = strictObject({
    wave: schema_values_text,
    requestedAt: schema_values_moment,
    sourceServerIds: array(schema_values_text),
    message: maybeText.describe('What happened to the answer')
});

;// CONCATENATED MODULE: ./build/src/report/record/server-schema.js


const instance = strictObject({
    state: schema_values_text.describe("EC2's word, lower case; `missing`: EC2 or DRS knows no such instance"),
    statusChecks: maybeText.describe("EC2's status checks: `ok`, or the worse of the two"),
    type: maybeText,
    availabilityZone: maybeText,
    subnetId: maybeText,
    securityGroupIds: array(schema_values_text),
    privateIp: maybeText,
    isDrill: schemas_boolean().nullable()
});
const phase = strictObject({
    phase: schemas_enum(['snapshot', 'conversion', 'launch']),
    startedAt: maybeMoment,
    endedAt: maybeMoment
});
const launchAction = strictObject({
    name: schema_values_text,
    status: schema_values_text.describe("DRS's word: `SUCCEEDED`, `FAILED`, …"),
    optional: schemas_boolean(),
    failureReason: maybeText
});
const pointInTime = strictObject({
    asked: schema_values_text.describe('`latest`, `before <time>`, or the ID of a recovery snapshot'),
    snapshotId: maybeText.describe('The recovery snapshot that was chosen; null: DRS was to take a new one'),
    takenAt: maybeMoment
})
    .describe('The recovery point that the plan asks for');
const failedLaunch = strictObject({
    jobId: schema_values_text,
    startedAt: maybeMoment.describe('When it was asked for'),
    failedAt: schema_values_moment.describe('When it was concluded that it had failed'),
    reason: schema_values_text,
    phases: array(phase)
});
/** A server of a wave, as the record has it. */
const serverSchema = strictObject({
    sourceServerId: schema_values_text,
    hostname: maybeText,
    status: schemas_enum([
        'launched',
        'failed',
        'skipped',
        'terminated',
        'unverified',
        'timed-out',
        'not-started',
        'cancelled',
        'in-progress'
    ])
        .describe('`launched`: LAUNCHED in DRS and verified in EC2; `in-progress`: no end of it was seen'),
    reason: maybeText,
    launchStatus: maybeText.describe("DRS's word in the job: `PENDING`, `LAUNCHED`, …"),
    jobId: maybeText,
    recoveryInstanceId: maybeText,
    ec2InstanceId: maybeText,
    instance: instance.nullable(),
    startedAt: maybeMoment.describe('When its launch was asked for; of one that was launched again, the last time'),
    launchedAt: maybeMoment.describe('When it was first seen LAUNCHED'),
    verifiedAt: maybeMoment,
    pointInTime,
    recoveryPoint: maybeMoment.describe('The point in time whose data it was launched with'),
    rtoSeconds: seconds.nullable().describe('From its first launch asked for to it verified'),
    rpoSeconds: seconds.nullable().describe('Age of the recovery point when the launch was asked for'),
    usedPreviousSnapshot: schemas_boolean()
        .nullable()
        .describe('DRS fell back on a snapshot older than the one it was asked to take; null: that could not be told'),
    failedLaunches: array(failedLaunch)
        .describe('Its launches in this attempt that FAILED and that `retry` followed with another, oldest first'),
    phases: array(phase).describe("What the job's log tells of the launch, oldest first"),
    launchActions: array(launchAction).describe('DRS post-launch actions'),
    before: strictObject({ replicationState: maybeText, lag: maybeText, launchDisposition: maybeText })
        .nullable()
        .describe('What DRS said of it before the launch; null: it was not asked, or does not know the server')
});

;// CONCATENATED MODULE: ./build/src/report/record/wave-schema.js




const job = strictObject({
    jobId: schema_values_text,
    status: schema_values_text.describe('`COMPLETED` means that it ended, not that it succeeded'),
    createdAt: maybeMoment,
    endedAt: maybeMoment,
    lastSeenAt: schema_values_moment,
    adopted: schemas_boolean().describe('Started by an earlier attempt, or by an earlier job of the workflow run'),
    sourceServerIds: array(schema_values_text)
});
/** A wave of this run. */
const waveSchema = strictObject({
    name: schema_values_text,
    after: array(schema_values_text),
    status: schemas_enum(['waiting', 'running', 'up', 'failed', 'timed-out', 'not-started', 'cancelled']),
    reason: maybeText,
    startedAt: maybeMoment,
    finishedAt: maybeMoment,
    budgetSeconds: seconds,
    rtoSeconds: seconds.nullable().describe('From the first of its launches asked for to its last server verified'),
    rpoSeconds: seconds.nullable().describe('Age of its oldest recovery point when that launch was asked for'),
    onFailure: schemas_enum(['stop', 'continue']),
    soakSeconds: seconds,
    verify: strictObject({
        instance: schemas_enum(['running', 'status-ok', 'none']),
        launchActions: schemas_enum(['required', 'ignored'])
    }),
    retry: strictObject({ failedServers: count }),
    jobs: array(job),
    servers: array(serverSchema),
    actions: array(actionSchema)
});
/** A wave of the plan that this run leaves out. */
const leftOutWave = strictObject({
    name: schema_values_text,
    after: array(schema_values_text),
    sourceServerIds: array(schema_values_text),
    cameUpEarlier: schemas_boolean().describe('A wave of this run comes after it, and it was found up in this execution')
});

;// CONCATENATED MODULE: ./build/src/report/record/schema.js









/**
 * The record (`evidence.json`): the one source of its type, of the check that the verify command makes and of the published
 * `evidence.schema.json`. Every field is always there; what is not known, or does not apply, is null.
 *
 * `schemaVersion` is `major.minor`: a field that is added raises the minor, one that is renamed, removed or changes its
 * meaning raises the major.
 */
const evidenceSchemaVersion = '1.0';
const objective = strictObject({
    targetSeconds: seconds.nullable().describe('What the plan states; null: nothing stated'),
    achievedSeconds: seconds.nullable().describe('What was measured; null: it could not be, see note'),
    met: schemas_boolean()
        .nullable()
        .describe('null: no target, or nothing was launched. A target without a measurement is missed'),
    note: maybeText.describe('Why there is no measurement')
});
const preflightCheck = strictObject({
    check: schemas_enum(preflightChecks),
    result: schemas_enum(['ok', 'note', 'warning', 'blocking', 'not-asked'])
        .describe('The gravest of its findings; `blocking`: nothing was started; `not-asked`: AWS did not answer what it rests on'),
    findings: array(strictObject({
        class: schemas_enum(['note', 'warning', 'blocking']),
        message: schema_values_text,
        wave: maybeText,
        sourceServerId: maybeText,
        line: count.nullable(),
        column: count.nullable()
    }))
});
/** What did not go as planned; `kind` is what a program looks at, `message` what a person reads. */
const deviation = strictObject({
    kind: schemas_enum([
        'server-failed',
        'server-skipped',
        'server-terminated',
        'server-unverified',
        'server-timed-out',
        'server-not-started',
        'server-cancelled',
        'wave-late',
        'wave-not-started',
        'relaunched',
        'retried',
        'no-longer-selected',
        'recovery-replaced',
        'previous-snapshot',
        'previous-snapshot-unknown',
        'other-recovery-point',
        'launch-action-failed',
        'action-failed',
        'action-left-running',
        'rto-missed',
        'rpo-missed',
        'cleanup-incomplete',
        'job-left-running',
        'start-unanswered'
    ]),
    at: maybeMoment,
    wave: maybeText,
    sourceServerId: maybeText,
    message: schema_values_text
});
const guards = strictObject({
    replaceRecoveryInstances: array(schema_values_text)
        .describe('Servers whose live recovery instance the plan lets a launch destroy'),
    overridden: array(strictObject({ sourceServerId: schema_values_text, recoveryInstanceId: schema_values_text, ec2InstanceId: maybeText, jobId: maybeText }))
        .describe('Live recovery instances, launched by no drill, that were there when the launch was asked for that destroys them'),
    waitForOtherJobsSeconds: seconds.describe('How long the start may wait for jobs of others that hold a server'),
    waited: strictObject({ since: schema_values_moment, until: schema_values_moment.describe('At the latest'), jobIds: array(schema_values_text) })
        .nullable()
        .describe('The wait for the jobs of others; null: there was none')
});
const evidenceSchema = strictObject({
    schemaVersion: literal(evidenceSchemaVersion),
    version: maybeText.describe('The version of drs-drill that opened the journal; null: the journal does not say'),
    executionId: schema_values_text.describe('One run of a plan; the same over re-run attempts of the workflow run'),
    status: schemas_enum(['passed', 'failed', 'timed-out', 'cancelled', 'blocked', 'unfinished'])
        .describe('`unfinished`: no verdict was reached when this record was made'),
    reason: maybeText,
    mode: schemas_enum(['drill', 'recovery', 'preflight', 'validate']),
    plan: strictObject({
        name: schema_values_text,
        description: maybeText,
        path: schema_values_text.describe('Relative to the workspace'),
        sha256: maybeText,
        commit: maybeText,
        region: maybeText.describe('As the plan states it; null: it states none, or could not be read')
    }),
    run: strictObject({
        repository: maybeText,
        runId: maybeText,
        attempt: count.nullable(),
        url: maybeText,
        actor: maybeText,
        event: maybeText,
        ref: maybeText,
        sha: maybeText,
        workflow: maybeText,
        job: maybeText,
        approvals: array(approval).describe('What reviewers decided on the environments of the run'),
        approvalsNote: maybeText.describe('Why the approvals are not known; null: they are')
    })
        .describe('The workflow run, as GitHub tells it'),
    identity: strictObject({ account: schema_values_text, arn: schema_values_text, region: schema_values_text, partition: maybeText })
        .nullable()
        .describe('Whose credentials these were (STS GetCallerIdentity); null: AWS was not asked'),
    startedAt: schema_values_moment,
    judgedAt: maybeMoment.describe('When the verdict was reached; the cleanup comes after it'),
    finishedAt: maybeMoment,
    budgetSeconds: seconds.nullable().describe('What the whole drill may take; null: the plan could not be read'),
    objectives: strictObject({
        onMiss: schemas_enum(['fail', 'warn']).nullable(),
        rto: objective.describe('First StartRecovery of the execution to the last server verified'),
        rpo: objective.describe('Age of the oldest recovery point when its launch was asked for')
    }),
    refusals: array(strictObject({ message: schema_values_text, line: count.nullable(), column: count.nullable() }))
        .describe('Why nothing was started, each with its place in the plan file where it has one'),
    guards: guards.nullable().describe('What the plan lets a launch override, and what it did; null: no plan was read'),
    preflight: array(preflightCheck)
        .describe('What was asked before the start, and what was found; empty where it did not come to that'),
    waves: array(waveSchema).describe('The waves of this run, in the order of the plan'),
    leftOut: array(leftOutWave).describe('Waves of the plan that were not selected for this run'),
    selection: selections,
    notSelected: notSelected,
    stillRunning: strictObject({
        jobs: array(runningJob).describe('Jobs that had not ended when last seen'),
        instances: array(runningInstance).describe('What this execution launched and is not known to be gone'),
        unansweredStarts: array(unansweredStart)
            .describe('Launches asked for whose jobs were never seen: they may run'),
        actions: array(runningActionSchema).describe('Actions that are not known to have ended')
    })
        .describe('What was there in AWS when this record was made'),
    previous: previousDrills,
    cleanup: cleanupSchema.nullable().describe("The removal of this execution's drill instances; null: none was due"),
    deviations: array(deviation).describe('Oldest first'),
    api: strictObject({
        calls: record(schemas_string(), count).describe('By IAM action, such as `drs:DescribeJobs`'),
        throttled: count,
        retried: count
    })
});
/** The published JSON Schema (draft 2020-12) of `evidence.json`. */
function evidenceJsonSchema() {
    return {
        $id: `urn:drs-drill:evidence:${evidenceSchemaVersion}`,
        title: 'Evidence of a drs-drill execution',
        description: 'Every field is always there; what is not known, or does not apply, is null. Times are ISO 8601, UTC.',
        ...z.toJSONSchema(evidenceSchema)
    };
}

;// CONCATENATED MODULE: ./build/src/drill/actions/tasks.js






/** The pauses between two looks at a run: short at first, for what takes seconds, then longer. */
const shortestLookSeconds = 2;
const longestLookSeconds = 15;
/** Of the time that a run has taken, the part after which it is looked at again. */
const lookEvery = 0.25;
/** How often a run is to be stopped that does not hear. */
const stopTries = 3;
/** How long a run that is stopped is looked at until it has ended. */
const stopWatchSeconds = 30;
/** The action of each wave whose turn it is: started, or looked at. */
function actionTasks(state) {
    return [...state.waves.values()].flatMap((wave) => {
        const action = actionInTurn(state, wave);
        if (action === undefined)
            return [];
        const { automationExecutionId, startTrouble } = action;
        if (automationExecutionId === undefined || isToBeRunAnew(state, action)) {
            const since = wave.startedAt ?? state.openedAt;
            const at = startTrouble === undefined ? since : addSeconds(startTrouble.at, pauseSeconds(state, startTrouble));
            return [{ at, command: startOf(state, action) }];
        }
        return [{ at: lookDueAt(state, action, automationExecutionId), command: look(action, automationExecutionId) }];
    });
}
/**
 * What was given up and may still run is stopped, and then looked at until it has ended. On a cancel there are seconds:
 * each is told to stop once, and whoever takes over does the rest.
 */
function tasks_stopTasks(state) {
    const isHurried = state.mustStop;
    return state.actions.flatMap((action) => {
        const { automationExecutionId, outcome, stop } = action;
        if (outcome === undefined || automationExecutionId === undefined || !isToBeStopped(action))
            return [];
        const command = { wave: action.wave, action: action.planned.name, automationExecutionId };
        if (stop === undefined)
            return [{ at: outcome.at, command: { do: 'stop-action', ...command } }];
        if (isHurried)
            return [];
        if (stop.failure !== undefined && isPassing(stop.failure)) {
            if (stop.count >= triesOf(state))
                return [];
            const pause = pauseSeconds(state, { count: stop.count, failure: stop.failure });
            return [{ at: addSeconds(stop.at, pause), command: { do: 'stop-action', ...command } }];
        }
        // Asked and not answered, as by a process that was killed: asked again.
        if (stop.failure === undefined && stop.answeredAt === undefined) {
            return stop.count >= triesOf(state) ? [] : [{ at: stop.at, command: { do: 'stop-action', ...command } }];
        }
        return watch(state, action, stop.answeredAt ?? stop.at);
    });
}
/** Until when the end of a run is awaited that was told to stop, and has heard it; undefined where nobody waits for it now. */
function stopAwaitedUntil(state, { stop }) {
    return stop?.answeredAt === undefined || state.mustStop ? undefined : addSeconds(stop.answeredAt, stopWatchSeconds);
}
/** Whether something that was given up may still run, and has not been told to stop. */
function tasks_isStopLeft(state) {
    return state.actions.some((action) => action.outcome !== undefined && isToBeStopped(action));
}
function isToBeStopped(action) {
    return action.automationExecutionId !== undefined && !hasPassed(action) && mayBeRunning(action);
}
/** Whoever takes over tries as often again. */
function triesOf({ takenOverAt }) {
    return takenOverAt === undefined ? stopTries : 2 * stopTries;
}
function watch(state, action, since) {
    const { automationExecutionId, seenAt } = action;
    const from = state.takenOverAt !== undefined && state.takenOverAt > since ? state.takenOverAt : since;
    if (automationExecutionId === undefined)
        return [];
    const question = runQuestion(automationExecutionId);
    const trouble = state.trouble.get(question);
    if (trouble !== undefined && (trouble.count >= stopTries || !isPassing(trouble.failure)))
        return [];
    if (seenAt !== undefined && seenAt >= addSeconds(from, stopWatchSeconds))
        return [];
    const next = seenAt === undefined || seenAt < from ? from : addSeconds(seenAt, shortestLookSeconds);
    return [{ at: retryAt(state, question) ?? next, command: look(action, automationExecutionId) }];
}
function lookDueAt(state, action, automationExecutionId) {
    const retry = retryAt(state, runQuestion(automationExecutionId));
    if (retry !== undefined)
        return retry;
    const { answeredAt = state.openedAt, seenAt } = action;
    if (seenAt === undefined || seenAt < answeredAt)
        return answeredAt;
    const elapsed = secondsBetween(answeredAt, seenAt) * lookEvery;
    const pause = Math.min(longestLookSeconds, Math.max(shortestLookSeconds, elapsed), state.pollIntervalSeconds);
    return addSeconds(seenAt, pause);
}
function look({ wave, planned }, automationExecutionId) {
    return { do: 'observe-action', wave, action: planned.name, automationExecutionId };
}

;// CONCATENATED MODULE: ./build/src/drill/ending/next-termination.js



/** The most IDs that TerminateRecoveryInstances takes (AWS DRS API reference). */
const largestTermination = 200;
/** Drill instances that are alive, in no termination that runs, and whose server is in no launch that runs. */
function next_termination_nextToTerminate(state) {
    const { terminations, launching } = state.removal;
    const busy = new Set(terminations.filter(({ status }) => status === 'running').flatMap((one) => one.recoveryInstanceIds));
    const launched = new Set(launching.flatMap(({ sourceServerIds }) => sourceServerIds));
    const tries = new Map();
    for (const termination of terminations) {
        const weight = next_termination_isFinal(termination) ? Infinity : 1;
        for (const id of termination.recoveryInstanceIds)
            tries.set(id, (tries.get(id) ?? 0) + weight);
    }
    const isExisting = existingInstances(state);
    const candidates = instancesLeft(state)
        .filter((instance) => instance.isDrill === true &&
        instance.state !== 'shutting-down' &&
        !launched.has(instance.sourceServerId) &&
        !isExisting(instance))
        .flatMap(({ recoveryInstanceId }) => recoveryInstanceId ?? [])
        .filter((id) => !busy.has(id) && (tries.get(id) ?? 0) < Infinity)
        .toSorted((a, b) => (tries.get(a) ?? 0) - (tries.get(b) ?? 0));
    return candidates.slice(0, batchSize(terminations));
}
/** One instance that cannot be terminated refuses the whole request: after each refusal fewer go together. */
function batchSize(terminations) {
    const refused = terminations.filter(({ status, failure }) => status === 'refused' && failure?.class !== 'throttled');
    return Math.max(1, Math.floor(largestTermination / 4 ** refused.length));
}
/** A refusal that asking again would not change, and that none but these instances can have caused. */
function next_termination_isFinal({ status, failure, recoveryInstanceIds }) {
    if (status !== 'refused' || failure === undefined || failure_isPassing(failure))
        return false;
    return recoveryInstanceIds.length === 1 || !mayBeOneServer(failure);
}

;// CONCATENATED MODULE: ./build/src/drill/ending/cleanup.js












/** A cancelled workflow job has five minutes for all its post steps. */
const postBudgetSeconds = 240;
/** How long the post step asks AWS what still runs where there is nothing to remove. */
const stockBudgetSeconds = 30;
/** How long the list of recovery instances may lag behind a server that is seen to be LAUNCHED. */
const lateListingSeconds = 300;
/** The longest pause between two looks at instances that are being terminated. */
const watchSeconds = 15;
/**
 * Whether this execution's instances are to be terminated now that it is judged: only a drill's, never a recovery's, and
 * only where something was asked to be launched.
 */
function isCleanupDue(state) {
    const { verdict, cleanup, mode } = state;
    if (mode !== 'drill' || verdict === undefined || verdict.status === 'blocked')
        return false;
    if (!mayHaveStarted(state))
        return false;
    return cleanup.when === 'always' || (cleanup.when === 'on-success' && verdict.status === 'passed');
}
/** Whether main has left something to the post step: a cleanup that did not come to its end, or the look at what runs. */
function isLeftToPost(state) {
    if (state.verdict === undefined)
        return true;
    if (state.verdict.status === 'cancelled' && isStopLeft(state))
        return true;
    if (isCleanupDue(state))
        return state.removal.finished?.complete !== true;
    const unanswered = state.survey === undefined || state.requests.some(({ status }) => status === 'open');
    return state.verdict.status === 'cancelled' && mayHaveStarted(state) && unanswered;
}
/** Whether something is left to do, or to be asked, between the verdict and the end. */
function isWindingUp(state, now) {
    if (state.removal.finished !== undefined || now >= windUpDeadline(state))
        return false;
    // Whoever cancels has seconds: the post step does what takes longer.
    if (state.mustStop)
        return false;
    if (isCleanupDue(state))
        return true;
    return state.takenOverAt !== undefined && (isStockWanted(state) || stopTasks(state).length > 0);
}
/** Whether AWS is still to be asked what runs, where there is nothing to remove. */
function isStockWanted(state) {
    return mayHaveStarted(state) && !isAnswered(state) && !isHopeless(state);
}
/** What is to be done between the verdict and the end. */
function windUpTasks(state) {
    const stops = state.mustStop ? [] : stopTasks(state);
    return isCleanupDue(state) || isStockWanted(state) ? [...stops, ...removalTasks(state)] : stops;
}
function removalTasks(state) {
    if (isSurveyWanted(state)) {
        return [{ at: retryAt(state, 'survey') ?? state.takenOverAt ?? state.openedAt, command: { do: 'survey-jobs' } }];
    }
    if (!isCleanupDue(state))
        return [cleanup_list(state, state.takenOverAt ?? state.openedAt)];
    const running = state.removal.terminations.filter(({ status }) => status === 'running');
    const watch = earliest(running.map(({ seenAt }) => seenAt));
    const since = listingNeededSince(state);
    if (since !== undefined)
        return [cleanup_list(state, since)];
    const ids = nextToTerminate(state);
    const next = startable(state);
    const unanswered = launchesSoughtFor(state)[0];
    return [
        ...logTasks(state),
        ...(unanswered === undefined
            ? []
            : [{ at: searchDueAt(state, unanswered.at), command: { do: 'survey-jobs' } }]),
        ...(watch === undefined
            ? []
            : [
                {
                    at: retryAt(state, 'jobs') ?? addSeconds(watch, cleanup_pauseSeconds(state)),
                    command: { do: 'observe-jobs', jobIds: running.flatMap(({ jobId }) => jobId ?? []) }
                }
            ]),
        ...(ids.length === 0
            ? [cleanup_list(state, addSeconds(state.removal.listedAt ?? state.openedAt, cleanup_pauseSeconds(state)))]
            : [
                {
                    at: next,
                    command: {
                        do: 'terminate',
                        request: state.removal.terminations.length + 1,
                        recoveryInstanceIds: ids
                    }
                }
            ])
    ];
}
/** A skipped server stays PENDING in a job that is COMPLETED: only the job's log tells that it is not waited for. */
function logTasks(state) {
    return state.removal.launching.flatMap(({ jobId }) => {
        const job = state.jobs.get(jobId);
        const due = job !== undefined && hasEnded(job) ? logDueAt(state, job) : undefined;
        return due === undefined ? [] : [{ at: due, command: { do: 'read-job-log', jobId } }];
    });
}
/** When the winding up ends at the latest. */
function windUpDeadline(state) {
    const { takenOverAt, verdict, cleanup } = state;
    if (takenOverAt !== undefined)
        return timestamp_addSeconds(takenOverAt, isCleanupDue(state) ? postBudgetSeconds : stockBudgetSeconds);
    return timestamp_addSeconds(verdict?.at ?? state.openedAt, isCleanupDue(state) ? cleanup.timeoutSeconds : 0);
}
/** The end of a cleanup that was due: complete, or out of time. Undefined while it goes on, or where none was due. */
function concludeCleanup(state, now) {
    const { removal } = state;
    if (!isCleanupDue(state) || removal.finished !== undefined)
        return undefined;
    if (state.mustStop)
        return undefined;
    const kept = instancesKept(state);
    const left = instancesLeft(state).length - kept.length;
    const launching = removal.launching.length;
    if (isAnswered(state) &&
        listingNeededSince(state) === undefined &&
        left === 0 &&
        launching === 0 &&
        launchesSoughtFor(state).length === 0 &&
        !isSomeUnlisted(state, now)) {
        if (kept.length > 0)
            return { type: 'cleanup-finished', complete: false, reason: whyKept(kept) };
        const count = removal.instances.size;
        const gone = `${wording_counted(count, 'drill instance')} terminated, and seen to be gone`;
        return {
            type: 'cleanup-finished',
            complete: true,
            reason: count === 0 ? 'nothing of this execution is left' : gone
        };
    }
    if (now < windUpDeadline(state) && !isHopeless(state))
        return undefined;
    return { type: 'cleanup-finished', complete: false, reason: whyIncomplete(state, left, launching) };
}
/** Launches whose answer got lost: DRS may take a while to show their jobs. */
function launchesSoughtFor({ requests }) {
    return requests.filter(({ status }) => status === 'open');
}
/** A server that was LAUNCHED a moment ago, and whose instance DRS does not list: it will. */
function isSomeUnlisted({ removal }, now) {
    return removal.unlisted.some(({ since }) => timestamp_addSeconds(since, lateListingSeconds) > now);
}
function whyIncomplete(state, left, launching) {
    const refusal = state.removal.terminations.findLast(({ failure }) => failure !== undefined)?.failure;
    const trouble = state.trouble.get('own-instances')?.failure;
    const unlisted = state.removal.unlisted.length;
    const unanswered = launchesSoughtFor(state).length;
    const what = [
        ...(removalUnknown(state) ? ['it is not known what is left'] : []),
        ...(left > 0 ? [`${wording_counted(left, 'instance')} left`] : []),
        ...(launching > 0 ? [`${wording_counted(launching, 'launch job')} still running`] : []),
        ...(unanswered > 0 ? [`${wording_counted(unanswered, 'launch', 'launches')} that AWS has not confirmed`] : []),
        ...(unlisted > 0 ? [`${wording_counted(unlisted, 'launched server')} whose instance DRS does not list yet`] : [])
    ].join(' and ');
    const why = refusal ?? trouble;
    const time = isHopeless(state) ? '' : ` when the time for the cleanup (${describeBudget(state)}) ran out`;
    const kept = instancesKept(state);
    return [
        `${what === '' ? 'it was not confirmed' : what}${time}`,
        ...(why === undefined ? [] : [`last refused: ${why.message}`]),
        ...(kept.length === 0 ? [] : [whyKept(kept)])
    ].join('; ');
}
function describeBudget(state) {
    return duration_formatDuration(state.takenOverAt === undefined ? state.cleanup.timeoutSeconds : postBudgetSeconds);
}
function removalUnknown(state) {
    return state.removal.listedAt === undefined;
}
/** Nothing but a change of permissions, or of the instance's protection, would help: waiting any longer does not. */
function isHopeless(state) {
    const trouble = state.trouble.get('own-instances');
    if (trouble !== undefined && !failure_isPassing(trouble.failure))
        return true;
    const { terminations, launching } = state.removal;
    const isMoving = launching.length > 0 || terminations.some(({ status }) => status === 'running');
    if (isMoving || listingNeededSince(state) !== undefined || !terminations.some(next_termination_isFinal))
        return false;
    return (next_termination_nextToTerminate(state).length === 0 && !instancesLeft(state).some(({ state: word }) => word === 'shutting-down'));
}
/**
 * Whether this execution may have something in AWS: it asked for a launch, or earlier attempts may have, and this one
 * never came to ask what they did.
 */
function mayHaveStarted(state) {
    if (state.plan === undefined || events_startsNothing(state.mode) || state.refusals.length > 0)
        return false;
    const isFirst = (state.run.attempt ?? 1) === 1 && [...state.waves.values()].every(({ selected }) => selected);
    return state.jobs.size > 0 || state.requests.length > 0 || (state.survey === undefined && !isFirst);
}
/** Whoever takes over asks first which jobs there are: one of them may be that of a launch without an answer. */
function isSurveyWanted(state) {
    const { takenOverAt, survey } = state;
    if (takenOverAt === undefined || (survey !== undefined && survey.at >= takenOverAt))
        return false;
    const trouble = state.trouble.get('survey');
    return trouble === undefined || isPassing(trouble.failure);
}
/** Whether everything was listed after the verdict, and after the post step took over. */
function isAnswered(state) {
    const { listedAt } = state.removal;
    const since = state.takenOverAt ?? state.verdict?.at;
    return listedAt !== undefined && since !== undefined && listedAt >= since;
}
/**
 * The moment after which instances have to be listed again: the last one at which something was done to them, or a launch
 * was found that goes on.
 */
function listingNeededSince(state) {
    const { listedAt, terminations } = state.removal;
    if (!isAnswered(state) || listedAt === undefined)
        return state.takenOverAt ?? state.verdict?.at ?? state.openedAt;
    const changed = terminations.flatMap((termination) => {
        if (termination.status === 'running')
            return [];
        return [termination.status === 'ended' ? (termination.seenAt ?? termination.at) : termination.at];
    });
    const launching = [...state.jobs.values()].filter((job) => mayStillLaunch(state, job)).map(({ seenAt }) => seenAt);
    const last = [...changed, ...launching].reduce((latest, at) => (latest === undefined || at > latest ? at : latest), undefined);
    return last !== undefined && listedAt <= last ? last : undefined;
}
/** When the next termination may be sent: after a refusal not at once. */
function startable(state) {
    const last = state.removal.terminations.at(-1);
    if (last === undefined || last.status === 'running')
        return state.removal.listedAt ?? state.openedAt;
    // EC2 may take a moment to show what a termination did; a refusal may take one to pass.
    const since = last.status === 'ended' ? (last.seenAt ?? last.at) : last.at;
    return addSeconds(since, Math.max(last.failure?.retryAfterSeconds ?? 0, cleanup_pauseSeconds(state)));
}
function cleanup_list(state, at) {
    // DRS may have forgotten an instance that EC2 still runs: what was ever seen is asked for by name.
    const seen = [...state.removal.instances.values(), ...[...state.servers.values()].flatMap(instancesSeenOf)];
    const known = [...new Set(seen.flatMap(({ ec2InstanceId }) => ec2InstanceId ?? []))];
    return { at: retryAt(state, 'own-instances') ?? at, command: { do: 'list-instances', known } };
}
function cleanup_pauseSeconds(state) {
    return Math.min(state.pollIntervalSeconds, watchSeconds);
}

;// CONCATENATED MODULE: ./build/src/report/record/cleanup.js


/** What became of the cleanup; null where none was due. */
function cleanupRecordOf(state) {
    if (!isCleanupDue(state))
        return null;
    const { finished, terminations } = state.removal;
    return {
        when: state.cleanup.when,
        complete: finished?.complete ?? false,
        reason: finished?.reason ?? 'the run ended before the cleanup did; the post step goes on with it',
        finishedAt: finished?.at ?? null,
        jobs: terminations.flatMap(({ jobId }) => jobId ?? []),
        terminated: instancesGone(state).map((instance) => toCleaned(state, instance)),
        left: instancesLeft(state).map((instance) => toCleaned(state, instance))
    };
}
function toCleaned({ removal }, instance) {
    const { recoveryInstanceId = '' } = instance;
    return {
        sourceServerId: instance.sourceServerId,
        wave: instance.wave ?? null,
        recoveryInstanceId: instance.recoveryInstanceId ?? null,
        ec2InstanceId: instance.ec2InstanceId ?? null,
        state: instance.state,
        jobs: removal.terminations
            .filter(({ recoveryInstanceIds }) => recoveryInstanceIds.includes(recoveryInstanceId))
            .flatMap(({ jobId }) => jobId ?? [])
    };
}

;// CONCATENATED MODULE: ./build/src/report/record/selection.js
/** What each match of the plan selects, as far as DRS was asked. */
function selectionRecordsOf({ plan, selection }) {
    const waves = plan?.waves ?? [];
    return waves.flatMap(({ name, selectors = [] }) => selectors.map((selector) => {
        const { group } = selector;
        const seen = selection?.selections.find((one) => one.wave === name && one.group === group);
        return { wave: name, ...statedIn(selector), ...seenIn(seen) };
    }));
}
/** The source servers that no wave of the plan launches. */
function notSelectedOf({ selection }) {
    if (selection === undefined)
        return null;
    const { listed, leftOut } = selection;
    return { listed, count: leftOut.count, servers: leftOut.servers.map(selection_named) };
}
function statedIn({ group, match, expect }) {
    return {
        group: group ?? null,
        match: { tags: match.tags, hostname: match.hostname ?? null },
        expect: expect === undefined ? null : { min: expect.min, max: expect.max ?? null }
    };
}
function seenIn(seen) {
    if (seen === undefined)
        return { count: null, found: [], elsewhere: [], nearMisses: { count: 0, servers: [] } };
    const { count, found, elsewhere, nearMisses } = seen;
    return {
        count,
        found: found.map(selection_named),
        elsewhere: elsewhere.servers.map((server) => ({ ...selection_named(server), wave: server.wave })),
        nearMisses: {
            count: nearMisses.count,
            servers: nearMisses.servers.map((server) => ({ ...selection_named(server), differs: server.differs.map(differenceRecord) }))
        }
    };
}
function selection_named({ sourceServerId, hostname }) {
    return { sourceServerId, hostname: hostname ?? null };
}
function differenceRecord(difference) {
    if (difference.in === 'hostname')
        return { in: 'hostname', key: null, value: null, spelled: null };
    const { key, value, spelled } = difference;
    return { in: 'tag', key, value: value ?? null, spelled: spelled ?? null };
}

;// CONCATENATED MODULE: ./build/src/report/record/record.js













/** The record of an execution, whatever its state: a pure function of the folded journal. */
function recordOf(state) {
    const { rto, rpo } = judgeObjectives(state);
    const { plan, planReference, run, calls } = state;
    return {
        schemaVersion: evidenceSchemaVersion,
        version: state.version ?? null,
        executionId: state.executionId,
        ...record_verdictOf(state),
        mode: state.mode,
        plan: {
            name: plan?.name ?? planReference.name,
            description: plan?.description ?? null,
            path: planReference.path,
            sha256: planReference.sha256 ?? null,
            commit: planReference.commit ?? null,
            region: plan?.region ?? null
        },
        run: {
            repository: run.repository ?? null,
            runId: run.runId ?? null,
            attempt: run.attempt ?? null,
            url: run.url ?? null,
            actor: run.actor ?? null,
            event: run.event ?? null,
            ref: run.ref ?? null,
            sha: run.sha ?? null,
            workflow: run.workflow ?? null,
            job: run.job ?? null,
            ...approvalsOf(state)
        },
        identity: state.identity === undefined ? null : identityOf(state.identity),
        startedAt: state.openedAt,
        judgedAt: state.verdict?.at ?? null,
        finishedAt: state.finished?.at ?? null,
        budgetSeconds: plan === undefined ? null : state.timeoutSeconds,
        objectives: { onMiss: plan?.objectives.onMiss ?? null, rto, rpo },
        refusals: state.refusals.map(({ message, line, column }) => ({
            message,
            line: line ?? null,
            column: column ?? null
        })),
        guards: guardsRecordOf(state),
        preflight: (state.preflight ?? []).map(preflightRecord),
        waves: [...state.waves.values()].filter(({ selected }) => selected).map((wave) => waveRecord(state, wave)),
        leftOut: leftOutOf(state),
        selection: selectionRecordsOf(state),
        notSelected: notSelectedOf(state),
        stillRunning: stillRunningIn(state),
        cleanup: cleanupRecordOf(state),
        previous: previousOf(state),
        deviations: deviationsOf(state),
        api: { calls: { ...calls?.calls }, throttled: calls?.throttled ?? 0, retried: calls?.retried ?? 0 }
    };
}
function approvalsOf({ approvals }) {
    if (approvals === undefined)
        return { approvals: [], approvalsNote: 'GitHub was not asked' };
    if ('problem' in approvals)
        return { approvals: [], approvalsNote: approvals.problem };
    const decisions = approvals.decisions.map(({ user, state, environments, comment }) => ({
        user: user ?? null,
        state,
        environments,
        comment
    }));
    return { approvals: decisions, approvalsNote: null };
}
function previousOf({ previous, identity }) {
    if (previous === undefined)
        return { drills: [], look: null, note: 'GitHub was not asked' };
    if ('problem' in previous)
        return { drills: [], look: null, note: previous.problem };
    const { drills: comparable, otherAccounts } = comparableIn(identity?.account, previous.drills);
    const drills = comparable.map(({ account, rtoSeconds, rpoSeconds, ...drill }) => ({
        ...drill,
        account: account ?? null,
        rtoSeconds: rtoSeconds ?? null,
        rpoSeconds: rpoSeconds ?? null
    }));
    return { drills, look: { ...previous.look, otherAccounts }, note: null };
}
/** The partition of an ARN: `arn:aws-us-gov:…` is `aws-us-gov`. */
function partitionOf(arn) {
    return /^arn:(aws[a-z0-9-]*):/.exec(arn)?.[1];
}
/** The verdict written down; without one, what can be said already. */
function record_verdictOf(state) {
    const { finished, refusals, cancelled } = state;
    if (finished !== undefined)
        return { status: finished.status, reason: finished.reason };
    const [refusal] = refusals;
    if (refusal !== undefined)
        return { status: 'blocked', reason: refusal.message };
    if (cancelled !== undefined)
        return { status: 'cancelled', reason: describeCancel(cancelled) };
    return { status: 'unfinished', reason: 'no verdict was reached' };
}
function identityOf({ account, arn, region }) {
    return { account, arn, region, partition: partitionOf(arn) ?? null };
}
function leftOutOf(state) {
    return (state.plan?.waves ?? [])
        .filter(({ name }) => state.waves.get(name)?.selected !== true)
        .map(({ name, after, servers }) => ({
        name,
        after,
        sourceServerIds: servers,
        cameUpEarlier: state.waves.get(name)?.status === 'up'
    }));
}
function waveRecord(state, wave) {
    const { planned } = wave;
    const { rtoSeconds, rpoSeconds } = achievedByWave(state, wave);
    return {
        name: planned.name,
        after: planned.after,
        status: wave.status,
        reason: wave.reason ?? null,
        startedAt: wave.startedAt ?? null,
        finishedAt: wave.settledAt ?? null,
        budgetSeconds: planned.timeoutSeconds,
        rtoSeconds: rtoSeconds ?? null,
        rpoSeconds: rpoSeconds ?? null,
        onFailure: planned.onFailure,
        soakSeconds: planned.soakSeconds,
        verify: planned.verify,
        retry: planned.retry,
        jobs: [...state.jobs.values()].filter((job) => job.wave === planned.name).map(jobRecord),
        servers: planned.servers.flatMap((id) => {
            const server = state.servers.get(id);
            return server === undefined ? [] : [serverRecord(state, server)];
        }),
        actions: actionRecords(state, planned.name)
    };
}
function jobRecord(job) {
    return {
        jobId: job.jobId,
        status: job.status,
        createdAt: job.createdAt ?? null,
        endedAt: job.endedAt ?? null,
        lastSeenAt: job.seenAt,
        adopted: job.adopted !== undefined,
        sourceServerIds: job.servers
    };
}
function serverRecord(state, server) {
    const { rtoSeconds, rpoSeconds } = achievedByServer(state, server);
    const { described, instance, log, participant, failedLaunches = [] } = server;
    // Of a server that was to be launched again, and was not, the last launch is the one that failed.
    const last = server.jobId === undefined ? failedLaunches.at(-1) : undefined;
    return {
        sourceServerId: server.sourceServerId,
        hostname: described?.hostname ?? null,
        ...record_endOf(server, state.refusals.length > 0),
        launchStatus: participant?.launchStatus ?? null,
        jobId: server.jobId ?? last?.jobId ?? null,
        recoveryInstanceId: recoveryInstanceIdOf(server) ?? null,
        ec2InstanceId: ec2InstanceIdOf(server) ?? null,
        instance: instanceRecord(server),
        startedAt: server.requestedAt ?? last?.requestedAt ?? null,
        launchedAt: server.launchedAt ?? null,
        verifiedAt: server.verifiedAt ?? null,
        pointInTime: pointRecord(state, server),
        recoveryPoint: instance?.recoveryPoint ?? null,
        rtoSeconds: rtoSeconds ?? null,
        rpoSeconds: rpoSeconds ?? null,
        usedPreviousSnapshot: fallback_fellBack(state, server) ?? null,
        failedLaunches: failedLaunches.map(({ jobId, requestedAt, failedAt, reason, phases }) => ({
            jobId,
            startedAt: requestedAt ?? null,
            failedAt,
            reason,
            phases: phaseRecords(phases)
        })),
        phases: phaseRecords(log.phases),
        launchActions: (participant?.launchActions?.runs ?? []).map(({ name, status, optional, failureReason }) => ({
            name,
            status,
            optional,
            failureReason: failureReason ?? null
        })),
        before: described === undefined
            ? null
            : {
                replicationState: described.replicationState ?? null,
                lag: described.lag ?? null,
                launchDisposition: described.launchDisposition ?? null
            }
    };
}
function pointRecord(state, server) {
    const planned = state.waves.get(server.wave)?.planned;
    const chosen = chosenSnapshot(state, server);
    return {
        asked: planned === undefined ? 'latest' : describePoint(pointAsked(planned, server.sourceServerId)),
        snapshotId: chosen?.snapshotId ?? null,
        takenAt: chosen?.takenAt ?? null
    };
}
function phaseRecords(spans) {
    return spans.map(({ phase, startedAt, endedAt }) => ({
        phase,
        startedAt: startedAt ?? null,
        endedAt: endedAt ?? null
    }));
}
function record_endOf(server, refused) {
    if (server.outcome !== undefined)
        return { status: server.outcome.status, reason: server.outcome.reason };
    if (server.request === undefined && server.jobId === undefined)
        return awaitsRetry(server)
            ? { status: 'in-progress', reason: retry_withEarlierFailures('it is to be launched again', server) }
            : { status: 'not-started', reason: refused ? 'nothing was started' : null };
    const shown = server.participant?.launchStatus ?? 'nothing';
    const phase = server.log.phase === undefined ? '' : `, in the ${server.log.phase} phase`;
    return { status: 'in-progress', reason: `DRS last showed ${shown}${phase}` };
}
function instanceRecord({ instance }) {
    if (instance === undefined)
        return null;
    return {
        state: instance.state,
        statusChecks: instance.statusChecks ?? null,
        type: instance.type ?? null,
        availabilityZone: instance.availabilityZone ?? null,
        subnetId: instance.subnetId ?? null,
        securityGroupIds: instance.securityGroupIds ?? [],
        privateIp: instance.privateIp ?? null,
        isDrill: instance.isDrill ?? null
    };
}
function preflightRecord({ check, findings, notAsked }) {
    const gravest = ['blocking', 'warning', 'note'].find((kind) => findings.some((found) => found.class === kind));
    return {
        check,
        result: gravest ?? (notAsked === true ? 'not-asked' : 'ok'),
        findings: findings.map(({ class: kind, message, wave, sourceServerId, line, column }) => ({
            class: kind,
            message,
            wave: wave ?? null,
            sourceServerId: sourceServerId ?? null,
            line: line ?? null,
            column: column ?? null
        }))
    };
}

;// CONCATENATED MODULE: ./build/src/report/statement.js


/**
 * The in-toto Statement (`statement.json`) of a drill: predicate `test-result` v0.1, for `actions/attest`.
 * https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md
 * - `result`: `PASSED`; `WARNED` where the drill passed with a deviation that somebody has to answer for (all but a server
 *   that was launched again and came up); `FAILED` for every other status.
 * - Tests are named `<mode>/verdict`, `<mode>/rto`, `<mode>/rpo`, `<mode>/<wave>/<source server ID>` and
 *   `<mode>/<wave>/<pre or post>-action/<name>`: a `validate` run
 *   can never be taken for a drill. Whatever is not up is a failed test, what was never begun too, so that a policy which
 *   asks for an empty `failedTests` is right.
 * - `configuration`: the plan file with its digest.
 */
function statementOf(record, subjects) {
    const tests = testsOf(record);
    const named = (...outcomes) => tests.filter(({ outcome }) => outcomes.includes(outcome)).map(({ name }) => name);
    const { run } = record;
    const statement = {
        _type: 'https://in-toto.io/Statement/v1',
        subject: subjects.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
        predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
        predicate: {
            result: statement_resultOf(record),
            configuration: configurationOf(record),
            ...(run.url === null ? {} : { url: run.url }),
            passedTests: named('passed'),
            warnedTests: named('warned'),
            failedTests: named('failed', 'error', 'skipped')
        }
    };
    return `${JSON.stringify(statement, null, 2)}\n`;
}
function statement_resultOf(record) {
    if (record.status !== 'passed')
        return 'FAILED';
    return warningsOf(record).length === 0 ? 'PASSED' : 'WARNED';
}
function testsOf(record) {
    const { mode, waves } = record;
    const warnings = warningsByServer(record);
    const objectives = ['rto', 'rpo'].flatMap((name) => {
        const check = objectiveCheck(record, name);
        return check === undefined ? [] : [{ ...check, name: `${mode}/${name}` }];
    });
    // A plan that is only validated, or asked about, puts no server to the test.
    const servers = events_startsNothing(mode)
        ? []
        : waves.flatMap((wave) => wave.servers.map((server) => ({
            ...serverCheck(server, warnings),
            name: `${mode}/${wave.name}/${server.sourceServerId}`
        })));
    const actions = events_startsNothing(mode)
        ? []
        : waves.flatMap((wave) => wave.actions.map((action) => ({
            ...actionCheck(action),
            name: `${mode}/${wave.name}/${action.phase}-action/${action.name}`
        })));
    return [{ ...verdictCheck(record), name: `${mode}/verdict` }, ...objectives, ...servers, ...actions];
}
/** A descriptor has to have a digest or an address: a plan that could not be read has neither, and is not described. */
function configurationOf({ plan, run, mode, executionId, waves }) {
    const uri = run.repository === null || plan.commit === null
        ? undefined
        : `git+${serverOf(run.url)}/${run.repository}@${plan.commit}#${inAddress(plan.path)}`;
    if (plan.sha256 === null && uri === undefined)
        return [];
    return [
        {
            name: plan.path,
            ...(uri === undefined ? {} : { uri }),
            ...(plan.sha256 === null ? {} : { digest: { sha256: plan.sha256 } }),
            annotations: { plan: plan.name, mode, executionId, waves: waves.map(({ name }) => name) }
        }
    ];
}
/** A path within an address; half a character has no place in one. */
function inAddress(path) {
    const whole = path.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
    return whole.split('/').map(encodeURIComponent).join('/');
}
/** GitHub, or the Enterprise Server that the run belongs to. */
function serverOf(url) {
    return /^https?:\/\/[\w.:-]+(?=\/)/.exec(url ?? '')?.[0] ?? 'https://github.com';
}

;// CONCATENATED MODULE: ./build/src/report/summary/gantt.js



/** GitHub draws no chart that is longer. */
const limitCharacters = 50_000;
/** How many characters a wave's name may have, the most first: so many waves as a plan can have fit with the fewest. */
const nameLengths = [60, 24, 12];
/**
 * The waves over time as a Mermaid chart; undefined when no wave was started, or the chart would be too long. The times are
 * UTC: Mermaid takes and shows them without a zone.
 */
function ganttOf(record) {
    if (!isDrawable(record))
        return undefined;
    return nameLengths.map((length) => chartOf(record, length)).find((chart) => chart.length < limitCharacters);
}
/** Whether there is anything to draw. */
function isDrawable({ waves, finishedAt }) {
    return waves.some((wave) => barOf(wave, finishedAt, 1).length > 0);
}
/** In seconds: a shorter chart has several marks a minute. */
const shortChart = 600;
/** In seconds: on a longer chart, the time of day alone does not say which day it is. */
const gantt_day = 86_400;
function chartOf({ waves, finishedAt }, nameLength) {
    const moments = waves.flatMap(({ startedAt, finishedAt }) => [startedAt, finishedAt]).filter((at) => at !== null);
    const [first = '', ...others] = moments.toSorted();
    const spent = timestamp_secondsBetween(first, others.at(-1) ?? finishedAt ?? first);
    const clock = spent < shortChart ? '%H:%M:%S' : spent < gantt_day ? '%H:%M' : '%m-%d %H:%M';
    return [
        'gantt',
        '  title Waves (UTC)',
        '  dateFormat YYYY-MM-DDTHH:mm:ss',
        `  axisFormat ${clock}`,
        ...waves.flatMap((wave) => barOf(wave, finishedAt, nameLength))
    ].join('\n');
}
function barOf(wave, finishedAt, nameLength) {
    const end = wave.finishedAt ?? finishedAt;
    if (wave.startedAt === null || end === null)
        return [];
    const label = `${wave.status} ${duration_formatDuration(timestamp_secondsBetween(wave.startedAt, end))}`;
    return [
        `  section ${forMermaid(wave.name, nameLength)}`,
        `  ${label} :${looks[wave.status]}${wholeSeconds(wave.startedAt)}, ${wholeSeconds(end)}`
    ];
}
const looks = {
    up: 'done, ',
    running: 'active, ',
    failed: 'crit, ',
    'timed-out': 'crit, ',
    cancelled: '',
    waiting: '',
    'not-started': ''
};
function wholeSeconds(moment) {
    return moment.slice(0, 19);
}

;// CONCATENATED MODULE: ./build/src/report/summary/later-launches.js




/**
 * What may come up yet though nobody looks any more, since DRS has no way to stop a launch; with the command that terminates
 * what the jobs have launched by the time they end. After a real failover none is offered, nor where somebody else's instance
 * may be among them.
 */
function laterLaunches(record, form) {
    const { jobs, unansweredStarts, instances } = record.stillRunning;
    const launching = jobs.filter(({ mayLaunch }) => mayLaunch).map(({ jobId }) => jobId);
    if (launching.length + unansweredStarts.length === 0)
        return '';
    const asked = askedServers(record, launching);
    const pending = asked.filter((server) => !isOver(server) && !hasCome(record, server));
    // What was asked for is known, and has come up or failed: it is told elsewhere.
    const isUnknown = launching.some((id) => !asked.some(({ jobId }) => jobId === id));
    if (asked.length > 0 && pending.length === 0 && !isUnknown)
        return '';
    const others = isUnknown || pending.length === 0 ? ['what else was asked for'] : [];
    const who = [...(pending.length === 0 ? [] : [serverNames(pending)]), ...others].join(' and ');
    const isDrill = record.mode === 'drill';
    const lead = `**DRS cannot stop a launch**: ${who} may still come up${isDrill ? ' and cost money' : ''}.`;
    const region = record.identity?.region;
    const ids = launching.filter(isPlainId);
    const offers = isDrill && ids.length > 0 && !instances.some(({ existedBefore }) => existedBefore);
    if (!offers || region === undefined || !isPlainId(region))
        return lead;
    const [when, where] = ids.length === 1 ? ['job has', 'it'] : ['jobs have', 'them'];
    const command = terminateLater(ids, region, form);
    return `${lead} When the ${when} ended, this terminates what came up in ${where}:\n\n\`\`\`sh\n${command}\n\`\`\``;
}
/** The servers of these jobs, and of launches never confirmed. */
function askedServers({ waves, stillRunning }, jobIds) {
    const jobs = new Set(jobIds);
    const unconfirmed = new Set(stillRunning.unansweredStarts.flatMap(({ sourceServerIds }) => sourceServerIds));
    return waves
        .flatMap(({ servers }) => servers)
        .filter(({ jobId, sourceServerId }) => (jobId === null ? unconfirmed.has(sourceServerId) : jobs.has(jobId)));
}
function isOver({ status, launchStatus }) {
    return status === 'failed' || status === 'skipped' || (launchStatus !== null && isLaunchOver({ launchStatus }));
}
/** Whether its instance is listed already, whatever the job says. */
function hasCome({ stillRunning }, server) {
    return stillRunning.instances.some(({ sourceServerId, jobId }) => sourceServerId === server.sourceServerId && jobId === server.jobId);
}
/** Too many jobs for a line are taken from the record. */
function terminateLater(jobIds, region, { listed }) {
    const find = (condition) => `aws drs describe-recovery-instances --region ${region} --query "items[?isDrill && ${condition}].recoveryInstanceID" --output text`;
    const terminate = `xargs -r -n ${String(idsPerCall)} ${terminateCommand(region)}`;
    if (jobIds.length > listed) {
        const read = fromRecord('.stillRunning.jobs[] | select(.mayLaunch).jobId');
        return `${read} | xargs -I{} ${find("jobID=='{}'")} | ${terminate}`;
    }
    const [first = ''] = jobIds;
    const isOne = jobIds.length === 1;
    const among = isOne ? `jobID=='${first}'` : `contains([${jobIds.map((id) => `'${id}'`).join(',')}], jobID)`;
    return `${find(among)} | ${terminate}`;
}

;// CONCATENATED MODULE: ./build/src/report/summary/running.js







/** More instances than these are folded away: what is to be done about them stands below. */
const shownOpenly = 20;
/**
 * What is still there in AWS, each with its IDs, and the commands to look at it and to remove it. Loud where nobody expects
 * it: jobs that go on, launches whose fate is not known, drill instances of a drill that did not pass. After a real failover
 * no command that terminates is ever offered.
 */
function running_stillRunning(record, form) {
    const { jobs, instances, unansweredStarts, actions } = record.stillRunning;
    if (jobs.length + instances.length + unansweredStarts.length + actions.length === 0)
        return '';
    const surprising = jobs.some(({ mayLaunch }) => mayLaunch) ||
        unansweredStarts.length + actions.length > 0 ||
        (record.mode === 'drill' && record.status !== 'passed');
    const lead = leadOf(record);
    const title = surprising
        ? `> [!WARNING]\n> **Left running in AWS**: ${lead}.`
        : `### Still running in AWS\n\n${lead.charAt(0).toUpperCase()}${lead.slice(1)}.`;
    return [
        title,
        list(workItems(record, form), form.listed, (item) => item),
        instanceList(record, form),
        commandsFor(record, form),
        laterLaunches(record, form)
    ]
        .filter((part) => part !== '')
        .join('\n\n');
}
/** Whether no ID of it is known: DRS says that it launched one, and none was found. */
function isPresumed({ recoveryInstanceId, ec2InstanceId }) {
    return recoveryInstanceId === null && ec2InstanceId === null;
}
function leadOf({ mode, stillRunning }) {
    const { jobs, instances, unansweredStarts, actions } = stillRunning;
    const isDrill = mode === 'drill';
    const launching = jobs.filter(({ mayLaunch }) => mayLaunch).length;
    const ending = jobs.length - launching;
    // A real failover leaves all of them alike.
    const existing = isDrill ? instances.filter(({ existedBefore }) => existedBefore).length : 0;
    const presumed = instances.filter((left) => !(isDrill && left.existedBefore) && isPresumed(left)).length;
    const seen = instances.length - existing - presumed;
    return [
        ...(launching === 0 ? [] : [`${wording_counted(launching, 'job')} may go on launching servers`]),
        ...(ending === 0
            ? []
            : [
                `${wording_counted(ending, 'job')} ${ending === 1 ? 'has' : 'have'} no server left to launch, but ${ending === 1 ? 'was' : 'were'} not seen to have ended`
            ]),
        ...(unansweredStarts.length === 0
            ? []
            : [
                `${wording_counted(unansweredStarts.length, 'launch', 'launches')} asked for, but never confirmed, may run all the same`
            ]),
        ...(actions.length === 0
            ? []
            : [
                `${wording_counted(actions.length, 'action')} in SSM ${actions.length === 1 ? 'was' : 'were'} not seen to have ended`
            ]),
        ...(seen === 0 ? [] : [instanceLead(seen, isDrill)]),
        ...(presumed === 0 ? [] : [presumedLead(presumed, seen, isDrill)]),
        ...(existing === 0
            ? []
            : [
                `${wording_counted(existing, 'instance')} that ${existing === 1 ? 'was' : 'were'} there before the ${mode} launched into ${existing === 1 ? 'it' : 'them'}`
            ])
    ].join('; ');
}
function instanceLead(count, isDrill) {
    const left = `${wording_counted(count, running_nounOf(isDrill))} ${count === 1 ? 'is' : 'are'} left`;
    if (!isDrill)
        return `${left}, as a real failover intends`;
    return count === 1
        ? `${left} and costs money until it is terminated`
        : `${left} and cost money until they are terminated`;
}
function presumedLead(count, seen, isDrill) {
    const what = seen === 0 ? wording_counted(count, running_nounOf(isDrill)) : `${String(count)} more`;
    return `${what} may exist, though none was found${isDrill ? ', and would cost money' : ''}`;
}
function running_nounOf(isDrill) {
    return isDrill ? 'drill instance' : 'recovery instance';
}
/** Jobs, actions and launches that go on. */
function workItems(record, form) {
    const { jobs, unansweredStarts, actions } = record.stillRunning;
    return [
        ...jobs.map(({ jobId, wave, status, mayLaunch }) => {
            const link = jobLink(record.identity, jobId);
            const id = forMarkdownCode(jobId, 60);
            const shown = link === undefined ? id : `[${id}](${link})`;
            const rest = mayLaunch ? '' : ', no server left to launch';
            return `Job ${shown} (wave ${escape_forMarkdown(wave, 100)}): ${escape_forMarkdown(status, 60)}${rest}`;
        }),
        ...actions.map(({ wave, name, document, automationExecutionId, status }) => {
            const run = automationExecutionId === null ? 'SSM never answered' : running_automationOf(record, automationExecutionId);
            const shown = `${escape_forMarkdown(name, 100)} (wave ${escape_forMarkdown(wave, 100)}, ${forMarkdownCode(document, 130)})`;
            return `Action ${shown}: ${run}, ${escape_forMarkdown(status ?? 'not seen', 60)}`;
        }),
        ...unansweredStarts.map(({ wave, sourceServerIds, message }) => {
            const why = message === null ? '' : `: ${escape_forMarkdown(message, form.reasonLength)}`;
            return `Launch of ${wording_counted(sourceServerIds.length, 'server')} of wave ${escape_forMarkdown(wave, 100)}, not confirmed${why}`;
        })
    ];
}
function running_automationOf({ identity }, automationExecutionId) {
    const link = automationLink(identity, automationExecutionId);
    const id = forMarkdownCode(automationExecutionId, 60);
    return link === undefined ? id : `[${id}](${link})`;
}
/** Each instance by all its names: the commands take that of the recovery instance, the tables show that of EC2. */
function instanceList({ mode, stillRunning: { instances } }, form) {
    if (instances.length === 0)
        return '';
    // What a command does not remove comes first: it is not to fall off the end.
    const isOdd = (left) => left.existedBefore || isPresumed(left);
    const sorted = instances.toSorted((a, b) => Number(isOdd(b)) - Number(isOdd(a)));
    const items = list(sorted, instancesListed(form), (left) => `${serverName(left)}: ${instanceText(left, mode === 'drill')}`);
    return instances.length <= shownOpenly
        ? items
        : `<details><summary>${wording_counted(instances.length, 'instance')}</summary>\n\n${items}\n\n</details>`;
}
function instanceText(left, isDrill) {
    const before = isDrill && left.existedBefore ? ', which is not the drill’s to terminate' : '';
    if (isPresumed(left))
        return `DRS says LAUNCHED, but no instance of it was found; it may exist${before}`;
    const [name = '', other] = instanceNames(left);
    return `${name}${other === undefined ? '' : ` (${other})`}${before}`;
}

;// CONCATENATED MODULE: ./build/src/report/summary/cleanup.js







/** How many of the jobs that let an instance stand are named: the last ones tell most. */
const jobsNamed = 3;
/** What became of the cleanup; empty where none was due. What is left is told by ID under what still runs. */
function cleanup_cleanup(record, form, isPost = false) {
    const { cleanup } = record;
    if (cleanup === null)
        return '';
    if (cleanup.complete)
        return `**Cleanup:** ${wording_counted(cleanup.terminated.length, 'drill instance')} terminated, and seen to be gone.`;
    if (cleanup.finishedAt === null && !isPost)
        return '**Cleanup:** the post step of this action goes on with it.';
    const why = `> [!WARNING]\n> **Cleanup fell short**: ${escape_forMarkdown(cleanup.reason ?? 'it did not come to its end', 600)}.`;
    if (cleanup.left.length === 0)
        return why;
    return `${why}\n\n${list(cleanup.left, instancesListed(form), (left) => leftItem(record, left))}`;
}
/** An instance that stands, and which jobs have let it stand. */
function leftItem(record, left) {
    const { sourceServerId, ec2InstanceId, recoveryInstanceId, state, jobs } = left;
    const hostname = hostnameOf(record, sourceServerId);
    const ids = [
        ...(ec2InstanceId === null ? [] : [forMarkdownCode(ec2InstanceId, 60)]),
        ...(recoveryInstanceId === null ? [] : [`recovery instance ${forMarkdownCode(recoveryInstanceId, 60)}`])
    ].join(', ');
    const links = jobs.slice(-jobsNamed).map((jobId) => {
        const link = jobLink(record.identity, jobId);
        const id = forMarkdownCode(jobId, 60);
        return link === undefined ? id : `[${id}](${link})`;
    });
    const last = jobs.length > links.length ? `${wording_counted(jobs.length, 'TERMINATE job')}, the last of them ` : '';
    const tried = jobs.length === 0 ? 'no TERMINATE job was started for it' : `in spite of ${last}${links.join(', ')}`;
    return `${serverName({ hostname, sourceServerId })}: ${ids} is ${escape_forMarkdown(state, 60)}, ${tried}`;
}
function hostnameOf({ waves }, sourceServerId) {
    const server = waves.flatMap(({ servers }) => servers).find((known) => known.sourceServerId === sourceServerId);
    return server?.hostname ?? null;
}
/** What the post step adds to a summary that main has written: the end of the cleanup, and what is still left. */
function cleanup_cleanupSummaryOf(record, form) {
    const parts = [
        `## After the ${modeWords[record.mode].title.toLowerCase()} of ${forMarkdown(record.plan.name, 100)}`,
        cleanup_cleanup(record, form, true),
        stillRunning(record, form)
    ];
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

;// CONCATENATED MODULE: ./build/src/report/summary/failed-actions.js








/** Which actions did not do what their wave needs, why, what to do next, and where their runs are. */
function failedActions(record, form) {
    if (isPlanOnly(record))
        return '';
    const found = record.waves.flatMap(({ name, actions }) => actions.map((action) => ({ wave: name, action, next: nextStepOfAction(action) })).filter(({ next }) => next !== ''));
    if (found.length === 0)
        return '';
    const items = list(found, form.listed, ({ wave, action, next }) => {
        const what = `**${escape_forMarkdown(action.name, 100)}** (wave ${escape_forMarkdown(wave, 100)}, ${phaseOf(action)}, ${forMarkdownCode(action.document, 130)})`;
        const reason = action.reason === null ? '.' : `: ${sentence(escape_forMarkdown(action.reason, form.reasonLength))}`;
        return `${what}: **${action.status.replaceAll('-', ' ')}**${reason}\n  *Next:* ${next}${failed_actions_runOf(record, action)}`;
    });
    return `### What did not succeed: ${wording_counted(found.length, 'action')}\n\n${items}`;
}
/** Its run in SSM, by the ID that commands and the console take. */
function failed_actions_runOf({ identity }, { automationExecutionId }) {
    if (automationExecutionId === null)
        return '';
    const link = automationLink(identity, automationExecutionId);
    const id = forMarkdownCode(automationExecutionId, 60);
    return link === undefined ? ` Its run: ${id}` : ` [Open the run](${link}) ${id}`;
}

;// CONCATENATED MODULE: ./build/src/report/summary/servers-shown.js


/** Whether a wave is folded: all is well, or nothing was begun. */
function isQuiet({ status, startedAt }) {
    return status === 'up' || startedAt === null;
}
/** Whether the table of a quiet wave is shown. */
function hasTable({ status }, form) {
    return status === 'up' ? form.upTables : form.notStartedTables;
}
/**
 * The servers that have a row in the table of their wave, wave by wave. Where there is no room for all, those that were not
 * started give way to what went wrong.
 */
function serversShown(record, form) {
    if (!form.waves || isPlanOnly(record))
        return record.waves.map(() => []);
    const { rows } = form;
    const wanted = record.waves.map((wave) => {
        if (isQuiet(wave))
            return hasTable(wave, form) ? wave.servers : [];
        return rows === 'all' ? wave.servers : wave.servers.filter((server) => !isUp(server));
    });
    if (rows === 'all')
        return wanted;
    let room = rows;
    const chosen = [false, true].map((isLast) => wanted.map((servers) => {
        const some = servers.filter(({ status }) => (status === 'not-started') === isLast).slice(0, room);
        room -= some.length;
        return new Set(some);
    }));
    return wanted.map((servers, index) => servers.filter((server) => chosen.some((sets) => sets[index]?.has(server))));
}

;// CONCATENATED MODULE: ./build/src/report/summary/left-out.js





/** What a summary leaves out that is shortened to fit, and how much of it; empty where that is nothing. */
function left_out_leftOut(record, form, charts) {
    const missing = [
        ...charts.map((chart) => `the chart of the ${chart}`),
        ...(form.waves || record.waves.length === 0 ? [] : [`the list of ${wording_counted(record.waves.length, 'wave')}`])
    ];
    const verb = missing.length === 1 ? 'is' : 'are';
    const parts = [
        ...rowsLeftOut(record, form),
        ...(missing.length === 0 ? [] : [`${missing.join(', ').replace(/, ([^,]*)$/, ' and $1')} ${verb} left out`]),
        ...(cutsMore(form)
            ? [
                `reasons and messages of more than ${String(form.reasonLength)} characters and lists of more than ${String(form.listed)} items are cut`
            ]
            : [])
    ];
    return parts.length === 0 ? '' : `*Shortened to fit: ${parts.join('; ')}. All of it is in \`evidence.json\`.*`;
}
/** `12 servers (9 up, 3 not started) are left out of the tables` */
function rowsLeftOut(record, form) {
    if (isPlanOnly(record))
        return [];
    const left = new Map();
    const count = (status, by) => left.set(status, (left.get(status) ?? 0) + by);
    for (const { status } of verdict_serversOf(record))
        count(status, 1);
    for (const { status } of serversShown(record, form).flat())
        count(status, -1);
    const all = [...left.values()].reduce((sum, one) => sum + one, 0);
    if (all === 0)
        return [];
    const ended = Object.entries(serverWords).flatMap(([status, { title }]) => {
        const one = left.get(status) ?? 0;
        return one === 0 ? [] : [`${String(one)} ${title.toLowerCase()}`];
    });
    return [`${wording_counted(all, 'server')} (${ended.join(', ')}) ${all === 1 ? 'is' : 'are'} left out of the tables`];
}

;// CONCATENATED MODULE: ./build/src/report/summary/preflight.js


/**
 * What was found before the start and does not block, with its place in the plan, warnings first; what blocks is told as the
 * reason why nothing was started. A preflight says as well what was asked and found in order.
 */
function preflight_preflight(record, form) {
    const { mode, plan, preflight: checks } = record;
    const findings = ['warning', 'note'].flatMap((kind) => checks.flatMap((check) => check.findings.filter((finding) => finding.class === kind)));
    const items = list(findings, form.listed, (finding) => {
        const place = finding.line === null ? [] : [forMarkdownCode([plan.path, finding.line].join(':'))];
        const kind = finding.class === 'warning' ? ['⚠️'] : [];
        return [...kind, ...place, escape_forMarkdown(finding.message, form.reasonLength)].join(' ');
    });
    const fine = checks.filter(({ result }) => result === 'ok').map(({ check }) => check.replaceAll('-', ' '));
    const asked = mode !== 'preflight' || fine.length === 0 ? '' : `Asked, and in order: ${fine.join(', ')}.`;
    const open = checks.filter(({ result }) => result === 'not-asked').map(({ check }) => check.replaceAll('-', ' '));
    const left = open.length === 0 ? '' : `Not checked, since AWS did not answer what they rest on: ${open.join(', ')}.`;
    const parts = [items, asked, left].filter((part) => part !== '');
    return parts.length === 0 ? '' : ['### Before the start', ...parts].join('\n\n');
}

;// CONCATENATED MODULE: ./build/src/report/summary/previous.js




/** The section of the job summary; empty where there is nothing to compare with, and nothing more to be said of it. */
function lastTime(record, { chart }) {
    const comparisons = comparisonsOf(record);
    const title = '### Compared with the last drills';
    if (comparisons.length === 0) {
        const none = isPlanOnly(record) ? undefined : noneFound(record);
        return none === undefined || none.isFirst ? '' : `${title}\n\n${none.text}.`;
    }
    const trends = [trendOf(comparisons, 'RTO'), trendOf(comparisons, 'RPO')].filter((trend) => trend !== '');
    const table = markdownTable([
        { title: 'Drill' },
        { title: 'Result' },
        { title: 'RTO', align: 'right' },
        { title: 'RPO', align: 'right' },
        { title: 'Not up', align: 'right' },
        { title: 'Servers', align: 'right' }
    ], comparisons.map(({ name, result, rtoSeconds, rpoSeconds, notUp, servers }) => [
        forMarkdownTableCell(name, 40),
        forMarkdownTableCell(result, 70),
        measured(rtoSeconds),
        measured(rpoSeconds),
        String(notUp),
        String(servers)
    ]));
    const limits = limitsOf(record).map((limit) => `${limit}.`);
    const picture = chart ? trendChart(alikeOf(comparisons)) : '';
    const parts = [title, trends.join('; '), limits.join(' '), picture, table];
    return parts.filter((part) => part !== '').join('\n\n');
}
/** RTO and RPO as a Mermaid chart, of the drills that both were measured of; empty where these are fewer than two. */
function trendChart(comparisons) {
    const drawn = comparisons
        .toReversed()
        .flatMap(({ name, rtoSeconds, rpoSeconds }) => rtoSeconds === null || rpoSeconds === null ? [] : [{ name, rto: minutes(rtoSeconds), rpo: minutes(rpoSeconds) }]);
    if (drawn.length < 2)
        return '';
    return [
        '```mermaid',
        'xychart-beta',
        '  title "RTO (bars) and RPO (line) of the last drills"',
        `  x-axis [${drawn.map((drill, index) => `"${labelOf(drill.name, index, drawn)}"`).join(', ')}]`,
        `  y-axis "minutes" 0 --> ${String(Math.max(1, ...drawn.flatMap(({ rto, rpo }) => [rto, rpo])))}`,
        `  bar [${drawn.map(({ rto }) => String(rto)).join(', ')}]`,
        `  line [${drawn.map(({ rpo }) => String(rpo)).join(', ')}]`,
        '```'
    ].join('\n');
}
/** Mermaid draws one bar for each label: of several drills of a day, the later ones are counted. */
function labelOf(name, index, drawn) {
    const before = drawn.slice(0, index).filter((other) => other.name === name).length;
    return `${forMermaid(name, 40)}${before === 0 ? '' : ` (${String(before + 1)})`}`;
}
/** To a tenth. */
function minutes(seconds) {
    return Math.round(seconds / 6) / 10;
}

;// CONCATENATED MODULE: ./build/src/report/summary/selection.js





/** Servers of a match that are named; the tables of the waves name all. */
const namesShown = 10;
/** What the plan's matches selected, and how much of the account is left out. */
function selection_selection({ selection: matches, notSelected }, form) {
    if (matches.length === 0 || notSelected === null)
        return '';
    const { listed, count } = notSelected;
    const rest = `Of ${wording_counted(listed, 'source server')} in the account and Region, ${String(count)} ${count === 1 ? 'is' : 'are'} in no wave of the plan.`;
    return ['### Servers selected', list(matches, form.listed, (one) => selection_describe(one, form)), rest].join('\n\n');
}
function selection_describe(selection, form) {
    const { wave, group, match, expect, count, found } = selection;
    const owner = group === null ? `wave ${wave}` : `group ${group} (wave ${wave})`;
    const names = found.slice(0, namesShown).map(words_nameOf);
    const more = found.length > names.length ? ` and ${String(found.length - names.length)} more` : '';
    const expected = expect === null ? '' : `, ${describeExpected(expect)} expected`;
    const which = names.length === 0 ? '' : `: ${names.join(', ')}${more}`;
    const text = `${owner}, ${describeRecordedMatch(match)}: ${wording_counted(count ?? 0, 'server')} found${expected}${which}`;
    return escape_forMarkdown(text, form.reasonLength);
}

;// CONCATENATED MODULE: ./build/src/report/summary/trouble.js








/** Which servers are not up, why, and what to do next; those with the same reason together. */
function troubles(record, form) {
    if (isPlanOnly(record))
        return '';
    const found = troublesOf(record, form);
    if (found.length === 0)
        return '';
    const count = found.reduce((sum, { servers }) => sum + servers.length, 0);
    const items = list(found, form.listed, (trouble) => troubleItem(record, trouble, form));
    return `### What is not up: ${wording_counted(count, 'server')}\n\n${items}`;
}
function troublesOf(record, form) {
    const found = new Map();
    for (const wave of record.waves) {
        for (const server of wave.servers.filter((server) => !isUp(server))) {
            const { status, jobId, ec2InstanceId, reason } = server;
            // Those that want the same to be done; a job is that of all of them.
            const kind = [status, jobId, ec2InstanceId === null, isRemoved(record, server)];
            const key = [wave.name, ...kind, reason?.slice(0, form.reasonLength)].join('\n');
            const same = found.get(key);
            if (same === undefined)
                found.set(key, { wave: wave.name, first: server, servers: [server] });
            else
                same.servers.push(server);
        }
    }
    // What was never launched is a consequence: it comes after what went wrong.
    return [...found.values()].toSorted((a, b) => Number(isConsequence(a)) - Number(isConsequence(b)));
}
function isConsequence({ first }) {
    return first.status === 'not-started';
}
function troubleItem(record, { wave, first, servers }, form) {
    const status = first.status.replace('-', ' ');
    const reason = first.reason === null ? '.' : `: ${sentence(escape_forMarkdown(first.reason, form.reasonLength))}`;
    const link = first.jobId === null ? undefined : jobLink(record.identity, first.jobId);
    const job = link === undefined ? '' : ` [Open the job](${link})`;
    return `${serverNames(servers)} (wave ${escape_forMarkdown(wave, 100)}): **${status}**${reason}\n  *Next:* ${escape_forMarkdown(nextStep(record, first))}${job}`;
}
/**
 * Deviations that no other part of the summary tells: not what is not up, or what still runs. The objectives are told where
 * they failed nothing: nobody looks for them under a pass.
 */
function deviationList({ deviations, status }, form) {
    const untold = deviations.filter(({ kind }) => isToldNowhereElse(kind) || (status === 'passed' && isMiss(kind)));
    if (untold.length === 0)
        return '';
    const items = list(untold, form.listed, ({ message }) => sentence(escape_forMarkdown(message, form.reasonLength)));
    return `### Deviations from the plan\n\n${items}`;
}
function isMiss(kind) {
    return kind === 'rto-missed' || kind === 'rpo-missed';
}
function isToldNowhereElse(kind) {
    switch (kind) {
        case 'wave-late':
        case 'relaunched':
        case 'retried':
        case 'no-longer-selected':
        case 'recovery-replaced':
        case 'previous-snapshot':
        case 'previous-snapshot-unknown':
        case 'other-recovery-point':
        case 'launch-action-failed':
            return true;
        case 'server-failed':
        case 'server-skipped':
        case 'server-terminated':
        case 'server-unverified':
        case 'server-timed-out':
        case 'server-not-started':
        case 'server-cancelled':
        case 'wave-not-started':
        case 'cleanup-incomplete':
        case 'job-left-running':
        case 'action-failed':
        case 'action-left-running':
        case 'start-unanswered':
        case 'rto-missed':
        case 'rpo-missed':
            return false;
    }
}

;// CONCATENATED MODULE: ./build/src/report/summary/waves.js











/** A section a wave: open where something is not up, folded where all is well or nothing was begun. */
function waveSections(record, form) {
    if (!form.waves || record.waves.length === 0)
        return '';
    if (isPlanOnly(record))
        return plannedWaves(record);
    const shown = serversShown(record, form);
    const sections = record.waves.map((wave, index) => isQuiet(wave) ? quietSection(record, wave, form) : section(record, wave, shown[index] ?? [], form));
    return sections.join('\n\n');
}
/** What the plan would do, where nothing was begun. */
function plannedWaves(record) {
    const rows = record.waves.map((wave) => [
        forMarkdownTableCell(wave.name, 100),
        wave.after.length === 0 ? 'the start' : wave.after.map((before) => forMarkdownTableCell(before, 100)).join(', '),
        serverCount(record, wave),
        duration_formatDuration(wave.budgetSeconds)
    ]);
    const columns = [
        { title: 'Wave' },
        { title: 'After' },
        { title: 'Servers', align: 'right' },
        { title: 'Budget', align: 'right' }
    ];
    return ['### The plan', markdownTable(columns, rows)].join('\n\n');
}
function titleOf(wave) {
    const up = wave.servers.filter(isUp).length;
    const end = wave.startedAt === null || wave.finishedAt === null
        ? []
        : [duration_formatDuration(timestamp_secondsBetween(wave.startedAt, wave.finishedAt))];
    const status = wave.status === 'up' ? [] : [wave.status.replace('-', ' ')];
    const achieved = [
        ...(wave.rtoSeconds === null ? [] : [`RTO ${duration_formatDuration(wave.rtoSeconds)}`]),
        ...(wave.rpoSeconds === null ? [] : [`RPO ${duration_formatDuration(wave.rpoSeconds)}`])
    ];
    return [...status, `${String(up)} of ${wording_counted(wave.servers.length, 'server')} up`, ...end, ...achieved].join(', ');
}
function quietSection(record, wave, form) {
    const reason = wave.status === 'up' || wave.reason === null ? '' : sentence(capital(wave.reason));
    if (!hasTable(wave, form)) {
        return `**Wave ${escape_forMarkdown(wave.name, 100)}**: ${titleOf(wave)}${reason === '' ? '' : `. ${escape_forMarkdown(reason, form.reasonLength)}`}`;
    }
    return [
        // An HTML block: Markdown is not read in it until the next empty line.
        `<details><summary>Wave ${forHtml(wave.name, 100)}: ${titleOf(wave)}</summary>`,
        ...(reason === '' ? [] : [escape_forMarkdown(reason, form.reasonLength)]),
        serverTable(record, wave.servers, wave.startedAt === null ? { ...form, reasonLength: 0 } : form),
        '</details>'
    ].join('\n\n');
}
function section(record, wave, servers, form) {
    const title = `### Wave ${escape_forMarkdown(wave.name, 100)}: ${titleOf(wave)}`;
    return servers.length === 0 ? title : `${title}\n\n${serverTable(record, servers, form)}`;
}
function serverTable(record, servers, form) {
    const remarks = servers.map((server) => remarkOn(server, form));
    const hasRemarks = remarks.some((remark) => remark !== '');
    const rows = servers.map((server, index) => {
        const askedAt = firstAskedAt(server);
        return [
            forMarkdownTableCell(server.hostname ?? '', 100),
            forMarkdownCode(server.sourceServerId, 60),
            server.status.replace('-', ' '),
            waves_instanceCell(record, server),
            stateCell(server),
            askedAt === null || server.launchedAt === null
                ? ''
                : duration_formatDuration(Math.round(timestamp_secondsBetween(askedAt, server.launchedAt))),
            ...(hasRemarks ? [remarks[index] ?? ''] : [])
        ];
    });
    return markdownTable([
        { title: 'Server' },
        { title: 'Source server' },
        { title: 'Status' },
        { title: 'Instance' },
        { title: 'State' },
        { title: 'Launch time', align: 'right' },
        ...(hasRemarks ? [{ title: 'Reason' }] : [])
    ], rows);
}
/** Why it is not up; of a server that is, only what is out of the ordinary. */
function remarkOn(server, form) {
    if (!isUp(server))
        return forMarkdownTableCell(server.reason ?? '', form.reasonLength);
    const odd = [
        ...server.failedLaunches.map(({ reason }) => `launched again: ${reason}`),
        ...(server.usedPreviousSnapshot ? ['launched from an older snapshot'] : []),
        ...failedActionsOf(server)
    ];
    return odd.length === 0 ? '' : forMarkdownTableCell(odd.join('; '), form.reasonLength);
}
/** Of an instance that nobody ever saw nothing is missing. */
function stateCell({ ec2InstanceId, instance }) {
    const isUnknown = ec2InstanceId === null && instance?.state === 'missing';
    return isUnknown ? '' : forMarkdownTableCell(instance?.state ?? '', 40);
}
function waves_instanceCell(record, { ec2InstanceId }) {
    if (ec2InstanceId === null)
        return '';
    const link = instanceLink(record.identity, ec2InstanceId);
    const id = forMarkdownCode(ec2InstanceId, 60);
    return link === undefined ? id : `[${id}](${link})`;
}

;// CONCATENATED MODULE: ./build/src/report/summary/summary.js















/** GitHub takes 1 MiB a step, to the byte; the rest is left for what else the step may write. */
const limitBytes = 1_000_000;
/**
 * The job summary (GitHub Markdown): the verdict, then what is wrong, then the waves. The fullest of the `summaryForms` that
 * has at most `limit` bytes in UTF-8, with as many servers as there is room for; a shorter one says what it leaves out.
 */
function summaryOf(record, limit = limitBytes) {
    return fullest(limit, (form) => render(record, form), verdict_serversOf(record).length);
}
/** What the post step adds where main has written the summary already: what became of the cleanup. */
function cleanupSummary(record, limit = limitBytes) {
    return fullest(limit, (form) => cleanupSummaryOf(record, form), 0);
}
function fullest(limit, write, servers) {
    for (const form of summaryForms) {
        const summary = fitting(limit, write, form, servers);
        if (summary !== undefined)
            return summary;
    }
    return summaryForms.slice(-1).map(write).join('');
}
/** The summary in this form, with fewer servers where it may have fewer; undefined: it does not fit. */
function fitting(limit, write, form, servers) {
    const fits = (summary) => new TextEncoder().encode(summary).length <= limit;
    const summary = write(form);
    if (fits(summary))
        return summary;
    if (form.rows === 'all' || form.rows === 0)
        return undefined;
    let best = write({ ...form, rows: 0 });
    if (!fits(best))
        return undefined;
    // To a hundredth of the servers: each try writes all of it.
    let [least, most] = [0, servers];
    while (most - least > Math.ceil(servers / 100)) {
        const rows = Math.floor((least + most) / 2);
        const tried = write({ ...form, rows });
        if (fits(tried))
            [least, best] = [rows, tried];
        else
            most = rows;
    }
    return best;
}
function render(record, form) {
    const gantt = form.chart ? ganttOf(record) : undefined;
    const last = lastTime(record, form);
    const charts = [
        ...(gantt === undefined && isDrawable(record) ? ['waves'] : []),
        ...(last === lastTime(record, { chart: true }) ? [] : ['last drills'])
    ];
    const sections = [
        headline(record),
        outsideIsolation(record, form),
        left_out_leftOut(record, form, charts),
        refusals(record, form),
        results(record),
        missedRecoveryPoint(record),
        stillRunningFirst(record) ? running_stillRunning(record, form) : '',
        cleanup_cleanup(record, form),
        // A launch that a pre-action kept from its start is a consequence: what it follows from comes first.
        failedActions(record, form),
        troubles(record, form),
        actions(record, form),
        stillRunningFirst(record) ? '' : running_stillRunning(record, form),
        deviationList(record, form),
        preflight_preflight(record, form),
        selection_selection(record, form),
        gantt === undefined ? '' : `\`\`\`mermaid\n${gantt}\n\`\`\``,
        waveSections(record, form),
        last,
        particulars(record)
    ];
    return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}
/** Launches that go on without anybody looking come before all that has ended. */
function stillRunningFirst({ stillRunning }) {
    const { jobs, unansweredStarts, actions: running } = stillRunning;
    return jobs.some(({ mayLaunch }) => mayLaunch) || unansweredStarts.length + running.length > 0;
}

;// CONCATENATED MODULE: ./build/src/report/sums.js
/**
 * Digests of files in the form of `sha256sum` (`SHA256SUMS`), sorted by name; `sha256sum -c` reads it. The journal's chain
 * cannot show a change to its own last line: the digest of the whole file here does.
 */
function sumsOf(sums) {
    return sums
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ sha256, name }) => `${sha256}  ${name}\n`)
        .join('');
}
/** Reads such a list; undefined where a line is not of its form. */
function readSums(text) {
    const lines = text.split('\n');
    if (lines.pop() !== '')
        return undefined;
    const sums = lines.map((line) => {
        const [, sha256, name] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
        return sha256 === undefined || name === undefined ? undefined : { sha256, name };
    });
    return sums.every((sum) => sum !== undefined) ? sums : undefined;
}

;// CONCATENATED MODULE: ./build/src/evidence/files.js









/** The files that are derived from the journal, in the order in which they are told of. */
const derivedNames = [
    'evidence.json',
    'summary.md',
    'report.html',
    'junit.xml',
    'statement.json',
    'SHA256SUMS'
];
/**
 * The files of the evidence that are derived: pure, the same record and journal make the same bytes.
 *
 * @param journal the journal as it stands on the disk; it may hold less than the record, where the disk took no more, and
 *   then the report says so
 * @param version of drs-drill, which the report names
 */
function evidenceFilesOf(record, journal, version) {
    const decoded = decodeJournal(textOf(journal));
    const evidence = evidenceJsonOf(record);
    const digests = { evidence: sha256Of(evidence), journal: sha256Of(journal) };
    const summary = summaryOf(record);
    const report = reportOf(record, {
        version,
        evidence: digests.evidence,
        journal: {
            sha256: digests.journal,
            events: decoded.events.length,
            head: decoded.head.digest,
            tellsAll: isTold(evidence, decoded)
        }
    });
    const junit = junitOf(record);
    const statement = statementOf(record, [
        { name: 'evidence.json', sha256: digests.evidence },
        { name: 'journal.ndjson', sha256: digests.journal }
    ]);
    return {
        'evidence.json': evidence,
        'summary.md': summary,
        'report.html': report,
        'junit.xml': junit,
        'statement.json': statement,
        SHA256SUMS: sumsOf([
            { name: 'evidence.json', sha256: digests.evidence },
            { name: 'journal.ndjson', sha256: digests.journal },
            { name: 'junit.xml', sha256: sha256Of(junit) },
            { name: 'report.html', sha256: sha256Of(report) },
            { name: 'statement.json', sha256: sha256Of(statement) },
            { name: 'summary.md', sha256: sha256Of(summary) }
        ])
    };
}
function evidenceJsonOf(record) {
    return `${JSON.stringify(record, null, 2)}\n`;
}
/** SHA-256 (hex) of a text in UTF-8, or of bytes. */
function sha256Of(content) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(content).digest('hex');
}
/** UTF-8, byte for byte: a mark at its beginning is a part of it. */
function textOf(bytes) {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
/** Whether the journal alone makes this record: nothing is missing in it, and nothing was changed. */
function isTold(evidence, { events, problems, torn }) {
    if (problems.length > 0 || torn)
        return false;
    try {
        return evidenceJsonOf(recordOf(fold(events))) === evidence;
    }
    catch {
        // No events, or events of a shape that this program does not write.
        return false;
    }
}

;// CONCATENATED MODULE: ./build/src/version.js
/** The action's version, as package.json has it. AWS sees it in the user agent, auditors in the evidence. */
const version_version = '0.1.0';

;// CONCATENATED MODULE: ./build/src/drill/ending/last-reading.js


/** How often a log is asked for at the end, where it was not refused for good. */
const readingTries = 3;
/**
 * The logs that are read once more when all waves have come to their end (`since`): those that were never read as far as what a
 * server was launched from. The verdict does not hang on them; what the evidence says of an older snapshot does.
 */
function last_reading_lastReadings(state, since) {
    const trouble = state.trouble.get('job-log');
    if (trouble !== undefined) {
        if (!isAskedAgain('job-log', trouble.failure))
            return [];
        // However often it failed before, once it is asked for again.
        if (trouble.at >= since && trouble.count >= readingTries)
            return [];
    }
    const untold = [...state.servers.values()].filter((server) => state.waves.get(server.wave)?.selected === true && fellBack(state, server) === undefined);
    const at = retryAt(state, 'job-log') ?? since;
    return [...new Set(untold.flatMap(({ jobId }) => jobId ?? []))].map((jobId) => ({
        at,
        command: { do: 'read-job-log', jobId }
    }));
}

;// CONCATENATED MODULE: ./build/src/drill/ending/late-actions.js




/** Servers that are up, and whose wave requires their post-launch actions. */
function withActions(state, wave) {
    if (!wave.selected || wave.planned.verify.launchActions !== 'required')
        return [];
    return servers_serversOf(state, wave).filter(({ outcome }) => outcome?.status === 'launched');
}
function isUnseen(state, { jobId = '' }, since) {
    return (state.jobs.get(jobId)?.seenAt ?? '') < since;
}
/**
 * The jobs that are looked at once more when all waves have come to their end (`since`), because of post-launch actions that the
 * plan requires: DRS may have listed another one since, and it may have failed. One that still runs is waited for where the
 * drill passes otherwise.
 */
function late_actions_jobsOfActions(state, since, isPassing) {
    const ids = [...state.waves.values()].flatMap((wave) => withActions(state, wave)
        .filter((server) => isUnseen(state, server, since) || (isPassing && judgeRequiredActions(state, server, wave)?.is === 'not-yet'))
        .flatMap(({ jobId }) => jobId ?? []));
    return [...new Set(ids)].flatMap((jobId) => state.jobs.get(jobId) ?? []);
}
/** Whether the post-launch actions of every server that is up were seen at the end, and are well. */
function areActionsConfirmed(state, since) {
    return [...state.waves.values()].every((wave) => withActions(state, wave).every((server) => !isUnseen(state, server, since) && launch_actions_judgeRequiredActions(state, server, wave) === undefined));
}
/** Servers of a wave that were up, and whose post-launch actions say now that they are not. */
function late_actions_lateActions(state, wave, { now, patienceEnds, isPassing }) {
    // An action that began late has the time that its wave has, and at least that of an instance to come back.
    const until = latest(patienceEnds, waveDeadline(state, wave)) ?? patienceEnds;
    return withActions(state, wave).flatMap((server) => {
        const { sourceServerId } = server;
        const finding = judgeRequiredActions(state, server, wave);
        if (finding === undefined)
            return [];
        const reason = `it was up, but at the end of the drill ${finding.reason}`;
        if (finding.is === 'never')
            return [{ sourceServerId, status: finding.status, reason }];
        return isPassing && now >= until ? [{ sourceServerId, status: 'timed-out', reason }] : [];
    });
}
/** Servers of a wave whose post-launch actions were not seen since. */
function late_actions_unseenActions(state, wave, since) {
    return withActions(state, wave).filter((server) => isUnseen(state, server, since));
}

;// CONCATENATED MODULE: ./build/src/drill/ending/closing.js









/** How long an instance that was up, and is now missing or in another state, may take to come back. */
const relapseSeconds = 300;
/** The closing look is made although the budget is spent: it costs a second, and what is told must be true. */
const closingGraceSeconds = 60;
/** How often a question is repeated whose answer only completes the evidence. */
const courtesyTries = 3;
/** Whether every selected wave has come to its end. */
function isClosing(state) {
    const selected = [...state.waves.values()].filter((wave) => wave.selected);
    return selected.length > 0 && selected.every((wave) => wave.settledAt !== undefined);
}
/** When the last questions are no longer asked. */
function closingDeadline(state) {
    return addSeconds(drillDeadline(state), closingGraceSeconds);
}
/**
 * The last questions of a drill, so that the verdict is true at the moment it is given, and nothing is left running
 * unsaid: every launched server's instance is looked at once more when that was some time ago (a server of the first wave
 * may be gone by the time the last is up), and so is every job that still runs and every server that did not come up. A log
 * that nobody could read is asked for once more.
 */
function closingTasks(state) {
    const since = lastSettledAt(state);
    const actions = jobsOfActions(state, since, isPassingSoFar(state));
    const asked = actions.length > 0 && (isPassingSoFar(state) || !closing_isHopeless(state, 'jobs'));
    const running = closing_isHopeless(state, 'jobs')
        ? []
        : [...state.jobs.values()].filter((job) => !hasEnded(job) && job.seenAt < since);
    const jobs = [...new Set([...running, ...(asked ? actions : [])])];
    const instances = questionsLeft(state, since);
    return [
        ...(jobs.length > 0
            ? [
                {
                    at: retryAt(state, 'jobs') ??
                        pauseBetween(state, jobs.map(({ seenAt }) => seenAt), since) ??
                        since,
                    command: { do: 'observe-jobs', jobIds: jobs.map(({ jobId }) => jobId) }
                }
            ]
            : []),
        ...(instances.length > 0
            ? [
                {
                    at: retryAt(state, 'instances') ?? pauseAfterLook(state, instances, since) ?? since,
                    command: { do: 'observe-instances', servers: instances }
                }
            ]
            : []),
        ...lastReadings(state, since),
        ...stopTasks(state)
    ];
}
/** Servers that were up and are not seen to be so any more: the verdict must not call them launched. */
function relapses(state, now) {
    const since = lastSettledAt(state);
    const patienceEnds = earliest([addSeconds(since, relapseSeconds), closingDeadline(state)]) ?? since;
    // Where something else is not up already, a server stays what it was seen to be; green it is only when confirmed.
    const isPassing = isPassingSoFar(state);
    return [...state.waves.values()].flatMap((wave) => {
        const fallen = now < patienceEnds ? [] : launchedServers(state, wave).filter(hasFallen);
        const unconfirmed = isPassing && now >= closingDeadline(state);
        const unseen = unconfirmed
            ? [
                ...new Set([
                    ...launchedServers(state, wave).filter(isUnseenSince(since)),
                    ...unseenActions(state, wave, since)
                ])
            ]
            : [];
        const told = new Set([...fallen, ...unseen].map(({ sourceServerId }) => sourceServerId));
        const late = lateActions(state, wave, { now, patienceEnds, isPassing }).filter(({ sourceServerId }) => !told.has(sourceServerId));
        if (told.size + late.length === 0)
            return [];
        const servers = [
            ...fallen.map((server) => ({
                sourceServerId: server.sourceServerId,
                status: 'unverified',
                reason: `it was up, but at the end of the drill ${server.instance?.ec2InstanceId ?? 'its instance'} is ${server.instance?.state ?? 'unknown'}`
            })),
            ...unseen.map(({ sourceServerId }) => ({
                sourceServerId,
                status: 'timed-out',
                reason: 'it was up, but the budget of the drill ran out before that could be confirmed at the end'
            })),
            ...late
        ];
        const failed = fallen.length > 0 || wave.status === 'failed' || late.some(({ status }) => status === 'failed');
        const status = failed ? 'failed' : 'timed-out';
        const count = servers.length === 1 ? '1 server that was up is not' : `${String(servers.length)} servers that were up are not`;
        const reason = `${count} any more at the end of the drill`;
        return [
            { type: 'servers-settled', servers },
            { type: 'wave-settled', wave: wave.planned.name, status, reason }
        ];
    });
}
/** Whether every server that is up was seen to be so at the end. */
function isConfirmed(state) {
    const since = lastSettledAt(state);
    const isUnseen = isUnseenSince(since);
    if (!areActionsConfirmed(state, since))
        return false;
    return [...state.waves.values()]
        .flatMap((wave) => launchedServers(state, wave))
        .every((server) => !isUnseen(server) && !hasFallen(server));
}
/** Whether the drill passes, if what was up still is. */
function isPassingSoFar(state) {
    return [...state.waves.values()].every((wave) => !wave.selected || wave.status === 'up');
}
/** When the last wave came to its end. */
function lastSettledAt(state) {
    let last = state.openedAt;
    for (const wave of state.waves.values())
        if (wave.settledAt !== undefined && wave.settledAt > last)
            last = wave.settledAt;
    return last;
}
function questionsLeft(state, since) {
    const hopeless = closing_isHopeless(state, 'instances');
    const unseen = isUnseenSince(since);
    // While one of them is waited for, another may go: a pass rests on one look at all of them.
    const isWaiting = [...state.waves.values()]
        .flatMap((wave) => launchedServers(state, wave))
        .some((server) => hasFallen(server) || mayGetPoint(state, server, since));
    return [...state.servers.values()].flatMap((server) => {
        const { jobId, sourceServerId } = server;
        if (jobId === undefined || state.waves.get(server.wave)?.selected !== true)
            return [];
        const up = server.outcome?.status === 'launched' && checksInstance(state, server);
        const wanted = up ? unseen(server) || isWaiting : server.instanceSeenAt === undefined || unseen(server);
        if (!wanted || (hopeless && !up))
            return [];
        return [{ sourceServerId, jobId, statusChecks: false }];
    });
}
/** A look made before the last wave was settled proves nothing: what it came to its end with may have ended the instance. */
function isUnseenSince(since) {
    return ({ instanceSeenAt }) => instanceSeenAt === undefined || instanceSeenAt < since;
}
/** The plan states an RPO, and DRS has not told yet what it launched the server from: it may a moment later. */
function mayGetPoint(state, { instance, instanceSeenAt = '' }, since) {
    if (state.plan?.objectives.rpoSeconds === undefined || instance?.recoveryPoint !== undefined)
        return false;
    return instanceSeenAt < addSeconds(since, courtesyTries * lookAgainSeconds(state));
}
/** The pause between two looks at what may change in a moment. */
function lookAgainSeconds({ pollIntervalSeconds }) {
    return Math.min(pollIntervalSeconds, 10);
}
function launchedServers(state, wave) {
    if (!wave.selected)
        return [];
    return wave.planned.servers.flatMap((id) => {
        const server = state.servers.get(id);
        return server?.outcome?.status === 'launched' && checksInstance(state, server) ? [server] : [];
    });
}
function checksInstance(state, server) {
    return state.waves.get(server.wave)?.planned.verify.instance !== 'none';
}
function hasFallen(server) {
    return server.instance?.state !== expectedInstanceState(server);
}
/** When they are looked at again that were all looked at since, and were not as they are to be. */
function pauseAfterLook(state, questions, since) {
    return pauseBetween(state, questions.map(({ sourceServerId }) => state.servers.get(sourceServerId)?.instanceSeenAt), since);
}
function pauseBetween(state, looks, since) {
    if (looks.some((at) => at === undefined || at < since))
        return undefined;
    const first = earliest(looks);
    return first === undefined ? undefined : addSeconds(first, lookAgainSeconds(state));
}
function closing_isHopeless(state, look) {
    const trouble = state.trouble.get(look);
    return trouble !== undefined && (trouble.count >= courtesyTries || !isPassing(trouble.failure));
}

;// CONCATENATED MODULE: ./build/src/drill/launch/capacity.js




/** Servers of a running wave that no job launches and no request has asked for; held ones wait for the job that holds them. */
function unlaunched(state, wave) {
    if (wave.status !== 'running' || !wave.selected || !mayLaunch(state, wave))
        return [];
    return wave.planned.servers.flatMap((id) => {
        const server = state.servers.get(id);
        if (server === undefined)
            return [];
        const isFree = server.outcome === undefined && server.jobId === undefined && server.request === undefined;
        return isFree ? [server] : [];
    });
}
/**
 * The next job to start: as large as one job may be and as the quotas leave room for. Servers that DRS has refused come
 * after those it has not, whatever their wave, and in ever smaller company.
 */
function nextBatch(state) {
    const room = roomLeft(state);
    if (room === 0)
        return undefined;
    const held = new Set([
        ...heldByOwnJobs(state),
        ...holdingsOf(state).map(({ sourceServerId }) => sourceServerId),
        // Seen too late to refuse the run: a second launch would destroy the first.
        ...(state.survey?.launchedElsewhere.map(({ sourceServerId }) => sourceServerId) ?? [])
    ]);
    let best;
    for (const wave of state.waves.values()) {
        if (hasUnlistedJob(state, wave.planned.name))
            continue;
        const startable = unlaunched(state, wave).filter((server) => !held.has(server.sourceServerId));
        const refusals = Math.min(...startable.map(capacity_refusalsOf));
        if (startable.length === 0 || (best !== undefined && best.refusals <= refusals))
            continue;
        best = {
            wave: wave.planned.name,
            servers: startable.filter((server) => capacity_refusalsOf(server) === refusals),
            refusals
        };
    }
    if (best === undefined)
        return undefined;
    const limit = Math.min(room, ...best.servers.map(({ refused }) => refused?.batchLimit ?? room));
    return { wave: best.wave, servers: best.servers.slice(0, limit).map(({ sourceServerId }) => sourceServerId) };
}
function capacity_refusalsOf({ refused }) {
    return refused?.count ?? 0;
}
/** How many servers a job started now may have; 0 when it has to wait. */
function roomLeft(state) {
    const running = [...state.jobs.values()].filter((job) => !hasEnded(job));
    const foreign = state.survey?.foreign ?? { jobs: 0, servers: 0 };
    if (running.length + foreign.jobs >= quotas.jobs)
        return 0;
    const launching = running.reduce((sum, job) => sum + job.servers.length, foreign.servers);
    return Math.max(0, Math.min(quotas.serversPerJob, quotas.servers - launching));
}
/** A job found by its tags whose servers DRS does not list yet may hold any server of its wave. */
function hasUnlistedJob(state, wave) {
    return [...state.jobs.values()].some((job) => job.wave === wave && job.servers.length === 0 && !hasEnded(job));
}

;// CONCATENATED MODULE: ./build/src/drill/preflight/admission.js







/** The questions that have to be answered before anything is started. */
const setUpQuestions = ['identity', 'servers', 'snapshots', 'survey', 'documents', 'instances'];
/** Whether everything that has to be known before the first launch is known, and the waves left out are up. */
function admission_isAdmitted(state) {
    return (state.mode !== 'preflight' &&
        state.identity !== undefined &&
        state.survey !== undefined &&
        state.described &&
        state.refusedReads.length === 0 &&
        state.preflight !== undefined &&
        !point_in_time_needsSnapshots(state) &&
        !selected_state_isSelectionWanted(state) &&
        documents_areDocumentsKnown(state) &&
        state.refusals.length === 0 &&
        [...state.waves.values()].every((wave) => (wave.selected ? wave.planned.servers.length > 0 : wave.status === 'up')));
}
/** Whether a wave of this run has begun: from then on nothing is refused any more, only brought to an end. */
function hasBegun(state) {
    return [...state.waves.values()].some((wave) => wave.selected && wave.startedAt !== undefined);
}
/**
 * Every reason, as far as can be known by now, not to start: AWS refuses to answer, the account is another, a server is
 * unknown or cannot be launched, a launch would destroy something, a wave that was left out is not up.
 */
function admission_refusalsOf(state) {
    const unanswered = setUpQuestions.flatMap((question) => {
        const trouble = state.trouble.get(question);
        return trouble !== undefined && admission_isFinal(trouble) ? [admission_refusal(state, trouble.failure.message)] : [];
    });
    const refused = state.refusedReads.map(({ message }) => admission_refusal(state, message));
    const all = [
        ...unanswered,
        ...refused,
        ...admission_accountRefusals(state),
        ...preflightRefusals(state),
        ...presumedRefusals(state)
    ];
    // One cause may be the answer to several questions.
    return all.filter(({ message }, index) => all.findIndex((other) => other.message === message) === index);
}
/** What AWS has not answered by the time that a preflight has, beside what is known by then. */
function unansweredRefusals(state) {
    const messages = setUpQuestions.flatMap((question) => state.trouble.get(question)?.failure.message ?? []);
    const last = [...new Set(messages)].join('; ');
    const answer = last === '' ? '' : ` Last answer: ${last}.`;
    const calls = unansweredCalls(state).join(', ');
    const message = `AWS did not answer in time (${calls}), so that not everything could be checked.${answer} Run it again.`;
    return [{ message }, ...admission_refusalsOf(state)];
}
/** The calls that the questions which are still open are made with. */
function unansweredCalls(state) {
    const { identity, foretold, survey, described, trouble } = state;
    if (identity === undefined)
        return ['sts:GetCallerIdentity'];
    return [
        ...(survey === undefined ? ['drs:DescribeJobs'] : []),
        ...(foretold === undefined ? ['iam:SimulatePrincipalPolicy'] : []),
        ...(described
            ? []
            : [trouble.get('servers')?.failure.operation ?? 'drs:DescribeSourceServers and what is asked with it']),
        ...(described && needsSnapshots(state) ? ['drs:DescribeRecoverySnapshots'] : []),
        ...(areDocumentsKnown(state) ? [] : ['ssm:DescribeDocument'])
    ];
}
/** Credentials that AWS does not accept at the very start are wrong, not used up: renewing them was tried already. */
function admission_isFinal({ failure, count }) {
    return !failure_isPassing(failure) || (failure.class === 'expired' && count >= 2);
}
/** The account guard (contract section 4 and 2): nothing else is asked of another account than the one that is meant. */
function admission_accountRefusals(state) {
    const { identity, allowedAccounts } = state;
    if (identity === undefined)
        return [];
    const { account, arn } = identity;
    const whose = `These credentials belong to account ${account} (${arn})`;
    const wanted = state.plan?.account;
    return [
        ...(wanted === undefined || wanted === account
            ? []
            : [
                admission_refusal(state, `${whose}, but the plan may run only in account ${wanted}. ` +
                    `Use a role of ${wanted}, or correct "account" in the plan.`, 'account')
            ]),
        ...(allowedAccounts.length === 0 || allowedAccounts.includes(account)
            ? []
            : [
                admission_refusal(state, `${whose}, which the input "allowed-account-ids" does not name (${allowedAccounts.join(', ')}). ` +
                    'Use a role of one of these, or add the account there.')
            ])
    ];
}
function preflightRefusals({ preflight = [] }) {
    return preflight_blockingFindings(preflight).map(({ message, line, column }) => ({
        message,
        ...(line !== undefined && { line }),
        ...(column !== undefined && { column })
    }));
}
/** A wave that this run leaves out, but that a selected wave comes after, must have come up in this execution. */
function presumedRefusals(state) {
    // What a preflight leaves out it does not ask about.
    if (state.survey === undefined || state.mode === 'preflight')
        return [];
    return [...state.waves.values()]
        .filter((wave) => !wave.selected && wave.status !== 'up')
        .flatMap((wave) => {
        const down = wave.planned.servers.filter((id) => isDown(state.servers.get(id), wave));
        if (down.length === 0)
            return [];
        return [
            admission_refusal(state, `Wave ${wave.planned.name} is left out by the input "waves", but a selected wave comes after it, and it has ` +
                `not come up in this execution (${state.executionId}): ${String(down.length)} of ` +
                `${String(wave.planned.servers.length)} servers are not up (${down.slice(0, 3).join(', ')}` +
                `${down.length > 3 ? ', …' : ''}). Run it in an earlier job of this workflow run, or add it to "waves".`, `wave ${wave.planned.name}`)
        ];
    });
}
/** Whether a server of an earlier wave is seen not to be up; one whose instance has not been looked at yet is not. */
function isDown(server, wave) {
    if (server?.jobId === undefined || server.participant?.launchStatus !== 'LAUNCHED')
        return true;
    if (server.outcome !== undefined)
        return server.outcome.status !== 'launched';
    return server.instance !== undefined && verify(server, wave.planned.verify).is !== 'up';
}
/** A refusal at the place in the plan that it speaks of; the first of the names that the file has. */
function admission_refusal(state, message, ...about) {
    return { message, ...firstPlace(state.places, ...about) };
}

;// CONCATENATED MODULE: ./build/src/drill/preflight/set-up.js










/** Who are we, what are these servers, what runs already: asked before anything is started, and all at once. */
function setUpTasks(state) {
    const ask = (question, command) => ({
        at: retryAt(state, question) ?? state.openedAt,
        command
    });
    // The account guard comes first: of another account nothing else is asked.
    if (state.identity === undefined)
        return [ask('identity', { do: 'identify' })];
    // Which jobs and servers are of interest is known once the plan's matches have found theirs.
    const isSelected = !isSelectionWanted(state);
    const refused = state.trouble.get('servers');
    if (!isSelected && (refused === undefined || !isFinal(refused)))
        return [ask('servers', { do: 'list-servers' })];
    return [
        ...(state.survey === undefined ? [ask('survey', { do: 'survey-jobs' })] : []),
        ...(state.foretold === undefined ? [foretell(state, state.identity)] : []),
        ...(state.described || !isSelected
            ? []
            : [ask('servers', { do: 'describe-servers', servers: [...state.servers.keys()] })]),
        ...(state.described && needsSnapshots(state)
            ? [ask('snapshots', { do: 'find-snapshots', questions: snapshotQuestions(state) })]
            : []),
        ...(areDocumentsKnown(state) ? [] : [ask('documents', { do: 'describe-documents', documents: documentsOf(state) })])
    ];
}
function foretell(state, { arn, region }) {
    const servers = selectedServers(state).map(({ sourceServerId }) => sourceServerId);
    const documents = [...new Set(state.actions.map(({ planned }) => planned.document))];
    const question = { arn, region, servers, terminates: terminatesAtItsEnd(state), documents };
    return { at: state.openedAt, command: { do: 'foretell-permissions', question } };
}
/**
 * Once, as soon as everything that it looks at is known, or will not be: what AWS refuses to answer must not keep back what
 * else there is to be said.
 */
function isPreflightDue(state) {
    return isAccepted(state) && isSetUp(state) && isDescribedAnew(state) && state.preflight === undefined;
}
/** Whether the account is known, and one that is meant. */
function isAccepted(state) {
    return state.identity !== undefined && accountRefusals(state).length === 0;
}
/** Whether every set-up question has its answer, or one that asking again will not change. */
function isSetUp(state) {
    const isSettled = (question, answered) => {
        const trouble = state.trouble.get(question);
        return answered || (trouble !== undefined && admission_isFinal(trouble));
    };
    if (!isSettled('identity', state.identity !== undefined))
        return false;
    if (state.identity === undefined || admission_accountRefusals(state).length > 0)
        return true;
    if (state.foretold === undefined)
        return false;
    return (isSettled('survey', state.survey !== undefined) &&
        isSettled('servers', state.described) &&
        (!state.described || isSettled('snapshots', !point_in_time_needsSnapshots(state))) &&
        isSettled('documents', documents_areDocumentsKnown(state)));
}
/** What was asked before the start is concluded, or the wait for the jobs of others begins; nothing while it lasts. */
function concludePreflight(state, now) {
    const results = preflightOf(state);
    // Of what waiting does not mend, one is told at once.
    const others = blockingFindings(results.filter(({ check }) => check !== 'other-jobs'));
    if (others.length === 0 && refusalsOf(state).length === 0) {
        if (mustWaitForOthers(state, now))
            return isWaitingForOthers(state) ? [] : [beginWait(state, now)];
    }
    return [{ type: 'preflight-concluded', results }];
}

;// CONCATENATED MODULE: ./build/src/drill/actions/judgement.js







/** What follows for the actions of running waves from what is known. */
function judgement_judgeActions(state, now) {
    return [...state.waves.values()].flatMap((wave) => {
        if (wave.status !== 'running')
            return [];
        return actionsOf(state, wave.planned.name).flatMap((action) => {
            const verdict = action.outcome === undefined ? judgeAction(state, wave, action, now) : undefined;
            return verdict === undefined ? [] : [settleAction(action, verdict.status, verdict.reason)];
        });
    });
}
/** When the timeout of an action that runs ends. */
function judgement_nextActionDeadlines(state) {
    return [...state.waves.values()].flatMap((wave) => {
        const action = actionInTurn(state, wave);
        return (action === undefined ? undefined : actionDeadline(state, action)) ?? [];
    });
}
/** The conclusion that an action has come to an end. */
function settleAction({ wave, planned }, status, reason) {
    return { type: 'action-settled', wave, action: planned.name, status, reason };
}
/** The actions of a wave of which none begins any more. */
function judgement_settleUnstarted(state, wave, reason) {
    return actionsOf(state, wave)
        .filter(({ outcome }) => outcome === undefined)
        .map((action) => settleAction(action, 'not-started', reason));
}
/** How a wave ends because of its actions; undefined when these are all well. */
function judgement_endByActions(state, wave) {
    const bad = actionsOf(state, wave).filter((action) => !hasPassed(action));
    const first = bad.find(({ outcome }) => outcome?.status !== 'not-started') ?? bad[0];
    if (first?.outcome === undefined)
        return undefined;
    const { status } = first.outcome;
    return {
        status: status === 'timed-out' || status === 'not-started' ? 'timed-out' : 'failed',
        reason: describeAction(first)
    };
}
/** `post-action "smoke test" failed: …`. */
function describeAction({ planned, outcome }) {
    const status = outcome === undefined ? 'is not settled' : describeStatus[outcome.status];
    return `${planned.phase}-action "${planned.name}" ${status}${outcome === undefined ? '' : `: ${outcome.reason}`}`;
}
const describeStatus = {
    succeeded: 'succeeded',
    'succeeded-earlier': 'succeeded earlier',
    failed: 'failed',
    'timed-out': 'timed out',
    cancelled: 'was cancelled',
    'not-started': 'was not started'
};
function judgeAction(state, wave, action, now) {
    if (action.requestedAt === undefined)
        return judgeUnasked(state, wave, action, now);
    const { sighting, startTrouble } = action;
    if (action.automationExecutionId !== undefined && hasActionEnded(action)) {
        if (hasSucceeded(action))
            return { status: 'succeeded', reason: sighting?.status ?? '' };
        if (!isToBeRunAnew(state, action))
            return judgeFailed(action);
    }
    if (action.automationExecutionId === undefined && startTrouble !== undefined && !isPassing(startTrouble.failure)) {
        return { status: 'failed', reason: `it could not be started: ${startTrouble.failure.message}` };
    }
    const blindness = cannotBeFollowed(state, action);
    if (blindness !== undefined) {
        return {
            status: 'failed',
            reason: `nobody can say what it does: ${blindness.message}; it was told to stop (StopAutomationExecution)`
        };
    }
    const deadline = actionDeadline(state, action);
    if (deadline === undefined || now < deadline)
        return undefined;
    return {
        status: 'timed-out',
        reason: `${budgetOf(state, wave, deadline, action)} ran out ${whereItWas(state, action)}`
    };
}
/** One that has not been asked for: it waits for its turn, or will never have it. */
function judgeUnasked(state, wave, action, now) {
    const { planned } = action;
    const never = (reason) => ({ status: 'not-started', reason });
    const jobId = planned.phase === 'pre' ? earlierLaunch(state, action.wave) : undefined;
    if (jobId !== undefined) {
        const reason = `an earlier attempt launched the wave (${jobId}), which it does only when this has succeeded`;
        return { status: 'succeeded-earlier', reason };
    }
    const before = actionsOf(state, action.wave).find((other) => other.outcome !== undefined && !hasPassed(other));
    if (before !== undefined)
        return never(`${before.planned.phase}-action "${before.planned.name}" has not succeeded`);
    if (planned.phase === 'post') {
        const servers = wave.planned.servers.map((id) => state.servers.get(id)?.outcome?.status);
        if (servers.some((status) => status !== undefined && status !== 'launched')) {
            return never('not every server of the wave is up');
        }
        const unknown = servers.every((status) => status === 'launched') ? unknownInstances(state, action) : [];
        if (unknown.length > 0) {
            const reason = `it is to be given the instances of the wave, and that of ${unknown.join(', ')} is not known`;
            return { status: 'failed', reason };
        }
    }
    if (now < waveDeadline(state, wave))
        return undefined;
    return never(`${describeDeadline(state, wave)} ran out before it could be started`);
}
function judgeFailed({ sighting, stop }) {
    const { status = '', failure } = sighting ?? {};
    const why = failure === undefined ? '' : `: ${failure}`;
    if (status === 'Cancelled' && stop === undefined) {
        return { status: 'cancelled', reason: `somebody cancelled it in SSM${why}` };
    }
    return { status: 'failed', reason: `SSM says ${status}${why}` };
}
function budgetOf(state, wave, deadline, { planned }) {
    return deadline === waveDeadline(state, wave)
        ? describeDeadline(state, wave)
        : `its timeout of ${formatDuration(planned.timeoutSeconds)}`;
}
function whereItWas(state, action) {
    const { automationExecutionId, sighting, startTrouble } = action;
    if (automationExecutionId === undefined) {
        const said = startTrouble === undefined ? '' : `; SSM last answered: ${startTrouble.failure.message}`;
        return action.isUnanswered
            ? `before it was known whether it runs: look for it in the Systems Manager console${said}`
            : `before it could be started${said}`;
    }
    const approval = sighting?.awaitsApprovalAt === undefined
        ? ''
        : `, waiting for a person to approve step "${sighting.awaitsApprovalAt}"`;
    return `while it was ${sighting?.status ?? 'not seen yet'}${approval}; it was told to stop (StopAutomationExecution)${lastAnswer(state, [runQuestion(automationExecutionId)])}`;
}

;// CONCATENATED MODULE: ./build/src/drill/watch/loss.js


/**
 * Servers that were up and are seen to be gone while the drill goes on: nothing is built on them any more, and there is nothing
 * to wait for.
 */
function loss_losses(state) {
    return [...state.waves.values()].flatMap((wave) => {
        if (!wave.selected)
            return [];
        const lost = serversOf(state, wave).flatMap((server) => {
            const how = server.outcome?.status === 'launched' ? howItWent(server, wave) : undefined;
            if (how === undefined)
                return [];
            return [{ sourceServerId: server.sourceServerId, status: 'terminated', reason: `it was up, but ${how}` }];
        });
        if (lost.length === 0)
            return [];
        const settled = { type: 'servers-settled', servers: lost };
        if (wave.status !== 'up')
            return [settled];
        const count = lost.length === 1 ? '1 server that was up is' : `${String(lost.length)} servers that were up are`;
        const reason = `${count} gone again`;
        return [settled, { type: 'wave-settled', wave: wave.planned.name, status: 'failed', reason }];
    });
}
/** How what was launched for a server went, by EC2's word or by DRS's; undefined where neither says so. */
function howItWent({ instance, participant, jobId }, { planned }) {
    if (planned.verify.instance !== 'none' && isGone(instance)) {
        return `its instance${instance?.ec2InstanceId === undefined ? '' : ` ${instance.ec2InstanceId}`} is ${instance?.state ?? 'gone'}`;
    }
    if (participant?.launchStatus !== 'TERMINATED')
        return undefined;
    const which = instance?.ec2InstanceId === undefined ? '' : ` (${instance.ec2InstanceId})`;
    return `DRS says TERMINATED in ${jobId ?? 'its job'}: its recovery instance${which} was removed`;
}

;// CONCATENATED MODULE: ./build/src/drill/launch/unlaunched.js








/** How a server ends that no job launches; undefined while it may still be launched. */
function judgeUnlaunched(state, server, wave, budget) {
    const { refused } = server;
    const again = awaitsRetry(server);
    const hindrance = server.request === undefined ? action_hinderingAction(state, wave) : undefined;
    if (hindrance !== undefined)
        return { settle: again ? 'failed' : 'not-started', reason: describeAction(hindrance) };
    const elsewhere = server.request === undefined ? launchElsewhereOf(state, server.sourceServerId) : undefined;
    if (elsewhere !== undefined) {
        const reason = `it was not launched: it was already, ${describeElsewhere(elsewhere)}, and a second launch would destroy that one`;
        return { settle: 'failed', reason };
    }
    const live = wave.selected && server.request === undefined ? forbiddingRecoveryOf(state, server) : undefined;
    if (live !== undefined) {
        const reason = `it was not launched${again ? ' again' : ''}: it has got a live recovery instance, ` +
            `${describeInstance(live)}, that no drill launched, and a launch would destroy it. Fail back or delete that one ` +
            'first. Only if it may be DESTROYED: name the server in guards.replace-recovery-instances';
        return { settle: 'failed', reason };
    }
    // Only a server that an earlier attempt had launched gets here without its point: a drill from another is not meant.
    if (wave.selected && server.request === undefined) {
        const asked = pointAsked(wave.planned, server.sourceServerId);
        if (asked.is !== 'latest' && server.snapshot?.snapshotId === undefined) {
            return {
                settle: 'failed',
                reason: `it has no recovery snapshot any more to be launched from (point-in-time: ${describePoint(asked)})`
            };
        }
    }
    if (server.request === undefined && refused !== undefined && isRefusedForGood(refused)) {
        return { settle: 'failed', reason: `StartRecovery was refused: ${refused.failure.message}` };
    }
    if (!budget.spent)
        return undefined;
    if (server.request !== undefined) {
        return {
            settle: 'timed-out',
            reason: `${budget.name} ran out before DRS could tell whether the launch it was asked for runs; look for it in the DRS console`
        };
    }
    const refusals = state.requests.filter(({ status, servers }) => {
        return status === 'refused' && servers.includes(server.sourceServerId);
    }).length;
    const times = refusals > 1 ? `${String(refusals)} times, last` : 'once';
    const why = refused === undefined ? '' : `; StartRecovery was refused ${times}: ${refused.failure.message}`;
    const answer = last_answer_lastAnswer(state, ['recoveries']);
    return {
        settle: again ? 'failed' : 'not-started',
        reason: `${budget.name} ran out before it could be launched${again ? ' again' : ''}${why}${answer}`
    };
}
/** A refusal that would not pass, and that no other server can have caused. */
function isRefusedForGood({ failure, alone }) {
    if (failure_isPassing(failure))
        return false;
    // Refused in company it is tried again in smaller company, and at last alone.
    return alone || !mayBeOneServer(failure);
}

;// CONCATENATED MODULE: ./build/src/drill/watch/judgement.js




















/**
 * What follows, at `now`, from what is known: servers that are settled, waves that are settled, waves that begin.
 * Each list of conclusions is to be written down before the next is asked for; an empty one means that nothing more
 * follows until something is seen or time passes.
 */
function judgement_judge(state, now) {
    const actions = judgeActions(state, now);
    if (actions.length > 0)
        return actions;
    const servers = judgeServers(state, now);
    if (servers.length > 0)
        return servers;
    const lost = losses(state);
    if (lost.length > 0)
        return lost;
    const settled = [...state.waves.values()].flatMap((wave) => judgeWave(state, wave, now));
    if (settled.length > 0)
        return settled;
    return isAdmitted(state) ? wavesToStart(state, now).map((wave) => ({ type: 'wave-started', wave })) : [];
}
/** When the next conclusion may follow from the mere passing of time. */
function nextJudgementAt(state) {
    const waitEnds = waitDeadline(state);
    const waves = [...state.waves.values()].flatMap((wave) => {
        if (wave.status === 'running')
            return [waveDeadline(state, wave)];
        if (wave.status !== 'waiting')
            return [];
        const soaks = wave.planned.after.flatMap((name) => {
            const before = state.waves.get(name);
            const soaked = before === undefined ? undefined : soakedAt(before);
            return soaked === undefined ? [] : [soaked];
        });
        return [drillDeadline(state), ...soaks];
    });
    return [...(waitEnds === undefined ? [] : [waitEnds]), ...waves, ...nextActionDeadlines(state)];
}
function judgeServers(state, now) {
    const settled = [];
    const released = [];
    const retried = [];
    for (const wave of state.waves.values()) {
        if (wave.status !== 'running')
            continue;
        const budget = { spent: now >= waveDeadline(state, wave), name: describeDeadline(state, wave) };
        for (const server of serversOf(state, wave)) {
            const verdict = server.outcome === undefined ? judgeServer(state, server, wave, budget) : undefined;
            if (verdict === undefined)
                continue;
            const { sourceServerId } = server;
            const { reason } = verdict;
            if ('release' in verdict)
                released.push({ sourceServerId, reason });
            else if ('retry' in verdict)
                retried.push({ sourceServerId, jobId: verdict.retry, reason });
            else {
                const told = verdict.settle === 'launched' ? reason : withEarlierFailures(reason, server);
                settled.push({ sourceServerId, status: verdict.settle, reason: told });
            }
        }
    }
    return [
        ...(released.length > 0 ? [{ type: 'servers-released', servers: released }] : []),
        ...(retried.length > 0 ? [{ type: 'servers-retried', servers: retried }] : []),
        ...(settled.length > 0 ? [{ type: 'servers-settled', servers: settled }] : [])
    ];
}
/** What may be concluded of a server at one time or another, from what is known. */
function conclusionsAbout(state, server, wave) {
    return [false, true].flatMap((spent) => {
        const verdict = judgeServer(state, server, wave, { spent, name: '' });
        if (verdict === undefined)
            return [];
        if ('release' in verdict)
            return ['released'];
        return 'retry' in verdict ? [`retry of ${verdict.retry}`] : [verdict.settle];
    });
}
function judgeServer(state, server, wave, budget) {
    const job = server.jobId === undefined ? undefined : state.jobs.get(server.jobId);
    if (job === undefined)
        return judgeUnlaunched(state, server, wave, budget);
    if (job.adopted?.lost.includes(server.sourceServerId) === true) {
        return { release: true, reason: `its launch by ${job.jobId}, in an earlier attempt, failed or was terminated` };
    }
    const launchStatus = server.participant?.launchStatus;
    switch (launchStatus) {
        case 'LAUNCHED':
            return judgeLaunched(state, server, wave, job, budget);
        case 'FAILED': {
            // The reason stands in the log alone: read it first, while there is time and DRS answers.
            if (!budget.spent && explanationIsComing(state, job, server))
                return undefined;
            const trouble = server.log.trouble;
            const reason = trouble === undefined
                ? `DRS says FAILED in ${job.jobId}, and the job's log gives no reason; open the job in the DRS console`
                : `launch FAILED in ${job.jobId}: ${describeTrouble(trouble)}`;
            return judgement_failedLaunch(state, server, wave, job, budget, reason);
        }
        case 'TERMINATED':
            return lost(state, server, job, 'terminated', `DRS says TERMINATED in ${job.jobId}: its recovery instance was removed`);
        default:
            return judgeLaunching(state, server, wave, job, budget);
    }
}
/** A server that is PENDING, IN_PROGRESS or in a status that nobody knows: whatever its job says, it is not there yet. */
function judgeLaunching(state, server, wave, job, budget) {
    const { trouble } = server.log;
    const shown = server.participant?.launchStatus ?? 'not listed';
    if (trouble !== undefined) {
        const reason = `${describeTrouble(trouble)} (${job.jobId}, launch status ${shown})`;
        if (trouble.kind === 'skipped')
            return lost(state, server, job, 'skipped', reason);
        // A failed phase is final once the job has ended; before that DRS may try again, and after it where the log says so.
        if ((job_hasEnded(job) && hasFinalTrouble(server.log)) || budget.spent)
            return judgement_failedLaunch(state, server, wave, job, budget, reason);
    }
    if (!budget.spent)
        return undefined;
    const phase = server.log.phase === undefined ? '' : ` in the ${server.log.phase} phase`;
    const ended = job_hasEnded(job) ? ' although the job has ended' : '';
    return {
        settle: 'timed-out',
        reason: `${budget.name} ran out while it was ${shown}${phase}${ended} (${job.jobId})${last_answer_lastAnswer(state, ['jobs'], job.seenAt)}`
    };
}
function judgeLaunched(state, server, wave, job, budget) {
    const finding = judgeIsolation(state, server, wave) ??
        verify(server, wave.planned.verify, launch_actions_judgeRequiredActions(state, server, wave));
    switch (finding.is) {
        case 'up':
            return { settle: 'launched', reason: finding.reason };
        case 'never':
            return lost(state, server, job, finding.status, finding.reason);
        case 'not-yet':
            if (!budget.spent)
                return undefined;
            return {
                settle: finding.wrong ? 'unverified' : 'timed-out',
                reason: `${budget.name} ran out; as last seen, ${finding.reason}${last_answer_lastAnswer(state, ['instances'], server.instanceSeenAt)}`
            };
    }
}
/** A server that did not come up. One that an earlier attempt had lost already is launched anew instead. */
function lost(state, server, job, status, reason) {
    const { trouble } = server.log;
    const before = job.adopted?.ended === true || (trouble !== undefined && trouble.at < state.openedAt);
    // A failover that runs is never wiped to be tried again: people may have put it to work.
    const isLive = state.mode === 'recovery' && server.participant?.launchStatus === 'LAUNCHED' && !verification_isGone(server.instance);
    return job.adopted !== undefined && before && !isLive ? { release: true, reason } : { settle: status, reason };
}
/** A launch that failed is tried again while the plan allows it and there is time. */
function judgement_failedLaunch(state, server, wave, job, budget, reason) {
    const verdict = lost(state, server, job, 'failed', reason);
    if ('release' in verdict || budget.spent || !wave.selected || !mayBeRetried(server, wave))
        return verdict;
    return { retry: job.jobId, reason };
}
/** Whether the log still has to be read before a failure can be explained; a second reading in a row that fails is the last. */
function explanationIsComing(state, job, server) {
    const unread = state.trouble.get('job-log');
    // Looks that failed before the failure do not count: the job may only have been too young to have a log.
    if (server.log.trouble !== undefined || (unread !== undefined && unread.count >= 2 && unread.at > job.changedAt)) {
        return false;
    }
    const due = pace_logDueAt(state, job);
    return due !== undefined && (job.logReadAt === undefined || job.changedAt > job.logReadAt);
}
function judgeWave(state, wave, now) {
    if (wave.status === 'waiting')
        return judgeWaiting(state, wave, now);
    if (wave.status !== 'running')
        return [];
    const servers = serversOf(state, wave);
    // Where nothing was looked at yet, nothing is up: a wave left out may wait for what its match finds.
    if (servers.length === 0 || isSelectionWanted(state))
        return [];
    const isOpen = (one) => one.outcome === undefined;
    if (servers.some(isOpen) || actionsOf(state, wave.planned.name).some(isOpen))
        return [];
    const byActions = endByActions(state, wave.planned.name);
    const down = servers.filter((server) => server.outcome?.status !== 'launched');
    if (byActions !== undefined && (down.length === 0 || hinderingAction(state, wave) !== undefined)) {
        return [judgement_settle(wave, byActions.status, byActions.reason)];
    }
    if (down.length === 0) {
        return [
            judgement_settle(wave, 'up', servers.length === 1 ? 'its server is up' : `all ${String(servers.length)} servers are up`)
        ];
    }
    const names = named(down.map((server) => `${nameOf(server)} (${server.outcome?.status ?? 'unknown'})`));
    const reason = `${String(down.length)} of ${counted(servers.length, 'server')} ${down.length === 1 ? 'is' : 'are'} not up: ${names}`;
    return [judgement_settle(wave, worstOf(down), reason)];
}
function judgeWaiting(state, wave, now) {
    const reason = whyNeverStarted(state, wave, now);
    if (reason === undefined)
        return [];
    const servers = wave.planned.servers.map((sourceServerId) => {
        return { sourceServerId, status: 'not-started', reason };
    });
    return [
        ...(servers.length > 0 ? [{ type: 'servers-settled', servers }] : []),
        ...settleUnstarted(state, wave.planned.name, reason),
        judgement_settle(wave, 'not-started', reason)
    ];
}
function whyNeverStarted(state, wave, now) {
    const broken = wave.planned.after.find((name) => {
        const status = state.waves.get(name)?.status;
        return status !== undefined && status !== 'waiting' && status !== 'running' && status !== 'up';
    });
    if (broken !== undefined)
        return `wave ${broken}, which it comes after, is not up`;
    const halting = [...state.waves.values()].find(({ status, planned }) => (status === 'failed' || status === 'timed-out') && planned.onFailure === 'stop');
    if (halting !== undefined)
        return `wave ${halting.planned.name} is not up, and its on-failure is stop`;
    if (now < drillDeadline(state))
        return undefined;
    return `the budget of the drill ran out before it could start${lastAnswer(state, ['identity', 'servers', 'snapshots', 'survey', 'jobs'])}`;
}
/** Waves whose turn it is: those they come after are up, and have soaked. */
function wavesToStart(state, now) {
    return [...state.waves.values()]
        .filter((wave) => wave.selected &&
        wave.status === 'waiting' &&
        wave.planned.after.every((name) => {
            const before = state.waves.get(name);
            const soaked = before === undefined ? undefined : budgets_soakedAt(before);
            return soaked !== undefined && now >= soaked;
        }))
        .map((wave) => wave.planned.name);
}
function judgement_settle(wave, status, reason) {
    return { type: 'wave-settled', wave: wave.planned.name, status, reason };
}

;// CONCATENATED MODULE: ./build/src/drill/objection.js












/** What is only ever concluded, or asked for, before the verdict. */
const beforeTheVerdict = new Set([
    'plan-accepted',
    'refused',
    'preflight-concluded',
    'wave-started',
    'job-requested',
    'servers-released',
    'servers-retried',
    'servers-settled',
    'wave-settled',
    'action-requested',
    'action-settled',
    'verdict-reached'
]);
/**
 * What speaks against an event, after what has happened before it: a conclusion that is better than what was seen, a launch
 * of what is launched already. Undefined where nothing does, as in every journal that a drill has written. What is worse
 * than what was seen is not looked into: time may have brought it about, or drs-drill's own failure.
 *
 * @param previous the event in front of it
 */
function objectionTo(before, event, previous) {
    if (event.at < previous.at)
        return `happened before the line in front of it (${previous.at})`;
    if (before.finished !== undefined && event.type !== 'taken-over')
        return 'comes after the end';
    if (before.verdict !== undefined && beforeTheVerdict.has(event.type))
        return 'comes after the verdict';
    switch (event.type) {
        case 'execution-opened':
            return 'opens the execution a second time';
        case 'plan-accepted':
            return before.plan === undefined ? undefined : 'accepts a second plan';
        case 'preflight-concluded':
            return alike(event.results, preflight_preflightOf(before))
                ? undefined
                : 'holds other findings than follow from what AWS answered';
        case 'wave-started':
            return mayStart(before, event) ? undefined : `starts wave ${event.wave} before its turn`;
        case 'job-requested':
            return objectionToRequest(before, event);
        case 'request-abandoned':
            return givenUpRequest(before)?.request === event.request
                ? undefined
                : `gives up request ${String(event.request)}, whose job may still be shown`;
        case 'servers-released':
            return objectionToServers(before, event.servers, 'free for another launch', () => 'released');
        case 'servers-retried':
            return objectionToServers(before, event.servers, 'failed, to be tried again', ({ jobId }) => `retry of ${jobId}`);
        case 'servers-settled': {
            const up = event.servers.filter(({ status }) => status === 'launched');
            return objectionToServers(before, up, 'launched', () => 'launched');
        }
        case 'action-requested':
            return objectionToRun(before, event);
        case 'action-settled':
            return objectionToAction(before, event);
        case 'wave-settled':
            return event.status !== 'up' || isWaveUp(before, event.wave)
                ? undefined
                : `calls wave ${event.wave} up, and not all of its servers and actions are`;
        case 'verdict-reached':
            return objectionToVerdict(before, event);
        case 'cleanup-finished': {
            if (!event.complete)
                return undefined;
            const due = concludeCleanup(before, event.at);
            const isComplete = due?.type === 'cleanup-finished' && due.complete;
            return isComplete ? undefined : 'calls the cleanup complete, and not everything was seen to be gone';
        }
        case 'execution-finished':
            return objectionToEnd(before, event);
        default:
            return undefined;
    }
}
function mayStart(before, { wave, at }) {
    const isRefused = !hasBegun(before) && admission_refusalsOf(before).length > 0;
    return admission_isAdmitted(before) && !isRefused && wavesToStart(before, at).includes(wave);
}
function objectionToRequest(before, { wave, servers }) {
    const planned = before.waves.get(wave);
    const free = new Set(planned === undefined ? [] : unlaunched(before, planned).map(({ sourceServerId }) => sourceServerId));
    const others = servers.filter((id) => !free.has(id));
    return others.length === 0 ? undefined : `launches ${objection_listed(others)}, which is not to be launched, or was already`;
}
/** Servers of which something is concluded that does not follow. */
function objectionToServers(before, servers, word, conclusionOf) {
    const others = servers.filter((concerned) => {
        const server = before.servers.get(concerned.sourceServerId);
        const wave = server === undefined ? undefined : before.waves.get(server.wave);
        if (server === undefined || wave === undefined)
            return true;
        return !conclusionsAbout(before, server, wave).includes(conclusionOf(concerned));
    });
    if (others.length === 0)
        return undefined;
    return `calls ${objection_listed(others.map(({ sourceServerId }) => sourceServerId))} ${word}, which does not follow from what was seen`;
}
/** An action that is run before its turn, or as another than the plan's, tries nothing of its wave. */
function objectionToRun(before, event) {
    const wave = before.waves.get(event.wave);
    const action = wave === undefined ? undefined : action_actionInTurn(before, wave);
    if (action?.planned.name !== event.action)
        return `runs action "${event.action}" before its turn`;
    const { tries, token, parameters } = request_startOf(before, action);
    const isSame = tries === event.tries && token === event.token && alike(parameters, event.parameters);
    return isSame ? undefined : `runs action "${event.action}" otherwise than the plan says`;
}
function objectionToAction(before, event) {
    const action = action_actionsOf(before, event.wave).find(({ planned }) => planned.name === event.action);
    if (action === undefined)
        return `settles an action that wave ${event.wave} does not have: ${event.action}`;
    const isBorneOut = event.status === 'succeeded'
        ? action.automationExecutionId !== undefined && action_hasSucceeded(action)
        : event.status !== 'succeeded-earlier' ||
            (action.planned.phase === 'pre' && action_earlierLaunch(before, event.wave) !== undefined);
    return isBorneOut ? undefined : `calls action "${event.action}" of wave ${event.wave} a success, which was not seen`;
}
function isWaveUp(before, name) {
    const wave = before.waves.get(name);
    if (wave === undefined)
        return false;
    const servers = servers_serversOf(before, wave);
    const areUp = servers.length > 0 && servers.every(({ outcome }) => outcome?.status === 'launched');
    return areUp && action_actionsOf(before, name).every(action_hasPassed);
}
function objectionToVerdict(before, { status, reason }) {
    if (status === 'failed')
        return undefined;
    const due = verdictOf(before);
    if (due.status !== status)
        return `says ${status}, where ${due.status} follows: ${due.reason}`;
    if (due.reason !== reason)
        return `gives another reason than follows: ${due.reason}`;
    return status !== 'passed' || isWhole(before) ? undefined : 'says passed before everything was asked that has to be';
}
/** Whether everything was asked that stands before a pass in its mode. */
function isWhole(before) {
    switch (before.mode) {
        case 'validate':
            return before.plan !== undefined;
        case 'preflight':
            return isSetUp(before) && before.preflight !== undefined && admission_refusalsOf(before).length === 0;
        case 'drill':
        case 'recovery':
            return isClosing(before) && isConfirmed(before);
    }
}
function objectionToEnd({ verdict, broken }, { status, reason }) {
    if (verdict === undefined)
        return 'ends the execution without a verdict';
    if (broken !== undefined && status !== 'failed')
        return `ends the execution as ${status}, and it had failed already`;
    if (status === 'failed' || (status === verdict.status && reason === verdict.reason))
        return undefined;
    return `ends the execution as ${status} (${reason}), where its verdict is ${verdict.status} (${verdict.reason})`;
}
/** As they are written down: what was worked out anew is made in the same order. */
function alike(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
}
function objection_listed(ids) {
    const [first = '', ...others] = ids;
    return others.length === 0 ? first : `${first} and ${String(others.length)} more`;
}

;// CONCATENATED MODULE: ./build/src/evidence/contradictions.js


/** How many are told: what follows a forged line is often no better. */
const most = 10;
/**
 * Where a journal contradicts itself: what it concludes is not what a drill concludes from the events before. No drill
 * writes such a journal; somebody may who can compute digests.
 *
 * @param events the first of them opens the execution
 */
function contradictions(events) {
    const [first, ...rest] = events;
    if (first?.type !== 'execution-opened')
        return [];
    const found = [];
    let [state, previous] = [evolve_open(first), first];
    for (const [index, event] of rest.entries()) {
        const objection = objectionTo(state, event, previous);
        // The first line of a journal is line 1.
        if (objection !== undefined)
            found.push(`line ${String(index + 2)} (${event.type}) ${objection}`);
        if (found.length === most)
            break;
        state = evolve(state, event);
        previous = event;
    }
    return found;
}

;// CONCATENATED MODULE: ./build/src/evidence/sums-check.js


const sums_check_name = 'SHA256SUMS';
/** Compares the list of digests with the files: one finding a difference, or one that says there is none. */
function checkSums(found) {
    const wrong = (message) => ({ state: 'wrong', name: sums_check_name, message });
    const file = found[sums_check_name];
    if (file.kind === 'missing')
        return [{ state: 'missing', name: sums_check_name, message: 'it was never written, or was removed' }];
    if (file.kind === 'unreadable')
        return [wrong(file.why)];
    const sums = readSums(textOf(file.bytes));
    if (sums === undefined)
        return [wrong('is no list of SHA-256 digests')];
    const others = Object.entries(found).filter(([other]) => other !== sums_check_name);
    const known = new Set(others.map(([other]) => other));
    const differences = [
        ...others.flatMap(([other, content]) => {
            const listed = sums.filter((sum) => sum.name === other);
            if (listed.length !== 1)
                return [wrong(`lists ${other} ${String(listed.length)} times`)];
            if (content.kind !== 'file')
                return [wrong(`lists ${other}, which cannot be read`)];
            return listed[0]?.sha256 === sha256Of(content.bytes) ? [] : [wrong(`has another digest for ${other}`)];
        }),
        ...sums
            .filter((sum) => !known.has(sum.name))
            .map((sum) => wrong(`lists ${sum.name}, which is no file of the evidence`))
    ];
    if (differences.length > 0)
        return differences;
    return [{ state: 'ok', name: sums_check_name, message: `holds the digests of the other ${String(others.length)} files` }];
}

;// CONCATENATED MODULE: ./build/src/evidence/verification.js









/**
 * Checks the evidence of an execution: the journal's chain, the digests, the schema of the record, and that every other
 * file is what the journal says, byte for byte. Pure, and never throws, whatever the files hold.
 */
function verifyEvidence(found) {
    const journal = readJournal(found['journal.ndjson']);
    const derived = journal.record === undefined ? undefined : derive(journal.record, found, journal.version);
    const files = derivedNames.flatMap((name) => (name === 'SHA256SUMS' ? [] : [verification_compare(name, found[name], derived)]));
    const findings = [...journal.findings, ...files, ...checkSums(found)];
    return {
        findings,
        isSound: findings.every(({ state }) => state === 'ok'),
        executionId: journal.record?.executionId,
        status: journal.record?.status
    };
}
function readJournal(file) {
    const finding = (state, message) => ({ state, name: 'journal.ndjson', message });
    if (file.kind === 'missing')
        return { findings: [finding('missing', 'without it, nothing can be proven')] };
    if (file.kind === 'unreadable')
        return { findings: [finding('wrong', file.why)] };
    const { events, problems, torn, head } = decodeJournal(textOf(file.bytes));
    if (problems.length > 0)
        return { findings: problems.map((problem) => finding('wrong', problem)) };
    if (events.length === 0)
        return { findings: [finding('wrong', 'holds no event')] };
    const told = readEvents(events);
    if ('problem' in told) {
        return { findings: [finding('wrong', `tells what drs-drill does not write: ${told.problem}`)] };
    }
    const last = events.at(-1);
    const end = `it ends with line ${String(head.seq)} (${last?.type ?? ''}, ${last?.at ?? ''})`;
    const findings = [
        ...(torn ? [finding('wrong', `its last line was cut off while it was written; ${end}`)] : []),
        ...(told.record.finishedAt === null
            ? [
                finding('wrong', `its end is missing: ${end}; the disk took no more, or the run was killed and no post step ran`)
            ]
            : []),
        ...told.contradictions.map((problem) => finding('wrong', problem)),
        finding('ok', `${wording_counted(events.length, 'event')}, each with the digest of the one before; the last is sha256:${head.digest}`)
    ];
    const [opened] = events;
    const version = opened?.type === 'execution-opened' && typeof opened.version === 'string' ? opened.version : undefined;
    return { findings, record: told.record, ...(version !== undefined && { version }) };
}
/** A journal with sound digests may still hold anything: whoever forges it can compute them. */
function readEvents(events) {
    try {
        const record = recordOf(fold(events));
        const parsed = evidenceSchema.safeParse(record);
        if (!parsed.success)
            return { problem: firstIssue(parsed.error.issues) };
        // Not what was parsed, whose parts may stand in another order.
        return { record, contradictions: contradictions(events) };
    }
    catch (error) {
        return { problem: error instanceof Error ? error.message : String(error) };
    }
}
function firstIssue(issues) {
    const [first] = issues;
    return first === undefined ? 'it does not follow the schema' : `${first.path.map(String).join('.')}: ${first.message}`;
}
/** The files as this version makes them, the report in the name of the version that wrote it. */
function derive(record, found, opener) {
    const { 'journal.ndjson': journal, 'report.html': report } = found;
    if (journal.kind !== 'file')
        return undefined;
    try {
        return evidenceFilesOf(record, journal.bytes, opener ?? writerOf(report) ?? version_version);
    }
    catch {
        return undefined;
    }
}
/** The version that a report says it was written by, for journals that name none. */
function writerOf(report) {
    if (report.kind !== 'file')
        return undefined;
    return /<meta name="generator" content="drs-drill ([\w.+-]{1,40})">/.exec(textOf(report.bytes.subarray(0, 4096)))?.[1];
}
function verification_compare(name, file, derived) {
    if (file.kind === 'missing')
        return { state: 'missing', name, message: 'it was never written, or was removed' };
    if (file.kind === 'unreadable')
        return { state: 'wrong', name, message: file.why };
    const text = textOf(file.bytes);
    const shape = name === 'evidence.json' ? evidenceProblem(text) : undefined;
    if (shape !== undefined)
        return { state: 'wrong', name, message: shape };
    if (derived === undefined)
        return { state: 'unproven', name, message: 'there is no sound journal to compare it with' };
    // Bytes, not text: what is no UTF-8 reads like a mark of replacement.
    if (sha256Of(file.bytes) === sha256Of(derived[name])) {
        return {
            state: 'ok',
            name,
            message: `is what the journal says${name === 'evidence.json' ? `, and follows schema ${evidenceSchemaVersion}` : ''}`
        };
    }
    return { state: 'wrong', name, message: `is not what the journal says: ${firstDifference(text, derived[name])}` };
}
function evidenceProblem(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return 'is not JSON';
    }
    if (typeof value === 'object' && value !== null && 'schemaVersion' in value) {
        const { schemaVersion } = value;
        if (typeof schemaVersion === 'string' && schemaVersion !== evidenceSchemaVersion) {
            return `follows schema ${schemaVersion}, this version of drs-drill knows ${evidenceSchemaVersion}: check it with the version that wrote it`;
        }
    }
    const recordRead = evidenceSchema.safeParse(value);
    return recordRead.success ? undefined : `does not follow its schema: ${firstIssue(recordRead.error.issues)}`;
}
function firstDifference(text, expected) {
    const [lines, due] = [text.split('\n'), expected.split('\n')];
    const index = due.findIndex((line, number) => line !== lines[number]);
    const at = index === -1 ? due.length : index;
    if (at >= lines.length)
        return `it ends before line ${String(at + 1)}`;
    return `line ${String(at + 1)} differs`;
}

;// CONCATENATED MODULE: ./build/src/evidence/command.js





/** Other files that are named, each on a line. */
const command_longestList = 20;
/** Far more than any drill writes, and far less than what a process can hold. */
const longestBytes = 256 * 1024 * 1024;
/**
 * The verify command: prints a line for each file of an evidence folder and one that sums them up. It reads and changes
 * nothing else, and prints nothing of the files without cleaning it for a terminal.
 *
 * @returns the exit code: 0 when all of it is sound, else 1
 */
function verifyCommand(args, print) {
    const [folder, ...more] = args;
    if (folder === undefined || folder === '' || more.length > 0) {
        print('Usage: node dist/verify/index.js <folder>, the folder being one that drs-drill wrote evidence to');
        return 1;
    }
    if ((0,external_node_fs_namespaceObject.lstatSync)(folder, { throwIfNoEntry: false }) === undefined) {
        print(forLog(`There is no folder ${folder}`));
        return 1;
    }
    const found = readFolder(folder);
    const verification = verifyEvidence(found);
    const lines = [
        ...verification.findings.map(({ state, name, message }) => lineOf(states[state], name, message)),
        ...others(folder, Object.keys(found)),
        '',
        ...conclusion(verification, found)
    ];
    for (const line of lines)
        print(forLog(line, 2000));
    return verification.isSound ? 0 : 1;
}
const states = {
    ok: 'ok      ',
    wrong: 'WRONG   ',
    missing: 'MISSING ',
    unproven: 'UNPROVEN'
};
function lineOf(state, name, message) {
    return `${state}  ${name.padEnd(14)}  ${message}`;
}
/** What else lies in the folder: nobody's business, but a reader must not take it for evidence. */
function others(folder, known) {
    const names = namesIn(folder).filter((name) => !known.includes(name));
    const lines = names
        .slice(0, command_longestList)
        .map((name) => name === 'earlier'
        ? lineOf('OTHER   ', name, 'holds the evidence of earlier executions: verify each of its folders by itself')
        : lineOf('OTHER   ', name, 'is no file of this evidence: nothing here vouches for it'));
    const more = names.length - command_longestList;
    return more > 0 ? [...lines, `OTHER     and ${String(more)} more`] : lines;
}
function namesIn(folder) {
    try {
        return (0,external_node_fs_namespaceObject.readdirSync)(folder).toSorted();
    }
    catch {
        // Each of the files has told already that it cannot be read.
        return [];
    }
}
function conclusion({ findings, isSound, executionId, status }, { 'evidence.json': evidence }) {
    if (!isSound) {
        const count = findings.filter(({ state }) => state !== 'ok').length;
        return [`NOT VERIFIED: ${String(count)} finding${count === 1 ? '' : 's'} above`];
    }
    const digest = evidence.kind === 'file' ? sha256Of(evidence.bytes) : '';
    return [
        `VERIFIED: every file of execution ${executionId ?? ''} (${status ?? ''}) is what its journal says`,
        `That these are the files that were written is shown by the output evidence-digest of the run: sha256:${digest}`
    ];
}
function readFolder(folder) {
    const read = (name) => readFound((0,external_node_path_namespaceObject.join)(folder, name));
    return {
        'journal.ndjson': read('journal.ndjson'),
        'evidence.json': read('evidence.json'),
        'summary.md': read('summary.md'),
        'report.html': read('report.html'),
        'junit.xml': read('junit.xml'),
        'statement.json': read('statement.json'),
        SHA256SUMS: read('SHA256SUMS')
    };
}
/** Only a file itself: a link could lead anywhere, and a pipe never end. */
function readFound(path) {
    try {
        const stats = (0,external_node_fs_namespaceObject.lstatSync)(path, { throwIfNoEntry: false });
        if (stats === undefined)
            return { kind: 'missing' };
        if (!stats.isFile())
            return { kind: 'unreadable', why: 'is not a regular file' };
        if (stats.size > longestBytes)
            return { kind: 'unreadable', why: 'is larger than any that drs-drill writes' };
        return { kind: 'file', bytes: (0,external_node_fs_namespaceObject.readFileSync)(path) };
    }
    catch (error) {
        return { kind: 'unreadable', why: `cannot be read: ${error instanceof Error ? error.message : String(error)}` };
    }
}

;// CONCATENATED MODULE: ./build/src/verify.js

/** `node dist/verify/index.js <folder>`: checks the evidence of an execution, wherever it was copied to. */
process.exitCode = verifyCommand(process.argv.slice(2), (line) => {
    process.stdout.write(`${line}\n`);
});

