import { Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { useSentenceOf } from '../../i18n/problem-words.js'
import { useFieldError } from '../../ui/form.js'
import { EmptyState, ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useSession } from '../session/session.js'
import { LinkForm } from './link-form.js'
import { OnlyMedicNote, teamsWithoutMedic } from './only-medic.js'
import { type Role, RolePlace } from './role-place.js'

type Account = Reply<'account.list'>['rows'][number]
type Grant = Account['grants'][number]

/** What a refusal says about the place stands under the place. */
const atPlace = new Set(['account.place-level', 'account.has-grant', 'forbidden'])

const AddRole = ({ account }: { readonly account: Account }) => {
  const { accounts: words } = useDesk()
  const sentenceOf = useSentenceOf()
  const { acting } = useSession()
  const client = useQueryClient()
  const toast = useToast()
  const [id, setId] = useState(() => uuidv7())
  const [role, setRole] = useState<Role>('villageWorker')
  const [place, setPlace] = useState(acting.place.code === '' ? 'nation' : acting.place.code)
  const add = useMutation({
    mutationFn: () => call('account.grant', { params: { id: account.id }, body: { id, role, place: place.trim() } }),
    onSuccess: () => {
      setId(uuidv7())
      toast({ text: words.roleAdded })
      return client.invalidateQueries({ queryKey: ['account.list'] })
    },
  })
  const errorOf = useFieldError(add.error)
  const code = isApiProblem(add.error) && add.error.code !== 'network' ? add.error.code : null
  const placed = code !== null && atPlace.has(code)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate autoComplete="off">
      <h3>{words.addRole}</h3>
      {add.error && !placed && <ProblemNote error={add.error} saving />}
      <RolePlace
        role={role}
        place={place}
        error={placed ? sentenceOf(code) : errorOf('place')}
        onRole={setRole}
        onPlace={setPlace}
      />
      <button type="submit" className="btn btn-main" disabled={add.isPending || place.trim() === ''}>
        {words.addRole}
      </button>
    </form>
  )
}

type AskProps = { readonly account: Account; readonly grant: Grant; readonly onClose: () => void }

const TakeAway = ({ account, grant, onClose }: AskProps) => {
  const { accounts: words } = useDesk()
  const { words: base, shared } = useI18n()
  const placeName = usePlaceName()
  const client = useQueryClient()
  const toast = useToast()
  const take = useMutation({
    mutationFn: (teams: 'keepMedic' | 'goWithout') =>
      call('account.withdraw-grant', { params: { id: account.id, grant: grant.id }, query: { teams } }),
    onSuccess: () => {
      toast({ text: words.roleTaken })
      onClose()
      return client.invalidateQueries({ queryKey: ['account.list'] })
    },
  })
  const without = teamsWithoutMedic(take.error)
  return (
    <Modal opened onClose={onClose} title={words.takeRole} closeButtonProps={{ 'aria-label': base.common.close }}>
      <div className="stack">
        <p>{words.takeRoleAsk(account.login, shared.roles[grant.role], placeName(grant.place))}</p>
        {without.length > 0 ? (
          <OnlyMedicNote teams={without} />
        ) : (
          take.error && <ProblemNote error={take.error} saving />
        )}
        <p className="line">
          <button
            type="button"
            className="btn btn-danger"
            disabled={take.isPending}
            onClick={() => take.mutate(without.length > 0 ? 'goWithout' : 'keepMedic')}
          >
            {without.length > 0 ? words.goWithout : words.takeRole}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {base.common.cancel}
          </button>
        </p>
      </div>
    </Modal>
  )
}

/** The roles of one account, each withdrawable, and the form for one more. */
export const GrantsPanel = ({ account }: { readonly account: Account }) => {
  const { accounts: words } = useDesk()
  const { shared } = useI18n()
  const placeName = usePlaceName()
  const [taking, setTaking] = useState<Grant | null>(null)
  return (
    <div className="stack">
      <h2 className="panel-title">{words.rolesOf(account.login)}</h2>
      {account.grants.length === 0 ? (
        <EmptyState title={words.noRoles} />
      ) : (
        <ul className="stack">
          {account.grants.map((grant) => (
            <li key={grant.id} className="between">
              <span>
                {shared.roles[grant.role]} <span className="muted">· {placeName(grant.place)}</span>
              </span>
              <button
                type="button"
                className="btn"
                aria-label={`${words.takeRole} ${shared.roles[grant.role]} ${placeName(grant.place)}`}
                onClick={() => setTaking(grant)}
              >
                {words.takeRole}
              </button>
            </li>
          ))}
        </ul>
      )}
      <AddRole account={account} />
      {account.linked !== null && <LinkForm account={account} linked={account.linked} />}
      {taking !== null && <TakeAway account={account} grant={taking} onClose={() => setTaking(null)} />}
    </div>
  )
}
