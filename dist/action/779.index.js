export const id = 779;
export const ids = [779];
export const modules = {

/***/ 85779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _action_delivery_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33262);
/* harmony import */ var _action_evidence_artifact_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(39446);
/* harmony import */ var _action_failure_issue_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(99176);
/* harmony import */ var _action_journal_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(65186);
/* harmony import */ var _action_log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(48194);
/* harmony import */ var _action_progress_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(96671);
/* harmony import */ var _action_inputs_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(73991);
/* harmony import */ var _action_region_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(65142);
/* harmony import */ var _action_service_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(96946);
/* harmony import */ var _action_questions_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(27540);
/* harmony import */ var _action_signals_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(20129);
/* harmony import */ var _action_state_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(29049);
/* harmony import */ var _action_pipes_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(21057);
/* harmony import */ var _action_workflow_run_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(23863);
/* harmony import */ var _action_system_clock_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(90812);
/* harmony import */ var _drill_ending_cleanup_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(7598);
/* harmony import */ var _drill_evolve_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(16111);
/* harmony import */ var _drill_run_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(25408);
/* harmony import */ var _report_unanswered_actions_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(52968);





















/**
 * The action's post entry. Where main came to its verdict and handed it over there is nothing to do; where main was
 * killed, this folds its journal, lets `decide` bring the execution to its end, and hands over what main could not.
 */
