import { join } from 'node:path'
import type { Config } from '../config.js'
import { type House, type HouseStep, openHouse } from '../house.js'
import type { Terminal } from './terminal.js'

/** Says what opening the house is doing. */
export const sayStep =
  (terminal: Terminal) =>
  (step: HouseStep): void => {
    switch (step.step) {
      case 'keys-created':
        terminal.line(terminal.say.keysCreated(step.file))
        break
      case 'database':
        terminal.progress(terminal.say.database[step.state])
        break
      case 'migrated':
        if (step.count > 0) terminal.progress(terminal.say.migrated(step.count))
        break
    }
  }

type Opening = { readonly config: Config; readonly terminal: Terminal; readonly demonstration?: true }

/** Opens the house for one command and closes it afterwards. */
export const withHouse = async <T>(
  { config, terminal, demonstration }: Opening,
  work: (house: House) => Promise<T>,
): Promise<T> => {
  const house = await openHouse({
    config,
    demonstration: demonstration === true,
    log: () => undefined,
    progress: sayStep(terminal),
  })
  try {
    return await work(house)
  } finally {
    await house.close()
  }
}

/** The artefact with the divisions. */
export const divisionsFile = (config: Config): string => join(config.root, 'apps/server/data/divisions.cn.br')
