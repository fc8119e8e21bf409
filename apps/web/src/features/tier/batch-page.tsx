import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi, usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { EmptyState, ProblemNote, Skeleton } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useMay } from '../session/session.js'
import { type Batch, toRequests } from './batch.js'
import { BatchTable } from './batch-table.js'

/** Sends a batch; each request keeps its id, so that a second try repeats nothing. */
const useConfirm = (village: string, onDone: () => void) => {
  const client = useQueryClient()
  const toast = useToast()
  const { tier: words } = useDesk()
  const { number } = useI18n()
  return useMutation({
    mutationFn: async (batch: Batch) => {
      const sum = { confirmed: 0, skipped: 0 }
      for (const people of toRequests(batch)) {
        const body = { commandId: uuidv7(), place: placeInUrl(village), people: [...people] }
        const answer = await call('tier.confirm', { body })
        sum.confirmed += answer.confirmed
        sum.skipped += answer.skipped.length
      }
      return sum
    },
    onSuccess: ({ confirmed, skipped }) => {
      toast({ text: words.done(number(confirmed), number(skipped)) })
      onDone()
      for (const id of ['person.list', 'tier.queue', 'board.read']) void client.invalidateQueries({ queryKey: [id] })
    },
  })
}

/** All people of a place in one state, page after page: a batch is decided on the whole. */
const useEverybody = (place: string, state: 'provisional' | 'waiting') => {
  const query = usePages('person.list', { query: { place, state, limit: 200 } })
  const { hasNextPage, isFetching, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  // A township stands for its people without a village; the others have a line of their own.
  return { ...query, rows: place.length === 9 ? rows.filter((row) => row.village === null) : rows }
}

/** People of a village who are provisional or wait for a lower tier, filled in and confirmed together. */
export const BatchPage = () => {
  const { village } = useParams({ from: '/tier/$village' })
  const { tier: words } = useDesk()
  const { number } = useI18n()
  const may = useMay()
  const [batch, setBatch] = useState<Batch>({})
  const place = useApi('division.read', { params: { code: village } }, { staleTime: 3_600_000 })
  const provisional = useEverybody(village, 'provisional')
  const waiting = useEverybody(village, 'waiting')
  const confirm = useConfirm(village, () => setBatch({}))
  const lower = new Set(waiting.rows.map((row) => row.id))
  const all = [...waiting.rows, ...provisional.rows]
  const rows = [...new Map(all.map((row) => [row.id, row])).values()]
  const error = provisional.error ?? waiting.error
  const filled = Object.keys(batch).length
  const loaded =
    provisional.data !== undefined && waiting.data !== undefined && !provisional.hasNextPage && !waiting.hasNextPage
  return (
    <Page
      title={words.batchTitle(place.data?.place.name ?? '')}
      aside={words.intro}
      actions={
        <Link to="/tier" className="btn">
          {words.back}
        </Link>
      }
    >
      {error && <ProblemNote error={error} />}
      {confirm.error && <ProblemNote error={confirm.error} saving />}
      {!loaded && !error && <Skeleton />}
      {loaded && rows.length === 0 && <EmptyState title={words.empty} />}
      {rows.length > 0 && (
        <>
          <BatchTable rows={rows} lower={lower} batch={batch} onChange={setBatch} mayConfirm={may('tier.confirm')} />
          {may('tier.confirm') && (
            <p className="line batch-bar">
              <button
                type="button"
                className="btn btn-main"
                disabled={filled === 0 || confirm.isPending}
                onClick={() => confirm.mutate(batch)}
              >
                {words.submit(number(filled))}
              </button>
              {filled === 0 && <span className="muted">{words.nothing}</span>}
            </p>
          )}
        </>
      )}
    </Page>
  )
}
