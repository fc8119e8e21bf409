/** Words of what is said around the phone's list of a day. */
export const dayMoreZhCN = {
  handover: {
    move: (to: string) => `正移交到${to}，对方答复前仍由您随访。`,
    refused: (to: string) => `的移交被${to}退回，仍由您随访。`,
    refusedWhy: (reason: string) => `对方理由：${reason}`,
    refusedRead: '已知悉',
    deathAsked: (by: string, reason: string) => `可能误登为去世，${by}请人核实撤回：${reason}`,
    deathAskedMine: '的去世登记，您已请同事撤回，还没有人办。',
    deathOpen: '去核实撤回',
    deathStands: (by: string, reason: string) => `的去世登记，${by}答复无误：${reason}`,
    days: (from: string, until: string) => `${from}至${until}`,
    mine: (absent: string, team: string, days: string) => `${days}，您替${absent}（${team}）。`,
    other: (absent: string, substitute: string, team: string, days: string) =>
      `${days}，${absent}不在岗，由${substitute}替（${team}）。`,
    toTeam: '换到该团队',
    desk: (by: string, desk: string) => `${by}把${desk}的值班交给您，等您接：`,
    toDesk: '去接班',
    calls: '值班来电，由您处理',
    call: (outcome: string, about: string) => `${outcome}：${about === '' ? '没有说明关于谁' : about}`,
    callBack: (when: string) => `请在 ${when} 前回电`,
    callLate: (when: string) => `${when} 前应回电，已超时`,
    closeCall: '已回电，请登记结果后结束',
    outcomes: { emergency: '立即120', today: '当天处理', advice: '咨询' },
  },
  newCalls: (n: string) => `有 ${n} 个值班来电要处理，点开看`,
  newLines: (n: string) => `新到 ${n} 条提醒，点开看`,
  newPeople: (n: string, first: string) => `新到 ${n} 人，最早的须在 ${first} 前首次联系`,
  newTitle: '新到的人',
  newNone: '没有新到而未到期的人。',
  otherTeam: (team: string, n: string) => `${team}今天另有 ${n} 人要联系。`,
  toTeam: '切换过去',
}
export type DayMoreMessages = typeof dayMoreZhCN
