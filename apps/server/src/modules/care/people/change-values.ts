import type { AlarmValues, CareValues, DueValues, TierValues } from '@lianfang/domain/policy'
import { openGate } from '../../../kernel/policy/index.js'

/** What a change of a person follows. The rule of alarms is opened only by who needs it. */
export type ChangeValues = {
  readonly tier: TierValues
  readonly due: DueValues
  readonly alarms: () => AlarmValues
}

/** The values in force, opened: a closed rule refuses the change. */
export const changeValues = (care: CareValues): ChangeValues => ({
  tier: openGate(care.tier),
  due: openGate(care.due),
  alarms: () => openGate(care.alarms),
})
