/** What the order of waves is made of; a `PlannedWave` is one. Names that no wave bears are passed over. */
export interface WaveNode {
  readonly name: string
  readonly after: readonly string[]
}

/** The longest way through the graph under some weight. */
export interface WeightedPath {
  readonly weight: number
  readonly names: readonly string[]
}

/**
 * What a wave comes after (contract section 4): what it says; without a word, the wave listed before it, and the first
 * wave nothing. `after: []` starts at once.
 */
export const effectiveAfter = (
  stated: readonly string[] | undefined,
  listedBefore: string | undefined
): readonly string[] => stated ?? (listedBefore === undefined ? [] : [listedBefore])

/** A wave among its neighbours. */
interface Vertex {
  readonly name: string
  /** Its place in the list. */
  readonly rank: number
  readonly predecessors: Vertex[]
  readonly successors: Vertex[]
  /** Predecessors that are not yet in order. */
  missing: number
}

const verticesOf = (waves: readonly WaveNode[]): ReadonlyMap<string, Vertex> => {
  const vertices = new Map<string, Vertex>()
  for (const [rank, { name }] of waves.entries()) {
    vertices.set(name, { name, rank, predecessors: [], successors: [], missing: 0 })
  }
  for (const { name, after } of waves) {
    const vertex = vertices.get(name)
    for (const other of new Set(after)) {
      const predecessor = vertices.get(other)
      if (vertex === undefined || predecessor === undefined) continue
      vertex.predecessors.push(predecessor)
      vertex.missing += 1
      predecessor.successors.push(vertex)
    }
  }
  return vertices
}

/** Takes vertices out of the graph, each when nothing is missing to it any more. */
const orderOf = (vertices: ReadonlyMap<string, Vertex>): readonly Vertex[] => {
  const ready = [...vertices.values()].filter(({ missing }) => missing === 0)
  const order: Vertex[] = []
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    order.push(next)
    for (const successor of next.successors) {
      successor.missing -= 1
      if (successor.missing > 0) continue
      const position = ready.findIndex(({ rank }) => rank > successor.rank)
      ready.splice(position === -1 ? ready.length : position, 0, successor)
    }
  }
  return order
}

/**
 * An order in which every wave stands behind all it comes after; among those that could be next, the one listed first.
 * Waves on a cycle, or behind one, are left out: the order is as long as the list only when there is no cycle.
 */
export const topologicalOrder = (waves: readonly WaveNode[]): readonly string[] =>
  orderOf(verticesOf(waves)).map(({ name }) => name)

/** A circle of waves, each followed by one that it waits for: `['a', 'b', 'a']`; undefined when there is none. */
export const findCycle = (waves: readonly WaveNode[]): readonly string[] | undefined => {
  const vertices = verticesOf(waves)
  orderOf(vertices)
  const isStuck = ({ missing }: Vertex): boolean => missing > 0
  // Every wave that is stuck waits for another that is: going from one to the next must come round.
  const trail = new Set<Vertex>()
  let vertex = [...vertices.values()].find(isStuck)
  while (vertex !== undefined && !trail.has(vertex)) {
    trail.add(vertex)
    vertex = vertex.predecessors.find(isStuck)
  }
  if (vertex === undefined) return undefined
  const walked = [...trail]
  const loop = walked.slice(walked.indexOf(vertex))
  // Begin with the wave listed first, so that the same plan always gives the same message.
  const first = loop.reduce((earliest, { rank }) => Math.min(earliest, rank), vertex.rank)
  const start = loop.findIndex(({ rank }) => rank === first)
  const turned = [...loop.slice(start), ...loop.slice(0, start)].map(({ name }) => name)
  return [...turned, ...turned.slice(0, 1)]
}

/** All waves that come after this one, directly or through others, in the order of the list. */
export const dependents = (waves: readonly WaveNode[], name: string): readonly string[] => {
  const found = new Set<Vertex>()
  const open = [...(verticesOf(waves).get(name)?.successors ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue
    found.add(next)
    open.push(...next.successors)
  }
  return [...found].sort((left, right) => left.rank - right.rank).map((vertex) => vertex.name)
}

/** A way to some vertex: its own weight and that of all before it. */
interface Way {
  readonly vertex: Vertex
  readonly weight: number
  readonly previous: Way | undefined
}

const heaviest = (ways: readonly Way[]): Way | undefined =>
  ways.reduce<Way | undefined>((best, way) => (best === undefined || way.weight > best.weight ? way : best), undefined)

/**
 * The way from a wave that comes after nothing to any other with the greatest sum of weights (none negative); among
 * equals the one that ends first in order. Waves on or behind a cycle do not count.
 */
export const longestPath = (waves: readonly WaveNode[], weightOf: (name: string) => number): WeightedPath => {
  const ways = new Map<Vertex, Way>()
  for (const vertex of orderOf(verticesOf(waves))) {
    const previous = heaviest(vertex.predecessors.flatMap((predecessor) => ways.get(predecessor) ?? []))
    ways.set(vertex, { vertex, weight: weightOf(vertex.name) + (previous?.weight ?? 0), previous })
  }
  const longest = heaviest([...ways.values()])
  const names: string[] = []
  for (let way = longest; way !== undefined; way = way.previous) names.unshift(way.vertex.name)
  return { weight: longest?.weight ?? 0, names }
}
