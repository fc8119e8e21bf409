import '../../i18n/gift-problems.js'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useCommandId } from '../../api/use-command-id.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink, navigate } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { Loaded } from '../../ui/states.js'
import { formatDay, formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { useKeptDraft } from '../session/kept-draft.js'
import { isAct } from './draft.js'
import { Failure } from './failure.js'
import type { Movement } from './goods.js'
import { useRefusal } from './refusal.js'
import { OfStore } from './store-top.js'
import { readAnew, useGoods, useItemWords, useToday } from './use-store.js'

type Props = { readonly id: string; readonly movement: Movement }

/** Takes a movement back by its mirror, with a reason; both stay in the book. */
const TakeBack = ({ id, movement }: Props) => {
  const words = useStoreWords()
  const client = useQueryClient()
  const today = useToday()
  const idOf = useCommandId()
  const refusalOf = useRefusal()
  const { draft, set, found } = useKeptDraft(`store.${id}.back.${movement.id}`, { why: '', id: '', said: '' })
  const [isOpen, setOpen] = useState(found)
  const [isShort, setShort] = useState(false)
  const back = useMutation({
    mutationFn: (body: { readonly day: string; readonly why: string }) => {
      const said = JSON.stringify(body)
      // The same after a reload too: its answer may have been lost.
      const command = draft.said === said ? draft.id : idOf(body)
      set({ id: command, said })
      return call('stock.reverse', { params: { id, movement: movement.id }, body: { ...body, id: command } })
    },
    onSuccess: (answer) => {
      set(null)
      for (const key of readAnew) void client.invalidateQueries({ queryKey: [key] })
      if ('result' in answer) navigate(`${id}/book/${answer.result.id}/done`, 'replace')
    },
  })
  const refusal = refusalOf(back.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const why = draft.why.trim()
    setShort(why.length < 2)
    if (why.length < 2) focusFirstWrong(event.currentTarget)
    else back.mutate({ day: today, why })
  }
  if (!isOpen) {
    return (
      <button type="button" className="btn btn-big btn-danger" onClick={() => setOpen(true)}>
        {words.takeBack}
      </button>
    )
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate>
      <p>{words.takeBackAsk}</p>
      <TextField
        label={words.takeBackReason}
        maxLength={200}
        value={draft.why}
        error={isShort ? words.takeBackShort : null}
        onChange={(why) => {
          set({ why })
          setShort(false)
        }}
      />
      {refusal !== null && (
        <p className="note note-alarm" role="alert">
          {refusal.sentence}
        </p>
      )}
      <Failure error={back.error} isNamed={refusal !== null} />
      <button type="submit" className="btn btn-big btn-danger" disabled={back.isPending}>
        {back.isPending ? words.sending : words.takeBackYes}
      </button>
    </form>
  )
}

const Lines = ({ movement }: Pick<Props, 'movement'>) => {
  const words = useStoreWords()
  const { nameOf, many } = useGoods()
  const itemWords = useItemWords()
  if (movement.lines.length === 0) return <p>{words.noLines}</p>
  return (
    <ul className="stack">
      {movement.lines.map(({ item, from, to, quantity }) => (
        <li key={`${item.id} ${from} ${to}`} className="card stack r-tight">
          <p className="between">
            <span className="strong">{nameOf(item.kind)}</span>
            <span className="strong num">{many(quantity, item.kind)}</span>
          </p>
          <p>{itemWords(item)}</p>
          <p className="muted">{words.moved(words.accounts[from], words.accounts[to])}</p>
        </li>
      ))}
    </ul>
  )
}

const Facts = ({ id, movement }: Props) => {
  const words = useStoreWords()
  const { language } = useI18n()
  const zone = useZone()
  const { party, reference, why, countedAt, reversedBy, reverses } = movement
  const facts: readonly (readonly [string, string | null])[] = [
    [words.day, formatDay(movement.day, language)],
    [words.partyIs, party],
    [words.reference, reference],
    [words.reason, why],
    [words.countedIs, countedAt === null ? null : formatInstant(countedAt, zone, language)],
  ]
  return (
    <>
      <dl className="facts card">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name} className="s-fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {reversedBy !== null && (
        <p className="note">
          {words.reversedBy} · <FieldLink to={`${id}/book/${reversedBy}`}>{words.toReversal}</FieldLink>
        </p>
      )}
      {reverses !== null && (
        <p className="note">
          <FieldLink to={`${id}/book/${reverses}`}>{words.reversesOther}</FieldLink>
        </p>
      )}
    </>
  )
}

type PageProps = { readonly id: string; readonly movement: string; readonly just: boolean }

/** One movement whole: what went where, who wrote it and why, and the way to take it back (E9). */
export const MovementPage = ({ id, movement, just }: PageProps) => {
  const words = useStoreWords()
  const { language } = useI18n()
  const zone = useZone()
  const query = useApi('movement.read', { params: { id, movement } })
  return (
    <OfStore id={id}>
      {(store, name) => (
        <Loaded query={query}>
          {(found) => (
            <>
              <FieldHeading title={words.what[found.what]} aside={name} back />
              {just && (
                <p className="note note-good" role="status">
                  {words.recorded}
                </p>
              )}
              <p className="muted">{words.by(found.by, formatInstant(found.at, zone, language))}</p>
              <Lines movement={found} />
              <Facts id={id} movement={found} />
              {just && (
                <div className="stack">
                  <FieldLink to={id} className="btn btn-main btn-big">
                    {words.toStore}
                  </FieldLink>
                  {isAct(found.what) && (
                    <FieldLink to={`${id}/${found.what}`} className="btn btn-big">
                      {words.another}
                      <span className="sr"> {words.acts[found.what]}</span>
                    </FieldLink>
                  )}
                  <FieldLink to={`${id}/book`} className="btn btn-big">
                    {words.toBook}
                  </FieldLink>
                </div>
              )}
              {store.may.write && found.what !== 'reverse' && found.reversedBy === null && (
                <TakeBack id={id} movement={found} />
              )}
            </>
          )}
        </Loaded>
      )}
    </OfStore>
  )
}
