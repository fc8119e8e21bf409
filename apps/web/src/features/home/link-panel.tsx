import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { homeLinkEn } from '../../i18n/home-link.en.js'
import { homeLinkZhCN } from '../../i18n/home-link.zh-CN.js'
import { useI18n } from '../../i18n/i18n.js'
import { TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay, formatInstant, partsIn } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import './link-panel.css'

type Link = Reply<'home.link'>

const useLinkWords = () => (useI18n().language === 'en' ? homeLinkEn : homeLinkZhCN)

/** The code as an image: markup from anywhere is never put into the page. */
const imageOf = (svg: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`

const Made = ({ link }: { readonly link: Link }) => {
  const words = useLinkWords()
  const { language } = useI18n()
  const zone = useZone()
  const toast = useToast()
  const copy = (): void => void navigator.clipboard.writeText(link.address).then(() => toast({ text: words.copied }))
  return (
    <div className="stack home-card" role="status">
      <p>{words.once}</p>
      <img className="home-qr" src={imageOf(link.qrSvg)} alt={words.qr} />
      <p className="num home-address">{link.address}</p>
      <p className="muted">{words.until(formatInstant(link.until, zone, language))}</p>
      <p className="line">
        <button type="button" className="btn" onClick={copy}>
          {words.copy}
        </button>
        <button type="button" className="btn" onClick={() => window.print()}>
          {words.print}
        </button>
      </p>
    </div>
  )
}

type Props = { readonly personId: string; readonly link: Reply<'person.read'>['homeLink'] }

/** What stands in the form: as the link before it had it, else the number of the team's doctor, else of the township's desk. */
const useStored = (id: string, given: string): string => {
  const { data } = useApi('told.read', { params: { id } })
  // Called in any case, so that it is no number beside it.
  if (given !== '' && given !== '120') return given
  return data?.doctor?.number ?? data?.institution?.number ?? ''
}

/** Whether there is a link, until when it is good, and on which day one ran out that the family holds still. */
const LinkState = ({ link }: Pick<Props, 'link'>) => {
  const words = useLinkWords()
  const { language } = useI18n()
  const zone = useZone()
  if (link === null) return <p>{words.none}</p>
  if (!link.ranOut) return <p>{words.inForce(formatInstant(link.until, zone, language), link.by)}</p>
  // It ran out as its last day ended: that day, not the midnight after it.
  const { day } = partsIn(Date.parse(link.until) - 1, zone)
  return <p className="note note-warn">{words.ranOut(formatDay(day, language), link.by)}</p>
}

/** On a person's page: make, show once, and end the link over which readings come from home (K8). */
export const HomeLinkPanel = ({ personId, link }: Props) => {
  const words = useLinkWords()
  const toast = useToast()
  const client = useQueryClient()
  const [typed, setTyped] = useState<string | null>(null)
  const stored = useStored(personId, link?.phone ?? '')
  const [made, setMade] = useState<Link | null>(null)
  const phone = typed ?? stored
  const number = phone.replace(/[\s-]/g, '')
  const wrong = !/^(\+?\d{3,15})?$/.test(number)
  const reread = () => client.invalidateQueries({ queryKey: ['person.read'] })
  const params = { id: personId }
  const make = useMutation({
    mutationFn: () => call('home.link', { params, body: { id: uuidv7(), phone: number } }),
    onSuccess: (answer) => {
      setMade(answer)
      return reread()
    },
  })
  const end = useMutation({
    mutationFn: () => call('home.withdraw', { params }),
    onSuccess: () => {
      setMade(null)
      toast({ text: words.ended })
      return reread()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!wrong) make.mutate()
  }
  const failure = make.error ?? end.error
  const inForce = link !== null && !link.ranOut
  return (
    <details className="card stack home-link">
      <summary>{words.title}</summary>
      <p className="muted">{words.intro}</p>
      <LinkState link={link} />
      {made !== null && <Made link={made} />}
      <form className="stack" onSubmit={submit} noValidate>
        <TextField
          label={words.phone}
          hint={words.phoneHint}
          inputMode="tel"
          maxLength={20}
          value={phone}
          error={wrong ? words.phoneWrong : null}
          onChange={setTyped}
        />
        <button type="submit" className="btn" disabled={make.isPending || wrong}>
          {inForce ? words.makeAgain : words.make}
        </button>
      </form>
      {inForce && (
        <button type="button" className="btn btn-quiet" disabled={end.isPending} onClick={() => end.mutate()}>
          {words.end}
        </button>
      )}
      {failure && <ProblemNote error={failure} saving />}
    </details>
  )
}
