import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { checkCharacterOf } from '@lianfang/domain/care'

type Place = { readonly township: string; readonly village: string }
type Wanted = { readonly file: string; readonly rows: number; readonly places: readonly Place[]; readonly seed: number }

const headings = '序号,乡镇（街道）,村（居）,姓名,性别,身份证号,年龄,联系电话,基础疾病,新冠疫苗接种情况,是否独居'
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const diseases = ['高血压', '糖尿病', '无', '', '冠心病', '肿瘤', '高血压3级', 'COPD']
const vaccines = ['3针', '两针', '未接种', '拒绝', '全程', '', '1针', '全程+加强']

/** A ledger as counties keep it: a title, headings, one invented person a row. Nobody can have its numbers (4299). */
export const writeLedger = async ({ file, rows, places, seed }: Wanted): Promise<void> => {
  const out = createWriteStream(file)
  let state = seed
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const pick = <T>(list: readonly T[]): T => list[draw(list.length)] as T // never asked of an empty list
  const given = (): string => String.fromCodePoint(0x4e00 + draw(3_000))
  out.write(`测速台账,,,,,,,,,,\n${headings}\n`)
  for (let i = 1; i <= rows; i += 1) {
    const { township, village } = pick(places)
    const year = 1925 + draw(35)
    const day = `${year}${String(1 + draw(12)).padStart(2, '0')}${String(1 + draw(28)).padStart(2, '0')}`
    const sequence = String(draw(1_000)).padStart(3, '0')
    const head = `4299${String(draw(90) + 10)}${day}${sequence}`
    const cells = [
      i,
      township,
      village,
      `${pick(surnames)}${given()}${given()}`,
      Number(sequence) % 2 === 0 ? '女' : '男',
      `${head}${checkCharacterOf(head)}`,
      2022 - year,
      `154${String(draw(100_000_000)).padStart(8, '0')}`,
      pick(diseases),
      pick(vaccines),
      pick(['是', '否', '']),
    ]
    if (!out.write(`${cells.join(',')}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}
