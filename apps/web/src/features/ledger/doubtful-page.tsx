import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/client.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { EmptyState, Loaded, ProblemNote } from '../../ui/states.js'
import { OnePair, type Taken } from './one-pair.js'
import { useCounty } from './use-county.js'
import './ledger.css'

type Decision = 'same' | 'different'

type Decided = { readonly id: string; readonly decision: Decision; readonly take: Taken }

/** Decides pair by pair; the next one comes up at once, the decision travels behind. */
const useDecide = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, decision, take }: Decided) =>
      call('doubtful.decide', { params: { id }, body: { decision, take: [...take] } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['doubtful.list'] }),
  })
}

const Review = ({ county }: { readonly county: string }) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const query = usePages('doubtful.list', { query: { county, limit: 50 } })
  const decide = useDecide()
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  const open = (query.data?.pages.flatMap((page) => page.rows) ?? []).filter((pair) => !decided.has(pair.id))
  const [pair] = open
  const choose = (decision: Decision, take: Taken): void => {
    if (pair === undefined) return
    const { id } = pair
    setDecided((old) => new Set([...old, id]))
    decide.mutate(
      { id, decision, take },
      { onError: () => setDecided((old) => new Set([...old].filter((one) => one !== id))) },
    )
    if (open.length < 5 && query.hasNextPage) void query.fetchNextPage()
  }
  return (
    <Loaded query={query}>
      {() => (
        <>
          {decide.error && <ProblemNote error={decide.error} saving />}
          {pair === undefined ? (
            <EmptyState title={words.doubtfulEmpty} />
          ) : (
            <div className="stack" aria-live="polite">
              <p className="muted num">{words.left(`${number(open.length)}${query.hasNextPage ? '+' : ''}`)}</p>
              <OnePair key={pair.id} pair={pair} onDecide={choose} />
            </div>
          )}
        </>
      )}
    </Loaded>
  )
}

export const DoubtfulPage = () => {
  const { ledger: words } = useDesk()
  const county = useCounty()
  return (
    <Page title={words.doubtfulTitle} aside={words.doubtfulIntro}>
      {county === null ? <EmptyState title={words.needCounty} /> : <Review county={county} />}
    </Page>
  )
}
