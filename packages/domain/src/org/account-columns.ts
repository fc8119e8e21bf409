import { textOf } from '../care/ledger/text.js'

/** What a column of a list of staff can be. `township` and `village` are the two halves of a place written in two columns. */
export const accountFields = ['name', 'login', 'role', 'place', 'township', 'village', 'medic', 'team'] as const
export type AccountField = (typeof accountFields)[number]
export type AccountColumns = Readonly<Partial<Record<AccountField, number>>>

const listOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Headings as offices write them, without spaces and punctuation, in lower case. */
const headings: Readonly<Record<AccountField, ReadonlySet<string>>> = {
  name: listOf('姓名 名字 人员姓名 工作人员姓名 name fullname personname'),
  login: listOf(
    '账号 帐号 登录名 登陆名 登录账号 登录帐号 用户名 账户 login loginname signin signinname username account',
  ),
  role: listOf('角色 身份 岗位 人员类别 role'),
  place: listOf('地区 地区代码 区划代码 行政区划 所在地区 负责地区 辖区 工作地区 地方 place placecode area region'),
  township: listOf('乡镇街道 乡镇 街道 所属乡镇 所在乡镇 镇街 乡镇办 乡镇名称 township town subdistrict'),
  village: listOf(
    '村居 村 社区 村社区 所属村 所在村 行政村 村名 村居名称 村社区名称 village community villagecommunity',
  ),
  medic: listOf('医护 是否医护 医务人员 是否医务人员 是否医护人员 医护人员 medic ismedic medicyesno'),
  team: listOf('团队 小组 网格 所属团队 团队名称 team teamname'),
}

const keyOf = (text: string): string =>
  textOf(text)
    .replace(/\([^()]*\)/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

/**
 * The columns of a row of headings, or null when it is none: a name and something that says who or where belong to one.
 * Of two columns with the same heading the first counts.
 */
export const readAccountHeadings = (cells: readonly string[]): AccountColumns | null => {
  const found: Partial<Record<AccountField, number>> = {}
  for (const [index, cell] of cells.entries()) {
    const key = keyOf(cell)
    const field = key === '' ? undefined : accountFields.find((one) => headings[one].has(key))
    if (field !== undefined) found[field] ??= index
  }
  const says = (['role', 'place', 'township', 'village', 'medic'] as const).some((field) => found[field] !== undefined)
  return found.name !== undefined && says ? found : null
}
