import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { call } from '../../api/client.js'
import { Panel } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { useSupply } from '../../i18n/supply.js'
import { EmptyState, Loaded, ProblemNote } from '../../ui/states.js'
import { Closing } from '../facilities/closing.js'
import { useSession } from '../session/session.js'
import { type KindAnswer, KindForm } from './kind-form.js'
import { NamingForm } from './naming-form.js'
import { type Kind, useKinds } from './use-kinds.js'
import { useSaid } from './use-said.js'

type Props = { readonly kind: Kind }

const Facts = ({ kind }: Props) => {
  const words = useSupply()
  const facts = [
    [words.catalogue.class, words.classes[kind.class]],
    [words.catalogue.unit, words.units[kind.unit]],
    [words.catalogue.keeping, words.catalogue.keepings[kind.keeping]],
    [words.catalogue.risk, kind.risk ?? words.catalogue.noRisk],
  ] as const
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div key={label} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const Demands = ({ kind }: Props) => {
  const { catalogue: words, papers } = useSupply()
  const { language } = useI18n()
  const comma = language === 'zh-CN' ? '、' : ', '
  return (
    <section className="stack">
      <h3>{words.demands}</h3>
      <ul className="stack">
        {kind.demands.map((one) => (
          <li key={one.destination}>
            <strong>{words.destinations[one.destination]}</strong>:{' '}
            {one.papers.length === 0 ? words.nothingAsked : one.papers.map((paper) => papers[paper]).join(comma)}
            <div className="small">
              {words.standards}: {one.standards.length === 0 ? words.noStandard : one.standards.join(comma)}
            </div>
            <div className="muted small">
              {words.source}: {one.source}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

const asked = ['kind.list', 'enterprise.read'] as const

const Liaison = ({ one }: { readonly one: Kind['liaisons'][number] }) => {
  const { catalogue: words } = useSupply()
  const { acting } = useSession()
  const placeName = usePlaceName()
  const { said } = useSaid(asked)
  const end = useMutation({
    mutationFn: () => call('kindLiaison.end', { params: { id: one.id } }),
    onSuccess: (answer) => said(answer, words.endSaid),
  })
  return (
    <li>
      <p className="between">
        <span>
          <strong>{one.name}</strong> <span className="num">{one.phone}</span>
          <br />
          <span className="muted small">{placeName(one.place)}</span>
        </span>
        {one.place.code.startsWith(acting.place.level === 'nation' ? '' : acting.place.code) && (
          <button type="button" className="btn btn-quiet" disabled={end.isPending} onClick={() => end.mutate()}>
            {words.endLiaison}
          </button>
        )}
      </p>
      {end.error && <ProblemNote error={end.error} saving />}
    </li>
  )
}

const Liaisons = ({ kind }: Props) => {
  const { catalogue: words, naming } = useSupply()
  const place = usePlace()
  const { said } = useSaid(asked)
  const here = kind.liaisons.some((one) => one.place.code === place)
  return (
    <section className="stack">
      <h3>{words.liaisons}</h3>
      {kind.liaisons.length === 0 && <p className="muted">{words.noLiaison}</p>}
      <ul className="stack">
        {kind.liaisons.map((one) => (
          <Liaison key={one.id} one={one} />
        ))}
      </ul>
      {!here && kind.closedOn === null && (
        <details>
          <summary>{words.nameLiaison}</summary>
          <NamingForm
            place={place}
            part="liaison"
            label={words.nameLiaison}
            run={async (chosen) => {
              said(
                await call('kindLiaison.name', { params: { code: kind.code }, body: { ...chosen, place } }),
                naming.named,
              )
            }}
          />
        </details>
      )}
    </section>
  )
}

const Kept = ({ kind }: Props) => {
  const { catalogue: words, enterprises } = useSupply()
  const { stale, said } = useSaid(asked)
  const { class: kindClass, name, nameEn, unit, keeping, risk, version } = kind
  const answered = (answer: KindAnswer): void => {
    if (answer.outcome !== 'refused') said(answer, enterprises.saved)
  }
  return (
    <section className="stack">
      {stale && (
        <p className="note note-warn" role="alert">
          {enterprises.stale}
        </p>
      )}
      {kind.closedOn === null && <KindForm key={version} kind={kind} onAnswer={answered} />}
      <Closing
        closedOn={kind.closedOn}
        words={{ close: words.close, ask: words.closeAsk, reopen: words.reopen }}
        run={(closedOn) =>
          call('kind.change', {
            params: { code: kind.code },
            body: { class: kindClass, name, nameEn, unit, keeping, risk, version, closedOn },
          })
        }
        onAnswer={answered}
      />
    </section>
  )
}

const One = ({ kind }: Props) => {
  const { catalogue: words } = useSupply()
  const { acting } = useSession()
  const { nameOf } = useKinds()
  const search = useSearch({ from: '/catalogue' })
  const keeps = acting.place.level === 'nation'
  return (
    <div className="stack-wide">
      <div className="stack">
        <h2 className="panel-title">{nameOf(kind)}</h2>
        <p className="muted small num">{kind.code}</p>
        {!keeps && <Facts kind={kind} />}
        {kind.evidence === 'ours' && <p className="note">{words.ours}</p>}
        <p>
          <Link to="/enterprises" search={{ ...search, kind: kind.code }} className="btn">
            {words.enterprises}
          </Link>
        </p>
      </div>
      <Liaisons kind={kind} />
      <Demands kind={kind} />
      {keeps ? <Kept kind={kind} /> : <p className="muted small">{words.onlyNation}</p>}
    </div>
  )
}

const New = ({ onDone }: { readonly onDone: () => void }) => {
  const { catalogue: words, enterprises } = useSupply()
  const { said } = useSaid(asked)
  return (
    <div className="stack">
      <h2 className="panel-title">{words.add}</h2>
      <KindForm
        kind={null}
        onAnswer={(answer) => {
          said(answer, enterprises.saved)
          onDone()
        }}
      />
    </div>
  )
}

/** One kind: what it is, who is named for it where, what each destination asks of it; or a new one. */
export const KindPanel = () => {
  const { code } = useParams({ from: '/catalogue/$code' })
  const search = useSearch({ from: '/catalogue' })
  const navigate = useNavigate()
  const { catalogue: words } = useSupply()
  const { words: base } = useI18n()
  const { query, find } = useKinds()
  const close = (): void => void navigate({ to: '/catalogue', search, resetScroll: false })
  return (
    <Panel key={code} label={words.panel} onClose={close}>
      {code === 'new' ? (
        <New onDone={close} />
      ) : (
        <Loaded query={query}>
          {() => {
            const kind = find(code)
            return kind === undefined ? <EmptyState title={base.errors.notFound} /> : <One kind={kind} />
          }}
        </Loaded>
      )}
    </Panel>
  )
}
