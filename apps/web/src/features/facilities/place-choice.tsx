import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useWords } from '../../i18n/i18n.js'
import { Field } from '../../ui/form.js'

const lengths = [2, 4, 6, 9, 12] as const
const levels = ['province', 'prefecture', 'county', 'township', 'village'] as const

type StepProps = {
  readonly above: string
  readonly at: number
  readonly value: string
  readonly onChange: (code: string) => void
}

const Step = ({ above, at, value, onChange }: StepProps) => {
  const { facilities: words } = useDesk()
  const { levels: names } = useWords()
  const query = useApi('division.read', { params: { code: placeInUrl(above) } }, { staleTime: 3_600_000 })
  const length = lengths[at] ?? 12
  const level = levels[at] ?? 'village'
  const chosen = value.length >= length ? value.slice(0, length) : ''
  const children = query.data?.children ?? []
  return (
    <>
      <Field label={words.placeOf(names[level])}>
        {(ids) => (
          <select
            className="input"
            {...ids}
            value={chosen}
            onChange={(event) => onChange(event.target.value === '' ? above : event.target.value)}
          >
            <option value="">{words.notNarrower}</option>
            {children.map((child) => (
              <option key={child.code} value={child.code}>
                {child.name}
              </option>
            ))}
            {chosen !== '' && !children.some((child) => child.code === chosen) && (
              <option value={chosen}>{chosen}</option>
            )}
          </select>
        )}
      </Field>
      {chosen !== '' && at + 1 < lengths.length && (
        <Step key={chosen} above={chosen} at={at + 1} value={value} onChange={onChange} />
      )}
    </>
  )
}

type Props = { readonly base: string; readonly value: string; readonly onChange: (code: string) => void }

/** A place within one's own, chosen level by level; each choice opens the next. */
export const PlaceChoice = ({ base, value, onChange }: Props) => {
  const at = lengths.findIndex((length) => length > base.length)
  return at < 0 ? null : <Step above={base} at={at} value={value.startsWith(base) ? value : base} onChange={onChange} />
}
