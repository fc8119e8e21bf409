import type { DayMoreMessages } from './day-more.zh-CN.js'

export const dayMoreEn: DayMoreMessages = {
  handover: {
    move: (to) => `is being handed over to ${to}; yours until it is answered.`,
    refused: (to) => `was not taken over by ${to} and stays with you.`,
    refusedWhy: (reason) => `Their reason: ${reason}`,
    refusedRead: 'I have read it',
    deathAsked: (by, reason) => `was perhaps entered as dead by mistake; ${by} asks for it to be taken back: ${reason}`,
    deathAskedMine: 'was entered as dead; you asked a colleague to take that back, and nobody has yet.',
    deathOpen: 'Look, and take it back',
    deathStands: (by, reason) => `was entered as dead; ${by} answered that the death stands: ${reason}`,
    days: (from, until) => `${from} to ${until}`,
    mine: (absent, team, days) => `${days}: you stand in for ${absent} (${team}).`,
    other: (absent, substitute, team, days) => `${days}: ${absent} is away, ${substitute} stands in (${team}).`,
    toTeam: 'Act for that team',
    desk: (by, desk) => `${by} hands the 24-hour desk of ${desk} over to you and waits for your answer:`,
    toDesk: 'Answer at the desk',
  },
  newPeople: (n, first) => `${n} new; the first of them to be contacted by ${first}`,
  newTitle: 'New people',
  newNone: 'Nobody is new and not due yet.',
  otherTeam: (team, n) => `${team} has ${n} more due today.`,
  toTeam: 'Switch to it',
}
