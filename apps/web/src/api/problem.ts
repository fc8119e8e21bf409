import type { ProblemBody, ProblemCode } from '@lianfang/contract'

/** `network`: no answer came. It is a state, not an error: nothing is known of whether the request arrived. */
export type FailureCode = ProblemCode | 'network'

export class ApiProblem extends Error {
  readonly code: FailureCode
  readonly status: number
  readonly body: ProblemBody | null

  constructor(code: FailureCode, status: number, body: ProblemBody | null) {
    super(code)
    this.code = code
    this.status = status
    this.body = body
  }
}

export const isApiProblem = (error: unknown): error is ApiProblem => error instanceof ApiProblem

/** Whether the same request may succeed a little later without anybody changing it. */
export const isPassing = (error: unknown): boolean =>
  isApiProblem(error) && (error.code === 'network' || error.status === 429 || error.status >= 500)
