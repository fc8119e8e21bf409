import { join } from 'node:path'
import { buildPages } from '../../apps/server/src/cli/web-pages.js'

/** Vitest's global setup of the journeys: the pages as they stand in the sources now, built as they are for users. */
export default async function setup(): Promise<void> {
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'production'
  try {
    await buildPages(join(import.meta.dirname, '../..'), () => undefined)
  } finally {
    process.env['NODE_ENV'] = NODE_ENV
  }
}
