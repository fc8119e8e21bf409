import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { Loaded } from '../../ui/states.js'
import { Done, Ended } from './import-ends.js'
import type { ImportInfo } from './import-info.js'
import { Mapping } from './mapping.js'
import { Result } from './result.js'
import './ledger.css'
import { Working } from './working.js'

const moving = new Set<ImportInfo['state']>(['reading', 'checking', 'accepting'])
const pollMs = 1_000

/** One import where it stands: columns, check, decision, done. It can be left and found again at any step. */
const Step = ({ info }: { readonly info: ImportInfo }): ReactNode => {
  switch (info.state) {
    case 'reading':
    case 'checking':
    case 'accepting':
      return <Working info={info} state={info.state} />
    case 'mapping':
      return <Mapping key={info.id} info={info} />
    case 'checked':
      return <Result info={info} />
    case 'accepted':
      return <Done info={info} />
    case 'cancelled':
    case 'failed':
    case 'takenBack':
      return <Ended info={info} state={info.state} />
  }
}

export const ImportPage = () => {
  const { id } = useParams({ from: '/ledger/$id' })
  const { ledger: words } = useDesk()
  const { words: base } = useI18n()
  const first = useApi('import.read', { params: { id } })
  const busy = first.data !== undefined && moving.has(first.data.state)
  // The same question, asked every second while something is under way.
  useApi('import.read', { params: { id } }, { enabled: busy, refetchInterval: busy ? pollMs : false })
  const info = first.data
  return (
    <Page
      title={info?.fileName ?? words.title}
      aside={
        info && (
          <span className="line">
            <strong>{words.states[info.state]}</strong>
            {info.trial && <span className="tag">{base.trial}</span>}
            <span>{info.by}</span>
            <Moment at={info.createdAt} />
          </span>
        )
      }
    >
      {info?.trial && <p className="note">{words.trialWhat}</p>}
      <Loaded query={first} rows={8}>
        {(data) => <Step info={data} />}
      </Loaded>
    </Page>
  )
}
