import { verifyCommand } from './evidence/command.js'

/** `node dist/verify/index.js <folder>`: checks the evidence of an execution, wherever it was copied to. */
process.exitCode = verifyCommand(process.argv.slice(2), (line) => {
  process.stdout.write(`${line}\n`)
})
