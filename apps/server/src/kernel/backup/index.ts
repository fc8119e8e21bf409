export type { BackupTable } from './format.js'
export {
  type BackupNeeds,
  type BackupOutcome,
  type BackupProgress,
  type MadeBackup,
  makeBackup,
} from './make-backup.js'
export { type FileRefusal, type Inspected, inspectBackup, type WholeBackup } from './read-backup.js'
export { type Restored, type RestoreNeeds, type RestoreRefusal, restoreBackup } from './restore.js'
export { otherSessions } from './sessions.js'
