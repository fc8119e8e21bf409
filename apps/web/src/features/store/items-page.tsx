import { useState } from 'react'
import { usePages } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { TextField } from '../../ui/form.js'
import { PagedList } from '../../ui/paged-list.js'
import { EmptyState } from '../../ui/states.js'
import { ItemCard } from './item-figures.js'
import { OfStore } from './store-top.js'
import { useGoods } from './use-store.js'

export const shows = ['all', 'available', 'held', 'expired', 'reserved', 'soon'] as const
export type Show = (typeof shows)[number]
const soonDays = 30

/** How a list of items is narrowed, in words. */
const useShowWords = (): ((show: Show) => string) => {
  const words = useStoreWords()
  return (show) => {
    if (show === 'all') return words.all
    return show === 'soon' ? words.expiringWithin(String(soonDays)) : words.figures[show]
  }
}

type Props = { readonly id: string; readonly kind: string; readonly show: Show }

const Items = ({ id, kind, show }: Props) => {
  const words = useStoreWords()
  const { number } = useI18n()
  const [text, setText] = useState('')
  const sought = text.trim()
  const query = usePages('stock.list', {
    params: { id },
    query: {
      ...(kind === 'all' ? {} : { kind }),
      ...(show === 'soon' ? { within: soonDays, show: 'available' as const } : { show }),
      ...(sought === '' ? {} : { text: sought }),
    },
  })
  return (
    <>
      <TextField label={words.findItem} type="search" autoCapitalize="characters" value={text} onChange={setText} />
      <PagedList
        query={query}
        big
        shown={(n) => words.shown(number(n))}
        empty={
          <EmptyState title={words.noItems}>
            <p>{words.noItemsHint}</p>
            <FieldLink to={`${id}/items/all/all`} className="btn">
              {words.showAll}
            </FieldLink>
          </EmptyState>
        }
      >
        {(rows) => (
          <ul className="stack">
            {rows.map((row) => (
              <ItemCard key={row.id} store={id} row={row} showKind={kind === 'all'} />
            ))}
          </ul>
        )}
      </PagedList>
    </>
  )
}

/** The items behind a figure, each with why units of it are not available (E9). */
export const ItemsPage = ({ id, kind, show }: Props) => {
  const words = useStoreWords()
  const { nameOf } = useGoods()
  const said = useShowWords()
  return (
    <OfStore id={id}>
      {(_store, name) => (
        <>
          <FieldHeading title={kind === 'all' ? words.items : words.itemsOf(nameOf(kind))} aside={name} back />
          <nav className="s-chips" aria-label={words.items}>
            {shows.map((one) => (
              <FieldLink key={one} to={`${id}/items/${kind}/${one}`} current={one === show}>
                {said(one)}
              </FieldLink>
            ))}
          </nav>
          <Items id={id} kind={kind} show={show} />
        </>
      )}
    </OfStore>
  )
}
