import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { useRequests } from '../../i18n/requests.js'
import { useSupply } from '../../i18n/supply.js'
import { Loaded, ProblemNote } from '../../ui/states.js'
import { formatDay, partsIn } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import { NamingForm } from '../supply/naming-form.js'
import { OwnerChoice } from './owner-choice.js'

type People = Reply<'hospital.people'>
type Person = People['people'][number]

const useShow = (id: string) => {
  const client = useQueryClient()
  const toast = useToast()
  return (said: string): void => {
    void client.invalidateQueries({ queryKey: ['hospital.people', { params: { id } }] })
    toast({ text: said })
  }
}

const One = ({ hospital, person }: { readonly hospital: string; readonly person: Person }) => {
  const { people: words } = useRequests()
  const { naming } = useSupply()
  const { language } = useI18n()
  const zone = useZone()
  const show = useShow(hospital)
  const end = useMutation({
    mutationFn: () => call('hospital.unname', { params: { id: hospital, named: person.id } }),
    onSuccess: () => show(words.ended),
  })
  return (
    <li className="card stack">
      <p className="between">
        <span>
          <strong>{person.name}</strong>{' '}
          {person.phone !== null && (
            <a href={`tel:${person.phone.replaceAll(/[\s()-]/g, '')}`} className="num">
              {person.phone}
            </a>
          )}
          <br />
          <span className="muted small">
            {naming.since(formatDay(partsIn(Date.parse(person.from), zone).day, language))}
          </span>
        </span>
        <button type="button" className="btn btn-quiet" disabled={end.isPending} onClick={() => end.mutate()}>
          {naming.end}
        </button>
      </p>
      {end.error && <ProblemNote error={end.error} saving />}
    </li>
  )
}

const Part = ({ hospital, part }: { readonly hospital: People; readonly part: Person['part'] }) => {
  const { people: words } = useRequests()
  const show = useShow(hospital.id)
  const now = hospital.people.filter((one) => one.part === part && one.until === null)
  return (
    <section className="stack">
      <h3>{words[part]}</h3>
      {now.length === 0 && (
        <p className="note note-warn">{part === 'requester' ? words.noRequester : words.noApprover}</p>
      )}
      <ul className="stack">
        {now.map((person) => (
          <One key={person.id} hospital={hospital.id} person={person} />
        ))}
      </ul>
      <details>
        <summary>{words.name[part]}</summary>
        <NamingForm
          place={hospital.county.code}
          part={part}
          label={words.name[part]}
          run={async (chosen) => {
            await call('hospital.name', { params: { id: hospital.id }, body: { ...chosen, part } })
            show(words.named)
          }}
        />
      </details>
    </section>
  )
}

const OfHospital = ({ id }: { readonly id: string }) => {
  const query = useApi('hospital.people', { params: { id } })
  return (
    <Loaded query={query}>
      {(hospital) => (
        <>
          <Part hospital={hospital} part="requester" />
          <Part hospital={hospital} part="approver" />
        </>
      )}
    </Loaded>
  )
}

/** Who asks for supplies and who approves inside, hospital by hospital (E3). */
export const HospitalPeople = () => {
  const { people: words } = useRequests()
  const [chosen, setChosen] = useState<{ readonly id: string; readonly name: string } | null>(null)
  return (
    <div className="stack-wide">
      <div className="stack">
        <h2 className="panel-title">{words.title}</h2>
        <p className="muted">{words.intro}</p>
      </div>
      <OwnerChoice kind="facility" chosen={chosen} onChoose={setChosen} />
      {chosen !== null && <OfHospital key={chosen.id} id={chosen.id} />}
    </div>
  )
}
