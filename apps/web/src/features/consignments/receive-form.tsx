import { type FormEvent, useState } from 'react'
import { type ArgsOf, call } from '../../api/client.js'
import { useConsignments } from '../../i18n/consignments.js'
import { useI18n } from '../../i18n/i18n.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { Select } from '../../ui/select.js'
import { useGoodsWords } from '../deals/use-many.js'
import { typedWhole } from '../report/typed-whole.js'
import { useDeskAct } from '../requests/desk-act.js'
import { blankExtra, ExtraFields, readExtra } from './receive-extra.js'
import { RoadFailure } from './road-failure.js'
import type { Cargo, Consignment } from './types.js'

type Body = Omit<ArgsOf<'consignment.receive'>['body'], 'id'>
type Counted = { readonly fine: string; readonly damaged: string }

const isCount = (n: number | null): n is number => n !== null && Number.isSafeInteger(n) && n >= 0

/** What was counted of a line; null where it cannot be right. */
const readLine = ({ fine, damaged }: Counted, left: number) => {
  const [good, bad] = [typedWhole(fine) ?? 0, typedWhole(damaged) ?? 0]
  return isCount(good) && isCount(bad) && good + bad <= left ? { fine: good, damaged: bad } : null
}

type LineProps = {
  readonly line: Cargo
  readonly counted: Counted
  readonly isWrong: boolean
  readonly set: (change: Partial<Counted>) => void
}

const LineFields = ({ line, counted, isWrong, set }: LineProps) => {
  const { receive: words } = useConsignments()
  const { number } = useI18n()
  const { named, many } = useGoodsWords()
  return (
    <fieldset className="field">
      <legend>
        {named(line.kind)} {line.serial ?? line.lot} <span className="num">{many(line.left, line.kind)}</span>
      </legend>
      <div className="filters">
        <TextField
          label={words.fine}
          inputMode="numeric"
          maxLength={12}
          value={counted.fine}
          error={isWrong ? words.wrong(number(line.left)) : null}
          onChange={(fine) => set({ fine })}
        />
        <TextField
          label={words.damaged}
          inputMode="numeric"
          maxLength={12}
          value={counted.damaged}
          onChange={(damaged) => set({ damaged })}
        />
      </div>
    </fieldset>
  )
}

type Props = { readonly consignment: Consignment }

/** Takes in what arrived, counted, with its differences; the book follows in the same transaction. */
export const ReceiveForm = ({ consignment }: Props) => {
  const { receive: words, make } = useConsignments()
  const goods = useGoodsWords()
  const { id, cargo, today } = consignment
  const lines = cargo.filter(({ left }) => left > 0)
  const [typed, setTyped] = useState<Readonly<Record<number, Counted>>>({})
  const [extras, setExtras] = useState([blankExtra])
  const [condition, setCondition] = useState('')
  const [reason, setReason] = useState('')
  const [last, setLast] = useState(true)
  const [into, setInto] = useState<Body['into']>('free')
  const [isTried, setTried] = useState(false)
  const act = useDeskAct<Body>(
    (body, command) => call('consignment.receive', { params: { id }, body: { ...body, id: command } }),
    {
      said: words.done,
      // What is left is counted anew.
      next: () => {
        setTyped({})
        setExtras([blankExtra])
        setCondition('')
        setReason('')
        setTried(false)
      },
    },
  )
  const countedOf = (line: Cargo): Counted => typed[line.n] ?? { fine: String(line.left), damaged: '' }
  const read = lines.map((line) => ({ n: line.n, counted: readLine(countedOf(line), line.left) }))
  const readExtras = extras.map((one) => readExtra(one, goods.find))
  const isExtraFine = readExtras.every(({ faults }) => faults.length === 0)
  const differs = read.some(({ n, counted }) => {
    const left = lines.find((line) => line.n === n)?.left ?? 0
    return counted !== null && (counted.damaged > 0 || (last && counted.fine + counted.damaged < left))
  })
  const lacksReason = differs && reason.trim() === ''
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    const counted = read.flatMap((one) => (one.counted === null ? [] : [{ n: one.n, ...one.counted }]))
    if (counted.length < read.length || condition.trim() === '' || lacksReason || !isExtraFine) {
      focusFirstWrong(event.currentTarget)
      return
    }
    const said = { day: today, condition: condition.trim(), reason: reason.trim() || null, last, into }
    act.mutate({ ...said, lines: counted, extra: readExtras.flatMap((one) => one.lines) })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.title}>
      <p className="muted">{words.intro}</p>
      {lines.map((line) => (
        <LineFields
          key={line.n}
          line={line}
          counted={countedOf(line)}
          isWrong={isTried && readLine(countedOf(line), line.left) === null}
          set={(change) => setTyped({ ...typed, [line.n]: { ...countedOf(line), ...change } })}
        />
      ))}
      {extras.map((extra, i) => (
        <ExtraFields
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no name of their own while they are typed
          key={i}
          draft={extra}
          faults={isTried ? (readExtras[i]?.faults ?? []) : []}
          name={words.extraLine(String(i + 1))}
          set={(change) => setExtras(extras.map((one, at) => (at === i ? { ...one, ...change } : one)))}
        />
      ))}
      {extras.every(({ why }) => why !== undefined) && (
        <p>
          <button type="button" className="btn" onClick={() => setExtras([...extras, blankExtra])}>
            {words.addExtra}
          </button>
        </p>
      )}
      <TextField
        label={words.condition}
        maxLength={80}
        value={condition}
        error={isTried && condition.trim() === '' ? make.missing : null}
        onChange={setCondition}
      />
      <TextField
        label={words.reason}
        maxLength={200}
        value={reason}
        error={isTried && lacksReason ? make.missing : null}
        onChange={setReason}
      />
      <Select
        label={words.into}
        value={into}
        options={(['free', 'quarantine'] as const).map((one) => [one, words.intos[one]] as const)}
        onChange={setInto}
      />
      <label className="check check-row">
        <input type="checkbox" checked={last} onChange={() => setLast(!last)} />
        <span>{words.last}</span>
      </label>
      <RoadFailure error={act.error} />
      <p>
        <button type="submit" className="btn btn-main btn-big" disabled={act.isPending || !goods.isReady}>
          {words.send}
        </button>
      </p>
    </form>
  )
}
