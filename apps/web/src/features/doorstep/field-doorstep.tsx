import { dayIn, instantOf } from '@lianfang/domain/shared'
import type { FormEvent } from 'react'
import { serverNow } from '../../api/client.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useDoorstepWords } from '../../i18n/doorstep.js'
import { Loaded } from '../../ui/states.js'
import { useZone } from '../../ui/zone.js'
import { useSession } from '../session/session.js'
import { DoorstepAnswer } from './answers.js'
import { faultsIn, groupOf, groups, type Opened } from './form.js'
import { QuestionGroup } from './groups.js'
import { useDoorstep } from './use-doorstep.js'
import { useOpened } from './use-opened.js'
import { useStart } from './use-start.js'
import { useStep } from './use-step.js'
import './doorstep.css'

const link = (id: string, text: string) => (
  <FieldLink to={`people/${id}`} className="btn btn-big">
    {text}
  </FieldLink>
)

/** One group of questions a screen; what is wrong in it is said before the next. */
const Steps = ({ opened }: { readonly opened: Opened | null }) => {
  const { doorstep: words, common } = useDoorstepWords()
  const zone = useZone()
  const { acting } = useSession()
  const doorstep = useDoorstep({
    opened,
    start: useStart(),
    // Of one role and place: what is typed for another township or with names of diseases does not fit here.
    keptAs: opened === null ? `doorstep.${acting.id}` : null,
    onDone: (id) => leave(opened === null ? 'people' : `people/${id}`),
    onWrong: (errors) => show(groupOf(errors)),
  })
  const { fields, errors, set, setErrors, save, found } = doorstep
  const { group, show, leave } = useStep(opened === null && !found)
  const at = groups.indexOf(group)
  const next = groups[at + 1]
  const back = groups[at - 1]
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const faults = opened === null ? faultsIn(group, fields, dayIn(instantOf(serverNow()), zone)) : []
    setErrors(faults)
    if (faults.length > 0) return
    if (next === undefined) save.mutate([])
    else show(next)
  }
  return (
    <form className="stack-wide doorstep" onSubmit={submit} noValidate autoComplete="off">
      <p className="muted">{words.step(at + 1, groups.length)}</p>
      {found && (
        <p className="note between">
          {words.goesOn}
          <button
            type="button"
            className="btn"
            onClick={() => {
              doorstep.anew()
              show('who')
            }}
          >
            {words.anew}
          </button>
        </p>
      )}
      <section className="card stack" aria-labelledby="group-title">
        <h2 id="group-title">{words.groups[group]}</h2>
        <QuestionGroup key={`${group} ${doorstep.opening}`} group={group} fields={fields} errors={errors} set={set} />
      </section>
      <DoorstepAnswer doorstep={doorstep} adding={opened === null} open={link} />
      <button type="submit" className="btn btn-main btn-big" disabled={save.isPending}>
        {next !== undefined ? words.next : opened === null ? words.saveNew : words.save}
      </button>
      {back !== undefined && (
        <button type="button" className="btn btn-big" onClick={() => show(back)}>
          {common.back}
        </button>
      )}
    </form>
  )
}

/** A worker takes somebody in on the phone. */
export const FieldAdd = () => {
  const { doorstep: words } = useDoorstepWords()
  return (
    <>
      <FieldHeading title={words.addTitle} back />
      <Steps opened={null} />
    </>
  )
}

/** A worker puts somebody's fields right on the phone. */
export const FieldEdit = ({ id }: { readonly id: string }) => {
  const { doorstep: words, byHand } = useDoorstepWords()
  const query = useOpened(id)
  const title = query.data === undefined ? byHand.correct : words.correctTitle(query.data.fields.name)
  return (
    <>
      <FieldHeading title={title} back key={title} />
      <Loaded query={query}>{(opened) => <Steps opened={opened} />}</Loaded>
    </>
  )
}
