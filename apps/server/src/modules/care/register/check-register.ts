import type { RegisterLoad } from '@lianfang/contract'
import { makePlaceIndex, type ReadRegister, readRegister } from '@lianfang/domain/care'
import { dayIn, instantOf } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { oldCodesInto, placesOfCounty } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { addLoad, loadById, standing } from './sql.js'
import { loadOf } from './view.js'

// The largest county has some 1,500 villages; ten times that is another kind of file.
const most = 15_000
const wrongKept = 1_000

const readFile = async (needs: CareNeeds, { scope, request }: Call<'register.check'>): Promise<ReadRegister> => {
  const today = dayIn(instantOf(needs.now()), needs.zone)
  const { places, renamed } = await inTransaction(
    needs.db.app,
    scope,
    async (tx) => ({
      places: await placesOfCounty(tx, scope.county),
      renamed: await oldCodesInto(tx, scope.county, today),
    }),
    { readOnly: true },
  )
  const villages = new Set<string>(places.filter((place) => place.level === 'village').map(({ code }) => code))
  const source = await needs.openUpload({ stream: request.raw })
  const rows: { readonly number: number; readonly cells: readonly string[] }[] = []
  try {
    for await (const row of source.rows) {
      rows.push(row)
      if (rows.length > most) throw problem('file.too-many-rows')
    }
  } finally {
    await source.close()
  }
  const read = readRegister(rows, { index: makePlaceIndex(places), villages, renamed })
  if (read === null) throw problem('file.no-header')
  return read
}

/** Reads a file of the population register and says what taking it in would change; nothing is taken in (K1). */
export const checkRegister = async (needs: CareNeeds, call: Call<'register.check'>): Promise<RegisterLoad> => {
  const { scope, query, actor, require } = call
  require({ place: query.county })
  if (query.county !== scope.county) throw problem('place.outside')
  const home = scope.county
  const read = await readFile(needs, call)
  const id = uuidv7()
  const keep = async (tx: Parameters<typeof addLoad>[0]): Promise<RegisterLoad> => {
    await addLoad(tx, {
      home,
      id,
      account: actor.accountId,
      at: new Date(needs.now()),
      rows: read.rows,
      lines: read.lines,
      // What stands in a wrong row may be anything, a name too: it is told once and not kept.
      wrong: read.wrong.slice(0, wrongKept).map(({ row, field, code }) => ({ row, field, code })),
      standsOn: await standing(tx, home),
    })
    await writeAudit(tx, actor, { action: 'register.check', subject: id, place: home, count: read.lines.length })
    const load = await loadById(tx, home, id)
    if (load === undefined) throw new Error('a register check that was just kept is gone')
    return loadOf(needs, tx, load, read.wrong)
  }
  return inTransaction(needs.db.app, scope, keep, { longMs: 10_000 })
}
