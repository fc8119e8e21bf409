import type { LedgerField } from '@lianfang/domain/care'

/**
 * Fields whose text may stand in a finding, outside of the seal: words about places, doses and lodging, by which nobody
 * can be told. Of every other field the row and the code are kept; the text is in the sealed row.
 */
const speakable: ReadonlySet<string> = new Set<LedgerField>([
  'township',
  'village',
  'vaccination',
  'living',
  'age',
  'sex',
  'diseaseControl',
])

/** The value of a finding as it is stored; null where it could tell who the person is. */
export const speakableValue = (field: string, value: string | null | undefined): string | null =>
  speakable.has(field) ? (value ?? null) : null
