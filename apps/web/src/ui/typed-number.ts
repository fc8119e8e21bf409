// Keypads offer a comma only, Chinese ones a full-width stop and full-width digits; who reads a unit off a device types it too.
const stops = /[,，。]/g
const unit = /\s*(%|°C?)$/i

/** A reading as typed, in its unit; null where nothing was typed, NaN where it is no number. */
export const typedNumber = (text: string): number | null => {
  const clean = text.normalize('NFKC').trim()
  if (clean === '') return null
  const digits = clean.replace(unit, '').replace(stops, '.')
  return digits === '' ? Number.NaN : Number(digits)
}
