import { failCauses } from '@lianfang/domain/supply'
import { type FormEvent, useState } from 'react'
import { type ArgsOf, call } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { FieldLink } from '../../app/field-router.js'
import { useGifts } from '../../i18n/gifts.js'
import { useI18n } from '../../i18n/i18n.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { Select } from '../../ui/select.js'
import { Loaded } from '../../ui/states.js'
import { typedNumber } from '../../ui/typed-number.js'
import { useGoods, useItemWords, useToday } from '../store/use-store.js'
import { CorrectForm } from './correct-form.js'
import { GiftFailure, useGiftAct } from './gift-act.js'
import { Aim, Notices, Photos, Steps, Units } from './gift-parts.js'
import type { Gift } from './types.js'

type Of = { readonly store: string; readonly gift: Gift }
type Count = Gift['counts'][number]
type Look = ArgsOf<'gift.inspect'>['body']['lines'][number]

const isUnits = (n: number | null): n is number => n !== null && Number.isSafeInteger(n) && n >= 0

/** The inspection of one row (SUP-GIFT-3): what passes, what fails and why, why the rest is held back. */
const Inspect = ({ store, gift, row }: Of & { readonly row: Count }) => {
  const { keep: words } = useGifts()
  const { many } = useGoods()
  const today = useToday()
  const [draft, setDraft] = useState({ passed: '', failed: '', cause: '', note: '' })
  const [isTried, setTried] = useState(false)
  const act = useGiftAct<{ readonly lines: readonly Look[] }>((body, id) =>
    call('gift.inspect', { params: { id: store, gift: gift.id }, body: { id, day: today, lines: [...body.lines] } }),
  )
  const set = (change: Partial<typeof draft>): void => setDraft({ ...draft, ...change })
  const [passed, failed] = [typedNumber(draft.passed) ?? 0, typedNumber(draft.failed) ?? 0]
  const fits = isUnits(passed) && isUnits(failed) && passed + failed <= row.quarantine
  const rest = fits ? row.quarantine - passed - failed : 0
  const cause = failCauses.find((one) => one === draft.cause) ?? null
  const misses = { numbers: !fits, cause: failed > 0 && cause === null, note: rest > 0 && draft.note.trim() === '' }
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (Object.values(misses).includes(true)) {
      focusFirstWrong(event.currentTarget)
      return
    }
    const note = draft.note.trim() === '' ? null : draft.note.trim()
    act.mutate({ lines: [{ n: row.n, passed, failed, cause: failed > 0 ? cause : null, note }] })
  }
  const said = (is: boolean, text: string): string | null => (isTried && is ? text : null)
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      <p className="num">{words.waiting(many(row.quarantine, row.kind))}</p>
      <TextField
        label={words.passed}
        inputMode="numeric"
        maxLength={12}
        value={draft.passed}
        error={said(misses.numbers, words.numbersWrong)}
        onChange={(value) => set({ passed: value })}
      />
      <TextField
        label={words.failed}
        inputMode="numeric"
        maxLength={12}
        value={draft.failed}
        onChange={(value) => set({ failed: value })}
      />
      {failed > 0 && (
        <>
          <Select
            label={words.cause}
            value={draft.cause}
            options={[['', ''], ...failCauses.map((one) => [one, words.causes[one]] as const)]}
            onChange={(value) => set({ cause: value })}
          />
          {said(misses.cause, words.causeMissing) !== null && (
            <p className="error" role="alert">
              {words.causeMissing}
            </p>
          )}
        </>
      )}
      <TextField
        label={words.note}
        maxLength={200}
        value={draft.note}
        error={said(misses.note, words.noteMissing)}
        onChange={(note) => set({ note })}
      />
      <GiftFailure error={act.error} />
      <button type="submit" className="btn btn-main btn-big" disabled={act.isPending}>
        {words.inspectSend}
      </button>
    </form>
  )
}

const figures = ['counted', 'quarantine', 'kept', 'issued', 'disposed', 'lost'] as const

