import { ours, type SeedRule } from './seed-rule.js'

/** Gifts: offered, counted in, inspected, passed on, published (E3, E10). */
export const supplyGiftSeed = [
  {
    id: 'SUP-GIFT-1',
    title: {
      zh: '定向捐赠按捐赠人指定的去向；改变去向须有捐赠人书面同意',
      en: 'A directed gift goes where the donor said; another destination needs the written consent of the donor',
    },
    unit: '',
    direction: 'set',
    safety: true,
    value: 'where the donor said, else written consent',
    source: { document: '《中华人民共和国公益事业捐赠法》', clause: '第五条：捐赠财产的使用应当尊重捐赠人的意愿' },
    evidence: 'reposted',
  },
  {
    id: 'SUP-GIFT-2',
    title: {
      zh: '非定向捐赠的建议去向：已核实申请按无设备可用的危重症患者、占用率、缺口、先申请、就近依次排列',
      en: 'Where an undirected gift is proposed to go: verified requests by critical patients without a unit, share in use, gap, who asked earlier, the nearer',
    },
    unit: '',
    direction: 'set',
    safety: false,
    value: 'patients, share in use, gap, earlier, nearer',
    ...ours('E3: the critical first; one stated simple rule, shown with its numbers, and a person decides'),
  },
  {
    id: 'SUP-GIFT-3',
    title: {
      zh: '捐赠物资清点后先待检隔离，检验合格才能入库使用',
      en: 'What is given is in quarantine from the count until it is inspected',
    },
    unit: '',
    direction: 'set',
    safety: true,
    value: 'quarantine until inspected',
    ...ours('E10: night intake of mixed gifts: quick count, photo, quarantine until inspected, then the books'),
  },
  {
    id: 'SUP-GIFT-4',
    title: {
      zh: '缺证照的物资不进病区，只可用于非医疗用途',
      en: 'Goods without the papers that are asked for go to no ward; they may be used where nobody treats',
    },
    unit: '',
    direction: 'set',
    safety: true,
    value: 'without papers: non-clinical use',
    ...ours('E3, E10: licence and quality check; missing is never silently passed'),
  },
  {
    id: 'SUP-GIFT-5',
    title: {
      zh: '捐赠人同意后才公示姓名或单位名称；未说明的不公示',
      en: 'A donor is named in public with consent; who did not say is not named',
    },
    unit: '',
    direction: 'set',
    safety: true,
    value: 'names with consent',
    ...ours('E10: every gift is published, names with consent'),
  },
  {
    id: 'SUP-GIFT-6',
    title: {
      zh: '公开页面一天为一个县最多受理几件捐赠意向',
      en: 'Offers that the public page takes for a county in a day',
    },
    unit: 'entries',
    direction: 'max',
    safety: false,
    value: 300,
    ...ours('E3: a page without an account must not be filled by a machine; a county of early 2020 had dozens a day'),
  },
  {
    id: 'SUP-GIFT-7',
    title: { zh: '一件捐赠最多几行物资', en: 'Lines of one gift' },
    unit: 'entries',
    direction: 'max',
    safety: false,
    value: 60,
    ...ours('E10: a lorry of mixed boxes; more lines are a second load'),
  },
  {
    id: 'SUP-GIFT-8',
    title: {
      zh: '公示的更正另列一条，原记录保留',
      en: 'A correction of what was published stands beside it; nothing published vanishes',
    },
    unit: '',
    direction: 'set',
    safety: false,
    value: 'corrections stand beside',
    ...ours('E10: receipts and onward issues are published; E9: corrections reverse, never edit'),
  },
] as const satisfies readonly SeedRule[]
