import { decideOpening, readIdentityNumber } from '@lianfang/domain/care'
import { type Day, dayIn, type Instant, instantOf } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../kernel/audit/index.js'
import { takeTry } from '../../../kernel/auth/index.js'
import { inTransaction, noScope, type Scope } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { numberParts } from '../../../kernel/keys/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'
import { endOpen } from './end-access.js'
import { addAccess, personByToken, placeOf } from './sql.js'

type Asked = Call<'emergency.open'>

/** The token of a whole number, under every key while keys rotate; none when it is no identity number. */
const tokensOf = (needs: CareNeeds, typed: string, today: Day): readonly Buffer[] => {
  const read = readIdentityNumber(typed, { notAfter: today })
  if (read.state !== 'valid') return []
  return numberParts(read.number)
    .filter((part) => part.kind === 'number')
    .flatMap((part) => needs.keys.blindIndexAll(part).map(({ token }) => token))
}

// A person id that nobody has: such a scope sees keyed tokens and not one row about anybody.
const nobody = '00000000-0000-0000-0000-000000000000'

/** One person of the county and nothing else; of the actor's own scope only whose counts they see, which row security asks. */
const scopeOn = (asked: Asked, person: string): Scope => ({
  ...noScope,
  county: asked.body.county,
  person,
  counts: asked.scope.counts,
  account: asked.actor.accountId,
})

const findPerson = async (needs: CareNeeds, asked: Asked, today: Day): Promise<string | undefined> => {
  const tokens = tokensOf(needs, asked.body.idNumber, today)
  if (tokens.length === 0) return undefined
  const home = asked.body.county
  return inTransaction(needs.db.app, scopeOn(asked, nobody), (tx) => personByToken(tx, home, tokens), {
    readOnly: true,
  })
}

const noteWrongTry = (needs: CareNeeds, { actor, body }: Asked): Promise<void> =>
  inTransaction(needs.db.app, noScope, (tx) =>
    writeAudit(tx, actor, { action: 'emergency.open', place: body.county, outcome: 'refused' }),
  )

type Opening = { readonly person: string; readonly now: Instant; readonly until: Instant }

const save = (needs: CareNeeds, asked: Asked, { person, now, until }: Opening) => {
  const { actor, body, require } = asked
  const home = body.county
  return inTransaction(needs.db.app, scopeOn(asked, person), async (tx) => {
    const place = await placeOf(tx, home, person)
    if (place === undefined) throw problem('not-found')
    require({ place, personId: person })
    const id = uuidv7()
    const { accountId: account, role } = actor
    await addAccess(tx, {
      home,
      id,
      person,
      account,
      role,
      place: actor.place,
      reason: body.reason,
      openedAt: now,
      until,
    })
    // For the county's desk alone: no township is told.
    await leaveInbox(tx, [
      {
        id: uuidv7(),
        county: home,
        kind: 'care.emergency-opened',
        subject: id,
        township: null,
        village: null,
        team: null,
      },
    ])
    await writeAudit(tx, actor, {
      action: 'emergency.open',
      subject: person,
      place,
      detail: { access: id, until: new Date(until).toISOString() },
    })
    return { id, personId: person, county: home, until: new Date(until).toISOString() }
  })
}

/**
 * Opens one person to a viewer for a while (X2, CARE-ACCESS-1 to 3). Whoever is not there, whoever lives elsewhere and a wrong
 * number get the same answer. The access before ends first: when this one then fails, none is open.
 */
export const openAccess = async (needs: CareNeeds, asked: Asked) => {
  const { actor, body, require, scope } = asked
  require({ place: body.county })
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const values = openGate((await needs.policy.care(body.county, today)).access)
  const decided = decideOpening(body.reason, { values, now })
  if (decided.outcome === 'refused') throw problem(`emergency.${decided.reason}`, { least: values.reasonLetters })
  await takeTry(needs.db, 'emergency.open', actor.accountId)
  const person = await findPerson(needs, asked, today)
  if (person === undefined) {
    await noteWrongTry(needs, asked)
    throw problem('not-found')
  }
  await endOpen(needs, { actor, scope, now })
  return save(needs, asked, { person, now, until: decided.until })
}
