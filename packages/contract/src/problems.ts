/**
 * The registry of everything the caller can do wrong (RFC 9457). Sent as `application/problem+json` with `type`
 * `/problems/<code>`; translated by code on the reader's side, never by sentence.
 */
export type ProblemSpec = { readonly status: number }

export const problems = {
  'request.invalid': { status: 400 },
  'request.too-large': { status: 413 },
  'request.origin': { status: 403 },
  'session.none': { status: 401 },
  'session.expired': { status: 401 },
  'session.wrong-credentials': { status: 401 },
  'session.wrong-code': { status: 401 },
  'session.slow-down': { status: 429 },
  'session.second-factor-required': { status: 403 },
  forbidden: { status: 403 },
  'not-found': { status: 404 },
  'cursor.stale': { status: 410 },
  'command.other-body': { status: 409 },
  'command.wrong-id': { status: 400 },
  'place.unknown': { status: 404 },
  'place.outside': { status: 403 },
  'doubtful.dead': { status: 409 },
  'check.gone': { status: 409 },
  'file.too-large': { status: 413 },
  'file.not-a-table': { status: 422 },
  'file.encoding': { status: 422 },
  'file.zip-bomb': { status: 422 },
  'file.empty': { status: 422 },
  'file.encrypted': { status: 422 },
  'file.old-xls': { status: 422 },
  'file.no-header': { status: 422 },
  'file.too-many-rows': { status: 422 },
  'file.too-many-columns': { status: 422 },
  'file.cell-too-long': { status: 422 },
  'file.broken': { status: 422 },
  'file.no-such-sheet': { status: 422 },
  'file.choose-sheet': { status: 422 },
  'database.newer': { status: 409 },
  'database.edited': { status: 409 },
  'import.mapping-incomplete': { status: 422 },
  'import.wrong-state': { status: 409 },
  'import.abandoned': { status: 409 },
  'import.built-on': { status: 409 },
  'import.day-in-future': { status: 422 },
  'register.check-again': { status: 409 },
  'register.nothing-new': { status: 422 },
  'register.built-on': { status: 409 },
  'team.substitute-days': { status: 422 },
  'team.substitute-away': { status: 409 },
  'team.not-a-member': { status: 422 },
  'team.no-medic': { status: 422 },
  'team.village-taken': { status: 409 },
  'team.member-unknown': { status: 422 },
  'grid.name-taken': { status: 409 },
  'tier.not-provisional': { status: 409 },
  'tier.review-day': { status: 422 },
  'tier.unknown-green': { status: 422 },
  'tier.alarm-open': { status: 409 },
  'emergency.reason-short': { status: 422 },
  'emergency.reason-number': { status: 422 },
  'policy.closed': { status: 409 },
  'policy.looser': { status: 422 },
  'policy.same-person': { status: 409 },
  'policy.level': { status: 422 },
  'policy.unreadable': { status: 422 },
  'policy.unconfirmed': { status: 422 },
  'policy.approval-stale': { status: 422 },
  'policy.decided': { status: 409 },
  'policy.nothing-to-try': { status: 422 },
  'policy.not-yours': { status: 409 },
  'account.only-medic': { status: 409 },
  'account.login-taken': { status: 409 },
  'account.place-level': { status: 422 },
  'account.has-grant': { status: 409 },
  'account.closed': { status: 409 },
  'account.open': { status: 409 },
  'account.last-administrator': { status: 409 },
  'account.no-headings': { status: 422 },
  'facility.place-level': { status: 422 },
  'facility.other-county': { status: 422 },
  'facility.credit-code': { status: 422 },
  'facility.closed': { status: 409 },
  'facility.closing-day': { status: 422 },
  'facility.organisation': { status: 422 },
  'careHome.institution': { status: 422 },
  'careHome.taken': { status: 409 },
  'careHome.residents': { status: 409 },
  'careHome.closed': { status: 409 },
  'organisation.parent-unknown': { status: 422 },
  'organisation.parent-closed': { status: 422 },
  'organisation.other-tree': { status: 422 },
  'organisation.outside-parent': { status: 422 },
  'organisation.cycle': { status: 422 },
  'organisation.too-deep': { status: 422 },
  'organisation.leaves-facilities': { status: 409 },
  'organisation.closed': { status: 409 },
  'organisation.in-use': { status: 409 },
  'password.weak': { status: 422 },
  'password.same': { status: 422 },
  'password.must-change': { status: 403 },
  'oidc.not-configured': { status: 404 },
  'oidc.unavailable': { status: 503 },
  'oidc.cancelled': { status: 401 },
  'home.unknown': { status: 410 },
  'first.unknown': { status: 410 },
  'home.slow-down': { status: 429 },
  'oidc.refused': { status: 401 },
  'oidc.expired': { status: 401 },
  'oidc.not-linked': { status: 403 },
  'oidc.linked-already': { status: 409 },
  'disk.full': { status: 507 },
  'work.finished': { status: 409 },
  'database.busy': { status: 503 },
  internal: { status: 500 },
} as const satisfies Record<string, ProblemSpec>

export type ProblemCode = keyof typeof problems

/** Details of a problem: names of fields, counts, ids. Never personal data. */
export type ProblemDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** The body of a refused request as it travels (RFC 9457). */
export type ProblemBody = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ProblemCode
  readonly reference?: string
  readonly details?: ProblemDetails
  readonly fields?: readonly { readonly path: string; readonly message: string }[]
}

/** Whether a text is a code of the registry. */
export const isProblemCode = (text: string): text is ProblemCode => Object.hasOwn(problems, text)
