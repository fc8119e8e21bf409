import type { AlarmsOnly } from '@lianfang/contract'
import { type FacilityKind, facilityKinds, type OrganisationTree, organisationTrees } from '@lianfang/domain/org'

/** Addresses as people write them: plain values, no JSON in the query. */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))

export const stringifySearch = (values: Record<string, unknown>): string => {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value))
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

export type Raw = Readonly<Record<string, unknown>>

export const isOne = <T extends string>(list: readonly T[], value: unknown): value is T =>
  list.some((item) => item === value)

const states = [
  'all',
  'overdue',
  'lateTownship',
  'lateCounty',
  'provisional',
  'neverReached',
  'firstContact',
  'withoutTeam',
  'withoutVillage',
  'waiting',
  'admitted',
  'refusing',
  'offerToday',
  'away',
  'gone',
  'doubtfulDeath',
  'askedBack',
] as const
const tiers = ['red', 'yellow', 'green'] as const
export type PeopleState = (typeof states)[number]
export type TierName = (typeof tiers)[number]
export const peopleStates = states
export const tierNames = tiers

export type PlaceSearch = { readonly place?: string }
export type PeopleSearch = PlaceSearch & {
  readonly tier?: TierName
  readonly state?: PeopleState
  readonly team?: string
}

export const placeSearch = (raw: Raw): PlaceSearch => {
  const { place } = raw
  return typeof place === 'string' && /^(nation|\d{2,12})$/.test(place) ? { place } : {}
}

export type JoinSearch = PlaceSearch & { readonly other?: string }

/** The record that is compared with the one of the page. */
export const joinSearch = (raw: Raw): JoinSearch => ({
  ...placeSearch(raw),
  ...(typeof raw['other'] === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(raw['other'])
    ? { other: raw['other'] }
    : {}),
})

export type UploadSearch = PlaceSearch & { readonly sheet?: 'ask' }

/** Where a ledger is loaded, and whether to be asked which sheet of a workbook. */
export const uploadSearch = (raw: Raw): UploadSearch => ({
  ...placeSearch(raw),
  ...(raw['sheet'] === 'ask' ? { sheet: 'ask' as const } : {}),
})

export type TeamSearch = PlaceSearch & { readonly village?: string }

/** The township, and the village that a new team begins with. */
export const teamSearch = (raw: Raw): TeamSearch => ({
  ...placeSearch(raw),
  ...(typeof raw['village'] === 'string' && /^\d{12}$/.test(raw['village']) ? { village: raw['village'] } : {}),
})

/** Filters of a list of people; what is not understood is left out. */
export const peopleSearch = (raw: Raw): PeopleSearch => ({
  ...placeSearch(raw),
  ...(isOne(tiers, raw['tier']) ? { tier: raw['tier'] } : {}),
  ...(isOne(states, raw['state']) && raw['state'] !== 'all' ? { state: raw['state'] } : {}),
  ...(typeof raw['team'] === 'string' && raw['team'] !== '' ? { team: raw['team'] } : {}),
})

const alarmsOnly = ['unanswered', 'held', 'referNow', 'offerToday'] as const satisfies readonly AlarmsOnly[]
export type AlarmSearch = PlaceSearch & { readonly shown?: 'closed'; readonly only?: AlarmsOnly }

/** Which alarms: open ones or some of them, unless the closed are asked for. */
export const alarmSearch = (raw: Raw): AlarmSearch => ({
  ...placeSearch(raw),
  ...(isOne(alarmsOnly, raw['only']) ? { only: raw['only'] } : {}),
  ...(raw['shown'] === 'closed' ? { shown: 'closed' as const } : {}),
})

export const facilityOrders = ['place', 'name', 'kind'] as const
export const facilityStates = ['open', 'closed', 'all'] as const
export type FacilitySearch = PlaceSearch & {
  readonly kind?: FacilityKind
  readonly standing?: (typeof facilityStates)[number]
  readonly organisation?: string
  readonly text?: string
  readonly order?: (typeof facilityOrders)[number]
}

/** Filters of the list of institutions; what is not understood is left out. */
export const facilitySearch = (raw: Raw): FacilitySearch => ({
  ...placeSearch(raw),
  ...(isOne(facilityKinds, raw['kind']) ? { kind: raw['kind'] } : {}),
  ...(isOne(facilityStates, raw['standing']) && raw['standing'] !== 'open' ? { standing: raw['standing'] } : {}),
  ...(typeof raw['organisation'] === 'string' && raw['organisation'] !== ''
    ? { organisation: raw['organisation'] }
    : {}),
  ...(typeof raw['text'] === 'string' && raw['text'].trim() !== '' ? { text: raw['text'].slice(0, 60) } : {}),
  ...(isOne(facilityOrders, raw['order']) && raw['order'] !== 'place' ? { order: raw['order'] } : {}),
})

export type OrganisationSearch = PlaceSearch & { readonly tree?: OrganisationTree; readonly parent?: string }

/** The kind of tree, and below whom a new one is to stand. */
export const organisationSearch = (raw: Raw): OrganisationSearch => ({
  ...placeSearch(raw),
  ...(isOne(organisationTrees, raw['tree']) ? { tree: raw['tree'] } : {}),
  ...(typeof raw['parent'] === 'string' && raw['parent'] !== '' ? { parent: raw['parent'] } : {}),
})

export type MovesSearch = PlaceSearch & { readonly tab?: 'decided'; readonly way?: 'in' }

/** Those that wait, or those that were decided. */
export const movesSearch = (raw: Raw): MovesSearch => ({
  ...placeSearch(raw),
  ...(raw['tab'] === 'decided' ? { tab: 'decided' as const } : {}),
  ...(raw['way'] === 'in' ? { way: 'in' as const } : {}),
})

