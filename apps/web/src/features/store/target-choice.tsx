import { useState } from 'react'
import { useApi } from '../../api/use-api.js'
import { useStoreWords } from '../../i18n/store.js'
import { TextField } from '../../ui/form.js'
import { Loaded } from '../../ui/states.js'
import type { ActDraft } from './draft.js'
import { useNameOf } from './use-store.js'

type Props = {
  readonly store: string
  readonly draft: Pick<ActDraft, 'to' | 'toName'>
  readonly error: string | null
  readonly set: (change: Partial<ActDraft>) => void
}

/** Where goods are sent: stores of the county, others by part of their names. */
export const TargetChoice = ({ store, draft, error, set }: Props) => {
  const words = useStoreWords()
  const nameOf = useNameOf()
  const [text, setText] = useState('')
  const sought = text.trim()
  const query = useApi(
    'store.targets',
    { params: { id: store }, query: sought === '' ? {} : { text: sought } },
    { keep: 'previous', enabled: draft.to === '' },
  )
  if (draft.to !== '') {
    return (
      <div className="field">
        <span className="label">{words.to}</span>
        <p className="between">
          <span className="strong">{draft.toName}</span>
          <button type="button" className="btn" onClick={() => set({ to: '', toName: '' })}>
            {words.toChange}
          </button>
        </p>
        {error !== null && (
          <span className="error" role="alert">
            {error}
          </span>
        )}
      </div>
    )
  }
  return (
    <fieldset className="field" aria-invalid={error === null ? undefined : true}>
      <legend>{words.to}</legend>
      <span className="hint">{words.toHint}</span>
      <TextField label={words.toFind} type="search" value={text} onChange={setText} />
      <Loaded query={query} rows={3}>
        {({ rows, more }) => (
          <>
            {rows.length === 0 && <p role="status">{words.toNone}</p>}
            <div className="stack r-tight">
              {rows.map((row) => (
                <button
                  key={row.id}
                  type="button"
                  className="s-pick"
                  onClick={() => set({ to: row.id, toName: nameOf(row) })}
                >
                  <span>
                    {nameOf(row)}
                    <span className="muted">
                      {' '}
                      · {row.place.code === row.county.code ? row.county.name : `${row.county.name} ${row.place.name}`}
                    </span>
                  </span>
                </button>
              ))}
            </div>
            {more && <p className="muted">{words.toMore}</p>}
          </>
        )}
      </Loaded>
      {error !== null && (
        <span className="error" role="alert">
          {error}
        </span>
      )}
    </fieldset>
  )
}
