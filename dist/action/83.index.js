export const id = 83;
export const ids = [83];
export const modules = {

/***/ 50372:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ ofExisting)
/* harmony export */ });
/**
 * Whether an EC2 instance is one that DRS may launch into, and so was there before it: DRS demands this tag of it (AWS DRS
 * user guide, 'Launch into instance ID'). A property to be spread, absent of any other.
 */
function ofExisting(instance) {
    const isTagged = instance?.Tags?.some(({ Key, Value }) => Key === 'AWSDRS' && Value === 'AllowLaunchingIntoThisInstance');
    return isTagged === true ? { existedBefore: true } : {};
}


/***/ }),

/***/ 60083:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   observeInstances: () => (/* binding */ observeInstances)
/* harmony export */ });
/* harmony import */ var _existing_instance_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50372);
/* harmony import */ var _timestamps_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50718);


/**
 * The instance that a job launched for a server, for each question one sighting, in their order
 * (DescribeRecoveryInstances, AWS DRS API reference; DescribeInstances and DescribeInstanceStatus, Amazon EC2 API
 * reference). DRS says which instance it is, EC2 how it is: DRS's word that an instance runs is not believed.
 *
 * @throws FailedCall
 */
async function observeInstances(drs, ec2, questions, signal) {
    const all = await drs.recoveryInstances(questions.map(({ sourceServerId }) => sourceServerId), signal);
    const asked = questions.map((question) => ({ question, recoveryInstance: launchedBy(question, all) }));
    const instances = await ec2.instances(asked.flatMap(({ recoveryInstance }) => liveId(recoveryInstance) ?? []), signal);
    const checked = asked.flatMap(({ question, recoveryInstance }) => {
        const id = liveId(recoveryInstance);
        return question.statusChecks && id !== undefined && instances.has(id) ? [id] : [];
    });
    const statuses = await ec2.statuses(checked, signal);
    return asked.map(({ question, recoveryInstance }) => {
        const id = liveId(recoveryInstance) ?? '';
        const status = question.statusChecks ? statuses.get(id) : undefined;
        return toSighting(question, recoveryInstance, instances.get(id), status);
    });
}
/** The job decides: a server may still have an instance of an earlier drill, which must not pass for this one's. */
function launchedBy({ sourceServerId, jobId }, all) {
    const mine = all.filter((item) => item.sourceServerID === sourceServerId && item.jobID === jobId);
    return mine.find((item) => liveId(item) !== undefined) ?? mine[0];
}
/** The EC2 instance to ask for, unless DRS itself says that there is none. */
function liveId(item) {
    return item?.ec2InstanceState === 'NOT_FOUND' ? undefined : (item?.ec2InstanceID ?? undefined);
}
function toSighting({ sourceServerId, jobId }, item, instance, status) {
    const recoveryPoint = (0,_timestamps_js__WEBPACK_IMPORTED_MODULE_0__/* .toTimestamp */ .C)(item?.pointInTimeSnapshotDateTime);
    return {
        sourceServerId,
        jobId,
        ...(item?.recoveryInstanceID && { recoveryInstanceId: item.recoveryInstanceID }),
        ...(item?.ec2InstanceID && { ec2InstanceId: item.ec2InstanceID }),
        state: instance === undefined ? 'missing' : (instance.State?.Name ?? 'unknown'),
        ...(status !== undefined && { statusChecks: statusChecksOf(status) }),
        ...placeOf(instance),
        ...(0,_existing_instance_js__WEBPACK_IMPORTED_MODULE_1__/* .ofExisting */ .z)(instance),
        ...(recoveryPoint !== undefined && { recoveryPoint }),
        ...(item?.isDrill !== undefined && { isDrill: item.isDrill })
    };
}
function placeOf(instance) {
    const securityGroupIds = instance?.SecurityGroups?.flatMap(({ GroupId }) => GroupId ?? []);
    const availabilityZone = instance?.Placement?.AvailabilityZone;
    // EC2 repeats the first interface in the instance itself.
    const further = (instance?.NetworkInterfaces ?? [])
        .filter(({ Attachment }) => (Attachment?.DeviceIndex ?? 0) !== 0 || (Attachment?.NetworkCardIndex ?? 0) !== 0)
        .map(({ SubnetId, Groups }) => ({
        ...(SubnetId && { subnetId: SubnetId }),
        securityGroupIds: Groups?.flatMap(({ GroupId }) => GroupId ?? []) ?? []
    }));
    return {
        ...(instance?.InstanceType && { type: instance.InstanceType }),
        ...(availabilityZone && { availabilityZone }),
        ...(instance?.SubnetId && { subnetId: instance.SubnetId }),
        ...(securityGroupIds !== undefined && { securityGroupIds }),
        ...(further.length > 0 && { furtherInterfaces: further }),
        ...(instance?.PrivateIpAddress && { privateIp: instance.PrivateIpAddress })
    };
}
/** EC2's words for a status check, the best first; one that is not here is worse than a check under way. */
const words = ['ok', 'not-applicable', 'initializing', 'insufficient-data', 'impaired'];
/** `ok` when both of EC2's checks are; otherwise the worse of the two words. */
function statusChecksOf({ SystemStatus, InstanceStatus }) {
    const system = SystemStatus?.Status ?? 'insufficient-data';
    const instance = InstanceStatus?.Status ?? 'insufficient-data';
    return badness(system) > badness(instance) ? system : instance;
}
function badness(word) {
    const place = words.indexOf(word);
    return place === -1 ? words.indexOf('insufficient-data') : place;
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
