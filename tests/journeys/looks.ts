import { type Language, messagesOf, type Messages as Shared } from '@lianfang/contract'
import { alarmsEn } from '../../apps/web/src/i18n/alarms.en.js'
import { alarmsZhCN } from '../../apps/web/src/i18n/alarms.zh-CN.js'
import { bindingsEn } from '../../apps/web/src/i18n/bindings.en.js'
import { type BindingMessages, bindingsZhCN } from '../../apps/web/src/i18n/bindings.zh-CN.js'
import { careHomesEn } from '../../apps/web/src/i18n/care-homes.en.js'
import { type CareHomeMessages, careHomesZhCN } from '../../apps/web/src/i18n/care-homes.zh-CN.js'
import { deskEn } from '../../apps/web/src/i18n/desk.en.js'
import { type DeskMessages, deskZhCN } from '../../apps/web/src/i18n/desk.zh-CN.js'
import { doneEn } from '../../apps/web/src/i18n/done.en.js'
import { type DoneMessages, doneZhCN } from '../../apps/web/src/i18n/done.zh-CN.js'
import { doorstepEn } from '../../apps/web/src/i18n/doorstep.en.js'
import { doorstepZhCN } from '../../apps/web/src/i18n/doorstep.zh-CN.js'
import { en } from '../../apps/web/src/i18n/en.js'
import { householdsEn } from '../../apps/web/src/i18n/households.en.js'
import { type HouseholdMessages, householdsZhCN } from '../../apps/web/src/i18n/households.zh-CN.js'
import { joinsEn } from '../../apps/web/src/i18n/joins.en.js'
import { type JoinMessages, joinsZhCN } from '../../apps/web/src/i18n/joins.zh-CN.js'
import { leagueEn } from '../../apps/web/src/i18n/league.en.js'
import { type LeagueMessages, leagueZhCN } from '../../apps/web/src/i18n/league.zh-CN.js'
import { lifeEn } from '../../apps/web/src/i18n/life.en.js'
import { type LifeMessages, lifeZhCN } from '../../apps/web/src/i18n/life.zh-CN.js'
import { medicineEn } from '../../apps/web/src/i18n/medicine.en.js'
import { type MedicineMessages, medicineZhCN } from '../../apps/web/src/i18n/medicine.zh-CN.js'
import { morningEn } from '../../apps/web/src/i18n/morning.en.js'
import { type MorningMessages, morningZhCN } from '../../apps/web/src/i18n/morning.zh-CN.js'
import { overridesEn } from '../../apps/web/src/i18n/overrides.en.js'
import { type OverrideMessages, overridesZhCN } from '../../apps/web/src/i18n/overrides.zh-CN.js'
import { sheetsEn } from '../../apps/web/src/i18n/sheets.en.js'
import { type SheetMessages, sheetsZhCN } from '../../apps/web/src/i18n/sheets.zh-CN.js'
import { stockEn } from '../../apps/web/src/i18n/stock.en.js'
import { type StockMessages, stockZhCN } from '../../apps/web/src/i18n/stock.zh-CN.js'
import { supplyEn } from '../../apps/web/src/i18n/supply.en.js'
import { type SupplyMessages, supplyZhCN } from '../../apps/web/src/i18n/supply.zh-CN.js'
import { type Messages, zhCN } from '../../apps/web/src/i18n/zh-CN.js'

/** How somebody sees the product: language, width of the screen, light or dark. */
export type Look = {
  readonly language: Language
  readonly width: 1440 | 390
  readonly theme: 'light' | 'dark'
}

export const desks: readonly Look[] = [
  { language: 'zh-CN', width: 1440, theme: 'light' },
  { language: 'en', width: 1440, theme: 'light' },
  { language: 'zh-CN', width: 390, theme: 'light' },
  { language: 'en', width: 390, theme: 'light' },
]

/** A phone in each language: what is done in the field is done on one. */
export const phones: readonly Look[] = desks.filter((look) => look.width === 390)

/** The words on the screen in a language: what a journey looks for is what a reader reads. */
export type Words = Messages & {
  readonly desk: DeskMessages
  readonly alarms: typeof alarmsZhCN
  readonly bindings: BindingMessages
  readonly careHomes: CareHomeMessages
  readonly done: DoneMessages
  readonly doorstep: typeof doorstepZhCN
  readonly households: HouseholdMessages
  readonly joins: JoinMessages
  readonly league: LeagueMessages
  readonly life: LifeMessages
  readonly medicine: MedicineMessages
  readonly morning: MorningMessages
  readonly overrides: OverrideMessages
  readonly shared: Shared
  readonly sheets: SheetMessages
  readonly stock: StockMessages
  readonly supply: SupplyMessages
}

const tables: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    ...zhCN,
    alarms: alarmsZhCN,
    bindings: bindingsZhCN,
    careHomes: careHomesZhCN,
    desk: deskZhCN,
    done: doneZhCN,
    doorstep: doorstepZhCN,
    households: householdsZhCN,
    joins: joinsZhCN,
    life: lifeZhCN,
    league: leagueZhCN,
    medicine: medicineZhCN,
    morning: morningZhCN,
    overrides: overridesZhCN,
    shared: messagesOf('zh-CN'),
    sheets: sheetsZhCN,
    stock: stockZhCN,
    supply: supplyZhCN,
  },
  en: {
    ...en,
    alarms: alarmsEn,
    bindings: bindingsEn,
    careHomes: careHomesEn,
    desk: deskEn,
    done: doneEn,
    doorstep: doorstepEn,
    households: householdsEn,
    joins: joinsEn,
    life: lifeEn,
    league: leagueEn,
    medicine: medicineEn,
    morning: morningEn,
    overrides: overridesEn,
    shared: messagesOf('en'),
    sheets: sheetsEn,
    stock: stockEn,
    supply: supplyEn,
  },
}

export const wordsOf = (language: Language): Words => tables[language]
