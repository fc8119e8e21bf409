import type { PlaceCode } from '@lianfang/domain/shared'
import type { House } from '../house.js'
import { countSecondFactors, renewSecondFactors } from '../kernel/auth/index.js'
import { otherSessions } from '../kernel/backup/index.js'
import { inTransaction, noScope } from '../kernel/db/index.js'
import { dropKey, rotateKeys } from '../kernel/keys/index.js'
import { countyCodes } from '../kernel/org/index.js'
import { countKeys, renewCountyKeys } from '../modules/care/index.js'
import type { Command, CommandCall } from './command.js'
import { withHouse } from './house-steps.js'
import { exit, type Terminal } from './terminal.js'

const countiesOf = (house: House): Promise<readonly PlaceCode[]> =>
  inTransaction(house.db.worker, noScope, countyCodes, { readOnly: true })

/** How many sealed entries stand under each master key, second factors and counties together. */
const countAll = async (house: House): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map(await countSecondFactors(house))
  for (const { keyId, rows } of await countKeys(house, await countiesOf(house)))
    counts.set(keyId, (counts.get(keyId) ?? 0) + rows)
  return counts
}

const list = ({ config, terminal }: CommandCall): Promise<number> =>
  withHouse({ config, terminal }, async (house) => {
    const counts = await countAll(house)
    const { activeId, keyIds } = house.keys
    const keys = keyIds.map((id) => ({ id, active: id === activeId, sealed: counts.get(id) ?? 0 }))
    for (const { id, active, sealed } of keys) terminal.line(terminal.say.keys.line(id, active, sealed))
    terminal.object({ command: 'keys', keys })
    return exit.done
  })

/** Puts everything under the key in use; stopped halfway it goes on when it is run again. */
const renewAll = async (house: House, terminal: Terminal): Promise<number> => {
  let done = await renewSecondFactors(house)
  const old = (await countKeys(house, await countiesOf(house))).filter(({ keyId }) => keyId !== house.keys.activeId)
  for (const county of new Set(old.map(({ home }) => home))) {
    await renewCountyKeys(house, county, (renewed) => {
      done += renewed
      terminal.progress(terminal.say.keys.renewing(done))
    })
  }
  return done
}

const renew = ({ config, terminal }: CommandCall): Promise<number> =>
  withHouse({ config, terminal }, async (house) => {
    const renewed = await renewAll(house, terminal)
    terminal.line(terminal.say.keys.renewed(renewed))
    terminal.object({ command: 'keys renew', active: house.keys.activeId, renewed })
    return exit.done
  })

/** A server that runs knows the old key only, and its roles' passwords come from it: nobody may be connected. */
const isFree = async (house: House, terminal: Terminal): Promise<boolean> => {
  const admin = await house.admin()
  const others = await otherSessions(admin, house.db).finally(() => admin.end())
  if (others === 0) return true
  terminal.error(terminal.say.inUse(others))
  terminal.object({ error: 'keys.in-use' })
  return false
}

const rotate = async (call: CommandCall): Promise<number> => {
  const { config, terminal } = call
  if (!(await withHouse({ config, terminal }, (house) => isFree(house, terminal)))) return exit.refused
  const { activeId } = await rotateKeys({ file: config.keyFile })
  terminal.line(terminal.say.keys.rotated(activeId, config.keyFile))
  return renew(call)
}

const drop = (call: CommandCall): Promise<number> => {
  const { config, terminal, positionals, values } = call
  const [, id = ''] = positionals
  const { say } = terminal
  return withHouse({ config, terminal }, async (house) => {
    // A server goes on sealing with the keys that it read at its start.
    if (!(await isFree(house, terminal))) return exit.refused
    const still = (await countAll(house)).get(id) ?? 0
    if (still > 0) {
      terminal.error(say.keys.inUse(still))
      terminal.object({ error: 'keys.still-used', id, sealed: still })
      return exit.refused
    }
    if (values.yes !== true && house.keys.keyIds.includes(id)) {
      terminal.line(say.keys.dropSays(id))
      terminal.object({ command: 'keys drop', id, dropped: false })
      return exit.refused
    }
    await dropKey({ file: config.keyFile, id })
    terminal.line(say.keys.dropped(id))
    terminal.object({ command: 'keys drop', id, dropped: true })
    return exit.done
  })
}

/** `keys`, `keys rotate`, `keys renew`, `keys drop ID [--yes]`: the master keys of the key file. */
export const keysCommand: Command = {
  options: { yes: { type: 'boolean' } },
  run: (call) => {
    const [verb] = call.positionals
    if (verb === undefined) return list(call)
    if (verb === 'rotate') return rotate(call)
    if (verb === 'renew') return renew(call)
    if (verb === 'drop' && call.positionals[1] !== undefined) return drop(call)
    call.terminal.error(call.terminal.say.keys.usage)
    return Promise.resolve(exit.usage)
  },
}
