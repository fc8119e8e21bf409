/** Whether an error carries this code: SQLSTATE of the database, or the operating system's. */
export const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
