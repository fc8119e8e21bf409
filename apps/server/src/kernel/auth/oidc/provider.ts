import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { problem } from '../../problems/index.js'

/** The provider as this installation was told of it (config.ts). */
export type OidcConfig = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where the provider sends people back to: the page /sign-in/oidc of this installation. */
  readonly redirectUri: string
  readonly label: { readonly zh: string; readonly en: string }
  /** Values of `acr` and of `amr` that say a second factor was asked. */
  readonly mfa: { readonly acr: readonly string[]; readonly amr: readonly string[] }
}

export type Departure = {
  readonly url: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Who has come back: a subject of the issuer, and whether the provider asked a second factor. */
export type Identity = { readonly issuer: string; readonly subject: string; readonly factor: boolean }

export type OidcProvider = {
  readonly config: OidcConfig
  readonly depart: () => Promise<Departure>
  /** Exchanges what the provider sent along; throws `oidc.refused`, `oidc.cancelled` or `oidc.unavailable`. */
  readonly arrive: (query: string, sent: Pick<Departure, 'state' | 'nonce' | 'verifier'>) => Promise<Identity>
}

const isLoopback = (issuer: string): boolean => /^http:\/\/(127\.|localhost|\[::1\])/.test(issuer)
const timeoutSeconds = 10

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

// What the library throws carries a code; without an answer of the provider there is none of its kinds.
const isUnreachable = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'TypeError' || error.name === 'TimeoutError' || ('code' in error && error.code === 'OAUTH_TIMEOUT'))

// The library would always post the secret; a provider that does not say otherwise takes it in the header (OIDC Core 9).
const proveClient = (secret: string): ClientAuth => {
  const [post, basic] = [ClientSecretPost(secret), ClientSecretBasic(secret)]
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (taken.includes('client_secret_basic') ? basic : post)(server, ...rest)
  }
}

/**
 * The provider behind the sign-in button. Its metadata are read at the first use and kept; a provider that does not
 * answer is asked again the next time, and nothing else of the product waits for it.
 */
export const makeOidcProvider = (config: OidcConfig): OidcProvider => {
  const known: { configuration: Promise<Configuration> | null } = { configuration: null }

  const find = (): Promise<Configuration> => {
    known.configuration ??= discovery(
      new URL(config.issuer),
      config.clientId,
      config.clientSecret,
      proveClient(config.clientSecret),
      {
        timeout: timeoutSeconds,
        execute: [
          // By itself the library trusts TLS for what the token endpoint says; we also check the signature.
          enableNonRepudiationChecks,
          // Only a provider on this very machine may be asked without TLS (a test, or a proxy's other end).
          ...(isLoopback(config.issuer) ? [allowInsecureRequests] : []),
        ],
      },
    ).catch((error: unknown) => {
      known.configuration = null
      throw problem('oidc.unavailable', { why: error instanceof Error ? error.name : 'unknown' })
    })
    return known.configuration
  }

  return {
    config,
    depart: async () => {
      const configuration = await find()
      const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: config.redirectUri,
        scope: 'openid',
        response_type: 'code',
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        ...(config.mfa.acr.length === 0 ? {} : { acr_values: config.mfa.acr.join(' ') }),
      })
      return { url: url.href, state, nonce, verifier }
    },
    arrive: async (query, sent) => {
      const configuration = await find()
      const at = new URL(config.redirectUri)
      at.search = query
      if (at.searchParams.get('error') === 'access_denied') throw problem('oidc.cancelled')
      // State, nonce, PKCE, issuer, audience, signature, times: all checked by the library, which is certified for it.
      const tokens = await authorizationCodeGrant(configuration, at, {
        expectedState: sent.state,
        expectedNonce: sent.nonce,
        pkceCodeVerifier: sent.verifier,
        idTokenExpected: true,
      }).catch((error: unknown) => {
        throw problem(isUnreachable(error) ? 'oidc.unavailable' : 'oidc.refused')
      })
      const claims = tokens.claims()
      if (claims === undefined) throw problem('oidc.refused')
      const { acr, amr } = config.mfa
      const factor = acr.includes(textOf(claims.acr)) || listOf(claims.amr).some((one) => amr.includes(textOf(one)))
      return { issuer: claims.iss, subject: claims.sub, factor }
    },
  }
}