export type MedicineSearch = PlaceSearch & { readonly shown?: 'closed' }

/** Open requests, unless the closed are asked for. */
export const medicineSearch = (raw: Raw): MedicineSearch => ({
  ...placeSearch(raw),
  ...(raw['shown'] === 'closed' ? { shown: 'closed' as const } : {}),
})

export type HomesSearch = PlaceSearch & { readonly round?: 'late' }

/** All homes, or those whose round is late. */
export const homesSearch = (raw: Raw): HomesSearch => ({
  ...placeSearch(raw),
  ...(raw['round'] === 'late' ? { round: 'late' as const } : {}),
})

const homeParts = ['overdue', 'alarms'] as const
export type HomeSearch = PlaceSearch & { readonly only?: (typeof homeParts)[number] }

/** Whom of a home's roster a figure of the list of homes counted. */
export const homeSearch = (raw: Raw): HomeSearch => ({
  ...placeSearch(raw),
  ...(isOne(homeParts, raw['only']) ? { only: raw['only'] } : {}),
})

const newsKinds = ['infection', 'death', 'admission', 'discharge'] as const
export type NewsSearch = PlaceSearch & { readonly kind?: (typeof newsKinds)[number] }

/** Which figure of the night is opened. */
export const newsSearch = (raw: Raw): NewsSearch => ({
  ...placeSearch(raw),
  ...(isOne(newsKinds, raw['kind']) ? { kind: raw['kind'] } : {}),
})

export type MissedSearch = PlaceSearch & { readonly team?: string }

/** Whose missed follow-ups: a place's, or one team's. */
export const missedSearch = (raw: Raw): MissedSearch => ({
  ...placeSearch(raw),
  ...(typeof raw['team'] === 'string' && raw['team'] !== '' ? { team: raw['team'] } : {}),
})

export type OverrideSearch = PlaceSearch & { readonly shown?: 'all' }

/** Judgements to review, unless all are asked for. */
export const overrideSearch = (raw: Raw): OverrideSearch => ({
  ...placeSearch(raw),
  ...(raw['shown'] === 'all' ? { shown: 'all' as const } : {}),
})

export const isDay = (raw: unknown): raw is string => typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw)

export type ChecksSearch = PlaceSearch & { readonly day?: string }

/** The day that is looked at; without one, yesterday. */
export const checksSearch = (raw: Raw): ChecksSearch => ({
  ...placeSearch(raw),
  ...(isDay(raw['day']) ? { day: raw['day'] } : {}),
})

export type DoneSearch = PlaceSearch & { readonly day?: string; readonly team?: string }

/** Whose follow-ups, of the last seven days or of one day. */
export const doneSearch = (raw: Raw): DoneSearch => ({
  ...checksSearch(raw),
  ...(typeof raw['team'] === 'string' && raw['team'] !== '' ? { team: raw['team'] } : {}),
})

export const toldStates = ['missing', 'again', 'told'] as const
export type NumbersSearch = PlaceSearch & {
  readonly tab?: 'people'
  readonly known?: (typeof toldStates)[number]
  readonly team?: string
  readonly order?: 'risk' | 'place'
}

/** The numbers, or who was told them, and which of these. */
export const numbersSearch = (raw: Raw): NumbersSearch => ({
  ...placeSearch(raw),
  ...(raw['tab'] === 'people' ? { tab: 'people' as const } : {}),
  ...(isOne(toldStates, raw['known']) ? { known: raw['known'] } : {}),
  ...(typeof raw['team'] === 'string' && raw['team'] !== '' ? { team: raw['team'] } : {}),
  ...(raw['order'] === 'place' ? { order: 'place' as const } : {}),
})

export type DeskSearch = PlaceSearch & {
  readonly tab?: 'duty' | 'rota'
  readonly shown?: 'closed'
  readonly by?: 'newest'
  /** One call alone: what a request for medicine leads to. */
  readonly call?: string
}

/** The part of the desk, and which calls in which order. */
export const deskSearch = (raw: Raw): DeskSearch => ({
  ...placeSearch(raw),
  ...(raw['tab'] === 'duty' || raw['tab'] === 'rota' ? { tab: raw['tab'] } : {}),
  ...(raw['shown'] === 'closed' ? { shown: 'closed' as const } : {}),
  ...(raw['by'] === 'newest' ? { by: 'newest' as const } : {}),
  ...(typeof raw['call'] === 'string' && raw['call'] !== '' ? { call: raw['call'] } : {}),
})

export const auditOutcomes = ['allowed', 'refused'] as const

export type AuditSearch = {
  readonly action?: string
  readonly subject?: string
  readonly account?: string
  readonly outcome?: (typeof auditOutcomes)[number]
  readonly from?: string
  readonly until?: string
  readonly order?: 'oldest'
}

/** What is looked for in the audit: no names, so that it may stand in the address. */
export const auditSearch = (raw: Raw): AuditSearch => ({
  ...(typeof raw['action'] === 'string' ? { action: raw['action'] } : {}),
  ...(typeof raw['subject'] === 'string' ? { subject: raw['subject'] } : {}),
  ...(typeof raw['account'] === 'string' ? { account: raw['account'] } : {}),
  ...(isOne(auditOutcomes, raw['outcome']) ? { outcome: raw['outcome'] } : {}),
  ...(isDay(raw['from']) ? { from: raw['from'] } : {}),
  ...(isDay(raw['until']) ? { until: raw['until'] } : {}),
  ...(raw['order'] === 'oldest' ? { order: 'oldest' as const } : {}),
})
