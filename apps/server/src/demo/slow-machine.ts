/**
 * How long one step of filling may last: nobody works in the database yet, and a first start on a slow or busy machine must
 * not end because of the one second that a writing transaction has otherwise.
 */
export const fillingMs = { longMs: 60_000 } as const
