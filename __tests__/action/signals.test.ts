import { EventEmitter } from 'node:events'
import { describe, expect, test } from '@jest/globals'
import { type EndSignal, watchSignals } from '../../src/action/signals.js'

class FakeProcess extends EventEmitter {
  readonly exits: number[] = []
  exit(code: number): void {
    this.exits.push(code)
  }
}

describe('a signal', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s asks the drill to end, by name', (signal) => {
    const source = new FakeProcess()
    const received: EndSignal[] = []
    const watch = watchSignals((name) => received.push(name), source)
    expect(watch.aborted.aborted).toBe(false)
    source.emit(signal, signal)
    expect(received).toEqual([signal])
    expect(watch.aborted.aborted).toBe(true)
    expect(watch.aborted.reason).toBe(signal)
    expect(source.exits).toEqual([])
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143]
  ] as const)('%s as the second one ends the process at once with %i', (signal, code) => {
    const source = new FakeProcess()
    const received: EndSignal[] = []
    watchSignals((name) => received.push(name), source)
    source.emit('SIGINT', 'SIGINT')
    source.emit(signal, signal)
    expect(source.exits).toEqual([code])
    expect(received).toEqual(['SIGINT'])
  })

  test('that comes after the watch is over is left to others', () => {
    const source = new FakeProcess()
    const watch = watchSignals(() => undefined, source)
    watch.dispose()
    expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0)
  })

  test('is waited for on this process by default', () => {
    const before = process.listenerCount('SIGTERM')
    const watch = watchSignals(() => undefined)
    expect(process.listenerCount('SIGTERM')).toBe(before + 1)
    watch.dispose()
    expect(process.listenerCount('SIGTERM')).toBe(before)
  })
})
