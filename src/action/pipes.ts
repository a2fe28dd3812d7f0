/**
 * A runner that dies closes the log's pipe. Writing to it must not end this process before the journal, the evidence and
 * the outputs are complete.
 */
export function survivePipes(streams: readonly NodeJS.WriteStream[] = [process.stdout, process.stderr]): void {
  for (const stream of streams) stream.on('error', () => undefined)
}
