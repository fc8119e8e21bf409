import { FieldHeading } from '../../app/field-parts.js'
import { goBack } from '../../app/field-router.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { Loaded } from '../../ui/states.js'
import type { PersonInfo } from '../people/person-facts.js'
import { usePerson } from '../people/use-person.js'
import { mayBecomeWorse, WorseForm } from './worse-form.js'

const Sheet = ({ person }: { readonly person: PersonInfo }) => {
  const { report: words } = useAlarmWords()
  return (
    <>
      <p className="strong">{person.name}</p>
      {mayBecomeWorse(person) ? (
        <WorseForm person={person} onDone={goBack} />
      ) : (
        <p className="note">{person.episode === null ? words.gone : words.already}</p>
      )}
    </>
  )
}

/** A worker reports an infection or a worsening on the phone. */
export const FieldWorse = ({ id }: { readonly id: string }) => {
  const { report: words } = useAlarmWords()
  const query = usePerson(id)
  return (
    <>
      <FieldHeading title={words.title} back />
      <Loaded query={query}>{(person) => <Sheet person={person} />}</Loaded>
    </>
  )
}
