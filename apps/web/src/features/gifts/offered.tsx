import { useState } from 'react'
import type { Said } from './types.js'

type Props = Said & { readonly number: string; readonly token: string; readonly onAnother: () => void }

/** After an offer was taken: its number, and the address by which its donor follows it. */
export const Offered = ({ words, number, token, onAnother }: Props) => {
  const [copied, setCopied] = useState(false)
  const address = `${location.origin}/gifts#${token}`
  const { offer } = words
  const copy = (): void => {
    // Over plain HTTP there is none; the address stands beside it.
    void navigator.clipboard?.writeText(address).then(
      () => setCopied(true),
      () => undefined,
    )
  }
  return (
    <section className="stack-wide">
      <div className="note note-good stack" role="status">
        <p className="strong">{offer.done}</p>
        <p className="num">{offer.doneNumber(number)}</p>
      </div>
      <p>{offer.doneNext}</p>
      <div className="card stack">
        <p className="strong">{offer.address}</p>
        <p className="num">{address}</p>
        <button type="button" className="btn btn-big" onClick={copy}>
          {copied ? offer.copied : offer.copy}
        </button>
        <a className="btn btn-main btn-big" href={`#${token}`}>
          {offer.open}
        </a>
      </div>
      <button type="button" className="btn btn-big" onClick={onAnother}>
        {offer.another}
      </button>
    </section>
  )
}
