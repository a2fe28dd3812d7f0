export const id = 411;
export const ids = [411];
export const modules = {

/***/ 52792:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ adviceOnStart),
/* harmony export */   toAutomationSighting: () => (/* binding */ toAutomationSighting),
/* harmony export */   toDocumentSighting: () => (/* binding */ toDocumentSighting)
/* harmony export */ });
/* harmony import */ var _outside_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86722);
/* harmony import */ var _timestamps_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50718);


/** What of a run's outputs is kept: a document may put out anything. */
const MAX_OUTPUTS = 50;
const MAX_OUTPUT_VALUES = 20;
const MAX_OUTPUT_LENGTH = 500;
const MAX_NAME_LENGTH = 200;
const FAILED_STEP = new Set(['Failed', 'TimedOut', 'Rejected', 'Cancelled']);
/** A run as GetAutomationExecution tells it (AutomationExecution, AWS Systems Manager API reference). */
function toAutomationSighting(run) {
    const startedAt = (0,_timestamps_js__WEBPACK_IMPORTED_MODULE_0__/* .toTimestamp */ .C)(run.ExecutionStartTime);
    const endedAt = (0,_timestamps_js__WEBPACK_IMPORTED_MODULE_0__/* .toTimestamp */ .C)(run.ExecutionEndTime);
    const failure = failureOf(run);
    const waiting = run.StepExecutions?.find(({ Action, StepStatus }) => Action === 'aws:approve' && (StepStatus === 'Waiting' || StepStatus === 'PendingApproval'));
    return {
        status: (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_1__/* .outsideText */ .F)(run.AutomationExecutionStatus ?? 'not reported', MAX_NAME_LENGTH),
        ...(startedAt !== undefined && { startedAt }),
        ...(endedAt !== undefined && { endedAt }),
        ...(failure !== undefined && { failure }),
        ...(waiting !== undefined && { awaitsApprovalAt: (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_1__/* .outsideText */ .F)(waiting.StepName ?? 'approve', MAX_NAME_LENGTH) }),
        outputs: toOutputs(run.Outputs)
    };
}
/** A document as DescribeDocument tells it; undefined: SSM does not know it. */
function toDocumentSighting(question, document) {
    if (document === undefined)
        return { ...question, isKnown: false, parameters: [] };
    const { DocumentType, Status, Parameters = [] } = document;
    return {
        ...question,
        isKnown: true,
        ...(DocumentType !== undefined && { type: (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_1__/* .outsideText */ .F)(DocumentType, MAX_NAME_LENGTH) }),
        ...(Status !== undefined && { status: (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_1__/* .outsideText */ .F)(Status, MAX_NAME_LENGTH) }),
        parameters: Parameters.flatMap(({ Name, Type, DefaultValue }) => Name === undefined
            ? []
            : [
                {
                    name: (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_1__/* .outsideText */ .F)(Name, MAX_NAME_LENGTH),
                    ...(Type !== undefined && { type: (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_1__/* .outsideText */ .F)(Type, MAX_NAME_LENGTH) }),
                    isRequired: DefaultValue === undefined
                }
            ])
    };
}
/** What to do about a start that SSM refuses, in front of what is said of every refusal. */
function adviceOnStart(failure, errorName, { document }) {
    const advice = adviceFor(failure, errorName, document);
    return advice === undefined ? failure : { ...failure, message: `${advice}: ${failure.message}` };
}
function adviceFor({ class: kind, message }, errorName, document) {
    if (/^AutomationDefinition(?:Version)?NotFound/.test(errorName)) {
        return `There is no Automation document ${document} of that version in this Region, correct it in the plan or create it`;
    }
    if (errorName === 'InvalidAutomationExecutionParametersException') {
        return /assume/i.test(message)
            ? `SSM cannot use the role that ${document} assumes, let its trust policy name ssm.amazonaws.com`
            : `SSM does not accept the parameters of ${document}, correct "parameters" in the plan`;
    }
    if (kind !== 'denied')
        return undefined;
    return `To run ${document} takes ssm:StartAutomationExecution, and iam:PassRole where the document assumes a role`;
}
/** The run's own words, and those of the first step that failed where they say more. */
function failureOf({ FailureMessage, StepExecutions = [] }) {
    const step = StepExecutions.find(({ StepStatus }) => FAILED_STEP.has(StepStatus));
    const ofStep = step?.FailureMessage;
    const isTold = ofStep === undefined || FailureMessage?.includes(ofStep) === true;
    const words = [...(FailureMessage ? [FailureMessage] : []), ...(isTold ? [] : [`step ${nameOf(step)}: ${ofStep}`])];
    if (words.length > 0)
        return (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_1__/* .outsideText */ .F)(words.join('; '));
    return step === undefined ? undefined : (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_1__/* .outsideText */ .F)(`step ${nameOf(step)} is ${step.StepStatus ?? 'not reported'}`);
}
function nameOf(step) {
    return step?.StepName ?? 'without a name';
}
function toOutputs(outputs = {}) {
    const entries = Object.entries(outputs).slice(0, MAX_OUTPUTS);
    return Object.fromEntries(entries.map(([key, values]) => [
        (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_1__/* .outsideText */ .F)(key, MAX_NAME_LENGTH),
        values.slice(0, MAX_OUTPUT_VALUES).map((value) => (0,_outside_text_js__WEBPACK_IMPORTED_MODULE_1__/* .outsideText */ .F)(value, MAX_OUTPUT_LENGTH))
    ]));
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
