/** The operations of the REST API that are there, each with its method and its path below the repository's. */
const routes = [
  { operation: 'ListApprovals', method: 'GET', path: /^\/actions\/runs\/(?<run>\d+)\/approvals$/ },
  { operation: 'ListArtifacts', method: 'GET', path: /^\/actions\/artifacts$/ },
  { operation: 'DownloadArtifact', method: 'GET', path: /^\/actions\/artifacts\/(?<id>\d+)\/zip$/ },
  { operation: 'ListIssues', method: 'GET', path: /^\/issues$/ },
  { operation: 'CreateIssue', method: 'POST', path: /^\/issues$/ },
  { operation: 'UpdateIssue', method: 'PATCH', path: /^\/issues\/(?<number>\d+)$/ },
  { operation: 'ListComments', method: 'GET', path: /^\/issues\/(?<number>\d+)\/comments$/ },
  { operation: 'CreateComment', method: 'POST', path: /^\/issues\/(?<number>\d+)\/comments$/ }
] as const

export interface Route {
  readonly operation: (typeof routes)[number]['operation']
  /** The variable parts of the path. */
  readonly values: Readonly<Record<string, string>>
}

/** What a request asks for; undefined where there is nothing. */
export function routeOf(method: string, path: string): Route | undefined {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null
    if (match !== null) return { operation: route.operation, values: { ...match.groups } }
  }
  return undefined
}
