import { countyOf, type PlaceCode, townshipOf, within } from '../shared/index.js'
import type { Role } from './roles.js'

/** Who acts: one grant of one account, and for field staff the team they act for. */
export type Actor = {
  readonly accountId: string
  readonly role: Role
  readonly place: PlaceCode
  /** The team that a village worker or a village medic works for now; null when in none. */
  readonly teamId: string | null
  /** The one person whom an emergency access opens to this actor, with that person's county (X2). */
  readonly emergency?: { readonly personId: string; readonly county: PlaceCode }
}

/** What an action touches. `place` is the narrowest place known of it: a village, else a township, else a county. */
export type Target = {
  readonly place: PlaceCode
  readonly teamId?: string | null
  readonly personId?: string
  /** Accounts that are named for the target: an enterprise's reporters and liaisons, a store's keepers, a hospital's people. */
  readonly named?: readonly string[]
}

const field = ['villageWorker', 'medic'] as const
const desk = ['townshipManager', 'countyOfficer'] as const
const viewers = ['prefectureViewer', 'provinceViewer', 'nationViewer'] as const
const people = [...field, ...desk] as const
const named = ['enterpriseReporter', 'liaison'] as const
const supply = [...named, 'supplyDesk'] as const
const stock = ['supplyDesk', 'warehouseKeeper'] as const
const hospital = ['hospitalRequester', 'hospitalApprover'] as const
const offering = [...supply, 'warehouseKeeper', ...hospital] as const
const staff = [...people, ...viewers, 'administrator', 'auditor', 'liaison', 'supplyDesk'] as const
const everyone = [...staff, 'enterpriseReporter', 'warehouseKeeper', ...hospital] as const

/**
 * Every action and the roles that may do it inside their place. Reach (place, team) is judged by `may`.
 * A role missing here is refused: nothing is allowed by silence.
 */
