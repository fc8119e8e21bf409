import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { messagesOf } from '@lianfang/contract'
import { sql } from 'kysely'
import { compose, type Product } from '../compose.js'
import {
  demonstrationState,
  demoSignIns,
  fillDemonstration,
  leaveDemonstration,
  operationSignIns,
} from '../demo/index.js'
import { type House, openHouse } from '../house.js'
import { inTransaction, noScope } from '../kernel/db/index.js'
import { divisionsAreLoaded, loadAllDivisions, loadCounty } from '../kernel/org/index.js'
import { seedPolicy } from '../kernel/policy/index.js'
import { seedCatalogue } from '../modules/supply/index.js'
import type { Command, CommandCall } from './command.js'
import { loadTreeFile } from './divisions.js'
import { divisionsFile, sayStep } from './house-steps.js'
import { longWorkOption, runLongWork, startLongWorkBeside } from './long-work.js'
import { isOperation, startOperation } from './start-operation.js'
import { exit, type Terminal } from './terminal.js'
import { buildPages } from './web-pages.js'

type Listening = {
  readonly host: string
  readonly port: number
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null
  readonly behindProxy: boolean
}

const text = (value: string | boolean | undefined): string | null => (typeof value === 'string' ? value : null)

const mostPort = 65_535
/** More than a prefecture has; a demonstration of more would fill a disk. */
const mostPeople = 5_000_000

/** A whole number from an option, or the code to end with after saying what is wrong. */
const numberOf = ({ terminal, values }: CommandCall, option: string, most: number): number | null | 'wrong' => {
  const given = text(values[option])
  if (given === null) return null
  if (/^\d{1,9}$/.test(given) && Number(given) <= most) return Number(given)
  terminal.error(terminal.say.numberWrong(option, given, most))
  return 'wrong'
}

const readTls = async ({ terminal, values }: CommandCall): Promise<Listening['tls'] | 'missing'> => {
  const files = [text(values['tls-cert']), text(values['tls-key'])]
  const [cert, key] = await Promise.all(
    files.map((file) => (file === null ? null : readFile(file).catch(() => undefined))),
  )
  if (cert === undefined || key === undefined) {
    terminal.error(terminal.say.fileMissing(String(files[cert === undefined ? 0 : 1])))
    return 'missing'
  }
  return cert === null || key === null ? null : { cert, key }
}

const readListening = async (call: CommandCall): Promise<Listening | number> => {
  const { config, values } = call
  const port = numberOf(call, 'port', mostPort)
  if (port === 'wrong' || numberOf(call, 'people', mostPeople) === 'wrong') return exit.usage
  const tls = await readTls(call)
  if (tls === 'missing') return exit.file
  return {
    host: text(values.host) ?? config.host,
    port: port ?? config.port,
    tls,
    behindProxy: values['behind-proxy'] === true,
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)

const withAdmin = async (house: House, work: (admin: Admin) => Promise<unknown>): Promise<void> => {
  const admin = await house.admin()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}

type Admin = Awaited<ReturnType<House['admin']>>

/** Makes half a demonstration an empty one. */
const emptyAgain = async (house: House): Promise<void> => {
  await withAdmin(house, (admin) => leaveDemonstration({ admin, db: house.db, turnInto: 'demonstration' }))
  await seedPolicy(house.db)
  await seedCatalogue(house.db)
}

const fill = async (house: House, terminal: Terminal, people: number): Promise<void> => {
  const { db, keys, policy, now, config } = house
  // The places of the demonstration first, so that names stand on the first screen; the nation loads behind.
  await loadCounty({ db, file: divisionsFile(config) }, '421123')
  // A first start that was cut off is begun anew: half a demonstration would show sign-ins that do not work.
  if ((await demonstrationState(db)) === 'half-filled') await emptyAgain(house)
  await fillDemonstration({
    db,
    keys,
    policy,
    now: now(),
    zone: config.zone,
    divisionsFile: divisionsFile(config),
    people,
    // Three weeks of a million people are 20 million rows; what the lists and boards need is in the last follow-ups.
    history: people > 100_000 ? 'light' : 'full',
    progress: ({ done, total }) => terminal.progress(terminal.say.fillingDemo(done, total)),
  })
  await withAdmin(house, (admin) => admin.query('analyze'))
  await inTransaction(db.worker, noScope, async (tx) => {
    for (const [position, s] of demoSignIns.entries()) {
      await tx.run(sql`
        insert into kernel.demonstration_sign_in (position, login, password, role, place, team)
        values (${position}, ${s.login}, ${s.password}, ${s.role}, ${s.place}, ${s.team}) on conflict do nothing`)
    }
  })
}

/** Listens on the wanted port, or on a free one when it is taken and was not asked for; null where that was. */
const listen = async (
  product: Product,
  terminal: Terminal,
  at: Listening & { readonly asked: boolean },
): Promise<string | null> => {
  try {
    return await product.app.listen({ host: at.host, port: at.port })
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    if (!taken) throw error
    if (at.asked) {
      terminal.error(terminal.say.portInUse(at.port))
      return null
    }
    terminal.line(terminal.say.portTaken(at.port))
    return product.app.listen({ host: at.host, port: 0 })
  }
}

const hasAccounts = (house: House): Promise<boolean> =>
  inTransaction(house.db.auth, noScope, async (tx) => {
    const row = await tx.row(sql<{ any: boolean }>`select exists (select from kernel.account) as any`)
    return row?.any === true
  })

const greet = async (house: House, terminal: Terminal, address: string): Promise<void> => {
  const { say, line } = terminal
  if (!(await divisionsAreLoaded(house.db))) line(say.divisionsBehind)
  line(say.serving(address))
  if (house.instance.demonstration) {
    line(say.demonstration)
    line(say.signIns)
    const plays = house.clock.operation() !== null
    for (const s of plays ? operationSignIns : demoSignIns)
      line(
        `  ${s.login.padEnd(12)} ${s.password}  ${messagesOf(terminal.language).roles[s.role]} ${s.place || 'nation'} ${s.team ?? ''}`,
      )
  } else if (!(await hasAccounts(house))) line(say.noAccounts)
  line(say.stopHint)
}

const untilStopped = (): Promise<void> =>
  new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done())
  })

