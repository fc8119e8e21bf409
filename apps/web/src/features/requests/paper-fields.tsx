import { type RequisitionPaper, requisitionPapers } from '@lianfang/domain/supply'
import { useDeals } from '../../i18n/deals.js'
import { useRequests } from '../../i18n/requests.js'
import { TextField } from '../../ui/form.js'

export type Papers = Readonly<Record<RequisitionPaper, string>>

export const blankPapers: Papers = {
  ...{ orderNumber: '', authority: '', receipt: '', condition: '', compensation: '', returnDay: '' },
}

const lengths: Readonly<Record<RequisitionPaper, number>> = {
  ...{ orderNumber: 80, authority: 80, receipt: 80, condition: 400, compensation: 200, returnDay: 10 },
}

/** As they are sent: what is empty is none. */
export const papersSaid = (papers: Papers): Readonly<Record<RequisitionPaper, string | null>> =>
  Object.fromEntries(
    requisitionPapers.map((one) => [one, papers[one].trim() === '' ? null : papers[one].trim()]),
  ) as Readonly<Record<RequisitionPaper, string | null>> // every paper was asked

type Props = { readonly papers: Papers; readonly set: (papers: Papers) => void; readonly today: string }

/** The six papers of a requisition (SUP-SEI-1); what is not there yet stays empty. */
export const PaperFields = ({ papers, set, today }: Props) => {
  const { papers: names } = useDeals()
  const { seizing: words } = useRequests()
  return (
    <div className="stack">
      {requisitionPapers.map((one) => (
        <TextField
          key={one}
          label={names[one]}
          maxLength={lengths[one]}
          {...(one === 'returnDay' ? { type: 'date', min: today } : {})}
          {...(one === 'condition' ? { hint: words.conditionHint } : {})}
          value={papers[one]}
          onChange={(value) => set({ ...papers, [one]: value })}
        />
      ))}
    </div>
  )
}
