import type { JoinRefusal } from '@lianfang/domain/care'

/** Words of joining two records of one person. */
export const joinsZhCN = {
  open: '重复建档？与另一份合并',
  title: (name: string) => `合并重复档案：${name}`,
  intro:
    '同一个人建了两份档案时，合为一份：随访、报警、每日监测和医生的判断都归到保留的一份；另一份留着备查，不再随访。',
  likely: '可能是同一个人',
  likelyNone:
    '没有找到共用身份证号、共用电话或同村同名的档案。住在别的村、电话也不同的，请在下面按姓名、电话或身份证号查找。',
  look: '查找另一份档案',
  lookFor: '姓名、身份证号或电话',
  lookGo: '查找',
  lookNone: '没有找到。请换一个字、电话后四位或身份证号后四位再找。',
  found: '找到的档案',
  choose: (name: string) => `比较：${name}`,
  compare: '两份档案并列',
  kept: '保留的这一份',
  other: '并入的另一份',
  take: '合并后取',
  takeOf: {
    known: (text: string) => `这一份：${text}`,
    read: (text: string) => `另一份：${text}`,
    both: (text: string) => `都要：${text}`,
  },
  swap: '改为保留另一份',
  another: '另找一份',
  refusals: {
    'join-same': '是同一份档案。',
    'join-joined': '其中一份已并入别的档案，请刷新查看。',
    'join-gone': '其中一份登记为去世或迁出。如登记有误，请先撤回。',
    'join-life': '另一份登记着住院或拒绝服务。请保留那一份，或先在这一份上登记。',
    'join-numbers': '两份都有有效的身份证号且不相同，是两个人。如有一个录错，请先更正。',
    'join-open': '另一份上还有未办完的事项。请先办结，或保留那一份。',
    'join-trial':
      '其中一份由演示时的试导入而来，另一份不是，两者不能合并。试导入的和虚构的人不用逐个清理：退出演示时（由管理员在服务器上运行 lianfang demo leave）一并清除。在那以前，请在您要跟进的那一份上登记。',
  } satisfies Record<JoinRefusal, string>,
  hanging: '另一份上还有未办完的事：',
  hangingOf: {
    move: '一件移交在等答复',
    careHome: '在养老机构的在住名册上',
    medicine: '药品需求还没办结',
  },
  openOther: '打开另一份办结',
  reason: '怎么知道是同一个人',
  reasonHint: '写给以后来查的人看，例如：电话核实，姓名录错一字。',
  reasonMissing: '请写明怎么知道是同一个人。',
  join: '合并为一份',
  joined: (name: string) => `已合并，${name} 的随访都在这一份上`,
  goOn: '返回此人',
  here: '并入这一份的档案',
  from: (name: string) => `${name}的另一份档案已并入这一份，随访、报警都记在这里。`,
  fromUnseen: '同一人的另一份档案已并入这一份，那一份不在您的范围内。',
  openJoined: '看那一份',
  noRight: '合并档案由乡镇管理员或县级人员办理。',
}
export type JoinMessages = typeof joinsZhCN
