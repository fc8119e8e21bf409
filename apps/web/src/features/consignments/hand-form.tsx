import { type FormEvent, useState } from 'react'
import { type ArgsOf, call } from '../../api/client.js'
import { useConsignments } from '../../i18n/consignments.js'
import { useI18n } from '../../i18n/i18n.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { Select } from '../../ui/select.js'
import { codeOf } from '../deals/refusal.js'
import { typedWhole } from '../report/typed-whole.js'
import { useDeskAct } from '../requests/desk-act.js'
import { RoadFailure } from './road-failure.js'
import { type TimeDraft, TimeFields } from './time-fields.js'
import type { Consignment } from './types.js'

type Body = Omit<ArgsOf<'consignment.hand'>['body'], 'id'>
type Typed = { readonly giver: string; readonly taker: string; readonly condition: string; readonly count: string }

const blank: Typed = { giver: '', taker: '', condition: '', count: '' }

/** A hand-over on the way that the desk was told of: who gave, who took, how many, in what condition. */
export const HandForm = ({ consignment: { id, legs, cargo } }: { readonly consignment: Consignment }) => {
  const { hand: words, way, make } = useConsignments()
  const { number } = useI18n()
  const [leg, setLeg] = useState(legs[0]?.n ?? 0)
  const [typed, setTyped] = useState(blank)
  const [time, setTime] = useState<Omit<TimeDraft, 'zone'> & { readonly zone: string | null }>({
    ...{ local: '', zone: null, second: null },
  })
  const [sure, setSure] = useState(false)
  const [isTried, setTried] = useState(false)
  const act = useDeskAct<Body>(
    (body, command) => call('consignment.hand', { params: { id }, body: { ...body, id: command } }),
    {
      said: way.done,
      next: () => {
        setTyped(blank)
        setTime({ local: '', zone: null, second: null })
        setSure(false)
        setTried(false)
      },
    },
  )
  const zone = time.zone ?? legs.find(({ n }) => n === leg)?.toZone ?? 'Asia/Shanghai'
  const count = typedWhole(typed.count)
  const isCount = count !== null && Number.isSafeInteger(count) && count >= 0
  const left = cargo.reduce((sum, line) => sum + line.left, 0)
  const lacks = (key: keyof Typed): string | null => (isTried && typed[key].trim() === '' ? make.missing : null)
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    const [giver, taker, condition] = [typed.giver.trim(), typed.taker.trim(), typed.condition.trim()]
    if (giver === '' || taker === '' || condition === '' || time.local === '' || !isCount) {
      focusFirstWrong(event.currentTarget)
      return
    }
    act.mutate({ ...time, zone, leg, giver, taker, condition, count, sure })
  }
  const text = (key: 'giver' | 'taker' | 'condition') => (
    <TextField
      label={words[key]}
      maxLength={80}
      value={typed[key]}
      error={lacks(key)}
      onChange={(value) => setTyped({ ...typed, [key]: value })}
    />
  )
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.title}>
      <Select
        label={way.legChoice}
        value={String(leg)}
        options={legs.map((one) => [String(one.n), way.leg(String(one.n + 1), one.from, one.to)] as const)}
        onChange={(n) => setLeg(Number(n))}
      />
      {text('giver')}
      {text('taker')}
      <TextField
        label={words.count(number(left))}
        inputMode="numeric"
        maxLength={12}
        value={typed.count}
        error={isTried && !isCount ? words.countWrong : null}
        onChange={(value) => setTyped({ ...typed, count: value })}
      />
      {text('condition')}
      <TimeFields
        draft={{ ...time, zone }}
        error={isTried && time.local === '' ? make.missing : null}
        isTwice={codeOf(act.error) === 'consignment.time-twice'}
        set={(change) => setTime({ ...time, ...change })}
      />
      <RoadFailure error={act.error} />
      {(sure || codeOf(act.error) === 'consignment.time-doubtful') && (
        <label className="line">
          <input type="checkbox" checked={sure} onChange={() => setSure(!sure)} /> {way.sure}
        </label>
      )}
      <p>
        <button type="submit" className="btn" disabled={act.isPending}>
          {way.send}
        </button>
      </p>
    </form>
  )
}
