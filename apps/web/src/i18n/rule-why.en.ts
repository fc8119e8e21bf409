import type { KnownRuleId } from '@lianfang/domain/policy'

const notice = 'Notice on dynamic services for key populations (3 January 2023)'
const standard = 'Standard for assessing health risks of COVID-19'
const protocol = 'Diagnosis and treatment protocol, trial 10th edition'
const circular = 'Circular 509 of 2022'
const children = 'WHO, Integrated Management of Childhood Illness'
const own = (why: string): string => `Our own value until an authority sets one: ${why}`
const words = own('as written in ledgers that were seen; what is not known is listed, not guessed')
const entry = own('it only keeps slips of the finger out and is no clinical limit')
const climbs = own('an alarm that nobody acknowledges must not stay with one person; the notice gives no minutes')
const late = own('what is late climbs to team, township and county; the notice gives no hours')

/** What the built-in value of each rule rests on. */
export const ruleWhyEn: Readonly<Record<KnownRuleId, string>> = {
  'CARE-AGE-1': `${standard}: age`,
  'CARE-TIER-1': `${standard}: criteria for red, yellow and green`,
  'CARE-TIER-2': own(
    'where criteria and score differ the higher colour stands; the text uses the score only where the criteria do not decide',
  ),
  'CARE-TIER-3': `${standard}: risk score`,
  'CARE-TIER-4': `${standard}: score 0 to 1 green, 2 to 3 yellow`,
  'CARE-TIER-5': `${standard}: score 4 to 6 red`,
  'CARE-TIER-6': own('not to know is not to be safe, so what is unknown counts as the worst and is never green'),
  'CARE-TIER-7': own('a lower colour means fewer contacts, so a medic looks at it first; a higher one holds at once'),
  'CARE-TIER-8': own('a judgement can be traced: by whom, why, and when it is looked at again'),
  'CARE-DUE-1': `${notice}, part 3: red people are contacted at least 3 times a week`,
  'CARE-DUE-2': `${notice}, part 3: yellow people are contacted at least twice a week`,
  'CARE-DUE-3': own('"a week" is any seven days on end, not the calendar week, so that no gap opens between two weeks'),
  'CARE-DUE-4': own('three calls on one Sunday are not a week, so there is a longest gap besides'),
  'CARE-DUE-5': own('as for red, and with two contacts a week four days'),
  'CARE-DUE-6': own('who never answers may be just the one to whom something has happened: somebody goes there'),
  'CARE-DUE-7': own('three tries on one day say little; they must lie on two days'),
  'CARE-DUE-8': `${notice}, part 3: yellow and red; for green no number is given`,
  'CARE-DUE-9': own('the notice, part 2, asks for closer contact with old people who live alone and gives no number'),
  'CARE-DUE-10': own(
    'the notice, part 2, asks for closer contact with old people who live only with disabled children and gives no number',
  ),
  'CARE-DUE-11': own(
    'kinds raise the level of service, not the colour: who misses dialysis is in danger within days, and the notice gives no number',
  ),
  'CARE-DUE-12': own(
    'kinds raise the level of service, not the colour: a talk a week at least, for pregnant women who are green too',
  ),
  'CARE-DUE-13': own(
    'kinds raise the level of service, not the colour: a talk a week at least, for disabled people who are green too',
  ),
  'CARE-DUE-14': own(
    'kinds raise the level of service, not the colour: a talk a week at least, for children in difficulties who are green too',
  ),
  'CARE-CELL-1': own('nobody above the county needs to know who the one or two people of a village are'),
  'CARE-ACCESS-1': own('enough for one urgent matter, too short to keep watching'),
  'CARE-ACCESS-2': own('one person at a time, then the next'),
  'CARE-ACCESS-3': own('the county that is looked into must understand the reason'),
  'CARE-CLOCK-1': own('without a network the phone gives the time; too far ahead, its clock is wrong'),
  'CARE-READ-1': entry,
  'CARE-READ-2': entry,
  'CARE-LATE-1': late,
  'CARE-LATE-2': late,
  'CARE-LATE-3': late,
  'CARE-LIFE-1': own('nobody is disturbed in hospital, and nobody is forgotten there'),
  'CARE-LIFE-2': own('a refusal holds for its day; it is offered again'),
  'CARE-LIFE-3': own('the first days at home are the riskiest'),
  'CARE-LIFE-4': own('after a death or a move no call may reach the home any more'),
  'CARE-ALARM-1': `${protocol}: severe, SpO2 of 93 % or less at rest on room air. ${circular} says under 93 %; the safer of the two holds`,
  'CARE-ALARM-2': 'BMJ 2021;372:n677: under 88 % also with chronic lung disease',
  'CARE-ALARM-3': own('a clear fall is looked at even where the value is still high'),
  'CARE-ALARM-4': `${protocol}: severe, 30 breaths a minute or more`,
  'CARE-ALARM-5': own('circular 509 says "lasting high fever" and gives no number'),
  'CARE-ALARM-6': own('still a high fever after three days of treatment; without treatment it counts the same'),
  'CARE-ALARM-7': `${circular}: refer at once when breathing is hard; ${notice}, part 3: an underlying disease gets worse`,
  'CARE-ALARM-8': `${children}: danger signs; no confirmed Chinese threshold is known, so any of them means: see a doctor`,
  'CARE-ALARM-9': own('danger signs in pregnancy, to be confirmed by maternal health'),
  'CARE-ALARM-10': own('a reading of more than a week ago says nothing about now'),
  'CARE-ALARM-11': `${children}: fast breathing by age`,
  'CARE-CLIMB-1': climbs,
  'CARE-CLIMB-2': climbs,
  'CARE-CLIMB-3': climbs,
  'CARE-CLIMB-4': own('under 90 % is an emergency (WHO, home care bundle), so the times are halved'),
  'CARE-CLIMB-5': own(
    'to have it in hand is not to have done it; a referral open after two hours has to be asked about',
  ),
  'CARE-REFER-1': own('a family that says no may say yes when things change, so it is asked again'),
  'CARE-INF-1': `${notice}, part 3: daily monitoring of those infected or with a disease that gets worse`,
  'CARE-INF-2': own('ended by a doctor, or by so many days without symptoms'),
  'CARE-HOME-1': own('a link runs out; 14 days is usual for oximetry at home'),
  'CARE-HOME-2': own('a link in the wrong hands must not fill the ledger'),
  'CARE-ROUND-1': own('one round a day; the notice, parts 2 to 4, names care homes and gives no hours'),
  'CARE-ROUND-2': own('a late round climbs'),
  'CARE-TEAM-1': own('the notice, part 2, asks that a team matches the number of people it serves and gives no number'),
  'CARE-CHECK-1': own('only a call-back shows whether a follow-up took place'),
  'CARE-CHECK-2': own('a dozen talks in a few minutes are hardly real; a person looks at them'),
  'CARE-CHECK-3': own('a dozen talks in a few minutes are hardly real; a person looks at them'),
  'CARE-CHECK-5': own('after a week nobody remembers the call'),
  'CARE-BASE-1': own('under it nobody is usually well, over it no alarm would be spared'),
  'CARE-BASE-2': own('what is usual changes: a doctor looks again'),
  'CARE-HOUSE-1': own('more under one roof is a care home or a slip'),
  'CARE-CHECK-4': own('the same readings of several people were probably copied; a person looks at them'),
  'CARE-LEAGUE-1': own('two weeks hold enough call-backs of a team'),
  'CARE-LEAGUE-2': own('a team that was hardly checked is not ranked'),
  'CARE-LEAGUE-3': own('ranks go by a careful estimate from call-backs, so that few of them are no advantage'),
  'CARE-DESK-1': own(
    'who hears one of these asks no more and calls 120; SpO2 and danger signs follow the rules of alarms besides',
  ),
  'CARE-DESK-2': own('no ambulance, but somebody sees the person on the same day'),
  'CARE-DESK-3': own('the more urgent, the sooner; the texts only ask for an answer round the clock'),
  'CARE-DESK-4': own('after so many tries it is written down and closed, and does not just vanish'),
  'CARE-DESK-5': own('an answer round the clock needs a rota that is full a week ahead'),
  'CARE-MED-1': own('to prepare and bring medicine takes days, so it is asked for early'),
  'CARE-MED-2': own('a request that stays open climbs to the county'),
  'CARE-MED-3': own('of the six in place, the disease of red people is known; what is older than two weeks is not new'),
  'CARE-REG-1': own(
    'over a third more or fewer from one file to the next is mostly a slip of the pen or of the column',
  ),
  'CARE-VAC-1': words,
  'CARE-VAC-2': words,
  'CARE-VAC-3': words,
  'CARE-DIS-1': words,
  'CARE-DIS-2': words,
  'CARE-DIS-3': words,
  'CARE-DIS-4': words,
  'CARE-LIVE-1': words,
  'CARE-LIVE-2': words,
  'CARE-LIVE-3': words,
  'CARE-KIND-1': words,
  'SUP-REP-1': own('the figures of a day are needed the next morning, before the desks meet'),
  'SUP-REP-2': own('after this many days somebody calls, and does not wait for the next report'),
  'SUP-REP-3': own(
    'a figure that leaps is often a slip of the finger or of the unit; it is asked about and not refused',
  ),
  'SUP-REP-4': own('more than the plant can make is a slip, or the capacity on file is old'),
  'SUP-REP-5': own(
    'it only keeps slips of the finger out; masks of the whole nation come to some hundred million a day',
  ),
  'SUP-REP-6': own('the same figures day after day are often copied, and not counted'),
  'SUP-REP-7': own('a new registration or licence takes weeks, so it is begun before the old one ends'),
  'SUP-REP-8': own('what is older has been summed and used; the desk is told what is to be put right'),
  'SUP-OUT-1': own(
    'a change of definition, a backlog and a real leap look alike in the counts; a person says which it was',
  ),
  'SUP-OUT-2': own('few cases leap every week without a meaning'),
  'SUP-OUT-3': own('of four values the least wrong on the open counts of January to April 2020'),
  'SUP-OUT-4':
    'Li et al., New England Journal of Medicine 2020;382:1199: the first 425 cases of Wuhan; other strains differ',
  'SUP-OUT-5': own('models are weighed by what they were wrong lately, not by what they once were right'),
  'SUP-OUT-6': own('plans are made for the band; the back-test says how often it held'),
  'SUP-OUT-7':
    'Li et al., New England Journal of Medicine 2020;382:1199: the first 425 cases of Wuhan; other strains differ',
  'SUP-BOOK-1': own('the day on the pack is the last day of use; where only a month is printed, its last day'),
  'SUP-BOOK-2': own(
    'there is one way to reckon what is available, the same everywhere, with a reason for each unit that is not',
  ),
  'SUP-BOOK-3': own('what expires first is used first, so that less expires; for another lot a reason is given'),
  'SUP-BOOK-4': own('a larger number is mostly a mix-up of units, such as boxes for pieces'),
  'SUP-BOOK-5': own('what is older has been summed and used; what is still wrong is put right by a count'),
  'SUP-BOOK-7': own('the longer ago the count, the more has moved since, and the less the difference says'),
}
