import { useMutation } from '@tanstack/react-query'
import { useCallback } from 'react'
import { call, type Reply } from '../../api/client.js'
import { useReturned } from './provider.js'

/** Signing in when the provider has sent somebody back: the check, then perhaps the code that is still owed. */
export const useProviderSignIn = (onAnswer: (answer: Reply<'session.create'>) => void) => {
  const arrive = useMutation({
    mutationFn: (query: string) => call('oidc.arrive', { body: { query } }),
    onSuccess: onAnswer,
  })
  const withCode = useMutation({
    mutationFn: (code: string) => call('oidc.code', { body: { code } }),
    onSuccess: onAnswer,
  })
  const { mutate, isSuccess } = arrive
  useReturned(useCallback((query) => mutate(query), [mutate]))
  return {
    /** Whether the code that is asked for belongs to this way in. */
    back: isSuccess,
    checking: arrive.isPending || withCode.isPending,
    error: arrive.error ?? withCode.error,
    finish: (code: string): void => withCode.mutate(code),
    reset: (): void => {
      arrive.reset()
      withCode.reset()
    },
  }
}
