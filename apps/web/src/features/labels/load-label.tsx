import { labelChecks } from '@lianfang/domain/supply'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { Panel } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useLabels } from '../../i18n/labels.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { Select } from '../../ui/select.js'
import { typedNumber } from '../../ui/typed-number.js'
import { DealFailure } from '../deals/deal-failure.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useCommand } from '../grassroots/use-command.js'

type Check = (typeof labelChecks)[number]
type Typed = { readonly check: Check; readonly other: string; readonly within: string; readonly says: string }
type Sent = {
  readonly check: Check
  readonly other: string | null
  readonly withinDays: number | null
  readonly says: string
}
const blank: Typed = { check: 'interaction', other: '', within: '', says: '' }

const isDays = (typed: string): boolean => {
  const n = typedNumber(typed)
  return n !== null && Number.isInteger(n) && n >= 0 && n <= 365
}
const isWhole = ({ check, other, within, says }: Typed): boolean =>
  says.trim() !== '' && (check !== 'interaction' || other.trim() !== '') && (check !== 'onset' || isDays(within))
const sentOf = ({ check, other, within, says }: Typed): Sent => ({
  check,
  other: check === 'interaction' ? other.trim() : null,
  withinDays: check === 'onset' ? typedNumber(within) : null,
  says: says.trim(),
})

type EntryProps = {
  readonly n: number
  readonly typed: Typed
  readonly isTried: boolean
  readonly set: (typed: Typed) => void
  readonly drop: (() => void) | null
}

const EntryFields = ({ n, typed, isTried, set, drop }: EntryProps) => {
  const words = useLabels()
  const lacks = (text: string): string | null => (isTried && text.trim() === '' ? words.missing : null)
  return (
    <fieldset className="card stack">
      <legend>{words.entryOf(String(n))}</legend>
      <Select
        label={words.check}
        value={typed.check}
        options={labelChecks.map((one) => [one, words.checks[one]] as const)}
        onChange={(check) => set({ ...typed, check })}
      />
      {typed.check === 'interaction' && (
        <TextField
          label={words.other}
          maxLength={80}
          value={typed.other}
          error={lacks(typed.other)}
          onChange={(other) => set({ ...typed, other })}
        />
      )}
      {typed.check === 'onset' && (
        <TextField
          label={words.within}
          inputMode="numeric"
          maxLength={3}
          value={typed.within}
          error={isTried && !isDays(typed.within) ? words.wrongDays : null}
          onChange={(within) => set({ ...typed, within })}
        />
      )}
      <TextField
        label={words.says}
        maxLength={500}
        value={typed.says}
        error={lacks(typed.says)}
        onChange={(says) => set({ ...typed, says })}
      />
      {drop !== null && (
        <p>
          <button type="button" className="btn btn-quiet" onClick={drop}>
            {words.dropEntry}
          </button>
        </p>
      )}
    </fieldset>
  )
}

type Body = {
  readonly kind: string
  readonly source: string
  readonly validFrom: string
  readonly validUntil: string
  readonly entries: readonly Sent[]
}

const Form = ({ onDone }: { readonly onDone: () => void }) => {
  const words = useLabels()
  const place = usePlace()
  const goods = useGoodsWords()
  const [kind, setKind] = useState<string | undefined>(undefined)
  const [head, setHead] = useState({ source: '', from: '', until: '' })
  const [entries, setEntries] = useState<readonly Typed[]>([blank])
  const [isTried, setTried] = useState(false)
  const act = useCommand(
    ({ entries: said, ...body }: Body, id) =>
      call('label.load', { body: { ...body, entries: [...said], id, place: place as never } }), // the place of the switcher
    { said: words.done, next: onDone },
  )
  const lacks = (text: string): string | null => (isTried && text.trim() === '' ? words.missing : null)
  const isTurned = head.from !== '' && head.until !== '' && head.until < head.from
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    const isBare = head.source.trim() === '' || head.from === '' || head.until === '' || isTurned
    if (kind === undefined || isBare || !entries.every(isWhole)) {
      focusFirstWrong(event.currentTarget)
      return
    }
    const days = { validFrom: head.from, validUntil: head.until }
    act.mutate({ kind, source: head.source.trim(), ...days, entries: entries.map(sentOf) })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.add}>
      <OneOf
        label={words.kind}
        any={words.choose}
        value={kind}
        options={goods.open
          .filter((one) => one.class === 'medicine')
          .map((one) => [one.code, goods.nameOf(one)] as const)}
        error={isTried && kind === undefined ? words.missing : null}
        onChange={setKind}
      />
      <TextField
        label={words.source}
        hint={words.sourceHint}
        maxLength={200}
        value={head.source}
        error={lacks(head.source)}
        onChange={(source) => setHead({ ...head, source })}
      />
      <TextField
        label={words.from}
        type="date"
        value={head.from}
        error={lacks(head.from)}
        onChange={(from) => setHead({ ...head, from })}
      />
      <TextField
        label={words.until}
        type="date"
        value={head.until}
        error={lacks(head.until) ?? (isTried && isTurned ? words.datesWrong : null)}
        onChange={(until) => setHead({ ...head, until })}
      />
      {entries.map((typed, i) => (
        <EntryFields
          // biome-ignore lint/suspicious/noArrayIndexKey: statements have no name of their own while they are typed
          key={i}
          n={i + 1}
          typed={typed}
          isTried={isTried}
          set={(next) => setEntries(entries.map((one, n) => (n === i ? next : one)))}
          drop={entries.length === 1 ? null : () => setEntries(entries.filter((_, n) => n !== i))}
        />
      ))}
      <p>
        <button type="button" className="btn" onClick={() => setEntries([...entries, blank])}>
          {words.addEntry}
        </button>
      </p>
      <DealFailure error={act.error} />
      <p>
        <button type="submit" className="btn btn-main" disabled={act.isPending}>
          {words.send}
        </button>
      </p>
    </form>
  )
}

/** A label as it is printed, loaded by somebody with its source and its last day. */
export const LoadLabel = () => {
  const words = useLabels()
  const navigate = useNavigate()
  const search = useSearch({ from: '/labels' })
  const close = (): void => void navigate({ to: '/labels', search, resetScroll: false })
  return (
    <Panel label={words.panel} onClose={close}>
      <h2 className="panel-title">{words.add}</h2>
      <Form onDone={close} />
    </Panel>
  )
}
