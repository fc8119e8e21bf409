import type { Action } from '@lianfang/domain/org'
import type { z } from 'zod'

/** How a route is guarded. Every route has one; the access tests are generated from it. */
export type Guard =
  /** Anybody, without a session. */
  | {
      readonly kind: 'public'
      /** Reading, too, is limited by address: a minute has sixty tries. */
      readonly bounded?: true
    }
  /** Any session: touches only what is the caller's own. */
  | {
      readonly kind: 'own'
      /** Open also while the first password has not been changed. */
      readonly withFirstPassword?: true
      /** Without a session's cookie the answer is null and no error: a page asks this before it can know. */
      readonly nobodyIsNull?: true
    }
  /** `may(actor, action, target)`; `target` says what the request names, so that tests know what to aim at. */
  | {
      readonly kind: 'may'
      readonly action: Action
      readonly target:
        | 'person'
        | 'team'
        | 'township'
        | 'county'
        | 'place'
        | 'import'
        | 'account'
        | 'facility'
        | 'careHome'
        | 'organisation'
        | 'enterprise'
        | 'store'
        | 'hospital'
        | 'request'
        | 'offer'
        | 'requisition'
        | 'consignment'
        | 'clinic'
        | 'order'
        | 'fund'
        | 'label'
        | 'gift'
        | 'actor'
    }

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export type RouteSpec = {
  readonly id: string
  readonly method: Method
  /** Path with `:name` parameters, below /api. */
  readonly path: string
  readonly summary: string
  readonly guard: Guard
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** The body is a file's bytes, streamed; never parsed as JSON. */
  readonly upload?: true
  /** The answer is a file or a stream, not JSON. */
  readonly stream?: 'file' | 'events'
  readonly reply?: z.ZodType
}

/** Declares one route; the literal types are kept. */
export const route = <const R extends RouteSpec>(spec: R): R => spec

type Out<T> = T extends z.ZodType ? z.output<T> : undefined
type In<T> = T extends z.ZodType ? z.input<T> : undefined

export type ParamsOf<R extends RouteSpec> = Out<R['params']>
export type QueryOf<R extends RouteSpec> = Out<R['query']>
export type BodyOf<R extends RouteSpec> = Out<R['body']>
export type ReplyOf<R extends RouteSpec> = Out<R['reply']>
export type QueryInput<R extends RouteSpec> = In<R['query']>
export type BodyInput<R extends RouteSpec> = In<R['body']>
