import { access, constants } from 'node:fs/promises'
import { accountFaultSentence, messagesOf } from '@lianfang/contract'
import { NATION, type PlaceCode } from '@lianfang/domain/shared'
import { openSource, plainName } from '../compose.js'
import { noScope } from '../kernel/db/index.js'
import { afterSaving, countStaff, readStaff, saveStaff } from '../kernel/org/accounts/index.js'
import { loadCounty } from '../kernel/org/index.js'
import type { CommandCall } from './command.js'
import { divisionsFile, type withHouse } from './house-steps.js'
import { exit, type Terminal } from './terminal.js'

type House = Parameters<Parameters<typeof withHouse>[1]>[0]
type Rows = ReturnType<typeof afterSaving>

const sayRows = (terminal: Terminal, rows: Rows): void => {
  const { say, line, language } = terminal
  const words = messagesOf(language)
  for (const row of rows) {
    if (row.outcome !== 'wrong') {
      const outcome = row.outcome === 'new' && row.made !== undefined ? 'made' : row.outcome
      line(`${say.row(row.row)}  ${row.account.login}  ${say.staff[outcome]}`)
      continue
    }
    const why = row.faults.map(
      ({ field, code, value }) =>
        `${words.accountFields[field]}: ${accountFaultSentence({ code, value }, { words, roles: words.roles, listSeparator: ', ' })}`,
    )
    line(`${say.row(row.row)}  ${say.staff.wrong}  ${why.join('; ')}`)
  }
}

/** `user import FILE --county CODE [--dry-run]`: a list of staff; cards are printed on the page, where their address is known. */
export const importStaff = async (house: House, call: CommandCall, file: string): Promise<number> => {
  const { terminal, values, config } = call
  const { county } = values
  if (typeof county !== 'string' || !/^\d{6}$/.test(county)) {
    terminal.error(terminal.say.countyMissing)
    return exit.usage
  }
  const there = await access(file, constants.R_OK).then(
    () => true,
    () => false,
  )
  if (!there) {
    terminal.error(terminal.say.fileMissing(plainName(file)))
    return exit.file
  }
  await loadCounty({ db: house.db, file: divisionsFile(config) }, county)
  const source = await openSource({ path: file })
  try {
    const dryRun = values['dry-run'] === true
    const needs = { db: house.db, now: house.now, zone: config.zone }
    // Whoever is at the machine administers all of it.
    const read = await readStaff(needs, { county: county as PlaceCode, admin: NATION }, source) // six digits, checked above
    const staff = dryRun ? [] : read.rows.flatMap((row) => (row.outcome === 'new' ? [row.account] : []))
    const save = { pool: house.db.auth, scope: noScope, actor: null, language: terminal.language }
    const rows: Rows = dryRun ? read.rows : afterSaving(read.rows, await saveStaff(save, staff))
    const counts = countStaff(rows)
    sayRows(terminal, rows)
    terminal.line(terminal.say.staffDone(dryRun, counts))
    terminal.object({
      command: 'user import',
      file: plainName(file),
      county,
      dryRun,
      ...counts,
      findings: rows.map((row) => ({
        row: row.row,
        outcome: row.outcome,
        ...(row.outcome === 'wrong' ? { faults: row.faults } : { login: row.account.login }),
      })),
    })
    return exit.done
  } finally {
    await source.close()
  }
}
