import type { ImportInfo } from '@lianfang/contract'
import { isUntold, makePlaceIndex, type PlaceIndex, placeWriting } from '@lianfang/domain/care'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesOfCounty } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { ownOf } from './run-pass.js'
import { isChosenBy, type NewChoices, type NewUntold, saveChoices, saveUntold, writingKey } from './sql-choices.js'
import { askStep, findImport } from './use-imports.js'
import { importInfo } from './view.js'
import { villagesOf } from './villages-of.js'

/** The villages that can be chosen for what an import writes. */
export const placesOfImport = (needs: CareNeeds, call: Call<'import.places'>) =>
  inTransaction(needs.db.app, call.scope, async (tx) => ({
    villages: [...(await villagesOf(tx, await findImport(tx, call, 'look')))],
  }))

type Choices = Call<'import.villages'>['body']['choices']

/** Choices for what is written hold for the next file as well; those for rows that write no village for this file alone. */
const sortChoices = (places: PlaceIndex, choices: Choices) => {
  const written = new Map<string, NewChoices['choices'][number]>()
  const untold = new Map<string, NewUntold['choices'][number]>()
  for (const choice of choices) {
    const { village } = choice
    if ('row' in choice) {
      untold.set(`row ${choice.row}`, { row: choice.row, township: '', village })
      continue
    }
    const writing = placeWriting(choice.writing.township, choice.writing.village)
    if (isUntold(places.match(writing.township, writing.village)))
      untold.set(writing.township, { row: 0, township: writing.township, village })
    else written.set(writingKey(writing), { writing, village })
  }
  return { written: [...written.values()], untold: [...untold.values()] }
}

/**
 * Chooses the villages that writings of an import mean, and remembers them for the next file. A checked import is checked
 * anew with them; of an accepted one the people who were not changed since go there. For rows that write no village, one
 * by one or all at once, it holds for this file alone (K1).
 * @throws request.invalid for a village outside of the import's place
 */
export const chooseVillages = (needs: CareNeeds, call: Call<'import.villages'>): Promise<ImportInfo> =>
  inTransaction(needs.db.app, call.scope, async (tx) => {
    const { id: command, choices } = call.body
    const entry = await findImport(tx, call, 'lock')
    if (await isChosenBy(tx, entry.home, command)) return importInfo(needs, tx, entry)
    const known = new Set<string>((await villagesOf(tx, entry)).map(({ code }) => code))
    for (const [at, { village }] of choices.entries())
      if (!known.has(village)) throw problem('request.invalid', { field: `choices.${at}.village` })
    const { written, untold } = sortChoices(makePlaceIndex(await placesOfCounty(tx, entry.home), ownOf(entry)), choices)
    const by = { command, account: call.actor.accountId, at: new Date(needs.now()) }
    if (written.length > 0) await saveChoices(tx, entry, { ...by, choices: written })
    if (untold.length > 0) await saveUntold(tx, entry, { ...by, choices: untold })
    const given = entry.as_of_source === 'given' ? entry.as_of : null
    const next = { checked: checkAnew(given), accepted: moveThem(command) }
    const step = entry.state === 'checked' || entry.state === 'accepted' ? next[entry.state] : null
    if (step === null) throw problem('import.wrong-state', { state: entry.state })
    return askStep(needs, tx, { ...step, call, entry })
  })

const checkAnew = (asOf: string | null) =>
  ({ from: ['checked'], to: 'checking', kind: 'care.import-check', cursor: { asOf } }) as const

const moveThem = (command: string) =>
  ({ from: ['accepted'], to: 'accepting', kind: 'care.import-villages', cursor: { command } }) as const
