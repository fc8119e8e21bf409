import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { askOne, listLabels, loadLabel, withdrawLabel } from './labels.js'
import { exportClinics, listClinics, readClinic, serve } from './look.js'
import { deliverMedicine, issueMedicine, readShelves, readSupply } from './medicine.js'

export const grassrootsHandlers = (needs: SupplyNeeds): Handlers => ({
  'grassroots.list': (call) => listClinics(needs, call),
  'grassroots.export': (call) => exportClinics(needs, call),
  'grassroots.one': (call) => readClinic(needs, call),
  'grassroots.serve': (call) => serve(needs, call),
  'medicine.supply': (call) => readSupply(needs, call),
  'medicine.shelves': (call) => readShelves(needs, call),
  'medicine.issue': (call) => issueMedicine(needs, call),
  'medicine.deliver': (call) => deliverMedicine(needs, call),
  'label.list': (call) => listLabels(needs, call),
  'label.load': (call) => loadLabel(needs, call),
  'label.withdraw': (call) => withdrawLabel(needs, call),
  'label.ask': (call) => askOne(needs, call),
})
