import type {
  AlarmRefusal,
  ContradictingAges,
  EpisodeRefusal,
  FollowupRefusal,
  HouseholdRefusal,
  LedgerField,
  LifeRefusal,
  MedicineRefusal,
  MoveRefusal,
  ProvisionalReason,
  RowWarningCode,
} from '@lianfang/domain/care'
import type { AccountFault, AccountField, FacilityKind, OrganisationTree, Role } from '@lianfang/domain/org'
import type { Tier } from '@lianfang/domain/policy'
import type { z } from 'zod'
import type { Verdict } from '../ledger-info.js'
import type { ProblemCode } from '../problems.js'

export type Language = 'zh-CN' | 'en'

/** What is wrong with a whole row, beside the warnings of its fields. */
export type FindingCode = RowWarningCode | 'noName' | 'noPlace'

/**
 * Words that server, command line and pages share. Every table is complete by its key type: a new code without its
 * sentence in both languages does not compile.
 */
export type Messages = Omit<SpokenMessages, 'problems'> &
  TableMessages & { readonly problems: Readonly<Record<ProblemCode, string>> }

/** What only who works with files, registries, rules and accounts can do wrong. */
export type OfficeProblem =
  | Extract<
      ProblemCode,
      `${'file' | 'import' | 'register' | 'facility' | 'organisation' | 'account' | 'supply' | 'stock' | 'asset' | 'outlook' | 'consignment' | 'link' | 'gift' | 'emergency' | 'database'}.${string}`
    >
  | Exclude<Extract<ProblemCode, `policy.${string}`>, 'policy.closed'>
type RoadProblem = Extract<ProblemCode, `${'consignment' | 'link' | 'asset'}.${string}`>
type ClinicProblem = Extract<ProblemCode, `supply.${'grass' | 'order' | 'fund' | 'label'}-${string}`>
type GiftProblem = Extract<ProblemCode, `gift.${string}`>
export type OfficeProblems = Readonly<Record<Exclude<OfficeProblem, RoadProblem | ClinicProblem | GiftProblem>, string>>
/** What is met with stock at the grassroots, joint orders, fund lines and labels only. */
export type ClinicProblems = Readonly<Record<ClinicProblem, string>>
/** What is met with consignments on the road and with devices only. */
export type RoadProblems = Readonly<Record<RoadProblem, string>>
/** What is met with gifts only. */
export type GiftProblems = Readonly<Record<GiftProblem, string>>

/** What any page may have to say. */
export type SpokenMessages = {
  readonly problems: Readonly<Record<Exclude<ProblemCode, OfficeProblem>, string>>
  readonly roles: Readonly<Record<Role, string>>
  readonly tiers: Readonly<Record<Tier, string>>
  readonly refusals: Readonly<
    Record<
      FollowupRefusal | LifeRefusal | MoveRefusal | AlarmRefusal | EpisodeRefusal | HouseholdRefusal | MedicineRefusal,
      string
    >
  >
}

/** What is said where tables are worked with: at the desk, on the command line. A phone does not load it. */
export type TableMessages = {
  /** What is wrong with a row of a list of staff, before what stands there. */
  readonly accountFaults: Readonly<Record<Exclude<AccountFault['code'], 'twiceInFile' | 'roleUnknown'>, string>>
  readonly twiceInFile: (earlierRow: string) => string
  /** The roles there are, as they are called, in one line. */
  readonly roleUnknown: (written: string, roles: string) => string
  readonly accountFields: Readonly<Record<AccountField, string>>
  readonly findings: Readonly<Record<FindingCode, string>>
  /** In place of the sentence of 'ageContradicts', where both ages are known; the day as it is written for the reader. */
  readonly contradictingAges: (ages: Omit<ContradictingAges, 'on'> & { readonly on: string }) => string
  readonly fields: Readonly<Record<LedgerField, string>>
  readonly verdicts: Readonly<Record<z.output<typeof Verdict>, string>>
  readonly provisionalReasons: Readonly<Record<ProvisionalReason, string>>
  readonly facilityKinds: Readonly<Record<FacilityKind, string>>
  readonly organisationTrees: Readonly<Record<OrganisationTree, string>>
}
