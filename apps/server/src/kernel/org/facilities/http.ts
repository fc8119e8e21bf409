import type { Handlers } from '../../http/index.js'
import {
  changeOrganisation,
  closeOrganisation,
  createOrganisation,
  listOrganisations,
} from '../organisations/use-organisations.js'
import { exportFacilities, exportOrganisations } from './export-facilities.js'
import {
  changeFacility,
  closeFacility,
  createFacility,
  type FacilityNeeds,
  listFacilities,
  readFacility,
} from './use-facilities.js'

/** Handlers of facilities and of the trees of organisations they may belong to. */
export const facilityHandlers = (needs: FacilityNeeds): Handlers => ({
  'facility.list': (call) => listFacilities(needs, call),
  'facility.export': (call) => exportFacilities(needs, call),
  'facility.read': (call) => readFacility(needs, call),
  'facility.create': (call) => createFacility(needs, call),
  'facility.change': (call) => changeFacility(needs, call),
  'facility.close': (call) => closeFacility(needs, call),
  'organisation.list': (call) => listOrganisations(needs, call),
  'organisation.export': (call) => exportOrganisations(needs, call),
  'organisation.create': (call) => createOrganisation(needs, call),
  'organisation.change': (call) => changeOrganisation(needs, call),
  'organisation.close': (call) => closeOrganisation(needs, call),
})
