import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { printSheet } from './print-sheet.js'
import { listSheets, readSheet } from './read-sheets.js'

export const sheetHandlers = (needs: CareNeeds): Handlers => ({
  'sheet.print': (call) => printSheet(needs, call),
  'sheet.list': (call) => listSheets(needs, call),
  'sheet.read': (call) => readSheet(needs, call),
})
