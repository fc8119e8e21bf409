import { access, constants } from 'node:fs/promises'
import { openSource, plainName } from '../compose.js'
import type { House } from '../house.js'
import { readTree, saveTree, type Tree, type TreeOutcome } from '../kernel/org/divisions/index.js'
import { type ChangesLoaded, loadChanges } from '../kernel/org/index.js'
import { settleNow } from '../kernel/settle/index.js'
import type { Command, CommandCall } from './command.js'
import { withHouse } from './house-steps.js'
import { exit, type Terminal } from './terminal.js'

const isThere = (file: string): Promise<boolean> =>
  access(file, constants.R_OK).then(
    () => true,
    () => false,
  )

const noFile = (terminal: Terminal, file: string): number => {
  terminal.error(terminal.say.fileMissing(file))
  terminal.object({ error: 'file.missing' })
  return exit.file
}

type Loading = { readonly house: House; readonly terminal: Terminal; readonly file: string; readonly dryRun: boolean }

const sayTree = ({ terminal, dryRun }: Loading, tree: Tree, saved: TreeOutcome | null): void => {
  const { say, line, error } = terminal
  for (const { row, why, value } of tree.wrong.slice(0, 200)) {
    line(`${say.row(row)}  ${value}  ${say.divisions.treeFaults[why]}`)
  }
  if (saved !== null) {
    for (const key of ['new', 'changed', 'same', 'gone'] as const)
      line(`${say.divisions.counts[key]}: ${saved.counts[key]}`)
  }
  line(`${say.divisions.counts.wrong}: ${tree.wrong.length}`)
  if (tree.wrong.length > 0 || saved === null) {
    error(say.divisions.wrongRows)
    return
  }
  if (saved.outcome !== 'refused') {
    line(saved.outcome === 'checked' ? say.divisions.checked : say.divisions.loaded)
    return
  }
  for (const { place, what, n } of saved.held.slice(0, 50)) line(`${place}  ${say.divisions.held(what, n)}`)
  error(dryRun ? say.divisions.wouldRefuse : say.divisions.refused)
}

/** Loads a tree from a file into an open house and says what came of it; answers the exit code. */
export const loadTreeFile = async (loading: Loading): Promise<number> => {
  const { house, terminal, file, dryRun } = loading
  if (!(await isThere(file))) return noFile(terminal, file)
  const source = await openSource({ path: file })
  try {
    const tree = await readTree(source.rows)
    const sound = tree.wrong.length === 0 && tree.divisions.length > 0
    // Counters tell where people stand; they must hold what was recorded a moment ago.
    if (sound) await settleNow(house.db)
    const saved = sound ? await saveTree({ db: house.db, divisions: tree.divisions, dryRun }) : null
    sayTree(loading, tree, saved)
    terminal.object({
      command: 'divisions load',
      file: plainName(file),
      dryRun,
      outcome: saved?.outcome ?? 'wrong',
      rows: tree.rows,
      ...saved?.counts,
      wrong: tree.wrong.length,
      findings: tree.wrong,
      ...(saved?.outcome === 'refused' ? { held: saved.held } : {}),
    })
    if (saved === null) return exit.file
    return saved.outcome === 'refused' ? exit.refused : exit.done
  } finally {
    await source.close()
  }
}

const sayChanges = ({ terminal, dryRun }: Loading, loaded: ChangesLoaded): void => {
  const { say, line, error } = terminal
  for (const { row, why, value } of loaded.wrong.slice(0, 200)) {
    line(`${say.row(row)}  ${value}  ${say.divisions.changeFaults[why]}`)
  }
  for (const key of ['new', 'changed', 'same'] as const) line(`${say.divisions.counts[key]}: ${loaded[key]}`)
  line(`${say.divisions.counts.wrong}: ${loaded.wrong.length}`)
  if (loaded.wrong.length > 0) {
    error(say.divisions.wrongRows)
    return
  }
  if (loaded.people > 0) line(say.divisions.peopleStay(loaded.people))
  line(dryRun ? say.divisions.checked : say.divisions.changesEntered)
}

const loadChangesFile = async (loading: Loading): Promise<number> => {
  const { house, terminal, file, dryRun } = loading
  if (!(await isThere(file))) return noFile(terminal, file)
  const source = await openSource({ path: file })
  try {
    await settleNow(house.db)
    const loaded = await loadChanges({ db: house.db, rows: source.rows, dryRun })
    sayChanges(loading, loaded)
    const { rows, wrong, people, same, changed } = loaded
    const outcome = wrong.length > 0 ? 'wrong' : dryRun ? 'checked' : 'loaded'
    const counts = { rows, new: loaded.new, changed, same, wrong: wrong.length, people }
    terminal.object({ command: 'divisions change', file: plainName(file), dryRun, outcome, ...counts, findings: wrong })
    return wrong.length > 0 ? exit.file : exit.done
  } finally {
    await source.close()
  }
}

const run = async ({ config, terminal, positionals, values }: CommandCall): Promise<number> => {
  const [what, file] = positionals
  if ((what !== 'load' && what !== 'change') || file === undefined) {
    terminal.error(terminal.say.divisions.usage)
    return exit.usage
  }
  const dryRun = values['dry-run'] === true
  return withHouse({ config, terminal }, (house) => {
    const loading = { house, terminal, file, dryRun }
    return what === 'load' ? loadTreeFile(loading) : loadChangesFile(loading)
  })
}

/** `divisions load FILE [--dry-run]` and `divisions change FILE [--dry-run]` */
export const divisionsCommand: Command = { options: { 'dry-run': { type: 'boolean' } }, run }
