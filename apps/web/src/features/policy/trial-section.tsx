import { useMutation, useQueryClient } from '@tanstack/react-query'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { keyOf, useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTrialWords } from '../../i18n/trial.js'
import { Loaded, ProblemNote } from '../../ui/states.js'
import type { Proposal, Trial } from './proposal.js'
import { TrialResult } from './trial-result.js'
import type { Rule } from './use-rules.js'

const pollMs = 700
const isBusy = (trial: Trial | null | undefined): boolean =>
  trial?.work.state === 'waiting' || trial?.work.state === 'running'

/** The newest trial of a proposal, asked again every moment while it runs. */
const useTrial = (id: string) => {
  const query = useApi('trial.read', { params: { id } })
  const busy = isBusy(query.data?.trial)
  useApi('trial.read', { params: { id } }, { enabled: busy, refetchInterval: busy ? pollMs : false })
  return query
}

/** Starts or stops the trial; the answer is what the page shows next. */
const useStep = (id: string, step: 'trial.start' | 'trial.cancel') => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      step === 'trial.start'
        ? call('trial.start', { params: { id }, body: { id: uuidv7() } })
        : call('trial.cancel', { params: { id } }),
    onSuccess: (answer) => client.setQueryData(keyOf('trial.read', { params: { id } }), answer),
  })
}

const Running = ({ id, trial }: { readonly id: string; readonly trial: Trial }) => {
  const words = useTrialWords()
  const { number } = useI18n()
  const cancel = useStep(id, 'trial.cancel')
  const { state, done, total } = trial.work
  const says = state === 'waiting' ? words.queued : words.running
  return (
    <>
      <p className="strong" role="status">
        {says}
      </p>
      <progress aria-label={says} {...(total === null ? {} : { value: done, max: Math.max(1, total) })} />
      {total !== null && <p className="num small">{words.progress(number(done), number(total))}</p>}
      <p className="muted small">{words.canLeave}</p>
      {cancel.error && <ProblemNote error={cancel.error} saving />}
      <p className="line">
        <button type="button" className="btn" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          {words.cancel}
        </button>
      </p>
    </>
  )
}

const Start = ({ id, again }: { readonly id: string; readonly again: 'first' | 'again' }) => {
  const words = useTrialWords()
  const start = useStep(id, 'trial.start')
  return (
    <>
      {start.error && <ProblemNote error={start.error} saving />}
      <p className="line">
        <button type="button" className="btn" disabled={start.isPending} onClick={() => start.mutate()}>
          {again === 'first' ? words.start : words.again}
        </button>
      </p>
    </>
  )
}

type Props = { readonly proposal: Proposal; readonly rule: Rule }

type EndedProps = Props & { readonly trial: Trial; readonly moves: readonly string[] }

const Ended = ({ trial, moves, proposal, rule }: EndedProps) => {
  const words = useTrialWords()
  if (trial.work.state === 'cancelled') return <p className="note">{words.cancelled}</p>
  if (trial.work.state === 'failed') return <p className="note note-warn">{words.failed}</p>
  return <TrialResult trial={trial} moves={moves} proposal={proposal} rule={rule} />
}

/** Trying a proposal on the last four weeks: offered, running, or what came of it (X3). */
export const TrialSection = ({ proposal, rule }: Props) => {
  const words = useTrialWords()
  const { id } = proposal
  const query = useTrial(id)
  return (
    <section className="stack" aria-label={words.title}>
      <h4 style={{ margin: 0 }}>{words.title}</h4>
      <Loaded query={query} rows={1}>
        {({ moves, trial }) => {
          if (moves.length === 0) return <p className="muted">{words.movesNothing}</p>
          if (trial === null) {
            return (
              <>
                <p className="muted small">
                  {words.none} {words.hint}
                </p>
                <Start id={id} again="first" />
              </>
            )
          }
          if (isBusy(trial)) return <Running id={id} trial={trial} />
          return (
            <>
              <Ended trial={trial} moves={moves} proposal={proposal} rule={rule} />
              <Start id={id} again="again" />
            </>
          )
        }}
      </Loaded>
    </section>
  )
}
