import { labelChecks } from '@lianfang/domain/supply'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMedicineSupply } from '../../i18n/medicine-supply.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { Select } from '../../ui/select.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { typedNumber } from '../../ui/typed-number.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useSession } from '../session/session.js'

type Answer = Reply<'label.ask'>
type Check = (typeof labelChecks)[number]

const Said = ({ answer }: { readonly answer: Answer }) => {
  const { ask: words } = useMedicineSupply()
  const { language } = useI18n()
  const { label } = answer
  const from = label !== null && (
    <p className="muted small">
      {words.from(label.source, formatDay(label.validUntil, language))} · {words.loadedBy(label.by)}
    </p>
  )
  if (answer.answer === 'askHigher') {
    return (
      <div className="note note-warn" role="status">
        <p>
          <strong>{words.higher}</strong>
        </p>
        <p>{words.why[answer.why]}</p>
        {from}
      </div>
    )
  }
  return (
    <div className="note" role="status">
      <p>
        <strong>{words.says}</strong>
      </p>
      {answer.says.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {answer.within !== null && <p>{words.within[answer.within ? 'yes' : 'no']}</p>}
      {from}
    </div>
  )
}

const questionOf = (check: Check, other: string, days: number | null) => {
  switch (check) {
    case 'interaction':
      return other.trim() === '' ? null : { check, other: other.trim() }
    case 'onset':
      return days === null || !Number.isInteger(days) || days < 0 || days > 365 ? null : { check, days }
    default:
      return { check }
  }
}

type Asked = { readonly kind: string; readonly question: NonNullable<ReturnType<typeof questionOf>> }

/** A question to the label of a medicine (SUP-GRASS-12): its own words while it is in date, else the higher hospital. Never "none". */
export const AskLabel = () => {
  const { ask: words } = useMedicineSupply()
  const { acting } = useSession()
  const goods = useGoodsWords()
  const [kind, setKind] = useState<string | undefined>(undefined)
  const [check, setCheck] = useState<Check>('interaction')
  const [other, setOther] = useState('')
  const [typed, setTyped] = useState('')
  const [isTried, setTried] = useState(false)
  const send = useMutation({
    mutationFn: ({ kind: of, question }: Asked) =>
      call('label.ask', { body: { place: acting.place.code as never, kind: of, question } }), // the role's own place
  })
  const question = questionOf(check, other, typedNumber(typed))
  const clear = (): void => send.reset()
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (kind === undefined || question === null) focusFirstWrong(event.currentTarget)
    else send.mutate({ kind, question })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.title}>
      <p className="muted">{words.intro}</p>
      <OneOf
        label={words.kind}
        any={words.choose}
        value={kind}
        options={goods.open
          .filter((one) => one.class === 'medicine')
          .map((one) => [one.code, goods.nameOf(one)] as const)}
        error={isTried && kind === undefined ? words.missing : null}
        onChange={(code) => {
          setKind(code)
          clear()
        }}
      />
      <Select
        label={words.check}
        value={check}
        options={labelChecks.map((one) => [one, words.checks[one]] as const)}
        onChange={(one) => {
          setCheck(one)
          clear()
        }}
      />
      {check === 'interaction' && (
        <TextField
          label={words.other}
          maxLength={80}
          value={other}
          error={isTried && question === null ? words.missing : null}
          onChange={(text) => {
            setOther(text)
            clear()
          }}
        />
      )}
      {check === 'onset' && (
        <TextField
          label={words.days}
          inputMode="numeric"
          maxLength={3}
          value={typed}
          error={isTried && question === null ? words.wrongDays : null}
          onChange={(text) => {
            setTyped(text)
            clear()
          }}
        />
      )}
      {send.error && <ProblemNote error={send.error} asking />}
      <p>
        <button type="submit" className="btn" disabled={send.isPending}>
          {words.send}
        </button>
      </p>
      {send.data !== undefined && <Said answer={send.data} />}
    </form>
  )
}
