export const id = 267;
export const ids = [267];
export const modules = {

/***/ 96267:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   toJobLog: () => (/* binding */ toJobLog)
/* harmony export */ });
/* harmony import */ var _drill_timestamp_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47291);
/* harmony import */ var _outside_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86722);
/* harmony import */ var _timestamps_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50718);



/** A launch error may hold an encoded authorization message of some thousand characters, which is worth keeping. */
const MAX_RAW_ERROR = 4000;
/**
 * A job's log, oldest item first, whichever way round DRS gave it (DescribeJobLogItems, AWS DRS API reference). An item
 * whose time cannot be read stays beside its neighbour, with the neighbour's time: it may be the one that tells of a
 * failure.
 */
function toJobLog(items) {
    const times = items.map((item) => (0,_timestamps_js__WEBPACK_IMPORTED_MODULE_0__/* .toTimestamp */ .C)(item.logDateTime));
    const known = times.filter((time) => time !== undefined);
    // Only then are items of the same moment in the order in which they happened.
    const isNewestFirst = (known[0] ?? '') > (known.at(-1) ?? '');
    let last = known[0] ?? (0,_drill_timestamp_js__WEBPACK_IMPORTED_MODULE_1__/* .timestampOf */ .U_)(0);
    const log = items.flatMap((item, index) => {
        last = times[index] ?? last;
        return item.event ? [toItem(item, item.event, last)] : [];
    });
    if (isNewestFirst)
        log.reverse();
    return log.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}
function toItem({ eventData }, event, at) {
    const attempt = countOf(eventData, 'attemptCount');
    const maxAttempts = countOf(eventData, 'maxAttemptsCount');
    return {
        at,
        event,
        ...(eventData?.sourceServerID && { sourceServerId: eventData.sourceServerID }),
        ...(eventData?.targetInstanceID && { targetInstanceId: eventData.targetInstanceID }),
        ...(eventData?.rawError && { rawError: (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_2__/* .outsideText */ .F)(eventData.rawError, MAX_RAW_ERROR) }),
        ...(attempt !== undefined && { attempt }),
        ...(maxAttempts !== undefined && { maxAttempts })
    };
}
/** Members that DRS answers with and that this version of its client hands on, though it does not declare them. */
function countOf(eventData, member) {
    const count = eventData?.[member];
    return typeof count === 'number' && Number.isFinite(count) ? count : undefined;
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
