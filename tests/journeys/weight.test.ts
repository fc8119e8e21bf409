import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../support/world.js'

/** What a phone on a village's line is made to load before it shows anything. Bytes are the same on every machine. */
const mostBytes = 120_000
/** The page of an enterprise brings all that the field has, for they share their files: the difference is its own. */
const mostOfReport = 150_000

const dist = join(import.meta.dirname, '../../apps/web/dist')

type Chunk = {
  readonly file: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
  readonly css?: readonly string[]
}

const manifest = (): Readonly<Record<string, Chunk>> =>
  JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) // as Vite writes it, here, for this run

/** Fetched at once even where it is imported on its own: the day, and the words of one language, those of an office among them. */
const loadedAtOnce = (name: string, language: string, entry: string): boolean =>
  (entry === 'field.html' && name.startsWith('src/features/today/')) ||
  name === `src/i18n/words.${language}.ts` ||
  (entry !== 'field.html' && name.endsWith(`/messages/office.${language}.ts`))

type Weight = { readonly file: string; readonly bytes: number }

/** Every file that an entry loads at once. */
const visitOf = (entry: string): readonly Weight[] => {
  const chunks = manifest()
  const names = new Set([entry])
  const files = new Set([entry])
  for (const name of names) {
    const chunk = chunks[name]
    if (chunk === undefined) throw new Error(`no chunk ${name}`)
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
    for (const next of chunk.imports ?? []) names.add(next)
  }
  return [...files].map((file) => ({ file, bytes: gzipSync(readFileSync(join(dist, file))).length }))
}

/** Every file of a first visit, the heaviest first. */
const firstVisit = (language: string, entry = 'field.html'): readonly Weight[] => {
  const chunks = manifest()
  const names = new Set([entry])
  const files = new Set([entry])
  for (const name of names) {
    const chunk = chunks[name]
    if (chunk === undefined) throw new Error(`no chunk ${name}`)
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
    for (const next of chunk.imports ?? []) names.add(next)
    for (const next of chunk.dynamicImports ?? []) if (loadedAtOnce(next, language, entry)) names.add(next)
  }
  if (!names.has(`src/i18n/words.${language}.ts`)) throw new Error('the words are not among what is loaded')
  return [...files]
    .map((file) => ({ file, bytes: gzipSync(readFileSync(join(dist, file))).length }))
    .sort((a, b) => b.bytes - a.bytes)
}

let w: World
beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

const weighs = (list: readonly Weight[], most: number): void => {
  const total = list.reduce((sum, { bytes }) => sum + bytes, 0)
  const biggest = list.slice(0, 6).map(({ file, bytes }) => `${bytes} ${file}`)
  expect(total, `${total} bytes with gzip, the biggest:\n${biggest.join('\n')}`).toBeLessThanOrEqual(most)
}

test.each(['zh-CN', 'en'])('[X4] the first visit of a phone (%s) weighs at most 120,000 bytes', (language) => {
  weighs(firstVisit(language), mostBytes)
})

test.each(['zh-CN', 'en'])(
  "[E1] the first visit of an enterprise's page (%s) weighs at most 150,000 bytes",
  (language) => {
    const list = firstVisit(language, 'report.html')
    weighs(list, mostOfReport)
    // Past reports, products and the account are opened after the day's report: none of their code comes with it.
    for (const page of ['past-page', 'products-page', 'me-page', 'offer-page']) {
      expect(manifest()[`src/features/report/${page}.tsx`]?.file).toBeDefined()
      expect(list.map(({ file }) => file)).not.toContain(manifest()[`src/features/report/${page}.tsx`]?.file)
    }
  },
)

test.each(['zh-CN', 'en'])("[E9] the first visit of a keeper's page (%s) weighs at most 150,000 bytes", (language) => {
  const list = firstVisit(language, 'store.html')
  weighs(list, mostOfReport)
  // Stores and their stock come first: what is done there, counts, the book and the camera are opened after them.
  for (const page of [
    'act-page',
    'offer-page',
    'arrive-page',
    'book-page',
    'camera',
    'count-page',
    'items-page',
    'movement-page',
  ]) {
    expect(manifest()[`src/features/store/${page}.tsx`]?.file).toBeDefined()
    expect(list.map(({ file }) => file)).not.toContain(manifest()[`src/features/store/${page}.tsx`]?.file)
  }
})

test.each(['zh-CN', 'en'])(
  "[E3] the first visit of a hospital's page (%s) weighs at most 150,000 bytes",
  (language) => {
    const list = firstVisit(language, 'hospital.html')
    weighs(list, mostOfReport)
    // What waits and one request come first: forms, gates and offers are opened after them.
    for (const page of ['form-page', 'gates-page', 'offers-page', 'withdraw-page']) {
      expect(manifest()[`src/features/hospital/${page}.tsx`]?.file).toBeDefined()
      expect(list.map(({ file }) => file)).not.toContain(manifest()[`src/features/hospital/${page}.tsx`]?.file)
    }
  },
)

test("[E5] a driver's page weighs at most 120,000 bytes, its pages and words of both languages together", () => {
  weighs(visitOf('road.html'), mostBytes)
})

test('[E10] the public page of gifts weighs at most 150,000 bytes, its pages and words of both languages together', () => {
  weighs(visitOf('gifts.html'), mostOfReport)
})

test('[X4] only the language that is shown is loaded', () => {
  const files = firstVisit('zh-CN').map(({ file }) => file)
  expect(files.filter((file) => file.includes('words.'))).toEqual([expect.stringContaining('words.zh-CN')])
})

test('[X4] pages go out packed, and each kind of packing is kept apart by what lies between', async () => {
  const { file } = manifest()['field.html'] ?? { file: '' }
  for (const encoding of ['gzip', 'br', 'identity']) {
    const reply = await w.product.app.inject({ url: `/${file}`, headers: { 'accept-encoding': encoding } })
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['content-encoding'] ?? 'identity').toBe(encoding)
    expect(reply.headers).toMatchObject({
      vary: 'accept-encoding',
      'content-type': expect.stringContaining('javascript'),
      'cache-control': expect.stringContaining('immutable'),
    })
  }
  const page = await w.product.app.inject({ url: '/field/people', headers: { 'accept-encoding': 'gzip, br' } })
  expect(page.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': expect.stringContaining('html') })
})
