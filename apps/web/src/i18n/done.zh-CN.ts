/** Words of the list of follow-ups behind the board's figure. */
export const doneZhCN = {
  loading: '随访记录',
  title: (n: string) => `近 7 天随访 ${n} 次`,
  titleOf: (day: string, n: string) => `${day} 随访 ${n} 次`,
  intro:
    '联系上本人或家属的才算。误记已撤回的不算，更正过的只算一次。人后来换了团队、搬走或去世，当时的随访仍算在当时的地方和团队。',
  back: '回到总览',
  day: '哪一天',
  week: '近 7 天',
  team: '团队',
  allTeams: '全部团队',
  caption: '随访记录，最近的在前',
  when: '时间',
  who: '人员',
  tier: '标识',
  place: '地方',
  how: '方式和情况',
  by: '记录人',
  elsewhere: '现在由别的乡镇或团队负责',
  empty: '这段时间没有随访。',
  emptyHint: '团队记录随访后，列在这里。也可以换一天或换一个团队看。',
  shown: (n: string) => `已列出 ${n} 次`,
}
export type DoneMessages = typeof doneZhCN
