// The second half of a double tap lands on whatever has come under the finger: the next person's row, whose record it opens.
const echoMs = 600
const echoPx = 40

type Spot = { readonly x: number; readonly y: number; readonly at: number }
let last: Spot | null = null
let guarded: Spot | null = null

const isEcho = (event: MouseEvent): boolean =>
  guarded !== null &&
  event.detail > 0 && // keys press no spot
  performance.now() - guarded.at < echoMs &&
  Math.hypot(event.clientX - guarded.x, event.clientY - guarded.y) < echoPx

addEventListener(
  'click',
  (event) => {
    if (isEcho(event)) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    // A tap elsewhere in between is a way on, and no echo.
    guarded = null
    last = { x: event.clientX, y: event.clientY, at: performance.now() }
  },
  { capture: true },
)

/** Called where a tap has saved and left the page: a second tap at once on the same spot does nothing. */
export const ignoreEcho = (): void => {
  guarded = last
}
