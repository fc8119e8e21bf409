import {
  type AlarmValues,
  type BaselineValues,
  type EpisodeValues,
  readAlarms,
  readBaseline,
  readEpisode,
} from '@lianfang/domain/policy'
import { useMemo } from 'react'
import { useRules } from '../policy/use-rules.js'

type Read = Parameters<typeof readAlarms>[0]

/** Values as the loaded rules have them; null before they are loaded, or while one of them is closed. */
const useValues = <T>(readFrom: (read: Read) => T | undefined): T | null => {
  const rules = useRules()
  return useMemo(() => {
    const found = readFrom((id, parse) => {
      const rule = rules.get(id)
      return rule?.state === 'inForce' ? parse(rule.value) : undefined
    })
    return found ?? null
  }, [rules, readFrom])
}

export const useAlarmValues = (): AlarmValues | null => useValues(readAlarms)

/** Of daily monitoring. */
export const useEpisodeValues = (): EpisodeValues | null => useValues(readEpisode)

/** Of the usual SpO2 that a doctor sets. */
export const useBaselineValues = (): BaselineValues | null => useValues(readBaseline)
