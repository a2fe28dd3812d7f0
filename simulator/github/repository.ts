import { unzipSync, zipSync } from 'fflate'
import type { World } from '../world.js'
import type { PastArtifact } from './github-scenario.js'

export interface Artifact {
  readonly id: number
  readonly name: string
  readonly runId: number
  readonly isFork: boolean
  readonly isExpired: boolean
  readonly createdAt: number
  /** Blocks that came in and are not part of the archive yet. */
  readonly blocks: Map<string, Buffer>
  /** Absent until its blocks are committed. */
  archive?: Buffer
  isFinalized: boolean
  readonly statedSize?: number | undefined
}

export interface Issue {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly user: string
  readonly isPullRequest: boolean
  readonly labels: readonly string[]
  state: 'open' | 'closed'
  readonly comments: Comment[]
}

export interface Comment {
  readonly id: number
  readonly body: string
  readonly user: string
  readonly association: string
  readonly createdAt: number
}

/** What the repository of the simulated workflow run holds. */
export class Repository {
  readonly artifacts: Artifact[] = []
  readonly issues: Issue[] = []
  readonly #world: World
  #comments = 0

  constructor(world: World) {
    this.#world = world
    for (const past of world.scenario.github.artifacts) this.#keep(past)
    for (const { state, comments, ...given } of world.scenario.github.issues) {
      const issue = this.openIssue(given)
      issue.state = state
      for (const { age, ...comment } of comments)
        this.comment(issue, { ...comment, createdAt: world.clock.startedAt - age })
    }
  }

  artifact(id: number): Artifact | undefined {
    return this.artifacts.find((candidate) => candidate.id === id)
  }

  /** Undefined where the workflow run has an artifact of this name already. */
  createArtifact(name: string): Artifact | undefined {
    const { runId } = this.#world.scenario.github
    if (this.artifacts.some((artifact) => artifact.runId === runId && artifact.name === name)) return undefined
    const artifact: Artifact = {
      id: this.#nextArtifactId(),
      name,
      runId,
      isFork: false,
      isExpired: false,
      createdAt: this.#world.clock.now(),
      blocks: new Map(),
      isFinalized: false
    }
    this.artifacts.push(artifact)
    return artifact
  }

  openIssue(given: Omit<Issue, 'number' | 'state' | 'comments'>): Issue {
    const issue: Issue = { ...given, number: this.issues.length + 1, state: 'open', comments: [] }
    this.issues.push(issue)
    return issue
  }

  comment(issue: Issue, given: Omit<Comment, 'id'>): Comment {
    this.#comments += 1
    const comment: Comment = { ...given, id: 7_000_000_000 + this.#comments }
    issue.comments.push(comment)
    return comment
  }

  #keep({ name, runId, age, files, expired, fork, size }: PastArtifact): void {
    const contents = Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const)
    this.artifacts.push({
      id: this.#nextArtifactId(),
      name,
      runId,
      isFork: fork,
      isExpired: expired,
      createdAt: this.#world.clock.startedAt - age,
      blocks: new Map(),
      archive: Buffer.from(zipSync(Object.fromEntries(contents))),
      isFinalized: true,
      statedSize: size
    })
  }

  #nextArtifactId(): number {
    return 5_000_000_001 + this.artifacts.length
  }
}

/** The files of an artifact, by path; none while it is being uploaded. */
export function filesIn({ archive }: Artifact): Readonly<Record<string, string>> {
  if (archive === undefined) return {}
  const files = Object.entries(unzipSync(archive))
  return Object.fromEntries(
    files.map(([path, bytes]) => [path.replace(/^\//, ''), Buffer.from(bytes).toString('utf8')])
  )
}
