import { type LegMode, legModes } from '@lianfang/domain/supply'
import type { ArgsOf } from '../../api/client.js'
import { useConsignments } from '../../i18n/consignments.js'
import { TextField } from '../../ui/form.js'
import { Select } from '../../ui/select.js'
import { ZoneSelect } from './time-fields.js'

export type LegDraft = {
  readonly mode: LegMode
  readonly from: string
  readonly fromZone: string
  readonly to: string
  readonly toZone: string
  readonly carrier: string
  readonly customs: boolean
  readonly departs: string
  readonly arrives: string
}
export type LegBody = ArgsOf<'consignment.make'>['body']['legs'][number]

/** A leg that begins where the one before it ends. */
export const blankLeg = (before?: { readonly to: string; readonly toZone: string }): LegDraft => ({
  ...{ mode: 'road', from: before?.to ?? '', fromZone: before?.toZone ?? 'Asia/Shanghai', to: '' },
  ...{ toZone: 'Asia/Shanghai', carrier: '', customs: false, departs: '', arrives: '' },
})

const planned = (local: string): LegBody['departs'] => (local === '' ? null : { local, second: null })

/** A leg as it is sent. */
export const legBody = ({ departs, arrives, carrier, from, to, ...leg }: LegDraft): LegBody => ({
  ...leg,
  ...{ from: from.trim(), to: to.trim(), carrier: carrier.trim() || null },
  ...{ departs: planned(departs), arrives: planned(arrives) },
})

/** Whether a leg has both of its ends. */
export const isWholeLeg = ({ from, to }: LegDraft): boolean => from.trim() !== '' && to.trim() !== ''

type Props = {
  readonly draft: LegDraft
  readonly isTried: boolean
  readonly set: (change: Partial<LegDraft>) => void
}

/** From where to where, how, by whom, and when by the clocks of either end. */
export const LegFields = ({ draft, isTried, set }: Props) => {
  const { make: words, modes } = useConsignments()
  const missing = (text: string): string | null => (isTried && text.trim() === '' ? words.missing : null)
  return (
    <>
      <Select
        label={words.mode}
        value={draft.mode}
        options={legModes.map((one) => [one, modes[one]] as const)}
        onChange={(mode) => set({ mode })}
      />
      <TextField
        label={words.legFrom}
        maxLength={80}
        value={draft.from}
        error={missing(draft.from)}
        onChange={(from) => set({ from })}
      />
      <TextField
        label={words.departs}
        type="datetime-local"
        value={draft.departs}
        onChange={(departs) => set({ departs })}
      />
      <ZoneSelect label={words.fromZone} value={draft.fromZone} onChange={(fromZone) => set({ fromZone })} />
      <TextField
        label={words.legTo}
        maxLength={80}
        value={draft.to}
        error={missing(draft.to)}
        onChange={(to) => set({ to })}
      />
      <TextField
        label={words.arrives}
        type="datetime-local"
        value={draft.arrives}
        onChange={(arrives) => set({ arrives })}
      />
      <ZoneSelect label={words.toZone} value={draft.toZone} onChange={(toZone) => set({ toZone })} />
      <TextField label={words.carrier} maxLength={80} value={draft.carrier} onChange={(carrier) => set({ carrier })} />
      <label className="line">
        <input type="checkbox" checked={draft.customs} onChange={() => set({ customs: !draft.customs })} />
        {words.customs}
      </label>
    </>
  )
}
