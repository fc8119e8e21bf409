import { useId, useState } from 'react'
import { call, urlOf } from '../../api/client.js'
import { useConsignments } from '../../i18n/consignments.js'
import { useDeskAct } from '../requests/desk-act.js'
import { drawAnew } from '../road/photo.js'
import { RoadFailure } from './road-failure.js'
import type { Consignment } from './types.js'

/** Photos of a consignment; a new one is drawn anew here before it is sent, so that no EXIF leaves. */
export const Photos = ({ consignment: { id, photos, may } }: { readonly consignment: Consignment }) => {
  const { cargo: words, way } = useConsignments()
  const field = useId()
  const [isUnread, setUnread] = useState(false)
  const act = useDeskAct<{ readonly data: string; readonly of: null }>(
    (body, command) => call('consignment.photo', { params: { id }, body: { ...body, id: command } }),
    { said: way.done },
  )
  const add = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    const data = await drawAnew(file)
    setUnread(data === null)
    if (data !== null) act.mutate({ data, of: null })
  }
  return (
    <section className="stack">
      <h3>{words.photos}</h3>
      {photos.length === 0 && <p className="muted">{words.noPhotos}</p>}
      <div className="line">
        {photos.map((photo, i) => {
          const address = urlOf('consignment.photo-read', { params: { id, photo: photo.id } })
          return (
            <a key={photo.id} href={address} target="_blank" rel="noreferrer">
              <img
                src={address}
                alt={words.photo(String(i + 1))}
                width="96"
                height="96"
                style={{ objectFit: 'cover' }}
              />
            </a>
          )
        })}
      </div>
      {may.photo && (
        <div className="field">
          <label htmlFor={field}>{words.photoAdd}</label>
          <span className="hint">{words.photoHint}</span>
          <input
            id={field}
            className="input"
            type="file"
            accept="image/*"
            disabled={act.isPending}
            onChange={(event) => void add(event.currentTarget.files?.[0])}
          />
          {isUnread && (
            <span className="error" role="alert">
              {words.photoFailed}
            </span>
          )}
          <RoadFailure error={act.error} />
        </div>
      )}
    </section>
  )
}
