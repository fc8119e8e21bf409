import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { tierNames } from '../../app/search-params.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Choice, Field, TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import type { PersonInfo } from '../people/person-facts.js'
import { useKeptNote } from '../session/kept-note.js'

type Tier = PersonInfo['tier']['tier']

/** A medic's own judgement: tier, reason, review day. */
export const OverrideForm = ({ person }: { readonly person: PersonInfo }) => {
  const { people: words } = useDesk()
  const { shared } = useI18n()
  const client = useQueryClient()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const [commandId, setCommandId] = useState(() => uuidv7())
  const [tier, setTier] = useState<Tier>(person.tier.tier)
  const [reason, setReason] = useKeptNote(`override.${person.id}`)
  const [reviewOn, setReviewOn] = useState('')
  const save = useMutation({
    mutationFn: () => call('tier.override', { params: { id: person.id }, body: { commandId, tier, reason, reviewOn } }),
    onSuccess: () => {
      setOpen(false)
      setReason('')
      setCommandId(uuidv7())
      toast({ text: words.overrideDone })
      // The lists and figures beside the panel show the tier too.
      const stale = ['person.read', 'person.list', 'followup.today', 'board.read', 'tier.queue']
      return Promise.all(stale.map((route) => client.invalidateQueries({ queryKey: [route] })))
    },
  })
  const errorOf = useFieldError(save.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <details className="why" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.override}</summary>
      <form className="card stack" style={{ marginTop: 8 }} onSubmit={submit} noValidate>
        <p className="muted">{words.overrideHint}</p>
        {save.error && <ProblemNote error={save.error} saving />}
        <Choice
          legend={words.overrideTier}
          name="override-tier"
          value={tier}
          options={tierNames.map((value) => ({ value, label: shared.tiers[value] }))}
          onChange={setTier}
        />
        <Field label={words.reason} hint={words.reasonHint} error={errorOf('reason')}>
          {(ids) => (
            <textarea
              className="input"
              rows={2}
              maxLength={500}
              {...ids}
              value={reason}
              onChange={(e) => setReason(e.target.value)}
            />
          )}
        </Field>
        <TextField
          label={words.reviewOn}
          type="date"
          value={reviewOn}
          error={errorOf('reviewOn')}
          onChange={setReviewOn}
        />
        <button
          type="submit"
          className="btn btn-main"
          disabled={save.isPending || reason.trim().length < 2 || reviewOn === ''}
        >
          {words.overrideSubmit}
        </button>
      </form>
    </details>
  )
}
