import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppliedMigration } from './format.js'

type Missing =
  | { readonly outcome: 'known'; readonly texts: readonly string[] }
  | { readonly outcome: 'newer'; readonly unknown: readonly string[] }
  | { readonly outcome: 'edited'; readonly name: string }

/** The texts of a backup's migrations, as this program has them; a restore builds the same structure from them first. */
export const textsOf = async (folder: string, applied: readonly AppliedMigration[]): Promise<Missing> => {
  const there = new Set(await readdir(folder))
  const unknown = applied.filter((a) => !there.has(a.name)).map((a) => a.name)
  if (unknown.length > 0) return { outcome: 'newer', unknown }
  const texts = await Promise.all(applied.map((a) => readFile(join(folder, a.name), 'utf8')))
  const edited = applied.find(
    (a, i) =>
      createHash('sha256')
        .update(texts[i] ?? '')
        .digest('hex') !== a.hash,
  )
  return edited === undefined ? { outcome: 'known', texts } : { outcome: 'edited', name: edited.name }
}
