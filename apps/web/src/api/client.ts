import type { BodyInput, ProblemBody, QueryInput, ReplyOf, RouteId, RouteOf } from '@lianfang/contract'
import { type Endpoint, fieldEndpoints } from './endpoints.js'
import { buildPath, type QueryValues } from './path.js'
import { ApiProblem } from './problem.js'

type ParamNames<P extends string> = P extends `${string}:${infer N}/${infer Rest}`
  ? N | ParamNames<`/${Rest}`>
  : P extends `${string}:${infer N}`
    ? N
    : never
type ParamsPart<K extends RouteId> = [ParamNames<RouteOf<K>['path']>] extends [never]
  ? object
  : { readonly params: { readonly [N in ParamNames<RouteOf<K>['path']>]: string } }
type QueryPart<K extends RouteId> = [QueryInput<RouteOf<K>>] extends [undefined]
  ? object
  : { readonly query: QueryInput<RouteOf<K>> }
type BodyPart<K extends RouteId> = [BodyInput<RouteOf<K>>] extends [undefined]
  ? object
  : { readonly body: BodyInput<RouteOf<K>> }

/** What a request of a route needs: parameters from its path, query and body from its schemas. */
export type ArgsOf<K extends RouteId> = ParamsPart<K> & QueryPart<K> & BodyPart<K>
export type Reply<K extends RouteId> = ReplyOf<RouteOf<K>>

type Loose = {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: QueryValues
  readonly body?: unknown
}

let skewMs = 0
let onClock: () => void = () => undefined
let onSignedOut: () => void = () => undefined

/** Called when the server says that the session is no more. */
export const whenSignedOut = (tell: () => void): void => {
  onSignedOut = tell
}

/** Called when the device's clock is found to be off by something else than before. */
export const whenClockMoves = (tell: () => void): void => {
  onClock = tell
}

/** Now, by the server's clock as of the last exchange: phones are often minutes off. */
export const serverNow = (): number => Date.now() + skewMs

const learnClock = (date: string | null): void => {
  const at = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(at)) return
  const skew = at - Date.now()
  const before = skewMs
  skewMs = Math.abs(skew) < 5_000 ? 0 : skew // the header counts whole seconds; small differences are its own
  if (Math.abs(skewMs - before) > 30_000) onClock()
}

let known: Partial<Endpoint> = fieldEndpoints
/** Makes routes known that the field does not ask at once. */
export const addEndpoints = (more: Partial<Endpoint>): void => {
  known = { ...known, ...more }
}

const endpointOf = (id: RouteId): readonly [string, string] => {
  const found = known[id]
  if (found === undefined) throw new Error(`${id} is not known yet`)
  return found
}

/** A phone fetches the rest of the routes when it first asks one of them. */
const learnRoutes = async (id: RouteId): Promise<void> => {
  if (known[id] === undefined) addEndpoints((await import('./desk-endpoints.js')).deskEndpoints)
}

/** Address of a route, for links that download. */
export const urlOf = <K extends RouteId>(id: K, args: Omit<ArgsOf<K>, 'body'>): string => {
  const { params, query } = args as Loose // the same shape with looser names
  return buildPath(endpointOf(id)[1], params, query)
}

const problemOf = (status: number, text: string): ApiProblem => {
  try {
    const body = JSON.parse(text) as ProblemBody // the server answers problems in this shape only
    if (typeof body.code === 'string') return new ApiProblem(body.code, status, body)
  } catch {
    // A proxy's own page: not ours to show.
  }
  return new ApiProblem(status >= 500 ? 'internal' : 'request.invalid', status, null)
}

const readReply = (status: number, text: string): unknown => {
  if (status >= 200 && status < 300) return text === '' ? undefined : JSON.parse(text)
  const problem = problemOf(status, text)
  if (problem.code === 'session.none' || problem.code === 'session.expired') onSignedOut()
  throw problem
}

/** Asks a route of the contract; a refusal is thrown as ApiProblem. */
export const call = async <K extends RouteId>(id: K, args: ArgsOf<K>, signal?: AbortSignal): Promise<Reply<K>> => {
  const loose = args as Loose // the same shape with looser names
  try {
    await learnRoutes(id)
  } catch {
    throw new ApiProblem('network', 0, null)
  }
  const [method] = endpointOf(id)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') headers['x-lianfang'] = '1'
  if (loose.body !== undefined) headers['content-type'] = 'application/json'
  let answer: Response
  let text: string
  try {
    answer = await fetch(urlOf(id, args), {
      method,
      headers,
      credentials: 'same-origin',
      ...(loose.body === undefined ? {} : { body: JSON.stringify(loose.body) }),
      ...(signal === undefined ? {} : { signal }),
    })
    text = await answer.text()
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiProblem('network', 0, null)
  }
  learnClock(answer.headers.get('date'))
  return readReply(answer.status, text) as Reply<K> // the server checks its replies against the contract
}

type UploadId = { [K in RouteId]: RouteOf<K> extends { readonly upload: true } ? K : never }[RouteId]

/** Sends a file's bytes. XMLHttpRequest, because fetch does not tell how far an upload is. */
export const upload = <K extends UploadId>(
  id: K,
  args: ArgsOf<K>,
  file: Blob,
  onProgress: (sent: number, total: number) => void,
): Promise<Reply<K>> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', urlOf(id, args))
    request.setRequestHeader('x-lianfang', '1')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (event) => onProgress(event.loaded, event.total)
    request.onerror = () => reject(new ApiProblem('network', 0, null))
    request.onload = () => {
      try {
        resolve(readReply(request.status, request.responseText) as Reply<K>) // as in call
      } catch (error) {
        reject(error)
      }
    }
    request.send(file)
  })
