import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, serverNow } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNightWords } from '../../i18n/night.js'
import { EmptyState, ProblemNote } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay, formatInstant, partsIn } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import { useMay } from '../session/session.js'
import { type ShiftDraft, ShiftForm } from './shift-form.js'
import type { DeskState } from './use-desk-page.js'

const halfDayMs = 12 * 3_600_000

/** Begins a shift where a gap begins; a long one is filled half a day at a time. */
const draftOf = ({ from, until }: DeskState['gaps'][number], zone: string): ShiftDraft => {
  const begin = partsIn(Date.parse(from), zone)
  const end = partsIn(Math.min(Date.parse(until), Date.parse(from) + halfDayMs), zone)
  return { day: begin.day, from: begin.clock, until: end.clock }
}

const Gaps = ({ desk, onFill }: { readonly desk: DeskState; readonly onFill: ((gap: ShiftDraft) => void) | null }) => {
  const { rota } = useNightWords()
  const { number, language } = useI18n()
  const zone = useZone()
  const days = number(desk.rotaDays)
  if (desk.gaps.length === 0) return <p className="note note-good">{rota.noGaps(days)}</p>
  return (
    <section className="note note-warn stack" aria-labelledby="rota-gaps">
      <h2 id="rota-gaps">{rota.gapsTitle(days)}</h2>
      <ul className="stack">
        {desk.gaps.map((gap) => (
          <li key={gap.from} className="line">
            <span className="num">
              {rota.span(formatInstant(gap.from, zone, language), formatInstant(gap.until, zone, language))}
            </span>
            {onFill !== null && (
              <button type="button" className="btn" onClick={() => onFill(draftOf(gap, zone))}>
                {rota.fill}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Shifts = ({ desk, manages }: { readonly desk: DeskState; readonly manages: boolean }) => {
  const { rota, duty } = useNightWords()
  const { language } = useI18n()
  const zone = useZone()
  const toast = useToast()
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: (id: string) => call('shift.cancel', { params: { id }, body: { place: desk.place.code } }),
    onSuccess: () => {
      toast({ text: rota.cancelled })
      return client.invalidateQueries({ queryKey: ['desk.read'] })
    },
  })
  if (desk.shifts.length === 0) return <EmptyState title={rota.none} />
  return (
    <>
      {cancel.error && <ProblemNote error={cancel.error} saving />}
      <TableBox label={rota.shifts}>
        <table className="table table-rows">
          <caption>{rota.shifts}</caption>
          <thead>
            <tr>
              <th scope="col">{rota.person}</th>
              <th scope="col">{rota.from}</th>
              <th scope="col">{rota.until}</th>
              {manages && (
                <th scope="col">
                  <span className="sr">{rota.cancel}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {desk.shifts.map(({ id, name, from, until, away }) => (
              <tr key={id}>
                <th scope="row" className="cell-line">
                  {name} {desk.onDuty.some((one) => one.id === id) && <span className="tag">{duty.now}</span>}
                  {away !== null && (
                    <div className="alarm-text small">{rota.away(away.by, formatDay(away.until, language))}</div>
                  )}
                </th>
                <td className="num nowrap" data-label={rota.from}>
                  {formatInstant(from, zone, language)}
                </td>
                <td className="num nowrap" data-label={rota.until}>
                  {formatInstant(until, zone, language)}
                </td>
                {manages && (
                  <td>
                    <button
                      type="button"
                      className="btn btn-quiet"
                      aria-label={rota.cancelOf(name, formatInstant(from, zone, language))}
                      disabled={cancel.isPending}
                      onClick={() => cancel.mutate(id)}
                    >
                      {rota.cancel}
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </>
  )
}

/** Where nobody is on duty in the days ahead, and who is when. */
export const RotaTab = ({ desk }: { readonly desk: DeskState }) => {
  const manages = useMay()('rota.manage')
  const zone = useZone()
  const [draft, setDraft] = useState<ShiftDraft>({
    day: partsIn(serverNow(), zone).day,
    from: '20:00',
    until: '08:00',
  })
  return (
    <div className="stack-wide">
      <Gaps desk={desk} onFill={manages ? setDraft : null} />
      {manages && <ShiftForm desk={desk} draft={draft} onDraft={setDraft} />}
      <Shifts desk={desk} manages={manages} />
    </div>
  )
}
