import type { ArgsOf, Reply } from '../../api/client.js'

export type LinkInfo = Reply<'link.read'>

type WithoutToken<T> = T extends unknown ? Omit<T, 'token'> : never
/** What is reported over a link, without its secret. */
export type Word = WithoutToken<ArgsOf<'link.say'>['body']>
export type Photo = WithoutToken<ArgsOf<'link.photo'>['body']>
export type Said = Word['what']
export type Cause = Extract<Word, { what: 'delay' }>['cause']

/** Why something was not taken: it is told in words, and a repeat would change nothing. */
export type Refused = 'ended' | 'state' | 'slow' | 'photo' | 'other'

/** Something reported and not answered yet. */
export type Waiting =
  | { readonly what: 'word'; readonly body: Word; readonly refused: Refused | null }
  | { readonly what: 'photo'; readonly body: Photo; readonly refused: Refused | null }
