import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useHouseholdWords } from '../../i18n/households.js'
import { useWords } from '../../i18n/i18n.js'
import { TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import type { PersonInfo } from '../people/person-facts.js'

type Rows = Reply<'person.search'>['rows']

/** Found in one village by what was typed, a little after the last key. Posted, and forgotten with the page. */
export const useVillageSearch = (place: string, typed: string) => {
  const text = typed.trim()
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  return useQuery({
    queryKey: ['person.search', place, settled],
    queryFn: ({ signal }) => call('person.search', { body: { place: placeInUrl(place), text: settled } }, signal),
    enabled: settled !== '' && text !== '',
    gcTime: 30_000,
  })
}

type Props = {
  readonly person: Pick<PersonInfo, 'id' | 'chain'>
  readonly correct: ReactNode
  /** Who lives there already. */
  readonly known: readonly string[]
  readonly children: (rows: Rows) => ReactNode
}

const Search = ({ person, known, children, village }: Omit<Props, 'correct'> & { readonly village: string }) => {
  const words = useHouseholdWords()
  const [text, setText] = useState('')
  const query = useVillageSearch(village, text)
  const rows = query.data?.rows.filter(({ id }) => id !== person.id && !known.includes(id))
  return (
    <div className="stack" aria-live="polite">
      <TextField
        label={words.search}
        hint={words.searchHint}
        type="search"
        autoComplete="off"
        maxLength={60}
        value={text}
        onChange={setText}
      />
      {query.error && <ProblemNote error={query.error} onRetry={() => query.refetch()} />}
      {rows?.length === 0 && <p className="muted small">{words.searchNone}</p>}
      {rows !== undefined && rows.length > 0 && children(rows)}
    </div>
  )
}

/** "Add somebody of this household": searched among the people of the village, because a household is in one. */
export const AddMember = ({ correct, ...props }: Props) => {
  const words = useHouseholdWords()
  const { common } = useWords()
  const [open, setOpen] = useState(false)
  const village = props.person.chain.find(({ code }) => code.length === 12)?.code
  if (!open) {
    return (
      <button type="button" className="btn" style={{ alignSelf: 'start' }} onClick={() => setOpen(true)}>
        {words.add}
      </button>
    )
  }
  return (
    <div className="stack">
      {village === undefined ? (
        <>
          <p className="note">{words.needsVillage}</p>
          {correct}
        </>
      ) : (
        <Search {...props} village={village} />
      )}
      <button type="button" className="btn btn-quiet" style={{ alignSelf: 'start' }} onClick={() => setOpen(false)}>
        {common.close}
      </button>
    </div>
  )
}
