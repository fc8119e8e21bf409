import { useState } from 'react'
import { serverNow } from '../../api/client.js'
import { useCareHomeWords } from '../../i18n/care-homes.js'
import { useI18n } from '../../i18n/i18n.js'
import { TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { TierMark } from '../../ui/tier-mark.js'
import { partsIn } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import { useVillageSearch } from '../households/add-member.js'
import type { Ways } from './roster.js'
import { type HomePage, useStayChange } from './use-care-homes.js'

type Found = { readonly id: string; readonly name: string }
type EnterProps = { readonly home: HomePage; readonly person: Found; readonly onDone: () => void }

const Enter = ({ home, person, onDone }: EnterProps) => {
  const words = useCareHomeWords()
  const { common } = useI18n().words
  const toast = useToast()
  const today = partsIn(serverNow(), useZone()).day
  const [day, setDay] = useState(today)
  const [room, setRoom] = useState('')
  const change = useStayChange(home.id, () => {
    toast({ text: words.movedIn(person.name) })
    onDone()
  })
  const refusals: Readonly<Record<string, string>> = words.refusals
  const reason = change.data?.outcome === 'refused' ? change.data.reason : null
  const elsewhere = reason === 'resident-other-village'
  const send = (moveVillage: boolean): void =>
    change.mutate({ do: 'in', personId: person.id, day, room: room.trim() === '' ? null : room.trim(), moveVillage })
  return (
    <div className="note stack">
      <strong>{words.moveInOf(person.name)}</strong>
      <TextField label={words.day} type="date" max={today} value={day} onChange={setDay} />
      <TextField label={words.roomField} maxLength={20} autoComplete="off" value={room} onChange={setRoom} />
      {change.error && <ProblemNote error={change.error} saving />}
      {reason !== null && <p role="alert">{elsewhere ? words.otherVillage(person.name) : refusals[reason]}</p>}
      <p className="line">
        <button
          type="button"
          className="btn btn-main"
          disabled={change.isPending || day === ''}
          onClick={() => send(elsewhere)}
        >
          {elsewhere ? words.moveVillage : words.moveIn}
        </button>
        <button type="button" className="btn btn-quiet" onClick={onDone}>
          {common.cancel}
        </button>
      </p>
    </div>
  )
}

const Search = ({ home, ways }: { readonly home: HomePage; readonly ways: Ways }) => {
  const words = useCareHomeWords()
  const { person: w } = useI18n().words
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Found | null>(null)
  const query = useVillageSearch(home.place.code.slice(0, 9), text)
  const known = new Set(home.residents.filter((r) => r.state !== 'elsewhere').map((r) => r.id))
  const rows = query.data?.rows.filter((row) => !known.has(row.id))
  if (chosen !== null) return <Enter home={home} person={chosen} onDone={() => setChosen(null)} />
  return (
    <div className="stack" aria-live="polite">
      <TextField
        label={words.find}
        hint={words.findHint}
        type="search"
        autoComplete="off"
        maxLength={60}
        value={text}
        onChange={setText}
      />
      {query.error && <ProblemNote error={query.error} onRetry={() => query.refetch()} />}
      {rows?.length === 0 && <p className="muted small">{words.findNone}</p>}
      <ul className="home-list">
        {rows?.map((row) => (
          <li key={row.id}>
            <p className="line">
              <strong>{row.name}</strong>
              <TierMark tier={row.tier} />
              <span className="num small">{row.age === null ? w.ageUnknown : w.age(row.age)}</span>
              <span className="muted small">{row.place}</span>
              <button
                type="button"
                className="btn"
                aria-label={words.moveInOf(row.name)}
                onClick={() => setChosen({ id: row.id, name: row.name })}
              >
                {words.moveIn}
              </button>
            </p>
          </li>
        ))}
      </ul>
      <p>{ways.addPerson(words.addPerson)}</p>
    </div>
  )
}

/** "Somebody moves in": found on the ledger, or added to it first. */
export const AddResident = (props: { readonly home: HomePage; readonly ways: Ways }) => {
  const words = useCareHomeWords()
  const { common } = useI18n().words
  const [open, setOpen] = useState(false)
  return open ? (
    <div className="card stack">
      <Search {...props} />
      <button type="button" className="btn btn-quiet" style={{ alignSelf: 'start' }} onClick={() => setOpen(false)}>
        {common.close}
      </button>
    </div>
  ) : (
    <button type="button" className="btn" style={{ alignSelf: 'start' }} onClick={() => setOpen(true)}>
      {words.moveIn}
    </button>
  )
}
