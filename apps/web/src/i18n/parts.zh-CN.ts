/** Words of suppliers of parts. */
export const partsZhCN = {
  title: '配套件企业',
  tab: '配套件',
  only: '配套件企业未复工',
  none: '没有登记配套件企业。',
  sum: (back: string, of: string) => `已复工 ${back} 家，共 ${of} 家`,
  waits: '未复工',
  backOn: (day: string) => `${day}复工`,
  kinds: {
    'circuit-board': '电路板',
    sensor: '传感器',
    turbine: '涡轮风机',
    valve: '阀件',
    battery: '电池',
    screen: '显示屏',
    moulding: '注塑件',
    tubing: '管路',
  },
}
export type PartsMessages = typeof partsZhCN
