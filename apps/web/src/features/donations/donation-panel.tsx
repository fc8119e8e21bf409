import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { call } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { useGifts } from '../../i18n/gifts.js'
import { useI18n } from '../../i18n/i18n.js'
import { Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useGoodsWords } from '../deals/use-many.js'
import { AcceptForm, DeclineForm, PaperForm } from './answer-forms.js'
import { AssignForm } from './assign-form.js'
import { ConsentForm } from './consent-form.js'
import { GiftFailure, useGiftAct } from './gift-act.js'
import { Aim, Notices, Photos, Steps, Units, useDonorName } from './gift-parts.js'
import type { Gift } from './types.js'

type Of = { readonly gift: Gift }

const Head = ({ gift }: Of) => {
  const words = useGifts()
  const { language } = useI18n()
  const donorOf = useDonorName()
  const { contact, donor } = gift
  return (
    <div className="stack">
      <h2 className="panel-title num">{gift.number}</h2>
      <p className="line">
        <span className="tag">{words.states[gift.state]}</span> {donorOf(gift)} · {words.named[donor.named]}
        {donor.country !== null && ` · ${donor.country}`}
      </p>
      {gift.source === 'night' && <p>{words.night}</p>}
      <Aim gift={gift} />
      {contact !== null && (
        <div className="card">
          <p className="muted small">{words.contact}</p>
          <p>
            {contact.name} {contact.contact}
          </p>
        </div>
      )}
      <p className="muted">
        {gift.county.name}
        {gift.readyOn !== null && ` · ${words.ready} ${formatDay(gift.readyOn, language)}`}
        {gift.lies !== null && ` · ${words.lies} ${gift.lies}`}
        {gift.transport && ` · ${words.transport}`}
        {gift.store !== null && ` · ${gift.store.name}`}
      </p>
      {gift.note !== null && <p>{gift.note}</p>}
      {gift.declined !== null && (
        <p className="note">
          {words.decline.whys[gift.declined.reason]}: {gift.declined.text}
        </p>
      )}
    </div>
  )
}

const Papers = ({ gift }: Of) => {
  const words = useGifts()
  const { named } = useGoodsWords()
  const { language } = useI18n()
  return (
    <section className="stack">
      <h3>{words.papers}</h3>
      <ul>
        {gift.papers.map(({ kind, number, until, state }) => {
          const isBad = state === 'missing' || state === 'expired'
          return (
            <li key={kind}>
              {named(kind)}: <span className={`tag ${isBad ? 'tag-alarm' : ''}`}>{words.licence[state]}</span> {number}
              {until !== null && ` (${formatDay(until, language)})`}
              {isBad && ` · ${words.noWard}`}
            </li>
          )
        })}
      </ul>
      {gift.may.includes('paper') && (
        <details>
          <summary>{words.accept.paper}</summary>
          <PaperForm gift={gift} />
        </details>
      )}
    </section>
  )
}

const Target = ({ gift, target }: Of & { readonly target: Gift['targets'][number] }) => {
  const words = useGifts()
  const { number } = useI18n()
  const { named, many } = useGoodsWords()
  const act = useGiftAct<{ readonly reason: string }>((body, id) =>
    call('gift.unassign', { params: { id: gift.id, target: target.id }, body: { ...body, id } }),
  )
  const canBack = gift.may.includes('assign') && !target.takenBack && target.issued === 0 && target.request === null
  return (
    <li>
      <p>
        {named(target.kind)} <span className="num">{many(target.quantity, target.kind)}</span> → {target.to.name}
        {target.takenBack && <span className="tag">{words.takenBack}</span>}
      </p>
      <p className="muted small">
        {words.by[target.by]}
        {target.asProposed && ` · ${words.asProposed}`} · {words.uses[target.use]} ·{' '}
        {words.issuedOf(number(target.issued), number(target.quantity))} · {target.byName}
        {target.reason !== null && ` · ${words.because(target.reason)}`}
      </p>
      {canBack && (
        <button
          type="button"
          className="btn btn-quiet"
          disabled={act.isPending}
          onClick={() => act.mutate({ reason: words.takenBack })}
        >
          {words.assign.back}
        </button>
      )}
      <GiftFailure error={act.error} />
    </li>
  )
}

