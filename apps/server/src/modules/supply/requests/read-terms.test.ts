import { afterAll, beforeAll, expect, test } from 'vitest'
import { asking, makeHospital, ready } from '../../../../../../tests/support/deals.js'
import { deskOf } from '../../../../../../tests/support/stores.js'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

test('[E3] the terms of a need are those the server verifies by: rule values, what comes, what was usual; nobody else reads them', async () => {
  const desk = await deskOf(w, luotian)
  const hospital = await makeHospital(w, desk, '算数医院')
  const terms = (kind: string) =>
    hospital.requester.call('hospital.terms', { params: { id: hospital.id }, query: { kind } })
  expect((await terms('ventilator-invasive')).body).toMatchObject({
    ...{ basis: 'patients', perPatient: 1, coverDays: 7, idleInBooks: null, coming: 0, usual: null, doubtTimes: 10 },
  })
  expect((await terms('syringe-pump')).body).toMatchObject({ perPatient: 3 })
  expect((await terms('mask-surgical')).body).toMatchObject({ basis: 'use' })
  expect((await terms('no-such')).status).toBe(404)

  const request = await ready(hospital, desk)
  expect((await terms('ventilator-invasive')).body).toMatchObject({ coming: 5, usual: 5 })
  const own = await hospital.requester.call('hospital.terms', {
    params: { id: hospital.id },
    query: { kind: 'ventilator-invasive', request },
  })
  expect(own.body).toMatchObject({ coming: 0, usual: null })

  // What the page asks back, the server asks back.
  const { problem } = await hospital.requester.call('request.draft', { body: asking(hospital, { quantity: 1_000 }) })
  expect(problem?.code).toBe('supply.request-doubtful')

  const other = await makeHospital(w, desk, '别家医院')
  const foreign = await other.requester.call('hospital.terms', {
    params: { id: hospital.id },
    query: { kind: 'ventilator-invasive' },
  })
  expect(foreign.status).toBe(404)
  expect((await desk.call('hospital.terms', { params: { id: hospital.id }, query: { kind: 'ecmo' } })).status).toBe(200)
})
