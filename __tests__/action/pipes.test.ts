import { Writable } from 'node:stream'
import { describe, expect, test } from '@jest/globals'
import { survivePipes } from '../../src/action/pipes.js'

describe('a log whose reader has gone', () => {
  test('does not end the process: what is to be handed over is still to be written', () => {
    const stream = new Writable() as unknown as NodeJS.WriteStream
    expect(() => stream.emit('error', new Error('EPIPE'))).toThrow('EPIPE')
    survivePipes([stream])
    expect(stream.emit('error', new Error('EPIPE'))).toBe(true)
  })

  test('is either of the two that a runner reads', () => {
    const streams = [process.stdout, process.stderr]
    const before = streams.map((stream) => stream.listeners('error'))
    survivePipes()
    streams.forEach((stream, index) => {
      const added = stream.listeners('error').filter((listener) => before[index]?.includes(listener) === false)
      expect(added).toHaveLength(1)
      for (const listener of added) stream.removeListener('error', listener as () => void)
    })
  })
})
