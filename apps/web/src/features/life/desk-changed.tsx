import { useState } from 'react'
import { useWords } from '../../i18n/i18n.js'
import { useZone } from '../../ui/zone.js'
import type { PersonInfo } from '../people/person-facts.js'
import { useMay } from '../session/session.js'
import { ChangedForm } from './changed-form.js'
import { beganOn } from './entry-of-state.js'

/** "Something changed" beside the list: opens in its place, the person stays in sight. */
export const DeskChanged = ({ person }: { readonly person: PersonInfo }) => {
  const { followup, common } = useWords()
  const may = useMay()
  const zone = useZone()
  const [open, setOpen] = useState(false)
  if (!may('person.edit') || person.life.status === 'dead' || person.joinedTo !== null) return null
  if (!open) {
    return (
      <button type="button" className="btn" style={{ alignSelf: 'start' }} onClick={() => setOpen(true)}>
        {followup.changed}
      </button>
    )
  }
  const close = (): void => setOpen(false)
  const township = person.chain.find(({ code }) => code.length === 9)?.code ?? null
  return (
    <section className="card stack" aria-label={followup.changed}>
      <ChangedForm
        person={person}
        move={person.move}
        township={township}
        began={beganOn(person, person, zone)}
        onDone={close}
      />
      <button type="button" className="btn btn-quiet" onClick={close}>
        {common.cancel}
      </button>
    </section>
  )
}
