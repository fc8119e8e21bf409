/** A place of Hubei in the operation, with the county its institutions stand in and its share of need. */
export type HubeiPlace = {
  readonly code: string
  readonly seat: string
  readonly zh: string
  readonly en: string
  /** Share of cases and of what is sent, in parts of a hundred. */
  readonly weight: number
}

/** The 17 places of Hubei: 12 cities, Enshi, and the four directly under the province. Real divisions; shares are ours. */
export const hubeiPlaces: readonly HubeiPlace[] = [
  { code: '4201', seat: '420102', zh: '武汉', en: 'Wuhan', weight: 52 },
  { code: '4209', seat: '420902', zh: '孝感', en: 'Xiaogan', weight: 8 },
  { code: '4211', seat: '421102', zh: '黄冈', en: 'Huanggang', weight: 7 },
  { code: '4210', seat: '421002', zh: '荆州', en: 'Jingzhou', weight: 5 },
  { code: '4207', seat: '420704', zh: '鄂州', en: 'Ezhou', weight: 4 },
  { code: '4213', seat: '421303', zh: '随州', en: 'Suizhou', weight: 4 },
  { code: '4206', seat: '420602', zh: '襄阳', en: 'Xiangyang', weight: 4 },
  { code: '4202', seat: '420202', zh: '黄石', en: 'Huangshi', weight: 3 },
  { code: '4205', seat: '420502', zh: '宜昌', en: 'Yichang', weight: 3 },
  { code: '4208', seat: '420802', zh: '荆门', en: 'Jingmen', weight: 2 },
  { code: '4212', seat: '421202', zh: '咸宁', en: 'Xianning', weight: 2 },
  { code: '4203', seat: '420302', zh: '十堰', en: 'Shiyan', weight: 2 },
  { code: '429004', seat: '429004', zh: '仙桃', en: 'Xiantao', weight: 1 },
  { code: '429006', seat: '429006', zh: '天门', en: 'Tianmen', weight: 1 },
  { code: '4228', seat: '422801', zh: '恩施', en: 'Enshi', weight: 1 },
  { code: '429005', seat: '429005', zh: '潜江', en: 'Qianjiang', weight: 1 },
  { code: '429021', seat: '429021', zh: '神农架', en: 'Shennongjia', weight: 0.2 },
]

/** A province with makers: real, with counties of its capital or its largest city that are sure to exist. */
export type MakerProvince = { readonly code: string; readonly zh: string; readonly en: string; readonly seat: string }

/** 25 provinces, as was published; which ones is ours. */
export const makerProvinces: readonly MakerProvince[] = [
  { code: '11', zh: '北京', en: 'Beijing', seat: '110105' },
  { code: '12', zh: '天津', en: 'Tianjin', seat: '120101' },
  { code: '13', zh: '河北', en: 'Hebei', seat: '130102' },
  { code: '14', zh: '山西', en: 'Shanxi', seat: '140105' },
  { code: '21', zh: '辽宁', en: 'Liaoning', seat: '210102' },
  { code: '22', zh: '吉林', en: 'Jilin', seat: '220102' },
  { code: '23', zh: '黑龙江', en: 'Heilongjiang', seat: '230102' },
  { code: '31', zh: '上海', en: 'Shanghai', seat: '310115' },
  { code: '32', zh: '江苏', en: 'Jiangsu', seat: '320102' },
  { code: '33', zh: '浙江', en: 'Zhejiang', seat: '330102' },
  { code: '34', zh: '安徽', en: 'Anhui', seat: '340102' },
  { code: '35', zh: '福建', en: 'Fujian', seat: '350102' },
  { code: '36', zh: '江西', en: 'Jiangxi', seat: '360102' },
  { code: '37', zh: '山东', en: 'Shandong', seat: '370102' },
  { code: '41', zh: '河南', en: 'Henan', seat: '410102' },
  { code: '42', zh: '湖北', en: 'Hubei', seat: '420102' },
  { code: '43', zh: '湖南', en: 'Hunan', seat: '430102' },
  { code: '44', zh: '广东', en: 'Guangdong', seat: '440305' },
  { code: '45', zh: '广西', en: 'Guangxi', seat: '450102' },
  { code: '50', zh: '重庆', en: 'Chongqing', seat: '500103' },
  { code: '51', zh: '四川', en: 'Sichuan', seat: '510104' },
  { code: '52', zh: '贵州', en: 'Guizhou', seat: '520102' },
  { code: '53', zh: '云南', en: 'Yunnan', seat: '530102' },
  { code: '61', zh: '陕西', en: 'Shaanxi', seat: '610102' },
  { code: '62', zh: '甘肃', en: 'Gansu', seat: '620102' },
]
