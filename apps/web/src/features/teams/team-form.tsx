import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { useBindingWords } from '../../i18n/bindings.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { Leaving, type LeavingChoice } from './leaving.js'
import { Moving, movingOf } from './moving-villages.js'
import { VillageChoice } from './village-choice.js'

type Teams = Reply<'team.list'>
type Team = Teams['teams'][number]
/** Who may be ticked: candidates, and members whose account is closed. */
type Known = Teams['candidates'][number] & { readonly active?: boolean }
/** Members by account; the value says whether as a medic. */
type Members = ReadonlyMap<string, boolean>

type Props = {
  readonly team: Team | null
  readonly township: string
  readonly teams: Teams['teams']
  readonly unbound: Teams['unbound']
  readonly served: Teams['served']
  readonly candidates: Teams['candidates']
  /** A new team begins with this village ticked. */
  readonly village?: string | undefined
  readonly onDone: () => void
}

const setIn = <V,>(map: ReadonlyMap<string, V>, key: string, value: V | null): ReadonlyMap<string, V> => {
  const next = new Map(map)
  if (value === null) next.delete(key)
  else next.set(key, value)
  return next
}

type MembersProps = {
  readonly candidates: readonly Known[]
  readonly value: Members
  readonly onChange: (members: Members) => void
}

const MemberChoice = ({ candidates, value, onChange }: MembersProps) => {
  const { teams: words } = useDesk()
  const bindings = useBindingWords()
  const { shared } = useI18n()
  const roles: Readonly<Record<string, string>> = shared.roles
  return (
    <fieldset className="field">
      <legend>{words.chooseMembers}</legend>
      {candidates.length === 0 && <p className="muted">{words.noCandidates}</p>}
      {candidates.some(({ active }) => active === false) && <p className="muted">{bindings.inactiveHint}</p>}
      <ul className="checks">
        {candidates.map((one) => (
          <li key={one.accountId} className="between">
            <label className="line">
              <input
                type="checkbox"
                checked={value.has(one.accountId)}
                onChange={(event) => onChange(setIn(value, one.accountId, event.target.checked ? one.medic : null))}
              />
              {one.name} <span className="muted small">{[roles[one.role], one.place].filter(Boolean).join(' · ')}</span>
              {one.active !== false && !one.signedIn && <span className="tag tag-warn">{bindings.neverSignedIn}</span>}
              {one.active === false && <span className="tag tag-alarm">{bindings.inactive}</span>}
            </label>
            {value.has(one.accountId) && one.role === 'medic' && (
              <label className="line">
                <input
                  type="checkbox"
                  checked={value.get(one.accountId) === true}
                  onChange={(event) => onChange(setIn(value, one.accountId, event.target.checked))}
                />
                {words.medic}
              </label>
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

const firstTicked = (team: Team | null, village: string | undefined): ReadonlySet<string> =>
  new Set(team === null ? [village].filter((code) => code !== undefined) : team.villages.map(({ code }) => code))

export const TeamForm = ({ team, township, teams, unbound, served, candidates, village, onDone }: Props) => {
  const { teams: words } = useDesk()
  const client = useQueryClient()
  const toast = useToast()
  const [newId] = useState(() => uuidv7())
  const [name, setName] = useState(team?.name ?? '')
  const [members, setMembers] = useState<Members>(new Map(team?.members.map((one) => [one.accountId, one.medic])))
  const [villages, setVillages] = useState<ReadonlySet<string>>(firstTicked(team, village))
  const [leaving, setLeaving] = useState<LeavingChoice>({ shifts: 'keep', calls: 'team' })
  const [asking, setAsking] = useState(false)
  const moving = movingOf({ teams, served, own: team?.id ?? null, ticked: villages })
  const were = new Set(team?.members.map((one) => one.accountId))
  const gone = [...were].filter((one) => !members.has(one))
  const joining = [...members.keys()].filter((one) => !were.has(one))
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name,
        members: [...members].map(([accountId, medic]) => ({ accountId, medic })),
        villages: [...villages],
        from: moving.map((one) => ({ village: one.village, team: one.holder.id })),
      }
      return team === null
        ? call('team.create', { body: { ...body, id: newId, township } })
        : call('team.change', { params: { id: team.id }, body: gone.length === 0 ? body : { ...body, leaving } })
    },
    onSuccess: () => {
      toast({ text: team === null ? words.created : words.changed })
      for (const id of ['team.list', 'board.read', 'person.list', 'desk.read', 'call.list'])
        void client.invalidateQueries({ queryKey: [id] })
      onDone()
    },
  })
  const errorOf = useFieldError(save.error)
  const medic = [...members.values()].some((is) => is)
  const missing = [...(name.trim() === '' ? [words.needName] : []), ...(medic ? [] : [words.needMedic])]
  const known = [...candidates, ...(team?.members ?? []).map((one) => ({ ...one, place: '' }))]
  const people = [...new Map(known.map((one) => [one.accountId, one])).values()]
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    // People change their team: said with numbers, and asked once.
    if (moving.length > 0 && !asking) setAsking(true)
    else save.mutate()
  }
  return (
    <form className="stack-wide" onSubmit={submit} noValidate>
      {save.error && <ProblemNote error={save.error} saving />}
      <TextField label={words.name} maxLength={60} value={name} error={errorOf('name')} onChange={setName} />
      <MemberChoice candidates={people} value={members} onChange={setMembers} />
      {team !== null && gone.length > 0 && (
        <Leaving team={team.id} accounts={gone} joining={joining} value={leaving} onChange={setLeaving} />
      )}
      <VillageChoice
        township={township}
        teams={teams}
        unbound={unbound}
        served={served}
        own={team?.id ?? null}
        value={villages}
        onChange={(next) => {
          setAsking(false)
          setVillages(next)
        }}
      />
      <div className={asking && moving.length > 0 ? 'stack asking-bar' : 'stack'}>
        {moving.length > 0 && <Moving moving={moving} asking={asking} />}
        <button
          type="submit"
          className="btn btn-main"
          disabled={save.isPending || missing.length > 0}
          aria-describedby={missing.length > 0 ? 'team-missing' : undefined}
        >
          {asking && moving.length > 0 ? words.moving.yes : words.save}
        </button>
        {missing.length > 0 && (
          <p id="team-missing" className="alarm-text">
            {words.cannotSave} {missing.join(' ')}
          </p>
        )}
      </div>
    </form>
  )
}
