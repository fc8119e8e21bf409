import { useMutation } from '@tanstack/react-query'
import { call } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSupply } from '../../i18n/supply.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay, partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import type { Enterprise } from './enterprise-form.js'
import { NamingForm } from './naming-form.js'
import { useKinds } from './use-kinds.js'
import { ofEnterprises, useSaid } from './use-said.js'

type Named = Enterprise['people'][number]
type Props = { readonly enterprise: Enterprise }

const useDayOf = (): ((at: string) => string) => {
  const { language } = useI18n()
  const zone = useZone()
  return (at) => formatDay(partsIn(Date.parse(at), zone).day, language)
}

const Phone = ({ phone }: { readonly phone: string | null }) =>
  phone === null ? null : (
    <a href={`tel:${phone.replaceAll(/[\s()-]/g, '')}`} className="num">
      {phone}
    </a>
  )

const Person = ({ enterprise, named }: Props & { readonly named: Named }) => {
  const { naming: words } = useSupply()
  const dayOf = useDayOf()
  const { said } = useSaid(ofEnterprises)
  const end = useMutation({
    mutationFn: () => call('enterprise.unname', { params: { id: enterprise.id, named: named.id } }),
    onSuccess: (answer) => said(answer, words.ended),
  })
  return (
    <li className="card stack">
      <p className="between">
        <span>
          <strong>{named.name}</strong> <Phone phone={named.phone} />
          <br />
          <span className="muted small">{words.since(dayOf(named.from))}</span>
        </span>
        {enterprise.may.manage && (
          <button type="button" className="btn btn-quiet" disabled={end.isPending} onClick={() => end.mutate()}>
            {words.end}
          </button>
        )}
      </p>
      {end.error && <ProblemNote error={end.error} saving />}
    </li>
  )
}

type PartProps = Props & { readonly part: Named['part']; readonly title: string; readonly none: string }

const Part = ({ enterprise, part, title, none }: PartProps) => {
  const { naming: words } = useSupply()
  const { said } = useSaid(ofEnterprises)
  const now = enterprise.people.filter((one) => one.part === part && one.until === null)
  const free = part === 'reporter' || now.length === 0
  return (
    <section className="stack">
      <h3>{title}</h3>
      {now.length === 0 && <p className="note note-warn">{none}</p>}
      <ul className="stack">
        {now.map((named) => (
          <Person key={named.id} enterprise={enterprise} named={named} />
        ))}
      </ul>
      {enterprise.may.manage && enterprise.closedOn === null && free && (
        <details>
          <summary>{words.name[part]}</summary>
          <NamingForm
            place={enterprise.place.code}
            part={part}
            label={words.name[part]}
            run={async (chosen) => {
              const answer = await call('enterprise.name', {
                params: { id: enterprise.id },
                body: { ...chosen, part },
              })
              said(answer, words.named)
            }}
          />
        </details>
      )}
    </section>
  )
}

const OfKinds = ({ enterprise }: Props) => {
  const { naming: words } = useSupply()
  const { named } = useKinds()
  return (
    <section className="stack">
      <h3>{words.kinds}</h3>
      {enterprise.kindLiaisons.length === 0 && <p className="muted">{words.noKind}</p>}
      <ul>
        {enterprise.kindLiaisons.map((one) => (
          <li key={`${one.kind} ${one.name}`}>
            {named(one.kind)}: {one.name} <Phone phone={one.phone} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Former = ({ enterprise }: Props) => {
  const { naming: words, parts } = useSupply()
  const dayOf = useDayOf()
  const former = enterprise.people.flatMap((one) => (one.until === null ? [] : [{ ...one, until: one.until }]))
  if (former.length === 0) return null
  return (
    <details>
      <summary>{words.former}</summary>
      <ul>
        {former.map((one) => (
          <li key={one.id}>
            {one.name}{' '}
            <span className="muted small">
              {parts[one.part]} · {words.until(dayOf(one.from), dayOf(one.until))}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Who reports for an enterprise, who calls it, who follows its kinds (E1); and who did before. */
export const NamedPeople = ({ enterprise }: Props) => {
  const { naming: words } = useSupply()
  return (
    <div className="stack-wide">
      <Part enterprise={enterprise} part="reporter" title={words.reporters} none={words.noReporter} />
      <Part enterprise={enterprise} part="liaison" title={words.liaison} none={words.noLiaison} />
      <OfKinds enterprise={enterprise} />
      <Former enterprise={enterprise} />
    </div>
  )
}
