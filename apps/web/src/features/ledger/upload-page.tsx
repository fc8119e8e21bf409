import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { upload } from '../../api/client.js'
import { keyOf } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { EmptyState, ProblemNote } from '../../ui/states.js'
import { useSession } from '../session/session.js'
import { FileDrop } from './file-drop.js'
import { SheetChoice, sheetsOf } from './sheet-choice.js'
import { useCounty, useOwnPart } from './use-county.js'

type Wanted = { readonly file: File; readonly sheet?: string }
type Sent = { readonly sent: number; readonly total: number }

export const UploadPage = () => {
  const { ledger: words } = useDesk()
  const county = useCounty()
  const own = useOwnPart(county ?? '')
  const { demonstration } = useSession()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { sheet: asked } = useSearch({ from: '/ledger/new' })
  const [sent, setSent] = useState<Sent>({ sent: 0, total: 0 })
  const send = useMutation({
    mutationFn: ({ file, sheet }: Wanted) =>
      upload(
        'import.upload',
        {
          query: {
            county: county ?? '',
            fileName: file.name.slice(0, 200),
            ...(sheet !== undefined ? { sheet } : asked === 'ask' ? { ask: 'yes' } : {}),
          },
        },
        file,
        (done, total) => setSent({ sent: done, total }),
      ),
    onSuccess: (info) => {
      client.setQueryData(keyOf('import.read', { params: { id: info.id } }), info)
      void client.invalidateQueries({ queryKey: ['import.list'] })
      void navigate({ to: '/ledger/$id', params: { id: info.id }, search: { place: own } })
    },
  })
  const sheets = sheetsOf(send.error)
  const file = send.variables?.file
  return (
    <Page title={words.uploadTitle} aside={words.noSave}>
      {county === null ? (
        <EmptyState title={words.needCounty} />
      ) : (
        <div className="narrow stack">
          {demonstration && <p className="note">{words.trialWhat}</p>}
          {send.error && sheets === null && <ProblemNote error={send.error} saving />}
          {sheets !== null && file !== undefined && (
            <SheetChoice sheets={sheets} onChoose={(sheet) => send.mutate({ file, sheet })} />
          )}
          <FileDrop
            accept=".csv,.txt,.xlsx"
            hint={words.formats}
            busy={send.isPending ? sent : null}
            onFile={(one) => send.mutate({ file: one })}
          />
        </div>
      )}
    </Page>
  )
}
