import { FileError, type Limits, type Row, type SheetRows, type Table } from '../csv/index.js'
import { type Archive, openArchive } from './archive.js'
import { readSheet } from './sheet.js'
import { readShared, readStyles, readWorkbook, type Sheet, type Workbook } from './workbook.js'

/** Which of a workbook's visible sheets to read; undefined for the first that holds anything. */
export type ChooseSheet = (sheets: readonly string[]) => Promise<string | undefined>

type Needs = {
  readonly path: string
  readonly sheet: string | undefined
  readonly choose?: ChooseSheet | undefined
  readonly limits: Limits
}

/** Opens a workbook's sheet: the one named, else the first visible one that holds anything. */
export const openXlsx = async ({ path, sheet, choose, limits }: Needs): Promise<Table> => {
  const archive = await openArchive(path, limits)
  try {
    const workbook = await readWorkbook(archive)
    const open = await sheetOpener(archive, { workbook, limits })
    const sheets = visible(workbook).map(({ name }) => name)
    const likely = sheet === undefined ? await choose?.(sheets) : undefined
    const chosen = await chooseSheet(workbook, { sheet, likely, open })
    const rows = allRows(chosen.first, chosen.rows, () => archive.close())
    return {
      info: { kind: 'xlsx', sheet: chosen.name, sheets },
      rows,
      sheetRows: () => countSheets(path, limits),
      close: async () => {
        // A generator not yet begun does not run its own ending.
        await rows.return(undefined)
        await chosen.rows.return(undefined)
        archive.close()
      },
    }
  } catch (error) {
    archive.close()
    throw error
  }
}

/** Rows of every visible sheet that holds any, counted from the file anew. */
const countSheets = async (path: string, limits: Limits): Promise<readonly SheetRows[]> => {
  const archive = await openArchive(path, limits)
  try {
    const workbook = await readWorkbook(archive)
    const open = await sheetOpener(archive, { workbook, limits })
    const counted: SheetRows[] = []
    for (const sheet of visible(workbook)) {
      let rows = 0
      for await (const _ of open(sheet)) rows += 1
      if (rows > 0) counted.push({ name: sheet.name, rows })
    }
    return counted
  } finally {
    archive.close()
  }
}

type OpenSheet = (sheet: Sheet) => AsyncGenerator<Row>

const sheetOpener = async (
  archive: Archive,
  { workbook, limits }: { readonly workbook: Workbook; readonly limits: Limits },
): Promise<OpenSheet> => {
  const kinds = await readStyles(archive, workbook.stylesPart)
  const shared = await readShared(archive, { part: workbook.sharedPart, limits })
  const { from1904 } = workbook
  return ({ part }) => readSheet({ bytes: archive.read(part), shared, kinds, from1904, limits })
}

const visible = ({ sheets }: Workbook): readonly Sheet[] => sheets.filter((sheet) => sheet.visible)

type Chosen = { readonly name: string; readonly first: Row; readonly rows: AsyncGenerator<Row> }
type Choice = {
  readonly sheet: string | undefined
  /** Tried first where none is named. */
  readonly likely: string | undefined
  readonly open: OpenSheet
}

const chooseSheet = async (workbook: Workbook, { sheet, likely, open }: Choice): Promise<Chosen> => {
  const named = workbook.sheets.filter(({ name }) => name === sheet)
  const sheets = visible(workbook).map(({ name }) => name)
  if (sheet !== undefined && named.length === 0)
    throw new FileError({ code: 'file.no-such-sheet', details: { sheet, sheets } })
  const first = visible(workbook).filter(({ name }) => name === likely)
  for (const candidate of sheet === undefined ? [...first, ...visible(workbook)] : named) {
    const rows = open(candidate)
    const top = await rows.next()
    if (top.done !== true) return { name: candidate.name, first: top.value, rows }
  }
  throw new FileError({ code: 'file.empty', details: {} })
}

async function* allRows(first: Row, rest: AsyncGenerator<Row>, close: () => void): AsyncGenerator<Row, undefined> {
  try {
    yield first
    yield* rest
  } finally {
    close()
  }
  return undefined
}
