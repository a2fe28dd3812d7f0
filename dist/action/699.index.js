export const id = 699;
export const ids = [699];
export const modules = {

/***/ 16699:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ typeOf),
/* harmony export */   sortJobs: () => (/* binding */ sortJobs),
/* harmony export */   toJobSighting: () => (/* binding */ toJobSighting),
/* harmony export */   z: () => (/* binding */ isDrillOf)
/* harmony export */ });
/* harmony import */ var _drill_launch_late_launch_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20379);
/* harmony import */ var _job_tags_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14724);
/* harmony import */ var _outside_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(86722);
/* harmony import */ var _timestamps_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50718);




/** Shown where DRS gave no status; it counts as 'not there yet', like every status that is not known. */
const UNKNOWN = 'UNKNOWN';
/** A job as DRS shows it (Job, AWS DRS API reference); undefined when it has no ID. */
function toJobSighting(job) {
    if (!job.jobID)
        return undefined;
    const createdAt = (0,_timestamps_js__WEBPACK_IMPORTED_MODULE_1__/* .toTimestamp */ .C)(job.creationDateTime);
    const endedAt = (0,_timestamps_js__WEBPACK_IMPORTED_MODULE_1__/* .toTimestamp */ .C)(job.endDateTime);
    return {
        jobId: job.jobID,
        status: job.status ?? UNKNOWN,
        ...(createdAt !== undefined && { createdAt }),
        ...(endedAt !== undefined && { endedAt }),
        participants: (job.participatingServers ?? []).flatMap(toParticipant)
    };
}
/**
 * Of all jobs of an account those of this execution, and what the others take up now. A job that was called COMPLETED before
 * its servers were launched takes no quota any more, and holds these servers all the same.
 */
function sortJobs(jobs, executionId, watched, now) {
    const own = jobs.filter((job) => (0,_job_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .isOfExecution */ .WN)(job.tags, executionId));
    // What this execution launched matters, although its plan may not select it any more.
    const launched = new Set(own.flatMap((job) => (job.participatingServers ?? []).flatMap((one) => one.sourceServerID ?? [])));
    // A status that nobody knows is taken for running: the job may hold servers and quota.
    const others = jobs.filter((job) => !(0,_job_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .isOfExecution */ .WN)(job.tags, executionId));
    const running = others.filter(({ status }) => status !== 'COMPLETED');
    const late = others.filter(({ status, type }) => status === 'COMPLETED' && type === 'LAUNCH');
    const terminations = jobs.filter((job) => typeOf(job) === 'TERMINATE').flatMap((job) => toTerminations(job));
    const foreign = (0,_drill_launch_late_launch_js__WEBPACK_IMPORTED_MODULE_0__/* .takenUpBy */ .CW)([...running, ...late].flatMap((job) => toLaunch(job) ?? []), terminations, now);
    return {
        own: own.flatMap((job) => toOwnJob(job) ?? []),
        foreign: {
            ...foreign,
            holding: foreign.holding.filter(({ sourceServerId }) => watched.has(sourceServerId))
        },
        terminations: terminations.filter(({ sourceServerId }) => watched.has(sourceServerId) || launched.has(sourceServerId))
    };
}
/** The servers whose recovery instances a TERMINATE job removes, or has removed. */
function toTerminations(job) {
    const sighting = toJobSighting(job);
    if (sighting === undefined)
        return [];
    const { jobId, createdAt, participants } = sighting;
    // A termination that failed leaves its server as it was.
    return participants
        .filter(({ launchStatus }) => launchStatus !== 'FAILED')
        .map(({ sourceServerId }) => ({ sourceServerId, jobId, ...(createdAt !== undefined && { createdAt }) }));
}
function toOwnJob(job) {
    const launch = toLaunch(job);
    if (launch === undefined)
        return undefined;
    const wave = (0,_job_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .waveOf */ .j5)(job.tags);
    return { ...launch, type: typeOf(job), ...(wave !== undefined && { wave }) };
}
/** `LAUNCH` or `TERMINATE`; where DRS leaves it out, who asked for the job tells, and a launch is the safer guess. */
function typeOf({ type, initiatedBy }) {
    return type ?? (initiatedBy === 'TERMINATE_RECOVERY_INSTANCES' ? 'TERMINATE' : 'LAUNCH');
}
function toLaunch(job) {
    const sighting = toJobSighting(job);
    const isDrill = isDrillOf(job.initiatedBy);
    return sighting && { ...sighting, ...(isDrill !== undefined && { isDrill }) };
}
/** Whether a job is a drill's; undefined where AWS does not say. */
function isDrillOf(initiatedBy) {
    if (initiatedBy === 'START_DRILL')
        return true;
    return initiatedBy === 'START_RECOVERY' ? false : undefined;
}
function toParticipant(server) {
    if (!server.sourceServerID)
        return [];
    // In an order of their own: DRS promises none, and another one is no news.
    const runs = (server.launchActionsStatus?.runs ?? [])
        .toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)))
        .map(toLaunchAction);
    return [
        {
            sourceServerId: server.sourceServerID,
            launchStatus: server.launchStatus ?? UNKNOWN,
            ...(server.recoveryInstanceID && { recoveryInstanceId: server.recoveryInstanceID }),
            // No runs yet is not settled: DRS lists them once its agent on the new instance has been seen.
            ...(server.launchActionsStatus !== undefined && {
                launchActions: { settled: runs.length > 0 && runs.every(isOver), runs }
            })
        }
    ];
}
function keyOf({ action, runId }) {
    return `${String(action?.order ?? 0).padStart(6, '0')} ${action?.name ?? action?.actionCode ?? ''} ${runId ?? ''}`;
}
function toLaunchAction({ action, runId, status, failureReason }) {
    return {
        name: (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_3__/* .outsideText */ .F)(action?.name ?? action?.actionCode ?? runId ?? '', 200) || 'unnamed action',
        status: status ?? UNKNOWN,
        optional: action?.optional === true,
        ...(failureReason && { failureReason: (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_3__/* .outsideText */ .F)(failureReason) })
    };
}
/** LaunchActionRunStatus knows IN_PROGRESS and these two; another status is one to wait for. */
function isOver({ status }) {
    return status === 'SUCCEEDED' || status === 'FAILED';
}


/***/ }),

/***/ 50718:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ toTimestamp)
/* harmony export */ });
/* harmony import */ var _drill_timestamp_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47291);

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;
/**
 * A time as an SDK gives it (DRS: a string, `2026-11-23T14:05:41.123456Z`; EC2: a Date) as a `Timestamp`. What is no
 * moment between the years 0 and 9999 gives undefined: a time that cannot be read must not cost the rest of an answer.
 */
function toTimestamp(value) {
    const milliseconds = value instanceof Date ? value.getTime() : typeof value === 'string' ? parse(value) : Number.NaN;
    // Beyond it a timestamp has a sign and six digits of year, and no longer compares as a string.
    const isComparable = milliseconds >= Date.UTC(0, 0) && milliseconds < Date.UTC(10_000, 0);
    return isComparable ? (0,_drill_timestamp_js__WEBPACK_IMPORTED_MODULE_0__/* .timestampOf */ .U_)(milliseconds) : undefined;
}
function parse(text) {
    const match = isoTime.exec(text.trim());
    if (match === null)
        return Number.NaN;
    // DRS's times are UTC; without a zone Date.parse would take them for the machine's own.
    return Date.parse(match[1] === undefined ? `${match[0]}Z` : match[0]);
}


/***/ })

};
