import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { useStock } from '../../i18n/stock.js'
import { TextField } from '../../ui/form.js'
import { useProblemText } from '../../ui/states.js'

export type Scanned = Reply<'stock.scan'>

/** A field for a wedge scanner, whose text ends with Enter, or for a text that is pasted. */
export const ScanField = ({ onScanned }: { readonly onScanned: (scanned: Scanned) => void }) => {
  const { recalls: words } = useStock()
  const [text, setText] = useState('')
  const textOf = useProblemText()
  const scan = useMutation({
    mutationFn: (read: string) => call('stock.scan', { body: { text: read } }),
    onSuccess: (scanned) => {
      setText('')
      onScanned(scanned)
    },
  })
  const { data } = scan
  return (
    <div className="stack">
      <TextField
        label={words.scan}
        hint={words.scanHint}
        maxLength={2000}
        autoComplete="off"
        value={text}
        error={scan.error ? textOf(scan.error) : null}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          if (text.trim() !== '') scan.mutate(text)
        }}
      />
      {data !== undefined && (
        <p role="status" className="small">
          {data.products.length > 1 ? words.scanChoose : words.scanned}
        </p>
      )}
    </div>
  )
}
