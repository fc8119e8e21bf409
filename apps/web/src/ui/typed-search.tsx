import { useEffect, useRef, useState } from 'react'
import { TextField } from './form.js'

type Props = {
  readonly label: string
  /** What is looked for now. */
  readonly value: string
  readonly maxLength?: number
  /** The search of the page, which `/` goes to. */
  readonly main?: true
  readonly onSettled: (text: string) => void
}

/** A search that asks a little after the last key. */
export const TypedSearch = ({ label, value, maxLength = 60, main, onSettled }: Props) => {
  const [text, setText] = useState(value)
  const latest = useRef({ value, onSettled })
  latest.current = { value, onSettled }
  const asked = useRef(value)
  // Asked for by something else, a link or the back key: what is typed follows.
  useEffect(() => {
    if (value === asked.current) return
    asked.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    const wanted = text.trim()
    if (wanted === latest.current.value) return undefined
    const timer = setTimeout(() => {
      asked.current = wanted
      latest.current.onSettled(wanted)
    }, 300)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div className="search">
      <TextField
        label={label}
        type="search"
        autoComplete="off"
        maxLength={maxLength}
        {...(main ? { 'data-search': true } : {})}
        value={text}
        onChange={setText}
      />
    </div>
  )
}
