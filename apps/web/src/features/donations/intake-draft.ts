import type { DonorKind } from '@lianfang/domain/supply'
import { v7 as uuidv7 } from 'uuid'
import type { ArgsOf, Reply } from '../../api/client.js'
import { typedNumber } from '../../ui/typed-number.js'

type Kind = Reply<'kind.list'>['rows'][number]
type Body = ArgsOf<'gift.intake'>['body']

export type BoxDraft = {
  readonly key: string
  readonly box: string
  readonly kind: string
  readonly quantity: string
  readonly lot: string
  readonly expiry: string
  readonly serial: string
}

/** What is typed at night, kept on the device until it is in the book. Its ids are made once: a repeat is the same count. */
export type IntakeDraft = {
  readonly id: string
  /** The gift that a load of nobody knows whom becomes. */
  readonly gift: string
  readonly day: string
  readonly donor: DonorKind
  readonly name: string
  readonly contact: string
  readonly named: boolean
  readonly directed: string
  readonly lines: readonly BoxDraft[]
  readonly photo: string
  readonly noPhoto: string
}

export const blankBox = (): BoxDraft => ({
  ...{ key: uuidv7(), box: '', kind: '', quantity: '', lot: '', expiry: '', serial: '' },
})

export const blankIntake = (): IntakeDraft => ({
  ...{ id: uuidv7(), gift: uuidv7(), day: '', donor: 'unknown', name: '', contact: '', named: false, directed: '' },
  ...{ lines: [blankBox()], photo: '', noPhoto: '' },
})

export type IntakeFault = `${number}.kind` | `${number}.quantity` | `${number}.serial` | 'photo'

const isWhole = (n: number | null): boolean => n !== null && Number.isSafeInteger(n) && n > 0

const faultsOfBox = (line: BoxDraft, i: number, kinds: readonly Kind[]): readonly IntakeFault[] => {
  const kind = kinds.find(({ code }) => code === line.kind)
  const bySerial = kind?.keeping === 'serial'
  return [
    ...(kind === undefined ? ([`${i}.kind`] as const) : []),
    ...(!bySerial && !isWhole(typedNumber(line.quantity)) ? ([`${i}.quantity`] as const) : []),
    ...(bySerial && line.serial.trim() === '' ? ([`${i}.serial`] as const) : []),
  ]
}

/** What is missing of the boxes alone. */
export const faultsOfBoxes = (lines: readonly BoxDraft[], kinds: readonly Kind[]): readonly IntakeFault[] =>
  lines.flatMap((line, i) => faultsOfBox(line, i, kinds))

export const faultsOf = (draft: IntakeDraft, kinds: readonly Kind[]): readonly IntakeFault[] => [
  ...faultsOfBoxes(draft.lines, kinds),
  ...(draft.photo === '' && draft.noPhoto.trim() === '' ? (['photo'] as const) : []),
]

const textOr = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** Lines as they are sent. */
export const linesOf = (lines: readonly BoxDraft[], kinds: readonly Kind[]): Body['lines'] =>
  lines.map((line) => {
    const kind = kinds.find(({ code }) => code === line.kind)
    const bySerial = kind?.keeping === 'serial'
    return {
      ...{ box: textOr(line.box), kind: line.kind, quantity: bySerial ? 1 : (typedNumber(line.quantity) ?? 0) },
      ...{ unit: kind?.unit ?? '', lot: textOr(line.lot), expiry: textOr(line.expiry) },
      serial: bySerial ? textOr(line.serial) : null,
    }
  })

/** What is sent; `known`: the gift that was accepted, null for a load of nobody knows whom. */
export const bodyOf = (
  draft: IntakeDraft,
  known: string | null,
  of: { readonly kinds: readonly Kind[]; readonly today: string },
): Body => ({
  ...{ id: draft.id, day: draft.day === '' ? of.today : draft.day, gift: known ?? draft.gift },
  found:
    known !== null
      ? null
      : {
          ...{ donor: draft.donor, name: textOr(draft.name), contact: textOr(draft.contact) },
          ...{ named: draft.named ? 'yes' : 'notSaid', directed: textOr(draft.directed) },
        },
  lines: linesOf(draft.lines, of.kinds),
  ...{ photo: textOr(draft.photo), noPhoto: draft.photo === '' ? textOr(draft.noPhoto) : null },
})
