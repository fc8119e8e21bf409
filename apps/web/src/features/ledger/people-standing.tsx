import { provisionalReasons } from '@lianfang/domain/care'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import { TierMark } from '../../ui/tier-mark.js'
import type { ImportInfo } from './import-info.js'

const tiers = ['red', 'yellow', 'green'] as const

const Provisional = ({ provisional }: { readonly provisional: NonNullable<ImportInfo['provisional']> }) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const tables = useTables()
  const { people, reasons } = provisional
  if (people === 0) return <p>{words.provisionalNone}</p>
  const found = provisionalReasons.filter((reason) => reasons[reason] > 0)
  return (
    <div>
      <p>
        <strong className="num">{words.provisionalWhat(number(people))}</strong> {words.provisionalHint}
      </p>
      <ul className="reasons">
        {found.map((reason) => (
          <li key={reason}>
            {tables.provisionalReasons[reason]} <strong className="num">{number(reasons[reason])}</strong>
          </li>
        ))}
      </ul>
      {found.length > 1 && <p className="muted small">{words.provisionalSeveral}</p>}
    </div>
  )
}

/** How the people of an import stand: tiers, and how many of them wait for a medic's look, and why. */
export const PeopleStanding = ({ info }: { readonly info: ImportInfo }) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  if (info.tiers === null || info.provisional === null) return null
  const counts = info.tiers
  if (tiers.every((tier) => counts[tier] === 0)) return null
  return (
    <section className="stack" aria-label={words.standing}>
      <p className="line">
        <span>{words.standing}</span>
        {tiers.map((tier) => (
          <span key={tier} className="line nowrap">
            <TierMark tier={tier} /> <strong className="num">{number(counts[tier])}</strong>
          </span>
        ))}
      </p>
      <Provisional provisional={info.provisional} />
    </section>
  )
}
