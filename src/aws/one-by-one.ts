import pLimit from 'p-limit'

/** Calls that take one server: AWS publishes no rate for them, so only a few are made at a time. */
const concurrentCalls = 8

/**
 * What `ask` gives for each item, in their order; a few are asked for at a time.
 *
 * @throws what `ask` throws: nothing more is asked for then, and it is the first refusal that is told
 */
export async function askOneByOne<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>
): Promise<readonly Answer[]> {
  const limit = pLimit({ concurrency: concurrentCalls, rejectOnClear: true })
  try {
    return await limit.map(items, ask)
  } finally {
    // After a refusal the calls that still wait would be refused as well.
    limit.clearQueue()
  }
}
