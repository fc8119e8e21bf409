import { useEffect, useRef } from 'react'
import type { Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { type TakenOver, takenOver, villageLines } from './village-lines.js'

type Teams = Reply<'team.list'>

type Asked = {
  readonly teams: Teams['teams']
  readonly served: Teams['served']
  readonly own: string | null
  readonly ticked: ReadonlySet<string>
}

/** The ticked villages that another team serves now. */
export const movingOf = ({ teams, served, own, ticked }: Asked): TakenOver => {
  const villages = teams.flatMap((team) => team.villages)
  return takenOver(villageLines({ villages, teams, unbound: [], served, own }), ticked)
}

/**
 * Which villages come from which team, and how many people with them; asked before it is saved. The question stands before the
 * villages, which may be sixty, and takes the focus, so that it is where the reader looks.
 */
export const Moving = ({ moving, asking }: { readonly moving: TakenOver; readonly asking: boolean }) => {
  const { teams: words } = useDesk()
  const { number } = useI18n()
  const ask = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (asking) ask.current?.focus()
  }, [asking])
  const people = moving.reduce((sum, one) => sum + one.people, 0)
  return (
    <div
      ref={ask}
      tabIndex={-1}
      className={asking ? 'note note-warn stack' : 'note stack'}
      role={asking ? 'alert' : undefined}
    >
      <p className="strong">
        {words.moving.title} <span className="num">({number(moving.length)})</span>
      </p>
      <p>{words.moving.all(number(people))}</p>
      {asking && <p>{words.moving.ask}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by the keyboard */}
      <ul className="moving-list" tabIndex={0} aria-label={words.moving.title}>
        {moving.map((one) => (
          <li key={one.village} className="num">
            {words.moving.line(one.name, one.holder.name, number(one.people))}
          </li>
        ))}
      </ul>
    </div>
  )
}
