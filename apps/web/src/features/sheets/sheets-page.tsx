import { readSheetCode } from '@lianfang/domain/care'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSheetWords } from '../../i18n/sheets.js'
import { TextField } from '../../ui/form.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { EmptyState, Loaded, useProblemText } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay, formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { useSession } from '../session/session.js'
import './sheets.css'
import { PrintButton } from './print-button.js'
import { nameOf, type SheetHead } from './use-sheets.js'

type Search = { readonly place: string }

/** A number read off paper, to its sheet. */
const ByCode = ({ place, search }: { readonly place: string; readonly search: Search }) => {
  const words = useSheetWords()
  const textOf = useProblemText()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const find = useMutation({
    mutationFn: (code: string) => call('sheet.list', { query: { place: placeInUrl(place), text: code } }),
    onSuccess: ({ rows }, code) => {
      const found = rows.find((row) => row.code === code)
      if (found === undefined) setWrong(words.codeUnknown)
      else void navigate({ to: '/sheets/$id', params: { id: found.id }, search })
    },
    onError: (error) => setWrong(textOf(error)),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const code = readSheetCode(typed)
    if (code === null) setWrong(words.codeWrong)
    else find.mutate(code)
  }
  return (
    <form className="card line sheet-find" onSubmit={submit} noValidate autoComplete="off">
      <TextField
        label={words.codeLabel}
        value={typed}
        maxLength={12}
        autoCapitalize="characters"
        spellCheck={false}
        error={wrong}
        onChange={(text) => {
          setTyped(text)
          setWrong(null)
        }}
      />
      <button type="submit" className="btn btn-main" disabled={find.isPending}>
        {words.open}
      </button>
    </form>
  )
}

const Row = ({ sheet, search }: { readonly sheet: SheetHead; readonly search: Search }) => {
  const words = useSheetWords()
  const { language, number } = useI18n()
  const zone = useZone()
  const params = { id: sheet.id }
  const { code } = sheet
  return (
    <tr>
      <th scope="row" className="cell-lead">
        <Link
          to="/sheets/$id"
          params={params}
          search={search}
          className="num"
          data-row
          aria-label={words.enterOf(code)}
        >
          {code}
        </Link>
      </th>
      <td data-label={words.of}>{nameOf(sheet)}</td>
      <td className="num">{formatDay(sheet.day, language)}</td>
      <td data-label={words.printed}>
        {sheet.printedBy} <span className="num muted">{formatInstant(sheet.printedAt, zone, language)}</span>
      </td>
      <td className="n" data-label={words.progress}>
        {words.ratio(number(sheet.entered), number(sheet.people))}
      </td>
      <td>
        <Link
          to="/sheets/$id/print"
          params={params}
          search={search}
          className="quiet-link"
          aria-label={words.printAgainOf(code)}
        >
          {words.printAgain}
        </Link>
      </td>
    </tr>
  )
}

const Table = ({ rows, search }: { readonly rows: readonly SheetHead[]; readonly search: Search }) => {
  const words = useSheetWords()
  const tools = useListTools({
    rows,
    keyOf: (row) => row.id,
    textOf: (row) => [row.code, nameOf(row), row.place.name, row.day, row.printedBy].join(' '),
    orders: {
      newest: { value: (row) => row.printedAt, down: true },
      open: { value: (row) => row.people - row.entered, down: true },
      team: { value: nameOf },
    },
    first: 'newest',
  })
  const heads = [words.code, words.of, words.day, words.printed] as const
  return (
    <>
      <ListTools tools={tools} label={words.searchLabel} orders={words.orders} />
      {tools.shown.length === 0 ? (
        <EmptyState title={words.noneFound} />
      ) : (
        <TableBox label={words.caption}>
          <table className="table table-rows">
            <caption>{words.caption}</caption>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
                <th scope="col" className="n">
                  {words.progress}
                </th>
                <th scope="col">
                  <span className="sr">{words.printAgain}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {tools.shown.map((sheet) => (
                <Row key={sheet.id} sheet={sheet} search={search} />
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </>
  )
}

/** Printed day lists, to be found by number or in the list, and entered (K3). */
export const SheetsPage = () => {
  const words = useSheetWords()
  const place = usePlace()
  const { acting } = useSession()
  const search = { place: placeInUrl(place) }
  const query = useApi('sheet.list', { query: search })
  return (
    <Page
      title={words.listTitle}
      aside={words.listIntro}
      error={query.error}
      actions={acting.team !== null && <PrintButton team={acting.team.id} place={place} />}
    >
      <ByCode place={place} search={search} />
      <Loaded query={query}>
        {({ rows, more }) =>
          rows.length === 0 ? (
            <EmptyState title={words.empty}>
              <p>{words.emptyHint}</p>
              <Link to="/today" search={search} className="btn">
                {words.toToday}
              </Link>
            </EmptyState>
          ) : (
            <>
              <Table rows={rows} search={search} />
              {more && <p className="muted">{words.moreThere}</p>}
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
