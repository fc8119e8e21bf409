import type { Evidence } from '../../policy/index.js'
import type { Kind } from './kind.js'
import type { Destination, PaperDemand, PaperKind } from './papers.js'

/** A demand with where it is written. */
export type SourcedDemand = PaperDemand & { readonly source: string; readonly evidence: Evidence }

const inChina = ({ class: kindClass, risk }: Kind): readonly PaperKind[] => {
  if (kindClass === 'medicine') return ['medicineApproval']
  return risk === null ? [] : ['registration', 'productionLicence']
}

// Standards of the goods that the export notices of spring 2020 name, and of the two kinds of ventilator. A deployer adds
// the others; a kind without a standard here says so on its page.
const standards: Readonly<Record<string, Partial<Record<Destination, readonly string[]>>>> = {
  'mask-surgical': { CN: ['YY 0469'], EU: ['EN 14683'], US: ['ASTM F2100'] },
  'respirator-n95': { CN: ['GB 19083'], EU: ['EN 149'], US: ['42 CFR 84'] },
  'gown-protective': { CN: ['GB 19082'], EU: ['EN 14126'], US: ['ANSI/AAMI PB70'] },
  'thermometer-handheld': { CN: ['GB/T 21417.1'], EU: ['EN 12470-5'], US: ['ASTM E1965'] },
  'ventilator-invasive': { CN: ['GB 9706.212'], EU: ['ISO 80601-2-12'], US: ['ISO 80601-2-12'] },
  'ventilator-noninvasive': { CN: ['YY 0600.1'], EU: ['ISO 80601-2-70'], US: ['ISO 80601-2-70'] },
  goggles: { CN: ['GB 14866'], EU: ['EN 166'], US: ['ANSI/ISEA Z87.1'] },
  gloves: { CN: ['GB 10213'], EU: ['EN 455'], US: ['ASTM D6319'] },
}

const papersFor = (kind: Kind, destination: Destination): readonly PaperKind[] => {
  const own = inChina(kind)
  if (destination === 'CN' || kind.risk === null) return own
  // What leaves the country must be lawful at home too: 商务部 海关总署 药监局公告 2020 年第 5 号.
  return [...own, destination === 'EU' ? 'ce' : 'fda']
}

const sources: Readonly<Record<Destination, string>> = {
  CN: '《医疗器械监督管理条例》《药品管理法》',
  EU: '商务部 海关总署 药监局公告2020年第5号；Regulation (EU) 2017/745',
  US: '商务部 海关总署 药监局公告2020年第5号；21 CFR 807, 21 U.S.C. 360bbb-3',
}

/** What each market asks of a kind, as a new installation starts with it. A standard's edition is the deployer's to add. */
export const seedDemands = (kind: Kind): readonly SourcedDemand[] =>
  (['CN', 'EU', 'US'] as const).map((destination) => ({
    destination,
    papers: papersFor(kind, destination),
    standards: standards[kind.code]?.[destination] ?? [],
    source: sources[destination],
    evidence: 'ours',
  }))
