import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { close, refuse, verify } from './decide.js'
import { changeDraft, draftRequest } from './draft-request.js'
import { approve, confirmGate, giveBack, submit, withdraw } from './inside.js'
import { exportRequests, listMyRequests, listOverstated, listRequests } from './list-requests.js'
import { readBeside, readRequest } from './read-request.js'
import { readTerms } from './read-terms.js'

export const requestHandlers = (needs: SupplyNeeds): Handlers => ({
  'request.list': (call) => listRequests(needs, call),
  'request.export': (call) => exportRequests(needs, call),
  'request.overstated': (call) => listOverstated(needs, call),
  'request.mine': (call) => listMyRequests(needs, call),
  'request.read': (call) => readRequest(needs, call),
  'request.beside': (call) => readBeside(needs, call),
  'hospital.terms': (call) => readTerms(needs, call),
  'request.draft': (call) => draftRequest(needs, call),
  'request.change': (call) => changeDraft(needs, call),
  'request.submit': (call) => submit(needs, call),
  'request.approve': (call) => approve(needs, call),
  'request.return': (call) => giveBack(needs, call),
  'request.withdraw': (call) => withdraw(needs, call),
  'request.confirm': (call) => confirmGate(needs, call),
  'request.verify': (call) => verify(needs, call),
  'request.refuse': (call) => refuse(needs, call),
  'request.close': (call) => close(needs, call),
})
