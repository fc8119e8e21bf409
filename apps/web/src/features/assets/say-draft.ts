import type { AssetAct } from '@lianfang/domain/supply'
import type { ArgsOf } from '../../api/client.js'
import { typedWhole } from '../report/typed-whole.js'

export type SayBody = ArgsOf<'asset.say'>['body']

/** What is typed of one thing said of a device. */
export type SayDraft = {
  readonly day: string
  readonly cause: string
  readonly reason: string
  readonly where: string
  readonly due: string
  readonly contract: '' | 'maker' | 'own'
  readonly contractDay: string
  readonly days: string
  readonly lendTo: 'store' | 'party'
  readonly to: string
  readonly toName: string
  readonly party: string
  readonly dueBack: string
  readonly condition: string
  readonly broken: boolean
}
export const blankSay: SayDraft = {
  ...{ day: '', cause: '', reason: '', where: '', due: '', contract: '', contractDay: '', days: '', lendTo: 'store' },
  ...{ to: '', toName: '', party: '', dueBack: '', condition: '', broken: false },
}

export type SayField = keyof SayDraft
export type Wrong = 'missing' | 'missingDay' | 'notDays'

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** Days that consumables last; null where nothing was typed, undefined where it is no such number. */
const readDays = (text: string): number | null | undefined => {
  const days = typedWhole(text)
  if (days === null) return null
  return Number.isInteger(days) && days >= 0 && days <= 3650 ? days : undefined
}

/** What must be filled in and is not, by field. `needsReason`: the device is not ready. */
export const wrongIn = (what: AssetAct, draft: SayDraft, needsReason: boolean): Partial<Record<SayField, Wrong>> => {
  const missing = (field: SayField, is: boolean, why: Wrong = 'missing') => (is ? { [field]: why } : {})
  const empty = (field: 'cause' | 'where' | 'condition' | 'party' | 'to' | 'reason') => draft[field].trim() === ''
  switch (what) {
    case 'check':
      return {
        ...missing('days', readDays(draft.days) === undefined, 'notDays'),
        ...missing('contractDay', draft.contract === 'maker' && draft.contractDay === '', 'missingDay'),
      }
    case 'fault':
      return missing('cause', empty('cause'))
    case 'maintained':
      return missing('due', draft.due === '', 'missingDay')
    case 'use':
      return { ...missing('where', empty('where')), ...missing('reason', needsReason && empty('reason')) }
    case 'lend':
      return {
        ...missing('to', draft.lendTo === 'store' && empty('to')),
        ...missing('party', draft.lendTo === 'party' && empty('party')),
        ...missing('dueBack', draft.dueBack === '', 'missingDay'),
        ...missing('condition', empty('condition')),
        ...missing('reason', needsReason && empty('reason')),
      }
    case 'returned':
      return { ...missing('condition', empty('condition')), ...missing('cause', draft.broken && empty('cause')) }
    default:
      return {}
  }
}

/** The command without its id, from what was typed; it was checked before. */
export const bodyOf = (what: AssetAct, draft: SayDraft, today: string): Omit<SayBody, 'id'> => {
  const day = draft.day === '' ? today : draft.day
  const reason = textOrNull(draft.reason)
  const due = draft.due === '' ? null : draft.due
  switch (what) {
    case 'check': {
      const until = draft.contract === 'maker' ? draft.contractDay : null
      const contract = draft.contract === '' ? null : { own: draft.contract === 'own', until }
      return { day, what, maintenanceDue: due, contract, consumableDays: readDays(draft.days) ?? null } as Omit<
        SayBody,
        'id'
      > // one of the union
    }
    case 'fault':
      return { day, what, cause: draft.cause.trim() } as Omit<SayBody, 'id'> // as above
    case 'maintained':
      return { day, what, maintenanceDue: draft.due } as Omit<SayBody, 'id'> // as above
    case 'use':
      return { day, what, where: draft.where.trim(), reason } as Omit<SayBody, 'id'> // as above
    case 'useEnded':
      return { day, what } as Omit<SayBody, 'id'> // as above
    case 'lend': {
      const to = draft.lendTo === 'store' ? { store: draft.to } : { party: draft.party.trim() }
      const { dueBack } = draft
      return { day, what, to, dueBack, condition: draft.condition.trim(), reason } as Omit<SayBody, 'id'> // as above
    }
    case 'returned': {
      const cause = draft.broken ? draft.cause.trim() : null
      return { day, what, condition: draft.condition.trim(), cause } as Omit<SayBody, 'id'> // as above
    }
    default:
      return { day, what, reason } as Omit<SayBody, 'id'> // as above
  }
}
