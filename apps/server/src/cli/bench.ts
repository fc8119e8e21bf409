import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from './command.js'
import { exit } from './terminal.js'

/** `bench [--people N] [--home FOLDER] [--keep]`: runs the benches of the checkout, on loopback, and prints one table. */
export const benchCommand: Command = {
  options: { people: { type: 'string' }, home: { type: 'string' }, keep: { type: 'boolean' } },
  run: async ({ config, terminal, values }) => {
    const file = join(config.root, 'tests/bench/run.mjs')
    if (!existsSync(file)) {
      terminal.error(terminal.say.benchMissing)
      return exit.refused
    }
    const given = (name: 'people' | 'home'): string[] =>
      typeof values[name] === 'string' ? [`--${name}`, values[name]] : []
    const flags = [values.keep === true ? '--keep' : '', values.json === true ? '--json' : ''].filter((f) => f !== '')
    const child = spawn(process.execPath, [file, ...given('people'), ...given('home'), ...flags], { stdio: 'inherit' })
    return new Promise((done, fail) => {
      child.once('error', fail)
      child.once('exit', (code) => done(code === 0 ? exit.done : exit.internal))
    })
  },
}
