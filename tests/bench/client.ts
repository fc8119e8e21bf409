import { Agent, request } from 'node:http'

/** A client on loopback with a fixed number of kept connections. */
export type Client = {
  readonly send: (ask: Ask) => Promise<Answer>
  readonly close: () => void
}

export type Ask = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly cookie?: string
  readonly body?: unknown
}
export type Answer = {
  readonly status: number
  readonly text: string
  readonly cookie: string | null
  readonly ms: number
}

export const openClient = (port: number, connections: number): Client => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    close: () => agent.destroy(),
    send: ({ method, path, cookie, body }) =>
      new Promise((done, fail) => {
        const began = performance.now()
        const payload = body === undefined ? undefined : JSON.stringify(body)
        const headers = {
          'x-lianfang': '1',
          ...(cookie === undefined ? {} : { cookie }),
          ...(payload === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
        }
        const out = request({ host: '127.0.0.1', port, method, path: `/api${path}`, agent, headers }, (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () =>
            done({
              status: response.statusCode ?? 0,
              text: Buffer.concat(parts).toString('utf8'),
              cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? null,
              ms: performance.now() - began,
            }),
          )
        })
        out.on('error', fail)
        out.end(payload)
      }),
  }
}

/** Signs in and answers the cookie. */
export const signIn = async (client: Client, login: string, password: string): Promise<string> => {
  const { cookie, status } = await client.send({ method: 'POST', path: '/session', body: { login, password } })
  if (status !== 200 || cookie === null) throw new Error(`sign-in of ${login}: ${status}`)
  return cookie
}

/** p50, p95, p99 and the largest of a list of milliseconds. */
export const quantiles = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? 0 }
}
