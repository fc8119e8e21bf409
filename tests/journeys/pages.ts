import { join } from 'node:path'
import { buildPages } from '../../apps/server/src/cli/web-pages.js'

/** Vitest's global setup of the journeys: the pages as they stand in the sources now, built as they are for users. */
export default async function setup(): Promise<void> {
  await buildPages(join(import.meta.dirname, '../..'), () => undefined)
}
