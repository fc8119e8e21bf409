import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useToast } from '../../ui/toast.js'

type Said = { readonly stale: boolean; readonly said: (answer: { readonly outcome: string }, done: string) => void }

/** What the answer to a change means for the page: done and said, or overtaken by somebody else; what is shown is asked anew. */
export const useSaid = (ids: readonly string[]): Said => {
  const client = useQueryClient()
  const toast = useToast()
  const [stale, setStale] = useState(false)
  return {
    stale,
    said: (answer, done) => {
      for (const id of ids) void client.invalidateQueries({ queryKey: [id] })
      setStale(answer.outcome === 'stale')
      if (answer.outcome !== 'stale') toast({ text: done })
    },
  }
}

/** What shows an enterprise or is counted from it. */
export const ofEnterprises = ['enterprise.read', 'enterprise.list', 'enterprise.totals', 'report.list'] as const
