/** What the last page of a lesson says was found. */
import { expect, it } from 'vitest'
import {
  conclusionsOf,
  measuredSentences,
  sentencesOf,
} from '../../../src/lessons/format/conclusions.ts'
import { foundBlock } from '../../../src/ui/learn/found.ts'
import { startState } from '../../../src/ui/learn/start-state.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { lessons } from '../../support/lesson-table.ts'
import { textIn } from '../../support/texts.ts'

const [lesson] = (await lessons()).filter(({ id }) => id === 'forget-gate')
const LAYOUT = { width: 80, page: 20, colors: 'none', screenReader: false } as const
const state = startState({
  text: textIn('en'),
  language: 'en',
  lesson,
  before: null,
  next: null,
})

it('takes sentences apart where one ends, in either language', () => {
  expect(sentencesOf('It fell to 0.167. Why? At t = 1 (see b.c) it was {x}')).toEqual([
    'It fell to 0.167.',
    'Why?',
    'At t = 1 (see b.c) it was {x}',
  ])
  expect(sentencesOf('降到 0.167。为什么？是 {x}。')).toEqual([
    '降到 0.167。',
    '为什么？',
    '是 {x}。',
  ])
})

it('concludes with the right reason and with what refutes each of the others', () => {
  const [{ step, answer, refuted }] = conclusionsOf(lesson.script, lesson.prose.en)
  expect(step).toBe('why')
  expect(answer).toBe('Each step keeps nine tenths of what was there')
  expect(refuted.map((one) => /\*\*(.*)\*\*/.exec(one)?.[1])).toEqual([
    '1 means forget.',
    'a gate is a switch.',
    'a sigmoid gives 0 or 1.',
  ])
})

it('quotes one sentence of each step whose claims were challenged, and none twice', async () => {
  for (const { script, prose } of await lessons()) {
    for (const page of [prose.en, prose['zh-CN']]) {
      const refuted = conclusionsOf(script, page).flatMap((one) => one.refuted)
      const found = measuredSentences(script, page, refuted)
      expect(found.length).toBeLessThanOrEqual(script.steps.length)
      for (const sentence of found) {
        expect(sentence).toMatch(/\{[a-z0-9-]+\}/)
        const places = sentence.match(/\{[a-z0-9-]+\}/g) ?? []
        for (const place of places) expect(refuted.join('\n')).not.toContain(place)
      }
    }
  }
})

it('puts in what this learner measured, and leaves out what was not', () => {
  const found = {
    'one-keeps': { value: 0, ok: true },
    'keeps-f-to-the-n': { value: 0.25, ok: false },
  }
  const ran = [{ draws: [], looks: [], claims: found }]
  const lines = foundBlock({ ...state, ran }, () => 'A question?', LAYOUT).map(textOf)
  expect(lines.slice(0, 3)).toEqual([
    textIn('en').learn.summary.found,
    'A question?',
    '✓ Each step keeps nine tenths of what was there',
  ])
  expect(lines.join(' ').replaceAll(/ +/g, ' ')).toContain('after 19 steps 0.25 was left')
  expect(lines.join(' ')).not.toContain('of f the largest was')
})
