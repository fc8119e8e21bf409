import { useState } from 'react'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { useLifeWords } from '../../i18n/life.js'
import { PlaceSelect } from '../../ui/place-select.js'
import { ProblemNote } from '../../ui/states.js'

const hour = 3_600_000
const useBelow = (code: string, enabled = true) =>
  useApi('division.read', { params: { code: placeInUrl(code) } }, { enabled, staleTime: hour })

type StepProps = {
  readonly level: 'province' | 'prefecture' | 'county'
  readonly above: string
  readonly own: string
  readonly value: string
  readonly error?: string | null
  readonly onChange: (code: string) => void
}

const Step = ({ level, above, own, value, error = null, onChange }: StepProps) => {
  const words = useLifeWords()
  const query = useBelow(above)
  return (
    <>
      {query.error && <ProblemNote error={query.error} onRetry={() => query.refetch()} />}
      <PlaceSelect
        label={words.moveLevels[level]}
        empty={words.moveChoose}
        places={(query.data?.children ?? []).filter(({ code }) => code !== own)}
        value={value}
        error={error}
        onChange={onChange}
      />
    </>
  )
}

type Props = {
  /** The reader's own county. */
  readonly own: string
  /** The chosen county; empty while a farther one is being looked for. */
  readonly value: string
  readonly error: string | null
  readonly onChange: (code: string) => void
}

/** Any county, by province and prefecture. */
const Far = ({ own, value, error, onChange }: Props) => {
  const [province, setProvince] = useState(own.slice(0, 2))
  const [prefecture, setPrefecture] = useState('')
  return (
    <>
      <Step
        level="province"
        above=""
        own={own}
        value={province}
        error={province === '' ? error : null}
        onChange={(code) => {
          setProvince(code)
          setPrefecture('')
          onChange('')
        }}
      />
      {province !== '' && (
        <Step
          level="prefecture"
          above={province}
          own={own}
          value={prefecture}
          error={prefecture === '' ? error : null}
          onChange={(code) => {
            setPrefecture(code)
            onChange('')
          }}
        />
      )}
      {prefecture !== '' && (
        <Step level="county" above={prefecture} own={own} value={value} error={error} onChange={onChange} />
      )}
    </>
  )
}

// No place has it: the entry of the list that opens the way to farther ones.
const farther = 'far'

/** The county somebody moved to: this one, its neighbours in the prefecture, or any other. */
export const CountyChoice = ({ own, value, error, onChange }: Props) => {
  const words = useLifeWords()
  const [far, setFar] = useState(false)
  const query = useBelow(own.slice(0, 4))
  const name = (query.data?.children ?? []).find(({ code }) => code === own)?.name
  const near = (query.data?.children ?? []).filter(({ code }) => code !== own)
  return (
    <>
      {query.error && <ProblemNote error={query.error} onRetry={() => query.refetch()} />}
      <PlaceSelect
        label={words.moveCounty}
        empty={words.moveHere(name ?? '')}
        places={[...near, { code: farther, name: words.moveFarther }]}
        value={far ? farther : value === own ? '' : value}
        onChange={(code) => {
          setFar(code === farther)
          onChange(code === farther ? '' : code === '' ? own : code)
        }}
      />
      {far && <Far own={own} value={value} error={error} onChange={onChange} />}
    </>
  )
}
