import { checkCharacterOf, type PersonFields } from '@lianfang/domain/care'
import type { PersonKind } from '@lianfang/domain/policy'
import { addDays, type Day, dayFrom, type PlaceCode, partsOf } from '@lianfang/domain/shared'
import type { Dice } from './dice.js'
import { inventName } from './names.js'

/** Sequence numbers of one birthday given so far, so that no two people get the same number. */
export type NumbersGiven = Map<string, number>

export type Inventing = {
  readonly dice: Dice
  readonly today: Day
  readonly township: PlaceCode
  readonly village: PlaceCode | null
  readonly numbers: NumbersGiven
}

type Diseases = PersonFields['disease']

const diseaseNames = [
  '高血压',
  '2型糖尿病',
  '冠心病',
  '脑卒中后遗症',
  '慢性阻塞性肺疾病',
  '慢性肾病',
  '支气管哮喘',
  '恶性肿瘤',
] as const

/** Four in five are 65 or older; the rest are ill, pregnant or children. */
const inventAge = (dice: Dice): number => {
  const at = dice.next()
  if (at < 0.55) return dice.between(65, 79)
  if (at < 0.8) return dice.between(80, 97)
  if (at < 0.94) return dice.between(40, 64)
  return at < 0.97 ? dice.between(22, 39) : dice.between(1, 13)
}

// The last birthday lies 40 to 340 days back: over the three weeks of history everybody keeps their age, and with it
// the tier that was found when they were taken in.
const inventBirth = (dice: Dice, age: number, today: Day): Day => {
  const birthday = partsOf(addDays(today, -dice.between(40, 340)))
  const born = { ...birthday, year: birthday.year - age }
  return dayFrom(born) ?? dayFrom({ ...born, dayOfMonth: 28 }) ?? today
}

/**
 * An identity number whose check character is right and which nobody can have: 4299 is no prefecture. The sequence is
 * counted down from 989, where it says the sex and stays unique within a birthday.
 */
const inventNumber = (home: string, birth: Day, sex: 'male' | 'female', numbers: NumbersGiven): string | null => {
  const head = `4299${home.slice(4)}${birth.replaceAll('-', '')}`
  const key = `${head}${sex}`
  const given = numbers.get(key) ?? 0
  const sequence = (sex === 'male' ? 989 : 988) - 2 * given
  if (sequence < 100) return null
  numbers.set(key, given + 1)
  return head + sequence + checkCharacterOf(head + sequence)
}

// No operator was given 154.
export const inventPhone = (dice: Dice): string => `154${String(dice.between(0, 99_999_999)).padStart(8, '0')}`

const inventDisease = (dice: Dice, age: number): Diseases => {
  const at = dice.next()
  if (at < 0.04) return { class: 'unknown', names: [] }
  const well = age < 40 ? 0.75 : age < 65 ? 0.1 : 0.42
  if (at < 0.04 + well) return { class: 'none', names: [] }
  const first = dice.pick(diseaseNames)
  const names = dice.chance(0.3) ? [...new Set([first, dice.pick(diseaseNames)])] : [first]
  const control = dice.next()
  return { class: control < 0.05 ? 'stabilityUnknown' : control < 0.19 ? 'unstable' : 'stable', names }
}

const inventVaccination = (dice: Dice): PersonFields['vaccination'] => {
  const at = dice.next()
  if (at < 0.025) return { class: 'unknown', raw: '' }
  return { class: at < 0.13 ? 'none' : at < 0.19 ? 'partial' : 'full', raw: '' }
}

const inventLiving = (dice: Dice): PersonFields['living'] => {
  const at = dice.next()
  if (at < 0.17) return 'alone'
  if (at < 0.19) return 'onlyWithDisabledChildren'
  return at < 0.92 ? 'notAlone' : 'unknown'
}

type Known = Pick<PersonFields, 'living' | 'sex' | 'disease'> & { readonly age: number }

const inventKinds = (dice: Dice, { living, sex, disease, age }: Known): readonly PersonKind[] => {
  const kinds: PersonKind[] = []
  if (living === 'alone') kinds.push('livingAlone')
  if (living === 'onlyWithDisabledChildren') kinds.push('onlyWithDisabledChildren')
  if (disease.names.includes('慢性肾病') && dice.chance(0.15)) kinds.push('dialysis')
  if (dice.chance(0.04)) kinds.push('disabled')
  if (age >= 22 && age < 40 && sex === 'female') kinds.push('pregnant')
  if (age < 14) kinds.push(dice.chance(0.3) ? 'childInDifficulties' : 'child')
  return kinds
}

/** Somebody who does not exist: name, number and telephone can belong to nobody. */
export const inventPerson = ({ dice, today, township, village, numbers }: Inventing): PersonFields => {
  const age = inventAge(dice)
  const sex = dice.chance(0.52) ? 'female' : 'male'
  const birth = inventBirth(dice, age, today)
  const disease = inventDisease(dice, age)
  const living = inventLiving(dice)
  const withNumber = !dice.chance(0.02)
  return {
    name: inventName(dice, sex),
    sex,
    idNumber: withNumber ? inventNumber(township.slice(0, 6), birth, sex, numbers) : null,
    idNumberRaw: null,
    birth: { day: birth },
    phones: dice.chance(0.05) ? [] : dice.chance(0.12) ? [inventPhone(dice), inventPhone(dice)] : [inventPhone(dice)],
    township,
    village,
    address: `${dice.between(1, 14)}组`,
    disease,
    vaccination: inventVaccination(dice),
    living,
    kinds: inventKinds(dice, { living, sex, disease, age }),
    remark: '',
  }
}
