import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { upload } from '../../api/client.js'
import { Page } from '../../app/page.js'
import { useI18n } from '../../i18n/i18n.js'
import { TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { FileDrop } from '../ledger/file-drop.js'
import { useSession } from '../session/session.js'
import { CardSheet } from './card-sheet.js'
import { type StaffList, StaffTable } from './staff-table.js'
import { useCards } from './use-cards.js'
import { useStaffWords } from './use-staff-words.js'

const Counts = ({ list, taken }: { readonly list: StaffList; readonly taken: boolean }) => {
  const words = useStaffWords()
  const { number } = useI18n()
  const { counts } = list
  const parts = [
    words.total(number(counts.rows)),
    ...(['new', 'exists', 'wrong'] as const).map(
      (key) => `${key === 'new' && taken ? words.made : words.outcomes[key]} ${number(counts[key])}`,
    ),
  ]
  return (
    <>
      <p className="num">{parts.join(' · ')}</p>
      {list.teams && <p className="note">{words.teamsNote}</p>}
    </>
  )
}

/** After the accounts are made: what was made, what was not, and the cards. */
const Taken = ({ list, onOther }: { readonly list: StaffList; readonly onOther: () => void }) => {
  const words = useStaffWords()
  const { number } = useI18n()
  const { make, done } = useCards()
  const ids = list.rows.flatMap((row) => (row.outcome === 'new' && row.id !== null ? [row.id] : []))
  const { wrong } = list.counts
  return (
    <div className="stack">
      <div className="note note-good stack" role="status">
        <p className="strong">{words.done(number(ids.length))}</p>
        <p>{words.doneHint}</p>
      </div>
      {wrong > 0 && <p className="note note-warn">{words.wrongLeft(number(wrong))}</p>}
      {make.error && <ProblemNote error={make.error} saving />}
      {make.isPending && <p role="status">{words.cardsMaking(number(done + 1), number(ids.length))}</p>}
      <p className="line">
        {ids.length > 0 && (
          <button type="button" className="btn btn-main" disabled={make.isPending} onClick={() => make.mutate(ids)}>
            {words.cards(number(ids.length))}
          </button>
        )}
        <button type="button" className="btn" onClick={onOther}>
          {words.other}
        </button>
      </p>
      <Counts list={list} taken />
      <StaffTable list={list} taken />
      {make.data !== undefined && <CardSheet made={make.data} onClose={() => make.reset()} />}
    </div>
  )
}

type CheckedProps = {
  readonly list: StaffList
  readonly making: boolean
  readonly onMake: () => void
  readonly onOther: () => void
}

const Checked = ({ list, making, onMake, onOther }: CheckedProps) => {
  const words = useStaffWords()
  const { number } = useI18n()
  const fresh = list.counts.new
  return (
    <div className="stack">
      <h2>{words.checked}</h2>
      <Counts list={list} taken={false} />
      <p className="line">
        {fresh > 0 ? (
          <button type="button" className="btn btn-main" disabled={making} onClick={onMake}>
            {making ? words.making : words.make(number(fresh))}
          </button>
        ) : (
          <span className="muted">{words.nothingNew}</span>
        )}
        <button type="button" className="btn" disabled={making} onClick={onOther}>
          {words.other}
        </button>
      </p>
      <StaffTable list={list} taken={false} />
    </div>
  )
}

type Step = { readonly mode: 'check' | 'take'; readonly file: File; readonly county: string }

/** Sends the list: to be looked at, then, the same file again, to be made. The server keeps nothing of it between. */
const useStaffList = () => {
  const client = useQueryClient()
  const { language } = useI18n()
  const [sent, setSent] = useState({ sent: 0, total: 0 })
  const send = useMutation({
    mutationFn: async ({ mode, file, county }: Step) => ({
      mode,
      file,
      county,
      list: await upload('account.import', { query: { county, mode, language } }, file, (done, total) =>
        setSent({ sent: done, total }),
      ),
    }),
    onSuccess: ({ mode }) => (mode === 'take' ? client.invalidateQueries({ queryKey: ['account.list'] }) : undefined),
  })
  return { send, sent }
}

/** A county's staff from one file: dry run, accounts, sign-in cards (K2, X2). */
export const StaffPage = () => {
  const words = useStaffWords()
  const { acting } = useSession()
  const { send, sent } = useStaffList()
  const own = acting.place.code.length === 6 ? acting.place.code : null
  const [typed, setTyped] = useState('')
  const [checked, setChecked] = useState<{ readonly file: File; readonly list: StaffList } | null>(null)
  const county = own ?? typed.trim()
  const look = (file: File): void =>
    send.mutate({ mode: 'check', file, county }, { onSuccess: ({ list }) => setChecked({ file, list }) })
  const other = (): void => {
    setChecked(null)
    send.reset()
  }
  const taken = send.data?.mode === 'take' ? send.data.list : null
  return (
    <Page title={words.fromList} aside={words.intro}>
      {send.error && <ProblemNote error={send.error} saving />}
      {taken !== null ? (
        <Taken list={taken} onOther={other} />
      ) : checked !== null ? (
        <Checked
          list={checked.list}
          making={send.isPending}
          onMake={() => send.mutate({ mode: 'take', file: checked.file, county })}
          onOther={other}
        />
      ) : (
        <div className="narrow stack">
          {own === null && (
            <TextField
              label={words.county}
              hint={words.countyHint}
              inputMode="numeric"
              maxLength={6}
              value={typed}
              onChange={setTyped}
            />
          )}
          {/^\d{6}$/.test(county) && (
            <FileDrop accept=".csv,.txt,.xlsx" hint={words.formats} busy={send.isPending ? sent : null} onFile={look} />
          )}
        </div>
      )}
    </Page>
  )
}
