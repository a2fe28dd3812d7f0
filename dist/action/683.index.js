export const id = 683;
export const ids = [683,732];
export const modules = {

/***/ 49351:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ hostnameOf),
/* harmony export */   toListedServer: () => (/* binding */ toListedServer)
/* harmony export */ });
/* harmony import */ var _outside_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86722);

/** A source server as a plan may select it (SourceServer, AWS DRS API reference); none when it has no ID. */
function toListedServer(server) {
    const { sourceServerID, sourceProperties, tags } = server;
    if (!sourceServerID)
        return [];
    const hints = sourceProperties?.identificationHints;
    const hostname = hostnameOf(server);
    return [
        {
            sourceServerId: sourceServerID,
            ...(hostname && { hostname }),
            hostnames: [hints?.hostname, hints?.fqdn].flatMap((name) => (name ? [name] : [])),
            tags: Object.entries(tags ?? {}).map(([key, value]) => ({
                key,
                value,
                shownKey: shown(key),
                shownValue: shown(value)
            }))
        }
    ];
}
/** A blank at an end, which nobody sees, may be all that keeps a server from matching. */
function shown(text) {
    return (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_0__/* .outsideText */ .F)(text.replace(/^\s+|\s+$/g, '␣'), 256);
}
/** What a server is called: its host name, else its FQDN, else its tag `Name`. */
function hostnameOf({ sourceProperties, tags }) {
    const hints = sourceProperties?.identificationHints;
    return [hints?.hostname, hints?.fqdn, tags?.['Name']].map((name) => (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_0__/* .outsideText */ .F)(name ?? '', 255)).find(Boolean);
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


/***/ }),

