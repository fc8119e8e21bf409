import type { FacilityGrade, FacilityKind } from '../../org/index.js'
import type { Evidence } from '../../policy/index.js'

/** What the standard counts: the institution itself, its beds, or its beds for critical patients. */
export type StandardBasis = 'institution' | 'beds' | 'criticalBeds'

/** One line of the standard configuration (标准配置): so many units of a kind for one of the basis. */
export type StandardLine = {
  /** Code of a kind of the catalogue. */
  readonly kind: string
  readonly of: FacilityKind
  /** Null: of every grade. */
  readonly grade: FacilityGrade | null
  readonly basis: StandardBasis
  readonly ratio: number
  readonly source: string
  readonly evidence: Evidence
}

type Of = Pick<StandardLine, 'of' | 'grade' | 'source' | 'evidence'>

const each = (of: Of, basis: StandardBasis, ratios: Readonly<Record<string, number>>): readonly StandardLine[] =>
  Object.entries(ratios).map(([kind, ratio]) => ({ ...of, kind, basis, ratio }))

const rural = {
  grade: null,
  source: '农村地区氧疗设备配备，2023-01-16 央视新闻（证券时报网转载）',
  evidence: 'reposted',
} as const
const third = {
  of: 'hospital',
  grade: 'third',
  source: '《中国重症加强治疗病房建设与管理指南（2006）》，转载',
  evidence: 'reposted',
} as const
const second = {
  of: 'hospital',
  grade: 'second',
  source: '“二级综合医院医疗设备配置标准”，网上文本，未见原件',
  evidence: 'unconfirmed',
} as const
const fever = {
  of: 'feverClinic',
  grade: null,
  source: '发热门诊设置规范列出品种，未给数量；数量由我们暂定',
  evidence: 'unconfirmed',
} as const

/**
 * The standard configuration of each kind of institution (E2), line by line with its source. What nobody could read at its
 * source is unconfirmed, and a page says so; a kind of institution without a line has no standard here, which is not "needs nothing".
 */
export const standardLines: readonly StandardLine[] = [
  ...each({ ...rural, of: 'villageClinic' }, 'institution', { oximeter: 2 }),
  ...each({ ...rural, of: 'townshipCentre' }, 'institution', { 'oxygen-concentrator': 1 }),
  ...each(third, 'criticalBeds', {
    'ventilator-invasive': 1,
    'monitor-ecg': 1,
    resuscitator: 1,
    'infusion-pump': 1,
    'syringe-pump': 2,
  }),
  ...each(third, 'institution', { 'ventilator-transport': 1, 'blood-gas': 1, defibrillator: 1 }),
  ...each(second, 'criticalBeds', { 'ventilator-invasive': 0.5, 'monitor-ecg': 1 }),
  ...each(second, 'institution', { defibrillator: 4 }),
  ...each(fever, 'institution', {
    oximeter: 1,
    'monitor-ecg': 1,
    defibrillator: 1,
    'ventilator-noninvasive': 1,
    resuscitator: 1,
    'infusion-pump': 1,
    'syringe-pump': 1,
  }),
]

/** Institutions of one kind and grade, counted together. Beds are of those where somebody entered them. */
export type InstitutionSum = {
  readonly kind: FacilityKind
  readonly grade: FacilityGrade
  readonly count: number
  readonly beds: number
  readonly criticalBeds: number
  /** How many have no beds entered: what is reckoned by the bed leaves them out. */
  readonly withoutBeds: number
}

/** So many of the basis times the ratio; `unknown`: institutions whose beds nobody entered. */
export type StandardTerm = StandardLine & { readonly amount: number; readonly unknown: number }
export type StandardNeed = { readonly kind: string; readonly quantity: number; readonly terms: readonly StandardTerm[] }

const amountOf = (basis: StandardBasis, of: InstitutionSum): number => {
  switch (basis) {
    case 'institution':
      return of.count
    case 'beds':
      return of.beds
    case 'criticalBeds':
      return of.criticalBeds
  }
}

const termsOf = (line: StandardLine, sums: readonly InstitutionSum[]): readonly StandardTerm[] => {
  const own = sums.filter(({ kind, grade }) => kind === line.of && (line.grade === null || line.grade === grade))
  if (own.length === 0) return []
  const amount = own.reduce((sum, one) => sum + amountOf(line.basis, one), 0)
  const unknown = line.basis === 'institution' ? 0 : own.reduce((sum, one) => sum + one.withoutBeds, 0)
  return [{ ...line, amount, unknown }]
}

/** What institutions should have by the standard (E2): each kind with the terms that make it, rounded up once. */
export const standardNeed = (
  sums: readonly InstitutionSum[],
  lines: readonly StandardLine[] = standardLines,
): readonly StandardNeed[] =>
  [...new Set(lines.map(({ kind }) => kind))].flatMap((kind) => {
    const terms = lines.filter((line) => line.kind === kind).flatMap((line) => termsOf(line, sums))
    if (terms.length === 0) return []
    const quantity = Math.ceil(terms.reduce((sum, { amount, ratio }) => sum + amount * ratio, 0) - 1e-9)
    return [{ kind, quantity, terms }]
  })

/** How what can be issued stands against what should be there; `atLeast` where part of what should be there is not known. */
export type StandardGap =
  | { readonly state: 'missing'; readonly units: number; readonly atLeast: boolean }
  | { readonly state: 'enough' }
  | { readonly state: 'notKnown' }

/** What is missing of a kind by the standard (E2). Enough is said only where every institution that counts is known. */
export const standardGap = (
  { quantity, terms }: { readonly quantity: number; readonly terms: readonly { readonly unknown: number }[] },
  available: number,
): StandardGap => {
  const atLeast = terms.some(({ unknown }) => unknown > 0)
  if (quantity > available) return { state: 'missing', units: quantity - available, atLeast }
  return { state: atLeast ? 'notKnown' : 'enough' }
}
