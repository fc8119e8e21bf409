import type { ReactNode } from 'react'

type Props = {
  readonly label: string
  /** null: not sorted by this; else whether downwards. */
  readonly sorted: boolean | null
  readonly numeric?: true
  readonly onSort: () => void
  readonly children: ReactNode
}

/** A heading that sorts. */
export const SortHead = ({ label, sorted, numeric, onSort, children }: Props) => (
  <th
    scope="col"
    className={numeric ? 'n' : ''}
    aria-sort={sorted === null ? undefined : sorted ? 'descending' : 'ascending'}
  >
    <button type="button" className="sort" title={label} onClick={onSort}>
      {children}
      <span aria-hidden="true">{sorted === null ? '' : sorted ? '↓' : '↑'}</span>
    </button>
  </th>
)
