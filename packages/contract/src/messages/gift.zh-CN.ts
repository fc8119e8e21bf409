import type { GiftProblems } from './messages.js'

/** 只在捐赠中用到的提示，随其页面加载。 */
export const giftZhCN: GiftProblems = {
  'gift.unknown': '没有这个查询码对应的捐赠，请核对您保存的网址。',
  'gift.busy': '该地今天受理的捐赠意向已满，请明天再试，或选择其他县。',
  'gift.place': '该地不接收捐赠，请在列表中选择。',
  'gift.line': '有一行不正确：数量须为 1 以上的整数，单位与品类一致；没有对应品类的请写明是什么。',
  'gift.day': '日期无法识别，或太远。',
  'gift.state': '捐赠目前的状态不能这样操作，请刷新后查看。',
  'gift.aim': '没有这个机构或地方，或不在您的辖区。',
  'gift.store': '该库点不能接收：已关闭，或属于其他县。',
  'gift.directed': '这是定向捐赠（SUP-GIFT-1），按捐赠人指定的去向；改变去向以捐赠人书面同意的范围为限。',
  'gift.licence': '该品类缺证照或证照已过期（SUP-GIFT-4），不进病区；请登记证照，或用于非医疗用途。',
  'gift.units': '这件捐赠的余量不足。',
  'gift.reason': '与规则的建议不同，请写明原因。',
  'gift.consent': '书面同意须写明文件和日期（不晚于今天），数量为 1 以上的整数。',
  'gift.assigned': '这件捐赠已有分配，请先收回。',
  'gift.target': '该去向已收回，或数量超出。',
  'gift.photo': '照片不能保存：限 JPEG 或 PNG，大小和张数有限。',
  'gift.no-photo': '请拍一张整车照片，或写明没有照片的原因。',
  'gift.inspect': '检验结果不正确：不能多于待检数；不合格的写明原因，暂留的写明理由；过期的和未分类的不能合格。',
  'gift.correct': '更正的数量不正确：须为整数，不少于已检验出的数，且与原来不同。',
  'gift.kept': '这些物资属于一件捐赠，请在该捐赠中检验、更正或发放。',
  'gift.left': '这件捐赠还有待检或在库的物资。',
}
