import type { PersonKind } from '@lianfang/domain/policy'

const MONTHS_PER_YEAR = 12

/** Age in months as far as whole years say it. Of the first year the narrow half counts: its limit is the lower one. */
export const agesOf = (person: { readonly age?: number | null; readonly kinds?: readonly PersonKind[] }) => ({
  ageMonths: person.age == null ? null : Math.max(2, person.age * MONTHS_PER_YEAR),
  kinds: person.kinds ?? [],
})
