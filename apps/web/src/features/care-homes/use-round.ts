import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply, serverNow } from '../../api/client.js'
import { useSession } from '../session/session.js'
import { type KeptRound, keepRound, keptRound } from './kept-round.js'
import { changed, type Draft, emptyDraft, type Fault, faultOf, partOf, withOthersWell } from './round-draft.js'
import { type HomePage, type Resident, useRenewHomes } from './use-care-homes.js'

type Answer = Reply<'careHome.round'>
type Drafts = Readonly<Record<string, Draft>>
type Faults = Readonly<Record<string, Fault>>

const isAsked = ({ state, told }: Resident): boolean => (state === 'here' || state === 'refusing') && told === null

const startOf = (asked: readonly Resident[], kept: KeptRound | null): Drafts =>
  Object.fromEntries(asked.map(({ id }) => [id, kept?.drafts[id] ?? emptyDraft(uuidv7())]))

const faultsOf = (drafts: Drafts, open: readonly Resident[]): Faults =>
  Object.fromEntries(
    open.flatMap(({ id }) => {
      const draft = drafts[id]
      const fault = draft === undefined ? null : faultOf(draft)
      return fault === null ? [] : [[id, fault]]
    }),
  )

const refusedOf = ({ parts }: Answer): Faults =>
  Object.fromEntries(
    parts.flatMap((p) =>
      p.outcome === 'refused' ? [[p.personId, { reason: p.reason ?? 'value', field: p.field }]] : [],
    ),
  )

/**
 * What is typed of a round, and its sending. Needs a network, as a household's call does: what was typed stays until it is
 * answered, with the ids it had, so that sending it again after a lost answer doubles nothing.
 */
export const useRound = (home: HomePage, onDone: (answer: Answer) => void) => {
  const renew = useRenewHomes()
  const { account } = useSession()
  const [kept] = useState(() => keptRound(account.id, home.id))
  const [id] = useState(() => home.openRound ?? kept?.id ?? uuidv7())
  const [asked] = useState(() => home.residents.filter(isAsked))
  const [drafts, setDrafts] = useState<Drafts>(() => startOf(asked, kept))
  const [saved, setSaved] = useState<readonly string[]>([])
  const [faults, setFaults] = useState<Faults>({})
  const open = asked.filter((r) => !saved.includes(r.id))
  useEffect(() => {
    const left = Object.entries(drafts).filter(([person]) => !saved.includes(person))
    keepRound(account.id, home.id, { id, drafts: Object.fromEntries(left) })
  }, [account.id, home.id, id, drafts, saved])
  const set = (person: string, change: Partial<Draft>): void => {
    setDrafts((now) => {
      const before = now[person]
      return before === undefined ? now : { ...now, [person]: changed(before, change) }
    })
    setFaults(({ [person]: _gone, ...rest }) => rest)
  }
  const othersWell = (): void => setDrafts(withOthersWell)
  const send = useMutation({
    // Without a network it fails at once and says so; waiting in silence, a nurse would take the round for saved.
    networkMode: 'always',
    mutationFn: (all: Drafts) => {
      const at = new Date(serverNow()).toISOString()
      const wanted = open.flatMap((r) => {
        const draft = all[r.id]
        const part = draft === undefined ? null : partOf(r.id, draft, draft.at ?? at)
        return part === null ? [] : [part]
      })
      const sent = new Map(wanted.map((p) => [p.personId, p.at]))
      setDrafts((now) =>
        Object.fromEntries(Object.entries(now).map(([person, d]) => [person, { ...d, at: sent.get(person) ?? d.at }])),
      )
      return call('careHome.round', { params: { id: home.id }, body: { id, parts: wanted } })
    },
    onSuccess: async (answer) => {
      const kept = answer.parts.filter((p) => p.outcome !== 'refused').map((p) => p.personId)
      setSaved((now) => [...now, ...kept])
      setFaults(refusedOf(answer))
      await renew()
      onDone(answer)
    },
  })
  /** Answers whether it was sent: what cannot be is shown first. */
  const submit = (all: Drafts = drafts): boolean => {
    const found = faultsOf(all, open)
    setFaults(found)
    if (Object.keys(found).length > 0) return false
    send.mutate(all)
    return true
  }
  /** The exceptions and everybody else in one: who was not named is well. */
  const submitOthersWell = (): boolean => {
    const all = withOthersWell(drafts)
    setDrafts(all)
    return submit(all)
  }
  const said = open.filter((r) => (drafts[r.id]?.state ?? null) !== null).length
  return { asked, open, drafts, faults, saved, said, set, othersWell, submit, submitOthersWell, send }
}
