import { useApi } from '../../api/use-api.js'
import { useSession } from '../session/session.js'

const treats = ['townshipCentre', 'communityCentre', 'hospital', 'feverClinic', 'villageClinic', 'communityStation']
const shown = 3

/** The published numbers of the institutions of the team's township that treat people; read once an hour. */
export const useDoctorNumbers = (): readonly {
  readonly id: string
  readonly name: string
  readonly phone: string
}[] => {
  const { acting, actions } = useSession()
  const township = acting.place.code.slice(0, 9)
  const enabled = township.length === 9 && actions.includes('facility.read')
  const { data } = useApi('facility.list', { query: { place: township } }, { enabled, staleTime: 3_600_000 })
  return (data?.rows ?? [])
    .filter(({ kind }) => treats.includes(kind))
    .sort((a, b) => treats.indexOf(a.kind) - treats.indexOf(b.kind))
    .flatMap(({ id, name, phone }) => (phone === null ? [] : [{ id, name, phone }]))
    .slice(0, shown)
}
