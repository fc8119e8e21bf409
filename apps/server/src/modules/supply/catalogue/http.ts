import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { endKindNaming, nameKindLiaison } from './kind-liaisons.js'
import { changeKind, createKind, listKinds } from './use-kinds.js'

export const catalogueHandlers = (needs: SupplyNeeds): Handlers => ({
  'kind.list': (call) => listKinds(needs, call),
  'kind.create': (call) => createKind(needs, call),
  'kind.change': (call) => changeKind(needs, call),
  'kindLiaison.name': (call) => nameKindLiaison(needs, call),
  'kindLiaison.end': (call) => endKindNaming(needs, call),
})
