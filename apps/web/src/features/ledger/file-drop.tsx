import { type DragEvent, useState } from 'react'
import { useDesk } from '../../i18n/desk.js'
import './ledger.css'

type Props = {
  readonly accept: string
  readonly hint: string
  readonly busy: { readonly sent: number; readonly total: number } | null
  readonly onFile: (file: File) => void
}

/** A file by dragging or by choosing; then how far its upload is. */
export const FileDrop = ({ accept, hint, busy, onFile }: Props) => {
  const { ledger: words } = useDesk()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file !== undefined) onFile(file)
  }
  if (busy !== null) {
    const percent = busy.total === 0 ? 0 : Math.floor((busy.sent / busy.total) * 100)
    return (
      <div className="drop" role="status">
        <p className="num">{words.uploading(String(percent))}</p>
        <progress value={busy.sent} max={Math.max(1, busy.total)} aria-label={words.uploadTitle} />
      </div>
    )
  }
  return (
    <label
      className={`drop ${over ? 'is-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className="strong">{words.drop}</span>
      <span className="muted small">{hint}</span>
      <span className="btn btn-main">{words.choose}</span>
      <input
        type="file"
        className="sr"
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file !== undefined) onFile(file)
          event.target.value = ''
        }}
      />
    </label>
  )
}