const Targets = ({ gift }: Of) => {
  const words = useGifts()
  return (
    <section className="stack">
      <h3>{words.targets}</h3>
      {gift.targets.length === 0 && <p className="muted">{words.noTargets}</p>}
      <ul className="stack">
        {gift.targets.map((target) => (
          <Target key={target.id} gift={gift} target={target} />
        ))}
      </ul>
      {gift.may.includes('assign') && gift.units.length > 0 && (
        <details>
          <summary>{words.assign.title}</summary>
          <AssignForm gift={gift} />
        </details>
      )}
    </section>
  )
}

const Consents = ({ gift }: Of) => {
  const words = useGifts()
  const { number, language } = useI18n()
  if (gift.directed === null) return null
  return (
    <section className="stack">
      <h3>{words.consents}</h3>
      <ul>
        {gift.consents.map((one) => (
          <li key={one.id}>
            {words.consentLine(one.paper, formatDay(one.day, language), one.takenBy)} ·{' '}
            {words.consentUsed(number(one.used), one.quantity === null ? words.unlimited : number(one.quantity))}
          </li>
        ))}
      </ul>
      {gift.may.includes('consent') && (
        <details>
          <summary>{words.consent.title}</summary>
          <ConsentForm gift={gift} />
        </details>
      )}
    </section>
  )
}

/** What the desk answers: accept, decline, on its way, closed. */
const Answer = ({ gift }: Of) => {
  const words = useGifts()
  const arrive = useGiftAct<object>((_body, id) =>
    call('gift.arrive', { params: { id: gift.id }, body: { id, reason: null } }),
  )
  const close = useGiftAct<object>((_body, id) =>
    call('gift.close', { params: { id: gift.id }, body: { id, reason: null } }),
  )
  const may = (act: Gift['may'][number]): boolean => gift.may.includes(act)
  return (
    <div className="stack">
      {may('accept') && (
        <section className="card stack">
          <h3>{words.accept.title}</h3>
          <AcceptForm gift={gift} />
        </section>
      )}
      {may('decline') && (
        <details>
          <summary>{words.decline.title}</summary>
          <DeclineForm gift={gift} />
        </details>
      )}
      {may('arrive') && (
        <button type="button" className="btn" disabled={arrive.isPending} onClick={() => arrive.mutate({})}>
          {words.arrive}
        </button>
      )}
      {may('close') && (
        <button type="button" className="btn" disabled={close.isPending} onClick={() => close.mutate({})}>
          {words.close}
        </button>
      )}
      <GiftFailure error={arrive.error ?? close.error} />
    </div>
  )
}

const One = ({ gift }: Of) => (
  <div className="stack-wide">
    <Head gift={gift} />
    <Units units={gift.units} />
    <Answer gift={gift} />
    <Targets gift={gift} />
    <Consents gift={gift} />
    <Papers gift={gift} />
    <Photos gift={gift} />
    <Notices gift={gift} />
    <Steps gift={gift} />
  </div>
)

/** One gift (E3, E10): who gives, what came, where it goes and what happened. */
export const DonationPanel = () => {
  const { id } = useParams({ from: '/donations/$id' })
  const search = useSearch({ from: '/donations' })
  const navigate = useNavigate()
  const words = useGifts()
  const query = useApi('gift.read', { params: { id } })
  const close = (): void => void navigate({ to: '/donations', search, resetScroll: false })
  return (
    <Panel key={id} label={words.panel} onClose={close}>
      <Loaded query={query}>{(gift) => <One key={gift.id} gift={gift} />}</Loaded>
    </Panel>
  )
}
