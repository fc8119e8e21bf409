import { type AlarmValues, readAlarms } from '@lianfang/domain/policy'
import { useMemo } from 'react'
import { useRules } from '../policy/use-rules.js'

/** The values of alarms as the loaded rules have them; null before they are loaded, or while one of them is closed. */
export const useAlarmValues = (): AlarmValues | null => {
  const rules = useRules()
  return useMemo(() => {
    const found = readAlarms((id, parse) => {
      const rule = rules.get(id)
      return rule?.state === 'inForce' ? parse(rule.value) : undefined
    })
    return found ?? null
  }, [rules])
}
