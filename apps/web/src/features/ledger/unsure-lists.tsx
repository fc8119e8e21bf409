import type { ReactNode } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import type { ImportInfo } from './import-info.js'

type Village = ImportInfo['unsureVillages'][number]
type Unsure = {
  readonly key: string
  readonly written: string
  readonly read: ReactNode
  readonly rows: number
}
type ListProps = {
  readonly title: string
  readonly caption: string
  readonly list: readonly Unsure[]
  readonly open: boolean
}

const UnsureTable = ({ title, caption, list, open }: ListProps) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  return (
    <details className="why card" open={open}>
      <summary>
        {title} <span className="num">({number(list.length)})</span>
      </summary>
      <p className="muted small">{caption}</p>
      <table className="table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.written}</th>
            <th scope="col">{words.readAs}</th>
            <th scope="col" className="n">
              {words.rows}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <tr key={one.key}>
              <th scope="row">{one.written === '' ? <span className="muted">{words.blank}</span> : one.written}</th>
              <td>{one.read}</td>
              <td className="n">{number(one.rows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

const VillageRead = ({ village }: { readonly village: Village }) => {
  const { ledger: words } = useDesk()
  const tables = useTables()
  const { township, read, why } = village
  return (
    <>
      {[township, read].filter((name) => name !== null).join(' ')}
      {read === null && <span className="alarm-text"> {words.villageOpen}</span>}
      {why !== 'ending' && <div className="muted small">{tables.findings[why]}</div>}
    </>
  )
}

const asRow = (village: Village): Unsure => ({
  key: JSON.stringify([village.written, village.township, village.read, village.why]),
  written: village.written,
  read: <VillageRead village={village} />,
  rows: village.rows,
})

const short = 12

/** What was read by likeness or not at all, to be looked over before deciding; then what was read by usual endings. */
export const UnsureLists = ({ info }: { readonly info: ImportInfo }) => {
  const { ledger: words } = useDesk()
  const { person } = useI18n().words
  const vaccination: Readonly<Record<string, string>> = person.vaccination
  const vaccines = info.unsureVaccines.map((one) => ({
    ...one,
    key: one.written,
    read: vaccination[one.read] ?? one.read,
  }))
  const doubted = info.unsureVillages.filter(({ why }) => why !== 'ending').map(asRow)
  const endings = info.unsureVillages.filter(({ why }) => why === 'ending').map(asRow)
  const lists = [
    { title: words.unsureVillages, caption: words.unsureVillagesCaption, list: doubted, open: doubted.length < short },
    {
      title: words.unsureVaccines,
      caption: words.unsureVaccinesCaption,
      list: vaccines,
      open: vaccines.length < short,
    },
    // Most ledgers write no name in full: closed, so that what needs a look stands out.
    { title: words.endingVillages, caption: words.endingVillagesCaption, list: endings, open: false },
  ].filter(({ list }) => list.length > 0)
  if (lists.length === 0) return null
  return (
    <div className="unsure">
      {lists.map((one) => (
        <UnsureTable key={one.title} {...one} />
      ))}
    </div>
  )
}
