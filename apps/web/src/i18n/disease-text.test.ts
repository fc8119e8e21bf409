import { expect, test } from 'vitest'
import { diseaseText } from './disease-text.js'
import { en } from './en.js'

const classes = en.person.disease

test('[K1] a disease is said with its names and its control; a class without names is said alone, and what is unknown is blank', () => {
  expect(diseaseText('stable|高血压、糖尿病', classes)).toBe('高血压、糖尿病 (disease, stable)')
  expect(diseaseText('none|', classes)).toBe('no underlying disease')
  expect(diseaseText('', classes)).toBe('')
})

test('[K1] what was kept before the class was said is its names', () => {
  expect(diseaseText('高血压', classes)).toBe('高血压')
})
