import { type FormEvent, useState } from 'react'
import { useApi } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useStoreWords } from '../../i18n/store.js'
import { Field, focusFirstWrong, TextField } from '../../ui/form.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { useKeptDraft } from '../session/kept-draft.js'
import { Failure } from './failure.js'
import type { OnTheWay } from './goods.js'
import { goOn } from './line-in.js'
import {
  type ArrivalDraft,
  type ArrivalLine,
  arrivalBody,
  blankArrival,
  blankArrivalLine,
  type Condition,
  readArrivalLine,
} from './read-arrival.js'
import { useRefusal } from './refusal.js'
import { useSendOnce } from './send-once.js'
import { OfStore } from './store-top.js'
import { useGoods, useItemWords, useNameOf, useToday } from './use-store.js'
import '../../i18n/road-problems.js'

type LineProps = {
  readonly line: OnTheWay['lines'][number]
  readonly typed: ArrivalLine
  readonly isTried: boolean
  readonly refused: string | null
  readonly onChange: (typed: ArrivalLine) => void
}

const conditions: readonly Condition[] = ['asSent', 'quarantine', 'damaged', 'onHold']

const Line = ({ line, typed, isTried, refused, onChange }: LineProps) => {
  const words = useStoreWords()
  const goods = useGoods()
  const said = useItemWords()(line)
  const { fault, short, arrived } = readArrivalLine(typed, line)
  const left = goods.many(line.left, line.kind)
  const sentence = fault === null ? null : fault === 'more' ? words.arrivedMore(left) : words.faults[fault]
  return (
    <fieldset className="card r-product stack">
      <legend>
        {goods.nameOf(line.kind)} · {said}
      </legend>
      <p className="muted num">
        {words.wayLeft(left, goods.many(line.sent, line.kind))}
        {line.state !== 'free' && ` · ${words.states[line.state]}`}
      </p>
      <div className="r-two">
        <TextField
          label={`${words.arrived} (${goods.unitOf(line.kind)})`}
          inputMode="numeric"
          maxLength={13}
          value={typed.quantity}
          // More than was sent is said at once: who counts it is holding it.
          error={isTried || fault === 'more' ? (sentence ?? refused) : refused}
          onChange={(quantity) => onChange({ ...typed, quantity })}
        />
        <Field label={words.condition}>
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={typed.condition}
              onChange={(event) => onChange({ ...typed, condition: event.target.value as Condition })} // of the list below
            >
              {conditions.map((one) => (
                <option key={one} value={one}>
                  {one === 'asSent' ? words.asSent : words.states[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {arrived !== null && short > 0 && (
        <p className="alarm-text num">{words.arrivedShort(goods.many(short, line.kind))}</p>
      )}
    </fieldset>
  )
}

type FormProps = { readonly store: string; readonly row: OnTheWay }

const Form = ({ store, row }: FormProps) => {
  const words = useStoreWords()
  const today = useToday()
  const refusalOf = useRefusal()
  const { draft, set } = useKeptDraft<ArrivalDraft>(`store.${store}.arrive.${row.id}`, blankArrival)
  const [isTried, setTried] = useState(false)
  const send = useSendOnce({
    store,
    route: 'stock.arrive',
    sent: draft.sent,
    keep: (sent) => set({ sent }),
    forget: () => set(null),
  })
  const lines = row.lines.filter(({ left }) => left > 0)
  const typedOf = (n: number): ArrivalLine => draft.lines[n] ?? blankArrivalLine
  const body = arrivalBody(draft, lines, { consignment: row.id, day: today })
  const isFaulty = lines.some((line) => readArrivalLine(typedOf(line.n), line).fault !== null)
  const refusal = refusalOf(send.error)
  const refusedLine = refusal?.line === null || refusal === null ? null : (body.lines[refusal.line]?.n ?? null)
  const change = (part: Partial<ArrivalDraft>): void => {
    set(part)
    if (!send.isIdle && !send.isPending) send.reset()
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (isFaulty || body.lines.length === 0) {
      focusFirstWrong(event.currentTarget)
      return
    }
    set({ day: body.day })
    send.mutate(body)
  }
  const fillAll = (): void => {
    const filled = lines.map(({ n, left }) => {
      const typed = typedOf(n)
      return [n, typed.quantity === '' ? { ...typed, quantity: String(left) } : typed] as const
    })
    change({ lines: Object.fromEntries(filled) })
  }
  return (
    <form className="stack" onSubmit={onSubmit} onKeyDown={goOn} noValidate autoComplete="off">
      <button type="button" className="btn" onClick={fillAll}>
        {words.arrivedAll}
      </button>
      {lines.map((line) => (
        <Line
          key={line.n}
          line={line}
          typed={typedOf(line.n)}
          isTried={isTried}
          refused={refusedLine === line.n ? (refusal?.sentence ?? null) : null}
          onChange={(typed) => change({ lines: { ...draft.lines, [line.n]: typed } })}
        />
      ))}
      <TextField
        label={words.reason}
        hint={words.reasonOptional}
        maxLength={200}
        value={draft.why}
        onChange={(why) => change({ why })}
      />
      <TextField
        label={words.day}
        {...(draft.day === '' || draft.day === today ? { hint: words.dayToday } : {})}
        type="date"
        max={today}
        value={draft.day === '' ? today : draft.day}
        error={refusal?.field === 'day' ? refusal.sentence : null}
        onChange={(day) => change({ day })}
      />
      <div className="r-send stack">
        {isTried && (isFaulty || body.lines.length === 0) && (
          <p className="note note-alarm" role="alert">
            {isFaulty ? words.faultsTitle : words.arrivedNothing}
          </p>
        )}
        {refusal !== null && refusedLine === null && refusal.field === null && (
          <p className="note note-alarm" role="alert">
            {refusal.sentence}
          </p>
        )}
        <Failure error={send.error} isNamed={refusal !== null} />
        <button type="submit" className="btn btn-main btn-big" disabled={send.isPending}>
          {send.isPending ? words.sending : words.send.arrive}
        </button>
      </div>
    </form>
  )
}

/** Takes in what arrived of a consignment, line by line, with what is missing and in which condition it came (E9). */
export const ArrivePage = ({ id, consignment }: { readonly id: string; readonly consignment: string }) => {
  const words = useStoreWords()
  const nameOf = useNameOf()
  const query = useApi('transit.list', { params: { id } })
  return (
    <OfStore id={id}>
      {(store, name) => (
        <Loaded query={query}>
          {({ rows }) => {
            const row = rows.find((one) => one.id === consignment && one.way === 'in')
            return (
              <>
                <FieldHeading
                  title={row === undefined ? words.takeIn : words.takeInOf(nameOf(row.from))}
                  aside={name}
                  back
                />
                {row === undefined ? (
                  <EmptyState title={words.wayGone}>
                    <FieldLink to={`${id}/way`} className="btn">
                      {words.parts.way}
                    </FieldLink>
                  </EmptyState>
                ) : store.may.write ? (
                  <Form store={id} row={row} />
                ) : (
                  <p className="note">{words.readOnly}</p>
                )}
              </>
            )
          }}
        </Loaded>
      )}
    </OfStore>
  )
}
