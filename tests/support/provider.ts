import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { OidcConfig } from '../../apps/server/src/kernel/auth/index.js'

/** What the provider says of the next one who comes, and how it misbehaves. */
export type Behaviour = {
  readonly subject: string
  readonly amr?: readonly string[]
  readonly acr?: string
  readonly denies?: true
  /** Lifetime of the ID token; negative: it has run out when it arrives. */
  readonly seconds?: number
  /** Signs with a key that it does not publish. */
  readonly foreignKey?: true
  readonly audience?: string
}

/** An OpenID provider on loopback: discovery, keys, codes with PKCE, tokens signed with RS256. */
export type TestProvider = {
  readonly issuer: string
  readonly config: (address: string) => OidcConfig
  readonly say: (behaviour: Behaviour) => void
  readonly close: () => Promise<void>
}

const clientId = 'lianfang'
const clientSecret = 'a-secret-of-the-test-provider'

type Issued = { readonly asked: URLSearchParams; readonly behaviour: Behaviour }

const bodyOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = ''
  for await (const part of request) text += String(part)
  return new URLSearchParams(text)
}

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const s256 = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

/** Name and secret in the header are form-encoded before they are put together (RFC 6749, 2.3.1). */
const isClient = (header: string | undefined): boolean => {
  const [id, secret] = Buffer.from((header ?? '').replace(/^Basic /, ''), 'base64')
    .toString('utf8')
    .split(':')
  return decodeURIComponent(id ?? '') === clientId && decodeURIComponent(secret ?? '') === clientSecret
}

/** Whether a token request proves the client, the code's own redirect address and the verifier. */
const holds = (request: IncomingMessage, body: URLSearchParams, { asked }: Issued): boolean =>
  isClient(request.headers.authorization) &&
  body.get('redirect_uri') === asked.get('redirect_uri') &&
  s256(body.get('code_verifier') ?? '') === asked.get('code_challenge') &&
  asked.get('code_challenge_method') === 'S256'

export const startProvider = async (): Promise<TestProvider> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const foreign = await generateKeyPair('RS256')
  const codes = new Map<string, Issued>()
  const state = { behaviour: { subject: 'nobody' } as Behaviour, issuer: '' }

  const authorize = (url: URL, response: ServerResponse): void => {
    const asked = url.searchParams
    const back = new URL(asked.get('redirect_uri') ?? '')
    back.searchParams.set('state', asked.get('state') ?? '')
    back.searchParams.set('iss', state.issuer)
    if (state.behaviour.denies) back.searchParams.set('error', 'access_denied')
    else {
      const code = randomUUID()
      codes.set(code, { asked, behaviour: state.behaviour })
      back.searchParams.set('code', code)
    }
    response.writeHead(303, { location: back.href }).end()
  }

  const idToken = ({ asked, behaviour }: Issued): Promise<string> => {
    const now = Math.floor(Date.now() / 1000)
    const { subject, amr, acr, seconds = 300 } = behaviour
    return new SignJWT({
      nonce: asked.get('nonce'),
      ...(amr === undefined ? {} : { amr }),
      ...(acr === undefined ? {} : { acr }),
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(state.issuer)
      .setSubject(subject)
      .setAudience(behaviour.audience ?? clientId)
      .setIssuedAt(seconds < 0 ? now + 2 * seconds : now)
      .setExpirationTime(now + seconds)
      .sign(behaviour.foreignKey ? foreign.privateKey : privateKey)
  }

  const token = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request)
    const code = body.get('code') ?? ''
    const issued = codes.get(code)
    codes.delete(code)
    if (issued === undefined || !holds(request, body, issued)) return json(response, 400, { error: 'invalid_grant' })
    const id_token = await idToken(issued)
    json(response, 200, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token })
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', state.issuer)
    if (url.pathname === '/authorize') return authorize(url, response)
    if (url.pathname === '/token') return token(request, response)
    if (url.pathname === '/jwks') {
      return json(response, 200, { keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256', use: 'sig', kid: 'one' }] })
    }
    if (url.pathname !== '/.well-known/openid-configuration') return json(response, 404, {})
    json(response, 200, {
      issuer: state.issuer,
      authorization_endpoint: `${state.issuer}/authorize`,
      token_endpoint: `${state.issuer}/token`,
      jwks_uri: `${state.issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
    })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  state.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // listens on a port
  return {
    issuer: state.issuer,
    config: (address) => ({
      issuer: state.issuer,
      clientId,
      clientSecret,
      redirectUri: `${address}/sign-in/oidc`,
      label: { zh: '湖北政务统一认证', en: 'Hubei government sign-in' },
      mfa: { acr: ['urn:two-factors'], amr: ['mfa', 'otp'] },
    }),
    say: (behaviour) => {
      state.behaviour = behaviour
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
