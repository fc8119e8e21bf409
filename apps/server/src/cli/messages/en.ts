import type { CliMessages } from './zh-CN.js'

export const en: CliMessages = {
  usage: `Lianfang: the working system of a health emergency

Usage: npx lianfang <command> [options]

Commands:
  start                        start (an empty folder is filled with demonstration data); --port, --host, --people,
                               --empty, --divisions FILE; for other machines --tls-cert FILE --tls-key FILE, or
                               --behind-proxy where a proxy ends TLS
                               --operation fills in and plays the Hubei operation of 2020 instead, --day DAY up to it
  import FILE --county CODE    load a ledger of key people (CSV, XLSX); --dry-run checks only, --as-of DAY, --sheet NAME
  user add|list|close|reset    accounts: user add LOGIN --name NAME --role ROLE --place CODE;
                               --password-from-stdin reads the password instead of making a first one
  user import FILE --county CODE
                               accounts from a list of staff (CSV, XLSX), without passwords; --dry-run checks only
  policy                       rules in force with value and clause; --place CODE, --day DAY
  policy set RULE VALUE        enter a value; --place CODE --document TEXT --clause TEXT --from DAY --by LOGIN
                               --signed-by LOGIN, --wait until everybody's tier and due moment follow
  divisions load FILE          load divisions of your own (CSV: code,name[,parent][,from]); --dry-run checks only
  divisions change FILE        enter changes of codes (CSV: old,new,from); --dry-run checks only
  backup FOLDER                back up (encrypted, verifiable)
  restore FILE                 restore into an empty folder
  verify                       verify the audit chain
  keys                         master keys and how much stands under each; keys rotate makes a new one and puts all under it (server
                               stopped), keys renew goes on with that, keys drop ID takes an old one out of the key file (--yes)
  demo leave                   leave the demonstration: says what goes, then makes an empty database; --yes to confirm
  bench                        measure speed on this machine; --people N, --home FOLDER, --keep

For all commands:
  --json                       one JSON object on the last line
  --lang zh-CN|en              language
  --help                       this help

Exit codes: 0 done; 1 internal error; 2 wrong usage; 3 something is wrong with the input file; 4 not allowed or a
condition is not met; 5 verification failed`,
  unknownCommand: (name) => `There is no command "${name}". See npx lianfang --help.`,
  badOption: (why) => `Wrong option: ${why}. See npx lianfang --help.`,
  keysCreated: (file) =>
    `Made the key file ${file}. Keep a copy of it elsewhere: without it no backup can be restored and no name or number read.`,
  database: {
    'copying-binaries': 'Preparing the database program…',
    initialising: 'Making the database…',
    starting: 'Starting the database…',
    recovering: 'The database recovers from not having been closed…',
    attached: 'Attached to the running database.',
    ready: 'The database is ready.',
  },
  migrated: (count) => `Brought the database's structure up to date (${count} steps).`,
  divisionsBehind:
    'The divisions of all China are loaded in the background; it takes a minute or two and goes on at the next start when stopped.',
  divisions: {
    usage: 'Usage: divisions load FILE [--dry-run], or divisions change FILE [--dry-run]',
    counts: { new: 'new', changed: 'changed', same: 'the same', gone: 'no longer there', wrong: 'wrong rows' },
    treeFaults: {
      heading: 'no heading was found; the columns code and name are needed',
      code: 'a code has 2, 4, 6, 9 or 12 digits; its length is its level',
      'code-twice': 'this code has come before',
      name: 'no name, or more than 100 letters',
      'parent-differs': 'the parent does not fit the code: a code begins with the code of what it lies in',
      'parent-missing': 'the place it lies in is not in the file',
      day: 'not a day; write it as 2023-01-06',
    },
    changeFaults: {
      heading: 'no heading was found; the columns old, new and from are needed',
      code: 'a code has 2, 4, 6, 9 or 12 digits',
      level: 'the old and the new code are not of one level',
      'new-unknown': 'there is no place with the new code',
      day: 'not a day; write it as 2023-01-06',
      twice: 'this change has come before',
      circle: 'the changes lead round in a circle',
    },
    held: (what, n) => {
      const names: Readonly<Record<string, string>> = {
        people: 'key people',
        register: 'in the population register',
        accounts: 'roles of accounts',
        facilities: 'facilities',
        organisations: 'organisations',
        policy: 'policy values',
        teams: 'teams',
      }
      return `${n} ${names[what] ?? what}`
    },
    wrongRows: 'Something is wrong with the file; nothing was loaded. Correct the rows above and try again.',
    checked: 'Checked; nothing was loaded.',
    loaded: 'Loaded. From now on the divisions are those of this file.',
    refused:
      'These codes are not in the file, and people or other things stand under them; nothing was loaded. Keep the codes in the file, or move what stands there first.',
    wouldRefuse:
      'These codes are not in the file, and people or other things stand under them; a load would be refused.',
    changesEntered: 'The changes of codes are entered.',
    peopleStay: (n) => `${n} people are recorded under old codes. Their rows stay as they are and are listed there.`,
    intoDemonstration:
      'A demonstration has its own divisions. Use another folder (LIANFANG_HOME), or leave the demonstration first.',
  },
  fileMissing: (file) => `There is no file ${file}. Check the path.`,
  sheetOf: (name, rows) => `  --sheet "${name}"  (${rows} rows)`,
  countyMissing: 'Name the county by its six-digit code with --county, for example --county 421123.',
  countyUnknown: (code) => `There is no county with the code ${code}.`,
  dayWrong: (text) => `"${text}" is not a day. Write it as 2023-01-06.`,
  importing: (done, total) => `${done} / ${total} rows`,
  importDone: (dry) => (dry ? 'Checked; nothing was taken in.' : 'Import done.'),
  asOf: (day, source, agree, of) =>
    source === 'stated'
      ? `The ledger's day is ${day} (written in the file; the ages of ${agree} of ${of} people agree)`
      : source === 'inferred'
        ? `The ledger's day is ${day} (inferred: on it the ages of ${agree} of ${of} people agree with their numbers)`
        : source === 'given'
          ? `The ledger's day is ${day} (given; the ages of ${agree} of ${of} people agree)`
          : `The ledger's day is ${day} (today)`,
  counts: {
    rows: 'data rows',
    new: 'new',
    changed: 'changed',
    same: 'the same',
    twice: 'surely twice',
    doubtful: 'perhaps twice',
    wrong: 'wrong',
    notYours: 'not yours',
    warnings: 'rows with warnings',
  },
  tiersDry: (each) => `Tiers these people would have: ${each.join(', ')}`,
  tiers: (each) => `Tiers of the people taken in: ${each.join(', ')}`,
  provisional: (people, why) => `Of these provisional: ${people}${why.length === 0 ? '' : ` (${why.join('; ')})`}`,
  row: (n) => `row ${n}`,
  verifyWhole: (seals, rows, unsealed) =>
    `The audit chain is whole: ${seals} seals, ${rows} rows; ${unsealed} rows wait to be sealed (two seconds at most).`,
  verifyBroken: (seal) =>
    `The audit chain breaks at seal ${seal}. Preserve the database and tell the person responsible for security.`,
  userAdded: (login, password) => `Made the account ${login}; first password ${password} (shown only now).`,
  staff: { new: 'new', made: 'made', exists: 'exists', wrong: 'wrong' },
  staffDone: (dry, { rows, new: fresh, exists, wrong }) =>
    `${rows} in the list: ${fresh} ${dry ? 'new' : 'made'}, ${exists} exist, ${wrong} wrong.${
      dry ? ' Nothing was made.' : ' They have no password: print their sign-in cards on the Accounts page.'
    }`,
  userAddedWithOwn: (login) => `Account ${login} is made, with the password you gave.`,
  userUnknown: (login) => `There is no account ${login}.`,
  userClosed: (login) => `The account ${login} is closed; its sessions ended at once.`,
  userReset: (login, password) => `New first password of ${login}: ${password} (shown only now).`,
  keys: {
    usage: 'Usage: keys, keys rotate, keys renew, or keys drop ID [--yes]',
    line: (id, active, rows) => `${id}  ${active ? 'in use' : 'old'}  ${rows} sealed entries`,
    rotated: (id, file) =>
      `The new master key is ${id}. Copy the key file ${file} to where you keep it elsewhere, now: it holds both keys. Everything is put under the new one…`,
    renewing: (done) => `Put under the new key: ${done}`,
    renewed: (rows) => `Everything stands under the key in use (${rows} entries were put under it).`,
    inUse: (rows) => `${rows} entries still stand under this key. Run npx lianfang keys renew first.`,
    dropSays: (id) =>
      `The key ${id} would go out of the key file. Backups made while it was in use can then be restored only with an earlier copy of the key file. Confirm with --yes.`,
    dropped: (id) => `The key ${id} is out of the key file. A running server forgets it at its next start.`,
  },
  policyHead: (place, day) => `Rules in force on ${day} at ${place || 'the nation'}`,
  closed: 'unconfirmed, closed',
  policySetUsage:
    'Usage: policy set RULE VALUE --place CODE --document TEXT --clause TEXT --from DAY --by LOGIN --signed-by LOGIN [--wait]',
  policySet: (rule, counties) =>
    `${rule} is entered; tiers and due follow-ups of ${counties} counties will be renewed.`,
  policyRenewing: (counties, done) =>
    `Renewing tiers and due follow-ups: ${counties} counties to go, ${done} people done`,
  policyRenewed: (seconds) => `All are renewed, after ${seconds} s.`,
  policyRenewalWaits: (counties) =>
    `No server is running that renews them: ${counties} counties wait, and the next start goes on with them.`,
  serving: (address) => `Lianfang is up: ${address}`,
  working: 'The background process is up: it numbers, counts, seals and does long work.',
  longWorkLost: 'The process for long work has ended unasked; another one is started, and what it was at goes on.',
  benchMissing: 'The benches are part of the source checkout; this installation has none.',
  stopHint: 'Ctrl-C stops it.',
  demonstration: 'Demonstration data: the people in it are invented.',
  signIns: 'Sign-ins (demonstration):',
  noAccounts:
    'This database has no accounts yet. Make an administrator first: npx lianfang user add admin --name Administrator --role administrator --place nation',
  buildingPages: 'Building the pages…',
  fillingDemo: (done, total) => `Filling in demonstration data ${done} / ${total}`,
  loopbackOnly:
    'Without TLS it serves this machine only. Give --tls-cert and --tls-key, or declare with --behind-proxy that a proxy in front ends TLS.',
  operationDay: (first, last) => `--day must be a day from ${first} to ${last}.`,
  operationElsewhere:
    'This database is no demonstration of the Hubei operation. Start it with another data folder (LIANFANG_HOME).',
  playing: (day, done, total) => `Playing ${day}: ${done} / ${total}`,
  demoLoopback: 'A demonstration serves this machine only.',
  demoLeaveSays: (invented, onTrial) =>
    `Leaving the demonstration deletes everything in this demonstration database (${invented} invented people, ${onTrial} loaded on trial, follow-ups and accounts) and makes an empty one. The key file stays. Add --yes to confirm.`,
  demoLeaveStop: 'The server of this demonstration is running: stop it first, then add --yes.',
  demoLeft:
    'Left the demonstration; an empty database was made. Make an administrator account first, then load ledgers: npx lianfang user add admin --name Administrator --role administrator --place nation',
  notDemo: 'This is not a demonstration database; nothing was done.',
  inUse: (others) => `The database is in use (${others} other connections). Stop the server first, then try again.`,
  backingUp: (rows, ofAbout) => `Backing up, ${rows} of about ${ofAbout} rows`,
  backupDone: (file, megabytes, rows, at) =>
    `Backed up: ${file} (${megabytes} MB, ${rows} rows). The recovery point is ${at} (UTC).`,
  backupKeyApart: (keyFile) =>
    `The key is not in it. Without the key file ${keyFile} it cannot be restored; keep the two apart.`,
  backupBesideKey: (folder) =>
    `The key file lies inside ${folder}. A backup and its key do not belong together; choose another folder.`,
  backupNoRight:
    'Row security hides data from the login of DATABASE_URL, so the backup would not be whole; none was made. Use a superuser or a login with BYPASSRLS.',
  checkingBackup: 'Checking the backup file…',
  restoring: (rows, of) => `Restoring ${rows} of ${of} rows`,
  restored: (at, rows, epoch) =>
    `Restored ${rows} rows. The recovery point is ${at} (UTC); what was recorded later is not there. Epoch ${epoch} begins: everybody is signed out, devices sync anew.`,
  restoreNoKey: (keyFile) =>
    `There is no key file ${keyFile}. First put the key file that was in use when the backup was made there (mode 0600). Nothing was changed.`,
  restoreOtherKey: (keyFile) =>
    `The key file ${keyFile} does not open this backup. Put the one there that was in use when it was made. Nothing was changed.`,
  restoreRefused: {
    'not-a-backup': 'This is not a backup of Lianfang. Nothing was changed.',
    'newer-format': 'A newer version of the program made this backup; update the program first. Nothing was changed.',
    damaged: 'The backup file is damaged, altered or not complete and cannot be used. Nothing was changed.',
    'newer-structure':
      "The backup's database structure is newer than this program; update it first. Nothing was changed.",
    'edited-structure':
      "The backup's database structure is not the program's (a step of the same name differs). Nothing was changed.",
    'not-empty': 'This database has people or accounts. Only an empty one can be restored into. Nothing was changed.',
    'others-connected': 'The database is in use. Stop the server first, then try again. Nothing was changed.',
    'no-right':
      'Row security applies to the login of DATABASE_URL, so it cannot restore. Use a superuser or a login with BYPASSRLS. Nothing was changed.',
  },
  portTaken: (port) => `Port ${port} is taken; using a free one.`,
  portInUse: (port) => `Port ${port} is taken. Give another with --port, or leave it out and a free one is used.`,
  numberWrong: (option, text, most) => `--${option} ${text}: give a whole number of at most ${most}.`,
  ground: {
    musl: 'The built-in database does not run on this system (Alpine and others with musl). Use a glibc system, or point DATABASE_URL at a PostgreSQL server.',
    'unsupported-platform':
      'The built-in database does not run on this platform. Point DATABASE_URL at a PostgreSQL server.',
    'data-of-newer-version':
      'The data folder was made by a newer database; it was left alone. Update Lianfang, or use another folder (LIANFANG_HOME).',
    'data-of-other-version':
      'The data folder was made by another version of the database; it was left alone. Back up with that version and restore into a new folder.',
    'data-not-ours': 'The data folder holds something else; it was left alone. Use another folder (LIANFANG_HOME).',
    'no-unprivileged-user': 'Run as root, the database needs an ordinary user (postgres or nobody); none was found.',
    'folder-closed':
      "The user who runs the database cannot pass through a folder above the data. Open that folder's passage, or use another (LIANFANG_HOME).",
    'port-taken': "The database's port is taken.",
    'disk-full': 'The disk is full and the database cannot start. Make room and try again; no data is lost.',
    'password-lost': "The database's password file is gone. Put it back, or restore from a backup.",
    locked: 'Another process of Lianfang holds this data folder. Wait for it to end and try again.',
    'start-failed': 'The database did not start. Its last lines follow.',
    'keys.missing': 'The key file is not there. Without it no data can be read; put your copy of it back.',
    'keys.open-to-others': 'The key file can be read by other users and was refused. Set its mode to 600.',
    'keys.unreadable': 'The key file cannot be read. Replace it with your copy.',
    'keys.beside-data':
      'The key file must not lie in the folder of data or backups. Put it elsewhere (LIANFANG_KEY_FILE).',
    'keys.active': 'This key is the one in use. Only an old one can be taken out.',
    'sealed.unknown-key': 'The data was sealed with another key. Use the original key file.',
    'sealed.not-readable': 'Something sealed cannot be opened; it may have been changed.',
  },
  internal: (reference) => `Internal error ${reference}.`,
}
