import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { useCommandId } from '../../api/use-command-id.js'
import { tierNames } from '../../app/search-params.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOverrideWords } from '../../i18n/overrides.js'
import { Choice, TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useKeptNote } from '../session/kept-note.js'

export type Override = Reply<'tier.overrides'>['rows'][number]

type FormProps = { readonly one: Override; readonly onClose: () => void }

const stale = ['tier.overrides', 'tier.queue', 'morning.read', 'person.read', 'person.list', 'board.read']

const useStale = () => {
  const client = useQueryClient()
  return () => Promise.all(stale.map((route) => client.invalidateQueries({ queryKey: [route] })))
}

const Renew = ({ one, onClose }: FormProps) => {
  const words = useOverrideWords()
  const { people } = useDesk()
  const { words: base, shared } = useI18n()
  const toast = useToast()
  const renewLists = useStale()
  const idOf = useCommandId()
  const [tier, setTier] = useState(one.tier)
  const [reason, setReason] = useKeptNote(`renewOverride.${one.overrideId}`)
  const [reviewOn, setReviewOn] = useState('')
  const save = useMutation({
    mutationFn: () => {
      const body = { tier, reason, reviewOn }
      return call('tier.override', { params: { id: one.personId }, body: { commandId: idOf(body), ...body } })
    },
    onSuccess: () => {
      setReason(null)
      toast({ text: words.renewed(one.name) })
      onClose()
      return renewLists()
    },
  })
  const errorOf = useFieldError(save.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {save.error && <ProblemNote error={save.error} saving />}
      <Choice
        legend={words.renewTier}
        name={`renew-${one.personId}`}
        value={tier}
        options={tierNames.map((value) => ({ value, label: shared.tiers[value] }))}
        onChange={setTier}
      />
      <TextField
        label={people.reason}
        hint={people.reasonHint}
        maxLength={500}
        value={reason}
        error={errorOf('reason')}
        onChange={setReason}
      />
      <TextField
        label={people.reviewOn}
        type="date"
        value={reviewOn}
        error={errorOf('reviewOn')}
        onChange={setReviewOn}
      />
      <p className="line">
        <button
          type="submit"
          className="btn btn-main"
          disabled={save.isPending || reason.trim().length < 2 || reviewOn === ''}
        >
          {words.renew}
        </button>
        <button type="button" className="btn btn-quiet" onClick={onClose}>
          {base.common.cancel}
        </button>
      </p>
    </form>
  )
}

const End = ({ one, onClose }: FormProps) => {
  const words = useOverrideWords()
  const { words: base, shared } = useI18n()
  const toast = useToast()
  const renewLists = useStale()
  const step = tierNames.indexOf(one.tier) - tierNames.indexOf(one.assessed)
  const what = step === 0 ? words.endWhat.same : words.endWhat[step > 0 ? 'up' : 'down'](shared.tiers[one.assessed])
  const end = useMutation({
    mutationFn: () => call('tier.override-end', { params: { id: one.personId }, body: { overrideId: one.overrideId } }),
    onSuccess: ({ outcome }) => {
      toast({ text: outcome === 'changed' ? words.changed : words.ended(one.name) })
      onClose()
      return renewLists()
    },
  })
  return (
    <div className="stack">
      {end.error && <ProblemNote error={end.error} saving />}
      <h3>{words.endTitle(one.name)}</h3>
      <p>{what}</p>
      <p className="line">
        <button type="button" className="btn btn-main" disabled={end.isPending} onClick={() => end.mutate()}>
          {words.endSubmit}
        </button>
        <button type="button" className="btn btn-quiet" onClick={onClose}>
          {base.common.cancel}
        </button>
      </p>
    </div>
  )
}

/** A medic renews or ends a judgement, each in a step of its own. */
export const ReviewActions = ({ one }: { readonly one: Override }) => {
  const words = useOverrideWords()
  const [open, setOpen] = useState<'renew' | 'end' | null>(null)
  const close = (): void => setOpen(null)
  if (open === 'renew') return <Renew one={one} onClose={close} />
  if (open === 'end') return <End one={one} onClose={close} />
  return (
    <p className="line">
      <button type="button" className="btn" onClick={() => setOpen('renew')}>
        {words.renew}
      </button>
      <button type="button" className="btn btn-quiet" onClick={() => setOpen('end')}>
        {words.end}
      </button>
    </p>
  )
}
