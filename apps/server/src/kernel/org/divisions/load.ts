import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Block } from './artefact.js'
import type { Division } from './division.js'
import { type OpenArtefact, openArtefact, readBlock } from './read.js'

/** A client of its own for the time of the load: it holds a transaction and a temporary table a chunk. */
export type LoadClient = Pick<pg.ClientBase, 'query'>

export type LoadProgress = { readonly done: number; readonly total: number }

type Needs = {
  readonly client: LoadClient
  readonly signal?: AbortSignal
  readonly progress?: (progress: LoadProgress) => void
  readonly file?: string
}

// 20,000 rows take about 200 ms: a chunk is a short transaction, and after a kill one chunk is done again.
const chunkRows = 20_000

/**
 * Loads the divisions of China into kernel.division: provinces to townships first (45,000 rows, after which the product is
 * usable), then the villages (620,000). Begun again after a kill it skips the provinces that are complete.
 */
export const loadDivisions = async ({ client, signal, progress, file }: Needs): Promise<void> => {
  const artefact = await openArtefact(file === undefined ? {} : { file })
  const blocks = artefact.header.blocks
  const total = blocks.reduce((sum, { rows }) => sum + rows, 0)
  const loaded = await countLoaded(client)
  let done = [...loaded.values()].reduce((sum, { above, villages }) => sum + above + villages, 0)
  progress?.({ done, total })
  const save = async (rows: AsyncIterable<readonly Division[]>) => {
    for await (const chunk of chunksOf(rows)) {
      signal?.throwIfAborted()
      done += await saveChunk({ client, chunk })
      progress?.({ done, total })
    }
  }
  const lacks = (kind: 'above' | 'villages') => (block: Block) => {
    const wanted = { above: block.rows - block.villages, villages: block.villages }
    return (loaded.get(block.code)?.[kind] ?? 0) < wanted[kind]
  }
  await save(rowsOf(artefact, blocks.filter(lacks('above')), ({ level }) => level < 5))
  for (const block of blocks.filter(lacks('villages')))
    await save(rowsOf(artefact, [block], ({ level }) => level === 5))
}

type Loaded = ReadonlyMap<string, { readonly above: number; readonly villages: number }>

const countLoaded = async (client: LoadClient): Promise<Loaded> => {
  const { rows } = await client.query<{ province: string; above: number; villages: number }>(
    `select left(code, 2) as province,
            count(*) filter (where level < 5)::int as above,
            count(*) filter (where level = 5)::int as villages
       from kernel.division where tree = 'cn' group by 1`,
  )
  return new Map(rows.map(({ province, ...counts }) => [province, counts]))
}

async function* rowsOf(
  artefact: OpenArtefact,
  blocks: readonly Block[],
  wanted: (division: Division) => boolean,
): AsyncGenerator<readonly Division[]> {
  for (const block of blocks) for await (const rows of readBlock(artefact, block)) yield rows.filter(wanted)
}

async function* chunksOf(batches: AsyncIterable<readonly Division[]>): AsyncGenerator<readonly Division[]> {
  let chunk: Division[] = []
  for await (const rows of batches) {
    if (chunk.length + rows.length > chunkRows) {
      yield chunk
      chunk = []
    }
    chunk.push(...rows)
  }
  if (chunk.length > 0) yield chunk
}

type Chunk = { readonly client: LoadClient; readonly chunk: readonly Division[] }

// Staged, because COPY knows no `on conflict` and is refused where row security stands.
const saveChunk = async ({ client, chunk }: Chunk): Promise<number> => {
  await client.query('begin')
  try {
    await client.query(
      'create temp table division_stage (code text, name text, level smallint, parent text) on commit drop',
    )
    const copy = client.query(copyFrom('copy division_stage (code, name, level, parent) from stdin'))
    await pipeline(Readable.from(copyLines(chunk)), copy)
    const { rowCount } = await client.query(
      // Nothing, once a tree of one's own stands there: it may have been loaded while this one was on its way.
      `with china as (select from kernel.instance where tree = 'cn' for share)
       insert into kernel.division (code, name, level, parent)
       select code, name, level, coalesce(parent, '') from division_stage where exists (select from china)
       on conflict (code) do nothing`,
    )
    await client.query('commit')
    return rowCount ?? 0
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

function* copyLines(chunk: readonly Division[]): Generator<string> {
  // A thousand rows a piece: the copy of one province must not hold the event loop.
  for (let at = 0; at < chunk.length; at += 1000)
    yield chunk
      .slice(at, at + 1000)
      .map(
        ({ code, name, level, parent }) =>
          `${copyText(code)}\t${copyText(name)}\t${level}\t${parent === undefined ? '\\N' : copyText(parent)}\n`,
      )
      .join('')
}

/** A text as COPY reads it. */
export const copyText = (text: string): string =>
  text.replace(/[\\\t\n\r]/g, (letter) => `\\${{ '\t': 't', '\n': 'n', '\r': 'r' }[letter] ?? letter}`)
