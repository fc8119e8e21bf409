import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { exportTrialPeople, trialPeople } from './people.js'
import { cancelTrial, readTrial, startTrial } from './use-trials.js'

export const trialHandlers = (needs: CareNeeds): Handlers => ({
  'trial.start': (call) => startTrial(needs, call),
  'trial.read': (call) => readTrial(needs, call),
  'trial.cancel': (call) => cancelTrial(needs, call),
  'trial.people': (call) => trialPeople(needs, call),
  'trial.export': (call) => exportTrialPeople(needs, call),
})
