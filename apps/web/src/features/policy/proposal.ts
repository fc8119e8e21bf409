import type { Reply } from '../../api/client.js'

/** A proposed value as the queue shows it. */
export type Proposal = Reply<'policy.proposals'>['rows'][number]

/** A proposal tried on the last four weeks. */
export type Trial = NonNullable<Reply<'trial.read'>['trial']>
