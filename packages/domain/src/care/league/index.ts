export { ranksOf, type Verdict, verdictOf, type Work } from './league.js'
