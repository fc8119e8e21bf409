import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import type { ProblemCode } from '@lianfang/contract'
import type { House } from './house.js'
import { FileError } from './interop/csv/index.js'
import { openTable } from './interop/xlsx/index.js'
import { problem } from './kernel/problems/index.js'
import type { CareNeeds, TableSource } from './modules/care/index.js'

/** What the care module is handed, from the opened house. */
export const careNeeds = (house: House, log: (line: string) => void): CareNeeds => ({
  db: house.db,
  keys: house.keys,
  policy: house.policy,
  now: house.now,
  zone: house.config.zone,
  demonstration: house.instance.demonstration,
  log,
})

const asProblem = (error: unknown): unknown =>
  error instanceof FileError
    ? problem(error.code satisfies ProblemCode, JSON.parse(JSON.stringify(error.problem.details)))
    : error

async function* withProblems<T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* rows
  } catch (error) {
    throw asProblem(error)
  }
}

type Source = { readonly path?: string; readonly stream?: Readable; readonly sheet?: string }

/** Opens somebody's file as a table; what is wrong with it becomes a problem of the registry. */
export const openSource = async (source: Source): Promise<TableSource & { readonly close: () => Promise<void> }> => {
  try {
    const table = await openTable(source)
    return {
      rows: withProblems(table.rows),
      info: () =>
        table.info.kind === 'csv'
          ? { sheet: null, encoding: table.info.encoding }
          : { sheet: table.info.sheet, encoding: null },
      close: table.close,
    }
  } catch (error) {
    throw asProblem(error)
  }
}

/** The name of a file without its folders: paths of somebody's machine are not kept. */
export const plainName = (path: string): string => basename(path).slice(0, 200)
