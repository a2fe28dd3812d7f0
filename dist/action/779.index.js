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
/* harmony import */ var _action_delivery_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13296);
/* harmony import */ var _action_journal_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(93684);
/* harmony import */ var _action_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48194);
/* harmony import */ var _action_progress_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(47590);
/* harmony import */ var _action_signals_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(20129);
/* harmony import */ var _action_state_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(29049);
/* harmony import */ var _action_system_clock_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(90812);
/* harmony import */ var _aws_recovery_service_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(72098);
/* harmony import */ var _drill_evolve_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(45925);
/* harmony import */ var _drill_run_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(9581);












/**
 * The action's post entry. Where main came to its verdict and handed it over there is nothing to do; where main was
 * killed, this folds its journal, lets `decide` bring the execution to its end, and hands over what main could not.
 */
async function post() {
    const log = (0,_action_log_js__WEBPACK_IMPORTED_MODULE_4__/* .createLog */ .h)();
    const state = (0,_action_state_js__WEBPACK_IMPORTED_MODULE_7__/* .readState */ .u)();
    if (state === undefined) {
        log.line('Nothing to do: main did not get as far as a plan.');
        return;
    }
    const folder = (0,_action_journal_file_js__WEBPACK_IMPORTED_MODULE_3__/* .findJournalFolder */ .hS)(state.evidenceFolder, state.executionId, state.openedAt);
    if (folder === undefined) {
        log.warning(`The journal of ${state.executionId} is not in ${state.evidenceFolder} any more. ` +
            'Look in the DRS console for jobs with the tag drs-drill:execution of that value.');
        return;
    }
    await finish(folder, log);
}
async function finish(folder, log) {
    const taken = (0,_action_journal_file_js__WEBPACK_IMPORTED_MODULE_3__/* .continueJournal */ .dH)(folder, {
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
    const found = (0,_drill_evolve_js__WEBPACK_IMPORTED_MODULE_10__/* .fold */ .AU)(taken.events);
    if (found.finished !== undefined && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'evidence.json'))) {
        journal.close();
        log.line(`Nothing to do: the execution ended ${found.finished.status}, and its evidence is in ${folder}.`);
        return;
    }
    const signals = (0,_action_signals_js__WEBPACK_IMPORTED_MODULE_6__/* .watchSignals */ .R)(() => undefined);
    const cancelled = new AbortController();
    cancelled.abort('the end of its process');
    const progress = (0,_action_progress_js__WEBPACK_IMPORTED_MODULE_5__/* .startProgress */ .o)(found, log, _action_system_clock_js__WEBPACK_IMPORTED_MODULE_8__/* .systemClock */ .m);
    const finished = await (0,_drill_run_js__WEBPACK_IMPORTED_MODULE_11__/* .run */ .e)(found, {
        clock: _action_system_clock_js__WEBPACK_IMPORTED_MODULE_8__/* .systemClock */ .m,
        aws: (0,_aws_recovery_service_js__WEBPACK_IMPORTED_MODULE_9__/* .createRecoveryService */ .L)({ region: found.identity?.region ?? '', clock: _action_system_clock_js__WEBPACK_IMPORTED_MODULE_8__/* .systemClock */ .m }),
        journal,
        cancellation: cancelled.signal,
        observe: progress.observe
    });
    progress.stop();
    journal.close();
    (0,_action_delivery_js__WEBPACK_IMPORTED_MODULE_2__/* .deliver */ .c)(finished, folder, log);
    signals.dispose();
}


/***/ })

};
