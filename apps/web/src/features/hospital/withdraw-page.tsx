import { onWithdrawal } from '@lianfang/domain/supply'
import { call } from '../../api/client.js'
import { FieldHeading } from '../../app/field-parts.js'
import { goBack } from '../../app/field-router.js'
import { useHospital } from '../../i18n/hospital.js'
import type { Request } from '../deals/types.js'
import { useGoodsWords } from '../deals/use-many.js'
import { OfRequest } from './of-request.js'
import { ReasonForm } from './reason-form.js'
import { useAct } from './use-act.js'

const Body = ({ request }: { readonly request: Request }) => {
  const { withdrawPage: words, page } = useHospital()
  const { many } = useGoodsWords()
  const { id, kind, assignments } = request
  const act = useAct<{ readonly reason: string }>((body) => call('request.withdraw', { params: { id }, body }), {
    said: page.withdrawn,
    next: goBack,
  })
  const { freedUnits, onTheRoadUnits } = onWithdrawal(assignments)
  return (
    <ReasonForm name={`withdraw.${id}`} label={words.reason} send={words.send} danger act={act}>
      <div className="note note-warn stack">
        {freedUnits > 0 && <p>{words.freed(many(freedUnits, kind))}</p>}
        {onTheRoadUnits > 0 && <p>{words.road(many(onTheRoadUnits, kind))}</p>}
        {freedUnits === 0 && onTheRoadUnits === 0 && <p>{words.nothing}</p>}
      </div>
    </ReasonForm>
  )
}

/** Withdraws a request; says before what happens with what is assigned, and with what is on the road (E3). */
export const WithdrawPage = ({ id }: { readonly id: string }) => {
  const { withdrawPage: words, page } = useHospital()
  return (
    <OfRequest id={id}>
      {(request) => (
        <>
          <FieldHeading title={words.title} back />
          {request.may.withdraw ? <Body request={request} /> : <p className="note">{page.next[request.state]}</p>}
        </>
      )}
    </OfRequest>
  )
}
