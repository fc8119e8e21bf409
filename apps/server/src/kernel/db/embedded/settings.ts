export type Machine = {
  readonly memoryBytes: number
  readonly platform: NodeJS.Platform
  /** Size of /dev/shm, when there is one. */
  readonly sharedMemoryBytes: number | undefined
}

type Settings = Readonly<Record<string, string>>

const mb = 1024 * 1024

/** Durable defaults for one office machine of 2 to 8 cores; whoever knows better hands in their own. */
export const defaultSettings = (machine: Machine): Settings => ({
  ...durable,
  ...memoryFor(machine),
  ...quietLog,
  ...upkeep,
  timezone: 'UTC',
  lc_messages: 'C',
  max_connections: '120',
  // Short statements by the thousand: compiling them costs more than it gains.
  jit: 'off',
  random_page_cost: '1.1',
})

const durable: Settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // The binaries bring pglz alone, which takes a sixth of a follow-up's processor time to halve what the disk writes.
  wal_compression: 'off',
  max_wal_size: '4GB',
  min_wal_size: '256MB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  password_encryption: 'scram-sha-256',
}

/**
 * No statement, parameter or value may reach the log: they are people's names and illnesses. An error's own text holds
 * values (`invalid input syntax for type integer: "…"`), and its detail does too (`Key (name)=(…) already exists`): hence
 * `log` for the level, which leaves out warning and error but keeps fatal and panic, and terse for the rest. The program
 * gets every error anyway.
 */
const quietLog: Settings = {
  logging_collector: 'on',
  log_destination: 'stderr',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
  log_file_mode: '0600',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_checkpoints: 'off',
  log_connections: 'off',
  log_disconnections: 'off',
}

// Tables of facts only grow: at the default of a fifth a table of ten million rows waits for two million new ones.
const upkeep: Settings = {
  autovacuum: 'on',
  autovacuum_max_workers: '3',
  autovacuum_naptime: '30s',
  autovacuum_vacuum_scale_factor: '0.05',
  autovacuum_analyze_scale_factor: '0.02',
  autovacuum_vacuum_insert_scale_factor: '0.1',
  log_autovacuum_min_duration: '-1',
}

const memoryFor = ({ memoryBytes, platform, sharedMemoryBytes }: Machine): Settings => {
  const buffers = Math.max(32, Math.min(2048, Math.floor(memoryBytes / 4 / mb)))
  const upkeepMb = Math.max(32, Math.min(256, Math.floor(memoryBytes / 32 / mb)))
  return {
    shared_buffers: `${buffers}MB`,
    effective_cache_size: `${Math.max(64, Math.floor((memoryBytes * 0.6) / mb))}MB`,
    work_mem: memoryBytes < 2048 * mb ? '4MB' : '16MB',
    maintenance_work_mem: `${upkeepMb}MB`,
    ...sharedMemory(platform, sharedMemoryBytes),
  }
}

// A container gives /dev/shm 64 MB, which one parallel query exhausts ("could not resize shared memory segment").
const sharedMemory = (platform: NodeJS.Platform, bytes: number | undefined): Settings =>
  platform === 'linux' && (bytes === undefined || bytes < 256 * mb) ? { dynamic_shared_memory_type: 'sysv' } : {}

/** The settings as a PostgreSQL configuration file. */
export const settingsFile = (settings: Settings): string =>
  [
    '# Written by Lianfang at every start: changes here are lost.',
    ...Object.entries(settings).map(
      ([name, value]) => `${checkedName(name)} = '${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`,
    ),
    '',
  ].join('\n')

const checkedName = (name: string): string => {
  if (!/^[a-z_][a-z0-9_.]*$/.test(name)) throw new TypeError(`not the name of a PostgreSQL setting: ${name}`)
  return name
}
