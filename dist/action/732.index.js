export const id = 732;
export const ids = [732];
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


/***/ })

};
