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
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { rowsOf } from '../../ui/paged-list.js'
import { EmptyState, ProblemNote, Skeleton } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useMay } from '../session/session.js'
import { type Batch, keepCommands } from './batch.js'
import { BatchTable } from './batch-table.js'

/** Sends a batch; each request keeps its id until it is answered, so that a second press repeats nothing. */
const useConfirm = (village: string, onDone: () => void) => {
  const client = useQueryClient()
  const toast = useToast()
  const { tier: words } = useDesk()
  const { number } = useI18n()
  const [commandsOf] = useState(() => keepCommands(uuidv7))
  return useMutation({
    mutationFn: async (batch: Batch) => {
      const sum = { confirmed: 0, skipped: 0, known: 0, waiting: 0 }
      for (const { commandId, people } of commandsOf(batch)) {
        const body = { commandId, place: placeInUrl(village), people: [...people] }
        const answer = await call('tier.confirm', { body })
        sum.confirmed += answer.confirmed
        const held = answer.skipped.filter(({ reason }) => reason === 'alarm-open').length
        const known = answer.skipped.filter(({ reason }) => reason === 'known').length
        sum.known += known
        sum.skipped += answer.skipped.length - held - known
        sum.waiting += answer.waiting + held
      }
      return sum
    },
    onSuccess: ({ confirmed, skipped, known, waiting }) => {
      const held = waiting === 0 ? '' : ` ${words.alarmFirst(number(waiting))}`
      toast({
        text: `${words.done(number(confirmed), number(skipped))}${held}${known === 0 ? '' : ` ${words.notAsked(number(known))}`}`,
      })
      onDone()
      for (const id of ['tier.waiting', 'person.list', 'tier.queue', 'board.read'])
        void client.invalidateQueries({ queryKey: [id] })
    },
  })
}

/** All who wait in a place, page after page: a batch is decided on the whole. */
const useEverybody = (place: string) => {
  // A township stands for its people without a village; the others have a line of their own.
  const whose = place.length === 9 ? { place, village: 'none' as const } : { place }
  const query = usePages('tier.waiting', { query: { ...whose, limit: 200 } })
  const { hasNextPage, isFetching, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  return { ...query, rows: rowsOf(query) }
}

const tierRank = { red: 0, yellow: 1, green: 2 } as const

/** People of a village who are provisional or wait for a lower tier, filled in and confirmed together. */
export const BatchPage = () => {
  const { village } = useParams({ from: '/tier/$village' })
  const { tier: words } = useDesk()
  const { number } = useI18n()
  const may = useMay()
  const [batch, setBatch] = useState<Batch>({})
  const place = useApi('division.read', { params: { code: village } }, { staleTime: 3_600_000 })
  const waiting = useEverybody(village)
  const confirm = useConfirm(village, () => setBatch({}))
  const { rows, error } = waiting
  const tools = useListTools({
    rows,
    keyOf: (row) => row.id,
    textOf: (row) => row.name,
    orders: {
      list: { value: (row) => tierRank[row.tier] },
      name: { value: (row) => row.name },
      oldest: { value: (row) => row.age, down: true },
      since: { value: (row) => row.since },
    },
    first: 'list',
  })
  const filled = Object.keys(batch).length
  const loaded = waiting.data !== undefined && !waiting.hasNextPage
  return (
    <Page
      title={place.data === undefined ? words.title : words.batchTitle(place.data.place.name)}
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
          <ListTools tools={tools} label={words.searchName} orders={words.nameOrders} />
          {tools.shown.length === 0 ? (
            <EmptyState title={words.noSuchName} />
          ) : (
            <BatchTable rows={tools.shown} batch={batch} onChange={setBatch} mayConfirm={may('tier.confirm')} />
          )}
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
