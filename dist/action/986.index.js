export const id = 986;
export const ids = [986];
export const modules = {

/***/ 91564:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ askOneByOne)
/* harmony export */ });
/* harmony import */ var p_limit__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70370);

/** Calls that take one server: AWS publishes no rate for them, so only a few are made at a time. */
const concurrentCalls = 8;
/**
 * What `ask` gives for each item, in their order; a few are asked for at a time.
 *
 * @throws what `ask` throws: nothing more is asked for then, and it is the first refusal that is told
 */
async function askOneByOne(items, ask) {
    const limit = (0,p_limit__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A)({ concurrency: concurrentCalls, rejectOnClear: true });
    try {
        return await limit.map(items, ask);
    }
    finally {
        // After a refusal the calls that still wait would be refused as well.
        limit.clearQueue();
    }
}


/***/ }),

/***/ 23986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findSnapshots: () => (/* binding */ findSnapshots)
/* harmony export */ });
/* harmony import */ var _drill_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44817);
/* harmony import */ var _one_by_one_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(91564);
/* harmony import */ var _timestamps_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50718);



/**
 * The recovery snapshots that are looked for, one answer for each question (DescribeRecoverySnapshots, AWS DRS API
 * reference).
 *
 * @throws FailedCall
 */
async function findSnapshots(drs, questions, signal) {
    return (0,_one_by_one_js__WEBPACK_IMPORTED_MODULE_1__/* .askOneByOne */ .r)(questions, async (question) => toSighting(question, await findSnapshot(drs, question, signal)));
}
/** A server that DRS does not know has no snapshots; that it is unknown is told elsewhere. */
async function findSnapshot(drs, { sourceServerId, before, snapshotId }, signal) {
    try {
        return await drs.newestRecoverySnapshot(sourceServerId, 
        // AWS does not say which of a snapshot's two times it filters by: what it answers is looked at again.
        (snapshot) => snapshotId === undefined
            ? before === undefined || (takenAt(snapshot) ?? '~') <= before
            : snapshot.snapshotID === snapshotId, before, signal);
    }
    catch (error) {
        if (error instanceof _drill_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .FailedCall */ .oD && error.failure.class === 'not-found')
            return undefined;
        throw error;
    }
}
function toSighting({ sourceServerId }, found) {
    if (found?.snapshotID === undefined)
        return { sourceServerId };
    const at = takenAt(found);
    return { sourceServerId, snapshotId: found.snapshotID, ...(at !== undefined && { takenAt: at }) };
}
/** When it was taken; where DRS leaves that out, when it was due. */
function takenAt({ timestamp, expectedTimestamp }) {
    return (0,_timestamps_js__WEBPACK_IMPORTED_MODULE_2__/* .toTimestamp */ .C)(timestamp) ?? (0,_timestamps_js__WEBPACK_IMPORTED_MODULE_2__/* .toTimestamp */ .C)(expectedTimestamp);
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
