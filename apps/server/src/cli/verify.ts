import { verifyAudit } from '../kernel/audit/index.js'
import { noScope } from '../kernel/db/index.js'
import type { Command } from './command.js'
import { withHouse } from './house-steps.js'
import { exit } from './terminal.js'

/** `verify`: recomputes the audit's seals. Exit code 5 when they do not hold. */
export const verifyCommand: Command = {
  options: {},
  run: ({ config, terminal }) =>
    withHouse({ config, terminal }, async (house) => {
      const verdict = await verifyAudit(house.db, noScope)
      const { say } = terminal
      terminal.line(
        verdict.state === 'whole'
          ? say.verifyWhole(verdict.seals, verdict.rows, verdict.unsealed)
          : say.verifyBroken(verdict.firstBroken ?? 0),
      )
      terminal.object({ command: 'verify', ...verdict })
      return verdict.state === 'whole' ? exit.done : exit.broken
    }),
}
