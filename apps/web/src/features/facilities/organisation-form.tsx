import { organisationTrees } from '@lianfang/domain/org'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useDesk } from '../../i18n/desk.js'
import { useTables } from '../../i18n/tables.js'
import { Field, TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useSession } from '../session/session.js'
import { PlaceChoice } from './place-choice.js'
import { useName } from './use-name.js'

export type Organisation = Reply<'organisation.list'>['rows'][number]
type Answer = Reply<'organisation.change'>
type Fields = {
  readonly tree: Organisation['tree']
  readonly parent: string | null
  readonly name: string
  readonly nameEn: string
  readonly code: string
  readonly place: string
}

type Props = {
  /** Null: a new one. */
  readonly organisation: Organisation | null
  readonly parent: Organisation | null
  readonly all: readonly Organisation[]
  readonly onAnswer: (answer: Answer) => void
}

const fieldsOf = ({ organisation, parent }: Props, place: string): Fields => ({
  tree: organisation?.tree ?? parent?.tree ?? 'enterprise',
  parent: organisation?.parent ?? parent?.id ?? null,
  name: organisation?.name ?? '',
  nameEn: organisation?.nameEn ?? '',
  code: organisation?.code ?? '',
  place: organisation?.place.code ?? place,
})

type PartProps = { readonly fields: Fields; readonly set: (change: Partial<Fields>) => void }

const ParentChoice = ({ fields, set, all, own }: PartProps & Pick<Props, 'all'> & { readonly own: string | null }) => {
  const { facilities: words } = useDesk()
  const nameOf = useName()
  const fits = all.filter((one) => one.tree === fields.tree && one.closedOn === null && one.id !== own)
  return (
    <Field label={words.tree.parent}>
      {(ids) => (
        <select
          className="input"
          {...ids}
          value={fields.parent ?? ''}
          onChange={(event) => set({ parent: event.target.value === '' ? null : event.target.value })}
        >
          <option value="">{words.tree.noParent}</option>
          {fits.map((one) => (
            <option key={one.id} value={one.id}>
              {`${'\u3000'.repeat(one.depth - 1)}${nameOf(one)}`}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

const TreeChoice = ({ fields, set }: PartProps) => {
  const { facilities: words } = useDesk()
  const tables = useTables()
  return (
    <Field label={words.tree.kind}>
      {(ids) => (
        <select
          className="input"
          {...ids}
          value={fields.tree}
          onChange={(event) => {
            const tree = organisationTrees.find((one) => one === event.target.value) ?? fields.tree
            set({ tree, parent: null })
          }}
        >
          {organisationTrees.map((tree) => (
            <option key={tree} value={tree}>
              {tables.organisationTrees[tree]}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Name, where it reports, and what it is part of; the kind of tree only for a new root. */
export const OrganisationForm = (props: Props) => {
  const { organisation, parent, all, onAnswer } = props
  const { facilities: words } = useDesk()
  const { acting } = useSession()
  const [newId] = useState(() => uuidv7())
  const [fields, setFields] = useState<Fields>(() => fieldsOf(props, acting.place.code))
  const set = (change: Partial<Fields>): void => setFields((now) => ({ ...now, ...change }))
  const save = useMutation({
    mutationFn: (): Promise<Answer> => {
      const { tree, ...rest } = fields
      const body = { ...rest, place: placeInUrl(fields.place) }
      return organisation === null
        ? call('organisation.create', { body: { ...body, tree, id: newId } })
        : call('organisation.change', {
            params: { id: organisation.id },
            body: { ...body, version: organisation.version },
          })
    },
    onSuccess: onAnswer,
  })
  const errorOf = useFieldError(save.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate autoComplete="off">
      <TextField
        label={words.tree.name}
        maxLength={80}
        value={fields.name}
        error={errorOf('name')}
        onChange={(name) => set({ name })}
      />
      <TextField label={words.nameEn} maxLength={120} value={fields.nameEn} onChange={(nameEn) => set({ nameEn })} />
      {organisation === null && parent === null && <TreeChoice fields={fields} set={set} />}
      <ParentChoice fields={fields} set={set} all={all} own={organisation?.id ?? null} />
      <TextField
        label={words.tree.code}
        hint={words.tree.codeHint}
        maxLength={40}
        value={fields.code}
        onChange={(code) => set({ code })}
      />
      <fieldset className="field stack">
        <legend>{words.tree.place}</legend>
        <PlaceChoice base={acting.place.code} value={fields.place} onChange={(place) => set({ place })} />
      </fieldset>
      {save.error && <ProblemNote error={save.error} saving />}
      <button type="submit" className="btn btn-main" disabled={save.isPending || fields.name.trim() === ''}>
        {words.tree.save}
      </button>
    </form>
  )
}
