import { FieldHeading } from '../../app/field-parts.js'
import { goBack } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { Loaded } from '../../ui/states.js'
import { usePerson } from '../people/use-person.js'
import { CorrectForm } from './correct-form.js'
import { justRecorded } from './just-recorded.js'

type Props = { readonly personId: string; readonly entryId: string }

const ReadFirst = ({ personId, entryId }: Props) => {
  const query = usePerson(personId)
  return (
    <Loaded query={query}>
      {(person) => (
        <>
          <p className="strong">{person.name}</p>
          <CorrectForm
            key={entryId}
            person={{ ...person, daily: person.episode !== null, red: person.tier.tier === 'red' }}
            entryId={entryId}
            entry={person.timeline.find((entry) => entry.id === entryId) ?? null}
            onDone={goBack}
          />
        </>
      )}
    </Loaded>
  )
}

/** What was recorded a moment ago needs no network to be put right: it may still wait in the outbox itself. */
export const FieldCorrect = ({ personId, entryId }: Props) => {
  const { words } = useI18n()
  const recent = justRecorded(entryId)
  return (
    <>
      <FieldHeading title={words.followup.correctTitle} back />
      {recent === null ? (
        <ReadFirst personId={personId} entryId={entryId} />
      ) : (
        <>
          <p className="strong">{recent.person.name}</p>
          <CorrectForm key={entryId} person={recent.person} entryId={entryId} entry={recent.command} onDone={goBack} />
        </>
      )}
    </>
  )
}
