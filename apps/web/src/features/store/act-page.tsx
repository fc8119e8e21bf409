import '../../i18n/gift-problems.js'
import { type FormEvent, useState } from 'react'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink, goBack, navigate } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { useSupply } from '../../i18n/supply.js'
import { focusFirstWrong } from '../../ui/form.js'
import { type Act, type ActDraft, blankLine, type LineDraft } from './draft.js'
import { Failure, RefusedHere } from './failure.js'
import { HeadFields } from './head-fields.js'
import { LineIn } from './line-in.js'
import { LineOut } from './line-out.js'
import { type HeadField, readHead, readLine } from './read-line.js'
import { useRefusal } from './refusal.js'
import { OfStore } from './store-top.js'
import { useAct, useLine } from './use-act.js'
import { useGoods, useItemWords } from './use-store.js'

type EditorProps = {
  readonly store: string
  readonly act: Act
  readonly at: number | null
  readonly draft: ActDraft
  readonly set: (change: Partial<ActDraft>) => void
  readonly onDone: () => void
  readonly onNext: () => void
}

/** One line: a new one, or one to be changed. */
const LineEditor = ({ store, act, at, draft, set, onDone, onNext }: EditorProps) => {
  const start = at === null ? blankLine : (draft.lines[at] ?? blankLine)
  const line = useLine(store, act, at, start)
  const save = (said: LineDraft, next: 'done' | 'next'): void => {
    const lines = at === null ? [...draft.lines, said] : draft.lines.map((one, i) => (i === at ? said : one))
    set({ lines })
    line.set(null)
    if (next === 'done' || at !== null) {
      onDone()
      return
    }
    // The next unit of the same: everything but its own number stays.
    line.set({ ...said, serial: '' })
    onNext()
  }
  const props = { line: line.draft, set: line.set, onSave: save }
  return (
    <>
      {act === 'receive' ? (
        <LineIn {...props} />
      ) : (
        <LineOut {...props} store={store} act={act} draft={draft} setDraft={set} />
      )}
    </>
  )
}

/** A line as it will be written. */
export const useLineWords = () => {
  const words = useStoreWords()
  const { number } = useI18n()
  const { units } = useSupply()
  const { many } = useGoods()
  const itemWords = useItemWords()
  return (act: Act, line: LineDraft) => {
    const { units: read } = readLine(act, line)
    const perPack = line.product?.perPack ?? null
    const packs =
      line.measure === 'pack' && perPack !== null
        ? ` (${line.quantity} × ${words.pack(number(perPack), units[line.unit])})`
        : ''
    const incoming = itemWords({
      ...{
        lot: line.lot || null,
        expiry: line.expiry || null,
        serial: line.serial || null,
        model: line.product?.name ?? null,
      },
    })
    const which = act === 'receive' ? incoming : line.item === '' ? words.bookChooses : line.named
    return {
      amount: read === null ? line.quantity : `${many(read, line.kind)}${packs}`,
      which: line.state === 'free' ? which : `${which} · ${words.states[line.state]}`,
    }
  }
}

type LineListProps = {
  readonly path: string
  readonly act: Act
  readonly lines: readonly LineDraft[]
  readonly errorOf: (index: number) => string | null
  readonly onRemove: (index: number) => void
}

const LineList = ({ path, act, lines, errorOf, onRemove }: LineListProps) => {
  const words = useStoreWords()
  const { number } = useI18n()
  const { nameOf } = useGoods()
  const said = useLineWords()
  return (
    <ol className="stack">
      {lines.map((line, i) => {
        const { amount, which } = said(act, line)
        const error = errorOf(i)
        const name = words.lineOf(number(i + 1))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name; they are added at the end
          <li key={i} className="card stack r-tight" aria-label={name}>
            <p className="between">
              <span className="strong">{nameOf(line.kind)}</span>
              <span className="strong num">{amount}</span>
            </p>
            <p className="muted">{which}</p>
            {line.earlier !== '' && <p>{words.passesBy(line.earlier)}</p>}
            <RefusedHere sentence={error} />
            <p className="line">
              <FieldLink to={`${path}/line/${i + 1}`} className="btn">
                {words.changeLine}
                <span className="sr"> {name}</span>
              </FieldLink>
              <button type="button" className="btn" onClick={() => onRemove(i)}>
                {words.removeLine}
                <span className="sr"> {name}</span>
              </button>
            </p>
          </li>
        )
      })}
    </ol>
  )
}

