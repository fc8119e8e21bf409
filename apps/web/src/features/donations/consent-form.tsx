import { type FormEvent, useState } from 'react'
import { type ArgsOf, call } from '../../api/client.js'
import { useGifts } from '../../i18n/gifts.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { Select } from '../../ui/select.js'
import { typedNumber } from '../../ui/typed-number.js'
import { useGoodsWords } from '../deals/use-many.js'
import { GiftFailure, useGiftAct } from './gift-act.js'
import type { Gift } from './types.js'

type Body = Omit<ArgsOf<'gift.consent'>['body'], 'id'>
const blank = { paper: '', day: '', takenBy: '', kind: '', quantity: '' }

/** A donor's written consent to another destination (SUP-GIFT-1): the paper, its day, who took it, and for what. */
export const ConsentForm = ({ gift }: { readonly gift: Gift }) => {
  const { consent: words, assign } = useGifts()
  const { named } = useGoodsWords()
  const [draft, setDraft] = useState(blank)
  const [isTried, setTried] = useState(false)
  const act = useGiftAct<Body>(
    (body, id) => call('gift.consent', { params: { id: gift.id }, body: { ...body, id } }),
    () => setDraft(blank),
  )
  const set = (change: Partial<typeof blank>): void => setDraft({ ...draft, ...change })
  const quantity = typedNumber(draft.quantity)
  const isWrong = quantity !== null && (!Number.isSafeInteger(quantity) || quantity < 1)
  const missing = (text: string): string | null => (isTried && text.trim() === '' ? words.missing : null)
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    const { paper, day, takenBy, kind } = draft
    if ([paper, day, takenBy].some((text) => text.trim() === '') || isWrong) {
      focusFirstWrong(event.currentTarget)
      return
    }
    setTried(false)
    act.mutate({ paper, day, takenBy, kind: kind === '' ? null : kind, quantity, aim: null })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      <TextField
        label={words.paper}
        maxLength={120}
        value={draft.paper}
        error={missing(draft.paper)}
        onChange={(paper) => set({ paper })}
      />
      <TextField
        label={words.day}
        type="date"
        value={draft.day}
        error={missing(draft.day)}
        onChange={(day) => set({ day })}
      />
      <TextField
        label={words.takenBy}
        maxLength={80}
        value={draft.takenBy}
        error={missing(draft.takenBy)}
        onChange={(takenBy) => set({ takenBy })}
      />
      <Select
        label={words.kind}
        value={draft.kind}
        options={[['', words.all], ...gift.units.map((one) => [one.kind, named(one.kind)] as const)]}
        onChange={(kind) => set({ kind })}
      />
      <TextField
        label={words.quantity}
        inputMode="numeric"
        maxLength={12}
        value={draft.quantity}
        error={isTried && isWrong ? assign.quantityWrong : null}
        onChange={(value) => set({ quantity: value })}
      />
      <GiftFailure error={act.error} />
      <p>
        <button type="submit" className="btn" disabled={act.isPending}>
          {words.send}
        </button>
      </p>
    </form>
  )
}
