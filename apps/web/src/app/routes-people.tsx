import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Home, OwnBoard } from './home.js'
import { at } from './routes-root.js'
import {
  alarmSearch,
  checksSearch,
  deskSearch,
  doneSearch,
  homeSearch,
  homesSearch,
  joinSearch,
  medicineSearch,
  missedSearch,
  movesSearch,
  newsSearch,
  numbersSearch,
  overrideSearch,
  peopleSearch,
  placeSearch,
  teamSearch,
} from './search-params.js'

const home = createRoute({ ...at('/'), component: Home })
const ownBoard = createRoute({ ...at('/board'), component: OwnBoard })
const board = createRoute({
  ...at('/board/$place'),
  component: lazyRouteComponent(() => import('../features/board/board-page.js'), 'BoardPage'),
})
const morning = createRoute({
  ...at('/morning'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/morning/morning-page.js'), 'MorningPage'),
})
const morningNews = createRoute({
  ...at('/morning/news'),
  validateSearch: newsSearch,
  component: lazyRouteComponent(() => import('../features/morning/news-page.js'), 'NewsPage'),
})
const league = createRoute({
  ...at('/league'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/league/league-page.js'), 'LeaguePage'),
})
const leagueMissed = createRoute({
  ...at('/league/missed'),
  validateSearch: missedSearch,
  component: lazyRouteComponent(() => import('../features/league/missed-page.js'), 'MissedPage'),
})
const today = createRoute({
  ...at('/today'),
  validateSearch: peopleSearch,
  component: lazyRouteComponent(() => import('../features/today/today-page.js'), 'TodayPage'),
})
const followups = createRoute({
  ...at('/followups'),
  validateSearch: doneSearch,
  component: lazyRouteComponent(() => import('../features/followups/done-page.js'), 'DonePage'),
})
const alarms = createRoute({
  ...at('/alarms'),
  validateSearch: alarmSearch,
  component: lazyRouteComponent(() => import('../features/alarms/alarms-page.js'), 'AlarmsPage'),
})
const people = createRoute({
  ...at('/people'),
  validateSearch: peopleSearch,
  component: lazyRouteComponent(() => import('../features/people/people-page.js'), 'PeoplePage'),
})
const person = createRoute({
  getParentRoute: () => people,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/people/person-panel.js'), 'PersonPanel'),
})
const personNew = createRoute({
  ...at('/people/new'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/doorstep/desk-doorstep.js'), 'NewPersonPage'),
})
const personEdit = createRoute({
  ...at('/people/$id/edit'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/doorstep/desk-doorstep.js'), 'EditPersonPage'),
})
const personJoin = createRoute({
  ...at('/people/$id/join'),
  validateSearch: joinSearch,
  component: lazyRouteComponent(() => import('../features/joins/join-page.js'), 'JoinPage'),
})
const tier = createRoute({
  ...at('/tier'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/tier/tier-page.js'), 'TierPage'),
})
const tierBatch = createRoute({
  ...at('/tier/$village'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/tier/batch-page.js'), 'BatchPage'),
})
const overrides = createRoute({
  ...at('/tier/overrides'),
  validateSearch: overrideSearch,
  component: lazyRouteComponent(() => import('../features/tier/overrides-page.js'), 'OverridesPage'),
})
const moves = createRoute({
  ...at('/moves'),
  validateSearch: movesSearch,
  component: lazyRouteComponent(() => import('../features/moves/moves-page.js'), 'MovesPage'),
})
const teams = createRoute({
  ...at('/teams'),
  validateSearch: teamSearch,
  component: lazyRouteComponent(() => import('../features/teams/teams-page.js'), 'TeamsPage'),
})
const team = createRoute({
  getParentRoute: () => teams,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/teams/team-panel.js'), 'TeamPanel'),
})
const teamAway = createRoute({
  getParentRoute: () => teams,
  path: '/away',
  component: lazyRouteComponent(() => import('../features/teams/away-panel.js'), 'AwayPanel'),
})
const teamGrids = createRoute({
  getParentRoute: () => teams,
  path: '/grids',
  component: lazyRouteComponent(() => import('../features/teams/grids-panel.js'), 'GridsPanel'),
})
const household = createRoute({
  ...at('/households/$id'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/households/desk-household-page.js'), 'HouseholdPage'),
})
const teamBalance = createRoute({
  getParentRoute: () => teams,
  path: '/balance',
  component: lazyRouteComponent(() => import('../features/teams/balance-panel.js'), 'BalancePanel'),
})
const sheets = createRoute({
  ...at('/sheets'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/sheets/sheets-page.js'), 'SheetsPage'),
})
const sheetEntry = createRoute({
  ...at('/sheets/$id'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/sheets/entry-page.js'), 'SheetEntryPage'),
})
const sheetPrint = createRoute({
  ...at('/sheets/$id/print'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/sheets/print-page.js'), 'SheetPrintPage'),
})
const medicine = createRoute({
  ...at('/medicine'),
  validateSearch: medicineSearch,
  component: lazyRouteComponent(() => import('../features/medicine/medicine-page.js'), 'MedicinePage'),
})
const careHomes = createRoute({
  ...at('/care-homes'),
  validateSearch: homesSearch,
  component: lazyRouteComponent(() => import('../features/care-homes/homes-page.js'), 'HomesPage'),
})
const careHomeNew = createRoute({
  ...at('/care-homes/new'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/care-homes/desk-home.js'), 'NewHomePage'),
})
const careHome = createRoute({
  ...at('/care-homes/$id'),
  validateSearch: homeSearch,
  component: lazyRouteComponent(() => import('../features/care-homes/desk-home.js'), 'HomePage'),
})
const careHomeEdit = createRoute({
  ...at('/care-homes/$id/edit'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/care-homes/desk-home.js'), 'EditHomePage'),
})
const careHomeRound = createRoute({
  ...at('/care-homes/$id/round'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/care-homes/desk-home.js'), 'RoundPage'),
})
const six = createRoute({
  ...at('/six'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/six/six-page.js'), 'SixPage'),
})
const sixMissing = createRoute({
  ...at('/six/$point'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/six/missing-page.js'), 'MissingPage'),
})
const checks = createRoute({
  ...at('/checks'),
  validateSearch: checksSearch,
  component: lazyRouteComponent(() => import('../features/checks/checks-page.js'), 'ChecksPage'),
})
const desk = createRoute({
  ...at('/desk'),
  validateSearch: deskSearch,
  component: lazyRouteComponent(() => import('../features/desk/desk-page.js'), 'DeskPage'),
})
const numbers = createRoute({
  ...at('/numbers'),
  validateSearch: numbersSearch,
  component: lazyRouteComponent(() => import('../features/numbers/numbers-page.js'), 'NumbersPage'),
})
/** The pages of the work with people: boards, lists, persons, teams, homes, the 24-hour desk. */
export const peopleRoutes = [
  home,
  ownBoard,
  board,
  morning,
  morningNews,
  league,
  leagueMissed,
  today,
  followups,
  alarms,
  people.addChildren([person]),
  personNew,
  personEdit,
  personJoin,
  tier,
  tierBatch,
  overrides,
  moves,
  household,
  teams.addChildren([team, teamAway, teamBalance, teamGrids]),
  sheets,
  sheetEntry,
  sheetPrint,
  medicine,
  careHomes,
  careHomeNew,
  careHome,
  careHomeEdit,
  careHomeRound,
  six,
  sixMissing,
  checks,
  numbers,
  desk,
] as const
