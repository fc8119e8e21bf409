import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type Reply, serverNow } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi, usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import type { DoneSearch } from '../../app/search-params.js'
import { usePlace } from '../../app/use-place.js'
import { useDoneWords } from '../../i18n/done.js'
import { useI18n } from '../../i18n/i18n.js'
import { PagedList } from '../../ui/counted-list.js'
import { Field, TextField } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { TierMark } from '../../ui/tier-mark.js'
import { formatDay, partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { useContact } from '../people/timeline.js'
import { useMay } from '../session/session.js'

type Done = Reply<'followup.done'>['rows'][number]

const Who = ({ person }: Pick<Done, 'person'>) => {
  const words = useDoneWords()
  if (person === null) return <span className="muted">{words.elsewhere}</span>
  return (
    <>
      <Link to="/people/$id" params={{ id: person.id }} data-row>
        {person.name}
      </Link>
      {person.age !== null && <span className="muted num"> {person.age}</span>}
    </>
  )
}

const DoneTable = ({ rows }: { readonly rows: readonly Done[] }) => {
  const words = useDoneWords()
  const partsOf = useContact()
  return (
    <TableBox label={words.caption} tall>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            {[words.who, words.tier, words.when, words.how, words.place, words.team, words.by].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id}>
              <th scope="row" className="cell-line">
                <Who person={one.person} />
              </th>
              <td className="nowrap">{one.person !== null && <TierMark tier={one.person.tier} />}</td>
              <td data-label={words.when}>
                <Moment at={one.at} />
              </td>
              <td className="cell-line num">{partsOf(one, false).join(' · ')}</td>
              <td data-label={words.place}>{one.place}</td>
              <td data-label={words.team}>{one.teamName}</td>
              <td data-label={words.by}>{one.by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

type FilterProps = { readonly place: string; readonly search: DoneSearch }

const Teams = ({ place, search, onTeam }: FilterProps & { readonly onTeam: (team: string) => void }) => {
  const words = useDoneWords()
  const { data } = useApi('team.list', { query: { place: placeInUrl(place) } })
  const teams = data?.teams ?? []
  if (teams.length === 0) return null
  return (
    <Field label={words.team}>
      {(ids) => (
        <select className="input" {...ids} value={search.team ?? ''} onChange={({ target }) => onTeam(target.value)}>
          <option value="">{words.allTeams}</option>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

const Filters = ({ place, search }: FilterProps) => {
  const words = useDoneWords()
  const may = useMay()
  const zone = useZone()
  const navigate = useNavigate()
  const today = partsIn(serverNow(), zone).day
  const { day, team, ...here } = search
  const go = (next: { readonly day?: string | undefined; readonly team?: string | undefined }): void =>
    void navigate({
      to: '/followups',
      search: { ...here, ...(next.day ? { day: next.day } : {}), ...(next.team ? { team: next.team } : {}) },
      replace: true,
    })
  return (
    <div className="filters">
      <TextField
        label={words.day}
        type="date"
        max={today}
        value={day ?? ''}
        onChange={(next) => next <= today && go({ day: next, team })}
      />
      <div className="chips">
        <button type="button" className="chip" aria-pressed={day === undefined} onClick={() => go({ team })}>
          {words.week}
        </button>
      </div>
      {/* A team works in a township: in one village its list would be longer than the village's. */}
      {may('team.read') && place.length <= 9 && (
        <Teams place={place} search={search} onTeam={(next) => go({ day, team: next })} />
      )}
    </div>
  )
}

/** The follow-ups behind a board's figure of seven days, or behind a day of its trend (X6). */
export const DonePage = () => {
  const words = useDoneWords()
  const { number, language } = useI18n()
  const may = useMay()
  const place = usePlace()
  const search = useSearch({ from: '/followups' })
  const { day, team } = search
  const query = usePages('followup.done', {
    query: {
      place: placeInUrl(place),
      limit: 100,
      ...(day === undefined ? {} : { day }),
      ...(team === undefined ? {} : { team }),
    },
  })
  const total = query.data?.pages[0]?.total
  const titleOf = (n: string): string =>
    day === undefined ? words.title(n) : words.titleOf(formatDay(day, language), n)
  return (
    <Page
      title={total === undefined ? words.loading : titleOf(number(total))}
      aside={words.intro}
      error={query.error}
      actions={
        may('board.read') && (
          <Link to="/board/$place" params={{ place: placeInUrl(place) }} className="btn">
            {words.back}
          </Link>
        )
      }
    >
      <Filters place={place} search={search} />
      <PagedList
        query={query}
        skeleton={12}
        empty={<EmptyState title={words.empty}>{words.emptyHint}</EmptyState>}
        shown={(n) => words.shown(number(n))}
      >
        {(rows) => <DoneTable rows={rows} />}
      </PagedList>
    </Page>
  )
}
