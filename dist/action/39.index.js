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
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47304);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63467);




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
        return { account: Account, arn: Arn, region: this.#connection.region };
    }
}


/***/ })

};
