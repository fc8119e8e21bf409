/**
 * For the tests: a process of its own that starts (or attaches to) a cluster, says what it got, and stays until killed or
 * told to stop by a line on its input.
 */
import { startEmbedded } from '../index.js'

const [, , needsText] = process.argv
const needs = JSON.parse(needsText ?? '{}') as { readonly dataDir: string; readonly packageDir: string }

const run = async (): Promise<void> => {
  const embedded = await startEmbedded({
    ...needs,
    log: () => undefined,
    settings: { fsync: 'off', shared_buffers: '32MB' },
  })
  const { stop, ...facts } = embedded
  process.stdout.write(`${JSON.stringify(facts)}\n`)
  process.stdin.once('data', () => {
    void stop().then(() => process.exit(0))
  })
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
