import type { Language, SpokenMessages } from '@lianfang/contract'
import type { Messages } from './zh-CN.js'

/** Everything that both apps say in one language. */
export type WordTable = {
  readonly language: Language
  readonly words: Messages
  /** Words shared with server and command line: problems, roles, tiers, refusals. */
  readonly shared: SpokenMessages
}
