import { useEffect, useRef, useState } from 'react'
import { behind, navigate, pathOf } from '../../app/field-router.js'
import { type Group, groups } from './form.js'

/** The group that the address names behind its #; null where that names something else of the page. */
const named = (): Group | null => {
  const name = location.hash.slice(1)
  return name === '' ? groups[0] : (groups.find((group) => group === name) ?? null)
}

/**
 * Which group of questions is on the screen. It stands in the address, each in an entry of its own: the phone's back key goes
 * one group back and not out of the form. `begins`: an empty form begins with its first group, whatever the address says.
 */
export const useStep = (begins: boolean) => {
  const [group, setGroup] = useState<Group>(() => (begins ? groups[0] : (named() ?? groups[0])))
  const opened = useRef(behind())
  useEffect(() => {
    const follow = (): void => setGroup((now) => named() ?? now)
    window.addEventListener('popstate', follow)
    return () => window.removeEventListener('popstate', follow)
  }, [])
  const entries = (): number => behind() - opened.current
  /** To a group; back to one that was shown goes back in the browser too. */
  const show = (to: Group): void => {
    const back = groups.indexOf(group) - groups.indexOf(to)
    if (back === 0) return
    if (back > 0 && back <= entries()) {
      history.go(-back)
      return
    }
    navigate(`${pathOf(location.pathname)}#${to}`, back > 0 ? 'replace' : 'push')
    setGroup(to)
  }
  /** Leaves the form as if it had been one entry on the way back. */
  const leave = (to: string): void => {
    if (entries() <= 0) {
      navigate(to, 'replace')
      return
    }
    window.addEventListener('popstate', () => navigate(to, 'replace'), { once: true })
    history.go(-entries())
  }
  return { group, show, leave }
}
