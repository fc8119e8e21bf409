import { clinicsEn } from './clinics.en.js'
import { clinicsZhCN } from './clinics.zh-CN.js'
import { en } from './en.js'
import { giftEn } from './gift.en.js'
import { giftZhCN } from './gift.zh-CN.js'
import type { Language, Messages } from './messages.js'
import { officeEn } from './office.en.js'
import { officeZhCN } from './office.zh-CN.js'
import { roadEn } from './road.en.js'
import { roadZhCN } from './road.zh-CN.js'
import { tablesEn } from './tables.en.js'
import { tablesZhCN } from './tables.zh-CN.js'
import { zhCN } from './zh-CN.js'

export { accountFaultSentence } from './account-fault.js'
export { actionWord, actionWordsOf } from './actions.js'
export type {
  ClinicProblems,
  FindingCode,
  GiftProblems,
  Language,
  Messages,
  OfficeProblems,
  RoadProblems,
  SpokenMessages,
  TableMessages,
} from './messages.js'
export { findingSentence, tableMessagesOf } from './tables.js'

const tables: Readonly<Record<Language, Messages>> = {
  'zh-CN': {
    ...{ ...zhCN, ...tablesZhCN },
    problems: { ...zhCN.problems, ...officeZhCN, ...clinicsZhCN, ...roadZhCN, ...giftZhCN },
  },
  en: {
    ...{ ...en, ...tablesEn },
    problems: { ...en.problems, ...officeEn, ...clinicsEn, ...roadEn, ...giftEn },
  },
}

/** The shared words of a language. */
export const messagesOf = (language: Language): Messages => tables[language]
