import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { OidcConfig } from './kernel/auth/index.js'

/** The one place that reads the environment (house rule 22). Everything else is handed what it needs. */
const Env = z.object({
  LIANFANG_HOME: z.string().optional(),
  LIANFANG_KEY_FILE: z.string().optional(),
  DATABASE_URL: z.string().optional(),
  LIANFANG_DIVISIONS: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  PLACE_ZONE: z.string().default('Asia/Shanghai'),
  XDG_DATA_HOME: z.string().optional(),
  LOCALAPPDATA: z.string().optional(),
  LANG: z.string().default(''),
  LC_ALL: z.string().default(''),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  OIDC_LABEL_ZH: z.string().min(1).default('统一身份认证'),
  OIDC_LABEL_EN: z.string().min(1).default('Single sign-on'),
  OIDC_MFA_ACR: z.string().default(''),
  OIDC_MFA_AMR: z.string().default(''),
})

const isSafe = (address: string): boolean =>
  /^https:\/\//.test(address) || /^http:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:|\/|$)/.test(address)

const listOf = (text: string): readonly string[] => text.split(/[\s,]+/).filter((one) => one !== '')

/** The identity provider; null without `OIDC_ISSUER`. Half a configuration stops the start instead of hiding a button. */
const readOidc = (env: z.output<typeof Env>): OidcConfig | null => {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET_FILE: file, PUBLIC_URL: address } = env
  if (issuer === undefined) return null
  if (clientId === undefined || file === undefined || address === undefined) {
    throw new Error('OIDC_ISSUER needs OIDC_CLIENT_ID, OIDC_CLIENT_SECRET_FILE and PUBLIC_URL beside it')
  }
  if (!isSafe(issuer) || !isSafe(address)) {
    throw new Error('OIDC_ISSUER and PUBLIC_URL must be https, or http on this machine (127.0.0.1, localhost)')
  }
  return {
    issuer,
    clientId,
    clientSecret: readFileSync(file, 'utf8').trim(),
    redirectUri: new URL('/sign-in/oidc', address).href,
    label: { zh: env.OIDC_LABEL_ZH, en: env.OIDC_LABEL_EN },
    mfa: { acr: listOf(env.OIDC_MFA_ACR), amr: listOf(env.OIDC_MFA_AMR) },
  }
}

export type Config = {
  readonly root: string
  readonly home: string
  readonly dataDir: string
  readonly keyFile: string
  readonly filesDir: string
  readonly databaseUrl: string | null
  /** A file of divisions in place of those of China; null: those. */
  readonly divisions: string | null
  readonly host: string
  readonly port: number
  readonly role: 'all' | 'api' | 'worker'
  readonly zone: string
  /** Signing in through an identity provider; null when none is configured. */
  readonly oidc: OidcConfig | null
  /** Language of the machine, for the console. */
  readonly language: 'zh-CN' | 'en'
}

/** The user's data folder, one per checkout, so that two checkouts never share a database by accident. */
const defaultHome = (env: z.output<typeof Env>, uid: number | undefined): string => {
  if (uid === 0) return '/var/lib/lianfang'
  const base = env.XDG_DATA_HOME ?? env.LOCALAPPDATA ?? join(homedir(), '.local', 'share')
  return join(base, 'lianfang')
}

/**
 * Reads the configuration. Data lives in `$LIANFANG_HOME`, else in the user's data folder per checkout, as root in
 * /var/lib/lianfang; the key file stands beside the data in a folder of its own.
 */
export const readConfig = (options: { readonly root: string; readonly env: NodeJS.ProcessEnv }): Config => {
  const env = Env.parse(options.env)
  const root = resolve(options.root)
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 10)
  const home = env.LIANFANG_HOME ? resolve(env.LIANFANG_HOME) : join(defaultHome(env, process.getuid?.()), checkout)
  return {
    root,
    home,
    dataDir: join(home, 'data', 'postgres'),
    keyFile: env.LIANFANG_KEY_FILE ?? join(home, 'keys', 'lianfang.keys.json'),
    filesDir: join(home, 'files'),
    databaseUrl: env.DATABASE_URL ?? null,
    divisions: env.LIANFANG_DIVISIONS ?? null,
    host: env.HOST,
    port: env.PORT,
    role: env.ROLE,
    zone: env.PLACE_ZONE,
    oidc: readOidc(env),
    language: /^zh/i.test(env.LC_ALL || env.LANG) ? 'zh-CN' : 'en',
  }
}
