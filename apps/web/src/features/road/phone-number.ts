/** The number in what the desk wrote of whom to call; null where there is none. */
export const numberIn = (text: string): string | null => {
  const found = /\+?\d[\d\s-]{1,18}\d/.exec(text.normalize('NFKC'))?.[0].replace(/[\s-]/g, '')
  return found === undefined || found.length < 3 ? null : found
}
