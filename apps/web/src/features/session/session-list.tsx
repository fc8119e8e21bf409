import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useWords } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { Loaded, ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'

/** Where the account is signed in, each withdrawable. Rows, not a table: it is read on phones as well. */
export const SessionList = () => {
  const { session: words } = useWords()
  const client = useQueryClient()
  const toast = useToast()
  const query = useApi('session.list', {})
  const withdraw = useMutation({
    mutationFn: (id: string) => call('session.withdraw', { params: { id } }),
    onSuccess: () => {
      toast({ text: words.withdrawn })
      return client.invalidateQueries({ queryKey: ['session.list'] })
    },
  })
  return (
    <section className="card stack" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{words.sessionsTitle}</h2>
      {withdraw.error && <ProblemNote error={withdraw.error} saving />}
      <Loaded query={query} rows={2}>
        {({ rows }) => (
          <ul className="stack">
            {rows.map((row) => (
              <li key={row.id} className="between">
                <span>
                  {row.device} {row.current && <span className="tag">{words.thisDevice}</span>}
                  <br />
                  <span className="muted small">
                    {words.seenAt} <Moment at={row.seenAt} /> · {words.signedInAt} <Moment at={row.createdAt} />
                  </span>
                </span>
                {!row.current && (
                  <button
                    type="button"
                    className="btn"
                    disabled={withdraw.isPending}
                    onClick={() => withdraw.mutate(row.id)}
                  >
                    {words.withdraw}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  )
}
