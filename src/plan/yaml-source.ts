import { Composer, Lexer, LineCounter, Parser, type CST, type Document, type ParsedNode, type YAMLError } from 'yaml'
import type { LocatedProblem } from './finding.js'
import type { Position } from './problem.js'
import { describeSyntaxError } from './syntax-error.js'
import { buildTree, type TreeNode } from './tree.js'

/** The deepest plan has some ten levels. The library reads nested text by recursion, which has to end somewhere. */
const MAX_DEPTH = 50
/** A plan at the limits has some 60,000. Text made to be slow to read is given up after a second or two. */
const MAX_LEXEMES = 200_000
/** The same mistake on every line is told this often. */
const MAX_SYNTAX_PROBLEMS = 20

export type YamlSource = { readonly tree?: TreeNode; readonly problems: readonly LocatedProblem[] }

/** The library's tokens, with an eye on how deep and how many they get. */
class BoundedTokens {
  readonly lines = new LineCounter()
  /** Offsets at which a quote opens. */
  readonly quotes: number[] = []
  stopped: LocatedProblem | undefined

  positionAt = (offset: number): Position => {
    const { line, col } = this.lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  };

  *read(text: string): Generator<CST.Token, void> {
    this.lines.addNewLine(0)
    const parser = new Parser(this.lines.addNewLine)
    let lexemes = 0
    let errors = 0
    for (const lexeme of new Lexer().lex(text)) {
      const offset = parser.offset
      if (lexeme.startsWith('"') || lexeme.startsWith("'")) this.quotes.push(offset)
      for (const token of parser.next(lexeme)) {
        if (token.type === 'directive' && !/^%YAML\s+1\.2\s*$/.test(token.source)) {
          this.stop('A plan has no directives: remove this line', offset)
          return
        }
        yield token
        // More of them are not told, and each takes its time.
        if (token.type === 'error' && ++errors > MAX_SYNTAX_PROBLEMS) return
      }
      if (parser.stack.length > MAX_DEPTH) {
        this.stop(`Nested more than ${MAX_DEPTH} levels deep: a plan needs no more than ten`, offset)
        return
      }
      // Each escape in quotes may be a mistake, which takes the library as long as a part does.
      lexemes += lexeme.startsWith('"') ? lexeme.split('\\').length : 1
      if (lexemes > MAX_LEXEMES) {
        this.stop('The plan has too many parts to be read: the limits are 10,000 servers and 500 waves', offset)
        return
      }
    }
    yield* parser.end()
  }

  private stop(message: string, offset: number): void {
    this.stopped = { message, position: this.positionAt(offset) }
  }
}

/** The first mistake, and the same one on other lines: what else the library says is mostly its consequence. */
const syntaxProblems = (errors: readonly YAMLError[], tokens: BoundedTokens): readonly LocatedProblem[] => {
  const byLine = new Map<number, LocatedProblem>()
  for (const error of errors) {
    if (error.code !== errors[0]?.code || byLine.size === MAX_SYNTAX_PROBLEMS) continue
    const [end] = error.pos
    // An open quote is reported where the text ends; its author looks for where it begins.
    const unclosed = error.message.startsWith('Missing closing')
    const position = tokens.positionAt(unclosed ? (tokens.quotes.findLast((offset) => offset < end) ?? end) : end)
    if (!byLine.has(position.line)) byLine.set(position.line, { message: describeSyntaxError(error), position })
  }
  return [...byLine.values()]
}

/**
 * Reads text as one YAML 1.2 document (or JSON), within bounds of depth and size. No tree: it is not YAML, or nothing
 * that could be a plan. A tree with problems: the rest of it can still be checked.
 */
export const readYaml = (text: string): YamlSource => {
  const tokens = new BoundedTokens()
  // `uniqueKeys` takes quadratic time; buildTree checks for itself.
  const composer = new Composer<ParsedNode>({ version: '1.2', schema: 'core', merge: false, uniqueKeys: false })
  let document: Document.Parsed | undefined
  for (const next of composer.compose(tokens.read(text), true, text.length)) {
    if (tokens.stopped !== undefined) break
    if (document !== undefined) {
      const position = tokens.positionAt(next.range[0])
      return {
        problems: [{ message: 'A second YAML document begins here: a plan is one, without "---" in it', position }]
      }
    }
    document = next
    if (document.errors.length > 0) break
  }
  if (tokens.stopped !== undefined) return { problems: [tokens.stopped] }
  if (document === undefined || document.errors.length > 0) {
    return { problems: syntaxProblems(document?.errors ?? [], tokens) }
  }
  const { contents } = document
  const problems: LocatedProblem[] = []
  const tree =
    contents === null ? undefined : buildTree(contents, tokens.positionAt, (problem) => problems.push(problem))
  if (problems.length > 0 && (tree === undefined || tree.refused === true)) return { problems }
  if (tree === undefined || tree.value === null) {
    const message = 'The plan is empty: it needs at least "version: 1", "name" and "waves"'
    return { problems: [{ message, position: { line: 1, column: 1 } }] }
  }
  if (typeof tree.value !== 'object' || Array.isArray(tree.value)) {
    const what = Array.isArray(tree.value) ? 'a list' : 'a single value'
    const message = `The plan is ${what}, not a map: begin with "version: 1" (a space behind the colon), "name" and "waves"`
    return { problems: [...problems, { message, position: tree.position }] }
  }
  return { tree, problems }
}
