import { isOverloaded } from '@lianfang/domain/care'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { ProblemNote } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useToast } from '../../ui/toast.js'
import { Mark } from './mark.js'
import { type Proposal, sharesAfter } from './shares.js'

type Moves = Proposal['moves']

const Each = ({ people, share, norm }: Readonly<Record<'people' | 'share' | 'norm', number>>) => {
  const { teams: words } = useDesk()
  const { number } = useI18n()
  return (
    <>
      <strong>{share === 0 ? '–' : number(Math.ceil(people / share - 1e-6))}</strong>
      {isOverloaded({ people, share, norm }) && (
        <div>
          <Mark>{words.over}</Mark>
        </div>
      )}
      <div className="muted small">{words.balance.peopleOf(number(people))}</div>
    </>
  )
}

const Shares = ({ data, ticked }: { readonly data: Proposal; readonly ticked: Moves }) => {
  const { balance: words } = useDesk().teams
  const { number } = useI18n()
  return (
    <TableBox label={words.caption}>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.team}</th>
            <th scope="col" className="n">
              {words.working}
            </th>
            <th scope="col" className="n">
              {words.before}
            </th>
            <th scope="col" className="n">
              {words.after}
            </th>
          </tr>
        </thead>
        <tbody>
          {sharesAfter(data.teams, ticked).map(({ id, name, working, share, before, after }) => (
            <tr key={id}>
              <th scope="row" className="cell-line">
                <span className="keep">{name}</span>
              </th>
              <td className="n" data-label={words.working}>
                {number(working)}
              </td>
              <td className="n" data-label={words.before}>
                <Each people={before} share={share} norm={data.norm} />
              </td>
              <td className="n" data-label={words.after}>
                <Each people={after} share={share} norm={data.norm} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

type ChoiceProps = {
  readonly data: Proposal
  readonly left: ReadonlySet<string>
  readonly onChange: (left: ReadonlySet<string>) => void
}

const MoveChoice = ({ data, left, onChange }: ChoiceProps) => {
  const { balance: words } = useDesk().teams
  const { number } = useI18n()
  const nameOf = (team: string | null): string => data.teams.find((one) => one.id === team)?.name ?? words.loose
  const toggle = (code: string, on: boolean): void =>
    onChange(new Set(on ? [...left].filter((one) => one !== code) : [...left, code]))
  return (
    <fieldset className="field">
      <legend>{words.movesTitle}</legend>
      <span className="hint">{words.movesHint}</span>
      <ul className="checks">
        {data.moves.map(({ village, people, from, to }) => (
          <li key={village.code}>
            <label className="check">
              <input
                type="checkbox"
                checked={!left.has(village.code)}
                onChange={(event) => toggle(village.code, event.target.checked)}
              />
              <span>
                {words.move(village.name, number(people))}
                <span className="muted small">{words.fromTo(nameOf(from), nameOf(to))}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

type Props = {
  readonly data: Proposal
  readonly township: string
  readonly onDone: () => void
  readonly onStale: () => void
}

const useAccept = ({ township, onDone, onStale }: Omit<Props, 'data'>) => {
  const { balance: words } = useDesk().teams
  const { number } = useI18n()
  const client = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: (moves: Moves) =>
      call('team.rebalance', {
        body: {
          id: uuidv7(),
          township,
          moves: moves.map(({ village, from, to }) => ({ village: village.code, from, to })),
        },
      }),
    onSuccess: ({ outcome, moved }) => {
      const changed = ['team.list', 'board.read', 'person.list', 'followup.today']
      for (const id of changed) void client.invalidateQueries({ queryKey: [id] })
      if (outcome === 'stale') return onStale()
      client.removeQueries({ queryKey: ['team.balance'] })
      toast({ text: words.done(number(moved)) })
      return onDone()
    },
  })
}

/** What a balance changes, and the acceptance of all or part of it. */
export const BalanceForm = ({ data, ...rest }: Props) => {
  const { teams } = useDesk()
  const { number } = useI18n()
  const words = teams.balance
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const ticked = data.moves.filter(({ village }) => !left.has(village.code))
  const accept = useAccept(rest)
  return (
    <div className="stack-wide">
      <p className="muted">{words.intro}</p>
      <p>{teams.norm(number(data.norm))}</p>
      <Shares data={data} ticked={ticked} />
      <MoveChoice data={data} left={left} onChange={setLeft} />
      {accept.error && <ProblemNote error={accept.error} saving />}
      <p className="muted">{ticked.length === 0 ? words.none : words.follows}</p>
      <button
        type="button"
        className="btn btn-main"
        disabled={ticked.length === 0 || accept.isPending}
        onClick={() => accept.mutate(ticked)}
      >
        {words.accept(number(ticked.length))}
      </button>
    </div>
  )
}
