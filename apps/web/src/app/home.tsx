import { Navigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { placeInUrl } from '../api/path.js'
import { startOf } from '../features/session/home.js'
import { useSession } from '../features/session/session.js'
import { modules } from './modules.js'

// What each role came for; the rail's order is for everybody else.
const firstOf: Readonly<Record<string, string>> = {
  medic: 'tier',
  administrator: 'accounts',
  auditor: 'audit',
  supplyDesk: 'enterprises',
}

/** A board without a place is that of one's own. */
export const OwnBoard = () => {
  const { acting } = useSession()
  return <Navigate to="/board/$place" params={{ place: placeInUrl(acting.place.code) }} replace />
}

/** Another entry of the product: another document. */
const Leave = ({ to }: { readonly to: string }) => {
  useEffect(() => location.replace(to), [to])
  return null
}

/** The first page of a role. Field staff who come to the desk stay: they chose it. */
export const Home = () => {
  const { actions, acting } = useSession()
  const start = startOf(acting.role)
  if (start === '/report' || start === '/store' || start === '/hospital') return <Leave to={start} />
  const mine = modules.filter((module) => actions.includes(module.action))
  const first = mine.find((module) => module.name === firstOf[acting.role]) ?? mine[0]
  if (first === undefined) return <Navigate to="/me" replace />
  if (first.to === '/board/$place') return <OwnBoard />
  return <Navigate to={first.to} replace />
}
