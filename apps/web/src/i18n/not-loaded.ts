/** Said when the words themselves did not arrive: in both languages, because neither is here. */
export const notLoaded = [
  { lang: 'zh-CN', text: '页面没有读全，请看看网络。本机记下的内容都还在。', retry: '再试一次' },
  {
    lang: 'en',
    text: 'The page did not load completely. Please check the network. What was recorded on this device is kept.',
    retry: 'Try again',
  },
] as const
