import { type PaperKind, paperKinds } from '@lianfang/domain/supply'
import { type FormEvent, useState } from 'react'
import { useCommandId } from '../../api/use-command-id.js'
import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { useSupply } from '../../i18n/supply.js'
import { Field, focusFirstWrong, TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { type Enterprise, useKeep } from './use-enterprise.js'
import { useKindName } from './use-kinds.js'

type Props = { readonly enterprise: Enterprise; readonly onDone: () => void }
type Draft = {
  readonly product: string
  readonly kind: PaperKind
  readonly number: string
  readonly from: string
  readonly until: string
}

const blank: Draft = { product: '', kind: 'registration', number: '', from: '', until: '' }

type ChoiceProps = Pick<Props, 'enterprise'> & { readonly draft: Draft; readonly set: (change: Partial<Draft>) => void }

const WhatAndOf = ({ enterprise, draft, set }: ChoiceProps) => {
  const words = useReport()
  const { papers } = useSupply()
  const kindName = useKindName()
  return (
    <>
      <Field label={words.paperKind}>
        {(ids) => (
          <select
            {...ids}
            className="input"
            value={draft.kind}
            onChange={(event) => set({ kind: paperKinds.find((kind) => kind === event.target.value) ?? draft.kind })}
          >
            {paperKinds.map((kind) => (
              <option key={kind} value={kind}>
                {papers[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.paperOf}>
        {(ids) => (
          <select
            {...ids}
            className="input"
            value={draft.product}
            onChange={(event) => set({ product: event.target.value })}
          >
            <option value="">{words.wholeWorks}</option>
            {enterprise.products
              .filter(({ closedOn }) => closedOn === null)
              .map(({ id, kind, model }) => (
                <option key={id} value={id}>
                  {kindName(kind)} · {model}
                </option>
              ))}
          </select>
        )}
      </Field>
    </>
  )
}

/** Enters a paper as it lies on the table. */
export const PaperForm = ({ enterprise, onDone }: Props) => {
  const words = useReport()
  const { common } = useI18n().words
  const toast = useToast()
  const idOf = useCommandId()
  const [draft, setDraft] = useState(blank)
  const [isTried, setTried] = useState(false)
  const add = useKeep(enterprise, 'paper.add', () => {
    toast({ text: words.saved })
    onDone()
  })
  const set = (change: Partial<Draft>): void => setDraft({ ...draft, ...change })
  const number = draft.number.trim()
  const isBackwards = draft.from !== '' && draft.until !== '' && draft.until < draft.from
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (number === '' || isBackwards) {
      focusFirstWrong(event.currentTarget)
      return
    }
    const { kind } = draft
    const said = { kind, number, product: draft.product || null, from: draft.from || null, until: draft.until || null }
    add.mutate({ params: { id: enterprise.id }, body: { ...said, id: idOf(said) } })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate autoComplete="off">
      <h3>{words.addPaper}</h3>
      <WhatAndOf enterprise={enterprise} draft={draft} set={set} />
      <TextField
        label={words.number}
        maxLength={60}
        value={draft.number}
        error={isTried && number === '' ? words.numberMissing : null}
        onChange={(text) => set({ number: text })}
      />
      <div className="r-two">
        <TextField label={words.from} type="date" value={draft.from} onChange={(from) => set({ from })} />
        <TextField
          label={words.until}
          type="date"
          value={draft.until}
          error={isTried && isBackwards ? words.daysWrong : null}
          onChange={(until) => set({ until })}
        />
      </div>
      <p className="muted small">{words.untilHint}</p>
      {add.error && <ProblemNote error={add.error} saving />}
      <p className="line">
        <button type="submit" className="btn btn-main" disabled={add.isPending}>
          {common.save}
        </button>
        <button type="button" className="btn" onClick={onDone}>
          {common.cancel}
        </button>
      </p>
    </form>
  )
}
