import { formatDay } from '../../ui/time.js'
import { type Kind, type Notice, nameOfKind, type Said } from './types.js'

/** A number as a language writes it. */
export const written = (n: number, language: Said['language']): string => new Intl.NumberFormat(language).format(n)

/** How many of what, with the unit of the kind. */
export const amount = (n: number, kind: string, kinds: readonly Kind[], { words, language }: Said): string => {
  const unit = kinds.find(({ code }) => code === kind)?.unit
  return `${written(n, language)}${unit === undefined ? '' : ` ${words.units[unit]}`}`
}

/** A published line as a sentence of the letter. */
export const sentenceOf = (notice: Notice, kinds: readonly Kind[], said: Said): string => {
  const { words, language } = said
  const name = nameOfKind(kinds, notice.kind, language)
  const day = formatDay(notice.day, language)
  const n = amount(notice.quantity, notice.kind, kinds, said)
  const cause = words.published.causes[notice.cause ?? 'other']
  const line = {
    received: words.follow.receivedLine(day, name, n),
    issued: words.follow.issuedLine(day, name, n, notice.to ?? ''),
    disposed: words.follow.disposedLine(day, name, n, cause),
  }[notice.what]
  return notice.correction ? words.follow.correctionLine(line) : line
}
