import { cleanName, differByOne, foldName, villageNameOf } from './place-names.js'

/**
 * Villages whose name is the written one or one character off, for who has to say which is meant (K1): a help to choose, and no
 * reading. A name of one character is near to everything, and so to nothing.
 */
export const nearVillages = <Village extends { readonly name: string }>(
  written: string,
  villages: readonly Village[],
): readonly Village[] => {
  const { stem } = villageNameOf(foldName(cleanName(written)))
  if (stem.length < 2) return []
  const distance = ({ name }: Village): number => {
    const other = villageNameOf(foldName(cleanName(name))).stem
    if (other === stem) return 0
    return differByOne(other, stem) ? 1 : 2
  }
  return villages
    .map((village) => ({ village, off: distance(village) }))
    .filter(({ off }) => off < 2)
    .sort((a, b) => a.off - b.off)
    .map(({ village }) => village)
}
