import type { DoneMessages } from './done.zh-CN.js'
import { plural } from './plural.js'

export const doneEn: DoneMessages = {
  loading: 'Follow-ups',
  title: (n) => `${plural(n, 'follow-up', 'follow-ups')} in 7 days`,
  titleOf: (day, n) => `${plural(n, 'follow-up', 'follow-ups')} on ${day}`,
  intro:
    'Only those that reached the person or the family. What was taken back does not count, what was corrected counts once. If somebody has another team since, has moved away or died, the work stays where it was done.',
  back: 'To the board',
  day: 'Which day',
  week: 'Last 7 days',
  team: 'Team',
  allTeams: 'All teams',
  caption: 'Follow-ups, the newest first',
  when: 'When',
  who: 'Person',
  tier: 'Tier',
  place: 'Place',
  how: 'How, and what was found',
  by: 'Recorded by',
  elsewhere: 'now with another township or team',
  empty: 'No follow-ups in these days.',
  emptyHint: 'Once teams record follow-ups they stand here. Or look at another day or team.',
  shown: (n) => `${n} shown`,
}
