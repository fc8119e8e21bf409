import { expect, test } from 'vitest'
import { nothingTold, parseMedicine } from './medicine-state.js'

test('[K9] nothing typed is nothing to send; no days left is something', () => {
  expect(parseMedicine(nothingTold)).toEqual({ wrong: false, said: null })
  expect(parseMedicine({ ...nothingTold, daysLeft: ' 0 ' }).said).toEqual({
    daysLeft: 0,
    control: null,
    guided: null,
    missing: false,
    note: null,
  })
  expect(parseMedicine({ ...nothingTold, note: '  ' }).said).toBeNull()
  expect(parseMedicine({ ...nothingTold, note: '胰岛素' }).said).toMatchObject({ missing: true, note: '胰岛素' })
})

test('[K9] days that nobody can have are wrong and not sent', () => {
  for (const daysLeft of ['-1', '2.5', '401', '半个月'])
    expect(parseMedicine({ ...nothingTold, daysLeft, note: '胰岛素' })).toEqual({ wrong: true, said: null })
})
