import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useMay } from '../session/session.js'
import { RegisterFiles } from './register-files.js'

type Register = Reply<'register.read'>

const Villages = ({ rows }: Pick<Register, 'rows'>) => {
  const { ledger: words } = useDesk()
  const { number, language } = useI18n()
  const { columns } = words.registerList
  const tools = useListTools({
    rows,
    keyOf: (row) => row.village.code,
    textOf: (row) => `${row.township} ${row.village.name}`,
    orders: {
      place: { value: (row) => row.village.code },
      residents: { value: (row) => row.residents, down: true },
    },
    first: 'place',
  })
  return (
    <>
      <ListTools tools={tools} label={words.registerList.search} orders={words.registerList.orders} />
      {tools.shown.length === 0 ? (
        <EmptyState title={words.registerList.noneFound} />
      ) : (
        <TableBox label={words.registerList.caption} tall>
          <table className="table table-rows">
            <caption>{words.registerList.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{columns.village}</th>
                <th scope="col" className="n">
                  {columns.residents}
                </th>
                <th scope="col" className="n">
                  {columns.over65}
                </th>
                <th scope="col">{columns.asOf}</th>
              </tr>
            </thead>
            <tbody>
              {tools.shown.map((row) => (
                <tr key={row.village.code}>
                  <th scope="row" className="cell-line">
                    {row.village.name} <span className="muted">{row.township}</span>
                  </th>
                  <td className="n" data-label={columns.residents}>
                    {number(row.residents)}
                  </td>
                  <td className="n" data-label={columns.over65}>
                    {row.over65 === null ? '—' : number(row.over65)}
                  </td>
                  <td data-label={columns.asOf}>{formatDay(row.asOf, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </>
  )
}

const Registered = ({ place }: { readonly place: string }) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const query = useApi('register.read', { query: { place: placeInUrl(place) } })
  return (
    <Loaded query={query} rows={8}>
      {({ rows, total }) =>
        rows.length === 0 ? (
          <EmptyState title={words.registerList.empty}>{words.registerList.emptyHint}</EmptyState>
        ) : (
          <>
            <p className="strong num">{words.registerList.total(number(total), number(rows.length))}</p>
            <Villages rows={rows} />
          </>
        )
      }
    </Loaded>
  )
}

/** The population register: what it says of each village, and the files it was taken from. */
export const RegisterPage = () => {
  const { ledger: words } = useDesk()
  const may = useMay()
  const place = usePlace()
  return (
    <Page title={words.register}>
      {place.length < 6 ? (
        <EmptyState title={words.needCounty} />
      ) : (
        <>
          {may('register.import') && <RegisterFiles key={place.slice(0, 6)} county={place.slice(0, 6)} />}
          <Registered key={place} place={place} />
        </>
      )}
    </Page>
  )
}
