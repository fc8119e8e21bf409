import type { Endpoint } from './endpoints.js'

/** Method and path of what the bar of the operation asks: fetched with it, by the desk of the nation in that demonstration alone. */
export const operationEndpoints = {
  'operation.read': ['GET', '/operation'],
  'operation.next': ['POST', '/operation/next'],
} as const satisfies Partial<Endpoint>
