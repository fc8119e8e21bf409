import { useApi } from '../../api/use-api.js'
import { countyOf } from '../session/scope.js'
import { useSession } from '../session/session.js'

export const usePerson = (id: string, enabled = true) => {
  const county = countyOf(useSession())
  return useApi('person.read', { params: { id }, query: county === undefined ? {} : { county } }, { enabled })
}
