import type { LedgerFieldName } from '@lianfang/contract'
import {
  differingFields,
  isJoinable,
  type MergeChoices,
  type MergeField,
  mergedByChoice,
  type PersonFields,
  usualSide,
} from '@lianfang/domain/care'
import type { z } from 'zod'
import type { PlaceName } from '../../../kernel/org/index.js'
import { birthColumns } from '../people/record.js'

type Field = z.output<typeof LedgerFieldName>
export type SideField = { field: Field; value: string }

/** What one of two entries says, field by field, with its places by name. */
export const sideOf = (fields: PersonFields, names: ReadonlyMap<string, PlaceName>): SideField[] => {
  const place = (code: string | null): string => (code === null ? '' : (names.get(code)?.name ?? code))
  const birth = birthColumns(fields.birth)
  const list: [Field, string][] = [
    ['name', fields.name],
    ['sex', fields.sex],
    ['idNumber', fields.idNumber ?? fields.idNumberRaw ?? ''],
    ['birthDate', birth.day ?? (birth.year === null ? '' : String(birth.year))],
    ['phone', fields.phones.join('、')],
    ['township', place(fields.township)],
    ['village', place(fields.village)],
    ['disease', diseaseText(fields.disease)],
    ['vaccination', fields.vaccination.class],
    ['living', fields.living],
    ['remark', fields.remark],
  ]
  return list.map(([field, value]) => ({ field, value }))
}

/** What a person chooses between when both are the same; joined is what both together say. */
export const choicesOf = (known: PersonFields, read: PersonFields) =>
  differingFields(known, read).map((field) => ({
    field,
    usual: usualSide(field, { known, read }),
    joined: isJoinable(field) ? joinedText(field, mergedByChoice(known, read, { [field]: 'both' })) : null,
  }))

const joinedText = (field: MergeField, { disease, remark }: PersonFields): string =>
  field === 'disease' ? diseaseText(disease) : remark

// Two who differ in the class alone differ: without it both sides were blank, and one was chosen unseen.
const diseaseText = ({ class: known, names }: PersonFields['disease']): string =>
  known === 'unknown' && names.length === 0 ? '' : `${known}|${names.join('、')}`

type Two = { readonly known: PersonFields; readonly read: PersonFields; readonly now: PersonFields }

/** What two entries said where they differed, what was chosen, and what stands: kept on the timeline of who goes on. */
export const mergedLines = ({ known, read, now }: Two, chosen: MergeChoices, names: ReadonlyMap<string, PlaceName>) => {
  const valueIn = (from: PersonFields, field: string): string =>
    sideOf(from, names).find((one) => one.field === field)?.value ?? ''
  return differingFields(known, read).map((field) => ({
    field,
    known: valueIn(known, field),
    read: valueIn(read, field),
    now: valueIn(now, field),
    side: chosen[field] ?? usualSide(field, { known, read }),
  }))
}
