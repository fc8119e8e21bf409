import { useAssets } from '../../i18n/assets.js'
import type { AssetRow } from './types.js'

const grave: readonly AssetRow['state'][] = ['fault', 'held']

/** The state of a device, and what else keeps it from being ready. */
export const StateMarks = ({ row }: { readonly row: Pick<AssetRow, 'state' | 'reasons' | 'loan' | 'dueSoon'> }) => {
  const words = useAssets()
  const [, ...rest] = row.reasons
  return (
    <span className="line">
      <span className={grave.includes(row.state) ? 'tag tag-alarm' : row.state === 'ready' ? 'strong' : 'tag'}>
        {words.states[row.state]}
      </span>
      {rest.map((state) => (
        <span key={state} className="tag">
          {words.states[state]}
        </span>
      ))}
      {row.dueSoon && <span className="tag">{words.dueSoon}</span>}
      {row.loan?.late === true && <span className="tag tag-alarm">{words.lentLate}</span>}
    </span>
  )
}
