import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../apps/server/src/kernel/db/embedded/index.js'

/** How tests reach the one cluster of the run; each test file makes databases of its own in it. */
export type TestCluster = {
  readonly host: string
  readonly port: number
  readonly user: 'postgres'
  readonly password: string
  /** Where the run's key file is made; gone with the cluster. */
  readonly keysFolder: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    readonly testCluster: TestCluster
  }
}

/** Vitest's global setup: one real cluster in a temporary folder, gone at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'lianfang-tests-'))
  // As root the server runs as another user, who must pass through.
  await chmod(folder, 0o711)
  const cluster = await startEmbedded({
    dataDir: join(folder, 'data'),
    log: () => undefined,
    // What a test commits need not survive a power cut; its server's memory should leave room for two workers.
    settings: { fsync: 'off', full_page_writes: 'off', shared_buffers: '256MB', max_connections: '200' },
  })
  const { host, port, superuser: user, password } = cluster
  project.provide('testCluster', { host, port, user, password, keysFolder: join(folder, 'keys') })
  return async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Connection facts of the run's cluster, for `new pg.Client({ ...testCluster(), database })`. */
export const testCluster = (): TestCluster => inject('testCluster')
