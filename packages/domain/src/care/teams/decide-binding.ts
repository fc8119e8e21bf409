export const bindingRefusals = ['binding-elsewhere', 'binding-gone', 'binding-none'] as const
export type BindingRefusal = (typeof bindingRefusals)[number]

type Binding = {
  readonly team: { readonly township: string }
  /** A grid, a household or a person, and whether nobody of it is served any more. */
  readonly subject: { readonly township: string; readonly gone: boolean }
}

/** Why a team is not given something (K2): teams serve their own township; null when nothing stands against it. */
export const refuseBinding = ({ team, subject }: Binding): BindingRefusal | null => {
  if (subject.township !== team.township) return 'binding-elsewhere'
  return subject.gone ? 'binding-gone' : null
}

type Gridding = {
  readonly person: { readonly village: string | null; readonly gone: boolean }
  /** Null: taken out of the one they are in. */
  readonly grid: { readonly village: string } | null
}

/** Why somebody is not put into a grid: it lies in one village, and so do they. */
export const refuseGrid = ({ person, grid }: Gridding): BindingRefusal | null => {
  if (person.gone) return 'binding-gone'
  return grid !== null && grid.village !== person.village ? 'binding-elsewhere' : null
}