/** Divisions load behind the open product, and say nothing: how to sign in and to stop stays the last thing on the screen. */
const loadBehind = (house: House, terminal: Terminal, signal: AbortSignal): Promise<void> =>
  loadAllDivisions({ db: house.db, file: divisionsFile(house.config), signal }).catch((error: unknown) => {
    if (!signal.aborted) terminal.error(String(error))
  })

/** A file of divisions that stands in for those of China: from the option, else from the environment. */
const ownDivisions = ({ config, values }: CommandCall): string | null => text(values.divisions) ?? config.divisions

/** Loads one's own divisions before anybody is let in; a file that is loaded already changes nothing. */
const placeDivisions = async (house: House, call: CommandCall): Promise<number> => {
  const { terminal } = call
  const file = ownDivisions(call)
  if (file === null) return exit.done
  if (house.instance.demonstration) {
    terminal.error(terminal.say.divisions.intoDemonstration)
    return exit.refused
  }
  return loadTreeFile({ house, terminal: { ...terminal, object: () => undefined }, file, dryRun: false })
}

/** What a database made now would be. */
const wouldDemonstrate = (call: CommandCall): boolean =>
  call.values.empty !== true && call.config.databaseUrl === null && ownDivisions(call) === null

const run = async (call: CommandCall): Promise<number> => {
  const { config, terminal, values } = call
  if (values[longWorkOption] === true) return runLongWork(call)
  if ((text(values['tls-cert']) === null) !== (text(values['tls-key']) === null)) {
    terminal.error(terminal.say.badOption('--tls-cert FILE --tls-key FILE'))
    return exit.usage
  }
  const at = await readListening(call)
  if (typeof at === 'number') return at
  const open = !isLoopback(at.host)
  if (open && at.tls === null && !at.behindProxy) {
    terminal.error(terminal.say.loopbackOnly)
    return exit.refused
  }
  // Before anything is made: a database once made for a demonstration stays one.
  if (open && wouldDemonstrate(call) && !existsSync(config.dataDir)) {
    terminal.error(terminal.say.demoLoopback)
    return exit.refused
  }
  await buildPages(config.root, () => terminal.line(terminal.say.buildingPages))
  const house = await openHouse({
    config,
    demonstration: wouldDemonstrate(call),
    log: () => undefined,
    progress: sayStep(terminal),
  })
  try {
    return await serve(house, call, at)
  } finally {
    // Also when filling or listening failed: no database server is left behind.
    await house.close()
  }
}

const serve = async (house: House, call: CommandCall, at: Listening): Promise<number> => {
  const { terminal, values } = call
  const { demonstration } = house.instance
  if (demonstration && !isLoopback(at.host)) {
    terminal.error(terminal.say.demoLoopback)
    return exit.refused
  }
  const placed = await placeDivisions(house, call)
  if (placed !== exit.done) return placed
  if (isOperation(house, call)) {
    const begun = await startOperation(house, call, {
      hasAccounts: await hasAccounts(house),
      emptyAgain: () => emptyAgain(house),
    })
    if (begun !== exit.done) return begun
  } else if (demonstration && !(await hasAccounts(house))) {
    await fill(house, terminal, Number(text(values.people) ?? 20_000))
  }
  const isWhole = house.config.role === 'all'
  const product = await compose(house, {
    log: terminal.error,
    longWorkBeside: isWhole,
    secureCookies: at.tls !== null || at.behindProxy,
    trustProxy: at.behindProxy,
    ...(at.tls === null ? {} : { tls: at.tls }),
  })
  const lost = (): void => terminal.error(terminal.say.longWorkLost)
  const beside = isWhole ? startLongWorkBeside({ root: house.config.root, lost }) : null
  // Before the address is told: whoever stops the product as soon as it speaks would end it without its farewell.
  const stopped = untilStopped()
  try {
    // A process of the role `worker` settles and does long work, and answers nobody.
    if (house.config.role === 'worker') terminal.line(terminal.say.working)
    else {
      const address = await listen(product, terminal, { ...at, asked: values.port !== undefined })
      if (address === null) return exit.refused
      await greet(house, terminal, address)
      terminal.object({ command: 'start', address, demonstration })
    }
    const loading = new AbortController()
    const loaded = loadBehind(house, terminal, loading.signal)
    await stopped
    loading.abort()
    await loaded
  } finally {
    await Promise.all([product.stop(), beside?.stop()])
  }
  return exit.done
}

/** `start`: opens the product. On an empty folder it is filled with demonstration data first. */
export const startCommand: Command = {
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    people: { type: 'string' },
    empty: { type: 'boolean' },
    operation: { type: 'boolean' },
    day: { type: 'string' },
    divisions: { type: 'string' },
    'tls-cert': { type: 'string' },
    'tls-key': { type: 'string' },
    'behind-proxy': { type: 'boolean' },
    [longWorkOption]: { type: 'boolean' },
  },
  run,
}
