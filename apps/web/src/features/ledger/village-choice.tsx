import { useId, useState } from 'react'
import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { ProblemNote } from '../../ui/states.js'
import type { ImportInfo } from './import-info.js'
import { useChooseVillages } from './use-import-step.js'

type Writing = NonNullable<ImportInfo['unsureVillages'][number]['writing']>
/** What a village is chosen for: all rows that write their place so, or one row that writes no village. */
type Target = { readonly writing: Writing } | { readonly row: number }
type Village = Reply<'import.places'>['villages'][number]

const keyOf = (target: Target): string =>
  'row' in target ? `row ${target.row}` : JSON.stringify([target.writing.township, target.writing.village])
const labelOf = ({ township, name }: Village): string => `${township} ${name}`
const bare = (text: string): string => text.replace(/\s+/g, '')

/** The village that a text names: as the list writes it, or by the name alone where only one is called so. */
const villageOf = (text: string, villages: readonly Village[]): Village | null => {
  const typed = bare(text)
  const whole = villages.find((one) => bare(labelOf(one)) === typed)
  const [only, ...others] = villages.filter(({ name }) => name === typed)
  return whole ?? (others.length === 0 ? (only ?? null) : null)
}

/** What is being chosen for the writings of an import, or for its rows without a village, until it is sent. */
export const useVillageChoices = (info: ImportInfo) => {
  const [typed, setTyped] = useState<ReadonlyMap<string, { readonly target: Target; readonly text: string }>>(new Map())
  const list = useId()
  const enabled = info.unsureVillages.some(({ writing }) => writing !== null)
  const villages = useApi('import.places', { params: { id: info.id } }, { enabled }).data?.villages ?? []
  const filled = [...typed.values()].filter(({ text }) => text.trim() !== '')
  const choices = filled.flatMap(({ target, text }) => {
    const village = villageOf(text, villages)
    return village === null ? [] : [{ ...target, village: village.code }]
  })
  return {
    list,
    villages,
    choices,
    unknown: filled.length - choices.length,
    textOf: (target: Target): string => typed.get(keyOf(target))?.text ?? '',
    isKnown: (text: string): boolean => text.trim() === '' || villageOf(text, villages) !== null,
    type: (target: Target, text: string): void => setTyped(new Map(typed).set(keyOf(target), { target, text })),
    clear: (): void => setTyped(new Map()),
  }
}
export type VillageChoices = ReturnType<typeof useVillageChoices>

type InputProps = { readonly label: string; readonly target: Target; readonly choices: VillageChoices }

/** The village of a writing or of a row, typed and chosen from the list. */
export const VillageInput = ({ label, target, choices }: InputProps) => {
  const { ledger: words } = useDesk()
  const [left, setLeft] = useState(false)
  const error = useId()
  const text = choices.textOf(target)
  const wrong = left && !choices.isKnown(text)
  return (
    <div className="field village-input">
      <input
        className="input"
        list={choices.list}
        aria-label={label}
        placeholder={words.rightVillageHint}
        autoComplete="off"
        value={text}
        {...(wrong ? { 'aria-invalid': true as const, 'aria-describedby': error } : {})}
        onChange={(event) => choices.type(target, event.target.value)}
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

type PutRightProps = {
  readonly info: ImportInfo
  readonly choices: VillageChoices
  /** What is put right: ways of writing, or single rows. */
  readonly of: 'writings' | 'rows'
}

/** Sends what was chosen, and says what follows from it. */
export const PutRight = ({ info, choices, of }: PutRightProps) => {
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
          {words.putRight[of](number(length))}
        </button>
        <span className="muted small">
          {words.putRightThen[of][info.state === 'accepted' ? 'accepted' : 'checked']}
        </span>
      </p>
    </div>
  )
}
