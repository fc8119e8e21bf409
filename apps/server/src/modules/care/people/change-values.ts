import type { AlarmValues, CareValues, DueValues, Gate, TierValues } from '@lianfang/domain/policy'
import { openGate } from '../../../kernel/policy/index.js'

/** What a change of a person follows. The rules of alarms, where they are closed, stop no change (`referWhoMust`). */
export type ChangeValues = {
  readonly tier: TierValues
  readonly due: DueValues
  readonly alarms: Gate<AlarmValues>
}

/** The values in force, opened: a closed rule refuses the change. */
export const changeValues = (care: CareValues): ChangeValues => ({
  tier: openGate(care.tier),
  due: openGate(care.due),
  alarms: care.alarms,
})
