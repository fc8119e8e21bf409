import { accountFileRoutes } from './account-file.js'
import { accountRoutes } from './accounts.js'
import { alarmRoutes } from './alarms.js'
import { assetRoutes } from './assets.js'
import { auditRoutes } from './audit.js'
import { bindingRoutes } from './bindings.js'
import { boardRoutes } from './board.js'
import { careHomeRoutes } from './care-homes.js'
import { checkRoutes } from './checks.js'
import { consignmentActRoutes } from './consignment-acts.js'
import { linkRoutes } from './consignment-links.js'
import { consignmentRoutes } from './consignments.js'
import { daySheetRoutes } from './day-sheets.js'
import { deskRoutes } from './desk.js'
import { deskNumberRoutes } from './desk-numbers.js'
import { divisionRoutes } from './divisions.js'
import { doorstepRoutes } from './doorstep.js'
import { emergencyRoutes } from './emergency.js'
import { enterpriseRoutes } from './enterprises.js'
import { facilityRoutes } from './facilities.js'
import { followupRoutes } from './followups.js'
import { giftKeepRoutes, giftOfficeRoutes } from './gift-office.js'
import { giftRoutes } from './gifts.js'
import { grassrootsRoutes } from './grassroots.js'
import { homeRoutes } from './home-readings.js'
import { hospitalRoutes } from './hospitals.js'
import { householdRoutes } from './households.js'
import { joinRoutes } from './joins.js'
import { jointOrderRoutes } from './joint-orders.js'
import { kindRoutes } from './kinds.js'
import { leagueRoutes } from './league.js'
import { ledgerRoutes } from './ledger.js'
import { lifeRoutes } from './life.js'
import { medicineRoutes } from './medicine.js'
import { morningRoutes } from './morning.js'
import { movementRoutes } from './movements.js'
import { offerRoutes } from './offers.js'
import { organisationRoutes } from './organisations.js'
import { outlookRoutes } from './outlook.js'
import { overrideRoutes } from './overrides.js'
import { peopleRoutes } from './people-routes.js'
import { policyRoutes } from './policy.js'
import { recallRoutes } from './recalls.js'
import { registerRoutes } from './register.js'
import { reportRoutes } from './reports.js'
import { requestRoutes } from './requests.js'
import { requisitionRoutes } from './requisitions.js'
import { sessionRoutes } from './session.js'
import { sixRoutes } from './six.js'
import { standardRoutes } from './standards.js'
import { stockRoutes } from './stock.js'
import { storeRoutes } from './stores.js'
import { teamRoutes } from './teams.js'
import { tierWaitingRoutes } from './tier-waiting.js'
import { trialRoutes } from './trial.js'

/** Every route of the product, in one list: the server binds it, the access tests are generated from it. */
export const routes = [
  ...sessionRoutes,
  ...divisionRoutes,
  ...ledgerRoutes,
  ...registerRoutes,
  ...overrideRoutes,
  ...tierWaitingRoutes,
  ...peopleRoutes,
  ...doorstepRoutes,
  ...lifeRoutes,
  ...joinRoutes,
  ...alarmRoutes,
  ...homeRoutes,
  ...householdRoutes,
  ...followupRoutes,
  ...daySheetRoutes,
  ...medicineRoutes,
  ...teamRoutes,
  ...bindingRoutes,
  ...careHomeRoutes,
  ...checkRoutes,
  ...deskNumberRoutes,
  ...deskRoutes,
  ...boardRoutes,
  ...morningRoutes,
  ...leagueRoutes,
  ...sixRoutes,
  ...policyRoutes,
  ...trialRoutes,
  ...auditRoutes,
  ...accountRoutes,
  ...accountFileRoutes,
  ...emergencyRoutes,
  ...facilityRoutes,
  ...organisationRoutes,
  ...kindRoutes,
  ...enterpriseRoutes,
  ...reportRoutes,
  ...outlookRoutes,
  ...standardRoutes,
  ...storeRoutes,
  ...stockRoutes,
  ...movementRoutes,
  ...recallRoutes,
  ...hospitalRoutes,
  ...requestRoutes,
  ...offerRoutes,
  ...requisitionRoutes,
  ...consignmentRoutes,
  ...consignmentActRoutes,
  ...linkRoutes,
  ...grassrootsRoutes,
  ...jointOrderRoutes,
  ...assetRoutes,
  ...giftRoutes,
  ...giftOfficeRoutes,
  ...giftKeepRoutes,
] as const

export type AnyRoute = (typeof routes)[number]
export type RouteId = AnyRoute['id']
export type RouteOf<K extends RouteId> = Extract<AnyRoute, { readonly id: K }>

const byId = new Map<string, AnyRoute>(routes.map((r) => [r.id, r]))

/** The route of an id. */
export const routeOf = <K extends RouteId>(id: K): RouteOf<K> => byId.get(id) as RouteOf<K> // every id is in the list
