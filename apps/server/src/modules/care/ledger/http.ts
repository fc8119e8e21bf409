import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { chooseVillages, placesOfImport } from './choose-villages.js'
import { listDoubtful } from './doubtful.js'
import { exportImports, listOfImports } from './list-imports.js'
import { annotatedFile, importRows } from './rows.js'
import { decideDoubtful } from './settle-pair.js'
import { acceptImport, cancelImport, checkImport, readImport, takeBackImport, uploadLedger } from './use-imports.js'

export const ledgerHandlers = (needs: CareNeeds): Handlers => ({
  'import.upload': (call) => uploadLedger(needs, call),
  'import.list': (call) => listOfImports(needs, call),
  'import.export': (call) => exportImports(needs, call),
  'import.read': (call) => readImport(needs, call),
  'import.check': (call) => checkImport(needs, call),
  'import.accept': (call) => acceptImport(needs, call),
  'import.cancel': (call) => cancelImport(needs, call),
  'import.take-back': (call) => takeBackImport(needs, call),
  'import.places': (call) => placesOfImport(needs, call),
  'import.villages': (call) => chooseVillages(needs, call),
  'import.rows': (call) => importRows(needs, call),
  'import.file': (call) => annotatedFile(needs, call),
  'doubtful.list': (call) => listDoubtful(needs, call),
  'doubtful.decide': (call) => decideDoubtful(needs, call),
})
