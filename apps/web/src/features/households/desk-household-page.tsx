import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { useBindingWords } from '../../i18n/bindings.js'
import { useI18n } from '../../i18n/i18n.js'
import { Loaded } from '../../ui/states.js'
import { CorrectForm } from '../followups/correct-form.js'
import { justRecorded } from '../followups/just-recorded.js'
import { RecordForm } from '../followups/record-form.js'
import { useMay } from '../session/session.js'
import { dueFirst, HouseholdBody, type HouseholdInfo } from './household-body.js'

const Record = ({ page }: { readonly page: HouseholdInfo }) => {
  const { page: words } = useBindingWords()
  const { common } = useI18n().words
  const may = useMay()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const one = dueFirst(page.members)
  if (one === null || !may('followup.record')) return null
  const person = { ...one, red: one.tier === 'red' }
  const leave = (): void => {
    setOpen(false)
    setWrong(null)
  }
  const cancel = (
    <button type="button" className="btn btn-quiet" onClick={leave}>
      {common.cancel}
    </button>
  )
  if (wrong !== null) {
    return (
      <section className="card stack">
        <CorrectForm person={person} entryId={wrong} entry={justRecorded(wrong)?.command ?? null} onDone={leave} />
        {cancel}
      </section>
    )
  }
  return (
    <section className="card stack">
      {open ? (
        <>
          <h2>{words.recordFor(one.name)}</h2>
          <p className="muted">{words.recordHint}</p>
          <RecordForm
            person={person}
            mode={one.phones.length === 0 ? 'visit' : one.due.mode}
            onDone={leave}
            onAddDisease={(id) => void navigate({ to: '/people/$id/edit', params: { id } })}
            onCorrect={(_person, entryId) => setWrong(entryId)}
          />
          {cancel}
        </>
      ) : (
        <button type="button" className="btn btn-main" style={{ alignSelf: 'start' }} onClick={() => setOpen(true)}>
          {words.record}
        </button>
      )}
    </section>
  )
}

/** A household at the desk, under its own address. */
export const HouseholdPage = () => {
  const { id } = useParams({ from: '/households/$id' })
  const words = useBindingWords()
  const { words: base } = useI18n()
  const query = useApi('household.page', { params: { id } })
  const names = query.data?.members.map((member) => member.name).join(base.listSeparator)
  return (
    <Page key={id} title={names === undefined ? words.page.people : words.household(names)} error={query.error}>
      <Loaded query={query} rows={8}>
        {(page) => (
          <div className="narrow">
            <HouseholdBody
              page={page}
              record={<Record page={page} />}
              link={(person, children) => (
                <Link to="/people/$id" params={{ id: person }}>
                  {children}
                </Link>
              )}
              correct={
                <Link
                  to="/people/$id/edit"
                  params={{ id: page.members[0]?.id ?? '' }}
                  className="btn"
                  style={{ alignSelf: 'start' }}
                >
                  {base.byHand.correct}
                </Link>
              }
            />
          </div>
        )}
      </Loaded>
    </Page>
  )
}
