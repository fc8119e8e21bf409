/** 按请求发药、送药、查说明书。 */
export const medicineSupplyZhCN = {
  title: '发药和送药',
  states: { asked: '还没有发药', issued: '药已发出，等送到', delivered: '药已送到' },
  issued: (p: { readonly what: string; readonly days: string; readonly store: string }) =>
    `${p.store}发出${p.what}，够 ${p.days} 天`,
  medicine: '药品',
  pieces: (n: string) => `${n} 件`,
  long: '长处方',
  because: (reason: string) => `理由：${reason}`,
  by: (name: string) => name,
  hands: { person: '本人', family: '家属', careHome: '养老机构工作人员', villageDoctor: '村医' },
  givenTo: (hand: string) => `交给${hand}`,
  deliver: '送到了',
  to: '交给谁',
  deliverNow: '记下已送到',
  delivered: '已记下送到，请求办结。',
  issue: '发药',
  shelf: '从哪里发（先到期的在前）',
  choose: '选一种药',
  shelfOf: (p: {
    readonly store: string
    readonly kind: string
    readonly many: string
    readonly ends: string | null
  }) => `${p.kind} · ${p.store} · 可发 ${p.many}${p.ends === null ? '' : ` · 最早 ${p.ends} 到期`}`,
  noShelf: '您保管的卫生院、村卫生室库里没有可发的药。药房由别人保管的，请他发。',
  quantity: '发多少',
  daysLabel: '够几天',
  usual: (usual: string, longest: string) => `超过 ${usual} 天是长处方，要写理由；最长 ${longest} 天`,
  reason: '长处方理由',
  wrong: '请填 1 以上的整数。',
  tooLong: (longest: string) => `最长 ${longest} 天。`,
  reasonMissing: '长处方请写理由。',
  more: (n: string) => `库里只有 ${n}。`,
  send: '发药并记账',
  sent: '已发药，库里已扣减。',
  ask: {
    title: '查说明书',
    intro: '只按县里载入、在有效期内的说明书回答。没有的、过期的、没写到的，请上级医院指导。',
    kind: '药品',
    choose: '选一种药',
    check: '查什么',
    checks: { interaction: '和别的药同用', kidney: '肾功能不好', liver: '肝功能不好', onset: '发病第几天' },
    other: '同用的药名',
    days: '发病几天了',
    send: '查',
    missing: '请填写。',
    wrongDays: '请填 0 到 365 的整数。',
    says: '说明书写着',
    within: { yes: '在说明书写的天数之内', no: '已超过说明书写的天数' },
    from: (source: string, until: string) => `出处：${source}，有效至 ${until}`,
    loadedBy: (name: string) => `${name} 载入`,
    higher: '请上级医院指导',
    why: {
      noLabel: '这种药没有载入说明书。',
      notInDate: '载入的说明书已过期或已撤回。',
      notNamed: '载入的说明书没有写到这一条。没写到不等于没有禁忌。',
    },
  },
}
export type MedicineSupplyMessages = typeof medicineSupplyZhCN
