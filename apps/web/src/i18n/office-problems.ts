import { officeEn } from '@lianfang/contract/messages/office.en'
import { officeZhCN } from '@lianfang/contract/messages/office.zh-CN'

export const officeProblems = { 'zh-CN': officeZhCN, en: officeEn } as const
