import { access, constants } from 'node:fs/promises'
import { findingSentence, messagesOf } from '@lianfang/contract'
import { provisionalReasons } from '@lianfang/domain/care'
import { type Day, parseDay } from '@lianfang/domain/shared'
import { careNeeds, openSource, plainName } from '../compose.js'
import { loadCounty } from '../kernel/org/index.js'
import { settleNow } from '../kernel/settle/index.js'
import { type ImportedNow, importNow } from '../modules/care/index.js'
import type { Command, CommandCall } from './command.js'
import { divisionsFile, withHouse } from './house-steps.js'
import { exit, type Terminal } from './terminal.js'

type Wanted = { readonly file: string; readonly county: string; readonly asOf: Day | null; readonly dryRun: boolean }

const read = async ({ positionals, values, terminal }: CommandCall): Promise<Wanted | null> => {
  const { say } = terminal
  const [file] = positionals
  const county = values.county
  if (file === undefined || typeof county !== 'string' || !/^\d{6}$/.test(county)) {
    terminal.error(say.countyMissing)
    return null
  }
  const asOf = typeof values['as-of'] === 'string' ? parseDay(values['as-of']) : null
  if (typeof values['as-of'] === 'string' && asOf === null) {
    terminal.error(say.dayWrong(values['as-of']))
    return null
  }
  return { file, county, asOf, dryRun: values['dry-run'] === true }
}

const countKeys = ['rows', 'new', 'changed', 'same', 'twice', 'doubtful', 'wrong', 'notYours', 'warnings'] as const
const tierKeys = ['red', 'yellow', 'green'] as const

/** The result as one JSON object. Rows name what was found, by code; a cell's text only where it is needed to find it. */
const objectOf = ({ entry, counts, standing, rows }: ImportedNow, wanted: Wanted) => ({
  command: 'import',
  file: plainName(wanted.file),
  county: wanted.county,
  dryRun: wanted.dryRun,
  ...counts,
  tiers: standing.tiers,
  provisional: standing.provisional,
  asOf: { day: entry.as_of, source: entry.as_of_source, agree: entry.as_of_agree, of: entry.as_of_of },
  columns: entry.columns.map(({ index, heading, field }) => ({ index, heading, field })),
  unsureVillages: entry.unsure.villages ?? [],
  unsureVaccines: entry.unsure.vaccines ?? [],
  findings: rows.map((r) => ({
    row: r.row_number,
    verdict: r.verdict,
    ...(r.twin_row === null ? {} : { twin: r.twin_row }),
    findings: r.findings,
  })),
})

const sayStanding = (terminal: Terminal, { tiers, provisional }: ImportedNow['standing'], dry: boolean): void => {
  const { say, line } = terminal
  const words = messagesOf(terminal.language)
  if (tiers === null || provisional === null) return
  line((dry ? say.tiersDry : say.tiers)(tierKeys.map((tier) => `${words.tiers[tier]} ${tiers[tier]}`)))
  const why = provisionalReasons
    .filter((reason) => provisional.reasons[reason] > 0)
    .map((reason) => `${words.provisionalReasons[reason]} ${provisional.reasons[reason]}`)
  line(say.provisional(provisional.people, why))
}

const sayResult = (terminal: Terminal, { entry, counts, standing, rows }: ImportedNow, dry: boolean): void => {
  const { say, line } = terminal
  const words = messagesOf(terminal.language)
  for (const r of rows.filter((f) => f.verdict !== 'new' && f.verdict !== 'same').slice(0, 200)) {
    const why = r.findings.map((f) => {
      const sentence = findingSentence(words, f) ?? f.code
      return f.field === null ? sentence : `${words.fields[f.field]}: ${sentence}`
    })
    const verdict = words.verdicts[r.verdict as keyof typeof words.verdicts] // as stored
    line(
      `${say.row(r.row_number)}  ${verdict}${r.twin_row === null ? '' : ` (${say.row(r.twin_row)})`}  ${why.join('; ')}`,
    )
  }
  if (entry.as_of !== null) {
    line(say.asOf(entry.as_of, entry.as_of_source ?? 'today', entry.as_of_agree ?? 0, entry.as_of_of ?? 0))
  }
  for (const key of countKeys) line(`${say.counts[key]}: ${counts[key]}`)
  sayStanding(terminal, standing, dry)
  line(say.importDone(dry))
}

/** `import FILE --county CODE [--dry-run] [--as-of DAY] [--sheet NAME]` */
export const importCommand: Command = {
  options: {
    county: { type: 'string' },
    'dry-run': { type: 'boolean' },
    'as-of': { type: 'string' },
    sheet: { type: 'string' },
  },
  run: async (call) => {
    const { terminal, config, values } = call
    const wanted = await read(call)
    if (wanted === null) return exit.usage
    const there = await access(wanted.file, constants.R_OK).then(
      () => true,
      () => false,
    )
    if (!there) {
      terminal.error(terminal.say.fileMissing(wanted.file))
      terminal.object({ error: 'file.missing' })
      return exit.file
    }
    const sheet = typeof values.sheet === 'string' ? { sheet: values.sheet } : {}
    const source = await openSource({ path: wanted.file, ...sheet })
    try {
      return await withHouse({ config, terminal }, async (house) => {
        const places = await loadCounty({ db: house.db, file: divisionsFile(config) }, wanted.county)
        if (places === 0) {
          terminal.error(terminal.say.countyUnknown(wanted.county))
          terminal.object({ error: 'place.unknown' })
          return exit.usage
        }
        const done = await importNow(careNeeds(house, terminal.error), {
          home: wanted.county,
          fileName: plainName(wanted.file),
          source,
          ...('sheet' in sheet ? { sheet: 'named' as const } : {}),
          givenDay: wanted.asOf,
          dryRun: wanted.dryRun,
          account: null,
          progress: ({ done, total }) => terminal.progress(terminal.say.importing(done, total)),
        })
        // So that the counters are right when the command ends, also when no server runs.
        if (!wanted.dryRun) await settleNow(house.db)
        sayResult(terminal, done, wanted.dryRun)
        terminal.object(objectOf(done, wanted))
        return exit.done
      })
    } finally {
      await source.close()
    }
  },
}
