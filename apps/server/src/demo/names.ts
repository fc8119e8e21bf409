import type { Dice } from './dice.js'

// Common surnames and characters; put together by the dice, so whoever bears such a name is not meant.
const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
const women = '秀英桂兰玉珍凤霞翠梅金花淑芳春莲月娥素琴菊香云红艳丽娟萍荣爱华惠敏巧珠银彩'
const men = '德明国强建军志华文武光荣永福正祥世昌大成金山长林春生家兴学良宗发广才海清云龙耀先'

const letter = (dice: Dice, from: string): string => from.charAt(dice.between(0, from.length - 1))

/** An invented name of two or three characters. */
export const inventName = (dice: Dice, sex: 'male' | 'female'): string => {
  const given = sex === 'female' ? women : men
  const short = dice.chance(0.14)
  return letter(dice, surnames) + letter(dice, given) + (short ? '' : letter(dice, given))
}
