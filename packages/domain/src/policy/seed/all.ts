import { type Day, NATION } from '../../shared/index.js'
import type { PolicyRule, PolicyValue, RuleId } from '../types.js'
import { type CareRuleId, careRules, careSeedValues } from './care.js'
import type { SeedRule } from './seed-rule.js'
import { supplyAssetSeed } from './supply-assets.js'
import { supplyBookSeed } from './supply-books.js'
import { supplyDealSeed } from './supply-deals.js'
import { supplyGiftSeed } from './supply-gifts.js'
import { supplyGrassrootsSeed } from './supply-grassroots.js'
import { supplyMoveSeed } from './supply-moves.js'
import { supplyOutlookSeed } from './supply-outlook.js'
import { supplyReportSeed } from './supply-report.js'

const supplySeed = [
  ...supplyReportSeed,
  ...supplyBookSeed,
  ...supplyOutlookSeed,
  ...supplyDealSeed,
  ...supplyMoveSeed,
  ...supplyGrassrootsSeed,
  ...supplyAssetSeed,
  ...supplyGiftSeed,
] as const

/** The id of a rule of supply. docs/rules/supply.md lists them all. */
export type SupplyRuleId = (typeof supplySeed)[number]['id']

/** The id of any rule of the program. */
export type KnownRuleId = CareRuleId | SupplyRuleId

const SUPPLY_FROM = '2020-01-20' as Day // the first day of the operation that the module was drawn from

const ruleOf =
  (module: string) =>
  ({ id, title, unit, direction, safety }: SeedRule): PolicyRule => ({ id, module, title, unit, direction, safety })

/** Every rule of every module. */
export const policyRules: readonly PolicyRule[] = [...careRules, ...supplySeed.map(ruleOf('supply'))]

/** Whether tiers and due moments may follow from a rule: only those of care are kept and renewed. */
export const isOfCare = (ruleId: RuleId): boolean => careRules.some((rule) => rule.id === ruleId)

/** The national values a new installation starts with, of every module. */
export const seedValues: readonly PolicyValue[] = [
  ...careSeedValues,
  ...supplySeed.map(({ id, value, source, evidence }) => ({
    ruleId: id,
    place: NATION,
    value,
    source,
    evidence,
    from: SUPPLY_FROM,
    until: null,
  })),
]

/** Whether a value rests on what the program came with: its ground is then told in the reader's own language. */
export const isBuiltIn = ({ ruleId, place, source }: Pick<PolicyValue, 'ruleId' | 'place' | 'source'>): boolean => {
  const own = seedValues.find((value) => value.ruleId === ruleId)
  return place === NATION && own?.source.document === source.document && own.source.clause === source.clause
}
