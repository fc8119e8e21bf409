import { randomBytes } from 'node:crypto'
import { addDays, dayIn, instantOf, type PlaceCode, startOfDay } from '@lianfang/domain/shared'
import QRCode from 'qrcode'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { loadPeople } from '../people/load-people.js'
import { secretHashOf } from './send.js'
import { addLink, lastLink, withdrawLinks } from './sql.js'

type About = Call<'home.link'> | Call<'home.withdraw'>

/** The person, whom the caller may write about; answers the place for the audit. */
const lockPerson = async (needs: CareNeeds, tx: Tx, { scope, params, require }: About): Promise<PlaceCode> => {
  const person = (await loadPeople(needs, tx, { home: scope.county, people: [params.id], lock: true })).get(params.id)
  if (person === undefined) throw problem('not-found')
  const place = (person.fields.village ?? person.fields.township) as PlaceCode // stored from checked codes
  require({ place, teamId: person.team, personId: person.id })
  return place
}

/** Where the pages are, as the caller's browser sees it. */
const originOf = ({ request }: Call<'home.link'>): string =>
  request.headers.origin ?? `${request.protocol}://${request.headers.host ?? ''}`

/**
 * Makes a personal link (K8). The secret stands behind `#`, so that no server, proxy or log on the way sees it, and is shown
 * this once. It runs out at the end of its last day there.
 */
export const makeLink = async (needs: CareNeeds, call: Call<'home.link'>) => {
  const { body, params, scope, actor } = call
  const home = scope.county
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const { validDays } = openGate((await needs.policy.care(actor.place, today)).homeLinks)
  const until = new Date(startOfDay(addDays(today, validDays + 1), needs.zone))
  const token = `${home}.${randomBytes(16).toString('base64url')}`
  const address = `${originOf(call)}/home#${token}`
  const qrSvg = await QRCode.toString(address, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' })
  await inTransaction(needs.db.app, scope, async (tx) => {
    const place = await lockPerson(needs, tx, call)
    const at = new Date(now)
    await withdrawLinks(tx, { home, person: params.id, now: at })
    const link = {
      home,
      id: body.id,
      person: params.id,
      secretHash: secretHashOf(token),
      by: actor.accountId,
      at,
      until,
    }
    // The secret is shown once: a repeat cannot be answered with it and makes a link of its own under another id.
    if ((await addLink(tx, { ...link, phone: body.phone })) === 0) throw problem('command.other-body', { id: body.id })
    await writeAudit(tx, actor, { action: 'home.link', subject: params.id, place })
  })
  return { token, address, qrSvg, until: until.toISOString() }
}

/** Ends the person's link. */
export const withdrawLink = async (needs: CareNeeds, call: Call<'home.withdraw'>): Promise<undefined> => {
  const { params, scope, actor } = call
  await inTransaction(needs.db.app, scope, async (tx) => {
    const place = await lockPerson(needs, tx, call)
    await withdrawLinks(tx, { home: scope.county, person: params.id, now: new Date(needs.now()) })
    await writeAudit(tx, actor, { action: 'home.withdraw', subject: params.id, place })
  })
  return undefined
}

/** The last link of a person, for the person's page, also where its time ran out: the family holds it still. Never its secret. */
export const homeLinkOf = async (needs: CareNeeds, tx: Tx, home: string, person: string) => {
  const row = await lastLink(tx, { home, person })
  if (row === undefined) return null
  const until = new Date(row.expires_at)
  return { until: until.toISOString(), ranOut: until.getTime() <= needs.now(), by: row.name ?? '', phone: row.phone }
}
