import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { listNews } from './list-news.js'
import { readMorning } from './read-morning.js'

export const morningHandlers = (needs: CareNeeds): Handlers => ({
  'morning.read': (call) => readMorning(needs, call),
  'morning.news': (call) => listNews(needs, call),
})
