import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { BalanceForm } from './balance-form.js'
import type { Proposal } from './shares.js'
import { TownshipChoice } from './township-choice.js'

const keyOf = (data: Proposal): string => data.moves.map((m) => `${m.village.code}${m.from}${m.to}`).join()

const Asked = ({ township, onDone }: { readonly township: string; readonly onDone: () => void }) => {
  const { balance: words } = useDesk().teams
  const query = useApi('team.balance', { query: { township } })
  const [stale, setStale] = useState(false)
  const onStale = (): void => {
    setStale(true)
    void query.refetch()
  }
  return (
    <Loaded query={query}>
      {(data) => (
        <>
          {stale && (
            <p role="alert" className="note note-warn">
              {words.stale}
            </p>
          )}
          {data.moves.length === 0 ? (
            <EmptyState title={data.teams.length === 0 ? words.noTeams : words.even} />
          ) : (
            // Another proposal is another form: what was unticked in the last one says nothing about it.
            <BalanceForm key={keyOf(data)} data={data} township={township} onDone={onDone} onStale={onStale} />
          )}
        </>
      )}
    </Loaded>
  )
}

/** A proposal of which village goes to which team, to be accepted in whole or in part. */
export const BalancePanel = () => {
  const { teams: words } = useDesk()
  const search = useSearch({ from: '/teams' })
  const navigate = useNavigate()
  const place = usePlace()
  const close = (): void => void navigate({ to: '/teams', search, resetScroll: false })
  return (
    <Panel label={words.balance.title} onClose={close}>
      <div className="stack">
        <h2 className="panel-title">{words.balance.title}</h2>
        {place.length < 9 ? (
          <TownshipChoice county={place} to="/teams/balance" />
        ) : (
          <Asked township={place.slice(0, 9)} onDone={close} />
        )}
      </div>
    </Panel>
  )
}
