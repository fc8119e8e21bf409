import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { call, type Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useLabels } from '../../i18n/labels.js'
import { OneOf } from '../../ui/one-of.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useCommand } from '../grassroots/use-command.js'
import { ReasonAct } from '../requests/reason-act.js'
import { useMay } from '../session/session.js'

type Label = Reply<'label.list'>['rows'][number]
type Props = { readonly label: Label }

const Withdraw = ({ label }: Props) => {
  const words = useLabels()
  const { named } = useGoodsWords()
  const act = useCommand(
    (body: { readonly reason: string }, id) =>
      call('label.withdraw', { params: { id: label.id }, body: { ...body, id } }),
    { said: words.withdrawDone },
  )
  return (
    <details>
      <summary>
        {words.withdraw}
        <span className="sr"> {named(label.kind)}</span>
      </summary>
      <ReasonAct label={words.withdrawLabel} hint={words.withdrawHint} send={words.withdraw} danger act={act} />
    </details>
  )
}

const Entry = ({ entry }: { readonly entry: Label['entries'][number] }) => {
  const words = useLabels()
  const { number } = useI18n()
  const about = [
    words.checks[entry.check],
    entry.other,
    entry.withinDays === null ? null : words.withinDays(number(entry.withinDays)),
  ].filter((one) => one !== null)
  return (
    <li>
      <span className="muted">{about.join(' · ')}: </span>
      {entry.says}
    </li>
  )
}

const One = ({ label }: Props) => {
  const words = useLabels()
  const { language } = useI18n()
  const { named } = useGoodsWords()
  const may = useMay()
  const { withdrawn, inDate } = label
  const state = withdrawn !== null ? words.withdrawn : inDate ? words.inDate : words.outOfDate
  return (
    <article className="card stack" aria-label={`${named(label.kind)} ${label.source}`}>
      <p className="line">
        <strong>{named(label.kind)}</strong>
        <span className={inDate ? 'tag' : 'tag tag-warn'}>{state}</span>
      </p>
      <p>
        {label.source}{' '}
        <span className="muted">
          {words.valid(formatDay(label.validFrom, language), formatDay(label.validUntil, language))} ·{' '}
          {words.loadedBy(label.by)} · {label.place.name}
        </span>
      </p>
      {withdrawn !== null && <p className="muted">{words.because(withdrawn.by, withdrawn.reason)}</p>}
      <ul className="stack" aria-label={words.entries}>
        {label.entries.map((entry) => (
          <Entry key={`${entry.check}${entry.other}${entry.withinDays}${entry.says}`} entry={entry} />
        ))}
      </ul>
      {withdrawn === null && may('label.load') && <Withdraw label={label} />}
    </article>
  )
}

/** Labels of medicines that hold at a place (K9): who loaded them, from where, until when; only one in date answers. */
export const LabelsPage = () => {
  const words = useLabels()
  const may = useMay()
  const place = usePlace()
  const goods = useGoodsWords()
  const navigate = useNavigate()
  const search = useSearch({ from: '/labels' })
  const { id = null } = useParams({ strict: false })
  const { kind } = search
  const query = useApi('label.list', { query: { place: placeInUrl(place), ...(kind === undefined ? {} : { kind }) } })
  const { kind: _kind, ...rest } = search
  return (
    <div className={`split ${id === null ? '' : 'has-panel has-wide-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        aside={words.intro}
        actions={
          may('label.load') && (
            <Link to="/labels/$id" params={{ id: 'new' }} search={search} className="btn btn-main">
              {words.add}
            </Link>
          )
        }
      >
        <div className="filters">
          <OneOf
            label={words.kind}
            any={words.anyKind}
            value={kind}
            options={goods.open
              .filter((one) => one.class === 'medicine')
              .map((one) => [one.code, goods.nameOf(one)] as const)}
            onChange={(code) =>
              void navigate({
                to: '/labels',
                search: code === undefined ? rest : { ...rest, kind: code },
                resetScroll: false,
              })
            }
          />
        </div>
        <Loaded query={query}>
          {({ rows }) =>
            rows.length === 0 ? (
              <EmptyState title={kind === undefined ? words.empty : words.emptyFilter}>{words.emptyHint}</EmptyState>
            ) : (
              <ul className="stack" aria-label={words.caption}>
                {rows.map((label) => (
                  <li key={label.id}>
                    <One label={label} />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Page>
      <Outlet />
    </div>
  )
}
