import type { Reply } from '../../api/client.js'

/** An import as the server answers it. */
export type ImportInfo = Reply<'import.read'>
