import { facilityKinds } from '@lianfang/domain/org'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { FacilitySearch } from '../../app/search-params.js'
import { facilityOrders, facilityStates } from '../../app/search-params.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import { Field, TextField } from '../../ui/form.js'

/** What is typed goes into the address a little after the last key. */
const NameSearch = ({ search }: { readonly search: FacilitySearch }) => {
  const { facilities: words } = useDesk()
  const navigate = useNavigate()
  const [text, setText] = useState(search.text ?? '')
  const latest = useRef(search)
  latest.current = search
  useEffect(() => {
    const { text: asked = '', ...rest } = latest.current
    const wanted = text.trim()
    if (wanted === asked) return undefined
    const timer = setTimeout(
      () =>
        void navigate({
          to: '/facilities',
          search: wanted === '' ? rest : { ...rest, text: wanted },
          replace: true,
          resetScroll: false,
        }),
      300,
    )
    return () => clearTimeout(timer)
  }, [text, navigate])
  return (
    <div className="search">
      <TextField
        label={words.searchLabel}
        type="search"
        autoComplete="off"
        maxLength={60}
        data-search
        value={text}
        onChange={setText}
      />
    </div>
  )
}

type Props = { readonly search: FacilitySearch; readonly children: ReactNode }

/** Name, order, kind and state; they live in the address. */
export const FacilityFilters = ({ search, children }: Props) => {
  const { facilities: words } = useDesk()
  const { common } = useI18n().words
  const tables = useTables()
  const navigate = useNavigate()
  const go = (next: FacilitySearch): void => void navigate({ to: '/facilities', search: next })
  const { kind: _kind, ...withoutKind } = search
  const { standing: _standing, ...withoutStanding } = search
  const { order: _order, ...withoutOrder } = search
  return (
    <div className="filters">
      <NameSearch search={search} />
      <Field label={common.order}>
        {(ids) => (
          <select
            className="input"
            {...ids}
            value={search.order ?? 'place'}
            onChange={(event) => {
              const order = facilityOrders.find((one) => one === event.target.value) ?? 'place'
              go(order === 'place' ? withoutOrder : { ...search, order })
            }}
          >
            {facilityOrders.map((order) => (
              <option key={order} value={order}>
                {words.orders[order]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.kind}>
        {(ids) => (
          <select
            className="input"
            {...ids}
            value={search.kind ?? ''}
            onChange={(event) => {
              const kind = facilityKinds.find((one) => one === event.target.value)
              go(kind === undefined ? withoutKind : { ...search, kind })
            }}
          >
            <option value="">{words.allKinds}</option>
            {facilityKinds.map((kind) => (
              <option key={kind} value={kind}>
                {tables.facilityKinds[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <fieldset className="field">
        <legend>{words.state}</legend>
        <span className="chips">
          {facilityStates.map((state) => (
            <button
              key={state}
              type="button"
              className="chip"
              aria-pressed={(search.standing ?? 'open') === state}
              onClick={() => go(state === 'open' ? withoutStanding : { ...search, standing: state })}
            >
              {words.states[state]}
            </button>
          ))}
        </span>
      </fieldset>
      {children}
    </div>
  )
}
