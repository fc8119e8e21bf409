import type { Language } from '@lianfang/contract'
import type { ArgsOf, Reply } from '../../api/client.js'
import type { GiftWords } from './words.zh-CN.js'

export type Info = Reply<'gift.info'>
export type Kind = Info['kinds'][number]
export type Followed = Reply<'gift.follow'>
export type Published = Reply<'gift.published'>
export type Notice = Published['rows'][number]
export type Offer = ArgsOf<'gift.offer'>['body']

/** What every part of the page is handed: its words, and which language they are in. */
export type Said = { readonly words: GiftWords; readonly language: Language }

/** What a kind is called. */
export const nameOfKind = (kinds: readonly Kind[], code: string, language: Language): string => {
  const kind = kinds.find((one) => one.code === code)
  if (kind === undefined) return code
  return language === 'en' ? kind.nameEn : kind.name
}
