/** A command that an action writes into its log for the runner, `::error file=plan.yml,line=3::message`. */
export interface WorkflowCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

const form = /^\s*::([a-z-]+)(?: ([^:]*))?::(.*)$/i

/**
 * Reads a line of a log as the runner does; undefined when it is no command ('Workflow commands for GitHub Actions',
 * GitHub documentation).
 */
export function readWorkflowCommand(line: string): WorkflowCommand | undefined {
  const [, name, properties = '', message = ''] = form.exec(line) ?? []
  if (name === undefined) return undefined
  const pairs = properties.split(',').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at === -1 ? [] : [[pair.slice(0, at).trim(), unescapeProperty(pair.slice(at + 1))] as const]
  })
  return { name: name.toLowerCase(), properties: Object.fromEntries(pairs), message: unescapeMessage(message) }
}

function unescapeMessage(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function unescapeProperty(text: string): string {
  return unescapeMessage(text.replaceAll('%3A', ':').replaceAll('%2C', ','))
}
