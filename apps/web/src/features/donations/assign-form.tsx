import { giftUses } from '@lianfang/domain/supply'
import { type FormEvent, useState } from 'react'
import { type ArgsOf, call } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useGifts } from '../../i18n/gifts.js'
import { useI18n } from '../../i18n/i18n.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { Select } from '../../ui/select.js'
import { Loaded } from '../../ui/states.js'
import { typedNumber } from '../../ui/typed-number.js'
import { useGoodsWords } from '../deals/use-many.js'
import { GiftFailure, useGiftAct } from './gift-act.js'
import { InstitutionSelect } from './institution-select.js'
import type { Gift, Proposal } from './types.js'

type To = ArgsOf<'gift.assign'>['body']['to']
type Props = { readonly gift: Gift; readonly kind: string }
type Fields = Props & {
  readonly start: number
  readonly label: string
  /** Where it goes; null while nothing is chosen. */
  readonly to: To | null
}

/** How many go where it says, and why, where that differs from the rule. */
const Decide = ({ gift, kind, start, label, to }: Fields) => {
  const { assign: words, reason: reasonLabel } = useGifts()
  const [typed, setTyped] = useState(start > 0 ? String(start) : '')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useGiftAct<{ readonly quantity: number; readonly reason: string | null; readonly to: To }>((body, id) =>
    call('gift.assign', { params: { id: gift.id }, body: { ...body, id, kind } }),
  )
  const quantity = typedNumber(typed)
  const isWrong = quantity === null || !Number.isSafeInteger(quantity) || quantity < 1
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (isWrong || to === null) focusFirstWrong(event.currentTarget)
    else act.mutate({ quantity, reason: reason.trim() === '' ? null : reason.trim(), to })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={label}>
      <TextField
        label={words.quantity}
        inputMode="numeric"
        maxLength={12}
        value={typed}
        error={isTried && isWrong ? words.quantityWrong : null}
        onChange={setTyped}
      />
      <TextField label={reasonLabel} hint={words.reasonHint} maxLength={200} value={reason} onChange={setReason} />
      <GiftFailure error={act.error} />
      <p>
        <button type="submit" className="btn" disabled={act.isPending || to === null}>
          {words.send}
          <span className="sr"> {label}</span>
        </button>
      </p>
    </form>
  )
}

const Proposed = ({ gift, kind, proposal }: Props & { readonly proposal: Proposal }) => {
  const { assign: words } = useGifts()
  const { number } = useI18n()
  const { many } = useGoodsWords()
  return (
    <section className="stack" aria-label={words.proposal}>
      <h4>{words.proposal}</h4>
      <p className="muted small">{words.proposalHint}</p>
      {proposal.rows.length === 0 && <p className="note">{words.noProposal}</p>}
      <ol className="stack">
        {proposal.rows.slice(0, 10).map((row) => (
          <li key={row.request}>
            <p className="strong">
              {row.hospital.name} <span className="tag num">{words.units(many(row.units, kind))}</span>
            </p>
            <p className="num">{words.row(number(row.uncovered), number(row.busyPercent), number(row.gap))}</p>
            {row.because !== null && <p className="muted small">{words.because(words.terms[row.because])}</p>}
            <details>
              <summary>
                {words.choose}
                <span className="sr"> {row.hospital.name}</span>
              </summary>
              <Decide
                gift={gift}
                kind={kind}
                start={row.units}
                label={row.hospital.name}
                to={{ request: row.request }}
              />
            </details>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** To an institution without a request; a directed gift to the one that its donor named. */
const Other = ({ gift, kind, units }: Props & { readonly units: number }) => {
  const { assign: words, uses, accept } = useGifts()
  const aim = gift.directed?.facility ?? null
  const [facility, setFacility] = useState(aim?.id ?? '')
  const [use, setUse] = useState<(typeof giftUses)[number]>('ward')
  const label = aim === null ? words.other : words.toAim(aim.name)
  return (
    <details open={aim !== null}>
      <summary>{label}</summary>
      <div className="stack">
        <InstitutionSelect
          label={words.facility}
          none={accept.aimNone}
          place={gift.county.code}
          value={facility}
          onChange={setFacility}
        />
        <Select
          label={words.use}
          value={use}
          options={giftUses.map((one) => [one, uses[one]] as const)}
          onChange={setUse}
        />
        <Decide
          gift={gift}
          kind={kind}
          start={aim === null ? 0 : units}
          label={label}
          to={facility === '' ? null : { facility, use }}
        />
      </div>
    </details>
  )
}

/** Where units of a kind go (E3): what the rule proposes with its numbers, and a person who decides. */
export const AssignForm = ({ gift }: { readonly gift: Gift }) => {
  const { assign: words } = useGifts()
  const { named, many } = useGoodsWords()
  const [kind, setKind] = useState(gift.units[0]?.kind ?? '')
  const query = useApi('gift.propose', { params: { id: gift.id }, query: { kind } })
  return (
    <div className="stack">
      <Select
        label={words.kind}
        value={kind}
        options={gift.units.map((one) => [one.kind, named(one.kind)] as const)}
        onChange={setKind}
      />
      <Loaded query={query}>
        {(proposal) => (
          <div className="stack" key={kind}>
            <p className="num">{words.open(many(proposal.units, kind))}</p>
            {gift.directed === null && <Proposed gift={gift} kind={kind} proposal={proposal} />}
            <Other gift={gift} kind={kind} units={proposal.units} />
          </div>
        )}
      </Loaded>
    </div>
  )
}
