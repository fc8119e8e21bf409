import { kindClasses, kindKeepings, kindUnits, type RiskClass, riskClasses } from '@lianfang/domain/supply'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import { useSupply } from '../../i18n/supply.js'
import { TextField, useFieldError } from '../../ui/form.js'
import { Select } from '../../ui/select.js'
import { ProblemNote, useProblemText } from '../../ui/states.js'
import type { Kind } from './use-kinds.js'

export type KindAnswer = Reply<'kind.change'>

type Props = { readonly kind: Kind | null; readonly onAnswer: (answer: KindAnswer) => void }

/** A kind of the catalogue, or a new one; the nation's desk keeps them. */
export const KindForm = ({ kind, onAnswer }: Props) => {
  const words = useSupply()
  const [code, setCode] = useState(kind?.code ?? '')
  const [name, setName] = useState(kind?.name ?? '')
  const [nameEn, setNameEn] = useState(kind?.nameEn ?? '')
  const [kindClass, setClass] = useState(kind?.class ?? 'rescue')
  const [unit, setUnit] = useState(kind?.unit ?? 'set')
  const [keeping, setKeeping] = useState(kind?.keeping ?? 'serial')
  const [risk, setRisk] = useState<RiskClass | 'none'>(kind === null ? 'II' : (kind.risk ?? 'none'))
  const save = useMutation({
    mutationFn: (): Promise<KindAnswer> => {
      const fields = { class: kindClass, name, nameEn, unit, keeping, risk: risk === 'none' ? null : risk }
      return kind === null
        ? call('kind.create', { body: { ...fields, code } })
        : call('kind.change', {
            params: { code: kind.code },
            body: { ...fields, version: kind.version, closedOn: kind.closedOn },
          })
    },
    onSuccess: onAnswer,
  })
  const errorOf = useFieldError(save.error)
  const textOf = useProblemText()
  const taken = isApiProblem(save.error) && save.error.code === 'supply.code-taken'
  const refused = save.data?.outcome === 'refused'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate autoComplete="off">
      {kind === null && (
        <TextField
          label={words.catalogue.code}
          hint={words.catalogue.codeHint}
          maxLength={40}
          value={code}
          error={taken ? textOf(save.error) : errorOf('code')}
          onChange={setCode}
        />
      )}
      <TextField label={words.catalogue.name} maxLength={60} value={name} error={errorOf('name')} onChange={setName} />
      <TextField
        label={words.catalogue.nameEn}
        maxLength={80}
        value={nameEn}
        error={errorOf('nameEn')}
        onChange={setNameEn}
      />
      <Select
        label={words.catalogue.class}
        value={kindClass}
        options={kindClasses.map((one) => [one, words.classes[one]] as const)}
        onChange={setClass}
      />
      <Select
        label={words.catalogue.unit}
        value={unit}
        options={kindUnits.map((one) => [one, words.units[one]] as const)}
        onChange={setUnit}
      />
      <Select
        label={words.catalogue.keeping}
        value={keeping}
        options={kindKeepings.map((one) => [one, words.catalogue.keepings[one]] as const)}
        onChange={setKeeping}
      />
      <Select
        label={words.catalogue.risk}
        value={risk}
        options={[['none', words.catalogue.noRisk] as const, ...riskClasses.map((one) => [one, one] as const)]}
        onChange={setRisk}
      />
      {refused && (
        <p className="note note-warn" role="alert">
          {words.catalogue.unitInUse}
        </p>
      )}
      {save.error && !taken && <ProblemNote error={save.error} saving />}
      <button
        type="submit"
        className="btn btn-main"
        disabled={save.isPending || name.trim() === '' || nameEn.trim() === '' || code.trim() === ''}
      >
        {words.catalogue.save}
      </button>
    </form>
  )
}
