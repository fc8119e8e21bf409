import type { AccountFault, Role } from '@lianfang/domain/org'
import type { TableMessages } from './messages.js'

type Words = Pick<TableMessages, 'accountFaults' | 'twiceInFile' | 'roleUnknown'>
type Said = { readonly words: Words; readonly roles: Readonly<Record<Role, string>>; readonly listSeparator: string }

/** What is wrong with a cell of a list of staff, with what stands there, in a sentence. */
export const accountFaultSentence = (
  { code, value }: Pick<AccountFault, 'code' | 'value'>,
  { words, roles, listSeparator }: Said,
): string => {
  if (code === 'twiceInFile') return words.twiceInFile(value)
  if (code === 'roleUnknown') return words.roleUnknown(value, Object.values(roles).join(listSeparator))
  return `${words.accountFaults[code]} ${value}`.trim()
}
