import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { changeHome, closeHome, registerHome } from './keep-homes.js'
import { countHomes, exportHomes, listHomes } from './list-homes.js'
import { readHome } from './read-home.js'
import { recordRound } from './record-round.js'
import { moveIn, moveOut, takeBackStay } from './roster.js'

export const careHomeHandlers = (needs: CareNeeds): Handlers => ({
  'careHome.list': (call) => listHomes(needs, call),
  'careHome.export': (call) => exportHomes(needs, call),
  'careHome.counts': (call) => countHomes(needs, call),
  'careHome.read': (call) => readHome(needs, call),
  'careHome.register': (call) => registerHome(needs, call),
  'careHome.change': (call) => changeHome(needs, call),
  'careHome.close': (call) => closeHome(needs, call),
  'careHome.move-in': (call) => moveIn(needs, call),
  'careHome.move-out': (call) => moveOut(needs, call),
  'careHome.take-back': (call) => takeBackStay(needs, call),
  'careHome.round': (call) => recordRound(needs, call),
})