const Row = ({ store, gift, row }: Of & { readonly row: Count }) => {
  const words = useGifts()
  const { number } = useI18n()
  const { nameOf } = useGoods()
  const itemOf = useItemWords()
  const may = (act: Gift['may'][number]): boolean => gift.may.includes(act)
  return (
    <li className="card stack">
      <h3>
        {nameOf(row.kind)} {row.box !== null && <span className="muted">{row.box}</span>}
      </h3>
      <p className="muted small">{itemOf(row)}</p>
      <p className="num">
        {figures
          .filter((key) => row[key] > 0)
          .map((key) => `${words.unitsOf[key]} ${number(row[key])}`)
          .join(' · ')}
      </p>
      {row.note !== null && <p>{row.note}</p>}
      {may('inspect') && row.quarantine > 0 && (
        <details>
          <summary>
            {words.keep.inspect}
            <span className="sr"> {nameOf(row.kind)}</span>
          </summary>
          <Inspect store={store} gift={gift} row={row} />
        </details>
      )}
      {may('correct') && (
        <details>
          <summary>
            {words.keep.correct}
            <span className="sr"> {nameOf(row.kind)}</span>
          </summary>
          <CorrectForm store={store} gift={gift} row={row} />
        </details>
      )}
    </li>
  )
}

type TargetProps = Of & { readonly target: Gift['targets'][number] }

/** Issues units where the desk has decided. */
const Issue = ({ store, gift, target }: TargetProps) => {
  const words = useGifts()
  const { nameOf, many } = useGoods()
  const { number } = useI18n()
  const today = useToday()
  const left = target.quantity - target.issued
  const [typed, setTyped] = useState(String(left))
  const [isTried, setTried] = useState(false)
  const act = useGiftAct<{ readonly quantity: number }>((body, id) =>
    call('gift.issue', { params: { id: store, gift: gift.id }, body: { ...body, id, day: today, target: target.id } }),
  )
  const quantity = typedNumber(typed)
  const isWrong = !isUnits(quantity) || quantity < 1
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (isWrong) focusFirstWrong(event.currentTarget)
    else act.mutate({ quantity })
  }
  return (
    <li className="card stack">
      <h3>
        {target.to.name} <span className="tag">{words.uses[target.use]}</span>
      </h3>
      <p>
        {nameOf(target.kind)} <span className="num">{many(target.quantity, target.kind)}</span> ·{' '}
        {words.issuedOf(number(target.issued), number(target.quantity))}
      </p>
      <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
        <TextField
          label={words.keep.issueQuantity}
          inputMode="numeric"
          maxLength={12}
          value={typed}
          error={isTried && isWrong ? words.keep.quantityWrong : null}
          onChange={setTyped}
        />
        <GiftFailure error={act.error} />
        <button type="submit" className="btn btn-main btn-big" disabled={act.isPending}>
          {words.keep.issueSend}
          <span className="sr"> {target.to.name}</span>
        </button>
      </form>
    </li>
  )
}

const One = ({ store, gift }: Of) => {
  const words = useGifts()
  const targets = gift.targets.filter((one) => !one.takenBack && one.issued < one.quantity)
  return (
    <div className="stack-wide">
      <p className="between">
        <strong className="num">{gift.number}</strong> <span className="tag">{words.states[gift.state]}</span>
      </p>
      <Aim gift={gift} />
      <Units units={gift.units} />
      {gift.may.includes('count') && (
        <FieldLink to={`${store}/gifts/${gift.id}/count`} className="btn btn-big">
          {words.keep.countKnown}
        </FieldLink>
      )}
      {gift.counts.length > 0 && (
        <section className="stack">
          <h2>{words.keep.inspect}</h2>
          <p className="muted">{words.keep.inspectHint}</p>
          <ul className="stack">
            {gift.counts.map((row) => (
              <Row key={row.n} store={store} gift={gift} row={row} />
            ))}
          </ul>
        </section>
      )}
      {gift.may.includes('issue') && (
        <section className="stack">
          <h2>{words.keep.issue}</h2>
          <p className="muted">{targets.length === 0 ? words.keep.nothingToIssue : words.keep.issueHint}</p>
          <ul className="stack">
            {targets.map((target) => (
              <Issue key={`${target.id} ${target.issued}`} store={store} gift={gift} target={target} />
            ))}
          </ul>
        </section>
      )}
      <Photos gift={gift} />
      <Notices gift={gift} />
      <Steps gift={gift} />
    </div>
  )
}

/** A gift at the store that counts it in (E10). */
export const KeeperGift = ({ store, id }: { readonly store: string; readonly id: string }) => {
  const query = useApi('gift.read', { params: { id } })
  return <Loaded query={query}>{(gift) => <One store={store} gift={gift} />}</Loaded>
}
