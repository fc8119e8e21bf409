import type { Evidence } from '../../policy/index.js'

/**
 * What a quantity is reckoned from: the most beds in use at once (devices stay when patients change), patients admitted in the
 * days ahead, days of beds in use, days at work of those who care for them, and the most of these at once.
 */
export const needBases = [
  'severeBeds',
  'criticalBeds',
  'treatedBeds',
  'severePatients',
  'criticalPatients',
  'treatedPatients',
  'treatedBedDays',
  'carerDays',
  'carers',
] as const
export type NeedBase = (typeof needBases)[number]

export type NeedLine = {
  /** Code of a kind of the catalogue. */
  readonly kind: string
  readonly base: NeedBase
  /** Units of the kind for one of the base. */
  readonly ratio: number
}

/**
 * A named, versioned set of parameters (E2). Another country or another wave has another set; a figure always says by which
 * set it was reckoned. Severity is of all cases, stays are days.
 */
export type NeedSet = {
  readonly name: string
  readonly version: string
  readonly source: string
  readonly evidence: Evidence
  readonly severeShare: number
  readonly criticalShare: number
  readonly severeStay: number
  readonly criticalStay: number
  /** Litres of oxygen a minute. */
  readonly oxygenSevere: number
  readonly oxygenCritical: number
  /** Hours of care in 24 for one patient, and hours of one person's day. */
  readonly careHoursSevere: number
  readonly careHoursCritical: number
  readonly shiftHours: number
  readonly lines: readonly NeedLine[]
}

const each = (base: NeedBase, ratios: Readonly<Record<string, number>>): readonly NeedLine[] =>
  Object.entries(ratios).map(([kind, ratio]) => ({ kind, base, ratio }))

/**
 * The defaults of the essential supplies forecasting tool of the World Health Organization, re-derived from the open
 * re-implementation mrc-ide/esft (MIT), which states the values of the file of 2022. Here reusable protection (goggles) is
 * counted by the most people at once, as devices are, and not anew every week; health workers are capped nowhere twice.
 * Gloves are pairs. Airway items that the catalogue has no kind of are left out.
 */
export const whoEsft2022: NeedSet = {
  name: 'WHO-ESFT',
  version: '2022',
  source: 'mrc-ide/esft: R/parameters.R, equipment, hwfe; WHO COVID-19 ESFT 2022',
  evidence: 'reposted',
  severeShare: 0.15,
  criticalShare: 0.05,
  severeStay: 7,
  criticalStay: 14,
  oxygenSevere: 10,
  oxygenCritical: 30,
  careHoursSevere: 8.64,
  careHoursCritical: 15.5 + 4.05 + 4.28,
  shiftHours: 8,
  lines: [
    ...each('criticalBeds', {
      'ventilator-invasive': 0.67,
      'ventilator-noninvasive': 0.17,
      'high-flow': 0.17,
      'monitor-ecg': 1,
      'syringe-pump': 3,
      'video-laryngoscope': 0.667,
      resuscitator: 0.667,
    }),
    ...each('severeBeds', { suction: 0.5 }),
    ...each('criticalBeds', { suction: 1 }),
    ...each('treatedBeds', {
      oximeter: 1,
      'infusion-pump': 1,
      'thermometer-handheld': 0.1,
      'blood-gas': 0.025,
      ultrasound: 0.025,
      dr: 0.025,
    }),
    ...each('carerDays', {
      'gown-isolation': 1,
      gloves: 24,
      'respirator-n95': 1,
      'mask-surgical': 4,
      'face-shield': 1,
    }),
    ...each('treatedBedDays', { 'mask-surgical': 2 }),
    ...each('carers', { goggles: 1 }),
  ],
}

/** The sets that the program comes with; a deployer enters others as data. */
export const needSets: readonly NeedSet[] = [whoEsft2022]
