import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call, serverNow } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import { useZone } from '../../ui/zone.js'
import { useSession } from '../session/session.js'
import { type Cell, commandsOf, type Draft, emptyDraft, type Faults, faultsOf, isSaid, type On } from './entry-draft.js'
import { type Drafts, keepDrafts, keptDrafts } from './kept-drafts.js'
import { type Sheet, type SheetRow, useRenewSheets } from './use-sheets.js'

/** Why no line can be entered: died, moved away, or no longer the reader's. */
export const closedBy = ({ person }: SheetRow): 'dead' | 'left' | 'gone' | null => {
  if (person === null) return 'gone'
  const { status } = person.life
  return status === 'dead' || status === 'left' ? status : null
}

type Told = {
  readonly row: SheetRow
  readonly what: 'saved' | 'raised' | 'byOther' | 'closed' | 'refused'
  readonly why?: string
}
export type Outcome = { readonly told: readonly Told[]; readonly wrong: number }

/** Sends one line: the follow-up, then what was said of medicine. Throws what passes, such as a lost network. */
const sendLine = async (row: SheetRow, draft: Draft, on: On): Promise<Told> => {
  const commands = commandsOf(row, draft, on)
  if (commands === null) throw new Error('only lines without a fault are sent')
  try {
    const answer = await call('followup.record', { body: commands.followup })
    if (answer.outcome === 'refused') return { row, what: 'refused', why: answer.reason }
    if (answer.outcome === 'stale') return { row, what: 'refused' }
    const { medicine } = commands
    if (medicine !== null) {
      const said = await call('medicine.say', { params: { id: row.personId }, body: medicine })
      if (said.outcome === 'refused') return { row, what: 'refused', why: said.reason }
    }
    return { row, what: answer.result.alarm ? 'raised' : 'saved' }
  } catch (error) {
    // The sheet's id is taken by other values: somebody else has entered this line.
    if (isApiProblem(error) && error.code === 'command.other-body') return { row, what: 'byOther' }
    if (isApiProblem(error) && (error.code === 'forbidden' || error.code === 'not-found'))
      return { row, what: 'closed' }
    throw error
  }
}

const without = (drafts: Drafts, n: number): Drafts =>
  Object.fromEntries(Object.entries(drafts).filter(([key]) => key !== String(n)))

/** What is typed of a sheet, what is wrong with it, and its saving line by line. */
export const useEntry = (sheet: Sheet) => {
  const zone = useZone()
  const { account } = useSession()
  const renew = useRenewSheets()
  const [drafts, setDrafts] = useState<Drafts>(() => keptDrafts(account.id, sheet.id))
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const change = (make: (now: Drafts) => Drafts): void =>
    setDrafts((now) => {
      const next = make(now)
      keepDrafts(account.id, sheet.id, next)
      return next
    })
  const onNow = (): On => ({ day: sheet.day, zone, now: serverNow(), printedAt: Date.parse(sheet.printedAt) })
  const draftOf = (row: SheetRow): Draft => drafts[row.n] ?? emptyDraft(row)
  const said = (rows: readonly SheetRow[]) => rows.filter((row) => isSaid(draftOf(row)))

  /** A break in the middle still says what was saved and which alarms it raised. */
  const sent = async (row: SheetRow, draft: Draft, on: On, told: readonly Told[]): Promise<Told> => {
    if (closedBy(row) !== null) return { row, what: 'closed' }
    try {
      return await sendLine(row, draft, on)
    } catch (error) {
      setOutcome({ told, wrong: 0 })
      throw error
    }
  }

  const save = useMutation({
    mutationFn: async (): Promise<Outcome> => {
      setOutcome(null)
      const on = onNow()
      // Read anew: somebody may have died, or moved, while this was typed.
      const fresh = await call('sheet.read', { params: { id: sheet.id } })
      const told: Told[] = []
      let wrong = 0
      for (const row of said(fresh.rows)) {
        const draft = draftOf(row)
        if (Object.keys(faultsOf(draft, on)).length > 0) wrong += 1
        else {
          const one = await sent(row, draft, on, told)
          told.push(one)
          // What somebody else entered is compared with the paper first.
          if (one.what !== 'refused' && one.what !== 'byOther') change((now) => without(now, row.n))
        }
      }
      return { told, wrong }
    },
    onSuccess: setOutcome,
    onSettled: renew,
  })

  return {
    draftOf,
    saidCount: said(sheet.rows).length,
    set: (row: SheetRow, part: Partial<Draft>): void => {
      setOutcome(null)
      change((now) => {
        const next = { ...(now[row.n] ?? emptyDraft(row)), ...part }
        return isSaid(next) ? { ...now, [row.n]: next } : without(now, row.n)
      })
    },
    /** Complaints of boxes that were left, or of all after a try to save: not while somebody is typing. */
    faultsOf: (row: SheetRow): Faults => {
      const faults = Object.entries(faultsOf(draftOf(row), onNow()))
      const tried = outcome !== null
      const shown = faults.filter(([cell]) => tried || left.has(`${row.n}.${cell}`))
      return Object.fromEntries(shown)
    },
    leave: (row: SheetRow, cell: Cell): void => setLeft((now) => new Set(now).add(`${row.n}.${cell}`)),
    outcome,
    save,
  }
}

export type Entry = ReturnType<typeof useEntry>
