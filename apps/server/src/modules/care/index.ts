import type { Handlers } from '../../kernel/http/index.js'
import type { WorkKinds } from '../../kernel/work/index.js'
import { alarmHandlers } from './alarms/http.js'
import { boardHandlers } from './board/http.js'
import { careHomeHandlers } from './care-homes/http.js'
import { checkHandlers } from './checks/http.js'
import { deskHandlers } from './desk/http.js'
import { doorstepHandlers } from './doorstep/http.js'
import { emergencyHandlers } from './emergency/http.js'
import { followupHandlers } from './followups/http.js'
import { homeHandlers } from './home/http.js'
import { householdHandlers } from './households/http.js'
import { joinHandlers } from './join/http.js'
import { leagueHandlers } from './league/http.js'
import { ledgerHandlers } from './ledger/http.js'
import { ledgerWork } from './ledger/work.js'
import { carryKind } from './life/between-counties/ask.js'
import { carryWork } from './life/between-counties/carry.js'
import { lifeHandlers } from './life/http.js'
import { medicineHandlers } from './medicine/http.js'
import { morningHandlers } from './morning/http.js'
import { nightWork } from './morning/night.js'
import type { CareNeeds, TeamNeeds } from './needs.js'
import { peopleHandlers } from './people/http.js'
import { registerHandlers } from './register/http.js'
import { sheetHandlers } from './sheets/http.js'
import { sixHandlers } from './six/http.js'
import { teamHandlers } from './teams/http.js'
import { tierHandlers } from './tier/http.js'
import { renewWork } from './tier/renew.js'
import { trialHandlers } from './trial/http.js'
import { trialWorks } from './trial/run-trial.js'

export { begunByCounty } from './begun/begun.js'
export { countKeys, renewCountyKeys } from './keys/renew-keys.js'
export { type ImportedNow, importNow } from './ledger/import-now.js'
export type { TableSource } from './ledger/table.js'
export { type MedicineAsked, type MedicineDoor, medicineDoor } from './medicine/door.js'
export { askNight } from './morning/night.js'
export type { CareNeeds } from './needs.js'
export { teamsLeftWithoutMedic } from './teams/only-medic.js'
export { askRenewal, renewalKind } from './tier/renew.js'
export { tryPolicyValue } from './tier/try-policy.js'

/** The care module's routes and long works, and which of these are tried again when they failed. */
export const registerCare = (
  needs: TeamNeeds,
): { readonly handlers: Handlers; readonly work: WorkKinds; readonly again: readonly string[] } => ({
  handlers: {
    ...ledgerHandlers(needs),
    ...registerHandlers(needs),
    ...peopleHandlers(needs),
    ...doorstepHandlers(needs),
    ...lifeHandlers(needs),
    ...joinHandlers(needs),
    ...alarmHandlers(needs),
    ...homeHandlers(needs),
    ...householdHandlers(needs),
    ...followupHandlers(needs),
    ...medicineHandlers(needs),
    ...sheetHandlers(needs),
    ...tierHandlers(needs),
    ...trialHandlers(needs),
    ...teamHandlers(needs),
    ...careHomeHandlers(needs),
    ...checkHandlers(needs),
    ...deskHandlers(needs),
    ...boardHandlers(needs),
    ...morningHandlers(needs),
    ...leagueHandlers(needs),
    ...sixHandlers(needs),
    ...emergencyHandlers(needs),
  },
  work: {
    ...ledgerWork(needs satisfies CareNeeds),
    ...renewWork(needs),
    ...nightWork(needs),
    ...trialWorks(needs),
    ...carryWork(needs),
  },
  // Nobody asks twice for what lies between two counties.
  again: [carryKind],
})
