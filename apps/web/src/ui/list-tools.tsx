import { compareNames } from '@lianfang/domain/shared'
import { type ReactNode, useMemo, useState } from 'react'
import { useI18n } from '../i18n/i18n.js'
import { Field, TextField } from './form.js'

type Value = string | number | null
type Order<Row> = { readonly value: (row: Row) => Value; readonly down?: true }

type Wanted<Row, By extends string> = {
  /** The whole list: what is not loaded would not be found. */
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** What is searched in. */
  readonly textOf: (row: Row) => string
  readonly orders: Readonly<Record<By, Order<Row>>>
  readonly first: NoInfer<By>
}

// What has no value stands last, whichever way the others go.
const compare = (a: Value, b: Value, down: boolean): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : compareNames(String(a), String(b))
  return down ? -order : order
}

/**
 * Search and order of a list that is loaded whole. What is typed stays in memory, since it may be somebody's name. While
 * values change by themselves the rows keep their order: nothing moves under the pointer.
 */
export const useListTools = <Row, By extends string>({ rows, keyOf, textOf, orders, first }: Wanted<Row, By>) => {
  const [text, setText] = useState('')
  const [by, setBy] = useState(first)
  const { value, down = false } = orders[by]
  const keys = rows.map(keyOf).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values in rows are left out on purpose
  const order = useMemo(() => [...rows].sort((a, b) => compare(value(a), value(b), down)).map(keyOf), [keys, by])
  const byKey = new Map(rows.map((row) => [keyOf(row), row]))
  const sorted = order.flatMap((key) => byKey.get(key) ?? [])
  const wanted = text.trim().toLowerCase()
  const shown = wanted === '' ? sorted : sorted.filter((row) => textOf(row).toLowerCase().includes(wanted))
  return { text, setText, by, setBy, shown, of: rows.length }
}

type Props<By extends string> = {
  readonly tools: {
    readonly text: string
    readonly setText: (text: string) => void
    readonly by: By
    readonly setBy: (by: By) => void
    readonly shown: readonly unknown[]
    readonly of: number
  }
  /** What is searched for, as the field's label. */
  readonly label: string
  readonly orders: Readonly<Record<By, string>>
  readonly children?: ReactNode
}

/** Above a list: what to look for, in which order, and what else can be done with the whole. */
export const ListTools = <By extends string>({ tools, label, orders, children }: Props<By>) => {
  const { words, number } = useI18n()
  const { text, setText, by, setBy, shown, of } = tools
  const names = Object.keys(orders) as By[] // the table is complete by its type
  return (
    <div className="filters">
      <div className="search">
        <TextField
          label={label}
          type="search"
          autoComplete="off"
          maxLength={60}
          data-search
          value={text}
          onChange={setText}
        />
      </div>
      <Field label={words.common.order}>
        {(ids) => (
          <select
            className="input"
            {...ids}
            value={by}
            onChange={(event) => setBy(names.find((name) => name === event.target.value) ?? by)}
          >
            {names.map((name) => (
              <option key={name} value={name}>
                {orders[name]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {children}
      <p className="muted num" role="status">
        {text.trim() !== '' && words.common.foundOf(number(shown.length), number(of))}
      </p>
    </div>
  )
}
