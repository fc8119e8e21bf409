import { useGrassroots } from '../../i18n/grassroots.js'
import { useI18n } from '../../i18n/i18n.js'
import { useGoodsWords } from '../deals/use-many.js'
import type { Proposal } from './types.js'

/** How many a breach asks for, with the numbers of its formula. */
export const ProposalLine = ({ proposal: p }: { readonly proposal: Proposal }) => {
  const { items, proposal: words } = useGrassroots()
  const { number } = useI18n()
  const { named, many } = useGoodsWords()
  const basis =
    p.basis === 'population'
      ? words.basis.population(number(p.byPopulation ?? p.target))
      : words.basis.days(number(p.byDays ?? p.target), number(p.orderDays))
  return (
    <li className="stack r-tight">
      <p>
        {items[p.item]}: {named(p.kind)} <strong className="num">{many(p.ordered, p.kind)}</strong>
      </p>
      <p className="muted small num">
        {basis};{' '}
        {words.line({
          ...{ target: number(p.target), courses: number(p.courses) },
          ...{ coming: number(p.coming), missing: number(p.missing) },
        })}
        ; {words.units(number(p.missing), number(p.unitsPerCourse), many(p.units, p.kind))}
        {p.packs !== null &&
          p.perPack !== null &&
          `; ${words.packs(number(p.packs), number(p.perPack), many(p.ordered, p.kind))}`}
      </p>
    </li>
  )
}
