import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { usePages } from '../../api/use-api.js'

export type Account = Reply<'account.list'>['rows'][number]
export type AccountOrder = 'login' | 'name' | 'seen'
export type AccountState = 'all' | 'waiting'

/** Accounts in order, and those found by what was typed: posted a little after the last key, since it may be a name. */
export const useAccounts = () => {
  const [text, setText] = useState('')
  const [settled, setSettled] = useState('')
  const [order, setOrder] = useState<AccountOrder>('login')
  const [state, setState] = useState<AccountState>('all')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), 250)
    return () => clearTimeout(timer)
  }, [text])
  const pages = usePages('account.list', { query: { order, state, limit: 100 } })
  const found = useQuery({
    // Under the list's own key, so that whatever renews the list renews what was found.
    queryKey: ['account.list', 'found', settled, order, state],
    queryFn: ({ signal }) =>
      call('account.search', { body: { text: settled, order, ...(state === 'all' ? {} : { state }) } }, signal),
    enabled: settled !== '',
    gcTime: 30_000,
  })
  return { text, setText, order, setOrder, state, setState, searching: settled !== '', pages, found }
}
