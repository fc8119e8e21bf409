import { Popover } from '@mantine/core'
import { useState } from 'react'
import { placeInUrl } from '../api/path.js'
import { useApi } from '../api/use-api.js'
import { useSession } from '../features/session/session.js'
import { useDesk } from '../i18n/desk.js'
import { usePlaceName } from '../i18n/place-name.js'
import { Loaded } from '../ui/states.js'
import { useGoToPlace, usePlace } from './use-place.js'

type Choosing = { readonly onChoose: (code: string) => void }

const Children = ({ code, onChoose }: Choosing & { readonly code: string }) => {
  const { place: words } = useDesk()
  const [filter, setFilter] = useState('')
  const query = useApi('division.read', { params: { code: placeInUrl(code) } }, { staleTime: 3_600_000 })
  return (
    <div className="stack place-list">
      <Loaded query={query} rows={5}>
        {({ children }) =>
          children.length === 0 ? (
            <p className="muted">{words.none}</p>
          ) : (
            <>
              {children.length > 8 && (
                <input
                  className="input"
                  type="search"
                  aria-label={words.filter}
                  placeholder={words.filter}
                  value={filter}
                  onChange={(event) => setFilter(event.target.value)}
                />
              )}
              <ul>
                {children
                  .filter((child) => child.name.includes(filter.trim()))
                  .map((child) => (
                    <li key={child.code}>
                      <button type="button" className="place-item" onClick={() => onChoose(child.code)}>
                        {child.name}
                      </button>
                    </li>
                  ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </div>
  )
}

/** Where the page is, from the role's own place down; each step leads there, the last one opens what lies below. */
export const PlaceSwitcher = () => {
  const { place: words } = useDesk()
  const { acting } = useSession()
  const nameOf = usePlaceName()
  const code = usePlace()
  const go = useGoToPlace()
  const [open, setOpen] = useState(false)
  const query = useApi(
    'division.read',
    { params: { code: placeInUrl(code) } },
    { staleTime: 3_600_000, keep: 'previous' },
  )
  const own = acting.place.code
  const all = query.data === undefined ? [...acting.chain, acting.place] : [...query.data.chain, query.data.place]
  const steps = all.filter((step, i) => all.findIndex((other) => other.code === step.code) === i)
  const last = steps.at(-1) ?? acting.place
  const choose = (next: string): void => {
    setOpen(false)
    go(next)
  }
  return (
    <nav className="places" aria-label={words.label}>
      <ol>
        {steps.slice(0, -1).map((step) => (
          <li key={step.code} className={step.code.length < own.length ? 'place-above' : ''}>
            {step.code.startsWith(own) ? (
              <button type="button" className="place-step" onClick={() => go(step.code)}>
                {nameOf(step)}
              </button>
            ) : (
              <span className="muted">{nameOf(step)}</span>
            )}
          </li>
        ))}
        <li>
          <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus shadow="md" withinPortal>
            <Popover.Target>
              <button
                type="button"
                className="place-step place-now"
                aria-expanded={open}
                onClick={() => setOpen(!open)}
              >
                {nameOf(last)}
                <svg
                  viewBox="0 0 12 12"
                  width="10"
                  height="10"
                  fill="none"
                  stroke="currentColor"
                  strokeWidth="2"
                  aria-hidden="true"
                >
                  <path d="M2 4l4 4 4-4" />
                </svg>
                <span className="sr">{words.choose}</span>
              </button>
            </Popover.Target>
            <Popover.Dropdown p={12}>
              <Children code={code} onChoose={choose} />
            </Popover.Dropdown>
          </Popover>
        </li>
      </ol>
    </nav>
  )
}
