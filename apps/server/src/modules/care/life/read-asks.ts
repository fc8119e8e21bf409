import type { TakingBackAsked } from '@lianfang/contract'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields, personKey } from '../people/secrets.js'
import { type AskListed, asksOfDay, lastAskOf } from './ask-sql.js'

export const reasonField = (id: string): string => `taking-back:${id}`
export const answerField = (id: string): string => `death-stands:${id}`

type Keys = Pick<CareNeeds, 'keys'>

const told = async ({ keys }: Keys, tx: Tx, home: string, row: AskListed): Promise<TakingBackAsked> => {
  const key = await personKey(tx, home, row.person)
  const open = (field: string, sealed: Buffer): string =>
    keys.open({ key, at: { county: home, person: row.person, field }, sealed })
  return {
    id: row.id,
    event: row.event,
    askedAt: new Date(row.asked_at).toISOString(),
    askedBy: row.asked_by_name ?? '',
    mine: row.mine,
    reason: open(reasonField(row.id), row.reason_sealed),
    answer:
      row.answered_at === null || row.answer_sealed === null
        ? null
        : {
            at: new Date(row.answered_at).toISOString(),
            by: row.answered_by_name ?? '',
            reason: open(answerField(row.id), row.answer_sealed),
            read: row.read_at !== null,
          },
  }
}

type OfPerson = Parameters<typeof lastAskOf>[1]

/** The last asking to take a person's death back, for the person's page; null where there is none or it was taken back (K20). */
export const takingBackOf = async (needs: Keys, tx: Tx, asked: OfPerson): Promise<TakingBackAsked | null> => {
  const row = await lastAskOf(tx, asked)
  return row === undefined ? null : told(needs, tx, asked.home, row)
}

type OfDay = {
  readonly home: string
  readonly reader: string
  readonly whose: RawBuilder<unknown>
  readonly limit: number
}

/** The lines of a day about deaths that somebody was asked to take back, the oldest first. */
export const takingBackLines = async (needs: Keys, tx: Tx, asked: OfDay) => {
  const rows = await asksOfDay(tx, asked)
  const { home } = asked
  const names = await openFields(needs, tx, { home, people: rows.map((r) => r.person), fields: ['name'] })
  const lines = []
  for (const row of rows) {
    const line = await told(needs, tx, home, row)
    lines.push({ ...line, personId: row.person, name: names.get(row.person)?.get('name') ?? '' })
  }
  return lines
}
