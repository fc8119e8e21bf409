import { type StockFigure, type StockFigures, stockFigures } from '@lianfang/domain/supply'
import type { ReactNode } from 'react'
import { useI18n } from '../../i18n/i18n.js'
import { useStock } from '../../i18n/stock.js'

type HeadProps = { readonly wide?: readonly StockFigure[] }

/** Headings of the figures; `wide`: those that are left out where there is little room. */
export const FigureHeads = ({ wide = [] }: HeadProps) => {
  const { figures } = useStock()
  return stockFigures.map((one) => (
    <th key={one} scope="col" className={wide.includes(one) ? 'n col-wide' : 'n'}>
      {figures[one]}
    </th>
  ))
}

type CellProps = HeadProps & {
  readonly of: StockFigures
  /** What a figure opens; a nought opens nothing. */
  readonly link?: (figure: StockFigure, text: string) => ReactNode
}

/** Available first, then what is on hand and why less of it can be used. */
export const FigureCells = ({ of, wide = [], link }: CellProps) => {
  const { figures } = useStock()
  const { number } = useI18n()
  return stockFigures.map((one) => (
    <td key={one} className={wide.includes(one) ? 'n col-wide' : 'n'} data-label={figures[one]}>
      {of[one] === 0 ? (
        <span className="muted">0</span>
      ) : link === undefined ? (
        number(of[one])
      ) : (
        link(one, number(of[one]))
      )}
    </td>
  ))
}
