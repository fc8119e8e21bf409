import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { serverNow } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink, goBack, navigate } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { Choice, TextField } from '../../ui/form.js'
import { Loaded, ProblemNote, Skeleton } from '../../ui/states.js'
import { CountCheck } from './count-check.js'
import { CountMoment } from './count-moment.js'
import { scannedItems } from './fill-scan.js'
import type { Scan } from './goods.js'
import { LineIn } from './line-in.js'
import { type CountDraft, type CountField, countFault, unfilled } from './read-count.js'
import { ScanField } from './scan-field.js'
import { ScanSaid } from './scan-said.js'
import { OfStore } from './store-top.js'
import { useLine } from './use-act.js'
import { useCount, useCounted } from './use-count.js'
import { useGoods, useItemWords } from './use-store.js'

type Set = ReturnType<typeof useCount>['set']
type Part = { readonly id: string; readonly draft: CountDraft; readonly set: Set }

/** What is counted and how: said before the moment of counting. */
const Begin = ({ id, draft, set }: Part) => {
  const words = useStoreWords()
  const { nameOf } = useGoods()
  const client = useQueryClient()
  const query = useApi('stock.kinds', { params: { id } })
  const [isTried, setTried] = useState(false)
  const lacks = draft.scope === 'some' && draft.kinds.length === 0
  const begin = (): void => {
    setTried(true)
    if (lacks) return
    // The book of this moment, and not of an answer that was kept.
    void client.invalidateQueries({ queryKey: ['stock.list'] })
    void client.invalidateQueries({ queryKey: ['movement.list'] })
    set({ countedAt: new Date(serverNow()).toISOString() })
  }
  const toggle = (kind: string): void =>
    set({ kinds: draft.kinds.includes(kind) ? draft.kinds.filter((one) => one !== kind) : [...draft.kinds, kind] })
  return (
    <div className="stack-wide">
      <Choice
        legend={words.countWhat}
        name="scope"
        value={draft.scope}
        options={[
          { value: 'all', label: words.countAll },
          { value: 'some', label: words.countSome },
        ]}
        onChange={(scope) => set({ scope })}
      />
      {draft.scope === 'some' && (
        <Loaded query={query}>
          {({ rows }) => (
            <fieldset className="field">
              <legend className="sr">{words.countSome}</legend>
              <div className="stack r-tight">
                {rows.map(({ kind }) => (
                  <label key={kind} className="s-pick">
                    <input type="checkbox" checked={draft.kinds.includes(kind)} onChange={() => toggle(kind)} />
                    <span>{nameOf(kind)}</span>
                  </label>
                ))}
              </div>
              {isTried && lacks && (
                <span className="error" role="alert">
                  {words.countKindsMissing}
                </span>
              )}
            </fieldset>
          )}
        </Loaded>
      )}
      <Choice
        legend={words.countShow}
        name="show"
        value={draft.show}
        options={[
          { value: 'blind', label: words.countBlind },
          { value: 'open', label: words.countOpen },
        ]}
        onChange={(show) => set({ show })}
      />
      <p>{words.countIntro}</p>
      <button type="button" className="btn btn-main btn-big" onClick={begin}>
        {words.countBegin}
      </button>
    </div>
  )
}

type FieldProps = {
  readonly field: CountField
  readonly draft: CountDraft
  readonly showKind: boolean
  readonly set: Set
}

const OneField = ({ field, draft, showKind, set }: FieldProps) => {
  const words = useStoreWords()
  const { nameOf, unitOf, many } = useGoods()
  const said = useItemWords()(field.row)
  const typed = draft.typed[field.key] ?? ''
  const fault = countFault(typed)
  return (
    <li className="card stack r-tight">
      {showKind && <p className="strong">{nameOf(field.row.kind)}</p>}
      <p>
        {said}
        {field.place !== 'shelf' && (
          <>
            {' '}
            <span className="tag">{words.countPlace[field.place]}</span>
          </>
        )}
      </p>
      <TextField
        label={`${words.counted} (${unitOf(field.row.kind)})`}
        aria-label={`${words.counted} ${nameOf(field.row.kind)} ${said} ${words.countPlace[field.place]}`}
        {...(draft.show === 'open' ? { hint: words.inBook(many(field.book, field.row.kind)) } : {})}
        inputMode="numeric"
        maxLength={13}
        value={typed}
        error={fault === null ? null : words.faults[fault]}
        data-count={field.key}
        onChange={(text) => set((now) => ({ typed: { ...now.typed, [field.key]: text } }))}
      />
    </li>
  )
}

// From here on an item is looked for.
const manyFields = 12

