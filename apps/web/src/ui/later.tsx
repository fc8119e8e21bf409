import { type ComponentType, useEffect, useState } from 'react'
import { ApiProblem } from '../api/problem.js'
import { ProblemNote, Skeleton } from './states.js'

type Later<P> = {
  readonly Screen: ComponentType<P>
  /** Fetches the code ahead, so that the screen opens without a network too. */
  readonly ahead: () => Promise<void>
}

/**
 * A screen whose code is fetched when it is first wanted, or ahead of that. React.lazy keeps a failed load for good, and a
 * village's network fails often: here another try is a tap.
 */
export const later = <P extends object>(load: () => Promise<ComponentType<P>>): Later<P> => {
  let Found: ComponentType<P> | null = null
  const ahead = async (): Promise<void> => {
    Found ??= await load()
  }
  const Screen = (props: P) => {
    const [state, set] = useState<'loading' | 'here' | 'failed'>(Found === null ? 'loading' : 'here')
    useEffect(() => {
      if (state !== 'loading') return
      ahead().then(
        () => set('here'),
        () => set('failed'),
      )
    }, [state])
    if (Found !== null) return <Found {...props} />
    if (state === 'failed')
      return <ProblemNote error={new ApiProblem('network', 0, null)} onRetry={() => set('loading')} />
    return <Skeleton />
  }
  return { Screen, ahead }
}
