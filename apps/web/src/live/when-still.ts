type Still = {
  /** When the screen was last touched, scrolled or typed on; milliseconds. */
  readonly lastTouch: () => number
  readonly stillMs: number
  readonly now?: () => number
}

/** Runs once nobody has touched the screen for a while: what the finger aims at must not move. A second call joins the first. */
export const whenStill = (run: () => void, { lastTouch, stillMs, now = Date.now }: Still): (() => void) => {
  let waiting = false
  const look = (): void => {
    const left = lastTouch() + stillMs - now()
    if (left > 0) {
      setTimeout(look, left)
      return
    }
    waiting = false
    run()
  }
  return () => {
    if (waiting) return
    waiting = true
    look()
  }
}
