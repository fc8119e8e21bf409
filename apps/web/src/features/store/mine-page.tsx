import { useState } from 'react'
import { useApi } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useStoreWords } from '../../i18n/store.js'
import { TextField } from '../../ui/form.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { useNameOf } from './use-store.js'

// From here on somebody looks for a name rather than along the list.
const manyRows = 12

/** The stores that one keeps (E9). */
export const MinePage = () => {
  const words = useStoreWords()
  const nameOf = useNameOf()
  const query = useApi('store.mine', {}, { staleTime: 30_000 })
  const [text, setText] = useState('')
  const sought = text.trim().toLowerCase()
  return (
    <>
      <FieldHeading title={words.mine} />
      <Loaded query={query}>
        {({ rows }) => {
          if (rows.length === 0) {
            return (
              <EmptyState title={words.empty}>
                <p>{words.emptyHint}</p>
              </EmptyState>
            )
          }
          const found = rows.filter(({ name, nameEn }) => `${name} ${nameEn ?? ''}`.toLowerCase().includes(sought))
          return (
            <>
              {rows.length > manyRows && (
                <TextField label={words.search} type="search" value={text} onChange={setText} />
              )}
              {found.length === 0 && <p role="status">{words.noneFound}</p>}
              <ul className="f-list">
                {found.map((row) => (
                  <li key={row.id} className="f-row">
                    <FieldLink to={row.id} className="f-row-main">
                      <span className="f-name">{nameOf(row)}</span>
                      <span className="muted">
                        {row.place.name} · {words.storeKinds[row.kind]}
                      </span>
                    </FieldLink>
                  </li>
                ))}
              </ul>
            </>
          )
        }}
      </Loaded>
    </>
  )
}
