import type { ReactNode } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import type { ImportInfo } from './import-info.js'
import { PutRight, useVillageChoices, type VillageChoices, VillageInput } from './village-choice.js'

type Village = ImportInfo['unsureVillages'][number]
type Unsure = {
  readonly key: string
  readonly written: string
  readonly read: ReactNode
  readonly rows: number
  readonly right?: ReactNode
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
  const choosable = list.some(({ right }) => right !== undefined)
  return (
    <details className="why card" open={open}>
      <summary>
        {title} <span className="num">({number(list.length)})</span>
      </summary>
      <p className="muted small">{caption}</p>
      <table className={`table ${choosable ? 'table-rows' : ''}`}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.written}</th>
            <th scope="col">{words.readAs}</th>
            <th scope="col" className="n">
              {words.rows}
            </th>
            {choosable && <th scope="col">{words.rightVillage}</th>}
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <tr key={one.key}>
              <th scope="row" className="cell-lead">
                {one.written === '' ? <span className="muted">{words.blank}</span> : one.written}
              </th>
              <td className="cell-line">{one.read}</td>
              <td className="n" data-label={words.rows}>
                {number(one.rows)}
              </td>
              {choosable && <td className="cell-line">{one.right}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

type ReadProps = { readonly village: Village; readonly choices: VillageChoices }

/** No village of the place: the near names to take one of, and that the rows are not taken in until one is chosen. */
const Unknown = ({ village: { near, writing }, choices }: ReadProps) => {
  const { ledger: words } = useDesk()
  return (
    <>
      <span className="alarm-text">{words.placeUnknown}</span>
      <div className="muted small">{words.placeUnknownThen}</div>
      <Near near={near} writing={writing} choices={choices} />
    </>
  )
}

type NearProps = Pick<Village, 'near' | 'writing'> & Pick<ReadProps, 'choices'>

/** Names one character off: a tap puts one into the field. */
const Near = ({ near, writing, choices }: NearProps) => {
  const { ledger: words } = useDesk()
  if (near.length === 0 || writing === null) return null
  return (
    <div className="small line">
      <span className="muted">{words.nearNames}</span>
      {near.map((name) => (
        <button
          key={name}
          type="button"
          className="btn btn-quiet small"
          onClick={() => choices.type({ writing }, name)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}

const VillageRead = ({ village, choices }: ReadProps) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const tables = useTables()
  const { township, read, why, moved, left, near, writing } = village
  if (why === 'noPlace') return <Unknown village={village} choices={choices} />
  return (
    <>
      {[township, read].filter((name) => name !== null).join(' ')}
      {read === null && <span className="alarm-text"> {words.villageOpen}</span>}
      {why !== 'ending' && why !== 'chosen' && <div className="muted small">{tables.findings[why]}</div>}
      <Near near={near} writing={writing} choices={choices} />
      {moved !== null && left !== null && (
        <div className="muted small">{words.villageMoved(number(moved), number(left))}</div>
      )}
    </>
  )
}

type Words = ReturnType<typeof useDesk>['ledger']

const asRow = (village: Village, choices: VillageChoices, words: Words): Unsure => ({
  key: JSON.stringify([village.written, village.township, village.read, village.why, village.writing]),
  written: village.written,
  read: <VillageRead village={village} choices={choices} />,
  rows: village.rows,
  ...(village.writing === null
    ? {}
    : {
        right: (
          <VillageInput
            label={village.written === '' ? words.villageOfAll : words.rightVillageOf(village.written)}
            target={{ writing: village.writing }}
            choices={choices}
          />
        ),
      }),
})

const short = 12

type VillageProps = { readonly info: ImportInfo; readonly children?: ReactNode }

/**
 * How villages are written that were not read by the whole name, each with the way to put it right: what was guessed or not
 * read first, then what somebody chose, then what was read by usual endings.
 */
export const VillageLists = ({ info, children }: VillageProps) => {
  const { ledger: words } = useDesk()
  const choices = useVillageChoices(info)
  // Once a file is taken in, whoever had no place is not in it.
  const listed = info.unsureVillages.filter(({ why }) => info.state === 'checked' || why !== 'noPlace')
  const rowsOf = (wanted: (why: Village['why']) => boolean): readonly Unsure[] =>
    listed.filter(({ why }) => wanted(why)).map((village) => asRow(village, choices, words))
  const doubted = rowsOf((why) => why !== 'ending' && why !== 'chosen')
  const chosen = rowsOf((why) => why === 'chosen')
  const lists = [
    { title: words.unsureVillages, caption: words.unsureVillagesCaption, list: doubted, open: doubted.length < short },
    { title: words.chosenVillages, caption: words.chosenVillagesCaption, list: chosen, open: chosen.length < short },
    // Most ledgers write no name in full: closed, so that what needs a look stands out.
    { title: words.endingVillages, caption: words.endingVillagesCaption, list: rowsOf((why) => why === 'ending') },
  ].filter(({ list }) => list.length > 0)
  return (
    <>
      <div className="unsure">
        {lists.map(({ open = false, ...one }) => (
          <UnsureTable key={one.title} {...one} open={open} />
        ))}
        {children}
      </div>
      {listed.some(({ writing }) => writing !== null) && <PutRight info={info} choices={choices} of="writings" />}
    </>
  )
}

/** What was read by likeness or not at all, to be looked over before deciding. */
export const UnsureLists = ({ info }: { readonly info: ImportInfo }) => {
  const { ledger: words } = useDesk()
  const { person } = useI18n().words
  const vaccination: Readonly<Record<string, string>> = person.vaccination
  const vaccines = info.unsureVaccines.map((one) => ({
    ...one,
    key: one.written,
    read: vaccination[one.read] ?? one.read,
  }))
  return (
    <VillageLists info={info}>
      {vaccines.length > 0 && (
        <UnsureTable
          title={words.unsureVaccines}
          caption={words.unsureVaccinesCaption}
          list={vaccines}
          open={vaccines.length < short}
        />
      )}
    </VillageLists>
  )
}
