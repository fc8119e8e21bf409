import { useState } from 'react'
import { useWords } from '../../i18n/i18n.js'
import { toldPanel } from './told-later.js'

/** While recording: the 24-hour numbers behind a line, asked for when it is opened. */
export const ToldFold = (props: { readonly id: string; readonly household: string | null }) => {
  const { followup } = useWords()
  const [open, setOpen] = useState(false)
  if (open) return <toldPanel.Screen {...props} />
  return (
    <button type="button" className="btn btn-big" onClick={() => setOpen(true)}>
      {followup.numbers}
    </button>
  )
}
