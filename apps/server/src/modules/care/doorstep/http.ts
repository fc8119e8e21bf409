import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { addPerson } from './add-person.js'
import { correctPerson } from './correct-person.js'
import { readFields } from './read-fields.js'

export const doorstepHandlers = (needs: CareNeeds): Handlers => ({
  'person.add': (call) => addPerson(needs, call),
  'person.fields': (call) => readFields(needs, call),
  'person.correct': (call) => correctPerson(needs, call),
})
