import { useState } from 'react'
import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Loaded } from '../../ui/states.js'
import { linesFound, type VillageLine, villageLines } from './village-lines.js'

type Teams = Reply<'team.list'>

type LineProps = {
  readonly line: VillageLine
  readonly checked: boolean
  readonly onChange: (on: boolean) => void
}

const Line = ({ line, checked, onChange }: LineProps) => {
  const { teams: words } = useDesk()
  const { number } = useI18n()
  const { name, people, own, holder } = line
  const note =
    holder !== null
      ? words.otherTeam(holder.name, number(people ?? 0))
      : own
        ? words.ownVillage
        : words.looseVillage(number(people ?? 0))
  return (
    <li>
      <label className="check check-row">
        <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
        <span>{name}</span>
        <span className="muted small num">{note}</span>
      </label>
    </li>
  )
}

type Props = {
  readonly township: string
  readonly teams: Teams['teams']
  readonly unbound: Teams['unbound']
  readonly served: Teams['served']
  readonly own: string | null
  readonly value: ReadonlySet<string>
  readonly onChange: (villages: ReadonlySet<string>) => void
}

/** Which villages a team serves: one list down the page, those that nobody serves on top. */
export const VillageChoice = ({ township, teams, unbound, served, own, value, onChange }: Props) => {
  const { teams: words } = useDesk()
  const { number, words: base } = useI18n()
  const [text, setText] = useState('')
  const query = useApi('division.read', { params: { code: township } }, { staleTime: 3_600_000 })
  const toggle = (code: string, on: boolean): void =>
    onChange(new Set(on ? [...value, code] : [...value].filter((one) => one !== code)))
  return (
    <fieldset className="field">
      <legend>{words.chooseVillages}</legend>
      <Loaded query={query} rows={4}>
        {({ children }) => {
          const lines = villageLines({ villages: children, teams, unbound, served, own })
          const found = linesFound(lines, { text, ticked: value })
          return (
            <>
              <input
                className="input"
                type="search"
                autoComplete="off"
                maxLength={40}
                aria-label={words.findVillage}
                placeholder={words.findVillage}
                value={text}
                onChange={(event) => setText(event.target.value)}
                // Enter here looks for a village; the team is saved by its button.
                onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
              />
              <p className="muted small num" role="status">
                {words.villagesTicked(number(value.size))}
                {text.trim() !== '' && ` ${base.common.foundOf(number(found.length), number(lines.length))}`}
              </p>
              <ul className="checks checks-tall" aria-label={words.chooseVillages}>
                {found.map((line) => (
                  <Line
                    key={line.code}
                    line={line}
                    checked={value.has(line.code)}
                    onChange={(on) => toggle(line.code, on)}
                  />
                ))}
              </ul>
            </>
          )
        }}
      </Loaded>
    </fieldset>
  )
}
