import { useGrassroots } from '../../i18n/grassroots.js'
import { useI18n } from '../../i18n/i18n.js'
import { formatDay } from '../../ui/time.js'
import type { Tests } from './types.js'
import { Verdict } from './verdict.js'

type Props = { readonly tests: Tests }

const ByPopulation = ({ tests: { population, courses } }: Props) => {
  const { tests: words, unknowns } = useGrassroots()
  const { number } = useI18n()
  const { lower, upper, percent, unknown } = population
  return (
    <li>
      <p className="line">
        <strong>{words.population}</strong> <Verdict verdict={population.verdict} />
      </p>
      {unknown !== null && <p>{words.unknownBecause(unknowns[unknown])}</p>}
      {population.population !== null && lower !== null && (
        <p className="num">
          {words.formula({
            percent: number(population.lowerPercent),
            population: number(population.population),
            wanted: number(lower),
          })}
        </p>
      )}
      {upper !== null && <p className="num muted">{words.upper(number(population.upperPercent), number(upper))}</p>}
      {courses !== null && percent !== null && (
        <p className="num">{words.hasPercent(number(courses), number(percent))}</p>
      )}
      {courses !== null && percent === null && <p className="num">{words.has(number(courses))}</p>}
    </li>
  )
}

const Use = ({ use }: { readonly use: Tests['days']['use'] }) => {
  const { tests: words, unknowns } = useGrassroots()
  const { number } = useI18n()
  const text =
    use.perDay === null
      ? words.unknownBecause(unknowns[use.why ?? 'nothingUsed'])
      : words.ofUse({
          ...{ used: number(use.used), days: number(use.days), out: number(use.out) },
          ...{ adjusted: number(use.adjusted ?? use.used), perDay: number(use.perDay) },
        })
  return (
    <p className="num">
      <span className="muted">{words.use}: </span>
      {text}
    </p>
  )
}

const Forecast = ({ forecast }: { readonly forecast: Tests['days']['forecast'] }) => {
  const { tests: words, unknowns } = useGrassroots()
  const { number, language } = useI18n()
  const { from, perDay, why } = forecast
  if (from === null || perDay === null) {
    return (
      <p>
        <span className="muted">{words.forecast}: </span>
        {words.unknownBecause(unknowns[why ?? 'noOutlook'])}
      </p>
    )
  }
  return (
    <p className="num">
      <span className="muted">{words.forecast}: </span>
      {words.forecastFormula({
        ...{ place: from.place.name, cases: number(from.casesPerDay), each: number(from.coursesPerCase) },
        ...{ served: number(from.served), residents: number(from.residents), perDay: number(perDay) },
      })}{' '}
      <span className="muted small">{words.forecastOf(number(from.days), formatDay(from.lastDay, language))}</span>
    </p>
  )
}

/** Which of both counted: the larger, or the only one that is known. */
const useBasis = ({ days: { basis, use, forecast } }: Tests): string | null => {
  const { tests: words } = useGrassroots()
  if (basis === null) return null
  const isOnly = use.perDay === null || forecast.perDay === null
  return isOnly ? words.onlyBasis[basis] : words.basis[basis]
}

const ByDays = ({ tests }: Props) => {
  const { tests: words, unknowns } = useGrassroots()
  const { number } = useI18n()
  const { days } = tests
  const basis = useBasis(tests)
  return (
    <li>
      <p className="line">
        <strong>{words.days}</strong> <Verdict verdict={days.verdict} />
      </p>
      {days.unknown !== null && <p>{words.unknownBecause(unknowns[days.unknown])}</p>}
      {days.perDay !== null && days.wanted !== null && (
        <p className="num">
          {words.dayFormula({
            perDay: number(days.perDay),
            days: number(days.coverDays),
            wanted: number(days.wanted),
          })}
          {basis !== null && <span className="muted"> ({basis})</span>}
        </p>
      )}
      {days.days !== null && <p className="num">{words.lasts(number(days.days))}</p>}
      <details>
        <summary>{words.open}</summary>
        <Use use={days.use} />
        <Forecast forecast={days.forecast} />
      </details>
    </li>
  )
}

/** Both tests of one item with their numbers and formulas (K9): what is not known is named, and is no enough. */
export const ItemTests = ({ tests }: Props) => {
  const words = useGrassroots()
  const { number } = useI18n()
  return (
    <section className="card stack" aria-label={words.items[tests.item]}>
      <h3 className="line">
        {words.items[tests.item]} <Verdict verdict={tests.verdict} />
      </h3>
      <ul className="stack">
        <ByPopulation tests={tests} />
        <ByDays tests={tests} />
      </ul>
      {tests.coming > 0 && <p className="num">{words.tests.coming(number(tests.coming))}</p>}
    </section>
  )
}
