import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { Page } from '../../app/page.js'
import { useDoorstepWords } from '../../i18n/doorstep.js'
import { Loaded, ProblemNote } from '../../ui/states.js'
import { useMay } from '../session/session.js'
import { DoorstepAnswer } from './answers.js'
import { groups, type Opened } from './form.js'
import { QuestionGroup } from './groups.js'
import { useDoorstep } from './use-doorstep.js'
import { useOpened } from './use-opened.js'
import { useStart } from './use-start.js'
import './doorstep.css'

const DeskForm = ({ opened }: { readonly opened: Opened | null }) => {
  const { doorstep: words, common } = useDoorstepWords()
  const navigate = useNavigate()
  const onDone = (id: string): void => void navigate({ to: '/people/$id', params: { id } })
  const doorstep = useDoorstep({ opened, start: useStart(), keptAs: null, onDone, onWrong: () => undefined })
  const { fields, errors, set, save } = doorstep
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate([])
  }
  const link = (id: string, text: string) => (
    <Link to="/people/$id" params={{ id }} className="btn">
      {text}
    </Link>
  )
  return (
    <form className="stack-wide doorstep" onSubmit={submit} noValidate autoComplete="off">
      {groups.map((group) => (
        <section key={group} className="card stack" aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`}>{words.groups[group]}</h2>
          {/* What stands now replaces what was written: texts that a group keeps itself are opened anew. */}
          <QuestionGroup key={doorstep.opening} group={group} fields={fields} errors={errors} set={set} />
        </section>
      ))}
      <DoorstepAnswer doorstep={doorstep} adding={opened === null} open={link} />
      <p className="line">
        <button type="submit" className="btn btn-main" disabled={save.isPending}>
          {opened === null ? words.saveNew : words.save}
        </button>
        {opened === null ? (
          <Link to="/people" className="btn btn-quiet">
            {common.cancel}
          </Link>
        ) : (
          <Link to="/people/$id" params={{ id: opened.id }} className="btn btn-quiet">
            {common.cancel}
          </Link>
        )}
      </p>
    </form>
  )
}

const NoRight = () => {
  const { errors } = useDoorstepWords()
  return <p className="note">{errors.noRightTitle}</p>
}

/** Takes somebody in at the desk. */
export const NewPersonPage = () => {
  const { doorstep: words } = useDoorstepWords()
  const may = useMay()
  return <Page title={words.addTitle}>{may('person.edit') ? <DeskForm opened={null} /> : <NoRight />}</Page>
}

/** Puts somebody's fields right at the desk. */
export const EditPersonPage = () => {
  const { id } = useParams({ from: '/people/$id/edit' })
  const { doorstep: words, byHand } = useDoorstepWords()
  const query = useOpened(id)
  return (
    <Page key={id} title={query.data === undefined ? byHand.correct : words.correctTitle(query.data.fields.name)}>
      {query.error ? (
        <ProblemNote error={query.error} onRetry={() => query.refetch()} />
      ) : (
        <Loaded query={query}>{(opened) => <DeskForm opened={opened} />}</Loaded>
      )}
    </Page>
  )
}
