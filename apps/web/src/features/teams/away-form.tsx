import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply, serverNow } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Field, focusFirstWrong, TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { partsIn } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'

type Teams = Reply<'team.list'>
type Away = {
  readonly absent: ReadonlySet<string>
  readonly by: string
  readonly from: string
  readonly until: string
}
type Complaints = Readonly<Partial<Record<'who' | 'by' | 'from' | 'until', string>>>

// The contract's most for one substitution.
const most = 30

const useComplaints = () => {
  const { teams } = useDesk()
  const { number } = useI18n()
  const words = teams.away
  const ofForm = ({ absent, by, from, until }: Away, today: string): Complaints => ({
    ...(absent.size === 0 ? { who: words.whoMissing } : {}),
    ...(absent.size > most ? { who: words.tooMany(number(most)) } : {}),
    ...(by === '' ? { by: words.byMissing } : {}),
    ...(from === '' ? { from: words.dayMissing } : from < today ? { from: words.daysWrong } : {}),
    ...(until === '' ? { until: words.dayMissing } : until < from ? { until: words.daysWrong } : {}),
  })
  const ofServer = (error: unknown): Complaints => {
    const code = isApiProblem(error) ? error.code : null
    if (code === 'team.substitute-days') return { until: words.daysWrong }
    if (code === 'team.not-a-member') return { who: words.notMember }
    return code === 'team.no-medic' ? { by: words.noMedic } : {}
  }
  return { ofForm, ofServer }
}

type WhoProps = {
  readonly teams: Teams['teams']
  readonly value: ReadonlySet<string>
  readonly error: string | undefined
  readonly onChange: (value: ReadonlySet<string>) => void
}

/** Members by team, since a whole clinic mostly is one; somebody of two teams is ticked in both. */
const Who = ({ teams, value, error, onChange }: WhoProps) => {
  const { away: words } = useDesk().teams
  const { words: base } = useI18n()
  const id = useId()
  const toggle = (accounts: readonly string[], on: boolean): void =>
    onChange(new Set(on ? [...value, ...accounts] : [...value].filter((one) => !accounts.includes(one))))
  return (
    <fieldset className="field" aria-describedby={error === undefined ? `${id}-h` : `${id}-h ${id}-e`}>
      <legend>{words.who}</legend>
      <span className="hint" id={`${id}-h`}>
        {words.whoHint}
      </span>
      <div className="checks stack">
        {teams.map((team) => {
          const accounts = team.members.map((one) => one.accountId)
          return (
            <ul key={team.id} aria-label={team.name}>
              {accounts.length > 0 && (
                <li>
                  <label className="line strong">
                    <input
                      type="checkbox"
                      aria-invalid={error === undefined ? undefined : true}
                      checked={accounts.every((one) => value.has(one))}
                      onChange={(event) => toggle(accounts, event.target.checked)}
                    />
                    {words.all(team.name)}
                  </label>
                </li>
              )}
              {team.members.map((one) => (
                <li key={one.accountId} style={{ paddingLeft: 20 }}>
                  <label className="line">
                    <input
                      type="checkbox"
                      checked={value.has(one.accountId)}
                      onChange={(event) => toggle([one.accountId], event.target.checked)}
                    />
                    {one.medic ? base.person.medicName(one.name) : one.name}
                  </label>
                </li>
              ))}
            </ul>
          )
        })}
      </div>
      {error !== undefined && (
        <span className="error" id={`${id}-e`}>
          {error}
        </span>
      )}
    </fieldset>
  )
}

type ByProps = {
  readonly candidates: Teams['candidates']
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

const By = ({ candidates, value, error, onChange }: ByProps) => {
  const { away: words } = useDesk().teams
  const roles: Readonly<Record<string, string>> = useI18n().shared.roles
  return (
    <Field label={words.by} error={error}>
      {(ids) => (
        <select className="input" {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{words.choose}</option>
          {candidates.map((one) => (
            <option key={one.accountId} value={one.accountId}>
              {[one.name, roles[one.role] ?? '', one.place].filter((text) => text !== '').join(' · ')}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

const useSet = (township: string, onDone: () => void) => {
  const { away: words } = useDesk().teams
  const { number } = useI18n()
  const client = useQueryClient()
  const toast = useToast()
  // One id as long as the form is open: sent twice, it is recorded once.
  const [id] = useState(() => uuidv7())
  return useMutation({
    mutationFn: ({ absent, by, from, until }: Away) =>
      call('substitute.set', { body: { id, township, absent: [...absent], substitute: by, from, until } }),
    onSuccess: ({ teams }) => {
      toast({ text: words.done(number(teams)) })
      void client.invalidateQueries({ queryKey: ['team.list'] })
      onDone()
    },
  })
}

type Props = { readonly data: Teams; readonly township: string; readonly onDone: () => void }

/** Who is away, who stands in, from which day to which. */
export const AwayForm = ({ data, township, onDone }: Props) => {
  const { away: words } = useDesk().teams
  const today = partsIn(serverNow(), useZone()).day
  const [value, setValue] = useState<Away>({ absent: new Set(), by: '', from: today, until: today })
  const [checked, setChecked] = useState(false)
  const { ofForm, ofServer } = useComplaints()
  const save = useSet(township, onDone)
  const change = (next: Partial<Away>): void => {
    setValue({ ...value, ...next })
    save.reset()
  }
  const own = ofForm(value, today)
  const said = ofServer(save.error)
  const errors = checked ? { ...said, ...own } : {}
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    const form = event.currentTarget
    if (Object.keys(own).length > 0) focusFirstWrong(form)
    else save.mutate(value, { onError: () => focusFirstWrong(form) })
  }
  return (
    <form className="stack-wide" onSubmit={submit} noValidate>
      <p className="muted">{words.intro}</p>
      {save.error && Object.keys(said).length === 0 && <ProblemNote error={save.error} saving />}
      <Who teams={data.teams} value={value.absent} error={errors.who} onChange={(absent) => change({ absent })} />
      <By
        candidates={data.candidates.filter((one) => !value.absent.has(one.accountId))}
        value={value.absent.has(value.by) ? '' : value.by}
        error={errors.by}
        onChange={(by) => change({ by })}
      />
      <div className="record-two">
        <TextField
          {...{ label: words.from, type: 'date', min: today, value: value.from, error: errors.from ?? null }}
          onChange={(from) => change({ from, ...(value.until < from ? { until: from } : {}) })}
        />
        <TextField
          {...{ label: words.until, type: 'date', min: value.from, value: value.until, error: errors.until ?? null }}
          onChange={(until) => change({ until })}
        />
      </div>
      <button type="submit" className="btn btn-main" disabled={save.isPending}>
        {words.send}
      </button>
    </form>
  )
}
