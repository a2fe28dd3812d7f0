export const id = 126;
export const ids = [126];
export const modules = {

/***/ 94126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iam: () => (/* binding */ Iam)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_iam__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16764);
/* harmony import */ var _call_counts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(36400);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51715);
/* harmony import */ var _listing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82843);




/** The most results of a page (SimulatePrincipalPolicy, AWS IAM API reference). */
const PAGE_SIZE = 1000;
/** AWS IAM, as far as it can foretell permissions. It is global: the SDK knows where each partition's is. */
class Iam {
    #connection;
    #client;
    constructor(connection) {
        this.#connection = connection;
        this.#client = (0,_connection_js__WEBPACK_IMPORTED_MODULE_1__/* .lazily */ .q)(() => {
            const client = new _aws_sdk_client_iam__WEBPACK_IMPORTED_MODULE_3__/* .IAMClient */ .h8v(connection.readConfig());
            client.middlewareStack.add(connection.counter.middleware('iam'), _call_counts_js__WEBPACK_IMPORTED_MODULE_0__/* .eachAttempt */ .z);
            return client;
        });
    }
    /**
     * SimulatePrincipalPolicy, all pages.
     *
     * @throws FailedCall
     */
    async simulate(request, signal) {
        const operation = 'iam:SimulatePrincipalPolicy';
        return (0,_listing_js__WEBPACK_IMPORTED_MODULE_2__/* .allPages */ .S4)(operation, async (Marker) => {
            const command = new _aws_sdk_client_iam__WEBPACK_IMPORTED_MODULE_3__/* .SimulatePrincipalPolicyCommand */ .kUw({ ...request, MaxItems: PAGE_SIZE, Marker });
            const page = await this.#connection.call(operation, signal, (abortSignal) => this.#client().send(command, { abortSignal }));
            return { items: page.EvaluationResults, nextToken: page.IsTruncated === true ? page.Marker : undefined };
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
