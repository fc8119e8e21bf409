import { Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useWords } from '../../i18n/i18n.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { OnlyMedicNote, teamsWithoutMedic } from './only-medic.js'

type Account = Reply<'account.list'>['rows'][number]

type PasswordProps = { readonly login: string; readonly password: string; readonly onDone: () => void }

/** Shown once and kept nowhere. */
export const FirstPassword = ({ login, password, onDone }: PasswordProps) => {
  const { accounts: words } = useDesk()
  const toast = useToast()
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(password)
    toast({ text: words.copied })
  }
  return (
    <div className="note note-warn stack" role="status">
      <p>
        <strong>{words.firstPassword}</strong>
        <br />
        {login}: <span className="secret">{password}</span>
      </p>
      <p>{words.firstPasswordHint}</p>
      <p className="line">
        {/* Plain HTTP has no clipboard. */}
        {navigator.clipboard !== undefined && (
          <button type="button" className="btn" onClick={copy}>
            {words.copy}
          </button>
        )}
        <button type="button" className="btn btn-main" onClick={onDone}>
          {words.done}
        </button>
      </p>
    </div>
  )
}

type What = 'reset' | 'close' | 'reopen'
const offered = { active: ['reset', 'close'], closed: ['reopen'] } as const satisfies Record<
  Account['state'],
  readonly What[]
>

type Act = { readonly what: What; readonly teams: 'keepMedic' | 'goWithout' }

type Props = {
  readonly account: Account
  readonly onPassword: (login: string, password: string) => void
  readonly onRoles: () => void
}

/** Each asks once and says what will happen. A closed account is opened again with a new first password. */
export const AccountActions = ({ account, onPassword, onRoles }: Props) => {
  const { accounts: words } = useDesk()
  const { common } = useWords()
  const client = useQueryClient()
  const toast = useToast()
  const [asking, setAsking] = useState<What | null>(null)
  const params = { id: account.id }
  const act = useMutation({
    mutationFn: async ({ what, teams }: Act) => {
      if (what === 'reset') return call('account.reset', { params })
      if (what === 'reopen') return call('account.reopen', { params })
      await call('account.close', { params, query: { teams } })
      return null
    },
    onSuccess: (answer) => {
      setAsking(null)
      if (answer === null) toast({ text: words.closed })
      else onPassword(account.login, answer.firstPassword)
      return client.invalidateQueries({ queryKey: ['account.list'] })
    },
  })
  const without = teamsWithoutMedic(act.error)
  const stop = (): void => {
    setAsking(null)
    act.reset()
  }
  return (
    <span className="line">
      {account.state === 'active' && (
        <button type="button" className="btn btn-quiet" onClick={onRoles}>
          {words.changeRoles}
        </button>
      )}
      {offered[account.state].map((what) => (
        <button key={what} type="button" className="btn btn-quiet" onClick={() => setAsking(what)}>
          {words[what]}
        </button>
      ))}
      <Modal
        opened={asking !== null}
        onClose={stop}
        title={asking === null ? '' : words.yes[asking]}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <div className="stack">
          <p>{asking === null ? '' : words.ask[asking](account.login)}</p>
          {without.length > 0 ? (
            <OnlyMedicNote teams={without} />
          ) : (
            act.error && <ProblemNote error={act.error} saving />
          )}
          <p className="line">
            <button
              type="button"
              className="btn btn-danger"
              disabled={act.isPending}
              onClick={() =>
                asking && act.mutate({ what: asking, teams: without.length > 0 ? 'goWithout' : 'keepMedic' })
              }
            >
              {asking === null ? '' : without.length > 0 ? words.goWithout : words.yes[asking]}
            </button>
            <button type="button" className="btn" onClick={stop}>
              {common.cancel}
            </button>
          </p>
        </div>
      </Modal>
    </span>
  )
}
