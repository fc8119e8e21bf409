import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useConsignments } from '../../i18n/consignments.js'
import { useI18n } from '../../i18n/i18n.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { Loaded } from '../../ui/states.js'
import { useGoodsWords } from '../deals/use-many.js'
import { typedWhole } from '../report/typed-whole.js'
import { useDeskAct } from '../requests/desk-act.js'
import { RoadFailure } from './road-failure.js'
import type { Consignment } from './types.js'

type Props = { readonly consignment: Consignment }
type SplitBody = {
  readonly into: string
  readonly reason: string
  readonly lines: { readonly n: number; readonly quantity: number }[]
}

/** Some of the units onto a consignment of their own. */
export const Split = ({ consignment: { id, cargo } }: Props) => {
  const { cargo: words, make } = useConsignments()
  const { number } = useI18n()
  const { named } = useGoodsWords()
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({})
  const [reason, setReason] = useState('')
  const [into, setInto] = useState(() => uuidv7())
  const [isTried, setTried] = useState(false)
  const act = useDeskAct<SplitBody>(
    (body, command) => call('consignment.split', { params: { id }, body: { ...body, id: command } }),
    {
      said: words.splitDone,
      next: () => {
        setTyped({})
        setReason('')
        setInto(uuidv7())
        setTried(false)
      },
    },
  )
  const left = cargo.filter((line) => line.left > 0)
  const read = left.map(({ n, left: most }) => {
    const quantity = typedWhole(typed[n] ?? '') ?? 0
    return { n, quantity, isFine: Number.isSafeInteger(quantity) && quantity >= 0 && quantity <= most }
  })
  const lines = read.flatMap(({ n, quantity, isFine }) => (isFine && quantity > 0 ? [{ n, quantity }] : []))
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    const isFine = lines.length > 0 && read.every((one) => one.isFine) && reason.trim() !== ''
    if (isFine) act.mutate({ into, reason: reason.trim(), lines })
    else focusFirstWrong(event.currentTarget)
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.split}>
      <p className="muted">{words.splitHint}</p>
      {left.map((line) => (
        <TextField
          key={line.n}
          label={`${named(line.kind)} ${line.serial ?? line.lot ?? ''} ${words.how(number(line.left))}`}
          inputMode="numeric"
          maxLength={12}
          value={typed[line.n] ?? ''}
          error={
            isTried && (lines.length === 0 || read.find(({ n }) => n === line.n)?.isFine === false) ? make.count : null
          }
          onChange={(text) => setTyped({ ...typed, [line.n]: text })}
        />
      ))}
      <TextField
        label={words.reason}
        maxLength={200}
        value={reason}
        error={isTried && reason.trim() === '' ? make.missing : null}
        onChange={setReason}
      />
      <RoadFailure error={act.error} />
      <p>
        <button type="submit" className="btn" disabled={act.isPending}>
          {words.split}
        </button>
      </p>
    </form>
  )
}

type MergeBody = { readonly into: string; readonly reason: string }

const MergeForm = ({ consignment, others }: Props & { readonly others: readonly (readonly [string, string])[] }) => {
  const { cargo: words, make } = useConsignments()
  const [into, setInto] = useState<string | undefined>(undefined)
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const { id } = consignment
  const act = useDeskAct<MergeBody>(
    (body, command) => call('consignment.merge', { params: { id }, body: { ...body, id: command } }),
    { said: words.mergeDone },
  )
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (into === undefined || reason.trim() === '') focusFirstWrong(event.currentTarget)
    else act.mutate({ into, reason: reason.trim() })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.merge}>
      <OneOf
        label={words.mergeInto}
        any={make.choose}
        value={into}
        options={others}
        error={isTried && into === undefined ? make.missing : null}
        onChange={setInto}
      />
      <TextField
        label={words.reason}
        maxLength={200}
        value={reason}
        error={isTried && reason.trim() === '' ? make.missing : null}
        onChange={setReason}
      />
      <RoadFailure error={act.error} />
      <p>
        <button type="submit" className="btn" disabled={act.isPending}>
          {words.merge}
        </button>
      </p>
    </form>
  )
}

/** All of it onto another consignment that is on the road to the same store. */
export const Merge = ({ consignment }: Props) => {
  const words = useConsignments()
  const { to, id } = consignment
  const query = useApi('consignment.list', {
    query: { place: to.county.code, to: to.id, state: 'onTheRoad', limit: 100 },
  })
  return (
    <div className="stack">
      <p className="muted">{words.cargo.mergeHint}</p>
      <Loaded query={query} rows={2}>
        {({ rows }) => {
          const others = rows
            .filter((row) => row.id !== id)
            .map((row) => [row.id, `${row.from?.name ?? row.party ?? ''} ${row.reference ?? ''}`.trim()] as const)
          return others.length === 0 ? (
            <p>{words.cargo.mergeNone}</p>
          ) : (
            <MergeForm consignment={consignment} others={others} />
          )
        }}
      </Loaded>
    </div>
  )
}
