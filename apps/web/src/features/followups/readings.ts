export type Readings = { readonly spo2: string; readonly temperature: string }

export const readingsFrom = (spo2: number | null, temperature: number | null): Readings => ({
  spo2: spo2 === null ? '' : String(spo2),
  temperature: temperature === null ? '' : temperature.toFixed(1),
})

type Parsed = {
  readonly ok: boolean
  readonly spo2Percent: number | null
  readonly temperatureC: number | null
  readonly spo2Wrong: boolean
  readonly temperatureWrong: boolean
}

// Some keypads offer a comma only, and Chinese ones a full-width stop.
const numberOf = (text: string): number | null => {
  const clean = text.trim().replace(/[,，。．]/g, '.')
  return clean === '' ? null : Number(clean)
}

const outside = (value: number | null, least: number, most: number): boolean =>
  value !== null && !(value >= least && value <= most)

/** What was typed as numbers, and whether a person could have them (CARE-READ-1, CARE-READ-2; the server decides). */
export const parseReadings = ({ spo2, temperature }: Readings): Parsed => {
  const spo2Percent = numberOf(spo2)
  const celsius = numberOf(temperature)
  const spo2Wrong = outside(spo2Percent, 50, 100) || (spo2Percent !== null && !Number.isInteger(spo2Percent))
  const temperatureWrong = outside(celsius, 34, 43)
  return {
    ok: !spo2Wrong && !temperatureWrong,
    spo2Percent,
    temperatureC: celsius === null ? null : Math.round(celsius * 10) / 10,
    spo2Wrong,
    temperatureWrong,
  }
}
