import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { useGrassroots } from '../../i18n/grassroots.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import { Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useName } from '../facilities/use-name.js'
import { ItemTests } from './item-tests.js'
import { MakeOrder } from './make-order.js'
import { ProposalLine } from './proposal-lines.js'
import { Served } from './served-form.js'
import type { Clinic } from './types.js'

type Props = { readonly clinic: Clinic }

const Proposals = ({ clinic: { proposals, unproposed } }: Props) => {
  const { proposal: words, items } = useGrassroots()
  return (
    <section className="stack">
      <h3>{words.title}</h3>
      {proposals.length + unproposed.length === 0 && <p className="muted">{words.none}</p>}
      <ul className="stack">
        {proposals.map((one) => (
          <ProposalLine key={one.item} proposal={one} />
        ))}
        {unproposed.map(({ item, why }) => (
          <li key={item}>
            {items[item]}: {words.why[why]}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Kinds = ({ clinic: { kinds } }: Props) => {
  const { tests: words } = useGrassroots()
  const { number } = useI18n()
  const { named, many } = useGoodsWords()
  return (
    <details>
      <summary>{words.stock}</summary>
      <dl className="facts">
        {kinds.map(({ kind, available, unitsPerCourse }) => (
          <div key={kind} style={{ display: 'contents' }}>
            <dt>{named(kind)}</dt>
            <dd className="num">
              {many(available, kind)} <span className="muted small">{words.perCourse(number(unitsPerCourse))}</span>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

const One = ({ clinic }: Props) => {
  const { list: words } = useGrassroots()
  const tables = useTables()
  const { language } = useI18n()
  const nameOf = useName()
  return (
    <div className="stack-wide">
      <div>
        <h2 className="panel-title">{nameOf(clinic)}</h2>
        <p className="muted">
          {clinic.place.name} · {tables.facilityKinds[clinic.kind]} · {words.asOf(formatDay(clinic.today, language))}
        </p>
      </div>
      {clinic.items.map((one) => (
        <ItemTests key={one.item} tests={one} />
      ))}
      <Proposals clinic={clinic} />
      <Kinds clinic={clinic} />
      <Served clinic={clinic} />
    </div>
  )
}

const Known = ({ id }: { readonly id: string }) => {
  const query = useApi('grassroots.one', { params: { id } })
  return <Loaded query={query}>{(clinic) => <One clinic={clinic} />}</Loaded>
}

/** One health centre or clinic: both tests of each item, what it proposes to order, whom it serves; or a new joint order (K9). */
export const GrassrootsPanel = () => {
  const { id } = useParams({ from: '/grassroots/$id' })
  const search = useSearch({ from: '/grassroots' })
  const navigate = useNavigate()
  const words = useGrassroots()
  const close = (): void => void navigate({ to: '/grassroots', search, resetScroll: false })
  return (
    <Panel key={id} label={id === 'order' ? words.make.title : words.panel} onClose={close}>
      {id === 'order' ? <MakeOrder /> : <Known id={id} />}
    </Panel>
  )
}
