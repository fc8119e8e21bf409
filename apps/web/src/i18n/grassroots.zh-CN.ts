/** 基层机构药品检测试剂储备：两项标准、服务人口、补货。 */
export const grassrootsZhCN = {
  title: '基层储备',
  intro:
    '卫生院、社区中心、村卫生室的药品和抗原试剂够不够：既看服务人口的 15%—20%，又看两周用量。有一项不够就是缺口，缺口要补货；说不清的写“不明”，不算够。',
  caption: '基层机构',
  panel: '机构储备',
  propose: '按缺口拟采购单',
  list: {
    search: '按机构名称查找',
    name: '机构',
    served: '服务人口',
    tests: '各类储备',
    kind: '机构类型',
    anyKind: '全部类型',
    item: '类别',
    anyItem: '全部类别',
    verdicts: { short: '有缺口', unknown: '有不明', enough: '都够' },
    empty: '这里没有基层机构。',
    emptyHint: '先在“机构”里登记卫生院和村卫生室，再给它们建库点。',
    emptyFilter: '没有符合条件的机构。',
    asOf: (day: string) => `${day} 的账面数`,
  },
  items: { chinesePatent: '中成药', antipyretic: '解热药', coughMedicine: '止咳药', antigenTest: '抗原检测试剂' },
  verdicts: { enough: '够', short: '不足', unknown: '不明' },
  people: (n: string) => `${n} 人`,
  courses: (n: string) => `${n} 人份`,
  coursesShort: (n: string) => `${n} 人份`,
  noBook: '没有账',
  notSaid: '还没有人填过',
  unknowns: {
    populationUnknown: '服务人口没有人填过',
    noBook: '机构没有库点账，现有多少不知道',
    bookTooYoung: '账建得太晚，不足以看出用量',
    outTooLong: '有货的日子太少，看不出真实用量',
    nothingUsed: '账上没有用过，用量不知道',
    noOutlook: '县、市、省都没有在用的疫情研判',
    outlookOld: '疫情研判的数据太旧',
    residentsUnknown: '人口底册缺乡镇，常住人口算不出来',
  },
  tests: {
    population: '人口标准',
    days: '两周标准',
    formula: (p: { readonly percent: string; readonly population: string; readonly wanted: string }) =>
      `服务人口 ${p.population} × ${p.percent}% = ${p.wanted} 人份`,
    upper: (percent: string, n: string) => `补到 ${percent}% 是 ${n} 人份`,
    has: (n: string) => `现有 ${n} 人份`,
    hasPercent: (n: string, percent: string) => `现有 ${n} 人份，合服务人口的 ${percent}%`,
    dayFormula: (p: { readonly perDay: string; readonly days: string; readonly wanted: string }) =>
      `每天 ${p.perDay} 人份 × ${p.days} 天 = ${p.wanted} 人份`,
    lasts: (days: string) => `现有的够用 ${days} 天`,
    basis: { use: '取实际用量（比预测大）', forecast: '取疫情预测（比实际用量大）' },
    onlyBasis: { use: '取实际用量（预测不明）', forecast: '取疫情预测（实际用量不明）' },
    use: '实际用量',
    ofUse: (p: {
      readonly used: string
      readonly days: string
      readonly out: string
      readonly adjusted: string
      readonly perDay: string
    }) =>
      `近 ${p.days} 天用 ${p.used} 人份，断货 ${p.out} 天；扣掉断货日折成 ${p.adjusted} 人份，每天 ${p.perDay} 人份`,
    forecast: '疫情预测',
    forecastFormula: (p: {
      readonly place: string
      readonly cases: string
      readonly each: string
      readonly served: string
      readonly residents: string
      readonly perDay: string
    }) =>
      `${p.place}每天新增 ${p.cases} 例 × 每例 ${p.each} 人份 × 服务人口 ${p.served} ÷ 常住人口 ${p.residents} = 每天 ${p.perDay} 人份`,
    forecastOf: (days: string, lastDay: string) => `今后 ${days} 天的平均；最近一次计数是 ${lastDay}`,
    coming: (n: string) => `采购在途 ${n} 人份`,
    unknownBecause: (why: string) => `不明：${why}`,
    open: '怎么算的',
    stock: '账上各品种',
    perCourse: (n: string) => `每人份 ${n}`,
  },
  served: {
    title: '服务人口',
    said: (n: string) => `${n} 人`,
    by: (source: string, by: string, day: string) => `依据：${source}；${by} 于 ${day} 填写`,
    label: '服务多少人',
    source: '数据来源',
    sourceHint: '如“2022 年统计年报”，或谁报来的',
    save: '记下',
    saved: '服务人口已记下。',
    wrong: '请填 1 以上的整数。',
    sourceMissing: '请写明数据来源。',
  },
  proposal: {
    title: '补货建议',
    none: '没有要补的。',
    line: (p: {
      readonly target: string
      readonly courses: string
      readonly coming: string
      readonly missing: string
    }) => `补到 ${p.target} 人份 − 现有 ${p.courses} − 在途 ${p.coming} = 缺 ${p.missing} 人份`,
    units: (missing: string, each: string, units: string) => `${missing} 人份 × 每人份 ${each} = ${units}`,
    packs: (packs: string, perPack: string, units: string) => `整包 ${packs} 包 × ${perPack} = ${units}`,
    basis: {
      population: (n: string) => `按人口标准上限 ${n} 人份`,
      days: (n: string, days: string) => `按 ${days} 天用量（含到货时间）${n} 人份`,
    },
    why: {
      noTarget: '该补多少没有依据（服务人口和用量都不明）',
      noBook: '没有账，不知道现有多少',
      coming: '缺的已在采购途中',
    },
  },
  make: {
    title: '按缺口拟联合采购单',
    intro: '选好机构和类别，系统按下面写的算式列出每家每类订多少。拟好后由另一个人批准。',
    county: '先在地区里选到一个县，采购单是县里的。',
    name: '采购单名称',
    nameStart: (day: string) => `基层补货 ${day}`,
    nameMissing: '请写采购单名称。',
    items: '类别和价格',
    include: '列入',
    as: '按哪个品种订',
    perPack: '每包几件',
    perPackHint: '整包才订就填，不填按件数订',
    price: '单价（元）',
    priceHint: '每一件的价格；现在不知道可以空着，批准前要补上',
    wrongPack: '请填 1 以上的整数。',
    wrongPrice: '请填金额，最多两位小数。',
    clinics: (n: string) => `机构（选中 ${n} 家）`,
    all: '全选',
    none: '全不选',
    total: (units: string) => `合计 ${units}`,
    cost: (yuan: string) => `按所填单价合计 ${yuan} 元`,
    more: '机构太多，这里先列前 100 家；余下的下一张单再拟。',
    noBreach: '没有缺口要补，或缺的都在途中。',
    chooseOne: '请至少选一家机构。',
    send: '拟采购单',
    sending: '正在拟单……',
    done: '采购单已拟好，等另一个人批准。',
  },
}
export type GrassrootsMessages = typeof grassrootsZhCN
