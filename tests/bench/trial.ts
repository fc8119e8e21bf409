import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { daysFromNow } from '../support/days.js'
import type { Client } from './client.js'
import type { Row } from './table.js'

type Trial = {
  readonly work: { readonly state: string }
  readonly result: { readonly total: { readonly people: number | null } } | null
}
type Answer = { readonly trial: Trial | null }

/** One rule of each kind: what is owed, what alarms, who is which tier. */
const tried = [
  { ruleId: 'CARE-DUE-4', value: 48, words: 'a gap' },
  { ruleId: 'CARE-ALARM-1', value: 94, words: 'a limit of alarms' },
  { ruleId: 'CARE-TIER-5', value: 3, words: 'a cut of tiers' },
] as const

/** A value for the whole nation tried on four weeks, by an administrator of it: from the press of the button to the result. */
export const trialBench = async (client: Client, keeper: string): Promise<Row[]> => {
  const rows: Row[] = []
  const day = daysFromNow(0)
  for (const { ruleId, value, words } of tried) {
    const id = randomUUID()
    const source = { document: '测速', clause: '一' }
    const rest = { place: 'nation', evidence: 'official', from: day, until: null, approval: null }
    const body = { id, ruleId, value, source, ...rest }
    const proposed = await client.send({ method: 'POST', path: '/policy/proposals', cookie: keeper, body })
    if (proposed.status !== 204) throw new Error(`proposal: ${proposed.status} ${proposed.text}`)
    const path = `/policy/proposals/${id}/trial`
    const began = performance.now()
    await client.send({ method: 'POST', path, cookie: keeper, body: { id: uuidv7() } })
    let trial: Trial | null = null
    while (trial === null || trial.work.state === 'waiting' || trial.work.state === 'running') {
      await new Promise((done) => setTimeout(done, 50))
      const { text } = await client.send({ method: 'GET', path, cookie: keeper })
      trial = (JSON.parse(text) as Answer).trial // as the contract says
    }
    const seconds = (performance.now() - began) / 1_000
    const people = trial.result?.total.people ?? 0
    const ended = trial.work.state === 'done' ? '' : `, ${trial.work.state}`
    rows.push({
      what: `policy tried on four weeks, ${people} people, ${words}`,
      value: `${seconds.toFixed(1)} s, ${Math.round(people / seconds)} people/s${ended}`,
      mark: '30 s at 1,000,000',
    })
  }
  return rows
}
