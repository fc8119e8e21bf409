import { Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, type Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { useTrialWords } from '../../i18n/trial.js'
import { Field } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay, formatInstant } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import { useKeptNote } from '../session/kept-note.js'
import type { Proposal } from './proposal.js'
import { TrialSummary } from './trial-result.js'

/** After a decision the queue, the rules and what follows from them are read anew. */
const useDecided = (): (() => Promise<void>) => {
  const client = useQueryClient()
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey: [id] }) => typeof id === 'string' && !id.startsWith('session.'),
    })
}

/**
 * How many people the value would touch, counted before anybody signs. Who reads nobody's row cannot count here; beside the
 * numbers of a trial that says nothing but itself, and is left out.
 */
const TriedOut = ({ id }: { readonly id: string }) => {
  const { signing: words } = useDesk()
  const { number } = useI18n()
  const query = useApi('policy.try', { params: { id } }, { staleTime: 60_000 })
  const weeks = useApi('trial.read', { params: { id } })
  const notTried =
    weeks.isPending || weeks.data?.trial?.result != null ? null : <p className="muted">{words.notTried}</p>
  if (query.error) return notTried
  if (query.data === undefined) return <p className="muted">{words.trying}</p>
  const { tried } = query.data
  if (tried === null) return notTried
  const { people, tier, waiting, sooner, later } = tried
  if (tier + waiting + sooner + later === 0) return <p>{words.triedNothing(number(people))}</p>
  return (
    <>
      <p>{words.tried(number(people), number(tier), number(waiting), number(sooner), number(later))}</p>
      {later > 0 && <PutOff putOff={tried.putOff} />}
    </>
  )
}

type PutOffProps = { readonly putOff: NonNullable<Reply<'policy.try'>['tried']>['putOff'] }

/** Why people would be due later, by how much and until when. */
const PutOff = ({ putOff: { byTier, byTime, ended, mostHours, until } }: PutOffProps) => {
  const { signing: words } = useDesk()
  const { number, language, words: base } = useI18n()
  const zone = useZone()
  const why = [
    byTier > 0 && words.putOff.byTier(number(byTier)),
    byTime > 0 && words.putOff.byTime(number(byTime)),
    ended > 0 && words.putOff.ended(number(ended)),
  ].filter((text) => text !== false)
  return (
    <p className="muted small">
      {words.putOff.why(why.join(base.listSeparator))}
      {until !== null &&
        mostHours !== null &&
        words.putOff.until(number(mostHours), formatInstant(until, zone, language))}
    </p>
  )
}

/** What four weeks came to, beside the signature; and that it was never tried, where it could have been. */
const TriedOnWeeks = ({ id }: { readonly id: string }) => {
  const words = useTrialWords()
  const { data } = useApi('trial.read', { params: { id } })
  if (data === undefined || data.moves.length === 0) return null
  const { trial, moves } = data
  return (
    <section className="stack" aria-label={words.title}>
      <h3>{words.title}</h3>
      {trial?.result == null ? <p className="muted">{words.none}</p> : <TrialSummary trial={trial} moves={moves} />}
    </section>
  )
}

type Props = { readonly proposal: Proposal; readonly title: string; readonly onClose: () => void }

/** Signing cannot be taken back: it says what will happen, with numbers, before it does. */
export const SignDialog = ({ proposal, title, onClose }: Props) => {
  const { signing: words } = useDesk()
  const { language, words: base } = useI18n()
  const placeName = usePlaceName()
  const toast = useToast()
  const decided = useDecided()
  const sign = useMutation({
    mutationFn: () => call('policy.sign', { params: { id: proposal.id } }),
    onSuccess: ({ counties }) => {
      toast({ text: words.signed(counties) })
      onClose()
      return decided()
    },
  })
  return (
    <Modal opened onClose={onClose} title={words.signTitle} closeButtonProps={{ 'aria-label': base.common.close }}>
      <div className="stack">
        <p>{words.signAsk(title, placeName(proposal.place), formatDay(proposal.from, language))}</p>
        <TriedOut id={proposal.id} />
        <TriedOnWeeks id={proposal.id} />
        {sign.error && <ProblemNote error={sign.error} saving />}
        <p className="line">
          <button type="button" className="btn btn-main" disabled={sign.isPending} onClick={() => sign.mutate()}>
            {words.sign}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {base.common.cancel}
          </button>
        </p>
      </div>
    </Modal>
  )
}

export const RefuseForm = ({ proposal, onClose }: Omit<Props, 'title'>) => {
  const { signing: words } = useDesk()
  const { common } = useI18n().words
  const toast = useToast()
  const decided = useDecided()
  const [reason, setReason] = useKeptNote(`refusePolicy.${proposal.id}`)
  const refuse = useMutation({
    mutationFn: () => call('policy.refuse', { params: { id: proposal.id }, body: { reason } }),
    onSuccess: () => {
      setReason(null)
      toast({ text: words.refused })
      onClose()
      return decided()
    },
  })
  return (
    <div className="stack">
      {refuse.error && <ProblemNote error={refuse.error} saving />}
      <Field label={words.refuseReason} hint={words.refuseReasonHint}>
        {(ids) => (
          <textarea
            className="input"
            rows={2}
            maxLength={300}
            {...ids}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <p className="line">
        <button
          type="button"
          className="btn btn-danger"
          disabled={refuse.isPending || reason.trim().length < 2}
          onClick={() => refuse.mutate()}
        >
          {words.refuseSubmit}
        </button>
        <button type="button" className="btn" onClick={onClose}>
          {common.cancel}
        </button>
      </p>
    </div>
  )
}

export const WithdrawButton = ({ proposal }: Pick<Props, 'proposal'>) => {
  const { signing: words } = useDesk()
  const toast = useToast()
  const decided = useDecided()
  const withdraw = useMutation({
    mutationFn: () => call('policy.withdraw', { params: { id: proposal.id } }),
    onSuccess: () => {
      toast({ text: words.withdrawn })
      return decided()
    },
  })
  return (
    <>
      {withdraw.error && <ProblemNote error={withdraw.error} saving />}
      <button type="button" className="btn" disabled={withdraw.isPending} onClick={() => withdraw.mutate()}>
        {words.withdraw}
      </button>
    </>
  )
}
