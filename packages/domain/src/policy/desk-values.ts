import { fieldsOf, member, type Read, readPositive } from './reader.js'

/** What a caller may say that means 120 now, beside the danger signs of alarms (K4). */
export const redFlags = ['breathlessAtRest', 'confused', 'chestPain', 'cannotDrink', 'blueLips', 'faints'] as const
export type RedFlag = (typeof redFlags)[number]

/** What somebody has to see on the same day. */
export const dayFlags = [
  'fever',
  'worseThanYesterday',
  'breathlessMoving',
  'eatsLittle',
  'medicineOut',
  'nobodyThere',
] as const
export type DayFlag = (typeof dayFlags)[number]

/** Values of the 24-hour desk (K4). */
export type DeskValues = {
  readonly redFlags: readonly RedFlag[]
  readonly dayFlags: readonly DayFlag[]
  /** Minutes until the desk calls back, by the outcome of the triage. */
  readonly callBackMinutes: { readonly emergency: number; readonly today: number; readonly advice: number }
  /** Unanswered tries after which a call may be closed although nobody was reached. */
  readonly triesBeforeClosing: number
  /** Days ahead in which the rota has no hole. */
  readonly rotaDays: number
}

const readList =
  <T extends string>(list: readonly T[]) =>
  (value: unknown): readonly T[] | undefined => {
    if (!Array.isArray(value)) return undefined
    const read = value.map((one) => member(list, one)).filter((one) => one !== undefined)
    return read.length === value.length && read.length > 0 ? read : undefined
  }

const readMinutes = (value: unknown): DeskValues['callBackMinutes'] | undefined => {
  const fields = fieldsOf(value)
  const emergency = readPositive(fields['emergency'])
  const today = readPositive(fields['today'])
  const advice = readPositive(fields['advice'])
  if (emergency === undefined || today === undefined || advice === undefined) return undefined
  return emergency <= today && today <= advice ? { emergency, today, advice } : undefined
}

export const readDesk = (read: Read): DeskValues | undefined => {
  const red = read('CARE-DESK-1', readList(redFlags))
  const day = read('CARE-DESK-2', readList(dayFlags))
  const callBackMinutes = read('CARE-DESK-3', readMinutes)
  const triesBeforeClosing = read('CARE-DESK-4', readPositive)
  const rotaDays = read('CARE-DESK-5', readPositive)
  if (!red || !day || !callBackMinutes || triesBeforeClosing === undefined || rotaDays === undefined) return undefined
  return { redFlags: red, dayFlags: day, callBackMinutes, triesBeforeClosing, rotaDays }
}
