export const id = 77;
export const ids = [77];
export const modules = {

/***/ 33262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ deliver),
  m: () => (/* binding */ rewriteEvidence)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/evidence/files.js + 28 modules
var files = __webpack_require__(91101);
// EXTERNAL MODULE: ./build/src/plan/places.js
var plan_places = __webpack_require__(24533);
// EXTERNAL MODULE: ./build/src/drill/actions/action.js
var actions_action = __webpack_require__(85477);
// EXTERNAL MODULE: ./build/src/drill/events.js
var events = __webpack_require__(29718);
// EXTERNAL MODULE: ./build/src/drill/ending/objectives.js
var objectives = __webpack_require__(32055);
// EXTERNAL MODULE: ./build/src/plan/duration.js
var duration = __webpack_require__(45609);
// EXTERNAL MODULE: ./build/src/drill/servers.js
var drill_servers = __webpack_require__(57619);
// EXTERNAL MODULE: ./build/src/report/narration/page.js
var page = __webpack_require__(55034);
// EXTERNAL MODULE: ./build/src/plan/wording.js
var wording = __webpack_require__(12213);
// EXTERNAL MODULE: ./build/src/report/narration/servers.js
var narration_servers = __webpack_require__(50221);
// EXTERNAL MODULE: ./build/src/report/narration/table.js
var narration_table = __webpack_require__(35177);
// EXTERNAL MODULE: ./build/src/report/record/still-running.js
var still_running = __webpack_require__(84540);
;// CONCATENATED MODULE: ./build/src/report/narration/closing.js










/** Servers and IDs beyond these are in the summary and the evidence. */
const longestList = 100;
/** The lines of the group that ends the log: verdict, counts, objectives, waves, what is not up and why, what is left. */
function closingLines(state) {
    const blocks = [verdictLines(state), waveLines(state), downLines(state), actionLines(state), leftLines(state)];
    return blocks.filter((block) => block.length > 0).flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}
function verdictLines(state) {
    const { finished } = state;
    const verdict = finished === undefined
        ? `${state.mode} without a verdict: it was ended before there was one`
        : `${state.mode} ${(0,narration_servers/* inCapitals */.tV)(finished.status)}: ${finished.reason}`;
    const more = state.refusals.slice(1, longestList).map(({ message }) => `also: ${message}`);
    const servers = (0,drill_servers/* selectedServers */.WM)(state);
    if ((0,events/* startsNothing */.$D)(state.mode) || servers.length === 0 || state.refusals.length > 0)
        return [verdict, ...more];
    const up = countUp(state, servers.map(({ sourceServerId }) => sourceServerId));
    const took = state.verdict === undefined
        ? ''
        : `, ${(0,page/* spent */.RT)(state.openedAt, state.verdict.at)} of ${(0,duration/* formatDuration */.a3)(state.timeoutSeconds)} used`;
    const { rto, rpo } = (0,objectives/* judgeObjectives */.e4)(state);
    return [
        verdict,
        `${up} of ${(0,wording/* counted */.h)(servers.length, 'server')} up${took}`,
        ...objectiveLines('RTO', rto),
        ...objectiveLines('RPO', rpo)
    ];
}
function objectiveLines(name, { targetSeconds, achievedSeconds, met, note }) {
    const target = targetSeconds === null ? 'none stated' : `${(0,duration/* formatDuration */.a3)(targetSeconds)} stated`;
    const verdict = met === null ? '' : met ? ', met' : ', MISSED';
    if (achievedSeconds === null)
        return note === null ? [] : [`${name} not measured (${target}${verdict}): ${note}`];
    return [`${name} ${(0,duration/* formatDuration */.a3)(achievedSeconds)} (${target}${verdict})`];
}
function waveLines(state) {
    const waves = [...state.waves.values()].filter((wave) => wave.selected);
    if (waves.every((wave) => wave.settledAt === undefined))
        return [];
    return (0,narration_table/* tableLines */.o)([
        { title: 'wave', cell: ({ planned }) => planned.name },
        { title: 'result', cell: ({ status }) => (0,narration_servers/* inCapitals */.tV)(status) },
        { title: 'up', align: 'right', cell: ({ planned }) => String(countUp(state, planned.servers)) },
        { title: 'servers', align: 'right', cell: ({ planned }) => String(planned.servers.length) },
        { title: 'time', align: 'right', cell: timeOf },
        { title: 'budget', align: 'right', cell: ({ planned }) => (0,duration/* formatDuration */.a3)(planned.timeoutSeconds) }
    ], waves);
}
function timeOf({ startedAt, settledAt }) {
    return startedAt === undefined || settledAt === undefined ? '' : (0,page/* spent */.RT)(startedAt, settledAt);
}
function countUp(state, ids) {
    return ids.filter((id) => state.servers.get(id)?.outcome?.status === 'launched').length;
}
function downLines(state) {
    const name = (0,page/* namesOf */.eZ)(state);
    const settled = (0,drill_servers/* selectedServers */.WM)(state).flatMap(({ sourceServerId, wave, outcome }) => outcome === undefined ? [] : [{ server: name(sourceServerId), wave, ...outcome }]);
    const idle = settled.filter(({ status }) => status === 'not-started');
    const down = settled.filter(({ status }) => status !== 'launched' && status !== 'not-started');
    const more = down.length - longestList;
    const table = (0,narration_table/* tableLines */.o)([
        { title: 'not up', cell: ({ server }) => server },
        { title: 'wave', cell: ({ wave }) => wave },
        { title: 'result', cell: ({ status }) => (0,narration_servers/* inCapitals */.tV)(status) },
        { title: 'reason', cell: ({ reason }) => reason }
    ], down.slice(0, longestList));
    return [
        ...(down.length === 0 ? [] : table),
        ...(more > 0 ? [`and ${more} more`] : []),
        ...(idle.length === 0
            ? []
            : [
                `never started: ${(0,page/* listed */.KE)(idle.map(({ server }) => server), 10)}`
            ])
    ];
}
/** Actions that did not succeed; those that did have had their lines. */
function actionLines(state) {
    const bad = state.actions.filter(({ outcome }) => outcome !== undefined).filter((action) => !(0,actions_action/* hasPassed */.Pc)(action));
    if (bad.length === 0)
        return [];
    return (0,narration_table/* tableLines */.o)([
        { title: 'action', cell: ({ planned }) => `${planned.phase}-action "${planned.name}"` },
        { title: 'wave', cell: ({ wave }) => wave },
        { title: 'result', cell: ({ outcome }) => (0,narration_servers/* inCapitals */.tV)(outcome?.status ?? '') },
        { title: 'reason', cell: ({ outcome }) => outcome?.reason ?? '' }
    ], bad.slice(0, longestList));
}
/** What costs money, or may still launch: said for every end, a good one too. */
function leftLines(state) {
    const { instances, jobs, unansweredStarts, actions } = (0,still_running/* stillRunningIn */.fW)(state);
    const kind = state.mode === 'recovery' ? 'recovery instance' : 'drill instance';
    const name = (0,page/* namesOf */.eZ)(state);
    const ids = instances.map(({ ec2InstanceId, recoveryInstanceId, sourceServerId }) => `${name(sourceServerId)} ${ec2InstanceId ?? recoveryInstanceId ?? 'with an instance that is not known'}`);
    return [
        ...(ids.length === 0
            ? []
            : [`left in AWS: ${(0,wording/* counted */.h)(ids.length, kind)}${costs(state, ids.length)}`, ...closing_short(ids).map((id) => `  ${id}`)]),
        ...closing_short(jobs.map(({ jobId, wave, status, mayLaunch }) => `job ${jobId} of wave ${wave} ${mayLaunch ? 'may still launch servers' : 'was not seen to have ended, but has no server left to launch'} (${status})`)),
        ...actions.map(({ wave, name: action, automationExecutionId, status, findWith }) => `action "${action}" of wave ${wave} was not seen to have ended (${status ?? 'not seen'}): ` +
            (automationExecutionId ??
                `SSM never answered; ${findWith === null ? 'look in the Systems Manager console' : `to find it: ${findWith}`}`)),
        ...unansweredStarts.map(({ wave, sourceServerIds }) => `wave ${wave}: it is not known whether the launch of ${(0,wording/* counted */.h)(sourceServerIds.length, 'server')} runs; look in the DRS console`)
    ];
}
function costs({ mode }, number) {
    if (mode === 'recovery')
        return '';
    return number === 1 ? ', which costs money until it is terminated' : ', which cost money until they are terminated';
}
function closing_short(lines) {
    if (lines.length <= longestList)
        return lines;
    return [...lines.slice(0, longestList), `and ${lines.length - longestList} more`];
}

// EXTERNAL MODULE: ./build/src/report/escape.js
var report_escape = __webpack_require__(96209);
;// CONCATENATED MODULE: ./build/src/report/outputs.js


/**
 * GitHub takes 1 MB of outputs a job, counted as UTF-16; what is left is for the job's other steps.
 * https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#outputs-for-docker-container-and-javascript-actions
 */
const limitBytes = 900_000;
/** How the list of servers gets shorter, from the best to the shortest form. */
const reasonLimits = [Infinity, 200, 60, 0];
/**
 * Every output, always; what is not known, or does not apply to the mode, is an empty string or an empty array.
 * For thousands of servers the output `servers` is cut to what GitHub takes: first the reasons, then servers that are
 * launched, then the last of those that are not. `shortened` says what was left out, for the log; `evidence.json` has all.
 */
function composeOutputs(record, delivered = {}) {
    const servers = record.waves.flatMap((wave) => wave.servers.map((server) => ({ wave: wave.name, server })));
    const launched = servers.filter(({ server }) => server.status === 'launched').length;
    const ran = !(0,events/* startsNothing */.$D)(record.mode) && record.waves.length > 0;
    const values = {
        // Only a verdict may be green: an execution that never got one did not pass.
        status: record.status === 'unfinished' ? 'failed' : record.status,
        'execution-id': record.executionId,
        'instance-ids': jsonOf(unique(servers.map(({ server }) => server.ec2InstanceId))),
        servers: '[]',
        'job-ids': jsonOf(unique(record.waves.flatMap(({ jobs }) => jobs.map(({ jobId }) => jobId)))),
        launched: ran ? String(launched) : '',
        'not-launched': ran ? String(servers.length - launched) : '',
        'rto-seconds': secondsText(record.objectives.rto.achievedSeconds),
        'rpo-seconds': secondsText(record.objectives.rpo.achievedSeconds),
        'evidence-dir': '',
        'evidence-digest': '',
        report: '',
        'artifact-id': '',
        'artifact-url': '',
        ...delivered
    };
    if (!ran)
        return { values, shortened: undefined };
    const room = limitBytes - Object.values(values).reduce((sum, value) => sum + 2 * value.length, 0);
    const { json, shortened } = serversOutput(servers, room);
    return { values: { ...values, servers: json }, shortened };
}
/** The outputs alone. */
function outputsOf(record, delivered = {}) {
    return composeOutputs(record, delivered).values;
}
function serversOutput(servers, room) {
    for (const limit of reasonLimits) {
        const json = jsonOf(servers.map((server) => entryOf(server, limit)));
        if (2 * json.length <= room) {
            return { json, shortened: limit === Infinity ? undefined : 'the reasons in the output servers were shortened' };
        }
    }
    const worstFirst = [
        ...servers.filter(({ server }) => server.status !== 'launched'),
        ...servers.filter(({ server }) => server.status === 'launched')
    ];
    const kept = [];
    let bytes = 4;
    for (const server of worstFirst) {
        const entry = JSON.stringify(entryOf(server, 0));
        bytes += 2 * (entry.length + 1);
        if (bytes > room)
            break;
        kept.push(entry);
    }
    const shortened = `the output servers holds ${String(kept.length)} of ${String(servers.length)} servers, without reasons, those that ` +
        'are not up first: GitHub takes no more';
    return { json: `[${kept.join(',')}]`, shortened };
}
function entryOf({ wave, server }, reasonLimit) {
    return {
        sourceServerId: server.sourceServerId,
        hostname: server.hostname ?? '',
        wave,
        // Nobody looks at it any more.
        status: server.status === 'in-progress' ? 'cancelled' : server.status,
        reason: (0,report_escape/* shorten */.ml)(server.reason ?? '', reasonLimit),
        jobId: server.jobId ?? '',
        ec2InstanceId: server.ec2InstanceId ?? ''
    };
}
function jsonOf(value) {
    return JSON.stringify(value);
}
function unique(ids) {
    return [...new Set(ids.filter((id) => id !== null))];
}
function secondsText(seconds) {
    return seconds === null ? '' : String(Math.round(seconds));
}

// EXTERNAL MODULE: ./build/src/report/record/record.js + 14 modules
var record_record = __webpack_require__(6738);
// EXTERNAL MODULE: ./build/src/report/summary/summary.js + 12 modules
var summary_summary = __webpack_require__(5846);
// EXTERNAL MODULE: ./build/src/version.js
var version = __webpack_require__(28009);
// EXTERNAL MODULE: ./build/src/action/evidence-folder.js
var evidence_folder = __webpack_require__(23596);
// EXTERNAL MODULE: ./build/src/action/outputs.js
var outputs = __webpack_require__(3406);
;// CONCATENATED MODULE: ./build/src/action/delivery.js











/**
 * Hands over what the journal's fold says: evidence on disk, outputs, job summary, annotations and the exit code. Each
 * is tried whatever becomes of the others; what cannot be written is a warning, and never hides the verdict.
 */
function deliver(state, { folder, isFollowUp = false, isMain }, log) {
    const record = (0,record_record/* recordOf */.z)(state);
    const summary = (0,summary_summary/* summaryOf */.Y)(record);
    const written = folder === undefined ? {} : writeEvidence(folder, record, summary, log);
    if (isMain) {
        const { values, shortened } = composeOutputs(record, { 'evidence-dir': folder ?? '', ...written });
        (0,outputs/* setOutputs */.n0)(values, log);
        if (shortened !== undefined)
            log.notice(shortened);
    }
    (0,outputs/* appendSummary */.fe)(isFollowUp ? (0,summary_summary/* cleanupSummary */.X)(record) : summary, log);
    log.group('Result', [...closingLines(state), ...(folder === undefined ? [] : [`Evidence: ${folder}`])]);
    if (!isFollowUp)
        annotate(state, record, log);
    if (record.cleanup?.complete === false && (isFollowUp || record.cleanup.finishedAt !== null)) {
        log.warning(`The cleanup fell short: ${record.cleanup.reason ?? ''}`);
    }
    log.close();
    if (isMain && record.status !== 'passed') {
        (0,outputs/* setFailed */.C1)(`${subjects[record.mode]} ${record.plan.name} ${record.status}: ${record.reason ?? ''}`);
    }
}
/** What ended, at the head of the line that fails the step. */
const subjects = {
    drill: 'Drill',
    recovery: 'Recovery',
    preflight: 'Preflight of',
    validate: 'Validation of'
};
/** Brings the evidence up to date with a journal that has grown, where that tells nobody anything new. */
function rewriteEvidence(state, folder, log) {
    const record = (0,record_record/* recordOf */.z)(state);
    writeEvidence(folder, record, (0,summary_summary/* summaryOf */.Y)(record), log);
}
/** What of the evidence was written, as outputs. */
function writeEvidence(folder, record, summary, log) {
    const files = render(folder, record, summary, log);
    // evidence.json comes last: where it is, the post step takes all of it for handed over.
    const names = ['summary.md', 'report.html', 'junit.xml', 'statement.json', 'SHA256SUMS', 'evidence.json'];
    const results = names.flatMap((name) => {
        const text = files[name];
        return text === undefined ? [] : [{ name, ...(0,evidence_folder/* writeEvidenceFile */.BV)(folder, name, text) }];
    });
    // What keeps one file from being written keeps the others: it is told once.
    const [failed, ...others] = results.filter((result) => !result.ok);
    if (failed !== undefined) {
        log.warning(failed.message + (others.length === 0 ? '' : `; neither could ${others.map(({ name }) => name).join(', ')}`));
    }
    const digests = new Map(results.flatMap((result) => (result.ok ? [[result.name, result.digest]] : [])));
    return {
        'evidence-digest': digests.get('evidence.json') ?? '',
        report: digests.has('report.html') ? (0,external_node_path_.join)(folder, 'report.html') : ''
    };
}
/** A defect in how a drill is told must not hide how it ended: then the record and the summary are all there is. */
function render(folder, record, summary, log) {
    try {
        return (0,files/* evidenceFilesOf */.Mc)(record, readJournal(folder), version/* version */.r);
    }
    catch (error) {
        log.warning(`The report could not be made: ${error instanceof Error ? error.message : String(error)}`);
        return { 'evidence.json': (0,files/* evidenceJsonOf */.De)(record), 'summary.md': summary };
    }
}
/** The journal as it stands on the disk; empty where it is not there any more. */
function readJournal(folder) {
    const path = (0,external_node_path_.join)(folder, evidence_folder/* journalName */.J1);
    return (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isFile() === true ? (0,external_node_fs_.readFileSync)(path) : new Uint8Array();
}
function annotate({ places, servers }, record, log) {
    const placeOf = ({ line, column }) => line === null ? undefined : { file: record.plan.path, line, ...(column === null ? {} : { column }) };
    for (const refusal of record.refusals)
        log.error(refusal.message, placeOf(refusal));
    for (const finding of record.preflight.flatMap(({ findings }) => findings)) {
        const { class: kind, message } = finding;
        const place = placeOf(finding);
        if (kind === 'warning')
            log.warning(message, place);
        // Of a drill the notes are in the log and the summary; who asks for a preflight asks for all of it.
        if (kind === 'note' && record.mode === 'preflight')
            log.notice(message, place);
    }
    for (const wave of record.waves) {
        for (const server of wave.servers) {
            if (['launched', 'not-started'].includes(server.status))
                continue;
            const { hostname, sourceServerId, status, reason } = server;
            const name = hostname === null ? `${sourceServerId} (wave` : `${hostname} (${sourceServerId}, wave`;
            const foundBy = servers.get(sourceServerId)?.foundBy;
            const where = [`server ${sourceServerId}`, ...(foundBy === undefined ? [] : [foundBy])];
            const { line = null, column = null } = (0,plan_places/* firstPlace */.A)(places, ...where, `wave ${wave.name}`);
            log.error(`${name} ${wave.name}) ${status}: ${reason ?? ''}`, placeOf({ line, column }));
        }
    }
}


/***/ }),

/***/ 77680:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ describeDiskError),
/* harmony export */   t: () => (/* binding */ diskErrorCode)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var _plan_quotation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3147);


/** The code of a failed call to the file system (`ENOSPC`), else the error's own words. */
function diskErrorCode(error) {
    if (!node_util__WEBPACK_IMPORTED_MODULE_0__.types.isNativeError(error))
        return String(error);
    return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
/** One line: why a folder or file cannot be written to, and what to do about it. */
function describeDiskError(error, path) {
    const place = (0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(path);
    switch (diskErrorCode(error)) {
        case 'ENOSPC':
        case 'EDQUOT':
            return `The disk that holds ${place} is full: free some space, or name another folder in the input "evidence-dir"`;
        case 'EACCES':
        case 'EPERM':
        case 'EROFS':
            return `${place} may not be written to: name a folder that the runner may write to in the input "evidence-dir"`;
        case 'ENOTDIR':
        case 'EEXIST':
        case 'EISDIR':
            return `${place} is in the way, or leads through a file: name another folder in the input "evidence-dir"`;
        default:
            return `${place} cannot be written (${diskErrorCode(error)}): name another folder in the input "evidence-dir"`;
    }
}


/***/ }),

/***/ 39446:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ keepEvidence),
/* harmony export */   O: () => (/* binding */ nothingUploaded)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91659);
/* harmony import */ var _evidence_files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91101);
/* harmony import */ var _github_artifact_name_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(91027);
/* harmony import */ var _github_artifact_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5300);
/* harmony import */ var _report_address_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(39752);
/* harmony import */ var _report_escape_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(96209);
/* harmony import */ var _disk_error_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(77680);
/* harmony import */ var _evidence_folder_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(23596);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3406);












/** How long an upload may take: no step waits for GitHub longer than that. */
const uploadTimeoutMilliseconds = 60_000;
/** Far more than the evidence of any drill, and far less than what GitHub refuses. */
const largestBytes = 1024 * 1024 * 1024;
const nothingUploaded = { kept: undefined };
/** `kept` where nothing will change what is in the way. */
const impossible = 'impossible';
/**
 * Uploads the evidence as an artifact of the workflow run, unless just this evidence is one already. What keeps it from
 * that is a warning, and never changes the verdict. Never throws.
 */
async function keepEvidence(state, request, log) {
    const { folder, inputs, environment, cancellation, before, suffix = '' } = request;
    const nothing = { ...before, isHanging: false };
    const sums = sumsIn(folder);
    if (inputs.artifactName === _github_artifact_name_js__WEBPACK_IMPORTED_MODULE_10__/* .noArtifact */ .OS || environment['GITHUB_ACTIONS'] !== 'true')
        return nothing;
    if (sums === undefined || before.kept === sums || before.kept === impossible)
        return nothing;
    const obstacle = (0,_github_artifact_js__WEBPACK_IMPORTED_MODULE_5__/* .uploadObstacle */ .f)(environment);
    if (obstacle !== undefined) {
        log.warning(`The evidence is not uploaded as an artifact, it is in ${folder}: ${obstacle}`);
        return { kept: impossible, isHanging: false };
    }
    const name = `${inputs.artifactName ?? (0,_github_artifact_name_js__WEBPACK_IMPORTED_MODULE_10__/* .defaultArtifactName */ .Vb)(state.planReference.name, state.run)}${suffix}`;
    if (cancellation.aborted) {
        log.line(`The evidence is left to the post step to upload as artifact ${name}`);
        return nothing;
    }
    const copy = copyOf(folder, environment);
    if (!copy.ok) {
        log.warning(`The evidence is not uploaded as an artifact, it is in ${folder}: ${copy.message}`);
        return nothing;
    }
    // Groups do not nest, and post tells of the cleanup meanwhile.
    if (request.isMain)
        _actions_core__WEBPACK_IMPORTED_MODULE_3__.startGroup('Evidence as an artifact');
    const upload = { name, ...copy, cancellation, timeoutMilliseconds: uploadTimeoutMilliseconds };
    const result = await (0,_github_artifact_js__WEBPACK_IMPORTED_MODULE_5__/* .uploadArtifact */ .m)(upload, request.uploader);
    if (request.isMain)
        _actions_core__WEBPACK_IMPORTED_MODULE_3__.endGroup();
    if (result.ok || !result.isHanging)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(copy.folder, { recursive: true, force: true });
    if (!result.ok) {
        log.warning(describeFailure(name, request, result.message));
        return { ...before, isHanging: result.isHanging };
    }
    return { kept: sums, isHanging: false, ...tell(result, request, log) };
}
/** What to do is said by main, after which there is still time for another step. */
function describeFailure(name, { folder, isMain }, why) {
    if (!isMain)
        return `The post step could not upload the evidence as artifact ${name} (${why}): ${folder} goes with the runner`;
    return (`The evidence could not be uploaded as artifact ${name}, it is in ${folder}: ${why}; the post step tries once more. ` +
        'Upload the folder with a step of your own, too (actions/upload-artifact, if: always()): it goes with the runner');
}
function tell({ name, id }, { environment, isMain }, log) {
    const [server, repository, run] = ['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY', 'GITHUB_RUN_ID'].map((variable) => environment[variable] ?? '');
    const url = `${server ?? ''}/${repository ?? ''}/actions/runs/${run ?? ''}/artifacts/${id}`;
    const isLink = (0,_report_address_js__WEBPACK_IMPORTED_MODULE_11__/* .isAddress */ .P)(url);
    if (isMain)
        (0,_outputs_js__WEBPACK_IMPORTED_MODULE_9__/* .setFurtherOutputs */ .L_)({ 'artifact-id': id, 'artifact-url': isLink ? url : '' }, log);
    const shown = (0,_report_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .forMarkdown */ .Bm)(name, 300);
    (0,_outputs_js__WEBPACK_IMPORTED_MODULE_9__/* .appendSummary */ .fe)(`\n**Evidence:** artifact ${isLink ? `[${shown}](${url})` : shown}\n`, log);
    log.line(`Evidence: artifact ${name}${isLink ? `, ${url}` : ''}`);
    return isLink ? { url } : {};
}
/** The digest of the sums, which stand for all of the files; undefined where the evidence was not written. */
function sumsIn(folder) {
    try {
        return (0,_evidence_files_js__WEBPACK_IMPORTED_MODULE_4__/* .sha256Of */ .Bj)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'SHA256SUMS')));
    }
    catch {
        return undefined;
    }
}
/** The files as they are now: the journal may grow while they are being uploaded. */
function copyOf(folder, environment) {
    try {
        const found = _evidence_folder_js__WEBPACK_IMPORTED_MODULE_8__/* .evidenceNames */ .Y$.filter((name) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name), { throwIfNoEntry: false })?.isFile());
        const bytes = found.reduce((sum, name) => sum + (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name)).size, 0);
        if (bytes > largestBytes)
            return { ok: false, message: `it is larger than ${String(largestBytes)} bytes` };
        const temporary = environment['RUNNER_TEMP'] ?? '';
        const target = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(temporary === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)() : temporary, 'drs-drill-'));
        const files = found.map((name) => {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.copyFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(target, name));
            return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(target, name);
        });
        return { ok: true, folder: target, files };
    }
    catch (error) {
        return { ok: false, message: `it could not be copied (${(0,_disk_error_js__WEBPACK_IMPORTED_MODULE_7__/* .diskErrorCode */ .t)(error)})` };
    }
}


/***/ }),

/***/ 23596:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ moveEarlier),
/* harmony export */   BV: () => (/* binding */ writeEvidenceFile),
/* harmony export */   HR: () => (/* binding */ prepareEvidenceFolder),
/* harmony export */   J1: () => (/* binding */ journalName),
/* harmony export */   SO: () => (/* binding */ earlierFolders),
/* harmony export */   Y$: () => (/* binding */ evidenceNames)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _plan_quotation_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3147);
/* harmony import */ var _disk_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77680);
/* harmony import */ var _location_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(78657);






const journalName = 'journal.ndjson';
/** The files of an evidence folder (contract section 6). Others in it are nobody's business and stay where they are. */
const evidenceNames = [
    journalName,
    'evidence.json',
    'summary.md',
    'report.html',
    'junit.xml',
    'statement.json',
    'SHA256SUMS'
];
/** A disk with less room than this is found to be full before the start. */
const roomBytes = 1024 * 1024;
/**
 * Makes the folder ready for the evidence of a new execution: it exists, can be written to and has room, and holds no
 * other execution's evidence; that is moved to `earlier/<n>/` inside it, the latest having the highest number.
 * A folder inside the workspace must not lead out of it by symbolic links, which whoever wrote the repository could lay.
 * Never throws; `message` says what to do.
 */
function prepareEvidenceFolder(folder, workspace) {
    try {
        if ((0,_location_js__WEBPACK_IMPORTED_MODULE_4__/* .isWithin */ .U)(workspace, folder) && !(0,_location_js__WEBPACK_IMPORTED_MODULE_4__/* .isWithin */ .U)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)(workspace), (0,_location_js__WEBPACK_IMPORTED_MODULE_4__/* .nearestRealPath */ .e)(folder))) {
            const message = `${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(folder)} leads out of the workspace by a symbolic link: name another folder in the input "evidence-dir"`;
            return { ok: false, message };
        }
        makeFolder(folder);
        probe(folder);
        const present = evidenceNames.filter((name) => isPresent((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name)));
        return present.length === 0 ? { ok: true } : { ok: true, movedTo: moveEarlier(folder, present) };
    }
    catch (error) {
        return { ok: false, message: (0,_disk_error_js__WEBPACK_IMPORTED_MODULE_3__/* .describeDiskError */ .h)(error, folder) };
    }
}
/** The folders in which earlier evidence was put away, latest first. */
function earlierFolders(folder) {
    return numbersIn((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'earlier'))
        .toSorted((a, b) => b - a)
        .map((number) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'earlier', String(number)));
}
/** Moves files of the folder to the next `earlier/<n>/` and gives its path. Throws what the file system throws. */
function moveEarlier(folder, names) {
    const earlier = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'earlier');
    // A symbolic link of that name could lead anywhere.
    if (isPresent(earlier) && !(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(earlier).isDirectory())
        throw new Error(`${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(earlier)} is no folder`);
    const target = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(earlier, String(Math.max(0, ...numbersIn(earlier)) + 1));
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(target, { recursive: true });
    for (const name of names)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.renameSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(target, name));
    return target;
}
/** Writes a file of the evidence: it is there as a whole or, should anything happen, as it was before. Never throws. */
function writeEvidenceFile(folder, name, text) {
    const temporary = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, `.${name}.${process.pid}.tmp`);
    try {
        writeDurably(temporary, Buffer.from(text));
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.renameSync)(temporary, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name));
        return { ok: true, digest: `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex')}` };
    }
    catch (error) {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(temporary, { force: true });
        return { ok: false, message: (0,_disk_error_js__WEBPACK_IMPORTED_MODULE_3__/* .describeDiskError */ .h)(error, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name)) };
    }
}
/** Folder by folder: `recursive` never comes back where a file system has no room for new folders (`/proc`). */
function makeFolder(folder) {
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(folder, { throwIfNoEntry: false })?.isDirectory() === true)
        return;
    const parent = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(folder);
    if (parent !== folder)
        makeFolder(parent);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(folder);
}
function probe(folder) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, `.probe.${process.pid}.tmp`);
    try {
        writeDurably(file, Buffer.alloc(roomBytes));
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(file, { force: true });
    }
}
/** Writes a new file and waits until it is on the disk. A file or link of that name is removed, never followed. */
function writeDurably(path, bytes) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(path, { force: true });
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(path, 'wx');
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(file, bytes);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fsyncSync)(file);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(file);
    }
}
function isPresent(path) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
}
function numbersIn(earlier) {
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(earlier, { throwIfNoEntry: false })?.isDirectory() !== true)
        return [];
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(earlier)
        .filter((name) => /^[1-9]\d{0,8}$/.test(name))
        .map(Number);
}


/***/ }),

/***/ 99176:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ tellFailureIssue)
});

// EXTERNAL MODULE: ./build/src/github/access.js
var github_access = __webpack_require__(64707);
// EXTERNAL MODULE: ./build/src/github/answer.js
var answer = __webpack_require__(60755);
// EXTERNAL MODULE: ./build/src/github/client.js
var github_client = __webpack_require__(26330);
;// CONCATENATED MODULE: ./build/src/github/failure-issue.js



/** By it the issues are listed. Only who may triage can set one: nobody else's issue is taken for ours. */
const label = 'drs-drill';
/** Far more open issues than plans, and more comments than an issue gets while a drill runs. */
const pagesAtMost = 10;
/** How far the runner's clock may be ahead of GitHub's. */
const clockSkewMilliseconds = 3_600_000;
/**
 * Tells the open issue of the plan, or opens one; a pass closes all that were opened for it. Whatever was told of this
 * attempt is not told again, but what is to be closed is closed all the same. Never throws.
 * https://docs.github.com/rest/issues/issues
 */
async function tellIssue(access, { text, wish }, bounds) {
    return (0,answer/* within */.u)(bounds, async (signal) => {
        const client = await (0,github_client/* connect */.Ng)(access, signal);
        const place = (0,github_access/* placeOf */.$)(access);
        return wish === 'close' ? failure_issue_close(client, place, text) : report(client, place, text);
    }, (error) => ({ did: 'failed', problem: (0,github_client/* describeRefusal */.a2)(error, 'issues: write') }));
}
async function report(client, place, text) {
    const [open] = await openIssues(client, place, [text.marker]);
    if (open === undefined) {
        const { title, body } = text;
        const { data } = await client.rest.issues.create({ ...place, title, body, labels: [label] });
        return { did: 'opened', issues: [{ number: data.number, url: data.html_url }] };
    }
    const issues = [toldOf(open)];
    if (open.body.includes(text.attemptMarker) || (await isTold(client, place, open, text))) {
        return { did: 'nothing', issues };
    }
    await client.rest.issues.createComment({ ...place, issue_number: open.number, body: text.comment });
    return { did: 'commented', issues };
}
async function failure_issue_close(client, place, text) {
    const open = await openIssues(client, place, text.endedMarkers);
    for (const issue of open) {
        const about = { ...place, issue_number: issue.number };
        // An earlier try may have come as far as the comment.
        if (!(await isTold(client, place, issue, text))) {
            await client.rest.issues.createComment({ ...about, body: text.comment });
        }
        await client.rest.issues.update({ ...about, state: 'closed', state_reason: 'completed' });
    }
    return open.length === 0 ? { did: 'nothing', issues: [] } : { did: 'closed', issues: open.map(toldOf) };
}
/** Those with one of the markers, newest first; pull requests, which GitHub lists among the issues, are none. */
async function openIssues(client, place, markers) {
    const found = [];
    const query = { ...place, state: 'open', labels: label, per_page: 100 };
    const pages = client.paginate.iterator(client.rest.issues.listForRepo, query);
    for await (const { data } of (0,github_client/* firstPages */.bm)(pages, pagesAtMost)) {
        for (const { number, html_url: url, body, pull_request: pull } of data) {
            const written = body ?? '';
            if (pull === undefined && markers.some((marker) => written.includes(marker)))
                found.push({ number, url, body: written });
        }
    }
    return found;
}
/** Whether a comment tells of the attempt already; one that a stranger wrote tells nothing. */
async function isTold(client, place, { number }, { attemptMarker, since }) {
    const from = new Date(Date.parse(since) - clockSkewMilliseconds).toISOString();
    const query = { ...place, issue_number: number, since: from, per_page: 100 };
    const pages = client.paginate.iterator(client.rest.issues.listComments, query);
    for await (const { data } of (0,github_client/* firstPages */.bm)(pages, pagesAtMost)) {
        if (data.some((comment) => isTrusted(comment) && (comment.body ?? '').includes(attemptMarker)))
            return true;
    }
    return false;
}
/** The token is the workflow's own, an app's, or that of somebody who belongs to the repository. */
function isTrusted(comment) {
    return comment.user?.type === 'Bot' || /^(?:OWNER|MEMBER|COLLABORATOR)$/.test(comment.author_association ?? '');
}
function toldOf({ number, url }) {
    return { number, url };
}

// EXTERNAL MODULE: ./build/src/report/address.js
var address = __webpack_require__(39752);
// EXTERNAL MODULE: ./build/src/report/escape.js
var report_escape = __webpack_require__(96209);
;// CONCATENATED MODULE: ./build/src/report/issue-markers.js
/** A comment that no reader sees; by it the issue of this plan file, plan, account, Region and mode is found. */
function issueMarker({ mode, path, account, region, name }) {
    const about = [
        `mode=${mode}`,
        ...(path === undefined ? [] : [`file=${encoded(path)}`]),
        ...(account === undefined ? [] : [`account=${encoded(account)}`]),
        ...(region === undefined ? [] : [`region=${encoded(region)}`]),
        ...(name === undefined ? [] : [`plan=${encoded(name)}`])
    ];
    return `<!-- drs-drill:issue ${about.join(' ')} -->`;
}
/**
 * The markers of all issues that a pass is the end of: its own, and those that were opened while the plan could not be read
 * so far as to know its name or its Region, or before anything told the account.
 */
function endedMarkers({ mode, path, account, region, name }) {
    const file = { mode, ...(path === undefined ? {} : { path }) };
    const accounts = [...(account === undefined ? [] : [{ account }]), {}];
    const regions = [...(region === undefined ? [] : [{ region }]), {}];
    const names = [...(name === undefined ? [] : [{ name }]), {}];
    return accounts.flatMap((ofAccount) => regions.flatMap((inRegion) => names.map((named) => issueMarker({ ...file, ...ofAccount, ...inRegion, ...named }))));
}
/**
 * The same for one attempt and what came of it, whoever tells of it: main or post. Legs of a matrix share run, attempt and
 * job, and may share the execution; when theirs was opened they do not.
 */
function attemptMarkerOf({ executionId, startedAt, status, run }) {
    const attempt = [executionId, String(run.attempt ?? 1), startedAt, status].map(encoded).join(' ');
    return `<!-- drs-drill:told ${attempt} -->`;
}
/** Of a path, its end tells more than its beginning. */
const longest = 1000;
/** Nothing in it is a blank, or can end a comment of HTML. */
function encoded(text) {
    const cut = text.slice(-longest).replaceAll(/\p{Surrogate}/gu, '\uFFFD');
    return encodeURIComponent(cut).replaceAll('--', '%2D%2D');
}

// EXTERNAL MODULE: ./build/src/report/words.js
var words = __webpack_require__(43629);
// EXTERNAL MODULE: ./build/src/report/summary/summary.js + 12 modules
var summary = __webpack_require__(5846);
;// CONCATENATED MODULE: ./build/src/report/issue.js





/** GitHub takes 65,536 characters of an issue or a comment; the rest is left for what stands around the summary. */
const summaryBytes = 50_000;
const longestBody = 65_000;
/**
 * The issue of an execution that did not pass, or the comment that ends one. The text is that of the job summary: what
 * comes from outside is shown as text, and mentions nobody.
 */
function issueOf(record, subject, artifactUrl) {
    const { run, plan, mode, status } = record;
    const name = (0,report_escape/* forMermaid */.DE)(plan.name, 100);
    const noun = words/* modeWords */.bY[mode].title.toLowerCase();
    const word = words/* verdictWords */.L2[status].title.toLowerCase();
    const marker = issueMarker(subject);
    const attemptMarker = attemptMarkerOf(record);
    const links = [
        ...((0,address/* isAddress */.P)(run.url) ? [`[The workflow run](${run.url})`] : []),
        ...((0,address/* isAddress */.P)(artifactUrl) ? [`[its evidence](${artifactUrl})`] : [])
    ].join(' and ');
    const told = (lead) => {
        const whole = [lead, links, (0,summary/* summaryOf */.Y)(record, summaryBytes), `${marker}\n${attemptMarker}`];
        const text = whole.filter((part) => part !== '').join('\n\n');
        if (text.length <= longestBody)
            return text;
        return [lead, links, (0,report_escape/* forMarkdown */.Bm)(record.reason ?? '', 1000), `${marker}\n${attemptMarker}`].join('\n\n');
    };
    const { account, region } = subject;
    const where = (region === undefined ? '' : ` in ${(0,report_escape/* forMarkdown */.Bm)(region, 100)}`) +
        (account === undefined ? '' : `, account ${(0,report_escape/* forMarkdown */.Bm)(account, 100)}`);
    const end = subject.path === undefined ? 'No plan file was named: close it by hand.' : 'The next one that passes closes it.';
    const opening = `This issue was opened since the plan did not pass in mode ${mode}${where}. ${end}`;
    return {
        marker,
        endedMarkers: endedMarkers(subject),
        attemptMarker,
        since: record.startedAt,
        title: `${words/* modeWords */.bY[mode].title} of ${name}: ${word}`,
        body: told(opening),
        comment: told(status === 'passed' ? `This ${noun} passed.` : `Not passed again: ${word}.`)
    };
}
/** Whether a pass says that the plan as a whole is well: every wave ran in it, or came up earlier in the execution. */
function endsIssue({ status, leftOut }) {
    return status === 'passed' && leftOut.every(({ cameUpEarlier }) => cameUpEarlier);
}

// EXTERNAL MODULE: ./build/src/report/record/record.js + 14 modules
var record_record = __webpack_require__(6738);
// EXTERNAL MODULE: ./build/src/action/issue-subject.js
var issue_subject = __webpack_require__(12118);
// EXTERNAL MODULE: ./build/src/action/outputs.js
var outputs = __webpack_require__(3406);
;// CONCATENATED MODULE: ./build/src/action/failure-issue.js







/** How long GitHub may take for the issue. */
const timeoutMilliseconds = 20_000;
/**
 * Tells the plan's issue how the execution ended, where the input `failure-issue` asks for it. Gives whether it is told.
 * What keeps it from that is a warning. Never throws.
 */
async function tellFailureIssue(state, request, log) {
    const { inputs, environment, cancellation, isTold, artifactUrl } = request;
    if (inputs.failureIssue !== true || isTold || state.mode === 'validate')
        return isTold;
    const record = (0,record_record/* recordOf */.z)(state);
    const passed = record.status === 'passed';
    if (passed && !endsIssue(record))
        return false;
    const result = (0,github_access/* accessOf */.Y)(inputs.githubToken, state.run, environment);
    if (result === undefined)
        return false;
    if (cancellation.aborted) {
        log.line("The plan's issue is left to the post step");
        return false;
    }
    const subject = (0,issue_subject/* issueSubjectOf */.r3)(state, inputs, environment);
    const wish = { text: issueOf(record, subject, artifactUrl), wish: passed ? 'close' : 'report' };
    const outcome = result.ok
        ? await tellIssue(result.access, wish, { timeoutMilliseconds, cancellation })
        : { did: 'failed', problem: result.problem };
    if (outcome.did === 'failed') {
        log.warning(`The plan's issue (input "failure-issue") could not be written: ${outcome.problem}`);
        return false;
    }
    tell(outcome, log);
    return true;
}
function tell({ did, issues }, log) {
    if (did === 'nothing')
        return;
    for (const { number, url } of issues) {
        log.line(`Issue #${String(number)}: ${did}${(0,address/* isAddress */.P)(url) ? `, ${url}` : ''}`);
        if ((0,address/* isAddress */.P)(url))
            (0,outputs/* appendSummary */.fe)(`\n**Issue:** [${String(number)}](${url}) was ${did === 'commented' ? 'commented on' : did}\n`, log);
    }
}


/***/ }),

/***/ 73991:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   tz: () => (/* binding */ confirmationProblem)
/* harmony export */ });
/* unused harmony exports defaultPollIntervalSeconds, defaultEvidenceDir */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _plan_duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45609);
/* harmony import */ var _plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3147);
/* harmony import */ var _plan_selection_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(52875);
/* harmony import */ var _role_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23466);
/* harmony import */ var _github_artifact_name_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91027);
/* harmony import */ var _plan_suggestion_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(18665);
/* harmony import */ var _region_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65142);








const modes = ['drill', 'recovery', 'preflight', 'validate'];
const cleanups = ['never', 'on-success', 'always'];
const defaultPollIntervalSeconds = 30;
const shortestPollIntervalSeconds = 1;
const longestPollIntervalSeconds = 600;
const defaultRoleDurationSeconds = 3600;
const defaultAudience = 'sts.amazonaws.com';
const defaultEvidenceDir = 'drs-drill-evidence';
/**
 * Reads and checks every input (`INPUT_…`, as the runner passes them: upper case, hyphens kept, defaults of action.yml
 * filled in). `required` in action.yml is not enforced by the runner, so that is checked here too.
 *
 * `evidence-dir` must be a folder of its own: relative paths stay inside the workspace, absolute ones may lead anywhere
 * (`${{ runner.temp }}`), but never to the workspace itself or above it.
 *
 * @param workspace absolute path that relative ones start from
 */
function readInputs(environment, workspace) {
    const problems = [];
    const value = (name) => (environment[`INPUT_${name.toUpperCase()}`] ?? '').trim();
    /** The value that `check` finds, or undefined with its problem noted. */
    const checked = (name, check) => {
        const text = value(name);
        if (text === '')
            return undefined;
        const result = check(text);
        if ('problem' in result) {
            problems.push(`Input "${name}" ${result.problem}`);
            return undefined;
        }
        return result.value;
    };
    const plan = checked('plan', checkPath) ?? '';
    if (value('plan') === '') {
        problems.push('Input "plan" is missing: name the plan file, such as "plan: dr/payments.yml"');
    }
    const mode = checked('mode', checkMode);
    const confirmRecovery = value('confirm-recovery');
    if (mode === 'recovery' && confirmRecovery === '') {
        problems.push('Input "confirm-recovery" is missing: mode "recovery" is a real failover; confirm it with the plan\'s name, or ' +
            'write "mode: drill" for a drill');
    }
    const awsRegion = checked('aws-region', _region_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRegion */ .c);
    const timeoutSeconds = checked('timeout', checkDuration);
    const pollIntervalSeconds = checked('poll-interval', checkPollInterval);
    const cleanup = checked('cleanup', checkCleanup);
    const role = readRole(value, checked);
    const allowedAccounts = checked('allowed-account-ids', _role_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .checkAccounts */ .JP);
    const artifactName = checked('artifact-name', _github_artifact_name_js__WEBPACK_IMPORTED_MODULE_4__/* .checkArtifactName */ .CN);
    const failureIssue = checked('failure-issue', checkBoolean);
    const githubToken = value('github-token');
    const evidenceFolder = checked('evidence-dir', (text) => checkEvidenceDir(text, workspace));
    const inputs = {
        plan,
        mode: mode ?? 'drill',
        waves: (0,_plan_selection_js__WEBPACK_IMPORTED_MODULE_5__/* .splitNames */ .b)(value('waves')),
        pollIntervalSeconds: pollIntervalSeconds ?? defaultPollIntervalSeconds,
        evidenceFolder: evidenceFolder ?? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, defaultEvidenceDir),
        allowedAccounts: allowedAccounts ?? [],
        ...(artifactName === undefined ? {} : { artifactName }),
        ...(failureIssue === true ? { failureIssue } : {}),
        ...(githubToken === '' ? {} : { githubToken }),
        ...(role === undefined ? {} : { role }),
        ...(confirmRecovery === '' ? {} : { confirmRecovery }),
        ...(awsRegion === undefined ? {} : { awsRegion }),
        ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
        ...(cleanup === undefined ? {} : { cleanup })
    };
    return problems.length === 0 ? { ok: true, inputs } : { ok: false, problems, usable: inputs };
}
/**
 * Why a recovery may not start: its confirmation is not the plan's name. Undefined when it may, and in other modes,
 * where a form that always fills `confirm-recovery` in does no harm.
 */
function confirmationProblem(inputs, planName) {
    // That it is missing altogether is told when the inputs are read.
    if (inputs.mode !== 'recovery' || inputs.confirmRecovery === undefined || inputs.confirmRecovery === planName) {
        return undefined;
    }
    return (`Input "confirm-recovery" is ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(inputs.confirmRecovery)}, the plan's name is ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(planName)}: ` +
        'a recovery is confirmed with exactly that name');
}
/** The role's inputs; undefined when no role is named, or one of them is wrong. */
function readRole(value, checked) {
    const arn = checked('role-to-assume', _role_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .checkRoleArn */ .Cz);
    const sessionName = checked('role-session-name', _role_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .checkSessionName */ .C7);
    const durationSeconds = checked('role-duration-seconds', _role_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .checkRoleDuration */ .De) ?? defaultRoleDurationSeconds;
    const audience = checked('audience', _role_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .checkAudience */ .f7) ?? defaultAudience;
    if (arn === undefined || value('role-to-assume') === '')
        return undefined;
    return { arn, ...(sessionName === undefined ? {} : { sessionName }), durationSeconds, audience };
}
function checkMode(text) {
    const mode = modes.find((known) => known === text);
    if (mode !== undefined)
        return { value: mode };
    const choices = (0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .enumerate */ .HL)(modes.map((known) => (0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(known)), 'or');
    const meant = (0,_plan_suggestion_js__WEBPACK_IMPORTED_MODULE_7__/* .closest */ .k)(text, modes);
    if (meant === undefined)
        return { problem: `is ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(text)}: write ${choices}` };
    return { problem: `is ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(text)}: did you mean ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(meant)}? Write ${choices}` };
}
function checkCleanup(text) {
    const when = cleanups.find((known) => known === text);
    if (when !== undefined)
        return { value: when };
    const choices = (0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .enumerate */ .HL)(cleanups.map((known) => (0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(known)), 'or');
    const meant = (0,_plan_suggestion_js__WEBPACK_IMPORTED_MODULE_7__/* .closest */ .k)(text, cleanups);
    return {
        problem: `is ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(text)}: ${meant === undefined ? '' : `did you mean ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(meant)}? `}write ${choices}`
    };
}
/** As YAML 1.2 writes it, and `core.getBooleanInput` takes it. */
function checkBoolean(text) {
    if (/^(?:true|True|TRUE)$/.test(text))
        return { value: true };
    if (/^(?:false|False|FALSE)$/.test(text))
        return { value: false };
    return { problem: `is ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(text)}: write "true" or "false"` };
}
function checkDuration(text) {
    const result = (0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDuration */ .E9)(text);
    return 'problem' in result ? result : { value: result.seconds };
}
function checkPollInterval(text) {
    const result = checkDuration(text);
    if ('problem' in result)
        return result;
    if (result.value < shortestPollIntervalSeconds || result.value > longestPollIntervalSeconds) {
        const shortest = (0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(shortestPollIntervalSeconds);
        const longest = (0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(longestPollIntervalSeconds);
        return { problem: `${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(text)} is out of range: write ${shortest} to ${longest}` };
    }
    return result;
}
function checkPath(text) {
    return (0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .makeVisible */ .Xm)(text) === text
        ? { value: text }
        : { problem: `${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(text)} holds a line break or an invisible character: write one path on one line` };
}
function checkEvidenceDir(text, workspace) {
    const path = checkPath(text);
    if ('problem' in path)
        return path;
    if (/^~(?:$|[\\/])/.test(text)) {
        return { problem: `${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(text)} begins with "~", which only a shell replaces: write the whole path` };
    }
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, text);
    const outside = (from, to) => {
        const way = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(from, to);
        return way === '..' || way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_0__.sep}`) || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(way);
    };
    if (!outside(folder, workspace)) {
        return {
            problem: `${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(text)} is the workspace itself or a folder above it: name a folder for the evidence alone, such as "${defaultEvidenceDir}"`
        };
    }
    if (!(0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(text) && outside(workspace, folder)) {
        return {
            problem: `${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(text)} leads out of the workspace: write a path inside it, or an absolute path such as "\${{ runner.temp }}/${defaultEvidenceDir}"`
        };
    }
    return { value: folder };
}


/***/ }),

/***/ 12118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qz: () => (/* binding */ knownRegion),
/* harmony export */   VT: () => (/* binding */ usedAccount),
/* harmony export */   r3: () => (/* binding */ issueSubjectOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _region_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(65142);
/* harmony import */ var _role_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23466);
/* harmony import */ var _workflow_run_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23863);




/**
 * What the issue of an execution is about. It is found by the same path and, where they are known already, the same account,
 * Region and name before the plan can be read, or AWS be asked, as after that was mended.
 */
function issueSubjectOf(state, inputs, environment) {
    const { path, stated = {} } = state.planReference;
    const account = meantAccount(state, inputs);
    const region = knownRegion(state, inputs, environment);
    return {
        mode: state.mode,
        ...(path === '' ? {} : { path: writtenAlike(path, (0,_workflow_run_js__WEBPACK_IMPORTED_MODULE_1__/* .workspaceOf */ .B3)(environment)) }),
        ...(account === undefined ? {} : { account }),
        ...(region === undefined ? {} : { region }),
        ...(stated.name === undefined ? {} : { name: stated.name })
    };
}
/**
 * The account that an execution is meant for. Where plan or workflow name just one, no other can pass: of credentials of
 * another it is still the issue of this one, which the next pass ends, and not that of another leg of the matrix.
 */
function meantAccount(state, inputs) {
    const [allowed, ...more] = inputs.allowedAccounts;
    const only = more.length === 0 ? allowed : undefined;
    return state.planReference.stated?.account ?? only ?? usedAccount(state, inputs);
}
/** The account whose credentials an execution uses: a role's before AWS was asked, too. */
function usedAccount({ identity }, { role }) {
    return identity?.account ?? (role === undefined ? undefined : (0,_role_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .accountOfRole */ .fv)(role.arn));
}
/** The Region of an execution, also of one whose plan cannot be read; undefined where nothing tells it. */
function knownRegion({ planReference: { stated = {} }, identity }, { awsRegion }, environment) {
    return identity?.region ?? awsRegion ?? (stated.region === null ? ambient(environment) : stated.region);
}
/** A file that could not be read is named as the input names it; one that was read, by its path in the workspace. */
function writtenAlike(path, workspace) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, path)).split(node_path__WEBPACK_IMPORTED_MODULE_0__.sep).join('/');
}
function ambient(environment) {
    const result = (0,_region_js__WEBPACK_IMPORTED_MODULE_3__/* .regionOf */ .A)({}, undefined, environment);
    return result.ok ? result.region : undefined;
}


/***/ }),

/***/ 65186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

var node_fs__WEBPACK_IMPORTED_MODULE_0___namespace_cache;
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _0: () => (/* binding */ openJournal),
/* harmony export */   dH: () => (/* binding */ continueJournal),
/* harmony export */   hS: () => (/* binding */ findJournalFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _drill_journal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66192);
/* harmony import */ var _plan_quotation_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3147);
/* harmony import */ var _disk_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77680);
/* harmony import */ var _evidence_folder_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(23596);






/** Begins a new journal in a folder that `prepareEvidenceFolder` made ready. Never throws. */
function openJournal(folder, options) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, _evidence_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .journalName */ .J1);
    try {
        // 'x': a journal that is there already is never written over, and a symbolic link never followed.
        return { ok: true, journal: writer(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync(path, 'wx'), 0, _drill_journal_js__WEBPACK_IMPORTED_MODULE_2__/* .chainStart */ .i$, options) };
    }
    catch (error) {
        return { ok: false, message: (0,_disk_error_js__WEBPACK_IMPORTED_MODULE_3__/* .describeDiskError */ .h)(error, path) };
    }
}
/**
 * Takes up a journal that a process that is gone has left. A last line that was cut off is cut away. A journal whose chain
 * is broken is kept as it is in `earlier/<n>/`; what stands before the break is the new journal. Never throws.
 */
function continueJournal(folder, options) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, _evidence_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .journalName */ .J1);
    try {
        const text = readJournal(path);
        const { events, head, torn, problems } = (0,_drill_journal_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeJournal */ .MQ)(text);
        const sound = text
            .split('\n')
            .slice(0, events.length)
            .map((line) => `${line}\n`)
            .join('');
        const length = Buffer.byteLength(sound);
        if (problems.length > 0) {
            (0,_evidence_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .moveEarlier */ .AD)(folder, [_evidence_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .journalName */ .J1]);
            node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync(path, sound, { flag: 'wx' });
        }
        const file = node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync(path, 'r+');
        // The last line end may be what was not written any more.
        if (length > 0)
            node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync(file, '\n', length - 1);
        node_fs__WEBPACK_IMPORTED_MODULE_0__.ftruncateSync(file, length);
        return { ok: true, journal: writer(path, file, length, head, options), events, problems, torn };
    }
    catch (error) {
        if ((0,_disk_error_js__WEBPACK_IMPORTED_MODULE_3__/* .diskErrorCode */ .t)(error) === 'ENOENT')
            return { ok: false, message: `There is no journal in ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(folder)}` };
        return { ok: false, message: (0,_disk_error_js__WEBPACK_IMPORTED_MODULE_3__/* .describeDiskError */ .h)(error, path) };
    }
}
/**
 * The folder that holds the journal of the execution opened then: the evidence folder, or where a later step of the same
 * workflow job has moved it to. Undefined when it is nowhere.
 */
function findJournalFolder(folder, executionId, openedAt) {
    return [folder, ...(0,_evidence_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .earlierFolders */ .SO)(folder)].find((candidate) => {
        try {
            const [opened] = (0,_drill_journal_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeJournal */ .MQ)(readJournal((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(candidate, _evidence_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .journalName */ .J1))).events;
            return opened?.type === 'execution-opened' && opened.executionId === executionId && opened.at === openedAt;
        }
        catch {
            return false;
        }
    });
}
/** Far more than any drill writes, and far less than what a process can hold. */
const longestJournalBytes = 256 * 1024 * 1024;
function readJournal(path) {
    const { size } = regularFile(path);
    if (size > longestJournalBytes)
        throw new Error('larger than any journal');
    return node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync(path, 'utf8');
}
function regularFile(path) {
    const stats = node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(path);
    if (!stats.isFile())
        throw new Error('not a regular file');
    return stats;
}
function writer(path, file, from, start, options) {
    const { report, disk = /*#__PURE__*/ (node_fs__WEBPACK_IMPORTED_MODULE_0___namespace_cache || (node_fs__WEBPACK_IMPORTED_MODULE_0___namespace_cache = __webpack_require__.t(node_fs__WEBPACK_IMPORTED_MODULE_0__, 2))) } = options;
    const chain = (0,_drill_journal_js__WEBPACK_IMPORTED_MODULE_2__/* .createChain */ .Us)(start);
    let length = from;
    let head = start;
    // What the disk did not take is kept and tried again with each event, so that a disk that recovers loses nothing.
    let missing = [];
    let failing = false;
    const write = (lines) => {
        const bytes = Buffer.concat(lines.map((line) => line.bytes));
        let written = 0;
        while (written < bytes.length) {
            written += disk.writeSync(file, bytes, written, bytes.length - written, length + written);
        }
        disk.fsyncSync(file);
        length += bytes.length;
    };
    const flush = () => {
        const last = missing.at(-1);
        if (last === undefined)
            return;
        try {
            write(missing);
            head = last.head;
            missing = [];
            if (failing)
                report(`The journal is complete again: ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(path)}`);
            failing = false;
        }
        catch (error) {
            cutBack();
            if (!failing)
                report(`${describeLoss(error, path)}; the drill goes on`);
            failing = true;
        }
    };
    /** Half a line in the file would break the chain for what follows. */
    const cutBack = () => {
        try {
            disk.ftruncateSync(file, length);
        }
        catch {
            // The next write begins at the same place and writes over it.
        }
    };
    return {
        path,
        get head() {
            return head;
        },
        get lostSince() {
            return missing[0]?.at;
        },
        append(event) {
            const bytes = Buffer.from(chain.encode(event));
            missing = [...missing, { bytes, head: chain.head, at: event.at }];
            flush();
        },
        close() {
            flush();
            node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync(file);
        }
    };
}
function describeLoss(error, path) {
    const code = (0,_disk_error_js__WEBPACK_IMPORTED_MODULE_3__/* .diskErrorCode */ .t)(error);
    const cause = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : code;
    return `The journal ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(path)} cannot be written (${cause}): from here on events are missing in it`;
}


/***/ }),

/***/ 78657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ isWithin),
/* harmony export */   e: () => (/* binding */ nearestRealPath)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** Whether `path` is `folder` or lies in it, by the words of the two absolute paths alone. */
function isWithin(folder, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, path);
    return way !== '..' && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) && !(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way);
}
/** Where a path that may not exist yet really leads: the nearest part of it that does, symbolic links resolved. */
function nearestRealPath(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path);
    }
    catch (error) {
        const parent = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
        if (parent === path)
            throw error;
        return nearestRealPath(parent);
    }
}


/***/ }),

/***/ 48194:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ createLog)
/* harmony export */ });
/* unused harmony export nullLog */
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(91659);
/* harmony import */ var _report_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96209);


/**
 * GitHub keeps 10 annotations of a type for a step and drops the others without a word. One is kept back for
 * 'and n more', and one error for `setFailed`.
 */
const annotationsAtMost = { notice: 9, warning: 9, error: 8 };
const labels = { notice: 'Notice', warning: 'Warning', error: 'Error' };
/** The log of the step that this process is, on standard output as the runner reads it. */
function createLog() {
    const counts = { notice: 0, warning: 0, error: 0 };
    const annotate = (level, message, place) => {
        counts[level] += 1;
        if (counts[level] <= annotationsAtMost[level]) {
            _actions_core__WEBPACK_IMPORTED_MODULE_0__[level]((0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forAnnotation */ .Jc)(message), place === undefined ? {} : propertiesOf(place));
        }
        else {
            _actions_core__WEBPACK_IMPORTED_MODULE_0__.info((0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(`${labels[level]}: ${placed(message, place)}`));
        }
    };
    return {
        line: (text) => {
            _actions_core__WEBPACK_IMPORTED_MODULE_0__.info((0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(text));
        },
        group: (title, lines) => {
            _actions_core__WEBPACK_IMPORTED_MODULE_0__.startGroup((0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(title));
            for (const text of lines)
                _actions_core__WEBPACK_IMPORTED_MODULE_0__.info((0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(text));
            _actions_core__WEBPACK_IMPORTED_MODULE_0__.endGroup();
        },
        notice: (message, place) => {
            annotate('notice', message, place);
        },
        warning: (message, place) => {
            annotate('warning', message, place);
        },
        error: (message, place) => {
            annotate('error', message, place);
        },
        debug: (message) => {
            if (_actions_core__WEBPACK_IMPORTED_MODULE_0__.isDebug())
                _actions_core__WEBPACK_IMPORTED_MODULE_0__.debug((0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(message));
        },
        close: () => {
            for (const level of ['error', 'warning', 'notice']) {
                const more = counts[level] - annotationsAtMost[level];
                if (more > 0)
                    _actions_core__WEBPACK_IMPORTED_MODULE_0__[level](`and ${more} more ${more === 1 ? level : `${level}s`}, in the log of this step`);
                counts[level] = Math.min(counts[level], annotationsAtMost[level]);
            }
        }
    };
}
/** A log that says nothing. */
const nullLog = {
    line: () => undefined,
    group: () => undefined,
    notice: () => undefined,
    warning: () => undefined,
    error: () => undefined,
    debug: () => undefined,
    close: () => undefined
};
function propertiesOf(place) {
    return {
        file: (0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forAnnotation */ .Jc)(place.file),
        ...(place.line === undefined ? {} : { startLine: place.line }),
        ...(place.column === undefined ? {} : { startColumn: place.column })
    };
}
function placed(message, place) {
    if (place === undefined)
        return message;
    const parts = [place.file, place.line, place.column].filter((part) => part !== undefined);
    return `${parts.join(':')}: ${message}`;
}


/***/ }),

/***/ 3406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C1: () => (/* binding */ setFailed),
/* harmony export */   L_: () => (/* binding */ setFurtherOutputs),
/* harmony export */   fe: () => (/* binding */ appendSummary),
/* harmony export */   n0: () => (/* binding */ setOutputs)
/* harmony export */ });
/* unused harmony exports outputNames, longestSummaryBytes */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(91659);
/* harmony import */ var _report_escape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96209);
/* harmony import */ var _disk_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77680);




/** The outputs that action.yml declares. */
const outputNames = [
    'status',
    'execution-id',
    'instance-ids',
    'servers',
    'job-ids',
    'launched',
    'not-launched',
    'rto-seconds',
    'rpo-seconds',
    'evidence-dir',
    'evidence-digest',
    'report',
    'artifact-id',
    'artifact-url'
];
/** A summary that is one byte longer is dropped as a whole by the runner. */
const longestSummaryBytes = 1024 * 1024;
/**
 * Sets the outputs; outside GitHub Actions (no GITHUB_OUTPUT) nothing. An output that cannot be written is a warning:
 * it must not hide the verdict.
 */
function setOutputs(outputs, log, environment = process.env) {
    setFurtherOutputs(Object.fromEntries(outputNames.map((name) => [name, outputs[name]])), log, environment);
}
/** Sets outputs that are known only after the others. */
function setFurtherOutputs(outputs, log, environment = process.env) {
    if (isUnset(environment['GITHUB_OUTPUT']))
        return;
    try {
        for (const [name, value] of Object.entries(outputs))
            _actions_core__WEBPACK_IMPORTED_MODULE_1__.setOutput(name, value);
    }
    catch (error) {
        log.warning(`The outputs of this step could not be written: ${(0,_disk_error_js__WEBPACK_IMPORTED_MODULE_3__/* .diskErrorCode */ .t)(error)}`);
    }
}
/**
 * Appends Markdown to the job summary; outside GitHub Actions (no GITHUB_STEP_SUMMARY) nothing. Gives whether it is
 * there: what would make the summary longer than the runner takes is left out with a warning.
 */
function appendSummary(markdown, log, environment = process.env) {
    const file = environment['GITHUB_STEP_SUMMARY'];
    if (isUnset(file))
        return false;
    try {
        const text = markdown.endsWith('\n') ? markdown : `${markdown}\n`;
        if (sizeOf(file) + Buffer.byteLength(text) > longestSummaryBytes) {
            log.warning('The job summary is longer than the 1 MiB that GitHub shows; read summary.md in the evidence instead');
            return false;
        }
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(file, text);
        return true;
    }
    catch (error) {
        log.warning(`The job summary could not be written: ${(0,_disk_error_js__WEBPACK_IMPORTED_MODULE_3__/* .diskErrorCode */ .t)(error)}`);
        return false;
    }
}
/** Fails the step with this line: an error annotation, and exit code 1 when the process ends. */
function setFailed(message) {
    _actions_core__WEBPACK_IMPORTED_MODULE_1__.setFailed((0,_report_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .forAnnotation */ .Jc)(message));
}
function isUnset(value) {
    return value === undefined || value === '';
}
function sizeOf(file) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file, { throwIfNoEntry: false })?.size ?? 0;
}


/***/ }),

/***/ 21057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ survivePipes)
/* harmony export */ });
/**
 * A runner that dies closes the log's pipe. Writing to it must not end this process before the journal, the evidence and
 * the outputs are complete.
 */
function survivePipes(streams = [process.stdout, process.stderr]) {
    for (const stream of streams)
        stream.on('error', () => undefined);
}


/***/ }),

/***/ 96671:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ startProgress)
});

// EXTERNAL MODULE: ./build/src/drill/timestamp.js
var timestamp = __webpack_require__(47291);
// EXTERNAL MODULE: ./build/src/drill/actions/action.js
var actions_action = __webpack_require__(85477);
;// CONCATENATED MODULE: ./build/src/report/narration/approval-notice.js


/** What to tell at once, beside the log, of a step that has just begun to wait for a person: which, until when, and how it is approved. */
function approvalNotice(before, event, after) {
    if (event.type !== 'action-observed')
        return undefined;
    const isMeant = ({ wave, planned }) => wave === event.wave && planned.name === event.action;
    const action = after.actions.find(isMeant);
    const step = action?.sighting?.awaitsApprovalAt;
    if (action === undefined || step === undefined)
        return undefined;
    if (before.actions.find(isMeant)?.sighting?.awaitsApprovalAt === step)
        return undefined;
    const { planned, wave, automationExecutionId = '' } = action;
    const region = after.identity === undefined ? '' : ` --region ${after.identity.region}`;
    return (`${planned.phase}-action "${planned.name}" of wave ${wave} waits for a person to approve step "${step}"${approvedBy(after, action)}: ` +
        `in the Systems Manager console (Automation, ${automationExecutionId}), or with ` +
        `aws ssm send-automation-signal --automation-execution-id ${automationExecutionId} --signal-type Approve${region}`);
}
/** ` by 03:12:40 UTC`: until when it is waited for, before the action is given up. */
function approvedBy(state, action) {
    const deadline = (0,actions_action/* actionDeadline */.$2)(state, action);
    return deadline === undefined ? '' : ` by ${(0,timestamp/* clockTime */.qo)(deadline)}`;
}

// EXTERNAL MODULE: ./build/src/drill/preflight/admission.js
var admission = __webpack_require__(9542);
// EXTERNAL MODULE: ./build/src/drill/budgets.js
var budgets = __webpack_require__(37181);
// EXTERNAL MODULE: ./build/src/drill/ending/cleanup.js + 1 modules
var cleanup = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/drill/servers.js
var drill_servers = __webpack_require__(57619);
// EXTERNAL MODULE: ./build/src/drill/launch/holdings.js
var holdings = __webpack_require__(81615);
// EXTERNAL MODULE: ./build/src/drill/preflight/other-jobs.js
var other_jobs = __webpack_require__(87130);
// EXTERNAL MODULE: ./build/src/drill/launch/point-in-time.js
var point_in_time = __webpack_require__(70667);
// EXTERNAL MODULE: ./build/src/drill/launch/retry.js
var retry = __webpack_require__(21317);
// EXTERNAL MODULE: ./build/src/drill/ending/removal.js
var removal = __webpack_require__(45479);
// EXTERNAL MODULE: ./build/src/drill/selection/selected-state.js
var selected_state = __webpack_require__(11813);
// EXTERNAL MODULE: ./build/src/drill/watch/verification.js
var verification = __webpack_require__(7168);
// EXTERNAL MODULE: ./build/src/plan/duration.js
var duration = __webpack_require__(45609);
// EXTERNAL MODULE: ./build/src/report/narration/page.js
var narration_page = __webpack_require__(55034);
// EXTERNAL MODULE: ./build/src/plan/wording.js
var wording = __webpack_require__(12213);
// EXTERNAL MODULE: ./build/src/report/narration/servers.js
var narration_servers = __webpack_require__(50221);
;// CONCATENATED MODULE: ./build/src/report/narration/heartbeat.js

















/** Waves told of one by one; of more, those with the least time left. */
const wavesInLine = 3;
/** Servers named one by one; of more, only their phases are counted. */
const serversInWave = 2;
/**
 * One line that says what is awaited, how many are up and how much time is left, for the times in which nothing else is
 * told. It begins with the time since the start, and so is never the line that was there before.
 */
function heartbeat(state, now) {
    const parts = state.verdict === undefined ? describeDrill(state, now) : describeWindingUp(state, now);
    return `${(0,narration_page/* formatElapsed */.C7)((0,timestamp/* secondsBetween */.O1)(state.openedAt, now))}  waiting | ${parts.join(' | ')}`;
}
function describeDrill(state, now) {
    const waves = runningWaves(state).toSorted((a, b) => (0,budgets/* waveDeadline */.qu)(state, a).localeCompare((0,budgets/* waveDeadline */.qu)(state, b)));
    const others = waves.slice(wavesInLine);
    return [
        ...waves.slice(0, wavesInLine).map((wave) => describeWave(state, wave, now)),
        ...(others.length === 0 ? [] : [`${(0,wording/* counted */.h)(others.length, 'more wave')}, ${countUp(state, others)}`]),
        ...soaking(state, now),
        ...(waves.length === 0 ? describePause(state, now) : []),
        ...troubles(state),
        ...(state.timeoutSeconds === 0 ? [] : [`whole drill: ${timeLeft((0,budgets/* drillDeadline */.gw)(state), now)}`])
    ];
}
/** What is awaited once the drill is judged: the cleanup where one is due, else a last question to AWS. */
function describeWindingUp(state, now) {
    if (state.finished !== undefined)
        return ['nothing: the verdict is given'];
    if (!(0,cleanup/* isCleanupDue */.h5)(state))
        return ['AWS is asked what still runs', ...troubles(state)];
    const { listedAt, launching } = state.removal;
    const left = listedAt === undefined ? 'AWS is asked what there is' : describeLeft(state);
    const jobs = launching.length === 0 ? [] : [`${(0,wording/* counted */.h)(launching.length, 'launch job')} still running`];
    return [`cleanup: ${[left, ...jobs].join(', ')}, ${timeLeft((0,cleanup/* windUpDeadline */.I_)(state), now)}`, ...troubles(state)];
}
function describeLeft(state) {
    const gone = (0,removal/* instancesGone */.KI)(state).length;
    const all = gone + (0,removal/* instancesLeft */._h)(state).length;
    return `${gone} of ${(0,wording/* counted */.h)(all, 'drill instance')} seen to be gone`;
}
function describeWave(state, wave, now) {
    const awaited = (0,drill_servers/* serversOf */.U2)(state, wave).filter((server) => server.outcome === undefined);
    const name = (0,narration_page/* namesOf */.eZ)(state);
    const what = awaited.length <= serversInWave
        ? awaited.map((server) => `${name(server.sourceServerId)} ${whereIs(state, server)}`).join('; ')
        : (0,narration_page/* listed */.KE)(countPhases(state, awaited), 5);
    const action = describeAction(state, wave, now);
    const parts = [...(what === '' || action !== undefined ? [] : [what]), ...(action === undefined ? [] : [action])];
    const awaitedPart = parts.length === 0 ? '' : ` (${parts.join('; ')})`;
    return `${wave.planned.name}: ${countUp(state, [wave])}${awaitedPart}, ${timeLeft((0,budgets/* waveDeadline */.qu)(state, wave), now)}`;
}
/** `post-action "smoke test" InProgress, 3m of 10m`; of one that waits for a person, where. */
function describeAction(state, wave, now) {
    const action = (0,actions_action/* actionInTurn */.zu)(state, wave);
    if (action === undefined)
        return undefined;
    const { planned, requestedAt, sighting } = action;
    const step = sighting?.awaitsApprovalAt;
    const status = step === undefined ? (sighting?.status ?? 'asked for') : `waits for a person to approve step "${step}"`;
    const spent = (0,duration/* formatDuration */.a3)(Math.round((0,timestamp/* secondsBetween */.O1)(requestedAt ?? now, now)));
    return `${planned.phase}-action "${planned.name}" ${status}, ${spent} of ${(0,duration/* formatDuration */.a3)(planned.timeoutSeconds)}`;
}
/** `5 disks being converted`, the most first. */
function countPhases(state, servers) {
    const counts = new Map();
    for (const server of servers) {
        const where = whereIs(state, server);
        counts.set(where, (counts.get(where) ?? 0) + 1);
    }
    return [...counts].toSorted(([, a], [, b]) => b - a).map(([where, number]) => `${number} ${where}`);
}
/** How far a server that is awaited has come. */
function whereIs(state, server) {
    if (server.jobId === undefined) {
        if (server.request !== undefined)
            return 'asked for, no answer yet';
        if ((0,retry/* awaitsRetry */.mQ)(server))
            return 'FAILED, waiting to be launched again';
        const holder = (0,holdings/* holdingsOf */.QF)(state).find(({ sourceServerId }) => sourceServerId === server.sourceServerId);
        return holder === undefined ? 'waiting for its turn' : `held by a job ${(0,holdings/* whose */.vU)(holder)}`;
    }
    const status = server.participant?.launchStatus;
    if (status === 'LAUNCHED')
        return describeVerifying(state, server);
    const span = server.log.phases.at(-1);
    if (span === undefined)
        return status ?? 'not listed in its job yet';
    return span.endedAt === undefined ? narration_servers/* phaseWords */.V2[span.phase].doing : narration_servers/* phaseWords */.V2[span.phase].done;
}
/** What keeps a LAUNCHED server from being up: the post-launch action that is awaited, once its instance is as it should be. */
function describeVerifying(state, server) {
    const wanted = state.waves.get(server.wave)?.planned.verify.launchActions;
    if (wanted !== 'required' || server.instance?.state !== (0,verification/* expectedInstanceState */.FB)(server)) {
        return 'LAUNCHED and being verified';
    }
    const { runs = [] } = server.participant?.launchActions ?? {};
    if (runs.length === 0)
        return 'LAUNCHED, its post-launch actions not reported yet';
    const awaited = (0,verification/* awaitedAction */.Op)(runs);
    return awaited === undefined
        ? 'LAUNCHED, waiting whether DRS lists another post-launch action'
        : `LAUNCHED, post-launch action "${awaited.name}" ${awaited.status}`;
}
/** Waves that are up, and whose dependents still wait for the end of their soak time. */
function soaking(state, now) {
    return [...state.waves.values()].flatMap((wave) => {
        const until = (0,budgets/* soakedAt */.j_)(wave);
        if (until === undefined || until <= now)
            return [];
        const next = [...state.waves.values()].filter((other) => other.status === 'waiting' && other.planned.after.includes(wave.planned.name));
        if (next.length === 0)
            return [];
        const names = (0,narration_page/* listed */.KE)(next.map(({ planned }) => planned.name));
        return [`${names}: after ${(0,duration/* formatDuration */.a3)((0,timestamp/* secondsBetween */.O1)(now, until))} more of soak time of ${wave.planned.name}`];
    });
}
/** What is awaited while no wave runs. */
function describePause(state, now) {
    if (state.identity === undefined)
        return ['AWS is asked whose credentials these are'];
    if ((0,selected_state/* isSelectionWanted */.WF)(state))
        return ['DRS is asked which source servers match the plan'];
    if (!state.described || state.survey === undefined) {
        return [`AWS is asked about ${(0,wording/* counted */.h)(state.servers.size, 'server')} and the jobs that run`];
    }
    if (state.wait !== undefined && (0,other_jobs/* isWaitingForOthers */.a4)(state))
        return describeWait(state, state.wait.until, now);
    if ((0,point_in_time/* needsSnapshots */.F9)(state) && !(0,admission/* hasBegun */.SU)(state))
        return ['AWS is asked for recovery snapshots'];
    const settled = [...state.waves.values()].every((wave) => wave.settledAt !== undefined || !wave.selected);
    return settled ? ['a last look at jobs and instances before the verdict'] : [];
}
/** Which jobs of others the start waits for, and for how long yet. */
function describeWait(state, until, now) {
    const holding = (0,other_jobs/* heldByOthers */.Ed)(state);
    if (holding.length === 0)
        return ['no server is held by another job any more: AWS is asked about them anew'];
    const name = (0,narration_page/* namesOf */.eZ)(state);
    const jobsOf = (which, what) => {
        const jobs = [...new Set(which.map(({ jobId }) => jobId))].map((jobId) => {
            const held = which.filter((one) => one.jobId === jobId).map(({ sourceServerId }) => name(sourceServerId));
            return `${jobId}, which ${what} ${(0,narration_page/* listed */.KE)(held, serversInWave)}`;
        });
        return (0,narration_page/* listed */.KE)(jobs, wavesInLine);
    };
    const running = holding.filter(({ hasLaunched }) => hasLaunched !== true);
    const ended = holding.filter(({ hasLaunched }) => hasLaunched === true);
    const awaited = [
        ...(running.length === 0 ? [] : [`the end of ${jobsOf(running, 'holds')}`]),
        ...(ended.length === 0 ? [] : [`DRS to list the instances of ${jobsOf(ended, 'has launched')}`])
    ];
    return [`before the start: ${awaited.join('; ')}: ${timeLeft(until, now)} of this wait`];
}
function troubles(state) {
    return [...state.trouble.values()].map(({ failure, count: times }) => `${(0,narration_page/* operationOf */.zI)(failure)} without an answer ${times === 1 ? 'once' : `${times} times`}`);
}
function countUp(state, waves) {
    const servers = waves.flatMap((wave) => (0,drill_servers/* serversOf */.U2)(state, wave));
    const up = servers.filter((server) => server.outcome?.status === 'launched').length;
    return `${up} of ${servers.length} up`;
}
function timeLeft(deadline, now) {
    return deadline <= now ? 'no time left' : `${(0,duration/* formatDuration */.a3)((0,timestamp/* secondsBetween */.O1)(now, deadline))} left`;
}
function runningWaves(state) {
    return [...state.waves.values()].filter((wave) => wave.status === 'running');
}

;// CONCATENATED MODULE: ./build/src/report/narration/credentials-warning.js

/** What to say before the start of credentials that are known to end before the drill's budget does, and how to mend it. */
function credentialsWarning(state) {
    const ends = state.identity?.credentialsEndAt;
    if (ends === undefined || ends >= (0,budgets/* drillDeadline */.gw)(state))
        return undefined;
    return (`The AWS credentials of this job end at ${ends}, before the drill's budget does (${(0,budgets/* drillDeadline */.gw)(state)}), and nobody ` +
        'renews them: what runs then can no longer be seen. Set the input "role-to-assume", whose sessions this action ' +
        'renews by itself, or ask aws-actions/configure-aws-credentials for a longer session (role-duration-seconds).');
}

// EXTERNAL MODULE: ./build/src/drill/ending/verdict.js + 2 modules
var verdict = __webpack_require__(2969);
// EXTERNAL MODULE: ./build/src/drill/watch/job.js
var watch_job = __webpack_require__(67608);
// EXTERNAL MODULE: ./build/src/drill/failure.js
var drill_failure = __webpack_require__(44817);
// EXTERNAL MODULE: ./build/src/drill/actions/tasks.js
var tasks = __webpack_require__(72037);
// EXTERNAL MODULE: ./build/src/drill/events.js
var events = __webpack_require__(29718);
// EXTERNAL MODULE: ./build/src/drill/watch/pace.js
var pace = __webpack_require__(11620);
;// CONCATENATED MODULE: ./build/src/report/narration/trouble.js




function tellTrouble(before, event, page) {
    const times = (before.trouble.get((0,events/* questionOf */.YH)(event))?.count ?? 0) + 1;
    if (!isWorthSaying(times))
        return [];
    const next = (0,pace/* isAskedAgain */.N_)(event.look, event.failure) ? `: asking again${repeated(times)}` : '';
    return [
        page.drill(`${(0,narration_page/* operationOf */.zI)(event.failure)} ${describeFailure(event.failure, saidBefore(before, event))}${next}`)
    ];
}
/** What is as short as this is said again each time. */
const shortMessage = 80;
/** What has just been said, of this question or of another, is not said at full length again. */
function saidBefore(before, event) {
    const { operation, message } = event.failure;
    if (message.length <= shortMessage)
        return undefined;
    const alike = [...before.trouble].filter(([, { failure }]) => failure.message === message);
    if (alike.length === 0)
        return undefined;
    if (alike.some(([question]) => question === (0,events/* questionOf */.YH)(event)))
        return 'as before';
    const other = alike.find(([, { failure }]) => failure.operation !== operation)?.[1];
    return other === undefined ? 'as before' : `as ${(0,narration_page/* operationOf */.zI)(other.failure)} did`;
}
function describeFailure({ class: kind, message }, before) {
    const said = before ?? `(${message})`;
    if (kind === 'throttled')
        return `throttled by AWS ${said}`;
    return kind === 'unavailable' ? `not answered ${said}` : `failed ${said}`;
}
/** The first time, and then ever more seldom: 1, 5, 10, 20, 40, … */
function isWorthSaying(times) {
    return times === 1 || times === 5 || (times % 10 === 0 && Number.isInteger(Math.log2(times / 10)));
}
function repeated(times) {
    return times === 1 ? '' : ` (${times} times in a row)`;
}
function recoveries(before, after, page) {
    return [...before.trouble].flatMap(([question, { count: times, failure }]) => after.trouble.has(question)
        ? []
        : [page.drill(`${(0,narration_page/* operationOf */.zI)(failure)} answers again after ${(0,wording/* counted */.h)(times, 'failure')}`)]);
}

;// CONCATENATED MODULE: ./build/src/report/narration/actions.js








/** What a person reads of an action: its start, what it waits for, how it ended, and whether it was stopped. */
function tellAction(before, event, after, page) {
    const earlier = find(before, event);
    const action = find(after, event);
    if (earlier === undefined || action === undefined)
        return [];
    const stopAt = (0,tasks/* stopAwaitedUntil */.YF)(after, action);
    const until = stopAt === undefined ? undefined : (0,narration_page/* formatElapsed */.C7)((0,timestamp/* secondsBetween */.O1)(after.openedAt, stopAt));
    const text = textOf(earlier, event, action, until, approvedBy(after, action));
    return text === undefined ? [] : [page.wave(event.wave, `${nameOf(action)}${text.startsWith(':') ? '' : ' '}${text}`)];
}
function find(state, event) {
    return state.actions.find(({ wave, planned }) => wave === event.wave && planned.name === event.action);
}
/** `post-action "smoke test"`. */
function nameOf({ planned }) {
    return `${planned.phase}-action "${planned.name}"`;
}
function textOf(earlier, event, action, until, by) {
    switch (event.type) {
        case 'action-requested': {
            if (earlier.sent?.token === event.token)
                return undefined;
            const anew = event.tries > 1 ? `, anew: its run of an earlier attempt ended ${earlier.sighting?.status ?? ''}` : '';
            return `: asking SSM to run ${action.planned.document}${anew}`;
        }
        case 'action-started':
            return `runs as ${event.automationExecutionId}`;
        case 'action-refused': {
            const times = action.startTrouble?.count ?? 1;
            if (!(0,drill_failure/* isPassing */.WG)(event.failure))
                return `was refused (${event.failure.message})`;
            return isWorthSaying(times) ? `was refused (${event.failure.message}): asking again${repeated(times)}` : undefined;
        }
        case 'action-answer-lost': {
            const times = action.startTrouble?.count ?? 1;
            const again = `asking again with the same token${repeated(times)}`;
            return isWorthSaying(times) ? `: no answer from SSM (${event.failure.message}), ${again}` : undefined;
        }
        case 'action-observed':
            return newsOf(earlier, action, by);
        case 'action-stop-requested':
            return action.stop?.count === 1
                ? `is told to stop in SSM (StopAutomationExecution, ${action.automationExecutionId ?? 'not known'})`
                : undefined;
        case 'action-stop-answered':
            if (event.failure !== undefined)
                return `could not be told to stop (${event.failure.message})`;
            return until === undefined ? undefined : `: SSM has heard it; its end is awaited until ${until}`;
        case 'action-settled': {
            const took = action.requestedAt === undefined ? '' : `, after ${(0,narration_page/* spent */.RT)(action.requestedAt, event.at)}`;
            if (event.status === 'succeeded')
                return `SUCCEEDED${took}`;
            return `${(0,narration_servers/* inCapitals */.tV)(event.status)}: ${event.reason}${event.status === 'not-started' ? '' : took}`;
        }
    }
}
/** What a look has shown that is worth a line; the end is told when it is judged. */
function newsOf(earlier, action, by) {
    const { sighting } = action;
    if (sighting === undefined || sighting === earlier.sighting)
        return undefined;
    const step = sighting.awaitsApprovalAt;
    if (step !== undefined) {
        if (earlier.sighting?.awaitsApprovalAt === step)
            return undefined;
        return `WAITS FOR A PERSON: somebody has to approve step "${step}" of ${action.automationExecutionId ?? 'it'} in Systems Manager${by}`;
    }
    if ((0,actions_action/* hasActionEnded */.NT)(action))
        return action.outcome === undefined ? undefined : `has ended in SSM: ${sighting.status}`;
    if (earlier.sighting?.awaitsApprovalAt !== undefined)
        return `was approved, and is ${sighting.status}`;
    return sighting.status === earlier.sighting?.status ? undefined : `is ${sighting.status}`;
}
/** Actions that were told to stop, and of which nobody has seen that they did. */
function tellUnended(state, page) {
    return state.actions
        .filter((action) => action.stop !== undefined && action.automationExecutionId !== undefined && (0,actions_action/* mayBeRunning */.i5)(action))
        .map((action) => {
        const status = action.sighting?.status ?? 'not seen';
        const text = `was NOT seen to end after it was told to stop (${status}): ${action.automationExecutionId ?? ''} may still run in SSM`;
        return page.wave(action.wave, `${nameOf(action)} ${text}`);
    });
}
/** Actions that are not known to have ended, for the line that tells of a cancel. */
function runningActions(state) {
    return state.actions
        .filter(actions_action/* mayBeRunning */.i5)
        .map((action) => `${nameOf(action)} (${action.automationExecutionId ?? 'no answer yet'})`);
}

;// CONCATENATED MODULE: ./build/src/report/narration/cleanup.js




/** What a person reads of the winding up: what is left in AWS, what is being removed, and what is gone. */
function tellCleanup(before, event, after) {
    switch (event.type) {
        case 'instances-listed':
            return tellListing(before, after);
        case 'termination-requested':
            return [
                `cleanup: terminating ${(0,wording/* counted */.h)(event.recoveryInstanceIds.length, 'drill instance')}: ${named(event.recoveryInstanceIds, after)}`
            ];
        case 'termination-started':
            return [`cleanup: job ${event.job.jobId} terminates them`];
        case 'termination-refused':
            return [`cleanup: TerminateRecoveryInstances refused (${event.failure.message})`];
        case 'termination-answer-lost':
            return [`cleanup: no answer to TerminateRecoveryInstances (${event.failure.message}): looking what is left`];
        case 'cleanup-finished':
            return [`cleanup ${event.complete ? 'complete' : 'INCOMPLETE'}: ${event.reason}`];
    }
}
function tellListing(before, after) {
    const left = (0,removal/* instancesLeft */._h)(after).length;
    const gone = (0,removal/* instancesGone */.KI)(after).length;
    const launching = after.removal.launching.length;
    const same = before.removal.listedAt !== undefined &&
        (0,removal/* instancesLeft */._h)(before).length === left &&
        (0,removal/* instancesGone */.KI)(before).length === gone &&
        before.removal.launching.length === launching;
    if (same)
        return [];
    const jobs = launching === 0 ? '' : `, ${(0,wording/* counted */.h)(launching, 'launch job')} still running`;
    const intent = (0,cleanup/* isCleanupDue */.h5)(after) ? 'cleanup: ' : '';
    const known = gone === 0 ? '' : `, ${(0,wording/* counted */.h)(gone, 'drill instance')} gone`;
    return [`${intent}${(0,wording/* counted */.h)(left, `${after.mode} instance`)} in AWS${known}${jobs}`];
}
function named(recoveryInstanceIds, state) {
    return (0,narration_page/* listed */.KE)(recoveryInstanceIds.map((id) => state.removal.instances.get(id)?.ec2InstanceId ?? id), 10);
}

;// CONCATENATED MODULE: ./build/src/report/narration/jobs.js






function tellLog(before, event, after, page) {
    const job = after.jobs.get(event.jobId);
    return job === undefined ? [] : page.servers((0,narration_servers/* logNews */.sQ)(before, after, job));
}
/** Jobs that the survey has found, servers that others hold, and what a survey shows of jobs known before. */
function tellSurvey(before, event, after, page) {
    const found = [...after.jobs.keys()].filter((jobId) => !before.jobs.has(jobId));
    const known = [...after.jobs.values()].filter(({ jobId }) => before.jobs.has(jobId)).flatMap((job) => job.servers);
    const { jobs, servers } = event.foreign;
    const others = `${(0,wording/* counted */.h)(jobs, 'other job')} with ${(0,wording/* counted */.h)(servers, 'server')} ${jobs === 1 ? 'runs' : 'run'} in this account and Region`;
    const held = new Set((0,holdings/* holdingsOf */.QF)(before).map(({ sourceServerId }) => sourceServerId));
    const holding = (0,holdings/* holdingsOf */.QF)(after);
    const holds = new Set(holding.map(({ sourceServerId }) => sourceServerId));
    return [
        ...(before.survey === undefined && jobs > 0 ? [page.drill(`${others}: they count against the quotas of DRS`)] : []),
        ...found.flatMap((jobId) => {
            const job = after.jobs.get(jobId);
            if (job?.adopted === undefined)
                return tellOfJob(after, jobId, page, 'found: it is the one without an answer');
            return tellOfJob(after, jobId, page, `of an earlier attempt found (${countStatuses(job)}): going on with it`);
        }),
        ...page.servers([
            ...(0,narration_servers/* launchNews */.NM)(before, after, known),
            ...holding
                .filter(({ sourceServerId }) => !held.has(sourceServerId))
                .map((holder) => {
                const text = `${(0,holdings/* describeHold */.TZ)(holder)}${holder.hasLaunched === true ? '' : ': waiting for its end'}`;
                return { sourceServerId: holder.sourceServerId, text, together: text };
            }),
            ...[...held]
                .filter((sourceServerId) => !holds.has(sourceServerId))
                .map((sourceServerId) => {
                const text = 'no longer held by another job';
                return { sourceServerId, text, together: text };
            })
        ])
    ];
}
function tellOfJob(state, jobId, page, what) {
    const job = state.jobs.get(jobId);
    if (job === undefined)
        return [];
    return [page.wave(job.wave, `job ${jobId} with ${(0,wording/* counted */.h)(job.servers.length, 'server')} ${what}`)];
}
/** `1 LAUNCHED, 2 PENDING`. */
function countStatuses(job) {
    const counts = new Map();
    for (const { launchStatus } of job.participants)
        counts.set(launchStatus, (counts.get(launchStatus) ?? 0) + 1);
    return counts.size === 0 ? job.status : [...counts].map(([status, number]) => `${number} ${status}`).join(', ');
}
/** A job's end is no server's success: say who is still waited for. */
function tellEnd(before, after, jobId, page) {
    const job = after.jobs.get(jobId);
    if (job?.status !== 'COMPLETED' || before.jobs.get(jobId)?.status === 'COMPLETED')
        return [];
    const open = job.servers.filter((id) => {
        const server = after.servers.get(id);
        // One that is to be launched again is not waited for in this job any more.
        if (server !== undefined && server.jobId !== jobId)
            return false;
        // Nor is one of which all is known: skipped by DRS, or given up.
        if (server?.outcome !== undefined)
            return false;
        const status = server?.participant?.launchStatus;
        return status !== 'LAUNCHED' && status !== 'FAILED' && status !== 'TERMINATED';
    });
    const left = open.length === 0 ? '' : `, but not the launch of ${page.names(open)}: still looking`;
    return [page.wave(job.wave, `job ${jobId} has ended (COMPLETED)${left}`)];
}
function tellRefusal(before, event, after, page) {
    const { failure, request } = event;
    const passing = (0,drill_failure/* isPassing */.WG)(failure);
    const times = (before.startTrouble?.count ?? 0) + 1;
    if (passing && !isWorthSaying(times))
        return [];
    const next = passing ? `: asking again${repeated(times)}` : '';
    const isSaid = failure.message.length > shortMessage && before.startTrouble?.failure.message === failure.message;
    const why = isSaid ? 'as before' : `(${failure.message})`;
    return [page.wave(waveOfRequest(after, request), `StartRecovery refused ${why}${next}`)];
}
/** Whether a request is the one again that was refused for now just before: that it is asked again has been said. */
function isRepeated({ requests }, { wave, servers }) {
    const last = requests.at(-1);
    if (last?.failure === undefined || last.status !== 'refused' || !(0,drill_failure/* isPassing */.WG)(last.failure))
        return false;
    return last.wave === wave && last.servers.join() === servers.join();
}
function waveOfRequest(state, request) {
    return state.requests.find((known) => known.request === request)?.wave ?? '';
}

// EXTERNAL MODULE: ./build/src/drill/launch/live-recovery.js
var live_recovery = __webpack_require__(92185);
;// CONCATENATED MODULE: ./build/src/report/narration/guards.js





/** Which jobs of others keep the drill from its start, and how long it waits for them. */
function tellWait({ at, until, holding }, page) {
    const jobs = [...new Set(holding.map(({ jobId }) => jobId))].map((jobId) => {
        const held = holding.filter((one) => one.jobId === jobId).map(({ sourceServerId }) => sourceServerId);
        return `${jobId} (holds ${page.names(held)})`;
    });
    const limit = (0,duration/* formatDuration */.a3)((0,timestamp/* secondsBetween */.O1)(at, until));
    return [
        page.drill(`waiting up to ${limit} for jobs ${[...new Set(holding.map(holdings/* whose */.vU))].join(' and ')} before anything is started: ${(0,narration_page/* listed */.KE)(jobs, 5)}`)
    ];
}
/** A live recovery that appeared since the preflight: what the plan lets a launch destroy is told before it does. */
function tellRecoveries(before, event, after, page) {
    return event.live.flatMap((instance) => {
        const { sourceServerId, recoveryInstanceId } = instance;
        const known = before.servers.get(sourceServerId);
        const isNew = known?.recoveries?.live.every((one) => one.recoveryInstanceId !== recoveryInstanceId) ?? true;
        if (!isNew || known === undefined || (0,live_recovery/* isOwnInstance */.eO)(after, instance))
            return [];
        const what = (0,live_recovery/* mayReplaceRecovery */.to)(after, known)
            ? 'the launch DESTROYS it, as the plan allows (guards.replace-recovery-instances)'
            : 'it is not launched, since that would destroy it';
        const text = `${page.fullName(sourceServerId)} has got a live recovery instance, ${(0,live_recovery/* describeInstance */.xJ)(instance)}: ${what}`;
        return [page.wave(known.wave, text)];
    });
}

;// CONCATENATED MODULE: ./build/src/report/narration/retry.js

/** That a launch failed and is tried again: why, which try it will be, and what is waited for. */
function retryNews(after, servers) {
    const held = (0,watch_job/* heldByOwnJobs */.DL)(after);
    return servers.map(({ sourceServerId, jobId, reason }) => {
        const server = after.servers.get(sourceServerId);
        const tries = server?.failedLaunches?.length ?? 1;
        const allowed = after.waves.get(server?.wave ?? '')?.planned.retry.failedServers ?? tries;
        const when = held.has(sourceServerId) ? `once ${jobId} has ended` : 'at once';
        const text = `FAILED, ${reason}: to be launched again ${when} (retry ${tries} of ${allowed})`;
        return { sourceServerId, text, together: text };
    });
}

;// CONCATENATED MODULE: ./build/src/report/narration/preflight.js

/** Findings of a class that are told one by one; more of them are in the evidence. */
const findingsInLog = 20;
/**
 * What a person reads of the checks before the start: how many were made and what they found, then each finding that does
 * not block; what does is told as an annotation.
 */
function tellPreflight({ results }) {
    const findings = results.flatMap((result) => result.findings);
    const of = (kind) => findings.filter((finding) => finding.class === kind);
    const counts = [
        ...(of('blocking').length === 0 ? [] : [`${of('blocking').length} BLOCKING`]),
        ...(of('warning').length === 0 ? [] : [(0,wording/* counted */.h)(of('warning').length, 'warning')]),
        ...(of('note').length === 0 ? [] : [(0,wording/* counted */.h)(of('note').length, 'note')])
    ];
    const made = results.filter(({ notAsked }) => notAsked !== true);
    const open = results.filter(({ notAsked }) => notAsked === true).map(({ check }) => check.replaceAll('-', ' '));
    return [
        `preflight: ${(0,wording/* counted */.h)(made.length, 'check')}, ${counts.length === 0 ? 'nothing found' : counts.join(', ')}`,
        ...(open.length === 0 ? [] : [`not checked, since AWS did not answer what they rest on: ${open.join(', ')}`]),
        ...told('warning', of('warning')),
        ...told('note', of('note'))
    ];
}
function told(kind, findings) {
    const more = findings.length - findingsInLog;
    return [
        ...findings.slice(0, findingsInLog).map(({ message }) => `${kind}: ${message}`),
        ...(more > 0 ? [`and ${(0,wording/* counted */.h)(more, `more ${kind}`)}, in evidence.json`] : [])
    ];
}

// EXTERNAL MODULE: ./build/src/report/summary/verdict.js
var summary_verdict = __webpack_require__(72222);
;// CONCATENATED MODULE: ./build/src/report/narration/snapshots.js


/** From which recovery snapshot each server is to be launched, where the plan chooses one and it was found. */
function snapshotNews(after, event) {
    return event.servers.flatMap(({ sourceServerId }) => {
        const server = after.servers.get(sourceServerId);
        const chosen = server === undefined ? undefined : (0,point_in_time/* chosenSnapshot */.$_)(after, server);
        if (chosen?.snapshotId === undefined)
            return [];
        const of = chosen.takenAt === undefined ? '' : ` of ${(0,summary_verdict/* momentText */.Am)(chosen.takenAt)}`;
        const text = `recovery point ${chosen.snapshotId}${of} chosen`;
        return [{ sourceServerId, text, together: 'recovery point chosen' }];
    });
}

// EXTERNAL MODULE: ./build/src/drill/selection/findings.js
var findings = __webpack_require__(89958);
// EXTERNAL MODULE: ./build/src/drill/selection/server-selection.js
var server_selection = __webpack_require__(67252);
// EXTERNAL MODULE: ./build/src/plan/match.js + 1 modules
var match = __webpack_require__(98179);
;// CONCATENATED MODULE: ./build/src/report/narration/selection.js





/** Names of found servers that a line lists before it only counts. */
const namesInLine = 10;
/** What a person reads of a selection: for each match of this run how many servers it found, out of how many there are. */
function tellSelection(event, after) {
    const ours = event.selections.filter(({ wave }) => after.waves.has(wave));
    return [
        ...ours.map((selection) => tellMatch(selection, after)),
        `of ${(0,wording/* counted */.h)(event.listed, 'source server')} in DRS, ${event.leftOut.count} ${event.leftOut.count === 1 ? 'is' : 'are'} in no wave of the plan`
    ];
}
function tellMatch(selection, { plan }) {
    const { count: number, found } = selection;
    const selector = (0,server_selection/* selectorOf */.Bk)(plan?.waves ?? [], selection);
    const meant = selector === undefined ? '' : ` ${(0,match/* describeMatch */.$X)(selector.match)}`;
    const expected = selector?.expect === undefined ? '' : `, ${(0,match/* describeExpectation */.uN)(selector.expect)} expected`;
    const names = found.map(({ hostname, sourceServerId }) => hostname ?? sourceServerId);
    const which = names.length === 0 ? '' : `: ${(0,narration_page/* listed */.KE)(names, namesInLine)}`;
    const verb = number === 1 ? 'matches' : 'match';
    return `${(0,findings/* ownerOf */.bf)(selection)}: ${(0,wording/* counted */.h)(number, 'server')} ${verb}${meant}${expected}${which}`;
}

;// CONCATENATED MODULE: ./build/src/report/narration/approvals.js
/** `environment dr-drill: approved by octocat (looks good)` */
function tellApproval({ user, state, environments, comment }) {
    const where = environments.length === 1 ? 'environment' : 'environments';
    const said = comment === '' ? '' : ` (${comment})`;
    return `${where} ${environments.join(', ')}: ${state} by ${user ?? 'an account that is gone'}${said}`;
}

;// CONCATENATED MODULE: ./build/src/report/narration/waves.js






/** The part of a budget after which it is said, once, that little is left. */
const warnAfter = 0.8;
function tellWaveEnd(event, after, page) {
    const { status, reason } = event;
    const wave = after.waves.get(event.wave);
    if (wave === undefined)
        return [];
    if (!wave.selected)
        return [page.wave(event.wave, `${(0,narration_servers/* inCapitals */.tV)(status)} since an earlier job of this run: ${reason}`)];
    const used = describeUsed(wave, event.at);
    const soak = wave.planned.soakSeconds;
    switch (status) {
        case 'up': {
            const next = soak > 0 && hasDependents(after, wave) ? `; the next waves wait ${(0,duration/* formatDuration */.a3)(soak)} (soak)` : '';
            const { length } = wave.planned.servers;
            return [page.wave(event.wave, `wave UP: ${length} of ${(0,wording/* counted */.h)(length, 'server')}${used}${next}`)];
        }
        case 'not-started':
            return [page.wave(event.wave, `wave NOT STARTED: ${reason}`)];
        case 'failed':
        case 'timed-out':
        case 'cancelled':
            return [page.wave(event.wave, `wave ${(0,narration_servers/* inCapitals */.tV)(status)}: ${reason}${used}${consequence(after, wave)}`)];
    }
}
function describeUsed({ startedAt, planned }, at) {
    if (startedAt === undefined)
        return '';
    return `, ${(0,narration_page/* spent */.RT)(startedAt, at)} of ${(0,duration/* formatDuration */.a3)(planned.timeoutSeconds)} used`;
}
function consequence(state, wave) {
    const waiting = [...state.waves.values()].some((other) => other.status === 'waiting');
    if (!waiting || wave.status === 'cancelled')
        return '';
    return wave.planned.onFailure === 'stop'
        ? '; no further wave starts (on-failure: stop)'
        : '; waves that do not come after it go on (on-failure: continue)';
}
function hasDependents(state, wave) {
    return [...state.waves.values()].some((other) => other.planned.after.includes(wave.planned.name));
}
/** Said at the first look at the jobs after the greater part of a budget is spent. */
function budgetWarnings(before, event, after, page) {
    const looked = event.type === 'jobs-observed' || (event.type === 'look-failed' && event.look === 'jobs');
    if (!looked)
        return [];
    const passed = (from, seconds) => {
        const moment = (0,timestamp/* addSeconds */.ps)(from, seconds * warnAfter);
        return moment <= event.at && moment > lastLook(before);
    };
    const left = (deadline) => (0,duration/* formatDuration */.a3)(Math.max(0, (0,timestamp/* secondsBetween */.O1)(event.at, deadline)));
    const waves = [...after.waves.values()].flatMap((wave) => {
        const { startedAt, planned, status } = wave;
        if (status !== 'running' || startedAt === undefined || !passed(startedAt, planned.timeoutSeconds))
            return [];
        const awaited = planned.servers.filter((id) => after.servers.get(id)?.outcome === undefined);
        const rest = left((0,timestamp/* addSeconds */.ps)(startedAt, planned.timeoutSeconds));
        return [
            page.wave(planned.name, `little time left: ${rest} of ${(0,duration/* formatDuration */.a3)(planned.timeoutSeconds)}, waiting for ${page.names(awaited)}`)
        ];
    });
    const whole = `little time left: ${left((0,budgets/* drillDeadline */.gw)(after))} of the ${(0,duration/* formatDuration */.a3)(after.timeoutSeconds)} for the whole drill`;
    return [...waves, ...(passed(after.openedAt, after.timeoutSeconds) ? [page.drill(whole)] : [])];
}
function lastLook(state) {
    const failing = state.trouble.get('jobs');
    const looks = [...[...state.jobs.values()].map((job) => job.seenAt), ...(failing === undefined ? [] : [failing.at])];
    return looks.reduce((latest, at) => (at > latest ? at : latest), state.openedAt);
}

;// CONCATENATED MODULE: ./build/src/report/narration/narration.js

















/** Servers of a job that are named with their IDs when their launch is asked for. */
const namesAtFirstMention = 20;
/**
 * What a person reads of an event: a line for what changed and what it means, or none where there is nothing to say.
 * Refusals are not told here: they are annotations. The lines hold text from outside; whoever prints them makes them
 * safe for the place they go to.
 */
function narrate(before, event, after) {
    const page = (0,narration_page/* createPage */.a3)(after, event.at);
    const lines = [...budgetWarnings(before, event, after, page), ...tell(before, event, after, page)];
    return [...lines, ...recoveries(before, after, page)].filter((line, index, all) => line !== all[index - 1]);
}
function tell(before, event, after, page) {
    switch (event.type) {
        case 'execution-opened':
        case 'plan-accepted':
        case 'refused':
        case 'calls-counted':
        case 'permissions-foretold':
            return [];
        case 'approvals-read':
            return event.approvals.map((approval) => page.drill(tellApproval(approval)));
        case 'approvals-not-read':
            return [page.drill(`the approvals of this run could not be read: ${event.reason}`)];
        case 'previous-drills-read':
            return [];
        case 'previous-drills-not-read':
            return [page.drill(`the last drills of this plan could not be read: ${event.reason}`)];
        case 'identity-confirmed': {
            const { account, arn, region } = event.identity;
            return [page.drill(`AWS account ${account}, Region ${region}, as ${arn}`)];
        }
        case 'servers-selected':
            return tellSelection(event, after).map((line) => page.drill(line));
        case 'servers-described':
            return [page.drill(`${event.servers.length} of ${(0,wording/* counted */.h)(after.servers.size, 'server')} found in DRS`)];
        case 'snapshots-found':
            return page.servers(snapshotNews(after, event));
        case 'jobs-surveyed':
            return tellSurvey(before, event, after, page);
        case 'other-jobs-awaited':
            return tellWait(event, page);
        case 'recoveries-observed':
            return tellRecoveries(before, event, after, page);
        case 'documents-described':
            return [];
        case 'action-requested':
        case 'action-started':
        case 'action-refused':
        case 'action-answer-lost':
        case 'action-observed':
        case 'action-stop-requested':
        case 'action-stop-answered':
        case 'action-settled':
            return tellAction(before, event, after, page);
        case 'preflight-concluded':
            return tellPreflight(event).map((line) => page.drill(line));
        case 'wave-started': {
            const planned = after.waves.get(event.wave)?.planned;
            if (planned === undefined)
                return [];
            const budget = (0,duration/* formatDuration */.a3)(planned.timeoutSeconds);
            return [
                page.wave(event.wave, `wave started: ${(0,wording/* counted */.h)(planned.servers.length, 'server')} to be up within ${budget}`)
            ];
        }
        case 'job-requested': {
            if (isRepeated(before, event))
                return [];
            const kind = after.mode === 'recovery' ? 'RECOVERY' : 'drill';
            const names = event.servers.length <= namesAtFirstMention
                ? event.servers.map((id) => page.fullName(id)).join(', ')
                : page.names(event.servers);
            return [
                page.wave(event.wave, `asking DRS for a ${kind} launch of ${(0,wording/* counted */.h)(event.servers.length, 'server')}: ${names}`)
            ];
        }
        case 'job-started':
            return [
                ...tellOfJob(after, event.job.jobId, page, 'started'),
                ...page.servers((0,narration_servers/* strangeNews */.qk)(after, after.jobs.get(event.job.jobId)?.servers ?? []))
            ];
        case 'job-refused':
            return tellRefusal(before, event, after, page);
        case 'job-answer-lost': {
            const next = after.cancelled === undefined
                ? 'looking for its job before anything is tried again'
                : 'it may run; the post step looks for its job';
            const text = `no answer to StartRecovery (${event.failure.message}): ${next}`;
            return [page.wave(waveOfRequest(after, event.request), text)];
        }
        case 'request-abandoned':
            return [
                page.wave(waveOfRequest(after, event.request), 'DRS shows no job of that request: it was not carried out')
            ];
        case 'jobs-observed': {
            const ids = event.changes.flatMap((job) => after.jobs.get(job.jobId)?.servers ?? []);
            return [
                ...page.servers((0,narration_servers/* launchNews */.NM)(before, after, ids)),
                ...event.changes.flatMap(({ jobId }) => tellEnd(before, after, jobId, page))
            ];
        }
        case 'job-log-read':
            return tellLog(before, event, after, page);
        case 'instances-observed':
            return page.servers((0,narration_servers/* instanceNews */.d_)(before, after, event.changes.map(({ sourceServerId }) => sourceServerId)).filter(({ sourceServerId }) => after.servers.get(sourceServerId)?.outcome === undefined));
        case 'look-failed':
            return tellTrouble(before, event, page);
        case 'servers-released':
            return page.servers(event.servers.map(({ sourceServerId, reason }) => {
                const text = `an earlier attempt did not bring it up (${reason}): to be launched anew`;
                return { sourceServerId, text, together: text };
            }));
        case 'servers-retried':
            return page.servers(retryNews(after, event.servers));
        case 'servers-settled':
            return page.servers((0,narration_servers/* outcomeNews */.W4)(before, after, event.servers.map(({ sourceServerId }) => sourceServerId)));
        case 'wave-settled':
            return tellWaveEnd(event, after, page);
        case 'cancel-requested': {
            const running = [...after.jobs.values()].filter((job) => (0,watch_job/* mayStillLaunch */.LM)(after, job));
            const jobs = running.map((job) => `${job.jobId} (${(0,wording/* counted */.h)(job.servers.length, 'server')})`);
            const asked = after.requests
                .filter(({ status }) => status === 'open')
                .map(({ servers }) => `a launch of ${page.names(servers)} was asked for and is not answered yet: it may run`);
            const inDrs = jobs.length === 0 ? [] : [`still running in DRS: ${(0,narration_page/* listed */.KE)(jobs, 10)}`];
            const left = asked.length + inDrs.length === 0 ? 'no job is running' : [...asked, ...inDrs].join('; ');
            const actions = runningActions(after);
            const stopped = actions.length === 0 ? '' : `; running in SSM, and told to stop: ${(0,narration_page/* listed */.KE)(actions, 10)}`;
            return [page.drill(`CANCELLED: ${(0,verdict/* describeCancel */.wW)(event)}; nothing more is started; ${left}${stopped}`)];
        }
        case 'taken-over':
            return [page.drill('the post step goes on with what main left undone')];
        case 'verdict-reached':
            return [...tellUnended(after, page), page.drill(`${after.mode} ${(0,narration_servers/* inCapitals */.tV)(event.status)}: ${event.reason}`)];
        case 'instances-listed':
        case 'termination-requested':
        case 'termination-started':
        case 'termination-refused':
        case 'termination-answer-lost':
        case 'cleanup-finished':
            return tellCleanup(before, event, after).map((line) => page.drill(line));
        case 'execution-finished':
            return after.removal.terminations.length > 0 ? [page.drill(`${after.mode} ${(0,narration_servers/* inCapitals */.tV)(event.status)}`)] : [];
    }
}

// EXTERNAL MODULE: ./build/src/report/narration/setup.js
var setup = __webpack_require__(82004);
;// CONCATENATED MODULE: ./build/src/action/progress.js






/** How long the log may be silent before it says what is awaited; a reader should never wait two minutes for a word. */
const silenceSeconds = 60;
/** How often the silence is measured. */
const tickMilliseconds = 5_000;
/** Begins to narrate an execution. */
function startProgress(opened, log, clock) {
    let latest = opened;
    let spokeAt = clock.now();
    let said = '';
    const say = (text) => {
        if (text === said)
            return;
        said = text;
        spokeAt = clock.now();
        log.line(text);
    };
    const timer = setInterval(() => {
        const now = clock.now();
        if ((0,timestamp/* secondsBetween */.O1)(spokeAt, now) >= silenceSeconds)
            say(heartbeat(latest, now));
    }, tickMilliseconds);
    return {
        observe: (before, event, after) => {
            latest = after;
            for (const text of narrate(before, event, after))
                say(text);
            const ending = event.type === 'identity-confirmed' ? credentialsWarning(after) : undefined;
            if (ending !== undefined)
                log.warning(ending);
            const approval = approvalNotice(before, event, after);
            if (approval !== undefined)
                log.notice(approval);
            if (event.type === 'servers-described')
                log.group('Servers before the drill', (0,setup/* serverLines */.L)(after));
        },
        stop: () => {
            clearInterval(timer);
        }
    };
}


/***/ }),

/***/ 27540:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ askGitHub)
});

// EXTERNAL MODULE: ./build/src/drill/events.js
var events = __webpack_require__(29718);
// EXTERNAL MODULE: ./build/src/github/access.js
var github_access = __webpack_require__(64707);
// EXTERNAL MODULE: ./build/src/aws/outside-text.js
var outside_text = __webpack_require__(86722);
// EXTERNAL MODULE: ./build/src/github/answer.js
var answer = __webpack_require__(60755);
// EXTERNAL MODULE: ./build/src/github/client.js
var github_client = __webpack_require__(26330);
;// CONCATENATED MODULE: ./build/src/github/approvals.js




/** More than any run has; what a stranger could add to a run ends there. */
const decisionsAtMost = 100;
/**
 * Who let this run pass the gates of its environments, and what they said; or why that could not be read. Never throws.
 * https://docs.github.com/rest/actions/workflow-runs#get-the-review-history-for-a-workflow-run
 */
async function readApprovals(result, bounds) {
    const unread = (reason) => ({ type: 'approvals-not-read', reason });
    if (!result.ok)
        return unread(result.problem);
    const { access } = result;
    return (0,answer/* within */.u)(bounds, async (signal) => {
        const client = await (0,github_client/* connect */.Ng)(access, signal);
        const { data } = await client.rest.actions.getReviewsForRun({ ...(0,github_access/* placeOf */.$)(access), run_id: access.runId });
        const approvals = data.slice(0, decisionsAtMost).map(({ user, state, comment, environments }) => {
            // Accounts that are gone have none, whatever the types say.
            const login = user?.login;
            return {
                ...(login === undefined ? {} : { user: (0,outside_text/* outsideText */.F)(login, 100) }),
                state: (0,outside_text/* outsideText */.F)(state, 100),
                environments: environments.slice(0, 20).map(({ name }) => (0,outside_text/* outsideText */.F)(name ?? '', 255)),
                comment: (0,outside_text/* outsideText */.F)(comment, 1000)
            };
        });
        return { type: 'approvals-read', approvals };
    }, (error) => unread((0,github_client/* describeRefusal */.a2)(error, 'actions: read')));
}

// EXTERNAL MODULE: ./build/src/github/artifact-name.js
var artifact_name = __webpack_require__(91027);
// EXTERNAL MODULE: ./build/src/github/artifact.js + 1 modules
var artifact = __webpack_require__(5300);
// EXTERNAL MODULE: ./build/src/drill/previous-drill.js
var previous_drill = __webpack_require__(41718);
// EXTERNAL MODULE: ./node_modules/fflate/esm/index.mjs
var esm = __webpack_require__(51306);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./build/src/github/earlier-evidence.js



/** Of an archive, and of the record in it: far more than the evidence of any drill has. */
const largestArchiveBytes = 20 * 1024 * 1024;
const largestRecordBytes = 40 * 1024 * 1024;
/** What is read of a record, whichever version of drs-drill wrote it. */
const record = schemas/* object */.Ikc({
    executionId: schemas/* string */.YjP(),
    status: schemas/* string */.YjP(),
    mode: schemas/* string */.YjP(),
    plan: schemas/* object */.Ikc({ name: schemas/* string */.YjP() }),
    identity: schemas/* object */.Ikc({
        region: schemas/* string */.YjP(),
        account: schemas/* string */.YjP()
            .regex(/^\d{12}$/)
            .optional()
            .catch(undefined)
    })
        .nullish(),
    startedAt: iso/* datetime */.w$(),
    objectives: schemas/* object */.Ikc({
        rto: schemas/* object */.Ikc({ achievedSeconds: schemas/* number */.aig().nonnegative().nullish() }),
        rpo: schemas/* object */.Ikc({ achievedSeconds: schemas/* number */.aig().nonnegative().nullish() })
    }),
    waves: schemas/* array */.YOg(schemas/* object */.Ikc({ servers: schemas/* array */.YOg(schemas/* object */.Ikc({ status: schemas/* string */.YjP() })) })),
    leftOut: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP() })).default([])
});
/**
 * What an artifact tells of an earlier drill of the plan, in the mode and the Region, in whichever account. Whoever could write to the repository may
 * have made it: nothing in it is believed, and only figures are taken.
 */
function readEarlier(archive, of) {
    try {
        const files = (0,esm/* unzipSync */.AO)(archive, {
            filter: ({ name, originalSize }) => isRecord(name) && originalSize <= largestRecordBytes
        });
        const [bytes] = Object.values(files);
        return drillIn(record.parse(JSON.parse(new TextDecoder().decode(bytes))), of);
    }
    catch {
        return 'unreadable';
    }
}
function drillIn({ executionId, status, mode, plan, identity, startedAt, objectives, waves, leftOut }, of) {
    if (plan.name !== of.plan || mode !== of.mode)
        return 'another';
    if (of.region !== undefined && identity && identity.region !== of.region)
        return 'another';
    const servers = waves.flatMap((wave) => wave.servers);
    const account = identity?.account;
    const rto = objectives.rto.achievedSeconds ?? undefined;
    const rpo = objectives.rpo.achievedSeconds ?? undefined;
    const without = new Set(leftOut.map(({ name }) => name));
    return {
        executionId: (0,outside_text/* outsideText */.F)(executionId, 300),
        runId: of.runId,
        startedAt,
        status: (0,outside_text/* outsideText */.F)(status, 40),
        ...(account === undefined ? {} : { account }),
        ...(rto === undefined ? {} : { rtoSeconds: rto }),
        ...(rpo === undefined ? {} : { rpoSeconds: rpo }),
        servers: servers.length,
        notUp: servers.filter((server) => server.status !== 'launched').length,
        leftOutWaves: without.size,
        sameWaves: without.size === of.leftOut.length && of.leftOut.every((name) => without.has(name))
    };
}
function isRecord(name) {
    return name.replace(/^\//, '') === 'evidence.json';
}

;// CONCATENATED MODULE: ./build/src/github/previous-drills.js






/** Artifacts that are looked into for the drills that are compared, and pages of a hundred that are looked through. */
const downloadsAtMost = 30;
const pagesAtMost = 5;
const atOnce = 5;
/**
 * The last executions of the plan in the same mode and Region, by the evidence that their runs have uploaded under the name
 * that the action gives by itself, or that the workflow gives now. A run may have several: of other plans, modes and accounts, as
 * the legs of a matrix are, and of its attempts. One of each run and account is taken, the newest; rather one of the same waves.
 * Never throws.
 * https://docs.github.com/rest/actions/artifacts
 */
async function readPreviousDrills(access, wish, bounds) {
    return (0,answer/* within */.u)(bounds, async (signal) => {
        const client = await (0,github_client/* connect */.Ng)(access, signal);
        const place = (0,github_access/* placeOf */.$)(access);
        const { candidates, ...listed } = await list(client, place, wish, access.runId);
        const drills = new Map();
        let opened = 0;
        let unreadable = 0;
        let left = candidates;
        while (left.length > 0 && opened < downloadsAtMost && !isEnough([...drills.values()], wish)) {
            const next = left.slice(0, Math.min(atOnce, downloadsAtMost - opened));
            opened += next.length;
            const read = await Promise.all(next.map((candidate) => previous_drills_open(client, place, candidate, wish)));
            for (const [index, { runId }] of next.entries()) {
                const found = read[index];
                if (found === 'unreadable')
                    unreadable += 1;
                if (typeof found !== 'object')
                    continue;
                const key = keyOf(runId, found);
                const before = drills.get(key);
                if (before === undefined || (found.sameWaves && !before.sameWaves))
                    drills.set(key, found);
            }
            left = left.slice(next.length);
            // While the account is not known, any of a run's may be the one of it.
            if (wish.account !== undefined)
                left = left.filter(({ runId }) => drills.get(keyOf(runId, wish))?.sameWaves !== true);
        }
        const look = { ...listed, opened, unreadable, unopened: left.length, uploads: wish.uploads };
        return { type: 'previous-drills-read', drills: [...drills.values()], look };
    }, (error) => ({ type: 'previous-drills-not-read', reason: (0,github_client/* describeRefusal */.a2)(error, 'actions: read') }));
}
function keyOf(runId, { account = '' }) {
    return `${String(runId)} ${account}`;
}
/** Whether there are as many as are compared, in the account or, while that is not known, in each that was seen. */
function isEnough(drills, wish) {
    const accounts = new Set(wish.account === undefined ? drills.map(({ account }) => account) : [wish.account]);
    return (drills.length > 0 && [...accounts].every((account) => (0,previous_drill/* comparableIn */.g)(account, drills).drills.length >= previous_drill/* comparedAtMost */.G));
}
/** The artifacts of other runs of this repository, newest first; none of a fork, whose runs anybody can start. */
async function list(client, place, wish, ownRun) {
    const kindOf = (0,artifact_name/* artifactKinds */.YC)(wish.plan, wish.artifactName, String(ownRun));
    const candidates = [];
    const counts = { listed: 0, expired: 0, otherNames: 0 };
    let listedAll = true;
    let pages = 0;
    const query = { ...place, per_page: 100 };
    for await (const { data, headers } of client.paginate.iterator(client.rest.actions.listArtifactsForRepo, query)) {
        counts.listed += data.length;
        for (const { id, name, expired, size_in_bytes: size, workflow_run: run } of data) {
            const runId = run?.id ?? 0;
            if (runId === ownRun || run?.head_repository_id !== run?.repository_id)
                continue;
            const kind = kindOf(name);
            if (kind === 'unknown')
                counts.otherNames += 1;
            if (kind !== 'of-plan')
                continue;
            if (expired)
                counts.expired += 1;
            else
                candidates.push({ id, runId, isOutOfReach: size > largestArchiveBytes || run === undefined });
        }
        pages += 1;
        if (pages === pagesAtMost || new Set(candidates.map(({ runId }) => runId)).size >= downloadsAtMost) {
            listedAll = !/rel="next"/.test(headers.link ?? '');
            break;
        }
    }
    return { candidates, ...counts, listedAll };
}
async function previous_drills_open(client, place, { id, runId, isOutOfReach }, wish) {
    if (isOutOfReach)
        return 'unreadable';
    try {
        const about = { ...place, artifact_id: id, archive_format: 'zip' };
        const { data } = await client.rest.actions.downloadArtifact(about);
        return readEarlier(new Uint8Array(data), { ...wish, runId: String(runId) });
    }
    catch {
        // It may be gone meanwhile: one of them keeps nobody from the others.
        return 'unreadable';
    }
}

// EXTERNAL MODULE: ./build/src/action/issue-subject.js
var issue_subject = __webpack_require__(12118);
;// CONCATENATED MODULE: ./build/src/action/questions.js







/**
 * What is to be asked of GitHub for the record, once an attempt; it is under way when this returns. No drill waits longer than
 * five seconds for GitHub, and none waits for it before its end.
 */
function askGitHub(state, inputs, environment, cancellation) {
    const result = (0,github_access/* accessOf */.Y)(inputs.githubToken, state.run, environment);
    if (result === undefined || state.mode === 'validate')
        return [];
    const bounds = { timeoutMilliseconds: 5000, cancellation };
    return [
        ...(state.approvals === undefined ? [readApprovals(result, bounds)] : []),
        // What was before is compared with what was launched: a preflight launches nothing.
        ...(state.previous === undefined && result.ok && !(0,events/* startsNothing */.$D)(state.mode)
            ? [readPreviousDrills(result.access, previousWish(state, inputs, environment), bounds)]
            : [])
    ];
}
function previousWish(state, inputs, environment) {
    const region = (0,issue_subject/* knownRegion */.Qz)(state, inputs, environment);
    const account = (0,issue_subject/* usedAccount */.VT)(state, inputs);
    const leftOut = (state.plan?.waves ?? []).filter(({ name }) => state.waves.get(name)?.selected !== true);
    return {
        plan: state.planReference.name,
        mode: state.mode,
        leftOut: leftOut.map(({ name }) => name),
        uploads: inputs.artifactName !== artifact_name/* noArtifact */.OS && (0,artifact/* uploadObstacle */.f)(environment) === undefined,
        ...(account === undefined ? {} : { account }),
        ...(region === undefined ? {} : { region }),
        ...(inputs.artifactName === undefined ? {} : { artifactName: inputs.artifactName })
    };
}


/***/ }),

/***/ 65142:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ regionOf),
/* harmony export */   c: () => (/* binding */ parseRegion)
/* harmony export */ });
/* harmony import */ var _plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3147);

/** `us-west-2`, `us-gov-east-1`, `cn-north-1`, `eusc-de-east-1`: the shape of a Region's name in every partition. */
const shape = /^[a-z]{2,5}(?:-[a-z]+){1,3}-\d{1,2}$/;
/** A Region's name, or a predicate that says what to write instead. Whether AWS has the Region is for AWS to say. */
function parseRegion(text) {
    if (shape.test(text))
        return { value: text };
    const lower = text.toLowerCase();
    if (shape.test(lower))
        return { problem: `is ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(text)}: Regions are written in lower case, "${lower}"` };
    const zone = /^(.*\d)[a-z]$/.exec(lower)?.[1];
    if (zone !== undefined && shape.test(zone)) {
        return { problem: `is ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(text)}, an Availability Zone: write its Region, "${zone}"` };
    }
    return { problem: `is ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(text)}, which is no AWS Region: write one such as "us-west-2"` };
}
/** The Region to recover to: the input `aws-region`, else the plan's `region`, else `AWS_REGION` (or `AWS_DEFAULT_REGION`). */
function regionOf(inputs, planRegion, environment) {
    const chosen = inputs.awsRegion ?? planRegion;
    if (chosen !== undefined)
        return { ok: true, region: chosen };
    const ambient = ['AWS_REGION', 'AWS_DEFAULT_REGION']
        .map((name) => ({ name, text: (environment[name] ?? '').trim() }))
        .find(({ text }) => text !== '');
    if (ambient === undefined) {
        return {
            ok: false,
            message: 'No AWS Region is given: write "region" in the plan, or set the input "aws-region", such as "us-west-2"'
        };
    }
    const result = parseRegion(ambient.text);
    return 'problem' in result
        ? { ok: false, message: `The environment variable ${ambient.name} ${result.problem}` }
        : { ok: true, region: result.value };
}


/***/ }),

/***/ 23466:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C7: () => (/* binding */ checkSessionName),
/* harmony export */   Cz: () => (/* binding */ checkRoleArn),
/* harmony export */   De: () => (/* binding */ checkRoleDuration),
/* harmony export */   JP: () => (/* binding */ checkAccounts),
/* harmony export */   f7: () => (/* binding */ checkAudience),
/* harmony export */   fv: () => (/* binding */ accountOfRole)
/* harmony export */ });
/* harmony import */ var _plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3147);
/* harmony import */ var _plan_selection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52875);


/** STS takes sessions of 15 minutes to 12 hours; the role's own maximum is for STS to say. */
const shortestSessionSeconds = 900;
const longestSessionSeconds = 43_200;
/** `arn:aws:iam::123456789012:role/path/name`, in every partition (IAM identifiers, IAM user guide). */
const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,564}$/;
/** Checks the input `role-to-assume`. */
function checkRoleArn(text) {
    return roleArn.test(text)
        ? { value: text }
        : {
            problem: `is ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(text)}, which is no role's ARN: write one such as "arn:aws:iam::123456789012:role/drs-drill"`
        };
}
/** The account of a role that `checkRoleArn` has found sound. */
function accountOfRole(arn) {
    return arn.split(':')[4];
}
/** Checks the input `role-session-name` (AssumeRoleWithWebIdentity, AWS STS API reference). */
function checkSessionName(text) {
    return /^[\w+=,.@-]{2,64}$/.test(text)
        ? { value: text }
        : { problem: `is ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(text)}: write 2 to 64 letters, digits or any of _ + = , . @ -` };
}
/** Checks the input `role-duration-seconds`. */
function checkRoleDuration(text) {
    const seconds = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    return seconds >= shortestSessionSeconds && seconds <= longestSessionSeconds
        ? { value: seconds }
        : {
            problem: `is ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(text)}: write a number of seconds from ${String(shortestSessionSeconds)} to ` +
                `${String(longestSessionSeconds)}; sessions are renewed for as long as the drill runs`
        };
}
/** Checks the input `audience`: it becomes part of a URL. */
function checkAudience(text) {
    return /^[\x21-\x7e]{1,255}$/.test(text)
        ? { value: text }
        : { problem: `is ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(text)}: write it without blanks, such as "sts.amazonaws.com"` };
}
/** Checks the input `allowed-account-ids`. */
function checkAccounts(text) {
    const accounts = (0,_plan_selection_js__WEBPACK_IMPORTED_MODULE_1__/* .splitNames */ .b)(text);
    const wrong = accounts.find((account) => !/^\d{12}$/.test(account));
    return wrong === undefined
        ? { value: accounts }
        : { problem: `names ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(wrong)}, which is no account ID: write 12 digits, several separated by commas` };
}


/***/ }),

/***/ 96946:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ createService)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 11 modules
var core = __webpack_require__(91659);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
// EXTERNAL MODULE: ./build/src/drill/failure.js
var failure = __webpack_require__(44817);
// EXTERNAL MODULE: ./build/src/aws/advice.js
var advice = __webpack_require__(85239);
// EXTERNAL MODULE: ./build/src/aws/outside-text.js
var outside_text = __webpack_require__(86722);
// EXTERNAL MODULE: ./build/src/aws/proxy.js
var proxy = __webpack_require__(54475);
// EXTERNAL MODULE: ./build/src/aws/sdk-error.js
var sdk_error = __webpack_require__(30468);
;// CONCATENATED MODULE: ./build/src/aws/github-token.js







/** GitHub answers within seconds; what takes longer is asked anew. */
const timeoutSeconds = 15;
/** A token has a few thousand characters. */
const longestAnswer = 100_000;
/**
 * Asks GitHub for an OIDC token of the job ('Methods for requesting the OIDC token', GitHub documentation), a new one each
 * time, in one attempt. Not by `core.getIDToken`, which cannot be cancelled, has its own rules for NO_PROXY, and warns of
 * deprecated code where there is a proxy.
 *
 * @throws FailedCall: `unsent` where GitHub did not answer, of a class that does not pass where it refuses
 */
async function fetchGitHubToken(endpoint, audience) {
    try {
        const { status, body } = await get(endpoint, audience);
        if (status !== 200)
            throw refusal(status, body);
        const token = tokenIn(body);
        if (token === undefined)
            throw github_token_failure('unsent', 'The answer of GitHub holds no OIDC token');
        return token;
    }
    catch (thrown) {
        if (thrown instanceof failure/* FailedCall */.oD)
            throw thrown;
        const words = (0,outside_text/* outsideText */.F)((0,sdk_error/* readSdkError */.RD)(thrown).text);
        const isOwnFault = (0,sdk_error/* property */.MZ)(thrown, 'name') === sdk_error/* INVALID_PROXY */.PO;
        throw github_token_failure(isOwnFault ? 'invalid' : 'unsent', `GitHub gave no OIDC token for the role: ${words}`, thrown);
    }
}
function get({ url, requestToken }, audience) {
    const address = new URL(url);
    address.searchParams.set('audience', audience);
    const send = address.protocol === 'https:' ? external_node_https_.request : external_node_http_.request;
    return new Promise((resolve, reject) => {
        const request = send(address, {
            agent: new proxy/* EnvironmentProxyAgent */.F({ keepAlive: false }),
            headers: { authorization: `bearer ${requestToken}`, accept: 'application/json' },
            signal: AbortSignal.timeout(timeoutSeconds * 1000)
        }, (answer) => {
            textOf(answer).then((body) => {
                resolve({ status: answer.statusCode, body });
            }, reject);
        });
        request.on('error', reject);
        request.end();
    });
}
async function textOf(answer) {
    let text = '';
    for await (const chunk of answer.setEncoding('utf8')) {
        text += String(chunk);
        if (text.length > longestAnswer)
            throw new Error('its answer does not end');
    }
    return text;
}
function tokenIn(body) {
    try {
        const token = (0,sdk_error/* property */.MZ)(JSON.parse(body), 'value');
        return typeof token === 'string' && token !== '' ? token : undefined;
    }
    catch {
        return undefined;
    }
}
function refusal(status, body) {
    const words = `HTTP ${String(status)}: ${(0,outside_text/* outsideText */.F)(body, 200)}`;
    if (status === 407)
        return github_token_failure('invalid', advice/* proxyRefusal */.v);
    // Refused, rather than not answered: asking again with the same request token changes nothing.
    if (status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429) {
        return github_token_failure('credentials', 'GitHub refuses this job an OIDC token for the role: give the job "permissions: { id-token: write, contents: ' +
            `read }" (${words})`);
    }
    return github_token_failure('unsent', `GitHub gave no OIDC token for the role: ${words}`);
}
function github_token_failure(failureClass, message, cause) {
    return new failure/* FailedCall */.oD({ class: failureClass, operation: 'sts:AssumeRoleWithWebIdentity', message }, { cause });
}

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./build/src/drill/timestamp.js
var timestamp = __webpack_require__(47291);
// EXTERNAL MODULE: ./build/src/aws/connection.js + 6 modules
var aws_connection = __webpack_require__(51715);
// EXTERNAL MODULE: ./build/src/aws/failure.js
var aws_failure = __webpack_require__(22529);
// EXTERNAL MODULE: ./build/src/aws/job-tags.js
var job_tags = __webpack_require__(14724);
;// CONCATENATED MODULE: ./build/src/aws/recovery-service.js





/**
 * How far back a survey looks for jobs. GitHub lets a run last 35 days, and be re-run until 30 days after its start:
 * what this execution may have launched is within it, while an account with years of jobs stays cheap to survey.
 */
const SURVEY_SECONDS = 36 * 86_400;
/** Documents that are asked for at once. */
const CONCURRENT_DOCUMENTS = 5;
/**
 * AWS as the drill sees it: DRS, EC2, STS and SSM in one account and Region. Nothing is loaded, no credentials are looked
 * for and no call is made before a method needs it; a client costs a run that never asks AWS nothing.
 */
function createRecoveryService(options) {
    const connection = new aws_connection/* Connection */.N(options);
    const drs = (0,aws_connection/* lazily */.q)(async () => new (await Promise.all(/* import() */[__webpack_require__.e(722), __webpack_require__.e(660)]).then(__webpack_require__.bind(__webpack_require__, 83660))).Drs(connection));
    const ec2 = (0,aws_connection/* lazily */.q)(async () => new (await Promise.all(/* import() */[__webpack_require__.e(193), __webpack_require__.e(641)]).then(__webpack_require__.bind(__webpack_require__, 92641))).Ec2(connection));
    const iam = (0,aws_connection/* lazily */.q)(async () => new (await Promise.all(/* import() */[__webpack_require__.e(764), __webpack_require__.e(126)]).then(__webpack_require__.bind(__webpack_require__, 94126))).Iam(connection));
    const ssm = (0,aws_connection/* lazily */.q)(async () => new (await Promise.all(/* import() */[__webpack_require__.e(736), __webpack_require__.e(510)]).then(__webpack_require__.bind(__webpack_require__, 16510))).Ssm(connection));
    const sts = (0,aws_connection/* lazily */.q)(async () => new (await __webpack_require__.e(/* import() */ 39).then(__webpack_require__.bind(__webpack_require__, 57039))).Sts(connection));
    return {
        async identify(signal) {
            return (await sts()).identity(signal);
        },
        async listServers(signal) {
            const { toListedServer } = await __webpack_require__.e(/* import() */ 732).then(__webpack_require__.bind(__webpack_require__, 49351));
            return (await (await drs()).allSourceServers(signal)).flatMap(toListedServer);
        },
        async describeServers(sourceServerIds, signal) {
            const { describeServers } = await __webpack_require__.e(/* import() */ 683).then(__webpack_require__.bind(__webpack_require__, 83683));
            return describeServers(await drs(), await ec2(), sourceServerIds, signal);
        },
        async findSnapshots(questions, signal) {
            const { findSnapshots } = await __webpack_require__.e(/* import() */ 986).then(__webpack_require__.bind(__webpack_require__, 23986));
            return findSnapshots(await drs(), questions, signal);
        },
        async surveyJobs(executionId, watched, signal) {
            const { sortJobs } = await __webpack_require__.e(/* import() */ 699).then(__webpack_require__.bind(__webpack_require__, 16699));
            const now = options.clock.now();
            const jobs = await (await drs()).jobsSince((0,timestamp/* addSeconds */.ps)(now, -SURVEY_SECONDS), signal);
            return sortJobs(jobs, executionId, watched, now);
        },
        async foretellPermissions(question, signal) {
            const { foretellPermissions } = await __webpack_require__.e(/* import() */ 36).then(__webpack_require__.bind(__webpack_require__, 78036));
            return foretellPermissions(await iam(), question, options.role?.arn, signal);
        },
        async observeRecoveries(sourceServerIds, signal) {
            const { observeRecoveries } = await __webpack_require__.e(/* import() */ 683).then(__webpack_require__.bind(__webpack_require__, 83683));
            return observeRecoveries(await drs(), await ec2(), sourceServerIds, signal);
        },
        async startJob(servers, isDrill, tags, signal, snapshots = {}) {
            const { toJobSighting } = await __webpack_require__.e(/* import() */ 699).then(__webpack_require__.bind(__webpack_require__, 16699));
            const sourceServers = servers.map((sourceServerID) => {
                const recoverySnapshotID = snapshots[sourceServerID];
                return { sourceServerID, ...(recoverySnapshotID !== undefined && { recoverySnapshotID }) };
            });
            const job = await (await drs()).startRecovery({ sourceServers, isDrill, tags: (0,job_tags/* toAwsTags */.Ez)(tags) }, signal);
            const sighting = job && toJobSighting(job);
            if (sighting === undefined)
                throw (0,aws_failure/* incompleteAnswer */.pv)('drs:StartRecovery', 'it names no job');
            return sighting;
        },
        async observeJobs(jobIds, signal) {
            const { toJobSighting } = await __webpack_require__.e(/* import() */ 699).then(__webpack_require__.bind(__webpack_require__, 16699));
            return (await (await drs()).jobs(jobIds, signal)).flatMap((job) => toJobSighting(job) ?? []);
        },
        async readJobLog(jobId, signal) {
            const { toJobLog } = await __webpack_require__.e(/* import() */ 267).then(__webpack_require__.bind(__webpack_require__, 96267));
            return toJobLog(await (await drs()).jobLog(jobId, signal));
        },
        async observeInstances(questions, signal) {
            const { observeInstances } = await __webpack_require__.e(/* import() */ 83).then(__webpack_require__.bind(__webpack_require__, 60083));
            return observeInstances(await drs(), await ec2(), questions, signal);
        },
        async listInstances(executionId, known, signal) {
            const { listInstances } = await __webpack_require__.e(/* import() */ 426).then(__webpack_require__.bind(__webpack_require__, 21426));
            const now = options.clock.now();
            const since = (0,timestamp/* addSeconds */.ps)(now, -SURVEY_SECONDS);
            return listInstances(await drs(), await ec2(), { executionId, since, now, known }, signal);
        },
        async terminateInstances(recoveryInstanceIds, signal) {
            const { toJobSighting } = await __webpack_require__.e(/* import() */ 699).then(__webpack_require__.bind(__webpack_require__, 16699));
            const job = await (await drs()).terminateRecoveryInstances([...recoveryInstanceIds], signal);
            const sighting = job && toJobSighting(job);
            if (sighting === undefined)
                throw (0,aws_failure/* incompleteAnswer */.pv)('drs:TerminateRecoveryInstances', 'it names no job');
            return sighting;
        },
        async describeDocuments(questions, signal) {
            const { toDocumentSighting } = await __webpack_require__.e(/* import() */ 411).then(__webpack_require__.bind(__webpack_require__, 52792));
            const client = await ssm();
            const limit = (0,p_limit/* default */.A)(CONCURRENT_DOCUMENTS);
            return Promise.all(questions.map((question) => limit(async () => toDocumentSighting(question, await client.document(question.document, question.documentVersion, signal)))));
        },
        async startAutomation(request, signal) {
            return (await ssm()).start(request, signal);
        },
        async observeAutomation(automationExecutionId, signal) {
            const { toAutomationSighting } = await __webpack_require__.e(/* import() */ 411).then(__webpack_require__.bind(__webpack_require__, 52792));
            return toAutomationSighting(await (await ssm()).automation(automationExecutionId, signal));
        },
        async stopAutomation(automationExecutionId, signal) {
            await (await ssm()).stop(automationExecutionId, signal);
        },
        counts() {
            return connection.counter.read();
        }
    };
}

// EXTERNAL MODULE: ./build/src/version.js
var version = __webpack_require__(28009);
// EXTERNAL MODULE: ./build/src/action/system-clock.js
var system_clock = __webpack_require__(90812);
;// CONCATENATED MODULE: ./build/src/action/service.js






/** AWS in a Region, with the role of the inputs or the machine's own credentials. No call is made yet. */
function createService(inputs, region, run, environment) {
    return createRecoveryService({
        region,
        clock: system_clock/* systemClock */.m,
        userAgent: `drs-drill/${version/* version */.r} run/${run.runId ?? 'local'}`,
        ...(inputs.role === undefined
            ? {}
            : {
                role: {
                    arn: inputs.role.arn,
                    sessionName: inputs.role.sessionName ?? `drs-drill-${run.runId ?? 'local'}`.slice(0, 64),
                    durationSeconds: inputs.role.durationSeconds,
                    fetchToken: tokenFetcher(inputs.role, environment),
                    mask: (secret) => {
                        core.setSecret(secret);
                    }
                }
            })
    });
}
/** Asks GitHub for a new token each time; only jobs that may ask have the runner's variables for it. */
function tokenFetcher({ audience }, environment) {
    const url = environment['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '';
    const requestToken = environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '';
    return async () => {
        if (url !== '' && requestToken !== '')
            return fetchGitHubToken({ url, requestToken }, audience);
        throw new failure/* FailedCall */.oD({
            class: 'credentials',
            operation: 'sts:AssumeRoleWithWebIdentity',
            message: 'GitHub gives this job no OIDC token for the role: add "permissions: { id-token: write, contents: read }" to the ' +
                'job (a pull request from a fork never gets one)'
        });
    };
}


/***/ }),

/***/ 20129:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ watchSignals)
/* harmony export */ });
/** The exit codes that a shell gives a process ended by them: 128 and the signal's number. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 };
/**
 * Waits for SIGINT and SIGTERM. The first, whichever it is, asks the drill to end: `aborted` is aborted and `onFirst` is
 * called with the signal's name. The second ends the process at once, with the exit code that a shell would give it
 * (130 or 143). A runner that cancels sends SIGINT, SIGTERM 7.5 seconds later, and kills 2.5 seconds after that.
 */
function watchSignals(onFirst, source = process) {
    const controller = new AbortController();
    const receive = (signal) => {
        if (controller.signal.aborted) {
            source.exit(exitCodes[signal]);
            return;
        }
        controller.abort(signal);
        onFirst(signal);
    };
    source.on('SIGINT', receive);
    source.on('SIGTERM', receive);
    return {
        aborted: controller.signal,
        dispose: () => {
            source.removeListener('SIGINT', receive);
            source.removeListener('SIGTERM', receive);
        }
    };
}


/***/ }),

/***/ 29049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ readHandedOver),
/* harmony export */   LZ: () => (/* binding */ saveState),
/* harmony export */   _p: () => (/* binding */ saveHandedOver),
/* harmony export */   un: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(91659);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);


const name = 'drs-drill';
const handedOverName = 'drs-drill-handed-over';
/**
 * What the post step has to know to find the journal again; everything else is in the journal. It passes through a file
 * of the runner: never a secret.
 */
const postState = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    executionId: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    /** Absolute path. */
    evidenceFolder: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    /** When the execution was opened: with the ID, it tells this step's journal from that of another step. */
    openedAt: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
});
/** Hands the state to the post step; outside GitHub Actions (no GITHUB_STATE) there is none. Throws when it cannot. */
function saveState(state, environment = process.env) {
    if ((environment['GITHUB_STATE'] ?? '') === '')
        return;
    _actions_core__WEBPACK_IMPORTED_MODULE_0__.saveState(name, JSON.stringify(postState.parse(state)));
}
/** What main saved; undefined when it ended before that, or the text is not what main writes. */
function readState(environment = process.env) {
    try {
        return postState.parse(JSON.parse(environment[`STATE_${name}`] ?? ''));
    }
    catch {
        return undefined;
    }
}
/** What main has given GitHub of its execution, so that post gives the rest, and nothing twice. */
const handedOver = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    /** SHA-256 of the `SHA256SUMS` that was uploaded; `impossible` where this job can upload nothing. */
    artifact: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
    /** Where that artifact is to be seen. */
    artifactUrl: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
    /** Whether the plan's issue was told. */
    issue: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(true).optional()
});
/** Tells the post step; what is told later takes the place of what was told before. Never throws. */
function saveHandedOver(state, environment = process.env) {
    if ((environment['GITHUB_STATE'] ?? '') === '')
        return;
    try {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__.saveState(handedOverName, JSON.stringify(handedOver.parse(state)));
    }
    catch {
        // Then post does it once more, under a name of its own.
    }
}
/** What main had handed over when it ended. */
function readHandedOver(environment = process.env) {
    try {
        return handedOver.parse(JSON.parse(environment[`STATE_${handedOverName}`] ?? ''));
    }
    catch {
        return {};
    }
}


/***/ }),

/***/ 90812:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ goOnFrom),
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
/* harmony import */ var _drill_timestamp_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47291);

/** The longest that one timer may run: setTimeout takes 2^31 milliseconds, and a machine that slept is noticed. */
const longestTimerMilliseconds = 60_000;
/** By how much the machine's clock was set back so far, and what was last read from it. */
let setBackMilliseconds = 0;
let lastMilliseconds = 0;
/**
 * The machine's clock, that never goes back: were it set back by an hour, a drill would wait for an hour without a word.
 * What it jumps ahead is taken for time that has passed, as when the machine slept.
 */
const systemClock = {
    now: () => (0,_drill_timestamp_js__WEBPACK_IMPORTED_MODULE_0__/* .timestampOf */ .U_)(milliseconds()),
    async sleepUntil(until, signal) {
        for (;;) {
            const left = Date.parse(until) - milliseconds();
            if (left <= 0 || signal.aborted)
                return;
            await pause(Math.min(left, longestTimerMilliseconds), signal);
        }
    }
};
/** Lets the clock go on where that of the process before ended: it may have been set back since, too. */
function goOnFrom(at) {
    const ended = Date.parse(at);
    if (ended > lastMilliseconds)
        lastMilliseconds = ended;
}
function milliseconds() {
    const read = Date.now() + setBackMilliseconds;
    if (read < lastMilliseconds)
        setBackMilliseconds += lastMilliseconds - read;
    lastMilliseconds = Math.max(read, lastMilliseconds);
    return lastMilliseconds;
}
function pause(milliseconds, signal) {
    return new Promise((resolve) => {
        const wake = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', wake);
            resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        signal.addEventListener('abort', wake, { once: true });
    });
}


/***/ }),

/***/ 23863:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B3: () => (/* binding */ workspaceOf),
/* harmony export */   ol: () => (/* binding */ workflowRunOf),
/* harmony export */   t: () => (/* binding */ executionIdOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/**
 * The workflow run that GitHub's default variables describe; what is not set is left out.
 * `actor` is who started this attempt (GITHUB_TRIGGERING_ACTOR): a person who re-runs somebody else's run is the one who
 * runs this drill.
 * https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
function workflowRunOf(environment) {
    const value = (name) => nonEmpty(environment[name]);
    const attempt = Number(value('GITHUB_RUN_ATTEMPT'));
    return present({
        repository: value('GITHUB_REPOSITORY'),
        runId: value('GITHUB_RUN_ID'),
        attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : undefined,
        url: urlOf(environment),
        actor: value('GITHUB_TRIGGERING_ACTOR') ?? value('GITHUB_ACTOR'),
        event: value('GITHUB_EVENT_NAME'),
        ref: value('GITHUB_REF'),
        sha: value('GITHUB_SHA'),
        workflow: value('GITHUB_WORKFLOW'),
        job: value('GITHUB_JOB')
    });
}
/** The folder that relative paths start from: the runner's workspace; outside GitHub Actions the current folder. */
function workspaceOf(environment) {
    return nonEmpty(environment['GITHUB_WORKSPACE']) ?? process.cwd();
}
/** The longest value that an AWS tag takes. */
const longestTagValue = 256;
/** What an AWS tag value may not hold: it takes letters, digits, blanks and `+ - = . _ : / @`. */
const notInTagValues = /[^\p{L}\p{N} +\-=._:/@]/gu;
/**
 * The execution's ID: `<owner>-<repo>-<run id>-<plan>`, the same for every attempt of a workflow run, as an AWS tag value
 * can hold it. What had to be changed or cut for that ends in a hash of the whole, so that two IDs stay two.
 * Outside GitHub Actions it is `local-<chance>-<plan>`.
 *
 * @param chance some random letters and digits; used only where there is no workflow run
 */
function executionIdOf(run, planName, chance) {
    const origin = run.repository === undefined || run.runId === undefined
        ? `local-${chance}`
        : `${run.repository.replaceAll('/', '-')}-${run.runId}`;
    const wanted = `${origin}-${planName}`;
    const allowed = wanted.replaceAll(notInTagValues, '-').trim();
    if (allowed === wanted && allowed.length <= longestTagValue)
        return allowed;
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(wanted).digest('hex').slice(0, 12);
    // By characters, not by UTF-16 units: half a character is no letter.
    const head = Array.from(allowed)
        .slice(0, longestTagValue - hash.length - 1)
        .join('');
    return `${head.slice(0, longestTagValue - hash.length - 1)}-${hash}`;
}
function urlOf(environment) {
    const server = nonEmpty(environment['GITHUB_SERVER_URL']);
    const repository = nonEmpty(environment['GITHUB_REPOSITORY']);
    const runId = nonEmpty(environment['GITHUB_RUN_ID']);
    if (server === undefined || repository === undefined || runId === undefined)
        return undefined;
    const attempt = nonEmpty(environment['GITHUB_RUN_ATTEMPT']);
    return `${server}/${repository}/actions/runs/${runId}${attempt === undefined ? '' : `/attempts/${attempt}`}`;
}
function nonEmpty(text) {
    return text === undefined || text === '' ? undefined : text;
}
function present(values) {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}


/***/ }),

/***/ 85239:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ adviceOn),
/* harmony export */   v: () => (/* binding */ proxyRefusal)
/* harmony export */ });
/* harmony import */ var _error_class_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35676);
/* harmony import */ var _outside_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86722);
/* harmony import */ var _sdk_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30468);



/** What a proxy's 407 asks for. */
const proxyRefusal = 'The proxy does not accept its user and password (HTTP 407): correct them in HTTPS_PROXY or HTTP_PROXY, or name the ' +
    'hosts that are reached without it in NO_PROXY';
/** What a failure means, and what a user can do about it. */
function adviceOn(failureClass, error, { operation, region }) {
    switch (failureClass) {
        case 'throttled':
            return `AWS asks for fewer calls${waitOf(error)}`;
        case 'quota':
            return (`A service quota${error.quotaCode === undefined ? '' : ` (${(0,_outside_text_js__WEBPACK_IMPORTED_MODULE_1__/* .outsideText */ .F)(error.quotaCode, 40)})`} is used up: ` +
                `wait for other jobs to end, or ask for more in Service Quotas${waitOf(error)}`);
        case 'conflict':
            return 'DRS refuses this now: the server is in another job, or its state forbids it';
        case 'expired':
            return ('The AWS credentials have ended or are not accepted: set the input "role-to-assume", whose sessions are renewed ' +
                'for as long as the drill runs, or let the session of these last as long (role-duration-seconds of ' +
                'aws-actions/configure-aws-credentials)');
        case 'denied':
            return denial(missingAction(error.text) ?? operation, error.text);
        case 'not-found':
            return 'AWS does not know what was asked for';
        case 'uninitialised':
            return (`AWS Elastic Disaster Recovery was never initialised in ${region}: run "aws drs initialize-service --region ` +
                `${region}" once or open the DRS console there; or correct the Region`);
        case 'credentials':
            return credentialsAdvice(error.name);
        case 'invalid':
            return invalidAdvice(error, region);
        case 'unsent':
        case 'unavailable':
            return absence(error, region);
    }
}
function denial(action, text) {
    const isUser = /\barn:[\w-]+:iam::\d+:(?:user\/|root\b)/.test(text);
    const [who, whose] = isUser ? ['The credentials', "their user's policy"] : ['The role', "the role's policy"];
    return /explicit deny/i.test(text)
        ? `${who} may not call ${action}: an explicit Deny forbids it: remove that Deny (identity policy, permissions boundary or ` +
            'service control policy); an Allow does not help'
        : `${who} may not call ${action}: add ${action} to ${whose} (docs/iam/ has it whole)`;
}
/**
 * The IAM action that AWS's words name, which may be another than the one called: DRS acts with its caller's
 * permissions on EC2, and tags need `drs:TagResource`.
 */
function missingAction(text) {
    return (/not authorized to perform:?\s+([a-z0-9-]+:[A-Za-z0-9*]+)/.exec(text)?.[1] ??
        /\b((?:drs|ec2|iam|kms|sts|ssm):[A-Z][A-Za-z0-9]+)\b/.exec(text)?.[1]);
}
function credentialsAdvice(errorName) {
    if (/Skewed|InTheFuture/.test(errorName))
        return 'The clock of the runner is wrong: set it by NTP';
    if (/Signature|AuthFailure/.test(errorName)) {
        return "AWS does not accept the credentials: check access key, secret, session token and the runner's clock";
    }
    if (/Identity|IDP/.test(errorName)) {
        return "AWS does not accept the GitHub OIDC token: check the role's trust policy and the audience";
    }
    return ('There are no AWS credentials: set the input "role-to-assume", or run aws-actions/configure-aws-credentials in a ' +
        'step before this one; both in a job with "permissions: id-token: write"');
}
function invalidAdvice(error, region) {
    if ((0,_error_class_js__WEBPACK_IMPORTED_MODULE_0__/* .isRegionProblem */ .U)(error)) {
        return region === ''
            ? 'No AWS Region is given: set the input aws-region, such as "us-west-2"'
            : "This is no AWS Region: correct the input aws-region or the plan's region";
    }
    if (error.httpStatus === 407)
        return proxyRefusal;
    if (error.name === _sdk_error_js__WEBPACK_IMPORTED_MODULE_2__/* .INVALID_PROXY */ .PO)
        return 'Correct the URL of the proxy, such as "http://user:password@proxy.example:8080"';
    if (error.isForeign)
        return `${foreignAnswer(error)}: let the runner reach AWS`;
    return 'AWS does not accept the request';
}
/** Why there is no answer. The call may have been executed, whatever was the reason. */
function absence(error, region) {
    if (error.isForeign)
        return foreignAnswer(error);
    if (error.httpStatus !== undefined)
        return `AWS had an error (HTTP ${error.httpStatus})${waitOf(error)}`;
    const code = error.code ?? '';
    if (/^(?:ENOTFOUND|EAI_AGAIN)$/.test(code)) {
        return `The name of AWS's endpoint was not found: check the Region ("${region}"), and the runner's DNS and proxy`;
    }
    if (/^E(?:CONNREFUSED|HOSTUNREACH|NETUNREACH)$/.test(code)) {
        return "AWS's endpoint cannot be reached: check the runner's network and proxy";
    }
    return 'There was no answer from AWS';
}
function foreignAnswer({ httpStatus }) {
    const status = httpStatus === undefined ? '' : ` with HTTP ${httpStatus}`;
    return `The answer${status} is not from AWS, most likely from a proxy`;
}
function waitOf({ retryAfterSeconds }) {
    return retryAfterSeconds === undefined ? '' : `; AWS asks to wait ${retryAfterSeconds} s`;
}


/***/ }),

/***/ 36400:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ CallCounter),
/* harmony export */   z: () => (/* binding */ eachAttempt)
/* harmony export */ });
/* harmony import */ var _error_class_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35676);
/* harmony import */ var _sdk_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(30468);


/**
 * Where in an SDK's stack an attempt is seen: within its retries, with the answer read. Both stacks know these words.
 */
const eachAttempt = { step: 'finalizeRequest', priority: 'low', name: 'drsDrillEachAttempt' };
/** Counts the attempts of all clients. */
class CallCounter {
    #calls = new Map();
    #throttled = 0;
    #retried = 0;
    read() {
        return { calls: Object.fromEntries(this.#calls), throttled: this.#throttled, retried: this.#retried };
    }
    /** A call is sent again. */
    countRetry() {
        this.#retried += 1;
    }
    /**
     * A middleware for `client.middlewareStack.add(…, eachAttempt)`, fit for both stacks. Besides counting it refuses web
     * pages, and tells the SDK the HTTP status of an answer that could not be parsed, so that a gateway's 502 is
     * repeated.
     *
     * @param service prefix of the service's IAM actions, such as `drs`
     */
    middleware(service) {
        return (next, context) => {
            const action = `${service}:${(context.commandName ?? 'unknown').replace(/Command$/, '')}`;
            let attempts = 0;
            return async (args) => {
                attempts += 1;
                if (attempts > 1)
                    this.#retried += 1;
                this.#calls.set(action, (this.#calls.get(action) ?? 0) + 1);
                try {
                    const result = await next(args);
                    refuseWebPage(result.response);
                    return result;
                }
                catch (thrown) {
                    const error = (0,_sdk_error_js__WEBPACK_IMPORTED_MODULE_1__/* .readSdkError */ .RD)(thrown);
                    if ((0,_error_class_js__WEBPACK_IMPORTED_MODULE_0__/* .classOf */ .K)(error) === 'throttled')
                        this.#throttled += 1;
                    tellStatus(thrown, error.httpStatus);
                    throw thrown;
                }
            };
        };
    }
}
function refuseWebPage(response) {
    if (!(0,_sdk_error_js__WEBPACK_IMPORTED_MODULE_1__/* .isWebPage */ .AA)((0,_sdk_error_js__WEBPACK_IMPORTED_MODULE_1__/* .property */ .MZ)(response, 'headers')))
        return;
    const error = new Error('an HTML page instead of an answer of AWS');
    error.name = _sdk_error_js__WEBPACK_IMPORTED_MODULE_1__/* .FOREIGN_ANSWER */ .uT;
    throw Object.assign(error, { $response: response });
}
function tellStatus(thrown, httpStatus) {
    if (typeof thrown !== 'object' || thrown === null || httpStatus === undefined)
        return;
    const metadata = (0,_sdk_error_js__WEBPACK_IMPORTED_MODULE_1__/* .property */ .MZ)(thrown, '$metadata');
    Object.assign(thrown, { $metadata: { ...metadata, httpStatusCode: httpStatus } });
}


/***/ }),

/***/ 51715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ Connection),
  q: () => (/* binding */ lazily)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./node_modules/@smithy/node-http-handler/dist-cjs/index.js
var dist_cjs = __webpack_require__(61279);
// EXTERNAL MODULE: ./build/src/drill/failure.js
var drill_failure = __webpack_require__(44817);
// EXTERNAL MODULE: ./build/src/aws/call-counts.js
var call_counts = __webpack_require__(36400);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-sts/dist-cjs/index.js
var client_sts_dist_cjs = __webpack_require__(71695);
// EXTERNAL MODULE: ./build/src/aws/failure.js
var aws_failure = __webpack_require__(22529);
// EXTERNAL MODULE: ./build/src/aws/sdk-error.js
var sdk_error = __webpack_require__(30468);
// EXTERNAL MODULE: ./build/src/aws/outside-text.js
var outside_text = __webpack_require__(86722);
;// CONCATENATED MODULE: ./build/src/aws/web-identity-token.js

/** GitHub's issuer; GitHub Enterprise Server has its own, which the token names. */
const gitHub = 'https://token.actions.githubusercontent.com';
/** Reads the claims that a trust policy compares (RFC 7519). Nothing is verified: AWS does that. Never throws. */
function describeToken(token) {
    const claims = payloadOf(token);
    const text = (name, otherwise) => {
        const value = claims[name];
        return typeof value === 'string' ? (0,outside_text/* outsideText */.F)(value, 300) : otherwise;
    };
    return { sub: text('sub', 'repo:OWNER/REPO:…'), aud: text('aud', 'sts.amazonaws.com'), iss: text('iss', gitHub) };
}
function payloadOf(token) {
    try {
        const value = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
        return typeof value === 'object' && value !== null ? { ...value } : {};
    }
    catch {
        return {};
    }
}

;// CONCATENATED MODULE: ./build/src/aws/assumed-role.js






const operation = 'sts:AssumeRoleWithWebIdentity';
/** A clock that is wrong by less is none of our business: sessions are renewed well ahead of their end. */
const skewSeconds = 60;
/**
 * Asks for a new session of the role (AssumeRoleWithWebIdentity, AWS STS API reference).
 *
 * @throws FailedCall: of a class that does not pass where token, trust policy or request are wrong, with what to change;
 *   `unsent` where GitHub or STS did not answer
 */
async function assumeRole(role, region, config, counter) {
    const token = await role.fetchToken();
    role.mask(token);
    const client = new client_sts_dist_cjs/* STSClient */.iM(config);
    let serverTime;
    client.middlewareStack.add(counter.middleware('sts'), call_counts/* eachAttempt */.z);
    client.middlewareStack.add((next) => async (args) => {
        const result = await next(args);
        serverTime = timeOf(result.response);
        return result;
    }, { ...call_counts/* eachAttempt */.z, name: 'drsDrillServerTime' });
    try {
        const { Credentials: session } = await client.send(new client_sts_dist_cjs/* AssumeRoleWithWebIdentityCommand */.WH({
            RoleArn: role.arn,
            RoleSessionName: role.sessionName,
            DurationSeconds: role.durationSeconds,
            WebIdentityToken: token
        }));
        const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = session ?? {};
        if (!AccessKeyId || !SecretAccessKey || !SessionToken)
            throw new Error('STS answered without credentials');
        for (const secret of [AccessKeyId, SecretAccessKey, SessionToken])
            role.mask(secret);
        const expiration = byOwnClock(Expiration, serverTime);
        return {
            accessKeyId: AccessKeyId,
            secretAccessKey: SecretAccessKey,
            sessionToken: SessionToken,
            ...(expiration !== undefined && { expiration })
        };
    }
    catch (thrown) {
        throw explained(thrown, role, region, token);
    }
    finally {
        client.destroy();
    }
}
/** When the answer was given, by AWS's clock (its Date header). */
function timeOf(response) {
    const date = (0,sdk_error/* property */.MZ)((0,sdk_error/* property */.MZ)(response, 'headers'), 'date');
    const time = typeof date === 'string' ? Date.parse(date) : Number.NaN;
    return Number.isNaN(time) ? undefined : time;
}
/** The session's end by this machine's clock: a wrong one must neither renew at every call nor far too late. */
function byOwnClock(expiration, serverTime) {
    if (!(expiration instanceof Date) || Number.isNaN(expiration.getTime()))
        return undefined;
    const skew = serverTime === undefined ? 0 : Date.now() - serverTime;
    return Math.abs(skew) < skewSeconds * 1000 ? expiration : new Date(expiration.getTime() + skew);
}
function explained(thrown, role, region, token) {
    const error = (0,sdk_error/* readSdkError */.RD)(thrown);
    const failure = (0,aws_failure/* toFailure */.w2)(thrown, { operation, region });
    const advice = adviceOn(failure, error, role, token);
    // AWS asks GitHub for its keys, which fails now and then under AWS's name for a wrong token
    // (aws/aws-cli issue 7194, aws-actions/configure-aws-credentials issue 299).
    const passes = (0,drill_failure/* isPassing */.WG)(failure) || /verification key/i.test(error.text);
    const message = passes || advice === undefined
        ? `No session of ${role.arn} could be had: ${failure.message}`
        : `${advice} (${(0,aws_failure/* wordsOf */.Z9)(error)})`;
    return new drill_failure/* FailedCall */.oD({ ...failure, class: passes ? 'unsent' : failure.class, message }, { cause: thrown });
}
/** What to change, by AWS's own words: STS has one name for several reasons. */
function adviceOn(failure, { text }, role, token) {
    if (/DurationSeconds|MaxSessionDuration/.test(text)) {
        return (`Role ${role.arn} does not allow sessions of ${String(role.durationSeconds)} s: lower the input ` +
            `"role-duration-seconds" (sessions are renewed by themselves), or raise the role's maximum session duration`);
    }
    if (/ARN is invalid/i.test(text))
        return `AWS does not accept ${role.arn}: correct the input "role-to-assume"`;
    const { sub, aud, iss } = describeToken(token);
    if (/No OpenIDConnect provider/i.test(text)) {
        return (`The account of ${role.arn} has no OIDC provider for ${iss}: create it in IAM with that URL and the ` +
            `audience "${aud}" (docs/iam/)`);
    }
    if (/audience/i.test(text)) {
        return (`The OIDC provider of the account of ${role.arn} does not know the audience "${aud}": add "${aud}" to its ` +
            'audiences, or set the input "audience" to one that it has');
    }
    if (failure.class !== 'denied')
        return undefined;
    const issuer = iss.replace(/^https:\/\//, '');
    const environment = sub.includes(':environment:')
        ? ''
        : '; where the policy is bound to an environment, the job needs "environment:"';
    return (`Role ${role.arn} does not let this job in, or does not exist: its trust policy must allow ` +
        `sts:AssumeRoleWithWebIdentity where "${issuer}:sub" is "${sub}" and "${issuer}:aud" is "${aud}"; see ` +
        `docs/iam/trust-policy.json${environment}`);
}

;// CONCATENATED MODULE: ./build/src/aws/credentials.js
/**
 * The credentials that the machine has: environment, profile, web identity, container, instance metadata (Setting
 * credentials in Node.js, AWS SDK for JavaScript developer guide). Loaded when the first call asks for them, and looked
 * for anew each time, so that a profile or an instance role can be renewed.
 *
 * @param clientConfig for the clients of STS and SSO that some of them need
 */
function ambientCredentials(clientConfig) {
    return async () => {
        const { fromNodeProviderChain } = await __webpack_require__.e(/* import() */ 719).then(__webpack_require__.t.bind(__webpack_require__, 29719, 19));
        return fromNodeProviderChain({ clientConfig: clientConfig() })();
    };
}
/** Whether the machine's credentials are plain keys in the environment, which nobody renews. A profile goes before them. */
function areStatic(environment) {
    const isSet = (name) => (environment[name] ?? '') !== '';
    return isSet('AWS_ACCESS_KEY_ID') && isSet('AWS_SECRET_ACCESS_KEY') && !isSet('AWS_PROFILE');
}

;// CONCATENATED MODULE: ./build/src/aws/deadline.js
/**
 * Sends a call that ends, whatever the SDK, a socket or a credentials provider does: with its own outcome, at once when
 * `signal` is aborted (AbortError), or after `seconds` (TimeoutError). What still runs then is aborted and forgotten:
 * the SDKs' pauses between attempts hear no signal.
 */
function withinDeadline(signal, seconds, send) {
    return new Promise((resolve, reject) => {
        const call = new AbortController();
        const settle = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', cancel);
        };
        const stop = (name, message) => {
            settle();
            reject(Object.assign(new Error(message), { name }));
            call.abort();
        };
        const cancel = () => {
            stop('AbortError', 'cancelled before AWS had answered');
        };
        const timer = setTimeout(() => {
            stop('TimeoutError', `no answer within ${String(Number(seconds.toFixed(2)))} seconds`);
        }, seconds * 1000);
        signal.addEventListener('abort', cancel, { once: true });
        if (signal.aborted) {
            cancel();
            return;
        }
        // In a promise, so that a client that cannot even be made fails like a call.
        void Promise.resolve()
            .then(() => send(call.signal))
            .then(resolve, reject)
            .finally(settle);
    });
}

// EXTERNAL MODULE: ./build/src/aws/proxy.js
var proxy = __webpack_require__(54475);
;// CONCATENATED MODULE: ./build/src/aws/retry.js
const shortestSeconds = 0.2;
const longestSeconds = 8;
/**
 * How long to wait before a call that changes nothing is sent again; undefined when it is not to be. Full jitter ('Timeouts,
 * retries, and backoff with jitter', Amazon Builders' Library), and never sooner than AWS asks.
 *
 * @param attempt the attempt that failed, counted from 1
 * @param chance a random number in [0, 1)
 */
function pauseBefore(failure, attempt, chance = Math.random()) {
    if (failure.class !== 'throttled' && failure.class !== 'unavailable' && failure.class !== 'unsent')
        return undefined;
    const jittered = chance * Math.min(longestSeconds, shortestSeconds * 2 ** attempt);
    return Math.max(jittered, failure.retryAfterSeconds ?? 0);
}

;// CONCATENATED MODULE: ./build/src/aws/shared-credentials.js
/** Sessions are renewed so long before they end, so that a call that takes its time does not outlive them. */
const renewalMarginSeconds = 300;
/** After a renewal ahead of time that failed, the next is tried no sooner; after each further one it is twice as long. */
const shortestPauseSeconds = 5;
const longestPauseSeconds = 60;
/**
 * Clients keep credentials until five minutes before their end. What they are handed ends sooner than that for them, so
 * that each asks here before every call, and none goes on with a session that was replaced.
 */
const rememberedByClientsSeconds = 60;
/**
 * The credentials of all clients. It alone remembers them: however many calls ask at once, there is one renewal at a time,
 * ahead of the session's end. While such a renewal fails, the session that still lives is handed out.
 */
class SharedCredentials {
    #source;
    #now;
    #session;
    #renewal;
    #failures = 0;
    #failedAt = 0;
    #generation = 0;
    /**
     * @param source asked for new credentials whenever they are due
     * @param now milliseconds since the epoch
     */
    constructor(source, now = () => Date.now()) {
        this.#source = source;
        this.#now = now;
    }
    /** Counts the sessions so far; 0 until there is one. */
    get generation() {
        return this.#generation;
    }
    /** When the present session ends; undefined when that is not known, or before the first call. */
    get expiration() {
        return this.#session?.credentials.expiration;
    }
    /** For the SDK's clients. Throws what the source throws when there is no session that lives. */
    provide = async () => {
        const { credentials } = await this.#live();
        return { ...credentials, expiration: new Date(this.#now() + rememberedByClientsSeconds * 1000) };
    };
    /**
     * Makes sure that there is a session that lives, and tells which: a call that is sent then, and refused, was sent with
     * it or with a later one. Throws what the source throws when there is none.
     */
    async ready() {
        await this.#live();
        return this.#generation;
    }
    /** AWS refused the credentials of this generation: renews them, unless that has been done since. */
    async renewAfter(generation) {
        if (this.#generation === generation)
            await this.#renew();
    }
    async #live() {
        const session = this.#session;
        if (session === undefined || this.#isOver(session))
            return this.#renew();
        // Ahead of time and in the background: who asks now has a session that lives.
        if (this.#isDue(session))
            this.#renew().catch(() => undefined);
        return session;
    }
    #renew() {
        this.#renewal ??= this.#obtain().finally(() => {
            this.#renewal = undefined;
        });
        return this.#renewal;
    }
    async #obtain() {
        try {
            const credentials = await this.#source();
            const obtainedAt = this.#now();
            this.#session = { credentials, obtainedAt, endsAt: endOf(credentials, obtainedAt) };
            this.#generation += 1;
            this.#failures = 0;
            return this.#session;
        }
        catch (thrown) {
            this.#failures += 1;
            this.#failedAt = this.#now();
            throw thrown;
        }
    }
    #isOver({ endsAt }) {
        return endsAt !== undefined && endsAt <= this.#now();
    }
    #isDue({ obtainedAt, endsAt }) {
        if (endsAt === undefined || this.#pauses())
            return false;
        // Of a session that is shorter than the margin, two thirds are used.
        const margin = Math.min(renewalMarginSeconds * 1000, (endsAt - obtainedAt) / 3);
        return this.#now() >= endsAt - margin;
    }
    /** Whether the last renewal failed only just now. */
    #pauses() {
        if (this.#failures === 0)
            return false;
        const pause = Math.min(longestPauseSeconds, shortestPauseSeconds * 2 ** (this.#failures - 1));
        const since = this.#now() - this.#failedAt;
        // A clock that was set back must not make the pause last.
        return since >= 0 && since < pause * 1000;
    }
}
/**
 * What is over before it begins was not renewed by anybody, or the clock is wrong: AWS has the last word on it. It is
 * handed out for a while, so that not every call asks the source again.
 */
function endOf({ expiration }, obtainedAt) {
    const end = expiration?.getTime();
    if (end === undefined || Number.isNaN(end))
        return undefined;
    return end > obtainedAt ? end : obtainedAt + longestPauseSeconds * 1000;
}

;// CONCATENATED MODULE: ./build/src/aws/connection.js












const defaultTimeouts = { connectSeconds: 5, attemptSeconds: 15, callSeconds: 30 };
/** Attempts of a read within its call; the drill itself asks again later. */
const READ_ATTEMPTS = 4;
/** Attempts within one renewal of a session; the call that waits for it asks again. */
const RENEWAL_ATTEMPTS = 2;
/** What all clients have in common; `connection.clientConfig` fits both SDK stacks. */
class Connection {
    region;
    counter = new call_counts/* CallCounter */.X();
    #credentials;
    #areStatic;
    #userAgent;
    #timeouts;
    #sleep;
    constructor({ region, role, credentials, userAgent, timeouts, sleep = pause }) {
        this.region = region;
        this.#sleep = sleep;
        this.#userAgent = userAgent;
        this.#timeouts = { ...defaultTimeouts, ...timeouts };
        this.#areStatic = role === undefined && credentials === undefined && areStatic(process.env);
        const config = () => this.#config(RENEWAL_ATTEMPTS, false, undefined);
        const assumed = role && (() => assumeRole(role, region, config(), this.counter));
        this.#credentials = new SharedCredentials(credentials ?? assumed ?? ambientCredentials(config));
    }
    /** When the credentials end, where that is known and nobody renews them. */
    get credentialsEnd() {
        return this.#areStatic ? this.#credentials.expiration : undefined;
    }
    /** For clients whose calls change nothing and may be repeated at will; `call` repeats them. */
    readConfig = lazily(() => this.#config(1, true, this.#credentials.provide));
    /**
     * For calls that must never be sent twice. Each gets a connection of its own: one that was kept may have been closed
     * by the other end, and then nobody could say whether the call arrived.
     */
    onceConfig = lazily(() => this.#config(1, false, this.#credentials.provide));
    /**
     * Sends a call that changes nothing. What passes is tried again, with full jitter and at AWS's own pace, until the time
     * for a call is over; the drill itself asks again later. Credentials that AWS refuses are renewed once.
     *
     * @throws FailedCall alone
     */
    async call(operation, signal, send) {
        const isCancelled = () => signal.aborted;
        const began = performance.now();
        const secondsLeft = () => this.#timeouts.callSeconds - (performance.now() - began) / 1000;
        for (let attempt = 1;; attempt += 1) {
            try {
                return await this.#send(operation, signal, secondsLeft, send);
            }
            catch (thrown) {
                const failed = (0,aws_failure/* failedCall */.mG)(thrown, { operation, region: this.region });
                const pause = attempt < READ_ATTEMPTS ? pauseBefore(failed.failure, attempt) : undefined;
                if (pause === undefined || pause >= secondsLeft() || isCancelled())
                    throw failed;
                await this.#sleep(pause * 1000, signal);
                if (isCancelled())
                    throw failed;
                this.counter.countRetry();
            }
        }
    }
    /**
     * Sends one call, and repeats it only when AWS refused its signature and there is a better one to be had: then it was
     * not executed.
     *
     * @throws FailedCall alone; of the class `unsent` where it was never sent
     */
    async callOnce(operation, signal, send) {
        return this.#send(operation, signal, () => this.#timeouts.callSeconds, send);
    }
    async #send(operation, signal, secondsLeft, send) {
        const context = { operation, region: this.region };
        // The name becomes part of a host's name, and not every SDK checks it before it signs and sends.
        if (!/^[a-z0-9-]+$/.test(this.region)) {
            throw (0,aws_failure/* failedCall */.mG)(new Error(this.region === '' ? 'Region is missing' : 'Invalid region'), context);
        }
        // Before the call and by itself: whatever goes wrong here, nothing was sent.
        const generation = await this.#authenticate(operation, signal, secondsLeft, () => this.#credentials.ready());
        const attempt = () => withinDeadline(signal, secondsLeft(), send);
        try {
            return await attempt();
        }
        catch (thrown) {
            const refused = (0,aws_failure/* failedCall */.mG)(thrown, context);
            const isExpired = refused.failure.class === 'expired';
            // Where the clock is wrong the SDK says so with every error, of calls that AWS has executed too.
            const isMisdated = refused.failure.class === 'credentials' && isClockCorrected(thrown);
            if (signal.aborted || !(isExpired || isMisdated))
                throw refused;
            if (isExpired) {
                await this.#authenticate(operation, signal, secondsLeft, () => this.#credentials.renewAfter(generation));
            }
        }
        this.counter.countRetry();
        try {
            return await attempt();
        }
        catch (thrown) {
            throw (0,aws_failure/* failedCall */.mG)(thrown, context);
        }
    }
    /** Asks for credentials. That there were some before shows that there can be: a drill that runs is not given up. */
    async #authenticate(operation, signal, secondsLeft, ask) {
        try {
            return await withinDeadline(signal, secondsLeft(), ask);
        }
        catch (thrown) {
            const failed = (0,aws_failure/* failedCall */.mG)(thrown, { operation, region: this.region });
            const { failure } = failed;
            if (!(0,drill_failure/* isPassing */.WG)(failure) && this.#credentials.generation === 0)
                throw failed;
            const what = this.#credentials.generation === 0
                ? 'There are no AWS credentials yet'
                : 'The AWS credentials could not be renewed';
            const message = thrown instanceof drill_failure/* FailedCall */.oD ? failure.message : `${what}: ${failure.message}`;
            throw new drill_failure/* FailedCall */.oD({ ...failure, class: 'unsent', message }, { cause: thrown });
        }
    }
    #config(maxAttempts, keepAlive, credentials) {
        const { connectSeconds, attemptSeconds } = this.#timeouts;
        const agent = new proxy/* EnvironmentProxyAgent */.F({ keepAlive });
        return {
            region: this.region,
            ...(credentials !== undefined && { credentials }),
            maxAttempts,
            retryMode: 'standard',
            ...(this.#userAgent !== undefined && { customUserAgent: pairsOf(this.#userAgent) }),
            // Also for client-drs, whose own older handler limits silence, not time, and leaves its timers running.
            requestHandler: new dist_cjs.NodeHttpHandler({
                connectionTimeout: connectSeconds * 1000,
                requestTimeout: attemptSeconds * 1000,
                throwOnRequestTimeout: true,
                httpAgent: agent,
                httpsAgent: agent
            })
        };
    }
}
async function pause(milliseconds, signal) {
    await (0,promises_.setTimeout)(milliseconds, undefined, { signal }).catch(() => undefined);
}
/** Whether the SDK found the machine's clock wrong, and signs by AWS's from now on. */
function isClockCorrected(thrown) {
    return (0,sdk_error/* property */.MZ)((0,sdk_error/* property */.MZ)(thrown, '$metadata'), 'clockSkewCorrected') === true;
}
/** As one string the SDKs would take `a/1 b/2` for a single product. */
function pairsOf(userAgent) {
    return userAgent.split(' ').map((product) => {
        const [name = '', version] = product.split('/');
        return version === undefined ? [name] : [name, version];
    });
}
/** Makes a thing when it is first asked for, and keeps it. */
function lazily(make) {
    let made;
    return () => (made ??= make());
}


/***/ }),

/***/ 35676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ classOf),
/* harmony export */   U: () => (/* binding */ isRegionProblem)
/* harmony export */ });
/* harmony import */ var _sdk_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30468);

/**
 * AWS's names of errors by what they mean (errors of each DRS operation, AWS DRS API reference; Error codes, Amazon EC2
 * API reference; Common errors, AWS STS API reference). A name that is not here is judged by its HTTP status.
 */
const namesOf = {
    throttled: [
        'ThrottlingException',
        'Throttling',
        'ThrottledException',
        'RequestLimitExceeded',
        'RequestThrottled',
        'RequestThrottledException',
        'TooManyRequestsException',
        'EC2ThrottledException',
        'BandwidthLimitExceeded',
        'SlowDown'
    ],
    quota: ['ServiceQuotaExceededException', 'LimitExceededException', 'AutomationExecutionLimitExceededException'],
    conflict: ['ConflictException'],
    expired: [
        'ExpiredTokenException',
        'ExpiredToken',
        'RequestExpired',
        'InvalidClientTokenId',
        // DRS's word for what STS calls InvalidClientTokenId.
        'UnrecognizedClientException'
    ],
    denied: ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation', 'UnauthorizedException'],
    'not-found': ['ResourceNotFoundException'],
    uninitialised: ['UninitializedAccountException'],
    credentials: [
        'CredentialsProviderError',
        'TokenProviderError',
        'MissingAuthenticationToken',
        'MissingAuthenticationTokenException',
        'MissingAuthToken',
        'AuthFailure',
        'IncompleteSignature',
        'IncompleteSignatureException',
        'InvalidSignatureException',
        'SignatureDoesNotMatch',
        'RequestTimeTooSkewed',
        'RequestInTheFuture',
        'InvalidIdentityToken',
        'InvalidIdentityTokenException',
        'IDPRejectedClaim',
        'IDPRejectedClaimException'
    ],
    invalid: [
        'ValidationException',
        'ValidationError',
        'InvalidParameterValue',
        'UnknownOperationException',
        _sdk_error_js__WEBPACK_IMPORTED_MODULE_0__/* .INVALID_PROXY */ .PO
    ],
    unavailable: [
        'InternalServerException',
        'InternalError',
        'InternalFailure',
        'ServiceUnavailable',
        'ServiceUnavailableException',
        'Unavailable',
        'RequestTimeout',
        'RequestTimeoutException',
        'TimeoutError',
        'AbortError',
        'IDPCommunicationError',
        'IDPCommunicationErrorException'
    ]
};
const classOfName = new Map(Object.entries(namesOf).flatMap(([failureClass, names]) => names.map((name) => [name, failureClass])));
/** What an error means. What nothing is known of may have been executed: `unavailable`. */
function classOf(error) {
    const named = classOfName.get(error.name);
    if (named !== undefined)
        return named;
    if (/NotFound(?:Exception)?$/.test(error.name) && !error.isForeign)
        return 'not-found';
    if (error.httpStatus === 429)
        return 'throttled';
    if (error.httpStatus !== undefined) {
        return error.httpStatus >= 400 && error.httpStatus < 500 ? 'invalid' : 'unavailable';
    }
    return isRegionProblem(error) ? 'invalid' : isMissingCredentials(error) ? 'credentials' : 'unavailable';
}
/** The SDKs throw plain errors for a Region that is missing or could not be part of a host's name. */
function isRegionProblem({ text }) {
    return /^Region (?:is missing|not accepted)|^Invalid (?:URL|region)\b/i.test(text);
}
/** They do the same for a provider that returned no credentials. */
function isMissingCredentials({ text }) {
    return /^(?:Resolved credential object is not valid|Credential is missing)/.test(text);
}


/***/ }),

/***/ 22529:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z9: () => (/* binding */ wordsOf),
/* harmony export */   mG: () => (/* binding */ failedCall),
/* harmony export */   pv: () => (/* binding */ incompleteAnswer),
/* harmony export */   w2: () => (/* binding */ toFailure)
/* harmony export */ });
/* harmony import */ var _drill_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44817);
/* harmony import */ var _advice_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85239);
/* harmony import */ var _error_class_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35676);
/* harmony import */ var _outside_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(86722);
/* harmony import */ var _sdk_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30468);





/** Advice and AWS's words together. */
const MAX_MESSAGE = 1500;
/**
 * Anything that a call to AWS can throw, as a `FailedCall` with one line that says what to do; the thrown thing is its
 * `cause`. What is a `FailedCall` already is returned as it is.
 */
function failedCall(thrown, context) {
    return thrown instanceof _drill_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .FailedCall */ .oD ? thrown : new _drill_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .FailedCall */ .oD(toFailure(thrown, context), { cause: thrown });
}
/** Which class of failure a thrown thing is, with one line of at most some 1,500 characters; never throws. */
function toFailure(thrown, context) {
    const error = (0,_sdk_error_js__WEBPACK_IMPORTED_MODULE_3__/* .readSdkError */ .RD)(thrown);
    const failureClass = (0,_error_class_js__WEBPACK_IMPORTED_MODULE_2__/* .classOf */ .K)(error);
    return {
        class: failureClass,
        operation: context.operation,
        message: (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_4__/* .outsideText */ .F)(`${(0,_advice_js__WEBPACK_IMPORTED_MODULE_1__/* .adviceOn */ .i)(failureClass, error, context)} (${wordsOf(error)})`, MAX_MESSAGE),
        ...(error.retryAfterSeconds !== undefined && { retryAfterSeconds: error.retryAfterSeconds })
    };
}
/** The failure for an answer without what it must hold: something may well have been done. */
function incompleteAnswer(operation, what) {
    return new _drill_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .FailedCall */ .oD({ class: 'unavailable', operation, message: `AWS's answer is incomplete: ${what}` });
}
/** AWS's own words as one line, without the SDK's note to its developers. */
function wordsOf({ name, text, code }) {
    const words = (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_4__/* .outsideText */ .F)(text.replace(/Deserialization error:[^]*/, ''));
    const label = (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_4__/* .outsideText */ .F)(name === '' ? (code ?? '') : name, 100);
    return label === '' || words.includes(label) ? words : `${label}: ${words}`;
}


/***/ }),

/***/ 14724:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ez: () => (/* binding */ toAwsTags),
/* harmony export */   WN: () => (/* binding */ isOfExecution),
/* harmony export */   j5: () => (/* binding */ waveOf)
/* harmony export */ });
const EXECUTION = 'drs-drill:execution';
const PLAN = 'drs-drill:plan';
const WAVE = 'drs-drill:wave';
/** The most characters a tag's value may have, and those it may not hold (Tagging AWS resources user guide). */
const MAX_VALUE = 256;
const forbidden = /[^\p{L}\p{N}\p{Zs}+\-=._:/@]/gu;
/** The tags of a job, by the names of contract section 5. */
function toAwsTags(tags) {
    return { [EXECUTION]: tagValue(tags.executionId), [PLAN]: tagValue(tags.plan), [WAVE]: tagValue(tags.wave) };
}
/** Whether a job with these tags was started by this execution. */
function isOfExecution(tags, executionId) {
    return tags?.[EXECUTION] === tagValue(executionId);
}
/** The wave that a job was started for. */
function waveOf(tags) {
    return tags?.[WAVE];
}
function tagValue(text) {
    return Array.from(text.replace(forbidden, '_')).slice(0, MAX_VALUE).join('');
}


/***/ }),

/***/ 86722:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ outsideText)
/* harmony export */ });
/** The most characters of AWS's own words that a message carries. */
const MAX_LENGTH = 1000;
/** Line breaks, control, format (bidi) characters and halves of surrogate pairs; nothing that a reader would miss. */
const harmful = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;
/** User and password of a URL, such as a proxy's; also of one that is not well-formed. */
const userInfo = /:\/\/(?:[^\s/?#]{0,300}@|[^\s@/]{0,300}:[^\s@]{0,300}@)/g;
/**
 * Words from outside (AWS, a proxy, a server's owner) as one line without control characters and without the user and
 * password of any URL, cut to `maxLength`. The layer that shows them escapes them for its place (log, Markdown, HTML).
 */
function outsideText(text, maxLength = MAX_LENGTH) {
    // Cut before the search, so that a page of megabytes costs no more than a line; again after, for the mark.
    const line = text
        .slice(0, maxLength * 4)
        .replace(harmful, ' ')
        .replace(userInfo, '://***@')
        .replace(/\s+/g, ' ')
        .trim();
    if (line.length <= maxLength)
        return line;
    return `${line.slice(0, maxLength).replace(harmful, '')}…`;
}


/***/ }),

/***/ 54475:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ EnvironmentProxyAgent)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44708);
/* harmony import */ var agent_base__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(319);
/* harmony import */ var http_proxy_agent__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28947);
/* harmony import */ var https_proxy_agent__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71566);
/* harmony import */ var proxy_from_env__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98182);
/* harmony import */ var _sdk_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(30468);







/**
 * Connects directly, or through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY (upper or lower case) name for the
 * host; a user and password in the proxy's URL are sent to the proxy.
 */
class EnvironmentProxyAgent extends agent_base__WEBPACK_IMPORTED_MODULE_2__/* .Agent */ .g6 {
    #keepAlive;
    #agents = new Map();
    constructor(options) {
        super(options);
        this.#keepAlive = options.keepAlive;
    }
    connect(request, options) {
        const { secureEndpoint } = options;
        const header = request.getHeader('host');
        const host = typeof header === 'string' ? header : (options.host ?? '');
        const proxy = (0,proxy_from_env__WEBPACK_IMPORTED_MODULE_5__/* .getProxyForUrl */ .T)(`${secureEndpoint ? 'https' : 'http'}://${host}/`);
        const key = `${String(secureEndpoint)} ${proxy}`;
        const agent = this.#agents.get(key) ?? makeAgent(secureEndpoint, proxy, this.#keepAlive);
        this.#agents.set(key, agent);
        return agent;
    }
}
function makeAgent(secure, proxy, keepAlive) {
    const options = { keepAlive };
    if (proxy === '')
        return secure ? new node_https__WEBPACK_IMPORTED_MODULE_1__.Agent(options) : new node_http__WEBPACK_IMPORTED_MODULE_0__.Agent(options);
    if (!isUsable(proxy)) {
        // Its text is nobody's business: it may hold a password.
        const variable = secure ? 'HTTPS_PROXY' : 'HTTP_PROXY';
        throw Object.assign(new Error(`the environment variable ${variable} names no proxy that can be used`), {
            name: _sdk_error_js__WEBPACK_IMPORTED_MODULE_6__/* .INVALID_PROXY */ .PO
        });
    }
    // A request without TLS has to be written anew for the proxy, which is not done on a connection that was kept.
    return secure ? new https_proxy_agent__WEBPACK_IMPORTED_MODULE_4__/* .HttpsProxyAgent */ .b(proxy, options) : new http_proxy_agent__WEBPACK_IMPORTED_MODULE_3__/* .HttpProxyAgent */ .s(proxy, { keepAlive: false });
}
function isUsable(proxy) {
    try {
        const { protocol, username, password } = new URL(proxy);
        // The agents decode them, and would fail on a "%" that stands for itself.
        decodeURIComponent(username + password);
        return protocol === 'http:' || protocol === 'https:';
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 30468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AA: () => (/* binding */ isWebPage),
/* harmony export */   MZ: () => (/* binding */ property),
/* harmony export */   PO: () => (/* binding */ INVALID_PROXY),
/* harmony export */   RD: () => (/* binding */ readSdkError),
/* harmony export */   uT: () => (/* binding */ FOREIGN_ANSWER)
/* harmony export */ });
/** Name of the error for an answer that is a web page, which the SDKs' XML parsers take for an empty list. */
const FOREIGN_ANSWER = 'ForeignAnswer';
/** Name of the error for a proxy's URL that cannot be used. */
const INVALID_PROXY = 'InvalidProxy';
/** Reads anything that was thrown; never throws itself. */
function readSdkError(thrown) {
    // Node wraps the failures of several addresses of one host in an AggregateError without a message.
    const error = firstOf(property(thrown, 'errors')) ?? thrown;
    const response = property(error, '$response');
    const text = textOf(error);
    const httpStatus = numberOf(property(property(error, '$metadata'), 'httpStatusCode')) ?? numberOf(property(response, 'statusCode'));
    // The older stack wraps what comes from another realm in an error that has only the words left.
    const code = stringOf(property(error, 'code')) ??
        stringOf(property(property(error, 'cause'), 'code')) ??
        /^AWS SDK error wrapper for .*\b(E[A-Z_]{4,})\b/.exec(text)?.[1];
    const headers = property(response, 'headers');
    const retryAfterSeconds = secondsOf(property(error, 'retryAfterSeconds')) ?? secondsOf(property(headers, 'retry-after'));
    const quotaCode = stringOf(property(error, 'quotaCode'));
    return {
        name: nameOf(error),
        text,
        ...(httpStatus !== undefined && { httpStatus }),
        ...(code !== undefined && { code }),
        ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
        ...(quotaCode !== undefined && { quotaCode }),
        isForeign: property(error, 'name') === FOREIGN_ANSWER || isWebPage(headers) || text.includes('Deserialization error')
    };
}
/** Whether the headers of an answer say that its body is a web page; no AWS API answers with one. */
function isWebPage(headers) {
    return /^text\/html\b/i.test(stringOf(property(headers, 'content-type')) ?? '');
}
/** A member of something that may be anything at all, a hostile proxy object included. */
function property(thing, key) {
    if ((typeof thing !== 'object' || thing === null) && typeof thing !== 'function')
        return undefined;
    try {
        return Reflect.get(thing, key);
    }
    catch {
        return undefined;
    }
}
/** The SDKs put the HTTP status or a word of their own where an answer names no error. */
const noName = /^(?:\d+|Error|TypeError|SyntaxError|AggregateError|Unknown|UnknownError|ForeignAnswer)$/;
function nameOf(error) {
    const name = stringOf(property(error, 'name')) ?? '';
    return noName.test(name) ? '' : name;
}
function textOf(error) {
    const message = typeof error === 'string' ? error : stringOf(property(error, 'message'));
    return message ?? stringOf(property(error, 'code')) ?? stringOf(property(error, 'name')) ?? 'unknown error';
}
function firstOf(list) {
    return Array.isArray(list) ? list[0] : undefined;
}
function stringOf(value) {
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
function numberOf(value) {
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
/** Seconds as a header gives them; a date or nonsense is left out. */
function secondsOf(value) {
    const seconds = typeof value === 'number' ? value : Number(stringOf(value) ?? Number.NaN);
    return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}


/***/ }),

/***/ 85477:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $2: () => (/* binding */ actionDeadline),
/* harmony export */   $k: () => (/* binding */ cannotBeFollowed),
/* harmony export */   EL: () => (/* binding */ earlierLaunch),
/* harmony export */   HB: () => (/* binding */ mayLaunch),
/* harmony export */   JE: () => (/* binding */ isToBeRunAnew),
/* harmony export */   NT: () => (/* binding */ hasActionEnded),
/* harmony export */   Pc: () => (/* binding */ hasPassed),
/* harmony export */   Ro: () => (/* binding */ actionsOf),
/* harmony export */   SF: () => (/* binding */ instanceIdOf),
/* harmony export */   ZD: () => (/* binding */ hinderingAction),
/* harmony export */   i5: () => (/* binding */ mayBeRunning),
/* harmony export */   yO: () => (/* binding */ hasSucceeded),
/* harmony export */   zu: () => (/* binding */ actionInTurn)
/* harmony export */ });
/* harmony import */ var _budgets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37181);
/* harmony import */ var _events_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(29718);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44817);
/* harmony import */ var _timestamp_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47291);




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
function hasSucceeded({ sighting }) {
    return sighting !== undefined && succeeded.has(sighting.status);
}
/** Whether its run was seen to have come to its end, good or bad. */
function hasActionEnded(action) {
    return hasSucceeded(action) || (action.sighting !== undefined && failed.has(action.sighting.status));
}
/** Whether it did what its wave needs of it. */
function hasPassed({ outcome }) {
    return outcome?.status === 'succeeded' || outcome?.status === 'succeeded-earlier';
}
/** Whether something of it may be running in AWS now. */
function mayBeRunning(action) {
    return action.isUnanswered || (action.automationExecutionId !== undefined && !hasActionEnded(action));
}
/** The actions of a wave, in the order in which they run. */
function actionsOf(state, wave, phase) {
    return state.actions.filter((action) => action.wave === wave && (phase ?? action.planned.phase) === action.planned.phase);
}
/**
 * Whether its run is one of an earlier attempt of the workflow run, which came to a bad end: then it is run anew, under
 * the next token. Each attempt makes at most one run of an action, so that there are no more such runs than attempts.
 */
function isToBeRunAnew(state, action) {
    const { sighting, tries } = action;
    if (sighting?.startedAt === undefined || !failed.has(sighting.status))
        return false;
    return tries < (state.run.attempt ?? 1) && sighting.startedAt < state.openedAt;
}
/** When it is stopped, because its own timeout, its wave's or the drill's ends. */
function actionDeadline(state, action) {
    const wave = state.waves.get(action.wave);
    if (wave === undefined)
        return undefined;
    const own = action.requestedAt === undefined ? undefined : (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .addSeconds */ .ps)(action.requestedAt, action.planned.timeoutSeconds);
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .earliest */ .Qd)([own, (0,_budgets_js__WEBPACK_IMPORTED_MODULE_0__/* .waveDeadline */ .qu)(state, wave)]);
}
/** Whether the servers of a wave may be launched, as far as its pre-actions are concerned. */
function mayLaunch(state, { planned }) {
    return actionsOf(state, planned.name, 'pre').every(hasPassed);
}
/** The pre-action because of which a wave's servers are not launched. */
function hinderingAction(state, { planned }) {
    return actionsOf(state, planned.name, 'pre').find((action) => action.outcome !== undefined && !hasPassed(action));
}
/**
 * A job of this wave that an earlier attempt started, which it did only after all pre-actions had succeeded, and of which
 * something is left: a wave that is launched anew as a whole has its pre-actions anew.
 */
function earlierLaunch(state, wave) {
    return [...state.jobs.values()].find((job) => job.wave === wave && isLeftOf(job))?.jobId;
}
function isLeftOf({ adopted, servers }) {
    if (adopted === undefined)
        return false;
    return servers.length === 0 || servers.some((id) => !adopted.lost.includes(id));
}
/** The action of a wave whose turn it is; undefined when none is, or all are settled. */
function actionInTurn(state, wave) {
    if (wave.status !== 'running' || !wave.selected)
        return undefined;
    const next = actionsOf(state, wave.planned.name).find(({ outcome }) => outcome === undefined);
    // One that runs is followed to its end, whatever becomes of the servers meanwhile.
    if (next === undefined || next.planned.phase === 'pre' || next.requestedAt !== undefined)
        return next;
    const areUp = wave.planned.servers.every((id) => state.servers.get(id)?.outcome?.status === 'launched');
    return areUp ? next : undefined;
}
/** The look at its run fails in a way that asking again does not change. */
function cannotBeFollowed({ trouble }, { automationExecutionId }) {
    if (automationExecutionId === undefined)
        return undefined;
    const known = trouble.get((0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .runQuestion */ ._B)(automationExecutionId));
    if (known === undefined || known.count < 2)
        return undefined;
    return (0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .isPassing */ .WG)(known.failure) || known.failure.class === 'not-found' ? undefined : known.failure;
}
/** The EC2 instance of a server of this execution. */
function instanceIdOf(server) {
    return server?.instance?.ec2InstanceId ?? server?.log.targetInstanceId;
}


/***/ }),

/***/ 69860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ documentsOf),
/* harmony export */   x: () => (/* binding */ actionFindings)
/* harmony export */ });
/* harmony import */ var _plan_action_schema_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35943);
/* harmony import */ var _plan_places_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24533);
/* harmony import */ var _plan_placeholders_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5067);
/* harmony import */ var _plan_wording_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12213);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75794);





/** States of a document in which it runs (DocumentStatus). */
const usable = new Set(['Active', 'Updating']);
/** The SSM documents that the actions of this run name, each version once. */
function documentsOf({ actions }) {
    const questions = new Map();
    for (const { planned } of actions) {
        const { document, documentVersion } = planned;
        questions.set(keyOf(planned), { document, ...(documentVersion === undefined ? {} : { documentVersion }) });
    }
    return [...questions.values()];
}
/** What stands in the way of the actions: documents that are not there or of another kind, parameters that do not fit. */
function actionFindings(state) {
    const documents = new Map((state.documents ?? []).map((document) => [keyOf(document), document]));
    return state.actions.flatMap((action) => {
        const document = documents.get(keyOf(action.planned));
        const problem = document === undefined ? 'SSM was not asked about it' : problemOf(state, action, document);
        if (problem === undefined)
            return [];
        const { planned, wave } = action;
        return [
            {
                class: 'blocking',
                message: `${planned.phase}-action "${planned.name}" of wave ${wave} cannot be run: ${problem}`,
                wave,
                ...(0,_plan_places_js__WEBPACK_IMPORTED_MODULE_2__/* .firstPlace */ .A)(state.places, `action ${wave}/${planned.name}`, `wave ${wave}`)
            }
        ];
    });
}
function keyOf({ document, documentVersion = '$DEFAULT' }) {
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
    const given = (0,_request_js__WEBPACK_IMPORTED_MODULE_1__/* .startOf */ .GH)(state, action).parameters;
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
        const problem = (0,_plan_action_schema_js__WEBPACK_IMPORTED_MODULE_0__/* .sizeProblemOf */ .Sf)((0,_plan_placeholders_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveValues */ .ho)(texts, known));
        if (problem === undefined)
            continue;
        const servers = (0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .counted */ .h)(sourceServerIds.length, 'server');
        return `the parameter ${key} is given ${problem.what} (${servers}): ${problem.remedy}.`;
    }
    return undefined;
}


/***/ }),

/***/ 75794:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GH: () => (/* binding */ startOf),
/* harmony export */   PM: () => (/* binding */ unknownInstances)
/* harmony export */ });
/* unused harmony export tokenOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _plan_placeholders_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5067);
/* harmony import */ var _action_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85477);



/**
 * The request that starts an action, or finds what was started for it: the same each time it is sent. It is made for one
 * launch of its wave: where the servers are launched anew, what was run for the launch before says nothing of them.
 */
function startOf(state, action) {
    const { wave, planned } = action;
    const { name, document, documentVersion } = planned;
    const tries = (0,_action_js__WEBPACK_IMPORTED_MODULE_1__/* .isToBeRunAnew */ .JE)(state, action) ? action.tries + 1 : Math.max(action.tries, 1);
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
function unknownInstances(state, { wave, planned }) {
    const isNamed = Object.values(planned.parameters).flat().flatMap(_plan_placeholders_js__WEBPACK_IMPORTED_MODULE_2__/* .placeholdersIn */ .Qf).includes('instanceIds');
    if (!isNamed)
        return [];
    const servers = state.waves.get(wave)?.planned.servers ?? [];
    return servers.filter((id) => (0,_action_js__WEBPACK_IMPORTED_MODULE_1__/* .instanceIdOf */ .SF)(state.servers.get(id)) === undefined);
}
function parametersOf(state, { wave, planned }) {
    const sourceServerIds = state.waves.get(wave)?.planned.servers ?? [];
    const known = {
        sourceServerIds,
        instanceIds: sourceServerIds.flatMap((id) => (0,_action_js__WEBPACK_IMPORTED_MODULE_1__/* .instanceIdOf */ .SF)(state.servers.get(id)) ?? []),
        executionId: [state.executionId]
    };
    const keys = Object.keys(planned.parameters).toSorted();
    return Object.fromEntries(keys.map((key) => [key, (0,_plan_placeholders_js__WEBPACK_IMPORTED_MODULE_2__/* .resolveValues */ .ho)(planned.parameters[key] ?? [], known)]));
}
/**
 * The idempotency token of a request, in the form of a UUID (ClientToken of StartAutomationExecution): the same for the
 * same request, whichever attempt of the workflow run sends it; other parameters are another request.
 */
function tokenOf(request) {
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(request)).digest('hex');
    const variant = ((Number.parseInt(digest.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
    return [
        digest.slice(0, 8),
        digest.slice(8, 12),
        `8${digest.slice(13, 16)}`,
        `${variant}${digest.slice(17, 20)}`,
        digest.slice(20, 32)
    ].join('-');
}


/***/ }),

/***/ 72037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V1: () => (/* binding */ actionTasks),
/* harmony export */   YF: () => (/* binding */ stopAwaitedUntil),
/* harmony export */   qq: () => (/* binding */ isStopLeft),
/* harmony export */   z1: () => (/* binding */ stopTasks)
/* harmony export */ });
/* harmony import */ var _action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85477);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75794);
/* harmony import */ var _events_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(29718);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44817);
/* harmony import */ var _watch_pace_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11620);
/* harmony import */ var _timestamp_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47291);






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
        const action = (0,_action_js__WEBPACK_IMPORTED_MODULE_0__/* .actionInTurn */ .zu)(state, wave);
        if (action === undefined)
            return [];
        const { automationExecutionId, startTrouble } = action;
        if (automationExecutionId === undefined || (0,_action_js__WEBPACK_IMPORTED_MODULE_0__/* .isToBeRunAnew */ .JE)(state, action)) {
            const since = wave.startedAt ?? state.openedAt;
            const at = startTrouble === undefined ? since : (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .addSeconds */ .ps)(startTrouble.at, (0,_watch_pace_js__WEBPACK_IMPORTED_MODULE_3__/* .pauseSeconds */ .C3)(state, startTrouble));
            return [{ at, command: (0,_request_js__WEBPACK_IMPORTED_MODULE_1__/* .startOf */ .GH)(state, action) }];
        }
        return [{ at: lookDueAt(state, action, automationExecutionId), command: look(action, automationExecutionId) }];
    });
}
/**
 * What was given up and may still run is stopped, and then looked at until it has ended. On a cancel there are seconds:
 * each is told to stop once, and whoever takes over does the rest.
 */
function stopTasks(state) {
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
        if (stop.failure !== undefined && (0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .isPassing */ .WG)(stop.failure)) {
            if (stop.count >= triesOf(state))
                return [];
            const pause = (0,_watch_pace_js__WEBPACK_IMPORTED_MODULE_3__/* .pauseSeconds */ .C3)(state, { count: stop.count, failure: stop.failure });
            return [{ at: (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .addSeconds */ .ps)(stop.at, pause), command: { do: 'stop-action', ...command } }];
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
    return stop?.answeredAt === undefined || state.mustStop ? undefined : (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .addSeconds */ .ps)(stop.answeredAt, stopWatchSeconds);
}
/** Whether something that was given up may still run, and has not been told to stop. */
function isStopLeft(state) {
    return state.actions.some((action) => action.outcome !== undefined && isToBeStopped(action));
}
function isToBeStopped(action) {
    return action.automationExecutionId !== undefined && !(0,_action_js__WEBPACK_IMPORTED_MODULE_0__/* .hasPassed */ .Pc)(action) && (0,_action_js__WEBPACK_IMPORTED_MODULE_0__/* .mayBeRunning */ .i5)(action);
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
    const question = (0,_events_js__WEBPACK_IMPORTED_MODULE_5__/* .runQuestion */ ._B)(automationExecutionId);
    const trouble = state.trouble.get(question);
    if (trouble !== undefined && (trouble.count >= stopTries || !(0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .isPassing */ .WG)(trouble.failure)))
        return [];
    if (seenAt !== undefined && seenAt >= (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .addSeconds */ .ps)(from, stopWatchSeconds))
        return [];
    const next = seenAt === undefined || seenAt < from ? from : (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .addSeconds */ .ps)(seenAt, shortestLookSeconds);
    return [{ at: (0,_watch_pace_js__WEBPACK_IMPORTED_MODULE_3__/* .retryAt */ .Cy)(state, question) ?? next, command: look(action, automationExecutionId) }];
}
function lookDueAt(state, action, automationExecutionId) {
    const retry = (0,_watch_pace_js__WEBPACK_IMPORTED_MODULE_3__/* .retryAt */ .Cy)(state, (0,_events_js__WEBPACK_IMPORTED_MODULE_5__/* .runQuestion */ ._B)(automationExecutionId));
    if (retry !== undefined)
        return retry;
    const { answeredAt = state.openedAt, seenAt } = action;
    if (seenAt === undefined || seenAt < answeredAt)
        return answeredAt;
    const elapsed = (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .secondsBetween */ .O1)(answeredAt, seenAt) * lookEvery;
    const pause = Math.min(longestLookSeconds, Math.max(shortestLookSeconds, elapsed), state.pollIntervalSeconds);
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .addSeconds */ .ps)(seenAt, pause);
}
function look({ wave, planned }, automationExecutionId) {
    return { do: 'observe-action', wave, action: planned.name, automationExecutionId };
}


/***/ }),

/***/ 37181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IZ: () => (/* binding */ describeDeadline),
/* harmony export */   gZ: () => (/* binding */ preflightDeadline),
/* harmony export */   gw: () => (/* binding */ drillDeadline),
/* harmony export */   j_: () => (/* binding */ soakedAt),
/* harmony export */   qu: () => (/* binding */ waveDeadline)
/* harmony export */ });
/* harmony import */ var _plan_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45609);
/* harmony import */ var _timestamp_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47291);


/** When the budget of the whole drill is spent. */
function drillDeadline(state) {
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_1__/* .addSeconds */ .ps)(state.openedAt, state.timeoutSeconds);
}
/** How long a preflight, which runs in seconds, waits for an AWS that does not answer. */
const preflightSeconds = 300;
/** When a preflight gives up asking. */
function preflightDeadline(state) {
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_1__/* .addSeconds */ .ps)(state.openedAt, Math.min(preflightSeconds, state.timeoutSeconds));
}
/** When a running wave's budget is spent, or the whole drill's if that comes first. */
function waveDeadline(state, wave) {
    const whole = drillDeadline(state);
    if (wave.startedAt === undefined)
        return whole;
    const own = (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_1__/* .addSeconds */ .ps)(wave.startedAt, wave.planned.timeoutSeconds);
    return own < whole ? own : whole;
}
/** Names the budget that ends a wave at its deadline: `the wave's budget of 30m`. */
function describeDeadline(state, wave) {
    return waveDeadline(state, wave) === drillDeadline(state)
        ? `the drill's budget of ${(0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(state.timeoutSeconds)}`
        : `the wave's budget of ${(0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(wave.planned.timeoutSeconds)}`;
}
/** When the waves that come after this one may start: once it has been up for its soak time; undefined before it is up. */
function soakedAt(wave) {
    if (wave.status !== 'up' || wave.settledAt === undefined)
        return undefined;
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_1__/* .addSeconds */ .ps)(wave.settledAt, wave.planned.soakSeconds);
}


/***/ }),

/***/ 7598:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Sq: () => (/* binding */ concludeCleanup),
  h5: () => (/* binding */ isCleanupDue),
  LA: () => (/* binding */ isLeftToPost),
  qY: () => (/* binding */ isWindingUp),
  I_: () => (/* binding */ windUpDeadline),
  _8: () => (/* binding */ windUpTasks)
});

// EXTERNAL MODULE: ./build/src/drill/actions/tasks.js
var tasks = __webpack_require__(72037);
// EXTERNAL MODULE: ./build/src/drill/events.js
var events = __webpack_require__(29718);
// EXTERNAL MODULE: ./build/src/plan/duration.js
var duration = __webpack_require__(45609);
// EXTERNAL MODULE: ./build/src/plan/wording.js
var wording = __webpack_require__(12213);
// EXTERNAL MODULE: ./build/src/drill/failure.js
var drill_failure = __webpack_require__(44817);
// EXTERNAL MODULE: ./build/src/drill/watch/job.js
var watch_job = __webpack_require__(67608);
// EXTERNAL MODULE: ./build/src/drill/ending/existing-instance.js
var existing_instance = __webpack_require__(41912);
// EXTERNAL MODULE: ./build/src/drill/ending/removal.js
var ending_removal = __webpack_require__(45479);
;// CONCATENATED MODULE: ./build/src/drill/ending/next-termination.js



/** The most IDs that TerminateRecoveryInstances takes (AWS DRS API reference). */
const largestTermination = 200;
/** Drill instances that are alive, in no termination that runs, and whose server is in no launch that runs. */
function nextToTerminate(state) {
    const { terminations, launching } = state.removal;
    const busy = new Set(terminations.filter(({ status }) => status === 'running').flatMap((one) => one.recoveryInstanceIds));
    const launched = new Set(launching.flatMap(({ sourceServerIds }) => sourceServerIds));
    const tries = new Map();
    for (const termination of terminations) {
        const weight = isFinal(termination) ? Infinity : 1;
        for (const id of termination.recoveryInstanceIds)
            tries.set(id, (tries.get(id) ?? 0) + weight);
    }
    const isExisting = (0,existing_instance/* existingInstances */._i)(state);
    const candidates = (0,ending_removal/* instancesLeft */._h)(state)
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
function isFinal({ status, failure, recoveryInstanceIds }) {
    if (status !== 'refused' || failure === undefined || (0,drill_failure/* isPassing */.WG)(failure))
        return false;
    return recoveryInstanceIds.length === 1 || !(0,drill_failure/* mayBeOneServer */.A4)(failure);
}

// EXTERNAL MODULE: ./build/src/drill/watch/pace.js
var pace = __webpack_require__(11620);
// EXTERNAL MODULE: ./build/src/drill/servers.js
var servers = __webpack_require__(57619);
// EXTERNAL MODULE: ./build/src/drill/timestamp.js
var timestamp = __webpack_require__(47291);
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
    if (state.verdict.status === 'cancelled' && (0,tasks/* isStopLeft */.qq)(state))
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
    return state.takenOverAt !== undefined && (isStockWanted(state) || (0,tasks/* stopTasks */.z1)(state).length > 0);
}
/** Whether AWS is still to be asked what runs, where there is nothing to remove. */
function isStockWanted(state) {
    return mayHaveStarted(state) && !isAnswered(state) && !isHopeless(state);
}
/** What is to be done between the verdict and the end. */
function windUpTasks(state) {
    const stops = state.mustStop ? [] : (0,tasks/* stopTasks */.z1)(state);
    return isCleanupDue(state) || isStockWanted(state) ? [...stops, ...removalTasks(state)] : stops;
}
function removalTasks(state) {
    if (isSurveyWanted(state)) {
        return [{ at: (0,pace/* retryAt */.Cy)(state, 'survey') ?? state.takenOverAt ?? state.openedAt, command: { do: 'survey-jobs' } }];
    }
    if (!isCleanupDue(state))
        return [list(state, state.takenOverAt ?? state.openedAt)];
    const running = state.removal.terminations.filter(({ status }) => status === 'running');
    const watch = (0,timestamp/* earliest */.Qd)(running.map(({ seenAt }) => seenAt));
    const since = listingNeededSince(state);
    if (since !== undefined)
        return [list(state, since)];
    const ids = nextToTerminate(state);
    const next = startable(state);
    const unanswered = launchesSoughtFor(state)[0];
    return [
        ...logTasks(state),
        ...(unanswered === undefined
            ? []
            : [{ at: (0,pace/* searchDueAt */.Ci)(state, unanswered.at), command: { do: 'survey-jobs' } }]),
        ...(watch === undefined
            ? []
            : [
                {
                    at: (0,pace/* retryAt */.Cy)(state, 'jobs') ?? (0,timestamp/* addSeconds */.ps)(watch, pauseSeconds(state)),
                    command: { do: 'observe-jobs', jobIds: running.flatMap(({ jobId }) => jobId ?? []) }
                }
            ]),
        ...(ids.length === 0
            ? [list(state, (0,timestamp/* addSeconds */.ps)(state.removal.listedAt ?? state.openedAt, pauseSeconds(state)))]
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
        const due = job !== undefined && (0,watch_job/* hasEnded */.hY)(job) ? (0,pace/* logDueAt */.OI)(state, job) : undefined;
        return due === undefined ? [] : [{ at: due, command: { do: 'read-job-log', jobId } }];
    });
}
/** When the winding up ends at the latest. */
function windUpDeadline(state) {
    const { takenOverAt, verdict, cleanup } = state;
    if (takenOverAt !== undefined)
        return (0,timestamp/* addSeconds */.ps)(takenOverAt, isCleanupDue(state) ? postBudgetSeconds : stockBudgetSeconds);
    return (0,timestamp/* addSeconds */.ps)(verdict?.at ?? state.openedAt, isCleanupDue(state) ? cleanup.timeoutSeconds : 0);
}
/** The end of a cleanup that was due: complete, or out of time. Undefined while it goes on, or where none was due. */
function concludeCleanup(state, now) {
    const { removal } = state;
    if (!isCleanupDue(state) || removal.finished !== undefined)
        return undefined;
    if (state.mustStop)
        return undefined;
    const kept = (0,existing_instance/* instancesKept */.rK)(state);
    const left = (0,ending_removal/* instancesLeft */._h)(state).length - kept.length;
    const launching = removal.launching.length;
    if (isAnswered(state) &&
        listingNeededSince(state) === undefined &&
        left === 0 &&
        launching === 0 &&
        launchesSoughtFor(state).length === 0 &&
        !isSomeUnlisted(state, now)) {
        if (kept.length > 0)
            return { type: 'cleanup-finished', complete: false, reason: (0,existing_instance/* whyKept */.$t)(kept) };
        const count = removal.instances.size;
        const gone = `${(0,wording/* counted */.h)(count, 'drill instance')} terminated, and seen to be gone`;
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
    return removal.unlisted.some(({ since }) => (0,timestamp/* addSeconds */.ps)(since, lateListingSeconds) > now);
}
function whyIncomplete(state, left, launching) {
    const refusal = state.removal.terminations.findLast(({ failure }) => failure !== undefined)?.failure;
    const trouble = state.trouble.get('own-instances')?.failure;
    const unlisted = state.removal.unlisted.length;
    const unanswered = launchesSoughtFor(state).length;
    const what = [
        ...(removalUnknown(state) ? ['it is not known what is left'] : []),
        ...(left > 0 ? [`${(0,wording/* counted */.h)(left, 'instance')} left`] : []),
        ...(launching > 0 ? [`${(0,wording/* counted */.h)(launching, 'launch job')} still running`] : []),
        ...(unanswered > 0 ? [`${(0,wording/* counted */.h)(unanswered, 'launch', 'launches')} that AWS has not confirmed`] : []),
        ...(unlisted > 0 ? [`${(0,wording/* counted */.h)(unlisted, 'launched server')} whose instance DRS does not list yet`] : [])
    ].join(' and ');
    const why = refusal ?? trouble;
    const time = isHopeless(state) ? '' : ` when the time for the cleanup (${describeBudget(state)}) ran out`;
    const kept = (0,existing_instance/* instancesKept */.rK)(state);
    return [
        `${what === '' ? 'it was not confirmed' : what}${time}`,
        ...(why === undefined ? [] : [`last refused: ${why.message}`]),
        ...(kept.length === 0 ? [] : [(0,existing_instance/* whyKept */.$t)(kept)])
    ].join('; ');
}
function describeBudget(state) {
    return (0,duration/* formatDuration */.a3)(state.takenOverAt === undefined ? state.cleanup.timeoutSeconds : postBudgetSeconds);
}
function removalUnknown(state) {
    return state.removal.listedAt === undefined;
}
/** Nothing but a change of permissions, or of the instance's protection, would help: waiting any longer does not. */
function isHopeless(state) {
    const trouble = state.trouble.get('own-instances');
    if (trouble !== undefined && !(0,drill_failure/* isPassing */.WG)(trouble.failure))
        return true;
    const { terminations, launching } = state.removal;
    const isMoving = launching.length > 0 || terminations.some(({ status }) => status === 'running');
    if (isMoving || listingNeededSince(state) !== undefined || !terminations.some(isFinal))
        return false;
    return (nextToTerminate(state).length === 0 && !(0,ending_removal/* instancesLeft */._h)(state).some(({ state: word }) => word === 'shutting-down'));
}
/**
 * Whether this execution may have something in AWS: it asked for a launch, or earlier attempts may have, and this one
 * never came to ask what they did.
 */
function mayHaveStarted(state) {
    if (state.plan === undefined || (0,events/* startsNothing */.$D)(state.mode) || state.refusals.length > 0)
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
    return trouble === undefined || (0,drill_failure/* isPassing */.WG)(trouble.failure);
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
    const launching = [...state.jobs.values()].filter((job) => (0,watch_job/* mayStillLaunch */.LM)(state, job)).map(({ seenAt }) => seenAt);
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
    return (0,timestamp/* addSeconds */.ps)(since, Math.max(last.failure?.retryAfterSeconds ?? 0, pauseSeconds(state)));
}
function list(state, at) {
    // DRS may have forgotten an instance that EC2 still runs: what was ever seen is asked for by name.
    const seen = [...state.removal.instances.values(), ...[...state.servers.values()].flatMap(servers/* instancesSeenOf */.rl)];
    const known = [...new Set(seen.flatMap(({ ec2InstanceId }) => ec2InstanceId ?? []))];
    return { at: (0,pace/* retryAt */.Cy)(state, 'own-instances') ?? at, command: { do: 'list-instances', known } };
}
function pauseSeconds(state) {
    return Math.min(state.pollIntervalSeconds, watchSeconds);
}


/***/ }),

/***/ 41912:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ whyKept),
/* harmony export */   _i: () => (/* binding */ existingInstances),
/* harmony export */   rK: () => (/* binding */ instancesKept)
/* harmony export */ });
/* harmony import */ var _removal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45479);

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
    return (0,_removal_js__WEBPACK_IMPORTED_MODULE_0__/* .instancesLeft */ ._h)(state).filter(existingInstances(state));
}
/** Why it does. */
function whyKept(kept) {
    const ids = kept.map(({ ec2InstanceId, recoveryInstanceId = '' }) => ec2InstanceId ?? recoveryInstanceId);
    const [were, are, them] = kept.length === 1 ? ['was', 'is', 'it'] : ['were', 'are', 'them'];
    return `${ids.join(', ')} ${were} there before DRS launched into ${them}, and ${are} not terminated: see to ${them} yourself`;
}


/***/ }),

/***/ 32055:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K$: () => (/* binding */ achievedByServer),
/* harmony export */   aE: () => (/* binding */ achievedByWave),
/* harmony export */   e4: () => (/* binding */ judgeObjectives)
/* harmony export */ });
/* harmony import */ var _plan_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45609);
/* harmony import */ var _plan_wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12213);
/* harmony import */ var _servers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57619);
/* harmony import */ var _timestamp_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47291);




/**
 * Measures RTO and RPO and judges them where the plan states a target.
 * - RTO: from the first StartRecovery of the execution, an earlier attempt's included, to the last server verified. It is
 *   known only when every server of the selected waves was verified: half a recovery has no recovery time.
 * - RPO: the age that the oldest recovery point had when its server's launch was asked for, over all servers that DRS
 *   launched; unknown as soon as one of them has no recovery point.
 */
function judgeObjectives(state) {
    const servers = (0,_servers_js__WEBPACK_IMPORTED_MODULE_1__/* .selectedServers */ .WM)(state);
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
    return { rtoSeconds: secondsOf(rto), rpoSeconds: recoveryPointAge(server) };
}
/** A wave's: from the first of its launches asked for to the last server verified, and the age of its oldest recovery point. */
function achievedByWave(state, wave) {
    const servers = (0,_servers_js__WEBPACK_IMPORTED_MODULE_1__/* .serversOf */ .U2)(state, wave);
    const start = firstStartOf(state, wave.planned.name, servers);
    const rto = start === undefined ? nothingLaunched : recoveryTime(servers, start);
    return { rtoSeconds: secondsOf(rto), rpoSeconds: secondsOf(oldestRecoveryPoint(servers)) };
}
/**
 * The age in seconds of the server's recovery point when its launch was asked for; undefined while either is unknown. Not
 * below 0: DRS may take its snapshot after it was asked.
 */
function recoveryPointAge(server) {
    const point = server.instance?.recoveryPoint;
    if (point === undefined || server.requestedAt === undefined)
        return undefined;
    return Math.max(0, (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .secondsBetween */ .O1)(point, server.requestedAt));
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
    const target = `the ${objective.toUpperCase()} of ${(0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(targetSeconds)}`;
    const message = achievedSeconds === null
        ? `${target} could not be measured: ${note ?? 'no figures'}`
        : `${target} was missed: ${(0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(achievedSeconds)}`;
    return [{ objective, message }];
}
function secondsOf(measured) {
    return 'seconds' in measured ? measured.seconds : undefined;
}
function firstStart(state) {
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .earliest */ .Qd)([
        ...[...state.servers.values()].map(firstAskedAt),
        ...[...state.jobs.values()].filter((job) => job.adopted).map((job) => job.createdAt)
    ]);
}
/** A server launched anew carries its new request; the adopted job of its first launch still tells when all began. */
function firstStartOf(state, wave, servers) {
    const ids = new Set(servers.map(({ sourceServerId }) => sourceServerId));
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .earliest */ .Qd)([
        ...servers.map(firstAskedAt),
        ...[...state.jobs.values()]
            .filter((job) => job.adopted && job.wave === wave && job.servers.some((id) => ids.has(id)))
            .map((job) => job.createdAt)
    ]);
}
/**
 * When the server's launch was first asked for: a request that was refused, or whose answer got lost, and a launch that failed
 * take their time, too.
 */
function firstAskedAt({ firstAskedAt: first, failedLaunches = [], requestedAt }) {
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .earliest */ .Qd)([first, requestedAt, ...failedLaunches.map((failed) => failed.requestedAt)]);
}
function verifiedAt(server) {
    return server.outcome?.status === 'launched' ? (server.verifiedAt ?? server.outcome.at) : undefined;
}
function recoveryTime(servers, start) {
    const verified = servers.map(verifiedAt).filter((at) => at !== undefined);
    const missing = servers.length - verified.length;
    if (missing > 0)
        return { note: `${missing} of ${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .h)(servers.length, 'server')} ${missing === 1 ? 'was' : 'were'} not verified` };
    const last = verified.reduce((latest, at) => (at > latest ? at : latest), start);
    return { seconds: (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .secondsBetween */ .O1)(start, last) };
}
function oldestRecoveryPoint(servers) {
    const launched = servers.filter((server) => server.launchedAt !== undefined || server.outcome?.status === 'launched');
    if (launched.length === 0)
        return { note: 'no server was launched' };
    const ages = launched.map(recoveryPointAge).filter((age) => age !== undefined);
    const unknown = launched.length - ages.length;
    if (unknown > 0)
        return { note: `the recovery point of ${unknown} of ${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .h)(launched.length, 'launched server')} is not known` };
    return { seconds: ages.reduce((oldest, age) => Math.max(oldest, age), 0) };
}


/***/ }),

/***/ 45479:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ay: () => (/* binding */ nothingRemoved),
/* harmony export */   KI: () => (/* binding */ instancesGone),
/* harmony export */   ND: () => (/* binding */ listInstances),
/* harmony export */   _h: () => (/* binding */ instancesLeft),
/* harmony export */   kd: () => (/* binding */ observeTerminations),
/* harmony export */   sB: () => (/* binding */ requestTermination),
/* harmony export */   xH: () => (/* binding */ answerTermination)
/* harmony export */ });
/* harmony import */ var _watch_job_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67608);
/* harmony import */ var _servers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57619);
/* harmony import */ var _watch_verification_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7168);



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
            instances.set(key, known === undefined ? named(state, seen) : { ...known, state: seen.state });
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
        .filter((job) => !shown.includes(job.jobId) && (0,_watch_job_js__WEBPACK_IMPORTED_MODULE_0__/* .mayStillLaunch */ .LM)(state, job))
        .map(({ jobId, status, wave, servers }) => ({ jobId, status, wave, sourceServerIds: servers }));
}
function isSameServer(one, other) {
    return one.sourceServerId === other.sourceServerId;
}
/** A skipped server stays PENDING for ever in a job that is COMPLETED: the job's log knows better. */
function isKnownToBeOver(state, jobId) {
    const job = state.jobs.get(jobId);
    return job !== undefined && (0,_watch_job_js__WEBPACK_IMPORTED_MODULE_0__/* .hasEnded */ .hY)(job) && job.servers.length > 0 && !(0,_watch_job_js__WEBPACK_IMPORTED_MODULE_0__/* .mayStillLaunch */ .LM)(state, job);
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
    return [...state.removal.instances.values()].filter((instance) => !(0,_watch_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .hasDisappeared */ .NC)(instance.state));
}
/** Instances of this execution that were seen to be gone. */
function instancesGone(state) {
    return [...state.removal.instances.values()].filter((instance) => (0,_watch_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .hasDisappeared */ .NC)(instance.state));
}
function keyOf(instances, ec2InstanceId) {
    for (const [key, instance] of instances)
        if (instance.ec2InstanceId === ec2InstanceId)
            return key;
    return undefined;
}
/** Whose instance it is, as the drill has seen it. */
function named(state, seen) {
    for (const server of state.servers.values()) {
        const launch = (0,_servers_js__WEBPACK_IMPORTED_MODULE_2__/* .instancesSeenOf */ .rl)(server).find(({ ec2InstanceId }) => ec2InstanceId === seen.ec2InstanceId);
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


/***/ }),

/***/ 2969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wW: () => (/* binding */ describeCancel),
  nb: () => (/* binding */ reachVerdict)
});

// UNUSED EXPORTS: verdictOf

// EXTERNAL MODULE: ./build/src/plan/wording.js
var wording = __webpack_require__(12213);
// EXTERNAL MODULE: ./build/src/drill/actions/action.js
var action = __webpack_require__(85477);
// EXTERNAL MODULE: ./build/src/drill/timestamp.js
var timestamp = __webpack_require__(47291);
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
    const seenAt = (0,timestamp/* latest */.IW)(...(about.includes('jobs') ? [...jobs.values()].map((job) => job.seenAt) : []), ...(about.includes('instances') ? [...servers.values()].map(({ instanceSeenAt }) => instanceSeenAt) : []));
    const seen = seenAt === undefined ? 'which were never seen' : `last seen at ${(0,timestamp/* clockTime */.qo)(seenAt)}`;
    const why = `${failure.operation}: ${(0,wording/* shortened */.v)(failure.message, longestAnswer)}`;
    return `; since ${(0,timestamp/* clockTime */.qo)(since)} AWS could not be asked about its ${about.join(' and ')} (${why}), ${seen}`;
}

// EXTERNAL MODULE: ./build/src/drill/ending/objectives.js
var objectives = __webpack_require__(32055);
// EXTERNAL MODULE: ./build/src/drill/preflight/finding.js
var finding = __webpack_require__(72306);
// EXTERNAL MODULE: ./build/src/drill/servers.js
var drill_servers = __webpack_require__(57619);
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
        `${(0,finding/* nameOf */.Vb)(first.server)}${company} ${first.status}: ${(0,wording/* shortened */.v)(first.reason, longestReason)}`,
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
    const servers = (0,drill_servers/* selectedServers */.WM)(state);
    const up = servers.filter((server) => server.outcome?.status === 'launched').length;
    const areUp = servers.length > 0 && up === servers.length;
    if (areUp && waves.every((wave) => wave.status === 'up') && state.actions.every(action/* hasPassed */.Pc)) {
        return verdictOnObjectives(state, servers.length);
    }
    const failing = waves.find((wave) => wave.status === 'failed');
    const late = waves.find((wave) => wave.status === 'timed-out' || wave.status === 'not-started');
    const first = failing ?? late;
    const why = first === undefined ? '' : `; wave ${first.planned.name}: ${whyOf(state, first)}`;
    const status = failing === undefined ? 'timed-out' : 'failed';
    if (areUp && !state.actions.every(action/* hasPassed */.Pc))
        return { status, reason: `${upOf(servers.length)}, but not all is well${why}${blindnessOf(state)}` };
    const down = servers.length - up;
    return {
        status,
        reason: `${String(down)} of ${(0,wording/* counted */.h)(servers.length, 'server')} ${down === 1 ? 'is' : 'are'} not up${why}${neverStarted(waves, first)}${blindnessOf(state)}`
    };
}
/** Why a wave is not up: the first of its servers with its cause, where it is the servers that are not. */
function whyOf(state, wave) {
    const reason = wave.reason ?? wave.status;
    if ((0,action/* hinderingAction */.ZD)(state, wave) !== undefined)
        return reason;
    const down = (0,drill_servers/* serversOf */.U2)(state, wave).filter(({ outcome }) => outcome?.status !== 'launched');
    const cause = causeOf(down);
    return cause === '' ? reason : cause;
}
/** `; not started: wave app (2 servers)`: what never began because of the first wave that is not up. */
function neverStarted(waves, first) {
    const idle = waves.filter((wave) => wave.status === 'not-started' && wave !== first);
    if (idle.length === 0)
        return '';
    return `; not started: ${(0,finding/* named */.KT)(idle.map(({ planned }) => `wave ${planned.name} (${(0,wording/* counted */.h)(planned.servers.length, 'server')})`), 3)}`;
}
/** Why it was cancelled, for people: a runner that has no time left sends the same signal as one that is told to cancel. */
function describeCancel({ signal }) {
    return `the run was cancelled, or its time ran out (${signal})`;
}
function preflightReason(state) {
    const { preflight = [] } = state;
    const asked = (0,drill_servers/* selectedServers */.WM)(state).length;
    const warnings = preflight.flatMap(({ findings }) => findings).filter((finding) => finding.class === 'warning').length;
    const all = `nothing stands in the way of ${asked === 1 ? 'its server' : `its ${String(asked)} servers`}`;
    return warnings === 0 ? all : `${all}; ${String(warnings)} ${warnings === 1 ? 'warning' : 'warnings'}`;
}
function verdictOnObjectives(state, servers) {
    const { missed } = (0,objectives/* judgeObjectives */.e4)(state);
    const up = upOf(servers);
    if (missed.length === 0)
        return { status: 'passed', reason: up };
    const reason = `${up}, but ${missed.map(({ message }) => message).join(' and ')}`;
    return { status: state.plan?.objectives.onMiss === 'warn' ? 'passed' : 'failed', reason };
}
function upOf(servers) {
    return servers === 1 ? 'its server is up' : `all ${String(servers)} servers are up`;
}


/***/ }),

/***/ 29718:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $D: () => (/* binding */ startsNothing),
/* harmony export */   YH: () => (/* binding */ questionOf),
/* harmony export */   _B: () => (/* binding */ runQuestion)
/* harmony export */ });
/** Whether a mode only asks: nothing is ever launched in it. */
function startsNothing(mode) {
    return mode === 'preflight' || mode === 'validate';
}
function questionOf({ look, automationExecutionId = '' }) {
    return look === 'actions' ? runQuestion(automationExecutionId) : look;
}
/** The question what a run of an action has come to. */
function runQuestion(automationExecutionId) {
    return `run ${automationExecutionId}`;
}


/***/ }),

/***/ 16111:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sf: () => (/* binding */ evolve),
  AU: () => (/* binding */ fold)
});

// UNUSED EXPORTS: open

// EXTERNAL MODULE: ./build/src/drill/events.js
var events = __webpack_require__(29718);
// EXTERNAL MODULE: ./build/src/drill/state-change.js
var state_change = __webpack_require__(35531);
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
    return (0,state_change/* calm */._D)(changed, (0,events/* runQuestion */._B)(seen?.automationExecutionId ?? ''));
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

// EXTERNAL MODULE: ./build/src/drill/watch/job-log.js
var job_log = __webpack_require__(46143);
// EXTERNAL MODULE: ./build/src/drill/launch/live-recovery.js
var live_recovery = __webpack_require__(92185);
// EXTERNAL MODULE: ./build/src/drill/launch/late-launch.js
var late_launch = __webpack_require__(20379);
// EXTERNAL MODULE: ./build/src/drill/launch/adoption.js
var adoption = __webpack_require__(35147);
// EXTERNAL MODULE: ./build/src/drill/selection/strays.js
var strays = __webpack_require__(81190);
// EXTERNAL MODULE: ./build/src/drill/ending/removal.js
var ending_removal = __webpack_require__(45479);
;// CONCATENATED MODULE: ./build/src/drill/watch/looks.js






/** All jobs that matter to this execution: its own are taken up, a request without an answer may find its job. */
function survey(state, event) {
    const oldestFirst = event.own.toSorted((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? ''));
    const launchedElsewhere = event.own.flatMap((job) => (0,strays/* launchedElsewhereBy */.G_)(state, job, event.terminations));
    const ofOtherWaves = event.own.flatMap((job) => (0,strays/* ofOtherWavesBy */.N8)(state, job, event.terminations));
    let next = {
        ...(0,state_change/* calm */._D)(state, 'survey'),
        survey: { at: event.at, foreign: withOtherMode(state, event), launchedElsewhere, ofOtherWaves }
    };
    for (const job of oldestFirst)
        next = (0,adoption/* adoptJob */._M)(next, job, event.terminations, event.at);
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
    const other = (0,late_launch/* takenUpBy */.CW)(jobs, terminations, at);
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
    const removal = (0,ending_removal/* observeTerminations */.kd)(state.removal, event);
    const looked = { ...(0,state_change/* calm */._D)(state, 'jobs'), jobs, removal };
    return event.changes.reduce((next, job) => (0,adoption/* refreshJob */.x1)(next, job, event.at), looked);
}
/** The new items of a job's log. */
function readLog(state, event) {
    const job = state.jobs.get(event.jobId);
    if (job === undefined)
        return state;
    const read = {
        ...job,
        logReadAt: event.at,
        logKeys: event.items.length === 0 ? job.logKeys : new Set([...job.logKeys, ...event.items.map(job_log/* logItemKey */.t4)]),
        endLogged: job.endLogged || event.items.some(job_log/* endsJob */.O9)
    };
    const servers = new Map(state.servers);
    for (const item of event.items) {
        const concerned = item.sourceServerId === undefined ? job.servers : [item.sourceServerId];
        for (const sourceServerId of concerned) {
            const server = servers.get(sourceServerId);
            if (server?.jobId !== event.jobId)
                continue;
            servers.set(sourceServerId, { ...server, log: (0,job_log/* readLogItem */._x)(server.log, item) });
        }
    }
    return { ...(0,state_change/* calm */._D)(state, 'job-log'), jobs: new Map(state.jobs).set(job.jobId, read), servers };
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
    return { ...(0,state_change/* calm */._D)(state, 'instances'), servers };
}

// EXTERNAL MODULE: ./build/src/drill/launch/point-in-time.js
var point_in_time = __webpack_require__(70667);
// EXTERNAL MODULE: ./build/src/drill/launch/requests.js
var requests = __webpack_require__(84441);
// EXTERNAL MODULE: ./build/src/drill/launch/retry.js
var retry = __webpack_require__(21317);
// EXTERNAL MODULE: ./build/src/drill/selection/selected-state.js
var selected_state = __webpack_require__(11813);
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
        removal: ending_removal/* nothingRemoved */.Ay,
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
            return { ...(0,state_change/* calm */._D)(state, 'identity'), identity: event.identity };
        case 'servers-selected':
            return (0,selected_state/* selectServersIn */.mc)((0,state_change/* calm */._D)(state, 'servers'), event);
        case 'servers-described':
            return {
                ...(0,state_change/* withServers */.Fr)((0,state_change/* calm */._D)(state, 'servers'), event.servers.map(({ sourceServerId }) => sourceServerId), (server, index) => {
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
            return (0,point_in_time/* findSnapshots */.pL)(state, event);
        case 'jobs-surveyed':
            return survey(state, event);
        case 'other-jobs-awaited': {
            const { until, holding } = event;
            return { ...state, wait: { since: event.at, until, holding } };
        }
        case 'documents-described':
            return { ...(0,state_change/* calm */._D)(state, 'documents'), documents: event.documents };
        case 'preflight-concluded':
            return { ...state, preflight: event.results };
        case 'wave-started':
            return (0,state_change/* withWave */.KQ)(state, event.wave, (wave) => ({ ...wave, status: 'running', startedAt: event.at }));
        case 'recoveries-observed':
            return (0,live_recovery/* observeRecoveries */.Ed)(state, event);
        case 'job-requested':
            return {
                ...(0,state_change/* withServers */.Fr)(state, event.servers, (server) => ({
                    ...server,
                    request: event.request,
                    requestedAt: event.at,
                    firstAskedAt: server.firstAskedAt ?? event.at
                })),
                overridden: [...state.overridden, ...(0,live_recovery/* overriddenBy */.ms)(state, event.servers)],
                requests: [
                    ...state.requests,
                    { request: event.request, wave: event.wave, servers: event.servers, at: event.at, status: 'open', surveys: 0 }
                ]
            };
        case 'job-started':
            return (0,requests/* startJob */._1)(state, event);
        case 'job-refused':
            return (0,requests/* refuseJob */.gf)(state, event);
        case 'job-answer-lost':
            return (0,requests/* withRequest */.ah)(state, event.request, { failure: event.failure, lostAt: event.at });
        case 'request-abandoned':
            return (0,requests/* abandonRequest */.LQ)(state, event);
        case 'jobs-observed':
            return observeJobs(state, event);
        case 'job-log-read':
            return readLog(state, event);
        case 'instances-observed':
            return observeInstances(state, event);
        case 'look-failed': {
            const question = (0,events/* questionOf */.YH)(event);
            const { count, since } = state.trouble.get(question) ?? { count: 0, since: event.at };
            const trouble = { count: count + 1, since, at: event.at, failure: event.failure };
            return { ...state, trouble: new Map(state.trouble).set(question, trouble) };
        }
        case 'servers-released':
            return (0,state_change/* withServers */.Fr)(state, event.servers.map(({ sourceServerId }) => sourceServerId), state_change/* withoutLaunch */.st);
        case 'servers-retried':
            return (0,retry/* retryServers */.Te)(state, event);
        case 'servers-settled':
            return (0,state_change/* withServers */.Fr)(state, event.servers.map(({ sourceServerId }) => sourceServerId), (server, index) => {
                const { status, reason } = event.servers[index] ?? { status: 'unverified', reason: '' };
                const verified = status === 'launched' && server.verifiedAt === undefined ? { verifiedAt: event.at } : {};
                return { ...server, ...verified, outcome: { status, reason, at: event.at } };
            });
        case 'wave-settled':
            return (0,state_change/* withWave */.KQ)(state, event.wave, (wave) => ({
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
            return { ...(0,state_change/* calm */._D)(state, 'own-instances'), removal: (0,ending_removal/* listInstances */.ND)(state, event) };
        case 'termination-requested':
            return { ...state, removal: (0,ending_removal/* requestTermination */.sB)(state.removal, event) };
        case 'termination-started':
        case 'termination-refused':
        case 'termination-answer-lost':
            return { ...state, removal: (0,ending_removal/* answerTermination */.xH)(state.removal, event) };
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
            servers.set(sourceServerId, { sourceServerId, wave: planned.name, log: job_log/* noLogFindings */.Or });
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


/***/ }),

/***/ 44817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A4: () => (/* binding */ mayBeOneServer),
/* harmony export */   WG: () => (/* binding */ isPassing),
/* harmony export */   oD: () => (/* binding */ FailedCall)
/* harmony export */ });
/** Whether asking again, unchanged, may succeed. */
function isPassing(failure) {
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


/***/ }),

/***/ 66192:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MQ: () => (/* binding */ decodeJournal),
/* harmony export */   Us: () => (/* binding */ createChain),
/* harmony export */   i$: () => (/* binding */ chainStart)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

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
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(line, 'utf8').digest('hex');
}


/***/ }),

/***/ 35147:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MV: () => (/* binding */ rejoinJobs),
/* harmony export */   Y_: () => (/* binding */ isUndone),
/* harmony export */   _M: () => (/* binding */ adoptJob),
/* harmony export */   _S: () => (/* binding */ jobFrom),
/* harmony export */   r2: () => (/* binding */ isLaunchOf),
/* harmony export */   x1: () => (/* binding */ refreshJob)
/* harmony export */ });
/* harmony import */ var _state_change_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35531);
/* harmony import */ var _timestamp_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47291);
/* harmony import */ var _watch_launch_actions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47010);



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
        ...(0,_state_change_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutLaunch */ .st)(server),
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
    return { ...server, ...launched, ...(0,_watch_launch_actions_js__WEBPACK_IMPORTED_MODULE_1__/* .actionsChangedAt */ .FW)(server, participant, at), participant: kept };
}
function fits(request, found) {
    if (request.status !== 'open' || request.wave !== found.wave)
        return false;
    if (found.createdAt !== undefined && found.createdAt < (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .addSeconds */ .ps)(request.at, -clockSkewSeconds))
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


/***/ }),

/***/ 87185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ fellBack)
/* harmony export */ });
/* harmony import */ var _timestamp_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47291);
/* harmony import */ var _point_in_time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70667);


/** The two times that DRS tells of one recovery point may differ by so much. */
const sameMomentSeconds = 60;
/** Whether DRS fell back on a snapshot older than the one it was asked to take; undefined where that cannot be told. */
function fellBack(state, server) {
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
    const job = jobOf(state, server);
    if (launchedAt === undefined || job === undefined)
        return false;
    if (log.phases.some(({ phase }) => phase !== 'snapshot'))
        return false;
    if (job.logReadAt !== undefined && job.logReadAt >= launchedAt)
        return false;
    return (0,_point_in_time_js__WEBPACK_IMPORTED_MODULE_0__/* .chosenSnapshot */ .$_)(state, server) === undefined || instance?.recoveryPoint === undefined;
}
/**
 * Whether the achieved point gives the fallback away: it is from before the job, and that of the newest snapshot that was known
 * before it. All of these are AWS's own times. Any other point proves nothing: where replication lags, what DRS takes anew holds
 * data from before the job, too.
 */
function hasOlderPoint(state, server) {
    const point = server.instance?.recoveryPoint;
    const newest = server.snapshot?.takenAt;
    const createdAt = jobOf(state, server)?.createdAt;
    const planned = state.waves.get(server.wave)?.planned;
    if (point === undefined || newest === undefined || createdAt === undefined || planned === undefined)
        return false;
    // Of a job of an earlier attempt the snapshots before it were not asked for.
    if ((0,_point_in_time_js__WEBPACK_IMPORTED_MODULE_0__/* .pointAsked */ .fq)(planned, server.sourceServerId).is !== 'latest' || newest >= createdAt)
        return false;
    return ((0,_timestamp_js__WEBPACK_IMPORTED_MODULE_1__/* .secondsBetween */ .O1)(point, createdAt) > sameMomentSeconds && Math.abs((0,_timestamp_js__WEBPACK_IMPORTED_MODULE_1__/* .secondsBetween */ .O1)(newest, point)) <= sameMomentSeconds);
}
function jobOf({ jobs }, { jobId }) {
    return jobId === undefined ? undefined : jobs.get(jobId);
}


/***/ }),

/***/ 81615:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N3: () => (/* binding */ awaitedRecoveries),
/* harmony export */   QF: () => (/* binding */ holdingsOf),
/* harmony export */   TZ: () => (/* binding */ describeHold),
/* harmony export */   vU: () => (/* binding */ whose)
/* harmony export */ });
/* harmony import */ var _live_recovery_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92185);

/** The servers that jobs of others keep from a launch, as far as it is known. */
function holdingsOf(state) {
    return (state.survey?.foreign.holding ?? []).filter((holding) => !isReleased(state, holding));
}
/** The servers whose live recovery is looked for until DRS lists it: what launched them has ended. */
function awaitedRecoveries(state) {
    return holdingsOf(state).flatMap(({ sourceServerId, hasLaunched }) => (hasLaunched === true ? [sourceServerId] : []));
}
/** Once DRS lists what a recovery has launched, its guard has the server, and what may replace it is written down. */
function isReleased(state, { sourceServerId, hasLaunched }) {
    const server = state.servers.get(sourceServerId);
    return hasLaunched === true && server !== undefined && (0,_live_recovery_js__WEBPACK_IMPORTED_MODULE_0__/* .liveRecoveryOf */ .b1)(state, server) !== undefined;
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


/***/ }),

/***/ 20379:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Am: () => (/* binding */ stillLaunching),
/* harmony export */   CW: () => (/* binding */ takenUpBy),
/* harmony export */   pI: () => (/* binding */ isLaunchLongAgo)
/* harmony export */ });
/* harmony import */ var _watch_job_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67608);
/* harmony import */ var _timestamp_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47291);
/* harmony import */ var _adoption_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35147);



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
const longestJobSeconds = 6 * 3600;
/** What a job that launches may still launch: it runs, or was called COMPLETED not long ago. */
function stillLaunching(job, now) {
    return launchingFor(job, isLaunchLongAgo(job, now));
}
/** Whether a job that has ended did so too long ago to bring anything yet. */
function isLaunchLongAgo({ createdAt, endedAt }, now) {
    const latest = createdAt === undefined ? undefined : (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .addSeconds */ .ps)(createdAt, longestJobSeconds);
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
    const launched = job.participants.filter((participant) => participant.launchStatus === 'LAUNCHED' && !(0,_adoption_js__WEBPACK_IMPORTED_MODULE_1__/* .isUndone */ .Y_)(job, participant, terminations));
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
    return at !== undefined && (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .addSeconds */ .ps)(at, seconds) < now;
}
function launchingFor({ status, participants }, isPast) {
    // A status that nobody knows is taken for running.
    if (status !== 'COMPLETED')
        return participants;
    if (isPast)
        return [];
    return participants.filter((participant) => !(0,_watch_job_js__WEBPACK_IMPORTED_MODULE_0__/* .isLaunchOver */ .mS)(participant));
}


/***/ }),

/***/ 92185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   By: () => (/* binding */ forbiddingRecoveryOf),
/* harmony export */   Ed: () => (/* binding */ observeRecoveries),
/* harmony export */   Nn: () => (/* binding */ recoveriesTrustedUntil),
/* harmony export */   b1: () => (/* binding */ liveRecoveryOf),
/* harmony export */   eO: () => (/* binding */ isOwnInstance),
/* harmony export */   lu: () => (/* binding */ liveRecoveriesOf),
/* harmony export */   ms: () => (/* binding */ overriddenBy),
/* harmony export */   to: () => (/* binding */ mayReplaceRecovery),
/* harmony export */   xJ: () => (/* binding */ describeInstance)
/* harmony export */ });
/* harmony import */ var _watch_pace_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11620);
/* harmony import */ var _state_change_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35531);
/* harmony import */ var _timestamp_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47291);



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
    const oldest = (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .earliest */ .Qd)(seen);
    const refusedAt = state.startTrouble?.at;
    if (oldest === undefined || (refusedAt !== undefined && oldest <= refusedAt))
        return undefined;
    return (0,_watch_pace_js__WEBPACK_IMPORTED_MODULE_0__/* .trustedUntil */ .qw)(state, oldest);
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
    return { ...(0,_state_change_js__WEBPACK_IMPORTED_MODULE_1__/* .calm */ ._D)(state, 'recoveries'), servers };
}


/***/ }),

/***/ 70667:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $_: () => (/* binding */ chosenSnapshot),
/* harmony export */   F9: () => (/* binding */ needsSnapshots),
/* harmony export */   Lb: () => (/* binding */ snapshotsFor),
/* harmony export */   MC: () => (/* binding */ snapshotQuestions),
/* harmony export */   fq: () => (/* binding */ pointAsked),
/* harmony export */   pL: () => (/* binding */ findSnapshots),
/* harmony export */   yR: () => (/* binding */ describePoint)
/* harmony export */ });
/* harmony import */ var _state_change_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35531);

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
function needsSnapshots(state) {
    const { snapshotsAt, describedAt = '', wait } = state;
    if (snapshotsAt !== undefined && (wait === undefined || snapshotsAt >= describedAt))
        return false;
    return [...state.waves.values()].some(({ planned, selected }) => selected && isAskedAbout(state, planned));
}
/**
 * What is asked for each server that DRS knows: the point that its wave wants; and where the plan states an RPO, the newest
 * there is, which DRS falls back on when it cannot take a new one.
 */
function snapshotQuestions(state) {
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
    const known = (0,_state_change_js__WEBPACK_IMPORTED_MODULE_0__/* .withServers */ .Fr)((0,_state_change_js__WEBPACK_IMPORTED_MODULE_0__/* .calm */ ._D)(state, 'snapshots'), event.servers.map(({ sourceServerId }) => sourceServerId), (server, index) => {
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


/***/ }),

/***/ 51610:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ quotas)
/* harmony export */ });
/**
 * Service quotas of AWS DRS for an account and Region ('AWS Elastic Disaster Recovery endpoints and quotas', AWS General
 * Reference). Other people's jobs count too.
 */
const quotas = { serversPerJob: 100, jobs: 20, servers: 500 };


/***/ }),

/***/ 84441:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LQ: () => (/* binding */ abandonRequest),
/* harmony export */   M5: () => (/* binding */ givenUpRequest),
/* harmony export */   _1: () => (/* binding */ startJob),
/* harmony export */   ah: () => (/* binding */ withRequest),
/* harmony export */   gf: () => (/* binding */ refuseJob)
/* harmony export */ });
/* unused harmony export freeServersOf */
/* harmony import */ var _adoption_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35147);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44817);
/* harmony import */ var _quotas_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51610);
/* harmony import */ var _state_change_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35531);
/* harmony import */ var _timestamp_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47291);





/** DRS has answered with a job. */
function startJob(state, event) {
    const request = state.requests.find(({ request }) => request === event.request);
    if (request === undefined)
        return state;
    const { startTrouble: _over, ...rest } = withRequest(state, event.request, {
        status: 'started',
        jobId: event.job.jobId
    });
    return (0,_adoption_js__WEBPACK_IMPORTED_MODULE_0__/* .refreshJob */ .x1)((0,_adoption_js__WEBPACK_IMPORTED_MODULE_0__/* .jobFrom */ ._S)(rest, event.job, request, event.at), event.job, event.at);
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
            survey.at >= (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .addSeconds */ .ps)(since, secondsBeforeAbandoning));
    });
}
/** No job of the request has shown itself: its servers are free, but for those that another job holds. */
function abandonRequest(state, { request, at }) {
    const servers = state.requests.find((known) => known.request === request)?.servers ?? [];
    const waiting = servers.filter((id) => state.servers.get(id)?.request === request);
    return (0,_adoption_js__WEBPACK_IMPORTED_MODULE_0__/* .rejoinJobs */ .MV)(freeServersOf(withRequest(state, request, { status: 'abandoned' }), request), waiting, at);
}
/** Where one server may have spoilt the request for all, the next one is half as large, until the culprit stands alone. */
function refusal(state, { refused }, { request, failure }) {
    const before = { count: refused?.count ?? 0, batchLimit: refused?.batchLimit ?? _quotas_js__WEBPACK_IMPORTED_MODULE_2__/* .quotas */ .a.serversPerJob, alone: false };
    if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .mayBeOneServer */ .A4)(failure))
        return { ...before, failure };
    const asked = state.requests.find((known) => known.request === request)?.servers.length ?? 1;
    return { failure, count: before.count + 1, batchLimit: Math.max(1, Math.ceil(asked / 2)), alone: asked === 1 };
}
/** Takes the servers of a request out of it. */
function freeServersOf(state, request, change = (server) => server) {
    const freed = [...state.servers.values()].filter((server) => server.request === request);
    return (0,_state_change_js__WEBPACK_IMPORTED_MODULE_3__/* .withServers */ .Fr)(state, freed.map(({ sourceServerId }) => sourceServerId), (server) => {
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


/***/ }),

/***/ 21317:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Te: () => (/* binding */ retryServers),
/* harmony export */   c2: () => (/* binding */ mayBeRetried),
/* harmony export */   mQ: () => (/* binding */ awaitsRetry),
/* harmony export */   sZ: () => (/* binding */ withEarlierFailures)
/* harmony export */ });
/* harmony import */ var _state_change_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35531);

/**
 * Whether a server whose launch FAILED gets another one: as often as its wave's `retry` allows in this attempt. What is
 * left of the budget is for the caller to know. A launch that a person cancelled is not defied.
 */
function mayBeRetried({ failedLaunches = [], log }, { planned }) {
    return log.trouble?.kind !== 'cancelled' && failedLaunches.length < planned.retry.failedServers;
}
/** Frees the servers, so that the next job may launch them, as soon as DRS lets go of them; the launch that failed is kept. */
function retryServers(state, event) {
    return (0,_state_change_js__WEBPACK_IMPORTED_MODULE_0__/* .withServers */ .Fr)(state, event.servers.map(({ sourceServerId }) => sourceServerId), (server, index) => {
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
        return { ...(0,_state_change_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutLaunch */ .st)(server), failedLaunches: [...failedLaunches, failed] };
    });
}
/** The reason of a server's end, with that of each launch before it; the same one is told once. */
function withEarlierFailures(reason, { failedLaunches = [], jobId }) {
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


/***/ }),

/***/ 9542:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SU: () => (/* binding */ hasBegun),
/* harmony export */   Y7: () => (/* binding */ unansweredRefusals),
/* harmony export */   dR: () => (/* binding */ isFinal),
/* harmony export */   he: () => (/* binding */ refusalsOf),
/* harmony export */   jO: () => (/* binding */ isAdmitted),
/* harmony export */   zF: () => (/* binding */ accountRefusals)
/* harmony export */ });
/* harmony import */ var _plan_places_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(24533);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44817);
/* harmony import */ var _launch_point_in_time_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70667);
/* harmony import */ var _documents_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(34365);
/* harmony import */ var _preflight_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57696);
/* harmony import */ var _selection_selected_state_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11813);
/* harmony import */ var _watch_verification_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7168);







/** The questions that have to be answered before anything is started. */
const setUpQuestions = ['identity', 'servers', 'snapshots', 'survey', 'documents', 'instances'];
/** Whether everything that has to be known before the first launch is known, and the waves left out are up. */
function isAdmitted(state) {
    return (state.mode !== 'preflight' &&
        state.identity !== undefined &&
        state.survey !== undefined &&
        state.described &&
        state.refusedReads.length === 0 &&
        state.preflight !== undefined &&
        !(0,_launch_point_in_time_js__WEBPACK_IMPORTED_MODULE_1__/* .needsSnapshots */ .F9)(state) &&
        !(0,_selection_selected_state_js__WEBPACK_IMPORTED_MODULE_3__/* .isSelectionWanted */ .WF)(state) &&
        (0,_documents_js__WEBPACK_IMPORTED_MODULE_5__/* .areDocumentsKnown */ .O)(state) &&
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
function refusalsOf(state) {
    const unanswered = setUpQuestions.flatMap((question) => {
        const trouble = state.trouble.get(question);
        return trouble !== undefined && isFinal(trouble) ? [refusal(state, trouble.failure.message)] : [];
    });
    const refused = state.refusedReads.map(({ message }) => refusal(state, message));
    const all = [
        ...unanswered,
        ...refused,
        ...accountRefusals(state),
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
    return [{ message }, ...refusalsOf(state)];
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
        ...(described && (0,_launch_point_in_time_js__WEBPACK_IMPORTED_MODULE_1__/* .needsSnapshots */ .F9)(state) ? ['drs:DescribeRecoverySnapshots'] : []),
        ...((0,_documents_js__WEBPACK_IMPORTED_MODULE_5__/* .areDocumentsKnown */ .O)(state) ? [] : ['ssm:DescribeDocument'])
    ];
}
/** Credentials that AWS does not accept at the very start are wrong, not used up: renewing them was tried already. */
function isFinal({ failure, count }) {
    return !(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isPassing */ .WG)(failure) || (failure.class === 'expired' && count >= 2);
}
/** The account guard (contract section 4 and 2): nothing else is asked of another account than the one that is meant. */
function accountRefusals(state) {
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
                refusal(state, `${whose}, but the plan may run only in account ${wanted}. ` +
                    `Use a role of ${wanted}, or correct "account" in the plan.`, 'account')
            ]),
        ...(allowedAccounts.length === 0 || allowedAccounts.includes(account)
            ? []
            : [
                refusal(state, `${whose}, which the input "allowed-account-ids" does not name (${allowedAccounts.join(', ')}). ` +
                    'Use a role of one of these, or add the account there.')
            ])
    ];
}
function preflightRefusals({ preflight = [] }) {
    return (0,_preflight_js__WEBPACK_IMPORTED_MODULE_2__/* .blockingFindings */ .Ur)(preflight).map(({ message, line, column }) => ({
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
            refusal(state, `Wave ${wave.planned.name} is left out by the input "waves", but a selected wave comes after it, and it has ` +
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
    return server.instance !== undefined && (0,_watch_verification_js__WEBPACK_IMPORTED_MODULE_4__/* .verify */ .MX)(server, wave.planned.verify).is !== 'up';
}
/** A refusal at the place in the plan that it speaks of; the first of the names that the file has. */
function refusal(state, message, ...about) {
    return { message, ...(0,_plan_places_js__WEBPACK_IMPORTED_MODULE_6__/* .firstPlace */ .A)(state.places, ...about) };
}


/***/ }),

/***/ 34365:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ areDocumentsKnown)
/* harmony export */ });
/** Whether SSM has been asked about the documents of actions; without actions there is nothing to ask. */
function areDocumentsKnown({ actions, documents }) {
    return actions.length === 0 || documents !== undefined;
}


/***/ }),

/***/ 72306:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $e: () => (/* binding */ warning),
/* harmony export */   KT: () => (/* binding */ named),
/* harmony export */   N4: () => (/* binding */ note),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   tq: () => (/* binding */ namesInFinding),
/* harmony export */   ub: () => (/* binding */ blocking)
/* harmony export */ });
const blocking = (message) => ({ class: 'blocking', message });
const warning = (message) => ({ class: 'warning', message });
const note = (message) => ({ class: 'note', message });
/** Names that one finding lists, unless it is told otherwise. */
const namesInFinding = 5;
/** The first of these, and how many more there are. */
function named(names, most = namesInFinding) {
    const more = names.length > most ? ` and ${String(names.length - most)} more` : '';
    return `${names.slice(0, most).join(', ')}${more}`;
}
/** A server as a finding calls it, with the ID that the plan has. */
function nameOf({ sourceServerId, described }) {
    return described?.hostname === undefined ? sourceServerId : `${described.hostname} (${sourceServerId})`;
}


/***/ }),

/***/ 87130:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ac: () => (/* binding */ waitTasks),
/* harmony export */   Ed: () => (/* binding */ heldByOthers),
/* harmony export */   MH: () => (/* binding */ waitDeadline),
/* harmony export */   ZJ: () => (/* binding */ mustWaitForOthers),
/* harmony export */   a4: () => (/* binding */ isWaitingForOthers),
/* harmony export */   db: () => (/* binding */ beginWait),
/* harmony export */   h5: () => (/* binding */ isDescribedAnew),
/* harmony export */   l_: () => (/* binding */ waitForOthersSeconds)
/* harmony export */ });
/* harmony import */ var _budgets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37181);
/* harmony import */ var _events_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(29718);
/* harmony import */ var _launch_holdings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81615);
/* harmony import */ var _watch_pace_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11620);
/* harmony import */ var _timestamp_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47291);





/** How long the look that ends a wait may take. */
const lastLookSeconds = 30;
/** Servers of the waves of this run that a job of somebody else holds, as the last survey showed it. */
function heldByOthers(state) {
    return (0,_launch_holdings_js__WEBPACK_IMPORTED_MODULE_1__/* .holdingsOf */ .QF)(state).filter(({ sourceServerId }) => {
        const wave = state.servers.get(sourceServerId)?.wave;
        return wave !== undefined && state.waves.get(wave)?.selected === true;
    });
}
/** How long a launch waits for the jobs of others before it is blocked (`guards.wait-for-other-jobs`). */
function waitForOthersSeconds({ plan }) {
    return plan?.guards.waitForOtherJobsSeconds ?? 0;
}
/** Whether the start has to wait, or to go on waiting, for the jobs of others. */
function mustWaitForOthers(state, now) {
    if ((0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .startsNothing */ .$D)(state.mode) || heldByOthers(state).length === 0)
        return false;
    if (state.wait === undefined)
        return now < waitEnd(state, now);
    return now < waitOverAt(state, state.wait.until) && (state.survey?.at ?? '') < state.wait.until;
}
/** When a wait ends at the latest, where a last look is not answered; undefined where there is none. */
function waitDeadline(state) {
    return state.wait !== undefined && isWaitingForOthers(state) ? waitOverAt(state, state.wait.until) : undefined;
}
/** The wait begins: it is written down, so that it is known when it ends. */
function beginWait(state, now) {
    return { type: 'other-jobs-awaited', until: waitEnd(state, now), holding: heldByOthers(state) };
}
/** Whether a drill that has not begun waits, or has waited, for the jobs of others. */
function isWaitingForOthers(state) {
    return state.wait !== undefined && state.preflight === undefined;
}
/** What those jobs did may have changed everything that was asked before: it is asked anew once they are over. */
function isDescribedAnew(state) {
    const { wait, describedAt, survey } = state;
    if (wait === undefined || survey === undefined || heldByOthers(state).length > 0)
        return true;
    return (describedAt ?? '') >= survey.at;
}
/** The jobs are looked at at the drill's pace; when no server is held any more, the servers are. */
function waitTasks(state) {
    if (!isWaitingForOthers(state) || state.survey === undefined)
        return [];
    const { at } = state.survey;
    if (heldByOthers(state).length > 0) {
        // The last look is at the very end: a server that is free by then is not to be held against the drill.
        const next = (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .earliest */ .Qd)([(0,_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .addSeconds */ .ps)(at, state.pollIntervalSeconds), state.wait?.until]) ?? at;
        const recoveriesOf = (0,_launch_holdings_js__WEBPACK_IMPORTED_MODULE_1__/* .awaitedRecoveries */ .N3)(state);
        return [{ at: (0,_watch_pace_js__WEBPACK_IMPORTED_MODULE_2__/* .surveyRetryAt */ .OD)(state, recoveriesOf) ?? next, command: { do: 'survey-jobs', recoveriesOf } }];
    }
    if (isDescribedAnew(state))
        return [];
    const servers = [...state.servers.keys()];
    return [{ at: (0,_watch_pace_js__WEBPACK_IMPORTED_MODULE_2__/* .retryAt */ .Cy)(state, 'servers') ?? at, command: { do: 'describe-servers', servers } }];
}
function waitOverAt(state, until) {
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .earliest */ .Qd)([(0,_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .addSeconds */ .ps)(until, lastLookSeconds), (0,_budgets_js__WEBPACK_IMPORTED_MODULE_0__/* .drillDeadline */ .gw)(state)]) ?? until;
}
function waitEnd(state, now) {
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .earliest */ .Qd)([(0,_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .addSeconds */ .ps)(now, waitForOthersSeconds(state)), (0,_budgets_js__WEBPACK_IMPORTED_MODULE_0__/* .drillDeadline */ .gw)(state)]) ?? now;
}


/***/ }),

/***/ 37511:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ permissionFindings),
/* harmony export */   P: () => (/* binding */ terminatesAtItsEnd)
/* harmony export */ });
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72306);

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
function terminatesAtItsEnd({ cleanup, mode }) {
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
        return [(0,_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .note */ .N4)(foretold.unasked)];
    if (foretold.failure !== undefined) {
        return [
            (0,_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .note */ .N4)('IAM does not say whether the role may do what a launch needs; without it a missing permission shows when it is ' +
                `needed. ${foretold.failure.message}.`)
        ];
    }
    const denied = foretold.permissions.filter(({ decision }) => decision !== 'allowed');
    const { launch, tag, terminate, follow, stop, run } = ownActions;
    const wanted = [
        launch,
        tag,
        ...(terminatesAtItsEnd(state) ? [terminate] : []),
        ...(state.actions.length > 0 ? [follow, stop] : [])
    ];
    const own = denied.filter(({ action }) => wanted.includes(action));
    const callers = denied.filter(({ action }) => !Object.values(ownActions).includes(action));
    // A role that may launch nothing is one for preflights, and need not do more.
    if (state.mode === 'preflight' && own.some(({ action, missing }) => action === launch && !missing.length)) {
        return [(0,_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .note */ .N4)(`These credentials may not call ${launch}: a drill or recovery needs a role that may.`)];
    }
    return [
        ...ownFindings(own),
        ...runFindings(denied.filter(({ action }) => action === run)),
        ...callerFindings(callers)
    ];
}
function ownFindings(own) {
    return own.map(({ action, decision, missing, servers }) => {
        const on = servers === undefined || servers.length === 0 ? '' : ` on ${(0,_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .named */ .KT)(servers)}`;
        if (missing.length > 0) {
            const unknown = `the answer turns on what only the call itself has (${(0,_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .named */ .KT)(missing)})`;
            return (0,_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e)(`IAM's simulation denies ${action}${on}, but ${unknown}. See that the role's policy allows it.`);
        }
        const how = decision === 'explicitDeny' ? 'a policy denies it explicitly' : 'no policy allows it';
        return (0,_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .blocking */ .ub)(`The role may not call ${action}${on}: ${how}. Add ${action} to the role's policy (docs/iam/ has it whole)` +
            `${action === ownActions.terminate ? ', or take "cleanup" out of the plan' : ''}.`);
    });
}
/** Which ARNs a policy has to name for a document, AWS changes from time to time: a denial is not certain enough to block. */
function runFindings(runs) {
    if (runs.length === 0)
        return [];
    const documents = (0,_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .named */ .KT)(runs.map(({ document }) => document ?? 'a document'));
    return [
        (0,_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e)(`IAM's simulation denies ${ownActions.run} on ${documents}: an action that may not be run ends its wave. ` +
            "See that the role's policy allows it (docs/iam/).")
    ];
}
function callerFindings(callers) {
    if (callers.length === 0)
        return [];
    return [
        (0,_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e)(`IAM's simulation denies ${(0,_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .named */ .KT)(callers.map(({ action }) => action), actionsInFinding)}, which DRS needs of whoever starts a launch: ` +
            "where one is truly missing, servers fail minutes after the start. Compare the role's policy with docs/iam/.")
    ];
}


/***/ }),

/***/ 57696:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ur: () => (/* binding */ blockingFindings),
  xq: () => (/* binding */ preflightChecks),
  lM: () => (/* binding */ preflightOf)
});

// EXTERNAL MODULE: ./build/src/drill/selection/findings.js
var findings = __webpack_require__(89958);
// EXTERNAL MODULE: ./build/src/drill/selection/selected-state.js
var selected_state = __webpack_require__(11813);
// EXTERNAL MODULE: ./build/src/drill/selection/strays.js
var strays = __webpack_require__(81190);
// EXTERNAL MODULE: ./build/src/drill/servers.js
var drill_servers = __webpack_require__(57619);
// EXTERNAL MODULE: ./build/src/drill/actions/preflight.js
var preflight = __webpack_require__(69860);
// EXTERNAL MODULE: ./build/src/drill/launch/quotas.js
var quotas = __webpack_require__(51610);
// EXTERNAL MODULE: ./build/src/plan/places.js
var places = __webpack_require__(24533);
// EXTERNAL MODULE: ./build/src/drill/preflight/finding.js
var finding = __webpack_require__(72306);
// EXTERNAL MODULE: ./build/src/plan/duration.js
var duration = __webpack_require__(45609);
// EXTERNAL MODULE: ./build/src/drill/launch/holdings.js
var holdings = __webpack_require__(81615);
// EXTERNAL MODULE: ./build/src/drill/preflight/other-jobs.js
var other_jobs = __webpack_require__(87130);
// EXTERNAL MODULE: ./build/src/drill/timestamp.js
var timestamp = __webpack_require__(47291);
;// CONCATENATED MODULE: ./build/src/drill/preflight/other-jobs-check.js





/** What it means for the start that a job of somebody else holds the server. */
function holdingFindings(state, server) {
    const holder = (0,other_jobs/* heldByOthers */.Ed)(state).find(({ sourceServerId }) => sourceServerId === server.sourceServerId);
    if (holder === undefined)
        return [];
    const held = `Server ${(0,finding/* nameOf */.Vb)(server)} is ${(0,holdings/* describeHold */.TZ)(holder)}`;
    const end = holder.hasLaunched === true ? 'DRS lists it' : 'that job has ended';
    const what = `Run again when ${end}, or raise "guards.wait-for-other-jobs" in the plan`;
    const seconds = (0,other_jobs/* waitForOthersSeconds */.l_)(state);
    if (seconds === 0)
        return [(0,finding/* blocking */.ub)(`${held}, and the plan does not wait for other jobs. ${what}.`)];
    if (state.wait === undefined) {
        return [
            (0,finding/* warning */.$e)(`${held}. A drill waits up to ${(0,duration/* formatDuration */.a3)(seconds)} ${holder.hasLaunched === true ? 'for that' : 'for its end'}, and is blocked then.`)
        ];
    }
    const waited = (0,duration/* formatDuration */.a3)((0,timestamp/* secondsBetween */.O1)(state.wait.since, state.wait.until));
    return [(0,finding/* blocking */.ub)(`${held}, and still was after a wait of ${waited}. ${what}.`)];
}
/** The wait that is over, and what it was for. */
function waitingFindings(state, servers) {
    const { wait, survey } = state;
    if (wait === undefined || survey === undefined || (0,other_jobs/* heldByOthers */.Ed)(state).length > 0)
        return [];
    const waited = (0,duration/* formatDuration */.a3)(Math.round((0,timestamp/* secondsBetween */.O1)(wait.since, survey.at)));
    const jobs = [...new Set(wait.holding.map(({ jobId }) => jobId))];
    const held = servers.filter(({ sourceServerId }) => wait.holding.some((one) => one.sourceServerId === sourceServerId));
    const of = [...new Set(wait.holding.map(holdings/* whose */.vU))].join(' and ');
    return [(0,finding/* note */.N4)(`Waited ${waited} for ${(0,finding/* named */.KT)(jobs)}, ${of}, which held ${(0,finding/* named */.KT)(held.map(finding/* nameOf */.Vb))}.`)];
}

// EXTERNAL MODULE: ./build/src/drill/preflight/permissions.js
var permissions = __webpack_require__(37511);
;// CONCATENATED MODULE: ./build/src/drill/preflight/fleet-checks.js







/** What each check says of the servers together, and of the plan. */
const fleetChecks = {
    selection: findings/* selectionFindings */.Bd,
    actions: preflight/* actionFindings */.x,
    'last-launch': (_state, servers) => {
        const untried = servers.filter(({ described }) => described?.lastLaunch?.result === 'NOT_STARTED');
        if (untried.length === 0)
            return [];
        const were = untried.length === 1 ? 'server was' : 'servers were';
        return [(0,finding/* note */.N4)(`${String(untried.length)} ${were} never launched before: ${(0,finding/* named */.KT)(untried.map(finding/* nameOf */.Vb))}.`)];
    },
    permissions: (state) => (0,permissions/* permissionFindings */.I)(state),
    'other-jobs': waitingFindings,
    'recovery-snapshot': (state) => [...state.waves.values()].flatMap(({ planned, selected }) => {
        if (!selected || planned.pointInTime === 'latest' || 'before' in planned.pointInTime)
            return [];
        const stray = Object.keys(planned.pointInTime.snapshots).filter((id) => !planned.servers.includes(id));
        return stray.map((id) => ({
            ...(0,finding/* blocking */.ub)(`Server ${id} has a snapshot in point-in-time of wave ${planned.name}, which does not launch it. ` +
                'Take it out, or correct its ID.'),
            wave: planned.name,
            sourceServerId: id,
            ...(0,places/* firstPlace */.A)(state.places, `wave ${planned.name}`)
        }));
    }),
    quotas: ({ survey }, servers) => {
        const { jobs, servers: launching } = survey?.foreign ?? { jobs: 0, servers: 0 };
        const room = Math.max(0, quotas/* quotas */.a.servers - launching);
        if (jobs < quotas/* quotas */.a.jobs && Math.min(servers.length, quotas/* quotas */.a.serversPerJob) <= room)
            return [];
        return [
            (0,finding/* warning */.$e)(`Other people's jobs use up what DRS allows at once: ${String(jobs)} of ${String(quotas/* quotas */.a.jobs)} jobs, with ` +
                `${String(launching)} of ${String(quotas/* quotas */.a.servers)} servers. A drill waits for its turn, within its budgets.`)
        ];
    }
};

// EXTERNAL MODULE: ./build/src/drill/launch/point-in-time.js
var point_in_time = __webpack_require__(70667);
// EXTERNAL MODULE: ./build/src/drill/preflight/documents.js
var documents = __webpack_require__(34365);
;// CONCATENATED MODULE: ./build/src/drill/preflight/grounds.js



const isDescribed = ({ described }) => described;
const isSurveyed = ({ survey }) => survey !== undefined;
const servers = { isAnswered: isDescribed, reads: ['drs:DescribeSourceServers'] };
const settings = { isAnswered: isDescribed, reads: [...servers.reads, 'drs:GetLaunchConfiguration'] };
const templates = {
    isAnswered: isDescribed,
    reads: [...settings.reads, 'ec2:DescribeLaunchTemplateVersions']
};
const instances = {
    isAnswered: isDescribed,
    reads: [...servers.reads, 'drs:DescribeRecoveryInstances', 'ec2:DescribeInstances']
};
const snapshots = {
    isAnswered: (state) => state.described && !(0,point_in_time/* needsSnapshots */.F9)(state),
    reads: servers.reads
};
const jobs = { isAnswered: isSurveyed, reads: [] };
const grounds = {
    permissions: { isAnswered: ({ foretold }) => foretold !== undefined, reads: [] },
    selection: { isAnswered: (state) => !(0,selected_state/* isSelectionWanted */.WF)(state) && isSurveyed(state), reads: [] },
    servers,
    replication: servers,
    'recovery-point': servers,
    'recovery-snapshot': snapshots,
    staging: servers,
    'last-launch': servers,
    'launch-settings': templates,
    'launch-actions': settings,
    isolation: templates,
    actions: { isAnswered: documents/* areDocumentsKnown */.O, reads: [] },
    'live-recovery': instances,
    'earlier-drills': instances,
    'other-jobs': jobs,
    quotas: jobs
};
/** Whether AWS has answered what the check looks at; of one that it has not nothing is found, which is no good news. */
function isAsked(state, check) {
    const { isAnswered, reads } = grounds[check];
    return isAnswered(state) && !state.refusedReads.some(({ operation }) => reads.includes(operation));
}

// EXTERNAL MODULE: ./build/src/drill/launch/live-recovery.js
var live_recovery = __webpack_require__(92185);
// EXTERNAL MODULE: ./build/src/drill/watch/isolation.js
var watch_isolation = __webpack_require__(21295);
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
            (0,finding/* warning */.$e)(`Server ${(0,finding/* nameOf */.Vb)(server)} is ${into}. What that instance holds is replaced: see that this is meant.`)
        ];
    }
    return [
        (0,finding/* blocking */.ub)(`Server ${(0,finding/* nameOf */.Vb)(server)} would be ${into}. A drill would overwrite what that instance holds. Take its ID out of the ` +
            'launch settings before a drill.')
    ];
}
function checkTemplate(server) {
    const { hasLaunchSettings, launchTemplate } = server.described ?? {};
    if (hasLaunchSettings === false) {
        return [
            (0,finding/* warning */.$e)(`Server ${(0,finding/* nameOf */.Vb)(server)} has no DRS launch settings. Open them in the DRS console and save them once.`)
        ];
    }
    if (hasLaunchSettings !== true || launchTemplate !== undefined)
        return [];
    return [
        (0,finding/* warning */.$e)(`Server ${(0,finding/* nameOf */.Vb)(server)}: EC2 does not show the launch template that its DRS launch settings name. ` +
            'Save the launch settings anew in the DRS console.')
    ];
}
/** Whether the post-launch actions that the plan requires will run: a drill would wait for others in vain. */
function checkLaunchActions(state, server) {
    const wanted = state.waves.get(server.wave)?.planned.verify.launchActions;
    if (wanted !== 'required')
        return [];
    const { hasLaunchSettings, postLaunchActive } = server.described ?? {};
    const required = `Server ${(0,finding/* nameOf */.Vb)(server)}: the plan requires its post-launch actions, but`;
    const whatToDo = 'Activate them, or take "launch-actions: required" out of the plan.';
    if (hasLaunchSettings === false) {
        return [(0,finding/* blocking */.ub)(`${required} it has no DRS launch settings that could activate them. ${whatToDo}`)];
    }
    if (postLaunchActive === false) {
        return [(0,finding/* blocking */.ub)(`${required} they are not activated in its DRS launch settings. ${whatToDo}`)];
    }
    if (hasLaunchSettings !== true || postLaunchActive === true)
        return [];
    return [
        (0,finding/* warning */.$e)(`${required} DRS does not say whether they are activated. Look at its launch settings in the DRS console.`)
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
    const name = (0,finding/* nameOf */.Vb)(server);
    const why = replicationError === undefined ? '' : ` (${replicationError})`;
    const lookAt = 'so that nobody knows whether it can be launched, and how old its data would be. Look at it in the DRS console.';
    if (replicationState === undefined) {
        return [(0,finding/* warning */.$e)(`Server ${name}: DRS gives no replication state of it${why}, ${lookAt}`)];
    }
    if (notLaunchable.has(replicationState)) {
        return [
            (0,finding/* blocking */.ub)(`Server ${name} cannot be launched: its replication state is ${replicationState}. ` +
                'Wait for the initial sync to finish, or start its replication in the DRS console.')
        ];
    }
    const isAgeing = ageing.has(replicationState);
    if (!isAgeing && !replicating.has(replicationState)) {
        return [
            (0,finding/* warning */.$e)(`Server ${name}: its replication state is ${replicationState}${why}, which is not known here, ${lookAt}`)
        ];
    }
    if (!isAgeing && replicationError === undefined)
        return [];
    return [
        (0,finding/* warning */.$e)(`Server ${name}: its replication is ${replicationState}${why}, so that its data gets older. ` +
            'Mend it in the DRS console; a launch would use the last point there is.')
    ];
}

// EXTERNAL MODULE: ./node_modules/iso8601-duration/lib/index.js
var lib = __webpack_require__(73715);
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
    const name = (0,finding/* nameOf */.Vb)(server);
    const asked = (0,point_in_time/* pointAsked */.fq)(planned, sourceServerId);
    const isFound = snapshot?.snapshotId !== undefined;
    switch (asked.is) {
        case 'before':
            if (isFound)
                return [];
            return [
                (0,finding/* blocking */.ub)(`Server ${name} has no recovery snapshot from before ${asked.before}. Write a later time into the ` +
                    `plan's point-in-time ${howToList(state, server)}.`)
            ];
        case 'snapshot':
            if (isFound)
                return [];
            return [
                (0,finding/* blocking */.ub)(`Server ${name} has no recovery snapshot ${asked.snapshotId}. Correct it in the plan's point-in-time ` +
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
        return [(0,finding/* warning */.$e)(`Server ${name} has no recovery snapshot: its launch depends on the one that DRS takes then.`)];
    }
    if (snapshot.takenAt === undefined)
        return [];
    const age = (0,timestamp/* secondsBetween */.O1)(snapshot.takenAt, state.snapshotsAt);
    if (age <= Math.max(target, regularSeconds))
        return [];
    return [
        (0,finding/* warning */.$e)(`Server ${name}: its newest recovery snapshot is ${(0,duration/* formatDuration */.a3)(age)} old, and the RPO is ` +
            `${(0,duration/* formatDuration */.a3)(target)}. Should DRS not be able to take a new one, the launch falls back on it. Find out why ` +
            'none was taken since.')
    ];
}
/** Whether the data that a launch would have now is within the RPO. */
function checkRecoveryPoint(state, server) {
    const target = state.plan?.objectives.rpoSeconds;
    const planned = state.waves.get(server.wave)?.planned;
    if (target === undefined || planned === undefined)
        return [];
    if ((0,point_in_time/* pointAsked */.fq)(planned, server.sourceServerId).is !== 'latest')
        return checkChosenPoint(state, server, target);
    const seconds = lagSeconds(server.described?.lag);
    const name = (0,finding/* nameOf */.Vb)(server);
    if (seconds === undefined) {
        return [(0,finding/* note */.N4)(`Server ${name}: DRS tells no lag, so that nothing can be said of the RPO before the launch.`)];
    }
    if (seconds <= target)
        return [];
    return [
        (0,finding/* warning */.$e)(`Server ${name}: its data is ${(0,duration/* formatDuration */.a3)(seconds)} behind, and the RPO is ` +
            `${(0,duration/* formatDuration */.a3)(target)}. Launched now, it would miss it.`)
    ];
}
/** A point that the plan chooses is as old as that; the lag of the replication is nothing to it. */
function checkChosenPoint(state, server, target) {
    const { snapshot } = server;
    if (snapshot?.takenAt === undefined || state.snapshotsAt === undefined)
        return [];
    const age = Math.max(0, (0,timestamp/* secondsBetween */.O1)(snapshot.takenAt, state.snapshotsAt));
    if (age <= target)
        return [];
    const mend = state.plan?.objectives.onMiss === 'warn'
        ? ', which the plan allows (on-miss: warn)'
        : ': allow it with "on-miss: warn", or state no RPO in this plan';
    return [
        (0,finding/* warning */.$e)(`Server ${(0,finding/* nameOf */.Vb)(server)}: the recovery point that the plan chooses is ${(0,duration/* formatDuration */.a3)(age)} old, and the RPO ` +
            `is ${(0,duration/* formatDuration */.a3)(target)}. It will be missed${mend}.`)
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
            (0,finding/* blocking */.ub)(`Server ${sourceServerId} (wave ${wave}) is not a source server of DRS in ${where}. ` +
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
                    (0,finding/* warning */.$e)(`Server ${(0,finding/* nameOf */.Vb)(server)} is extended from another account, and its extension is ${staging.status}.`)
                ];
        }
        return [
            (0,finding/* blocking */.ub)(`Server ${(0,finding/* nameOf */.Vb)(server)} is extended from another account, and its staging area is in error` +
                `${staging.error === undefined ? '' : `: ${staging.error}`}. Extend it anew in the DRS console.`)
        ];
    },
    'last-launch': (_state, server) => {
        const { lastLaunch } = server.described ?? {};
        if (lastLaunch?.result === 'FAILED') {
            const job = lastLaunch.jobId === undefined ? '' : ` by ${lastLaunch.jobId}`;
            const at = lastLaunch.at === undefined ? '' : ` of ${lastLaunch.at}`;
            return [
                (0,finding/* warning */.$e)(`Server ${(0,finding/* nameOf */.Vb)(server)}: its last launch${at}${job} FAILED. Read that job's log before the next one.`)
            ];
        }
        return [];
    },
    'launch-settings': checkLaunchSettings,
    'launch-actions': checkLaunchActions,
    isolation: (state, server) => {
        const isolation = (0,watch_isolation/* isolationOf */._x)(state);
        if (isolation === undefined)
            return [];
        const template = server.described?.launchTemplate;
        if (template === undefined) {
            return [
                (0,finding/* blocking */.ub)(`Server ${(0,finding/* nameOf */.Vb)(server)}: its launch template could not be read, so that nobody knows where it would land, and ` +
                    'the plan states an isolation. Save its launch settings anew in the DRS console.')
            ];
        }
        const breach = (0,watch_isolation/* isolationBreach */.Gh)(isolation, template);
        if (breach === undefined)
            return [];
        const version = template.version === undefined ? '' : `, version ${String(template.version)}`;
        return [
            (0,finding/* blocking */.ub)(`Server ${(0,finding/* nameOf */.Vb)(server)} would land outside the plan's isolation: ${breach} (launch template ` +
                `${template.id}${version}). Correct its launch settings, or the plan's isolation.`)
        ];
    },
    'live-recovery': (state, server) => {
        const live = (0,live_recovery/* liveRecoveriesOf */.lu)(state, server);
        if (live.length === 0)
            return [];
        const instance = live.map(live_recovery/* describeInstance */.xJ).join(' and ');
        if ((0,live_recovery/* mayReplaceRecovery */.to)(state, server)) {
            return [
                (0,finding/* warning */.$e)(`Server ${(0,finding/* nameOf */.Vb)(server)}: the launch DESTROYS its live recovery instance ${instance}, which no drill launched. ` +
                    'The plan allows it (guards.replace-recovery-instances).')
            ];
        }
        return [
            (0,finding/* blocking */.ub)(`Server ${(0,finding/* nameOf */.Vb)(server)} has a live recovery instance, ${instance}, that no drill launched. ` +
                'A new launch would destroy it. Fail back or delete that recovery instance first, or take the server out of the ' +
                'plan. Only if it may be DESTROYED: name the server in guards.replace-recovery-instances.')
        ];
    },
    'earlier-drills': (state, server) => {
        const earlier = (server.described?.earlierDrills ?? []).filter((instance) => !(0,live_recovery/* isOwnInstance */.eO)(state, instance) &&
            (instance.jobId === undefined || instance.jobId !== (0,strays/* launchElsewhereOf */.NF)(state, server.sourceServerId)?.jobId));
        if (earlier.length === 0)
            return [];
        const ids = earlier.map(({ ec2InstanceId, recoveryInstanceId }) => ec2InstanceId ?? recoveryInstanceId).join(', ');
        return [(0,finding/* note */.N4)(`Server ${(0,finding/* nameOf */.Vb)(server)}: its launch terminates ${ids}, left by an earlier drill.`)];
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
function preflightOf(state) {
    const servers = (0,drill_servers/* selectedServers */.WM)(state);
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
    return (0,findings/* selectsServers */.ss)(state) || (state.survey?.launchedElsewhere.length ?? 0) > 0 || (0,strays/* straysOf */.U4)(state).length > 0;
}
/** The findings that forbid the start. */
function blockingFindings(results) {
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
        ...(0,selected_state/* placeOfServer */.ux)(state, server)
    }));
}


/***/ }),

/***/ 41718:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ comparedAtMost),
/* harmony export */   g: () => (/* binding */ comparableIn)
/* harmony export */ });
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


/***/ }),

/***/ 25408:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./build/src/drill/actions/tasks.js
var tasks = __webpack_require__(72037);
// EXTERNAL MODULE: ./build/src/drill/budgets.js
var budgets = __webpack_require__(37181);
// EXTERNAL MODULE: ./build/src/drill/actions/action.js
var actions_action = __webpack_require__(85477);
// EXTERNAL MODULE: ./build/src/drill/actions/request.js
var request = __webpack_require__(75794);
// EXTERNAL MODULE: ./build/src/drill/events.js
var events = __webpack_require__(29718);
// EXTERNAL MODULE: ./build/src/drill/failure.js
var drill_failure = __webpack_require__(44817);
// EXTERNAL MODULE: ./build/src/plan/duration.js
var duration = __webpack_require__(45609);
// EXTERNAL MODULE: ./build/src/drill/watch/last-answer.js
var last_answer = __webpack_require__(35554);
;// CONCATENATED MODULE: ./build/src/drill/actions/judgement.js







/** What follows for the actions of running waves from what is known. */
function judgeActions(state, now) {
    return [...state.waves.values()].flatMap((wave) => {
        if (wave.status !== 'running')
            return [];
        return (0,actions_action/* actionsOf */.Ro)(state, wave.planned.name).flatMap((action) => {
            const verdict = action.outcome === undefined ? judgeAction(state, wave, action, now) : undefined;
            return verdict === undefined ? [] : [settleAction(action, verdict.status, verdict.reason)];
        });
    });
}
/** When the timeout of an action that runs ends. */
function nextActionDeadlines(state) {
    return [...state.waves.values()].flatMap((wave) => {
        const action = (0,actions_action/* actionInTurn */.zu)(state, wave);
        return (action === undefined ? undefined : (0,actions_action/* actionDeadline */.$2)(state, action)) ?? [];
    });
}
/** The conclusion that an action has come to an end. */
function settleAction({ wave, planned }, status, reason) {
    return { type: 'action-settled', wave, action: planned.name, status, reason };
}
/** The actions of a wave of which none begins any more. */
function settleUnstarted(state, wave, reason) {
    return (0,actions_action/* actionsOf */.Ro)(state, wave)
        .filter(({ outcome }) => outcome === undefined)
        .map((action) => settleAction(action, 'not-started', reason));
}
/** How a wave ends because of its actions; undefined when these are all well. */
function endByActions(state, wave) {
    const bad = (0,actions_action/* actionsOf */.Ro)(state, wave).filter((action) => !(0,actions_action/* hasPassed */.Pc)(action));
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
    if (action.automationExecutionId !== undefined && (0,actions_action/* hasActionEnded */.NT)(action)) {
        if ((0,actions_action/* hasSucceeded */.yO)(action))
            return { status: 'succeeded', reason: sighting?.status ?? '' };
        if (!(0,actions_action/* isToBeRunAnew */.JE)(state, action))
            return judgeFailed(action);
    }
    if (action.automationExecutionId === undefined && startTrouble !== undefined && !(0,drill_failure/* isPassing */.WG)(startTrouble.failure)) {
        return { status: 'failed', reason: `it could not be started: ${startTrouble.failure.message}` };
    }
    const blindness = (0,actions_action/* cannotBeFollowed */.$k)(state, action);
    if (blindness !== undefined) {
        return {
            status: 'failed',
            reason: `nobody can say what it does: ${blindness.message}; it was told to stop (StopAutomationExecution)`
        };
    }
    const deadline = (0,actions_action/* actionDeadline */.$2)(state, action);
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
    const jobId = planned.phase === 'pre' ? (0,actions_action/* earlierLaunch */.EL)(state, action.wave) : undefined;
    if (jobId !== undefined) {
        const reason = `an earlier attempt launched the wave (${jobId}), which it does only when this has succeeded`;
        return { status: 'succeeded-earlier', reason };
    }
    const before = (0,actions_action/* actionsOf */.Ro)(state, action.wave).find((other) => other.outcome !== undefined && !(0,actions_action/* hasPassed */.Pc)(other));
    if (before !== undefined)
        return never(`${before.planned.phase}-action "${before.planned.name}" has not succeeded`);
    if (planned.phase === 'post') {
        const servers = wave.planned.servers.map((id) => state.servers.get(id)?.outcome?.status);
        if (servers.some((status) => status !== undefined && status !== 'launched')) {
            return never('not every server of the wave is up');
        }
        const unknown = servers.every((status) => status === 'launched') ? (0,request/* unknownInstances */.PM)(state, action) : [];
        if (unknown.length > 0) {
            const reason = `it is to be given the instances of the wave, and that of ${unknown.join(', ')} is not known`;
            return { status: 'failed', reason };
        }
    }
    if (now < (0,budgets/* waveDeadline */.qu)(state, wave))
        return undefined;
    return never(`${(0,budgets/* describeDeadline */.IZ)(state, wave)} ran out before it could be started`);
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
    return deadline === (0,budgets/* waveDeadline */.qu)(state, wave)
        ? (0,budgets/* describeDeadline */.IZ)(state, wave)
        : `its timeout of ${(0,duration/* formatDuration */.a3)(planned.timeoutSeconds)}`;
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
    return `while it was ${sighting?.status ?? 'not seen yet'}${approval}; it was told to stop (StopAutomationExecution)${(0,last_answer/* lastAnswer */.$)(state, [(0,events/* runQuestion */._B)(automationExecutionId)])}`;
}

// EXTERNAL MODULE: ./build/src/drill/launch/retry.js
var retry = __webpack_require__(21317);
// EXTERNAL MODULE: ./build/src/drill/servers.js
var drill_servers = __webpack_require__(57619);
;// CONCATENATED MODULE: ./build/src/drill/ending/cancel.js



/** On cancel nothing more is started or waited for: everything unsettled is told as it stands. */
function concludeCancelled(state) {
    const reason = `the run was cancelled (${state.cancelled?.signal ?? 'cancelled'})`;
    const open = (0,drill_servers/* selectedServers */.WM)(state).filter(({ outcome }) => outcome === undefined);
    const waves = [...state.waves.values()].filter((wave) => wave.selected && wave.settledAt === undefined);
    const settled = open.map((server) => {
        const { sourceServerId } = server;
        if ((0,retry/* awaitsRetry */.mQ)(server)) {
            const told = (0,retry/* withEarlierFailures */.sZ)(`${reason} before it could be launched again`, server);
            return { sourceServerId, status: 'failed', reason: told };
        }
        const asked = server.jobId !== undefined || server.request !== undefined;
        const where = server.jobId === undefined ? 'its launch had been asked for' : `it was in ${server.jobId}`;
        return {
            sourceServerId,
            status: asked ? 'cancelled' : 'not-started',
            reason: asked ? (0,retry/* withEarlierFailures */.sZ)(`${reason} while ${where}`, server) : reason
        };
    });
    return [
        ...(settled.length > 0 ? [{ type: 'servers-settled', servers: settled }] : []),
        ...state.actions
            .filter(({ outcome }) => outcome === undefined)
            .map((action) => action.requestedAt === undefined
            ? settleAction(action, 'not-started', reason)
            : settleAction(action, 'cancelled', `${reason} while it was ${action.sighting?.status ?? 'asked for'}`)),
        ...waves.map((wave) => ({
            type: 'wave-settled',
            wave: wave.planned.name,
            status: wave.startedAt === undefined ? 'not-started' : 'cancelled',
            reason
        }))
    ];
}

// EXTERNAL MODULE: ./build/src/drill/ending/cleanup.js + 1 modules
var cleanup = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/drill/watch/job.js
var watch_job = __webpack_require__(67608);
// EXTERNAL MODULE: ./build/src/drill/watch/pace.js
var pace = __webpack_require__(11620);
// EXTERNAL MODULE: ./build/src/drill/launch/fallback.js
var fallback = __webpack_require__(87185);
;// CONCATENATED MODULE: ./build/src/drill/ending/last-reading.js


/** How often a log is asked for at the end, where it was not refused for good. */
const readingTries = 3;
/**
 * The logs that are read once more when all waves have come to their end (`since`): those that were never read as far as what a
 * server was launched from. The verdict does not hang on them; what the evidence says of an older snapshot does.
 */
function lastReadings(state, since) {
    const trouble = state.trouble.get('job-log');
    if (trouble !== undefined) {
        if (!(0,pace/* isAskedAgain */.N_)('job-log', trouble.failure))
            return [];
        // However often it failed before, once it is asked for again.
        if (trouble.at >= since && trouble.count >= readingTries)
            return [];
    }
    const untold = [...state.servers.values()].filter((server) => state.waves.get(server.wave)?.selected === true && (0,fallback/* fellBack */.r)(state, server) === undefined);
    const at = (0,pace/* retryAt */.Cy)(state, 'job-log') ?? since;
    return [...new Set(untold.flatMap(({ jobId }) => jobId ?? []))].map((jobId) => ({
        at,
        command: { do: 'read-job-log', jobId }
    }));
}

// EXTERNAL MODULE: ./build/src/drill/timestamp.js
var timestamp = __webpack_require__(47291);
// EXTERNAL MODULE: ./build/src/drill/watch/launch-actions.js
var launch_actions = __webpack_require__(47010);
;// CONCATENATED MODULE: ./build/src/drill/ending/late-actions.js




/** Servers that are up, and whose wave requires their post-launch actions. */
function withActions(state, wave) {
    if (!wave.selected || wave.planned.verify.launchActions !== 'required')
        return [];
    return (0,drill_servers/* serversOf */.U2)(state, wave).filter(({ outcome }) => outcome?.status === 'launched');
}
function isUnseen(state, { jobId = '' }, since) {
    return (state.jobs.get(jobId)?.seenAt ?? '') < since;
}
/**
 * The jobs that are looked at once more when all waves have come to their end (`since`), because of post-launch actions that the
 * plan requires: DRS may have listed another one since, and it may have failed. One that still runs is waited for where the
 * drill passes otherwise.
 */
function jobsOfActions(state, since, isPassing) {
    const ids = [...state.waves.values()].flatMap((wave) => withActions(state, wave)
        .filter((server) => isUnseen(state, server, since) || (isPassing && (0,launch_actions/* judgeRequiredActions */.Os)(state, server, wave)?.is === 'not-yet'))
        .flatMap(({ jobId }) => jobId ?? []));
    return [...new Set(ids)].flatMap((jobId) => state.jobs.get(jobId) ?? []);
}
/** Whether the post-launch actions of every server that is up were seen at the end, and are well. */
function late_actions_areActionsConfirmed(state, since) {
    return [...state.waves.values()].every((wave) => withActions(state, wave).every((server) => !isUnseen(state, server, since) && judgeRequiredActions(state, server, wave) === undefined));
}
/** Servers of a wave that were up, and whose post-launch actions say now that they are not. */
function lateActions(state, wave, { now, patienceEnds, isPassing }) {
    // An action that began late has the time that its wave has, and at least that of an instance to come back.
    const until = (0,timestamp/* latest */.IW)(patienceEnds, (0,budgets/* waveDeadline */.qu)(state, wave)) ?? patienceEnds;
    return withActions(state, wave).flatMap((server) => {
        const { sourceServerId } = server;
        const finding = (0,launch_actions/* judgeRequiredActions */.Os)(state, server, wave);
        if (finding === undefined)
            return [];
        const reason = `it was up, but at the end of the drill ${finding.reason}`;
        if (finding.is === 'never')
            return [{ sourceServerId, status: finding.status, reason }];
        return isPassing && now >= until ? [{ sourceServerId, status: 'timed-out', reason }] : [];
    });
}
/** Servers of a wave whose post-launch actions were not seen since. */
function unseenActions(state, wave, since) {
    return withActions(state, wave).filter((server) => isUnseen(state, server, since));
}

// EXTERNAL MODULE: ./build/src/drill/watch/verification.js
var verification = __webpack_require__(7168);
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
    return (0,timestamp/* addSeconds */.ps)((0,budgets/* drillDeadline */.gw)(state), closingGraceSeconds);
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
    const asked = actions.length > 0 && (isPassingSoFar(state) || !isHopeless(state, 'jobs'));
    const running = isHopeless(state, 'jobs')
        ? []
        : [...state.jobs.values()].filter((job) => !(0,watch_job/* hasEnded */.hY)(job) && job.seenAt < since);
    const jobs = [...new Set([...running, ...(asked ? actions : [])])];
    const instances = questionsLeft(state, since);
    return [
        ...(jobs.length > 0
            ? [
                {
                    at: (0,pace/* retryAt */.Cy)(state, 'jobs') ??
                        pauseBetween(state, jobs.map(({ seenAt }) => seenAt), since) ??
                        since,
                    command: { do: 'observe-jobs', jobIds: jobs.map(({ jobId }) => jobId) }
                }
            ]
            : []),
        ...(instances.length > 0
            ? [
                {
                    at: (0,pace/* retryAt */.Cy)(state, 'instances') ?? pauseAfterLook(state, instances, since) ?? since,
                    command: { do: 'observe-instances', servers: instances }
                }
            ]
            : []),
        ...lastReadings(state, since),
        ...(0,tasks/* stopTasks */.z1)(state)
    ];
}
/** Servers that were up and are not seen to be so any more: the verdict must not call them launched. */
function relapses(state, now) {
    const since = lastSettledAt(state);
    const patienceEnds = (0,timestamp/* earliest */.Qd)([(0,timestamp/* addSeconds */.ps)(since, relapseSeconds), closingDeadline(state)]) ?? since;
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
    const hopeless = isHopeless(state, 'instances');
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
    return instanceSeenAt < (0,timestamp/* addSeconds */.ps)(since, courtesyTries * lookAgainSeconds(state));
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
    return server.instance?.state !== (0,verification/* expectedInstanceState */.FB)(server);
}
/** When they are looked at again that were all looked at since, and were not as they are to be. */
function pauseAfterLook(state, questions, since) {
    return pauseBetween(state, questions.map(({ sourceServerId }) => state.servers.get(sourceServerId)?.instanceSeenAt), since);
}
function pauseBetween(state, looks, since) {
    if (looks.some((at) => at === undefined || at < since))
        return undefined;
    const first = (0,timestamp/* earliest */.Qd)(looks);
    return first === undefined ? undefined : (0,timestamp/* addSeconds */.ps)(first, lookAgainSeconds(state));
}
function isHopeless(state, look) {
    const trouble = state.trouble.get(look);
    return trouble !== undefined && (trouble.count >= courtesyTries || !(0,drill_failure/* isPassing */.WG)(trouble.failure));
}

// EXTERNAL MODULE: ./build/src/drill/ending/verdict.js + 2 modules
var verdict = __webpack_require__(2969);
// EXTERNAL MODULE: ./build/src/drill/launch/requests.js
var requests = __webpack_require__(84441);
// EXTERNAL MODULE: ./build/src/drill/preflight/admission.js
var admission = __webpack_require__(9542);
// EXTERNAL MODULE: ./build/src/drill/launch/holdings.js
var holdings = __webpack_require__(81615);
// EXTERNAL MODULE: ./build/src/drill/launch/quotas.js
var quotas = __webpack_require__(51610);
;// CONCATENATED MODULE: ./build/src/drill/launch/capacity.js




/** Servers of a running wave that no job launches and no request has asked for; held ones wait for the job that holds them. */
function unlaunched(state, wave) {
    if (wave.status !== 'running' || !wave.selected || !(0,actions_action/* mayLaunch */.HB)(state, wave))
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
        ...(0,watch_job/* heldByOwnJobs */.DL)(state),
        ...(0,holdings/* holdingsOf */.QF)(state).map(({ sourceServerId }) => sourceServerId),
        // Seen too late to refuse the run: a second launch would destroy the first.
        ...(state.survey?.launchedElsewhere.map(({ sourceServerId }) => sourceServerId) ?? [])
    ]);
    let best;
    for (const wave of state.waves.values()) {
        if (hasUnlistedJob(state, wave.planned.name))
            continue;
        const startable = unlaunched(state, wave).filter((server) => !held.has(server.sourceServerId));
        const refusals = Math.min(...startable.map(refusalsOf));
        if (startable.length === 0 || (best !== undefined && best.refusals <= refusals))
            continue;
        best = {
            wave: wave.planned.name,
            servers: startable.filter((server) => refusalsOf(server) === refusals),
            refusals
        };
    }
    if (best === undefined)
        return undefined;
    const limit = Math.min(room, ...best.servers.map(({ refused }) => refused?.batchLimit ?? room));
    return { wave: best.wave, servers: best.servers.slice(0, limit).map(({ sourceServerId }) => sourceServerId) };
}
function refusalsOf({ refused }) {
    return refused?.count ?? 0;
}
/** How many servers a job started now may have; 0 when it has to wait. */
function roomLeft(state) {
    const running = [...state.jobs.values()].filter((job) => !(0,watch_job/* hasEnded */.hY)(job));
    const foreign = state.survey?.foreign ?? { jobs: 0, servers: 0 };
    if (running.length + foreign.jobs >= quotas/* quotas */.a.jobs)
        return 0;
    const launching = running.reduce((sum, job) => sum + job.servers.length, foreign.servers);
    return Math.max(0, Math.min(quotas/* quotas */.a.serversPerJob, quotas/* quotas */.a.servers - launching));
}
/** A job found by its tags whose servers DRS does not list yet may hold any server of its wave. */
function hasUnlistedJob(state, wave) {
    return [...state.jobs.values()].some((job) => job.wave === wave && job.servers.length === 0 && !(0,watch_job/* hasEnded */.hY)(job));
}

// EXTERNAL MODULE: ./build/src/drill/launch/live-recovery.js
var live_recovery = __webpack_require__(92185);
// EXTERNAL MODULE: ./build/src/drill/launch/point-in-time.js
var point_in_time = __webpack_require__(70667);
;// CONCATENATED MODULE: ./build/src/drill/launch/start.js







/** One job at a time is started: of several lost answers it could not be told which job is whose. */
function startTasks(state, now) {
    const pending = [...state.waves.values()].some((wave) => unlaunched(state, wave).length > 0);
    if (!pending || !(0,admission/* isAdmitted */.jO)(state) || state.survey === undefined)
        return [];
    const earliestStart = (0,pace/* startAgainAt */.kz)(state) ?? state.survey.at;
    const refusedSince = state.startTrouble !== undefined && state.startTrouble.at >= state.survey.at;
    const trustedUntil = (0,pace/* surveyTrustedUntil */.jG)(state) ?? now;
    const batch = nextBatch(state);
    if (refusedSince || now > trustedUntil)
        return [lookTask(state, earliestStart, batch?.servers)];
    if (batch === undefined)
        return [lookTask(state, (0,timestamp/* addSeconds */.ps)(state.survey.at, state.pollIntervalSeconds))];
    if (now > ((0,live_recovery/* recoveriesTrustedUntil */.Nn)(state, batch.servers) ?? '')) {
        return [
            {
                at: (0,pace/* retryAt */.Cy)(state, 'recoveries') ?? state.survey.at,
                command: { do: 'observe-recoveries', servers: batch.servers }
            }
        ];
    }
    const request = state.requests.length + 1;
    const snapshots = (0,point_in_time/* snapshotsFor */.Lb)(state, batch.servers);
    const from = snapshots === undefined ? {} : { snapshots };
    return [
        { at: earliestStart, command: { do: 'start-job', request, ...batch, ...from, isDrill: state.mode !== 'recovery' } }
    ];
}
/**
 * Jobs and live recoveries are looked at together: where AWS answers slowly, what the one look says would otherwise be
 * outdated by the time that the other is answered, for ever.
 */
function lookTask(state, at, servers = []) {
    const recoveriesOf = [...servers, ...(0,holdings/* awaitedRecoveries */.N3)(state)];
    return { at: (0,pace/* surveyRetryAt */.OD)(state, recoveriesOf) ?? at, command: { do: 'survey-jobs', recoveriesOf } };
}

// EXTERNAL MODULE: ./build/src/drill/preflight/other-jobs.js
var other_jobs = __webpack_require__(87130);
// EXTERNAL MODULE: ./build/src/drill/preflight/preflight.js + 8 modules
var preflight = __webpack_require__(57696);
// EXTERNAL MODULE: ./build/src/drill/actions/preflight.js
var actions_preflight = __webpack_require__(69860);
// EXTERNAL MODULE: ./build/src/drill/selection/selected-state.js
var selected_state = __webpack_require__(11813);
// EXTERNAL MODULE: ./build/src/drill/preflight/documents.js
var documents = __webpack_require__(34365);
// EXTERNAL MODULE: ./build/src/drill/preflight/permissions.js
var permissions = __webpack_require__(37511);
;// CONCATENATED MODULE: ./build/src/drill/preflight/set-up.js










/** Who are we, what are these servers, what runs already: asked before anything is started, and all at once. */
function setUpTasks(state) {
    const ask = (question, command) => ({
        at: (0,pace/* retryAt */.Cy)(state, question) ?? state.openedAt,
        command
    });
    // The account guard comes first: of another account nothing else is asked.
    if (state.identity === undefined)
        return [ask('identity', { do: 'identify' })];
    // Which jobs and servers are of interest is known once the plan's matches have found theirs.
    const isSelected = !(0,selected_state/* isSelectionWanted */.WF)(state);
    const refused = state.trouble.get('servers');
    if (!isSelected && (refused === undefined || !(0,admission/* isFinal */.dR)(refused)))
        return [ask('servers', { do: 'list-servers' })];
    return [
        ...(state.survey === undefined ? [ask('survey', { do: 'survey-jobs' })] : []),
        ...(state.foretold === undefined ? [foretell(state, state.identity)] : []),
        ...(state.described || !isSelected
            ? []
            : [ask('servers', { do: 'describe-servers', servers: [...state.servers.keys()] })]),
        ...(state.described && (0,point_in_time/* needsSnapshots */.F9)(state)
            ? [ask('snapshots', { do: 'find-snapshots', questions: (0,point_in_time/* snapshotQuestions */.MC)(state) })]
            : []),
        ...((0,documents/* areDocumentsKnown */.O)(state) ? [] : [ask('documents', { do: 'describe-documents', documents: (0,actions_preflight/* documentsOf */.u)(state) })])
    ];
}
function foretell(state, { arn, region }) {
    const servers = (0,drill_servers/* selectedServers */.WM)(state).map(({ sourceServerId }) => sourceServerId);
    const documents = [...new Set(state.actions.map(({ planned }) => planned.document))];
    const question = { arn, region, servers, terminates: (0,permissions/* terminatesAtItsEnd */.P)(state), documents };
    return { at: state.openedAt, command: { do: 'foretell-permissions', question } };
}
/**
 * Once, as soon as everything that it looks at is known, or will not be: what AWS refuses to answer must not keep back what
 * else there is to be said.
 */
function isPreflightDue(state) {
    return isAccepted(state) && isSetUp(state) && (0,other_jobs/* isDescribedAnew */.h5)(state) && state.preflight === undefined;
}
/** Whether the account is known, and one that is meant. */
function isAccepted(state) {
    return state.identity !== undefined && (0,admission/* accountRefusals */.zF)(state).length === 0;
}
/** Whether every set-up question has its answer, or one that asking again will not change. */
function isSetUp(state) {
    const isSettled = (question, answered) => {
        const trouble = state.trouble.get(question);
        return answered || (trouble !== undefined && (0,admission/* isFinal */.dR)(trouble));
    };
    if (!isSettled('identity', state.identity !== undefined))
        return false;
    if (state.identity === undefined || (0,admission/* accountRefusals */.zF)(state).length > 0)
        return true;
    if (state.foretold === undefined)
        return false;
    return (isSettled('survey', state.survey !== undefined) &&
        isSettled('servers', state.described) &&
        (!state.described || isSettled('snapshots', !(0,point_in_time/* needsSnapshots */.F9)(state))) &&
        isSettled('documents', (0,documents/* areDocumentsKnown */.O)(state)));
}
/** What was asked before the start is concluded, or the wait for the jobs of others begins; nothing while it lasts. */
function concludePreflight(state, now) {
    const results = (0,preflight/* preflightOf */.lM)(state);
    // Of what waiting does not mend, one is told at once.
    const others = (0,preflight/* blockingFindings */.Ur)(results.filter(({ check }) => check !== 'other-jobs'));
    if (others.length === 0 && (0,admission/* refusalsOf */.he)(state).length === 0) {
        if ((0,other_jobs/* mustWaitForOthers */.ZJ)(state, now))
            return (0,other_jobs/* isWaitingForOthers */.a4)(state) ? [] : [(0,other_jobs/* beginWait */.db)(state, now)];
    }
    return [{ type: 'preflight-concluded', results }];
}

// EXTERNAL MODULE: ./build/src/plan/wording.js
var wording = __webpack_require__(12213);
// EXTERNAL MODULE: ./build/src/drill/preflight/finding.js
var finding = __webpack_require__(72306);
// EXTERNAL MODULE: ./build/src/drill/watch/isolation.js
var isolation = __webpack_require__(21295);
// EXTERNAL MODULE: ./build/src/drill/watch/job-log.js
var job_log = __webpack_require__(46143);
;// CONCATENATED MODULE: ./build/src/drill/watch/loss.js


/**
 * Servers that were up and are seen to be gone while the drill goes on: nothing is built on them any more, and there is nothing
 * to wait for.
 */
function losses(state) {
    return [...state.waves.values()].flatMap((wave) => {
        if (!wave.selected)
            return [];
        const lost = (0,drill_servers/* serversOf */.U2)(state, wave).flatMap((server) => {
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
    if (planned.verify.instance !== 'none' && (0,verification/* isGone */.ST)(instance)) {
        return `its instance${instance?.ec2InstanceId === undefined ? '' : ` ${instance.ec2InstanceId}`} is ${instance?.state ?? 'gone'}`;
    }
    if (participant?.launchStatus !== 'TERMINATED')
        return undefined;
    const which = instance?.ec2InstanceId === undefined ? '' : ` (${instance.ec2InstanceId})`;
    return `DRS says TERMINATED in ${jobId ?? 'its job'}: its recovery instance${which} was removed`;
}

// EXTERNAL MODULE: ./build/src/drill/selection/strays.js
var strays = __webpack_require__(81190);
;// CONCATENATED MODULE: ./build/src/drill/launch/unlaunched.js








/** How a server ends that no job launches; undefined while it may still be launched. */
function judgeUnlaunched(state, server, wave, budget) {
    const { refused } = server;
    const again = (0,retry/* awaitsRetry */.mQ)(server);
    const hindrance = server.request === undefined ? (0,actions_action/* hinderingAction */.ZD)(state, wave) : undefined;
    if (hindrance !== undefined)
        return { settle: again ? 'failed' : 'not-started', reason: describeAction(hindrance) };
    const elsewhere = server.request === undefined ? (0,strays/* launchElsewhereOf */.NF)(state, server.sourceServerId) : undefined;
    if (elsewhere !== undefined) {
        const reason = `it was not launched: it was already, ${(0,strays/* describeElsewhere */.UP)(elsewhere)}, and a second launch would destroy that one`;
        return { settle: 'failed', reason };
    }
    const live = wave.selected && server.request === undefined ? (0,live_recovery/* forbiddingRecoveryOf */.By)(state, server) : undefined;
    if (live !== undefined) {
        const reason = `it was not launched${again ? ' again' : ''}: it has got a live recovery instance, ` +
            `${(0,live_recovery/* describeInstance */.xJ)(live)}, that no drill launched, and a launch would destroy it. Fail back or delete that one ` +
            'first. Only if it may be DESTROYED: name the server in guards.replace-recovery-instances';
        return { settle: 'failed', reason };
    }
    // Only a server that an earlier attempt had launched gets here without its point: a drill from another is not meant.
    if (wave.selected && server.request === undefined) {
        const asked = (0,point_in_time/* pointAsked */.fq)(wave.planned, server.sourceServerId);
        if (asked.is !== 'latest' && server.snapshot?.snapshotId === undefined) {
            return {
                settle: 'failed',
                reason: `it has no recovery snapshot any more to be launched from (point-in-time: ${(0,point_in_time/* describePoint */.yR)(asked)})`
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
    const answer = (0,last_answer/* lastAnswer */.$)(state, ['recoveries']);
    return {
        settle: again ? 'failed' : 'not-started',
        reason: `${budget.name} ran out before it could be launched${again ? ' again' : ''}${why}${answer}`
    };
}
/** A refusal that would not pass, and that no other server can have caused. */
function isRefusedForGood({ failure, alone }) {
    if ((0,drill_failure/* isPassing */.WG)(failure))
        return false;
    // Refused in company it is tried again in smaller company, and at last alone.
    return alone || !(0,drill_failure/* mayBeOneServer */.A4)(failure);
}

;// CONCATENATED MODULE: ./build/src/drill/watch/wave-end.js
/** How a wave ends some of whose servers are not up. */
function worstOf(down) {
    const statuses = new Set(down.map((server) => server.outcome?.status));
    if (['failed', 'skipped', 'terminated', 'unverified'].some((bad) => statuses.has(bad)))
        return 'failed';
    return statuses.has('timed-out') || statuses.has('not-started') ? 'timed-out' : 'cancelled';
}

;// CONCATENATED MODULE: ./build/src/drill/watch/judgement.js




















/**
 * What follows, at `now`, from what is known: servers that are settled, waves that are settled, waves that begin.
 * Each list of conclusions is to be written down before the next is asked for; an empty one means that nothing more
 * follows until something is seen or time passes.
 */
function judge(state, now) {
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
    return (0,admission/* isAdmitted */.jO)(state) ? wavesToStart(state, now).map((wave) => ({ type: 'wave-started', wave })) : [];
}
/** When the next conclusion may follow from the mere passing of time. */
function nextJudgementAt(state) {
    const waitEnds = (0,other_jobs/* waitDeadline */.MH)(state);
    const waves = [...state.waves.values()].flatMap((wave) => {
        if (wave.status === 'running')
            return [(0,budgets/* waveDeadline */.qu)(state, wave)];
        if (wave.status !== 'waiting')
            return [];
        const soaks = wave.planned.after.flatMap((name) => {
            const before = state.waves.get(name);
            const soaked = before === undefined ? undefined : (0,budgets/* soakedAt */.j_)(before);
            return soaked === undefined ? [] : [soaked];
        });
        return [(0,budgets/* drillDeadline */.gw)(state), ...soaks];
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
        const budget = { spent: now >= (0,budgets/* waveDeadline */.qu)(state, wave), name: (0,budgets/* describeDeadline */.IZ)(state, wave) };
        for (const server of (0,drill_servers/* serversOf */.U2)(state, wave)) {
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
                const told = verdict.settle === 'launched' ? reason : (0,retry/* withEarlierFailures */.sZ)(reason, server);
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
                : `launch FAILED in ${job.jobId}: ${(0,job_log/* describeTrouble */.LC)(trouble)}`;
            return failedLaunch(state, server, wave, job, budget, reason);
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
        const reason = `${(0,job_log/* describeTrouble */.LC)(trouble)} (${job.jobId}, launch status ${shown})`;
        if (trouble.kind === 'skipped')
            return lost(state, server, job, 'skipped', reason);
        // A failed phase is final once the job has ended; before that DRS may try again, and after it where the log says so.
        if (((0,watch_job/* hasEnded */.hY)(job) && (0,job_log/* hasFinalTrouble */.K4)(server.log)) || budget.spent)
            return failedLaunch(state, server, wave, job, budget, reason);
    }
    if (!budget.spent)
        return undefined;
    const phase = server.log.phase === undefined ? '' : ` in the ${server.log.phase} phase`;
    const ended = (0,watch_job/* hasEnded */.hY)(job) ? ' although the job has ended' : '';
    return {
        settle: 'timed-out',
        reason: `${budget.name} ran out while it was ${shown}${phase}${ended} (${job.jobId})${(0,last_answer/* lastAnswer */.$)(state, ['jobs'], job.seenAt)}`
    };
}
function judgeLaunched(state, server, wave, job, budget) {
    const finding = (0,isolation/* judgeIsolation */.gj)(state, server, wave) ??
        (0,verification/* verify */.MX)(server, wave.planned.verify, (0,launch_actions/* judgeRequiredActions */.Os)(state, server, wave));
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
                reason: `${budget.name} ran out; as last seen, ${finding.reason}${(0,last_answer/* lastAnswer */.$)(state, ['instances'], server.instanceSeenAt)}`
            };
    }
}
/** A server that did not come up. One that an earlier attempt had lost already is launched anew instead. */
function lost(state, server, job, status, reason) {
    const { trouble } = server.log;
    const before = job.adopted?.ended === true || (trouble !== undefined && trouble.at < state.openedAt);
    // A failover that runs is never wiped to be tried again: people may have put it to work.
    const isLive = state.mode === 'recovery' && server.participant?.launchStatus === 'LAUNCHED' && !(0,verification/* isGone */.ST)(server.instance);
    return job.adopted !== undefined && before && !isLive ? { release: true, reason } : { settle: status, reason };
}
/** A launch that failed is tried again while the plan allows it and there is time. */
function failedLaunch(state, server, wave, job, budget, reason) {
    const verdict = lost(state, server, job, 'failed', reason);
    if ('release' in verdict || budget.spent || !wave.selected || !(0,retry/* mayBeRetried */.c2)(server, wave))
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
    const due = (0,pace/* logDueAt */.OI)(state, job);
    return due !== undefined && (job.logReadAt === undefined || job.changedAt > job.logReadAt);
}
function judgeWave(state, wave, now) {
    if (wave.status === 'waiting')
        return judgeWaiting(state, wave, now);
    if (wave.status !== 'running')
        return [];
    const servers = (0,drill_servers/* serversOf */.U2)(state, wave);
    // Where nothing was looked at yet, nothing is up: a wave left out may wait for what its match finds.
    if (servers.length === 0 || (0,selected_state/* isSelectionWanted */.WF)(state))
        return [];
    const isOpen = (one) => one.outcome === undefined;
    if (servers.some(isOpen) || (0,actions_action/* actionsOf */.Ro)(state, wave.planned.name).some(isOpen))
        return [];
    const byActions = endByActions(state, wave.planned.name);
    const down = servers.filter((server) => server.outcome?.status !== 'launched');
    if (byActions !== undefined && (down.length === 0 || (0,actions_action/* hinderingAction */.ZD)(state, wave) !== undefined)) {
        return [settle(wave, byActions.status, byActions.reason)];
    }
    if (down.length === 0) {
        return [
            settle(wave, 'up', servers.length === 1 ? 'its server is up' : `all ${String(servers.length)} servers are up`)
        ];
    }
    const names = (0,finding/* named */.KT)(down.map((server) => `${(0,drill_servers/* nameOf */.Vb)(server)} (${server.outcome?.status ?? 'unknown'})`));
    const reason = `${String(down.length)} of ${(0,wording/* counted */.h)(servers.length, 'server')} ${down.length === 1 ? 'is' : 'are'} not up: ${names}`;
    return [settle(wave, worstOf(down), reason)];
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
        settle(wave, 'not-started', reason)
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
    if (now < (0,budgets/* drillDeadline */.gw)(state))
        return undefined;
    return `the budget of the drill ran out before it could start${(0,last_answer/* lastAnswer */.$)(state, ['identity', 'servers', 'snapshots', 'survey', 'jobs'])}`;
}
/** Waves whose turn it is: those they come after are up, and have soaked. */
function wavesToStart(state, now) {
    return [...state.waves.values()]
        .filter((wave) => wave.selected &&
        wave.status === 'waiting' &&
        wave.planned.after.every((name) => {
            const before = state.waves.get(name);
            const soaked = before === undefined ? undefined : (0,budgets/* soakedAt */.j_)(before);
            return soaked !== undefined && now >= soaked;
        }))
        .map((wave) => wave.planned.name);
}
function settle(wave, status, reason) {
    return { type: 'wave-settled', wave: wave.planned.name, status, reason };
}

;// CONCATENATED MODULE: ./build/src/drill/watch/tasks.js



/** The jobs that are not known to have ended are looked at together; the log of each by itself, when it may tell something new. */
function jobTasks(state) {
    const watched = (0,watch_job/* jobsToWatch */.RR)(state);
    const at = (0,pace/* jobsDueAt */.uA)(state, watched);
    const logs = [...state.jobs.values()].flatMap((job) => {
        const due = (0,pace/* logDueAt */.OI)(state, job);
        return due === undefined ? [] : [{ at: due, command: { do: 'read-job-log', jobId: job.jobId } }];
    });
    if (at === undefined)
        return logs;
    return [{ at, command: { do: 'observe-jobs', jobIds: watched.map(({ jobId }) => jobId) } }, ...logs];
}
/** Servers that DRS calls LAUNCHED are looked at in EC2 until they are settled: together, as soon as one is due. */
function instanceTasks(state) {
    const launched = [...state.servers.values()].filter((server) => {
        const running = state.waves.get(server.wave)?.status === 'running';
        return running && server.outcome === undefined && server.participant?.launchStatus === 'LAUNCHED';
    });
    const at = (0,timestamp/* earliest */.Qd)(launched.map((server) => (0,pace/* instanceDueAt */.tY)(state, server)));
    if (at === undefined)
        return [];
    const servers = launched.flatMap(({ sourceServerId, jobId, wave }) => {
        const statusChecks = state.waves.get(wave)?.planned.verify.instance === 'status-ok';
        return jobId === undefined ? [] : [{ sourceServerId, jobId, statusChecks }];
    });
    return [{ at, command: { do: 'observe-instances', servers } }];
}

;// CONCATENATED MODULE: ./build/src/drill/decide.js
















/**
 * What to do next: a pure function of what has happened and of the time.
 *
 * The commands returned are to be carried out before `decide` is asked again; a `wait` stands alone. An empty list means
 * that the execution is finished. Whatever state it is given, the execution comes to its end no later than its budget.
 */
function decide(state, now) {
    if (state.finished !== undefined)
        return [];
    const conclusions = conclusionsOf(state, now);
    if (conclusions.length > 0)
        return conclusions.map((event) => ({ do: 'conclude', event }));
    const tasks = tasksOf(state, now);
    const due = tasks.filter(({ at }) => at <= now);
    if (due.length > 0)
        return withoutDelay(state, due);
    const deadlines = state.verdict === undefined
        ? [...(state.mode === 'preflight' ? [(0,budgets/* preflightDeadline */.gZ)(state)] : nextJudgementAt(state)), closingDeadline(state)]
        : [(0,cleanup/* windUpDeadline */.I_)(state)];
    const until = (0,timestamp/* earliest */.Qd)([...tasks.map(({ at }) => at), ...deadlines.filter((at) => at > now)]);
    return [{ do: 'wait', until: until ?? closingDeadline(state) }];
}
/** A question that a launch waits for goes alone: beside a look that takes long its answer would be too old when needed. */
function withoutDelay(state, due) {
    const commands = due.map(({ command }) => command);
    const awaited = commands.find((command) => command.do === 'survey-jobs' || command.do === 'observe-recoveries');
    return awaited !== undefined && (0,admission/* hasBegun */.SU)(state) ? [awaited] : commands;
}
function conclusionsOf(state, now) {
    if (state.verdict !== undefined)
        return endOf(state, now);
    if (state.refusals.length > 0 && !(0,admission/* hasBegun */.SU)(state))
        return [(0,verdict/* reachVerdict */.nb)(state)];
    if (state.cancelled !== undefined) {
        const stopped = concludeCancelled(state);
        if (stopped.length > 0)
            return stopped;
        return (0,tasks/* stopTasks */.z1)(state).length > 0 ? [] : [(0,verdict/* reachVerdict */.nb)(state)];
    }
    if (state.mode === 'validate')
        return [(0,verdict/* reachVerdict */.nb)(state)];
    if (!(0,admission/* hasBegun */.SU)(state) && isSetUp(state)) {
        const concluded = isPreflightDue(state) ? concludePreflight(state, now) : [];
        if (concluded.length > 0)
            return concluded;
        const refusals = (0,admission/* refusalsOf */.he)(state);
        if (refusals.length > 0)
            return [{ type: 'refused', refusals }];
        if (state.mode === 'preflight')
            return [(0,verdict/* reachVerdict */.nb)(state)];
    }
    if (state.mode === 'preflight' && now >= (0,budgets/* preflightDeadline */.gZ)(state)) {
        if (state.preflight === undefined && isAccepted(state))
            return [{ type: 'preflight-concluded', results: (0,preflight/* preflightOf */.lM)(state) }];
        return [{ type: 'refused', refusals: (0,admission/* unansweredRefusals */.Y7)(state) }];
    }
    const given = (0,requests/* givenUpRequest */.M5)(state);
    if (given !== undefined)
        return [{ type: 'request-abandoned', request: given.request }];
    const judged = judge(state, now);
    if (judged.length > 0)
        return judged;
    if (!isClosing(state))
        return [];
    const fallen = relapses(state, now);
    if (fallen.length > 0)
        return fallen;
    const leftToAsk = now < closingDeadline(state) && closingTasks(state).length > 0;
    return leftToAsk ? [] : [(0,verdict/* reachVerdict */.nb)(state)];
}
/** After the verdict: the cleanup where one is due, then the end. */
function endOf(state, now) {
    const given = (0,cleanup/* isCleanupDue */.h5)(state) ? (0,requests/* givenUpRequest */.M5)(state) : undefined;
    if (given !== undefined)
        return [{ type: 'request-abandoned', request: given.request }];
    const cleaned = (0,cleanup/* concludeCleanup */.Sq)(state, now);
    if (cleaned !== undefined)
        return [cleaned];
    if ((0,cleanup/* isWindingUp */.qY)(state, now) || state.verdict === undefined)
        return [];
    const { status, reason } = state.broken ?? state.verdict;
    return [{ type: 'execution-finished', status, reason }];
}
function tasksOf(state, now) {
    if (state.verdict !== undefined)
        return (0,cleanup/* windUpTasks */._8)(state);
    if (state.cancelled !== undefined)
        return (0,tasks/* stopTasks */.z1)(state);
    if (isClosing(state))
        return closingTasks(state);
    const open = state.requests.find(({ status }) => status === 'open');
    return [
        ...setUpTasks(state),
        ...(0,other_jobs/* waitTasks */.Ac)(state),
        ...(open === undefined
            ? startTasks(state, now)
            : [{ at: (0,pace/* searchDueAt */.Ci)(state, open.at), command: { do: 'survey-jobs' } }]),
        ...jobTasks(state),
        ...instanceTasks(state),
        ...(0,tasks/* actionTasks */.V1)(state),
        ...(0,tasks/* stopTasks */.z1)(state)
    ];
}

// EXTERNAL MODULE: ./build/src/drill/evolve.js + 2 modules
var evolve = __webpack_require__(16111);
;// CONCATENATED MODULE: ./build/src/drill/request-events.js
/** The request that carries out a command. */
function requestFor(command, state, aws) {
    switch (command.do) {
        case 'start-job': {
            const { request, wave, servers, snapshots, isDrill } = command;
            const tags = { executionId: state.executionId, plan: state.planReference.name, wave };
            return {
                written: { type: 'job-requested', request, wave, servers, ...(snapshots === undefined ? {} : { snapshots }) },
                send: async (signal) => {
                    const job = await aws.startJob(servers, isDrill, tags, signal, snapshots);
                    return { type: 'job-started', request, job };
                },
                failed: (failure, isLost) => ({ type: isLost ? 'job-answer-lost' : 'job-refused', request, failure })
            };
        }
        case 'terminate': {
            const { request, recoveryInstanceIds } = command;
            return {
                written: { type: 'termination-requested', request, recoveryInstanceIds },
                send: async (signal) => {
                    const job = await aws.terminateInstances(recoveryInstanceIds, signal);
                    return { type: 'termination-started', request, job };
                },
                failed: (failure, isLost) => ({
                    type: isLost ? 'termination-answer-lost' : 'termination-refused',
                    request,
                    failure
                })
            };
        }
        case 'start-action': {
            const { do: _do, wave, action, tries, ...run } = command;
            const { token, parameters } = run;
            return {
                written: { type: 'action-requested', wave, action, tries, token, parameters },
                send: async (signal) => {
                    const automationExecutionId = await aws.startAutomation(run, signal);
                    return { type: 'action-started', wave, action, automationExecutionId };
                },
                failed: (failure, isLost) => ({ type: isLost ? 'action-answer-lost' : 'action-refused', wave, action, failure })
            };
        }
    }
}

;// CONCATENATED MODULE: ./build/src/drill/watch/novelty.js

/** Jobs in which something is new: the journal keeps what changed, not every look at what did not. */
function changedJobs(state, seen) {
    return seen.filter((job) => {
        const known = state.jobs.get(job.jobId);
        if (known === undefined) {
            // The only thing to learn of a job that terminates is that it has ended.
            const termination = state.removal.terminations.find(({ jobId }) => jobId === job.jobId);
            return termination?.status === 'running' && job.status === 'COMPLETED';
        }
        if (known.status !== job.status || (job.endedAt !== undefined && known.endedAt !== job.endedAt))
            return true;
        return job.participants.some((participant) => {
            const before = known.participants.find(({ sourceServerId }) => sourceServerId === participant.sourceServerId);
            return !isSame(before, participant);
        });
    });
}
/** Instances of which something is new. */
function changedInstances(state, seen) {
    return seen.filter((instance) => {
        const known = state.servers.get(instance.sourceServerId)?.instance;
        return !isSame(known, { ...known, ...instance });
    });
}
/** Items of a job's log that have not been read before. */
function newLogItems(state, jobId, items) {
    const read = state.jobs.get(jobId)?.logKeys ?? new Set();
    return items.filter((item) => !read.has((0,job_log/* logItemKey */.t4)(item)));
}
/** The run of an action where something in it is new; empty where nothing is. */
function changedAutomation(state, { wave, action }, sighting) {
    const known = state.actions.find((other) => other.wave === wave && other.planned.name === action);
    return isSame(known?.sighting, sighting) ? {} : { sighting };
}
/** Sightings are plain data that one adapter builds in one way: the same text is the same sighting. */
function isSame(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
}

// EXTERNAL MODULE: ./build/src/drill/selection/server-selection.js
var server_selection = __webpack_require__(67252);
;// CONCATENATED MODULE: ./build/src/drill/run.js







/**
 * How long a StartRecovery that is on its way may still answer after a cancel: its answer is the job's ID, and a job that
 * is known can be told of.
 */
const startGraceSeconds = 2;
/**
 * Carries out what `decide` decides until the execution is finished, and writes down everything that happens.
 * Never throws for what AWS answers: failures are events too.
 */
async function run(opened, world) {
    const loop = new Loop(opened, world);
    return loop.untilFinished();
}
class Loop {
    state;
    world;
    startSignal;
    asides;
    constructor(state, world) {
        this.state = state;
        this.world = world;
        this.startSignal = this.abortedAfterGrace();
        this.asides = Promise.all((world.asides ?? []).map(async (aside) => {
            this.write(await aside);
        }));
        // At once, not when the loop wakes: a second signal may end the process before.
        world.cancellation.addEventListener('abort', this.noteCancel, { once: true });
    }
    /** From here on nothing is written any more: what is still under way belongs to a loop that has ended. */
    isOver = false;
    async untilFinished() {
        try {
            return await this.loop();
        }
        finally {
            this.isOver = true;
            this.world.cancellation.removeEventListener('abort', this.noteCancel);
        }
    }
    async loop() {
        for (;;) {
            if (this.world.cancellation.aborted)
                this.noteCancel();
            const commands = decide(this.state, this.world.clock.now());
            if (commands.length === 0)
                return this.state;
            await Promise.all(commands.map((command) => this.carryOut(command)));
        }
    }
    noteCancel = () => {
        if (!this.state.mustStop)
            this.write({ type: 'cancel-requested', signal: String(this.world.cancellation.reason) });
    };
    async carryOut(command) {
        const { aws, clock, cancellation } = this.world;
        switch (command.do) {
            case 'conclude':
                return this.conclude(command.event);
            case 'wait':
                await clock.sleepUntil(command.until, cancellation);
                return;
            case 'identify':
                return this.look('identity', async () => {
                    this.write({ type: 'identity-confirmed', identity: await aws.identify(cancellation) });
                });
            case 'list-servers':
                return this.look('servers', async () => {
                    const listed = await aws.listServers(cancellation);
                    this.write({ type: 'servers-selected', ...(0,server_selection/* selectServers */.VB)(this.state.plan?.waves ?? [], listed) });
                });
            case 'describe-servers':
                return this.look('servers', async () => {
                    this.write({ type: 'servers-described', ...(await aws.describeServers(command.servers, cancellation)) });
                });
            case 'find-snapshots':
                return this.look('snapshots', async () => {
                    this.write({ type: 'snapshots-found', servers: await aws.findSnapshots(command.questions, cancellation) });
                });
            case 'survey-jobs':
                return this.survey(command);
            case 'foretell-permissions':
                return this.foretell(command);
            case 'observe-recoveries':
                return this.look('recoveries', async () => {
                    const live = await aws.observeRecoveries(command.servers, cancellation);
                    this.write({ type: 'recoveries-observed', asked: command.servers, live });
                });
            case 'observe-jobs':
                return this.look('jobs', async () => {
                    const seen = await aws.observeJobs(command.jobIds, cancellation);
                    this.write({ type: 'jobs-observed', asked: command.jobIds, changes: changedJobs(this.state, seen) });
                });
            case 'read-job-log':
                return this.look('job-log', async () => {
                    const items = await aws.readJobLog(command.jobId, cancellation);
                    this.write({
                        type: 'job-log-read',
                        jobId: command.jobId,
                        items: newLogItems(this.state, command.jobId, items)
                    });
                });
            case 'observe-instances':
                return this.look('instances', async () => {
                    const seen = await aws.observeInstances(command.servers, cancellation);
                    const asked = command.servers.map(({ sourceServerId }) => sourceServerId);
                    this.write({ type: 'instances-observed', asked, changes: changedInstances(this.state, seen) });
                });
            case 'start-job':
            case 'terminate':
            case 'start-action':
                return this.change(command);
            case 'list-instances':
                return this.look('own-instances', async () => {
                    const own = await aws.listInstances(this.state.executionId, command.known, cancellation);
                    this.write({ type: 'instances-listed', ...own });
                });
            case 'describe-documents':
                return this.look('documents', async () => {
                    const documents = await aws.describeDocuments(command.documents, cancellation);
                    this.write({ type: 'documents-described', documents });
                });
            case 'observe-action':
                return this.look('actions', async () => {
                    const { wave, action, automationExecutionId } = command;
                    const seen = await aws.observeAutomation(automationExecutionId, cancellation);
                    this.write({ type: 'action-observed', wave, action, ...changedAutomation(this.state, command, seen) });
                }, { automationExecutionId: command.automationExecutionId });
            case 'stop-action':
                return this.stopAction(command);
        }
    }
    async conclude(event) {
        if (event.type === 'execution-finished') {
            await this.asides;
            this.write({ type: 'calls-counted', ...this.world.aws.counts() });
        }
        this.write(event);
    }
    /** Where both are asked, both are written down when both are answered: the one is as good as the other is then. */
    async survey({ recoveriesOf = [] }) {
        const { aws, cancellation } = this.world;
        const surveyed = aws.surveyJobs(this.state.executionId, new Set(this.state.servers.keys()), cancellation);
        const observed = recoveriesOf.length === 0 ? [] : aws.observeRecoveries(recoveriesOf, cancellation);
        await Promise.allSettled([surveyed, observed]);
        await this.look('survey', async () => {
            this.write({ type: 'jobs-surveyed', ...(await surveyed) });
        });
        if (recoveriesOf.length === 0)
            return;
        await this.look('recoveries', async () => {
            this.write({ type: 'recoveries-observed', asked: recoveriesOf, live: await observed });
        });
    }
    /** A request stands in the journal before it is sent: whatever happens then, it is known that it may have been. */
    async change(command) {
        const { written, send, failed } = requestFor(command, this.state, this.world.aws);
        this.write(written);
        try {
            this.write(await send(this.startSignal));
        }
        catch (error) {
            const failure = failureOf(error);
            this.write(failed(failure, failure.class === 'unavailable'));
        }
    }
    /** Whatever comes of it is an answer: nothing waits for IAM. */
    async foretell({ question }) {
        const { aws, cancellation } = this.world;
        try {
            this.write({ type: 'permissions-foretold', ...(await aws.foretellPermissions(question, cancellation)) });
        }
        catch (error) {
            const failure = failureOf(error);
            if (!cancellation.aborted)
                this.write({ type: 'permissions-foretold', permissions: [], failure });
        }
    }
    async stopAction(command) {
        const { wave, action, automationExecutionId } = command;
        this.write({ type: 'action-stop-requested', wave, action });
        try {
            await this.world.aws.stopAutomation(automationExecutionId, this.stopSignal());
            this.write({ type: 'action-stop-answered', wave, action });
        }
        catch (error) {
            this.write({ type: 'action-stop-answered', wave, action, failure: failureOf(error) });
        }
    }
    /** What is stopped because of a cancel has a grace of its own: the one for starts may be used up by then. */
    stopSignal() {
        if (!this.world.cancellation.aborted)
            return this.startSignal;
        const stop = new AbortController();
        void this.afterGrace(stop);
        return stop.signal;
    }
    async look(look, ask, of = {}) {
        try {
            await ask();
        }
        catch (error) {
            const failure = failureOf(error);
            // A question that the cancel cut off was not refused by AWS.
            if (!this.world.cancellation.aborted)
                this.write({ type: 'look-failed', look, ...of, failure });
        }
    }
    write(body) {
        if (this.isOver)
            return;
        const event = { at: this.world.clock.now(), ...body };
        this.world.journal.append(event);
        const before = this.state;
        this.state = (0,evolve/* evolve */.sf)(before, event);
        this.world.observe(before, event, this.state);
    }
    abortedAfterGrace() {
        const { cancellation } = this.world;
        const start = new AbortController();
        if (cancellation.aborted)
            start.abort(cancellation.reason);
        else
            cancellation.addEventListener('abort', () => void this.afterGrace(start), { once: true });
        return start.signal;
    }
    async afterGrace(controller) {
        const { clock, cancellation } = this.world;
        await clock.sleepUntil((0,timestamp/* addSeconds */.ps)(clock.now(), startGraceSeconds), new AbortController().signal);
        controller.abort(cancellation.reason);
    }
}
/** Anything but a `FailedCall` is a defect of ours, and must not be mistaken for an answer of AWS. */
function failureOf(error) {
    if (error instanceof drill_failure/* FailedCall */.oD)
        return error.failure;
    throw error;
}


/***/ }),

/***/ 89958:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bd: () => (/* binding */ selectionFindings),
/* harmony export */   bf: () => (/* binding */ ownerOf),
/* harmony export */   g7: () => (/* binding */ describeDifferences),
/* harmony export */   ss: () => (/* binding */ selectsServers)
/* harmony export */ });
/* harmony import */ var _plan_match_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98179);
/* harmony import */ var _plan_limits_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(42593);
/* harmony import */ var _plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3147);
/* harmony import */ var _plan_places_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24533);
/* harmony import */ var _preflight_finding_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72306);
/* harmony import */ var _selected_state_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11813);
/* harmony import */ var _server_selection_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67252);
/* harmony import */ var _strays_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81190);








/** Whether the plan selects servers at all, in whatever wave. */
function selectsServers({ plan }) {
    return plan?.waves.some(_plan_match_js__WEBPACK_IMPORTED_MODULE_2__/* .hasSelectors */ .Xm) === true;
}
/** What the plan's matches found that it does not expect, or that somebody ought to know. */
function selectionFindings(state) {
    const about = (kind, wave, message, ...places) => {
        return { class: kind, message, wave, ...(0,_plan_places_js__WEBPACK_IMPORTED_MODULE_3__/* .firstPlace */ .A)(state.places, ...places, `wave ${wave}`) };
    };
    return [
        ...sizeFindings(state),
        ...(state.selection?.selections ?? []).flatMap((selection) => {
            const tell = (kind) => (message) => about(kind, selection.wave, message, (0,_selected_state_js__WEBPACK_IMPORTED_MODULE_0__/* .placeOf */ .$t)(selection));
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
    const selector = (0,_server_selection_js__WEBPACK_IMPORTED_MODULE_4__/* .selectorOf */ .Bk)(state.plan?.waves ?? [], selection);
    if (selector === undefined)
        return [];
    const { count, nearMisses } = selection;
    const { expect } = selector;
    const owner = ownerOf(selection);
    if (count === 0 || (expect !== undefined && !isExpected(expect, count))) {
        const what = `${owner}: ${found(count)} (${(0,_plan_match_js__WEBPACK_IMPORTED_MODULE_2__/* .describeMatch */ .$X)(selector.match)})`;
        const wanted = expect === undefined ? '' : `, and the plan expects ${(0,_plan_match_js__WEBPACK_IMPORTED_MODULE_2__/* .describeExpectation */ .uN)(expect)}`;
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
    const shown = servers.slice(0, _preflight_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .namesInFinding */ .tq).map((server) => `${nameOf(server)}, ${describeDifferences(server)}`);
    const more = count > shown.length ? `; and ${count - shown.length} more` : '';
    return `${shown.join('; ')}${more}`;
}
/** `whose tag Tier is "App"` */
function describeDifferences({ differs }) {
    const shown = differs.slice(0, _preflight_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .namesInFinding */ .tq).map(describeDifference);
    return shown.join(' and ') + (differs.length > shown.length ? ' and more' : '');
}
function describeDifference(difference) {
    if (difference.in === 'hostname')
        return 'whose host name is another';
    const key = (0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_6__/* .excerpt */ .Kb)(difference.key);
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
        ...ours.map((server) => `Server ${nameOf(server)} would be launched by wave ${server.wave} and, since it matches, by ` +
            `${lower(ownerOf(selection))}. Correct one of the two: a server is in one wave only.`),
        ...(ours.length > 0 && more > 0 ? [`${ownerOf(selection)}: so would ${more} more servers.`] : [])
    ];
}
function sizeFindings({ selection, places }) {
    if (selection === undefined || selection.total <= _plan_limits_js__WEBPACK_IMPORTED_MODULE_7__/* .MAX_SERVERS */ .Io)
        return [];
    const message = `The plan selects ${selection.total.toLocaleString('en-US')} servers, and a plan has ` +
        `${_plan_limits_js__WEBPACK_IMPORTED_MODULE_7__/* .MAX_SERVERS */ .Io.toLocaleString('en-US')} at most. Narrow its matches, or split it into several plans.`;
    return [{ class: 'blocking', message, ...(0,_plan_places_js__WEBPACK_IMPORTED_MODULE_3__/* .firstPlace */ .A)(places, ...selection.selections.map(_selected_state_js__WEBPACK_IMPORTED_MODULE_0__/* .placeOf */ .$t)) }];
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
        ...(0,_plan_places_js__WEBPACK_IMPORTED_MODULE_3__/* .firstPlace */ .A)(places, 'guards')
    }));
}
function strayFindings(state, about) {
    const elsewhere = (state.survey?.launchedElsewhere ?? []).map((launched) => {
        const { sourceServerId, wave } = launched;
        const server = state.servers.get(sourceServerId);
        const now = server?.wave ?? wave;
        const back = server?.foundBy === undefined ? 'Change the plan back' : 'Set its tags back';
        const message = `Server ${nameOf(server?.described ?? { sourceServerId })} was launched ${(0,_strays_js__WEBPACK_IMPORTED_MODULE_1__/* .describeElsewhere */ .UP)(launched)}, and is in ` +
            `wave ${now} now: a second launch would destroy the first. ${back}, or start a new workflow run.`;
        return {
            ...about('blocking', now, message, ...(server?.foundBy === undefined ? [] : [server.foundBy])),
            sourceServerId
        };
    });
    const strays = (0,_strays_js__WEBPACK_IMPORTED_MODULE_1__/* .straysOf */ .U4)(state).map((stray) => {
        const rest = stray.isGone
            ? 'Nothing of that launch is left.'
            : 'It is not looked at, and goes on running until the cleanup, or somebody, terminates it.';
        const message = `Server ${nameOf(stray)} was launched ${(0,_strays_js__WEBPACK_IMPORTED_MODULE_1__/* .describeElsewhere */ .UP)(stray)} (${stray.launchStatus}), but this run's waves do ` +
            `not have it any more. ${rest}`;
        return { ...about('warning', stray.wave, message), sourceServerId: stray.sourceServerId };
    });
    return [...elsewhere, ...strays];
}
function nameOf(server) {
    return (0,_preflight_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .nameOf */ .Vb)({ sourceServerId: server.sourceServerId, described: server });
}
function lower(text) {
    return text.slice(0, 1).toLowerCase() + text.slice(1);
}


/***/ }),

/***/ 11813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   WF: () => (/* binding */ isSelectionWanted),
/* harmony export */   mc: () => (/* binding */ selectServersIn),
/* harmony export */   ux: () => (/* binding */ placeOfServer)
/* harmony export */ });
/* harmony import */ var _plan_match_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98179);
/* harmony import */ var _plan_places_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24533);
/* harmony import */ var _watch_job_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46143);
/* harmony import */ var _server_selection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67252);




/** Whether AWS has still to say which servers the waves of this run launch. */
function isSelectionWanted({ selection, waves }) {
    return selection === undefined && [...waves.values()].some(({ planned }) => (0,_plan_match_js__WEBPACK_IMPORTED_MODULE_1__/* .hasSelectors */ .Xm)(planned));
}
/** The waves get the servers that were selected for them. */
function selectServersIn(state, event) {
    const { type: _type, at: _at, ...selection } = event;
    const { plan } = state;
    if (plan === undefined)
        return state;
    const planned = (0,_server_selection_js__WEBPACK_IMPORTED_MODULE_2__/* .withSelection */ .VM)(plan.waves, selection);
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
                log: _watch_job_log_js__WEBPACK_IMPORTED_MODULE_0__/* .noLogFindings */ .Or,
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
    return (0,_plan_places_js__WEBPACK_IMPORTED_MODULE_3__/* .firstPlace */ .A)(places, `server ${sourceServerId}`, ...(foundBy === undefined ? [] : [foundBy]), `wave ${wave}`);
}


/***/ }),

/***/ 67252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bk: () => (/* binding */ selectorOf),
/* harmony export */   VB: () => (/* binding */ selectServers),
/* harmony export */   VM: () => (/* binding */ withSelection)
/* harmony export */ });
/* harmony import */ var _plan_limits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(42593);
/* harmony import */ var _plan_match_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98179);


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
                    elsewhere.push({ ...named(server), wave: present });
            }
            else if (!told.has(sourceServerId)) {
                told.add(sourceServerId);
                waveOf.set(sourceServerId, wave.name);
                own.push(named(server));
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
            found: total > _plan_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_SERVERS */ .Io ? own.slice(0, leftOutKept) : own,
            elsewhere,
            nearMisses: nearMissesOf(selector.match, spare, slips)
        })),
        leftOut: { count: spare.length, servers: spare.slice(0, leftOutKept).map(named) }
    };
}
/** The waves of a plan with the servers that were selected for them, behind those that they list. */
function withSelection(waves, selection) {
    if (selection.total > _plan_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_SERVERS */ .Io)
        return waves;
    return waves.map((wave) => {
        if (!(0,_plan_match_js__WEBPACK_IMPORTED_MODULE_1__/* .hasSelectors */ .Xm)(wave))
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
function named({ sourceServerId, hostname }) {
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
            return (0,_plan_match_js__WEBPACK_IMPORTED_MODULE_1__/* .isTagValue */ .KY)(condition, tag.value) ? [] : [{ in: 'tag', key, value: tag.shownValue }];
        }
        const near = server.tags.find((one) => plain(one.key) === plain(key));
        if (near === undefined)
            return [{ in: 'tag', key }];
        return [{ in: 'tag', key, value: near.shownValue, spelled: near.shownKey }];
    });
    const isNamed = hostname === undefined || (0,_plan_match_js__WEBPACK_IMPORTED_MODULE_1__/* .isHostname */ .Kq)(hostname, server.hostnames);
    return isNamed ? ofTags : [...ofTags, { in: 'hostname' }];
}
/** Of a server that is meant by one match, but for a slip, the others need not tell. */
function nearMissesOf(match, spare, slips) {
    const misses = spare.flatMap((server) => {
        const differs = differencesOf(match, server);
        const isOwnSlip = slips.has(server) && isSlip(match, server);
        if (!isOwnSlip && (slips.has(server) || !isNear(match, differs)))
            return [];
        return [{ ...named(server), differs, isSlip: isOwnSlip }];
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
    return ((hostname === undefined || (0,_plan_match_js__WEBPACK_IMPORTED_MODULE_1__/* .isHostname */ .Kq)(hostname, server.hostnames)) &&
        tags.every(({ key, value }) => server.tags.some((one) => plain(one.key) === plain(key) && (0,_plan_match_js__WEBPACK_IMPORTED_MODULE_1__/* .isTagValue */ .KY)({ key, value: plain(value) }, plain(one.value)))));
}
function plain(text) {
    return text.toLowerCase().replaceAll(/\s/g, '');
}


/***/ }),

/***/ 81190:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G_: () => (/* binding */ launchedElsewhereBy),
/* harmony export */   N8: () => (/* binding */ ofOtherWavesBy),
/* harmony export */   NF: () => (/* binding */ launchElsewhereOf),
/* harmony export */   U4: () => (/* binding */ straysOf),
/* harmony export */   UP: () => (/* binding */ describeElsewhere)
/* harmony export */ });
/* harmony import */ var _launch_adoption_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35147);

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
    if (isPlanned || !(0,_launch_adoption_js__WEBPACK_IMPORTED_MODULE_0__/* .isLaunchOf */ .r2)(state, job))
        return [];
    return participants.map((participant) => ({
        ...elsewhere(participant, jobId, wave),
        launchStatus: participant.launchStatus,
        isGone: (0,_launch_adoption_js__WEBPACK_IMPORTED_MODULE_0__/* .isUndone */ .Y_)(job, participant, terminations)
    }));
}
/** Servers of this run that a job of this execution has launched for another wave, and whose launch still counts. */
function launchedElsewhereBy(state, job, terminations) {
    const { wave = '', jobId } = job;
    if (!(0,_launch_adoption_js__WEBPACK_IMPORTED_MODULE_0__/* .isLaunchOf */ .r2)(state, job))
        return [];
    return job.participants
        .filter((participant) => {
        const server = state.servers.get(participant.sourceServerId);
        return server !== undefined && server.wave !== wave && !(0,_launch_adoption_js__WEBPACK_IMPORTED_MODULE_0__/* .isUndone */ .Y_)(job, participant, terminations);
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


/***/ }),

/***/ 57619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U2: () => (/* binding */ serversOf),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   WM: () => (/* binding */ selectedServers),
/* harmony export */   rl: () => (/* binding */ instancesSeenOf)
/* harmony export */ });
/** The servers that this run is to bring up. */
function selectedServers(state) {
    return [...state.servers.values()].filter((server) => state.waves.get(server.wave)?.selected === true);
}
/** The servers of a wave, in the order of the plan. */
function serversOf(state, { planned }) {
    return planned.servers.flatMap((id) => state.servers.get(id) ?? []);
}
/** What a person calls the server. */
function nameOf({ described, sourceServerId }) {
    return described?.hostname ?? sourceServerId;
}
/** The EC2 instances that launches of a server are known to have brought, the present one first; a failed launch may leave one. */
function instancesSeenOf({ jobId, instance, log, failedLaunches = [] }) {
    return [
        { jobId, ec2InstanceId: instance?.ec2InstanceId ?? log.targetInstanceId },
        ...failedLaunches.toReversed()
    ].flatMap(({ jobId: of, ec2InstanceId }) => of === undefined || ec2InstanceId === undefined ? [] : [{ jobId: of, ec2InstanceId }]);
}


/***/ }),

/***/ 35531:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fr: () => (/* binding */ withServers),
/* harmony export */   KQ: () => (/* binding */ withWave),
/* harmony export */   _D: () => (/* binding */ calm),
/* harmony export */   st: () => (/* binding */ withoutLaunch)
/* harmony export */ });
/* harmony import */ var _watch_job_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46143);

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
        log: _watch_job_log_js__WEBPACK_IMPORTED_MODULE_0__/* .noLogFindings */ .Or,
        ...(foundBy === undefined ? {} : { foundBy }),
        ...(described === undefined ? {} : { described }),
        ...(snapshot === undefined ? {} : { snapshot }),
        ...(failedLaunches === undefined ? {} : { failedLaunches }),
        ...(firstAskedAt === undefined ? {} : { firstAskedAt })
    };
}


/***/ }),

/***/ 47291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IW: () => (/* binding */ latest),
/* harmony export */   O1: () => (/* binding */ secondsBetween),
/* harmony export */   Qd: () => (/* binding */ earliest),
/* harmony export */   U_: () => (/* binding */ timestampOf),
/* harmony export */   ps: () => (/* binding */ addSeconds),
/* harmony export */   qo: () => (/* binding */ clockTime)
/* harmony export */ });
/** The moment `milliseconds` after the epoch. */
function timestampOf(milliseconds) {
    return new Date(milliseconds).toISOString();
}
/** `moment` moved by `seconds`, which may be negative or a fraction. */
function addSeconds(moment, seconds) {
    return timestampOf(Date.parse(moment) + seconds * 1000);
}
/** Seconds from `from` to `to`; negative when `to` is earlier. */
function secondsBetween(from, to) {
    return (Date.parse(to) - Date.parse(from)) / 1000;
}
/** `14:05:41 UTC` */
function clockTime(moment) {
    return `${moment.slice(11, 19)} UTC`;
}
/** The earlier of the moments given; undefined when there is none. */
function earliest(moments) {
    let first;
    for (const moment of moments)
        if (moment !== undefined && (first === undefined || moment < first))
            first = moment;
    return first;
}
/** The later of the moments given; undefined when there is none. */
function latest(...moments) {
    return moments.reduce((last, moment) => (moment !== undefined && moment > (last ?? '') ? moment : last), undefined);
}


/***/ }),

/***/ 21295:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gh: () => (/* binding */ isolationBreach),
/* harmony export */   _x: () => (/* binding */ isolationOf),
/* harmony export */   gj: () => (/* binding */ judgeIsolation)
/* harmony export */ });
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7168);

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
    if ((0,_verification_js__WEBPACK_IMPORTED_MODULE_0__/* .hasDisappeared */ .NC)(instance.state) && planned.verify.instance !== 'none')
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


/***/ }),

/***/ 46143:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K4: () => (/* binding */ hasFinalTrouble),
/* harmony export */   LC: () => (/* binding */ describeTrouble),
/* harmony export */   O9: () => (/* binding */ endsJob),
/* harmony export */   Or: () => (/* binding */ noLogFindings),
/* harmony export */   _x: () => (/* binding */ readLogItem),
/* harmony export */   t4: () => (/* binding */ logItemKey)
/* harmony export */ });
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


/***/ }),

/***/ 67608:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AJ: () => (/* binding */ isAwaited),
/* harmony export */   DL: () => (/* binding */ heldByOwnJobs),
/* harmony export */   LM: () => (/* binding */ mayStillLaunch),
/* harmony export */   RR: () => (/* binding */ jobsToWatch),
/* harmony export */   hY: () => (/* binding */ hasEnded),
/* harmony export */   mS: () => (/* binding */ isLaunchOver)
/* harmony export */ });
/* unused harmony export awaitsJob */
/* harmony import */ var _job_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46143);

/** Whether DRS says that the job has ended, by its status or in its log. It does not mean that anything was launched. */
function hasEnded(job) {
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
    return !hasEnded(job) || job.servers.some((id) => isOpenIn(state, job, id));
}
function isOpenIn(state, job, sourceServerId) {
    const server = state.servers.get(sourceServerId);
    if (server?.jobId !== job.jobId || (0,_job_log_js__WEBPACK_IMPORTED_MODULE_0__/* .hasFinalTrouble */ .K4)(server.log))
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
    return [...state.jobs.values()].filter((job) => !hasEnded(job) || isAwaited(state, job));
}
/** Whether a server of this job, not settled yet, waits for what DRS says of the job. */
function isAwaited(state, job) {
    return job.servers.some((id) => {
        const server = state.servers.get(id);
        return server?.jobId === job.jobId && awaitsJob(state, server);
    });
}
/** Servers that a running job of this execution holds: DRS takes one job at a time for a server. */
function heldByOwnJobs(state) {
    const held = new Set();
    for (const job of state.jobs.values())
        if (!hasEnded(job))
            for (const id of job.servers)
                held.add(id);
    return held;
}


/***/ }),

/***/ 35554:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ lastAnswer)
/* harmony export */ });
/* harmony import */ var _timestamp_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47291);

/**
 * `; drs:DescribeJobs was last answered: …`: what AWS answered last, where it is the likely reason that nothing more was seen in
 * time; since when it has done so, and when the server was last seen.
 */
function lastAnswer(state, questions, seenAt) {
    const trouble = questions.map((question) => state.trouble.get(question)).find((known) => known !== undefined);
    if (trouble === undefined)
        return '';
    const { count, since, failure } = trouble;
    const seen = seenAt === undefined ? '' : `, last seen at ${(0,_timestamp_js__WEBPACK_IMPORTED_MODULE_0__/* .clockTime */ .qo)(seenAt)}`;
    const often = count === 1 ? '' : ` has failed ${String(count)} times since ${(0,_timestamp_js__WEBPACK_IMPORTED_MODULE_0__/* .clockTime */ .qo)(since)} and`;
    return `${seen}; ${failure.operation}${often} was last answered: ${failure.message}`;
}


/***/ }),

/***/ 47010:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FW: () => (/* binding */ actionsChangedAt),
/* harmony export */   Os: () => (/* binding */ judgeRequiredActions)
/* harmony export */ });
/* unused harmony export restSeconds */
/* harmony import */ var _plan_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45609);
/* harmony import */ var _timestamp_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47291);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7168);



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
function judgeRequiredActions(state, server, wave) {
    const { verify } = wave.planned;
    const finding = (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .judgeLaunchActions */ .QQ)(server.participant, verify);
    if (finding !== undefined || verify.launchActions !== 'required')
        return finding;
    const seenAt = state.jobs.get(server.jobId ?? '')?.seenAt ?? '';
    const seconds = restSeconds(state);
    if (server.launchActionsAt !== undefined && seenAt >= (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .addSeconds */ .ps)(server.launchActionsAt, seconds))
        return undefined;
    const reason = 'all post-launch actions that DRS lists are over, but DRS may list another post-launch action: their list has not been the ' +
        `same for ${(0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(seconds)} yet`;
    return { is: 'not-yet', wrong: false, reason };
}
/** When the list of a server's post-launch actions, or a status in it, was last seen to change. */
function actionsChangedAt(before, participant, at) {
    const isSame = JSON.stringify(before.participant?.launchActions) === JSON.stringify(participant.launchActions);
    const since = isSame ? before.launchActionsAt : at;
    return since === undefined ? {} : { launchActionsAt: since };
}


/***/ }),

/***/ 11620:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C3: () => (/* binding */ pauseSeconds),
/* harmony export */   Ci: () => (/* binding */ searchDueAt),
/* harmony export */   Cy: () => (/* binding */ retryAt),
/* harmony export */   N_: () => (/* binding */ isAskedAgain),
/* harmony export */   OD: () => (/* binding */ surveyRetryAt),
/* harmony export */   OI: () => (/* binding */ logDueAt),
/* harmony export */   jG: () => (/* binding */ surveyTrustedUntil),
/* harmony export */   kz: () => (/* binding */ startAgainAt),
/* harmony export */   qw: () => (/* binding */ trustedUntil),
/* harmony export */   tY: () => (/* binding */ instanceDueAt),
/* harmony export */   uA: () => (/* binding */ jobsDueAt)
/* harmony export */ });
/* unused harmony export lookIntervalSeconds */
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44817);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67608);
/* harmony import */ var _timestamp_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47291);



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
    const seen = (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .earliest */ .Qd)(watched.map((job) => job.seenAt));
    if (seen === undefined)
        return undefined;
    return retryAt(state, 'jobs') ?? (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .addSeconds */ .ps)(seen, lookIntervalSeconds(state));
}
/** When a job's log is next read; undefined when there is nothing more to learn from it. */
function logDueAt(state, job) {
    const trouble = state.trouble.get('job-log');
    // The log explains and dates; a role that may not read it does not stop the drill.
    if (trouble !== undefined && !isAskedAgain('job-log', trouble.failure))
        return undefined;
    // An item read before it is known whose server it is would be lost.
    if (job.servers.length === 0)
        return undefined;
    const changed = job.logReadAt === undefined || job.changedAt > job.logReadAt;
    if (changed)
        return retryAt(state, 'job-log') ?? job.changedAt;
    const awaited = !(0,_job_js__WEBPACK_IMPORTED_MODULE_1__/* .hasEnded */ .hY)(job) || (0,_job_js__WEBPACK_IMPORTED_MODULE_1__/* .isAwaited */ .AJ)(state, job);
    return awaited ? (retryAt(state, 'job-log') ?? (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .addSeconds */ .ps)(job.logReadAt, lookIntervalSeconds(state))) : undefined;
}
/** When the instance of a LAUNCHED server is next looked at. */
function instanceDueAt(state, server) {
    const retry = retryAt(state, 'instances');
    if (retry !== undefined)
        return retry;
    if (server.instanceSeenAt === undefined)
        return server.launchedAt ?? state.openedAt;
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .addSeconds */ .ps)(server.instanceSeenAt, Math.min(state.pollIntervalSeconds, closeWatchSeconds));
}
/** Until when the last survey is good enough to start a job on. */
function surveyTrustedUntil(state) {
    return state.survey === undefined ? undefined : trustedUntil(state, state.survey.at);
}
/**
 * Until when what was seen at a time of jobs, or of live recoveries, is good enough to start a job on. DRS shows a job late, and
 * refuses its servers only while it runs: a look must not be older than any launch is quick.
 */
function trustedUntil({ pollIntervalSeconds }, at) {
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .addSeconds */ .ps)(at, Math.min(longestTrustedSeconds, pollIntervalSeconds));
}
/** When DRS is surveyed again for the job of a request that was not answered, or for room that was not there. */
function searchDueAt(state, since) {
    const retry = retryAt(state, 'survey');
    if (retry !== undefined)
        return retry;
    if (state.survey === undefined || state.survey.at < since)
        return since;
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .addSeconds */ .ps)(state.survey.at, Math.min(state.pollIntervalSeconds, searchSeconds));
}
/**
 * Whether a look that failed so is worth repeating. DRS is eventually consistent: of a job that it has just named it may
 * say for a while that there is no such job.
 */
function isAskedAgain(look, failure) {
    return (0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isPassing */ .WG)(failure) || (look === 'job-log' && failure.class === 'not-found');
}
/** When a look that fails may be tried again; undefined when it does not fail. */
function retryAt(state, question) {
    const trouble = state.trouble.get(question);
    return trouble === undefined ? undefined : (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .addSeconds */ .ps)(trouble.at, pauseSeconds(state, trouble));
}
/**
 * When a survey that failed, or the look at live recoveries that goes with it, may be tried again. Trouble with a look that does
 * not go with it has no end that would be waited for.
 */
function surveyRetryAt(state, recoveriesOf) {
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .latest */ .IW)(retryAt(state, 'survey'), recoveriesOf.length === 0 ? undefined : retryAt(state, 'recoveries'));
}
/** When StartRecovery may be tried again after refusals that pass; undefined when the last one was accepted. */
function startAgainAt(state) {
    const trouble = state.startTrouble;
    // What would not pass by waiting is not waited for: the next request is another one.
    if (trouble === undefined || !(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isPassing */ .WG)(trouble.failure))
        return undefined;
    return (0,_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .addSeconds */ .ps)(trouble.at, pauseSeconds(state, trouble));
}
/** Doubles with every failure in a row, up to the poll interval; AWS's own wish counts where it is longer. */
function pauseSeconds(state, trouble) {
    const backoff = Math.min(2 ** Math.min(trouble.count, 10), state.pollIntervalSeconds);
    return Math.max(backoff, trouble.failure.retryAfterSeconds ?? 0);
}


/***/ }),

/***/ 7168:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FB: () => (/* binding */ expectedInstanceState),
/* harmony export */   MX: () => (/* binding */ verify),
/* harmony export */   NC: () => (/* binding */ hasDisappeared),
/* harmony export */   Op: () => (/* binding */ awaitedAction),
/* harmony export */   QQ: () => (/* binding */ judgeLaunchActions),
/* harmony export */   ST: () => (/* binding */ isGone)
/* harmony export */ });
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
function isGone(instance) {
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
    if (isGone(instance)) {
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


/***/ }),

/***/ 91101:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Mc: () => (/* binding */ evidenceFilesOf),
  De: () => (/* binding */ evidenceJsonOf),
  Bj: () => (/* binding */ sha256Of)
});

// UNUSED EXPORTS: derivedNames, textOf

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/drill/evolve.js + 2 modules
var evolve = __webpack_require__(16111);
// EXTERNAL MODULE: ./build/src/drill/journal.js
var drill_journal = __webpack_require__(66192);
// EXTERNAL MODULE: ./build/src/plan/duration.js
var duration = __webpack_require__(45609);
// EXTERNAL MODULE: ./build/src/report/address.js
var address = __webpack_require__(39752);
// EXTERNAL MODULE: ./build/src/report/console-links.js
var console_links = __webpack_require__(32465);
// EXTERNAL MODULE: ./build/src/report/escape.js
var report_escape = __webpack_require__(96209);
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
    return new Markup((0,report_escape/* forHtml */.B2)(text, limit));
}
function rendered(part) {
    if (part instanceof Markup)
        return part.text;
    if (typeof part === 'string')
        return (0,report_escape/* forHtml */.B2)(part);
    if (typeof part === 'number')
        return String(part);
    return joined(part).text;
}

// EXTERNAL MODULE: ./build/src/report/summary/verdict.js
var verdict = __webpack_require__(72222);
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
    return moment === null ? markup `not known` : markup `<time datetime="${moment}">${(0,verdict/* momentText */.Am)(moment)}</time>`;
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
    return seconds === null || seconds === undefined ? '' : (0,duration/* formatDuration */.a3)(Math.round(seconds));
}
/** An instance, linked to the EC2 console of its partition and Region. */
function instanceOf({ identity }, ec2InstanceId) {
    return linked((0,console_links/* instanceLink */.GL)(identity, ec2InstanceId), markup `<code>${ec2InstanceId}</code>`);
}
/** A job, linked to the DRS console. */
function jobOf({ identity }, jobId) {
    return linked((0,console_links/* jobLink */.mC)(identity, jobId), markup `<code>${jobId}</code>`);
}
/** The run of an action, linked to the Systems Manager console. */
function automationOf({ identity }, automationExecutionId) {
    return linked((0,console_links/* automationLink */.EK)(identity, automationExecutionId), markup `<code>${clipped(automationExecutionId, 60)}</code>`);
}
/** The workflow run, linked where its address is GitHub's address of this run and nothing else. */
function runOf({ run }) {
    const { repository, runId, url } = run;
    const text = markup `${[repository ?? '', runId === null ? '' : `run ${runId}`].filter((part) => part !== '').join(', ') || 'not known'}`;
    const isOwn = (0,address/* isAddress */.P)(url) && url.replace(/\/attempts\/\d+$/, '').endsWith(`/${repository ?? '?'}/actions/runs/${runId ?? '?'}`);
    return linked(isOwn ? url : undefined, text);
}
function linked(url, text) {
    return url === undefined ? text : markup `<a href="${url}" rel="noopener noreferrer">${text}</a>`;
}

// EXTERNAL MODULE: ./build/src/report/left-behind.js
var left_behind = __webpack_require__(57976);
// EXTERNAL MODULE: ./build/src/report/words.js
var words = __webpack_require__(43629);
;// CONCATENATED MODULE: ./build/src/report/html/deviations.js





const emptyLine = markup `<span></span>`;
/** What did not go as planned, each with an empty line for who owns it and what follows, and the lines of a review. */
function deviations(record) {
    const body = record.deviations.length === 0 ? markup `<p>${none(record)}</p>` : table(record);
    return { id: 'deviations', title: 'Deviations and follow-up', body: joined([body, review]) };
}
function none(record) {
    if (!(0,words/* isPlanOnly */.Mr)(record))
        return 'None.';
    const left = (0,left_behind/* leftBefore */.T)(record);
    return left === ''
        ? 'None: nothing was started that could deviate from the plan.'
        : `None: this run started nothing that could deviate from the plan. ${(0,verdict/* capital */.Nx)(left)}.`;
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
            markup `<b>${words/* deviationWords */.L7[kind]}</b>${wave === null ? '' : `, wave ${wave}`}<small>${clipped((0,verdict/* sentence */.em)(message), 2000)}</small>`,
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

// EXTERNAL MODULE: ./build/src/plan/wording.js
var wording = __webpack_require__(12213);
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
            markup `<p class="quiet">${(0,wording/* counted */.h)(api.throttled, 'answer')} of AWS asked to slow down; ${(0,wording/* counted */.h)(api.retried, 'call was', 'calls were')} tried again.</p>`
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
                markup `What happened: ${(0,wording/* counted */.h)(journal.events, 'event')}, each with the digest of the one before`
            ]
        },
        { cells: [markup `evidence.json`, markup `<code>${evidence}</code>`, markup `The record, derived from the journal`] }
    ]);
    const gap = journal.tellsAll
        ? markup `<p>The record follows from the journal, and this report from both: the same journal makes the same files, byte for byte.</p>`
        : markup `<p class="alarm"><b>The journal does not hold all that this record tells.</b> It ends after ${(0,wording/* counted */.h)(journal.events, 'event')}: the disk took no more, or it was changed. What is missing cannot be proven from these files.</p>`;
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

// EXTERNAL MODULE: ./build/src/report/server-times.js
var server_times = __webpack_require__(64102);
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
    const earlier = (0,server_times/* askedEarlierAt */.Yv)(record);
    const since = earlier === undefined ? '' : ` (${(0,verdict/* momentText */.Am)(earlier)}, in an earlier attempt or job)`;
    const row = (name, meaning, objective) => ({
        cells: [
            markup `${name}<small>${meaning}</small>`,
            markup `${objective.targetSeconds === null ? 'none stated' : durationOf(objective.targetSeconds)}`,
            markup `${achievedOf(objective)}`,
            joined([meter(objective), objective.note === null ? nothing : markup `<small>${(0,verdict/* capital */.Nx)(objective.note)}</small>`], ''),
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

// EXTERNAL MODULE: ./build/src/report/previous.js
var previous = __webpack_require__(54359);
;// CONCATENATED MODULE: ./build/src/report/html/previous.js




/** Measures of the picture in its own units. */
const width = 1000;
const height = 170;
const base = 132;
const tallest = 100;
/** This drill beside the last ones of the plan. */
function lastDrills(record) {
    const comparisons = (0,previous/* comparisonsOf */.Qf)(record);
    const none = (0,previous/* noneFound */.dM)(record);
    const body = comparisons.length > 0
        ? joined([trends(comparisons), limits(record), pictures((0,previous/* alikeOf */.QI)(comparisons)), previous_table(comparisons)])
        : markup `<p>${none?.text ?? whyNot(record)}.</p>`;
    return { id: 'last', title: 'Compared with the last drills', body };
}
function trends(comparisons) {
    const told = [(0,previous/* trendOf */.RS)(comparisons, 'RTO'), (0,previous/* trendOf */.RS)(comparisons, 'RPO')].filter((trend) => trend !== '');
    return told.length === 0 ? nothing : markup `<p>${told.join('; ')}.</p>`;
}
function whyNot({ previous: { drills, note } }) {
    if (note !== null)
        return joined([markup `Not known: `, clipped(note, 600)], '');
    return markup `Nothing was launched that could be compared with ${(0,wording/* counted */.h)(drills.length, 'earlier drill')}`;
}
function limits(record) {
    const told = (0,previous/* limitsOf */.Af)(record);
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
            markup `${(0,previous/* measured */.jh)(rtoSeconds)}`,
            markup `${(0,previous/* measured */.jh)(rpoSeconds)}`,
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
        return markup `<rect x="${middle - 18}" y="${base - tall}" width="36" height="${tall}" rx="2" fill="currentColor"/><text x="${middle}" y="${base - tall - 8}" class="tick">${(0,previous/* measured */.jh)(seconds)}</text><text x="${middle}" y="${base + 20}" class="clock">${clipped(name, 40)}</text>`;
    });
    return markup `<figure class="scroll" tabindex="0" aria-label="${what} of the last drills"><div class="plot"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${what} of the last drills, oldest on the left; the table below has the figures" focusable="false">
${bars}
</svg></div><figcaption>${what} of the last drills</figcaption></figure>`;
}

// EXTERNAL MODULE: ./build/src/report/summary/actions.js
var summary_actions = __webpack_require__(70140);
// EXTERNAL MODULE: ./build/src/report/summary/action-next-step.js
var action_next_step = __webpack_require__(55226);
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
        const seconds = (0,summary_actions/* secondsOf */.TM)(action);
        const id = action.automationExecutionId;
        return {
            cells: [
                markup `${clipped(action.name, 100)}<small>${(0,summary_actions/* phaseOf */.hU)(action)}, <code>${clipped(action.document, 130)}</code></small>`,
                toned(words/* actionWords */.Iv[action.status]),
                action.startedAt === null ? markup `–` : clockOf(action.startedAt, record),
                seconds === undefined ? markup `–` : markup `${durationOf(seconds)}`,
                id === null ? markup `–` : automationOf(record, id)
            ],
            ...remarkOf(action)
        };
    }));
}
function remarkOf(action) {
    const why = (0,summary_actions/* isWell */.f5)(action) && action.status === 'succeeded' ? '' : (0,verdict/* sentence */.em)(action.reason ?? '');
    const outputs = Object.entries(action.outputs).map(([key, values]) => markup `<code>${clipped(key, 200)}</code>: ${clipped(values.join(', '), 1000)}`);
    const next = (0,action_next_step/* nextStepOfAction */.X3)(action);
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
    const before = (0,left_behind/* leftBefore */.T)(record);
    const body = (0,words/* isPlanOnly */.Mr)(record) && (0,left_behind/* describeLeft */.J)(record) === ''
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
    const jobs = cleanup.jobs.length === 0 ? '' : ` by ${(0,wording/* counted */.h)(cleanup.jobs.length, 'job')}: ${cleanup.jobs.join(', ')}`;
    const gone = `${(0,wording/* counted */.h)(cleanup.terminated.length, 'drill instance')} terminated, and seen to be gone${jobs}`;
    const ended = cleanup.finishedAt === null ? nothing : markup ` Ended ${momentOf(cleanup.finishedAt)}.`;
    if (cleanup.complete)
        return markup `<p>Cleanup complete: ${clipped(gone, 2000)}.${ended}</p>`;
    return markup `<p class="alarm"><b>The cleanup fell short.</b> ${clipped((0,verdict/* sentence */.em)(cleanup.reason ?? 'it did not come to its end'), 1000)}${ended} ${clipped(gone, 2000)}.</p>
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
    if ((0,left_behind/* describeLeft */.J)(record) === '')
        return markup `<p>Nothing of this execution was still running in AWS when this record was made.</p>`;
    const cost = record.mode === 'recovery' || instances.length === 0 ? '' : ' Instances cost money until they are terminated.';
    return joined([
        markup `<p>Still in AWS when this record was made: ${(0,left_behind/* describeLeft */.J)(record)}.${cost}</p>`,
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
    const shown = more > 0 ? `: the first ${String(longestList)} of ${(0,wording/* counted */.h)(findings.length, 'finding')}` : '';
    const rows = findings.slice(0, longestList).map(({ class: kind, message, line }) => {
        return { cells: [markup `${resultWords[kind]}`, markup `${message}`, markup `${line ?? '–'}`] };
    });
    return htmlTable(markup `What was found${shown}; lines are those of ${clipped(path, 200)}`, [{ title: 'Result' }, { title: 'Finding', kind: 'wide' }, { title: 'Line', kind: 'number' }], rows);
}

// EXTERNAL MODULE: ./build/src/report/selection-words.js
var selection_words = __webpack_require__(60978);
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
    return htmlTable(markup `Servers that the plan selects by what they are${more > 0 ? `: the first ${String(selection_longestList)} of ${(0,wording/* counted */.h)(selection.length, 'match', 'matches')}` : ''}`, [
        { title: 'Wave' },
        { title: 'Match', kind: 'wide' },
        { title: 'Expected' },
        { title: 'Found', kind: 'number' },
        { title: 'Servers', kind: 'wide' }
    ], selection.slice(0, selection_longestList).map(rowOf));
}
function rowOf(selection) {
    const { wave, group, expect, count, found, nearMisses } = selection;
    const near = nearMisses.servers.slice(0, selection_longestList).map(selection_words/* describeNearMiss */.As);
    const below = near.length === 0
        ? {}
        : {
            below: markup `Left out, although nearly matching${ofThem(near.length, nearMisses.count)}: ${clipped(near.join('; '), 2000)}`
        };
    const names = found.slice(0, selection_longestList).map(words/* nameOf */.Vb);
    return {
        cells: [
            markup `${clipped(wave, 100)}${group === null ? nothing : markup ` (group ${clipped(group, 100)})`}`,
            markup `${clipped((0,selection_words/* describeRecordedMatch */.HX)(selection.match), 1000)}`,
            markup `${(0,selection_words/* describeExpected */.Ge)(expect)}`,
            markup `${count ?? 'not asked'}`,
            markup `${clipped(names.join(', '), 4000)}${found.length > names.length ? ` and ${String(found.length - names.length)} more` : ''}`
        ],
        ...below
    };
}
function leftOut({ listed, count, servers }) {
    const all = `Of ${(0,wording/* counted */.h)(listed, 'source server')} in the account and Region, ${String(count)} ${count === 1 ? 'is' : 'are'} in no wave of the plan`;
    if (servers.length === 0)
        return markup `<p>${all}.</p>`;
    const names = servers.slice(0, selection_longestList).map(words/* nameOf */.Vb);
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
                markup `${retry.failedServers === 0 ? 'no' : `up to ${(0,wording/* counted */.h)(retry.failedServers, 'time')}`}`,
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
    return markup `${clipped(name, 100)} (${(0,summary_actions/* phaseOf */.hU)(action)}: <code>${clipped(document, 130)}</code>${clipped(version, 60)}, up to ${durationOf(budgetSeconds)})`;
}
/** The replication of the source servers before anything was launched; those that were not as usual first. */
function serversBefore(record) {
    const known = (0,verdict/* serversOf */.U2)(record).flatMap((server) => (server.before === null ? [] : [{ server, ...server.before }]));
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
    const more = known.length > shown.length ? `: ${String(shown.length)} of ${(0,wording/* counted */.h)(known.length, 'server')}` : '';
    const table = htmlTable(markup `What DRS said of the source servers before anything was launched${more}`, [{ title: 'Server' }, { title: 'Replication' }, { title: 'Lag' }, { title: 'Instance is to be' }], shown.map(({ server, replicationState, lag, launchDisposition }) => ({
        cells: [
            markup `${clipped((0,words/* nameOf */.Vb)(server), 100)}`,
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
    const of = (0,selection_words/* describeExtent */.EF)(record);
    const outside = leftOut.reduce((sum, { sourceServerIds }) => sum + sourceServerIds.length, 0);
    const within = waves.length === 0
        ? markup `<p>The plan could not be read, so that its scope is not known.</p>`
        : leftOut.length === 0
            ? markup `<p>All of the plan: ${of}.</p>`
            : markup `<p>A part of the plan: ${of}. Left out: ${(0,wording/* counted */.h)(outside, 'server')} in ${(0,wording/* counted */.h)(leftOut.length, 'wave')}.</p>`;
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
${bulletList(limitsOf(record))}`;
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
    const before = (0,left_behind/* leftBefore */.T)(record);
    const after = before === '' ? '' : ` ${(0,verdict/* capital */.Nx)(before)}.`;
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
                `The drill was split over jobs of the workflow run: ${named(earlier)} came up in an earlier one. What reviewers decided before this one stands under "Who ran and who approved".`
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
        return `${way} (${named(names)}).`;
    });
}
/** `wave databases`, `waves databases, app and 3 more` */
function named(names) {
    const more = names.length > 10 ? ` and ${String(names.length - 10)} more` : '';
    return `${names.length === 1 ? 'wave' : 'waves'} ${names.slice(0, 10).join(', ')}${more}`;
}
function limitsOf({ mode, status, preflight }) {
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

// EXTERNAL MODULE: ./build/src/drill/timestamp.js
var timestamp = __webpack_require__(47291);
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
            add((0,verdict/* isUp */.ie)(server) ? 'up' : 'down', columnAt(to), columns);
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
    const askedAt = (0,server_times/* firstAskedAt */.aj)(server);
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
            elapsed: (0,duration/* formatDuration */.a3)(Math.round((index * step) / second)),
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
    const up = wave.lanes.filter(({ server }) => (0,verdict/* isUp */.ie)(server)).length;
    const middle = px(plotHeight / 2 + 4);
    const texts = markup `<text x="0" y="${middle}" class="name">${(0,wording/* counted */.h)(wave.lanes.length, 'server')}</text><text x="${right + 12}" y="${middle}" class="end ${up === wave.lanes.length ? 'good' : 'bad'}">${up} of ${wave.lanes.length} up</text>`;
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
    const { title, tone } = words/* serverWords */.lZ[server.status];
    const baseline = top + rowHeight / 2 + 4;
    const bars = segments.map(({ phase, from, to }) => {
        const took = `${phase} ${(0,duration/* formatDuration */.a3)(Math.round((to - from) / 1000))}`;
        return markup `<rect x="${px(x(from))}" y="${top + 5}" width="${px(Math.max(0.6, x(to) - x(from)))}" height="${barHeight}" fill="url(#p-${phase})" class="bar"><title>${took}</title></rect>`;
    });
    const mark = segments.length === 0 ? nothing : endMark(x(lane.to), top + 5 + barHeight / 2, tone);
    const took = tookOf(server);
    return markup `<g><text x="0" y="${baseline}" class="name">${clipped((0,words/* nameOf */.Vb)(server), 28)}<title>${clipped((0,words/* nameOf */.Vb)(server), 200)}</title></text>${bars}${mark}<text x="${right + 12}" y="${baseline}" class="end ${tone}">${took === '' ? title : `${title}, ${took}`}</text></g>`;
}
function actionRow(timeline, { action, span }, top) {
    const x = scaleOf(timeline, left, right);
    const { title, tone } = words/* actionWords */.Iv[action.status];
    const baseline = top + rowHeight / 2 + 4;
    const took = span === undefined ? '' : (0,duration/* formatDuration */.a3)(Math.round((span.to - span.from) / 1000));
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
function tookOf(server) {
    if (!(0,verdict/* isUp */.ie)(server) || server.rtoSeconds === null)
        return '';
    return (0,duration/* formatDuration */.a3)(Math.round(server.rtoSeconds));
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
        (0,server_times/* firstAskedAt */.aj)(server),
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
        const askedAt = (0,server_times/* firstAskedAt */.aj)(server);
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
    const idle = found.idle.map(({ name, servers, reason }) => markup `<p class="wave wave-title"><b>${clipped(name, 100)}</b> ${toned(words/* waveWords */.F0['not-started'])} <span>${(0,wording/* counted */.h)(servers.length, 'server')}${reason === null ? '' : `; ${reason}`}</span></p>`);
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
<p class="wave-title"><b>${clipped(name, 100)}</b> ${toned(words/* waveWords */.F0[status])} <span>${after.length === 0 ? 'from the start' : `after ${after.join(', ').slice(0, 200)}`}</span> <span>${spent(wave)}</span></p>
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
    return markup `<div class="screen">${folded(markup `A row for each of the ${(0,wording/* counted */.h)(wave.lanes.length, 'server')}`, joined([axisSvg(found), pictures]))}</div>`;
}
function actionPicture(found, wave, label) {
    if (wave.actions.length === 0)
        return nothing;
    const well = wave.actions.filter(({ action }) => (0,summary_actions/* isWell */.f5)(action)).length;
    return actionsSvg(found, wave, {
        id: `${label.id}-actions`,
        title: `Actions of wave ${wave.wave.name}`,
        description: `${String(well)} of ${(0,wording/* counted */.h)(wave.actions.length, 'action')} succeeded. The same in figures stands below the picture.`
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
    const up = wave.lanes.filter(({ server }) => (0,verdict/* isUp */.ie)(server)).length;
    const end = words/* waveWords */.F0[wave.wave.status].title.toLowerCase();
    const began = beganAt(wave);
    const earlier = wave.from < began
        ? ` Its first launch was asked for before, at ${moment(wave.from, from)}, in an earlier attempt.`
        : '';
    return `The wave began at ${moment(began, from)} and ended ${end} after ${spent(wave)}; ${String(up)} of ${(0,wording/* counted */.h)(wave.lanes.length, 'server')} came up.${earlier} The same in figures stands below the picture.`;
}
/** `14:05:41 UTC`, with its day where that is not the one on which the picture begins. */
function moment(at, from) {
    const text = (0,verdict/* momentText */.Am)((0,timestamp/* timestampOf */.U_)(at));
    return text.slice(0, 10) === (0,timestamp/* timestampOf */.U_)(from).slice(0, 10) ? text.slice(11) : text;
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
                    markup `${clipped((0,words/* nameOf */.Vb)(server), 100)}`,
                    clockOf((0,server_times/* firstAskedAt */.aj)(server), record),
                    ...phaseNames.map((phase) => markup `${durationOf(secondsIn(lane, phase)) || '–'}`),
                    markup `${segments.length === 0 ? '–' : (0,duration/* formatDuration */.a3)(Math.round((to - from) / 1000))}`,
                    toned(words/* serverWords */.lZ[server.status])
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
            markup `${(0,summary_actions/* phaseOf */.hU)(action)}`,
            action.requestedAt === null ? markup `–` : clockOf(action.requestedAt, record),
            action.startedAt === null ? markup `–` : clockOf(action.startedAt, record),
            action.endedAt === null ? markup `–` : clockOf(action.endedAt, record),
            toned(words/* actionWords */.Iv[action.status])
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
function verdict_verdict(record) {
    const { title, tone } = words/* verdictWords */.L2[record.status];
    return markup `<section class="verdict ${tone}" aria-labelledby="verdict">
<h2 id="verdict"><svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="11" fill="currentColor"/><path d="${icons[tone]}" fill="none" class="icon" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>${title}</h2>
<p class="reason">${clipped((0,verdict/* sentence */.em)(summed(record)), 1000)}</p>
${refusals(record)}
${figures(record)}
</section>`;
}
function summed(record) {
    const servers = (0,verdict/* serversOf */.U2)(record);
    const { status, mode } = record;
    if (status === 'blocked') {
        const { length } = record.refusals;
        const left = (0,left_behind/* leftBefore */.T)(record);
        const why = length > 1 ? `, for ${(0,wording/* counted */.h)(length, 'reason')}` : '';
        return left === '' ? `Nothing was started${why}` : `Nothing new was started${why}. ${(0,verdict/* capital */.Nx)(left)}`;
    }
    if (status === 'passed' && mode === 'preflight') {
        return `${(0,verdict/* capital */.Nx)(record.reason ?? 'nothing stands in the way')}. Nothing was started`;
    }
    if (status === 'passed' && mode === 'validate') {
        return `The plan is valid: ${(0,selection_words/* describeExtent */.EF)(record)}. Nothing was started`;
    }
    if (status === 'passed') {
        const deviations = record.deviations.length;
        const part = record.leftOut.length === 0 ? '' : ' of this part of the plan';
        const all = servers.length === 1 ? `The one server${part} is` : `All ${String(servers.length)} servers${part} are`;
        const how = deviations === 0 ? ', without a deviation' : `, with ${(0,wording/* counted */.h)(deviations, 'deviation')}`;
        const unseen = (0,verdict/* serversOf */.U2)({
            ...record,
            waves: record.waves.filter(({ verify }) => verify.instance === 'none')
        }).length;
        if (unseen === 0)
            return `${all} launched and verified${how}`;
        const which = unseen === servers.length ? 'none' : String(unseen);
        const were = unseen === servers.length ? 'was verified' : `of them ${unseen === 1 ? 'was' : 'were'} not verified`;
        return `${all} launched${how}; ${which} ${were} in EC2, as the plan asks`;
    }
    return (0,verdict/* capital */.Nx)(record.reason ?? 'no reason was written down');
}
function refusals(record) {
    const { refusals, plan } = record;
    if (refusals.length === 0)
        return nothing;
    return htmlTable(markup `Why nothing ${(0,left_behind/* leftBefore */.T)(record) === '' ? '' : 'new '}was started; lines and columns are those of ${clipped(plan.path, 200)}`, [
        { title: 'Reason', kind: 'wide' },
        { title: 'Line', kind: 'number' },
        { title: 'Column', kind: 'number' }
    ], refusals.map(({ message, line, column }) => ({
        cells: [markup `${message}`, markup `${line ?? '–'}`, markup `${column ?? '–'}`]
    })));
}
function figures(record) {
    if ((0,words/* isPlanOnly */.Mr)(record))
        return nothing;
    const servers = (0,verdict/* serversOf */.U2)(record);
    const { rto, rpo } = record.objectives;
    const took = record.finishedAt === null ? null : (0,timestamp/* secondsBetween */.O1)(record.startedAt, record.finishedAt);
    const all = [
        [
            'Servers up',
            `${String(servers.filter(verdict/* isUp */.ie).length)} of ${String(servers.length)}`,
            `in ${(0,wording/* counted */.h)(record.waves.length, 'wave')}`
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
function particulars(record) {
    const { plan, run, identity } = record;
    const notAsked = markup `not asked`;
    const pairs = [
        ['Execution', markup `<code>${clipped(record.executionId, 300)}</code>`],
        ['Kind', markup `${words/* modeWords */.bY[record.mode].title}`],
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

// EXTERNAL MODULE: ./build/src/report/summary/server-next-step.js
var server_next_step = __webpack_require__(65815);
;// CONCATENATED MODULE: ./build/src/report/html/waves.js









/** Every wave and every server; a wave that is up is folded. */
function waves(record) {
    const { waves } = record;
    if (waves.length === 0)
        return { id: 'waves', title: 'Waves and servers', body: markup `<p>The plan could not be read.</p>` };
    const isPlan = (0,words/* isPlanOnly */.Mr)(record);
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
            markup `${isPlan ? (0,selection_words/* serverCount */.zl)(record, wave) : `${String(servers.filter(verdict/* isUp */.ie).length)} of ${String(servers.length)}`}`,
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
                    toned(words/* waveWords */.F0[status])
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
    return folded(markup `<b>${clipped(wave.name, 100)}</b>: ${(0,wording/* counted */.h)(wave.servers.length, 'server')}`, table);
}
function servers(record, wave) {
    const up = wave.servers.filter(verdict/* isUp */.ie).length;
    const title = markup `<b>${clipped(wave.name, 100)}</b> ${toned(words/* waveWords */.F0[wave.status])} <span class="quiet">${up} of ${(0,wording/* counted */.h)(wave.servers.length, 'server')} up</span>`;
    const isQuiet = wave.status === 'up' || wave.startedAt === null;
    const reason = wave.reason === null || wave.status === 'up'
        ? nothing
        : markup `<p>${clipped((0,verdict/* sentence */.em)((0,verdict/* capital */.Nx)(wave.reason)), 1000)}</p>`;
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
    const askedAt = (0,server_times/* firstAskedAt */.aj)(server);
    const point = recoveryPoint === null
        ? markup `–`
        : markup `${rpoSeconds === null ? '' : `${durationOf(rpoSeconds)} old`}<small class="tight">${momentOf(recoveryPoint)}</small>`;
    const asked = pointInTime.asked === 'latest' ? nothing : markup `<small>asked: ${clipped(pointInTime.asked, 60)}</small>`;
    return {
        cells: [
            markup `${clipped((0,words/* nameOf */.Vb)(server), 200)}${hostname === null ? nothing : markup `<small><code>${sourceServerId}</code></small>`}`,
            toned(words/* serverWords */.lZ[status]),
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
    const again = (0,verdict/* isUp */.ie)(server) ? server.failedLaunches.map(({ reason }) => `launched again: ${reason}`) : [];
    const oddities = [
        ...again,
        ...(server.usedPreviousSnapshot ? ['launched from an older snapshot'] : []),
        ...(0,words/* failedActionsOf */.wG)(server)
    ];
    const odd = oddities.length === 0 ? '' : `${(0,verdict/* sentence */.em)(oddities.join('; '))} `;
    // What was never begun is told once, by its wave.
    const isTold = (0,verdict/* isUp */.ie)(server) || wave.startedAt === null;
    if (isTold && odd === '')
        return {};
    const why = isTold || server.reason === null ? '' : `${(0,verdict/* sentence */.em)(server.reason)} `;
    const next = isTold ? nothing : markup `<b>Next:</b> ${(0,server_next_step/* nextStep */.s)(record, server, 'the command in the job summary')}`;
    return { below: markup `${clipped(`${odd}${why}`, 4000)}${next}` };
}
function jobs(record, { jobs }) {
    if (jobs.length === 0)
        return nothing;
    const items = jobs.map(({ jobId, status, sourceServerIds, adopted, createdAt, endedAt }) => markup `${jobOf(record, jobId)} <span class="quiet">${clipped(status, 60)}, ${(0,wording/* counted */.h)(sourceServerIds.length, 'server')}${adopted ? ', started earlier in this execution' : ''}</span> ${clockOf(createdAt, record)}${endedAt === null ? nothing : markup ` to ${clockOf(endedAt, record)}`}`);
    return markup `<p><span class="quiet">${jobs.length === 1 ? 'DRS job:' : 'DRS jobs:'}</span> ${joined(items, '; ')}</p>`;
}

;// CONCATENATED MODULE: ./build/src/report/html/report.js















/**
 * The report (`report.html`): one page that loads nothing, runs nothing and leads nowhere but to the AWS console and to
 * the workflow run. Pure: the same record and digests make the same bytes.
 */
function reportOf(record, provenance) {
    const { noun } = words/* modeWords */.bY[record.mode];
    const title = `${words/* verdictWords */.L2[record.status].title}: ${record.plan.name.slice(0, 200)}, ${record.startedAt.slice(0, 10)}`;
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
${verdict_verdict(record)}
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
const policy = new Markup(`default-src 'none'; style-src 'sha256-${(0,external_node_crypto_.createHash)('sha256').update(style).digest('base64')}'; ` +
    "base-uri 'none'; form-action 'none'");
/** What was not begun has no objectives and no timeline to tell of. */
function sectionsOf(record, provenance) {
    const isPlan = (0,words/* isPlanOnly */.Mr)(record);
    return [
        particulars(record),
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
    if (targetSeconds === null || (0,words/* isPlanOnly */.Mr)(record))
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
                seconds: (0,server_times/* secondsTaken */.BQ)(server)
            }));
            const actions = wave.actions.map((action) => ({
                ...actionCheck(action),
                name: `${action.phase}-action ${action.name}`,
                type: action.status,
                seconds: (0,summary_actions/* secondsOf */.TM)(action) ?? 0
            }));
            return waveSuite(record, wave, [...cases, ...actions]);
        })
    ];
    const all = suites.flatMap(({ cases }) => cases);
    return `<?xml version="1.0" encoding="UTF-8"?>
${markup `<testsuites name="${clipped(record.plan.name, 200)}" ${countsOf(all)} time="${secondsText(elapsed(record.startedAt, record.finishedAt))}">
${suites.map(({ xml }) => xml)}
</testsuites>`.text}
`;
}
function drillSuite(record) {
    const { executionId, mode, status, plan, run, identity, objectives } = record;
    const seconds = elapsed(record.startedAt, record.finishedAt);
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
    return suite(name, `${plan.name}.${name}`, startedAt, elapsed(startedAt, finishedAt), properties, cases);
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
function elapsed(from, to) {
    return from === null || to === null ? 0 : Math.max(0, (0,timestamp/* secondsBetween */.O1)(from, to));
}
function secondsText(seconds) {
    return seconds.toFixed(3);
}

// EXTERNAL MODULE: ./build/src/report/record/record.js + 14 modules
var record = __webpack_require__(6738);
// EXTERNAL MODULE: ./build/src/drill/events.js
var events = __webpack_require__(29718);
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
    const servers = (0,events/* startsNothing */.$D)(mode)
        ? []
        : waves.flatMap((wave) => wave.servers.map((server) => ({
            ...serverCheck(server, warnings),
            name: `${mode}/${wave.name}/${server.sourceServerId}`
        })));
    const actions = (0,events/* startsNothing */.$D)(mode)
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

// EXTERNAL MODULE: ./build/src/report/summary/summary.js + 12 modules
var summary_summary = __webpack_require__(5846);
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
const derivedNames = (/* unused pure expression or super */ null && ([
    'evidence.json',
    'summary.md',
    'report.html',
    'junit.xml',
    'statement.json',
    'SHA256SUMS'
]));
/**
 * The files of the evidence that are derived: pure, the same record and journal make the same bytes.
 *
 * @param journal the journal as it stands on the disk; it may hold less than the record, where the disk took no more, and
 *   then the report says so
 * @param version of drs-drill, which the report names
 */
function evidenceFilesOf(record, journal, version) {
    const decoded = (0,drill_journal/* decodeJournal */.MQ)(textOf(journal));
    const evidence = evidenceJsonOf(record);
    const digests = { evidence: sha256Of(evidence), journal: sha256Of(journal) };
    const summary = (0,summary_summary/* summaryOf */.Y)(record);
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
    return (0,external_node_crypto_.createHash)('sha256').update(content).digest('hex');
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
        return evidenceJsonOf((0,record/* recordOf */.z)((0,evolve/* fold */.AU)(events))) === evidence;
    }
    catch {
        // No events, or events of a shape that this program does not write.
        return false;
    }
}


/***/ }),

/***/ 64707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ placeOf),
/* harmony export */   Y: () => (/* binding */ accessOf)
/* harmony export */ });
/** How GitHub's API is reached for a run; what is in the way where it cannot be. Undefined outside GitHub Actions. */
function accessOf(token, { repository, runId }, environment) {
    const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository ?? '') ?? [];
    if (owner === undefined || repo === undefined || !/^\d{1,15}$/.test(runId ?? ''))
        return undefined;
    if (token === undefined)
        return { ok: false, problem: 'the input "github-token" is empty' };
    const url = environment['GITHUB_API_URL'] ?? '';
    const apiUrl = url === '' ? 'https://api.github.com' : url;
    return { ok: true, access: { token, owner, repo, runId: Number(runId), apiUrl } };
}
function placeOf({ owner, repo }) {
    return { owner, repo };
}


/***/ }),

/***/ 60755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ within)
/* harmony export */ });
const graceMilliseconds = 1000;
/**
 * Asks within bounds. Gives what `ask` gives, or what `fallback` makes of its failure, a silence among them; it never
 * throws, and never comes later than the bounds allow, whatever `ask` does with its signal.
 */
async function within({ timeoutMilliseconds, cancellation }, ask, fallback) {
    const controller = new AbortController();
    let timer;
    let grace;
    let onCancel;
    const silence = new Promise((_resolve, reject) => {
        const giveUp = (why) => () => {
            reject(new Error(why));
            controller.abort();
        };
        timer = setTimeout(giveUp(`no answer within ${String(timeoutMilliseconds / 1000)} s`), timeoutMilliseconds);
        onCancel = () => {
            grace = setTimeout(giveUp('the step was told to end'), graceMilliseconds);
        };
        if (cancellation.aborted)
            onCancel();
        else
            cancellation.addEventListener('abort', onCancel, { once: true });
    });
    try {
        return await Promise.race([ask(controller.signal), silence]);
    }
    catch (error) {
        return fallback(error);
    }
    finally {
        clearTimeout(timer);
        clearTimeout(grace);
        if (onCancel !== undefined)
            cancellation.removeEventListener('abort', onCancel);
    }
}


/***/ }),

/***/ 91027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CN: () => (/* binding */ checkArtifactName),
/* harmony export */   OS: () => (/* binding */ noArtifact),
/* harmony export */   Vb: () => (/* binding */ defaultArtifactName),
/* harmony export */   YC: () => (/* binding */ artifactKinds)
/* harmony export */ });
/* harmony import */ var _plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3147);

/** What `artifact-name` says when nothing is to be uploaded. */
const noArtifact = 'none';
/** Room for a suffix is left of the 255 characters that a file system gives a name. */
const longestName = 200;
/** What GitHub takes in no artifact's name, since some file system does not. */
const forbidden = /["<>|*?:\\/]/;
/** Checks the input `artifact-name`. */
function checkArtifactName(text) {
    if ((0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__/* .makeVisible */ .Xm)(text) !== text) {
        return { problem: `${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(text)} holds a line break or an invisible character: write one name on one line` };
    }
    const [found] = forbidden.exec(text) ?? [];
    if (found !== undefined) {
        return { problem: `is ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(text)}: GitHub takes no ${(0,_plan_quotation_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(found)} in the name of an artifact; leave it out` };
    }
    if (text.length > longestName) {
        return { problem: `is ${String(text.length)} characters long: write ${String(longestName)} at most` };
    }
    return { value: text };
}
/** What is put behind a name that is taken, and behind that of what post uploads. */
const suffixes = '(?:-(?:post|\\d))*';
/**
 * Tells artifacts by their names: those that the action gives by itself, and the one that the workflow gives now, which it may
 * have given then with another run's ID in it.
 */
function artifactKinds(plan, own, runId) {
    const given = own === undefined || own === noArtifact
        ? undefined
        : new RegExp(`^${own.split(runId).map(literally).join('\\d+')}${suffixes}$`);
    const numbered = new RegExp(`^\\d+-\\d+${suffixes}$`);
    const ofSomePlan = new RegExp(`^drs-drill-[\\w.-]{1,64}-\\d+-\\d+${suffixes}$`);
    const prefix = artifactPrefixOf(plan);
    return (name) => {
        if (given?.test(name) === true)
            return 'of-plan';
        if (name.startsWith(prefix) && numbered.test(name.slice(prefix.length)))
            return 'of-plan';
        return ofSomePlan.test(name) ? 'of-another' : 'unknown';
    };
}
/** As a pattern that is matched by nothing else. */
function literally(text) {
    return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
/** The beginning that the names of all artifacts of a plan share, where the workflow gives no other. */
function artifactPrefixOf(plan) {
    return `drs-drill-${plan}-`;
}
/** The name where the workflow gives none: `drs-drill-<plan>-<run id>-<attempt>`. */
function defaultArtifactName(plan, { runId = 'local', attempt = 1 }) {
    return `${artifactPrefixOf(plan)}${runId}-${String(attempt)}`;
}


/***/ }),

/***/ 5300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ uploadArtifact),
  f: () => (/* binding */ uploadObstacle)
});

// EXTERNAL MODULE: ./build/src/report/escape.js
var report_escape = __webpack_require__(96209);
;// CONCATENATED MODULE: ./build/src/github/toolkit-output.js

/** Longer than any line of the toolkit that is worth reading. */
const longestLine = 2000;
/** What `@actions/core` writes for the runner: one line, of which the text may still hold what is obeyed inside of a line. */
const command = /^(::(?:debug|group|endgroup|notice|warning|error)(?: [^\r\n:]*)?::)([^\r\n]*)$/;
/** A text that is hidden from here on is hidden as it is written. */
const mask = /^::add-mask::[^\r\n]*$/;
/**
 * Makes what GitHub's toolkit logs by itself safe for the log: it repeats the words of whoever answered it as they are. For as
 * long as the work takes, which may be longer than anybody waits for it.
 */
async function withSafeOutput(work, stream = process.stdout) {
    const own = Object.getOwnPropertyDescriptor(stream, 'write');
    const write = stream.write.bind(stream);
    const safely = (chunk, ...rest) => write(typeof chunk === 'string' ? safeOutput(chunk) : chunk, ...rest);
    Object.defineProperty(stream, 'write', { configurable: true, writable: true, value: safely });
    try {
        return await work();
    }
    finally {
        if (own === undefined)
            Reflect.deleteProperty(stream, 'write');
        else
            Object.defineProperty(stream, 'write', own);
    }
}
/** What is written at once is a line, with its end. */
function safeOutput(chunk) {
    const [, line = '', end = ''] = /^(.*?)(\r?\n)?$/s.exec(chunk) ?? [];
    if (mask.test(line))
        return chunk;
    const [, head = '', text = line] = command.exec(line) ?? [];
    return `${head}${(0,report_escape/* forLog */.Ig)(text, longestLine)}${end}`;
}

;// CONCATENATED MODULE: ./build/src/github/artifact.js

/** How often a name that is taken is followed by another: `name-2`, `name-3`, …. */
const namesAtMost = 9;
/**
 * Why this job can upload no artifact at all; undefined when it can. `@actions/artifact` knows GitHub Enterprise Server not,
 * and needs what the runner gives an action for it.
 */
function uploadObstacle(environment) {
    if (isEnterpriseServer(environment['GITHUB_SERVER_URL'])) {
        return 'GitHub Enterprise Server takes no artifacts from this action; upload the folder with a step of your own';
    }
    const missing = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'].find((name) => (environment[name] ?? '') === '');
    if (missing === undefined)
        return undefined;
    return `the runner gives no ${missing}; upload the folder with a step of your own`;
}
/**
 * Uploads files as an artifact. Where the run has one of that name, a number is added to it: an artifact is never changed.
 * Never throws, and comes back within the time given.
 */
async function uploadArtifact(upload, uploader = viaToolkit) {
    const { cancellation, timeoutMilliseconds } = upload;
    const seconds = `${String(Math.round(timeoutMilliseconds / 1000))} s`;
    const deadline = AbortSignal.timeout(timeoutMilliseconds);
    const stop = AbortSignal.any([deadline, cancellation]);
    const givenUp = new Promise((resolve) => {
        const give = () => {
            const message = cancellation.aborted ? 'the step was told to end' : `GitHub did not answer within ${seconds}`;
            resolve({ ok: false, message, isHanging: true });
        };
        if (stop.aborted)
            give();
        else
            stop.addEventListener('abort', give, { once: true });
    });
    return Promise.race([firstFreeName(upload, uploader), givenUp]);
}
async function firstFreeName({ name, files, folder }, uploader) {
    for (let number = 1;; number += 1) {
        const tried = number === 1 ? name : `${name}-${String(number)}`;
        try {
            const id = await uploader(tried, files, folder);
            if (id !== undefined)
                return { ok: true, name: tried, id: String(id) };
            return { ok: false, message: 'GitHub told no ID of it', isHanging: false };
        }
        catch (error) {
            const message = error instanceof Error ? error.message : String(error);
            if (!/\(409\)|already exists/.test(message) || number === namesAtMost) {
                return { ok: false, message, isHanging: false };
            }
        }
    }
}
/** Loaded only when something is uploaded: it is as large as the rest of the action. */
const viaToolkit = async (name, files, folder) => {
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(351), __webpack_require__.e(645)]).then(__webpack_require__.bind(__webpack_require__, 9645));
    const { id } = await withSafeOutput(() => new DefaultArtifactClient().uploadArtifact(name, [...files], folder));
    return id;
};
/** github.com, a subdomain of ghe.com (data residency) and localhost are not. */
function isEnterpriseServer(url) {
    if (url === undefined || !URL.canParse(url))
        return false;
    const host = new URL(url).hostname.toLowerCase();
    return host !== 'github.com' && !host.endsWith('.ghe.com') && !host.endsWith('.localhost');
}


/***/ }),

/***/ 26330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ng: () => (/* binding */ connect),
/* harmony export */   a2: () => (/* binding */ describeRefusal),
/* harmony export */   bm: () => (/* binding */ firstPages)
/* harmony export */ });
/* harmony import */ var _aws_outside_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86722);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28009);


const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
/**
 * GitHub's own client, through the proxy that the environment names. Loaded when it is asked for: a run without a token needs
 * none. It says nothing by itself: what it would print comes from outside.
 *
 * @param signal ends every request, so that none holds the process
 */
async function connect({ token, apiUrl }, signal) {
    const { getOctokit } = await __webpack_require__.e(/* import() */ 351).then(__webpack_require__.bind(__webpack_require__, 61351));
    const client = getOctokit(token, { baseUrl: apiUrl, log: silent, userAgent: `drs-drill/${_version_js__WEBPACK_IMPORTED_MODULE_0__/* .version */ .r}` });
    // Here, since a list that is read page by page drops what is given with its first request.
    client.hook.wrap('request', (request, options) => {
        options.request = { ...options.request, signal };
        return request(options);
    });
    return client;
}
/** The first pages of a list, and no more, however long it is. */
async function* firstPages(pages, most) {
    let read = 0;
    for await (const page of pages) {
        yield page;
        read += 1;
        if (read === most)
            return;
    }
}
/** Why GitHub did not do what it was asked for, in one line that says what to do. */
function describeRefusal(error, permission) {
    const { message, status } = refusalOf(error);
    const said = (0,_aws_outside_text_js__WEBPACK_IMPORTED_MODULE_1__/* .outsideText */ .F)(message, 300);
    if (status === 401)
        return `GitHub does not accept the token of the input "github-token" (${said})`;
    if (status === 429 || (status === 403 && /rate limit/i.test(said))) {
        return `GitHub wants fewer calls for now (${said})`;
    }
    if (status === 403 || status === 404)
        return `GitHub answers "${said}": add "${permission}" to the permissions of the job`;
    if (status !== undefined)
        return `GitHub answers ${String(status)} "${said}"`;
    return `GitHub was not reached (${said})`;
}
function refusalOf(error) {
    if (!(error instanceof Error))
        return { message: String(error) };
    // Octokit's error for an answer has its status, and takes what never came for a 500.
    const answered = 'status' in error && typeof error.status === 'number' && 'response' in error && error.response !== undefined;
    // Octokit puts the address of its documentation behind GitHub's own words.
    const message = error.message.replace(/ - https:\/\/docs\.github\.com\S*$/, '');
    return answered ? { message, status: error.status } : { message };
}


/***/ }),

/***/ 35943:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CU: () => (/* binding */ MAX_VALUE_LENGTH),
/* harmony export */   Sf: () => (/* binding */ sizeProblemOf),
/* harmony export */   WY: () => (/* binding */ ACTION_KEYS),
/* harmony export */   Zt: () => (/* binding */ actionList),
/* harmony export */   _K: () => (/* binding */ MAX_PARAMETER_VALUES),
/* harmony export */   pe: () => (/* binding */ DEFAULT_ACTION_TIMEOUT)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92857);
/* harmony import */ var _quotation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3147);


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
const text = (form, rule) => zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(form, { error: ({ input }) => `${(0,_quotation_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(String(input))} ${rule}` });
const value = zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())], {
    error: () => 'must be a text or a list of texts: write numbers, true and false in quotes'
})
    .meta({ examples: [['$(drill.instanceIds)']] });
const parameters = zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), value)
    .refine((map) => Object.keys(map).length <= MAX_PARAMETERS, {
    error: `are more than ${MAX_PARAMETERS}, which is all that SSM takes: leave some out`
})
    .refine((map) => Object.keys(map).every((key) => KEY.test(key)), {
    error: ({ input }) => {
        const key = Object.keys(input).find((candidate) => !KEY.test(candidate)) ?? '';
        return `has ${(0,_quotation_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(key)}, which is no parameter's name: use letters, digits, ".", "_" and "-", ${MAX_KEY_LENGTH} at most`;
    }
})
    .meta({
    description: 'What the document is given: $(drill.instanceIds), $(drill.sourceServerIds) and $(drill.executionId) stand for those of the wave',
    examples: [{ InstanceIds: ['$(drill.instanceIds)'], Tier: 'app' }]
});
/** @param timeout the schema of a duration, described */
const action = (timeout) => zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    name: text(NAME, 'is not a name: use letters, digits, blanks, ".", "_" and "-", 64 at most').meta({
        description: 'Unique among the actions of the wave',
        examples: ['smoke test']
    }),
    document: text(DOCUMENT, 'is not an SSM document: write its name or ARN, letters, digits and "_", ".", ":", "/", "-"').meta({
        description: 'The SSM Automation document to run, by its name or ARN',
        examples: ['MyOrg-SmokeTest', 'AWS-RestartEC2Instance']
    }),
    'document-version': text(VERSION, 'is not a version: write a number in quotes, "$LATEST" or "$DEFAULT"')
        .meta({ description: 'Which version of it: $DEFAULT when not stated', examples: ['3'] })
        .optional(),
    parameters: parameters.optional(),
    timeout: timeout.optional()
})
    .meta({ description: 'An AWS Systems Manager Automation document that is run as part of the wave' });
/** The keys of an action, for messages about unknown ones. */
const ACTION_KEYS = ['name', 'document', 'document-version', 'parameters', 'timeout'];
/** A list of actions; an empty one takes back what `defaults` states. */
const actionList = (timeout, description) => zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(action(timeout))
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


/***/ }),

/***/ 45609:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cq: () => (/* binding */ DURATION_PATTERN),
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   a3: () => (/* binding */ formatDuration)
/* harmony export */ });
/* harmony import */ var parse_duration__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97595);
/* harmony import */ var _quotation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3147);


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
    const seconds = text.length <= LONGEST_TEXT && NEARLY_A_DURATION.test(text) ? (0,parse_duration__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A)(text, 's') : null;
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
    const shown = typeof text === 'number' ? written : (0,_quotation_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text);
    if (written === '')
        return { problem: 'is empty: write a number and a unit, such as "30m"' };
    if (/^\d+$/.test(written)) {
        const number = (0,_quotation_js__WEBPACK_IMPORTED_MODULE_1__/* .excerpt */ .Kb)(written);
        return {
            problem: `${shown} has no unit: write "${number}m" for ${number} minute${number === '1' ? '' : 's'} or "${number}s" for seconds`
        };
    }
    if (/^-\s*\d/.test(written))
        return { problem: `${shown} is negative: write a duration such as "30m"` };
    if (!DURATION_PATTERN.test(written) || written !== text) {
        return { problem: `${shown} is not a duration: ${suggestionFor(written)}` };
    }
    const seconds = Number((0,parse_duration__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A)(written, 's'));
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
const formatDuration = (seconds) => {
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


/***/ }),

/***/ 42593:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bv: () => (/* binding */ MAX_MATCHES),
/* harmony export */   Io: () => (/* binding */ MAX_SERVERS),
/* harmony export */   Wq: () => (/* binding */ MAX_WAVES)
/* harmony export */ });
/** Limits of a plan (contract section 4). */
const MAX_SERVERS = 10_000;
const MAX_WAVES = 500;
/** Each is compared with every source server of the account. */
const MAX_MATCHES = 500;


/***/ }),

/***/ 98179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  uN: () => (/* binding */ describeExpectation),
  $X: () => (/* binding */ describeMatch),
  Xm: () => (/* binding */ hasSelectors),
  Kq: () => (/* binding */ isHostname),
  KY: () => (/* binding */ isTagValue)
});

;// CONCATENATED MODULE: ./build/src/plan/glob.js
/**
 * Whether the whole text is what the pattern says: `*` stands for any characters or none, `?` for exactly one, and
 * everything else for itself. There is no escape. Never takes longer than the lengths of the two multiplied: after a `*`
 * only the last one is ever reconsidered.
 */
const matchesGlob = (pattern, text) => {
    // By characters, not by UTF-16 units: `?` is a whole one.
    const wanted = Array.from(pattern);
    const given = Array.from(text);
    let next = 0;
    let at = 0;
    let star;
    while (at < given.length) {
        const character = wanted[next];
        if (character === '*') {
            next += 1;
            star = { after: next, from: at };
        }
        else if (character === '?' || character === given[at]) {
            next += 1;
            at += 1;
        }
        else if (star === undefined) {
            return false;
        }
        else {
            // The last `*` stands for one character more.
            star.from += 1;
            next = star.after;
            at = star.from;
        }
    }
    return wanted.slice(next).every((character) => character === '*');
};

// EXTERNAL MODULE: ./build/src/plan/quotation.js
var quotation = __webpack_require__(3147);
;// CONCATENATED MODULE: ./build/src/plan/match.js


/** Whether a tag's value is the one that is asked for. */
const isTagValue = ({ value }, given) => matchesGlob(value, given);
/** Whether one of a server's host names is the one that is asked for; host names know no letter case. */
const isHostname = (pattern, given) => given.some((name) => matchesGlob(pattern.toLowerCase(), name.toLowerCase()));
/** `tag App=payments and host name app-*` */
const describeMatch = ({ tags, hostname }) => [
    ...tags.map(({ key, value }) => `tag ${(0,quotation/* excerpt */.Kb)(key)}=${(0,quotation/* excerpt */.Kb)(value)}`),
    ...(hostname === undefined ? [] : [`host name ${(0,quotation/* excerpt */.Kb)(hostname)}`])
].join(' and ');
/** `4`, `2 to 8`, `2 or more` */
const describeExpectation = ({ min, max }) => {
    if (max === undefined)
        return `${min} or more`;
    return min === max ? `${min}` : `${min} to ${max}`;
};
/** Whether a wave launches more than its lists name. */
const hasSelectors = ({ selectors = [] }) => selectors.length > 0;


/***/ }),

/***/ 5067:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ft: () => (/* binding */ placeholders),
/* harmony export */   Qf: () => (/* binding */ placeholdersIn),
/* harmony export */   ho: () => (/* binding */ resolveValues),
/* harmony export */   wK: () => (/* binding */ isPlaceholder)
/* harmony export */ });
/**
 * What a parameter of an action may name of its wave: `$(drill.instanceIds)`. The prefix keeps them apart from a shell's
 * `$(hostname)`, from GitHub's `${{ … }}` and from SSM's own `{{ … }}`, which are all left as they are.
 */
const placeholders = ['instanceIds', 'sourceServerIds', 'executionId'];
const PATTERN = /\$\(\s*drill\.([^()\s]*)\s*\)/g;
const ALONE = /^\$\(\s*drill\.([^()\s]*)\s*\)$/;
/** The names of all placeholders in a text, known or not. */
function placeholdersIn(text) {
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


/***/ }),

/***/ 24533:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ firstPlace),
/* harmony export */   e: () => (/* binding */ placesOf)
/* harmony export */ });
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


/***/ }),

/***/ 3147:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HL: () => (/* binding */ enumerate),
/* harmony export */   Kb: () => (/* binding */ excerpt),
/* harmony export */   Xm: () => (/* binding */ makeVisible),
/* harmony export */   d$: () => (/* binding */ arrows),
/* harmony export */   hD: () => (/* binding */ quote)
/* harmony export */ });
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
const excerpt = (text) => {
    // Cut before making visible, by characters and not by UTF-16 units, so that no half of a pair is left over.
    const head = Array.from(text.slice(0, 2 * LONGEST_QUOTE));
    const cut = head.length > LONGEST_QUOTE || text.length > 2 * LONGEST_QUOTE;
    return `${makeVisible(head.slice(0, LONGEST_QUOTE).join(''))}${cut ? '…' : ''}`;
};
/** The same in double quotes. */
const quote = (text) => `"${excerpt(text)}"`;
/** `a → b → c`, for names that may be anything; of a long row the beginning and the end. */
const arrows = (names, most = 12) => {
    const shown = names.length > most ? [...names.slice(0, most - 2), '…', ...names.slice(-1)] : names;
    return shown.map(excerpt).join(' → ');
};
/** `a`, `a and b`, `a, b and c`, for names that may be anything; a long list is cut and says how much is missing. */
const enumerate = (items, word = 'and', most = 12) => {
    const shown = items.slice(0, most).map(excerpt);
    const hidden = items.length - shown.length;
    if (hidden > 0)
        return `${shown.join(', ')} and ${hidden} more`;
    const last = shown.pop();
    if (last === undefined)
        return 'none';
    return shown.length === 0 ? last : `${shown.join(', ')} ${word} ${last}`;
};


/***/ }),

/***/ 52875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ splitNames),
/* harmony export */   p: () => (/* binding */ selectWaves)
/* harmony export */ });
/* harmony import */ var _quotation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3147);
/* harmony import */ var _suggestion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18665);


/** Names as an input takes them: separated by commas or new lines, blanks around them and empty ones dropped. */
const splitNames = (text) => text
    .split(/[,\r\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
/** Which waves of the plan run when only `names` are asked for; no name at all asks for every wave. */
const selectWaves = (plan, names) => {
    const inPlan = plan.waves.map(({ name }) => name);
    if (names.length === 0)
        return { ok: true, selected: inPlan, presumed: [] };
    const wanted = new Set(names);
    const problems = [...wanted]
        .filter((name) => !inPlan.includes(name))
        .map((name) => {
        const meant = (0,_suggestion_js__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .k)(name, inPlan);
        const instead = meant === undefined ? `its waves are ${(0,_quotation_js__WEBPACK_IMPORTED_MODULE_1__/* .enumerate */ .HL)(inPlan)}` : `did you mean ${(0,_quotation_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(meant)}?`;
        return { message: `The plan has no wave ${(0,_quotation_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(name)}, which the input "waves" asks for: ${instead}` };
    });
    if (problems.length > 0)
        return { ok: false, problems };
    const comesBefore = new Set(plan.waves.filter(({ name }) => wanted.has(name)).flatMap(({ after }) => after));
    return {
        ok: true,
        selected: inPlan.filter((name) => wanted.has(name)),
        presumed: inPlan.filter((name) => comesBefore.has(name) && !wanted.has(name))
    };
};


/***/ }),

/***/ 18665:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ closest)
/* harmony export */ });
/** More edits than these are no slip, however long the name. */
const MOST_EDITS = 4;
/** Names are 64 characters at most; anything far longer is no slip of the hand, and not worth the comparison. */
const LONGEST_COMPARED = 80;
/**
 * Edits (insert, delete, replace, swap of neighbours) from one text to the other; `enough` when it is that many or more,
 * for which no cell farther than that from the diagonal has to be looked at.
 */
const editDistance = (from, to, enough) => {
    // A row holds the cells near the diagonal only; all others are too far.
    const cell = (row, column) => row.get(column) ?? enough;
    let beforeLast = new Map();
    let last = new Map(Array.from({ length: enough }, (_, column) => [column, column]));
    for (let row = 1; row <= from.length; row++) {
        const current = new Map([[0, row]]);
        let nearest = row;
        for (let column = Math.max(1, row - enough); column <= Math.min(to.length, row + enough); column++) {
            const replaced = cell(last, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
            const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
            const cost = Math.min(cell(last, column) + 1, cell(current, column - 1) + 1, replaced, swapped ? cell(beforeLast, column - 2) + 1 : enough);
            current.set(column, cost);
            nearest = Math.min(nearest, cost);
        }
        if (nearest >= enough)
            return enough;
        beforeLast = last;
        last = current;
    }
    return Math.min(enough, cell(last, to.length));
};
/** Spellings that people mix up and that edit distance alone would call far apart. */
const normalise = (name) => name.toLowerCase().replaceAll(/[\s_.-]/g, '');
/**
 * The candidate that the author most likely meant, or undefined when none is near: one edit for every three
 * characters and four at most, letter case and separators (`onFailure`, `on_failure`) free of charge.
 */
const closest = (name, candidates) => {
    if (name.length > LONGEST_COMPARED)
        return undefined;
    const wanted = normalise(name);
    let best;
    let bestDistance = Math.min(MOST_EDITS, Math.max(1, Math.floor(wanted.length / 3))) + 1;
    for (const candidate of candidates) {
        const offered = normalise(candidate);
        if (Math.abs(offered.length - wanted.length) >= bestDistance || offered.length > LONGEST_COMPARED)
            continue;
        const distance = editDistance(wanted, offered, bestDistance);
        // A text that would have to be replaced as a whole is not a slip of that name.
        if (distance < bestDistance && distance < Math.max(wanted.length, offered.length)) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
};


/***/ }),

/***/ 12213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ counted),
/* harmony export */   v: () => (/* binding */ shortened)
/* harmony export */ });
/** `1 server`, `12 servers`; `many`: where more of it are called otherwise than by an s. */
function counted(number, noun, many = `${noun}s`) {
    return `${String(number)} ${number === 1 ? noun : many}`;
}
/** A text of at most so many characters: what is cut off is marked, and no character is cut in two. */
function shortened(text, most) {
    if (text.length <= most)
        return text;
    const characters = Array.from(text.slice(0, most));
    return `${characters.slice(0, -1).join('').trimEnd()}…`;
}


/***/ }),

/***/ 39752:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ isAddress)
/* harmony export */ });
/** Whether an address may stand in a link: one of the web, without anything that Markdown or HTML would read otherwise. */
function isAddress(url) {
    return /^https?:\/\/[\w.:-]+\/[\w./-]+$/.test(url ?? '');
}


/***/ }),

/***/ 32465:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EK: () => (/* binding */ automationLink),
/* harmony export */   GL: () => (/* binding */ instanceLink),
/* harmony export */   SR: () => (/* binding */ isPlainId),
/* harmony export */   mC: () => (/* binding */ jobLink)
/* harmony export */ });
/* unused harmony export sourceServerLink */
/** Where the AWS console of a partition lives; a partition that is not listed gets no links rather than wrong ones. */
const consoleHosts = {
    aws: (region) => `${region}.console.aws.amazon.com`,
    'aws-us-gov': (region) => `${region}.console.amazonaws-us-gov.com`,
    'aws-cn': (region) => `${region}.console.amazonaws.cn`
};
/** The EC2 console's page of an instance; undefined where no safe link can be made. */
function instanceLink(place, ec2InstanceId) {
    return link(place, ec2InstanceId, (region, id) => `ec2/home?region=${region}#InstanceDetails:instanceId=${id}`);
}
/** The DRS console's page of a job. */
function jobLink(place, jobId) {
    return link(place, jobId, (region, id) => `drs/home?region=${region}#/launchHistory/${id}`);
}
/** The DRS console's page of a source server. */
function sourceServerLink(place, sourceServerId) {
    return link(place, sourceServerId, (region, id) => `drs/home?region=${region}#/sourceServers/${id}`);
}
/** The Systems Manager console's page of a run of an Automation document: its steps, and what each of them said. */
function automationLink(place, automationExecutionId) {
    const path = (region, id) => `systems-manager/automation/execution/${id}?region=${region}`;
    return link(place, automationExecutionId, path);
}
function link(place, id, path) {
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


/***/ }),

/***/ 96209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ forHtml),
/* harmony export */   Bm: () => (/* binding */ forMarkdown),
/* harmony export */   DE: () => (/* binding */ forMermaid),
/* harmony export */   Ig: () => (/* binding */ forLog),
/* harmony export */   Jc: () => (/* binding */ forAnnotation),
/* harmony export */   hD: () => (/* binding */ forMarkdownTableCell),
/* harmony export */   m6: () => (/* binding */ forMarkdownCode),
/* harmony export */   ml: () => (/* binding */ shorten)
/* harmony export */ });
/* unused harmony export forXml */
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
function forMarkdown(text, limit = 1000) {
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
    return forMarkdown(text, limit);
}
/** Text shown as code, in a paragraph or a table alike; nothing is linked or decorated within it. */
function forMarkdownCode(text, limit = 300) {
    const plain = shorten(visible(text, limit).trim(), limit);
    if (plain === '')
        return '';
    // A code span cannot hold these without tricks that differ between a paragraph and a table.
    return /[`|\\]/u.test(plain) ? `<code>${forMarkdown(plain, Infinity)}</code>` : `\`${plain}\``;
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


/***/ }),

/***/ 57976:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ describeLeft),
/* harmony export */   T: () => (/* binding */ leftBefore)
/* harmony export */ });
/* harmony import */ var _drill_events_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29718);
/* harmony import */ var _plan_wording_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12213);


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
        .map(([number, noun, many]) => (0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .h)(number, noun, many))
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
    const isAsked = isSurveyed(preflight) || (run.attempt ?? 1) === 1 || (0,_drill_events_js__WEBPACK_IMPORTED_MODULE_1__/* .startsNothing */ .$D)(mode);
    return isAsked
        ? ''
        : 'whether an earlier attempt left something running is not known, since it did not come to that question';
}
/** The check of other jobs rests on the survey that finds those of earlier attempts. */
function isSurveyed(preflight) {
    return preflight.some(({ check, result }) => check === 'other-jobs' && result !== 'not-asked');
}


/***/ }),

/***/ 55034:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C7: () => (/* binding */ formatElapsed),
/* harmony export */   KE: () => (/* binding */ listed),
/* harmony export */   RT: () => (/* binding */ spent),
/* harmony export */   a3: () => (/* binding */ createPage),
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   zI: () => (/* binding */ operationOf)
/* harmony export */ });
/* harmony import */ var _plan_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45609);
/* harmony import */ var _drill_servers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57619);
/* harmony import */ var _drill_timestamp_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47291);



/** Up to this many servers, each gets a line of its own; a larger drill is told in groups. */
const serversWithOwnLines = 20;
/** Names that a line lists before it only counts. */
const namesInLine = 3;
const widestWaveColumn = 24;
const widestServerColumn = 32;
const longestName = 64;
/** AWS's error texts can be pages long; the evidence holds them whole. */
const longestText = 400;
/** The page for what happened `at` that moment. */
function createPage(state, at) {
    const time = formatElapsed((0,_drill_timestamp_js__WEBPACK_IMPORTED_MODULE_1__/* .secondsBetween */ .O1)(state.openedAt, at));
    const name = namesOf(state);
    const waveWidth = widthOf([...state.waves.keys()], widestWaveColumn);
    const own = (0,_drill_servers_js__WEBPACK_IMPORTED_MODULE_2__/* .selectedServers */ .WM)(state).length <= serversWithOwnLines;
    const serverWidth = widthOf([...state.servers.values()].map((server) => name(server.sourceServerId)), widestServerColumn);
    const waveCell = (wave) => cut(wave, longestName).padEnd(waveWidth);
    const waveLine = (wave, text) => `${time}  ${waveCell(wave)}  ${cut(text, longestText)}`;
    const names = (ids) => listed(ids.map(name));
    const serverLine = (id, text) => waveLine(state.servers.get(id)?.wave ?? '', `${name(id).padEnd(serverWidth)}  ${text}`);
    return {
        drill: (text) => waveLine('', text),
        wave: waveLine,
        servers: (news) => own
            ? news.map(({ sourceServerId, text }) => serverLine(sourceServerId, text))
            : together(state, news).map(({ wave, first, ids }) => ids.length === 1
                ? serverLine(first.sourceServerId, first.text)
                : waveLine(wave, `${first.together}: ${names(ids)}`)),
        name,
        fullName: (id) => (name(id) === id ? id : `${hostnameOf(state.servers.get(id)) ?? id} (${id})`),
        names
    };
}
/** `00:12:34`; hours grow beyond two digits. */
function formatElapsed(seconds) {
    const whole = Math.max(0, Math.floor(seconds));
    const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
/** `a, b, c and 7 more`; nothing is left out that would be one name only. */
function listed(names, most = namesInLine) {
    if (names.length <= most + 1)
        return names.join(', ');
    return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}
/** How long from one moment to another, for people. */
function spent(from, to) {
    return (0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(Math.max(0, (0,_drill_timestamp_js__WEBPACK_IMPORTED_MODULE_1__/* .secondsBetween */ .O1)(from, to)));
}
/** `DescribeJobs` of `drs:DescribeJobs`. */
function operationOf({ operation }) {
    return operation.replace(/^.*:/, '');
}
/** What people call each server: its host name where that is known and no other server's, else its ID. */
function namesOf(state) {
    const seen = new Map();
    for (const server of state.servers.values()) {
        const hostname = hostnameOf(server);
        if (hostname !== undefined)
            seen.set(hostname, (seen.get(hostname) ?? 0) + 1);
    }
    return (id) => {
        const hostname = hostnameOf(state.servers.get(id));
        return hostname === undefined || seen.get(hostname) !== 1 ? id : hostname;
    };
}
function hostnameOf(server) {
    const hostname = server?.described?.hostname?.trim();
    return hostname === undefined || hostname === '' ? undefined : cut(hostname, longestName);
}
function together(state, news) {
    const groups = new Map();
    for (const item of news) {
        const wave = state.servers.get(item.sourceServerId)?.wave ?? '';
        const key = JSON.stringify([wave, item.together]);
        const known = groups.get(key);
        if (known === undefined)
            groups.set(key, { wave, first: item, ids: [item.sourceServerId] });
        else
            known.ids.push(item.sourceServerId);
    }
    return [...groups.values()];
}
function widthOf(names, widest) {
    return names.reduce((width, name) => Math.max(width, Math.min(name.length, widest)), 0);
}
function cut(text, longest) {
    if (text.length <= longest)
        return text;
    const characters = Array.from(text.slice(0, longest));
    return `${characters.slice(0, -1).join('')}…`;
}


/***/ }),

/***/ 50221:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NM: () => (/* binding */ launchNews),
/* harmony export */   V2: () => (/* binding */ phaseWords),
/* harmony export */   W4: () => (/* binding */ outcomeNews),
/* harmony export */   d_: () => (/* binding */ instanceNews),
/* harmony export */   qk: () => (/* binding */ strangeNews),
/* harmony export */   sQ: () => (/* binding */ logNews),
/* harmony export */   tV: () => (/* binding */ inCapitals)
/* harmony export */ });
/* harmony import */ var _drill_watch_job_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67608);
/* harmony import */ var _drill_watch_job_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46143);
/* harmony import */ var _drill_watch_verification_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7168);
/* harmony import */ var _page_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55034);




/** A phase of a launch in words: while it lasts, and when it is over. */
const phaseWords = {
    snapshot: { doing: 'snapshot being taken', done: 'snapshot taken' },
    conversion: { doing: 'disks being converted', done: 'disks converted' },
    launch: { doing: 'instance being launched', done: 'instance launched' }
};
const knownLaunchStatuses = new Set(['PENDING', 'IN_PROGRESS', 'LAUNCHED', 'FAILED', 'TERMINATED']);
/** What has changed in DRS's word on each of these servers: its launch status, and its post-launch actions. */
function launchNews(before, after, ids) {
    return changed(before, after, ids).flatMap(([old, server]) => [
        ...statusNews(old, server),
        ...launchActionNews(after, old, server)
    ]);
}
/** Servers that begin with a launch status that nobody knows: it never changes to it, so it is told at once. */
function strangeNews(state, ids) {
    return ids.flatMap((sourceServerId) => {
        const status = state.servers.get(sourceServerId)?.participant?.launchStatus;
        if (status === undefined || knownLaunchStatuses.has(status))
            return [];
        const text = `DRS says ${status}, which is not known here: not there yet`;
        return [{ sourceServerId, text, together: text }];
    });
}
/** What a reading of this job's log has told of each of its servers. */
function logNews(before, after, job) {
    return changed(before, after, job.servers).flatMap(([{ log: was }, server]) => {
        const { log, outcome, sourceServerId } = server;
        if (outcome !== undefined)
            return [];
        const spans = phaseNews(was.phases, log.phases);
        const fellBack = log.usedPreviousSnapshot && !was.usedPreviousSnapshot ? ['no new snapshot: DRS falls back on an older one'] : [];
        const trouble = log.trouble !== undefined && was.trouble !== log.trouble ? log.trouble : undefined;
        // A server that has come to its end is told of when it is settled, with this very reason.
        const { launchStatus } = server.participant ?? {};
        const over = launchStatus === 'FAILED' || (0,_drill_watch_job_js__WEBPACK_IMPORTED_MODULE_0__/* .hasEnded */ .hY)(job) || (trouble?.kind === 'skipped' && launchStatus !== 'LAUNCHED');
        const again = trouble?.kind === 'failed' ? '; DRS may try again' : '';
        const went = trouble === undefined || over ? [] : [`${(0,_drill_watch_job_log_js__WEBPACK_IMPORTED_MODULE_1__/* .describeTrouble */ .LC)(trouble)}${again}`];
        const parts = [...spans.map(({ text }) => text), ...fellBack, ...went];
        if (parts.length === 0)
            return [];
        const shared = [...spans.map(({ together }) => together), ...fellBack, ...went];
        return [{ sourceServerId, text: parts.join(', '), together: shared.join(', ') }];
    });
}
/** What EC2 says of instances that keep a LAUNCHED server from being up; of one that does not, the verdict tells. */
function instanceNews(before, after, ids) {
    return changed(before, after, ids).flatMap(([, server]) => {
        const { instance, sourceServerId } = server;
        if (instance === undefined)
            return [];
        const name = instance.ec2InstanceId ?? 'its instance';
        const wanted = after.waves.get(server.wave)?.planned.verify.instance;
        if (wanted === 'none')
            return [];
        if (instance.state === 'missing') {
            const text = 'LAUNCHED, but no EC2 instance is to be found yet: looking again';
            return [{ sourceServerId, text, together: text }];
        }
        if (instance.state !== (0,_drill_watch_verification_js__WEBPACK_IMPORTED_MODULE_2__/* .expectedInstanceState */ .FB)(server)) {
            return [{ sourceServerId, text: `${name} is ${instance.state}`, together: `instance ${instance.state}` }];
        }
        if (wanted === 'status-ok' && instance.state === 'running' && instance.statusChecks !== 'ok') {
            const checks = `EC2 status checks ${instance.statusChecks ?? 'not reported yet'}`;
            return [{ sourceServerId, text: `${name} is running, ${checks}`, together: `running, ${checks}` }];
        }
        return [];
    });
}
/** How each of these servers has ended. */
function outcomeNews(before, after, ids) {
    return ids.flatMap((sourceServerId) => {
        const server = after.servers.get(sourceServerId);
        const outcome = server?.outcome;
        if (server === undefined || outcome === undefined)
            return [];
        // The wave that never starts says so once for all of its servers.
        if (outcome.status === 'not-started' && after.waves.get(server.wave)?.status === 'waiting')
            return [];
        if (outcome.status === 'launched')
            return [{ sourceServerId, text: describeUp(server, outcome.at), together: 'UP' }];
        const wasUp = before.servers.get(sourceServerId)?.outcome?.status === 'launched';
        const text = `${wasUp ? 'NO LONGER UP' : inCapitals(outcome.status)}: ${outcome.reason}`;
        return [{ sourceServerId, text, together: text }];
    });
}
/** `UP as i-… (m5.large, us-west-2a, 10.0.1.12), 14m 12s after its launch was asked for`. */
function describeUp(server, at) {
    const { instance } = server;
    const id = instance?.ec2InstanceId;
    const stopped = instance?.state === 'stopped' ? 'stopped as its launch settings ask' : undefined;
    const details = [instance?.type, instance?.availabilityZone, instance?.privateIp, stopped].filter((detail) => detail !== undefined);
    const shown = details.length === 0 ? '' : ` (${details.join(', ')})`;
    const took = server.requestedAt === undefined ? '' : `, ${(0,_page_js__WEBPACK_IMPORTED_MODULE_3__/* .spent */ .RT)(server.requestedAt, at)} after its launch was asked for`;
    return `UP${id === undefined ? '' : ` as ${id}`}${shown}${took}`;
}
/** A status as it stands out in a log: `TIMED OUT`. */
function inCapitals(status) {
    return status.replaceAll('-', ' ').toUpperCase();
}
function statusNews(old, server) {
    const status = server.participant?.launchStatus;
    // PENDING is how every launch begins: that it was asked for has been said.
    if (status === undefined || status === (old.participant?.launchStatus ?? 'PENDING'))
        return [];
    return [{ sourceServerId: server.sourceServerId, text: describeStatus(status), together: describeStatus(status) }];
}
function describeStatus(status) {
    if (status === 'LAUNCHED')
        return 'LAUNCHED, now to be verified';
    if (status === 'FAILED')
        return 'DRS says FAILED';
    return knownLaunchStatuses.has(status)
        ? `launch ${status}`
        : `DRS says ${status}, which this version does not know: still waiting`;
}
function launchActionNews(state, old, server) {
    if (state.waves.get(server.wave)?.planned.verify.launchActions !== 'required')
        return [];
    const was = new Map((old.participant?.launchActions?.runs ?? []).map((run) => [run.name, run.status]));
    return (server.participant?.launchActions?.runs ?? [])
        .filter((run) => was.get(run.name) !== run.status)
        .map((run) => {
        const why = run.failureReason === undefined ? '' : `: ${run.failureReason}`;
        const text = `post-launch action "${run.name}" ${run.status}${why}`;
        return { sourceServerId: server.sourceServerId, text, together: text };
    });
}
/** What is over, with the time it took, and what has begun. */
function phaseNews(was, is) {
    return is.flatMap((span, index) => {
        const { doing, done } = phaseWords[span.phase];
        const before = was[index];
        if (span.endedAt !== undefined) {
            if (before?.endedAt !== undefined)
                return [];
            const took = span.startedAt === undefined ? '' : ` in ${(0,_page_js__WEBPACK_IMPORTED_MODULE_3__/* .spent */ .RT)(span.startedAt, span.endedAt)}`;
            return [{ text: `${done}${took}`, together: done }];
        }
        if (before !== undefined)
            return [];
        const tries = is.slice(0, index + 1).filter(({ phase }) => phase === span.phase).length;
        const text = tries === 1 ? doing : `${doing} again (try ${tries})`;
        return [{ text, together: text }];
    });
}
function changed(before, after, ids) {
    return ids.flatMap((id) => {
        const server = after.servers.get(id);
        const old = before.servers.get(id);
        return server === undefined || old === undefined || server === old ? [] : [[old, server]];
    });
}


/***/ }),

/***/ 82004:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ planLines),
/* harmony export */   L: () => (/* binding */ serverLines)
/* harmony export */ });
/* harmony import */ var _drill_events_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(29718);
/* harmony import */ var _drill_watch_verification_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7168);
/* harmony import */ var _plan_duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45609);
/* harmony import */ var _plan_match_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98179);
/* harmony import */ var _plan_wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12213);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35177);






/** A group of 10,000 servers is no list that anybody reads. */
const longestTable = 1000;
/** The lines of the group that begins the log: which execution this is, and what its plan asks for. */
function planLines(state) {
    const asked = acceptedLines(state);
    return asked.length === 0 ? executionLines(state) : [...executionLines(state), '', ...asked];
}
function executionLines({ executionId, mode, planReference, run, pollIntervalSeconds }) {
    const { path, sha256 } = planReference;
    return [
        `execution      ${executionId}${run.attempt === undefined ? '' : `, attempt ${run.attempt}`}`,
        `mode           ${mode}: ${modeMeanings[mode]}`,
        `plan file      ${path}${sha256 === undefined ? '' : `, SHA-256 ${sha256}`}`,
        ...(run.actor === undefined ? [] : [`started by     ${run.actor}`]),
        ...(run.url === undefined ? [] : [`workflow run   ${run.url}`]),
        ...((0,_drill_events_js__WEBPACK_IMPORTED_MODULE_2__/* .startsNothing */ .$D)(mode) ? [] : [`poll interval  ${(0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(pollIntervalSeconds)} at most`])
    ];
}
const modeMeanings = {
    drill: 'launches drill instances',
    recovery: 'REAL FAILOVER, launches recovery instances',
    preflight: 'asks AWS whether a drill could start, starts nothing',
    validate: 'checks the plan file, AWS is not asked'
};
/** What is to come up, in which order, within which time; nothing where no plan was accepted. */
function acceptedLines({ plan, waves: known, timeoutSeconds }) {
    if (plan === undefined)
        return [];
    const waves = plan.waves.filter(({ name }) => known.get(name)?.selected === true);
    const servers = waves.reduce((sum, wave) => sum + wave.servers.length, 0);
    const left = plan.waves.map(({ name }) => name).filter((name) => known.get(name)?.selected !== true);
    const presumed = left.filter((name) => known.has(name));
    return [
        `${plan.name}${plan.description === undefined ? '' : `: ${plan.description}`}`,
        `${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .h)(servers, 'server')}${waves.some(_plan_match_js__WEBPACK_IMPORTED_MODULE_4__/* .hasSelectors */ .Xm) ? ' and those that match' : ''} in ${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .h)(waves.length, 'wave')}, budget of the whole drill ${(0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(timeoutSeconds)}`,
        ...objectivesLines(plan),
        '',
        ...(0,_table_js__WEBPACK_IMPORTED_MODULE_5__/* .tableLines */ .o)([
            { title: 'wave', cell: ({ name }) => name },
            { title: 'starts after', cell: ({ after }) => (after.length === 0 ? 'nothing' : after.join(', ')) },
            { title: 'servers', align: 'right', cell: describeServers },
            { title: 'budget', align: 'right', cell: (wave) => (0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(wave.timeoutSeconds) },
            { title: 'a server is up when', cell: ({ verify }) => describeVerification(verify) },
            {
                title: 'if it is not up',
                cell: ({ onFailure }) => (onFailure === 'stop' ? 'no further wave starts' : 'waves not after it go on')
            }
        ], waves),
        ...waves.flatMap(({ name, pointInTime }) => describePoint(name, pointInTime)),
        ...(left.length === 0 ? [] : ['', `left out by the input "waves": ${left.join(', ')}`]),
        ...(presumed.length === 0
            ? []
            : [`of these, selected waves come after ${presumed.join(', ')}: up in this execution already, or nothing starts`])
    ];
}
function describePoint(wave, point) {
    if (point === 'latest')
        return [];
    const what = 'before' in point
        ? `the newest recovery snapshots not later than ${point.before}`
        : `recovery snapshots that the plan names (${Object.keys(point.snapshots).length})`;
    return ['', `wave ${wave} is launched from ${what}`];
}
/** How many servers a wave lists, and what it selects besides. */
function describeServers(wave) {
    const listed = wave.servers.length;
    const matches = (wave.selectors ?? []).map(({ match }) => (0,_plan_match_js__WEBPACK_IMPORTED_MODULE_4__/* .describeMatch */ .$X)(match));
    const shown = matches.length > 2 ? `${String(matches.length)} matches` : matches.join('; ');
    return [...(listed === 0 && shown !== '' ? [] : [String(listed)]), ...(shown === '' ? [] : [shown])].join(' and ');
}
/** The lines of the group that shows the servers as DRS knows them before the launch. */
function serverLines(state) {
    const servers = [...state.servers.values()];
    const more = servers.length - longestTable;
    return [
        ...(0,_table_js__WEBPACK_IMPORTED_MODULE_5__/* .tableLines */ .o)([
            { title: 'wave', cell: ({ wave }) => wave },
            { title: 'server', cell: ({ described }) => described?.hostname ?? '' },
            { title: 'source server', cell: ({ sourceServerId }) => sourceServerId },
            { title: 'replication', cell: describeReplication },
            { title: 'lag', cell: ({ described }) => described?.lag ?? '' },
            { title: 'after the launch', cell: (server) => (staysStopped(server) ? 'stays stopped' : 'runs') }
        ], servers.slice(0, longestTable)),
        ...(more > 0 ? [`and ${more} more servers`] : [])
    ];
}
function describeReplication({ described }) {
    return described === undefined ? 'not known to DRS' : (described.replicationState ?? 'not told');
}
function staysStopped(server) {
    return (0,_drill_watch_verification_js__WEBPACK_IMPORTED_MODULE_0__/* .expectedInstanceState */ .FB)(server) === 'stopped';
}
function objectivesLines({ objectives }) {
    const { rtoSeconds, rpoSeconds, onMiss } = objectives;
    const stated = [
        ...(rtoSeconds === undefined ? [] : [`RTO ${(0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(rtoSeconds)}`]),
        ...(rpoSeconds === undefined ? [] : [`RPO ${(0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(rpoSeconds)}`])
    ];
    if (stated.length === 0)
        return [];
    const meaning = onMiss === 'fail' ? 'a miss fails the drill' : 'a miss is a warning';
    return [`objectives: ${stated.join(', ')} (${meaning})`];
}
function describeVerification({ instance, launchActions }) {
    const words = {
        running: 'its instance runs',
        'status-ok': 'its EC2 status checks pass',
        none: 'DRS says LAUNCHED'
    };
    return launchActions === 'required' ? `${words[instance]}, launch actions passed` : words[instance];
}


/***/ }),

/***/ 35177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ tableLines)
/* harmony export */ });
/** Lines of a table for a log: columns as wide as their widest cell, two blanks apart, no blanks at a line's end. */
function tableLines(columns, rows) {
    const padded = columns.map(({ title, align, cell }) => {
        const cells = [title, ...rows.map(cell)];
        const width = Math.max(...cells.map(({ length }) => length));
        return cells.map((text) => (align === 'right' ? text.padStart(width) : text.padEnd(width)));
    });
    return ['the titles', ...rows].map((_, line) => padded
        .map((cells) => cells[line])
        .join('  ')
        .trimEnd());
}


/***/ }),

/***/ 54359:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Af: () => (/* binding */ limitsOf),
/* harmony export */   QI: () => (/* binding */ alikeOf),
/* harmony export */   Qf: () => (/* binding */ comparisonsOf),
/* harmony export */   RS: () => (/* binding */ trendOf),
/* harmony export */   dM: () => (/* binding */ noneFound),
/* harmony export */   jh: () => (/* binding */ measured)
/* harmony export */ });
/* harmony import */ var _plan_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45609);
/* harmony import */ var _plan_wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12213);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43629);
/* harmony import */ var _summary_verdict_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72222);




/** This drill and those before it, newest first; empty where there is nothing to compare it with. */
function comparisonsOf(record) {
    const { previous, objectives, status, leftOut } = record;
    if (previous.drills.length === 0 || (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .isPlanOnly */ .Mr)(record))
        return [];
    const servers = (0,_summary_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .serversOf */ .U2)(record);
    const notUp = servers.filter((server) => !(0,_summary_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .isUp */ .ie)(server)).length;
    const own = {
        name: 'this one',
        result: resultOf(status, leftOut.length),
        rtoSeconds: objectives.rto.achievedSeconds,
        rpoSeconds: objectives.rpo.achievedSeconds,
        servers: servers.length,
        notUp,
        isAlike: notUp === 0
    };
    const before = previous.drills.map(({ startedAt, status: ended, leftOutWaves, sameWaves, ...drill }) => ({
        ...drill,
        name: startedAt.slice(0, 10),
        result: resultOf(ended, leftOutWaves),
        isAlike: sameWaves && drill.notUp === 0
    }));
    return [own, ...before];
}
function resultOf(status, leftOut) {
    return leftOut === 0 ? status : `${status}, ${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .h)(leftOut, 'wave')} left out`;
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
    const word = change === 0 ? 'the same as' : `${(0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(Math.abs(change))} ${change < 0 ? 'less' : 'more'} than`;
    return `${name} ${(0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(Math.round(own))}, ${word} the last time it was measured`;
}
/** What the comparison leaves aside, and what it could not see; a sentence each. */
function limitsOf(record) {
    const { previous, leftOut } = record;
    const others = previous.drills.filter(({ sameWaves }) => !sameWaves).length;
    const unlike = leftOut.length > 0
        ? `This one leaves out ${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .h)(leftOut.length, 'wave')} of the plan: only drills of the same waves are compared with it`
        : `${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .h)(others, 'drill')} of a part of the plan ${others === 1 ? 'stands' : 'stand'} in the table alone`;
    const unreadable = previous.look?.unreadable ?? 0;
    const untold = previous.drills.filter(({ account }) => account === null).length;
    return [
        ...(others === 0 ? [] : [unlike]),
        ...elsewhere(record),
        ...(untold === 0
            ? []
            : [
                `${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .h)(untold, 'drill')} in the table ${untold === 1 ? 'does not tell its' : 'do not tell their'} account`
            ]),
        ...(unreadable === 0
            ? []
            : [`${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .h)(unreadable, 'artifact')} of earlier runs could not be read: drills may be missing`])
    ];
}
/** What was found in other accounts is left aside, which no reader could see otherwise. */
function elsewhere({ previous }) {
    const found = previous.look?.otherAccounts ?? 0;
    const verb = found === 1 ? 'is' : 'are';
    return found === 0 ? [] : [`${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .h)(found, 'drill')} of the plan in another account ${verb} not compared`];
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
        return { isFirst: true, text: [first, ...elsewhere(record)].join('; ') };
    }
    const looked = `of the ${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .h)(listed, 'artifact')} that GitHub listed, ${String(opened)} were opened`;
    const text = `None was found, but this may not be the first ${noun} of the plan: ${[looked, ...unseen, ...elsewhere(record)].join('; ')}`;
    return { isFirst: false, text };
}
/** `24m`, or that it was not measured. */
function measured(seconds) {
    return seconds === null ? 'not known' : (0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(Math.round(seconds));
}


/***/ }),

/***/ 14320:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KJ: () => (/* binding */ leftActionDeviations),
/* harmony export */   NX: () => (/* binding */ actionRecords),
/* harmony export */   nZ: () => (/* binding */ actionsLeft),
/* harmony export */   td: () => (/* binding */ actionDeviations)
/* harmony export */ });
/* harmony import */ var _drill_actions_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85477);
/* harmony import */ var _unanswered_actions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52968);


/** The actions of a wave, in the order in which they run. */
function actionRecords(state, wave) {
    return (0,_drill_actions_action_js__WEBPACK_IMPORTED_MODULE_0__/* .actionsOf */ .Ro)(state, wave).map((action) => {
        const { planned, sighting, requestedAt, automationExecutionId } = action;
        return {
            name: planned.name,
            phase: planned.phase,
            document: planned.document,
            documentVersion: planned.documentVersion ?? null,
            ...endOf(state, action),
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
function endOf(state, { outcome, requestedAt }) {
    if (outcome !== undefined)
        return { status: outcome.status, reason: outcome.reason };
    if (requestedAt !== undefined)
        return { status: 'in-progress', reason: 'no end of it was seen' };
    return { status: 'not-started', reason: state.refusals.length > 0 ? 'nothing was started' : null };
}
/** Runs of this execution that are not known to have ended. */
function actionsLeft(state) {
    return state.actions.filter(_drill_actions_action_js__WEBPACK_IMPORTED_MODULE_0__/* .mayBeRunning */ .i5).map((action) => {
        const { wave, planned, requestedAt, automationExecutionId, sighting, stop } = action;
        const findWith = automationExecutionId === undefined ? (0,_unanswered_actions_js__WEBPACK_IMPORTED_MODULE_1__/* .findCommandOf */ .q)(state, action) : undefined;
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
    return (0,_drill_actions_action_js__WEBPACK_IMPORTED_MODULE_0__/* .actionsOf */ .Ro)(state, wave).flatMap(({ planned, outcome }) => {
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


/***/ }),

/***/ 6738:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ recordOf)
});

// UNUSED EXPORTS: partitionOf

// EXTERNAL MODULE: ./build/src/drill/ending/verdict.js + 2 modules
var verdict = __webpack_require__(2969);
// EXTERNAL MODULE: ./build/src/drill/ending/objectives.js
var objectives = __webpack_require__(32055);
// EXTERNAL MODULE: ./build/src/drill/launch/fallback.js
var fallback = __webpack_require__(87185);
// EXTERNAL MODULE: ./build/src/drill/launch/point-in-time.js
var point_in_time = __webpack_require__(70667);
// EXTERNAL MODULE: ./build/src/drill/launch/retry.js
var retry = __webpack_require__(21317);
// EXTERNAL MODULE: ./build/src/drill/previous-drill.js
var previous_drill = __webpack_require__(41718);
// EXTERNAL MODULE: ./build/src/report/record/action.js
var action = __webpack_require__(14320);
// EXTERNAL MODULE: ./build/src/drill/events.js
var events = __webpack_require__(29718);
// EXTERNAL MODULE: ./build/src/drill/budgets.js
var budgets = __webpack_require__(37181);
// EXTERNAL MODULE: ./build/src/drill/servers.js
var drill_servers = __webpack_require__(57619);
// EXTERNAL MODULE: ./build/src/drill/selection/strays.js
var strays = __webpack_require__(81190);
// EXTERNAL MODULE: ./build/src/drill/timestamp.js
var timestamp = __webpack_require__(47291);
// EXTERNAL MODULE: ./build/src/plan/duration.js
var duration = __webpack_require__(45609);
// EXTERNAL MODULE: ./build/src/drill/preflight/finding.js
var finding = __webpack_require__(72306);
// EXTERNAL MODULE: ./build/src/drill/watch/last-answer.js
var last_answer = __webpack_require__(35554);
;// CONCATENATED MODULE: ./build/src/report/record/fallback.js





/** A server that was launched from an older snapshot than DRS was to take, as its job's log or the achieved point tells. */
function fallbackDeviations(state, server) {
    if ((0,fallback/* fellBack */.r)(state, server) !== true)
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
            message: `${(0,drill_servers/* nameOf */.Vb)(server)} was launched from an older snapshot: ${why}`
        }
    ];
}
/** Servers that may have been launched from an older snapshot, one line for the job whose log nobody could read to the end. */
function untoldFallbackDeviations(state, wave) {
    // While the drill goes on, the log may still be read.
    if (state.verdict === undefined)
        return [];
    const untold = (0,drill_servers/* serversOf */.U2)(state, wave).filter((server) => (0,fallback/* fellBack */.r)(state, server) === undefined);
    return [...new Set(untold.flatMap(({ jobId }) => jobId ?? []))].map((jobId) => {
        const servers = untold.filter((server) => server.jobId === jobId);
        const [only] = servers.length === 1 ? servers : [];
        const verb = servers.length === 1 ? 'was' : 'were';
        return {
            kind: 'previous-snapshot-unknown',
            at: (0,timestamp/* latest */.IW)(...servers.map(({ launchedAt }) => launchedAt)) ?? null,
            wave: wave.planned.name,
            sourceServerId: only?.sourceServerId ?? null,
            message: `whether ${(0,finding/* named */.KT)(servers.map(drill_servers/* nameOf */.Vb))} ${verb} launched from an older snapshot is not known: the log of ` +
                `${jobId} was not read to its end${(0,last_answer/* lastAnswer */.$)(state, ['job-log'])}`
        };
    });
}

// EXTERNAL MODULE: ./build/src/drill/launch/live-recovery.js
var live_recovery = __webpack_require__(92185);
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
        const message = `${(0,drill_servers/* nameOf */.Vb)(server)} had a live recovery instance, ${(0,live_recovery/* describeInstance */.xJ)(instance)}${whose}, which its launch destroys, ` +
            'as the plan allows';
        return [{ kind: 'recovery-replaced', at: request.at, wave: server.wave, sourceServerId, message }];
    });
}
/** Each once: a request that was refused is made again, and finds it there again. */
function overriddenIn({ overridden }) {
    const found = new Map(overridden.map((instance) => [`${instance.sourceServerId} ${instance.recoveryInstanceId}`, instance]));
    return [...found.values()];
}

// EXTERNAL MODULE: ./build/src/report/record/still-running.js
var still_running = __webpack_require__(84540);
;// CONCATENATED MODULE: ./build/src/report/record/deviations.js












/**
 * What did not go as planned, oldest first, for people who have to answer for it. A wave that never started is one
 * deviation, not one for each of its servers; what a plan or a guard refused is none: nothing was begun. What an earlier
 * attempt of a run that is refused has launched is one all the same.
 */
function deviationsOf(state) {
    if ((0,events/* startsNothing */.$D)(state.mode))
        return [];
    if (state.refusals.length > 0)
        return inOrder([...strayDeviations(state), ...leftDeviations(state)]);
    const waves = [...state.waves.values()].filter(({ selected }) => selected);
    return inOrder([
        ...waves.flatMap((wave) => [
            ...waveDeviations(state, wave),
            ...(0,action/* actionDeviations */.td)(state, wave.planned.name),
            ...untoldFallbackDeviations(state, wave),
            // Of a wave that never started no server has a story of its own.
            ...(wave.startedAt === undefined ? [] : (0,drill_servers/* serversOf */.U2)(state, wave)).flatMap((server) => ofServer(state, server))
        ]),
        ...replacementDeviations(state),
        ...strayDeviations(state),
        ...objectiveDeviations(state),
        ...leftDeviations(state)
    ]);
}
/** Array sorting is stable: what happened at one moment stays in the order of the plan. */
function inOrder(found) {
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
    const taken = (0,timestamp/* secondsBetween */.O1)(wave.startedAt, wave.settledAt);
    const message = latenessOf(state, wave, taken, wave.settledAt);
    return message === undefined ? [] : [{ kind: 'wave-late', at: wave.settledAt, ...about, message }];
}
/** How a wave was late; one that an action ended whose own time was over was not: that is the action's. */
function latenessOf(state, { status, planned }, taken, settledAt) {
    const { name, timeoutSeconds } = planned;
    const budget = (0,duration/* formatDuration */.a3)(timeoutSeconds);
    if (taken < timeoutSeconds) {
        if (status !== 'timed-out' || settledAt < (0,budgets/* drillDeadline */.gw)(state))
            return undefined;
        return `wave ${name} was not up after ${(0,duration/* formatDuration */.a3)(taken)} of its ${budget}, when the budget of the drill ran out`;
    }
    if (status === 'timed-out')
        return `wave ${name} was not up when its budget of ${budget} ran out`;
    return taken === timeoutSeconds ? undefined : `wave ${name} took ${(0,duration/* formatDuration */.a3)(taken)} of a budget of ${budget}`;
}
function ofServer(state, server) {
    const about = { wave: server.wave, sourceServerId: server.sourceServerId };
    const name = (0,drill_servers/* nameOf */.Vb)(server);
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
    const chosen = (0,point_in_time/* chosenSnapshot */.$_)(state, server);
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
    return takenAt !== undefined && Math.abs((0,timestamp/* secondsBetween */.O1)(takenAt, point)) > 60;
}
/** Servers that this execution launched before somebody changed the plan, or what it selects. */
function strayDeviations(state) {
    return (0,strays/* straysOf */.U4)(state).map(({ sourceServerId, hostname, wave, jobId, launchStatus }) => ({
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
    return (0,objectives/* judgeObjectives */.e4)(state).missed.map(({ objective, message }) => ({
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
    const { jobs, unansweredStarts } = (0,still_running/* stillRunningIn */.fW)(state);
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
        ...(0,action/* leftActionDeviations */.KJ)(state, at)
    ];
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./build/src/drill/preflight/preflight.js + 8 modules
var preflight = __webpack_require__(57696);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./build/src/report/record/schema-values.js

/** The values that the record is made of. */
const schema_values_text = schemas/* string */.YjP();
const maybeText = schemas/* string */.YjP().nullable();
const seconds = schemas/* number */.aig().nonnegative();
const count = schemas/* int */.Whr().nonnegative();
const moment = iso/* datetime */.w$().describe('ISO 8601, UTC');
const maybeMoment = moment.nullable();

;// CONCATENATED MODULE: ./build/src/report/record/github-schema.js


/** What a reviewer decided on an environment of the workflow run. */
const approval = schemas/* strictObject */.rej({
    user: schema_values_text.nullable().describe('Login name; null: the account is gone'),
    state: schema_values_text.describe("GitHub's word: `approved`, `rejected`, …"),
    environments: schemas/* array */.YOg(schema_values_text),
    comment: schema_values_text
});
/** An earlier execution of the plan in the same mode and account, as the artifact of its run tells it. */
const previousDrill = schemas/* strictObject */.rej({
    executionId: schema_values_text,
    runId: schema_values_text,
    startedAt: iso/* datetime */.w$(),
    status: schema_values_text,
    account: schema_values_text.nullable().describe('Null: its evidence does not tell it, since it ended before AWS was asked'),
    rtoSeconds: schemas/* number */.aig().nonnegative().nullable(),
    rpoSeconds: schemas/* number */.aig().nonnegative().nullable(),
    servers: count,
    notUp: count.describe('Servers that did not come up'),
    leftOutWaves: count.describe('Waves of its plan that it left out: its figures are those of a part'),
    sameWaves: schemas/* boolean */.zMY().describe('It left out the waves that this one leaves out, or neither left out any')
});
const previousLook = schemas/* strictObject */.rej({
    listed: count.describe('Artifacts of the repository that GitHub listed, the newest ones'),
    listedAll: schemas/* boolean */.zMY().describe('Whether these are all that it has'),
    opened: count.describe('Of those, the ones that were opened, by their names'),
    unreadable: count.describe('Of the opened ones, those that could not be had, or hold no evidence that can be read'),
    expired: count.describe('Those with such a name whose retention is over'),
    unopened: count.describe('Those with such a name that were not opened: ten drills were found, or thirty artifacts opened'),
    otherNames: count.describe('Those whose names are none that drs-drill gives; evidence may be among them'),
    uploads: schemas/* boolean */.zMY()
        .describe('Whether this job uploads evidence; where it does not, none found says nothing of earlier drills'),
    otherAccounts: count.describe('Drills of the plan that were found in another account: they are not compared')
});
const previousDrills = schemas/* strictObject */.rej({
    drills: schemas/* array */.YOg(previousDrill),
    look: previousLook.nullable().describe('Where they were looked for; null: see note'),
    note: schema_values_text.nullable().describe('Why they are not known; null: they are')
})
    .describe('The last executions of this plan in this mode and account, newest first');

;// CONCATENATED MODULE: ./build/src/report/record/selection-schema.js


const named = { sourceServerId: schema_values_text, hostname: maybeText };
const difference = schemas/* strictObject */.rej({
    in: schemas/* enum */.k5n(['tag', 'hostname']),
    key: maybeText.describe("The tag's key, as the plan has it; null: it is the host name"),
    value: maybeText.describe('What the server has instead; null: no such tag, or it is the host name'),
    spelled: maybeText.describe("The server's key, where it is only spelled otherwise")
});
/** What one `match` of the plan selects. */
const selection = schemas/* strictObject */.rej({
    wave: schema_values_text,
    group: maybeText.describe("The group whose match it is; null: the wave's own"),
    match: schemas/* strictObject */.rej({ tags: schemas/* array */.YOg(schemas/* strictObject */.rej({ key: schema_values_text, value: schema_values_text })), hostname: maybeText }),
    expect: schemas/* strictObject */.rej({ min: count, max: count.nullable() }).nullable().describe('null: the plan expects no number'),
    count: count.nullable().describe('Source servers that match; null: DRS was not asked'),
    found: schemas/* array */.YOg(schemas/* strictObject */.rej(named))
        .describe('Those that this match is the first to find; of more than a plan may have, only some'),
    elsewhere: schemas/* array */.YOg(schemas/* strictObject */.rej({ ...named, wave: schema_values_text }))
        .describe('Those that another wave launches, too; the first of them'),
    nearMisses: schemas/* strictObject */.rej({ count: count, servers: schemas/* array */.YOg(schemas/* strictObject */.rej({ ...named, differs: schemas/* array */.YOg(difference) })) })
        .describe('Servers that no wave launches, although little is missing; the first of them')
});
const selections = schemas/* array */.YOg(selection)
    .describe("What the plan's matches select, in the order of the plan; empty: it has none");
/** What the drill leaves out of all that there is. */
const notSelected = schemas/* strictObject */.rej({ listed: count.describe('Source servers in DRS'), count: count, servers: schemas/* array */.YOg(schemas/* strictObject */.rej(named)) })
    .nullable()
    .describe('Source servers that no wave of the plan launches, the first of them; null: DRS was not asked for all');

;// CONCATENATED MODULE: ./build/src/report/record/action-schema.js


/** An action of a wave, as the record has it. */
const actionSchema = schemas/* strictObject */.rej({
    name: schema_values_text,
    phase: schemas/* enum */.k5n(['pre', 'post']).describe('Before the launch of the wave, or once its servers are up'),
    document: schema_values_text.describe('The SSM Automation document, as the plan names it'),
    documentVersion: maybeText.describe('null: the default one'),
    status: schemas/* enum */.k5n(['succeeded', 'succeeded-earlier', 'failed', 'timed-out', 'cancelled', 'not-started', 'in-progress'])
        .describe('`succeeded-earlier`: in an earlier attempt, which went on to launch the wave; `in-progress`: no end of it was seen'),
    reason: maybeText,
    automationExecutionId: maybeText,
    automationStatus: maybeText.describe("SSM's word when last seen: `InProgress`, `Success`, …"),
    requestedAt: maybeMoment.describe('When this attempt first asked for it'),
    startedAt: maybeMoment.describe('As SSM says; it may be before this attempt'),
    endedAt: maybeMoment.describe('As SSM says; null: its end was not seen'),
    budgetSeconds: schemas/* number */.aig().nonnegative(),
    outputs: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* array */.YOg(schema_values_text)).describe("The document's outputs, cut to a sane size")
});
/** A run of an action that is not known to have ended. */
const runningActionSchema = schemas/* strictObject */.rej({
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


const cleanedInstance = schemas/* strictObject */.rej({
    sourceServerId: schema_values_text,
    wave: maybeText,
    recoveryInstanceId: maybeText,
    ec2InstanceId: maybeText,
    state: schema_values_text.describe("EC2's word; `missing`: EC2 knows no such instance"),
    jobs: schemas/* array */.YOg(schema_values_text).describe('The TERMINATE jobs that it was given to, oldest first')
});
/** The removal of an execution's drill instances, as the record has it. */
const cleanupSchema = schemas/* strictObject */.rej({
    when: schemas/* enum */.k5n(['never', 'on-success', 'always']),
    complete: schemas/* boolean */.zMY()
        .describe('Every drill instance of the execution was seen to be gone, and no launch job was running'),
    reason: maybeText,
    finishedAt: maybeMoment,
    jobs: schemas/* array */.YOg(schema_values_text).describe('The TERMINATE jobs'),
    terminated: schemas/* array */.YOg(cleanedInstance).describe('Seen to be gone'),
    left: schemas/* array */.YOg(cleanedInstance).describe('Not seen to be gone')
});

;// CONCATENATED MODULE: ./build/src/report/record/running-schema.js


/** A job that may still run. */
const runningJob = schemas/* strictObject */.rej({
    jobId: schema_values_text,
    wave: schema_values_text,
    status: schema_values_text,
    lastSeenAt: moment,
    mayLaunch: schemas/* boolean */.zMY().describe('Whether a server of it may still be launched; false: the launch of each has ended')
});
/** An instance that was left running. */
const runningInstance = schemas/* strictObject */.rej({
    sourceServerId: schema_values_text,
    hostname: maybeText,
    wave: schema_values_text,
    jobId: maybeText,
    recoveryInstanceId: maybeText,
    ec2InstanceId: maybeText,
    state: maybeText.describe('As EC2 last said'),
    existedBefore: schemas/* boolean */.zMY().describe('It was there before DRS launched into it: the cleanup leaves it')
});
/** A StartRecovery whose answer was lost: nobody knows whether it runs. */
const unansweredStart = schemas/* strictObject */.rej({
    wave: schema_values_text,
    requestedAt: moment,
    sourceServerIds: schemas/* array */.YOg(schema_values_text),
    message: maybeText.describe('What happened to the answer')
});

;// CONCATENATED MODULE: ./build/src/report/record/server-schema.js


const instance = schemas/* strictObject */.rej({
    state: schema_values_text.describe("EC2's word, lower case; `missing`: EC2 or DRS knows no such instance"),
    statusChecks: maybeText.describe("EC2's status checks: `ok`, or the worse of the two"),
    type: maybeText,
    availabilityZone: maybeText,
    subnetId: maybeText,
    securityGroupIds: schemas/* array */.YOg(schema_values_text),
    privateIp: maybeText,
    isDrill: schemas/* boolean */.zMY().nullable()
});
const phase = schemas/* strictObject */.rej({
    phase: schemas/* enum */.k5n(['snapshot', 'conversion', 'launch']),
    startedAt: maybeMoment,
    endedAt: maybeMoment
});
const launchAction = schemas/* strictObject */.rej({
    name: schema_values_text,
    status: schema_values_text.describe("DRS's word: `SUCCEEDED`, `FAILED`, …"),
    optional: schemas/* boolean */.zMY(),
    failureReason: maybeText
});
const pointInTime = schemas/* strictObject */.rej({
    asked: schema_values_text.describe('`latest`, `before <time>`, or the ID of a recovery snapshot'),
    snapshotId: maybeText.describe('The recovery snapshot that was chosen; null: DRS was to take a new one'),
    takenAt: maybeMoment
})
    .describe('The recovery point that the plan asks for');
const failedLaunch = schemas/* strictObject */.rej({
    jobId: schema_values_text,
    startedAt: maybeMoment.describe('When it was asked for'),
    failedAt: moment.describe('When it was concluded that it had failed'),
    reason: schema_values_text,
    phases: schemas/* array */.YOg(phase)
});
/** A server of a wave, as the record has it. */
const serverSchema = schemas/* strictObject */.rej({
    sourceServerId: schema_values_text,
    hostname: maybeText,
    status: schemas/* enum */.k5n([
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
    usedPreviousSnapshot: schemas/* boolean */.zMY()
        .nullable()
        .describe('DRS fell back on a snapshot older than the one it was asked to take; null: that could not be told'),
    failedLaunches: schemas/* array */.YOg(failedLaunch)
        .describe('Its launches in this attempt that FAILED and that `retry` followed with another, oldest first'),
    phases: schemas/* array */.YOg(phase).describe("What the job's log tells of the launch, oldest first"),
    launchActions: schemas/* array */.YOg(launchAction).describe('DRS post-launch actions'),
    before: schemas/* strictObject */.rej({ replicationState: maybeText, lag: maybeText, launchDisposition: maybeText })
        .nullable()
        .describe('What DRS said of it before the launch; null: it was not asked, or does not know the server')
});

;// CONCATENATED MODULE: ./build/src/report/record/wave-schema.js




const job = schemas/* strictObject */.rej({
    jobId: schema_values_text,
    status: schema_values_text.describe('`COMPLETED` means that it ended, not that it succeeded'),
    createdAt: maybeMoment,
    endedAt: maybeMoment,
    lastSeenAt: moment,
    adopted: schemas/* boolean */.zMY().describe('Started by an earlier attempt, or by an earlier job of the workflow run'),
    sourceServerIds: schemas/* array */.YOg(schema_values_text)
});
/** A wave of this run. */
const waveSchema = schemas/* strictObject */.rej({
    name: schema_values_text,
    after: schemas/* array */.YOg(schema_values_text),
    status: schemas/* enum */.k5n(['waiting', 'running', 'up', 'failed', 'timed-out', 'not-started', 'cancelled']),
    reason: maybeText,
    startedAt: maybeMoment,
    finishedAt: maybeMoment,
    budgetSeconds: seconds,
    rtoSeconds: seconds.nullable().describe('From the first of its launches asked for to its last server verified'),
    rpoSeconds: seconds.nullable().describe('Age of its oldest recovery point when that launch was asked for'),
    onFailure: schemas/* enum */.k5n(['stop', 'continue']),
    soakSeconds: seconds,
    verify: schemas/* strictObject */.rej({
        instance: schemas/* enum */.k5n(['running', 'status-ok', 'none']),
        launchActions: schemas/* enum */.k5n(['required', 'ignored'])
    }),
    retry: schemas/* strictObject */.rej({ failedServers: count }),
    jobs: schemas/* array */.YOg(job),
    servers: schemas/* array */.YOg(serverSchema),
    actions: schemas/* array */.YOg(actionSchema)
});
/** A wave of the plan that this run leaves out. */
const leftOutWave = schemas/* strictObject */.rej({
    name: schema_values_text,
    after: schemas/* array */.YOg(schema_values_text),
    sourceServerIds: schemas/* array */.YOg(schema_values_text),
    cameUpEarlier: schemas/* boolean */.zMY().describe('A wave of this run comes after it, and it was found up in this execution')
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
const objective = schemas/* strictObject */.rej({
    targetSeconds: seconds.nullable().describe('What the plan states; null: nothing stated'),
    achievedSeconds: seconds.nullable().describe('What was measured; null: it could not be, see note'),
    met: schemas/* boolean */.zMY()
        .nullable()
        .describe('null: no target, or nothing was launched. A target without a measurement is missed'),
    note: maybeText.describe('Why there is no measurement')
});
const preflightCheck = schemas/* strictObject */.rej({
    check: schemas/* enum */.k5n(preflight/* preflightChecks */.xq),
    result: schemas/* enum */.k5n(['ok', 'note', 'warning', 'blocking', 'not-asked'])
        .describe('The gravest of its findings; `blocking`: nothing was started; `not-asked`: AWS did not answer what it rests on'),
    findings: schemas/* array */.YOg(schemas/* strictObject */.rej({
        class: schemas/* enum */.k5n(['note', 'warning', 'blocking']),
        message: schema_values_text,
        wave: maybeText,
        sourceServerId: maybeText,
        line: count.nullable(),
        column: count.nullable()
    }))
});
/** What did not go as planned; `kind` is what a program looks at, `message` what a person reads. */
const deviation = schemas/* strictObject */.rej({
    kind: schemas/* enum */.k5n([
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
const guards = schemas/* strictObject */.rej({
    replaceRecoveryInstances: schemas/* array */.YOg(schema_values_text)
        .describe('Servers whose live recovery instance the plan lets a launch destroy'),
    overridden: schemas/* array */.YOg(schemas/* strictObject */.rej({ sourceServerId: schema_values_text, recoveryInstanceId: schema_values_text, ec2InstanceId: maybeText, jobId: maybeText }))
        .describe('Live recovery instances, launched by no drill, that were there when the launch was asked for that destroys them'),
    waitForOtherJobsSeconds: seconds.describe('How long the start may wait for jobs of others that hold a server'),
    waited: schemas/* strictObject */.rej({ since: moment, until: moment.describe('At the latest'), jobIds: schemas/* array */.YOg(schema_values_text) })
        .nullable()
        .describe('The wait for the jobs of others; null: there was none')
});
const evidenceSchema = schemas/* strictObject */.rej({
    schemaVersion: schemas/* literal */.euz(evidenceSchemaVersion),
    version: maybeText.describe('The version of drs-drill that opened the journal; null: the journal does not say'),
    executionId: schema_values_text.describe('One run of a plan; the same over re-run attempts of the workflow run'),
    status: schemas/* enum */.k5n(['passed', 'failed', 'timed-out', 'cancelled', 'blocked', 'unfinished'])
        .describe('`unfinished`: no verdict was reached when this record was made'),
    reason: maybeText,
    mode: schemas/* enum */.k5n(['drill', 'recovery', 'preflight', 'validate']),
    plan: schemas/* strictObject */.rej({
        name: schema_values_text,
        description: maybeText,
        path: schema_values_text.describe('Relative to the workspace'),
        sha256: maybeText,
        commit: maybeText,
        region: maybeText.describe('As the plan states it; null: it states none, or could not be read')
    }),
    run: schemas/* strictObject */.rej({
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
        approvals: schemas/* array */.YOg(approval).describe('What reviewers decided on the environments of the run'),
        approvalsNote: maybeText.describe('Why the approvals are not known; null: they are')
    })
        .describe('The workflow run, as GitHub tells it'),
    identity: schemas/* strictObject */.rej({ account: schema_values_text, arn: schema_values_text, region: schema_values_text, partition: maybeText })
        .nullable()
        .describe('Whose credentials these were (STS GetCallerIdentity); null: AWS was not asked'),
    startedAt: moment,
    judgedAt: maybeMoment.describe('When the verdict was reached; the cleanup comes after it'),
    finishedAt: maybeMoment,
    budgetSeconds: seconds.nullable().describe('What the whole drill may take; null: the plan could not be read'),
    objectives: schemas/* strictObject */.rej({
        onMiss: schemas/* enum */.k5n(['fail', 'warn']).nullable(),
        rto: objective.describe('First StartRecovery of the execution to the last server verified'),
        rpo: objective.describe('Age of the oldest recovery point when its launch was asked for')
    }),
    refusals: schemas/* array */.YOg(schemas/* strictObject */.rej({ message: schema_values_text, line: count.nullable(), column: count.nullable() }))
        .describe('Why nothing was started, each with its place in the plan file where it has one'),
    guards: guards.nullable().describe('What the plan lets a launch override, and what it did; null: no plan was read'),
    preflight: schemas/* array */.YOg(preflightCheck)
        .describe('What was asked before the start, and what was found; empty where it did not come to that'),
    waves: schemas/* array */.YOg(waveSchema).describe('The waves of this run, in the order of the plan'),
    leftOut: schemas/* array */.YOg(leftOutWave).describe('Waves of the plan that were not selected for this run'),
    selection: selections,
    notSelected: notSelected,
    stillRunning: schemas/* strictObject */.rej({
        jobs: schemas/* array */.YOg(runningJob).describe('Jobs that had not ended when last seen'),
        instances: schemas/* array */.YOg(runningInstance).describe('What this execution launched and is not known to be gone'),
        unansweredStarts: schemas/* array */.YOg(unansweredStart)
            .describe('Launches asked for whose jobs were never seen: they may run'),
        actions: schemas/* array */.YOg(runningActionSchema).describe('Actions that are not known to have ended')
    })
        .describe('What was there in AWS when this record was made'),
    previous: previousDrills,
    cleanup: cleanupSchema.nullable().describe("The removal of this execution's drill instances; null: none was due"),
    deviations: schemas/* array */.YOg(deviation).describe('Oldest first'),
    api: schemas/* strictObject */.rej({
        calls: schemas/* record */.g1P(schemas/* string */.YjP(), count).describe('By IAM action, such as `drs:DescribeJobs`'),
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

// EXTERNAL MODULE: ./build/src/drill/ending/cleanup.js + 1 modules
var cleanup = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/drill/ending/removal.js
var removal = __webpack_require__(45479);
;// CONCATENATED MODULE: ./build/src/report/record/cleanup.js


/** What became of the cleanup; null where none was due. */
function cleanupRecordOf(state) {
    if (!(0,cleanup/* isCleanupDue */.h5)(state))
        return null;
    const { finished, terminations } = state.removal;
    return {
        when: state.cleanup.when,
        complete: finished?.complete ?? false,
        reason: finished?.reason ?? 'the run ended before the cleanup did; the post step goes on with it',
        finishedAt: finished?.at ?? null,
        jobs: terminations.flatMap(({ jobId }) => jobId ?? []),
        terminated: (0,removal/* instancesGone */.KI)(state).map((instance) => toCleaned(state, instance)),
        left: (0,removal/* instancesLeft */._h)(state).map((instance) => toCleaned(state, instance))
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
    const { rto, rpo } = (0,objectives/* judgeObjectives */.e4)(state);
    const { plan, planReference, run, calls } = state;
    return {
        schemaVersion: evidenceSchemaVersion,
        version: state.version ?? null,
        executionId: state.executionId,
        ...verdictOf(state),
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
        stillRunning: (0,still_running/* stillRunningIn */.fW)(state),
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
    const { drills: comparable, otherAccounts } = (0,previous_drill/* comparableIn */.g)(identity?.account, previous.drills);
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
function verdictOf(state) {
    const { finished, refusals, cancelled } = state;
    if (finished !== undefined)
        return { status: finished.status, reason: finished.reason };
    const [refusal] = refusals;
    if (refusal !== undefined)
        return { status: 'blocked', reason: refusal.message };
    if (cancelled !== undefined)
        return { status: 'cancelled', reason: (0,verdict/* describeCancel */.wW)(cancelled) };
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
    const { rtoSeconds, rpoSeconds } = (0,objectives/* achievedByWave */.aE)(state, wave);
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
        actions: (0,action/* actionRecords */.NX)(state, planned.name)
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
    const { rtoSeconds, rpoSeconds } = (0,objectives/* achievedByServer */.K$)(state, server);
    const { described, instance, log, participant, failedLaunches = [] } = server;
    // Of a server that was to be launched again, and was not, the last launch is the one that failed.
    const last = server.jobId === undefined ? failedLaunches.at(-1) : undefined;
    return {
        sourceServerId: server.sourceServerId,
        hostname: described?.hostname ?? null,
        ...endOf(server, state.refusals.length > 0),
        launchStatus: participant?.launchStatus ?? null,
        jobId: server.jobId ?? last?.jobId ?? null,
        recoveryInstanceId: (0,still_running/* recoveryInstanceIdOf */.b1)(server) ?? null,
        ec2InstanceId: (0,still_running/* ec2InstanceIdOf */.gY)(server) ?? null,
        instance: instanceRecord(server),
        startedAt: server.requestedAt ?? last?.requestedAt ?? null,
        launchedAt: server.launchedAt ?? null,
        verifiedAt: server.verifiedAt ?? null,
        pointInTime: pointRecord(state, server),
        recoveryPoint: instance?.recoveryPoint ?? null,
        rtoSeconds: rtoSeconds ?? null,
        rpoSeconds: rpoSeconds ?? null,
        usedPreviousSnapshot: (0,fallback/* fellBack */.r)(state, server) ?? null,
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
    const chosen = (0,point_in_time/* chosenSnapshot */.$_)(state, server);
    return {
        asked: planned === undefined ? 'latest' : (0,point_in_time/* describePoint */.yR)((0,point_in_time/* pointAsked */.fq)(planned, server.sourceServerId)),
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
function endOf(server, refused) {
    if (server.outcome !== undefined)
        return { status: server.outcome.status, reason: server.outcome.reason };
    if (server.request === undefined && server.jobId === undefined)
        return (0,retry/* awaitsRetry */.mQ)(server)
            ? { status: 'in-progress', reason: (0,retry/* withEarlierFailures */.sZ)('it is to be launched again', server) }
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


/***/ }),

/***/ 84540:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b1: () => (/* binding */ recoveryInstanceIdOf),
/* harmony export */   fW: () => (/* binding */ stillRunningIn),
/* harmony export */   gY: () => (/* binding */ ec2InstanceIdOf)
/* harmony export */ });
/* harmony import */ var _drill_watch_job_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67608);
/* harmony import */ var _drill_watch_job_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46143);
/* harmony import */ var _drill_ending_existing_instance_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41912);
/* harmony import */ var _drill_ending_removal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45479);
/* harmony import */ var _drill_selection_strays_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81190);
/* harmony import */ var _drill_watch_verification_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7168);
/* harmony import */ var _drill_servers_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(57619);
/* harmony import */ var _action_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(14320);








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
        actions: (0,_action_js__WEBPACK_IMPORTED_MODULE_6__/* .actionsLeft */ .nZ)(state)
    };
}
/** A list made since the job was last seen, and without it, says that it has ended. */
function isListedAsEnded({ removal: { listedAt, launching } }, job) {
    return listedAt !== undefined && listedAt > job.seenAt && !launching.some(({ jobId }) => jobId === job.jobId);
}
function jobsKnown(state) {
    return [...state.jobs.values()]
        .filter((job) => (0,_drill_watch_job_js__WEBPACK_IMPORTED_MODULE_0__/* .mayStillLaunch */ .LM)(state, job) && !isListedAsEnded(state, job))
        .map((job) => {
        const { jobId, wave, status, seenAt } = job;
        return { jobId, wave, status, lastSeenAt: seenAt, mayLaunch: mayLaunchMore(state, job) };
    });
}
/** A job often runs on for a while after it has launched its last server. */
function mayLaunchMore(state, { jobId, servers, participants }) {
    const isOver = (id) => {
        const server = state.servers.get(id);
        if (server?.jobId === jobId && (0,_drill_watch_job_log_js__WEBPACK_IMPORTED_MODULE_1__/* .hasFinalTrouble */ .K4)(server.log))
            return true;
        const participant = participants.find(({ sourceServerId }) => sourceServerId === id);
        return participant !== undefined && (0,_drill_watch_job_js__WEBPACK_IMPORTED_MODULE_0__/* .isLaunchOver */ .mS)(participant);
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
    const isExisting = (0,_drill_ending_existing_instance_js__WEBPACK_IMPORTED_MODULE_2__/* .existingInstances */ ._i)(state);
    return (0,_drill_ending_removal_js__WEBPACK_IMPORTED_MODULE_3__/* .instancesLeft */ ._h)(state).map((instance) => {
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
    const isExisting = (0,_drill_ending_existing_instance_js__WEBPACK_IMPORTED_MODULE_2__/* .existingInstances */ ._i)(state);
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
    const strays = (0,_drill_selection_strays_js__WEBPACK_IMPORTED_MODULE_4__/* .straysOf */ .U4)(state).filter(({ isGone }) => !isGone);
    return [...strays, ...(state.survey?.launchedElsewhere ?? []).map((launched) => named(state, launched))].map(({ sourceServerId, hostname, wave, jobId, recoveryInstanceId }) => ({
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
function named(state, launched) {
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
    return (0,_drill_servers_js__WEBPACK_IMPORTED_MODULE_7__/* .instancesSeenOf */ .rl)(server).find(({ jobId }) => jobId === server.jobId)?.ec2InstanceId;
}
/** LAUNCHED without an instance that was looked at counts too: it costs money until the contrary is seen. */
function mayHaveInstance(server) {
    if (server.participant?.launchStatus === 'TERMINATED')
        return false;
    // An instance that is not found although its ID is known is gone; one whose ID is not known yet may only be late.
    if ((0,_drill_watch_verification_js__WEBPACK_IMPORTED_MODULE_5__/* .isGone */ .ST)(server.instance))
        return false;
    if (server.instance?.state === 'missing' && server.instance.ec2InstanceId !== undefined)
        return false;
    return server.participant?.launchStatus === 'LAUNCHED' || ec2InstanceIdOf(server) !== undefined;
}


/***/ }),

/***/ 60978:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   As: () => (/* binding */ describeNearMiss),
/* harmony export */   EF: () => (/* binding */ describeExtent),
/* harmony export */   Ge: () => (/* binding */ describeExpected),
/* harmony export */   HX: () => (/* binding */ describeRecordedMatch),
/* harmony export */   zl: () => (/* binding */ serverCount)
/* harmony export */ });
/* harmony import */ var _drill_selection_findings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(89958);
/* harmony import */ var _plan_match_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98179);
/* harmony import */ var _plan_wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12213);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43629);




/** `tag App=payments and host name app-*` */
function describeRecordedMatch({ tags, hostname }) {
    return (0,_plan_match_js__WEBPACK_IMPORTED_MODULE_2__/* .describeMatch */ .$X)({ tags, ...(hostname === null ? {} : { hostname }) });
}
/** `4`, `2 to 8`, `any number` */
function describeExpected(expect) {
    if (expect === null)
        return 'any number';
    const { min, max } = expect;
    return (0,_plan_match_js__WEBPACK_IMPORTED_MODULE_2__/* .describeExpectation */ .uN)({ min, ...(max === null ? {} : { max }) });
}
/** `app-04, whose tag Tier is "App"` */
function describeNearMiss(server) {
    return `${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .nameOf */ .Vb)(server)}, ${(0,_drill_selection_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .describeDifferences */ .g7)({ differs: server.differs.map(toDifference) })}`;
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
    return `${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .h)(servers, 'server')}${open} in ${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .h)(record.waves.length, 'wave')}`;
}
/** How many servers a wave has: `2`, or `2 + match` where AWS was not asked. */
function serverCount(record, wave) {
    return `${String(wave.servers.length)}${isOpen(record, wave) ? ' + match' : ''}`;
}
function isOpen({ selection }, { name }) {
    return selection.some(({ wave, count }) => wave === name && count === null);
}


/***/ }),

/***/ 64102:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BQ: () => (/* binding */ secondsTaken),
/* harmony export */   Yv: () => (/* binding */ askedEarlierAt),
/* harmony export */   aj: () => (/* binding */ firstAskedAt)
/* harmony export */ });
/* harmony import */ var _drill_timestamp_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47291);

/**
 * When the server's launch was first asked for, from which every time of it that is shown is counted: a launch that FAILED
 * and was tried again takes its time, too, and so does one of an earlier attempt, which the RTO knows.
 */
function firstAskedAt({ startedAt, verifiedAt, rtoSeconds, failedLaunches }) {
    if (verifiedAt !== null && rtoSeconds !== null)
        return (0,_drill_timestamp_js__WEBPACK_IMPORTED_MODULE_0__/* .addSeconds */ .ps)(verifiedAt, -rtoSeconds);
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
    return (0,_drill_timestamp_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsBetween */ .O1)(asked, last);
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
    const asked = (0,_drill_timestamp_js__WEBPACK_IMPORTED_MODULE_0__/* .addSeconds */ .ps)(last, -achievedSeconds);
    return asked < startedAt ? asked : undefined;
}


/***/ }),

/***/ 55226:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L2: () => (/* binding */ givePermission),
/* harmony export */   On: () => (/* binding */ lackOfPermission),
/* harmony export */   X3: () => (/* binding */ nextStepOfAction)
/* harmony export */ });
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


/***/ }),

/***/ 70140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TM: () => (/* binding */ secondsOf),
/* harmony export */   f5: () => (/* binding */ isWell),
/* harmony export */   hU: () => (/* binding */ phaseOf),
/* harmony export */   o1: () => (/* binding */ actions)
/* harmony export */ });
/* harmony import */ var _drill_timestamp_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47291);
/* harmony import */ var _plan_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45609);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96209);
/* harmony import */ var _markdown_table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68851);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43629);





/** Every action with what became of it; those that need somebody first. */
function actions(record, form) {
    if ((0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .isPlanOnly */ .Mr)(record))
        return '';
    const all = record.waves.flatMap((wave) => wave.actions.map((action) => ({ wave: wave.name, action })));
    if (all.length === 0)
        return '';
    const sorted = all.toSorted((a, b) => rank(a.action) - rank(b.action));
    const shown = sorted.slice(0, form.listed);
    const rows = shown.map(({ wave, action }) => [
        (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownTableCell */ .hD)(action.name, 100),
        (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownTableCell */ .hD)(`${wave}, ${phaseOf(action)}`, 150),
        (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownCode */ .m6)(action.document, 130),
        action.status.replaceAll('-', ' '),
        tookOf(action),
        isWell(action) ? '' : (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownTableCell */ .hD)(action.reason ?? '', form.reasonLength)
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
        (0,_markdown_table_js__WEBPACK_IMPORTED_MODULE_3__/* .markdownTable */ .Q)(columns, rows),
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
    return startedAt === null || endedAt === null ? undefined : Math.max(0, (0,_drill_timestamp_js__WEBPACK_IMPORTED_MODULE_4__/* .secondsBetween */ .O1)(startedAt, endedAt));
}
function tookOf(action) {
    const seconds = secondsOf(action);
    return seconds === undefined ? '' : (0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(Math.round(seconds));
}
function rank(action) {
    if (isWell(action))
        return 2;
    return action.status === 'not-started' ? 1 : 0;
}


/***/ }),

/***/ 9485:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jq: () => (/* binding */ cutsMore),
/* harmony export */   Yc: () => (/* binding */ instancesListed),
/* harmony export */   cy: () => (/* binding */ summaryForms),
/* harmony export */   p_: () => (/* binding */ list)
/* harmony export */ });
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


/***/ }),

/***/ 32203:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   It: () => (/* binding */ landedOutside),
/* harmony export */   Ow: () => (/* binding */ outsideIsolation),
/* harmony export */   RR: () => (/* binding */ leftOutside)
/* harmony export */ });
/* harmony import */ var _console_links_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(32465);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96209);
/* harmony import */ var _form_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9485);
/* harmony import */ var _left_commands_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26969);
/* harmony import */ var _server_name_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(82414);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72222);






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
    const items = (0,_form_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(found, form.listed, ({ server, left }) => {
        const where = (0,_verdict_js__WEBPACK_IMPORTED_MODULE_5__/* .sentence */ .em)((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdown */ .Bm)(server.reason ?? '', form.reasonLength));
        return `${(0,_server_name_js__WEBPACK_IMPORTED_MODULE_4__/* .serverName */ .L5)(server)} **runs outside the isolation** as ${(0,_server_name_js__WEBPACK_IMPORTED_MODULE_4__/* .instanceNames */ .aF)(left).join(', ')}: ${where}`;
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
    if (region === undefined || !(0,_console_links_js__WEBPACK_IMPORTED_MODULE_0__/* .isPlainId */ .SR)(region))
        return '';
    const { instanceIds, forgotten } = (0,_left_commands_js__WEBPACK_IMPORTED_MODULE_3__/* .idsOf */ .UX)(found);
    const filter = `.waves[].servers[] | select(.reason // "" | contains("${landing}")).recoveryInstanceId // empty`;
    const lines = [
        ...(instanceIds.length === 0 ? [] : [(0,_left_commands_js__WEBPACK_IMPORTED_MODULE_3__/* .withIds */ .n3)((0,_left_commands_js__WEBPACK_IMPORTED_MODULE_3__/* .terminateCommand */ .lQ)(region), instanceIds, filter, form)]),
        // What DRS has forgotten is in the command below, however many there are.
        ...(forgotten.length === 0 || forgotten.length > form.listed
            ? []
            : [`aws ec2 terminate-instances --region ${region} --instance-ids ${forgotten.join(' ')}`])
    ];
    return lines.length === 0 ? '' : `\`\`\`sh\n${lines.join('\n')}\n\`\`\``;
}


/***/ }),

/***/ 26969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A9: () => (/* binding */ idsPerCall),
/* harmony export */   Au: () => (/* binding */ commandsFor),
/* harmony export */   UX: () => (/* binding */ idsOf),
/* harmony export */   iA: () => (/* binding */ fromRecord),
/* harmony export */   lQ: () => (/* binding */ terminateCommand),
/* harmony export */   n3: () => (/* binding */ withIds)
/* harmony export */ });
/* harmony import */ var _console_links_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(32465);

/** IDs that TerminateRecoveryInstances and DescribeRecoveryInstances take at once. */
const idsPerCall = 200;
/** The commands to look at what is left, to stop it and to remove it; empty where no Region or no ID is known. */
function commandsFor(record, form) {
    const { jobs, unansweredStarts } = record.stillRunning;
    // No command is offered for what somebody else ran before.
    const instances = record.stillRunning.instances.filter(({ existedBefore }) => !existedBefore);
    const region = record.identity?.region;
    if (region === undefined || !(0,_console_links_js__WEBPACK_IMPORTED_MODULE_0__/* .isPlainId */ .SR)(region))
        return '';
    const jobIds = jobs.map(({ jobId }) => jobId).filter(_console_links_js__WEBPACK_IMPORTED_MODULE_0__/* .isPlainId */ .SR);
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
        stops: actions.filter(({ automationExecutionId }) => (0,_console_links_js__WEBPACK_IMPORTED_MODULE_0__/* .isPlainId */ .SR)(automationExecutionId ?? '')).length,
        finds: actions.filter(({ automationExecutionId }) => automationExecutionId === null).length
    };
}
/** Stops each run that is known. */
function stopCommands({ stillRunning }, region, form) {
    const command = `aws ssm stop-automation-execution --region ${region} --automation-execution-id`;
    const ids = stillRunning.actions.flatMap(({ automationExecutionId }) => automationExecutionId ?? []).filter(_console_links_js__WEBPACK_IMPORTED_MODULE_0__/* .isPlainId */ .SR);
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
        instanceIds: instances.flatMap(({ recoveryInstanceId }) => recoveryInstanceId ?? []).filter(_console_links_js__WEBPACK_IMPORTED_MODULE_0__/* .isPlainId */ .SR),
        forgotten: instances
            .filter(({ recoveryInstanceId }) => recoveryInstanceId === null)
            .flatMap(({ ec2InstanceId }) => ec2InstanceId ?? [])
            .filter(_console_links_js__WEBPACK_IMPORTED_MODULE_0__/* .isPlainId */ .SR)
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


/***/ }),

/***/ 68851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ markdownTable)
/* harmony export */ });
/** A GitHub Markdown table. Titles and cells are Markdown already. */
function markdownTable(columns, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [
        line(columns.map(({ title }) => title)),
        line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
        ...rows.map(line)
    ].join('\n');
}


/***/ }),

/***/ 11463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ missedRecoveryPoint),
/* harmony export */   p: () => (/* binding */ missedInShort)
/* harmony export */ });
/* harmony import */ var _plan_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45609);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96209);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43629);
/* harmony import */ var _server_name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82414);




/** `RPO missed (1h 10m of 15m)` for each objective that was missed, as the verdict's line says it. */
function missedInShort({ objectives: { rto, rpo } }) {
    return [...inShort('RTO', rto), ...inShort('RPO', rpo)];
}
function inShort(name, { met, achievedSeconds, targetSeconds }) {
    if (met !== false || targetSeconds === null)
        return [];
    const target = (0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(targetSeconds);
    return [
        achievedSeconds === null
            ? `${name} of ${target} not measured`
            : `${name} missed (${(0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(achievedSeconds)} of ${target})`
    ];
}
/** Whose recovery point it was that missed the RPO, or is not known, and what to do about it. */
function missedRecoveryPoint(record) {
    const { targetSeconds, achievedSeconds, met } = record.objectives.rpo;
    if ((0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .isPlanOnly */ .Mr)(record) || met !== false || targetSeconds === null)
        return '';
    const servers = record.waves.flatMap(({ servers }) => servers);
    if (achievedSeconds === null) {
        const unknown = servers.filter(({ rpoSeconds, launchedAt }) => launchedAt !== null && rpoSeconds === null);
        return unknown.length === 0
            ? ''
            : `**RPO:** the recovery point of ${(0,_server_name_js__WEBPACK_IMPORTED_MODULE_3__/* .serverNames */ .C1)(unknown)} is not known: look at the recovery instances in the DRS console.`;
    }
    const over = servers
        .filter(({ rpoSeconds }) => (rpoSeconds ?? 0) > targetSeconds)
        .toSorted((a, b) => (b.rpoSeconds ?? 0) - (a.rpoSeconds ?? 0));
    const [oldest] = over;
    if (oldest === undefined)
        return '';
    const others = over.length === 1 ? '' : `; ${String(over.length)} servers are over the ${(0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(targetSeconds)}`;
    const age = (0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(oldest.rpoSeconds ?? 0);
    return `**RPO:** the oldest recovery point was that of ${(0,_server_name_js__WEBPACK_IMPORTED_MODULE_3__/* .serverName */ .L5)(oldest)}, ${age} old${others}.\n*Next:* ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdown */ .Bm)(mend(oldest))}`;
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


/***/ }),

/***/ 82414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C1: () => (/* binding */ serverNames),
/* harmony export */   L5: () => (/* binding */ serverName),
/* harmony export */   aF: () => (/* binding */ instanceNames)
/* harmony export */ });
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(96209);

/** The most servers that one sentence names. */
const namedAtOnce = 5;
/** A server by what people call it and by the ID that AWS takes. */
function serverName({ hostname, sourceServerId }) {
    const id = (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .forMarkdownCode */ .m6)(sourceServerId, 60);
    return hostname === null ? id : `**${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .forMarkdown */ .Bm)(hostname, 100)}** ${id}`;
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
        ...(ec2InstanceId === null ? [] : [(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .forMarkdownCode */ .m6)(ec2InstanceId, 60)]),
        ...(recoveryInstanceId === null ? [] : [`recovery instance ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .forMarkdownCode */ .m6)(recoveryInstanceId, 60)}`])
    ];
}


/***/ }),

/***/ 65815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ isRemoved),
/* harmony export */   s: () => (/* binding */ nextStep)
/* harmony export */ });
/* harmony import */ var _action_next_step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55226);
/* harmony import */ var _isolation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(32203);


/** Causes that AWS names in its own words, and what mends them. */
const knownCauses = [
    [_action_next_step_js__WEBPACK_IMPORTED_MODULE_1__/* .lackOfPermission */ .On, _action_next_step_js__WEBPACK_IMPORTED_MODULE_1__/* .givePermission */ .L2],
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
                return `${removed}. If it needs that long, raise the timeout ${budgetNamed(reason)}.`;
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
    if ((0,_isolation_js__WEBPACK_IMPORTED_MODULE_0__/* .landedOutside */ .It)(server)) {
        const mend = 'orrect the subnet or security group in its launch settings.';
        return (0,_isolation_js__WEBPACK_IMPORTED_MODULE_0__/* .leftOutside */ .RR)(record, server) === undefined ? `C${mend}` : `Terminate it now, with ${commands}; then c${mend}`;
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
    return `It may still come up: look at its job. If it needs that long, raise the timeout ${budgetNamed(reason)}.`;
}
function budgetNamed(reason) {
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
    return `It was not launched. If AWS needs that long, raise the timeout ${budgetNamed(reason)}, then run the drill again.`;
}
function afterNoStart(reason) {
    if (reason.startsWith('the run was cancelled'))
        return 'It was not launched. Run the drill again.';
    if (reason === 'the budget of the drill ran out before it could start') {
        return 'It was not launched. If the drill needs that long, raise its timeout, then run it again.';
    }
    return 'It was not launched. Put right what stopped the drill, then run it again.';
}


/***/ }),

/***/ 5846:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ cleanupSummary),
  Y: () => (/* binding */ summaryOf)
});

// EXTERNAL MODULE: ./build/src/drill/timestamp.js
var timestamp = __webpack_require__(47291);
// EXTERNAL MODULE: ./build/src/plan/duration.js
var duration = __webpack_require__(45609);
// EXTERNAL MODULE: ./build/src/report/escape.js
var report_escape = __webpack_require__(96209);
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
const day = 86_400;
function chartOf({ waves, finishedAt }, nameLength) {
    const moments = waves.flatMap(({ startedAt, finishedAt }) => [startedAt, finishedAt]).filter((at) => at !== null);
    const [first = '', ...others] = moments.toSorted();
    const spent = (0,timestamp/* secondsBetween */.O1)(first, others.at(-1) ?? finishedAt ?? first);
    const clock = spent < shortChart ? '%H:%M:%S' : spent < day ? '%H:%M' : '%m-%d %H:%M';
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
    const label = `${wave.status} ${(0,duration/* formatDuration */.a3)((0,timestamp/* secondsBetween */.O1)(wave.startedAt, end))}`;
    return [
        `  section ${(0,report_escape/* forMermaid */.DE)(wave.name, nameLength)}`,
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

// EXTERNAL MODULE: ./build/src/report/summary/actions.js
var actions = __webpack_require__(70140);
// EXTERNAL MODULE: ./build/src/report/console-links.js
var console_links = __webpack_require__(32465);
// EXTERNAL MODULE: ./build/src/report/summary/form.js
var summary_form = __webpack_require__(9485);
// EXTERNAL MODULE: ./build/src/plan/wording.js
var wording = __webpack_require__(12213);
// EXTERNAL MODULE: ./build/src/report/summary/left-commands.js
var left_commands = __webpack_require__(26969);
// EXTERNAL MODULE: ./build/src/drill/watch/job.js
var job = __webpack_require__(67608);
// EXTERNAL MODULE: ./build/src/report/summary/server-name.js
var server_name = __webpack_require__(82414);
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
    const who = [...(pending.length === 0 ? [] : [(0,server_name/* serverNames */.C1)(pending)]), ...others].join(' and ');
    const isDrill = record.mode === 'drill';
    const lead = `**DRS cannot stop a launch**: ${who} may still come up${isDrill ? ' and cost money' : ''}.`;
    const region = record.identity?.region;
    const ids = launching.filter(console_links/* isPlainId */.SR);
    const offers = isDrill && ids.length > 0 && !instances.some(({ existedBefore }) => existedBefore);
    if (!offers || region === undefined || !(0,console_links/* isPlainId */.SR)(region))
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
    return status === 'failed' || status === 'skipped' || (launchStatus !== null && (0,job/* isLaunchOver */.mS)({ launchStatus }));
}
/** Whether its instance is listed already, whatever the job says. */
function hasCome({ stillRunning }, server) {
    return stillRunning.instances.some(({ sourceServerId, jobId }) => sourceServerId === server.sourceServerId && jobId === server.jobId);
}
/** Too many jobs for a line are taken from the record. */
function terminateLater(jobIds, region, { listed }) {
    const find = (condition) => `aws drs describe-recovery-instances --region ${region} --query "items[?isDrill && ${condition}].recoveryInstanceID" --output text`;
    const terminate = `xargs -r -n ${String(left_commands/* idsPerCall */.A9)} ${(0,left_commands/* terminateCommand */.lQ)(region)}`;
    if (jobIds.length > listed) {
        const read = (0,left_commands/* fromRecord */.iA)('.stillRunning.jobs[] | select(.mayLaunch).jobId');
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
function stillRunning(record, form) {
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
        (0,summary_form/* list */.p_)(workItems(record, form), form.listed, (item) => item),
        instanceList(record, form),
        (0,left_commands/* commandsFor */.Au)(record, form),
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
        ...(launching === 0 ? [] : [`${(0,wording/* counted */.h)(launching, 'job')} may go on launching servers`]),
        ...(ending === 0
            ? []
            : [
                `${(0,wording/* counted */.h)(ending, 'job')} ${ending === 1 ? 'has' : 'have'} no server left to launch, but ${ending === 1 ? 'was' : 'were'} not seen to have ended`
            ]),
        ...(unansweredStarts.length === 0
            ? []
            : [
                `${(0,wording/* counted */.h)(unansweredStarts.length, 'launch', 'launches')} asked for, but never confirmed, may run all the same`
            ]),
        ...(actions.length === 0
            ? []
            : [
                `${(0,wording/* counted */.h)(actions.length, 'action')} in SSM ${actions.length === 1 ? 'was' : 'were'} not seen to have ended`
            ]),
        ...(seen === 0 ? [] : [instanceLead(seen, isDrill)]),
        ...(presumed === 0 ? [] : [presumedLead(presumed, seen, isDrill)]),
        ...(existing === 0
            ? []
            : [
                `${(0,wording/* counted */.h)(existing, 'instance')} that ${existing === 1 ? 'was' : 'were'} there before the ${mode} launched into ${existing === 1 ? 'it' : 'them'}`
            ])
    ].join('; ');
}
function instanceLead(count, isDrill) {
    const left = `${(0,wording/* counted */.h)(count, nounOf(isDrill))} ${count === 1 ? 'is' : 'are'} left`;
    if (!isDrill)
        return `${left}, as a real failover intends`;
    return count === 1
        ? `${left} and costs money until it is terminated`
        : `${left} and cost money until they are terminated`;
}
function presumedLead(count, seen, isDrill) {
    const what = seen === 0 ? (0,wording/* counted */.h)(count, nounOf(isDrill)) : `${String(count)} more`;
    return `${what} may exist, though none was found${isDrill ? ', and would cost money' : ''}`;
}
function nounOf(isDrill) {
    return isDrill ? 'drill instance' : 'recovery instance';
}
/** Jobs, actions and launches that go on. */
function workItems(record, form) {
    const { jobs, unansweredStarts, actions } = record.stillRunning;
    return [
        ...jobs.map(({ jobId, wave, status, mayLaunch }) => {
            const link = (0,console_links/* jobLink */.mC)(record.identity, jobId);
            const id = (0,report_escape/* forMarkdownCode */.m6)(jobId, 60);
            const shown = link === undefined ? id : `[${id}](${link})`;
            const rest = mayLaunch ? '' : ', no server left to launch';
            return `Job ${shown} (wave ${(0,report_escape/* forMarkdown */.Bm)(wave, 100)}): ${(0,report_escape/* forMarkdown */.Bm)(status, 60)}${rest}`;
        }),
        ...actions.map(({ wave, name, document, automationExecutionId, status }) => {
            const run = automationExecutionId === null ? 'SSM never answered' : automationOf(record, automationExecutionId);
            const shown = `${(0,report_escape/* forMarkdown */.Bm)(name, 100)} (wave ${(0,report_escape/* forMarkdown */.Bm)(wave, 100)}, ${(0,report_escape/* forMarkdownCode */.m6)(document, 130)})`;
            return `Action ${shown}: ${run}, ${(0,report_escape/* forMarkdown */.Bm)(status ?? 'not seen', 60)}`;
        }),
        ...unansweredStarts.map(({ wave, sourceServerIds, message }) => {
            const why = message === null ? '' : `: ${(0,report_escape/* forMarkdown */.Bm)(message, form.reasonLength)}`;
            return `Launch of ${(0,wording/* counted */.h)(sourceServerIds.length, 'server')} of wave ${(0,report_escape/* forMarkdown */.Bm)(wave, 100)}, not confirmed${why}`;
        })
    ];
}
function automationOf({ identity }, automationExecutionId) {
    const link = (0,console_links/* automationLink */.EK)(identity, automationExecutionId);
    const id = (0,report_escape/* forMarkdownCode */.m6)(automationExecutionId, 60);
    return link === undefined ? id : `[${id}](${link})`;
}
/** Each instance by all its names: the commands take that of the recovery instance, the tables show that of EC2. */
function instanceList({ mode, stillRunning: { instances } }, form) {
    if (instances.length === 0)
        return '';
    // What a command does not remove comes first: it is not to fall off the end.
    const isOdd = (left) => left.existedBefore || isPresumed(left);
    const sorted = instances.toSorted((a, b) => Number(isOdd(b)) - Number(isOdd(a)));
    const items = (0,summary_form/* list */.p_)(sorted, (0,summary_form/* instancesListed */.Yc)(form), (left) => `${(0,server_name/* serverName */.L5)(left)}: ${instanceText(left, mode === 'drill')}`);
    return instances.length <= shownOpenly
        ? items
        : `<details><summary>${(0,wording/* counted */.h)(instances.length, 'instance')}</summary>\n\n${items}\n\n</details>`;
}
function instanceText(left, isDrill) {
    const before = isDrill && left.existedBefore ? ', which is not the drill’s to terminate' : '';
    if (isPresumed(left))
        return `DRS says LAUNCHED, but no instance of it was found; it may exist${before}`;
    const [name = '', other] = (0,server_name/* instanceNames */.aF)(left);
    return `${name}${other === undefined ? '' : ` (${other})`}${before}`;
}

// EXTERNAL MODULE: ./build/src/report/words.js
var words = __webpack_require__(43629);
;// CONCATENATED MODULE: ./build/src/report/summary/cleanup.js







/** How many of the jobs that let an instance stand are named: the last ones tell most. */
const jobsNamed = 3;
/** What became of the cleanup; empty where none was due. What is left is told by ID under what still runs. */
function cleanup(record, form, isPost = false) {
    const { cleanup } = record;
    if (cleanup === null)
        return '';
    if (cleanup.complete)
        return `**Cleanup:** ${(0,wording/* counted */.h)(cleanup.terminated.length, 'drill instance')} terminated, and seen to be gone.`;
    if (cleanup.finishedAt === null && !isPost)
        return '**Cleanup:** the post step of this action goes on with it.';
    const why = `> [!WARNING]\n> **Cleanup fell short**: ${(0,report_escape/* forMarkdown */.Bm)(cleanup.reason ?? 'it did not come to its end', 600)}.`;
    if (cleanup.left.length === 0)
        return why;
    return `${why}\n\n${(0,summary_form/* list */.p_)(cleanup.left, (0,summary_form/* instancesListed */.Yc)(form), (left) => leftItem(record, left))}`;
}
/** An instance that stands, and which jobs have let it stand. */
function leftItem(record, left) {
    const { sourceServerId, ec2InstanceId, recoveryInstanceId, state, jobs } = left;
    const hostname = hostnameOf(record, sourceServerId);
    const ids = [
        ...(ec2InstanceId === null ? [] : [(0,report_escape/* forMarkdownCode */.m6)(ec2InstanceId, 60)]),
        ...(recoveryInstanceId === null ? [] : [`recovery instance ${(0,report_escape/* forMarkdownCode */.m6)(recoveryInstanceId, 60)}`])
    ].join(', ');
    const links = jobs.slice(-jobsNamed).map((jobId) => {
        const link = (0,console_links/* jobLink */.mC)(record.identity, jobId);
        const id = (0,report_escape/* forMarkdownCode */.m6)(jobId, 60);
        return link === undefined ? id : `[${id}](${link})`;
    });
    const last = jobs.length > links.length ? `${(0,wording/* counted */.h)(jobs.length, 'TERMINATE job')}, the last of them ` : '';
    const tried = jobs.length === 0 ? 'no TERMINATE job was started for it' : `in spite of ${last}${links.join(', ')}`;
    return `${(0,server_name/* serverName */.L5)({ hostname, sourceServerId })}: ${ids} is ${(0,report_escape/* forMarkdown */.Bm)(state, 60)}, ${tried}`;
}
function hostnameOf({ waves }, sourceServerId) {
    const server = waves.flatMap(({ servers }) => servers).find((known) => known.sourceServerId === sourceServerId);
    return server?.hostname ?? null;
}
/** What the post step adds to a summary that main has written: the end of the cleanup, and what is still left. */
function cleanupSummaryOf(record, form) {
    const parts = [
        `## After the ${words/* modeWords */.bY[record.mode].title.toLowerCase()} of ${(0,report_escape/* forMarkdown */.Bm)(record.plan.name, 100)}`,
        cleanup(record, form, true),
        stillRunning(record, form)
    ];
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

// EXTERNAL MODULE: ./build/src/report/summary/action-next-step.js
var action_next_step = __webpack_require__(55226);
// EXTERNAL MODULE: ./build/src/report/summary/verdict.js
var verdict = __webpack_require__(72222);
;// CONCATENATED MODULE: ./build/src/report/summary/failed-actions.js








/** Which actions did not do what their wave needs, why, what to do next, and where their runs are. */
function failedActions(record, form) {
    if ((0,words/* isPlanOnly */.Mr)(record))
        return '';
    const found = record.waves.flatMap(({ name, actions }) => actions.map((action) => ({ wave: name, action, next: (0,action_next_step/* nextStepOfAction */.X3)(action) })).filter(({ next }) => next !== ''));
    if (found.length === 0)
        return '';
    const items = (0,summary_form/* list */.p_)(found, form.listed, ({ wave, action, next }) => {
        const what = `**${(0,report_escape/* forMarkdown */.Bm)(action.name, 100)}** (wave ${(0,report_escape/* forMarkdown */.Bm)(wave, 100)}, ${(0,actions/* phaseOf */.hU)(action)}, ${(0,report_escape/* forMarkdownCode */.m6)(action.document, 130)})`;
        const reason = action.reason === null ? '.' : `: ${(0,verdict/* sentence */.em)((0,report_escape/* forMarkdown */.Bm)(action.reason, form.reasonLength))}`;
        return `${what}: **${action.status.replaceAll('-', ' ')}**${reason}\n  *Next:* ${next}${runOf(record, action)}`;
    });
    return `### What did not succeed: ${(0,wording/* counted */.h)(found.length, 'action')}\n\n${items}`;
}
/** Its run in SSM, by the ID that commands and the console take. */
function runOf({ identity }, { automationExecutionId }) {
    if (automationExecutionId === null)
        return '';
    const link = (0,console_links/* automationLink */.EK)(identity, automationExecutionId);
    const id = (0,report_escape/* forMarkdownCode */.m6)(automationExecutionId, 60);
    return link === undefined ? ` Its run: ${id}` : ` [Open the run](${link}) ${id}`;
}

// EXTERNAL MODULE: ./build/src/report/summary/isolation.js
var isolation = __webpack_require__(32203);
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
    if (!form.waves || (0,words/* isPlanOnly */.Mr)(record))
        return record.waves.map(() => []);
    const { rows } = form;
    const wanted = record.waves.map((wave) => {
        if (isQuiet(wave))
            return hasTable(wave, form) ? wave.servers : [];
        return rows === 'all' ? wave.servers : wave.servers.filter((server) => !(0,verdict/* isUp */.ie)(server));
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
function leftOut(record, form, charts) {
    const missing = [
        ...charts.map((chart) => `the chart of the ${chart}`),
        ...(form.waves || record.waves.length === 0 ? [] : [`the list of ${(0,wording/* counted */.h)(record.waves.length, 'wave')}`])
    ];
    const verb = missing.length === 1 ? 'is' : 'are';
    const parts = [
        ...rowsLeftOut(record, form),
        ...(missing.length === 0 ? [] : [`${missing.join(', ').replace(/, ([^,]*)$/, ' and $1')} ${verb} left out`]),
        ...((0,summary_form/* cutsMore */.Jq)(form)
            ? [
                `reasons and messages of more than ${String(form.reasonLength)} characters and lists of more than ${String(form.listed)} items are cut`
            ]
            : [])
    ];
    return parts.length === 0 ? '' : `*Shortened to fit: ${parts.join('; ')}. All of it is in \`evidence.json\`.*`;
}
/** `12 servers (9 up, 3 not started) are left out of the tables` */
function rowsLeftOut(record, form) {
    if ((0,words/* isPlanOnly */.Mr)(record))
        return [];
    const left = new Map();
    const count = (status, by) => left.set(status, (left.get(status) ?? 0) + by);
    for (const { status } of (0,verdict/* serversOf */.U2)(record))
        count(status, 1);
    for (const { status } of serversShown(record, form).flat())
        count(status, -1);
    const all = [...left.values()].reduce((sum, one) => sum + one, 0);
    if (all === 0)
        return [];
    const ended = Object.entries(words/* serverWords */.lZ).flatMap(([status, { title }]) => {
        const one = left.get(status) ?? 0;
        return one === 0 ? [] : [`${String(one)} ${title.toLowerCase()}`];
    });
    return [`${(0,wording/* counted */.h)(all, 'server')} (${ended.join(', ')}) ${all === 1 ? 'is' : 'are'} left out of the tables`];
}

// EXTERNAL MODULE: ./build/src/report/summary/missed-objectives.js
var missed_objectives = __webpack_require__(11463);
;// CONCATENATED MODULE: ./build/src/report/summary/preflight.js


/**
 * What was found before the start and does not block, with its place in the plan, warnings first; what blocks is told as the
 * reason why nothing was started. A preflight says as well what was asked and found in order.
 */
function preflight(record, form) {
    const { mode, plan, preflight: checks } = record;
    const findings = ['warning', 'note'].flatMap((kind) => checks.flatMap((check) => check.findings.filter((finding) => finding.class === kind)));
    const items = (0,summary_form/* list */.p_)(findings, form.listed, (finding) => {
        const place = finding.line === null ? [] : [(0,report_escape/* forMarkdownCode */.m6)([plan.path, finding.line].join(':'))];
        const kind = finding.class === 'warning' ? ['⚠️'] : [];
        return [...kind, ...place, (0,report_escape/* forMarkdown */.Bm)(finding.message, form.reasonLength)].join(' ');
    });
    const fine = checks.filter(({ result }) => result === 'ok').map(({ check }) => check.replaceAll('-', ' '));
    const asked = mode !== 'preflight' || fine.length === 0 ? '' : `Asked, and in order: ${fine.join(', ')}.`;
    const open = checks.filter(({ result }) => result === 'not-asked').map(({ check }) => check.replaceAll('-', ' '));
    const left = open.length === 0 ? '' : `Not checked, since AWS did not answer what they rest on: ${open.join(', ')}.`;
    const parts = [items, asked, left].filter((part) => part !== '');
    return parts.length === 0 ? '' : ['### Before the start', ...parts].join('\n\n');
}

// EXTERNAL MODULE: ./build/src/report/previous.js
var previous = __webpack_require__(54359);
// EXTERNAL MODULE: ./build/src/report/summary/markdown-table.js
var markdown_table = __webpack_require__(68851);
;// CONCATENATED MODULE: ./build/src/report/summary/previous.js




/** The section of the job summary; empty where there is nothing to compare with, and nothing more to be said of it. */
function lastTime(record, { chart }) {
    const comparisons = (0,previous/* comparisonsOf */.Qf)(record);
    const title = '### Compared with the last drills';
    if (comparisons.length === 0) {
        const none = (0,words/* isPlanOnly */.Mr)(record) ? undefined : (0,previous/* noneFound */.dM)(record);
        return none === undefined || none.isFirst ? '' : `${title}\n\n${none.text}.`;
    }
    const trends = [(0,previous/* trendOf */.RS)(comparisons, 'RTO'), (0,previous/* trendOf */.RS)(comparisons, 'RPO')].filter((trend) => trend !== '');
    const table = (0,markdown_table/* markdownTable */.Q)([
        { title: 'Drill' },
        { title: 'Result' },
        { title: 'RTO', align: 'right' },
        { title: 'RPO', align: 'right' },
        { title: 'Not up', align: 'right' },
        { title: 'Servers', align: 'right' }
    ], comparisons.map(({ name, result, rtoSeconds, rpoSeconds, notUp, servers }) => [
        (0,report_escape/* forMarkdownTableCell */.hD)(name, 40),
        (0,report_escape/* forMarkdownTableCell */.hD)(result, 70),
        (0,previous/* measured */.jh)(rtoSeconds),
        (0,previous/* measured */.jh)(rpoSeconds),
        String(notUp),
        String(servers)
    ]));
    const limits = (0,previous/* limitsOf */.Af)(record).map((limit) => `${limit}.`);
    const picture = chart ? trendChart((0,previous/* alikeOf */.QI)(comparisons)) : '';
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
    return `${(0,report_escape/* forMermaid */.DE)(name, 40)}${before === 0 ? '' : ` (${String(before + 1)})`}`;
}
/** To a tenth. */
function minutes(seconds) {
    return Math.round(seconds / 6) / 10;
}

// EXTERNAL MODULE: ./build/src/report/selection-words.js
var selection_words = __webpack_require__(60978);
;// CONCATENATED MODULE: ./build/src/report/summary/selection.js





/** Servers of a match that are named; the tables of the waves name all. */
const namesShown = 10;
/** What the plan's matches selected, and how much of the account is left out. */
function selection({ selection: matches, notSelected }, form) {
    if (matches.length === 0 || notSelected === null)
        return '';
    const { listed, count } = notSelected;
    const rest = `Of ${(0,wording/* counted */.h)(listed, 'source server')} in the account and Region, ${String(count)} ${count === 1 ? 'is' : 'are'} in no wave of the plan.`;
    return ['### Servers selected', (0,summary_form/* list */.p_)(matches, form.listed, (one) => describe(one, form)), rest].join('\n\n');
}
function describe(selection, form) {
    const { wave, group, match, expect, count, found } = selection;
    const owner = group === null ? `wave ${wave}` : `group ${group} (wave ${wave})`;
    const names = found.slice(0, namesShown).map(words/* nameOf */.Vb);
    const more = found.length > names.length ? ` and ${String(found.length - names.length)} more` : '';
    const expected = expect === null ? '' : `, ${(0,selection_words/* describeExpected */.Ge)(expect)} expected`;
    const which = names.length === 0 ? '' : `: ${names.join(', ')}${more}`;
    const text = `${owner}, ${(0,selection_words/* describeRecordedMatch */.HX)(match)}: ${(0,wording/* counted */.h)(count ?? 0, 'server')} found${expected}${which}`;
    return (0,report_escape/* forMarkdown */.Bm)(text, form.reasonLength);
}

// EXTERNAL MODULE: ./build/src/report/summary/server-next-step.js
var server_next_step = __webpack_require__(65815);
;// CONCATENATED MODULE: ./build/src/report/summary/trouble.js








/** Which servers are not up, why, and what to do next; those with the same reason together. */
function troubles(record, form) {
    if ((0,words/* isPlanOnly */.Mr)(record))
        return '';
    const found = troublesOf(record, form);
    if (found.length === 0)
        return '';
    const count = found.reduce((sum, { servers }) => sum + servers.length, 0);
    const items = (0,summary_form/* list */.p_)(found, form.listed, (trouble) => troubleItem(record, trouble, form));
    return `### What is not up: ${(0,wording/* counted */.h)(count, 'server')}\n\n${items}`;
}
function troublesOf(record, form) {
    const found = new Map();
    for (const wave of record.waves) {
        for (const server of wave.servers.filter((server) => !(0,verdict/* isUp */.ie)(server))) {
            const { status, jobId, ec2InstanceId, reason } = server;
            // Those that want the same to be done; a job is that of all of them.
            const kind = [status, jobId, ec2InstanceId === null, (0,server_next_step/* isRemoved */.R)(record, server)];
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
    const reason = first.reason === null ? '.' : `: ${(0,verdict/* sentence */.em)((0,report_escape/* forMarkdown */.Bm)(first.reason, form.reasonLength))}`;
    const link = first.jobId === null ? undefined : (0,console_links/* jobLink */.mC)(record.identity, first.jobId);
    const job = link === undefined ? '' : ` [Open the job](${link})`;
    return `${(0,server_name/* serverNames */.C1)(servers)} (wave ${(0,report_escape/* forMarkdown */.Bm)(wave, 100)}): **${status}**${reason}\n  *Next:* ${(0,report_escape/* forMarkdown */.Bm)((0,server_next_step/* nextStep */.s)(record, first))}${job}`;
}
/**
 * Deviations that no other part of the summary tells: not what is not up, or what still runs. The objectives are told where
 * they failed nothing: nobody looks for them under a pass.
 */
function deviationList({ deviations, status }, form) {
    const untold = deviations.filter(({ kind }) => isToldNowhereElse(kind) || (status === 'passed' && isMiss(kind)));
    if (untold.length === 0)
        return '';
    const items = (0,summary_form/* list */.p_)(untold, form.listed, ({ message }) => (0,verdict/* sentence */.em)((0,report_escape/* forMarkdown */.Bm)(message, form.reasonLength)));
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

// EXTERNAL MODULE: ./build/src/report/server-times.js
var server_times = __webpack_require__(64102);
;// CONCATENATED MODULE: ./build/src/report/summary/waves.js











/** A section a wave: open where something is not up, folded where all is well or nothing was begun. */
function waveSections(record, form) {
    if (!form.waves || record.waves.length === 0)
        return '';
    if ((0,words/* isPlanOnly */.Mr)(record))
        return plannedWaves(record);
    const shown = serversShown(record, form);
    const sections = record.waves.map((wave, index) => isQuiet(wave) ? quietSection(record, wave, form) : section(record, wave, shown[index] ?? [], form));
    return sections.join('\n\n');
}
/** What the plan would do, where nothing was begun. */
function plannedWaves(record) {
    const rows = record.waves.map((wave) => [
        (0,report_escape/* forMarkdownTableCell */.hD)(wave.name, 100),
        wave.after.length === 0 ? 'the start' : wave.after.map((before) => (0,report_escape/* forMarkdownTableCell */.hD)(before, 100)).join(', '),
        (0,selection_words/* serverCount */.zl)(record, wave),
        (0,duration/* formatDuration */.a3)(wave.budgetSeconds)
    ]);
    const columns = [
        { title: 'Wave' },
        { title: 'After' },
        { title: 'Servers', align: 'right' },
        { title: 'Budget', align: 'right' }
    ];
    return ['### The plan', (0,markdown_table/* markdownTable */.Q)(columns, rows)].join('\n\n');
}
function titleOf(wave) {
    const up = wave.servers.filter(verdict/* isUp */.ie).length;
    const end = wave.startedAt === null || wave.finishedAt === null
        ? []
        : [(0,duration/* formatDuration */.a3)((0,timestamp/* secondsBetween */.O1)(wave.startedAt, wave.finishedAt))];
    const status = wave.status === 'up' ? [] : [wave.status.replace('-', ' ')];
    const achieved = [
        ...(wave.rtoSeconds === null ? [] : [`RTO ${(0,duration/* formatDuration */.a3)(wave.rtoSeconds)}`]),
        ...(wave.rpoSeconds === null ? [] : [`RPO ${(0,duration/* formatDuration */.a3)(wave.rpoSeconds)}`])
    ];
    return [...status, `${String(up)} of ${(0,wording/* counted */.h)(wave.servers.length, 'server')} up`, ...end, ...achieved].join(', ');
}
function quietSection(record, wave, form) {
    const reason = wave.status === 'up' || wave.reason === null ? '' : (0,verdict/* sentence */.em)((0,verdict/* capital */.Nx)(wave.reason));
    if (!hasTable(wave, form)) {
        return `**Wave ${(0,report_escape/* forMarkdown */.Bm)(wave.name, 100)}**: ${titleOf(wave)}${reason === '' ? '' : `. ${(0,report_escape/* forMarkdown */.Bm)(reason, form.reasonLength)}`}`;
    }
    return [
        // An HTML block: Markdown is not read in it until the next empty line.
        `<details><summary>Wave ${(0,report_escape/* forHtml */.B2)(wave.name, 100)}: ${titleOf(wave)}</summary>`,
        ...(reason === '' ? [] : [(0,report_escape/* forMarkdown */.Bm)(reason, form.reasonLength)]),
        serverTable(record, wave.servers, wave.startedAt === null ? { ...form, reasonLength: 0 } : form),
        '</details>'
    ].join('\n\n');
}
function section(record, wave, servers, form) {
    const title = `### Wave ${(0,report_escape/* forMarkdown */.Bm)(wave.name, 100)}: ${titleOf(wave)}`;
    return servers.length === 0 ? title : `${title}\n\n${serverTable(record, servers, form)}`;
}
function serverTable(record, servers, form) {
    const remarks = servers.map((server) => remarkOn(server, form));
    const hasRemarks = remarks.some((remark) => remark !== '');
    const rows = servers.map((server, index) => {
        const askedAt = (0,server_times/* firstAskedAt */.aj)(server);
        return [
            (0,report_escape/* forMarkdownTableCell */.hD)(server.hostname ?? '', 100),
            (0,report_escape/* forMarkdownCode */.m6)(server.sourceServerId, 60),
            server.status.replace('-', ' '),
            instanceCell(record, server),
            stateCell(server),
            askedAt === null || server.launchedAt === null
                ? ''
                : (0,duration/* formatDuration */.a3)(Math.round((0,timestamp/* secondsBetween */.O1)(askedAt, server.launchedAt))),
            ...(hasRemarks ? [remarks[index] ?? ''] : [])
        ];
    });
    return (0,markdown_table/* markdownTable */.Q)([
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
    if (!(0,verdict/* isUp */.ie)(server))
        return (0,report_escape/* forMarkdownTableCell */.hD)(server.reason ?? '', form.reasonLength);
    const odd = [
        ...server.failedLaunches.map(({ reason }) => `launched again: ${reason}`),
        ...(server.usedPreviousSnapshot ? ['launched from an older snapshot'] : []),
        ...(0,words/* failedActionsOf */.wG)(server)
    ];
    return odd.length === 0 ? '' : (0,report_escape/* forMarkdownTableCell */.hD)(odd.join('; '), form.reasonLength);
}
/** Of an instance that nobody ever saw nothing is missing. */
function stateCell({ ec2InstanceId, instance }) {
    const isUnknown = ec2InstanceId === null && instance?.state === 'missing';
    return isUnknown ? '' : (0,report_escape/* forMarkdownTableCell */.hD)(instance?.state ?? '', 40);
}
function instanceCell(record, { ec2InstanceId }) {
    if (ec2InstanceId === null)
        return '';
    const link = (0,console_links/* instanceLink */.GL)(record.identity, ec2InstanceId);
    const id = (0,report_escape/* forMarkdownCode */.m6)(ec2InstanceId, 60);
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
    return fullest(limit, (form) => render(record, form), (0,verdict/* serversOf */.U2)(record).length);
}
/** What the post step adds where main has written the summary already: what became of the cleanup. */
function cleanupSummary(record, limit = limitBytes) {
    return fullest(limit, (form) => cleanupSummaryOf(record, form), 0);
}
function fullest(limit, write, servers) {
    for (const form of summary_form/* summaryForms */.cy) {
        const summary = fitting(limit, write, form, servers);
        if (summary !== undefined)
            return summary;
    }
    return summary_form/* summaryForms */.cy.slice(-1).map(write).join('');
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
        (0,verdict/* headline */.Pl)(record),
        (0,isolation/* outsideIsolation */.Ow)(record, form),
        leftOut(record, form, charts),
        (0,verdict/* refusals */.Ke)(record, form),
        (0,verdict/* results */.Xv)(record),
        (0,missed_objectives/* missedRecoveryPoint */.N)(record),
        stillRunningFirst(record) ? stillRunning(record, form) : '',
        cleanup(record, form),
        // A launch that a pre-action kept from its start is a consequence: what it follows from comes first.
        failedActions(record, form),
        troubles(record, form),
        (0,actions/* actions */.o1)(record, form),
        stillRunningFirst(record) ? '' : stillRunning(record, form),
        deviationList(record, form),
        preflight(record, form),
        selection(record, form),
        gantt === undefined ? '' : `\`\`\`mermaid\n${gantt}\n\`\`\``,
        waveSections(record, form),
        last,
        (0,verdict/* particulars */.PS)(record)
    ];
    return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}
/** Launches that go on without anybody looking come before all that has ended. */
function stillRunningFirst({ stillRunning }) {
    const { jobs, unansweredStarts, actions: running } = stillRunning;
    return jobs.some(({ mayLaunch }) => mayLaunch) || unansweredStarts.length + running.length > 0;
}


/***/ }),

/***/ 72222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Am: () => (/* binding */ momentText),
/* harmony export */   Ke: () => (/* binding */ refusals),
/* harmony export */   Nx: () => (/* binding */ capital),
/* harmony export */   PS: () => (/* binding */ particulars),
/* harmony export */   Pl: () => (/* binding */ headline),
/* harmony export */   U2: () => (/* binding */ serversOf),
/* harmony export */   Xv: () => (/* binding */ results),
/* harmony export */   em: () => (/* binding */ sentence),
/* harmony export */   ie: () => (/* binding */ isUp)
/* harmony export */ });
/* harmony import */ var _drill_timestamp_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(47291);
/* harmony import */ var _plan_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45609);
/* harmony import */ var _plan_wording_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(12213);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96209);
/* harmony import */ var _markdown_table_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(68851);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43629);
/* harmony import */ var _left_behind_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(57976);
/* harmony import */ var _server_times_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(64102);
/* harmony import */ var _selection_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60978);
/* harmony import */ var _form_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9485);
/* harmony import */ var _missed_objectives_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(11463);











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
    const parts = [`${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdown */ .Bm)(record.plan.name, 100)}, ${modes[record.mode]}`, extent(record), elapsed(record)];
    const missed = record.status === 'passed' ? (0,_missed_objectives_js__WEBPACK_IMPORTED_MODULE_5__/* .missedInShort */ .p)(record) : [];
    const heading = `## ${[verdicts[record.status], ...missed].join(', ')}: ${parts.filter((part) => part !== '').join(', ')}`;
    const silent = record.status === 'passed' || record.status === 'blocked' || record.reason === null;
    return silent ? heading : `${heading}\n\n**Why:** ${sentence((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdown */ .Bm)(capital(record.reason), 600))}`;
}
function extent(record) {
    const servers = serversOf(record);
    if (record.status === 'blocked') {
        const left = (0,_left_behind_js__WEBPACK_IMPORTED_MODULE_6__/* .leftBefore */ .T)(record);
        return left === '' ? 'nothing was started' : `nothing new was started; ${left}`;
    }
    if (record.mode === 'preflight') {
        const warnings = record.preflight.flatMap(({ findings }) => findings).filter((found) => found.class === 'warning');
        const found = warnings.length === 0 ? '' : `, ${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_7__/* .counted */ .h)(warnings.length, 'warning')}`;
        return `nothing stands in the way of ${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_7__/* .counted */ .h)(servers.length, 'server')}${found}`;
    }
    if (record.mode === 'validate') {
        return `the plan is valid: ${(0,_selection_words_js__WEBPACK_IMPORTED_MODULE_3__/* .describeExtent */ .EF)(record)}`;
    }
    const { length } = record.leftOut;
    const part = length === 0 ? '' : ` (${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_7__/* .counted */ .h)(length, 'wave')} of the plan left out)`;
    return `${String(servers.filter(isUp).length)} of ${(0,_plan_wording_js__WEBPACK_IMPORTED_MODULE_7__/* .counted */ .h)(servers.length, 'server')} up${part}`;
}
function elapsed({ mode, status, startedAt, judgedAt }) {
    if (judgedAt === null || (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .isPlanOnly */ .Mr)({ mode, status }))
        return '';
    return (0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)((0,_drill_timestamp_js__WEBPACK_IMPORTED_MODULE_8__/* .secondsBetween */ .O1)(startedAt, judgedAt));
}
/** Objectives against results, and how many servers ended how. Empty when nothing was launched. */
function results(record) {
    if ((0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .isPlanOnly */ .Mr)(record))
        return '';
    return `${objectivesTable(record)}\n\n${countsTable(record)}`;
}
function objectivesTable(record) {
    const { objectives } = record;
    const earlier = (0,_server_times_js__WEBPACK_IMPORTED_MODULE_9__/* .askedEarlierAt */ .Yv)(record);
    const since = earlier === undefined
        ? null
        : `counted from ${momentText(earlier)}, when an earlier attempt or job asked for it first`;
    const row = (name, { targetSeconds, achievedSeconds, met, note }, remark = null) => [
        name,
        targetSeconds === null ? 'none' : (0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(targetSeconds),
        achievedSeconds === null ? 'not known' : (0,_plan_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(achievedSeconds),
        [met === null ? '' : met ? 'met' : '**missed**', (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownTableCell */ .hD)(note ?? remark ?? '')]
            .filter((part) => part !== '')
            .join(': ')
    ];
    return (0,_markdown_table_js__WEBPACK_IMPORTED_MODULE_10__/* .markdownTable */ .Q)([
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
    for (const { status } of serversOf(record))
        counts.set(status, (counts.get(status) ?? 0) + 1);
    const columns = [
        { title: 'Waves', align: 'right' },
        { title: 'Servers', align: 'right' }
    ];
    const cells = [String(record.waves.length), String(serversOf(record).length)];
    for (const [status, title] of Object.entries(statusTitles)) {
        const count = counts.get(status) ?? 0;
        if (count === 0 && status !== 'launched')
            continue;
        columns.push({ title, align: 'right' });
        cells.push(String(count));
    }
    return (0,_markdown_table_js__WEBPACK_IMPORTED_MODULE_10__/* .markdownTable */ .Q)(columns, [cells]);
}
/** Why nothing was started, each with its place in the plan file. */
function refusals(record, form) {
    const { refusals, plan } = record;
    if (refusals.length === 0)
        return '';
    const items = (0,_form_js__WEBPACK_IMPORTED_MODULE_4__/* .list */ .p_)(refusals, form.listed, ({ message, line, column }) => {
        const place = line === null ? [] : [[plan.path, line, column].filter((part) => part !== null).join(':')];
        return [...place.map((text) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownCode */ .m6)(text)), (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdown */ .Bm)(message, form.reasonLength)].join(' ');
    });
    return `### Why nothing ${(0,_left_behind_js__WEBPACK_IMPORTED_MODULE_6__/* .leftBefore */ .T)(record) === '' ? '' : 'new '}was started\n\n${items}`;
}
/** What identifies the execution. */
function particulars(record) {
    const { plan, identity, leftOut } = record;
    const file = (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownCode */ .m6)(plan.path);
    const rows = [
        ['Execution', (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownCode */ .m6)(record.executionId)],
        ['Plan', plan.commit === null ? file : `${file} at ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownCode */ .m6)(plan.commit.slice(0, 12))}`],
        ['Account', identity === null ? 'not asked' : (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownCode */ .m6)(identity.account)],
        ['Region', regionText(record)],
        ['Run', runLink(record)],
        ...approvalRows(record),
        ['Started', momentText(record.startedAt)],
        ...(record.finishedAt === null ? [] : [['Finished', momentText(record.finishedAt)]]),
        ...(leftOut.length === 0 ? [] : [['Waves left out', leftOutText(leftOut)]])
    ];
    return (0,_markdown_table_js__WEBPACK_IMPORTED_MODULE_10__/* .markdownTable */ .Q)([{ title: 'Particulars' }, { title: '' }], rows);
}
/** Where AWS was not asked, the plan may say it all the same; an input wins over the plan. */
function regionText({ identity, plan }) {
    if (identity !== null)
        return (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownCode */ .m6)(identity.region);
    return plan.region === null ? 'not asked' : `${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownCode */ .m6)(plan.region)} by the plan`;
}
/** Who decided, or why that is not known: never silent. */
function approvalRows({ run }) {
    if (run.approvalsNote !== null)
        return [['Reviewed', `not known: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownTableCell */ .hD)(run.approvalsNote, 300)}`]];
    const named = run.approvals.slice(0, 10).map(({ user, state, environments }) => {
        const where = environments.length === 0 ? '' : ` (${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownTableCell */ .hD)(environments.join(', '), 200)})`;
        return `${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownTableCell */ .hD)(state, 40)} by ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownTableCell */ .hD)(user ?? 'an account that is gone', 100)}${where}`;
    });
    const more = run.approvals.length > named.length ? ` and ${String(run.approvals.length - named.length)} more` : '';
    return named.length === 0 ? [] : [['Reviewed', `${named.join('; ')}${more}`]];
}
function leftOutText(leftOut) {
    const names = leftOut.slice(0, 20).map(({ name, cameUpEarlier }) => {
        return `${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownTableCell */ .hD)(name, 100)}${cameUpEarlier ? ' (came up earlier)' : ''}`;
    });
    return names.join(', ') + (leftOut.length > 20 ? ` and ${String(leftOut.length - 20)} more` : '');
}
function runLink({ run }) {
    const attempt = run.attempt === null ? '' : `, attempt ${String(run.attempt)}`;
    const text = `${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownTableCell */ .hD)(run.repository ?? 'run', 200)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdownTableCell */ .hD)(run.runId ?? '', 40)}`.trim();
    const isLink = run.url !== null && /^https?:\/\/[\w.:/~%-]+$/.test(run.url);
    return isLink ? `[${text}](${run.url})${attempt}` : `${text}${attempt}`;
}
/** `2026-11-23 14:05:41 UTC` */
function momentText(moment) {
    return `${moment.slice(0, 10)} ${moment.slice(11, 19)} UTC`;
}
function serversOf(record) {
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


/***/ }),

/***/ 52968:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ unansweredActions),
/* harmony export */   q: () => (/* binding */ findCommandOf)
/* harmony export */ });
/* harmony import */ var _drill_actions_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85477);
/* harmony import */ var _drill_timestamp_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47291);
/* harmony import */ var _console_links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(32465);



/** How far the runner's clock and SSM's may be apart. */
const clockSkewSeconds = 300;
/**
 * The command that lists the runs among which the one is that SSM never named: those of the document since the action was asked
 * for. drs-drill does not look for it by sending the start again with its token: where that was never executed, it would be
 * now. Undefined where the Region is not known, or a name is none that a shell takes as it is.
 * https://docs.aws.amazon.com/cli/latest/reference/ssm/describe-automation-executions.html
 */
function findCommandOf(state, { planned, requestedAt }) {
    const { document } = planned;
    const region = regionOf(state);
    if (region === undefined || requestedAt === undefined || !/^[\w.:/-]+$/.test(document))
        return undefined;
    // SSM may call a document that was started by its ARN by its name.
    const ofDocument = document.startsWith('arn:') ? '' : ` Key=DocumentNamePrefix,Values=${document}`;
    const since = (0,_drill_timestamp_js__WEBPACK_IMPORTED_MODULE_2__/* .addSeconds */ .ps)(requestedAt, -clockSkewSeconds).replace(/\.\d+Z$/, 'Z');
    return `aws ssm describe-automation-executions --region ${region} --filters${ofDocument} Key=StartTimeAfter,Values=${since}`;
}
/** One line for each action that was asked for, and of which nobody knows whether and as what it runs. */
function unansweredActions(state) {
    return state.actions
        .filter((action) => (0,_drill_actions_action_js__WEBPACK_IMPORTED_MODULE_0__/* .mayBeRunning */ .i5)(action) && action.automationExecutionId === undefined)
        .map((action) => {
        const command = findCommandOf(state, action);
        const about = `Action "${action.planned.name}" of wave ${action.wave} was asked for, and SSM never answered: it may run, and was not told to stop.`;
        if (command === undefined)
            return `${about} Look for it in the Systems Manager console, and stop it there.`;
        const stop = `aws ssm stop-automation-execution --region ${regionOf(state) ?? ''} --automation-execution-id`;
        return `${about} To find it: ${command} To stop it, add its ID to: ${stop}`;
    });
}
function regionOf({ identity, plan }) {
    const region = identity?.region ?? plan?.region;
    return region !== undefined && (0,_console_links_js__WEBPACK_IMPORTED_MODULE_1__/* .isPlainId */ .SR)(region) ? region : undefined;
}


/***/ }),

/***/ 43629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F0: () => (/* binding */ waveWords),
/* harmony export */   Iv: () => (/* binding */ actionWords),
/* harmony export */   L2: () => (/* binding */ verdictWords),
/* harmony export */   L7: () => (/* binding */ deviationWords),
/* harmony export */   Mr: () => (/* binding */ isPlanOnly),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   bY: () => (/* binding */ modeWords),
/* harmony export */   lZ: () => (/* binding */ serverWords),
/* harmony export */   wG: () => (/* binding */ failedActionsOf)
/* harmony export */ });
/* harmony import */ var _drill_events_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29718);

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
const modeWords = {
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
function nameOf({ hostname, sourceServerId }) {
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
    return (0,_drill_events_js__WEBPACK_IMPORTED_MODULE_0__/* .startsNothing */ .$D)(mode) || status === 'blocked';
}


/***/ }),

/***/ 28009:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ version)
/* harmony export */ });
/** The action's version, as package.json has it. AWS sees it in the user agent, auditors in the evidence. */
const version = '0.1.0';


/***/ })

};
