import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useSheetWords } from '../../i18n/sheets.js'

export type Sheet = Reply<'sheet.read'>
export type SheetRow = Sheet['rows'][number]
export type SheetHead = Reply<'sheet.list'>['rows'][number]
export type SheetRecord = NonNullable<SheetRow['entered']>

export const useSheet = (id: string) => useApi('sheet.read', { params: { id } })

/** Whose day the sheet is, in words. */
export const nameOf = ({ team, place }: Pick<SheetHead, 'team' | 'place'>): string => team?.name ?? place.name

/** After something was entered: the sheet, the lists of sheets, and every list that a follow-up changes. */
export const useRenewSheets = (): (() => Promise<unknown>) => {
  const client = useQueryClient()
  return () =>
    Promise.all(
      ['sheet.read', 'sheet.list', 'followup.today', 'person.read', 'person.list', 'alarm.list', 'medicine.list'].map(
        (list) => client.invalidateQueries({ queryKey: [list] }),
      ),
    )
}

/** A person of a line by name, and by the line's number where there is none to see. */
export const useLineName = (): ((row: Pick<SheetRow, 'person' | 'n'>) => string) => {
  const words = useSheetWords()
  return useMemo(
    () =>
      ({ person, n }) =>
        person?.name ?? `${n} ${words.notHere}`,
    [words],
  )
}
