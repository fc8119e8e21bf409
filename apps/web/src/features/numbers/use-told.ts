import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { toldEn } from '../../i18n/told.en.js'
import { type ToldMessages, toldZhCN } from '../../i18n/told.zh-CN.js'

export const useToldWords = (): ToldMessages => (useI18n().language === 'zh-CN' ? toldZhCN : toldEn)

export type Told = Reply<'told.read'>
export type How = NonNullable<Told['last']>['how']

export type Telling = {
  /** Everybody who was told the same numbers: a household is in one village, and so in one team. */
  readonly people: readonly string[]
  readonly institution: string | null
  readonly doctor: string | null
  readonly how: How | 'takenBack'
}

/** Records who was told. A repeat after a lost answer keeps its ids, so that nobody is noted twice. */
export const useTell = () => {
  const client = useQueryClient()
  const ids = useRef(new Map<string, string>())
  return useMutation({
    mutationFn: async ({ people, ...said }: Telling) => {
      let refused: keyof ToldMessages['refusals'] | null = null
      for (const id of people) {
        const key = JSON.stringify([id, said])
        const command = ids.current.get(key) ?? uuidv7()
        ids.current.set(key, command)
        const answer = await call('told.record', { params: { id }, body: { id: command, ...said } })
        if (answer.outcome === 'refused') refused = answer.reason
      }
      ids.current.clear()
      return { refused }
    },
    onSettled: () => {
      for (const list of ['told.list', 'told.search', 'number.list'])
        void client.invalidateQueries({ queryKey: [list] })
      return client.invalidateQueries({ queryKey: ['told.read'] })
    },
  })
}
