import type { InfiniteData, QueryClient, QueryFilters } from '@tanstack/react-query'
import type { Reply } from '../../api/client.js'
import type { Answered } from './outbox.js'
import type { FollowupCommand } from './outbox-state.js'

export type TodayPage = Reply<'followup.today'>
type Today = InfiniteData<TodayPage>

/** Changes every day's list that was read. */
export const changeToday = (client: QueryClient, to: (today: Today) => Today): void => {
  client.setQueriesData<Today>({ queryKey: ['followup.today'] }, (today) => (today === undefined ? today : to(today)))
}

type Leaving = { readonly personId: string; readonly done: 0 | 1 }

/** A list without one person, the figures above it moved along; whoever was talked to counts as done. */
export const withoutPerson = (today: Today, { personId, done }: Leaving): Today => {
  const row = today.pages.flatMap((page) => page.rows).find((r) => r.id === personId)
  if (row === undefined) return today
  const late = row.due.dueAt !== null && Date.parse(row.due.dueAt) < Date.parse(today.pages[0]?.asOf ?? '')
  return {
    ...today,
    pages: today.pages.map((page) => ({
      ...page,
      rows: page.rows.filter((r) => r.id !== personId),
      overdue: page.overdue - (late ? 1 : 0),
      dueToday: page.dueToday - (late ? 0 : 1),
      doneToday: page.doneToday + done,
    })),
  }
}

const withAttempt = (today: Today, personId: string): Today => ({
  ...today,
  pages: today.pages.map((page) => ({
    ...page,
    rows: page.rows.map((r) => (r.id === personId ? { ...r, attempts: r.attempts + 1 } : r)),
  })),
})

const withDue = (today: Today, personId: string, due: TodayPage['rows'][number]['due']): Today => ({
  ...today,
  pages: today.pages.map((page) => ({ ...page, rows: page.rows.map((r) => (r.id === personId ? { ...r, due } : r)) })),
})

/** A list in which these people live together. */
export const withHousehold = (today: Today, people: readonly string[], household: string | null): Today => ({
  ...today,
  pages: today.pages.map((page) => ({
    ...page,
    rows: page.rows.map((r) => (people.includes(r.id) ? { ...r, household } : r)),
  })),
})

/** At once, before the server answers: reached people leave the list, attempts are counted. */
export const applyCommand = (client: QueryClient, command: FollowupCommand): void => {
  if (command.corrects) return
  changeToday(client, (today) =>
    command.outcome === 'reached'
      ? withoutPerson(today, { personId: command.personId, done: 1 })
      : withAttempt(today, command.personId),
  )
}

// Counters follow the facts by a second; the live stream says so, but not where it was just lost with the network.
const countersFollowMs = 2_500

/** The list at once, because somebody may have come back into it, and the figures once more when they have followed. */
const readTodayAgain = (client: QueryClient): void => {
  const read = (): void => void client.invalidateQueries({ queryKey: ['followup.today'] })
  read()
  setTimeout(read, countersFollowMs)
}

/** After the answer: what was guessed wrong is read anew; what was right needs nothing. */
export const applyAnswer = (client: QueryClient, answered: Answered): void => {
  const { personId } = answered.command
  const ofPerson: QueryFilters = {
    // The page that names the person as well: of two joined records each tells of the other.
    predicate: ({ queryKey: [id, args], state }) =>
      id === 'person.read' && JSON.stringify([args, state.data]).includes(personId),
  }
  // A first read under way may have been answered before this was recorded, and would pass for news when it arrives.
  for (const route of ['household.read', 'household.page']) void client.invalidateQueries({ queryKey: [route] })
  void client.cancelQueries(ofPerson).then(() => client.invalidateQueries(ofPerson))
  if (answered.what === 'medicine') {
    void client.invalidateQueries({ queryKey: ['medicine.list'] })
    return
  }
  if (answered.what === 'episode') void client.invalidateQueries({ queryKey: ['alarm.list'] })
  if (answered.what === 'followup') applyFollowupAnswer(client, answered)
  else {
    void client.invalidateQueries({ queryKey: ['person.list'] })
    readTodayAgain(client)
  }
}

type FollowupAnswered = Extract<Answered, { readonly what: 'followup' }>

const applyFollowupAnswer = (client: QueryClient, { command, answer }: FollowupAnswered): void => {
  // A list read anew at once would bring back the figures of a moment ago: counters follow the facts by a second.
  if (answer?.outcome !== 'recorded' || command.corrects) readTodayAgain(client)
  else if (command.outcome === 'unanswered')
    changeToday(client, (today) => withDue(today, command.personId, answer.result.due))
}

/** Everybody of a household on a day's list that was read: what is known of it without a network. */
export const rowsOfHousehold = (client: QueryClient, household: string): readonly TodayPage['rows'][number][] => {
  const lists = client.getQueriesData<Today>({ queryKey: ['followup.today'] })
  const rows = lists.flatMap(([, today]) => today?.pages.flatMap((page) => page.rows) ?? [])
  return [...new Map(rows.filter((row) => row.household === household).map((row) => [row.id, row])).values()]
}

/** A person's row in a list that was read, without asking again. */
export const findRow = (client: QueryClient, personId: string): TodayPage['rows'][number] | null => {
  for (const [, today] of client.getQueriesData<Today>({ queryKey: ['followup.today'] })) {
    const row = today?.pages.flatMap((page) => page.rows).find((r) => r.id === personId)
    if (row !== undefined) return row
  }
  return null
}
