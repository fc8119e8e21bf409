import { useState } from 'react'
import type { PartProps } from './part-props.js'

/** Some 100 m: enough to see how far a lorry is, and no more is said of where its driver stands. */
const rounded = (degrees: number): number => Math.round(degrees * 1000) / 1000

/** The phone's position, only when the driver asks for it. */
export const PositionField = ({ words, draft, set }: PartProps) => {
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle')
  const { position } = draft
  const ask = (): void => {
    // Over plain HTTP a browser has none.
    if (!('geolocation' in navigator)) {
      setState('failed')
      return
    }
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle')
        set({ position: { latitude: rounded(coords.latitude), longitude: rounded(coords.longitude) } })
      },
      () => setState('failed'),
      { timeout: 20_000, maximumAge: 60_000 },
    )
  }
  if (position !== null) {
    return (
      <div className="stack" role="status">
        <p className="num">{words.positionKept(`${position.latitude}, ${position.longitude}`)}</p>
        <button type="button" className="btn" onClick={() => set({ position: null })}>
          {words.positionDrop}
        </button>
      </div>
    )
  }
  return (
    <div className="stack">
      <button type="button" className="btn btn-big" disabled={state === 'asking'} onClick={ask}>
        {state === 'asking' ? words.positionAsking : words.position}
      </button>
      {state === 'failed' && (
        <p className="error" role="alert">
          {words.positionFailed}
        </p>
      )}
    </div>
  )
}