type SummaryProps = { readonly id: string; readonly act: Act; readonly kept: ReturnType<typeof useAct> }

/** What will be written, and the rest that is said of it. */
const Summary = ({ id, act, kept }: SummaryProps) => {
  const words = useStoreWords()
  const refusalOf = useRefusal()
  const { draft, set, today, send, submit } = kept
  const [isTried, setTried] = useState(false)
  const faults = readHead(act, draft, today)
  const refusal = refusalOf(send.error)
  const hasPlace = refusal !== null && (refusal.line !== null || refusal.field !== null)
  const errorOf = (field: HeadField): string | null => {
    const why = isTried ? faults[field] : undefined
    if (why !== undefined) return words.headFaults[why]
    return refusal?.field === field ? refusal.sentence : null
  }
  const change = (part: Partial<ActDraft>): void => {
    set(part)
    if (!send.isIdle && !send.isPending) send.reset()
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faults).length > 0) {
      focusFirstWrong(event.currentTarget)
      return
    }
    submit()
  }
  const isFaulty = isTried && Object.keys(faults).length > 0
  return (
    <form className="stack-wide" onSubmit={onSubmit} noValidate autoComplete="off">
      <section className="stack" aria-label={words.lines}>
        <LineList
          path={`${id}/${act}`}
          act={act}
          lines={draft.lines}
          errorOf={(i) => (refusal?.line === i ? refusal.sentence : null)}
          onRemove={(i) => change({ lines: draft.lines.filter((_line, at) => at !== i) })}
        />
        {errorOf('lines') !== null && (
          <p className="alarm-text" role="alert">
            {errorOf('lines')}
          </p>
        )}
        <FieldLink to={`${id}/${act}/line`} className="btn btn-big">
          {words.addLine}
        </FieldLink>
        <button type="button" className="btn btn-quiet" onClick={() => set(null)}>
          {words.discard}
        </button>
      </section>
      <section className="stack">
        <HeadFields store={id} act={act} draft={draft} today={today} errorOf={errorOf} set={change} />
      </section>
      <div className="r-send stack">
        {isFaulty && (
          <p className="note note-alarm" role="alert">
            {words.faultsTitle}
          </p>
        )}
        {refusal !== null && !hasPlace && (
          <p className="note note-alarm" role="alert">
            {refusal.sentence}
          </p>
        )}
        <Failure error={send.error} isNamed={refusal !== null} />
        <button type="submit" className="btn btn-main btn-big" disabled={send.isPending}>
          {send.isPending ? words.sending : words.send[act]}
        </button>
      </div>
    </form>
  )
}

type Props = { readonly id: string; readonly act: Act; readonly step: 'all' | 'line'; readonly line: number | null }

const ActSteps = ({ id, act, step, line }: Props) => {
  const kept = useAct(id, act)
  const { draft, set } = kept
  const isFirst = draft.lines.length === 0
  if (step === 'line' || isFirst) {
    // Back from a line is the list; the first line has no list behind it yet.
    const onDone = (): void => (step === 'line' ? goBack() : navigate(`${id}/${act}`, 'replace'))
    const onNext = (): void => (step === 'line' ? scrollTo(0, 0) : navigate(`${id}/${act}/line`))
    return (
      <LineEditor
        store={id}
        act={act}
        at={isFirst ? null : line}
        draft={draft}
        set={set}
        onDone={onDone}
        onNext={onNext}
      />
    )
  }
  return <Summary id={id} act={act} kept={kept} />
}

/** One thing that a keeper does with goods: line by line, then the rest of it on one screen, then it is written (E9). */
export const ActPage = (props: Props) => {
  const words = useStoreWords()
  return (
    <OfStore id={props.id}>
      {(store, name) => (
        <>
          <FieldHeading title={words.acts[props.act]} aside={name} back />
          {store.may.write ? <ActSteps {...props} /> : <p className="note">{words.readOnly}</p>}
        </>
      )}
    </OfStore>
  )
}
