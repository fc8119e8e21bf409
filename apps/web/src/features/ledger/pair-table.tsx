import type { Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useTables } from '../../i18n/tables.js'
import { TableBox } from '../../ui/table-box.js'
import { useFieldText } from './field-text.js'

export type Choice = Reply<'doubtful.list'>['rows'][number]['choices'][number]
export type TakenSide = Choice['usual']
export type Chosen = Readonly<Partial<Record<string, TakenSide>>>
type Fields = Reply<'doubtful.list'>['rows'][number]['left']['fields']

/** Two entries of perhaps one person: what is known first, then what was read or recorded beside it. */
export type TwoSides = { readonly known: Fields; readonly read: Fields; readonly choices: readonly Choice[] }

/** Which side of a differing field stands: as chosen, else as usual. */
export const takenSide = (choice: Choice, chosen: Chosen): TakenSide => chosen[choice.field] ?? choice.usual

/** The two sides' texts of a field, as the reader says them. */
export const useTexts = ({ known, read }: Pick<TwoSides, 'known' | 'read'>) => {
  const textOf = useFieldText()
  return (field: string) => {
    const of = (side: Fields): string => textOf(field, side.find((one) => one.field === field)?.value ?? '')
    return { known: of(known), read: of(read) }
  }
}

type SideWords = Readonly<Record<TakenSide, (text: string) => string>>

type TakeProps = {
  readonly choice: Choice
  readonly side: TakenSide
  readonly texts: { readonly known: string; readonly read: string }
  readonly words: SideWords
  readonly onTake: (side: TakenSide) => void
}

/** Which side a differing field is taken from. */
const Take = ({ choice, side, texts, words: sideWords, onTake }: TakeProps) => {
  const { ledger: words } = useDesk()
  const shared = useTables()
  const textOf = useFieldText()
  const sides: readonly (readonly [TakenSide, string])[] = [
    ['known', texts.known],
    ['read', texts.read],
    ...(choice.joined === null ? [] : [['both', textOf(choice.field, choice.joined)] as const]),
  ]
  return (
    <select
      className="input"
      aria-label={words.takeWhich(shared.fields[choice.field])}
      value={side}
      onChange={(event) => onTake(sides.find(([one]) => one === event.target.value)?.[0] ?? side)}
    >
      {sides.map(([one, text]) => (
        <option key={one} value={one}>
          {sideWords[one](text)}
        </option>
      ))}
    </select>
  )
}

type Props = TwoSides & {
  readonly caption: string
  /** What the two sides are, and what is chosen between them. */
  readonly headings: { readonly known: string; readonly read: string; readonly take: string }
  readonly rows?: { readonly known: number | null; readonly read: number | null }
  readonly sideWords: SideWords
  readonly chosen: Chosen
  readonly onTake: (field: string, side: TakenSide) => void
}

const RowNumber = ({ n }: { readonly n: number | null | undefined }) => {
  const { ledger: words } = useDesk()
  return n == null ? null : <span className="muted small"> · {words.rowOf(String(n))}</span>
}

/** Two entries side by side, with a choice where they differ. */
export const PairTable = ({ caption, headings, rows, sideWords, chosen, onTake, ...two }: Props) => {
  const { ledger: words } = useDesk()
  const shared = useTables()
  const textsOf = useTexts(two)
  const { known, read, choices } = two
  const fields = [...new Set([...known, ...read].map((one) => one.field))]
  const choosing = choices.length > 0
  return (
    <TableBox label={caption}>
      <table className="table pair">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">
              {headings.known}
              <RowNumber n={rows?.known} />
            </th>
            <th scope="col">
              {headings.read}
              <RowNumber n={rows?.read} />
            </th>
            {choosing && <th scope="col">{headings.take}</th>}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => {
            const texts = textsOf(field)
            const choice = choices.find((one) => one.field === field)
            // A side that is only blank says nothing else.
            const differs = texts.known !== texts.read && texts.known !== '' && texts.read !== ''
            return (
              <tr key={field} className={differs ? 'differs' : ''}>
                <th scope="row">
                  {shared.fields[field]} {differs && <span className="tag">{words.differs}</span>}
                </th>
                <td>{texts.known === '' ? <span className="muted">–</span> : texts.known}</td>
                <td>{texts.read === '' ? <span className="muted">–</span> : texts.read}</td>
                {choosing && (
                  <td>
                    {choice !== undefined && (
                      <Take
                        choice={choice}
                        side={takenSide(choice, chosen)}
                        texts={texts}
                        words={sideWords}
                        onTake={(side) => onTake(field, side)}
                      />
                    )}
                    {choice === undefined && differs && field === 'phone' && words.bothKept}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableBox>
  )
}
