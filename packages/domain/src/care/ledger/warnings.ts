import type { Day } from '../../shared/index.js'
import type { IdentityFault } from '../identity/index.js'
import type { LedgerField } from './headings.js'
import { shown, type TextWarning } from './text.js'

/** What can be odd about a field of a row. The person is taken in all the same. */
export type RowWarningCode =
  | TextWarning
  | 'idMissing'
  | 'idLength'
  | 'idCharacters'
  | 'idCheckCharacter'
  | 'idBirthDate'
  | 'idFuture'
  | 'idOldForm'
  | 'phoneMissing'
  | 'phoneWrong'
  | 'ageUnreadable'
  | 'ageIsBirthYear'
  | 'ageContradicts'
  | 'ageUnknown'
  | 'birthUnreadable'
  | 'birthContradicts'
  | 'sexUnreadable'
  | 'sexUnknown'
  | 'sexContradicts'
  | 'villageBlank'
  | 'villageUnreadable'
  | 'villageSimilar'
  | 'villageAmbiguous'
  | 'villageOtherTownship'
  | 'townshipUnreadable'
  | 'diseaseUnknown'
  | 'controlUnclear'
  | 'vaccinationUnknown'
  | 'vaccinationUnread'
  | 'vaccinationUnsure'
  | 'livingUnsure'
  /** Known, and died or moved away: told by the ledger's own people, not by the row. */
  | 'personGone'

/** Two ages of one person on one day: as the row says, and as it follows from the identity number or the birth date. */
export type ContradictingAges = {
  readonly said: number
  readonly reckoned: number
  readonly on: Day
  readonly from: 'idNumber' | 'birthDate'
}

export type RowWarning = {
  readonly field: LedgerField
  readonly code: RowWarningCode
  /** What is written there, at most 40 characters. */
  readonly value?: string
  /** With 'ageContradicts': both ages. */
  readonly ages?: ContradictingAges
}

export const ID_WARNINGS: Readonly<Record<IdentityFault, RowWarningCode>> = {
  length: 'idLength',
  characters: 'idCharacters',
  checkCharacter: 'idCheckCharacter',
  birthDate: 'idBirthDate',
  future: 'idFuture',
}

/** Adds a warning to a row's list. */
export const warn = (
  list: RowWarning[],
  at: { readonly field: LedgerField; readonly code: RowWarningCode; readonly text?: string },
): void => {
  const { field, code, text } = at
  list.push(text === undefined || text === '' ? { field, code } : { field, code, value: shown(text) })
}
