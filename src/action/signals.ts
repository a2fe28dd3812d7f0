/** The signals by which a runner, a terminal or a service manager ends a process. */
export type EndSignal = 'SIGINT' | 'SIGTERM'

/** The exit codes that a shell gives a process ended by them: 128 and the signal's number. */
const exitCodes: Readonly<Record<EndSignal, number>> = { SIGINT: 130, SIGTERM: 143 }

/** The part of `process` that is used, so that tests can send signals to nobody else. */
export interface SignalSource {
  on(signal: EndSignal, listener: (signal: EndSignal) => void): unknown
  removeListener(signal: EndSignal, listener: (signal: EndSignal) => void): unknown
  exit(code: number): unknown
}

export interface SignalWatch {
  /** Aborted at the first signal, with its name as the reason, before `onFirst` is called. */
  readonly aborted: AbortSignal
  /** Leaves the signals to others again. */
  dispose(): void
}

/**
 * Waits for SIGINT and SIGTERM. The first, whichever it is, asks the drill to end: `aborted` is aborted and `onFirst` is
 * called with the signal's name. The second ends the process at once, with the exit code that a shell would give it
 * (130 or 143). A runner that cancels sends SIGINT, SIGTERM 7.5 seconds later, and kills 2.5 seconds after that.
 */
export function watchSignals(onFirst: (signal: EndSignal) => void, source: SignalSource = process): SignalWatch {
  const controller = new AbortController()
  const receive = (signal: EndSignal): void => {
    if (controller.signal.aborted) {
      source.exit(exitCodes[signal])
      return
    }
    controller.abort(signal)
    onFirst(signal)
  }
  source.on('SIGINT', receive)
  source.on('SIGTERM', receive)
  return {
    aborted: controller.signal,
    dispose: () => {
      source.removeListener('SIGINT', receive)
      source.removeListener('SIGTERM', receive)
    }
  }
}
