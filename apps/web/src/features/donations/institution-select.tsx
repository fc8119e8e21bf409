import { useApi } from '../../api/use-api.js'
import { Select } from '../../ui/select.js'

type Props = {
  readonly label: string
  readonly none: string
  readonly place: string
  readonly value: string
  readonly onChange: (id: string) => void
}

/** An institution of a place, by its name. */
export const InstitutionSelect = ({ label, none, place, value, onChange }: Props) => {
  const query = useApi('facility.list', { query: { place, limit: 200 } }, { staleTime: 60_000 })
  const rows = query.data?.rows ?? []
  const options = [['', none] as const, ...rows.map((one) => [one.id, one.name] as const)]
  return <Select label={label} value={value} options={options} onChange={onChange} />
}
