import { en } from './messages/en.js'
import { type CliMessages, zhCN } from './messages/zh-CN.js'

/** Exit codes; the same list stands in the help. */
export const exit = { done: 0, internal: 1, usage: 2, file: 3, refused: 4, broken: 5 } as const

export type Language = 'zh-CN' | 'en'

export type Terminal = {
  readonly language: Language
  readonly say: CliMessages
  readonly json: boolean
  /** A line for people; on standard error when --json keeps standard output for the object. */
  readonly line: (text: string) => void
  /** A line that is written over by the next one, on a terminal; elsewhere only now and then. */
  readonly progress: (text: string) => void
  /** The one JSON object, last on standard output. */
  readonly object: (value: unknown) => void
  readonly error: (text: string) => void
}

/** The console in one language. Progress goes to standard error, so that a pipe gets results only. */
export const openTerminal = (options: { readonly language: Language; readonly json: boolean }): Terminal => {
  const { stdout, stderr } = process
  let lastProgress = 0
  let open = false
  const clear = (): void => {
    if (open) stderr.write('\r\u001b[K')
    open = false
  }
  return {
    language: options.language,
    json: options.json,
    say: options.language === 'zh-CN' ? zhCN : en,
    line: (text) => {
      clear()
      ;(options.json ? stderr : stdout).write(`${text}\n`)
    },
    progress: (text) => {
      if (stderr.isTTY) {
        stderr.write(`\r\u001b[K${text}`)
        open = true
        return
      }
      if (Date.now() - lastProgress < 2_000) return
      lastProgress = Date.now()
      stderr.write(`${text}\n`)
    },
    object: (value) => {
      clear()
      if (options.json) stdout.write(`${JSON.stringify(value)}\n`)
    },
    error: (text) => {
      clear()
      stderr.write(`${text}\n`)
    },
  }
}
