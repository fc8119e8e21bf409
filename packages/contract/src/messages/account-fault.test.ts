import { expect, test } from 'vitest'
import { accountFaultSentence, messagesOf } from './index.js'

const zh = messagesOf('zh-CN')
const said = (code: 'twiceInFile' | 'roleUnknown' | 'nameTooLong', value: string): string =>
  accountFaultSentence({ code, value }, { words: zh, roles: zh.roles, listSeparator: '、' })

test('a row of a list of staff that stands there twice names the earlier row', () => {
  expect(said('twiceInFile', '5')).toBe('与名单第 5 行重复')
})

test('a role that is none is said with the roles there are', () => {
  expect(said('roleUnknown', '村长')).toMatch(/^没有“村长”这个角色.*：村级工作人员、医务人员、乡镇管理员、/)
})

test('any other fault is said with what stands in the cell', () => {
  expect(said('nameTooLong', '甲乙')).toBe('超过 60 个字 甲乙')
})
