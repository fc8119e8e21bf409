import type { PartsMessages } from './parts.zh-CN.js'

export const partsEn: PartsMessages = {
  title: 'Suppliers of parts',
  tab: 'Parts',
  only: 'Waits for parts',
  none: 'No supplier of parts is entered.',
  sum: (back, of) => `${back} of ${of} work again`,
  waits: 'not working again',
  backOn: (day) => `works again since ${day}`,
  kinds: {
    'circuit-board': 'Circuit boards',
    sensor: 'Sensors',
    turbine: 'Turbines',
    valve: 'Valves',
    battery: 'Batteries',
    screen: 'Displays',
    moulding: 'Mouldings',
    tubing: 'Tubing',
  },
}
