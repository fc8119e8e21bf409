let context: AudioContext | null = null
const listeners = new Set<() => void>()

export const onSound = (tell: () => void): (() => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
export const isSoundOn = (): boolean => context !== null

/** One soft tone of a third of a second; silent until somebody asked for it on this page. */
export const ring = (): void => {
  if (context === null) return
  const tone = context.createOscillator()
  const loudness = context.createGain()
  const end = context.currentTime + 0.35
  tone.frequency.value = 660
  loudness.gain.setValueAtTime(0.15, context.currentTime)
  loudness.gain.linearRampToValueAtTime(0, end)
  tone.connect(loudness).connect(context.destination)
  tone.start()
  tone.stop(end)
}

/** Turns the sound on or off. A browser allows it from a click only. */
export const turnSound = (): void => {
  if (context === null) {
    context = new AudioContext()
    ring()
  } else {
    void context.close()
    context = null
  }
  for (const tell of listeners) tell()
}
