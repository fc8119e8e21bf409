import { luotian, yingshan } from '../support/world.js'
import { township } from './scenes.js'

export type Reader =
  | 'nobody'
  | 'worker'
  | 'medic'
  | 'manager'
  | 'officer'
  | 'viewer'
  | 'administrator'
  | 'auditor'
  | 'supply'
  | 'keeper'
  | 'asks'
  | 'approves'
  | 'stranger'
/** A page as somebody sees it, and what must be on it before it is looked at. */
export type Seen = {
  readonly name: string
  readonly as: Reader
  readonly path: string
  readonly ready?: string
  /** What stands behind a line is looked at as well. */
  readonly unfold?: string
}

/** The others of a household, on the page that records. */
const fold = '.same-call-fold'

/** What the addresses of the pages name: ids of the county's things and people, but for `card`, the address on a sign-in card. */
export type Shown = Readonly<
  Record<
    | 'accepted'
    | 'alone'
    | 'card'
    | 'curve'
    | 'dead'
    | 'enterprise'
    | 'facility'
    | 'fact'
    | 'home'
    | 'household'
    | 'housed'
    | 'mapping'
    | 'deal'
    | 'dealOffer'
    | 'dealWaiting'
    | 'deskDeal'
    | 'clinic'
    | 'consignment'
    | 'order'
    | 'gift'
    | 'giftCode'
    | 'giftOffered'
    | 'road'
    | 'requisition'
    | 'moving'
    | 'opened'
    | 'organisation'
    | 'person'
    | 'proposal'
    | 'recall'
    | 'reversed'
    | 'sheet'
    | 'store'
    | 'device'
    | 'kept'
    | 'team'
    | 'village'
    | 'waiting',
    string
  >
>

