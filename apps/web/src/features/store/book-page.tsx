import { movementKinds } from '@lianfang/domain/supply'
import { type FormEvent, useState } from 'react'
import { usePages } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink, navigate } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { Field, TextField } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { PagedList } from '../../ui/paged-list.js'
import { EmptyState } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import type { Movement } from './goods.js'
import { OfStore, StoreParts } from './store-top.js'
import { useGoods } from './use-store.js'

export type BookOf = { readonly what?: Movement['what']; readonly item?: string }

// A row says what it is about; the rest stands on its own page.
const shownLines = 2

const Row = ({ id, movement }: { readonly id: string; readonly movement: Movement }) => {
  const words = useStoreWords()
  const { language } = useI18n()
  const { nameOf, many } = useGoods()
  const { lines } = movement
  return (
    <li className="f-row">
      <FieldLink to={`${id}/book/${movement.id}`} className="f-row-main">
        <span className="f-row-top">
          <span className="f-name">{words.what[movement.what]}</span>
          {movement.reversedBy !== null && <span className="tag">{words.reversedBy}</span>}
          <span className="muted">{formatDay(movement.day, language)}</span>
        </span>
        <span>
          {lines.slice(0, shownLines).map(({ item, quantity, from, to }, i) => (
            <span key={`${item.id} ${from} ${to}`} className="num">
              {i > 0 && ' · '}
              {nameOf(item.kind)} {many(quantity, item.kind)}
            </span>
          ))}
          {lines.length > shownLines && ' …'}
          {lines.length === 0 && words.noLines}
        </span>
        <span className="muted small">
          {movement.by} · <Moment at={movement.at} />
          {movement.party !== null && ` · ${movement.party}`}
          {movement.reference !== null && ` · ${movement.reference}`}
        </span>
      </FieldLink>
    </li>
  )
}

const Filter = ({
  id,
  of,
  reference,
  onFind,
}: {
  readonly id: string
  readonly of: BookOf
  readonly reference: string
  readonly onFind: (text: string) => void
}) => {
  const words = useStoreWords()
  const [text, setText] = useState(reference)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onFind(text.trim())
  }
  return (
    <form className="r-two" onSubmit={submit}>
      <Field label={words.bookFilter}>
        {(ids) => (
          <select
            {...ids}
            className="input"
            value={of.what ?? ''}
            onChange={({ target }) =>
              navigate(target.value === '' ? `${id}/book` : `${id}/book/only/${target.value}`, 'replace')
            }
          >
            <option value="">{words.bookAll}</option>
            {movementKinds.map((what) => (
              <option key={what} value={what}>
                {words.what[what]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        label={words.bookReference}
        type="search"
        enterKeyHint="search"
        maxLength={80}
        value={text}
        onChange={setText}
        onBlur={() => onFind(text.trim())}
      />
    </form>
  )
}

/** The book of a store, the newest first: nothing in it is ever edited (E9). */
export const BookPage = ({ id, of }: { readonly id: string; readonly of: BookOf }) => {
  const words = useStoreWords()
  const { number } = useI18n()
  const [reference, setReference] = useState('')
  const query = usePages('movement.list', {
    params: { id },
    query: { ...of, ...(reference === '' ? {} : { reference }) },
  })
  const isNarrowed = of.what !== undefined || of.item !== undefined || reference !== ''
  return (
    <OfStore id={id}>
      {(_store, name) => (
        <>
          <FieldHeading title={name} back />
          <StoreParts id={id} name={name} at="book" />
          {of.item === undefined ? (
            <Filter id={id} of={of} reference={reference} onFind={setReference} />
          ) : (
            <p className="between">
              <span>{words.itemBook}</span>
              <FieldLink to={`${id}/book`} className="btn">
                {words.bookAll}
              </FieldLink>
            </p>
          )}
          <PagedList
            query={query}
            big
            shown={(n) => words.shown(number(n))}
            empty={
              isNarrowed ? (
                <EmptyState title={words.bookNone}>
                  <FieldLink to={`${id}/book`} className="btn">
                    {words.bookAll}
                  </FieldLink>
                </EmptyState>
              ) : (
                <EmptyState title={words.bookEmpty}>
                  <p>{words.bookEmptyHint}</p>
                </EmptyState>
              )
            }
          >
            {(rows) => (
              <ul className="f-list">
                {rows.map((movement) => (
                  <Row key={movement.id} id={id} movement={movement} />
                ))}
              </ul>
            )}
          </PagedList>
        </>
      )}
    </OfStore>
  )
}
