import type { DoorstepError, DoorstepField } from '@lianfang/domain/care'
import { useState } from 'react'
import { useDoorstepWords } from '../../i18n/doorstep.js'
import { Choice, TextField } from '../../ui/form.js'
import type { Fields, Group } from './form.js'
import { VillageChoice } from './village-choice.js'

export type GroupProps = {
  readonly fields: Fields
  readonly errors: readonly DoorstepError[]
  readonly set: (change: Partial<Fields>) => void
}

const useErrorOf = (errors: readonly DoorstepError[]): ((field: DoorstepField) => string | null) => {
  const { doorstep } = useDoorstepWords()
  return (field) => {
    const found = errors.find((one) => one.field === field)
    return found === undefined ? null : doorstep.errors[found.code]
  }
}

const Alarm = ({ text }: { readonly text: string | null }) =>
  text === null ? null : (
    <p className="alarm-text" role="alert">
      {text}
    </p>
  )

const optionsOf = <const O extends readonly string[]>(names: Readonly<Record<O[number], string>>, order: O) =>
  order.map((value: O[number]) => ({ value, label: names[value] }))

const Who = ({ fields, errors, set }: GroupProps) => {
  const { doorstep: words } = useDoorstepWords()
  const errorOf = useErrorOf(errors)
  return (
    <>
      <TextField
        label={words.name}
        maxLength={120}
        value={fields.name}
        error={errorOf('name')}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={words.idNumber}
        hint={words.idHint}
        inputMode="numeric"
        maxLength={30}
        autoCapitalize="characters"
        value={fields.idNumber}
        error={errorOf('idNumber')}
        onChange={(idNumber) => set({ idNumber })}
      />
      <Choice
        legend={words.sex}
        name="doorstep-sex"
        value={fields.sex}
        options={optionsOf(words.sexes, ['female', 'male', 'unknown'])}
        onChange={(sex) => set({ sex })}
      />
      <Alarm text={errorOf('sex')} />
      <TextField
        label={words.birth}
        hint={words.birthHint}
        inputMode="numeric"
        maxLength={20}
        value={fields.birth}
        error={errorOf('birth')}
        onChange={(birth) => set({ birth })}
      />
    </>
  )
}

const Where = ({ fields, errors, set }: GroupProps) => {
  const { doorstep: words } = useDoorstepWords()
  const errorOf = useErrorOf(errors)
  return (
    <>
      <VillageChoice
        township={fields.township}
        village={fields.village}
        error={errorOf('village')}
        onChange={(township, village) => set({ township, village })}
      />
      <TextField
        label={words.phones}
        hint={words.phonesHint}
        inputMode="tel"
        maxLength={200}
        value={fields.phones}
        error={errorOf('phones')}
        onChange={(phones) => set({ phones })}
      />
      <TextField
        label={words.address}
        maxLength={500}
        value={fields.address}
        error={errorOf('address')}
        onChange={(address) => set({ address })}
      />
    </>
  )
}

const splitNames = (text: string): string[] =>
  text
    .split(/[、,，;；\n]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

const Health = ({ fields, errors, set }: GroupProps) => {
  const { doorstep: words, person, listSeparator } = useDoorstepWords()
  const errorOf = useErrorOf(errors)
  const { names } = fields.disease
  const [written, setWritten] = useState(() => (names ?? []).join(listSeparator))
  return (
    <>
      <Choice
        legend={words.disease}
        name="doorstep-disease"
        value={fields.disease.class}
        options={optionsOf(person.disease, ['none', 'stable', 'unstable', 'stabilityUnknown', 'unknown'])}
        onChange={(found) => set({ disease: { ...fields.disease, class: found } })}
      />
      {names === undefined ? (
        <p className="muted small">{words.errors.namesNotYours}</p>
      ) : (
        <TextField
          label={words.diseaseNames}
          hint={words.diseaseNamesHint}
          maxLength={500}
          value={written}
          error={errorOf('diseases')}
          onChange={(text) => {
            setWritten(text)
            set({ disease: { ...fields.disease, names: splitNames(text) } })
          }}
        />
      )}
      <Choice
        legend={words.vaccination}
        name="doorstep-vaccination"
        value={fields.vaccination}
        options={optionsOf(person.vaccination, ['none', 'partial', 'full', 'unknown'])}
        onChange={(vaccination) => set({ vaccination })}
      />
    </>
  )
}

const kindsAsked = ['dialysis', 'disabled', 'pregnant', 'child', 'childInDifficulties'] as const

const Living = ({ fields, errors, set }: GroupProps) => {
  const { doorstep: words, person } = useDoorstepWords()
  const errorOf = useErrorOf(errors)
  const toggle = (kind: (typeof kindsAsked)[number], on: boolean): void =>
    set({ kinds: on ? [...fields.kinds, kind] : fields.kinds.filter((one) => one !== kind) })
  return (
    <>
      <Choice
        legend={words.living}
        name="doorstep-living"
        value={fields.living}
        options={optionsOf(words.livingOf, ['alone', 'onlyWithDisabledChildren', 'notAlone', 'unknown'])}
        onChange={(living) => set({ living })}
      />
      <fieldset className="field">
        <legend>{words.kinds}</legend>
        <div className="choice">
          {kindsAsked.map((kind) => (
            <label key={kind}>
              <input
                type="checkbox"
                checked={fields.kinds.includes(kind)}
                onChange={(event) => toggle(kind, event.target.checked)}
              />
              {person.kinds[kind]}
            </label>
          ))}
        </div>
      </fieldset>
      <Alarm text={errorOf('kinds')} />
    </>
  )
}

const parts: Readonly<Record<Group, typeof Who>> = { who: Who, where: Where, health: Health, living: Living }

/** One group of questions. */
export const QuestionGroup = ({ group, ...props }: GroupProps & { readonly group: Group }) => {
  const Part = parts[group]
  return <Part {...props} />
}
