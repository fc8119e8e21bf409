import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { askBack, deathStands, readAnswer } from './ask-back.js'
import { askMove, withdrawMove } from './ask-move.js'
import { decideMove } from './decide-move.js'
import { countWaitingMoves, listMoves } from './list-moves.js'
import { readRefusal } from './read-refusal.js'
import { recordLife, takeBackLife } from './record-life.js'

export const lifeHandlers = (needs: CareNeeds): Handlers => ({
  'life.record': (call) => recordLife(needs, call),
  'life.take-back': (call) => takeBackLife(needs, call),
  'life.ask-back': (call) => askBack(needs, call),
  'life.stands': (call) => deathStands(needs, call),
  'life.read-answer': (call) => readAnswer(needs, call),
  'move.ask': (call) => askMove(needs, call),
  'move.list': (call) => listMoves(needs, call),
  'move.waiting': (call) => countWaitingMoves(needs, call),
  'move.decide': (call) => decideMove(needs, call),
  'move.read-refusal': (call) => readRefusal(needs, call),
  'move.withdraw': (call) => withdrawMove(needs, call),
})
