import type { homeLinkZhCN } from './home-link.zh-CN.js'

export const homeLinkEn: typeof homeLinkZhCN = {
  title: 'Link for readings from home',
  intro: 'Lets the person or the family send SpO2 and temperature. It can only send; it shows no name and no illness.',
  none: 'There is no link yet.',
  inForce: (until, by) => `${by} gave a link that is good until ${until}.`,
  ranOut: (day, by) =>
    `The link from ${by} ended on ${day}: the family can send nothing over it any more. Make them a new one.`,
  phone: 'Whom the family calls beside 120 when a value is low',
  phoneHint:
    'The 24-hour number of the team or the health centre. Leave it empty where there is none: the family is shown 120.',
  phoneWrong: 'Enter a phone number, digits only.',
  make: 'Make a link',
  makeAgain: 'Make a new one (the old one ends at once)',
  end: 'End the link',
  ended: 'The link has ended.',
  once: 'Let them scan it or send it to them now: it is not shown again.',
  qr: 'QR code of the link for readings from home',
  copy: 'Copy the link',
  copied: 'Copied.',
  print: 'Print it for the family',
  until: (day) => `good until ${day}`,
}
