import { leaveDemonstration, whatGoes } from '../demo/index.js'
import type { Command } from './command.js'
import { withHouse } from './house-steps.js'
import { exit } from './terminal.js'

/** `demo leave [--yes]`: says what goes; with --yes makes an empty database that is no demonstration. */
export const demoCommand: Command = {
  options: { yes: { type: 'boolean' } },
  run: async ({ config, terminal, positionals, values }) => {
    const { say } = terminal
    if (positionals[0] !== 'leave') {
      terminal.error(say.badOption(positionals[0] ?? 'demo'))
      return exit.usage
    }
    return withHouse({ config, terminal }, async (house) => {
      const admin = await house.admin()
      try {
        const goes = await whatGoes(admin, house.db)
        const people = goes === null ? null : goes.invented + goes.onTrial
        if (goes !== null && values.yes !== true) {
          terminal.line(say.demoLeaveSays(goes.invented, goes.onTrial))
          if (goes.inUse) terminal.line(say.demoLeaveStop)
          terminal.object({ command: 'demo leave', people, onTrial: goes.onTrial, left: false })
          return exit.refused
        }
        const left = await leaveDemonstration({ admin, db: house.db, turnInto: 'real' })
        if (left.outcome === 'left') {
          terminal.line(say.demoLeft)
          terminal.object({ command: 'demo leave', people, left: true })
          return exit.done
        }
        terminal.error(left.why === 'in-use' ? say.inUse(left.others) : say.notDemo)
        terminal.object({ error: `demo.${left.why}` })
        return exit.refused
      } finally {
        await admin.end()
      }
    })
  },
}
