import type { AssetAct } from '@lianfang/domain/supply'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { call } from '../../api/client.js'
import { useCommandId } from '../../api/use-command-id.js'
import { behind, goBack, navigate } from '../../app/field-router.js'
import { useAssets } from '../../i18n/assets.js'
import { useI18n } from '../../i18n/i18n.js'
import { Choice, focusFirstWrong, TextField } from '../../ui/form.js'
import { useToast } from '../../ui/toast.js'
import { blankSay, bodyOf, type SayBody, type SayDraft, type SayField, wrongIn } from '../assets/say-draft.js'
import type { AssetPage } from '../assets/types.js'
import { useKeptDraft } from '../session/kept-draft.js'
import { Failure } from './failure.js'
import { TargetChoice } from './target-choice.js'
import { readAnew, useToday } from './use-store.js'

const ofDevices = ['asset.read', 'asset.here', 'asset.list', 'asset.totals', ...readAnew]

type FieldsProps = {
  readonly draft: SayDraft
  readonly set: (change: Partial<SayDraft>) => void
  readonly wrong: (field: SayField) => string | null
  /** What keeps the device from being ready, in words; null for a ready one. */
  readonly notReady: string | null
  readonly page: AssetPage
  readonly store: string
}

const Typed = ({
  field,
  label,
  hint,
  f,
}: {
  readonly field: 'cause' | 'where' | 'condition' | 'party' | 'reason'
  readonly label: string
  readonly hint?: string
  readonly f: FieldsProps
}) => (
  <TextField
    label={label}
    {...(hint === undefined ? {} : { hint })}
    maxLength={field === 'where' ? 60 : field === 'party' ? 80 : 200}
    value={f.draft[field]}
    error={f.wrong(field)}
    onChange={(text) => f.set({ [field]: text })}
  />
)

const DayField = ({
  field,
  label,
  hint,
  f,
}: {
  readonly field: 'due' | 'contractDay' | 'dueBack'
  readonly label: string
  readonly hint?: string
  readonly f: FieldsProps
}) => (
  <TextField
    label={label}
    {...(hint === undefined ? {} : { hint })}
    type="date"
    value={f.draft[field]}
    error={f.wrong(field)}
    onChange={(text) => f.set({ [field]: text })}
  />
)

const CheckFields = (f: FieldsProps) => {
  const words = useAssets()
  return (
    <>
      <DayField field="due" label={words.nextMaintenance} hint={words.keepsSaid} f={f} />
      <Choice
        legend={words.contractIs}
        name="contract"
        value={f.draft.contract === '' ? null : f.draft.contract}
        options={(['maker', 'own'] as const).map((value) => ({ value, label: words.contractBy[value] }))}
        onChange={(contract) => f.set({ contract })}
      />
      {f.draft.contract === 'maker' && <DayField field="contractDay" label={words.contractDay} f={f} />}
      <TextField
        label={words.consumableDays}
        hint={words.keepsSaid}
        inputMode="numeric"
        maxLength={6}
        value={f.draft.days}
        error={f.wrong('days')}
        onChange={(days) => f.set({ days })}
      />
    </>
  )
}

const Reason = (f: FieldsProps) => {
  const words = useAssets()
  return f.notReady === null ? null : <Typed field="reason" label={words.reasonNeeded(f.notReady)} f={f} />
}

const LendFields = (f: FieldsProps) => {
  const words = useAssets()
  const { draft, set, wrong, store } = f
  return (
    <>
      <Choice
        legend={words.lendTo}
        name="lend-to"
        value={draft.lendTo}
        options={(['store', 'party'] as const).map((value) => ({ value, label: words.lendKinds[value] }))}
        onChange={(lendTo) => set({ lendTo })}
      />
      {draft.lendTo === 'store' ? (
        <>
          <TargetChoice store={store} draft={draft} error={wrong('to')} set={set} />
          <p className="muted">{words.sentOn}</p>
        </>
      ) : (
        <Typed field="party" label={words.party} f={f} />
      )}
      <DayField field="dueBack" label={words.dueBack} f={f} />
      <Typed field="condition" label={words.condition} f={f} />
      <Reason {...f} />
    </>
  )
}

