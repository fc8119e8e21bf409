import { join } from 'node:path'
import type { Config } from '../config.js'
import { type Inspected, inspectBackup, restoreBackup, type WholeBackup } from '../kernel/backup/index.js'
import { KeyError, type Keys, openKeys } from '../kernel/keys/index.js'
import type { Command, CommandCall } from './command.js'
import { withHouse } from './house-steps.js'
import { exit, type Terminal } from './terminal.js'

type Refused = Extract<Inspected, { readonly outcome: 'refused' }>

const migrationsFolder = (config: Config): string => join(config.root, 'apps/server/db/migrations')

/** The key file as it is; a restore makes none, because a new key opens nothing. */
const existingKeys = (config: Config): Promise<Keys | null> =>
  openKeys({ file: config.keyFile }).catch((error: unknown) => {
    if (error instanceof KeyError && error.code === 'keys.missing') return null
    throw error
  })

const exitOf: Readonly<Record<Refused['why'], number>> = {
  'file-missing': exit.file,
  'not-a-backup': exit.file,
  'newer-format': exit.file,
  'other-key': exit.refused,
  damaged: exit.broken,
  'newer-structure': exit.refused,
  'edited-structure': exit.refused,
}

const sayRefused = ({ terminal, config }: CommandCall, refused: Refused, file: string): number => {
  const { say } = terminal
  const sentences = {
    'file-missing': () => say.fileMissing(file),
    'not-a-backup': () => say.restoreRefused['not-a-backup'],
    'newer-format': () => say.restoreRefused['newer-format'],
    'other-key': () => say.restoreOtherKey(config.keyFile),
    damaged: () => say.restoreRefused.damaged,
    'newer-structure': () => say.restoreRefused['newer-structure'],
    'edited-structure': () => say.restoreRefused['edited-structure'],
  } satisfies Record<Refused['why'], () => string>
  terminal.error(sentences[refused.why]())
  const { outcome: _refused, why, ...details } = refused
  terminal.object({ error: `restore.${why}`, details })
  return exitOf[why]
}

const load = ({ config, terminal }: CommandCall, backup: WholeBackup): Promise<number> =>
  withHouse({ config, terminal }, async (house) => {
    const { say } = terminal
    const admin = await house.admin()
    try {
      const done = await restoreBackup({
        admin,
        db: house.db,
        backup,
        migrationsFolder: migrationsFolder(config),
        progress: ({ rows, of }) => terminal.progress(say.restoring(rows, of)),
      })
      if (done.outcome === 'refused') {
        terminal.error(say.restoreRefused[done.why])
        terminal.object({ error: `restore.${done.why}` })
        return done.why === 'damaged' ? exit.broken : exit.refused
      }
      terminal.line(say.restored(done.snapshotAt, done.rows, done.epoch))
      terminal.object({ command: 'restore', ...done })
      return exit.done
    } finally {
      await admin.end()
    }
  })

const sayNoKey = (terminal: Terminal, config: Config): number => {
  terminal.error(terminal.say.restoreNoKey(config.keyFile))
  terminal.object({ error: 'restore.no-key' })
  return exit.refused
}

/** `restore FILE`: reads the whole file first; only when the key fits and nothing is damaged is a database touched. */
export const restoreCommand: Command = {
  options: {},
  run: async (call) => {
    const { terminal, config, positionals } = call
    const [file] = positionals
    if (file === undefined) {
      terminal.error(terminal.say.badOption('restore FILE'))
      return exit.usage
    }
    const keys = await existingKeys(config)
    if (keys === null) return sayNoKey(terminal, config)
    terminal.progress(terminal.say.checkingBackup)
    const backup = await inspectBackup({ file, keys, migrationsFolder: migrationsFolder(config) })
    return backup.outcome === 'whole' ? load(call, backup) : sayRefused(call, backup, file)
  },
}
