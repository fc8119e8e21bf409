import { useState } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import type { ImportInfo } from './import-info.js'
import { useCheck } from './use-import-step.js'

/** Says what to do when most are red only because the ledger does not say whether a disease is stable. */
export const ControlUnknown = ({ info }: { readonly info: ImportInfo }) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const { tiers, provisional } = info
  if (tiers === null || provisional === null) return null
  const unsaid = provisional.reasons.stabilityUnknown
  const mostRed = tiers.red * 2 > tiers.red + tiers.yellow + tiers.green
  if (!mostRed || unsaid * 2 < tiers.red) return null
  return <p className="note note-warn">{words.controlUnsaid(number(unsaid))}</p>
}

type OwnProps = {
  readonly township: string | null
  readonly fields: readonly ImportInfo['columns'][number]['field'][]
  readonly untold: number
}

/** What is taken for granted of a ledger that does not say where: of a township's own, that its people are the township's. */
export const OwnLedger = ({ township, fields, untold }: OwnProps) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const own = township !== null && !fields.includes('township')
  const noVillage = township !== null && !fields.includes('village')
  if (!own && !noVillage && untold === 0) return null
  return (
    <div className="note">
      {own && <p>{words.ownTownship(township)}</p>}
      {noVillage && untold === 0 && <p>{words.noVillageColumn}</p>}
      {untold > 0 && <p>{words.untoldRows(number(untold))}</p>}
    </div>
  )
}

type Props = { readonly info: ImportInfo; readonly sure: boolean; readonly onSure: (sure: boolean) => void }

/** The ledger's day is only a last resort: to be given, or to be confirmed, before anybody is taken in. */
export const DayGuessed = ({ info, sure, onSure }: Props) => {
  const { ledger: words } = useDesk()
  const [day, setDay] = useState('')
  const check = useCheck(info.id)
  const errorOf = useFieldError(check.error)
  const columns = info.columns.map(({ index, field }) => ({ index, field }))
  return (
    <div className="note note-warn stack">
      <p>{words.dayGuessed}</p>
      {check.error && <ProblemNote error={check.error} saving />}
      <div className="narrow stack">
        <TextField label={words.asOf} type="date" value={day} error={errorOf('asOf')} onChange={setDay} />
        <p>
          <button
            type="button"
            className="btn"
            disabled={day === '' || check.isPending}
            onClick={() => check.mutate({ columns, asOf: day })}
          >
            {words.checkWithDay}
          </button>
        </p>
      </div>
      <label className="line">
        <input type="checkbox" checked={sure} onChange={(event) => onSure(event.target.checked)} />
        {words.dayIsToday}
      </label>
    </div>
  )
}
