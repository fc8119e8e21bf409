import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { readPhotoOf, recordHandOver, recordPaper, recordPhoto } from './along.js'
import { depart } from './depart.js'
import { listGone } from './gone.js'
import { photoOverLink, readLink, sayOverLink } from './link-words.js'
import { endLink, makeLink } from './links.js'
import { exportConsignments, listConsignments, listMyConsignments } from './list-consignments.js'
import { mergeConsignment, splitConsignment } from './loads.js'
import { addLeg, makeConsignment } from './make-consignment.js'
import { choose, estimate, recordMilestone } from './milestones.js'
import { readConsignment } from './read-consignment.js'
import { cancelConsignment, closeConsignment, receiveConsignment } from './receive-consignment.js'
import { redirect } from './redirect.js'
import { takeAlarm } from './take-alarm.js'

export const moveHandlers = (needs: SupplyNeeds): Handlers => ({
  'consignment.list': (call) => listConsignments(needs, call),
  'consignment.export': (call) => exportConsignments(needs, call),
  'consignment.mine': (call) => listMyConsignments(needs, call),
  'consignment.gone': (call) => listGone(needs, call),
  'consignment.read': (call) => readConsignment(needs, call),
  'consignment.make': (call) => makeConsignment(needs, call),
  'consignment.leg': (call) => addLeg(needs, call),
  'consignment.depart': (call) => depart(needs, call),
  'consignment.milestone': (call) => recordMilestone(needs, call),
  'consignment.estimate': (call) => estimate(needs, call),
  'consignment.choose': (call) => choose(needs, call),
  'consignment.paper': (call) => recordPaper(needs, call),
  'consignment.hand': (call) => recordHandOver(needs, call),
  'consignment.photo': (call) => recordPhoto(needs, call),
  'consignment.photo-read': (call) => readPhotoOf(needs, call),
  'consignment.split': (call) => splitConsignment(needs, call),
  'consignment.merge': (call) => mergeConsignment(needs, call),
  'consignment.redirect': (call) => redirect(needs, call),
  'consignment.alarm': (call) => takeAlarm(needs, call),
  'consignment.receive': (call) => receiveConsignment(needs, call),
  'consignment.close': (call) => closeConsignment(needs, call),
  'consignment.cancel': (call) => cancelConsignment(needs, call),
  'link.make': (call) => makeLink(needs, call),
  'link.end': (call) => endLink(needs, call),
  'link.read': (call) => readLink(needs, call),
  'link.say': (call) => sayOverLink(needs, call),
  'link.photo': (call) => photoOverLink(needs, call),
})
