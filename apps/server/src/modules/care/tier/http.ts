import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { confirmTiers } from './confirm.js'
import { endOverride } from './end-override.js'
import { exportQueue } from './export-queue.js'
import { exportOverrides, listOverrides } from './list-overrides.js'
import { listWaiting } from './list-waiting.js'
import { overrideTier } from './override.js'
import { tierQueue } from './queue.js'

export const tierHandlers = (needs: CareNeeds): Handlers => ({
  'tier.override': (call) => overrideTier(needs, call),
  'tier.override-end': (call) => endOverride(needs, call),
  'tier.overrides': (call) => listOverrides(needs, call),
  'tier.overrides-export': (call) => exportOverrides(needs, call),
  'tier.queue': (call) => tierQueue(needs, call),
  'tier.waiting': (call) => listWaiting(needs, call),
  'tier.export': (call) => exportQueue(needs, call),
  'tier.confirm': (call) => confirmTiers(needs, call),
})
