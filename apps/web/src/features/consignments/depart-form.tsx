import { type FormEvent, useState } from 'react'
import { type ArgsOf, call } from '../../api/client.js'
import { useConsignments } from '../../i18n/consignments.js'
import { useNow } from '../../ui/clock.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { partsIn } from '../../ui/time.js'
import { codeOf } from '../deals/refusal.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useDeskAct } from '../requests/desk-act.js'
import { RoadFailure } from './road-failure.js'
import { type TimeDraft, TimeFields } from './time-fields.js'
import type { Consignment } from './types.js'

type Body = Omit<ArgsOf<'consignment.depart'>['body'], 'id'>

/** It leaves: when, by the clock there; which lots go is left to the book (first expiry first out). */
export const DepartForm = ({ consignment }: { readonly consignment: Consignment }) => {
  const { way: words, make } = useConsignments()
  const { id, legs, today, wanted } = consignment
  const goods = useGoodsWords()
  const zone = legs[0]?.fromZone ?? 'Asia/Shanghai'
  const now = partsIn(useNow(), zone)
  const [time, setTime] = useState<TimeDraft>({ local: `${now.day}T${now.clock}`, zone, second: null })
  const [why, setWhy] = useState('')
  const act = useDeskAct<Body>(
    (body, command) => call('consignment.depart', { params: { id }, body: { ...body, id: command } }),
    { said: words.departed },
  )
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (time.local === '') {
      focusFirstWrong(event.currentTarget)
      return
    }
    const lines = wanted.map(({ kind, product, quantity }) => ({
      ...{ kind, product, item: null, quantity, unit: goods.find(kind)?.unit ?? '' },
    }))
    act.mutate({ day: today, departed: time, lines, why: why.trim() || null })
  }
  return (
    <form className="card stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.depart}>
      <h3>{words.depart}</h3>
      <p className="muted">{words.departHint}</p>
      <TimeFields
        draft={time}
        error={time.local === '' ? make.missing : null}
        isTwice={codeOf(act.error) === 'consignment.time-twice'}
        set={(change) => setTime({ ...time, ...change })}
      />
      <TextField label={words.departNote} maxLength={200} value={why} onChange={setWhy} />
      <RoadFailure error={act.error} />
      <p>
        <button type="submit" className="btn btn-main" disabled={act.isPending || !goods.isReady}>
          {words.depart}
        </button>
      </p>
    </form>
  )
}
