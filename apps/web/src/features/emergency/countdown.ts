const two = (n: number): string => String(n).padStart(2, '0')

/** Hours, minutes and seconds left, rounded up, so that 0:00:00 is said only when it is over. */
export const countdown = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
