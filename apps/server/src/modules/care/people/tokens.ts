import { candidateKeys, type PersonFields } from '@lianfang/domain/care'
import { type Keys, nameParts, numberParts, phoneParts } from '../../../kernel/keys/index.js'

type Searchable = Pick<PersonFields, 'name' | 'idNumber' | 'phones'>

const partsOf = (fields: Searchable) => [
  ...nameParts(fields.name),
  ...(fields.idNumber === null ? [] : numberParts(fields.idNumber)),
  ...fields.phones.flatMap(phoneParts),
]

/** Tokens under which a person is found by search: name parts, number and its end, phones and their ends. */
export const searchTokens = (keys: Keys, fields: Searchable): readonly Buffer[] =>
  unique(partsOf(fields).map((part) => keys.blindIndex(part).token))

/** The same tokens under every key, to remove them while keys rotate. */
export const searchQuery = (keys: Keys, fields: Searchable): readonly Buffer[] =>
  unique(partsOf(fields).flatMap((part) => keys.blindIndexAll(part).map((t) => t.token)))

/** Tokens under which the same person, entered twice, meets. */
export const matchTokens = (keys: Keys, fields: Parameters<typeof candidateKeys>[0]): readonly Buffer[] =>
  unique(candidateKeys(fields).map((text) => keys.blindIndex({ kind: 'match', text }).token))

/** The same tokens under every key, to look up while keys rotate. */
export const matchQuery = (keys: Keys, fields: Parameters<typeof candidateKeys>[0]): readonly Buffer[] =>
  unique(candidateKeys(fields).flatMap((text) => keys.blindIndexAll({ kind: 'match', text }).map((t) => t.token)))

const unique = (tokens: readonly Buffer[]): readonly Buffer[] => {
  const seen = new Map(tokens.map((token) => [token.toString('latin1'), token]))
  return [...seen.values()]
}
