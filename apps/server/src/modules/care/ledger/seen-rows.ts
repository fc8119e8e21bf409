import { type ComparablePerson, candidateKeys } from '@lianfang/domain/care'

/** An earlier row of this file, as later rows are compared with it. */
export type SeenRow = {
  readonly row: number
  readonly person: ComparablePerson
  /** Where the row's person is (or will be) on the ledger; null when it was not taken in. */
  readonly id: string | null
  readonly isNew: boolean
}

/** The earlier rows of a file, found by the keys under which two entries of one person must meet. */
export type SeenRows = {
  readonly add: (seen: SeenRow) => void
  /** Rows that share a key with a person, in the file's order; they are still to be compared. */
  readonly near: (person: ComparablePerson) => readonly SeenRow[]
}

const pageBytes = 1 << 20

// FNV-1a over the letters, 32 bits: two keys that meet by chance only cost a comparison.
const hashOf = (key: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return hash | 0
}

const texts = ({ row, person: p, id, isNew }: SeenRow): string =>
  JSON.stringify([row, id, isNew, p.name, p.sex, p.idNumber, p.idNumberRaw, p.birth, p.phones, p.township, p.village])

type Fields = [
  row: number,
  id: string | null,
  isNew: boolean,
  name: ComparablePerson['name'],
  sex: ComparablePerson['sex'],
  idNumber: ComparablePerson['idNumber'],
  idNumberRaw: ComparablePerson['idNumberRaw'],
  birth: ComparablePerson['birth'],
  phones: ComparablePerson['phones'],
  township: ComparablePerson['township'],
  village: ComparablePerson['village'],
]

const rowOf = (text: string): SeenRow => {
  const [row, id, isNew, name, sex, idNumber, idNumberRaw, birth, phones, township, village] = JSON.parse(
    text,
  ) as Fields // written by `texts`
  return { row, id, isNew, person: { name, sex, idNumber, idNumberRaw, birth, phones, township, village } }
}

/**
 * Rows are kept as text in pages, outside of the heap: as objects with their strings 100,000 rows took 300 MB, so they take
 * some 35. A county's ledger has up to 200,000 rows; a file's limit is a million.
 */
export const makeSeenRows = (): SeenRows => {
  const pages: Buffer[] = []
  // Page, beginning and end of each row, three numbers a row in one list.
  const places: number[] = []
  const byKey = new Map<number, number | number[]>()
  let used = pageBytes

  const write = (text: string): number => {
    const length = Buffer.byteLength(text)
    if (used + length > (pages.at(-1)?.length ?? 0)) {
      pages.push(Buffer.allocUnsafeSlow(Math.max(pageBytes, length)))
      used = 0
    }
    const page = pages.length - 1
    pages[page]?.write(text, used)
    places.push(page, used, used + length)
    used += length
    return places.length / 3 - 1
  }

  const read = (at: number): SeenRow => {
    const [page = 0, from = 0, to = 0] = places.slice(3 * at, 3 * at + 3)
    return rowOf(pages[page]?.toString('utf8', from, to) ?? '')
  }

  return {
    add: (seen) => {
      const at = write(texts(seen))
      for (const key of candidateKeys(seen.person)) {
        const hash = hashOf(key)
        const known = byKey.get(hash)
        if (known === undefined) byKey.set(hash, at)
        else if (typeof known === 'number') byKey.set(hash, [known, at])
        else known.push(at)
      }
    },
    near: (person) => {
      const found = new Set<number>()
      for (const key of candidateKeys(person)) {
        const known = byKey.get(hashOf(key))
        for (const at of known === undefined ? [] : typeof known === 'number' ? [known] : known) found.add(at)
      }
      return [...found].sort((a, b) => a - b).map(read)
    },
  }
}
