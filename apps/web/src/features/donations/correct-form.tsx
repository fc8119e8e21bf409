import { type FormEvent, useState } from 'react'
import { type ArgsOf, call } from '../../api/client.js'
import { useGifts } from '../../i18n/gifts.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { typedNumber } from '../../ui/typed-number.js'
import { useGoods, useToday } from '../store/use-store.js'
import { BoxFields } from './box-fields.js'
import { GiftFailure, useGiftAct } from './gift-act.js'
import { type BoxDraft, blankBox, faultsOfBoxes, type IntakeFault, linesOf } from './intake-draft.js'
import type { Gift } from './types.js'

type Body = Pick<ArgsOf<'gift.correct'>['body'], 'reason' | 'lines' | 'found'>
type Props = { readonly store: string; readonly gift: Gift; readonly row: Gift['counts'][number] }

/** A wrong count (SUP-GIFT-8): how many there truly are, and what else the boxes hold. It is published beside the first. */
export const CorrectForm = ({ store, gift, row }: Props) => {
  const words = useGifts()
  const { kinds } = useGoods()
  const today = useToday()
  const before = row.counted - row.lost
  const [there, setThere] = useState(String(before))
  const [reason, setReason] = useState('')
  const [found, setFound] = useState<readonly BoxDraft[]>([])
  const [faults, setFaults] = useState<readonly (IntakeFault | 'there' | 'reason')[]>([])
  const act = useGiftAct<Body>(
    (body, id) => call('gift.correct', { params: { id: store, gift: gift.id }, body: { ...body, id, day: today } }),
    () => setFound([]),
  )
  const n = typedNumber(there)
  const isNumber = n !== null && Number.isSafeInteger(n) && n >= 0
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const missing = [
      ...(isNumber ? [] : (['there'] as const)),
      ...(reason.trim() === '' ? (['reason'] as const) : []),
      ...faultsOfBoxes(found, kinds),
    ]
    setFaults(missing)
    if (missing.length > 0) {
      focusFirstWrong(event.currentTarget)
      return
    }
    const lines = n === null || n === before ? [] : [{ n: row.n, there: n }]
    act.mutate({ reason: reason.trim(), lines, found: linesOf(found, kinds) })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      <TextField
        label={words.keep.there}
        inputMode="numeric"
        maxLength={12}
        value={there}
        error={faults.includes('there') ? words.keep.numbersWrong : null}
        onChange={setThere}
      />
      {found.map((line, i) => (
        <BoxFields
          key={line.key}
          line={line}
          i={i}
          wrong={(fault, text) => (faults.includes(fault) ? text : null)}
          set={(change) => setFound(found.map((one) => (one.key === line.key ? { ...one, ...change } : one)))}
          onDrop={() => setFound(found.filter(({ key }) => key !== line.key))}
        />
      ))}
      <button type="button" className="btn btn-big" onClick={() => setFound([...found, blankBox()])}>
        {words.keep.found}
      </button>
      <TextField
        label={words.reason}
        maxLength={200}
        value={reason}
        error={faults.includes('reason') ? words.reasonMissing : null}
        onChange={setReason}
      />
      <GiftFailure error={act.error} />
      <button type="submit" className="btn btn-big" disabled={act.isPending}>
        {words.keep.correctSend}
      </button>
    </form>
  )
}
