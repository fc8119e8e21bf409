import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { FormEvent, KeyboardEvent } from 'react'
import { Page } from '../../app/page.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSheetWords } from '../../i18n/sheets.js'
import { focusFirstWrong } from '../../ui/form.js'
import { Loaded, ProblemNote } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { EntryRow } from './entry-row.js'
import './sheets.css'
import { closedBy, type Outcome, useEntry } from './use-entry.js'
import { nameOf, type Sheet, useLineName, useSheet } from './use-sheets.js'

/** Enter goes to the next box, as Tab does; on the last one the form is sent. */
const onEnter = (event: KeyboardEvent<HTMLFormElement>): void => {
  const { target, currentTarget } = event
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  if (!(target instanceof HTMLElement) || target.dataset['cell'] === undefined) return
  const cells = [...currentTarget.querySelectorAll<HTMLElement>('[data-cell]')]
  const next = cells[cells.indexOf(target) + 1]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
  if (next instanceof HTMLInputElement) next.select()
}

/** What came of a try: alarms first, then who was not saved and why. */
const Told = ({ outcome }: { readonly outcome: Outcome }) => {
  const words = useSheetWords()
  const { number, shared } = useI18n()
  const lineName = useLineName()
  const refusals: Readonly<Record<string, string>> = shared.refusals
  const saved = outcome.told.filter(({ what }) => what === 'saved' || what === 'raised').length
  const lines = outcome.told.map(({ row, what, why }) => {
    const name = lineName(row)
    const closed = closedBy(row)
    if (what === 'raised') return { row, text: words.raised(name), alarm: true }
    if (what === 'byOther') return { row, text: words.byOther(name) }
    if (what === 'closed')
      return { row, text: closed === null || closed === 'gone' ? words.refused(name, words.gone) : words[closed](name) }
    if (what === 'refused') return { row, text: words.refused(name, refusals[why ?? ''] ?? words.refusedOther) }
    return null
  })
  return (
    <div className="stack" role="status">
      {lines.map(
        (line) =>
          line !== null && (
            <p key={line.row.n} className={`note ${line.alarm ? 'note-alarm' : 'note-warn'}`}>
              <strong>{line.text}</strong> {line.alarm && <Link to="/alarms">{words.toAlarms}</Link>}
            </p>
          ),
      )}
      {outcome.wrong > 0 && <p className="note note-warn">{words.wrongLeft(number(outcome.wrong))}</p>}
      {saved > 0 && <p className="note note-good">{words.saved(number(saved))}</p>}
    </div>
  )
}

const Form = ({ sheet }: { readonly sheet: Sheet }) => {
  const words = useSheetWords()
  const { number } = useI18n()
  const entry = useEntry(sheet)
  const { save, outcome, saidCount } = entry
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    save.mutate(undefined, {
      onSuccess: () => {
        // What came of it stands on top; a complaint that is left takes the focus from there.
        scrollTo(0, 0)
        focusFirstWrong(form)
      },
    })
  }
  const columns = [
    ...[words.result, words.columns.clock, words.channel, words.columns.spo2, words.columns.temperature],
    ...[words.columns.breaths, words.columns.days, words.columns.signs, words.columns.note],
  ]
  return (
    <form className="stack" onSubmit={submit} onKeyDown={onEnter} noValidate autoComplete="off">
      <p className="line">
        <strong className="num" role="status">
          {words.done(number(sheet.entered), number(sheet.people))}
        </strong>
        <progress value={sheet.entered} max={sheet.people} aria-label={words.progress} />
      </p>
      {outcome !== null && <Told outcome={outcome} />}
      {save.error && <ProblemNote error={save.error} saving />}
      <p className="muted">{words.entryHint}</p>
      {/* What is typed while lines are on their way would be taken off with them. */}
      <div inert={save.isPending}>
        <TableBox label={words.entryCaption(sheet.code)}>
          <table className="table sheet-entry">
            <caption>{words.entryCaption(sheet.code)}</caption>
            <thead>
              <tr>
                <th scope="col">{words.columns.n}</th>
                <th scope="col">{words.columns.person}</th>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sheet.rows.map((row) => (
                <EntryRow key={row.n} row={row} entry={entry} />
              ))}
            </tbody>
          </table>
        </TableBox>
      </div>
      <p className="line">
        <button type="submit" className="btn btn-main" disabled={save.isPending || saidCount === 0}>
          {save.isPending ? words.saving : words.save(number(saidCount))}
        </button>
        {saidCount > 0 && <span className="muted small">{words.unsaved}</span>}
      </p>
    </form>
  )
}

/** Quick entry of a paper: its lines in its order, by keyboard, each saved as a follow-up of its day (K3). */
export const SheetEntryPage = () => {
  const words = useSheetWords()
  const { language } = useI18n()
  const { id } = useParams({ from: '/sheets/$id' })
  const search = useSearch({ from: '/sheets/$id' })
  const query = useSheet(id)
  const { data } = query
  return (
    <Page
      title={data === undefined ? words.enterPaper : words.entryTitle(data.code)}
      {...(data === undefined ? {} : { aside: `${nameOf(data)} · ${formatDay(data.day, language)}` })}
      error={query.error}
      actions={
        <Link to="/sheets" search={search} className="btn">
          {words.backToList}
        </Link>
      }
    >
      <Loaded query={query} rows={12}>
        {(sheet) => <Form key={sheet.id} sheet={sheet} />}
      </Loaded>
    </Page>
  )
}
