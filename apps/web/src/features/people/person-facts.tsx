import type { ReactNode } from 'react'
import type { Reply } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { formatDay } from '../../ui/time.js'
import { noteDial } from '../followups/dialled.js'
import { RuleList } from '../policy/rule-list.js'
import { DueWhen, useDueReason } from './due-words.js'

export type PersonInfo = Reply<'person.read'>

type PhonesProps = {
  /** Whose they are: how long a talk lasted is known from the tap. */
  readonly person: string
  readonly phones: readonly string[]
  /** Shown and not dialled: nobody is called after a death. */
  readonly plain?: boolean
}

/** An open alarm stands above everything else of a person. */
export const hasOpenAlarm = ({ alarms }: Pick<PersonInfo, 'alarms'>): boolean =>
  alarms.some((alarm) => alarm.closed === null)

export const PhoneLinks = ({ person, phones, plain = false }: PhonesProps) => {
  const { person: words } = useI18n().words
  if (phones.length === 0) return <span className="muted">{words.noPhone}</span>
  if (plain) return <span className="num">{phones.join(' ')}</span>
  return (
    <span className="line">
      {phones.map((phone) => (
        <a
          key={phone}
          className="num"
          href={`tel:${phone}`}
          aria-label={words.callPhone(phone)}
          onClick={() => noteDial(person)}
        >
          {phone}
        </a>
      ))}
    </span>
  )
}

/** When somebody has to be in touch next, how, and by which rule. */
export const NextDue = ({ person }: { readonly person: PersonInfo }) => {
  const { words } = useI18n()
  const reasonOf = useDueReason()
  const { due, phones } = person
  return (
    <section className="stack" aria-label={words.person.next}>
      <p className="line">
        <strong>{words.person.next}</strong>
        <DueWhen due={due} />
        {due.dueAt !== null && (
          <span className="tag">
            {phones.length === 0 && due.mode === 'call' ? words.person.visitNoPhone : words.person.mode[due.mode]}
          </span>
        )}
      </p>
      {due.dueAt !== null && (
        <details className="why">
          <summary>{reasonOf(due)}</summary>
          <RuleList ids={[due.ruleId]} />
        </details>
      )}
    </section>
  )
}

const Row = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

/** Who the person is: what the reader's role may see of it. */
export const PersonFacts = ({ person }: { readonly person: PersonInfo }) => {
  const { words, language } = useI18n()
  const nameOf = usePlaceName()
  const { person: w } = words
  const place = person.chain.map(nameOf).join(' › ')
  const birth =
    person.birth === null
      ? null
      : /^\d{4}-\d\d-\d\d$/.test(person.birth)
        ? formatDay(person.birth, language)
        : person.birth
  return (
    <dl className="facts">
      <Row name={w.phone}>
        {(person.phones.length > 0 || person.phonesUnread.length === 0) && (
          <PhoneLinks
            person={person.id}
            phones={person.phones}
            plain={person.life.status === 'dead' || person.life.status === 'left'}
          />
        )}
        {person.phonesUnread.map((text) => (
          <p key={text}>
            <span className="num">{text}</span> <span className="tag tag-alarm">{w.phoneUnread}</span>
          </p>
        ))}
      </Row>
      <Row name={w.place}>{place}</Row>
      {person.address !== null && <Row name={w.address}>{person.address}</Row>}
      {birth !== null && <Row name={w.birth}>{birth}</Row>}
      <Row name={w.idNumber}>
        <span className="num">{person.idNumber ?? ''}</span>{' '}
        {person.idNumberState !== 'valid' && <span className="tag tag-alarm">{w.idState[person.idNumberState]}</span>}
      </Row>
      <Row name={w.diseaseNames}>
        {person.diseases === null ? (
          <>
            {w.disease[person.tier.disease]}
            <br />
            <span className="muted small">{w.diseaseHidden}</span>
          </>
        ) : person.diseases.length === 0 ? (
          w.disease[person.tier.disease]
        ) : (
          person.diseases.join(words.listSeparator)
        )}
      </Row>
      {(person.team !== null || person.due.reason !== 'gone') && (
        <Row name={w.team}>
          {person.team === null ? (
            <span className="alarm-text">{w.noTeam}</span>
          ) : (
            <>
              {person.team.name}
              <br />
              <span className="muted small">
                {person.team.members
                  .map((member) => (member.medic ? w.medicName(member.name) : member.name))
                  .join(words.listSeparator)}
              </span>
            </>
          )}
        </Row>
      )}
    </dl>
  )
}

/** "76 y · female · living alone" */
export const PersonSubtitle = ({ person }: { readonly person: Pick<PersonInfo, 'age' | 'sex' | 'kinds'> }) => {
  const { person: w } = useI18n().words
  const parts = [
    person.age === null ? w.ageUnknown : w.age(person.age),
    w.sex[person.sex],
    ...person.kinds.map((k) => w.kinds[k]),
  ]
  return <span className="muted num">{parts.join(' · ')}</span>
}
