import type { LeagueRow } from '@lianfang/contract'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { readLeague } from './read-league.js'

const words = {
  'zh-CN': {
    headings: [
      '名次',
      '代码',
      '地方',
      '团队',
      '应访',
      '按时',
      '回访属实',
      '回访不实',
      '按时率‰',
      '可信率‰',
      '得分‰',
      '说明',
    ],
    states: { judged: '', nothingOwed: '没有应访', fewCallbacks: '回访太少，暂不评定', hidden: '人数太少，不显示' },
  },
  en: {
    headings: [
      ...['rank', 'code', 'place', 'grid team', 'owed', 'in time', 'confirmed', 'denied', 'in time (per mille)'],
      ...['believed (per mille)', 'score (per mille)', 'remark'],
    ],
    states: {
      judged: '',
      nothingOwed: 'nothing owed',
      fewCallbacks: 'not yet judged: too few call-backs',
      hidden: 'hidden: too few people',
    },
  },
} as const

/** The league as a file. */
export const exportLeague = async (needs: CareNeeds, call: Call<'league.export'>): Promise<undefined> => {
  const { query, scope, actor, reply } = call
  const league = await readLeague(needs, call)
  const { headings, states } = words[query.language]
  const lines = [...league.places, ...league.teams]
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, { action: 'league.export', place: query.place, count: lines.length }),
  )
  const cells = (r: LeagueRow): (string | number | null)[] => [
    ...[r.rank, r.place.code, r.place.name, r.team?.name ?? '', r.owed, r.inTime, r.confirmed, r.denied],
    ...[r.timely, r.believed, r.score, states[r.state]],
  ]
  async function* rows() {
    for (const line of lines) yield cells(line)
  }
  const name = `league-${query.place || 'nation'}`
  await needs.sendTable(reply, { format: query.format, name, headings, rows: rows() })
}
