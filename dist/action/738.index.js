export const id = 738;
export const ids = [738];
export const modules = {

/***/ 39738:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  describeServers: () => (/* binding */ describeServers)
});

// EXTERNAL MODULE: ./build/src/aws/outside-text.js
var outside_text = __webpack_require__(86722);
;// CONCATENATED MODULE: ./node_modules/yocto-queue/index.js
/*
How it works:
`this.#head` is an instance of `Node` which keeps track of its current value and nests another instance of `Node` that keeps the value that comes after it. When a value is provided to `.enqueue()`, the code needs to iterate through `this.#head`, going deeper and deeper to find the last value. However, iterating through every single item is slow. This problem is solved by saving a reference to the last value as `this.#tail` so that it can reference it to add a new value.
*/

class Node {
	value;
	next;

	constructor(value) {
		this.value = value;
	}
}

class Queue {
	#head;
	#tail;
	#size;

	constructor() {
		this.clear();
	}

	enqueue(value) {
		const node = new Node(value);

		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}

		this.#size++;
	}

	dequeue() {
		const current = this.#head;
		if (!current) {
			return;
		}

		this.#head = this.#head.next;
		this.#size--;

		// Clean up tail reference when queue becomes empty
		if (!this.#head) {
			this.#tail = undefined;
		}

		return current.value;
	}

	peek() {
		if (!this.#head) {
			return;
		}

		return this.#head.value;

		// TODO: Node.js 18.
		// return this.#head?.value;
	}

	clear() {
		this.#head = undefined;
		this.#tail = undefined;
		this.#size = 0;
	}

	get size() {
		return this.#size;
	}

	* [Symbol.iterator]() {
		let current = this.#head;

		while (current) {
			yield current.value;
			current = current.next;
		}
	}

	* drain() {
		while (this.#head) {
			yield this.dequeue();
		}
	}
}

;// CONCATENATED MODULE: ./node_modules/p-limit/index.js


function pLimit(concurrency) {
	let rejectOnClear = false;

	if (typeof concurrency === 'object') {
		({concurrency, rejectOnClear = false} = concurrency);
	}

	validateConcurrency(concurrency);

	if (typeof rejectOnClear !== 'boolean') {
		throw new TypeError('Expected `rejectOnClear` to be a boolean');
	}

	const queue = new Queue();
	let activeCount = 0;

	const resumeNext = () => {
		// Process the next queued function if we're under the concurrency limit
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};

	const next = () => {
		activeCount--;
		resumeNext();
	};

	const run = async (function_, resolve, arguments_) => {
		// Execute the function and capture the result promise
		const result = (async () => function_(...arguments_))();

		// Resolve immediately with the promise (don't wait for completion)
		resolve(result);

		// Wait for the function to complete (success or failure)
		// We catch errors here to prevent unhandled rejections,
		// but the original promise rejection is preserved for the caller
		try {
			await result;
		} catch {}

		// Decrement active count and process next queued function
		next();
	};

	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = {reject};

		// Queue the internal resolve function instead of the run function
		// to preserve the asynchronous execution context.
		new Promise(internalResolve => { // eslint-disable-line promise/param-names
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(undefined, function_, resolve, arguments_)); // eslint-disable-line promise/prefer-await-to-then

		// Start processing immediately if we haven't reached the concurrency limit
		if (activeCount < concurrency) {
			resumeNext();
		}
	};

	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});

	Object.defineProperties(generator, {
		activeCount: {
			get: () => activeCount,
		},
		pendingCount: {
			get: () => queue.size,
		},
		clearQueue: {
			value() {
				if (!rejectOnClear) {
					queue.clear();
					return;
				}

				const abortError = AbortSignal.abort().reason;

				while (queue.size > 0) {
					queue.dequeue().reject(abortError);
				}
			},
		},
		concurrency: {
			get: () => concurrency,

			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;

				queueMicrotask(() => {
					// eslint-disable-next-line no-unmodified-loop-condition
					while (activeCount < concurrency && queue.size > 0) {
						resumeNext();
					}
				});
			},
		},
		map: {
			async value(iterable, function_) {
				const promises = [];

				try {
					Array.from(iterable, (value, index) => {
						const promise = generator(function_, value, index);
						promises.push(promise);
						return promise;
					});
				} catch (error) {
					// The iterable threw, so `Promise.all` never observes the already scheduled promises. Observe them here to avoid unhandled rejections.
					for (const promise of promises) {
						promise.catch(() => {}); // eslint-disable-line promise/prefer-await-to-then
					}

					throw error;
				}

				return Promise.all(promises);
			},
		},
	});

	return generator;
}

