import type { BodyInput, RouteOf } from '@lianfang/contract'
import { type DoorstepError, type DoorstepField, readDoorstep } from '@lianfang/domain/care'
import type { Day } from '@lianfang/domain/shared'
import type { Reply } from '../../api/client.js'

export type Fields = BodyInput<RouteOf<'person.add'>>['fields']
export type Opened = Reply<'person.fields'>
export type AddAnswer = Reply<'person.add'>
export type CorrectAnswer = Reply<'person.correct'>

/** The questions in the order in which they are asked at a door, and the fields that each asks. */
export const groups = ['who', 'where', 'health', 'living'] as const
export type Group = (typeof groups)[number]
const fieldsOf: Readonly<Record<Group, readonly DoorstepField[]>> = {
  who: ['name', 'idNumber', 'sex', 'birth'],
  where: ['village', 'phones', 'address'],
  health: ['diseases'],
  living: ['kinds'],
}

/** The first group in which something is wrong. */
export const groupOf = (errors: readonly DoorstepError[]): Group =>
  groups.find((group) => errors.some(({ field }) => fieldsOf[group].includes(field))) ?? 'who'

/** What is wrong in one group of a new person, said before the next is asked; the server reads it by the same rule. */
export const faultsIn = (group: Group, fields: Fields, today: Day): readonly DoorstepError[] => {
  const read = readDoorstep(fields, { today, isVillage: () => true, known: null })
  return read.outcome === 'wrong' ? read.errors.filter(({ field }) => fieldsOf[group].includes(field)) : []
}

/** An empty form in a place; names of diseases only for a role that writes them. */
export const emptyForm = (at: {
  readonly township: string
  readonly village: string | null
  readonly names: boolean
}): Fields => ({
  name: '',
  idNumber: '',
  sex: 'unknown',
  birth: '',
  phones: '',
  township: at.township,
  village: at.village,
  address: '',
  disease: at.names ? { class: 'unknown', names: [] } : { class: 'unknown' },
  vaccination: 'unknown',
  living: 'unknown',
  kinds: [],
})
