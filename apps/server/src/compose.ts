import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import fastifyStatic from '@fastify/static'
import type { ProblemCode } from '@lianfang/contract'
import { isOfCare } from '@lianfang/domain/policy'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { followOperation, operationHandlers, operationWorks } from './demo/index.js'
import type { House } from './house.js'
import { FileError, writeCsv } from './interop/csv/index.js'
import { openTable, writeXlsx } from './interop/xlsx/index.js'
import { auditHandlers } from './kernel/audit/http.js'
import { authHandlers } from './kernel/auth/http.js'
import { makeOidcProvider, makeSessions } from './kernel/auth/index.js'
import type { Tx } from './kernel/db/index.js'
import {
  bindRoutes,
  type Handlers,
  type MayFn,
  makeHttp,
  type OutgoingTable,
  sessionCookie,
} from './kernel/http/index.js'
import { instanceHandlers } from './kernel/instance/http.js'
import { type Live, startLive } from './kernel/live/index.js'
import { orgHandlers } from './kernel/org/http.js'
import { policyHandlers } from './kernel/policy/http.js'
import { problem } from './kernel/problems/index.js'
import { type Settler, settleNow, startSettler } from './kernel/settle/index.js'
import { type Running, startWorkers, type Workers } from './kernel/work/index.js'
import {
  askNight,
  askRenewal,
  begunByCounty,
  type CareNeeds,
  medicineDoor,
  registerCare,
  type TableSource,
  teamsLeftWithoutMedic,
  tryPolicyValue,
} from './modules/care/index.js'
import { registerSupply, type SupplyNeeds, seedCatalogue, settleStock } from './modules/supply/index.js'

const asProblem = (error: unknown): unknown =>
  error instanceof FileError
    ? problem(error.code satisfies ProblemCode, JSON.parse(JSON.stringify(error.problem.details)))
    : error

async function* withProblems<T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* rows
  } catch (error) {
    throw asProblem(error)
  }
}

type Source = {
  readonly path?: string
  readonly stream?: Readable
  readonly sheet?: string
  readonly choose?: (sheets: readonly string[]) => Promise<string | undefined>
}

/** Opens somebody's file as a table; what is wrong with it becomes a problem of the registry. */
export const openSource = async (source: Source): Promise<TableSource & { readonly close: () => Promise<void> }> => {
  try {
    const table = await openTable(source)
    return {
      rows: withProblems(table.rows),
      info: () =>
        table.info.kind === 'csv'
          ? { sheet: null, encoding: table.info.encoding }
          : { sheet: table.info.sheet, encoding: null, sheets: table.info.sheets },
      sheetRows: async () => (await table.sheetRows?.()) ?? [],
      close: table.close,
    }
  } catch (error) {
    throw asProblem(error)
  }
}

const sendTable = async (reply: FastifyReply, table: OutgoingTable): Promise<void> => {
  const { format, name, headings, rows } = table
  const body =
    format === 'csv'
      ? writeCsv({ columns: headings, rows })
      : writeXlsx({ sheet: '1', columns: headings.map((title) => ({ title, width: 16 })), rows })
  const type =
    format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('cache-control', 'no-store')
    .send(body)
}

/** The name of a file without its folders: paths of somebody's machine are not kept. */
export const plainName = (path: string): string => basename(path).slice(0, 200)

/** What the care module is handed, from the opened house. */
export const careNeeds = (house: House, log: (line: string) => void): CareNeeds => ({
  db: house.db,
  keys: house.keys,
  policy: house.policy,
  now: house.now,
  zone: house.config.zone,
  demonstration: house.instance.demonstration,
  log,
  openUpload: openSource,
  sendTable,
})

/** What the supply module is handed, from the opened house. */
const supplyNeeds = (house: House, log: (line: string) => void): SupplyNeeds => ({
  db: house.db,
  keys: house.keys,
  policy: house.policy,
  now: house.now,
  zone: house.config.zone,
  openUpload: openSource,
  begun: (place, today) => begunByCounty(careNeeds(house, log), place, today),
  medicine: medicineDoor,
  sendTable,
})

