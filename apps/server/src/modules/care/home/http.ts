import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { makeLink, withdrawLink } from './links.js'
import { checkLink, sendReading } from './send.js'

export const homeHandlers = (needs: CareNeeds): Handlers => ({
  'home.send': (call) => sendReading(needs, call),
  'home.check': (call) => checkLink(needs, call),
  'home.link': (call) => makeLink(needs, call),
  'home.withdraw': (call) => withdrawLink(needs, call),
})
