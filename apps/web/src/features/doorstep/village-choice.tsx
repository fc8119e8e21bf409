import { isFieldBound } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { useDoorstepWords } from '../../i18n/doorstep.js'
import { Field } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useSession } from '../session/session.js'

type Place = { readonly code: string; readonly name: string }

type SelectProps = {
  readonly label: string
  readonly places: readonly Place[]
  readonly value: string
  readonly error?: string | null
  readonly onChange: (code: string) => void
}

const Select = ({ label, places, value, error, onChange }: SelectProps) => {
  const { doorstep: words } = useDoorstepWords()
  return (
    <Field label={label} error={error}>
      {(ids) => (
        <select className="input" {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{words.choose}</option>
          {places.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** The villages that field staff may write in: their team's, or without a team their own. */
const useBoundVillages = (enabled: boolean) => {
  const { acting } = useSession()
  const query = useApi('team.list', { query: { place: placeInUrl(acting.place.code.slice(0, 9)) } }, { enabled })
  if (acting.team === null) return { query, villages: acting.place.code.length === 12 ? [acting.place] : [] }
  return { query, villages: query.data?.teams.find((one) => one.id === acting.team?.id)?.villages ?? [] }
}

type Props = {
  readonly township: string
  readonly village: string | null
  readonly error: string | null
  readonly onChange: (township: string, village: string | null) => void
}

const Bound = ({ township, village, error, onChange }: Props) => {
  const { doorstep: words } = useDoorstepWords()
  const { query, villages } = useBoundVillages(true)
  if (query.error) return <ProblemNote error={query.error} onRetry={() => query.refetch()} />
  if (query.data !== undefined && villages.length === 0) return <p className="note">{words.noVillages}</p>
  const choose = (code: string): void => onChange(code === '' ? township : code.slice(0, 9), code === '' ? null : code)
  return <Select label={words.village} places={villages} value={village ?? ''} error={error} onChange={choose} />
}

const Free = ({ township, village, error, onChange }: Props) => {
  const { doorstep: words } = useDoorstepWords()
  const { acting } = useSession()
  const ofCounty = acting.place.code.length === 6
  const townships = useApi('division.read', { params: { code: acting.place.code.slice(0, 6) } }, { enabled: ofCounty })
  const villages = useApi('division.read', { params: { code: township } }, { enabled: township.length === 9 })
  const failed = townships.error ?? villages.error
  return (
    <>
      {failed && <ProblemNote error={failed} onRetry={() => Promise.all([townships.refetch(), villages.refetch()])} />}
      {ofCounty && (
        <Select
          label={words.township}
          places={townships.data?.children ?? []}
          value={township}
          error={township === '' ? error : null}
          onChange={(code) => onChange(code, null)}
        />
      )}
      {township !== '' && (
        <Select
          label={words.village}
          places={villages.data?.children ?? []}
          value={village ?? ''}
          error={error}
          onChange={(code) => onChange(township, code === '' ? null : code)}
        />
      )}
    </>
  )
}

/** Where somebody lives, offered as far as the acting role may write. */
export const VillageChoice = (props: Props) => {
  const { acting } = useSession()
  const bound = isFieldBound({ role: acting.role, place: acting.place.code as PlaceCode }) // a code of the session's
  return bound ? <Bound {...props} /> : <Free {...props} />
}
