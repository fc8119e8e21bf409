import { requestStates } from '@lianfang/domain/supply'
import { useState } from 'react'
import { usePages } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { useDeals } from '../../i18n/deals.js'
import { useHospital } from '../../i18n/hospital.js'
import { Choice } from '../../ui/form.js'
import { PagedList } from '../../ui/paged-list.js'
import { EmptyState } from '../../ui/states.js'
import { RequestRows } from './request-rows.js'
import { useMine } from './use-hospital-data.js'

const ended = requestStates.filter((state) => ['refused', 'withdrawn', 'closed'].includes(state))

/** Requests that came to an end, by how (E3). */
export const EndedPage = () => {
  const words = useHospital()
  const { requestStates: names } = useDeals()
  const [state, setState] = useState<(typeof ended)[number]>('closed')
  const mine = useMine()
  const query = usePages('request.mine', { query: { state, limit: 50 } })
  return (
    <>
      <FieldHeading title={words.ended} back />
      <Choice
        legend={words.ended}
        name="ended"
        value={state}
        options={ended.map((value) => ({ value, label: names[value] }))}
        onChange={setState}
      />
      <PagedList query={query} big empty={<EmptyState title={words.noneEnded} />}>
        {(rows) => <RequestRows rows={rows} withName={(mine.data?.rows.length ?? 1) > 1} />}
      </PagedList>
    </>
  )
}
