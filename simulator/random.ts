const hexDigits = '0123456789abcdef'

/** Chance that a seed reproduces (mulberry32). */
export class SeededRandom {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A number from 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  hex(length: number): string {
    return Array.from({ length }, () => hexDigits.charAt(Math.floor(this.next() * hexDigits.length))).join('')
  }

  /** An ID as AWS makes them: `i-0a1b2c3d4e5f60718`. */
  id(prefix: string): string {
    return `${prefix}-${this.hex(17)}`
  }

  uuid(): string {
    return [8, 4, 4, 4, 12].map((length) => this.hex(length)).join('-')
  }
}
