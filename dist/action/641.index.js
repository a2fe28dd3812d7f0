export const id = 641;
export const ids = [641];
export const modules = {

/***/ 92641:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ec2: () => (/* binding */ Ec2)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35193);
/* harmony import */ var _drill_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44817);
/* harmony import */ var _call_counts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36400);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51715);
/* harmony import */ var _listing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82843);
/* harmony import */ var _one_by_one_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(91564);






/** The most values of a filter, and the most results of a page (DescribeInstances, Amazon EC2 API reference). */
const MAX_FILTER_VALUES = 200;
const PAGE_SIZE = 1000;
/** The most results of a page (DescribeLaunchTemplateVersions, Amazon EC2 API reference). */
const TEMPLATE_PAGE_SIZE = 200;
const TEMPLATE_VERSIONS = 'ec2:DescribeLaunchTemplateVersions';
/** The most IDs that may be named (DescribeInstanceStatus, Amazon EC2 API reference). */
const MAX_NAMED_IDS = 100;
/** An ID that no instance has. */
const NO_INSTANCE = 'i-00000000000000000';
/** The operations of Amazon EC2 that a drill needs, all pages read. Each method throws `FailedCall` alone. */
class Ec2 {
    #connection;
    #client;
    constructor(connection) {
        this.#connection = connection;
        this.#client = (0,_connection_js__WEBPACK_IMPORTED_MODULE_2__/* .lazily */ .q)(() => {
            const client = new _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_4__/* .EC2Client */ .gu5(connection.readConfig());
            client.middlewareStack.add(connection.counter.middleware('ec2'), _call_counts_js__WEBPACK_IMPORTED_MODULE_1__/* .eachAttempt */ .z);
            return client;
        });
    }
    /**
     * DescribeInstances by ID. The IDs are given as a filter, to which an unknown one is no error but simply absent from
     * the answer.
     */
    async instances(ids, signal) {
        const operation = 'ec2:DescribeInstances';
        const found = await (0,_listing_js__WEBPACK_IMPORTED_MODULE_3__/* .inParts */ .oP)(ids, MAX_FILTER_VALUES, (Values) => (0,_listing_js__WEBPACK_IMPORTED_MODULE_3__/* .allPages */ .S4)(operation, async (NextToken) => {
            const command = new _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_4__/* .DescribeInstancesCommand */ .bNs({
                Filters: [{ Name: 'instance-id', Values }],
                MaxResults: PAGE_SIZE,
                NextToken
            });
            const page = await this.#connection.call(operation, signal, (abortSignal) => this.#client().send(command, { abortSignal }));
            const items = page.Reservations?.flatMap(({ Instances }) => Instances ?? []);
            return { items, nextToken: page.NextToken };
        }));
        return byId(found);
    }
    /**
     * DescribeInstanceStatus of instances that EC2 has just listed, in whatever state they are. It has no filter by ID,
     * and refuses the whole call when it does not know one; such a part is left out, and asked for again at the next
     * look.
     */
    async statuses(ids, signal) {
        const found = await (0,_listing_js__WEBPACK_IMPORTED_MODULE_3__/* .inParts */ .oP)(ids, MAX_NAMED_IDS, async (InstanceIds) => {
            try {
                return await this.#describeStatus({ InstanceIds, IncludeAllInstances: true }, signal);
            }
            catch (error) {
                if (error instanceof _drill_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .FailedCall */ .oD && error.failure.class === 'not-found')
                    return [];
                throw error;
            }
        });
        return byId(found);
    }
    /**
     * The instances of these IDs; the call is made whether or not there are any, so that a missing permission shows before
     * anything is started.
     */
    async rehearseInstances(ids, signal) {
        return this.instances(ids.length > 0 ? ids : [NO_INSTANCE], signal);
    }
    /** Asks for the statuses of no instance in particular, for the same reason. */
    async rehearseStatuses(signal) {
        await this.#describeStatus({ MaxResults: 5, IncludeAllInstances: false }, signal, 1);
    }
    /**
     * The default version of these launch templates, which DRS launches from, by the template's ID; one that EC2 does not know
     * is left out. EC2 gives that of one template, or of all that the account has, 200 at a time. So all are read until these
     * are found, and what is still missing by itself as soon as that takes no more calls than were made.
     */
    async defaultLaunchTemplates(ids, signal) {
        const found = new Map();
        const missing = new Set(ids);
        const take = (versions) => {
            for (const version of versions) {
                if (version.LaunchTemplateId === undefined || !missing.delete(version.LaunchTemplateId))
                    continue;
                found.set(version.LaunchTemplateId, version);
            }
        };
        let pages = 0;
        const list = { isRead: false };
        const all = (0,_listing_js__WEBPACK_IMPORTED_MODULE_3__/* .pagesOf */ .E0)(TEMPLATE_VERSIONS, async (NextToken) => {
            const page = await this.#describeTemplates({ MaxResults: TEMPLATE_PAGE_SIZE, NextToken }, signal);
            list.isRead = !page.NextToken;
            return { items: page.LaunchTemplateVersions, nextToken: page.NextToken };
        });
        for await (const page of all) {
            take(page);
            pages += 1;
            if (missing.size <= pages)
                break;
        }
        if (!list.isRead)
            take((await (0,_one_by_one_js__WEBPACK_IMPORTED_MODULE_5__/* .askOneByOne */ .r)([...missing], (id) => this.#defaultLaunchTemplate(id, signal))).flat());
        return found;
    }
    async #defaultLaunchTemplate(LaunchTemplateId, signal) {
        try {
            return (await this.#describeTemplates({ LaunchTemplateId }, signal)).LaunchTemplateVersions ?? [];
        }
        catch (error) {
            if (error instanceof _drill_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .FailedCall */ .oD && error.failure.class === 'not-found')
                return [];
            throw error;
        }
    }
    #describeTemplates(request, signal) {
        const command = new _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_4__/* .DescribeLaunchTemplateVersionsCommand */ .Ptd({ Versions: ['$Default'], ...request });
        return this.#connection.call(TEMPLATE_VERSIONS, signal, (abortSignal) => this.#client().send(command, { abortSignal }));
    }
    async #describeStatus(request, signal, maxPages = Number.POSITIVE_INFINITY) {
        const operation = 'ec2:DescribeInstanceStatus';
        let pages = 0;
        return (0,_listing_js__WEBPACK_IMPORTED_MODULE_3__/* .allPages */ .S4)(operation, async (NextToken) => {
            const command = new _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_4__/* .DescribeInstanceStatusCommand */ .o0z({ ...request, NextToken });
            const page = await this.#connection.call(operation, signal, (abortSignal) => this.#client().send(command, { abortSignal }));
            pages += 1;
            return { items: page.InstanceStatuses, nextToken: pages < maxPages ? page.NextToken : undefined };
        });
    }
}
function byId(items) {
    return new Map(items.flatMap((item) => (item.InstanceId ? [[item.InstanceId, item]] : [])));
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


/***/ }),

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


/***/ })

};
