/** What the lab's JSON is promised to be, held against a result of every kind. */
import { expect, it } from 'vitest'
import { VARIANTS } from '../../src/engine/types.ts'
import type { LabResult } from '../../src/workbench/result-kinds.ts'
import { problems, undescribed } from '../contract/schemas.ts'
import { bench, RESULTS } from '../support/lab-results.ts'

const KINDS: [string, LabResult][] = Object.entries(RESULTS)

it.each(KINDS)('%s is as docs/schemas/lab-result.schema.json says', (_, result) => {
  const renew = 'the schema knows no such result: npm run contract renews it'
  expect(problems('lab-result', result), renew).toEqual([])
  expect(undescribed('lab-result', result), renew).toEqual([])
  expect(problems('lab-result', { ...result, kind: 'no such kind' })).not.toEqual([])
})

it.each(VARIANTS)('a bench may hold the variant %s, and no other', (variant) => {
  const of = (name: string) => ({ ...bench, spec: { ...bench.spec, variant: name } })
  expect(problems('lab-result', of(variant)), 'npm run contract renews the schema').toEqual([])
  expect(problems('lab-result', of(`${variant}-2`))).not.toEqual([])
})
