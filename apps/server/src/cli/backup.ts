import { makeBackup } from '../kernel/backup/index.js'
import { KeyError } from '../kernel/keys/index.js'
import type { Command, CommandCall } from './command.js'
import { withHouse } from './house-steps.js'
import { exit } from './terminal.js'

const run = ({ config, terminal }: CommandCall, folder: string): Promise<number> =>
  withHouse({ config, terminal }, async (house) => {
    const { say } = terminal
    const admin = await house.admin()
    try {
      const { keys } = house
      const made = await makeBackup({
        admin,
        keys,
        keyFile: config.keyFile,
        folder,
        progress: ({ rows, ofAbout }) => terminal.progress(say.backingUp(rows, ofAbout)),
      })
      if (made.outcome === 'refused') {
        terminal.error(say.backupNoRight)
        terminal.object({ error: `backup.${made.why}` })
        return exit.refused
      }
      const { file, bytes, rows, snapshotAt } = made
      terminal.line(say.backupDone(file, Math.ceil(bytes / 1024 / 1024), rows, snapshotAt))
      terminal.line(say.backupKeyApart(config.keyFile))
      terminal.object({ command: 'backup', file, bytes, rows, snapshotAt, keyId: keys.activeId })
      return exit.done
    } finally {
      await admin.end()
    }
  })

/** `backup FOLDER`: everything into one encrypted file, while the server goes on working. */
export const backupCommand: Command = {
  options: {},
  run: async (call) => {
    const { terminal, positionals } = call
    const [folder] = positionals
    if (folder === undefined) {
      terminal.error(terminal.say.badOption('backup FOLDER'))
      return exit.usage
    }
    try {
      return await run(call, folder)
    } catch (error) {
      if (!(error instanceof KeyError) || error.code !== 'keys.beside-data') throw error
      terminal.error(terminal.say.backupBesideKey(folder))
      terminal.object({ error: error.code })
      return exit.refused
    }
  },
}
