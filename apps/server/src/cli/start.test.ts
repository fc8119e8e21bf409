import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { request as plainRequest } from 'node:http'
import { get } from 'node:https'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { selfSigned } from '../../../../tests/support/certificate.js'
import { root } from '../../../../tests/support/world.js'
import { openFolder, removeFolder } from '../kernel/db/embedded/testing/clusters.js'
import { en } from './messages/en.js'
import { exit } from './terminal.js'

let folder: string
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(async () => {
  // A test that failed half-way leaves no server behind.
  for (const { child, ended } of runs) {
    if (child.exitCode === null) child.kill('SIGTERM')
    await ended
  }
  await removeFolder(folder)
})

type Run = { readonly child: ChildProcess; readonly said: () => string; readonly ended: Promise<number | null> }

const runs: Run[] = []

/** The product started as somebody starts it, with a home of its own. */
const lianfang = (home: string, ...args: readonly string[]): Run => command(home, 'start', ...args)

const command = (home: string, ...args: readonly string[]): Run => {
  const child = spawn(process.execPath, [join(root, 'bin/lianfang.mjs'), ...args], {
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, LANG: 'en_US.UTF-8', LIANFANG_HOME: join(folder, home) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => (text += piece.toString('utf8')))
  const run = { child, said: () => text, ended: new Promise<number | null>((done) => child.on('close', done)) }
  runs.push(run)
  return run
}

const pemFiles = async () => {
  const { cert, key } = selfSigned()
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  await writeFile(files.cert, cert)
  await writeFile(files.key, key, { mode: 0o600 })
  return { ...files, ca: cert, args: ['--tls-cert', files.cert, '--tls-key', files.key] }
}

test('[X10] beyond this machine nothing is served without TLS or a declared proxy, and nothing is made', async () => {
  const run = lianfang('open', '--empty', '--host', '0.0.0.0')
  expect(await run.ended, run.said()).toBe(exit.refused)
  expect(run.said()).toContain(en.loopbackOnly)
  expect(existsSync(join(folder, 'open'))).toBe(false)
})

test('[X10] half of a certificate and key is refused, and not served without', async () => {
  const { cert } = await pemFiles()
  const run = lianfang('half', '--empty', '--tls-cert', cert)
  expect(await run.ended, run.said()).toBe(exit.usage)
  expect(existsSync(join(folder, 'half'))).toBe(false)
})

test('[X10] a demonstration is never served beyond this machine: not with TLS, not behind a proxy, new or made before', async () => {
  const { args } = await pemFiles()
  const fresh = [
    lianfang('demo', '--host', '0.0.0.0', '--behind-proxy'),
    lianfang('demo', '--host', '0.0.0.0', ...args),
  ]
  for (const run of fresh) {
    expect(await run.ended, run.said()).toBe(exit.refused)
    expect(run.said()).toContain(en.demoLoopback)
  }
  expect(existsSync(join(folder, 'demo'))).toBe(false)
  const made = lianfang('demo', '--port', '0', '--people', '50')
  await expect.poll(made.said, { timeout: 120_000 }).toContain('http://127.0.0.1:')
  await expect.poll(made.said).toContain(en.stopHint)
  // While it serves, a rule entered from the command line is waited for until everybody's tier and due moment follow.
  const cited = ['--place', '421123', '--document', '罗田县通知', '--clause', '第一条', '--from', '2023-01-04']
  const set = command(
    'demo',
    'policy',
    'set',
    'CARE-DUE-4',
    '48',
    ...cited,
    '--by',
    'county',
    '--signed-by',
    'nation',
    '--wait',
  )
  expect(await set.ended, set.said()).toBe(exit.done)
  expect(set.said()).toMatch(/All are renewed, after \d+ s\./)
  made.child.kill('SIGTERM')
  expect(await made.ended, made.said()).toBe(exit.done)
  // The divisions of all China were on their way and said nothing after it.
  expect(made.said()).toContain(en.divisionsBehind)
  expect(made.said().trimEnd().endsWith(en.stopHint), made.said()).toBe(true)
  for (const rest of [['--behind-proxy'], args, ['--empty', '--behind-proxy']]) {
    const run = lianfang('demo', '--host', '0.0.0.0', '--port', '0', ...rest)
    expect(await run.ended, run.said()).toBe(exit.refused)
    expect(run.said()).toContain(en.demoLoopback)
  }
}, 240_000)

const secured = (port: number, ca: string): Promise<{ status: number; hsts: string | undefined }> =>
  new Promise((done, failed) => {
    get({ host: '127.0.0.1', port, path: '/api/instance', ca }, (reply) => {
      reply.resume()
      done({ status: reply.statusCode ?? 0, hsts: reply.headers['strict-transport-security'] })
    }).on('error', failed)
  })

const plain = (port: number): Promise<number> =>
  new Promise((done, failed) => {
    plainRequest({ host: '127.0.0.1', port, path: '/api/instance' }, (reply) => done(reply.statusCode ?? 0))
      .on('error', failed)
      .end()
  })

test('[X10] with a certificate and its key the product speaks https beyond this machine, and nothing else', async () => {
  const { args, ca } = await pemFiles()
  const run = lianfang('tls', '--empty', '--host', '0.0.0.0', '--port', '0', ...args)
  await expect.poll(run.said, { timeout: 120_000 }).toMatch(/https:\/\/\S+:\d+/)
  const port = Number(/https:\/\/\S+?:(\d+)/.exec(run.said())?.[1])
  expect(await secured(port, ca)).toEqual({ status: 200, hsts: expect.stringContaining('max-age') })
  // Somebody else's certificate is not taken for this one.
  await expect(secured(port, selfSigned().cert)).rejects.toThrow()
  await expect(plain(port)).rejects.toThrow()
  run.child.kill('SIGTERM')
  expect(await run.ended, run.said()).toBe(exit.done)
}, 240_000)
