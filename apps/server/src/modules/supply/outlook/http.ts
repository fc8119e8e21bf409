import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { sumOwnCounts } from './own-counts.js'
import { listOutlook, readOutlook } from './read-outlook.js'
import {
  checkCurve,
  defineChange,
  disuseCurve,
  listCurves,
  readCurvePage,
  undefineChange,
  useCurve,
} from './use-curves.js'

export const outlookHandlers = (needs: SupplyNeeds): Handlers => ({
  'curve.check': (call) => checkCurve(needs, call),
  'curve.own': (call) => sumOwnCounts(needs, call),
  'curve.list': (call) => listCurves(needs, call),
  'curve.read': (call) => readCurvePage(needs, call),
  'curve.take': (call) => useCurve(needs, call),
  'curve.drop': (call) => disuseCurve(needs, call),
  'curve.define': (call) => defineChange(needs, call),
  'curve.undefine': (call) => undefineChange(needs, call),
  'outlook.list': (call) => listOutlook(needs, call),
  'outlook.read': (call) => readOutlook(needs, call),
})
