import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { FieldLink } from '../../app/field-router.js'
import { useDayMoreWords } from '../../i18n/day-more.js'
import { useI18n } from '../../i18n/i18n.js'
import type { TodayPage } from '../followups/today-cache.js'
import { linesIn, namesOf } from './above.js'
import { HandoverLines } from './handovers.js'
import { NewPeople } from './new-people.js'
import { OtherTeams } from './other-teams.js'
import './day-more.css'

const Lines = ({ page }: { readonly page: TodayPage }) => (
  <>
    <HandoverLines
      handovers={page.handovers}
      link={(id, text, className) => (
        <FieldLink to={`people/${id}`} className={className}>
          {text}
        </FieldLink>
      )}
      toTeam={(text) => (
        <FieldLink to="me" className="btn btn-quiet">
          {text}
        </FieldLink>
      )}
    />
    <OtherTeams page={page} />
  </>
)

// A finger on its way to a row below does not meet what has just come over it.
const aimedMs = 700

/** Lines that came after the list was drawn: said over it, and put above it by a tap. */
const NewAbove = ({ calls, others, onOpen }: Record<'calls' | 'others', number> & { readonly onOpen: () => void }) => {
  const words = useDayMoreWords()
  const { number } = useI18n()
  const [taps, setTaps] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setTaps(true), aimedMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="new-above" role="status">
      <button type="button" className={`btn btn-main${taps ? '' : ' is-coming'}`} onClick={onOpen}>
        {calls > 0 ? words.newCalls(number(calls)) : words.newLines(number(others))}
      </button>
    </div>
  )
}

type AboveProps = {
  readonly page: TodayPage
  /** The list was drawn before these lines could be. */
  readonly late: boolean
}

/** Above the list of a day. Whatever comes or goes once the list is drawn, its rows stay where they are. */
const Above = ({ page, late }: AboveProps) => {
  const names = namesOf(page)
  const [shown, setShown] = useState<readonly string[]>(late ? [] : names)
  const [open, setOpen] = useState(!late && names.length > 0)
  const box = useRef<HTMLDivElement>(null)
  const tallest = useRef(0)
  useLayoutEffect(() => {
    const { current } = box
    if (current === null) return
    tallest.current = Math.max(tallest.current, current.offsetHeight)
    current.style.minHeight = `${tallest.current}px`
  })
  const fresh = names.filter((name) => !shown.includes(name))
  const calls = fresh.filter((name) => name.startsWith('call ')).length
  const show = (): void => {
    setShown(names)
    setOpen(true)
    scrollTo(0, 0)
  }
  return (
    <>
      {open && (
        <div ref={box} className="day-above">
          <Lines page={linesIn(page, (name) => shown.includes(name))} />
        </div>
      )}
      {fresh.length > 0 && <NewAbove calls={calls} others={fresh.length} onOpen={show} />}
    </>
  )
}

type Props = AboveProps & { readonly part: 'above' | 'below' }

/** What is said around the list of a day on the phone: hand-overs and the other team above it, new people below. */
export const DayMore = ({ part, ...props }: Props) =>
  part === 'above' ? (
    <Above {...props} />
  ) : (
    <NewPeople page={props.page} link={(text) => <FieldLink to="fresh">{text}</FieldLink>} />
  )
