import { isGone } from '@lianfang/domain/care'
import type { ReactNode } from 'react'
import { useLifeWords } from '../../i18n/life.js'
import type { Known } from './apply-life.js'

type Props = { readonly life: Known['life']; readonly children: ReactNode }

/** Recording a talk is not offered for who died or moved away, and stays possible: it may show that this was a mistake. */
export const UnlessGone = ({ life, children }: Props) => {
  const words = useLifeWords()
  if (!isGone(life)) return children
  // Talks of somebody recorded twice are recorded on the record that goes on.
  if (life.joined === true) return null
  return (
    <details className="why">
      <summary>{words.talked}</summary>
      <div className="stack">
        <p className="muted">{words.talkedHint}</p>
        {children}
      </div>
    </details>
  )
}
