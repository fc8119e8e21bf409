import { useEffect, useRef } from 'react'
import { isApiProblem } from '../../api/problem.js'
import { useStoreWords } from '../../i18n/store.js'
import { ProblemNote } from '../../ui/states.js'
import { NoLonger } from './store-top.js'

/** Why something was not written; what the book named stands at its place, and here only that nothing was written. */
export const Failure = ({ error, isNamed }: { readonly error: unknown; readonly isNamed: boolean }) => {
  const words = useStoreWords()
  if (error === null) return null
  if (isNamed) return <p role="alert">{words.notTaken}</p>
  if (isApiProblem(error) && error.code === 'network') {
    return (
      <p className="note note-warn" role="alert">
        {words.offline}
      </p>
    )
  }
  if (isApiProblem(error) && (error.code === 'forbidden' || error.code === 'not-found')) return <NoLonger />
  return (
    <>
      <ProblemNote error={error} saving />
      <p>{words.notTaken}</p>
    </>
  )
}

/** What the book refused, at its place: brought into sight, for whoever pressed looks at the end of a long form. */
export const RefusedHere = ({ sentence }: { readonly sentence: string | null }) => {
  const ref = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (sentence !== null) ref.current?.scrollIntoView({ block: 'center' })
  }, [sentence])
  if (sentence === null) return null
  return (
    <p ref={ref} className="alarm-text" role="alert">
      {sentence}
    </p>
  )
}
