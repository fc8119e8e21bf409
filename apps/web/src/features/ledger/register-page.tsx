import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { upload } from '../../api/client.js'
import { Page } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { EmptyState, ProblemNote } from '../../ui/states.js'
import { FileDrop } from './file-drop.js'
import { useCounty } from './use-county.js'

export const RegisterPage = () => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const county = useCounty()
  const client = useQueryClient()
  const [sent, setSent] = useState({ sent: 0, total: 0 })
  const send = useMutation({
    mutationFn: (file: File) =>
      upload('register.import', { query: { county: county ?? '' } }, file, (done, total) =>
        setSent({ sent: done, total }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['board.read'] }),
  })
  return (
    <Page title={words.registerTitle} aside={words.registerHint}>
      {county === null ? (
        <EmptyState title={words.needCounty} />
      ) : (
        <div className="narrow stack">
          {send.error && <ProblemNote error={send.error} saving />}
          {send.data !== undefined && (
            <div className={`note ${send.data.wrong.length === 0 ? 'note-good' : 'note-warn'}`} role="status">
              <p className="strong">{words.registerDone(number(send.data.taken), number(send.data.rows))}</p>
              <ul className="num small">
                {send.data.wrong.slice(0, 100).map((row) => (
                  <li key={row.row}>{words.registerWrong(number(row.row), row.value)}</li>
                ))}
              </ul>
            </div>
          )}
          <FileDrop
            accept=".csv,.txt"
            hint="CSV"
            busy={send.isPending ? sent : null}
            onFile={(file) => send.mutate(file)}
          />
        </div>
      )}
    </Page>
  )
}
