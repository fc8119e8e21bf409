import { type LifeState, lifeAfter } from '@lianfang/domain/care'
import { instantOf, parseInstant } from '@lianfang/domain/shared'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { type Reply, serverNow } from '../../api/client.js'
import type { LifeCommand } from '../followups/outbox-state.js'
import { changeToday, withoutPerson } from '../followups/today-cache.js'

type PersonPage = Reply<'person.read'>
type Row = Reply<'person.list'>['rows'][number]
type Pages = InfiniteData<{ readonly rows: readonly Row[] }> | { readonly rows: readonly Row[] }

/** Who it is about, and how their life stood when it was last read. */
export type Known = Pick<Row, 'id' | 'name' | 'life'>

/** As the rules know it. What began service anew is not told to pages, and decides nothing on them. */
export const stateOf = ({ status, since, away }: Known['life']): LifeState => ({
  status,
  since: since === null ? null : parseInstant(since),
  away,
  resumed: null,
})

// After each of these nothing is due for a week at least, or ever.
const resting: readonly LifeCommand['kind'][] = ['death', 'left', 'admission', 'refusal']

/** Whether somebody leaves the day's list by an event. */
export const restsAfter = (kind: LifeCommand['kind']): boolean => resting.includes(kind)

/** At once, without a network too: nobody is called or visited after a death, in hospital or after a refusal (K20). */
export const applyLife = (client: QueryClient, { kind, personId }: LifeCommand): void => {
  if (restsAfter(kind)) changeToday(client, (today) => withoutPerson(today, { personId, done: 0 }))
  const after = (life: Known['life']): Known['life'] => {
    const { status, since, away } = lifeAfter(stateOf(life), { kind, at: instantOf(serverNow()) })
    return { status, since: since === null ? null : new Date(since).toISOString(), away }
  }
  client.setQueriesData<PersonPage>({ queryKey: ['person.read'] }, (page) =>
    page?.id === personId ? { ...page, life: after(page.life) } : page,
  )
}

/** Whoever was read in any list or page, without asking again: enough to say what changed in their life. */
export const findKnown = (client: QueryClient, personId: string): Known | null => {
  const pages = client.getQueriesData<PersonPage>({ queryKey: ['person.read'] }).map(([, page]) => page)
  const read = pages.find((page) => page?.id === personId)
  if (read !== undefined) return read
  for (const list of ['followup.today', 'person.list', 'person.search']) {
    for (const [, data] of client.getQueriesData<Pages>({ queryKey: [list] })) {
      const some = data === undefined ? [] : 'pages' in data ? data.pages : [data]
      const row = some.flatMap((page) => page.rows).find((r) => r.id === personId)
      if (row !== undefined) return row
    }
  }
  return null
}
