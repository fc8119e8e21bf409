import { useId, useState } from 'react'
import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { ProblemNote } from '../../ui/states.js'
import type { ImportInfo } from './import-info.js'
import { useChooseVillages } from './use-import-step.js'

type Writing = NonNullable<ImportInfo['unsureVillages'][number]['writing']>
type Village = Reply<'import.places'>['villages'][number]

const keyOf = ({ township, village }: Writing): string => JSON.stringify([township, village])
const labelOf = ({ township, name }: Village): string => `${township} ${name}`
const bare = (text: string): string => text.replace(/\s+/g, '')

/** The village that a text names: as the list writes it, or by the name alone where only one is called so. */
const villageOf = (text: string, villages: readonly Village[]): Village | null => {
  const typed = bare(text)
  const whole = villages.find((one) => bare(labelOf(one)) === typed)
  const [only, ...others] = villages.filter(({ name }) => name === typed)
  return whole ?? (others.length === 0 ? (only ?? null) : null)
}

/** What is being chosen for the writings of an import, until it is sent. */
export const useVillageChoices = (info: ImportInfo) => {
  const [typed, setTyped] = useState<ReadonlyMap<string, { readonly writing: Writing; readonly text: string }>>(
    new Map(),
  )
  const list = useId()
  const enabled = info.unsureVillages.some(({ writing }) => writing !== null)
  const villages = useApi('import.places', { params: { id: info.id } }, { enabled }).data?.villages ?? []
  const filled = [...typed.values()].filter(({ text }) => text.trim() !== '')
  const choices = filled.flatMap(({ writing, text }) => {
    const village = villageOf(text, villages)
    return village === null ? [] : [{ writing, village: village.code }]
  })
  return {
    list,
    villages,
    choices,
    unknown: filled.length - choices.length,
    textOf: (writing: Writing): string => typed.get(keyOf(writing))?.text ?? '',
    isKnown: (text: string): boolean => text.trim() === '' || villageOf(text, villages) !== null,
    type: (writing: Writing, text: string): void => setTyped(new Map(typed).set(keyOf(writing), { writing, text })),
    clear: (): void => setTyped(new Map()),
  }
}
export type VillageChoices = ReturnType<typeof useVillageChoices>

type InputProps = { readonly written: string; readonly writing: Writing; readonly choices: VillageChoices }

/** One writing's village, typed and chosen from the list. */
export const VillageInput = ({ written, writing, choices }: InputProps) => {
  const { ledger: words } = useDesk()
  const [left, setLeft] = useState(false)
  const error = useId()
  const text = choices.textOf(writing)
  const wrong = left && !choices.isKnown(text)
  return (
    <div className="field village-input">
      <input
        className="input"
        list={choices.list}
        aria-label={words.rightVillageOf(written)}
        placeholder={words.rightVillageHint}
        autoComplete="off"
        value={text}
        {...(wrong ? { 'aria-invalid': true as const, 'aria-describedby': error } : {})}
        onChange={(event) => choices.type(writing, event.target.value)}
        onFocus={() => setLeft(false)}
        onBlur={() => setLeft(true)}
      />
      {wrong && (
        <span className="error" id={error}>
          {words.notInList}
        </span>
      )}
    </div>
  )
}

/** Sends what was chosen, and says what follows from it. */
export const PutRight = ({ info, choices }: { readonly info: ImportInfo; readonly choices: VillageChoices }) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const choose = useChooseVillages(info.id)
  const { length } = choices.choices
  const send = (): void => choose.mutate(choices.choices, { onSuccess: choices.clear })
  return (
    <div className="stack">
      <datalist id={choices.list}>
        {choices.villages.map((one) => (
          <option key={one.code} value={labelOf(one)} />
        ))}
      </datalist>
      {choose.error && <ProblemNote error={choose.error} saving />}
      <p className="line">
        <button
          type="button"
          className="btn"
          disabled={choose.isPending || length === 0 || choices.unknown > 0}
          onClick={send}
        >
          {words.putRight(number(length))}
        </button>
        <span className="muted small">
          {info.state === 'accepted' ? words.putRightAccepted : words.putRightChecked}
        </span>
      </p>
    </div>
  )
}
