import type { YAMLError } from 'yaml'
import { makeVisible } from './quotation.js'

/** What the library says, by its first words, and what it means to someone who has to mend the file. */
const REWORDED: readonly (readonly [begins: string, message: string])[] = [
  ['Tabs are not allowed', 'A tab indents this line: YAML is indented with spaces'],
  ['Missing closing', 'This quote is never closed: close it with the same quote, or take it away'],
  ['Implicit map keys need to be followed', 'A ":" and a space are missing here: write "key: value"'],
  ['Implicit keys need to be on a single line', 'A ":" and a space are missing here: write "key: value", on one line'],
  ['All mapping items must start', 'This key does not line up with those it stands with: give it the same indentation'],
  [
    'All sequence items must start',
    'This "-" does not line up with those it stands with: give it the same indentation'
  ],
  ['Sequence item without', 'This line does not line up with anything above it: indent it like its neighbours'],
  ['Not a YAML token', 'This does not belong here: begin a text of several lines on the line below "|" or ">"'],
  ['A sequence is not allowed', 'A list does not belong here: put each "- " on a line of its own, below its key'],
  [
    'Nested mappings are not allowed',
    'This value holds a second ": ": put it in quotes, or indent the next key like this one'
  ],
  ['A block sequence may not be used', 'This list does not line up with anything: indent every "-" alike, with spaces'],
  ['Flow sequence in block', 'A "[" is not closed before this line: close it with "]", or indent what it holds'],
  ['Flow map in block', 'A "{" is not closed before this line: close it with "}", or indent what it holds'],
  ['Flow sequence', 'A "[" is not closed: close it with "]"'],
  ['Flow map', 'A "{" is not closed: close it with "}"'],
  ['Comments must be separated', 'A space is missing before this "#"'],
  ['Missing space after :', 'A space is missing behind this ":"'],
  ['Missing , ', 'A comma is missing here'],
  ['Unexpected , ', 'A comma too many stands here'],
  ['Plain value cannot start', 'A value cannot begin with this character: put the value in quotes'],
  [
    'Invalid escape sequence',
    'A backslash in double quotes begins an escape, and this is none: write "\\\\", or use single quotes'
  ],
  ['Block scalar header', 'Nothing may follow "|" or ">" on this line: begin the text on the next'],
  ['Unexpected', 'This does not belong here: a map is written "key: value", a list "- value", each line indented alike']
]

/** One line about a place where the text is not YAML; never the library's own excerpt of the file. */
export const describeSyntaxError = ({ message }: Pick<YAMLError, 'message'>): string => {
  const reworded = REWORDED.find(([begins]) => message.startsWith(begins))?.[1]
  return reworded ?? `The YAML cannot be read here: ${makeVisible(message.replace(/\n[^]*/, ''))}`
}
