import type { Reply } from '../../api/client.js'

export type Consignment = Reply<'consignment.read'>
export type ConsignmentRow = Reply<'consignment.list'>['rows'][number]
export type Leg = Consignment['legs'][number]
export type Statement = Consignment['milestones'][number]
export type Slot = Leg['times'][number]
export type Cargo = Consignment['cargo'][number]
