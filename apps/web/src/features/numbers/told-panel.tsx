import { useState } from 'react'
import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { Field } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { Loaded, ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useMay } from '../session/session.js'
import './told.css'
import { type How, type Told, useTell, useToldWords } from './use-told.js'

const hows: readonly How[] = ['call', 'visit', 'card', 'message']

type LineProps = { readonly label: string; readonly one: Told['doctor']; readonly missing: string }

const Line = ({ label, one, missing }: LineProps) => {
  const words = useToldWords()
  if (one === null) {
    return (
      <>
        <dt>{label}</dt>
        <dd className="muted">{missing}</dd>
      </>
    )
  }
  return (
    <>
      <dt>{label}</dt>
      <dd className="stack told-line">
        <span>{one.name}</span>
        <span className="line">
          <a href={`tel:${one.number}`} className="told-number num" aria-label={words.callNumber(one.number)}>
            {one.number}
          </a>
          <span className={`tag ${one.state === 'told' ? '' : 'tag-alarm'}`}>{words.states[one.state]}</span>
        </span>
      </dd>
    </>
  )
}

type AlsoProps = {
  readonly id: string
  readonly ticked: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}

/** Who lives there too: one call tells all. Nobody is ticked beforehand. */
const Also = ({ id, ticked, onChange }: AlsoProps) => {
  const words = useToldWords()
  const query = useApi('household.read', { params: { id } })
  const others = query.data?.members.filter((one) => one.id !== id && one.due.reason !== 'gone') ?? []
  if (others.length === 0) return null
  return (
    <fieldset className="field">
      <legend>{words.also}</legend>
      {others.map((one) => (
        <label key={one.id} className="told-also">
          <input
            type="checkbox"
            checked={ticked.includes(one.id)}
            onChange={({ target }) =>
              onChange(others.map((o) => o.id).filter((o) => (o === one.id ? target.checked : ticked.includes(o))))
            }
          />
          {one.name}
        </label>
      ))}
    </fieldset>
  )
}

/** What is still to be told; when both are known, both once more. */
const toTell = ({ institution, doctor }: Told) => {
  const open = [institution, doctor].some((one) => one !== null && one.state !== 'told')
  const of = (one: Told['doctor']): string | null =>
    one === null || (open && one.state === 'told') ? null : one.number
  return { open, said: { institution: of(institution), doctor: of(doctor) } }
}

const useTelling = (id: string) => {
  const words = useToldWords()
  const toast = useToast()
  const { number } = useI18n()
  const tell = useTell()
  const back = useTell()
  const run = (said: Omit<Parameters<typeof tell.mutate>[0], 'people'>, also: readonly string[]): void => {
    const people = [id, ...also]
    const undo = () =>
      back.mutate({ people, ...said, how: 'takenBack' }, { onSuccess: () => toast({ text: words.undone }) })
    tell.mutate(
      { people, ...said },
      {
        onSuccess: ({ refused }) => {
          if (refused !== null) return
          const text = people.length === 1 ? words.done : words.doneMore(number(people.length))
          toast({ text, action: { label: words.undo, run: undo } })
        },
      },
    )
  }
  return {
    run,
    pending: tell.isPending || back.isPending,
    error: tell.error ?? back.error,
    refused: tell.data?.refused,
  }
}

type Props = { readonly id: string; readonly household: string | null }

const Tell = ({ id, household, told }: Props & { readonly told: Told }) => {
  const words = useToldWords()
  const { open, said } = toTell(told)
  const [how, setHow] = useState<How>('call')
  const [also, setAlso] = useState<readonly string[]>([])
  const { run, pending, error, refused } = useTelling(id)
  if (said.institution === null && said.doctor === null) return null
  const one = said.institution === null ? words.tellDoctor : words.tellInstitution
  const label = !open ? words.tellAgain : said.institution !== null && said.doctor !== null ? words.tellBoth : one
  return (
    <>
      {household !== null && <Also id={id} ticked={also} onChange={setAlso} />}
      <div className="told-tell">
        <Field label={words.how}>
          {(ids) => (
            <select
              className="input"
              {...ids}
              value={how}
              onChange={({ target }) => setHow(hows.find((h) => h === target.value) ?? how)}
            >
              {hows.map((h) => (
                <option key={h} value={h}>
                  {words.hows[h]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <button
          type="button"
          className={`btn btn-big ${open ? 'btn-main' : ''}`}
          disabled={pending}
          onClick={() => run({ ...said, how }, also)}
        >
          {label}
        </button>
      </div>
      {error && <ProblemNote error={error} saving />}
      {refused && (
        <p role="alert" className="note note-warn">
          {words.refusals[refused]}
        </p>
      )}
    </>
  )
}

const Known = ({ told, ...rest }: Props & { readonly told: Told }) => {
  const words = useToldWords()
  const { words: base } = useI18n()
  const may = useMay()
  const { last } = told
  return (
    <>
      <dl className="facts">
        <Line label={words.institution} one={told.institution} missing={words.noInstitution} />
        <Line label={words.doctor} one={told.doctor} missing={words.noDoctor} />
      </dl>
      {last !== null && (
        <p className="muted small">
          {words.last(last.by, words.hows[last.how])} <Moment at={last.at} />
        </p>
      )}
      {told.onDuty.length > 0 && <p className="small">{words.onDuty(told.onDuty.join(base.listSeparator))}</p>}
      {!told.gone && may('told.record') && <Tell told={told} {...rest} />}
    </>
  )
}

/** The two 24-hour numbers of a person, to be read out, and the tap that says so (K4). */
export const ToldPanel = (props: Props) => {
  const words = useToldWords()
  const query = useApi('told.read', { params: { id: props.id } })
  return (
    <section className="card stack told" aria-labelledby={`told-${props.id}`}>
      <h2 id={`told-${props.id}`}>{words.title}</h2>
      <Loaded query={query} rows={3}>
        {(told) => <Known told={told} {...props} />}
      </Loaded>
    </section>
  )
}
