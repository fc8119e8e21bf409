import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'

const width = 84
const height = 22

/** Points of a line from zero up; days without a number leave a gap. */
export const sparkPath = (values: readonly (number | null)[]): string => {
  const top = Math.max(1, ...values.map((value) => value ?? 0))
  const step = values.length > 1 ? width / (values.length - 1) : 0
  let open = false
  return values
    .map((value, i) => {
      if (value === null) {
        open = false
        return ''
      }
      const text = `${open ? 'L' : 'M'}${(i * step).toFixed(1)} ${(height - 1 - (value / top) * (height - 2)).toFixed(1)}`
      open = true
      return text
    })
    .join('')
}

/** Two weeks in a line; the words say from what to what. */
export const Sparkline = ({ values }: { readonly values: readonly (number | null)[] }) => {
  const { board } = useDesk()
  const { number } = useI18n()
  const known = values.filter((value) => value !== null)
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined || known.length < 2) return null
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={board.trendLine(number(first), number(last))}
    >
      <path d={sparkPath(values)} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  )
}
