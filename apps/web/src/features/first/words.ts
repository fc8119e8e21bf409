import type { Language } from '@lianfang/contract'

const zhCN = {
  title: '第一次登录',
  other: 'English',
  opening: '正在查看登录卡…',
  hello: (name: string) => `${name}，您好！`,
  why: '请给自己设一个密码。以后用下面的账号和这个密码登录，这张卡就没用了，可以撕掉。',
  login: '您的账号',
  notYou: '不是您？不要继续，把卡交还管理员。',
  password: '设一个密码',
  rule: '至少 10 个字，不能全是数字，不要用常见的词，也不要含账号。不要告诉别人。',
  show: '显示密码',
  hide: '隐藏密码',
  submit: '设好密码，进入',
  busySubmit: '正在进入…',
  tooShort: '密码至少要 10 个字。',
  weak: '这个密码太简单：不要全是数字，不要用常见的词，也不要含账号。',
  unknown:
    '这张登录卡已用过、已过期或已换新。设过密码的，请直接登录；还没设过的，请向发卡给您的管理员（乡镇卫生院或县里）要一张新卡。',
  broken: '链接不完整。请重新扫登录卡上的二维码；还不行，请向管理员要一张新卡。',
  offline: '没有网，有了网再点一次。',
  busy: '现在人多，过一分钟再点一次。',
  again: '再试一次',
  signIn: '去登录',
}
export type FirstWords = typeof zhCN

const en: FirstWords = {
  title: 'First sign-in',
  other: '中文',
  opening: 'Looking at your card…',
  hello: (name) => `Hello, ${name}.`,
  why: 'Set a password of your own. From then on you sign in with the name below and this password; the card is of no use any more and can be torn up.',
  login: 'Your sign-in name',
  notYou: 'This is not you? Do not go on, and give the card back to your administrator.',
  password: 'A password of your own',
  rule: 'At least 10 characters, not only digits, no common word, not your sign-in name. Tell nobody.',
  show: 'Show the password',
  hide: 'Hide the password',
  submit: 'Set the password and go in',
  busySubmit: 'Going in…',
  tooShort: 'The password needs at least 10 characters.',
  weak: 'This password is too easy: not only digits, no common word, not your sign-in name.',
  unknown:
    'This card is used up, has run out or was replaced. If you have set a password, sign in with it; if not, ask whoever gave you the card, the administrator at the township or the county, for a new one.',
  broken:
    'The link is not complete. Scan the code on your card again; if that does not help, ask your administrator for a new card.',
  offline: 'No network. Tap again when it is back.',
  busy: 'Many people are signing in. Tap again in a minute.',
  again: 'Try again',
  signIn: 'Go to the sign-in page',
}

export const firstWords: Readonly<Record<Language, FirstWords>> = { 'zh-CN': zhCN, en }
