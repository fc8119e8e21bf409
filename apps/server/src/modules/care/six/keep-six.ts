import { addDays, type Day, dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { countyScope, inTransaction, type Scope, type Tx } from '../../../kernel/db/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import type { CareNeeds } from '../needs.js'
import { longMs, townshipPoints } from './read-six.js'
import type { SixAsked } from './sql.js'
import { keepDay, workedAt } from './sql-days.js'

type Kept = { readonly scope: Scope; readonly asked: SixAsked; readonly day: Day }

const keep = (needs: CareNeeds, { scope, asked, day }: Kept): Promise<number> =>
  inTransaction(
    needs.db.app,
    scope,
    async (tx: Tx) => {
      const rows = (await townshipPoints(tx, asked)).map(({ township, points }) => ({
        township,
        inPlace: points.map(({ n }) => n),
        asked: points.map(({ of }) => of),
        against: points[1]?.against ?? null,
      }))
      return keepDay(tx, { home: asked.home, day, at: new Date(asked.now), rows })
    },
    { longMs },
  )

const askedAt = async (needs: CareNeeds, home: string, place: string): Promise<SixAsked> => {
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const care = await needs.policy.care(home as PlaceCode, today) // a county's code
  return { home, place, now, today, due: openGate(care.due), medicine: openGate(care.medicine) }
}

/**
 * Keeps the six of a county for the day that has ended (K6); the night's work. A program that was down until the morning closes
 * that day as well, with what it finds: kept under the new day it would leave a hole, and stand for hours that have not been.
 */
export const keepSixOfNight = async (needs: CareNeeds, home: string): Promise<void> => {
  const asked = await askedAt(needs, home, home)
  const day = addDays(asked.today, -1)
  await keep(needs, { scope: countyScope(home), asked, day })
}

/** Ten minutes: as often as somebody opens the page, and seldom enough that it costs nothing (0.25 s a county of 20,000). */
const freshMs = 10 * 60_000

/** Works the six of a place out anew for today when what is kept is older than ten minutes; inside the reader's own county. */
export const renewSix = async (needs: CareNeeds, scope: Scope, place: PlaceCode): Promise<void> => {
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const at = { place, today, yesterday: addDays(today, -1) }
  const worked = await inTransaction(needs.db.app, scope, (tx) => workedAt(tx, at), { readOnly: true })
  if (worked?.from != null && worked.from > now - freshMs) return
  await keep(needs, { scope, asked: await askedAt(needs, scope.county, place), day: today })
}
