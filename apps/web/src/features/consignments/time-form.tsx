import { type MilestoneKind, type MilestoneSource, milestoneKinds, milestoneSources } from '@lianfang/domain/supply'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useConsignments } from '../../i18n/consignments.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { Select } from '../../ui/select.js'
import { codeOf } from '../deals/refusal.js'
import { useDeskAct } from '../requests/desk-act.js'
import { RoadFailure } from './road-failure.js'
import { type TimeDraft, TimeFields } from './time-fields.js'
import type { Consignment } from './types.js'

type Basis = 'actual' | 'planned' | 'estimated'
type Body = TimeDraft & {
  readonly leg: number
  readonly what: MilestoneKind
  readonly basis: Basis
  readonly source: MilestoneSource
  readonly sourceName: string
  readonly reason: string
  readonly sure: boolean
}

const send = (id: string, { basis, reason, sure, what, ...said }: Body, command: string) => {
  const body = { ...said, id: command }
  if (basis !== 'estimated') {
    return call('consignment.milestone', {
      params: { id },
      body: { ...body, what, basis, note: reason.trim() || null, sure },
    })
  }
  const end = what === 'departed' ? 'departed' : 'arrived'
  return call('consignment.estimate', { params: { id }, body: { ...body, what: end, reason: reason.trim() } })
}

const ends = ['departed', 'arrived'] as const
const startKinds: readonly MilestoneKind[] = ['pickedUp', 'departed']

type Props = { readonly consignment: Consignment }

/** What a source says of a time, by the clock of its place (SUP-MOVE-1, -2, -16, -17); an estimate needs its reason. */
export const TimeForm = ({ consignment: { id, legs } }: Props) => {
  const words = useConsignments()
  const { way } = words
  const [leg, setLeg] = useState(legs[0]?.n ?? 0)
  const [what, setWhat] = useState<MilestoneKind>('arrived')
  const [basis, setBasis] = useState<Basis>('actual')
  const [source, setSource] = useState<MilestoneSource>('carrier')
  const [sourceName, setSourceName] = useState('')
  const [reason, setReason] = useState('')
  const [time, setTime] = useState<Omit<TimeDraft, 'zone'> & { readonly zone: string | null }>({
    ...{ local: '', zone: null, second: null },
  })
  const [sure, setSure] = useState(false)
  const [isTried, setTried] = useState(false)
  const act = useDeskAct<Body>((body, command) => send(id, body, command), {
    said: way.done,
    next: () => {
      setTime({ local: '', zone: null, second: null })
      setReason('')
      setSure(false)
      setTried(false)
    },
  })
  const known = legs.find(({ n }) => n === leg)
  const zone = time.zone ?? (startKinds.includes(what) ? known?.fromZone : known?.toZone) ?? 'Asia/Shanghai'
  const isEstimate = basis === 'estimated'
  const lacks = {
    local: time.local === '',
    sourceName: sourceName.trim() === '',
    reason: isEstimate && reason.trim() === '',
  }
  const missing = (is: boolean): string | null => (isTried && is ? words.make.missing : null)
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (Object.values(lacks).includes(true)) {
      focusFirstWrong(event.currentTarget)
      return
    }
    act.mutate({ ...time, zone, leg, what, basis, source, sourceName: sourceName.trim(), reason, sure })
  }
  const kinds = isEstimate ? ends : milestoneKinds
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={way.add}>
      <Select
        label={way.legChoice}
        value={String(leg)}
        options={legs.map((one) => [String(one.n), way.leg(String(one.n + 1), one.from, one.to)] as const)}
        onChange={(n) => setLeg(Number(n))}
      />
      <Select
        label={way.basis}
        value={basis}
        options={(['actual', 'estimated', 'planned'] as const).map((one) => [one, words.bases[one]] as const)}
        onChange={(next) => {
          setBasis(next)
          if (next === 'estimated' && what !== 'departed') setWhat('arrived')
        }}
      />
      <Select
        label={way.what}
        value={what}
        options={kinds.map((one) => [one, words.what[one]] as const)}
        onChange={setWhat}
      />
      <TimeFields
        draft={{ ...time, zone }}
        error={missing(lacks.local)}
        isTwice={codeOf(act.error) === 'consignment.time-twice'}
        set={(change) => setTime({ ...time, ...change })}
      />
      <Select
        label={way.source}
        value={source}
        options={milestoneSources.map((one) => [one, words.milestoneSources[one]] as const)}
        onChange={setSource}
      />
      <TextField
        label={way.sourceName}
        hint={way.sourceHint}
        maxLength={80}
        value={sourceName}
        error={missing(lacks.sourceName)}
        onChange={setSourceName}
      />
      <TextField
        label={isEstimate ? way.reason : way.note}
        maxLength={200}
        value={reason}
        error={missing(lacks.reason)}
        onChange={setReason}
      />
      <RoadFailure error={act.error} />
      {(sure || codeOf(act.error) === 'consignment.time-doubtful') && (
        <label className="line">
          <input type="checkbox" checked={sure} onChange={() => setSure(!sure)} /> {way.sure}
        </label>
      )}
      <p>
        <button type="submit" className="btn" disabled={act.isPending}>
          {way.send}
        </button>
      </p>
    </form>
  )
}
