import { parseArgs } from 'node:util'
import { messagesOf } from '@lianfang/contract'
import { type Config, readConfig } from '../config.js'
import { EmbeddedError } from '../kernel/db/embedded/index.js'
import { KeyError } from '../kernel/keys/index.js'
import { isProblem } from '../kernel/problems/index.js'
import { backupCommand } from './backup.js'
import { benchCommand } from './bench.js'
import type { Command, CommandCall } from './command.js'
import { demoCommand } from './demo.js'
import { divisionsCommand } from './divisions.js'
import { importCommand } from './import.js'
import { keysCommand } from './keys.js'
import { policyCommand } from './policy.js'
import { restoreCommand } from './restore.js'
import { startCommand } from './start.js'
import { exit, type Language, openTerminal, type Terminal } from './terminal.js'
import { userCommand } from './user.js'
import { verifyCommand } from './verify.js'

const commands: Readonly<Record<string, Command>> = {
  start: startCommand,
  import: importCommand,
  user: userCommand,
  policy: policyCommand,
  divisions: divisionsCommand,
  verify: verifyCommand,
  keys: keysCommand,
  backup: backupCommand,
  restore: restoreCommand,
  demo: demoCommand,
  bench: benchCommand,
}

const common = {
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Start = { readonly root: string; readonly argv: readonly string[]; readonly env: NodeJS.ProcessEnv }

const languageOf = (config: Config, argv: readonly string[]): Language => {
  const at = argv.indexOf('--lang')
  const given = argv.find((a) => a.startsWith('--lang='))?.slice(7) ?? (at >= 0 ? argv[at + 1] : undefined)
  return given === 'en' || given === 'zh-CN' ? given : config.language
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

/** The sheets of a workbook, one a line, as they are named after --sheet. */
const saySheets = ({ say, error }: Terminal, { sheets, rows }: Readonly<Record<string, unknown>>): void =>
  listOf(sheets).forEach((name, i) => {
    error(say.sheetOf(name, listOf(rows)[i] ?? ''))
  })

/** What went wrong, for people and for programs: the registry's sentence, never a value. */
const report = (terminal: Terminal, error: unknown): number => {
  if (isProblem(error)) {
    const { problem: code, details } = error
    terminal.error(messagesOf(terminal.language).problems[code])
    if (code === 'file.choose-sheet') saySheets(terminal, details)
    terminal.object({ error: code, details })
    return code.startsWith('file.') || code.startsWith('import.') ? exit.file : exit.refused
  }
  if (error instanceof EmbeddedError || error instanceof KeyError) {
    const { code, details } = error.problem
    terminal.error(`${terminal.say.ground[code]} ${JSON.stringify(details)}`)
    terminal.object({ error: code, details })
    return exit.refused
  }
  terminal.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
  terminal.object({ error: 'internal' })
  return exit.internal
}

const runCommand = async (name: string, { root, argv, env }: Start): Promise<number> => {
  const config = readConfig({ root, env })
  const terminal = openTerminal({ language: languageOf(config, argv), json: argv.includes('--json') })
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) {
    terminal.error(terminal.say.unknownCommand(name))
    return exit.usage
  }
  try {
    const options = { ...common, ...command.options }
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    return await command.run({ config, terminal, positionals, values: values as CommandCall['values'] }) // strings and booleans only
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      terminal.error(terminal.say.badOption(error.message))
      return exit.usage
    }
    return report(terminal, error)
  }
}

/** The command line's entry: `npx lianfang <command>`. */
export const main = async (start: Start): Promise<void> => {
  try {
    readConfig(start)
  } catch (error) {
    // Before a language is known: the message names the setting and what it must be.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = exit.usage
    return
  }
  await mainWith(start)
}

const mainWith = async (start: Start): Promise<void> => {
  const [name, ...rest] = start.argv
  if (name === undefined || name === 'help' || name === '--help' || name === '-h' || rest.includes('--help')) {
    const config = readConfig(start)
    process.stdout.write(`${openTerminal({ language: languageOf(config, start.argv), json: false }).say.usage}\n`)
    process.exitCode = name === undefined ? exit.usage : exit.done
    return
  }
  const code = await runCommand(name, { ...start, argv: rest })
  process.exitCode = code
  // A handle that a library forgot must not keep a finished command from ending; output has been written by then.
  setTimeout(() => process.exit(code), 2_000).unref()
}
