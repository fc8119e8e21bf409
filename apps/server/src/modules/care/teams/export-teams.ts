import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { listTeams } from './use-teams.js'

const wordsIn = {
  'zh-CN': {
    headings: ['乡镇', '团队', '人数', '逾期未访', '医务人员', '其他成员', '村'],
    separator: '、',
  },
  en: {
    headings: ['township', 'grid team', 'people', 'overdue', 'medics', 'other members', 'villages'],
    separator: ', ',
  },
} as const

/** The teams of a place as a file: the same lines as the list. */
export const exportTeams = async (needs: CareNeeds, call: Call<'team.export'>): Promise<undefined> => {
  const { query, scope, actor, reply } = call
  const { headings, separator } = wordsIn[query.language]
  const { teams } = await listTeams(needs, call)
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, { action: 'team.export', place: query.place, count: teams.length }),
  )
  async function* rows() {
    for (const { township, name, people, overdue, members, villages } of teams) {
      const names = (medic: boolean) =>
        members
          .filter((member) => member.medic === medic)
          .map((member) => member.name)
          .join(separator)
      const served = villages.map((village) => village.name).join(separator)
      yield [township.name, name, people, overdue, names(true), names(false), served]
    }
  }
  await needs.sendTable(reply, { format: query.format, name: `teams-${query.place}`, headings, rows: rows() })
}
