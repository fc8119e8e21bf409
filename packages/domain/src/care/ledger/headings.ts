import { textOf } from './text.js'

/** Fields of a ledger row that a column can be mapped to. */
export type LedgerField =
  | 'serial'
  | 'township'
  | 'village'
  | 'name'
  | 'sex'
  | 'idNumber'
  | 'birthDate'
  | 'age'
  | 'phone'
  | 'address'
  | 'disease'
  | 'diseaseControl'
  | 'vaccination'
  | 'living'
  | 'kinds'
  | 'remark'

/** A heading without spaces, brackets and punctuation, in lower case: '性 别' → '性别', '空巢（独居）' → '空巢独居'. */
export const headingKey = (text: string): string =>
  textOf(text)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

const listOf = (text: string): readonly string[] => text.trim().split(/\s+/)

const SYNONYMS: Readonly<Record<LedgerField, readonly string[]>> = {
  serial: listOf('序号 编号 序 号 no number serial serialno 序列号 sn 行号'),
  township: listOf(
    `乡镇街道 乡镇 街道 所属街道 所属乡镇 所在乡镇 镇 乡 镇街 镇乡 街镇 乡镇名称 街道乡镇 乡镇场 乡镇街办 所属镇街 所属乡镇街道
    乡镇办 办事处 township town subdistrict street`,
  ),
  village: listOf(
    `村居 村 社区村 村社区 社区 所属村 所在村 行政村 村名 村委会 居委会 村居委会 村居名称 村社区名称 所属村居 所属社区 所属村社区
    所在村居 所在村社区 村委 居村委 社区居委会 村级 village community villagecommunity`,
  ),
  name: listOf(
    `姓名 老人姓名 名字 人员姓名 居民姓名 本人姓名 重点人群姓名 患者姓名 服务对象姓名 服务对象 对象姓名 老年人姓名 name fullname personname`,
  ),
  sex: listOf('性别 男女 sex gender'),
  idNumber: listOf(
    `身份证号 身份证号码 公民身份号码 身份证 证件号码 证件号 有效证件号码 公民身份证号码 身份号码 居民身份证号 居民身份证号码
    身份证件号码 id idnumber idno idcard idcardnumber nationalid identitynumber identitycard`,
  ),
  birthDate: listOf('出生日期 出生年月 出生年月日 生日 出生时间 birthdate dateofbirth dob birthday birth'),
  age: listOf('年龄 周岁 年龄周岁 年龄岁 岁数 年纪 周岁年龄 age ageyears years'),
  phone: listOf(
    `联系电话 电话 手机 手机号 手机号码 电话号码 联系方式 本人电话 家属电话 本人或家属电话 本人联系电话 家属联系电话 联系电话手机
    联系人电话 本人手机 家庭电话 固定电话 监护人电话 子女电话 联系手机 phone phonenumber mobile tel telephone contact contactnumber`,
  ),
  address: listOf(
    `地址 住址 家庭住址 现住址 居住地址 详细地址 家庭地址 户籍地址 户籍地 常住地址 居住地 现居住地址 门牌号 address homeaddress`,
  ),
  disease: listOf(
    `基础疾病 合并症 基础病 疾病 慢性病 慢病 基础疾病名称 疾病名称 患病情况 基础疾病情况 患病名称 疾病种类 基础疾病种类 病种 既往病史
    病史 健康状况 身体状况 合并基础疾病 患有基础疾病 慢性病名称 所患疾病 所患基础疾病 disease diseases underlyingdisease
    chronicdisease comorbidity comorbidities condition conditions`,
  ),
  diseaseControl: listOf(
    `病情控制 控制情况 疾病控制情况 基础疾病控制情况 病情是否稳定 是否稳定 稳定情况 病情 基础疾病是否稳定 疾病是否稳定 控制状况 病情稳定
    基础疾病控制 病情控制情况 control diseasecontrol stability stable`,
  ),
  vaccination: listOf(
    `新冠疫苗接种情况 疫苗剂次 疫苗接种情况 接种情况 疫苗接种 疫苗 新冠疫苗 接种剂次 新冠疫苗接种 疫苗接种剂次 新冠疫苗接种剂次 接种针次
    疫苗针次 疫苗接种状况 新冠疫苗剂次 接种状态 疫苗情况 接种疫苗情况 vaccination vaccine vaccinated doses vaccinationstatus
    covidvaccination vaccinedoses`,
  ),
  living: listOf(
    `是否独居 空巢独居 独居 是否空巢 居住情况 居住状况 居住方式 空巢 是否空巢独居 独居情况 是否独居空巢 同住情况 居住类型 独居空巢 是否独居老人
    livingalone living livesalone livingsituation`,
  ),
  kinds: listOf(
    `人群类别 人群分类 类别 重点人群类别 人员类别 人群类型 重点人群类型 人员类型 对象类别 重点人群分类 人群 kind kinds category
    group populationgroup`,
  ),
  remark: listOf('备注 说明 其他 其它 备注说明 备 注 remark remarks note notes comment comments'),
}

const EXACT: ReadonlyMap<string, LedgerField> = new Map(
  Object.entries(SYNONYMS).flatMap(([field, words]) => words.map((word) => [word, field as LedgerField] as const)),
)

// Headings about someone else than the key person: "包保人姓名", "家庭医生电话".
const SOMEONE_ELSE = /包保|网格|医生|村医|责任人|填报|干部|联络员|签约|志愿者|负责人|户主姓名|监护人姓名|联系人姓名/

// Looser readings, tried in this order; each only proposes.
const PARTS: readonly (readonly [RegExp, LedgerField])[] = [
  [/身份证|身份号|证件号/, 'idNumber'],
  [/疫苗|接种|针次|剂次|vaccin/, 'vaccination'],
  [/控制|稳定/, 'diseaseControl'],
  [/疾病|病种|合并症|慢病|病史|基础病|患病|disease/, 'disease'],
  [/独居|空巢|同住|居住情况/, 'living'],
  [/人群|类别|类型/, 'kinds'],
  [/出生|生日|birth/, 'birthDate'],
  [/年龄|周岁/, 'age'],
  [/电话|手机|联系方式|phone|mobile/, 'phone'],
  [/住址|地址|住所|address/, 'address'],
  [/姓名|名字/, 'name'],
  [/性别/, 'sex'],
  [/乡镇|街道|township/, 'township'],
  [/村|社区|居委|village/, 'village'],
  [/备注|说明|remark/, 'remark'],
  [/序号|编号/, 'serial'],
]

export type HeadingReading = { readonly field: LedgerField | null; readonly sure: boolean }

const NOTHING: HeadingReading = { field: null, sure: false }

/** The field a heading names: sure for a known heading, unsure for one that only contains a telling word. */
export const readHeading = (text: string): HeadingReading => {
  const key = headingKey(text)
  if (key === '' || key.length > 40) return NOTHING
  const exact = EXACT.get(key)
  if (exact) return { field: exact, sure: true }
  if (SOMEONE_ELSE.test(key)) return NOTHING
  const part = PARTS.find(([pattern]) => pattern.test(key))
  return part ? { field: part[1], sure: false } : NOTHING
}
