import { isProblemCode, type ProblemCode, type ProblemDetails, problems } from '@lianfang/contract'

/** The one error that the program throws on purpose: something the caller did that we cannot do (RFC 9457). */
export type Problem = Error & {
  readonly problem: ProblemCode
  readonly status: number
  readonly details: ProblemDetails
}

/** Makes a problem from the registry. Details name fields, ids and counts; never personal data. */
export const problem = (code: ProblemCode, details: ProblemDetails = {}): Problem =>
  Object.assign(new Error(code), { problem: code, status: problems[code].status, details })

/** Whether a caught value is a problem of the registry. */
export const isProblem = (error: unknown): error is Problem =>
  error instanceof Error && 'problem' in error && typeof error.problem === 'string' && isProblemCode(error.problem)
