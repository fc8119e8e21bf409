/** What can go wrong with the embedded PostgreSQL in a way that the person at the machine can act on. */
export type EmbeddedProblem =
  | { readonly code: 'musl'; readonly details: { readonly platform: string } }
  | { readonly code: 'unsupported-platform'; readonly details: { readonly platform: string; readonly package: string } }
  | { readonly code: 'data-of-newer-version'; readonly details: DataVersion }
  | { readonly code: 'data-of-other-version'; readonly details: DataVersion }
  | { readonly code: 'data-not-ours'; readonly details: { readonly dataDir: string } }
  | { readonly code: 'no-unprivileged-user'; readonly details: { readonly tried: string } }
  | { readonly code: 'folder-closed'; readonly details: { readonly folder: string; readonly user: string } }
  | { readonly code: 'port-taken'; readonly details: { readonly port: number } }
  | { readonly code: 'disk-full'; readonly details: { readonly dataDir: string; readonly lines: readonly string[] } }
  | { readonly code: 'password-lost'; readonly details: { readonly file: string } }
  | { readonly code: 'locked'; readonly details: { readonly file: string; readonly pid: number } }
  | {
      readonly code: 'start-failed'
      readonly details: { readonly step: 'initialising' | 'starting'; readonly lines: readonly string[] }
    }

type DataVersion = { readonly dataDir: string; readonly found: string; readonly needed: string }

/** The one error thrown here: `problem.code` to switch on, `message` for a log line. */
export class EmbeddedError extends Error {
  readonly code: EmbeddedProblem['code']
  readonly problem: EmbeddedProblem

  constructor(problem: EmbeddedProblem, cause?: unknown) {
    super(`embedded postgresql: ${problem.code} ${JSON.stringify(problem.details)}`, { cause })
    this.name = 'EmbeddedError'
    this.code = problem.code
    this.problem = problem
  }
}

/** A failed child's output, read for the one cause that has its own remedy: a full disk. */
export const failedStart = (at: {
  readonly step: 'initialising' | 'starting'
  readonly dataDir: string
  readonly output: string
}): EmbeddedError => {
  const lines = lastLines(at.output, 20)
  if (/No space left on device|Disk quota exceeded|ENOSPC/.test(at.output))
    return new EmbeddedError({ code: 'disk-full', details: { dataDir: at.dataDir, lines } })
  return new EmbeddedError({ code: 'start-failed', details: { step: at.step, lines } })
}

/** The last `count` lines that say something. */
export const lastLines = (text: string, count: number): readonly string[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(-count)
