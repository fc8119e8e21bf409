import type {
  ClinicProblems,
  GiftProblems,
  Language,
  OfficeProblems,
  ProblemCode,
  RoadProblems,
  SpokenMessages,
} from '@lianfang/contract'
import { useI18n } from './i18n.js'

type Spoken = SpokenMessages['problems']

// Filled by the pages that can meet them: a phone in the field never loads these sentences.
let office: Readonly<Partial<Record<Language, OfficeProblems>>> = {}
let clinics: Readonly<Record<Language, ClinicProblems>> | null = null
let road: Readonly<Record<Language, RoadProblems>> | null = null

/** Adds the sentences for what only an office can meet; loaded with the words of the entries that have such pages. */
export const addOfficeProblems = (language: Language, words: OfficeProblems): void => {
  office = { ...office, [language]: words }
}

/** Adds the sentences for what is met with stock at the grassroots and joint orders only; called with their words. */
export const addClinicProblems = (words: Readonly<Record<Language, ClinicProblems>>): void => {
  clinics = words
}

/** Adds the sentences for what is met with consignments on the road only; called with their words. */
export const addRoadProblems = (words: Readonly<Record<Language, RoadProblems>>): void => {
  road = words
}

let gifts: Readonly<Record<Language, GiftProblems>> | null = null

/** Adds the sentences for what is met with gifts only; called with their words. */
export const addGiftProblems = (words: Readonly<Record<Language, GiftProblems>>): void => {
  gifts = words
}

/** The sentence for a problem. One whose words this page does not have is told as a fault of the program. */
const problemSentence = (at: { readonly language: Language; readonly spoken: Spoken }, code: ProblemCode): string => {
  if (isSpoken(at.spoken, code)) return at.spoken[code]
  const added: Partial<Record<ProblemCode, string>> = {
    ...office[at.language],
    ...clinics?.[at.language],
    ...road?.[at.language],
    ...gifts?.[at.language],
  }
  return added[code] ?? at.spoken.internal
}

/** The sentence for a code, in the reader's language. */
export const useSentenceOf = (): ((code: ProblemCode) => string) => {
  const { language, shared } = useI18n()
  return (code) => problemSentence({ language, spoken: shared.problems }, code)
}

const isSpoken = (spoken: Spoken, code: ProblemCode): code is keyof Spoken => Object.hasOwn(spoken, code)
