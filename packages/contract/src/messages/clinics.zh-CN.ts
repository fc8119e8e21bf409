import type { ClinicProblems } from './messages.js'

/** Sentences for what is met with stock at the grassroots, joint orders, fund lines and labels only. */
export const clinicsZhCN: ClinicProblems = {
  'supply.grass-clinic': '没有这个基层机构。',
  'supply.grass-population': '请填 1 以上的整数人口。',
  'supply.grass-no-breach': '没有不足的类别，或不足部分已在途，无需下单。',
  'supply.order-state': '采购单已流转，不能再这样办理，请刷新。',
  'supply.order-same-person': '提出人不能批准自己的采购单，请由另一人办理。',
  'supply.order-no-lines': '采购单没有明细。',
  'supply.order-no-price': '有明细未填单价。',
  'supply.order-line': '明细须为本县机构、已有品类、1 以上整数数量和整数分的单价。',
  'supply.order-line-unknown': '采购单中没有这一行，或不是本机构的。',
  'supply.order-receipt-quantity': '请填 0 以上的整数，收下或拒收至少一件。',
  'supply.order-receipt-more': '超过未到数，请与县里核对；未入账。',
  'supply.order-receipt-reason': '请写明拒收原因。',
  'supply.fund-unknown': '本县没有这个资金科目。',
  'supply.fund-above-line': '超出资金科目余额，须有批准文号和理由。',
  'supply.fund-budget': '请填整数分，且不低于已占用额。',
  'supply.label-fault': '说明书至少一条内容，止期不早于起期，每条写明对象。',
  'supply.label-unknown': '没有这份说明书。',
}
