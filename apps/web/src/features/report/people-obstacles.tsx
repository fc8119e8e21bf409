import { obstacleKinds } from '@lianfang/domain/supply'
import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { useSupply } from '../../i18n/supply.js'
import { TextField } from '../../ui/form.js'
import type { Draft, ReportForm } from './draft.js'
import type { FaultAt } from './read-draft.js'

type Props = {
  readonly draft: Draft
  readonly form: ReportForm
  readonly errorOf: (at: FaultAt) => string | null
  readonly set: (change: Partial<Draft>) => void
}

const Obstacles = ({ draft, set }: Pick<Props, 'draft' | 'set'>) => {
  const words = useReport()
  const { obstacles: names } = useSupply()
  const { obstacles } = draft
  const toggle = (kind: (typeof obstacleKinds)[number]): void => {
    const { [kind]: was, ...rest } = obstacles
    set({ obstacles: was === undefined ? { ...rest, [kind]: '' } : rest })
  }
  return (
    <fieldset className="field">
      <legend>{words.obstacles}</legend>
      <div className="choice">
        {obstacleKinds.map((kind) => (
          <label key={kind}>
            <input type="checkbox" checked={obstacles[kind] !== undefined} onChange={() => toggle(kind)} />
            {names[kind]}
          </label>
        ))}
      </div>
      {obstacleKinds.map((kind) => {
        const text = obstacles[kind]
        return text === undefined ? null : (
          <TextField
            key={kind}
            label={words.obstacleText(names[kind])}
            maxLength={200}
            value={text}
            onChange={(next) => set({ obstacles: { ...obstacles, [kind]: next } })}
          />
        )
      })}
    </fieldset>
  )
}

/** People back at work, what stands in the way, and who said so to the liaison. */
export const PeopleAndObstacles = ({ draft, form, errorOf, set }: Props) => {
  const words = useReport()
  const { number } = useI18n()
  const last = form.workforceBack
  return (
    <>
      <fieldset className="card r-product">
        <legend>{words.people}</legend>
        <div className="r-two">
          <TextField
            label={words.back}
            {...(last === null ? {} : { hint: words.lastBack(number(last)) })}
            inputMode="numeric"
            enterKeyHint="next"
            autoComplete="off"
            maxLength={16}
            value={draft.back}
            error={errorOf('back')}
            onChange={(back) => set({ back })}
          />
          <TextField
            label={words.of}
            {...(form.workforceOf === null ? {} : { hint: words.lastBack(number(form.workforceOf)) })}
            inputMode="numeric"
            enterKeyHint="next"
            autoComplete="off"
            maxLength={16}
            value={draft.of}
            error={errorOf('of')}
            onChange={(of) => set({ of })}
          />
        </div>
      </fieldset>
      <Obstacles draft={draft} set={set} />
      {form.part !== 'reporter' && (
        <TextField
          label={words.toldBy}
          hint={words.toldByHint}
          maxLength={60}
          autoComplete="off"
          value={draft.toldBy}
          onChange={(toldBy) => set({ toldBy })}
        />
      )}
    </>
  )
}