/** Every page of the product, as each of those who meet it. */
export const pagesOf = (of: Shown): readonly Seen[] => [
  { name: 'first-card', as: 'nobody', path: of.card, ready: 'form' },
  { name: 'sheets', as: 'manager', path: '/sheets', ready: 'table' },
  { name: 'sheets-empty', as: 'stranger', path: '/sheets', ready: '.empty' },
  { name: 'sheets-no-right', as: 'viewer', path: '/sheets', ready: '.note' },
  { name: 'sheet-paper', as: 'manager', path: `/sheets/${of.sheet}/print`, ready: '.sheet-paper' },
  { name: 'sheet-entry', as: 'worker', path: `/sheets/${of.sheet}`, ready: '.sheet-entry' },
  { name: 'care-homes', as: 'manager', path: '/care-homes', ready: 'table' },
  { name: 'care-homes-empty', as: 'stranger', path: '/care-homes', ready: '.empty' },
  { name: 'care-homes-counts', as: 'viewer', path: '/care-homes', ready: 'table' },
  { name: 'care-home', as: 'manager', path: `/care-homes/${of.home}`, ready: '.home-figures' },
  { name: 'care-home-no-right', as: 'viewer', path: `/care-homes/${of.home}`, ready: '.note' },
  { name: 'care-home-new', as: 'officer', path: '/care-homes/new', ready: 'form select' },
  { name: 'care-home-edit', as: 'manager', path: `/care-homes/${of.home}/edit`, ready: 'form select' },
  { name: 'care-home-round', as: 'officer', path: `/care-homes/${of.home}/round`, ready: '.round-states' },
  { name: 'field-homes', as: 'worker', path: '/field/homes', ready: '.home-list' },
  { name: 'field-home', as: 'worker', path: `/field/homes/${of.home}`, ready: '.home-figures' },
  { name: 'field-home-round', as: 'worker', path: `/field/homes/${of.home}/round`, ready: '.round-states' },
  { name: 'sign-in', as: 'nobody', path: '/', ready: 'form' },
  { name: 'first-unknown', as: 'nobody', path: '/first#AAAAAAAAAAAAAAAAAAAAAA', ready: '.note' },
  { name: 'board-county', as: 'officer', path: `/board/${luotian}`, ready: '.board-two svg text' },
  { name: 'board-township', as: 'manager', path: `/board/${township}`, ready: '.board-two svg text' },
  { name: 'board-prefecture', as: 'viewer', path: '/board/4211', ready: '.board-two svg text' },
  { name: 'board-empty', as: 'stranger', path: `/board/${yingshan}`, ready: '.figures' },
  { name: 'today', as: 'officer', path: '/today', ready: 'table' },
  { name: 'today-empty', as: 'stranger', path: '/today', ready: '.empty' },
  { name: 'followups', as: 'manager', path: '/followups', ready: 'table' },
  { name: 'followups-empty', as: 'stranger', path: '/followups', ready: '.empty' },
  { name: 'followups-no-right', as: 'viewer', path: '/followups', ready: '.note' },
  { name: 'alarms', as: 'officer', path: '/alarms', ready: '.alarm-card' },
  { name: 'alarms-closed', as: 'manager', path: '/alarms?shown=closed', ready: '.empty' },
  { name: 'alarms-empty', as: 'stranger', path: '/alarms', ready: '.empty' },
  { name: 'alarms-no-right', as: 'viewer', path: '/alarms', ready: '.note' },
  { name: 'people', as: 'officer', path: '/people', ready: 'table' },
  { name: 'people-empty', as: 'stranger', path: '/people', ready: '.empty' },
  { name: 'person', as: 'officer', path: `/people/${of.person}`, ready: '.timeline' },
  { name: 'person-household', as: 'officer', path: `/people/${of.housed}`, ready: '.household-list' },
  { name: 'household', as: 'officer', path: `/households/${of.household}`, ready: '.household-list, dl' },
  { name: 'household-no-right', as: 'viewer', path: `/households/${of.household}`, ready: '.note' },
  { name: 'person-medic', as: 'medic', path: `/people/${of.person}`, ready: '.timeline' },
  { name: 'person-new', as: 'officer', path: '/people/new', ready: '.doorstep select' },
  { name: 'person-edit', as: 'manager', path: `/people/${of.person}/edit`, ready: '.doorstep select' },
  { name: 'person-join', as: 'manager', path: `/people/${of.person}/join`, ready: '#look-other' },
  { name: 'person-join-compare', as: 'officer', path: `/people/${of.person}/join?other=${of.alone}`, ready: '.pair' },
  { name: 'person-new-no-right', as: 'viewer', path: '/people/new', ready: '.note' },
  { name: 'tier', as: 'medic', path: '/tier', ready: 'table' },
  { name: 'overrides', as: 'medic', path: '/tier/overrides?shown=all', ready: '.tabs' },
  { name: 'tier-empty', as: 'stranger', path: '/tier', ready: '.empty' },
  { name: 'tier-village', as: 'medic', path: `/tier/${of.village}`, ready: 'table' },
  { name: 'moves', as: 'manager', path: '/moves', ready: '.moves' },
  { name: 'moves-empty', as: 'stranger', path: '/moves', ready: '.empty' },
  { name: 'moves-no-right', as: 'viewer', path: '/moves', ready: '.note' },
  { name: 'person-moving', as: 'manager', path: `/people/${of.moving}`, ready: '.life-note' },
  { name: 'people-gone', as: 'officer', path: '/people?state=gone', ready: 'table' },
  { name: 'field-changed', as: 'worker', path: `/field/changed/${of.person}`, ready: 'fieldset' },
  { name: 'field-person-dead', as: 'worker', path: `/field/people/${of.dead}`, ready: '.life-note' },
  { name: 'teams', as: 'manager', path: '/teams', ready: 'table' },
  { name: 'teams-empty', as: 'stranger', path: '/teams', ready: '.empty' },
  { name: 'team', as: 'manager', path: `/teams/${of.team}`, ready: '.checks' },
  { name: 'team-away', as: 'manager', path: '/teams/away', ready: '.panel .checks' },
  { name: 'team-away-no-right', as: 'medic', path: '/teams/away', ready: '.note' },
  { name: 'team-grids', as: 'manager', path: '/teams/grids', ready: '.panel select' },
  { name: 'team-grids-no-right', as: 'viewer', path: '/teams/grids', ready: '.note' },
  { name: 'team-balance', as: 'manager', path: '/teams/balance', ready: '.panel table' },
  { name: 'team-new', as: 'manager', path: '/teams/new', ready: '.checks' },
  { name: 'six', as: 'officer', path: '/six', ready: '.six-cards' },
  { name: 'six-missing', as: 'manager', path: '/six/3', ready: 'table' },
  { name: 'six-viewer', as: 'viewer', path: '/six', ready: 'h2' },
  { name: 'six-no-right', as: 'viewer', path: '/six/3', ready: '.note' },
  { name: 'morning', as: 'officer', path: '/morning', ready: '.morning-item' },
  { name: 'morning-news', as: 'manager', path: '/morning/news', ready: '.empty, main table' },
  { name: 'morning-no-right', as: 'viewer', path: '/morning', ready: '.note' },
  { name: 'league', as: 'officer', path: '/league', ready: 'table' },
  // Nothing is kept at first; whoever comes later sees what was.
  { name: 'league-viewer', as: 'viewer', path: '/league', ready: '.empty, main table' },
  { name: 'league-missed', as: 'manager', path: `/league/missed?place=${township}`, ready: '.empty, main table' },
  { name: 'medicine', as: 'manager', path: '/medicine', ready: '.empty, main table' },
  { name: 'medicine-empty', as: 'stranger', path: '/medicine', ready: '.empty' },
  { name: 'checks', as: 'manager', path: '/checks', ready: '.check-answers' },
  { name: 'checks-county', as: 'officer', path: '/checks', ready: '.columns' },
  { name: 'checks-no-right', as: 'viewer', path: '/checks', ready: '.note' },
  { name: 'numbers', as: 'manager', path: '/numbers', ready: 'table' },
  { name: 'numbers-county', as: 'officer', path: '/numbers', ready: 'table' },
  { name: 'numbers-people', as: 'manager', path: '/numbers?tab=people', ready: 'table' },
  { name: 'numbers-no-right', as: 'viewer', path: '/numbers', ready: '.note' },
  { name: 'desk', as: 'manager', path: '/desk', ready: '.call-card' },
  { name: 'desk-duty', as: 'medic', path: '/desk?tab=duty', ready: 'form' },
  { name: 'desk-rota', as: 'manager', path: '/desk?tab=rota', ready: 'form' },
  { name: 'desk-empty', as: 'stranger', path: '/desk', ready: '.empty' },
  { name: 'desk-no-right', as: 'viewer', path: '/desk', ready: '.note' },
  { name: 'ledger', as: 'officer', path: '/ledger', ready: 'table' },
  { name: 'ledger-empty', as: 'stranger', path: '/ledger', ready: '.empty' },
  { name: 'ledger-new', as: 'officer', path: '/ledger/new', ready: '.drop' },
  { name: 'ledger-doubtful', as: 'officer', path: '/ledger/doubtful', ready: 'table' },
  { name: 'ledger-register', as: 'officer', path: '/ledger/register', ready: 'table' },
  { name: 'ledger-register-empty', as: 'stranger', path: '/ledger/register', ready: '.empty' },
  { name: 'ledger-import-mapping', as: 'officer', path: `/ledger/${of.mapping}`, ready: 'table' },
  { name: 'ledger-import-checked', as: 'officer', path: `/ledger/${of.waiting}`, ready: 'table' },
  { name: 'ledger-import-accepted', as: 'officer', path: `/ledger/${of.accepted}`, ready: 'table' },
  { name: 'facilities', as: 'officer', path: '/facilities', ready: 'table' },
  { name: 'facilities-empty', as: 'stranger', path: '/facilities', ready: '.empty' },
  { name: 'facility', as: 'officer', path: `/facilities/${of.facility}`, ready: '.panel form select' },
  { name: 'facility-read', as: 'viewer', path: `/facilities/${of.facility}`, ready: '.facts' },
  { name: 'facility-new', as: 'officer', path: '/facilities/new', ready: '.panel form select' },
  { name: 'organisations', as: 'officer', path: '/facilities/organisations', ready: 'table' },
  { name: 'organisations-no-right', as: 'viewer', path: '/facilities/organisations', ready: '.note' },
  {
    name: 'organisation',
    as: 'administrator',
    path: `/facilities/organisations/${of.organisation}`,
    ready: '.panel form',
  },
  { name: 'enterprises', as: 'supply', path: '/enterprises', ready: 'table' },
  { name: 'enterprises-empty', as: 'supply', path: '/enterprises?text=zzz', ready: '.empty' },
  { name: 'enterprises-no-right', as: 'viewer', path: '/enterprises', ready: '.note' },
  { name: 'enterprise', as: 'supply', path: `/enterprises/${of.enterprise}`, ready: '.panel form select' },
  { name: 'enterprise-products', as: 'supply', path: `/enterprises/${of.enterprise}?tab=products`, ready: '.panel h3' },
  { name: 'enterprise-people', as: 'supply', path: `/enterprises/${of.enterprise}?tab=people`, ready: '.panel h3' },
  { name: 'enterprise-reports', as: 'supply', path: `/enterprises/${of.enterprise}?tab=reports`, ready: '.panel h2' },
  { name: 'enterprise-new', as: 'supply', path: '/enterprises/new', ready: '.panel form select' },
  { name: 'catalogue', as: 'supply', path: '/catalogue', ready: 'table' },
  { name: 'kind', as: 'supply', path: '/catalogue/ecmo', ready: '.panel h3' },
  { name: 'outlook', as: 'supply', path: '/outlook', ready: '.outlook-figures' },
  { name: 'outlook-no-right', as: 'viewer', path: '/outlook', ready: '.note' },
  { name: 'outlook-place', as: 'supply', path: `/outlook/place?curve=${of.curve}`, ready: '.facts' },
  { name: 'outlook-place-newest', as: 'supply', path: '/outlook/place', ready: '.facts' },
  {
    name: 'outlook-scenario',
    as: 'supply',
    path: `/outlook/place?curve=${of.curve}&times=2&by=high&severe=10&critical=3`,
    ready: '.note-warn',
  },
  { name: 'curves', as: 'supply', path: '/outlook/curves', ready: 'table' },
  { name: 'curve', as: 'supply', path: `/outlook/curves/${of.curve}`, ready: '.panel h3' },
  { name: 'standard', as: 'supply', path: '/outlook/standard', ready: 'table' },
  { name: 'standard-kind', as: 'supply', path: '/outlook/standard?kind=oxygen-concentrator', ready: 'h2' },
  { name: 'standard-no-right', as: 'viewer', path: '/outlook/standard', ready: '.note' },
  { name: 'stores', as: 'supply', path: '/stores', ready: 'table' },
  { name: 'stores-of-kind', as: 'supply', path: '/stores?has=mask-surgical&figure=reserved', ready: 'table' },
  { name: 'stores-empty', as: 'supply', path: '/stores?text=zzz', ready: '.empty' },
  { name: 'stores-no-right', as: 'viewer', path: '/stores', ready: '.note' },
  { name: 'store', as: 'supply', path: `/stores/${of.store}`, ready: '.panel form select' },
  { name: 'store-stock', as: 'supply', path: `/stores/${of.store}?tab=stock`, ready: '.panel .table-rows' },
  { name: 'store-way', as: 'supply', path: `/stores/${of.store}?tab=onWay`, ready: '.panel table' },
  { name: 'store-book', as: 'supply', path: `/stores/${of.store}?tab=book`, ready: '.panel table' },
  {
    name: 'store-movement',
    as: 'supply',
    path: `/stores/${of.store}?tab=book&movement=${of.reversed}`,
    ready: '.panel table',
  },
  { name: 'store-keepers', as: 'supply', path: `/stores/${of.store}?tab=keepers`, ready: '.panel h3' },
  { name: 'devices', as: 'supply', path: '/devices', ready: '.table-rows' },
  { name: 'device', as: 'supply', path: `/devices/${of.kept}/${of.device}`, ready: '.panel .facts' },
  { name: 'store-new', as: 'supply', path: '/stores/new', ready: '.panel form select' },
  { name: 'stock', as: 'supply', path: '/stock', ready: 'table' },
  { name: 'stock-places', as: 'supply', path: '/stock?kind=mask-surgical', ready: 'tfoot' },
  { name: 'stock-no-right', as: 'viewer', path: '/stock', ready: '.note' },
  { name: 'recalls', as: 'supply', path: '/recalls', ready: 'table' },
  { name: 'recalls-empty', as: 'supply', path: '/recalls?recalls=lifted', ready: '.empty' },
  { name: 'recalls-no-right', as: 'viewer', path: '/recalls', ready: '.note' },
  { name: 'recall', as: 'supply', path: `/recalls/${of.recall}`, ready: '.panel table' },
  { name: 'recall-new', as: 'supply', path: '/recalls/new', ready: '.panel form select' },
  { name: 'requests', as: 'supply', path: '/requests', ready: 'table' },
  { name: 'requests-empty', as: 'supply', path: '/requests?text=zzz', ready: '.empty' },
  { name: 'requests-no-right', as: 'viewer', path: '/requests', ready: '.note' },
  { name: 'requests-people', as: 'supply', path: '/requests/people', ready: '.panel fieldset .btn' },
  { name: 'request', as: 'supply', path: `/requests/${of.dealWaiting}`, ready: '.panel form' },
  { name: 'request-beside', as: 'supply', path: `/requests/${of.deal}?tab=beside`, ready: '.panel .facts' },
  { name: 'request-assign', as: 'supply', path: `/requests/${of.deal}?tab=assign`, ready: '.panel form .filters' },
  { name: 'request-steps', as: 'supply', path: `/requests/${of.deal}?tab=steps`, ready: '.panel .timeline' },
  { name: 'offers', as: 'supply', path: '/offers', ready: 'table' },
  { name: 'offers-empty', as: 'supply', path: '/offers?text=zzz', ready: '.empty' },
  { name: 'offers-no-right', as: 'viewer', path: '/offers', ready: '.note' },
  { name: 'offer', as: 'supply', path: `/offers/${of.dealOffer}`, ready: '.panel .timeline', unfold: '.panel details' },
  { name: 'offer-new', as: 'supply', path: '/offers/new', ready: '.panel form select' },
  { name: 'requisitions', as: 'supply', path: '/requisitions', ready: 'table' },
  { name: 'requisitions-empty', as: 'supply', path: '/requisitions?text=zzz', ready: '.empty' },
  { name: 'requisitions-no-right', as: 'viewer', path: '/requisitions', ready: '.note' },
  { name: 'requisition', as: 'supply', path: `/requisitions/${of.requisition}`, ready: '.panel form' },
  { name: 'consignments', as: 'supply', path: '/consignments', ready: 'table' },
  { name: 'consignments-empty', as: 'supply', path: '/consignments?text=zzz', ready: '.empty' },
  { name: 'consignments-no-right', as: 'viewer', path: '/consignments', ready: '.note' },
  { name: 'consignment', as: 'supply', path: `/consignments/${of.consignment}`, ready: '.panel table' },
  { name: 'consignment-cargo', as: 'supply', path: `/consignments/${of.consignment}?tab=cargo`, ready: '.panel table' },
  {
    name: 'consignment-papers',
    as: 'supply',
    path: `/consignments/${of.consignment}?tab=papers`,
    ready: '.panel form',
  },
  { name: 'consignment-link', as: 'supply', path: `/consignments/${of.consignment}?tab=link`, ready: '.panel form' },
  { name: 'consignment-new', as: 'supply', path: '/consignments/new', ready: '.panel form select' },
  { name: 'grassroots', as: 'supply', path: '/grassroots', ready: 'table' },
  { name: 'grassroots-empty', as: 'supply', path: '/grassroots?text=zzz', ready: '.empty' },
  { name: 'grassroots-no-right', as: 'viewer', path: '/grassroots', ready: '.note' },
  { name: 'clinic', as: 'supply', path: `/grassroots/${of.clinic}`, ready: '.panel form', unfold: '.panel details' },
  { name: 'grassroots-order', as: 'supply', path: '/grassroots/order', ready: '.panel form' },
  { name: 'orders', as: 'supply', path: '/orders', ready: 'table' },
  { name: 'orders-empty', as: 'supply', path: '/orders?orderState=closed', ready: '.empty' },
  { name: 'orders-no-right', as: 'viewer', path: '/orders', ready: '.note' },
  { name: 'order', as: 'supply', path: `/orders/${of.order}`, ready: '.panel .facts', unfold: '.panel details' },
  { name: 'order-do', as: 'officer', path: `/orders/${of.order}?tab=do`, ready: '.panel form select' },
  { name: 'order-steps', as: 'supply', path: `/orders/${of.order}?tab=steps`, ready: '.panel .timeline' },
  { name: 'funds', as: 'supply', path: '/orders/funds', ready: '.panel .facts' },
  { name: 'labels', as: 'supply', path: '/labels', ready: '.card' },
  { name: 'labels-empty', as: 'supply', path: '/labels?kind=ibuprofen', ready: '.empty' },
  { name: 'labels-no-right', as: 'viewer', path: '/labels', ready: '.note' },
  { name: 'label-new', as: 'supply', path: '/labels/new', ready: '.panel form select' },
  { name: 'gifts', as: 'nobody', path: '/gifts', ready: '.gifts-list' },
  { name: 'gifts-offer', as: 'nobody', path: '/gifts#offer', ready: 'form', unfold: 'fieldset details' },
  { name: 'gifts-follow', as: 'nobody', path: `/gifts#${of.giftCode}`, ready: '.gifts-letter' },
  { name: 'gifts-no-code', as: 'nobody', path: '/gifts#follow', ready: 'form' },
  { name: 'donations', as: 'supply', path: '/donations', ready: 'table' },
  { name: 'donations-empty', as: 'supply', path: '/donations?text=zzz', ready: '.empty' },
  { name: 'donations-no-right', as: 'viewer', path: '/donations', ready: '.note' },
  {
    name: 'donation',
    as: 'supply',
    path: `/donations/${of.gift}`,
    ready: '.panel .timeline',
    unfold: '.panel details',
  },
  { name: 'donation-offered', as: 'supply', path: `/donations/${of.giftOffered}`, ready: '.panel form' },
  { name: 'store-gifts', as: 'keeper', path: `/store/${of.kept}/gifts`, ready: '.card' },
  {
    name: 'store-gift',
    as: 'keeper',
    path: `/store/${of.kept}/gifts/${of.gift}`,
    ready: '.timeline',
    unfold: 'main details',
  },
  { name: 'store-gift-new', as: 'keeper', path: `/store/${of.kept}/gifts/new`, ready: 'form select' },
  { name: 'road', as: 'nobody', path: `/road#${of.road}`, ready: '.road-facts' },
  { name: 'road-no-link', as: 'nobody', path: '/road', ready: '.note' },
  { name: 'requisition-new', as: 'supply', path: '/requisitions/new', ready: '.panel form select' },
  { name: 'emergency', as: 'officer', path: '/emergency', ready: 'table' },
  { name: 'emergency-empty', as: 'stranger', path: '/emergency', ready: '.empty' },
  { name: 'emergency-form', as: 'viewer', path: '/emergency', ready: 'form' },
  {
    name: 'emergency-person',
    as: 'viewer',
    path: `/emergency/${of.opened}`,
    ready: '.timeline',
  },
  { name: 'policy', as: 'officer', path: '/policy', ready: '[aria-labelledby=rules-title] table' },
  {
    name: 'policy-trial-people',
    as: 'officer',
    path: `/policy/proposals/${of.proposal}/people?place=${luotian}`,
    ready: '.empty',
  },
  {
    name: 'policy-trial-no-right',
    as: 'viewer',
    path: `/policy/proposals/${of.proposal}/people?place=${luotian}`,
    ready: '.note',
  },
  { name: 'policy-rule', as: 'officer', path: '/policy/CARE-DUE-4', ready: '.panel li' },
  { name: 'audit', as: 'auditor', path: '/audit', ready: 'table' },
  { name: 'accounts', as: 'administrator', path: '/accounts', ready: 'table' },
  { name: 'accounts-import', as: 'administrator', path: '/accounts/import', ready: '.drop' },
  { name: 'accounts-import-no-right', as: 'officer', path: '/accounts/import', ready: '.note' },
  { name: 'me', as: 'officer', path: '/me', ready: '.card li' },
  { name: 'no-right', as: 'viewer', path: '/people', ready: '.note' },
  { name: 'not-found', as: 'officer', path: '/nowhere', ready: '.empty' },
  { name: 'field-today', as: 'worker', path: '/field', ready: '.f-list' },
  { name: 'field-people', as: 'worker', path: '/field/people', ready: '.f-list' },
  { name: 'field-person', as: 'worker', path: `/field/people/${of.person}`, ready: '.household-list' },
  { name: 'field-person-new', as: 'worker', path: '/field/people/new', ready: '.doorstep' },
  { name: 'field-person-edit', as: 'worker', path: `/field/edit/${of.person}`, ready: '.doorstep' },
  { name: 'field-household', as: 'worker', path: `/field/households/${of.household}`, ready: 'dl' },
  { name: 'field-fresh', as: 'worker', path: '/field/fresh', ready: '.empty, .f-list' },
  { name: 'field-report', as: 'worker', path: '/field/report', ready: '.f-list' },
  { name: 'field-report-person', as: 'worker', path: `/field/report/${of.person}`, ready: '.readings' },
  { name: 'field-record', as: 'worker', path: `/field/record/${of.person}`, ready: fold, unfold: fold },
  { name: 'field-correct', as: 'worker', path: `/field/correct/${of.person}/${of.fact}`, ready: '.record' },
  { name: 'field-alarms', as: 'worker', path: '/field/alarms', ready: '.alarm-card' },
  { name: 'field-worse', as: 'worker', path: `/field/worse/${of.alone}`, ready: '.record' },
  { name: 'field-me', as: 'worker', path: '/field/me', ready: '.card li' },
  { name: 'keeper-mine', as: 'keeper', path: '/store', ready: '.f-list' },
  { name: 'keeper-store', as: 'keeper', path: `/store/${of.kept}`, ready: '.s-figures' },
  { name: 'keeper-items', as: 'keeper', path: `/store/${of.kept}/items/all/all`, ready: '.s-why' },
  { name: 'keeper-receive', as: 'keeper', path: `/store/${of.kept}/receive`, ready: 'form select' },
  { name: 'keeper-issue', as: 'keeper', path: `/store/${of.kept}/issue`, ready: 'select' },
  { name: 'keeper-count', as: 'keeper', path: `/store/${of.kept}/count`, ready: '.choice' },
  { name: 'keeper-way', as: 'keeper', path: `/store/${of.kept}/way`, ready: '.card' },
  { name: 'keeper-book', as: 'keeper', path: `/store/${of.kept}/book`, ready: '.f-list' },
  { name: 'keeper-devices', as: 'keeper', path: `/store/${of.kept}/devices`, ready: '.card' },
  { name: 'keeper-device', as: 'keeper', path: `/store/${of.kept}/device/${of.device}`, ready: '.facts' },
  { name: 'keeper-check', as: 'keeper', path: `/store/${of.kept}/device/${of.device}/check`, ready: '.choice' },
  { name: 'keeper-lend', as: 'keeper', path: `/store/${of.kept}/device/${of.device}/lend`, ready: '.choice' },
  { name: 'keeper-me', as: 'keeper', path: '/store/me', ready: '.card li' },
  { name: 'keeper-not-found', as: 'keeper', path: '/store/nowhere', ready: '.empty' },
  { name: 'keeper-offer', as: 'keeper', path: `/store/${of.kept}/offer`, ready: 'form select' },
  { name: 'hospital', as: 'asks', path: '/hospital', ready: '.f-list' },
  { name: 'hospital-approves', as: 'approves', path: '/hospital', ready: '.f-list' },
  { name: 'hospital-new', as: 'asks', path: '/hospital/new', ready: 'form select' },
  { name: 'hospital-request', as: 'asks', path: `/hospital/${of.deal}`, ready: '.timeline' },
  { name: 'hospital-gates', as: 'approves', path: `/hospital/${of.dealWaiting}/gates`, ready: 'form' },
  { name: 'hospital-withdraw', as: 'asks', path: `/hospital/${of.deal}/withdraw`, ready: 'form' },
  { name: 'hospital-return', as: 'approves', path: `/hospital/${of.deskDeal}/return`, ready: 'form' },
  { name: 'hospital-change', as: 'asks', path: `/hospital/${of.deskDeal}/change`, ready: '.note' },
  { name: 'hospital-ended', as: 'asks', path: '/hospital/ended', ready: '.empty, .f-list' },
  { name: 'hospital-offers', as: 'asks', path: '/hospital/offers', ready: 'form select' },
  { name: 'hospital-me', as: 'asks', path: '/hospital/me', ready: '.card li' },
  { name: 'hospital-not-found', as: 'asks', path: '/hospital/nowhere', ready: '.empty' },
  { name: 'field-not-found', as: 'worker', path: '/field/nowhere', ready: '.empty' },
]
