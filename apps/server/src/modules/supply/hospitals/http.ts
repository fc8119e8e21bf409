import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { endHospitalNaming, listMyHospitals, nameHospitalPerson, readHospitalPeople } from './use-hospitals.js'

export const hospitalHandlers = (needs: SupplyNeeds): Handlers => ({
  'hospital.mine': (call) => listMyHospitals(needs, call),
  'hospital.people': (call) => readHospitalPeople(needs, call),
  'hospital.name': (call) => nameHospitalPerson(needs, call),
  'hospital.unname': (call) => endHospitalNaming(needs, call),
})