const Fields = ({
  id,
  draft,
  set,
  fields,
  moved,
  onNow,
}: Part & { readonly fields: readonly CountField[]; readonly moved: number; readonly onNow: () => void }) => {
  const words = useStoreWords()
  const { number } = useI18n()
  const { nameOf } = useGoods()
  const itemWords = useItemWords()
  const [text, setText] = useState('')
  const [scan, setScan] = useState<{ readonly scan: Scan; readonly found: boolean } | null>(null)
  const [isTried, setTried] = useState(false)
  const sought = text.trim().toLowerCase()
  const shown = fields.filter(({ row }) => `${nameOf(row.kind)} ${itemWords(row)}`.toLowerCase().includes(sought))
  const onScan = (label: Scan): void => {
    const [row] = scannedItems(
      fields.map((one) => one.row),
      label,
    )
    setScan({ scan: label, found: row !== undefined })
    const field = fields.find((one) => one.row.id === row?.id)
    if (field === undefined) return
    setText('')
    if (field.row.serial !== null) set((now) => ({ typed: { ...now.typed, [field.key]: '1' } }))
    // Once it is drawn among all of them.
    setTimeout(() => document.querySelector<HTMLElement>(`[data-count="${field.key}"]`)?.focus(), 0)
  }
  const isWrong = fields.some(({ key }) => countFault(draft.typed[key] ?? '') !== null)
  const filled = fields.length - unfilled(fields, draft)
  const isEmpty = filled === 0 && draft.found.length === 0
  const check = (): void => {
    setTried(true)
    if (!isWrong && !isEmpty) navigate(`${id}/count/check`)
  }
  return (
    <div className="stack">
      <CountMoment draft={draft} moved={moved} onNow={onNow} />
      <ScanField onScan={onScan} />
      {scan !== null && (
        <ScanSaid scan={scan.scan} changed={[]} chosen={null} isNotHere={!scan.found} onProduct={() => undefined} />
      )}
      <p className="muted num" aria-live="polite">
        {words.countDone(number(filled), number(fields.length))}
      </p>
      {fields.length === 0 && <p className="note">{words.countEmpty}</p>}
      {fields.length > manyFields && <TextField label={words.findItem} type="search" value={text} onChange={setText} />}
      <ul className="stack">
        {shown.map((field, i) => (
          <OneField
            key={field.key}
            field={field}
            draft={draft}
            showKind={shown[i - 1]?.row.kind !== field.row.kind}
            set={set}
          />
        ))}
      </ul>
      <section className="stack" aria-labelledby="found-title">
        <h2 id="found-title">{words.countFound}</h2>
        <p className="muted">{words.countFoundHint}</p>
        <ul className="stack">
          {draft.found.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: found goods have no other name
            <li key={i} className="card between">
              <span>
                {nameOf(line.kind)} ·{' '}
                {itemWords({ lot: line.lot || null, expiry: line.expiry || null, serial: line.serial || null })} ·{' '}
                <span className="num">{line.quantity}</span>
              </span>
              <button
                type="button"
                className="btn"
                onClick={() => set({ found: draft.found.filter((_one, at) => at !== i) })}
              >
                {words.removeLine}
              </button>
            </li>
          ))}
        </ul>
        <FieldLink to={`${id}/count/found`} className="btn btn-big">
          {words.addFound}
        </FieldLink>
      </section>
      <button
        type="button"
        className="btn btn-quiet"
        onClick={() => {
          set(null)
          navigate(id, 'replace')
        }}
      >
        {words.countDiscard}
      </button>
      <div className="r-send stack">
        {isTried && (isWrong || isEmpty) && (
          <p className="note note-alarm" role="alert">
            {isWrong ? words.faultsTitle : words.countNothing}
          </p>
        )}
        <button type="button" className="btn btn-main btn-big" onClick={check}>
          {words.countCheck}
        </button>
      </div>
    </div>
  )
}

/** Goods that lie there and are not in the book: described as on their pack. */
const Found = ({ id, draft, set }: Part) => {
  const line = useLine(id, 'receive', -1)
  return (
    <LineIn
      line={line.draft}
      set={line.set}
      onSave={(said, next) => {
        set({ found: [...draft.found, said] })
        line.set(null)
        if (next === 'next') line.set({ ...said, serial: '' })
        else goBack()
      }}
    />
  )
}

export type CountStep = 'fields' | 'found' | 'check'

const Counting = ({ id, step, draft, set }: Part & { readonly step: CountStep }) => {
  const counted = useCounted(id, draft)
  if (!counted.isReady) {
    return counted.error === null ? <Skeleton /> : <ProblemNote error={counted.error} onRetry={counted.refetch} />
  }
  const onNow = (): void => {
    counted.refetch()
    set({ countedAt: new Date(serverNow()).toISOString() })
  }
  const part = { id, draft, set, fields: counted.fields, moved: counted.moved, onNow }
  return step === 'check' ? <CountCheck {...part} /> : <Fields {...part} />
}

const Steps = ({ id, step }: { readonly id: string; readonly step: CountStep }) => {
  const { draft, set } = useCount(id)
  if (draft.countedAt === '') return <Begin id={id} draft={draft} set={set} />
  if (step === 'found') return <Found id={id} draft={draft} set={set} />
  return <Counting id={id} step={step} draft={draft} set={set} />
}

/** A count of a store or of some kinds: the difference against the book at the moment of counting is posted (E9). */
export const CountPage = ({ id, step }: { readonly id: string; readonly step: CountStep }) => {
  const words = useStoreWords()
  const title = { fields: words.count, found: words.countFound, check: words.difference }[step]
  return (
    <OfStore id={id}>
      {(store, name) => (
        <>
          <FieldHeading title={title} aside={name} back />
          {store.may.write ? <Steps id={id} step={step} /> : <p className="note">{words.readOnly}</p>}
        </>
      )}
    </OfStore>
  )
}
