import { type ReactNode, useEffect, useState } from 'react'
import { isApiProblem } from '../api/problem.js'
import { useWords } from '../i18n/i18n.js'
import { useSentenceOf } from '../i18n/problem-words.js'

// Uneven, as text is; each width once, so that it can be a key.
const bars = [92, 75, 84, 68, 90, 71, 87, 64, 81, 73, 89, 66, 83, 70, 86]

/** Grey bars, only after 300 ms: most answers are faster and need none. */
export const Skeleton = ({ rows = 6 }: { readonly rows?: number }) => {
  const words = useWords()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return <div aria-busy="true" style={{ minHeight: rows * 28 }} />
  return (
    <div role="status" className="stack">
      <span className="sr">{words.common.loading}</span>
      {bars.slice(0, rows).map((width) => (
        <span key={width} className="skeleton" style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}

export const EmptyState = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <div className="empty">
    <strong>{title}</strong>
    {children}
  </div>
)

/** The sentence for an error, from the shared words; never a code. */
export const useProblemText = (): ((error: unknown) => string) => {
  const words = useWords()
  const sentenceOf = useSentenceOf()
  return (error) => {
    if (!isApiProblem(error)) return words.errors.crash
    return error.code === 'network' ? words.errors.network : sentenceOf(error.code)
  }
}

/** The reader's role or place does not reach what was asked for. */
export const isNoRight = (error: unknown): boolean =>
  isApiProblem(error) && (error.code === 'forbidden' || error.code === 'place.outside')

type NoteProps = {
  readonly error: unknown
  readonly onRetry?: () => void
  readonly saving?: true
  /** Nothing was read and nothing saved: who somebody is was asked. */
  readonly asking?: true
}

/** What happened, whether it was saved, what to do, and the reference. */
export const ProblemNote = ({ error, onRetry, saving, asking }: NoteProps) => {
  const words = useWords()
  const textOf = useProblemText()
  const problem = isApiProblem(error) ? error : null
  const noRight = isNoRight(error)
  const network = problem?.code === 'network'
  const title = noRight ? words.errors.noRightTitle : network ? words.errors.networkTitle : words.errors.title
  const reference = problem?.body?.reference
  return (
    <div role="alert" className={`note ${noRight || network ? '' : 'note-alarm'}`}>
      {saving === undefined && asking === undefined && <strong>{title}</strong>}
      {/* The shared sentence says that nothing was saved, which frightens whoever only looked. */}
      <p>{onRetry !== undefined && problem?.code === 'internal' ? words.errors.readFailed : textOf(error)}</p>
      {saving && problem?.code !== 'internal' && <p>{words.errors.notSaved}</p>}
      {reference !== undefined && <p className="num small">{words.common.reference(reference)}</p>}
      {onRetry !== undefined && !noRight && (
        <button type="button" className="btn" style={{ marginTop: 8 }} onClick={onRetry}>
          {words.common.retry}
        </button>
      )}
    </div>
  )
}

type Loadable<T> = {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly refetch: () => unknown
}

type LoadedProps<T> = {
  readonly query: Loadable<T>
  readonly rows?: number
  readonly children: (data: T) => ReactNode
}

/** Loading, error, or what was asked for. Old answers stay on the screen while a new one fails. */
export const Loaded = <T,>({ query, rows, children }: LoadedProps<T>) => {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <ProblemNote error={query.error} onRetry={() => query.refetch()} />
  return <Skeleton {...(rows === undefined ? {} : { rows })} />
}
