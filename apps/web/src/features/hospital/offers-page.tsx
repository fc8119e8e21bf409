import { useState } from 'react'
import { FieldHeading } from '../../app/field-parts.js'
import { useDeals } from '../../i18n/deals.js'
import { useHospital } from '../../i18n/hospital.js'
import { Select } from '../../ui/select.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { OwnOffers } from '../deals/own-offers.js'
import { useMine, useNameOf } from './use-hospital-data.js'

/** What a hospital can spare (E3). */
export const HospitalOffers = () => {
  const { nobody, nobodyHint, form } = useHospital()
  const { offer } = useDeals()
  const nameOf = useNameOf()
  const mine = useMine()
  const [chosen, setChosen] = useState('')
  return (
    <>
      <FieldHeading title={offer.title} />
      <Loaded query={mine}>
        {({ rows }) => {
          const own = rows.filter((row, i) => rows.findIndex(({ id }) => id === row.id) === i)
          const one = own.find(({ id }) => id === chosen) ?? own[0]
          if (one === undefined) {
            return (
              <EmptyState title={nobody}>
                <p>{nobodyHint}</p>
              </EmptyState>
            )
          }
          return (
            <>
              {own.length > 1 && (
                <Select
                  label={form.hospital}
                  value={one.id}
                  options={own.map((row) => [row.id, nameOf(row)] as const)}
                  onChange={setChosen}
                />
              )}
              <OwnOffers key={one.id} owner={{ kind: 'facility', id: one.id }} channel="transfer" />
            </>
          )
        }}
      </Loaded>
    </>
  )
}
