import { Modal } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useWords } from '../../i18n/i18n.js'
import { TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'

type Props<A> = {
  readonly closedOn: string | null
  readonly words: { readonly close: string; readonly ask: string; readonly reopen: string }
  /** Closes on a day, or with null opens again. */
  readonly run: (closedOn: string | null) => Promise<A>
  readonly onAnswer: (answer: A) => void
}

/** Closing asks once and names the day; opening again is its undo and asks nothing. */
export const Closing = <A,>({ closedOn, words, run, onAnswer }: Props<A>) => {
  const { facilities } = useDesk()
  const { common } = useWords()
  const zone = useZone()
  const [asking, setAsking] = useState(false)
  const [day, setDay] = useState(() => partsIn(Date.now(), zone).day)
  const act = useMutation({
    mutationFn: run,
    onSuccess: (answer) => {
      setAsking(false)
      onAnswer(answer)
    },
  })
  if (closedOn !== null) {
    return (
      <div className="stack">
        {act.error && <ProblemNote error={act.error} saving />}
        <p>
          <button type="button" className="btn" disabled={act.isPending} onClick={() => act.mutate(null)}>
            {words.reopen}
          </button>
        </p>
      </div>
    )
  }
  return (
    <>
      <p>
        <button type="button" className="btn btn-danger" onClick={() => setAsking(true)}>
          {words.close}
        </button>
      </p>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={words.close}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <div className="stack">
          <p>{words.ask}</p>
          {act.error && <ProblemNote error={act.error} saving />}
          <TextField label={facilities.closedOn} type="date" value={day} onChange={setDay} />
          <p className="line">
            <button
              type="button"
              className="btn btn-danger"
              disabled={act.isPending || day === ''}
              onClick={() => act.mutate(day)}
            >
              {words.close}
            </button>
            <button type="button" className="btn" onClick={() => setAsking(false)}>
              {common.cancel}
            </button>
          </p>
        </div>
      </Modal>
    </>
  )
}
