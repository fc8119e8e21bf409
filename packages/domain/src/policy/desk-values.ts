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
