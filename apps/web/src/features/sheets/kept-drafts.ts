import { readSignLetters } from '@lianfang/domain/care'
import { sheetKeys } from '../session/sign-out.js'
import { blankDraft, type Draft } from './entry-draft.js'

export type Drafts = Readonly<Record<string, Draft>>

// The tab's own store: it outlives a reload and not the tab, and holds line numbers, no names and no free text.
const keyOf = (account: string, sheet: string): string => `${sheetKeys}${account}.${sheet}`

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && 'clock' in value && 'outcome' in value && 'note' in value

/** What was typed of a sheet and not saved, by line. */
export const keptDrafts = (account: string, sheet: string): Drafts => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(account, sheet)) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    const drafts = Object.entries(kept).filter((entry): entry is [string, Draft] => isDraft(entry[1]))
    // One that was kept before the page was renewed may lack a box.
    return Object.fromEntries(drafts.map(([n, draft]) => [n, { ...blankDraft, ...draft }]))
  } catch {
    return {} // a browser without a store: typed values last as long as the page
  }
}

const withoutNotes = (drafts: Drafts): Drafts =>
  Object.fromEntries(
    Object.entries(drafts).map(([n, draft]) => {
      const signs = readSignLetters(draft.signs) === null ? '' : draft.signs // words in the wrong box are words
      return [n, { ...draft, note: '', signs }]
    }),
  )

/** Keeps what was typed, but for notes; nothing typed leaves nothing behind. */
export const keepDrafts = (account: string, sheet: string, drafts: Drafts): void => {
  try {
    const key = keyOf(account, sheet)
    if (Object.keys(drafts).length === 0) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(withoutNotes(drafts)))
  } catch {
    // as above
  }
}
