import { useI18n } from '../../i18n/i18n.js'
import { useParts } from '../../i18n/parts.js'
import { formatDay } from '../../ui/time.js'
import type { Enterprise } from './enterprise-form.js'

type Props = { readonly enterprise: Enterprise }

const Row = ({ supplier }: { readonly supplier: Enterprise['suppliers'][number] }) => {
  const words = useParts()
  const { language } = useI18n()
  const { name, nameEn, part, place, backOn } = supplier
  return (
    <li className="stack-tight">
      <strong>{language === 'en' && nameEn !== null ? nameEn : name}</strong>
      <span className="line">
        <span className="muted small">
          {words.kinds[part]} · {place.name}
        </span>
        <span className={`tag ${backOn === null ? 'tag-warn' : ''}`}>
          {backOn === null ? words.waits : words.backOn(formatDay(backOn, language))}
        </span>
      </span>
    </li>
  )
}

/** Who supplies an enterprise with parts, and who of them works again: those that it waits for first (E4). */
export const Suppliers = ({ enterprise: { suppliers } }: Props) => {
  const words = useParts()
  const { number } = useI18n()
  const back = suppliers.filter(({ backOn }) => backOn !== null).length
  if (suppliers.length === 0) return <p className="muted">{words.none}</p>
  return (
    <section className="stack" aria-label={words.title}>
      <p>{words.sum(number(back), number(suppliers.length))}</p>
      <ul className="plain stack">
        {suppliers.map((supplier) => (
          <Row key={supplier.id} supplier={supplier} />
        ))}
      </ul>
    </section>
  )
}
