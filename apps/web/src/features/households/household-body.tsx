import type { ReactNode } from 'react'
import type { Reply } from '../../api/client.js'
import { useBindingWords } from '../../i18n/bindings.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { Moment } from '../../ui/moment.js'
import { PhoneLinks } from '../people/person-facts.js'
import { Timeline } from '../people/timeline.js'
import { ServedBy } from '../teams/served-by.js'
import { Household } from './household.js'

export type HouseholdInfo = Reply<'household.page'>
type Member = HouseholdInfo['members'][number]

type Props = {
  readonly page: HouseholdInfo
  readonly link: (id: string, children: ReactNode) => ReactNode
  /** To the form that corrects the first of them. */
  readonly correct: ReactNode
  /** The one main action: a call recorded for all. */
  readonly record: ReactNode
}

/** Whose call begins the record: whoever is due first of those who are due at all. */
export const dueFirst = (members: readonly Member[]): Member | null => {
  const owed = members.filter(({ due }) => due.dueAt !== null)
  const [first] = [...owed].sort((a, b) => ((a.due.dueAt ?? '') < (b.due.dueAt ?? '') ? -1 : 1))
  return first ?? members[0] ?? null
}

const Reach = ({ member }: { readonly member: Member }) => {
  const { page: words } = useBindingWords()
  return (
    <>
      <p className="line small">
        <PhoneLinks person={member.id} phones={member.phones} />
        <span className="muted">
          {words.last}
          {' · '}
          {member.lastReachedAt === null ? words.never : <Moment at={member.lastReachedAt} />}
        </span>
      </p>
      {member.own !== null && <p className="small">{words.own(member.own.name)}</p>}
    </>
  )
}

/** Each address once: those who live together seldom have two, and then both are read. */
const Where = ({ page }: { readonly page: HouseholdInfo }) => {
  const { page: words } = useBindingWords()
  const { person } = useI18n().words
  const nameOf = usePlaceName()
  const addresses = [...new Set(page.members.flatMap(({ address }) => address ?? []))]
  return (
    <dl className="facts">
      <dt>{person.place}</dt>
      <dd>{page.chain.map(nameOf).join(' › ')}</dd>
      {addresses.length > 0 && (
        <>
          <dt>{words.address}</dt>
          <dd>
            {addresses.map((address) => (
              <p key={address}>{address}</p>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}

/** A household on one page: who lives there and how to reach them, where, who serves it, and its contacts in one line of time. */
export const HouseholdBody = ({ page, link, correct, record }: Props) => {
  const words = useBindingWords()
  const { words: base } = useI18n()
  const [first] = page.members
  if (first === undefined) return null
  const byId = new Map(page.members.map((member) => [member.id, member]))
  const whose = new Map(page.timeline.map((entry) => [entry.id, entry]))
  const name = words.household(page.members.map((member) => member.name).join(base.listSeparator))
  return (
    <div className="stack-wide">
      {record}
      <Where page={page} />
      <Household
        person={{ id: first.id, household: page.id, chain: page.chain }}
        self={null}
        title={words.page.people}
        link={link}
        correct={correct}
        more={(id) => {
          const member = byId.get(id)
          return member === undefined ? null : <Reach member={member} />
        }}
      />
      <ServedBy
        about={{
          person: first.id,
          name,
          scopes: { household: page.id },
          chain: page.chain,
          team: page.serving,
          because: page.serving?.because ?? null,
          grid: page.grid,
        }}
      />
      <section className="stack" aria-labelledby="contacts-title">
        <h2 id="contacts-title">{words.page.contacts}</h2>
        <Timeline
          entries={page.timeline}
          link={(entry, text) => {
            const one = whose.get(entry.id)
            return one === undefined ? (
              text
            ) : (
              <>
                {link(one.person, one.name)} · {text}
              </>
            )
          }}
        />
      </section>
    </div>
  )
}
