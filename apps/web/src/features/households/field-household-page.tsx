import { useApi } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useBindingWords } from '../../i18n/bindings.js'
import { useI18n } from '../../i18n/i18n.js'
import { Loaded } from '../../ui/states.js'
import { dueFirst, HouseholdBody, type HouseholdInfo } from './household-body.js'

const Record = ({ page }: { readonly page: HouseholdInfo }) => {
  const { page: words } = useBindingWords()
  const one = dueFirst(page.members)
  if (one === null) return null
  return (
    <div className="card stack">
      <FieldLink to={`record/${one.id}`} className="btn btn-main btn-big">
        {words.record}
      </FieldLink>
      <p className="muted small">
        {words.recordFor(one.name)} · {words.recordHint}
      </p>
    </div>
  )
}

/** A household on the phone. */
export const FieldHouseholdPage = ({ id }: { readonly id: string }) => {
  const words = useBindingWords()
  const { words: base } = useI18n()
  const query = useApi('household.page', { params: { id } })
  const names = query.data?.members.map((member) => member.name).join(base.listSeparator)
  const title = names === undefined ? words.page.people : words.household(names)
  return (
    <>
      <FieldHeading title={title} back key={title} />
      <Loaded query={query} rows={6}>
        {(page) => (
          <HouseholdBody
            page={page}
            record={<Record page={page} />}
            link={(person, children) => <FieldLink to={`people/${person}`}>{children}</FieldLink>}
            correct={
              <FieldLink to={`edit/${page.members[0]?.id ?? ''}`} className="btn">
                {base.byHand.correct}
              </FieldLink>
            }
          />
        )}
      </Loaded>
    </>
  )
}