function limitFunction(function_, options) {
	const limit = pLimit(options);

	const limitedFunction = (...arguments_) => limit(() => function_(...arguments_));
	Object.defineProperty(limitedFunction, 'clearQueue', {
		value: limit.clearQueue,
	});

	return limitedFunction;
}

function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) {
		throw new TypeError('Expected `concurrency` to be a number from 1 and up');
	}
}

// EXTERNAL MODULE: ./build/src/drill/failure.js
var failure = __webpack_require__(44817);
;// CONCATENATED MODULE: ./build/src/aws/servers.js



/** GetLaunchConfiguration takes one server; AWS publishes no rate for it, so only a few are asked for at a time. */
const CONCURRENT_CALLS = 8;
/**
 * The servers before a launch, those that DRS knows (DescribeSourceServers, GetLaunchConfiguration and
 * DescribeRecoveryInstances, AWS DRS API reference; DescribeInstances and DescribeLaunchTemplateVersions, Amazon EC2 API
 * reference). It also rehearses the
 * calls that the drill will need later and that change nothing, so that a missing permission shows before anything is
 * started.
 *
 * @throws FailedCall
 */
async function describeServers(drs, ec2, sourceServerIds, signal) {
    const servers = await drs.sourceServers(sourceServerIds, signal);
    const recoveries = (await drs.recoveryInstances(sourceServerIds, signal)).filter(({ recoveryInstanceID }) => recoveryInstanceID !== undefined);
    const instances = await ec2.rehearse(recoveries.flatMap(({ ec2InstanceID }) => ec2InstanceID ?? []), signal);
    await drs.rehearseJobLog(signal);
    const templates = await ec2.defaultLaunchTemplates(signal);
    const configurations = await launchConfigurations(drs, servers, signal);
    const live = recoveries.filter((item) => isLive(item, instances));
    return servers.flatMap((server) => {
        const id = server.sourceServerID;
        if (!id)
            return [];
        const configuration = configurations.get(id);
        return [
            {
                ...toServerSighting(id, server),
                ...ofLaunchSettings(configuration, templates.get(configuration?.ec2LaunchTemplateID ?? '')),
                ...ofEarlierInstances(live.filter((item) => item.sourceServerID === id))
            }
        ];
    });
}
/** Where DRS leaves out whether it was a drill, the server's life is the safer guess. */
function isRecovery({ isDrill }) {
    return isDrill !== true;
}
/** EC2's word counts; of an instance that EC2 does not list, DRS's does: a guard had better stop one drill too many. */
function isLive(item, instances) {
    const instance = instances.get(item.ec2InstanceID ?? '');
    if (instance !== undefined)
        return instance.State?.Name !== 'terminated';
    return item.ec2InstanceState !== 'TERMINATED' && item.ec2InstanceState !== 'NOT_FOUND';
}
async function launchConfigurations(drs, servers, signal) {
    const limit = pLimit({ concurrency: CONCURRENT_CALLS, rejectOnClear: true });
    try {
        const found = await limit.map(servers, async ({ sourceServerID }) => {
            if (!sourceServerID)
                return [];
            const configuration = await launchConfiguration(drs, sourceServerID, signal);
            return configuration === undefined ? [] : [[sourceServerID, configuration]];
        });
        return new Map(found.flat());
    }
    finally {
        // After a refusal the calls that still wait would be refused as well.
        limit.clearQueue();
    }
}
/** A server without launch settings is shown without them: what that means is for the drill's checks to say. */
async function launchConfiguration(drs, sourceServerId, signal) {
    try {
        return await drs.launchConfiguration(sourceServerId, signal);
    }
    catch (error) {
        if (error instanceof failure/* FailedCall */.oD && error.failure.class === 'not-found')
            return undefined;
        throw error;
    }
}
function toServerSighting(sourceServerId, { sourceProperties, dataReplicationInfo, tags, lastLaunchResult, lifeCycle, stagingArea }) {
    const hints = sourceProperties?.identificationHints;
    const hostname = [hints?.hostname, hints?.fqdn, tags?.['Name']]
        .map((name) => (0,outside_text/* outsideText */.F)(name ?? '', 255))
        .find(Boolean);
    const trouble = dataReplicationInfo?.dataReplicationError;
    const replicationError = (0,outside_text/* outsideText */.F)(trouble?.rawError ?? trouble?.error ?? '', 300);
    const initiated = lifeCycle?.lastLaunch?.initiated;
    const isExtended = stagingArea?.status !== undefined && stagingArea.status !== 'NOT_EXTENDED';
    return {
        sourceServerId,
        ...(hostname && { hostname }),
        ...(dataReplicationInfo?.dataReplicationState && { replicationState: dataReplicationInfo.dataReplicationState }),
        ...(dataReplicationInfo?.lagDuration && { lag: dataReplicationInfo.lagDuration }),
        ...(replicationError && { replicationError }),
        ...(lastLaunchResult && {
            lastLaunch: {
                result: lastLaunchResult,
                ...(initiated?.apiCallDateTime && { at: initiated.apiCallDateTime }),
                ...(initiated?.jobID && { jobId: initiated.jobID })
            }
        }),
        ...(isExtended && {
            staging: {
                status: stagingArea.status ?? '',
                ...(stagingArea.errorMessage && { error: (0,outside_text/* outsideText */.F)(stagingArea.errorMessage, 300) })
            }
        })
    };
}
function ofLaunchSettings(configuration, template) {
    return {
        hasLaunchSettings: configuration !== undefined,
        ...(configuration?.launchDisposition && { launchDisposition: configuration.launchDisposition }),
        ...(configuration?.postLaunchEnabled !== undefined && { postLaunchActive: configuration.postLaunchEnabled }),
        ...(template?.LaunchTemplateId && { launchTemplate: toLaunchTemplate(template.LaunchTemplateId, template) })
    };
}
/** A template names its network on its first interface, or security groups by themselves (RequestLaunchTemplateData). */
function toLaunchTemplate(id, { VersionNumber, LaunchTemplateData }) {
    const interfaces = LaunchTemplateData?.NetworkInterfaces ?? [];
    const first = interfaces.find(({ DeviceIndex }) => (DeviceIndex ?? 0) === 0);
    const groups = [...(LaunchTemplateData?.SecurityGroupIds ?? []), ...interfaces.flatMap(({ Groups }) => Groups ?? [])];
    return {
        id,
        ...(VersionNumber !== undefined && { version: VersionNumber }),
        ...(first?.SubnetId && { subnetId: first.SubnetId }),
        securityGroupIds: [...new Set(groups)]
    };
}
function ofEarlierInstances(live) {
    const recovery = live.find(isRecovery);
    const drills = live.filter((item) => !isRecovery(item)).flatMap(toEarlierInstance);
    const [liveRecovery] = recovery === undefined ? [] : toEarlierInstance(recovery);
    return { ...(liveRecovery && { liveRecovery }), ...(drills.length > 0 && { earlierDrills: drills }) };
}
function toEarlierInstance({ recoveryInstanceID, ec2InstanceID, jobID }) {
    if (!recoveryInstanceID)
        return [];
    return [
        {
            recoveryInstanceId: recoveryInstanceID,
            ...(ec2InstanceID && { ec2InstanceId: ec2InstanceID }),
            ...(jobID && { jobId: jobID })
        }
    ];
}


/***/ })

};
