import { useAssets } from '../../i18n/assets.js'
import { useI18n } from '../../i18n/i18n.js'
import { formatDay } from '../../ui/time.js'
import type { AssetPage, AssetRow } from './types.js'

/** Where a device is and why: its use, its fault, its loan, in sentences. */
export const Whereabouts = ({ row }: { readonly row: AssetRow }) => {
  const words = useAssets()
  const { language } = useI18n()
  const day = (text: string | null): string => (text === null ? '' : formatDay(text, language))
  const said = [
    row.use === null ? null : words.usedAt(row.use.at, day(row.use.since)),
    row.fault === null ? null : words.faultIs(row.fault.cause, day(row.fault.since)),
    row.inMaintenanceSince === null ? null : words.inMaintenance(day(row.inMaintenanceSince)),
    row.loan === null ? null : words.lentTo(row.loan.to, day(row.loan.dueBack)),
    row.borrowed === null ? null : words.borrowedFrom(row.borrowed.from, day(row.borrowed.dueBack)),
  ].filter((one) => one !== null)
  return said.map((one) => <p key={one}>{one}</p>)
}

/** What was told of a device; what was never told says so. */
export const AssetFacts = ({ row }: { readonly row: AssetRow }) => {
  const words = useAssets()
  const { language, number } = useI18n()
  const day = (text: string | null): string | null => (text === null ? null : formatDay(text, language))
  const { own, until } = row.contract
  const facts = [
    [words.checked, day(row.checkedOn)],
    [words.maintenanceDue, day(row.maintenanceDue)],
    [words.contract, own ? words.contractOwn : until === null ? null : words.contractUntil(formatDay(until, language))],
    [words.consumables, row.consumableDays === null ? null : words.days(number(row.consumableDays))],
  ] as const
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div key={label} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd>{value ?? <span className="muted">{words.untold}</span>}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What was said of a device, wherever it stood, the newest first. */
export const AssetHistory = ({ page }: { readonly page: AssetPage }) => {
  const words = useAssets()
  const { language, number, words: shared } = useI18n()
  if (page.history.length === 0) return <p className="muted">{words.noHistory}</p>
  return (
    <ol className="stack" aria-label={words.history}>
      {page.history.map((one) => {
        const said = [
          one.where,
          one.cause,
          one.condition,
          one.reason,
          one.maintenanceDue === null ? null : `${words.maintenanceDue} ${formatDay(one.maintenanceDue, language)}`,
          one.dueBack === null ? null : `${words.dueBack} ${formatDay(one.dueBack, language)}`,
          one.consumableDays === null ? null : `${words.consumables} ${words.days(number(one.consumableDays))}`,
        ].filter((part) => part !== null)
        return (
          <li key={one.id}>
            <div className="between">
              <strong>{words.acts[one.what]}</strong>
              <span className="muted num">{formatDay(one.day, language)}</span>
            </div>
            {said.length > 0 && <p>{said.join(shared.listSeparator)}</p>}
            <p className="muted small">
              {one.by} {words.at(one.storeName)}
            </p>
          </li>
        )
      })}
    </ol>
  )
}
