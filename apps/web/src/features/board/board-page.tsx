import { useParams } from '@tanstack/react-router'
import { useRef, useSyncExternalStore } from 'react'
import { type Reply, urlOf } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { FileLinks } from '../../ui/file-links.js'
import { Loaded } from '../../ui/states.js'
import { formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { OpenNotice } from '../emergency/open-notice.js'
import './board.css'
import { ChildrenTable } from './children-table.js'
import { Figures } from './figures.js'
import { TeamsTable } from './teams-table.js'
import { TileMap } from './tile-map.js'
import { Trend } from './trend.js'
import { WrongList } from './wrong-list.js'

const onFullScreen = (tell: () => void): (() => void) => {
  document.addEventListener('fullscreenchange', tell)
  return () => document.removeEventListener('fullscreenchange', tell)
}

const Whole = ({ board: read }: { readonly board: Reply<'board.read'> }) => {
  const { board: words } = useDesk()
  // Nothing lies below a village, and the numbers of a team are those of all its villages.
  const village = read.place.level === 'village'
  const board = village ? { ...read, teams: [] } : read
  return (
    <>
      <OpenNotice quiet />
      <Figures board={board} />
      {board.suppressed && <p className="muted small">{words.suppressedWhy(String(board.minimumCell))}</p>}
      <div className="board-two">
        <WrongList board={board} />
        <Trend board={board} />
      </div>
      {board.rows.length > 0 && <TileMap board={board} />}
      {!village && (
        <section className="stack" aria-labelledby="children-title">
          <h2 id="children-title">{words.childrenTitle}</h2>
          <ChildrenTable board={board} />
        </section>
      )}
      <TeamsTable board={board} />
    </>
  )
}

/** The board of a place: six figures, what is wrong, the map, the numbers below. */
export const BoardPage = () => {
  const { place } = useParams({ from: '/board/$place' })
  const { board: words, nav } = useDesk()
  const { language } = useI18n()
  const zone = useZone()
  const ref = useRef<HTMLDivElement>(null)
  const full = useSyncExternalStore(onFullScreen, () => document.fullscreenElement !== null)
  const query = useApi('board.read', { params: { place } }, { keep: 'previous' })
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('board.export', { params: { place }, query: { format, language } })
  const toggle = (): void => {
    if (full) void document.exitFullscreen()
    else void ref.current?.requestFullscreen()
  }
  const name = place === 'nation' ? words.nation : (query.data?.place.name ?? '')
  const asOf = query.data === undefined ? '' : formatInstant(query.data.asOf, zone, language)
  return (
    <div ref={ref} className={full ? 'board-full' : ''}>
      <Page
        key={place}
        title={name === '' ? nav.board : words.title(name)}
        error={query.error}
        aside={asOf === '' ? undefined : <span className="num">{words.live(asOf)}</span>}
        actions={
          <>
            <FileLinks urlOf={file} />
            <button type="button" className="btn" onClick={toggle}>
              {full ? words.leaveFullScreen : words.fullScreen}
            </button>
          </>
        }
      >
        <Loaded query={query} rows={14}>
          {(board) => <Whole board={board} />}
        </Loaded>
      </Page>
    </div>
  )
}
