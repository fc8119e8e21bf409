import { useCareHomeWords } from '../../i18n/care-homes.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { formatDay } from '../../ui/time.js'
import { useMay } from '../session/session.js'
import { AddResident } from './add-resident.js'
import './care-homes.css'
import { Changes, Rounds, Stays } from './home-past.js'
import { Night } from './night.js'
import { Roster, type RosterPart, type Ways } from './roster.js'
import { Lacks, Standing } from './standing.js'
import type { HomePage } from './use-care-homes.js'

type Props = { readonly home: HomePage; readonly ways: Ways }

const RoundNow = ({ home, ways }: Props) => {
  const words = useCareHomeWords()
  const may = useMay()
  const going = home.openRound !== null
  return (
    <section className="card stack home-card" aria-label={words.round}>
      <p className="line">
        <Standing round={home.round} />
      </p>
      <p className="muted small">
        {words.lastRound}: {home.lastRoundAt === null ? words.never : <Moment at={home.lastRoundAt} exact />}
      </p>
      {going && <p className="note note-warn">{words.openRound}</p>}
      {may('careHome.round') &&
        home.closedOn === null &&
        home.residents.length > 0 &&
        ways.round(home.id, going ? words.goOnRound : words.startRound)}
    </section>
  )
}

type ViewProps = Props & {
  /** Whom of the roster to show first. */
  readonly only?: RosterPart
}

/** A home as both apps show it: how the round stands, the numbers, the roster, the night, and what was before. */
export const HomeView = ({ home, ways, only }: ViewProps) => {
  const words = useCareHomeWords()
  const { language } = useI18n()
  const may = useMay()
  return (
    <div className="stack-wide">
      <p className="line">
        <span>{words.kinds[home.kind]}</span>
        <span className="muted">{`${home.township} ${home.place.name}`}</span>
        {home.closedOn !== null && <span className="tag">{words.closed(formatDay(home.closedOn, language))}</span>}
        <Lacks lacks={home.lacks} />
        {ways.change}
      </p>
      <RoundNow home={home} ways={ways} />
      <Roster home={home} ways={ways} night={<Night home={home} />} first={only ?? 'all'}>
        {may('careHome.roster') && home.closedOn === null && <AddResident home={home} ways={ways} />}
      </Roster>
      <Rounds home={home} />
      <Stays home={home} />
      <Changes home={home} />
    </div>
  )
}
