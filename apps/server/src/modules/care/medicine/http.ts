import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { closeRequest } from './close-request.js'
import { exportRequests, listRequests } from './list-requests.js'
import { sayMedicine } from './say-medicine.js'

export const medicineHandlers = (needs: CareNeeds): Handlers => ({
  'medicine.say': (call) => sayMedicine(needs, call),
  'medicine.list': (call) => listRequests(needs, call),
  'medicine.export': (call) => exportRequests(needs, call),
  'medicine.close': (call) => closeRequest(needs, call),
})
