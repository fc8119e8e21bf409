import { isOfCare, policyRules, type RuleId } from '@lianfang/domain/policy'
import { dayIn, instantOf, parseDay, parsePlaceCode } from '@lianfang/domain/shared'
import type { House } from '../house.js'
import { inTransaction, noScope } from '../kernel/db/index.js'
import { findAccount } from '../kernel/org/accounts/index.js'
import { enterPolicyValue } from '../kernel/policy/index.js'
import { pendingWork } from '../kernel/work/index.js'
import { askRenewal, renewalKind } from '../modules/care/index.js'
import type { Command, CommandCall } from './command.js'
import { withHouse } from './house-steps.js'
import { exit, type Terminal } from './terminal.js'

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

// A server picks work up at once when it is asked for, and within two seconds otherwise.
const nobodyMs = 10_000

/** Stays until tiers and due moments are renewed; without a server that does it, says so and leaves it to the next start. */
const waitForRenewal = async (house: House, terminal: Terminal): Promise<boolean> => {
  let seen = performance.now()
  for (;;) {
    const { pieces, done, running } = await inTransaction(house.db.worker, noScope, (tx) =>
      pendingWork(tx, renewalKind),
    )
    if (pieces === 0) return true
    if (running) seen = performance.now()
    if (performance.now() - seen > nobodyMs) {
      terminal.line(terminal.say.policyRenewalWaits(pieces))
      return false
    }
    terminal.progress(terminal.say.policyRenewing(pieces, done))
    await new Promise((next) => setTimeout(next, 250))
  }
}

/** `policy set RULE VALUE --place CODE --document TEXT --clause TEXT --from DAY --by LOGIN --signed-by LOGIN [--wait]` */
const setValue = async ({ config, terminal, positionals, values }: CommandCall): Promise<number> => {
  const [, ruleId, value] = positionals
  const place = parsePlaceCode(typeof values.place === 'string' && values.place !== 'nation' ? values.place : '')
  const from = typeof values.from === 'string' ? parseDay(values.from) : null
  const texts = [values.document, values.clause, values.by, values['signed-by']]
  if (
    ruleId === undefined ||
    value === undefined ||
    place === null ||
    from === null ||
    texts.some((t) => typeof t !== 'string')
  ) {
    terminal.error(terminal.say.policySetUsage)
    return exit.usage
  }
  const [document = '', clause = '', by = '', signedBy = ''] = texts.map(String)
  return withHouse({ config, terminal }, async (house) => {
    const find = (login: string) => inTransaction(house.db.auth, noScope, (tx) => findAccount(tx, login))
    const [enters, signs] = [await find(by), await find(signedBy)]
    if (enters === undefined || signs === undefined) {
      terminal.error(terminal.say.userUnknown(enters === undefined ? by : signedBy))
      return exit.refused
    }
    await enterPolicyValue(house.db, {
      ruleId: ruleId as RuleId, // refused below when there is no such rule
      place,
      value: readJson(value),
      source: { document, clause },
      evidence: 'official',
      from,
      until: null,
      approval: null,
      enteredBy: enters.id,
      signedBy: signs.id,
    })
    const began = performance.now()
    const counties = isOfCare(ruleId as RuleId) ? await askRenewal(house, place, 'policy') : []
    terminal.line(terminal.say.policySet(ruleId, counties.length))
    const renewed = values.wait === true ? await waitForRenewal(house, terminal) : null
    const seconds = (performance.now() - began) / 1000
    if (renewed === true) terminal.line(terminal.say.policyRenewed(Math.round(seconds)))
    terminal.object({
      command: 'policy set',
      ...{ ruleId, place, counties },
      ...(renewed === null ? {} : { renewed, seconds }),
    })
    return exit.done
  })
}

/** `policy [--place CODE] [--day DAY]`: the rules in force, with value, source and clause. */
export const policyCommand: Command = {
  options: {
    place: { type: 'string' },
    day: { type: 'string' },
    document: { type: 'string' },
    clause: { type: 'string' },
    from: { type: 'string' },
    by: { type: 'string' },
    'signed-by': { type: 'string' },
    wait: { type: 'boolean' },
  },
  run: (call) => (call.positionals[0] === 'set' ? setValue(call) : listRules(call)),
}

const listRules = ({ config, terminal, values }: CommandCall): Promise<number> =>
  withHouse({ config, terminal }, async (house) => {
    const { say } = terminal
    const text = typeof values.place === 'string' && values.place !== 'nation' ? values.place : ''
    const place = parsePlaceCode(text)
    const day = typeof values.day === 'string' ? parseDay(values.day) : dayIn(instantOf(house.now()), house.config.zone)
    if (place === null || day === null) {
      terminal.error(say.badOption(place === null ? '--place' : '--day'))
      return exit.usage
    }
    const { states } = await house.policy.inForce(place, day)
    terminal.line(say.policyHead(text, day))
    const rules = policyRules.map((rule) => ({ rule, state: states.get(rule.id) }))
    for (const { rule, state } of rules) {
      const title = terminal.language === 'zh-CN' ? rule.title.zh : rule.title.en
      const value = state?.state === 'open' ? JSON.stringify(state.value).slice(0, 100) : say.closed
      const source = state?.state === 'open' ? `${state.source.document} ${state.source.clause}` : ''
      terminal.line(`${rule.id}  ${title}: ${value} ${rule.unit}  [${source}]`)
    }
    terminal.object({
      command: 'policy',
      place: text,
      day,
      rules: rules.map(({ rule, state }) => ({ id: rule.id, title: rule.title, unit: rule.unit, ...state })),
    })
    return exit.done
  })
