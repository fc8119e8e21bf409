import type { ReactNode } from 'react'

type Props = {
  /** Which part of the list is shown. */
  readonly what: string
  /** The way to the whole of it. */
  readonly all: ReactNode
}

/** Says above a list that it is not whole, with the way to the whole. */
export const OnlySome = ({ what, all }: Props) => (
  <p className="note line">
    <span>{what}</span>
    {all}
  </p>
)