/***/ 83683:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   describeServers: () => (/* binding */ describeServers),
/* harmony export */   observeRecoveries: () => (/* binding */ observeRecoveries)
/* harmony export */ });
/* harmony import */ var _listed_servers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49351);
/* harmony import */ var _outside_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(86722);
/* harmony import */ var _drill_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44817);
/* harmony import */ var _one_by_one_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(91564);




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
    const refused = [];
    const named = sourceServerIds.map((sourceServerID) => ({ sourceServerID }));
    // Whoever sets up a role is told of every permission that is missing, not of one a run.
    const orElse = async (absent, read) => {
        try {
            return await read;
        }
        catch (error) {
            if (!(error instanceof _drill_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .FailedCall */ .oD) || error.failure.class !== 'denied')
                throw error;
            refused.push(error.failure);
            return absent;
        }
    };
    const servers = await orElse([], drs.sourceServers(sourceServerIds, signal));
    const recoveries = (await orElse([], drs.recoveryInstances(sourceServerIds, signal))).filter(({ recoveryInstanceID }) => recoveryInstanceID !== undefined);
    const instanceIds = recoveries.flatMap(({ ec2InstanceID }) => ec2InstanceID ?? []);
    const instances = await orElse(new Map(), ec2.rehearseInstances(instanceIds, signal));
    await orElse(undefined, ec2.rehearseStatuses(signal));
    await orElse(undefined, drs.rehearseJobLog(signal));
    const configurations = await orElse(new Map(), 
    // Without the servers it is tried on one that was asked for, for the permission's sake.
    launchConfigurations(drs, refused.length > 0 && servers.length === 0 ? named.slice(0, 1) : servers, signal));
    const templateIds = [...configurations.values()].flatMap(({ ec2LaunchTemplateID }) => ec2LaunchTemplateID ?? []);
    const templates = await orElse(new Map(), ec2.defaultLaunchTemplates(templateIds, signal));
    const live = recoveries.filter((item) => isLive(item, instances));
    const described = servers.flatMap((server) => {
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
    return { servers: described, ...(refused.length > 0 && { refused }) };
}
/**
 * The live recovery instances of these servers that DRS does not call a drill's (DescribeRecoveryInstances, AWS DRS API
 * reference; DescribeInstances, Amazon EC2 API reference).
 *
 * @throws FailedCall
 */
async function observeRecoveries(drs, ec2, sourceServerIds, signal) {
    const recoveries = (await drs.recoveryInstances(sourceServerIds, signal)).filter(isRecovery);
    const instances = await ec2.instances(recoveries.flatMap(({ ec2InstanceID }) => ec2InstanceID ?? []), signal);
    return recoveries
        .filter((item) => isLive(item, instances))
        .flatMap((item) => {
        const { sourceServerID: sourceServerId } = item;
        return sourceServerId ? toEarlierInstance(item).map((instance) => ({ sourceServerId, ...instance })) : [];
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
    const found = await (0,_one_by_one_js__WEBPACK_IMPORTED_MODULE_1__/* .askOneByOne */ .r)(servers, async ({ sourceServerID }) => {
        if (!sourceServerID)
            return [];
        const configuration = await launchConfiguration(drs, sourceServerID, signal);
        return configuration === undefined ? [] : [[sourceServerID, configuration]];
    });
    return new Map(found.flat());
}
/** A server without launch settings is shown without them: what that means is for the drill's checks to say. */
async function launchConfiguration(drs, sourceServerId, signal) {
    try {
        return await drs.launchConfiguration(sourceServerId, signal);
    }
    catch (error) {
        if (error instanceof _drill_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .FailedCall */ .oD && error.failure.class === 'not-found')
            return undefined;
        throw error;
    }
}
function toServerSighting(sourceServerId, server) {
    const { dataReplicationInfo, lastLaunchResult, lifeCycle, stagingArea } = server;
    const hostname = (0,_listed_servers_js__WEBPACK_IMPORTED_MODULE_2__/* .hostnameOf */ .L)(server);
    const trouble = dataReplicationInfo?.dataReplicationError;
    const replicationError = (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_3__/* .outsideText */ .F)(trouble?.rawError ?? trouble?.error ?? '', 300);
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
                ...(stagingArea.errorMessage && { error: (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_3__/* .outsideText */ .F)(stagingArea.errorMessage, 300) })
            }
        })
    };
}
function ofLaunchSettings(configuration, template) {
    const launchInto = configuration?.launchIntoInstanceProperties?.launchIntoEC2InstanceID;
    return {
        hasLaunchSettings: configuration !== undefined,
        ...(launchInto && { launchInto }),
        ...(configuration?.launchDisposition && { launchDisposition: configuration.launchDisposition }),
        ...(configuration?.postLaunchEnabled !== undefined && { postLaunchActive: configuration.postLaunchEnabled }),
        ...(template?.LaunchTemplateId && { launchTemplate: toLaunchTemplate(template.LaunchTemplateId, template) })
    };
}
/** A template names its network on its interfaces, or security groups by themselves (RequestLaunchTemplateData). */
function toLaunchTemplate(id, { VersionNumber, LaunchTemplateData }) {
    const [first, ...further] = (LaunchTemplateData?.NetworkInterfaces ?? [])
        .toSorted((one, other) => (one.DeviceIndex ?? 0) - (other.DeviceIndex ?? 0))
        .map(toNetworkInterface);
    const groups = [...(LaunchTemplateData?.SecurityGroupIds ?? []), ...(first?.securityGroupIds ?? [])];
    return {
        id,
        ...(VersionNumber !== undefined && { version: VersionNumber }),
        ...first,
        securityGroupIds: [...new Set(groups)],
        ...(further.length > 0 && { furtherInterfaces: further })
    };
}
function toNetworkInterface({ SubnetId, Groups, NetworkInterfaceId }) {
    return {
        ...(SubnetId && { subnetId: SubnetId }),
        ...(Groups !== undefined && { securityGroupIds: Groups }),
        ...(NetworkInterfaceId && { networkInterfaceId: NetworkInterfaceId })
    };
}
function ofEarlierInstances(live) {
    const recoveries = live.filter(isRecovery).flatMap(toEarlierInstance);
    const drills = live.filter((item) => !isRecovery(item)).flatMap(toEarlierInstance);
    return {
        ...(recoveries.length > 0 && { liveRecoveries: recoveries }),
        ...(drills.length > 0 && { earlierDrills: drills })
    };
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
