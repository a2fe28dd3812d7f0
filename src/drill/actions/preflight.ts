import { sizeProblemOf } from '../../plan/action-schema.js'
import { firstPlace } from '../../plan/places.js'
import { resolveValues } from '../../plan/placeholders.js'
import { counted } from '../../plan/wording.js'
import type { ActionState } from './action.js'
import { startOf } from './request.js'
import type { DocumentQuestion } from '../commands.js'
import type { PreflightFinding } from '../preflight/preflight.js'
import type { DocumentSighting } from '../sightings.js'
import type { DrillState } from '../state.js'

/** States of a document in which it runs (DocumentStatus). */
const usable: ReadonlySet<string> = new Set(['Active', 'Updating'])

/** The SSM documents that the actions of this run name, each version once. */
export function documentsOf({ actions }: DrillState): readonly DocumentQuestion[] {
  const questions = new Map<string, DocumentQuestion>()
  for (const { planned } of actions) {
    const { document, documentVersion } = planned
    questions.set(keyOf(planned), { document, ...(documentVersion === undefined ? {} : { documentVersion }) })
  }
  return [...questions.values()]
}

/** What stands in the way of the actions: documents that are not there or of another kind, parameters that do not fit. */
export function actionFindings(state: DrillState): readonly PreflightFinding[] {
  const documents = new Map((state.documents ?? []).map((document) => [keyOf(document), document]))
  return state.actions.flatMap((action) => {
    const document = documents.get(keyOf(action.planned))
    const problem = document === undefined ? 'SSM was not asked about it' : problemOf(state, action, document)
    if (problem === undefined) return []
    const { planned, wave } = action
    return [
      {
        class: 'blocking' as const,
        message: `${planned.phase}-action "${planned.name}" of wave ${wave} cannot be run: ${problem}`,
        wave,
        ...firstPlace(state.places, `action ${wave}/${planned.name}`, `wave ${wave}`)
      }
    ]
  })
}

function keyOf({ document, documentVersion = '$DEFAULT' }: DocumentQuestion): string {
  return `${document} ${documentVersion}`
}

function problemOf(state: DrillState, action: ActionState, document: DocumentSighting): string | undefined {
  const { isKnown, type, status, parameters } = document
  const { document: name, documentVersion } = action.planned
  if (!isKnown) {
    const version = documentVersion === undefined ? '' : ` in version ${documentVersion}`
    const where = state.identity?.region ?? 'this Region'
    return `there is no SSM document ${name}${version} in ${where}. Correct "document" in the plan, or create it there.`
  }
  if (type !== 'Automation') {
    return `${name} is a document of type ${type ?? 'unknown'}, and only Automation documents can be run.`
  }
  if (status !== undefined && !usable.has(status)) {
    return `${name} is ${status} in SSM. Mend the document, then run this again.`
  }
  return parameterProblem(state, action, parameters)
}

function parameterProblem(
  state: DrillState,
  action: ActionState,
  known: DocumentSighting['parameters']
): string | undefined {
  const { document } = action.planned
  const given = startOf(state, action).parameters
  const missing = known.filter(({ name, isRequired }) => isRequired && !(name in given)).map(({ name }) => name)
  if (missing.length > 0) return `${document} needs the parameter ${missing.join(', ')}. Add it to "parameters".`
  const unknown = Object.keys(given).filter((key) => !known.some(({ name }) => name === key))
  if (unknown.length > 0) {
    const names = known.map(({ name }) => name).join(', ')
    return `${document} has no parameter ${unknown.join(', ')}. ${names === '' ? 'It has none' : `It has ${names}`}.`
  }
  const size = sizeProblem(state, action)
  if (size !== undefined) return size
  // Instances are not known yet; there will be as many as servers.
  const servers = state.waves.get(action.wave)?.planned.servers.length ?? 0
  const several = known.find(({ name, type }) => {
    const values = action.planned.parameters[name] ?? []
    const isList = values.some((value) =>
      /^\$\(drill\.(?:instanceIds|sourceServerIds)\)$/.test(value.replaceAll(' ', ''))
    )
    return type === 'String' && values.length > 0 && (values.length > 1 || (isList && servers > 1))
  })
  if (several === undefined) return undefined
  return `the parameter ${several.name} of ${document} takes one value, and is given several. Make it a StringList.`
}

/** How many servers a match finds is known only now: the plan's own check could not count them. */
function sizeProblem(state: DrillState, { wave, planned }: ActionState): string | undefined {
  const sourceServerIds = state.waves.get(wave)?.planned.servers ?? []
  const known = {
    sourceServerIds,
    instanceIds: sourceServerIds.map(() => 'i-00000000000000000'),
    executionId: [state.executionId]
  }
  for (const [key, texts] of Object.entries(planned.parameters)) {
    const problem = sizeProblemOf(resolveValues(texts, known))
    if (problem === undefined) continue
    const servers = counted(sourceServerIds.length, 'server')
    return `the parameter ${key} is given ${problem.what} (${servers}): ${problem.remedy}.`
  }
  return undefined
}
