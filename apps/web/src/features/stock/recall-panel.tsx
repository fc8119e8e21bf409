import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { recallListSearch } from '../../app/search-supply.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { useStock } from '../../i18n/stock.js'
import { Moment } from '../../ui/moment.js'
import { Loaded } from '../../ui/states.js'
import { useKinds } from '../supply/use-kinds.js'
import { LiftRecall } from './lift-recall.js'
import { RecallForm } from './recall-form.js'
import { Here, Left, LotUnknown, sumOf, useUnits } from './recall-reach.js'
import { useRecallText } from './recall-text.js'

type Recall = Reply<'recall.read'>
type OneProps = { readonly recall: Recall }

const Standing = ({ recall }: OneProps) => {
  const { recalls: words } = useStock()
  const placeName = usePlaceName()
  const { lifted } = recall
  return (
    <div className="stack">
      <p className="line">
        <span className={`tag ${lifted === null ? 'tag-alarm' : ''}`}>
          {lifted === null ? words.open : words.lifted}
        </span>
        <span>{words.ofPlace(placeName(recall.place))}</span>
      </p>
      <p>{recall.reason}</p>
      <p className="muted small">
        {words.byAt(recall.by)} · <Moment at={recall.at} exact />
      </p>
      {lifted !== null && (
        <p className="note">
          {words.liftedBy(lifted.by, lifted.reason)}{' '}
          <span className="muted small">
            <Moment at={lifted.at} exact />
          </span>
        </p>
      )}
    </div>
  )
}

const One = ({ recall }: OneProps) => {
  const { recalls: words } = useStock()
  const { number } = useI18n()
  const { named } = useKinds()
  const textOf = useRecallText()
  const units = useUnits(recall.kind)
  const { here, left } = recall
  return (
    <div className="stack-wide">
      <div className="stack">
        <h2 className="panel-title">{named(recall.kind)}</h2>
        <p>{textOf(recall)}</p>
        {recall.serials !== null && recall.serials.length > 1 && (
          <details>
            <summary>{words.serials(number(recall.serials.length))}</summary>
            <p className="num small">{recall.serials.join(' · ')}</p>
          </details>
        )}
        <Standing recall={recall} />
      </div>
      <section className="stack">
        <h3>{words.here}</h3>
        <p className={here.length === 0 ? 'muted' : ''}>
          {here.length === 0 ? words.hereNone : words.hereSum(units(sumOf(here)), number(here.length))}
        </p>
        {here.length > 0 && <Here reach={recall} kind={recall.kind} />}
        <LotUnknown reach={recall} kind={recall.kind} />
      </section>
      <section className="stack">
        <h3>{words.left}</h3>
        {left.length === 0 ? <p className="muted">{words.leftNone}</p> : <Left reach={recall} kind={recall.kind} />}
      </section>
      {recall.lifted === null && <LiftRecall recall={recall} />}
    </div>
  )
}

const Known = ({ id }: { readonly id: string }) => {
  const query = useApi('recall.read', { params: { id } })
  return <Loaded query={query}>{(recall) => <One recall={recall} />}</Loaded>
}

/** One recall (E9): what it names, where its units are, where those that left went; or a new one. */
export const RecallPanel = () => {
  const { id } = useParams({ from: '/recalls/$id' })
  const search = recallListSearch(useSearch({ from: '/recalls' }))
  const navigate = useNavigate()
  const { recalls: words } = useStock()
  const close = (): void => void navigate({ to: '/recalls', search, resetScroll: false })
  return (
    <Panel key={id} label={words.panel} onClose={close}>
      {id === 'new' ? <RecallForm /> : <Known id={id} />}
    </Panel>
  )
}
