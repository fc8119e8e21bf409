import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { useConsignments } from '../../i18n/consignments.js'
import { useI18n } from '../../i18n/i18n.js'
import { Field, focusFirstWrong, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { formatInstant } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import { RoadFailure } from './road-failure.js'
import type { Consignment } from './types.js'

type Props = { readonly consignment: Consignment }
type Made = Reply<'link.make'>

/** The code as an image: markup from anywhere is never put into the page. */
const imageOf = (svg: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`

const Shown = ({ made }: { readonly made: Made }) => {
  const { link: words } = useConsignments()
  const toast = useToast()
  const copy = (): void => void navigator.clipboard.writeText(made.address).then(() => toast({ text: words.copied }))
  return (
    <div className="stack card" role="status">
      <p>{words.once}</p>
      <img width="220" height="220" style={{ background: '#fff' }} src={imageOf(made.qrSvg)} alt={words.qr} />
      <p className="num link-address" style={{ overflowWrap: 'anywhere', userSelect: 'all' }}>
        {made.address}
      </p>
      <p>
        <button type="button" className="btn" onClick={copy}>
          {words.copy}
        </button>
      </p>
    </div>
  )
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

type FormProps = Props & { readonly onMade: (made: Made) => void }

const LinkForm = ({ consignment: { id, legs }, onMade }: FormProps) => {
  const words = useConsignments()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [phones, setPhones] = useState('')
  const [leg, setLeg] = useState<string | undefined>(undefined)
  const [isTried, setTried] = useState(false)
  const listed = linesOf(phones)
  const isFine = listed.length >= 1 && listed.length <= 5 && listed.every((line) => line.length <= 60)
  const make = useMutation({
    // A repeat makes a link of its own: the one before it was shown to nobody.
    mutationFn: () =>
      call('link.make', {
        params: { id },
        body: { id: uuidv7(), name: name.trim(), leg: leg === undefined ? null : Number(leg), phones: [...listed] },
      }),
    onSuccess: (made) => {
      onMade(made)
      return client.invalidateQueries({ queryKey: ['consignment.read'] })
    },
  })
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || !isFine) focusFirstWrong(event.currentTarget)
    else make.mutate()
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      <TextField
        label={words.link.name}
        maxLength={80}
        value={name}
        error={isTried && name.trim() === '' ? words.link.nameMissing : null}
        onChange={setName}
      />
      {legs.length > 1 && (
        <OneOf
          label={words.link.leg}
          any={words.link.wholeWay}
          value={leg}
          options={legs.map((one) => [String(one.n), words.way.leg(String(one.n + 1), one.from, one.to)] as const)}
          onChange={setLeg}
        />
      )}
      <Field label={words.link.phones} error={isTried && !isFine ? words.link.phonesMissing : null}>
        {(ids) => (
          <textarea
            className="input"
            rows={3}
            maxLength={310}
            {...ids}
            value={phones}
            onChange={(event) => setPhones(event.target.value)}
          />
        )}
      </Field>
      <RoadFailure error={make.error} />
      <p>
        <button type="submit" className="btn btn-main" disabled={make.isPending}>
          {words.link.make}
        </button>
      </p>
    </form>
  )
}

/** A driver's link: made, shown once with its code, ended. */
export const LinkTab = ({ consignment }: Props) => {
  const { link: words } = useConsignments()
  const { language } = useI18n()
  const zone = useZone()
  const toast = useToast()
  const client = useQueryClient()
  const [made, setMade] = useState<Made | null>(null)
  const { link, may, id } = consignment
  const end = useMutation({
    mutationFn: () => call('link.end', { params: { id } }),
    onSuccess: () => {
      setMade(null)
      toast({ text: words.ended })
      return client.invalidateQueries({ queryKey: ['consignment.read'] })
    },
  })
  return (
    <section className="stack">
      <p className="muted">{words.intro}</p>
      <p>{link === null ? words.none : words.inForce(link.name, formatInstant(link.until, zone, language))}</p>
      {made !== null && <Shown made={made} />}
      {may.link && <LinkForm consignment={consignment} onMade={setMade} />}
      {link !== null && may.link && (
        <p>
          <button type="button" className="btn" disabled={end.isPending} onClick={() => end.mutate()}>
            {words.end}
          </button>
        </p>
      )}
      <RoadFailure error={end.error} />
    </section>
  )
}
