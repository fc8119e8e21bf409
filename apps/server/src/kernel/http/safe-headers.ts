import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import helmet from 'helmet'

const directives = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  upgradeInsecureRequests: null,
}

/**
 * The headers that every answer carries (CSP without foreign sources, no sniffing, no framing, no referrer). They are the
 * same for all answers, so Helmet is asked once: composed anew for each request they were 4 % of the server's time.
 */
export const safeHeaders = (secure: boolean): Readonly<Record<string, string>> => {
  const answer = new ServerResponse(new IncomingMessage(new Socket()))
  const compose = helmet({
    contentSecurityPolicy: { directives },
    strictTransportSecurity: secure ? { maxAge: 15_552_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  compose(answer.req, answer, () => undefined)
  return Object.fromEntries(Object.entries(answer.getHeaders()).map(([name, value]) => [name, String(value)]))
}
