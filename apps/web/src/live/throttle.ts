/** Runs at once, then at most once in each span, the last call never lost. */
export const throttle = (run: () => void, spanMs: number, now: () => number = Date.now): (() => void) => {
  let last = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  const fire = (): void => {
    timer = undefined
    last = now()
    run()
  }
  return () => {
    if (timer !== undefined) return
    const wait = last + spanMs - now()
    if (wait <= 0) fire()
    else timer = setTimeout(fire, wait)
  }
}
