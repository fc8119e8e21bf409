/** What shows counts or follows from them. */
export const ofOutlook = ['curve.list', 'curve.read', 'outlook.list', 'outlook.read'] as const
