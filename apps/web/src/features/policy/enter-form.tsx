import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, serverNow } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { isApiProblem } from '../../api/problem.js'
import { useDesk } from '../../i18n/desk.js'
import { useSentenceOf } from '../../i18n/problem-words.js'
import { Field, TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { partsIn } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import { draftOf, valueOfDraft } from './draft.js'
import { usePlaceForValues } from './use-place-for-values.js'
import type { Rule } from './use-rules.js'
import { ValueField } from './value-field.js'

const evidences = ['official', 'reposted', 'ours', 'unconfirmed'] as const
type Source = {
  readonly document: string
  readonly clause: string
  readonly from: string
  readonly until: string
  readonly evidence: (typeof evidences)[number]
  readonly reference: string
  readonly approvedOn: string
}

/** The field under which a refusal of the server stands: where the writer must change something. */
const fieldOf: Readonly<Record<string, string>> = {
  'policy.looser': 'value',
  'policy.unreadable': 'value',
  'policy.unconfirmed': 'evidence',
  'policy.approval-stale': 'approval.day',
}

/** Sends a proposal and says under which field a refusal belongs. */
const usePropose = (onDone: () => void) => {
  const client = useQueryClient()
  const toast = useToast()
  const { signing: words } = useDesk()
  const sentenceOf = useSentenceOf()
  const send = useMutation({
    mutationFn: (body: Parameters<typeof call<'policy.propose'>>[1]['body']) => call('policy.propose', { body }),
    onSuccess: () => {
      toast({ text: words.sent })
      onDone()
      return client.invalidateQueries({ queryKey: ['policy.proposals'] })
    },
  })
  const plain = useFieldError(send.error)
  const code = isApiProblem(send.error) && send.error.code !== 'network' ? send.error.code : null
  const errorOf = (path: string): string | null =>
    code !== null && fieldOf[code] === path ? sentenceOf(code) : plain(path)
  return { send, errorOf, atField: code !== null && (code in fieldOf || code === 'request.invalid') }
}

type PartProps = {
  readonly source: Source
  readonly change: (part: Partial<Source>) => void
  readonly errorOf: (path: string) => string | null
}

const SourceFields = ({ source, change, errorOf }: PartProps) => {
  const { signing: words, policy } = useDesk()
  return (
    <>
      <TextField
        label={words.document}
        hint={words.documentHint}
        maxLength={200}
        value={source.document}
        error={errorOf('source.document')}
        onChange={(document) => change({ document })}
      />
      <TextField
        label={words.clause}
        hint={words.clauseHint}
        maxLength={300}
        value={source.clause}
        error={errorOf('source.clause')}
        onChange={(clause) => change({ clause })}
      />
      <Field label={words.evidence} error={errorOf('evidence')}>
        {(ids) => (
          <select
            className="input"
            {...ids}
            value={source.evidence}
            onChange={(e) => change({ evidence: evidences.find((one) => one === e.target.value) ?? source.evidence })}
          >
            {evidences.map((one) => (
              <option key={one} value={one}>
                {policy.evidences[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  )
}

const DateFields = ({ source, change, errorOf }: PartProps) => {
  const { signing: words } = useDesk()
  const half = (source.reference.trim() === '') !== (source.approvedOn === '')
  return (
    <>
      <TextField
        label={words.from}
        type="date"
        value={source.from}
        error={errorOf('from')}
        onChange={(from) => change({ from })}
      />
      <TextField
        label={words.until}
        hint={words.untilHint}
        type="date"
        value={source.until}
        error={errorOf('until')}
        onChange={(until) => change({ until })}
      />
      <fieldset className="field stack">
        <legend>{words.approvalTitle}</legend>
        <TextField
          label={words.approvalReference}
          maxLength={200}
          value={source.reference}
          error={errorOf('approval.reference')}
          onChange={(reference) => change({ reference })}
        />
        <TextField
          label={words.approvalDay}
          type="date"
          value={source.approvedOn}
          error={half ? words.approvalBoth : errorOf('approval.day')}
          onChange={(approvedOn) => change({ approvedOn })}
        />
      </fieldset>
    </>
  )
}

type Props = { readonly rule: Rule; readonly onDone: () => void }

/** A new value of a rule, typed by the rule's kind; it waits for somebody else's signature. */
export const EnterForm = ({ rule, onDone }: Props) => {
  const { signing: words } = useDesk()
  const zone = useZone()
  const place = usePlaceForValues()
  const [id] = useState(() => uuidv7())
  const [draft, setDraft] = useState(() => draftOf(rule.value))
  const [source, setSource] = useState<Source>(() => ({
    document: '',
    clause: '',
    from: partsIn(serverNow(), zone).day,
    until: '',
    evidence: 'official',
    reference: '',
    approvedOn: '',
  }))
  const { send, errorOf, atField } = usePropose(onDone)
  const { document, clause, from, until, evidence, reference, approvedOn } = source
  const change = (part: Partial<Source>): void => setSource({ ...source, ...part })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    send.mutate({
      id,
      ruleId: rule.ruleId,
      place: placeInUrl(place.code),
      value: rule.kind === 'fixed' ? rule.value : valueOfDraft(draft, rule.value),
      source: { document, clause },
      evidence,
      from,
      until: until === '' ? null : until,
      approval: reference.trim() === '' ? null : { reference, day: approvedOn },
    })
  }
  const whole = document.trim().length > 1 && clause.trim() !== '' && from !== ''
  return (
    <form className="card stack" onSubmit={submit} noValidate autoComplete="off">
      <h3>{words.formTitle(place.name)}</h3>
      <p className="muted small">{words.directions[rule.direction]}</p>
      {send.error && !atField && <ProblemNote error={send.error} saving />}
      <ValueField rule={rule} draft={draft} error={errorOf('value')} onChange={setDraft} />
      <SourceFields source={source} change={change} errorOf={errorOf} />
      <DateFields source={source} change={change} errorOf={errorOf} />
      <p>{words.twoPeople}</p>
      <button
        type="submit"
        className="btn btn-main"
        disabled={send.isPending || !whole || (reference.trim() === '') !== (approvedOn === '')}
      >
        {words.submit}
      </button>
    </form>
  )
}
