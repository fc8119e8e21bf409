import { looksOf } from './axe-walk.js'

looksOf(['manager', 'viewer', 'worker', 'medic', 'keeper', 'asks', 'approves'])
