import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import type { LineDraft } from './draft.js'
import { changedBy, kindOfScan, productRef, withKind, withProduct, withScan } from './fill-scan.js'
import type { Scan } from './goods.js'
import { Amount, KindChoice, useLineErrors } from './line-parts.js'
import { readLine } from './read-line.js'
import { ScanField } from './scan-field.js'
import { ScanSaid } from './scan-said.js'
import { useGoods } from './use-store.js'

export type LineProps = {
  readonly line: LineDraft
  readonly set: (change: Partial<LineDraft>) => void
  /** `next`: the form stays for the next unit of the same. */
  readonly onSave: (line: LineDraft, next: 'done' | 'next') => void
}

/** Enter goes on to the next field: a keypad's "next" saves no half line. */
export const goOn = (event: KeyboardEvent<HTMLFormElement>): void => {
  const { target, currentTarget: form } = event
  if (event.key !== 'Enter' || !(target instanceof HTMLInputElement) || event.defaultPrevented) return
  event.preventDefault()
  const stops = [...form.querySelectorAll<HTMLElement>('input, select, [type="submit"]')]
  stops[stops.indexOf(target) + 1]?.focus()
}

type Label = { readonly scan: Scan; readonly changed: readonly ('lot' | 'expiry' | 'serial')[] }

/** Puts a label into a line, and keeps what is to be said of it. */
const useLabel = (line: LineDraft, set: LineProps['set']) => {
  const { language } = useI18n()
  const { kindOf } = useGoods()
  const [label, setLabel] = useState<Label | null>(null)
  const onScan = (scan: Scan): void => {
    setLabel({ scan, changed: changedBy(line, scan) })
    const kind = kindOfScan(scan, kindOf)
    const [only, ...others] = scan.products
    const placed =
      kind === undefined
        ? line
        : only !== undefined && others.length === 0
          ? withProduct(line, productRef(only, language), kind)
          : withKind(line, kind)
    set(withScan(placed, scan))
  }
  return { label, onScan }
}

/** Goods that come in, as they stand on the pack (E9). */
export const LineIn = ({ line, set, onSave }: LineProps) => {
  const words = useStoreWords()
  const { kindOf } = useGoods()
  const [isTried, setTried] = useState(false)
  const { label, onScan } = useLabel(line, set)
  const read = readLine('receive', line)
  const errorOf = useLineErrors(read, line, isTried)
  const isSerial = line.kind !== '' && line.keeping === 'serial'
  const save = (next: 'done' | 'next', form: HTMLFormElement): void => {
    setTried(true)
    if (Object.keys(read.faults).length > 0) {
      focusFirstWrong(form)
      return
    }
    setTried(false)
    onSave(line, next)
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save('done', event.currentTarget)
  }
  return (
    <form className="stack record" onSubmit={onSubmit} onKeyDown={goOn} noValidate autoComplete="off">
      <ScanField onScan={onScan} />
      {label !== null && (
        <ScanSaid
          scan={label.scan}
          changed={label.changed}
          chosen={line.product?.id ?? null}
          isNotHere={false}
          onProduct={(product, code) => {
            const kind = kindOf(code)
            if (kind !== undefined) set(withProduct(line, product, kind))
          }}
        />
      )}
      <KindChoice
        value={line.kind}
        error={errorOf('kind')}
        of={null}
        onChange={(code) => {
          const kind = kindOf(code)
          set(kind === undefined ? { kind: '' } : withKind(line, kind))
        }}
      />
      {line.product !== null && (
        <p>
          <span className="muted">{words.product}</span> {line.product.name}
        </p>
      )}
      {isSerial && (
        <TextField
          label={words.serial}
          hint={words.serialHint}
          maxLength={20}
          autoCapitalize="characters"
          value={line.serial}
          error={errorOf('serial')}
          onChange={(serial) => set({ serial, ...(line.quantity === '' ? { quantity: '1' } : {}) })}
        />
      )}
      <TextField
        label={words.lot}
        hint={words.lotHint}
        maxLength={20}
        autoCapitalize="characters"
        value={line.lot}
        onChange={(lot) => set({ lot })}
      />
      <TextField
        label={words.expiry}
        hint={words.expiryHint}
        type="date"
        value={line.expiry}
        error={errorOf('expiry')}
        onChange={(expiry) => set({ expiry })}
      />
      <Amount line={line} read={read} error={errorOf('quantity')} set={set} />
      {isSerial && (
        <button
          type="button"
          className="btn btn-big"
          onClick={(event) => event.currentTarget.form !== null && save('next', event.currentTarget.form)}
        >
          {words.saveAndNext}
        </button>
      )}
      <button type="submit" className="btn btn-main btn-big">
        {words.saveLine}
      </button>
    </form>
  )
}
