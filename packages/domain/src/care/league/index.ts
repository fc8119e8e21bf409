export { ranksOf, type Standing, standingOf, type Work } from './league.js'
