import { type Freshness, freshnesses } from '@lianfang/domain/supply'
import { Link } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import type { EnterpriseSearch } from '../../app/search-params.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSupply } from '../../i18n/supply.js'

type Totals = Reply<'enterprise.totals'>

type FigureProps = { readonly label: string; readonly n: number; readonly search: EnterpriseSearch }

/** A figure that opens the list behind it. */
const Figure = ({ label, n, search }: FigureProps) => {
  const { number } = useI18n()
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Link to="/enterprises" search={search} className="quiet-link num">
          {number(n)}
        </Link>
      </dd>
    </div>
  )
}

type Props = { readonly totals: Totals; readonly search: EnterpriseSearch }

/** How reporting stands, in figures that open; silence and doubt before what is well. */
export const TotalsStrip = ({ totals, search }: Props) => {
  const words = useSupply()
  const place = search.place === undefined ? {} : { place: search.place }
  const order: readonly Freshness[] = ['silent', 'late', 'never', 'fresh']
  return (
    <dl className="f-figures">
      {order
        .filter((state) => freshnesses.includes(state))
        .map((state) => (
          <Figure
            key={state}
            label={words.freshness[state]}
            n={totals.byFreshness[state]}
            search={{ ...place, state }}
          />
        ))}
      <Figure label={words.enterprises.withDoubts} n={totals.doubted} search={{ ...place, doubted: 'yes' }} />
      <Figure label={words.enterprises.total} n={totals.enterprises} search={place} />
    </dl>
  )
}
