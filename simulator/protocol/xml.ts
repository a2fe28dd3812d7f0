/** How a protocol's XML differs from the names that the SDK's types use. */
export interface XmlStyle {
  /** The element of a member. */
  readonly element: (member: string) => string
  /** The element of each item of a member that is a list. */
  readonly listItem: (member: string) => string
}

/** Writes a document whose members are named as the SDK's types name them; undefined members are left out. */
export function writeXml(root: string, namespace: string | undefined, content: object, style: XmlStyle): string {
  const attribute = namespace === undefined ? '' : ` xmlns="${escaped(namespace)}"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${inner(content, '', style)}</${root}>`
}

function inner(value: unknown, member: string, style: XmlStyle): string {
  if (Array.isArray(value)) {
    return value.map((item) => wrapped(style.listItem(member), inner(item, '', style))).join('')
  }
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object' || value === null) return escaped(String(value))
  return Object.entries(value)
    .filter(([, content]) => content !== undefined)
    .map(([name, content]) => wrapped(style.element(name), inner(content, name, style)))
    .join('')
}

function wrapped(element: string, content: string): string {
  return `<${element}>${content}</${element}>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;'
}

/** XML 1.0 cannot hold most control characters, not even escaped: they are replaced. */
function escaped(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r\u007f-\u009f]|[\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"\r]/g, (character) => entities[character] ?? character)
}
