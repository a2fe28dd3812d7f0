// The tables of README.md that are made from action.yml.

/** @param inputs `inputs` of action.yml */
export function inputsTable(inputs) {
  const rows = Object.entries(inputs).map(([name, { description, default: value = '', required = false }]) => [
    `\`${name}\``,
    required ? '(required)' : value === '' ? '' : `\`${value}\``,
    oneLine(description)
  ])
  return table(['Input', 'Default', 'Meaning'], rows)
}

/** @param outputs `outputs` of action.yml */
export function outputsTable(outputs) {
  return table(
    ['Output', 'Meaning'],
    Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, oneLine(description)])
  )
}

/**
 * Puts a text between the comments `<!-- name: … -->` and `<!-- /name -->` of another.
 *
 * @throws an Error where they are not both there, in this order
 */
export function replaceBetweenMarkers(text, name, content) {
  const begin = text.search(new RegExp(`^<!-- ${name}:.*-->$`, 'm'))
  const afterBegin = text.indexOf('\n', begin) + 1
  const end = text.indexOf(`<!-- /${name} -->`, afterBegin)
  if (begin === -1 || end === -1)
    throw new Error(`README.md lacks the comments <!-- ${name}: … --> and <!-- /${name} -->`)
  return `${text.slice(0, afterBegin)}\n${content}\n\n${text.slice(end)}`
}

function table(titles, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |')
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n')
}

function oneLine(text) {
  return text.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')
}
