/** What is typed and chosen of medicine and disease. */
export type MedicineTyped = {
  readonly daysLeft: string
  readonly control: 'stable' | 'unstable' | null
  readonly guided: boolean | null
  readonly note: string
}

/** The same as it is sent. Null: not said. */
export type MedicineSaid = {
  readonly daysLeft: number | null
  readonly control: 'stable' | 'unstable' | null
  readonly guided: boolean | null
  /** Said apart from the name, which the device does not keep. */
  readonly missing: boolean
  readonly note: string | null
}

export const nothingTold: MedicineTyped = { daysLeft: '', control: null, guided: null, note: '' }

const mostDays = 400

type Parsed = { readonly wrong: boolean; readonly said: MedicineSaid | null }

/** What was typed, read; nothing said is nothing to send. */
export const parseMedicine = ({ daysLeft, control, guided, note }: MedicineTyped): Parsed => {
  const text = daysLeft.trim()
  const days = text === '' ? null : Number(text)
  const wrong = days !== null && !(Number.isInteger(days) && days >= 0 && days <= mostDays)
  const words = note.trim()
  const silent = days === null && control === null && guided === null && words === ''
  const said =
    silent || wrong
      ? null
      : { daysLeft: days, control, guided, missing: words !== '', note: words === '' ? null : words }
  return { wrong, said }
}

/** For how many days from today medicine lasts; less than nothing: for so many days there is none. */
export const daysFromToday = (outOn: string, today: string): number =>
  Math.round((Date.parse(outOn) - Date.parse(today)) / 86_400_000)
