import { useI18n } from '../../i18n/i18n.js'
import type { TodayPage } from '../followups/today-cache.js'

/** Overdue, due today, done today. */
export const TodayFigures = ({ page }: { readonly page: TodayPage }) => {
  const { words, number } = useI18n()
  const figures = [
    { label: words.followup.overdue, value: page.overdue, alarm: page.overdue > 0 },
    { label: words.followup.dueToday, value: page.dueToday, alarm: false },
    { label: words.followup.doneToday, value: page.doneToday, alarm: false },
  ]
  return (
    <dl className="f-figures" aria-live="polite">
      {figures.map((figure) => (
        <div key={figure.label} className={figure.alarm ? 'is-alarm' : ''}>
          <dt>{figure.label}</dt>
          <dd className="num">{number(Math.max(0, figure.value))}</dd>
        </div>
      ))}
    </dl>
  )
}
