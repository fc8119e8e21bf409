import fc from 'fast-check'

/** What somebody may do with a county, in any order. Numbers choose among what is there, whatever that is. */
export type Command =
  | { readonly do: 'import'; readonly from: number; readonly count: number; readonly dose: number }
  | { readonly do: 'follow'; readonly who: number; readonly reached: boolean; readonly hoursAgo: number }
  | { readonly do: 'burst'; readonly who: number; readonly times: number }
  | { readonly do: 'correct'; readonly which: number; readonly reached: boolean }
  | { readonly do: 'withdraw'; readonly which: number }
  | { readonly do: 'override'; readonly who: number; readonly tier: 'red' | 'yellow' | 'green' }
  | {
      readonly do: 'confirm'
      readonly who: number
      readonly disease: 'none' | 'unstable'
      readonly dose: 'full' | 'none'
    }
  | { readonly do: 'bind'; readonly team: 0 | 1; readonly villages: number }
  | { readonly do: 'infect'; readonly who: number; readonly hoursAgo: number }
  | { readonly do: 'takeBack'; readonly which: number }
  | { readonly do: 'clock'; readonly hours: number }
  | { readonly do: 'settle' }

const nat = fc.nat({ max: 1_000 })
export const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      from: fc.nat(30),
      count: fc.integer({ min: 1, max: 12 }),
      dose: fc.nat(3),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('follow' as const), who: nat, reached: fc.boolean(), hoursAgo: fc.nat(50) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('burst' as const), who: nat, times: fc.integer({ min: 2, max: 5 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('correct' as const), which: nat, reached: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), which: nat }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('override' as const),
      who: nat,
      tier: fc.constantFrom('red' as const, 'yellow' as const, 'green' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('confirm' as const),
      who: nat,
      disease: fc.constantFrom('none' as const, 'unstable' as const),
      dose: fc.constantFrom('full' as const, 'none' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('bind' as const),
      team: fc.constantFrom(0 as const, 1 as const),
      villages: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('infect' as const), who: nat, hoursAgo: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('takeBack' as const), which: nat }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('clock' as const), hours: fc.integer({ min: -20, max: 70 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
)
