import type { OperationMessages } from './operation.zh-CN.js'

export const operationEn: OperationMessages = {
  label: 'Demonstration of the Hubei operation',
  day: (day) => `Day ${day}`,
  told: (n) =>
    `${n.arrived} consignments arrived with ${n.units} units, ${n.inAll} in all; ${n.left} left, ${n.asked} hospital requests, ${n.reports} reports`,
  next: 'Next day',
  play: 'Play',
  stop: 'Stop',
  working: (day, done) => `Playing ${day}: ${done}`,
  failed: 'This day was not played to its end. “Next day” goes on with it.',
  ended: 'This is the last day of the demonstration.',
}
