import { useEffect, useRef, useState } from 'react'
import { useStoreWords } from '../../i18n/store.js'

type Detector = { readonly detect: (image: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]> }
type DetectorClass = {
  new (options: { readonly formats: readonly string[] }): Detector
  readonly getSupportedFormats: () => Promise<readonly string[]>
}

// Symbols that packs of medical goods carry.
const wanted = ['data_matrix', 'qr_code', 'code_128', 'ean_13', 'ean_8', 'upc_a', 'itf']
// Some readings a second: enough for a hand that holds a pack, and the phone stays cool.
const everyMs = 200

/** The browser's own reader of codes; null where it has none, or none of the symbols. */
const makeDetector = async (): Promise<Detector | null> => {
  const found = (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector // not yet in TypeScript's list
  if (found === undefined || navigator.mediaDevices === undefined) return null
  const known = await found.getSupportedFormats()
  const formats = wanted.filter((format) => known.includes(format))
  return formats.length === 0 ? null : new found({ formats })
}

type State = 'starting' | 'reading' | 'none' | 'refused'

const stop = (stream: MediaStream | null): void => {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

/** Looks through the camera until a code is read. Pictures stay on the device. */
export const Camera = ({ onRead }: { readonly onRead: (text: string) => void }) => {
  const words = useStoreWords()
  const video = useRef<HTMLVideoElement>(null)
  const tell = useRef(onRead)
  tell.current = onRead
  const [state, setState] = useState<State>('starting')
  useEffect(() => {
    let isGone = false
    let stream: MediaStream | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async (detector: Detector): Promise<void> => {
      const shown = video.current
      if (isGone || shown === null) return
      const codes = shown.readyState < 2 ? [] : await detector.detect(shown).catch(() => [])
      const text = codes[0]?.rawValue ?? ''
      if (isGone) return
      if (text === '') timer = setTimeout(() => void look(detector), everyMs)
      else tell.current(text)
    }
    const start = async (): Promise<void> => {
      const detector = await makeDetector().catch(() => null)
      if (isGone) return
      if (detector === null) return setState('none')
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      } catch {
        return setState('refused')
      }
      if (isGone) return stop(stream)
      setState('reading')
      if (video.current !== null) {
        video.current.srcObject = stream
        await video.current.play().catch(() => undefined)
      }
      void look(detector)
    }
    void start()
    return () => {
      isGone = true
      clearTimeout(timer)
      stop(stream)
    }
  }, [])
  if (state === 'none' || state === 'refused') {
    return (
      <p className="note" role="status">
        {state === 'none' ? words.cameraNone : words.cameraRefused}
      </p>
    )
  }
  return (
    <div className="stack r-tight">
      <video ref={video} className="s-video" muted playsInline aria-label={words.camera} />
      <p className="muted">{words.cameraAim}</p>
    </div>
  )
}
