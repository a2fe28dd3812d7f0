export const id = 660;
export const ids = [660];
export const modules = {

/***/ 83660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Drs: () => (/* binding */ Drs)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_drs__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54722);
/* harmony import */ var _drill_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44817);
/* harmony import */ var _call_counts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36400);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51715);
/* harmony import */ var _listing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82843);





/** AWS's model sets no upper bound on pages; a thousand is what it takes as a filter's IDs, and what others ask for. */
const PAGE_SIZE = 1000;
/**
 * The most IDs in a filter (DescribeJobsRequestFilters, DescribeSourceServersRequestFilters, AWS DRS API reference).
 */
const MAX_JOB_IDS = 1000;
const MAX_SERVER_IDS = 200;
/** Of a server's snapshots the first is nearly always the one that is wanted; DRS keeps some forty. */
const SNAPSHOTS_IN_PAGE = 50;
/** An ID that no job has. */
const NO_JOB = 'drsjob-00000000000000000';
/** The operations of AWS DRS that a drill needs, all pages read. Each method throws `FailedCall` alone. */
class Drs {
    #connection;
    #reader;
    #starter;
    constructor(connection) {
        this.#connection = connection;
        const client = (config) => {
            const drs = new _aws_sdk_client_drs__WEBPACK_IMPORTED_MODULE_4__.DrsClient(config);
            drs.middlewareStack.add(connection.counter.middleware('drs'), _call_counts_js__WEBPACK_IMPORTED_MODULE_1__/* .eachAttempt */ .z);
            return drs;
        };
        this.#reader = (0,_connection_js__WEBPACK_IMPORTED_MODULE_2__/* .lazily */ .q)(() => client(connection.readConfig()));
        this.#starter = (0,_connection_js__WEBPACK_IMPORTED_MODULE_2__/* .lazily */ .q)(() => client(connection.onceConfig()));
    }
    /** DescribeJobs for the jobs created since a moment (ISO 8601). */
    async jobsSince(fromDate, signal) {
        return this.#describeJobs({ fromDate }, signal);
    }
    /** DescribeJobs for these jobs; one that DRS does not know is absent. */
    async jobs(jobIds, signal) {
        return (0,_listing_js__WEBPACK_IMPORTED_MODULE_3__/* .inParts */ .oP)(jobIds, MAX_JOB_IDS, (jobIDs) => this.#describeJobs({ jobIDs }, signal));
    }
    /** DescribeJobLogItems. */
    async jobLog(jobID, signal) {
        return this.#list('drs:DescribeJobLogItems', signal, (page, abortSignal) => this.#reader().send(new _aws_sdk_client_drs__WEBPACK_IMPORTED_MODULE_4__.DescribeJobLogItemsCommand({ jobID, ...page }), { abortSignal }));
    }
    /**
     * Makes the call once for a job that there is not, so that a missing permission shows before anything is started:
     * without the log a drill could not say why a server failed. What DRS says of such a job is of no interest.
     */
    async rehearseJobLog(signal) {
        const operation = 'drs:DescribeJobLogItems';
        try {
            await this.#connection.call(operation, signal, (abortSignal) => this.#reader().send(new _aws_sdk_client_drs__WEBPACK_IMPORTED_MODULE_4__.DescribeJobLogItemsCommand({ jobID: NO_JOB, maxResults: 1 }), { abortSignal }));
        }
        catch (error) {
            const isUnknownJob = error instanceof _drill_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .FailedCall */ .oD && (error.failure.class === 'not-found' || error.failure.class === 'invalid');
            if (!isUnknownJob)
                throw error;
        }
    }
    /** DescribeSourceServers without filters: every server, extended and disconnected ones too. */
    async allSourceServers(signal) {
        return this.#list('drs:DescribeSourceServers', signal, (page, abortSignal) => this.#reader().send(new _aws_sdk_client_drs__WEBPACK_IMPORTED_MODULE_4__.DescribeSourceServersCommand(page), { abortSignal }));
    }
    /** DescribeSourceServers; one that DRS does not know is absent. */
    async sourceServers(ids, signal) {
        return (0,_listing_js__WEBPACK_IMPORTED_MODULE_3__/* .inParts */ .oP)(ids, MAX_SERVER_IDS, (sourceServerIDs) => this.#list('drs:DescribeSourceServers', signal, (page, abortSignal) => this.#reader().send(new _aws_sdk_client_drs__WEBPACK_IMPORTED_MODULE_4__.DescribeSourceServersCommand({ filters: { sourceServerIDs }, ...page }), {
            abortSignal
        })));
    }
    /** DescribeRecoveryInstances of these source servers; a server may have several, of several jobs. */
    async recoveryInstances(ids, signal) {
        return (0,_listing_js__WEBPACK_IMPORTED_MODULE_3__/* .inParts */ .oP)(ids, MAX_SERVER_IDS, (sourceServerIDs) => this.#list('drs:DescribeRecoveryInstances', signal, (page, abortSignal) => this.#reader().send(new _aws_sdk_client_drs__WEBPACK_IMPORTED_MODULE_4__.DescribeRecoveryInstancesCommand({ filters: { sourceServerIDs }, ...page }), {
            abortSignal
        })));
    }
    /**
     * DescribeRecoverySnapshots, newest first, up to the first that is wanted.
     *
     * @param toDateTime ISO 8601; none later is listed
     */
    async newestRecoverySnapshot(sourceServerID, isWanted, toDateTime, signal) {
        const operation = 'drs:DescribeRecoverySnapshots';
        const request = { sourceServerID, order: 'DESC', ...(toDateTime && { filters: { toDateTime } }) };
        return (0,_listing_js__WEBPACK_IMPORTED_MODULE_3__/* .firstInPages */ .qV)(operation, isWanted, async (token) => {
            const page = { maxResults: SNAPSHOTS_IN_PAGE, ...(token !== undefined && { nextToken: token }) };
            const { items, nextToken } = await this.#connection.call(operation, signal, (abortSignal) => this.#reader().send(new _aws_sdk_client_drs__WEBPACK_IMPORTED_MODULE_4__.DescribeRecoverySnapshotsCommand({ ...request, ...page }), { abortSignal }));
            return { items, nextToken };
        });
    }
    /** GetLaunchConfiguration. */
    async launchConfiguration(sourceServerID, signal) {
        return this.#connection.call('drs:GetLaunchConfiguration', signal, (abortSignal) => this.#reader().send(new _aws_sdk_client_drs__WEBPACK_IMPORTED_MODULE_4__.GetLaunchConfigurationCommand({ sourceServerID }), { abortSignal }));
    }
    /** StartRecovery, in one attempt on a connection of its own: it has no client token. */
    async startRecovery(request, signal) {
        const { job } = await this.#connection.callOnce('drs:StartRecovery', signal, (abortSignal) => this.#starter().send(new _aws_sdk_client_drs__WEBPACK_IMPORTED_MODULE_4__.StartRecoveryCommand(request), { abortSignal }));
        return job;
    }
    /** TerminateRecoveryInstances, in one attempt on a connection of its own. */
    async terminateRecoveryInstances(recoveryInstanceIDs, signal) {
        const { job } = await this.#connection.callOnce('drs:TerminateRecoveryInstances', signal, (abortSignal) => this.#starter().send(new _aws_sdk_client_drs__WEBPACK_IMPORTED_MODULE_4__.TerminateRecoveryInstancesCommand({ recoveryInstanceIDs }), { abortSignal }));
        return job;
    }
    async #describeJobs(filters, signal) {
        return this.#list('drs:DescribeJobs', signal, (page, abortSignal) => this.#reader().send(new _aws_sdk_client_drs__WEBPACK_IMPORTED_MODULE_4__.DescribeJobsCommand({ filters, ...page }), { abortSignal }));
    }
    async #list(operation, signal, send) {
        return (0,_listing_js__WEBPACK_IMPORTED_MODULE_3__/* .allPages */ .S4)(operation, async (token) => {
            const { items, nextToken } = await this.#connection.call(operation, signal, (abortSignal) => send({ maxResults: PAGE_SIZE, ...(token !== undefined && { nextToken: token }) }, abortSignal));
            return { items, nextToken };
        });
    }
}


