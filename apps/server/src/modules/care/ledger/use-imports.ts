import type { ImportInfo } from '@lianfang/contract'
import { countyOf, type PlaceCode, parseDay } from '@lianfang/domain/shared'
import { actionOf, writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { askWork, cancelWork } from '../../../kernel/work/index.js'
import type { CareNeeds } from '../needs.js'
import { receiveLedger } from './receive.js'
import { rememberedSheet } from './sheets.js'
import {
  type ImportRow,
  type ImportState,
  importById,
  lockImport,
  rememberTemplate,
  saveColumns,
  setState,
} from './sql.js'
import { importInfo } from './view.js'

/** A call on one import. */
export type OnImport = Pick<Call<'import.read'>, 'scope' | 'params' | 'require' | 'actor'> & {
  readonly route: { readonly id: string }
}

/** The import of a call, when it is the caller's to see; locked until the transaction ends when it is to be changed. */
export const findImport = async (tx: Tx, call: OnImport, lock: 'lock' | 'look'): Promise<ImportRow> => {
  const read = lock === 'lock' ? lockImport : importById
  const entry = await read(tx, call.scope.county, call.params.id)
  if (entry === undefined) throw problem('not-found')
  call.require({ place: (entry.township || entry.home) as PlaceCode }) // stored from a checked code
  return entry
}

/** Receives an uploaded ledger and proposes its columns. A township manager's import takes in that township only. */
export const uploadLedger = async (needs: CareNeeds, call: Call<'import.upload'>): Promise<ImportInfo> => {
  const { query, actor, scope, request, require } = call
  const township = actor.role === 'townshipManager' ? actor.place : ''
  if (countyOf(actor.place) !== query.county) throw problem('forbidden')
  require({ place: township === '' ? query.county : (township as PlaceCode) }) // the manager's own place
  const source = await needs.openUpload({
    stream: request.raw,
    ...(query.sheet === undefined ? {} : { sheet: query.sheet }),
    ...(query.ask === 'yes' ? {} : { choose: (sheets) => rememberedSheet(needs, query.county, sheets) }),
  })
  try {
    const entry = await receiveLedger(needs, {
      home: query.county,
      township,
      account: actor.accountId,
      fileName: query.fileName,
      source,
      ...(query.sheet !== undefined
        ? { sheet: 'named' as const }
        : query.ask === 'yes'
          ? { sheet: 'ask' as const }
          : {}),
    })
    return await inTransaction(needs.db.app, scope, async (tx) => {
      await writeAudit(tx, actor, { action: 'import.upload', subject: entry.id, place: township || query.county })
      return importInfo(needs, tx, entry)
    })
  } finally {
    await source.close()
  }
}

export const readImport = (needs: CareNeeds, call: Call<'import.read'>): Promise<ImportInfo> =>
  inTransaction(needs.db.app, call.scope, async (tx) => importInfo(needs, tx, await findImport(tx, call, 'look')))

type Asked = {
  readonly from: readonly ImportState[]
  readonly to: ImportState
  readonly kind: string
  readonly cursor?: Readonly<Record<string, unknown>>
  readonly before?: (tx: Tx, entry: ImportRow) => Promise<void>
}

const ask = async (needs: CareNeeds, call: OnImport, a: Asked) =>
  inTransaction(needs.db.app, call.scope, async (tx) =>
    askStep(needs, tx, { ...a, call, entry: await findImport(tx, call, 'lock') }),
  )

/** Sets an import going on its next step, when it stands where the step begins. */
export const askStep = async (
  needs: CareNeeds,
  tx: Tx,
  { call, entry, ...a }: Asked & { readonly call: OnImport; readonly entry: ImportRow },
) => {
  if (!a.from.includes(entry.state)) throw problem('import.wrong-state', { state: entry.state })
  await a.before?.(tx, entry)
  await setState(tx, entry, a.to)
  await askWork(tx, {
    kind: a.kind,
    county: entry.home,
    township: entry.township,
    subject: entry.id,
    account: call.actor.accountId,
    ...(a.cursor === undefined ? {} : { cursor: a.cursor }),
  })
  await writeAudit(tx, call.actor, {
    action: actionOf(call.route.id),
    subject: entry.id,
    place: entry.township || entry.home,
  })
  return importInfo(needs, tx, { ...entry, state: a.to })
}

/** Starts a dry run with the given columns and day; the columns are remembered for the next ledger of these headings. */
export const checkImport = (needs: CareNeeds, call: Call<'import.check'>): Promise<ImportInfo> => {
  const { columns, asOf } = call.body
  if (asOf !== null && parseDay(asOf) === null) throw problem('request.invalid', { field: 'asOf' })
  const fields = columns.map((c) => c.field)
  const named = fields.includes('name')
  const placed = fields.includes('village') || fields.includes('township')
  return ask(needs, call, {
    from: ['mapping', 'checked', 'failed', 'cancelled'],
    to: 'checking',
    kind: 'care.import-check',
    cursor: { asOf },
    before: async (tx, entry) => {
      // A township's own ledger need not say where: its rows are the township's until their village is told.
      if (!named || !(placed || entry.township !== '')) throw problem('import.mapping-incomplete')
      const chosen = new Map(columns.map((c) => [c.index, c.field]))
      const next = entry.columns.map((c) => ({ ...c, field: chosen.get(c.index) ?? null, sure: true }))
      await saveColumns(tx, entry, next)
      if (entry.heading_hash !== null) await rememberTemplate(tx, entry.home, entry.heading_hash, next)
    },
  })
}

export const acceptImport = (needs: CareNeeds, call: Call<'import.accept'>): Promise<ImportInfo> =>
  inTransaction(needs.db.app, call.scope, async (tx) => (await findImport(tx, call, 'look')).as_of).then((asOf) =>
    ask(needs, call, { from: ['checked'], to: 'accepting', kind: 'care.import-take', cursor: { asOf } }),
  )

/** Cancels what is running; what an accepted import took in so far is taken back by the work itself. */
export const cancelImport = (needs: CareNeeds, call: Call<'import.cancel'>): Promise<ImportInfo> =>
  inTransaction(needs.db.app, call.scope, async (tx) => {
    const entry = await findImport(tx, call, 'lock')
    if ((await cancelWork(tx, entry.id)) === 0) {
      if (!['mapping', 'checked', 'failed'].includes(entry.state))
        throw problem('import.wrong-state', { state: entry.state })
      await setState(tx, entry, 'cancelled')
    }
    await writeAudit(tx, call.actor, {
      action: 'import.cancel',
      subject: entry.id,
      place: entry.township || entry.home,
    })
    return importInfo(needs, tx, (await importById(tx, entry.home, entry.id)) ?? entry)
  })

export const takeBackImport = (needs: CareNeeds, call: Call<'import.take-back'>): Promise<ImportInfo> =>
  ask(needs, call, {
    from: ['accepted'],
    to: 'accepting',
    kind: 'care.import-take-back',
    before: async (tx, entry) => {
      const info = await importInfo(needs, tx, entry)
      if (!info.canTakeBack) throw problem('import.built-on')
    },
  })
