/** Words of the bar by which the operation is played. */
export const operationZhCN = {
  label: '湖北行动演示',
  day: (day: string) => `演示日 ${day}`,
  told: (n: Readonly<Record<'units' | 'inAll' | 'arrived' | 'left' | 'asked' | 'reports', string>>) =>
    `当日 ${n.arrived} 批到达，${n.units} 台（件），累计 ${n.inAll}；发出 ${n.left} 批，医院申请 ${n.asked} 件，企业日报 ${n.reports} 份`,
  next: '下一天',
  play: '逐日播放',
  stop: '停止',
  working: (day: string, done: string) => `正在推演 ${day}：${done}`,
  failed: '这一天没有推演完，再按“下一天”接着做。',
  ended: '已到演示的最后一天。',
}
export type OperationMessages = typeof operationZhCN
