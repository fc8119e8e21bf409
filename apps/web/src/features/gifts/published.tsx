import { noticeKinds } from '@lianfang/domain/supply'
import { type FormEvent, useCallback, useState } from 'react'
import { call, urlOf } from '../../api/client.js'
import { TextField } from '../../ui/form.js'
import { Select } from '../../ui/select.js'
import { NoticeCard } from './notice-card.js'
import { written } from './notice-text.js'
import { type Info, type Notice, nameOfKind, type Published, type Said } from './types.js'
import { useAsk } from './use-ask.js'
import { Waiting } from './waiting.js'

type Filter = { readonly number: string; readonly what: '' | Notice['what']; readonly kind: string }
const blank: Filter = { number: '', what: '', kind: '' }

const queryOf = ({ number, what, kind }: Filter) => ({
  ...(number.trim() === '' ? {} : { number: number.trim() }),
  ...(what === '' ? {} : { what }),
  ...(kind === '' ? {} : { kind }),
})

type Props = Said & { readonly info: Info }

const Filters = ({ words, language, info, onFind }: Props & { readonly onFind: (filter: Filter) => void }) => {
  const [filter, setFilter] = useState(blank)
  const { published } = words
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    onFind(filter)
  }
  const kinds = info.kinds.map(({ code }) => [code, nameOfKind(info.kinds, code, language)] as const)
  return (
    <form className="stack" onSubmit={onSubmit} autoComplete="off">
      <div className="gifts-two">
        <Select
          label={published.what}
          value={filter.what}
          options={[['', published.all], ...noticeKinds.map((one) => [one, published.whats[one]] as const)]}
          onChange={(what) => setFilter({ ...filter, what })}
        />
        <Select
          label={published.kind}
          value={filter.kind}
          options={[['', published.all], ...kinds]}
          onChange={(kind) => setFilter({ ...filter, kind })}
        />
      </div>
      <TextField
        label={published.number}
        hint={published.numberHint}
        maxLength={20}
        value={filter.number}
        onChange={(number) => setFilter({ ...filter, number })}
      />
      <button type="submit" className="btn btn-big">
        {published.find}
      </button>
    </form>
  )
}

const Sums = ({ words, language, info, sums }: Props & { readonly sums: NonNullable<Published['sums']> }) =>
  sums.length === 0 ? null : (
    <section className="stack" aria-labelledby="gift-sums">
      <h2 id="gift-sums">{words.published.sums}</h2>
      <ul>
        {sums.map((one) => (
          <li key={one.kind}>
            {words.published.sumLine(
              nameOfKind(info.kinds, one.kind, language),
              written(one.received, language),
              written(one.issued, language),
            )}
            {one.disposed > 0 && <> · {words.published.disposed(written(one.disposed, language))}</>}
          </li>
        ))}
      </ul>
    </section>
  )

type ListProps = Props & { readonly filter: Filter }

const List = (props: ListProps) => {
  const { words, language, info, filter } = props
  const { published } = words
  const [rest, setRest] = useState<readonly Published[]>([])
  const ask = useCallback(async () => {
    const page = await call('gift.published', { query: { ...queryOf(filter), limit: 20 } })
    setRest([])
    return page
  }, [filter])
  const { state, data, again } = useAsk(ask)
  if (data === null) return <Waiting state={state} words={words} onAgain={again} />
  const rows = [data, ...rest].flatMap((page) => page.rows)
  const next = rest.length === 0 ? data.next : (rest.at(-1)?.next ?? null)
  const more = async (): Promise<void> => {
    if (next === null) return
    const page = await call('gift.published', { query: { ...queryOf(filter), limit: 20, cursor: next } })
    setRest((before) => [...before, page])
  }
  if (rows.length === 0) return <p className="note">{filter === blank ? published.empty : published.none}</p>
  return (
    <>
      <Sums {...props} sums={data.sums ?? []} />
      <p className="muted" role="status">
        {published.inAll(written(data.inAll?.n ?? rows.length, language))}
      </p>
      <ul className="gifts-list stack">
        {rows.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} kinds={info.kinds} words={words} language={language} />
        ))}
      </ul>
      {next !== null && (
        <button type="button" className="btn btn-big" onClick={() => void more().catch(() => undefined)}>
          {published.more}
        </button>
      )}
      <a className="btn btn-big" href={urlOf('gift.file', { query: { ...queryOf(filter), language } })} download>
        {published.file}
      </a>
    </>
  )
}

/** What came and where it went (公示, E10), for anybody. */
export const PublishedPart = (props: Props) => {
  const [filter, setFilter] = useState(blank)
  return (
    <section className="stack-wide" aria-label={props.words.tabs.published}>
      <p>{props.words.published.about}</p>
      <Filters {...props} onFind={setFilter} />
      <List {...props} filter={filter} />
    </section>
  )
}
