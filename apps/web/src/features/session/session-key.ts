import { keyOf } from '../../api/use-api.js'

export const sessionKey = keyOf('session.read', {})
