import { ours, type SeedRule } from './seed-rule.js'

/** Units that have a serial number, as assets (E9). */
export const supplyAssetSeed = [
  {
    id: 'SUP-ASSET-1',
    title: {
      zh: '单台设备的状态及先后；只有"可用"计入可调用储备',
      en: 'States of a unit in their order; a reserve counts the ready ones alone',
    },
    unit: '',
    direction: 'none',
    safety: true,
    value: [
      ...['onLoan', 'inUse', 'fault', 'maintenance', 'held', 'outOfContract', 'consumablesShort', 'notTold'],
      ...['reserved', 'ready'],
    ],
    ...ours(
      'E9; US stockpile, April 2020: 2,109 of its ventilators were unusable, their maintenance contract had lapsed',
    ),
  },
  {
    id: 'SUP-ASSET-2',
    title: { zh: '一次检查合格的有效天数', en: 'Days for which a passed check holds' },
    unit: 'days',
    direction: 'max',
    safety: true,
    value: 90,
    ...ours('E9: a reserve whose last test nobody knows is no reserve; a quarter is our choice'),
  },
  {
    id: 'SUP-ASSET-3',
    title: { zh: '可用设备至少随带几天耗材', en: 'Days of consumables that a deployable unit has with it' },
    unit: 'days',
    direction: 'min',
    safety: true,
    value: 7,
    source: {
      document: 'American Hospital Association, Dynamic Ventilator Reserve (2020)',
      clause: 'at least one week of consumables with each ventilator',
    },
    evidence: 'reposted',
  },
  {
    id: 'SUP-ASSET-4',
    title: { zh: '离不开耗材的设备种类', en: 'Kinds that work only with consumables' },
    unit: '',
    direction: 'set',
    safety: true,
    value: [
      ...['ventilator-invasive', 'ventilator-noninvasive', 'ventilator-transport', 'high-flow', 'ecmo'],
      ...['dialysis', 'blood-gas'],
    ],
    ...ours('E3, E9: circuits, filters, oxygenators, cartridges'),
  },
  {
    id: 'SUP-ASSET-5',
    title: { zh: '保养到期前几天提醒', en: 'Days before maintenance at which it is told' },
    unit: 'days',
    direction: 'none',
    safety: false,
    value: 14,
    ...ours('E9: maintenance due'),
  },
  {
    id: 'SUP-ASSET-6',
    title: { zh: '使用、维修、借出归还后须重新检查', en: 'Checked again after use, repair and loan' },
    unit: '',
    direction: 'none',
    safety: true,
    value: 'checked again after use, repair and loan',
    ...ours('E9: what comes back is clean and working only when somebody looked'),
  },
  {
    id: 'SUP-ASSET-7',
    title: {
      zh: '可用才投入使用或借出；证照、保养、耗材或检查欠缺时须写明原因，故障、停用、召回的不可',
      en: 'Into use or on loan when ready; late papers, maintenance, consumables or checks need a reason; never with a fault, held or recalled',
    },
    unit: '',
    direction: 'none',
    safety: true,
    value: 'ready, or with a reason; never with a fault',
    ...ours('E9: a patient may need a device whose papers are late; nobody needs one that is broken'),
  },
] as const satisfies readonly SeedRule[]
