import { ours, type SeedRule } from './seed-rule.js'

/** More of these words is stricter, or neither. */
const list = { unit: '', direction: 'set', safety: false } as const
/** These words lower a risk: a place may use fewer of them, not more. "高血压" among the words for none would be green. */
const lowering = { unit: '', direction: 'max', safety: true } as const
/** Words of one kind, separated by white space: none of them contains any. */
const listOf = (text: string): readonly string[] => text.trim().split(/\s+/)
const words = ours('words seen in ledgers')

/** Compared without spaces, in half-width and lower case (care/ledger/text.ts, wordKey). */
export const careWordSeed = [
  {
    id: 'CARE-VAC-1',
    title: { zh: '表示未接种的写法', en: 'Words for not vaccinated' },
    ...list,
    value: listOf(
      `0 0针 0剂 0次 零针 未接种 未种 未打 没打 没有 没接种 没有接种 未接 未完成 拒绝 拒绝接种 拒打
      不打 不愿接种 不接种 禁忌 禁忌症 有禁忌 暂缓 暂缓接种 缓种 不能接种 不宜接种 无 否 × x no
      none n unvaccinated refused`,
    ),
    ...words,
  },
  {
    id: 'CARE-VAC-2',
    title: { zh: '表示部分接种的写法', en: 'Words for partly vaccinated' },
    ...lowering,
    value: listOf(
      `1 1针 一针 1剂 一剂 1次 一次 1剂次 第一针 第1针 第一剂 第1剂 首针 首剂 打了一针 部分接种 部分
      未全程 未完成全程 未全程接种 未完成全程接种 已接种1剂 已接种一剂 已接种1针 已接种一针 接种1针 接种一针
      1dose onedose partial partly`,
    ),
    ...words,
  },
  {
    id: 'CARE-VAC-3',
    title: { zh: '表示全程接种的写法', en: 'Words for fully vaccinated' },
    ...lowering,
    value: listOf(
      `2 2针 两针 二针 2剂 两剂 二剂 2次 两次 2剂次 第二针 第2针 第二剂 第2剂 已接种2剂 已接种两剂
      已接种2针 已接种两针 接种2针 接种两针 3 3针 三针 3剂 三剂 3次 三次 3剂次 第三针 第3针 第三剂
      第3剂 已接种3剂 已接种三剂 已接种3针 已接种三针 接种3针 接种三针 4 4针 四针 4剂 四剂 4次 4剂次
      第四针 第4针 5针 五针 全程 全程接种 已全程 已全程接种 完成全程 已完成全程 完成全程接种 已完成全程接种
      加强 加强针 已加强 加强免疫 完成加强 已完成加强 完成加强免疫 已完成加强免疫 全程+加强 全程加强 全程及加强
      全程和加强 全程+加强针 全程接种+加强 第二次加强 2doses twodoses 3doses full
      fully booster boosted`,
    ),
    ...words,
  },
  {
    id: 'CARE-DIS-1',
    title: { zh: '表示无基础疾病的写法', en: 'Words for no underlying disease' },
    ...lowering,
    value: listOf(
      `无 没有 否 健康 身体健康 正常 体健 无基础疾病 无基础病 没有基础疾病 没有基础病 无疾病 无病 无病史
      无慢性病 无慢病 无合并症 无基础性疾病 / \\ - -- — × x 0 no none nil n
      healthy`,
    ),
    ...words,
  },
  {
    id: 'CARE-DIS-2',
    title: { zh: '表示病情稳定的写法', en: 'Words for a controlled disease' },
    ...lowering,
    value: listOf(
      `稳定 病情稳定 控制稳定 控制良好 控制好 控制较好 控制可 控制满意 平稳 病情平稳 已控制 控制平稳 良好 达标
      stable controlled wellcontrolled`,
    ),
    ...words,
  },
  {
    id: 'CARE-DIS-3',
    title: { zh: '表示病情不稳定的写法', en: 'Words for a disease out of control' },
    ...list,
    value: listOf(
      `不稳定 不稳 控制不稳 血压不稳 血糖不稳 控制差 控制不佳 控制不好 控制不良 控制欠佳 控制不满意 未控制 未达标 不达标 差 波动 病情波动
      加重 恶化 急性期 发作期 晚期 病情不稳定 欠稳定 未稳定 不平稳 控制一般 unstable
      uncontrolled poorlycontrolled`,
    ),
    ...words,
  },
  {
    id: 'CARE-DIS-4',
    title: { zh: '表示透析的写法', en: 'Words for dialysis' },
    ...list,
    value: listOf(`透析 血透 腹透 dialysis haemodialysis hemodialysis`),
    ...words,
  },
  {
    id: 'CARE-LIVE-1',
    title: { zh: '表示独居的写法', en: 'Words for living alone' },
    ...list,
    value: listOf(
      `是 √ ✓ ✔ 独居 空巢 空巢独居 空巢(独居) 独居老人 空巢老人 一人居住 一个人住 独自居住 单独居住 孤寡
      孤寡老人 1 1人 y yes true alone livingalone`,
    ),
    ...words,
  },
  {
    id: 'CARE-LIVE-2',
    title: { zh: '表示非独居的写法', en: 'Words for not living alone' },
    ...lowering,
    value: listOf(
      `否 × x ✗ ✘ 不是 非独居 不独居 无 0 n no false / - 与子女同住 与家人同住 与配偶同住
      和子女同住 和老伴同住 与老伴同住 同住 与亲属同住 与儿子同住 与女儿同住`,
    ),
    ...words,
  },
  {
    id: 'CARE-LIVE-3',
    title: { zh: '表示仅与残疾子女同住的写法', en: 'Words for living only with disabled children' },
    ...list,
    value: listOf(
      `与残疾子女同住 仅与残疾子女同住 只与残疾子女同住 与残疾子女共同居住 仅与残疾子女共同居住 和残疾子女同住
      残疾子女 与残疾儿子同住 与残疾女儿同住 与残疾子女居住 仅与残疾子女居住 withdisabledchildren`,
    ),
    ...words,
  },
  {
    id: 'CARE-KIND-1',
    title: { zh: '人群类别的写法（包含即是）', en: 'Words for kinds of people (contained in the cell)' },
    ...list,
    value: {
      onlyWithDisabledChildren: listOf('残疾子女'),
      livingAlone: listOf('独居 空巢 孤寡'),
      dialysis: listOf('透析 血透 腹透'),
      disabled: listOf('残疾 残障 肢残 失能'),
      pregnant: listOf('孕 产妇'),
      childInDifficulties: listOf('困境儿童 孤儿 留守儿童 事实无人抚养'),
      child: listOf('儿童 幼儿 婴 未成年'),
    },
    ...words,
  },
] as const satisfies readonly SeedRule[]
