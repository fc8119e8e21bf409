import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useState } from 'react'
import { call } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import { useStoreWords } from '../../i18n/store.js'
import { later } from '../../ui/later.js'
import { ProblemNote, useProblemText } from '../../ui/states.js'
import type { Scan } from './goods.js'

// The camera's code comes when somebody asks for it.
const camera = later(async () => (await import('./camera.js')).Camera)

// A scanner types the separator (FNC1, ASCII 29) as Ctrl+], which a field would drop; the server reads its printed picture.
const separator = '\u241d'

type Props = { readonly onScan: (scan: Scan) => void }

/** Takes what a wedge scanner types, with Enter at its end, what somebody types, or what the camera reads (E9, GS1). */
export const ScanField = ({ onScan }: Props) => {
  const words = useStoreWords()
  const textOf = useProblemText()
  const id = useId()
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const read = useMutation({
    mutationFn: (said: string) => call('stock.scan', { body: { text: said } }),
    onSuccess: (scan) => {
      setText('')
      onScan(scan)
    },
  })
  const submit = (said: string): void => {
    if (said.trim() !== '' && !read.isPending) read.mutate(said)
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.ctrlKey && event.key === ']') {
      event.preventDefault()
      setText((typed) => typed + separator)
    }
    if (event.key !== 'Enter') return
    // Enter ends a scan; it sends no form and moves to no other field.
    event.preventDefault()
    event.stopPropagation()
    submit(event.currentTarget.value)
  }
  const isNamed = isApiProblem(read.error) && read.error.code === 'stock.scan'
  return (
    <div className="field">
      <label htmlFor={id}>{words.scan}</label>
      <span className="hint" id={`${id}-h`}>
        {words.scanHint}
      </span>
      <div className="s-scan">
        <input
          id={id}
          className="input"
          value={text}
          maxLength={2000}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="done"
          aria-describedby={isNamed ? `${id}-h ${id}-e` : `${id}-h`}
          aria-invalid={isNamed ? true : undefined}
          onChange={(event) => {
            setText(event.target.value)
            if (!read.isIdle && !read.isPending) read.reset()
          }}
          onKeyDown={onKey}
        />
        <button type="button" className="btn" disabled={read.isPending} onClick={() => submit(text)}>
          {read.isPending ? words.scanning : words.scanRead}
        </button>
      </div>
      {isNamed && (
        <span className="error" id={`${id}-e`} role="alert">
          {textOf(read.error)}
        </span>
      )}
      {read.error !== null && !isNamed && <ProblemNote error={read.error} asking />}
      <button type="button" className="btn btn-quiet s-camera" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? words.cameraStop : words.camera}
      </button>
      {isOpen && (
        <camera.Screen
          onRead={(said) => {
            setOpen(false)
            read.mutate(said)
          }}
        />
      )}
    </div>
  )
}
