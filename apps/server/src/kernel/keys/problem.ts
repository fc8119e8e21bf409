export type KeyProblem =
  | { readonly code: 'keys.missing'; readonly details: { readonly file: string } }
  | { readonly code: 'keys.open-to-others'; readonly details: { readonly file: string; readonly mode: string } }
  | { readonly code: 'keys.unreadable'; readonly details: { readonly file: string; readonly why: string } }
  | { readonly code: 'keys.beside-data'; readonly details: { readonly file: string; readonly folder: string } }
  | { readonly code: 'keys.active'; readonly details: { readonly keyId: string } }
  | { readonly code: 'sealed.unknown-key'; readonly details: { readonly keyId: string } }
  | {
      readonly code: 'sealed.not-readable'
      readonly details: { readonly why: 'wrapped-key' | 'version' | 'length' | 'seal' }
    }

/** The one error of this folder. Its message never holds a key or a value. */
export class KeyError extends Error {
  readonly code: KeyProblem['code']
  readonly problem: KeyProblem

  constructor(problem: KeyProblem, cause?: unknown) {
    super(`keys: ${problem.code} ${JSON.stringify(problem.details)}`, { cause })
    this.name = 'KeyError'
    this.code = problem.code
    this.problem = problem
  }
}
