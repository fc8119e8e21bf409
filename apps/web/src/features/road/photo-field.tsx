import { useId, useState } from 'react'
import type { PartProps } from './part-props.js'
import { drawAnew } from './photo.js'

const most = 3

/** Photos of what is handed over, drawn anew on the phone before they are kept or sent. */
export const PhotoField = ({ words, draft, set }: PartProps) => {
  const id = useId()
  const [state, setState] = useState<'idle' | 'working' | 'failed'>('idle')
  const add = async (files: FileList | null): Promise<void> => {
    if (files === null || files.length === 0) return
    setState('working')
    const drawn = await Promise.all([...files].map(drawAnew))
    const good = drawn.filter((data) => data !== null)
    setState(good.length < drawn.length ? 'failed' : 'idle')
    set({ photos: [...draft.photos, ...good].slice(0, most) })
  }
  return (
    <div className="field">
      <label htmlFor={id}>{words.photos}</label>
      <span className="hint" id={`${id}-h`}>
        {words.photosHint}
      </span>
      {draft.photos.map((data, i) => (
        <div key={data.slice(-40)} className="line road-photo">
          <img src={`data:image/jpeg;base64,${data}`} alt={words.photoOne(i + 1)} />
          <button
            type="button"
            className="btn"
            onClick={() => set({ photos: draft.photos.filter((_, other) => other !== i) })}
          >
            {words.photoDrop(i + 1)}
          </button>
        </div>
      ))}
      {draft.photos.length < most && (
        <input
          id={id}
          className="input"
          type="file"
          accept="image/*"
          aria-describedby={`${id}-h`}
          disabled={state === 'working'}
          onChange={(event) => {
            void add(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
      )}
      {state === 'working' && <p role="status">{words.photoWorking}</p>}
      {state === 'failed' && (
        <p className="error" role="alert">
          {words.photoFailed}
        </p>
      )}
    </div>
  )
}
