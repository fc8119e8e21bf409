import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink, goBack, navigate } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useLifeWords } from '../../i18n/life.js'
import { Loaded } from '../../ui/states.js'
import { useZone } from '../../ui/zone.js'
import type { PersonInfo } from '../people/person-facts.js'
import { usePerson } from '../people/use-person.js'
import { findKnown, type Known, restsAfter } from './apply-life.js'
import { ChangedForm } from './changed-form.js'
import { beganOn } from './entry-of-state.js'

const townshipOf = (person: PersonInfo | undefined): string | null =>
  person?.chain.find(({ code }) => code.length === 9)?.code ?? null

/** "Something changed" on the phone: from any list that was read, so that it needs no network. */
export const FieldChanged = ({ id }: { readonly id: string }) => {
  const words = useLifeWords()
  const { words: base } = useI18n()
  const client = useQueryClient()
  // As it stood when the screen opened: what is entered here is applied to the lists at once.
  const [known] = useState(() => findKnown(client, id))
  const query = usePerson(id, known === null)
  const zone = useZone()
  const form = (person: Known) => (
    <ChangedForm
      person={person}
      move={query.data?.move ?? null}
      township={townshipOf(query.data)}
      began={beganOn(query.data, person, zone)}
      // To the day: the page one came from may offer to record for somebody who is to be left in peace.
      onDone={(kind) => (kind !== null && restsAfter(kind) ? navigate('', 'replace') : goBack())}
    />
  )
  const name = known?.name ?? query.data?.name
  return (
    <>
      <FieldHeading title={name === undefined ? base.followup.changed : words.title(name)} back key={name ?? ''} />
      {known === null ? <Loaded query={query}>{form}</Loaded> : form(known)}
    </>
  )
}

/** The way there; after a death nothing more changes, and the entry is taken back in the timeline. */
export const ChangedLink = ({ id, life }: Pick<Known, 'id' | 'life'>) => {
  const { followup } = useI18n().words
  if (life.status === 'dead' || life.joined === true) return null
  return (
    <FieldLink to={`changed/${id}`} className="btn">
      {followup.changed}
    </FieldLink>
  )
}

/** The same from a person's page that could not be read, when a list has the person. */
export const ChangedWithoutPage = ({ id }: { readonly id: string }) => {
  const known = findKnown(useQueryClient(), id)
  return known === null ? null : <ChangedLink {...known} />
}
