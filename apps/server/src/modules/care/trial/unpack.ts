import type { DiseaseClass, HeldFlag, TierOverride, TrialPerson, VaccinationClass } from '@lianfang/domain/care'
import { kindFlags, livingHere } from '@lianfang/domain/care'
import type { Tier } from '@lianfang/domain/policy'
import { type Day, dayOfNumber, type Instant, instantOf } from '@lianfang/domain/shared'
import { diseaseCodes, FIRST_KIND_BIT, tierCodes, vaccinationCodes } from './sql-people.js'

/** What a tier follows from, as a packed record has it. */
export type PackedBasis = {
  readonly birth: { readonly day: Day | null; readonly year: number | null }
  readonly disease: DiseaseClass
  readonly vaccination: VaccinationClass
  readonly override: TierOverride | null
}

export type PackedPerson = {
  readonly id: () => string
  readonly tier: Tier
  /** Their weeks as one stretch; null where something happened in them that must be read. */
  readonly person: TrialPerson | null
  /** Two-way talks, newest first; null where more were made than are kept. */
  readonly talks: readonly Instant[] | null
  readonly basis: PackedBasis | null
}

const POSTGRES_EPOCH_MS = 946_684_800_000

/** A `timestamptz` as PostgreSQL sends it: microseconds since 2000. As two halves: a BigInt each was a third of the reading. */
const instantAt = (bytes: Buffer, at: number): Instant =>
  instantOf(
    Math.floor((bytes.readInt32BE(at) * 4_294_967_296 + bytes.readUInt32BE(at + 4)) / 1_000) + POSTGRES_EPOCH_MS,
  )

const uuidAt = (bytes: Buffer, at: number): string => {
  const hex = bytes.toString('hex', at, at + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** An array of moments as `array_send` writes it: a head of 12 bytes, 8 for the one dimension, 4 + 8 a moment. */
const momentsAt = (bytes: Buffer, at: number): { readonly list: readonly Instant[]; readonly end: number } => {
  if (bytes.readInt32BE(at) === 0) return { list: [], end: at + 12 }
  const count = bytes.readInt32BE(at + 12)
  const list: Instant[] = []
  for (let i = 0; i < count; i += 1) list.push(instantAt(bytes, at + 24 + i * 12))
  return { list, end: at + 20 + count * 12 }
}

const noDay = -2_147_483_648
/** Nobody but the database has these of an override, and nothing asks for them here. */
const unknown = { by: '', reason: '', reviewOn: '9999-12-31' as Day } // a day like any other

const tierOf = (code: number): Tier => tierCodes[code] ?? 'green'

const basisAt = (bytes: Buffer, at: number): PackedBasis => {
  const day = bytes.readInt32BE(at)
  const year = bytes.readInt32BE(at + 4)
  const code = bytes.readInt32BE(at + 8)
  const judged = (code & 64) !== 0
  return {
    birth: { day: day === noDay ? null : dayOfNumber(day), year: year === 0 ? null : year },
    disease: diseaseCodes[code & 7] ?? 'unknown',
    vaccination: vaccinationCodes[(code >> 3) & 7] ?? 'unknown',
    override: judged
      ? { ...unknown, tier: tierOf((code >> 7) & 3), assessedTierAtOverride: tierOf((code >> 9) & 3) }
      : null,
  }
}

/** Four kinds with a bit each; where one is set, the moments of all four stand behind the fixed part. */
const anyKind = kindFlags.reduce((bits, _, n) => bits | (FIRST_KIND_BIT << n), 0)

type Flagged = { readonly bytes: Buffer; readonly bits: number; readonly since: Instant; readonly kindsAt: number }

const flagsOf = ({ bytes, bits, since, kindsAt }: Flagged): readonly HeldFlag[] => {
  if ((bits & (24 | anyKind)) === 0) return []
  const list: HeldFlag[] = []
  if ((bits & 8) !== 0) list.push({ flag: 'livingAlone', since })
  if ((bits & 16) !== 0) list.push({ flag: 'onlyWithDisabledChildren', since })
  for (const [n, flag] of kindFlags.entries()) {
    if ((bits & (FIRST_KIND_BIT << n)) !== 0) list.push({ flag, since: instantAt(bytes, kindsAt + 8 * n) })
  }
  return list
}

type Layout = { readonly from: Instant; readonly tiers: 'tried' | 'asTheyAre' }

/** The people of a packed chunk, in the order of `packedPeople`. */
export function* unpack(bytes: Buffer, { from, tiers }: Layout): Generator<PackedPerson> {
  const basisBytes = tiers === 'tried' ? 12 : 0
  for (let at = 0; at < bytes.length; ) {
    const start = at
    const bits = bytes.readInt32BE(at)
    const tier = tierOf(bits & 3)
    const takenInAt = instantAt(bytes, at + 20)
    const kindsAt = at + 52 + basisBytes
    const talks = momentsAt(bytes, (bits & anyKind) === 0 ? kindsAt : kindsAt + 8 * kindFlags.length)
    const stretch = {
      from: instantOf(Math.max(from, takenInAt)),
      tier,
      tierSince: instantAt(bytes, at + 28),
      dutySince: instantAt(bytes, at + 36),
      flags: flagsOf({ bytes, bits, since: instantAt(bytes, at + 44), kindsAt }),
      life: livingHere,
    }
    yield {
      id: () => uuidAt(bytes, start + 4),
      tier,
      person: (bits & 36) === 36 ? { takenInAt, stretches: [stretch], twoWayAt: talks.list } : null,
      talks: (bits & 32) === 0 ? null : talks.list,
      basis: tiers === 'tried' ? basisAt(bytes, at + 52) : null,
    }
    at = talks.end
  }
}
