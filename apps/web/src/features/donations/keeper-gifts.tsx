import { useApi } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useGifts } from '../../i18n/gifts.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { OfStore } from '../store/store-top.js'
import { Aim, Units, useDonorName } from './gift-parts.js'
import { IntakeForm } from './intake-form.js'
import { KeeperGift } from './keeper-gift.js'
import type { GiftRow } from './types.js'

/** Accepted, and not here yet. */
const expected: readonly GiftRow['state'][] = ['accepted', 'arriving']

const Card = ({ store, row }: { readonly store: string; readonly row: GiftRow }) => {
  const words = useGifts()
  const donorOf = useDonorName()
  const isHere = !expected.includes(row.state)
  return (
    <li className="card stack">
      <p className="between">
        <strong className="num">{row.number}</strong> <span className="tag">{words.states[row.state]}</span>
      </p>
      <p>{row.source === 'night' ? words.night : donorOf(row)}</p>
      <Aim gift={row} />
      <Units units={row.units} />
      <FieldLink to={`${store}/gifts/${row.id}${isHere ? '' : '/count'}`} className="btn btn-main btn-big">
        {isHere ? words.keep.open : words.keep.countKnown}
        <span className="sr"> {row.number}</span>
      </FieldLink>
    </li>
  )
}

const List = ({ id }: { readonly id: string }) => {
  const { keep: words } = useGifts()
  const query = useApi('gift.here', { params: { id }, query: { limit: 100 } })
  return (
    <div className="stack-wide">
      <FieldLink to={`${id}/gifts/new`} className="btn btn-main btn-big">
        {words.count}
      </FieldLink>
      <Loaded query={query}>
        {({ rows }) => {
          const parts = [
            { title: words.expected, rows: rows.filter(({ state }) => expected.includes(state)) },
            { title: words.here, rows: rows.filter(({ state }) => !expected.includes(state)) },
          ]
          if (rows.length === 0) return <EmptyState title={words.nothing} />
          return (
            <>
              {parts
                .filter((part) => part.rows.length > 0)
                .map((part) => (
                  <section key={part.title} className="stack" aria-label={part.title}>
                    <h2>{part.title}</h2>
                    <ul className="stack">
                      {part.rows.map((row) => (
                        <Card key={row.id} store={id} row={row} />
                      ))}
                    </ul>
                  </section>
                ))}
            </>
          )
        }}
      </Loaded>
    </div>
  )
}

type Props = { readonly id: string; readonly gift: string; readonly step: string }

/** Gifts at a keeper's store (E10): what is to come, the night's count, the inspection, and what goes on. */
export const KeeperGifts = ({ id, gift, step }: Props) => {
  const { keep: words } = useGifts()
  const isIntake = gift === 'new' || step === 'count'
  return (
    <OfStore id={id}>
      {(_store, name) => (
        <>
          <FieldHeading title={isIntake ? words.intake : `${name} · ${words.title}`} back />
          {gift === '' && <List id={id} />}
          {isIntake && <IntakeForm key={gift} store={id} gift={gift === 'new' ? null : gift} />}
          {gift !== '' && !isIntake && <KeeperGift store={id} id={gift} />}
        </>
      )}
    </OfStore>
  )
}
