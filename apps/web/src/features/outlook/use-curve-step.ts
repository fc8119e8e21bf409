/** What shows counts or follows from them. */
export const ofOutlook = ['curve.list', 'curve.read', 'outlook.list', 'outlook.read'] as const

/** Under which key a window keeps what a check told of wrong rows. */
export const toldKey = (curve: string): readonly string[] => ['curve.told', curve]
