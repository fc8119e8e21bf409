import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { useSupply } from '../../i18n/supply.js'
import { useNow } from '../../ui/clock.js'
import { formatDay, partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import type { Kind } from './goods.js'

export const useStore = (id: string) => useApi('store.read', { params: { id } }, { staleTime: 60_000 })

/** What changes after something was written in the book. */
export const readAnew = [
  'store.mine',
  'stock.kinds',
  'stock.list',
  'movement.list',
  'movement.read',
  'transit.list',
] as const

/** Today in the zone of the place. */
export const useToday = (): string => partsIn(useNow(), useZone()).day

/** The catalogue with names and units in the reader's language. It changes a few times a year. */
export const useGoods = () => {
  const { language, number } = useI18n()
  const { units, ofUnit } = useSupply()
  const query = useApi('kind.list', {}, { staleTime: 600_000 })
  const kinds = query.data?.rows ?? []
  const kindOf = (code: string): Kind | undefined => kinds.find((kind) => kind.code === code)
  const named = (kind: Pick<Kind, 'name' | 'nameEn'>): string => (language === 'en' ? kind.nameEn : kind.name)
  const unitOf = (code: string): string => {
    const kind = kindOf(code)
    return kind === undefined ? '' : units[kind.unit]
  }
  return {
    kinds,
    isReady: query.data !== undefined,
    kindOf,
    named,
    nameOf: (code: string): string => {
      const kind = kindOf(code)
      return kind === undefined ? code : named(kind)
    },
    unitOf,
    /** So many of a kind, with its unit. */
    many: (n: number, code: string): string => {
      const kind = kindOf(code)
      return kind === undefined ? number(n) : `${number(n)} ${ofUnit(n, kind.unit)}`
    },
  }
}

type Described = {
  readonly lot: string | null
  readonly expiry: string | null
  readonly serial: string | null
  readonly model?: string | null
}

/** What tells an item apart, in words: serial number, lot, last day of use, model. */
export const useItemWords = (): ((item: Described) => string) => {
  const words = useStoreWords()
  const { words: shared, language } = useI18n()
  return ({ lot, expiry, serial, model }) => {
    const parts = [
      model ?? '',
      serial === null ? '' : words.serialIs(serial),
      lot === null ? '' : words.lotIs(lot),
      expiry === null ? '' : words.expiryIs(formatDay(expiry, language)),
    ].filter((part) => part !== '')
    return parts.length === 0 ? words.noLot : parts.join(shared.listSeparator)
  }
}

/** A name in the reader's language, where it has one there. */
export const useNameOf = (): ((named: { readonly name: string; readonly nameEn: string | null }) => string) => {
  const { language } = useI18n()
  return ({ name, nameEn }) => (language === 'en' ? (nameEn ?? name) : name)
}
