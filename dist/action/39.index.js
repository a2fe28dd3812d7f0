export const id = 39;
export const ids = [39];
export const modules = {

/***/ 57039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sts: () => (/* binding */ Sts)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_sts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(71695);
/* harmony import */ var _call_counts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(36400);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51715);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22529);
/* harmony import */ var _timestamps_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(50718);





/** AWS STS, as far as a drill needs it. */
class Sts {
    #connection;
    #client;
    constructor(connection) {
        this.#connection = connection;
        this.#client = (0,_connection_js__WEBPACK_IMPORTED_MODULE_1__/* .lazily */ .q)(() => {
            const client = new _aws_sdk_client_sts__WEBPACK_IMPORTED_MODULE_3__/* .STSClient */ .iM(connection.readConfig());
            client.middlewareStack.add(connection.counter.middleware('sts'), _call_counts_js__WEBPACK_IMPORTED_MODULE_0__/* .eachAttempt */ .z);
            return client;
        });
    }
    /**
     * GetCallerIdentity: whose credentials these are, and the Region they are used in. It needs no permission.
     *
     * @throws FailedCall
     */
    async identity(signal) {
        const operation = 'sts:GetCallerIdentity';
        const { Account, Arn } = await this.#connection.call(operation, signal, (abortSignal) => this.#client().send(new _aws_sdk_client_sts__WEBPACK_IMPORTED_MODULE_3__/* .GetCallerIdentityCommand */ .zI({}), { abortSignal }));
        if (!Account || !Arn)
            throw (0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .incompleteAnswer */ .pv)(operation, 'it names no account');
        const ends = (0,_timestamps_js__WEBPACK_IMPORTED_MODULE_4__/* .toTimestamp */ .C)(this.#connection.credentialsEnd);
        return {
            account: Account,
            arn: Arn,
            region: this.#connection.region,
            ...(ends !== undefined && { credentialsEndAt: ends })
        };
    }
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
