import { useAlarmWords } from '../../i18n/alarms.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNightWords } from '../../i18n/night.js'
import type { Rule } from './use-rules.js'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTexts = (value: unknown): value is readonly (string | number)[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number')

/** Long lists of spellings fold away; the page is for reading rules. */
const foldFrom = 9

const Words = ({ list }: { readonly list: readonly string[] }) => {
  const { policy: words } = useDesk()
  const { words: base, number } = useI18n()
  if (list.length < foldFrom) return <span>{list.join(base.listSeparator)}</span>
  return (
    <details className="why">
      <summary>{words.words(number(list.length))}</summary>
      <span lang="zh-CN">{list.join(base.listSeparator)}</span>
    </details>
  )
}

/** The database keeps keys in an order of its own; words are read from the least to the most, as in the source. */
const inOrder = (values: Readonly<Record<string, unknown>>, words: Readonly<Record<string, string>>) => {
  const order = Object.keys(words)
  return Object.entries(values).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
}

/** What a caller or a visit is asked about, as it is asked there: danger signs, and what the desk's script names. */
const useSignWords = (): Readonly<Record<string, string>> => {
  const { signs } = useAlarmWords()
  const { red, day } = useNightWords()
  return { ...signs, ...red, ...day }
}

/** A rule's value in words: numbers with their unit, ranges, lists; the judgement table is shown below. */
export const RuleValue = ({ rule }: { readonly rule: Rule }) => {
  const { policy: words, tier } = useDesk()
  const { words: base, number } = useI18n()
  const signs = useSignWords()
  const withUnit = (text: string): string => (rule.unit === '' ? text : words.amount(text, rule.unit))
  const say = (value: unknown): string => {
    if (typeof value === 'number') return number(value)
    return typeof value === 'string' ? (words.values[value] ?? signs[value] ?? value) : ''
  }
  const { value } = rule
  if (value === undefined || value === null) return <span className="muted">–</span>
  if (typeof value === 'number' || typeof value === 'string') {
    return <span className="num">{withUnit(say(value))}</span>
  }
  if (isTexts(value)) {
    return (
      <>
        <Words list={value.map(say)} />
        {rule.unit !== '' && ` ${words.units[rule.unit] ?? rule.unit}`}
      </>
    )
  }
  if (Array.isArray(value)) return <a href="#combinations">{words.seeTable}</a>
  if (!isRecord(value)) return null
  if (typeof value['least'] === 'number' && typeof value['most'] === 'number') {
    return <span className="num">{withUnit(words.range(number(value['least']), number(value['most'])))}</span>
  }
  const facts: Readonly<Record<string, string>> = { ...base.person.facts, ...base.person.kinds }
  const ofFact: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    age: base.person.bands,
    disease: tier.diseaseOf,
    vaccination: tier.vaccinationOf,
  }
  return (
    <ul className="small">
      {Object.entries(value).map(([key, one]) => (
        <li key={key}>
          {facts[key] ?? key}
          {isRecord(one) ? ' · ' : base.labelled('', '')}
          {isTexts(one) ? (
            <Words list={one.map(String)} />
          ) : isRecord(one) ? (
            inOrder(one, ofFact[key] ?? {})
              .map(([k, v]) => base.labelled(ofFact[key]?.[k] ?? k, say(v)))
              .join(base.listSeparator)
          ) : (
            (ofFact[key]?.[String(one)] ?? say(one))
          )}
        </li>
      ))}
    </ul>
  )
}
