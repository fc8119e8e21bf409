import { call } from '../../api/client.js'
import { FieldHeading } from '../../app/field-parts.js'
import { goBack } from '../../app/field-router.js'
import { useHospital } from '../../i18n/hospital.js'
import type { Request } from '../deals/types.js'
import { OfRequest } from './of-request.js'
import { ReasonForm } from './reason-form.js'
import { useAct } from './use-act.js'

const Body = ({ request: { id } }: { readonly request: Request }) => {
  const { returnPage: words, page } = useHospital()
  const act = useAct<{ readonly reason: string }>((body) => call('request.return', { params: { id }, body }), {
    said: page.returned,
    next: goBack,
  })
  return <ReasonForm name={`return.${id}`} label={words.reason} hint={words.hint} send={words.send} act={act} />
}

/** Returns a request to its requester with a reason (E3). */
export const ReturnPage = ({ id }: { readonly id: string }) => {
  const { returnPage: words, page } = useHospital()
  return (
    <OfRequest id={id}>
      {(request) => (
        <>
          <FieldHeading title={words.title} back />
          {request.may.return ? <Body request={request} /> : <p className="note">{page.next[request.state]}</p>}
        </>
      )}
    </OfRequest>
  )
}
