import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  dependents,
  effectiveAfter,
  findCycle,
  longestPath,
  topologicalOrder,
  type WaveNode
} from '../../src/plan/graph.js'

const wave = (name: string, ...after: string[]): WaveNode => ({ name, after })

/** Waves in any order of the list, each after some that come before it in a hidden order: never a circle. */
const acyclicGraph = fc
  .array(fc.array(fc.nat(), { maxLength: 5 }), { maxLength: 30 })
  .map((edges) =>
    edges.map((after, index) => wave(`w${index}`, ...(index === 0 ? [] : after.map((number) => `w${number % index}`))))
  )
  .chain((waves) => fc.shuffledSubarray(waves, { minLength: waves.length }))

/** Any edges at all, to waves that do not exist and to itself included. */
const anyGraph = fc
  .array(fc.array(fc.nat(12), { maxLength: 4 }), { maxLength: 12 })
  .map((edges) => edges.map((after, index) => wave(`w${index}`, ...after.map((number) => `w${number}`))))

const chain = Array.from({ length: 20_000 }, (_, index) =>
  index === 0 ? wave('w0') : wave(`w${index}`, `w${index - 1}`)
)

describe('effectiveAfter', () => {
  test('a wave without "after" comes after the wave listed before it', () => {
    expect(effectiveAfter(undefined, 'databases')).toEqual(['databases'])
  })
  test('the first wave starts at once', () => {
    expect(effectiveAfter(undefined, undefined)).toEqual([])
  })
  test('an empty "after" starts at once', () => {
    expect(effectiveAfter([], 'databases')).toEqual([])
  })
})

describe('topologicalOrder', () => {
  test('keeps the order of the list where the edges leave a choice', () => {
    expect(topologicalOrder([wave('d', 'b'), wave('c', 'a'), wave('b'), wave('a')])).toEqual(['b', 'd', 'a', 'c'])
  })

  test('leaves out what is on a circle or behind one', () => {
    expect(topologicalOrder([wave('a'), wave('b', 'c'), wave('c', 'b'), wave('d', 'c')])).toEqual(['a'])
  })

  test('puts every wave behind all it comes after', () => {
    fc.assert(
      fc.property(acyclicGraph, (waves) => {
        const order = topologicalOrder(waves)
        expect([...order].sort()).toEqual(waves.map(({ name }) => name).sort())
        for (const { name, after } of waves) {
          for (const other of after) expect(order.indexOf(other)).toBeLessThan(order.indexOf(name))
        }
      })
    )
  })

  test('does not run out of stack on a deep chain', () => {
    expect(topologicalOrder(chain)).toHaveLength(chain.length)
  })
})

describe('findCycle', () => {
  test('reads each wave before the one it waits for, and begins with the one listed first', () => {
    const waves = [wave('x'), wave('behind', 'c'), wave('a', 'b'), wave('b', 'c'), wave('c', 'a')]
    expect(findCycle(waves)).toEqual(['a', 'b', 'c', 'a'])
  })

  test('finds a wave that waits for itself', () => {
    expect(findCycle([wave('a', 'a')])).toEqual(['a', 'a'])
  })

  test('finds nothing in an empty plan', () => {
    expect(findCycle([])).toBeUndefined()
  })

  test('finds a circle exactly when there is no complete order, and a real one', () => {
    fc.assert(
      fc.property(anyGraph, (waves) => {
        const cycle = findCycle(waves)
        expect(cycle === undefined).toBe(topologicalOrder(waves).length === waves.length)
        for (const [index, name] of (cycle ?? []).slice(0, -1).entries()) {
          expect(waves.find((other) => other.name === name)?.after).toContain(cycle?.[index + 1])
        }
        if (cycle !== undefined) expect(cycle.at(-1)).toBe(cycle[0])
      })
    )
  })

  test('does not run out of stack on a long circle', () => {
    expect(findCycle([wave('w0', 'w19999'), ...chain.slice(1)])).toHaveLength(chain.length + 1)
  })
})

describe('dependents', () => {
  test('are all that come after a wave, directly or not, in the order of the list', () => {
    const waves = [wave('d', 'b', 'c'), wave('a'), wave('b', 'a'), wave('c', 'a'), wave('other')]
    expect(dependents(waves, 'a')).toEqual(['d', 'b', 'c'])
    expect(dependents(waves, 'd')).toEqual([])
    expect(dependents(waves, 'unknown')).toEqual([])
  })

  test('never hold the wave itself without a circle, and end with one', () => {
    fc.assert(
      fc.property(acyclicGraph, (waves) => {
        for (const { name } of waves) expect(dependents(waves, name)).not.toContain(name)
      })
    )
    expect(dependents([wave('a', 'b'), wave('b', 'a')], 'a')).toEqual(['a', 'b'])
  })
})

describe('longestPath', () => {
  test('is the way with the greatest sum', () => {
    const waves = [wave('a'), wave('b'), wave('c', 'a', 'b'), wave('d', 'c')]
    const weights: Record<string, number> = { a: 1, b: 5, c: 2, d: 1 }
    expect(longestPath(waves, (name) => weights[name] ?? 0)).toEqual({ weight: 8, names: ['b', 'c', 'd'] })
  })

  test('of nothing is nothing', () => {
    expect(longestPath([], () => 1)).toEqual({ weight: 0, names: [] })
  })

  test('follows edges, and no other way is longer', () => {
    fc.assert(
      fc.property(acyclicGraph, fc.array(fc.nat(9), { minLength: 30, maxLength: 30 }), (waves, weights) => {
        const weightOf = (name: string): number => weights[Number(name.slice(1))] ?? 0
        const { weight, names } = longestPath(waves, weightOf)
        const after = new Map(waves.map((each) => [each.name, each.after]))
        for (const [index, name] of names.entries()) if (index > 0) expect(after.get(name)).toContain(names[index - 1])
        expect(names.reduce((sum, name) => sum + weightOf(name), 0)).toBe(weight)
        const best = new Map<string, number>()
        for (const name of topologicalOrder(waves)) {
          best.set(name, weightOf(name) + Math.max(0, ...(after.get(name) ?? []).map((other) => best.get(other) ?? 0)))
        }
        expect(weight).toBe(Math.max(0, ...best.values()))
      })
    )
  })
})