/***/ }),

/***/ 82843:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E0: () => (/* binding */ pagesOf),
/* harmony export */   S4: () => (/* binding */ allPages),
/* harmony export */   oP: () => (/* binding */ inParts),
/* harmony export */   qV: () => (/* binding */ firstInPages)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22529);

/** More than any account has; a service that never stops giving new tokens is stopped here. */
const MAX_PAGES = 10_000;
/**
 * All items of a list, page after page.
 *
 * @throws FailedCall when a token comes a second time: half a list must not pass for the whole, since what is missing
 *   from it would be launched again
 */
async function allPages(operation, fetchPage) {
    const items = [];
    for await (const page of pagesOf(operation, fetchPage))
        items.push(...page);
    return items;
}
/**
 * The first item of a list that is wanted; pages behind it are not asked for.
 *
 * @throws FailedCall as `allPages` does
 */
async function firstInPages(operation, isWanted, fetchPage) {
    for await (const page of pagesOf(operation, fetchPage)) {
        const found = page.find(isWanted);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
/**
 * The pages of a list, each asked for when it is wanted.
 *
 * @throws FailedCall as `allPages` does
 */
async function* pagesOf(operation, fetchPage) {
    const seen = new Set();
    let token;
    do {
        const page = await fetchPage(token);
        yield page.items ?? [];
        // An empty token is the end of the list, too.
        token = page.nextToken === '' ? undefined : page.nextToken;
        if (token !== undefined && (seen.has(token) || seen.size >= MAX_PAGES)) {
            throw (0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .incompleteAnswer */ .pv)(operation, 'the list of pages does not end');
        }
        if (token !== undefined)
            seen.add(token);
    } while (token !== undefined);
}
/**
 * All that `list` gives for these IDs, asked for in parts of at most `size`. It is not asked for none: to AWS an empty
 * filter means everything there is.
 */
async function inParts(ids, size, list) {
    const distinct = [...new Set(ids)];
    const items = [];
    for (let start = 0; start < distinct.length; start += size) {
        items.push(...(await list(distinct.slice(start, start + size))));
    }
    return items;
}


/***/ })

};
