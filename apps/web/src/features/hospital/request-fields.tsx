import { basisOf, factsAsked, type NeedFact } from '@lianfang/domain/supply'
import { useDeals } from '../../i18n/deals.js'
import { useHospital } from '../../i18n/hospital.js'
import { useI18n } from '../../i18n/i18n.js'
import { TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { useFactName } from '../deals/request-facts.js'
import { useGoodsWords } from '../deals/use-many.js'
import type { FieldFault, ReadRequest, RequestDraft } from './read-request.js'
import { useMine, useNameOf } from './use-hospital-data.js'

/** A fault in words, for the field it stands under. */
const useFaultWords = (): ((fault: FieldFault | undefined, of: 'fact' | 'quantity' | 'choice') => string | null) => {
  const { refused } = useDeals()
  const { number } = useI18n()
  return (fault, of) => {
    if (fault === undefined) return null
    if (typeof fault === 'object') {
      return of === 'quantity' ? refused.quantity(number(fault.most)) : refused.facts.impossible(number(fault.most))
    }
    if (fault === 'notAsked') return refused.facts.notAsked
    return of === 'fact' ? refused.facts.missing : of === 'quantity' ? refused.write : refused.choose
  }
}

type Props = {
  readonly draft: RequestDraft
  readonly read: ReadRequest
  /** Somebody pressed: what is wrong is shown from then on. */
  readonly isTried: boolean
  /** Whose it is and of what kind cannot be changed any more. */
  readonly isChange: boolean
  readonly set: (change: Partial<RequestDraft>) => void
}

/** Kinds by class would need a second choice; a list of some forty is searched by its first letter. */
export const WhatFields = ({ draft, read, isTried, isChange, set }: Props) => {
  const { form: words } = useHospital()
  const nameOf = useNameOf()
  const goods = useGoodsWords()
  const faultWords = useFaultWords()
  const mine = useMine()
  const hospitals = (mine.data?.rows ?? []).filter(({ part }) => part === 'requester')
  const faultOf = (field: 'hospital' | 'kind'): string | null =>
    isTried ? faultWords(read.faults[field], 'choice') : null
  return (
    <>
      {hospitals.length > 1 && !isChange && (
        <OneOf
          label={words.hospital}
          any={words.choose}
          value={draft.hospital === '' ? undefined : draft.hospital}
          options={hospitals.map((one) => [one.id, nameOf(one)] as const)}
          error={faultOf('hospital')}
          onChange={(hospital) => set({ hospital: hospital ?? '' })}
        />
      )}
      {isChange ? (
        <p className="strong">{goods.named(draft.kind)}</p>
      ) : (
        <OneOf
          label={words.kind}
          any={words.choose}
          value={draft.kind === '' ? undefined : draft.kind}
          options={goods.open.map((one) => [one.code, goods.nameOf(one)] as const)}
          error={faultOf('kind')}
          onChange={(kind) => set({ kind: kind ?? '' })}
        />
      )}
      <TextField
        label={words.quantity(goods.unitOf(draft.kind))}
        inputMode="numeric"
        maxLength={16}
        value={draft.quantity}
        error={isTried ? faultWords(read.faults.quantity, 'quantity') : null}
        onChange={(quantity) => set({ quantity })}
      />
    </>
  )
}

/** How the hospital stands: those facts that are asked of the kind. */
export const FactFields = ({ draft, read, isTried, set }: Omit<Props, 'isChange'>) => {
  const { form: words } = useHospital()
  const goods = useGoodsWords()
  const nameOf = useFactName()
  const faultWords = useFaultWords()
  const kind = goods.find(draft.kind)
  if (kind === undefined) return null
  const basis = basisOf(kind.keeping)
  const one = (fact: NeedFact) => (
    <TextField
      key={fact}
      label={nameOf(fact, basis)}
      {...(fact === 'idle' && basis === 'use' ? {} : { hint: words.factHints[fact] })}
      inputMode="numeric"
      maxLength={12}
      value={draft.facts[fact] ?? ''}
      error={isTried ? faultWords(read.faults[fact], 'fact') : null}
      onChange={(value) => set({ facts: { ...draft.facts, [fact]: value } })}
    />
  )
  return (
    <section className="stack" aria-labelledby="stands">
      <h2 id="stands">{words.stands}</h2>
      <p className="muted small">{words.standsHint}</p>
      <div className="r-two">{factsAsked(basis).map(one)}</div>
    </section>
  )
}
