import { standardGap } from '@lianfang/domain/supply'
import { Link, useSearch } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOutlookWords } from '../../i18n/outlook.js'
import { useTables } from '../../i18n/tables.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useKinds } from '../supply/use-kinds.js'
import { Institutions } from './standard-institutions.js'

type Standard = Reply<'standard.read'>
type Row = Standard['rows'][number]

/** One product of the formula, with its source and how sure it is. */
const Term = ({ term }: { readonly term: Row['terms'][number] }) => {
  const { standard: words } = useOutlookWords()
  const { number } = useI18n()
  const tables = useTables()
  const { of, grade, basis, amount, ratio, unknown, source, evidence } = term
  const named = words.named(grade === null ? '' : words.graded[grade], tables.facilityKinds[of])
  return (
    <li>
      <span className="num">
        {named}: {words.term(number(amount), words.basisOf(amount, basis), String(ratio))}
      </span>{' '}
      <span className="tag">{words.evidences[evidence]}</span>
      {unknown > 0 && <div>{words.unknown(number(unknown))}</div>}
      <div className="muted small" lang="zh-CN">
        {source}
      </div>
    </li>
  )
}

/** What is missing; "enough" only where no institution is left out. */
const Gap = ({ row }: { readonly row: Pick<Row, 'quantity' | 'available' | 'terms'> }) => {
  const { standard: words } = useOutlookWords()
  const { number } = useI18n()
  const gap = standardGap(row, row.available)
  if (gap.state !== 'missing') return words[gap.state]
  return <strong>{gap.atLeast ? words.atLeast(number(gap.units)) : number(gap.units)}</strong>
}

const Kinds = ({ standard, open }: { readonly standard: Standard; readonly open: string | undefined }) => {
  const { standard: words, need } = useOutlookWords()
  const { number } = useI18n()
  const { named, unitOf } = useKinds()
  const place = placeInUrl(standard.place.code)
  return (
    <TableBox label={words.caption}>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{need.kind}</th>
            <th scope="col" className="n">
              {words.quantity}
            </th>
            <th scope="col" className="n">
              {need.available}
            </th>
            <th scope="col" className="n">
              {need.gap}
            </th>
            <th scope="col">{need.formula}</th>
          </tr>
        </thead>
        <tbody>
          {standard.rows.map(({ kind, quantity, available, terms }) => (
            <tr key={kind} className={kind === open ? 'is-open' : ''}>
              <th scope="row">
                <Link to="/outlook/standard" search={{ place, kind }} data-row resetScroll={false}>
                  {named(kind)}
                </Link>
              </th>
              <td className="n" data-label={words.quantity}>
                {terms.some(({ unknown }) => unknown > 0) ? words.atLeast(number(quantity)) : number(quantity)}{' '}
                <span className="muted small">{unitOf(kind)}</span>
              </td>
              <td className="n" data-label={need.available}>
                <Link to="/stock" search={{ place, kind }} className="quiet-link">
                  {number(available)}
                </Link>
              </td>
              <td className="n" data-label={need.gap}>
                <Gap row={{ quantity, available, terms }} />
              </td>
              <td className="small">
                <ul className="stack">
                  {terms.map((term) => (
                    <Term key={`${term.of} ${term.grade} ${term.basis}`} term={term} />
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** Need against the standard configuration of each kind of institution (E2). */
export const StandardPage = () => {
  const { standard: words, toList } = useOutlookWords()
  const place = usePlace()
  const { kind } = useSearch({ from: '/outlook/standard' })
  const asked = { place: placeInUrl(place), ...(kind === undefined ? {} : { kind }) }
  const query = useApi('standard.read', { query: asked }, { keep: 'previous' })
  return (
    <Page
      title={words.title}
      error={query.error}
      actions={
        <Link to="/outlook" search={{ place: placeInUrl(place) }} className="btn">
          {toList}
        </Link>
      }
    >
      <p className="muted">{words.intro}</p>
      <Loaded query={query} rows={6}>
        {(standard) =>
          standard.rows.length === 0 ? (
            <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
          ) : (
            <>
              {kind !== undefined && standard.institutions.length > 0 && (
                <Institutions standard={standard} kind={kind} />
              )}
              <Kinds standard={standard} open={kind} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
