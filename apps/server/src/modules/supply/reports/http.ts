import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { clearReport } from './clear-report.js'
import { listMine, listReports, readForm } from './read-reports.js'
import { recordReport } from './record-report.js'

export const reportHandlers = (needs: SupplyNeeds): Handlers => ({
  'report.mine': (call) => listMine(needs, call),
  'report.form': (call) => readForm(needs, call),
  'report.record': (call) => recordReport(needs, call),
  'report.list': (call) => listReports(needs, call),
  'report.clear': (call) => clearReport(needs, call),
})
