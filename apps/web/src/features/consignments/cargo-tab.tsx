import { Link } from '@tanstack/react-router'
import { call } from '../../api/client.js'
import { useConsignments } from '../../i18n/consignments.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useDeskAct } from '../requests/desk-act.js'
import { ReasonAct } from '../requests/reason-act.js'
import { HandForm } from './hand-form.js'
import { Photos } from './photos.js'
import { ReceiveForm } from './receive-form.js'
import { RedirectForm } from './redirect-form.js'
import { Merge, Split } from './split-merge.js'
import type { Consignment } from './types.js'

type Props = { readonly consignment: Consignment }

const Lines = ({ consignment: { cargo, wanted } }: Props) => {
  const { cargo: words } = useConsignments()
  const { number, language } = useI18n()
  const { named, many } = useGoodsWords()
  if (cargo.length === 0 && wanted.length > 0) {
    return (
      <section className="stack">
        <h3>{words.wanted}</h3>
        <ul>
          {wanted.map((one) => (
            <li key={`${one.kind}${one.assignment ?? ''}${one.product ?? ''}`}>
              {named(one.kind)} <span className="num">{many(one.quantity, one.kind)}</span>
            </li>
          ))}
        </ul>
      </section>
    )
  }
  if (cargo.length === 0) return <p className="muted">{words.empty}</p>
  const columns = (['quantity', 'left', 'arrived', 'lost'] as const).filter(
    (one) => one !== 'lost' || cargo.some(({ lost }) => lost > 0),
  )
  return (
    <TableBox label={words.caption}>
      <table className="table">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            {columns.map((one) => (
              <th key={one} scope="col" className="n">
                {words[one]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cargo.map((line) => (
            <tr key={line.n}>
              <th scope="row">
                {named(line.kind)}
                <div className="muted small">
                  {[line.serial, line.lot, line.expiry === null ? null : formatDay(line.expiry, language)]
                    .filter((text) => text !== null)
                    .join(' · ')}
                </div>
              </th>
              {columns.map((one) => (
                <td key={one} className="n">
                  {number(line[one])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

const Requests = ({ consignment: { requests, kinds } }: Props) => {
  const { cargo: words } = useConsignments()
  const { many } = useGoodsWords()
  if (requests.length === 0) return null
  return (
    <section className="stack">
      <h3>{words.requests}</h3>
      <ul>
        {requests.map((one) => (
          <li key={one.assignment}>
            <Link to="/requests/$id" params={{ id: one.request }} search={{ tab: 'assign' }}>
              {words.forRequest(one.hospital, many(one.quantity, kinds[0]?.kind ?? ''))}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Receipts = ({ consignment: { receipts, handOvers } }: Props) => {
  const { cargo: words } = useConsignments()
  const { number, language } = useI18n()
  const { named, many } = useGoodsWords()
  return (
    <>
      {handOvers.length > 0 && (
        <section className="stack">
          <h3>{words.handOvers}</h3>
          <ul className="stack">
            {handOvers.map((one) => (
              <li key={one.id} className="card">
                <p>
                  {words.handOver(one.giver, one.taker)}, {one.condition}
                </p>
                <p className={one.count === one.expected ? 'muted' : 'alarm-text'}>
                  {words.counted(number(one.count), number(one.expected))}
                </p>
                <p className="muted small">
                  {one.by} · <Moment at={one.at} exact />
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="stack">
        <h3>{words.receipts}</h3>
        {receipts.length === 0 && <p className="muted">{words.noReceipts}</p>}
        <ul className="stack">
          {receipts.map((one) => (
            <li key={one.id} className="card">
              <p>
                {formatDay(one.day, language)} {words.fine(number(one.fine))}, {one.condition}
              </p>
              {one.differences.map((each) => (
                <p
                  key={`${each.what}${each.kind}${each.n ?? ''}${each.lot ?? ''}${each.serial ?? ''}`}
                  className="alarm-text"
                >
                  {words.differences[each.what]} {named(each.kind)} {many(each.quantity, each.kind)}{' '}
                  {[each.serial, each.lot, each.reason].filter((text) => text !== null).join(' · ')}
                </p>
              ))}
              {one.reason !== null && <p>{one.reason}</p>}
              <p className="muted small">{one.by}</p>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

const Ends = ({ consignment: { id, may, today } }: Props) => {
  const { cargo: words } = useConsignments()
  const close = useDeskAct<{ readonly reason: string }>(
    (body, command) => call('consignment.close', { params: { id }, body: { ...body, id: command, day: today } }),
    { said: words.closed },
  )
  const cancel = useDeskAct<{ readonly reason: string }>(
    (body, command) => call('consignment.cancel', { params: { id }, body: { ...body, id: command } }),
    { said: words.cancelled },
  )
  return (
    <>
      {may.close && (
        <details>
          <summary>{words.close}</summary>
          <ReasonAct label={words.reason} hint={words.closeHint} send={words.close} danger act={close} />
        </details>
      )}
      {may.cancel && (
        <details>
          <summary>{words.cancel}</summary>
          <ReasonAct label={words.reason} send={words.cancel} danger act={cancel} />
        </details>
      )}
    </>
  )
}

const Acts = ({ consignment }: Props) => {
  const { cargo: words, receive, hand } = useConsignments()
  const { may, undecided, redirections } = consignment
  return (
    <>
      {may.receive && (
        <details>
          <summary>{receive.title}</summary>
          <ReceiveForm consignment={consignment} />
        </details>
      )}
      {may.handOver && consignment.legs.length > 0 && (
        <details>
          <summary>{hand.title}</summary>
          <HandForm consignment={consignment} />
        </details>
      )}
      {may.split && (
        <details>
          <summary>{words.split}</summary>
          <Split consignment={consignment} />
        </details>
      )}
      {may.merge && (
        <details>
          <summary>{words.merge}</summary>
          <Merge consignment={consignment} />
        </details>
      )}
      {may.redirect && redirections.length > 0 && !undecided && (
        <details>
          <summary>{words.choice}</summary>
          <RedirectForm consignment={consignment} />
        </details>
      )}
      <Ends consignment={consignment} />
    </>
  )
}

/** What it carries and for whom; a choice that waits stands first. Split, merged, received with differences, photos. */
export const CargoTab = ({ consignment }: Props) => {
  const { cargo: words } = useConsignments()
  const { undecided, may, related } = consignment
  return (
    <div className="stack-wide">
      {undecided && (
        <section className="note note-warn stack">
          <p>{words.decide}</p>
          {may.redirect && <RedirectForm consignment={consignment} />}
        </section>
      )}
      <Lines consignment={consignment} />
      <Requests consignment={consignment} />
      <Acts consignment={consignment} />
      <Receipts consignment={consignment} />
      <Photos consignment={consignment} />
      {related.length > 0 && (
        <section className="stack">
          <h3>{words.relatedTitle}</h3>
          <ul>
            {related.map((one) => (
              <li key={`${one.id}${one.how}`}>
                <Link to="/consignments/$id" params={{ id: one.id }} search={{}}>
                  {words.related[one.how]}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
