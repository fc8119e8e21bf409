import type { BodyInput, RouteOf } from '@lianfang/contract'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import { useSupply } from '../../i18n/supply.js'
import { TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote, useProblemText } from '../../ui/states.js'
import { PlaceChoice } from '../facilities/place-choice.js'
import { useSession } from '../session/session.js'

export type Enterprise = Reply<'enterprise.read'>
type Body = Omit<BodyInput<RouteOf<'enterprise.create'>>, 'id'>
export type EnterpriseAnswer = Reply<'enterprise.change'>

const bodyOf = (enterprise: Enterprise | null, place: string): Body => ({
  name: enterprise?.name ?? '',
  nameEn: enterprise?.nameEn ?? null,
  place: enterprise?.place.code ?? place,
  creditCode: enterprise?.creditCode ?? null,
  phone: enterprise?.phone ?? null,
})

type Props = {
  readonly enterprise: Enterprise | null
  readonly place: string
  readonly onAnswer: (answer: EnterpriseAnswer) => void
}

const codeFaults = ['supply.credit-code', 'supply.credit-taken']

/** A new enterprise, or the one there is: name, place, credit code, its own number. */
export const EnterpriseForm = ({ enterprise, place, onAnswer }: Props) => {
  const { enterprises: words } = useSupply()
  const { acting } = useSession()
  const [newId] = useState(() => uuidv7())
  const [body, setBody] = useState<Body>(() => bodyOf(enterprise, place))
  const set = (change: Partial<Body>): void => setBody((now) => ({ ...now, ...change }))
  const save = useMutation({
    mutationFn: (): Promise<EnterpriseAnswer> =>
      enterprise === null
        ? call('enterprise.create', { body: { ...body, id: newId } })
        : call('enterprise.change', {
            params: { id: enterprise.id },
            body: { ...body, version: enterprise.version, closedOn: enterprise.closedOn },
          }),
    onSuccess: onAnswer,
  })
  const errorOf = useFieldError(save.error)
  const textOf = useProblemText()
  const ofCode = isApiProblem(save.error) && codeFaults.includes(save.error.code)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate autoComplete="off">
      <TextField
        label={words.name}
        maxLength={80}
        value={body.name}
        error={errorOf('name')}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={words.nameEn}
        maxLength={120}
        value={body.nameEn ?? ''}
        error={errorOf('nameEn')}
        onChange={(nameEn) => set({ nameEn })}
      />
      <PlaceChoice base={acting.place.code} value={body.place} onChange={(code) => set({ place: code })} />
      <TextField
        label={words.creditCode}
        hint={words.creditHint}
        maxLength={40}
        autoCapitalize="characters"
        value={body.creditCode ?? ''}
        error={ofCode ? textOf(save.error) : errorOf('creditCode')}
        onChange={(creditCode) => set({ creditCode })}
      />
      <TextField
        label={words.phone}
        inputMode="tel"
        maxLength={30}
        value={body.phone ?? ''}
        error={errorOf('phone')}
        onChange={(phone) => set({ phone })}
      />
      {save.error && !ofCode && <ProblemNote error={save.error} saving />}
      <button
        type="submit"
        className="btn btn-main"
        disabled={save.isPending || body.name.trim() === '' || body.place.length < 6}
      >
        {words.save}
      </button>
    </form>
  )
}
