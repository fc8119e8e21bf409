import { roleSpecs } from '@lianfang/domain/org'
import { useSession } from '../session/session.js'

/** Where an empty form begins: the acting place as far as it says township and village. */
export const useStart = () => {
  const { acting } = useSession()
  const { code } = acting.place
  return {
    township: code.length >= 9 ? code.slice(0, 9) : '',
    village: code.length === 12 ? code : null,
    names: roleSpecs[acting.role].diseaseNames,
  }
}
