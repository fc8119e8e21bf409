import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, type Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useMay } from '../session/session.js'

type Teams = Reply<'team.list'>['teams']
type Standing = {
  readonly id: string
  readonly township: string
  readonly absent: readonly string[]
  readonly substitute: string
  readonly from: string
  readonly until: string
  readonly now: boolean
  readonly teams: readonly string[]
}

/** Each substitution once: it stands with every team and every person that it is about. */
const standingIn = (teams: Teams): readonly Standing[] => {
  const found = new Map<string, Standing>()
  for (const team of teams)
    for (const { id, absent, substitute, from, until, now } of team.substitutions) {
      const known = found.get(id)
      found.set(id, {
        ...{ id, from, until, now, township: team.township.code, substitute: substitute.name },
        absent: [...new Set([...(known?.absent ?? []), absent.name])],
        teams: [...new Set([...(known?.teams ?? []), team.name])],
      })
    }
  return [...found.values()].sort((a, b) => a.from.localeCompare(b.from))
}

const End = ({ one, who }: { readonly one: Standing; readonly who: string }) => {
  const { teams: words } = useDesk()
  const client = useQueryClient()
  const toast = useToast()
  const end = useMutation({
    mutationFn: () => call('substitute.end', { params: { id: one.id }, body: { township: one.township } }),
    onSuccess: () => {
      toast({ text: words.ended(who) })
      void client.invalidateQueries({ queryKey: ['team.list'] })
    },
  })
  return (
    <>
      <button
        type="button"
        className="btn"
        aria-label={words.endOf(who)}
        disabled={end.isPending}
        onClick={() => end.mutate()}
      >
        {words.end}
      </button>
      {end.error && <ProblemNote error={end.error} saving />}
    </>
  )
}

/** Who stands in for whom, now or soon; ended before its last day from here. */
export const StandingIn = ({ teams }: { readonly teams: Teams }) => {
  const { teams: words } = useDesk()
  const { words: base, language } = useI18n()
  const may = useMay()
  const all = standingIn(teams)
  if (all.length === 0) return null
  return (
    <section className="card stack" aria-labelledby="standing-title">
      <h2 id="standing-title">{words.standingTitle}</h2>
      <ul className="stack standing">
        {all.map((one) => {
          const who = one.absent.join(base.listSeparator)
          return (
            <li key={one.id} className="between">
              <span>
                <strong>{words.standing(who, one.substitute)}</strong>{' '}
                <span className="tag">{one.now ? words.inForce : words.toCome}</span>
                <span className="muted num" style={{ display: 'block' }}>
                  {[
                    words.days(formatDay(one.from, language), formatDay(one.until, language)),
                    one.teams.join(base.listSeparator),
                  ].join(' · ')}
                </span>
              </span>
              {may('team.manage') && <End one={one} who={who} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
