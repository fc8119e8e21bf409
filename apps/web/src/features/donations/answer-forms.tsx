import { declineReasons } from '@lianfang/domain/supply'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useGifts } from '../../i18n/gifts.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { Select } from '../../ui/select.js'
import { useGoodsWords } from '../deals/use-many.js'
import { GiftFailure, useGiftAct } from './gift-act.js'
import { InstitutionSelect } from './institution-select.js'
import type { Gift } from './types.js'

type Of = { readonly gift: Gift }

/** Accepts a gift: where a directed one is meant to go, and which kinds its lines in words are. */
export const AcceptForm = ({ gift }: Of) => {
  const { accept: words } = useGifts()
  const { open, nameOf, find } = useGoodsWords()
  const [aim, setAim] = useState('')
  const [chosen, setStore] = useState('')
  const stores = useApi('store.list', { query: { place: gift.county.code, limit: 200 } }).data?.rows ?? []
  const store = chosen === '' ? (stores.find(({ kind }) => kind === 'warehouse')?.id ?? '') : chosen
  const [kinds, setKinds] = useState<Readonly<Record<number, string>>>({})
  const inWords = gift.lines.filter(({ kind }) => kind === null)
  const act = useGiftAct<{ readonly store: string; readonly aim: { readonly facility: string } | null }>((body, id) =>
    call('gift.accept', {
      params: { id: gift.id },
      body: {
        ...{ ...body, id, papers: [] },
        kinds: inWords.flatMap((line) => {
          const kind = kinds[line.n] ?? ''
          return kind === '' ? [] : [{ n: line.n, kind, quantity: line.quantity }]
        }),
      },
    }),
  )
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    act.mutate({ store, aim: aim === '' ? null : { facility: aim } })
  }
  return (
    <form className="stack" onSubmit={onSubmit}>
      <Select
        label={words.store}
        value={store}
        options={[['', ''], ...stores.map((one) => [one.id, one.name] as const)]}
        onChange={setStore}
      />
      {gift.directed !== null && (
        <>
          <InstitutionSelect
            label={words.aim}
            none={words.aimNone}
            place={gift.county.code}
            value={aim}
            onChange={setAim}
          />
          <p className="hint">{words.aimHint}</p>
        </>
      )}
      {inWords.map((line) => (
        <Select
          key={line.n}
          label={words.wordsLine(`${line.words ?? ''} ${line.quantity} ${line.unit}`)}
          value={kinds[line.n] ?? ''}
          options={[['', words.noKind], ...open.map((one) => [one.code, nameOf(find(one.code) ?? one)] as const)]}
          onChange={(kind) => setKinds({ ...kinds, [line.n]: kind })}
        />
      ))}
      <GiftFailure error={act.error} />
      <p>
        <button type="submit" className="btn btn-main" disabled={act.isPending || store === ''}>
          {words.send}
        </button>
      </p>
    </form>
  )
}

/** Declines it with a reason, and the words that its donor reads. */
export const DeclineForm = ({ gift }: Of) => {
  const { decline: words, reasonMissing } = useGifts()
  const [why, setWhy] = useState<(typeof declineReasons)[number]>('noNeed')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useGiftAct<{ readonly why: typeof why; readonly reason: string }>((body, id) =>
    call('gift.decline', { params: { id: gift.id }, body: { ...body, id } }),
  )
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (reason.trim() === '') focusFirstWrong(event.currentTarget)
    else act.mutate({ why, reason: reason.trim() })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      <Select
        label={words.why}
        value={why}
        options={declineReasons.map((one) => [one, words.whys[one]] as const)}
        onChange={setWhy}
      />
      <TextField
        label={words.text}
        maxLength={200}
        value={reason}
        error={isTried && reason.trim() === '' ? reasonMissing : null}
        onChange={setReason}
      />
      <GiftFailure error={act.error} />
      <p>
        <button type="submit" className="btn btn-danger" disabled={act.isPending}>
          {words.send}
        </button>
      </p>
    </form>
  )
}

/** A paper that was seen for a kind of it. */
export const PaperForm = ({ gift }: Of) => {
  const { accept: words, reasonMissing } = useGifts()
  const { named } = useGoodsWords()
  const [kind, setKind] = useState(gift.units[0]?.kind ?? '')
  const [number, setNumber] = useState('')
  const [until, setUntil] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useGiftAct<{ readonly kind: string; readonly number: string; readonly until: string | null }>(
    (body, id) => call('gift.paper', { params: { id: gift.id }, body: { ...body, id } }),
    () => setNumber(''),
  )
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (number.trim() === '') focusFirstWrong(event.currentTarget)
    else act.mutate({ kind, number: number.trim(), until: until === '' ? null : until })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      <Select
        label={words.paperKind}
        value={kind}
        options={gift.units.map((one) => [one.kind, named(one.kind)] as const)}
        onChange={setKind}
      />
      <TextField
        label={words.paperNumber}
        maxLength={60}
        value={number}
        error={isTried && number.trim() === '' ? reasonMissing : null}
        onChange={setNumber}
      />
      <TextField label={words.paperUntil} type="date" value={until} onChange={setUntil} />
      <GiftFailure error={act.error} />
      <p>
        <button type="submit" className="btn" disabled={act.isPending}>
          {words.paperSend}
        </button>
      </p>
    </form>
  )
}
