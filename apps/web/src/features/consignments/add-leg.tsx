import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useConsignments } from '../../i18n/consignments.js'
import { focusFirstWrong } from '../../ui/form.js'
import { useDeskAct } from '../requests/desk-act.js'
import { blankLeg, isWholeLeg, type LegBody, LegFields, legBody } from './leg-fields.js'
import { RoadFailure } from './road-failure.js'
import type { Consignment } from './types.js'

/** A leg more at the end of the way. */
export const AddLeg = ({ consignment: { id, legs } }: { readonly consignment: Consignment }) => {
  const { way: words } = useConsignments()
  const [draft, setDraft] = useState(() => blankLeg(legs.at(-1)))
  const [isTried, setTried] = useState(false)
  const act = useDeskAct<LegBody>(
    (body, command) => call('consignment.leg', { params: { id }, body: { ...body, id: command } }),
    {
      said: words.done,
      next: () => {
        setDraft(blankLeg(draft))
        setTried(false)
      },
    },
  )
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (isWholeLeg(draft)) act.mutate(legBody(draft))
    else focusFirstWrong(event.currentTarget)
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.addLeg}>
      <LegFields draft={draft} isTried={isTried} set={(change) => setDraft({ ...draft, ...change })} />
      <RoadFailure error={act.error} />
      <p>
        <button type="submit" className="btn" disabled={act.isPending}>
          {words.addLeg}
        </button>
      </p>
    </form>
  )
}
