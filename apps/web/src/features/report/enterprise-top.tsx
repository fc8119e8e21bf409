import { isApiProblem } from '../../api/problem.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { EmptyState, ProblemNote } from '../../ui/states.js'

export type Part = 'report' | 'past' | 'products'
const parts = ['report', 'past', 'products'] as const

/** A name in the reader's language, where it has one there. */
export const useNameOf = (): ((named: { readonly name: string; readonly nameEn: string | null }) => string) => {
  const { language } = useI18n()
  return ({ name, nameEn }) => (language === 'en' ? (nameEn ?? name) : name)
}

type Props = { readonly id: string; readonly name: string; readonly at: Part }

/** Whose page it is, and the ways to its others. */
export const EnterpriseTop = ({ id, name, at }: Props) => {
  const words = useReport()
  return (
    <>
      <FieldHeading title={name} back />
      <nav className="r-parts" aria-label={words.partsOf(name)}>
        {parts.map((part) => (
          <FieldLink key={part} to={part === 'report' ? id : `${id}/${part}`} current={part === at}>
            {words.parts[part]}
          </FieldLink>
        ))}
      </nav>
    </>
  )
}

/** Nobody learns that another's enterprise exists: not named and not there are answered alike. */
export const isNoLonger = (error: unknown): boolean =>
  isApiProblem(error) && ['forbidden', 'place.outside', 'not-found', 'supply.closed'].includes(error.code)

export const NoLonger = () => {
  const words = useReport()
  return (
    <EmptyState title={words.noLonger}>
      <FieldLink to="" className="btn">
        {words.toMine}
      </FieldLink>
    </EmptyState>
  )
}

/** What stands in the place of a page that could not be read. */
export const EnterpriseProblem = ({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) => {
  const words = useReport()
  return (
    <>
      <FieldHeading title={words.title} back />
      {isNoLonger(error) ? <NoLonger /> : <ProblemNote error={error} onRetry={onRetry} />}
    </>
  )
}
