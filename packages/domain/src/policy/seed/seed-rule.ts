import type { Bilingual, Direction, Evidence, PolicySource, RuleId } from '../types.js'

/** A rule and its national value in one line of the seed. */
export type SeedRule = {
  readonly id: RuleId
  readonly title: Bilingual
  readonly unit: string
  readonly direction: Direction
  readonly safety: boolean
  readonly value: unknown
  readonly source: PolicySource
  readonly evidence: Evidence
}

type Provenance = Pick<SeedRule, 'source' | 'evidence'>

/** 联防联控机制综合组, 3 January 2023 (seed 003), known from reposts. */
export const notice = (clause: string): Provenance => ({
  source: { document: '《关于做好新冠重点人群动态服务和“关口前移”工作的通知》（2023年1月3日）', clause },
  evidence: 'reposted',
})

/** The colour criteria, known from a repost. */
export const criteria = (clause: string): Provenance => ({
  source: { document: '《新冠肺炎相关健康风险评估标准》', clause },
  evidence: 'reposted',
})

/** The diagnosis and treatment protocol, 10th trial edition, known from a repost. */
export const official10 = (clause: string): Provenance => ({
  source: { document: '《新型冠状病毒感染诊疗方案（试行第十版）》', clause },
  evidence: 'reposted',
})

export const ours = (clause: string): Provenance => ({ source: { document: 'Lianfang', clause }, evidence: 'ours' })
export const ourSource: Provenance = ours('K1')
