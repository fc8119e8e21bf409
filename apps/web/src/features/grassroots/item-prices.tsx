import type { GrassrootsItem } from '@lianfang/domain/supply'
import { useGrassroots } from '../../i18n/grassroots.js'
import { TextField } from '../../ui/form.js'
import { Select } from '../../ui/select.js'
import { useGoodsWords } from '../deals/use-many.js'
import { fenOf } from './money.js'

/** What an item is ordered as, as typed. */
export type ItemPrice = {
  readonly isIn: boolean
  readonly kind: string
  readonly perPack: string
  /** Yuan of one unit. */
  readonly price: string
}
export const blankPrice: Omit<ItemPrice, 'kind'> = { isIn: true, perPack: '', price: '' }

type Props = {
  readonly item: GrassrootsItem
  readonly kinds: readonly string[]
  readonly price: ItemPrice
  readonly isTried: boolean
  readonly set: (price: ItemPrice) => void
}

/** Whether an item is ordered, as which kind, in which packs and at what price. */
export const ItemPrices = ({ item, kinds, price, isTried, set }: Props) => {
  const { make: words, items } = useGrassroots()
  const { named } = useGoodsWords()
  const packWrong = price.perPack !== '' && !/^[1-9]\d{0,4}$/.test(price.perPack)
  return (
    <section className="card stack" aria-label={items[item]}>
      <label className="line">
        <input type="checkbox" checked={price.isIn} onChange={() => set({ ...price, isIn: !price.isIn })} />
        <strong>{items[item]}</strong> <span className="sr">{words.include}</span>
      </label>
      {price.isIn && (
        <>
          {kinds.length > 1 && (
            <Select
              label={words.as}
              value={price.kind}
              options={kinds.map((kind) => [kind, named(kind)] as const)}
              onChange={(kind) => set({ ...price, kind })}
            />
          )}
          <TextField
            label={words.perPack}
            hint={words.perPackHint}
            inputMode="numeric"
            maxLength={5}
            value={price.perPack}
            error={isTried && packWrong ? words.wrongPack : null}
            onChange={(perPack) => set({ ...price, perPack: perPack.trim() })}
          />
          <TextField
            label={words.price}
            hint={words.priceHint}
            inputMode="decimal"
            maxLength={12}
            value={price.price}
            error={isTried && Number.isNaN(fenOf(price.price) ?? 0) ? words.wrongPrice : null}
            onChange={(text) => set({ ...price, price: text })}
          />
        </>
      )}
    </section>
  )
}
