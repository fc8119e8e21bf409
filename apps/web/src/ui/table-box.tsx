import type { ReactNode } from 'react'

type Props = {
  readonly label: string
  /** As tall as the screen leaves room for; else as tall as its rows, or as `maxHeight`. */
  readonly tall?: true
  readonly maxHeight?: number
  readonly children: ReactNode
}

/** A table's own scrolling box; it takes the focus so that it can be scrolled by keys. */
export const TableBox = ({ label, tall, maxHeight, children }: Props) => (
  <section
    className={`table-wrap ${tall ? 'table-tall' : ''}`}
    aria-label={label}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box without links cannot be reached otherwise
    tabIndex={0}
    {...(maxHeight === undefined ? {} : { style: { maxHeight } })}
  >
    {children}
  </section>
)
