import type { parseArgs } from 'node:util'
import type { Config } from '../config.js'
import type { Terminal } from './terminal.js'

/** A command: its options beside the common ones, and what it does. Answers the exit code. */
export type Command = {
  readonly options: NonNullable<Parameters<typeof parseArgs>[0]>['options']
  readonly run: (call: CommandCall) => Promise<number>
}

export type CommandCall = {
  readonly config: Config
  readonly terminal: Terminal
  readonly positionals: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | undefined>>
}
