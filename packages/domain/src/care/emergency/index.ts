export { decideOpening, type OpeningDecision, type OpeningRefusal } from './decide-opening.js'
