/** What suppliers of parts make for makers of equipment (E4). */
export const partKinds = [
  'circuit-board',
  'sensor',
  'turbine',
  'valve',
  'battery',
  'screen',
  'moulding',
  'tubing',
] as const
export type PartKind = (typeof partKinds)[number]
