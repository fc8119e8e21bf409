import type { QuantityFault, TakeFault } from '@lianfang/domain/supply'
import { problem } from '../../../kernel/problems/index.js'

/** Why a quantity is not taken, as it is told; `line` counts from 1, as people do. */
export const quantityProblem = (fault: QuantityFault, index: number) => {
  const line = index + 1
  switch (fault.why) {
    case 'unit':
      return problem('stock.unit', { line, unit: fault.unit })
    case 'packUnknown':
      return problem('stock.pack-unknown', { line })
    case 'quantity':
      return problem('stock.quantity', { line, most: fault.most })
    case 'serialMissing':
      return problem('stock.serial-missing', { line })
    case 'serialQuantity':
      return problem('stock.serial-quantity', { line })
    case 'serialNotKept':
      return problem('stock.serial-not-kept', { line })
  }
}

/** Why units cannot be taken, with the figures by which a person sees what is there. */
export const takeProblem = (fault: TakeFault) => {
  const line = fault.line + 1
  switch (fault.why) {
    case 'unknown':
      return problem('stock.item-unknown', { line })
    case 'notAvailable':
      return problem('stock.not-available', { line, asked: fault.asked, excluded: fault.excluded })
    case 'orderReason':
      return problem('stock.order-reason', { line, first: fault.first })
    case 'notEnough': {
      const { onHand, held, expired, reserved, available } = fault.figures
      return problem('stock.not-enough', { line, asked: fault.asked, onHand, held, expired, reserved, available })
    }
  }
}
