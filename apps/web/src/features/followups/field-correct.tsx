import { FieldHeading } from '../../app/field-parts.js'
import { useI18n } from '../../i18n/i18n.js'
import { Loaded } from '../../ui/states.js'
import { usePerson } from '../people/use-person.js'
import { CorrectForm } from './correct-form.js'

export const FieldCorrect = ({ personId, entryId }: { readonly personId: string; readonly entryId: string }) => {
  const { words } = useI18n()
  const query = usePerson(personId)
  return (
    <>
      <FieldHeading title={words.followup.correctTitle} back />
      <Loaded query={query}>
        {(person) => (
          <>
            <p className="strong">{person.name}</p>
            <CorrectForm
              key={entryId}
              person={person}
              entryId={entryId}
              entry={person.timeline.find((entry) => entry.id === entryId) ?? null}
              onDone={() => history.back()}
            />
          </>
        )}
      </Loaded>
    </>
  )
}
