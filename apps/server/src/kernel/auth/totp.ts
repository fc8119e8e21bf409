import { Secret, TOTP } from 'otpauth'
import QRCode from 'qrcode'

const make = (login: string, secret: Secret): TOTP =>
  new TOTP({ issuer: 'Lianfang', label: login, secret, algorithm: 'SHA1', digits: 6, period: 30 })

/** A new second factor: its secret, the address that an authenticator app reads, and its QR as SVG. */
export const newTotp = async (login: string) => {
  const secret = new Secret({ size: 20 })
  const uri = make(login, secret).toString()
  return { secret: secret.base32, uri, qrSvg: await QRCode.toString(uri, { type: 'svg', margin: 1 }) }
}

/** The time step whose code this is, one step early or late allowed; null when the code is wrong (RFC 6238). */
export const totpStep = (options: {
  readonly secret: string
  readonly code: string
  readonly now: number
}): number | null => {
  const totp = make('', Secret.fromBase32(options.secret))
  const delta = totp.validate({ token: options.code, timestamp: options.now, window: 1 })
  return delta === null ? null : Math.floor(options.now / 30_000) + delta
}
