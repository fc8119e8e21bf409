import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { call } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useCommandId } from '../../api/use-command-id.js'
import { FieldHeading } from '../../app/field-parts.js'
import { goBack } from '../../app/field-router.js'
import { useDeals } from '../../i18n/deals.js'
import { useHospital } from '../../i18n/hospital.js'
import { useI18n } from '../../i18n/i18n.js'
import { Field, focusFirstWrong } from '../../ui/form.js'
import { Loaded } from '../../ui/states.js'
import { DealFailure } from '../deals/deal-failure.js'
import { NeedFormula } from '../deals/need-formula.js'
import { codeOf, useDealRefusal } from '../deals/refusal.js'
import type { Request } from '../deals/types.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useKeptDraft } from '../session/kept-draft.js'
import { OfRequest, useShowRequest } from './of-request.js'
import { blankRequest, draftOf, type ReadRequest, type RequestDraft, readRequest, sizeOf } from './read-request.js'
import { FactFields, WhatFields } from './request-fields.js'
import { resultOf } from './use-act.js'
import { useMine } from './use-hospital-data.js'
import { useSendRequest } from './use-send-request.js'

type NeedProps = { readonly read: ReadRequest; readonly kind: string; readonly isLoading: boolean }

const NeedPart = ({ read, kind, isLoading }: NeedProps) => {
  const { need: words } = useDeals()
  const { many } = useGoodsWords()
  return (
    <section className="card stack" aria-labelledby="need" aria-live="polite">
      <h2 id="need">{words.title}</h2>
      {read.need === null ? (
        <p className="muted">{isLoading ? words.loading : words.incomplete}</p>
      ) : (
        <NeedFormula need={read.need} many={(n) => many(n, kind)} />
      )}
    </section>
  )
}

type AskProps = { readonly sentence: string; readonly onSure: () => void; readonly onLook: () => void }

/** A size that looks like a mix-up of units is asked back before it goes out, and can go out all the same. */
const SizeAsked = ({ sentence, onSure, onLook }: AskProps) => {
  const { form: words } = useHospital()
  const ref = useRef<HTMLElement>(null)
  useEffect(() => ref.current?.focus(), [])
  return (
    <section ref={ref} tabIndex={-1} className="note note-warn stack" aria-labelledby="size">
      <h2 id="size">{words.doubtTitle}</h2>
      <p>{sentence}</p>
      <button type="button" className="btn btn-main btn-big" onClick={onSure}>
        {words.sure}
      </button>
      <button type="button" className="btn btn-big" onClick={onLook}>
        {words.lookAgain}
      </button>
    </section>
  )
}

type BodyProps = {
  readonly draft: RequestDraft
  readonly set: (change: Partial<RequestDraft> | null) => void
  readonly found: boolean
  /** The request that is changed; null: a new one. */
  readonly request: Request | null
  readonly send: {
    readonly isPending: boolean
    readonly error: unknown
    readonly run: (read: ReadRequest, draft: RequestDraft) => void
    readonly reset: () => void
  }
}

