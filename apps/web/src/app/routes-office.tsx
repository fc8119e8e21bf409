import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { at } from './routes-root.js'
import { auditSearch, facilitySearch, organisationSearch, placeSearch, uploadSearch } from './search-params.js'

const ledger = createRoute({
  ...at('/ledger'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/ledger/imports-page.js'), 'ImportsPage'),
})
const ledgerNew = createRoute({
  ...at('/ledger/new'),
  validateSearch: uploadSearch,
  component: lazyRouteComponent(() => import('../features/ledger/upload-page.js'), 'UploadPage'),
})
const doubtful = createRoute({
  ...at('/ledger/doubtful'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/ledger/doubtful-page.js'), 'DoubtfulPage'),
})
const register = createRoute({
  ...at('/ledger/register'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/ledger/register-page.js'), 'RegisterPage'),
})
const ledgerImport = createRoute({
  ...at('/ledger/$id'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/ledger/import-page.js'), 'ImportPage'),
})
const emergency = createRoute({
  ...at('/emergency'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/emergency/emergency-page.js'), 'EmergencyPage'),
})
const emergencyPerson = createRoute({
  ...at('/emergency/$person'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/emergency/emergency-person-page.js'), 'EmergencyPersonPage'),
})
const facilities = createRoute({
  ...at('/facilities'),
  validateSearch: facilitySearch,
  component: lazyRouteComponent(() => import('../features/facilities/facilities-page.js'), 'FacilitiesPage'),
})
const facility = createRoute({
  getParentRoute: () => facilities,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/facilities/facility-panel.js'), 'FacilityPanel'),
})
const organisations = createRoute({
  ...at('/facilities/organisations'),
  validateSearch: organisationSearch,
  component: lazyRouteComponent(() => import('../features/facilities/organisations-page.js'), 'OrganisationsPage'),
})
const organisation = createRoute({
  getParentRoute: () => organisations,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/facilities/organisation-panel.js'), 'OrganisationPanel'),
})
const policy = createRoute({
  ...at('/policy'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/policy/policy-page.js'), 'PolicyPage'),
})
const policyRule = createRoute({
  getParentRoute: () => policy,
  path: '/$rule',
  component: lazyRouteComponent(() => import('../features/policy/rule-panel.js'), 'RulePanel'),
})
const trialPeople = createRoute({
  ...at('/policy/proposals/$id/people'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/policy/trial-people-page.js'), 'TrialPeoplePage'),
})
const audit = createRoute({
  ...at('/audit'),
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('../features/audit/audit-page.js'), 'AuditPage'),
})
const accounts = createRoute({
  ...at('/accounts'),
  component: lazyRouteComponent(() => import('../features/accounts/accounts-page.js'), 'AccountsPage'),
})
const staff = createRoute({
  ...at('/accounts/import'),
  component: lazyRouteComponent(() => import('../features/accounts/staff-page.js'), 'StaffPage'),
})
const link = createRoute({
  ...at('/sign-in/oidc'),
  component: lazyRouteComponent(() => import('../features/session/link-page.js'), 'LinkPage'),
})
const me = createRoute({
  ...at('/me'),
  component: lazyRouteComponent(() => import('../features/session/me-page.js'), 'MePage'),
})

/** The pages of the office: ledgers, institutions, policy, accounts. */
export const officeRoutes = [
  ledger,
  ledgerNew,
  doubtful,
  register,
  ledgerImport,
  emergency,
  emergencyPerson,
  facilities.addChildren([facility]),
  organisations.addChildren([organisation]),
  policy.addChildren([policyRule]),
  trialPeople,
  audit,
  accounts,
  staff,
  link,
  me,
] as const
