import type { PlaceCode } from '@lianfang/domain/shared'
import { countyScope, inTransaction, noScope } from '../../kernel/db/index.js'
import { loadCounty } from '../../kernel/org/index.js'
import { addNamed } from '../../modules/supply/enterprises/sql-parts.js'
import { addPerson } from '../../modules/supply/hospitals/sql.js'
import { addKeeper } from '../../modules/supply/stores/sql.js'
import { diceOf, idAt } from '../dice.js'
import { fillingMs } from '../slow-machine.js'
import { insertFacilities } from '../sql-institutions.js'
import type { Hospital, Site } from './cast.js'
import { lentByEach } from './loads.js'
import { makerProvinces } from './places.js'
import { insertParts } from './sql.js'
import { type PlayedDay, type Stage, unitOf } from './stage.js'

const none = Buffer.alloc(32)

/** Real counties of everybody in the operation, with their townships. */
export const loadPlaces = async (stage: Stage, file: string): Promise<void> => {
  const seats = [...stage.cast.hospitals.flat(), ...makerProvinces].map(({ seat }) => seat)
  for (const seat of [...new Set(seats)].sort()) await loadCounty({ db: stage.db, file }, seat)
}

const addFacility = (stage: Stage, site: Site & { readonly facility: string }): Promise<unknown> =>
  inTransaction(
    stage.db.worker,
    countyScope(site.seat as PlaceCode), // of the plan
    (tx) =>
      insertFacilities(tx, site.seat, [
        {
          ...{ id: site.facility, kind: 'hospital', name: site.zh, nameEn: site.en, place: site.seat, grade: 'second' },
          ...{ phone: null, aroundTheClock: true, organisation: null },
        },
      ]),
    fillingMs,
  )

const addStore = async (stage: Stage, site: Site, day: PlayedDay): Promise<void> => {
  const { desk } = stage.cast
  const kind = site.facility === null ? ('warehouse' as const) : ('hospitalStore' as const)
  const place = site.seat as PlaceCode // of the plan
  const body = {
    id: site.store,
    name: site.zh,
    nameEn: site.en,
    place,
    kind,
    facility: site.facility,
    enterprise: null,
  }
  await stage.run(desk, day.at(0), 'store.create', { body })
  const { id: account, name } = site.keeper
  const id = idAt(diceOf(stage.plan.size.seed, Number.parseInt(site.store.slice(-6), 16), 51), stage.cast.madeAt)
  await inTransaction(stage.db.worker, noScope, (tx) =>
    addKeeper(tx, {
      ...{ home: site.seat, store: site.store, id, account, name, phone: null },
      ...{ at: new Date(day.at(0)), by: desk.id, bodyHash: none },
    }),
  )
}

const nameHospital = (stage: Stage, hospital: Hospital, day: PlayedDay): Promise<void> =>
  inTransaction(stage.db.worker, noScope, async (tx) => {
    const dice = diceOf(stage.plan.size.seed, Number.parseInt(hospital.facility.slice(-6), 16), 52)
    for (const part of ['requester', 'approver'] as const) {
      const { id: account, name } = hospital[part]
      await addPerson(tx, {
        ...{ home: hospital.seat, id: idAt(dice, stage.cast.madeAt), facility: hospital.facility, account, part, name },
        ...{ phone: null, at: new Date(day.at(0)), by: stage.cast.desk.id, hash: none },
      })
    }
  })

/** Institutions and stores, each with whoever keeps it and asks for it. */
export const openStores = async (stage: Stage, day: PlayedDay): Promise<void> => {
  const { hospitals, warehouses, reserve, lenders } = stage.cast
  for (const hospital of hospitals.flat()) {
    await addFacility(stage, hospital)
    await addStore(stage, hospital, day)
    await nameHospital(stage, hospital, day)
  }
  for (const site of [...warehouses, reserve]) await addStore(stage, site, day)
  for (const [i, lender] of lenders.entries()) {
    await addFacility(stage, lender)
    await addStore(stage, lender, day)
    const lines = Array.from({ length: lentByEach + 1 }, (_, n) => ({
      ...{ kind: 'ecmo', product: null, lot: null, expiry: null, serial: `YSE-${i + 1}-${n + 1}`, quantity: 1 },
      unit: unitOf('ecmo'),
    }))
    const head = { id: day.idOf(i, 53, 0), day: day.day, why: '期初登记', reference: null, party: null }
    await stage.run(lender.keeper, day.at(0.1), 'stock.receive', {
      params: { id: lender.store },
      body: { ...head, into: 'free', lines },
    })
  }
}

const nameFor = (stage: Stage, maker: number, day: PlayedDay): Promise<void> =>
  inTransaction(stage.db.worker, noScope, async (tx) => {
    const { makers, liaisons, desk } = stage.cast
    const known = makers[maker]
    const province = stage.plan.makers[maker]?.province ?? 0
    const seat = makerProvinces[province]?.seat ?? ''
    for (const [step, [part, who]] of (
      [
        ['reporter', known?.reporter],
        ['liaison', liaisons[province]],
      ] as const
    ).entries()) {
      await addNamed(tx, {
        ...{ home: seat, enterprise: known?.id ?? '', id: day.idOf(maker, 54, step), account: who?.id ?? '', part },
        ...{ name: who?.name ?? '', phone: null, at: new Date(day.at(0)), by: desk.id, bodyHash: none },
      })
    }
  })

/** Enters one maker with what it makes, and whom it turns to. */
export const enterMaker = async (stage: Stage, number: number, day: PlayedDay): Promise<void> => {
  const planned = stage.plan.makers[number]
  const known = stage.cast.makers[number]
  const where = makerProvinces[planned?.province ?? 0]
  if (planned === undefined || known === undefined || where === undefined) return
  const place = where.seat as PlaceCode // of the plan
  const head = { id: known.id, name: planned.zh, nameEn: planned.en, place, creditCode: null, phone: null }
  await stage.run(stage.cast.desk, day.at(0.2), 'enterprise.create', { body: head })
  for (const [i, { kind, model, capacity }] of planned.lines.entries()) {
    const body = { id: known.products[i] ?? '', kind, model, gtin: null, perPack: 1, capacity }
    await stage.run(stage.cast.desk, day.at(0.2), 'product.add', { params: { id: known.id }, body })
  }
  await nameFor(stage, number, day)
}

/** Who supplies whom with parts, and since when it works again; the dates lie ahead of the first day and are hidden until they come. */
export const enterParts = (stage: Stage): Promise<unknown> =>
  inTransaction(
    stage.db.worker,
    noScope,
    async (tx) => {
      const { plan, cast } = stage
      const rows = plan.suppliers.flatMap(({ number, zh, en, province, part, backOn, supplies }) => {
        const id = idAt(diceOf(plan.size.seed, number, 55), cast.madeAt)
        return supplies.map((maker) => ({
          ...{ id, name: zh, name_en: en, part, back_on: backOn, place: makerProvinces[province]?.code ?? '' },
          home: makerProvinces[plan.makers[maker]?.province ?? 0]?.seat ?? '',
          enterprise: cast.makers[maker]?.id ?? '',
        }))
      })
      for (let i = 0; i < rows.length; i += 1_000) await insertParts(tx, rows.slice(i, i + 1_000))
    },
    fillingMs,
  )