const ReturnFields = (f: FieldsProps) => {
  const words = useAssets()
  return (
    <>
      <Typed field="condition" label={words.condition} f={f} />
      <label className="line">
        <input type="checkbox" checked={f.draft.broken} onChange={(event) => f.set({ broken: event.target.checked })} />
        {words.broken}
      </label>
      {f.draft.broken && <Typed field="cause" label={words.cause} f={f} />}
    </>
  )
}

const UseFields = (f: FieldsProps) => {
  const words = useAssets()
  return (
    <>
      <Typed field="where" label={words.where} hint={words.whereHint} f={f} />
      <Reason {...f} />
    </>
  )
}

const Fault = (f: FieldsProps) => <Typed field="cause" label={useAssets().cause} f={f} />
const Why = (f: FieldsProps) => <Typed field="reason" label={useAssets().reason} f={f} />
const NextDue = (f: FieldsProps) => <DayField field="due" label={useAssets().nextMaintenance} f={f} />

const fieldsOf: Readonly<Record<AssetAct, (f: FieldsProps) => ReactNode>> = {
  check: (f) => <CheckFields {...f} />,
  fault: (f) => <Fault {...f} />,
  repaired: (f) => <Why {...f} />,
  maintain: (f) => <Why {...f} />,
  maintained: (f) => <NextDue {...f} />,
  use: (f) => <UseFields {...f} />,
  useEnded: () => null,
  lend: (f) => <LendFields {...f} />,
  returned: (f) => <ReturnFields {...f} />,
}

const checkedAgain: readonly AssetAct[] = ['repaired', 'useEnded', 'returned']
const late: readonly string[] = ['maintenance', 'outOfContract', 'consumablesShort', 'notTold']

type Props = { readonly store: string; readonly page: AssetPage; readonly what: AssetAct }

/** One thing said of a device: what is typed is kept, and goes out under one id until it is answered. */
export const DeviceSay = ({ store, page, what }: Props) => {
  const words = useAssets()
  const { words: shared } = useI18n()
  const today = useToday()
  const client = useQueryClient()
  const toast = useToast()
  const idOf = useCommandId()
  const { item } = page
  const { draft, set } = useKeptDraft<SayDraft>(`store.${store}.device.${item}.${what}`, blankSay)
  const [isTried, setTried] = useState(false)
  const open = page.reasons.filter((state) => late.includes(state)).map((state) => words.states[state])
  const notReady = open.length === 0 ? null : open.join(shared.listSeparator)
  const wrongs = wrongIn(what, draft, notReady !== null)
  const act = useMutation({
    mutationFn: (said: Omit<SayBody, 'id'>) =>
      call('asset.say', { params: { id: store, item }, body: { ...said, id: idOf(said) } as SayBody }), // the id makes it whole
    onSuccess: async () => {
      idOf(null)
      set(null)
      await Promise.all(ofDevices.map((key) => client.invalidateQueries({ queryKey: [key] })))
      toast({ text: words.saved })
      if (behind() > 0) goBack()
      else navigate(`${store}/device/${item}`, 'replace')
    },
    onError: () => void client.invalidateQueries({ queryKey: ['asset.read'] }),
  })
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(wrongs).length > 0) focusFirstWrong(event.currentTarget)
    else act.mutate(bodyOf(what, draft, today))
  }
  const wrong = (field: SayField): string | null => {
    const why = wrongs[field]
    return isTried && why !== undefined ? words[why] : null
  }
  return (
    <form className="stack-wide" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.acts[what]}>
      {fieldsOf[what]({ draft, set, wrong, notReady, page, store })}
      {checkedAgain.includes(what) && <p className="muted">{words.again}</p>}
      <Failure error={act.error} isNamed={false} />
      <button type="submit" className="btn btn-main btn-big" disabled={act.isPending}>
        {words.save}
      </button>
    </form>
  )
}
