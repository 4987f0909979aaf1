/** The headings of pictures that are seen beside each other. */
import { expect, it } from 'vitest'
import type { StepOutcome } from '../../../src/lessons/run/lesson-session.ts'
import { axesOfLooks, captionOf } from '../../../src/ui/learn/step-pictures.ts'
import { gradient } from '../../support/lab-results.ts'

type Result = StepOutcome['results'][number]

const KINDS: Record<string, string> = { variant: 'bench', show: 'bench', train: 'training' }

/** What lines gave: names before a colon, and kinds, which are all that a heading depends on. */
const resultsOf = (lines: readonly string[]) =>
  lines.map((said) => {
    const [, name = null, line] = /^(?:(\w+): )?(.*)$/.exec(said) ?? []
    const [verb] = line.split(' ')
    const kind = KINDS[verb] ?? (/^(clamp|release)$/.test(verb) ? 'surgery' : verb)
    return {
      name,
      line,
      event: { type: 'lab', result: { kind, command: verb } },
    } as unknown as Result
  })

const captions = (lines: readonly string[], looks: readonly string[]) => {
  const results = resultsOf(lines)
  return looks.map((look) => {
    const found = results.find(({ name }) => name === look.split('.')[0])
    return found ? captionOf(found, looks, results) : null
  })
}

it('a line that is alone is its own heading', () => {
  expect(captions(['clamp g 0', 'a: gates', 'b: state'], ['a.f', 'b.c'])).toEqual([
    'gates',
    'state',
  ])
})

it('like lines have the last change before them', () => {
  expect(captions(['a: gates', 'train 5', 'clamp g 0', 'b: gates'], ['a.f', 'b.f'])).toEqual([
    'gates',
    'clamp g 0; gates',
  ])
})

it('with like changes, too, the heading goes back to what the net is', () => {
  const lines = ['clamp g 0', 'a: gates', 'release', 'variant min-lstm', 'clamp g 0', 'b: gates']
  expect(captions(lines, ['a.f', 'b.f'])).toEqual([
    'clamp g 0; gates',
    'variant min-lstm; clamp g 0; gates',
  ])
})

it('four pictures of two nets have four headings', () => {
  const half = (name: string) => ['clamp o 0', `${name}: gates`, 'clamp g 1', `${name}2: gates`]
  const lines = ['show', ...half('a'), 'variant standard', 'train 150', 'show', ...half('b')]
  expect(captions(lines, ['a.f', 'a2.f', 'b.f', 'b2.f'])).toEqual([
    'clamp o 0; gates',
    'clamp o 0; clamp g 1; gates',
    'variant standard; train 150; clamp o 0; gates',
    'variant standard; train 150; clamp o 0; clamp g 1; gates',
  ])
})

it('the same net set twice is told by what came before', () => {
  const lines = ['variant gru', 'a: gates', 'train 5', 'variant gru', 'b: gates']
  expect(captions(lines, ['a.f', 'b.f'])).toEqual([
    'variant gru; gates',
    'train 5; variant gru; gates',
  ])
})

it('gradients have an axis as long as they fall, shared by the pictures of a step alone', () => {
  const log10 = { hidden: [-0.9, -0.4, 0], cell: null, belt: null }
  const at = (name: string, by: number) => ({
    name,
    line: 'gradient',
    event: {
      type: 'lab',
      result: {
        ...gradient,
        lstm: null,
        rnn: { ...gradient.rnn, log10: { ...log10, hidden: log10.hidden.map((x) => by * x) } },
      },
    },
  })
  const results = [at('a', 1), at('b', 3), at('c', 15)] as unknown as Result[]
  expect(axesOfLooks(['a.hidden'], results).norms).toEqual({ min: -4, max: 0 })
  expect(axesOfLooks(['a.hidden', 'b.hidden'], results).norms).toEqual({ min: -4, max: 0 })
  expect(axesOfLooks(['a.hidden', 'c.hidden'], results).norms).toEqual({ min: -15, max: 0 })
})
