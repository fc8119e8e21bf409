import { useApi } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { useConsignments } from '../../i18n/consignments.js'
import { Loaded } from '../../ui/states.js'
import { DepartForm } from '../consignments/depart-form.js'
import { Marks } from '../consignments/marks.js'
import { Photos } from '../consignments/photos.js'
import { ReceiveForm } from '../consignments/receive-form.js'
import type { Consignment } from '../consignments/types.js'
import { OfStore } from './store-top.js'

const One = ({ store, consignment }: { readonly store: string; readonly consignment: Consignment }) => {
  const words = useConsignments()
  const { may, from, party, to, state } = consignment
  return (
    <div className="stack-wide">
      <h2>{words.fromTo(from?.name ?? party ?? '', to.name)}</h2>
      <Marks row={consignment} />
      {may.depart && state === 'planned' && from?.id === store && <DepartForm consignment={consignment} />}
      {may.receive && to.id === store && <ReceiveForm consignment={consignment} />}
      {!may.receive && !may.depart && <p className="note">{words.keeper.nothing}</p>}
      <Photos consignment={consignment} />
    </div>
  )
}

/** A consignment at a keeper's store (E5): sent off out of the book, or taken in with its differences. */
export const LoadPage = ({ id, consignment }: { readonly id: string; readonly consignment: string }) => {
  const query = useApi('consignment.read', { params: { id: consignment } })
  return (
    <OfStore id={id}>
      {(_store, name) => (
        <>
          <FieldHeading title={name} back />
          <Loaded query={query}>{(one) => <One store={id} consignment={one} />}</Loaded>
        </>
      )}
    </OfStore>
  )
}
