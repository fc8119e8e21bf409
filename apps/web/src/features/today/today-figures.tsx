import type { ReactNode } from 'react'
import { useI18n } from '../../i18n/i18n.js'
import type { TodayPage } from '../followups/today-cache.js'

type Props = {
  readonly page: TodayPage
  /** At the desk they open: the ways to the lists. Who is due today is the list below. */
  readonly ways?: Readonly<Record<'overdue' | 'done', (n: string) => ReactNode>>
}

/** Overdue, due today, done today. */
export const TodayFigures = ({ page, ways }: Props) => {
  const { words, number } = useI18n()
  const figures = [
    { label: words.followup.overdue, value: page.overdue, alarm: page.overdue > 0, open: ways?.overdue },
    { label: words.followup.dueToday, value: page.dueToday, alarm: false, open: undefined },
    { label: words.followup.doneToday, value: page.doneToday, alarm: false, open: ways?.done },
  ] as const
  return (
    <dl className="f-figures" aria-live="polite">
      {figures.map((figure) => (
        <div key={figure.label} className={figure.alarm ? 'is-alarm' : ''}>
          <dt>{figure.label}</dt>
          <dd className="num">
            {figure.value > 0 && figure.open !== undefined
              ? figure.open(number(figure.value))
              : number(Math.max(0, figure.value))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
