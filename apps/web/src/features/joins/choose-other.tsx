import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { call } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { useJoinWords } from '../../i18n/joins.js'
import { TextField } from '../../ui/form.js'
import { Loaded, ProblemNote } from '../../ui/states.js'
import { PeopleTable, type PersonRow } from '../people/people-table.js'
import type { PersonInfo } from '../people/person-facts.js'
import { useSession } from '../session/session.js'

const Found = ({
  id,
  rows,
  caption,
}: {
  readonly id: string
  readonly rows: readonly PersonRow[]
  readonly caption: string
}) => {
  const words = useJoinWords()
  const link = (row: PersonRow, children: ReactNode) => (
    <Link to="/people/$id/join" params={{ id }} search={{ other: row.id }} aria-label={words.choose(row.name)}>
      {children}
    </Link>
  )
  return <PeopleTable rows={rows} caption={caption} openId={null} link={link} />
}

/** What is typed is posted and kept nowhere. */
const useFound = (id: string, text: string) => {
  const { code } = useSession().acting.place
  return useQuery({
    queryKey: ['person.search', 'join', id, text],
    queryFn: ({ signal }) => call('person.search', { body: { place: placeInUrl(code), text } }, signal),
    enabled: text !== '',
    gcTime: 0,
    select: ({ rows }) => rows.filter((row) => row.id !== id && row.life.joined !== true),
  })
}

const Look = ({ id }: { readonly id: string }) => {
  const words = useJoinWords()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const found = useFound(id, asked)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(text.trim())
  }
  return (
    <section className="card stack" aria-labelledby="look-other">
      <h2 id="look-other">{words.look}</h2>
      <form className="line" onSubmit={submit} autoComplete="off">
        <TextField label={words.lookFor} type="search" maxLength={40} value={text} onChange={setText} />
        <button type="submit" className="btn" style={{ alignSelf: 'end' }}>
          {words.lookGo}
        </button>
      </form>
      {found.error && <ProblemNote error={found.error} onRetry={() => found.refetch()} />}
      <div aria-live="polite">
        {found.data !== undefined && found.data.length === 0 && <p className="muted">{words.lookNone}</p>}
        {found.data !== undefined && found.data.length > 0 && <Found id={id} rows={found.data} caption={words.found} />}
      </div>
    </section>
  )
}

/** Finds the other record: those that resemble this one are offered, any other is looked for. */
export const ChooseOther = ({ person }: { readonly person: PersonInfo }) => {
  const words = useJoinWords()
  const { id } = person
  const query = useApi('person.doubles', { params: { id } })
  return (
    <div className="stack-wide">
      <section className="card stack" aria-labelledby="likely-other">
        <h2 id="likely-other">{words.likely}</h2>
        <Loaded query={query} rows={3}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p className="muted">{words.likelyNone}</p>
            ) : (
              <Found id={id} rows={rows} caption={words.likely} />
            )
          }
        </Loaded>
      </section>
      <Look id={id} />
    </div>
  )
}
