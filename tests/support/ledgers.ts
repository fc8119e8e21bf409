import { careNeeds } from '../../apps/server/src/compose.js'
import { importNow } from '../../apps/server/src/modules/care/index.js'
import type { World } from './world.js'

/** Rows as a table source, numbered as in a file. */
export async function* rowsOf(lines: readonly (readonly string[])[]) {
  for (const [i, cells] of lines.entries()) yield { number: i + 1, cells }
}

export const header = [
  '序号',
  '乡镇',
  '村',
  '姓名',
  '性别',
  '身份证号',
  '年龄',
  '联系电话',
  '基础疾病',
  '疫苗接种',
  '是否独居',
] as const

/** Loads lines (with a header of their own) into a county's ledger and answers what became of them. */
export const load = (
  w: World,
  at: { readonly county: string; readonly lines: readonly (readonly string[])[]; readonly dryRun?: true },
) =>
  importNow(
    careNeeds(w.house, () => undefined),
    {
      home: at.county,
      fileName: 'ledger.csv',
      source: { rows: rowsOf(at.lines), info: () => ({ sheet: null, encoding: null }) },
      givenDay: null,
      dryRun: at.dryRun === true,
      account: null,
      progress: () => undefined,
    },
  )

/** Takes in people of one village, all red (80 years, a disease without its control, not vaccinated); answers their ids. */
export const takeIn = async (
  w: World,
  { county, people }: { readonly county: string; readonly people: number },
): Promise<readonly string[]> => {
  const { rows } = await w.admin.query<{ village: string; township: string }>(
    `select v.name as village, t.name as township from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 1`,
    [`${county}100`],
  )
  const [place] = rows
  if (place === undefined) throw new Error('no village')
  const line = (i: number): string[] => [
    String(i),
    place.township,
    place.village,
    `试用${String.fromCodePoint(0x4e00 + i)}`,
    '女',
    '',
    '80',
    `1550000${String(i).padStart(4, '0')}`,
    '高血压',
    '未接种',
    '否',
  ]
  const { entry } = await load(w, { county, lines: [header, ...Array.from({ length: people }, (_, i) => line(i))] })
  const taken = await w.admin.query<{ id: string }>('select id from care.person where import_id = $1 order by id', [
    entry.id,
  ])
  return taken.rows.map((r) => r.id)
}
