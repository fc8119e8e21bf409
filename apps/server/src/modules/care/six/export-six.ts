import { type Language, messagesOf, type SixMissing } from '@lianfang/contract'
import { type SixPoint, sixPoints } from '@lianfang/domain/care'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { askedOf, readMissing, readSix } from './read-six.js'

type Words = {
  readonly points: readonly [string, string, string, string, string, string]
  readonly place: readonly [string, string]
  readonly of: string
  readonly missing: readonly string[]
  readonly why: Readonly<Record<SixMissing['why'], string>>
}

const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    points: ['包保团队', '摸底建档', '电话告知', '随访次数', '红色病情记录', '感染和加重处置'],
    place: ['代码', '地方'],
    of: '应有',
    missing: ['姓名或村', '年龄', '标识', '乡镇', '村', '团队', '缺什么', '数'],
    why: {
      noVillage: '没有说明村，也没有团队的人',
      noTeam: '没有包保团队',
      noMedic: '团队现在没有医务人员',
      noRegister: '没有人口数',
      notSurveyed: '尚未建档人数',
      notSurveyed65: '65 岁及以上尚未建档人数',
      notTold: '电话未告知',
      fewTalks: '七天内随访次数不够',
      notFresh: '病情记录不新',
      notReferred: '没有转诊，医生也没有作出决定',
      notGuided: '没有按指导用药的记录',
      notDaily: '没有每天监测',
    },
  },
  en: {
    points: [
      'a team with a medic',
      'surveyed and on the ledger',
      'numbers told',
      'follow-ups in seven days',
      'disease record of red people fresh',
      'infection and worsening handled',
    ],
    place: ['code', 'place'],
    of: 'of',
    missing: ['name or village', 'age', 'tier', 'township', 'village', 'grid team', 'what is missing', 'number'],
    why: {
      noVillage: 'people whose village is not told, without a team',
      noTeam: 'no team',
      noMedic: 'nobody medical in the team now',
      noRegister: 'not in the population register',
      notSurveyed: 'people not on the ledger',
      notSurveyed65: 'people of 65 and over not on the ledger',
      notTold: 'numbers not told',
      fewTalks: 'too few follow-ups in seven days',
      notFresh: 'disease record not fresh',
      notReferred: 'neither referred nor decided by a doctor',
      notGuided: 'no record of guided medicine',
      notDaily: 'not followed daily',
    },
  },
}

const pageRows = 500

type Export = Call<'six.export'>

const exportFigures = async (needs: CareNeeds, call: Export): Promise<undefined> => {
  const { params, query, scope, actor, reply } = call
  const words = wordsIn[query.language]
  const table = await readSix(needs, call)
  await inTransaction(needs.db.app, scope, (tx) => writeAudit(tx, actor, { action: 'six.export', place: params.place }))
  async function* rows() {
    for (const { place, points } of [...table.rows, table.total])
      yield [place.code, place.name, ...points.flatMap(({ n, of }) => [n, of])]
  }
  const headings = [...words.place, ...words.points.flatMap((point) => [point, words.of])]
  await needs.sendTable(reply, { format: query.format, name: `six-${params.place}`, headings, rows: rows() })
}

const exportMissing = async (needs: CareNeeds, call: Export, point: SixPoint): Promise<undefined> => {
  const { format, language } = call.query
  const { missing: headings, why } = wordsIn[language]
  const { tiers } = messagesOf(language)
  const asked = await askedOf(needs, call)
  async function* rows() {
    let after: string | null = null
    do {
      const wanted = { point, after, limit: pageRows }
      const page: Awaited<ReturnType<typeof readMissing>> = await readMissing(needs, call, asked, wanted)
      for (const m of page.rows) {
        const tier = m.tier === null ? null : tiers[m.tier]
        yield [m.name, m.age, tier, m.township, m.village, m.teamName, why[m.why], m.count]
      }
      after = page.next
    } while (after !== null)
  }
  await needs.sendTable(call.reply, { format, name: `six-${call.params.place}-${point}`, headings, rows: rows() })
}

/** The figures as a file; with a point, who is missing there. */
export const exportSix = (needs: CareNeeds, call: Export): Promise<undefined> => {
  const point = sixPoints.find((one) => one === call.query.point)
  return point === undefined ? exportFigures(needs, call) : exportMissing(needs, call, point)
}