export const actionRoles = {
  'person.read': people,
  'person.list': people,
  'person.search': people,
  'person.edit': people,
  'person.join': desk,
  'move.list': people,
  'move.decide': desk,
  'followup.record': people,
  'alarm.read': people,
  'alarm.act': people,
  'episode.end': ['medic'],
  'followup.today': people,
  'ledger.import': desk,
  'ledger.review': desk,
  'tier.override': ['medic'],
  'tier.confirm': ['medic'],
  'tier.queue': ['medic', ...desk],
  'team.read': people,
  'team.manage': desk,
  'register.import': ['countyOfficer'],
  'careHome.read': people,
  'careHome.roster': people,
  'careHome.round': people,
  'careHome.manage': desk,
  'careHome.count': [...people, ...viewers],
  'medicine.read': people,
  'medicine.close': ['medic', ...desk],
  'check.read': desk,
  'check.write': desk,
  'number.read': people,
  'number.manage': desk,
  'told.record': people,
  'call.read': ['medic', ...desk],
  'call.write': ['medic', ...desk],
  'rota.manage': desk,
  'morning.read': desk,
  'six.read': desk,
  'league.read': [...desk, ...viewers],
  'six.count': [...desk, ...viewers],
  'board.read': [...desk, ...viewers],
  'live.follow': [...people, ...viewers],
  'division.read': everyone,
  'policy.read': everyone,
  'policy.propose': ['countyOfficer', 'administrator'],
  'policy.sign': ['countyOfficer', 'administrator'],
  'account.read': ['administrator'],
  'account.manage': ['administrator'],
  'facility.read': staff,
  'facility.manage': ['administrator', 'countyOfficer'],
  'organisation.read': ['administrator', 'countyOfficer'],
  'organisation.manage': ['administrator', 'countyOfficer'],
  'kind.manage': ['supplyDesk'],
  'kindLiaison.manage': ['supplyDesk'],
  'enterprise.list': ['supplyDesk'],
  'enterprise.manage': ['supplyDesk'],
  'enterprise.read': supply,
  'product.manage': supply,
  'curve.manage': ['supplyDesk'],
  'outlook.read': ['supplyDesk'],
  'standard.manage': ['supplyDesk'],
  'report.mine': named,
  'report.record': named,
  'report.clear': ['liaison', 'supplyDesk'],
  'store.list': ['supplyDesk'],
  'store.manage': ['supplyDesk'],
  'store.mine': ['warehouseKeeper'],
  'store.read': stock,
  'stock.write': ['warehouseKeeper'],
  'stock.scan': stock,
  'stock.total': ['supplyDesk'],
  'recall.manage': ['supplyDesk'],
  'recall.read': stock,
  'hospital.manage': ['supplyDesk'],
  'hospital.mine': hospital,
  'request.list': ['supplyDesk'],
  'request.mine': hospital,
  'request.read': ['supplyDesk', ...hospital],
  'request.write': ['hospitalRequester'],
  'request.approve': ['hospitalApprover'],
  'request.act': hospital,
  'request.decide': ['supplyDesk'],
  'offer.list': ['supplyDesk'],
  'offer.mine': [...named, 'warehouseKeeper', ...hospital],
  'offer.read': offering,
  'offer.write': offering,
  'requisition.list': ['supplyDesk'],
  'requisition.read': ['supplyDesk', 'warehouseKeeper', ...hospital],
  'requisition.manage': ['supplyDesk'],
  'consignment.list': ['supplyDesk'],
  'consignment.mine': ['warehouseKeeper'],
  'consignment.gone': ['supplyDesk', 'warehouseKeeper'],
  'consignment.read': stock,
  'consignment.record': stock,
  'consignment.manage': ['supplyDesk'],
  'grassroots.read': ['medic', ...desk, 'supplyDesk'],
  'grassroots.serve': [...desk, 'supplyDesk'],
  'order.read': ['countyOfficer', 'supplyDesk'],
  'order.write': ['countyOfficer', 'supplyDesk'],
  'order.approve': ['countyOfficer', 'supplyDesk'],
  'order.mine': ['warehouseKeeper'],
  'order.receive': ['warehouseKeeper'],
  'fund.manage': ['countyOfficer', 'supplyDesk'],
  'medicine.issue': ['medic', ...desk],
  'medicine.deliver': people,
  'label.read': ['medic', ...desk, 'supplyDesk'],
  'label.load': ['countyOfficer', 'supplyDesk'],
  'gift.list': ['supplyDesk'],
  'gift.read': stock,
  'gift.decide': ['supplyDesk'],
  'gift.keep': ['warehouseKeeper'],
  'audit.read': ['auditor'],
  'emergency.open': viewers,
  'emergency.list': ['countyOfficer', 'auditor', ...viewers],
  'session.own': everyone,
  'work.own': everyone,
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof actionRoles

/** Actions that an open emergency access allows on its one person, although the role sees only counts. */
const emergencyActions: readonly Action[] = ['person.read']

/** Actions on institutions: a village doctor reaches the own village's, whatever team they work for. */
const ofOwnPlace: readonly Action[] = ['grassroots.read', 'label.read']

/** Actions on what is nobody's: who works in a township or a village reaches the whole county with them. */
const countyWide: readonly Action[] = ['facility.read']

const includes = (list: readonly Role[], role: Role): boolean => list.includes(role)

/** Field staff who work for a team reach that team's people; without a team, their own village. */
const fieldReaches = (actor: Actor, target: Target): boolean => {
  if (actor.teamId !== null) {
    return target.teamId === undefined ? within(townshipOf(actor.place), target.place) : target.teamId === actor.teamId
  }
  return actor.place.length === 12 && within(actor.place, target.place)
}

/** Whether field staff are bound to a team (or one village) rather than to a whole township. */
export const isFieldBound = (actor: Pick<Actor, 'role' | 'place'>): boolean =>
  actor.role === 'villageWorker' || (actor.role === 'medic' && actor.place.length === 12)

/**
 * Whether an actor may do an action on a target (X2): the role allows it, and the target lies within the actor's place
 * or team. Row security in the database is the second, independent net.
 */
export const may = (actor: Actor, action: Action, target: Target): boolean => {
  const open = actor.emergency
  if (open !== undefined && target.personId === open.personId && emergencyActions.includes(action)) return true
  if (!includes(actionRoles[action], actor.role)) return false
  if (onNamed.includes(action) && isNamed(actor.role)) {
    return within(actor.place, target.place) && target.named?.includes(actor.accountId) === true
  }
  if (countyWide.includes(action)) return within(countyOf(actor.place), target.place)
  if (ofOwnPlace.includes(action)) return within(actor.place, target.place)
  return isFieldBound(actor) ? fieldReaches(actor, target) : within(actor.place, target.place)
}

/** Actions on what somebody is named for: roles that live by being named reach it by that, inside their place. */
const onNamed: readonly Action[] = [
  ...(['enterprise.read', 'product.manage', 'report.record', 'report.clear'] as const),
  ...(['store.read', 'stock.write'] as const),
  ...(['request.read', 'request.write', 'request.approve', 'request.act'] as const),
  ...(['offer.read', 'offer.write', 'requisition.read'] as const),
  ...(['consignment.read', 'consignment.record'] as const),
  ...(['order.receive', 'gift.read', 'gift.keep'] as const),
]

const isNamed = (role: Role): boolean => includes([...named, ...hospital, 'warehouseKeeper'], role)

/** The actor as one action sees them: an open emergency access is left out of everything that it does not open. */
export const actingFor = (actor: Actor, action: Action | null): Actor => {
  if (action !== null && emergencyActions.includes(action)) return actor
  const { emergency: _closed, ...rest } = actor
  return rest
}

/** Whether the actor may do an action somewhere, before a target is known (menus, route guards). */
export const mayAnywhere = (actor: Actor, action: Action): boolean =>
  includes(actionRoles[action], actor.role) || (actor.emergency !== undefined && emergencyActions.includes(action))
