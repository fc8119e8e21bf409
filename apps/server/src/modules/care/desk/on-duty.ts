import { heldByHandover, onDutyAt, type Shift } from '@lianfang/domain/care'
import { addHours, type Instant } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import { type Desk, lastTaken, shiftsIn } from './sql-rota.js'

/** How far back a shift may have begun that is still shown: the longest, and the one before. */
export const shownBackHours = 36

/** Who sits at a desk that was taken over by name outside the rota. */
export const holderOf = async (
  tx: Tx,
  desk: Desk,
  at: { readonly shifts: readonly Shift[]; readonly now: Instant },
) => {
  const last = await lastTaken(tx, desk)
  const held = heldByHandover({ taken: last ?? null, ...at })
  return held === null ? null : { accountId: held.account, name: last?.name ?? '', since: held.at }
}

/** The names of those at a desk now: by the rota, and who took it over. */
export const onDutyNames = async (tx: Tx, desk: Desk, now: Instant): Promise<string[]> => {
  const from = new Date(addHours(now, -shownBackHours))
  const rows = await shiftsIn(tx, { ...desk, from, until: new Date(now + 1) })
  const shifts = rows.map((row) => ({ ...row, from: row.from_at, until: row.until_at }))
  const holder = await holderOf(tx, desk, { shifts, now })
  const names = onDutyAt(shifts, now).map(({ name }) => name ?? '')
  return [...new Set([...names, holder?.name ?? ''])].filter((name) => name !== '')
}