export type Product = {
  readonly app: FastifyInstance
  readonly settler: Settler
  readonly live: Live
  readonly workers: Workers
  readonly stop: () => Promise<void>
}

export type ProductOptions = {
  readonly log: (line: string) => void
  readonly secureCookies: boolean
  readonly trustProxy: boolean
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer }
  /** A process beside this one does the long work. */
  readonly longWorkBeside?: boolean
  /** Replaced in tests, to prove that row security holds alone. */
  readonly may?: MayFn
}

const deskPages = [
  'sign-in',
  'morning',
  'league',
  'board',
  'today',
  'followups',
  'sheets',
  'alarms',
  'people',
  'moves',
  'ledger',
  'tier',
  'teams',
  'care-homes',
  'checks',
  'six',
  'numbers',
  'desk',
  'medicine',
  'policy',
  'audit',
  'emergency',
  'facilities',
  'enterprises',
  'catalogue',
  'outlook',
  'stores',
  'stock',
  'recalls',
  'requests',
  'offers',
  'requisitions',
  'consignments',
  'devices',
  'grassroots',
  'orders',
  'labels',
  'donations',
  'accounts',
  'me',
] as const

const pagesOf = (root: string): string => join(root, 'apps/web/dist')

const servePages = async (app: FastifyInstance, root: string): Promise<void> => {
  const pages = pagesOf(root)
  if (!existsSync(pages)) return
  await app.register(fastifyStatic, {
    root: pages,
    preCompressed: true,
    cacheControl: false, // its own header would win over the one below, and everything was asked for anew
    setHeaders: (response, path) => {
      // Built files carry a hash in their names; the two entries must be asked for anew.
      const lasting = path.includes('/assets/')
      response.setHeader('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      response.setHeader('vary', 'accept-encoding')
    },
  })
  app.get('/home', (_request, reply) => reply.sendFile('home.html'))
  app.get('/road', (_request, reply) => reply.sendFile('road.html'))
  app.get('/gifts', (_request, reply) => reply.sendFile('gifts.html'))
  app.get('/report', (_request, reply) => reply.sendFile('report.html'))
  app.get('/report/*', (_request, reply) => reply.sendFile('report.html'))
  app.get('/store', (_request, reply) => reply.sendFile('store.html'))
  app.get('/store/*', (_request, reply) => reply.sendFile('store.html'))
  app.get('/hospital', (_request, reply) => reply.sendFile('hospital.html'))
  app.get('/hospital/*', (_request, reply) => reply.sendFile('hospital.html'))
  app.get('/first', (_request, reply) => reply.sendFile('first.html'))
  app.get('/field', (_request, reply) => reply.sendFile('field.html'))
  app.get('/field/*', (_request, reply) => reply.sendFile('field.html'))
  // Pages of the desk have addresses of their own, all served by one entry.
  for (const page of deskPages) {
    app.get(`/${page}`, (_request, reply) => reply.sendFile('index.html'))
    app.get(`/${page}/*`, (_request, reply) => reply.sendFile('index.html'))
  }
}

/** What is being answered when the program stops may take this long: transactions end within a second. */
const stopGraceMs = 2_000

const idleWorkers: Workers = { stop: async () => undefined }

/** A process of the role `api` leaves settling and long work to another one on the same database. */
const startSettling = async ({ db, now, config }: House, log: (line: string) => void): Promise<Settler> => {
  const beside = (tx: Tx) => settleStock(tx, { now: now(), zone: config.zone })
  if (config.role === 'api') return { settleAll: () => settleNow(db, beside), stop: async () => undefined }
  return startSettler({ db, log, now, zone: config.zone, beside, dayEnded: () => askNight({ db }) })
}

/** Runs long work. Each piece begins with the rules as they are now: another process may just have changed them. */
const startLongWork = (house: House, care: ReturnType<typeof registerCare>, log: (line: string) => void) => {
  const { db, keys, policy, clock, config } = house
  const ofOperation = operationWorks({ db, keys, policy, clock, zone: config.zone })
  const kinds = { ...care.work, ...registerSupply(supplyNeeds(house, log)).work, ...ofOperation }
  const fresh = Object.entries(kinds).map(([kind, run]) => [
    kind,
    (running: Running) => {
      policy.forget()
      return run(running)
    },
  ])
  return startWorkers(db, Object.fromEntries(fresh), log, care.again)
}

/** Long work alone, for a process of its own: it answers nobody and settles nothing. */
export const composeLongWork = (house: House, log: (line: string) => void): Workers =>
  startLongWork(house, registerCare({ ...careNeeds(house, log), forgetSessions: () => undefined }), log)

/** Puts the product together: routes, pages, settler, live stream, long work. */
export const compose = async (house: House, options: ProductOptions): Promise<Product> => {
  const { db, keys, policy, now, clock, instance, config } = house
  const { log } = options
  await seedCatalogue(db)
  const sessions = makeSessions(db, clock.wall)
  const oidc = config.oidc === null ? null : makeOidcProvider(config.oidc)
  const settler = await startSettling(house, log)
  const live = startLive(db, log)
  sessions.onForget(live.recheck)
  const care = registerCare({ ...careNeeds(house, log), forgetSessions: sessions.forget })
  const elsewhere = config.role === 'api' || options.longWorkBeside === true
  const workers = elsewhere ? idleWorkers : startLongWork(house, care, log)
  const http = {
    db,
    sessions,
    log,
    secureCookies: options.secureCookies,
    demonstration: instance.demonstration,
    trustProxy: options.trustProxy,
    ...(options.may === undefined ? {} : { may: options.may }),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    ...(existsSync(pagesOf(config.root)) ? { lostPage: (reply: FastifyReply) => reply.sendFile('index.html') } : {}),
  }
  const app = await makeHttp(http)
  const handlers: Handlers = {
    ...instanceHandlers(db, { ...instance, provider: config.oidc?.label ?? null }),
    ...authHandlers({ ...http, keys, now: clock.wall, zone: config.zone, oidc }),
    ...orgHandlers({
      db,
      sessions,
      now,
      zone: config.zone,
      issuer: config.oidc?.issuer ?? null,
      hangUp: live.hangUp,
      openUpload: openSource,
      sendTable,
      leftWithoutMedic: (goes) => teamsLeftWithoutMedic({ db, now }, goes),
    }),
    ...policyHandlers({
      db,
      policy,
      now,
      zone: config.zone,
      renew: ({ ruleId, place }) => (isOfCare(ruleId) ? askRenewal({ db }, place, 'policy') : Promise.resolve([])),
      tryOut: (scope, value) => tryPolicyValue(careNeeds(house, log), scope, value),
    }),
    ...auditHandlers({ db, zone: config.zone, sendTable }),
    ...care.handlers,
    ...registerSupply(supplyNeeds(house, log)).handlers,
    ...operationHandlers({ db, clock, demonstration: instance.demonstration }),
    'live.follow': async ({ actor, session, request, reply }) => {
      const still = () => sessions.acts(request.cookies[sessionCookie] ?? '', actor)
      live.follow({ actor, still, reply, until: session.expiresAt })
      return undefined
    },
  }
  bindRoutes(app, http, handlers)
  const unfollow = followOperation(clock)
  await servePages(app, config.root)
  return {
    app,
    settler,
    live,
    workers,
    stop: async () => {
      unfollow()
      await live.stop()
      // A browser's connection on which nothing was asked yet is not idle for Node: it held the stop for 70 seconds.
      const force = setTimeout(() => app.server.closeAllConnections(), stopGraceMs)
      await app.close()
      clearTimeout(force)
      await workers.stop()
      await settler.stop()
    },
  }
}
