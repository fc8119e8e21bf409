import { useDeals } from '../../i18n/deals.js'
import type { RequestRow } from './types.js'

const alarming: readonly RequestRow['state'][] = ['returned', 'refused']

/** How a request stands, in a word; what is odd about its size beside it. */
export const RequestMark = ({ row }: { readonly row: Pick<RequestRow, 'state' | 'overstated' | 'doubted'> }) => {
  const words = useDeals()
  return (
    <>
      <span className={`tag ${alarming.includes(row.state) ? 'tag-alarm' : ''}`}>{words.requestStates[row.state]}</span>
      {row.overstated && <span className="tag tag-alarm">{words.overstated}</span>}
      {row.doubted && <span className="tag">{words.doubted}</span>}
    </>
  )
}
