import type { OperationInfo } from '@lianfang/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../api/client.js'
import { keyOf, useApi } from '../../api/use-api.js'

/** A day every few seconds: time to see what has changed. */
const restMs = 3_000
const workingMs = 700
const idleMs = 15_000

const key = keyOf('operation.read', {})

/** Everything on the screen is asked for anew when the operation has come to another day. */
const useRenewal = (day: string | undefined): void => {
  const client = useQueryClient()
  const seen = useRef(day)
  useEffect(() => {
    const before = seen.current
    seen.current = day
    if (before === undefined || day === undefined || before === day) return
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'operation.read' })
  }, [client, day])
}

const isUnderWay = (info: OperationInfo | undefined): boolean =>
  info?.next?.state === 'waiting' || info?.next?.state === 'running'

/** Where the operation stands, and the ways to go on with it. */
export const useOperation = () => {
  const client = useQueryClient()
  const [playing, setPlaying] = useState(false)
  const [fast, setFast] = useState(false)
  const { data } = useApi('operation.read', {}, { refetchInterval: fast ? workingMs : idleMs, staleTime: 0 })
  const working = isUnderWay(data)
  useEffect(() => setFast(working || playing), [working, playing])
  useRenewal(data?.day)
  const next = useMutation({
    mutationFn: (after: string) => call('operation.next', { body: { after } }),
    onSuccess: (info) => client.setQueryData(key, info),
    onError: () => setPlaying(false),
  })
  const { mutate, isPending } = next
  const day = data?.day
  const ended = data !== undefined && data.day >= data.last
  const failed = data?.next?.state === 'failed'
  useEffect(() => {
    if (!playing || working || isPending || day === undefined) return
    if (ended || failed) return setPlaying(false)
    const timer = setTimeout(() => mutate(day), restMs)
    return () => clearTimeout(timer)
  }, [playing, working, isPending, ended, failed, day, mutate])
  return { info: data, working: working || isPending, ended, failed, playing, setPlaying, next }
}
