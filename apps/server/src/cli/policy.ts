import { careRules } from '@lianfang/domain/policy'
import { dayIn, instantOf, parseDay, parsePlaceCode } from '@lianfang/domain/shared'
import type { Command } from './command.js'
import { withHouse } from './house-steps.js'
import { exit } from './terminal.js'

/** `policy [--place CODE] [--day DAY]`: the rules in force, with value, source and clause. */
export const policyCommand: Command = {
  options: { place: { type: 'string' }, day: { type: 'string' } },
  run: ({ config, terminal, values }) =>
    withHouse({ config, terminal }, async (house) => {
      const { say } = terminal
      const text = typeof values.place === 'string' && values.place !== 'nation' ? values.place : ''
      const place = parsePlaceCode(text)
      const day =
        typeof values.day === 'string' ? parseDay(values.day) : dayIn(instantOf(house.now()), house.config.zone)
      if (place === null || day === null) {
        terminal.error(say.badOption(place === null ? '--place' : '--day'))
        return exit.usage
      }
      const { states } = await house.policy.inForce(place, day)
      terminal.line(say.policyHead(text, day))
      const rules = careRules.map((rule) => ({ rule, state: states.get(rule.id) }))
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
    }),
}
