import type { DeskMessages } from '../i18n/desk.zh-CN.js'

type ModuleName = Exclude<keyof DeskMessages['nav'], 'label' | 'menu' | 'me'>

/** Modules in the order of the rail, each with the action that opens it. */
export const modules = [
  { name: 'morning', action: 'morning.read', to: '/morning' },
  { name: 'board', action: 'board.read', to: '/board/$place' },
  { name: 'six', action: 'six.count', to: '/six' },
  { name: 'league', action: 'league.read', to: '/league' },
  { name: 'today', action: 'followup.today', to: '/today' },
  { name: 'alarms', action: 'alarm.read', to: '/alarms' },
  { name: 'desk', action: 'call.read', to: '/desk' },
  { name: 'people', action: 'person.list', to: '/people' },
  { name: 'tier', action: 'tier.queue', to: '/tier' },
  { name: 'moves', action: 'move.decide', to: '/moves' },
  { name: 'teams', action: 'team.read', to: '/teams' },
  { name: 'medicine', action: 'medicine.read', to: '/medicine' },
  { name: 'careHomes', action: 'careHome.count', to: '/care-homes' },
  { name: 'checks', action: 'check.read', to: '/checks' },
  { name: 'numbers', action: 'number.read', to: '/numbers' },
  { name: 'ledger', action: 'ledger.import', to: '/ledger' },
  { name: 'facilities', action: 'facility.read', to: '/facilities' },
  { name: 'outlook', action: 'outlook.read', to: '/outlook' },
  { name: 'enterprises', action: 'enterprise.list', to: '/enterprises' },
  { name: 'catalogue', action: 'kindLiaison.manage', to: '/catalogue' },
  { name: 'stores', action: 'store.list', to: '/stores' },
  { name: 'stock', action: 'stock.total', to: '/stock' },
  { name: 'assets', action: 'store.list', to: '/devices' },
  { name: 'recalls', action: 'recall.manage', to: '/recalls' },
  { name: 'requests', action: 'request.list', to: '/requests' },
  { name: 'offers', action: 'offer.list', to: '/offers' },
  { name: 'requisitions', action: 'requisition.list', to: '/requisitions' },
  { name: 'consignments', action: 'consignment.list', to: '/consignments' },
  { name: 'grassroots', action: 'grassroots.read', to: '/grassroots' },
  { name: 'orders', action: 'order.read', to: '/orders' },
  { name: 'labels', action: 'label.read', to: '/labels' },
  { name: 'donations', action: 'gift.list', to: '/donations' },
  { name: 'emergency', action: 'emergency.list', to: '/emergency' },
  { name: 'policy', action: 'policy.read', to: '/policy' },
  { name: 'audit', action: 'audit.read', to: '/audit' },
  { name: 'accounts', action: 'account.read', to: '/accounts' },
] as const satisfies readonly { readonly name: ModuleName; readonly action: string; readonly to: string }[]

export type Module = (typeof modules)[number]

const ofTrees = 'organisation.read'
const ofTeams = 'team.manage'
const ofDays = 'followup.today'
const ofHomes = { keep: 'careHome.manage', look: 'careHome.read' } as const

const ofMissing = 'six.read'

type OwnAction = typeof ofMissing | typeof ofTrees | typeof ofTeams | (typeof ofHomes)[keyof typeof ofHomes]

/** The action that opens the page at a path; null for pages that are everybody's, and for those that do not exist. */
export const actionAt = (pathname: string): Module['action'] | OwnAction | null => {
  const [, first = '', second, third] = pathname.split('/')
  if (first === 'facilities' && second === 'organisations') return ofTrees
  if (first === 'teams' && (second === 'away' || second === 'balance')) return ofTeams
  if (first === 'sheets') return ofDays
  if (first === 'followups') return 'person.list'
  // Who is missing has a name; how many are in place has none.
  if (first === 'league' && second !== undefined) return 'person.list'
  if (first === 'six' && second !== undefined) return ofMissing
  // Whoever only counts homes sees their list of counts, and none of them.
  if (first === 'care-homes' && second !== undefined)
    return second === 'new' || third === 'edit' ? ofHomes.keep : ofHomes.look
  return modules.find((module) => module.to.split('/')[1] === first)?.action ?? null
}
