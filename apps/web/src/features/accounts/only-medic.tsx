import { isApiProblem } from '../../api/problem.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'

/** The teams that would be left without a medic, where that is why nothing was done. */
export const teamsWithoutMedic = (error: unknown): readonly string[] => {
  if (!isApiProblem(error) || error.code !== 'account.only-medic') return []
  const teams = error.body?.details?.['teams']
  return Array.isArray(teams) ? teams : []
}

/** Names the teams before they lose their only medic; the button beside it then says so once more. */
export const OnlyMedicNote = ({ teams }: { readonly teams: readonly string[] }) => {
  const { accounts: words } = useDesk()
  const { words: base } = useI18n()
  return (
    <p className="note note-warn" role="alert">
      {words.onlyMedic(teams.join(base.listSeparator))}
    </p>
  )
}
