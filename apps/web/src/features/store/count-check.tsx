import { type FormEvent, useState } from 'react'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { Choice, focusFirstWrong, TextField } from '../../ui/form.js'
import { CountMoment } from './count-moment.js'
import { Failure, RefusedHere } from './failure.js'
import { type CountDraft, type CountField, countBody, differences, unfilled } from './read-count.js'
import { refusedItem, useRefusal } from './refusal.js'
import { useSendOnce } from './send-once.js'
import type { useCount } from './use-count.js'
import { useGoods, useItemWords, useToday } from './use-store.js'

type Props = {
  readonly id: string
  readonly draft: CountDraft
  readonly set: ReturnType<typeof useCount>['set']
  readonly fields: readonly CountField[]
  readonly moved: number
  readonly onNow: () => void
}

type DifferencesProps = Pick<Props, 'draft' | 'fields'> & {
  readonly refused: { readonly item: string; readonly sentence: string } | null
}

const Differences = ({ draft, fields, refused }: DifferencesProps) => {
  const words = useStoreWords()
  const { nameOf, many } = useGoods()
  const itemWords = useItemWords()
  const found = differences(fields, draft)
  if (found.length === 0 && draft.found.length === 0) return <p className="note note-good">{words.noDifference}</p>
  return (
    <ul className="stack">
      {found.map(({ key, row, place, book, counted }) => (
        <li key={key} className="card stack r-tight">
          <p className="between">
            <span className="strong">{nameOf(row.kind)}</span>
            <span className="strong num">
              {counted > book
                ? words.more(many(counted - book, row.kind))
                : words.fewer(many(book - counted, row.kind))}
            </span>
          </p>
          <p>
            {itemWords(row)}
            {place !== 'shelf' && ` · ${words.countPlace[place]}`}
          </p>
          <p className="muted num">{words.countWas(many(book, row.kind), many(counted, row.kind))}</p>
          <RefusedHere sentence={refused?.item === row.id ? refused.sentence : null} />
        </li>
      ))}
      {draft.found.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: found goods have no other name
        <li key={i} className="card stack r-tight">
          <p className="between">
            <span className="strong">{nameOf(line.kind)}</span>
            <span className="strong num">{words.more(line.quantity)}</span>
          </p>
          <p>
            {itemWords({ lot: line.lot || null, expiry: line.expiry || null, serial: line.serial || null })} ·{' '}
            {words.countFound}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** What the count will change, said before it is written. */
export const CountCheck = ({ id, draft, set, fields, moved, onNow }: Props) => {
  const words = useStoreWords()
  const { number } = useI18n()
  const today = useToday()
  const refusalOf = useRefusal()
  const [isTried, setTried] = useState(false)
  const send = useSendOnce({
    store: id,
    route: 'stock.count',
    sent: draft.sent,
    keep: (sent) => set({ sent }),
    forget: () => set(null),
  })
  const empty = unfilled(fields, draft)
  const refusal = refusalOf(send.error)
  const item = refusedItem(send.error)
  const isListed = item !== null && differences(fields, draft).some(({ row }) => row.id === item)
  const change = (part: Partial<CountDraft>): void => {
    set(part)
    if (!send.isIdle && !send.isPending) send.reset()
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (draft.why.trim() === '') {
      focusFirstWrong(event.currentTarget)
      return
    }
    const day = draft.day === '' ? today : draft.day
    set({ day })
    send.mutate(countBody(draft, fields, day))
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      <CountMoment draft={draft} moved={moved} onNow={onNow} />
      {empty > 0 && (
        <>
          <Choice
            legend={words.countRest(number(empty))}
            name="rest"
            value={draft.rest}
            options={[
              { value: 'leave', label: words.restLeave },
              { value: 'none', label: words.restNone },
            ]}
            onChange={(rest) => change({ rest })}
          />
          {draft.rest === 'none' && <p className="alarm-text">{words.restCount(number(empty))}</p>}
        </>
      )}
      <Differences
        draft={draft}
        fields={fields}
        refused={refusal !== null && item !== null ? { item, sentence: refusal.sentence } : null}
      />
      <TextField
        label={words.countReason}
        hint={words.countReasonHint}
        maxLength={200}
        value={draft.why}
        error={isTried && draft.why.trim() === '' ? words.headFaults.reason : null}
        onChange={(why) => change({ why })}
      />
      <FieldLink to={`${id}/count`} className="btn btn-big">
        {words.countBack}
      </FieldLink>
      <div className="r-send stack">
        {refusal !== null && !isListed && (
          <p className="note note-alarm" role="alert">
            {refusal.sentence}
          </p>
        )}
        <Failure error={send.error} isNamed={refusal !== null} />
        <button type="submit" className="btn btn-main btn-big" disabled={send.isPending}>
          {send.isPending ? words.sending : words.send.count}
        </button>
      </div>
    </form>
  )
}
