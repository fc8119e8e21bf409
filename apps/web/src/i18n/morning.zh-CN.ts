import type { MorningKey } from '@lianfang/contract'

type Says = { readonly name: string; readonly says: (n: string) => string }

/** Words of the morning page: what waits, in a sentence each. */
export const morningZhCN = {
  title: (place: string) => `${place}：今天要办的事`,
  intro: '按紧急程度排列。点开就是要办的名单，数字随办随变。',
  asOf: (at: string) => `截至 ${at}。`,
  needPlace: '按县或乡镇查看。请先选一个县或乡镇。',
  waiting: '等着办',
  nothing: '现在没有等着办的事。',
  unraised: (n: number, rules: string): string =>
    `${rules} 没有已确认的现行数值，无法发出报警：${n === 0 ? '目前没有人因此等待' : `有 ${n} 名红色且患病的人在等待`}。规则启用后立即补发，在此之前请人工安排转诊。`,
  toRules: '查看规则',
  closed: (names: string): string => `规则没有已确认的现行数值，今天无法统计：${names}。`,
  calm: (names: string) => `没有等着办的：${names}。`,
  oldest: '最早的',
  /** Where the moment is not since when something waits. */
  oldestOf: (key: MorningKey): string | null => {
    if (key === 'held') return '最早一条的接手时间：'
    return key === 'offerReferral' ? '最早一家的到期时间：' : null
  },
  open: '打开名单',
  keys: {
    alarms: { name: '无人接手的报警', says: (n) => `${n} 条报警还没有人接手，请马上联系。` },
    held: {
      name: '接手后没有结束的报警',
      says: (n) => `${n} 条报警有人接手后超过时限还没有结束。请问一问接手的人，或自己接过来。`,
    },
    referNow: { name: '该立即转诊', says: (n) => `${n} 名红色人员感染或加重，转诊还没有办妥，正在计时。` },
    calls: { name: '值班来电', says: (n) => `${n} 个来电还没有办结。` },
    handovers: {
      name: '未接的交班',
      says: (n) => `${n} 个值班台最近一次交班还没有人接，交班时没办结的来电可能没人管。`,
    },
    shifts: { name: '值班空档', says: (n) => `未来 24 小时有 ${n} 段时间没有人值班。` },
    noRota: {
      name: '还没有排班',
      says: (n) => `${n === '1' ? '这个24小时值班处' : `有 ${n} 个24小时值班处`}还没有排班，请先排班，明确由谁接听。`,
    },
    offerReferral: { name: '再次动员转诊', says: (n) => `${n} 家拒绝过转诊，今天内或已到再次动员的时候，请联系。` },
    rounds: { name: '养老机构查房', says: (n) => `${n} 家养老机构超过时限没有查房。` },
    askedBack: { name: '请求撤回去世登记', says: (n) => `${n} 人可能误登为去世，录入人等第二个人核实撤回。` },
    late: { name: '逾期报到本级', says: (n) => `${n} 人逾期未访已报到本级，请督促团队。` },
    neverReached: { name: '从未联系上', says: (n) => `${n} 名红黄人员一次也没有联系上。` },
    withoutTeam: { name: '没有团队', says: (n) => `${n} 人还没有包保团队。` },
    overNorm: { name: '团队超出标准', says: (n) => `${n} 个包保团队每人负责的人数超出标准，点开看怎样调整。` },
    medicine: { name: '用药请求', says: (n) => `${n} 个用药请求还没有办结。` },
    offerService: { name: '再次询问服务', says: (n) => `${n} 人拒绝过服务，今天要再问一次。` },
    moves: { name: '待接收移交', says: (n) => `${n} 人的移交等着接收。` },
    pairs: { name: '疑似重复', says: (n) => `${n} 对人员可能是同一人，等着判断。` },
    reviews: { name: '判定待复核', says: (n) => `${n} 人的人工判定到了复核日或情况变差。` },
    downgrades: { name: '待降级', says: (n) => `${n} 人的标识可以降级，等医务人员同意。` },
    callbacks: { name: '抽查回访', says: (n) => `最近七天抽中的随访还有 ${n} 次没有回访，点开是最早的一天。` },
    patterns: {
      name: '存疑记录',
      says: (n) =>
        `今天以前的七天有 ${n} 组记录不太可能属实，还没有人核实，点开是最早的一天；今天的在抽查页选“今天”看。`,
    },
    told: { name: '电话未告知', says: (n) => `${n} 人还不知道 24 小时电话。` },
    proposals: { name: '政策待签', says: (n) => `${n} 条政策数值等第二个人签署。` },
    expiring: { name: '政策将到期', says: (n) => `${n} 条政策数值七天内到期。` },
  } satisfies Readonly<Record<MorningKey, Says>>,
  news: '昨晚六点以来',
  newsOf: { infection: '新感染', death: '去世', admission: '住院', discharge: '出院' },
  newsTitle: (kind: string) => `昨晚六点以来：${kind}`,
  newsEmpty: '没有人。',
  newsCaption: '人员，按得知的先后',
  back: '回到今天要办的事',
  person: '人员',
  where: '所在地',
  known: '得知时间',
  by: '记录人',
  six: '六个落实到位',
  sixCaption: '六项今天、昨天和七天前',
  point: '项目',
  today: '今天',
  yesterday: '昨天',
  weekAgo: '七天前',
  worked: '今天一列算出于',
  workedThen: '至多十分钟前。点开的名单按打开时的记录列，中间有新登记的会差几个。',
  notKept: '没有记录',
  share: (n: string, of: string, share: string) => `${share}（${n} / ${of}）`,
  clear: '显示全部',
  onlyAlarms: {
    unanswered: '只看无人接手的',
    held: '只看接手已久、没有结束的',
    referNow: '只看该立即转诊的',
    offerToday: '只看今天要再次动员转诊的',
  },
  onlyLate: '只看逾期查房的',
  onlyIn: '只看等本级接收的',
}
export type MorningMessages = typeof morningZhCN
