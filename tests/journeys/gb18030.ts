/** Text as GB18030, as spreadsheets of Chinese offices write it. Two-byte characters only: enough for a ledger. */
export const toGb18030 = (text: string): Buffer => {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, readonly [number, number]>()
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      if (low !== 0x7f) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
    }
  }
  return Buffer.from([...text].flatMap((c) => (c < '\u0080' ? [c.charCodeAt(0)] : [...(codes.get(c) ?? [0x3f])])))
}