async function post() {
    (0,_action_pipes_js__WEBPACK_IMPORTED_MODULE_19__/* .survivePipes */ .I)();
    const log = (0,_action_log_js__WEBPACK_IMPORTED_MODULE_6__/* .createLog */ .h)();
    const state = (0,_action_state_js__WEBPACK_IMPORTED_MODULE_12__/* .readState */ .un)();
    if (state === undefined) {
        log.line('Nothing to do: main did not get as far as a plan.');
        return;
    }
    const folder = (0,_action_journal_file_js__WEBPACK_IMPORTED_MODULE_5__/* .findJournalFolder */ .hS)(state.evidenceFolder, state.executionId, state.openedAt);
    if (folder === undefined) {
        log.warning(`The journal of ${state.executionId} is not in ${state.evidenceFolder} any more. ` +
            'Look in the DRS console for jobs with the tag drs-drill:execution of that value.');
        return;
    }
    await finish(folder, log);
}
/** Where main asked AWS; where it did not come to that, where it would have asked. */
function regionToAsk(state, inputs) {
    if (state.identity !== undefined)
        return state.identity.region;
    const result = (0,_action_region_js__WEBPACK_IMPORTED_MODULE_20__/* .regionOf */ .A)(inputs, state.plan?.region, process.env);
    return result.ok ? result.region : '';
}
async function finish(folder, log) {
    const taken = (0,_action_journal_file_js__WEBPACK_IMPORTED_MODULE_5__/* .continueJournal */ .dH)(folder, {
        report: (message) => {
            log.warning(message);
        }
    });
    if (!taken.ok) {
        log.warning(taken.message);
        return;
    }
    for (const problem of taken.problems)
        log.warning(problem);
    const { journal } = taken;
    const found = (0,_drill_evolve_js__WEBPACK_IMPORTED_MODULE_16__/* .fold */ .AU)(taken.events);
    (0,_action_system_clock_js__WEBPACK_IMPORTED_MODULE_14__/* .goOnFrom */ .U)(taken.events.at(-1)?.at ?? found.openedAt);
    const delivered = found.finished !== undefined && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'evidence.json'));
    if (delivered && !(0,_drill_ending_cleanup_js__WEBPACK_IMPORTED_MODULE_15__/* .isLeftToPost */ .LA)(found)) {
        journal.close();
        const signals = (0,_action_signals_js__WEBPACK_IMPORTED_MODULE_11__/* .watchSignals */ .R)(() => undefined);
        const before = uploadedByMain();
        const { kept, isHanging, url } = await keep(found, folder, { cancellation: signals.aborted, before }, log);
        const hasTold = await tellIssue(found, signals.aborted, url, log);
        for (const line of (0,_report_unanswered_actions_js__WEBPACK_IMPORTED_MODULE_18__/* .unansweredActions */ .k)(found))
            log.warning(line);
        if (kept === before.kept && !isHanging && !hasTold) {
            log.line(`Nothing to do: the execution ended ${found.finished.status}, and its evidence is in ${folder}.`);
        }
        signals.dispose();
        if (isHanging)
            process.exit();
        return;
    }
    await goOn(found, { folder, journal, delivered }, log);
}
function uploadedByMain() {
    const { artifact, artifactUrl } = (0,_action_state_js__WEBPACK_IMPORTED_MODULE_12__/* .readHandedOver */ .J5)();
    return { kept: artifact, ...(artifactUrl === undefined ? {} : { url: artifactUrl }) };
}
/** Uploads what main could not, or what is newer than what it did. */
function keep(state, folder, rest, log) {
    const { env: environment } = process;
    return (0,_action_evidence_artifact_js__WEBPACK_IMPORTED_MODULE_3__/* .keepEvidence */ .N)(state, { folder, inputs: inputsOfStep(), environment, isMain: false, ...rest }, log);
}
/** Tells the plan's issue what main could not; gives whether it was done now. */
async function tellIssue(state, cancellation, artifactUrl, log) {
    const isTold = (0,_action_state_js__WEBPACK_IMPORTED_MODULE_12__/* .readHandedOver */ .J5)().issue === true;
    const about = { inputs: inputsOfStep(), environment: process.env, cancellation, isTold };
    const told = await (0,_action_failure_issue_js__WEBPACK_IMPORTED_MODULE_4__/* .tellFailureIssue */ .r)(state, { ...about, ...(artifactUrl === undefined ? {} : { artifactUrl }) }, log);
    return told && !isTold;
}
function inputsOfStep() {
    const read = (0,_action_inputs_js__WEBPACK_IMPORTED_MODULE_8__/* .readInputs */ .Ko)(process.env, (0,_action_workflow_run_js__WEBPACK_IMPORTED_MODULE_13__/* .workspaceOf */ .B3)(process.env));
    return read.ok ? read.inputs : read.usable;
}
/** First the verdict, from what is known: AWS may not answer, and the minutes are few. Then what takes longer. */
async function goOn(found, { folder, journal, delivered }, log) {
    const signals = (0,_action_signals_js__WEBPACK_IMPORTED_MODULE_11__/* .watchSignals */ .R)((signal) => {
        log.line(`${signal} received: the post step ends; what is left in AWS is told.`);
    });
    const inputs = inputsOfStep();
    const aws = (0,_action_service_js__WEBPACK_IMPORTED_MODULE_9__/* .createService */ .s)(inputs, regionToAsk(found, inputs), found.run, process.env);
    const progress = (0,_action_progress_js__WEBPACK_IMPORTED_MODULE_7__/* .startProgress */ .o)(found, log, _action_system_clock_js__WEBPACK_IMPORTED_MODULE_14__/* .systemClock */ .m);
    // Once, by whoever carries on first.
    let asides = (0,_action_questions_js__WEBPACK_IMPORTED_MODULE_10__/* .askGitHub */ .X)(found, inputs, process.env, signals.aborted);
    const carryOn = async (from, ...bodies) => {
        const state = bodies.reduce((before, body) => {
            const event = { at: _action_system_clock_js__WEBPACK_IMPORTED_MODULE_14__/* .systemClock */ .m.now(), ...body };
            journal.append(event);
            const after = (0,_drill_evolve_js__WEBPACK_IMPORTED_MODULE_16__/* .evolve */ .sf)(before, event);
            progress.observe(before, event, after);
            return after;
        }, from);
        const ended = await (0,_drill_run_js__WEBPACK_IMPORTED_MODULE_17__/* .run */ .e)(state, {
            clock: _action_system_clock_js__WEBPACK_IMPORTED_MODULE_14__/* .systemClock */ .m,
            aws,
            journal,
            cancellation: signals.aborted,
            observe: progress.observe,
            asides
        });
        asides = [];
        return ended;
    };
    let state = found;
    if (!delivered) {
        const ended = { type: 'cancel-requested', signal: 'the end of its process' };
        state = await carryOn(state, ...(state.verdict === undefined && state.cancelled === undefined ? [ended] : []));
        (0,_action_delivery_js__WEBPACK_IMPORTED_MODULE_2__/* .deliver */ .c)(state, { folder, isMain: false }, log);
    }
    // At the same time as what is still to be asked of AWS, or done there: the minutes are few.
    const upload = keep(state, folder, { cancellation: signals.aborted, before: uploadedByMain() }, log);
    const before = state;
    state = await carryOn(state, { type: 'taken-over' });
    progress.stop();
    journal.close();
    let uploaded = await upload;
    let hangs = uploaded.isHanging;
    if (tellsMore(before, state)) {
        (0,_action_delivery_js__WEBPACK_IMPORTED_MODULE_2__/* .deliver */ .c)(state, { folder, isFollowUp: true, isMain: false }, log);
        const suffix = uploaded.kept === undefined ? {} : { suffix: '-post' };
        uploaded = await keep(state, folder, { cancellation: signals.aborted, before: uploaded, ...suffix }, log);
        hangs ||= uploaded.isHanging;
    }
    else
        (0,_action_delivery_js__WEBPACK_IMPORTED_MODULE_2__/* .rewriteEvidence */ .m)(state, folder, log);
    await tellIssue(state, signals.aborted, uploaded.url, log);
    signals.dispose();
    if (hangs)
        process.exit();
}
/** Whether anything was asked of AWS, or done, after the verdict was handed over. */
function tellsMore(before, after) {
    const { removal, actions } = before;
    const isListed = after.removal.listedAt !== removal.listedAt;
    return isListed || after.removal.finished !== removal.finished || after.actions !== actions;
}


/***/ })

};
