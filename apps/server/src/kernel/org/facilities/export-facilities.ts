import { type FacilityInfo, tableMessagesOf } from '@lianfang/contract'
import { writeAudit } from '../../audit/index.js'
import { inTransaction } from '../../db/index.js'
import type { Call } from '../../http/index.js'
import { listOrganisations } from '../organisations/use-organisations.js'
import { facilitiesIn } from './sql.js'
import { type FacilityNeeds, facilityInfos, filterOf } from './use-facilities.js'

const facilityHeadings = {
  'zh-CN': [
    '名称',
    '英文名称',
    '类别',
    '地区',
    '地区代码',
    '电话',
    '24 小时',
    '统一社会信用代码',
    '所属组织',
    '启用',
    '关闭',
  ],
  en: [
    'name',
    'English name',
    'kind',
    'place',
    'place code',
    'phone',
    'around the clock',
    'credit code',
    'organisation',
    'open from',
    'closed on',
  ],
} as const
const yes = { 'zh-CN': '是', en: 'yes' } as const
const pageRows = 500

/** The file's name says the place it was asked for. */
const placeInName = (place: string): string => (place === '' ? 'nation' : place)

/** The facilities of a list as a file. */
export const exportFacilities = async (needs: FacilityNeeds, call: Call<'facility.export'>): Promise<undefined> => {
  const { query, scope, actor, reply, require } = call
  require({ place: query.place })
  const { language, format } = query
  const { facilityKinds } = tableMessagesOf(language)
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, { action: 'facility.export', place: query.place }),
  )
  async function* rows() {
    let after: string | null = null
    do {
      const wanted = { ...filterOf(query), after, limit: pageRows }
      const some: readonly FacilityInfo[] = await inTransaction(
        needs.db.app,
        scope,
        async (tx) => facilityInfos(tx, await facilitiesIn(tx, wanted)),
        { readOnly: true },
      )
      for (const f of some)
        yield [
          f.name,
          f.nameEn,
          facilityKinds[f.kind],
          [f.township?.name, f.place.name].filter(Boolean).join(' '),
          f.place.code,
          f.phone,
          f.aroundTheClock ? yes[language] : '',
          f.creditCode,
          f.organisation?.name ?? null,
          f.openFrom,
          f.closedOn,
        ]
      after = some.length < pageRows ? null : (some.at(-1)?.id ?? null)
    } while (after !== null)
  }
  const name = `facilities-${placeInName(query.place)}`
  await needs.sendTable(reply, { format, name, headings: facilityHeadings[language], rows: rows() })
}

const organisationHeadings = {
  'zh-CN': ['层级', '名称', '英文名称', '代码', '组织树', '地区', '机构数', '关闭'],
  en: ['level', 'name', 'English name', 'code', 'tree', 'place', 'facilities', 'closed on'],
} as const

/** The trees of a list as a file, each organisation after the one above it. */
export const exportOrganisations = async (
  needs: FacilityNeeds,
  call: Call<'organisation.export'>,
): Promise<undefined> => {
  const { query, scope, actor, reply } = call
  const { language, format } = query
  const { organisationTrees } = tableMessagesOf(language)
  const { rows: shown } = await listOrganisations(needs, call)
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, { action: 'organisation.export', place: query.place, count: shown.length }),
  )
  async function* rows() {
    for (const o of shown)
      yield [o.depth, o.name, o.nameEn, o.code, organisationTrees[o.tree], o.place.name, o.facilities, o.closedOn]
  }
  const name = `organisations-${placeInName(query.place)}`
  await needs.sendTable(reply, { format, name, headings: organisationHeadings[language], rows: rows() })
}