const FormBody = ({ draft, set, found, request, send }: BodyProps) => {
  const { form: words } = useHospital()
  const deals = useDeals()
  const { number } = useI18n()
  const refusalOf = useDealRefusal()
  const goods = useGoodsWords()
  const [isTried, setTried] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const kind = goods.find(draft.kind)
  const terms = useApi(
    'hospital.terms',
    {
      params: { id: draft.hospital },
      query: { kind: draft.kind, ...(request === null ? {} : { request: request.id }) },
    },
    { enabled: draft.hospital !== '' && draft.kind !== '', staleTime: 60_000 },
  )
  const read = readRequest(draft, { kind, terms: terms.data })
  const isFaulty = Object.keys(read.faults).length > 0
  const change = (part: Partial<RequestDraft>): void => {
    set(part)
    setAsking(false)
    send.reset()
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (isFaulty) focusFirstWrong(event.currentTarget)
    else if (read.against !== null && !read.said.sure) setAsking(true)
    else send.run(read, draft)
  }
  const sure = (): void => {
    const agreed = { ...draft, sure: sizeOf(draft) }
    set({ sure: agreed.sure })
    setAsking(false)
    send.run(readRequest(agreed, { kind, terms: terms.data }), agreed)
  }
  // Where the values of the place did not arrive, the server asks back instead.
  const isAskedBack = isAsking || codeOf(send.error) === 'supply.request-doubtful'
  const asked =
    read.against === null
      ? (refusalOf(send.error) ?? '')
      : deals.refused.doubt(number(read.requested ?? 0), number(read.against))
  const parts = { draft, read, isTried, isChange: request !== null, set: change }
  return (
    <form className="stack-wide" onSubmit={onSubmit} noValidate autoComplete="off">
      {found && (
        <p className="between muted">
          <span>{words.kept}</span>
          <button type="button" className="btn btn-quiet" onClick={() => set(null)}>
            {words.discard}
          </button>
        </p>
      )}
      <div className="h-wide">
        <div className="stack-wide">
          <section className="stack" aria-labelledby="what">
            <h2 id="what">{words.what}</h2>
            <WhatFields {...parts} />
          </section>
          <FactFields {...parts} />
          <Field label={words.note} hint={words.noteHint}>
            {(ids) => (
              <textarea
                className="input"
                {...ids}
                rows={3}
                maxLength={400}
                value={draft.note}
                onChange={(event) => change({ note: event.target.value })}
              />
            )}
          </Field>
        </div>
        <NeedPart read={read} kind={draft.kind} isLoading={terms.isFetching && terms.data === undefined} />
      </div>
      {isAskedBack ? (
        <SizeAsked sentence={asked} onSure={sure} onLook={() => setAsking(false)} />
      ) : (
        <div className="r-send stack">
          {isTried && isFaulty && (
            <p className="note note-alarm" role="alert">
              {deals.faultsTitle}
            </p>
          )}
          <DealFailure error={send.error} />
          <button type="submit" className="btn btn-main btn-big" disabled={send.isPending || !goods.isReady}>
            {send.isPending ? words.saving : request === null ? words.save : words.saveChange}
          </button>
        </div>
      )}
    </form>
  )
}

const NewBody = ({ hospital }: { readonly hospital: string }) => {
  const { draft, set, found } = useKeptDraft<RequestDraft>('hospital.request', { ...blankRequest, hospital })
  const send = useSendRequest({ draft, keep: (sent) => set({ sent }), forget: () => set(null) })
  return (
    <FormBody
      draft={draft}
      set={set}
      found={found}
      request={null}
      send={{
        isPending: send.isPending,
        error: send.error,
        run: ({ said }, { hospital: of, kind }) => send.mutate({ hospital: of, kind, said }),
        reset: () => (send.isIdle || send.isPending ? undefined : send.reset()),
      }}
    />
  )
}

/** A new request: what is needed, how things stand, and the need as it is typed (E3). */
export const NewRequestPage = () => {
  const { form: words, nobody } = useHospital()
  const mine = useMine()
  return (
    <>
      <FieldHeading title={words.title} back />
      <Loaded query={mine}>
        {({ rows }) => {
          const own = rows.filter(({ part }) => part === 'requester')
          if (own.length === 0) return <p className="note">{nobody}</p>
          return <NewBody hospital={own.length === 1 ? (own[0]?.id ?? '') : ''} />
        }}
      </Loaded>
    </>
  )
}

const ChangeBody = ({ request }: { readonly request: Request }) => {
  const { form: words } = useHospital()
  const { draft, set, found } = useKeptDraft<RequestDraft>(`hospital.request.${request.id}`, draftOf(request))
  const [seen, setSeen] = useState(request.version)
  const [isStale, setStale] = useState(false)
  const show = useShowRequest()
  const idOf = useCommandId()
  const send = useMutation({
    mutationFn: ({ said }: ReadRequest) => {
      const body = { ...said, version: seen }
      return call('request.change', { params: { id: request.id }, body: { ...body, id: idOf(body) } })
    },
    onSuccess: (answer) => {
      idOf(null)
      const now = resultOf(answer)
      show(now)
      setSeen(now.version)
      setStale(answer.outcome === 'stale')
      if (answer.outcome === 'stale') return
      set(null)
      goBack()
    },
  })
  return (
    <>
      {isStale && (
        <p className="note note-warn" role="alert">
          {words.stale}
        </p>
      )}
      <FormBody
        draft={draft}
        set={set}
        found={found}
        request={request}
        send={{
          isPending: send.isPending,
          error: send.error,
          run: (read) => send.mutate(read),
          reset: () => (send.isIdle || send.isPending ? undefined : send.reset()),
        }}
      />
    </>
  )
}

/** A draft or a returned request, to be put right (E3). */
export const ChangeRequestPage = ({ id }: { readonly id: string }) => {
  const { form: words, page } = useHospital()
  return (
    <OfRequest id={id}>
      {(request) => (
        <>
          <FieldHeading title={words.changeTitle} back />
          {request.may.change ? <ChangeBody request={request} /> : <p className="note">{page.next[request.state]}</p>}
        </>
      )}
    </OfRequest>
  )
}
