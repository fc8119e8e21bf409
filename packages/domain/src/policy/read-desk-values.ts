import { type DeskValues, dayFlags, redFlags } from './desk-values.js'
import { fieldsOf, member, type Read, readPositive } from './reader.js'

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
