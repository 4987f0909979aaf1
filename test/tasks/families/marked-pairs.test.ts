import { describe, expect, it } from 'vitest'
import { adding1997 } from '../../../src/tasks/adding-1997.ts'
import { multiplication } from '../../../src/tasks/multiplication.ts'
import type { Batch } from '../../../src/tasks/shared/task.ts'
import {
  askedAt,
  checkSequences,
  draw,
  isOverAfter,
  readoutOf,
  type Sequence,
  sequences,
  unevenness,
} from '../../support/batches.ts'

/** What experiments 4 and 5 say, once more. */
const FORMS = [
  {
    kind: adding1997,
    least: -1,
    first: 0,
    target: (a: number, b: number) => 0.5 + (a + b) / 4,
    constant: 0.5,
  },
  {
    kind: multiplication,
    least: 0,
    first: 1,
    target: (a: number, b: number) => a * b,
    constant: 0.04,
  },
]

const markedIn = ({ x }: Sequence) => x.flatMap(([, marker], t) => (marker === 1 ? [t] : []))

describe.each(FORMS)('$kind.name', ({ kind, least, first, target, constant }) => {
  it('has the sizes and rules of its definition', () => {
    expect(kind.make({ length: 100 })).toMatchObject({
      name: kind.name,
      timeSteps: 110,
      inputSize: 2,
      outputSize: 1,
      answerSteps: 11,
      weighted: true,
      loss: 'mse',
      metric: 'accuracy',
      threshold: kind === adding1997 ? 1 : 0.93,
    })
    expect(kind.make({ length: 29 })).toMatchObject({ timeSteps: 31, answerSteps: 3 })
  })

  it('marks two of the early pairs, gives the ends their own marker, asks at the last', () => {
    checkSequences(kind, { min: 20, max: 90 }, (sequence, { task, batch, B, b, length: T }) => {
      const end = askedAt(sequence)
      expect(end >= T - 1 && end < T + Math.floor(T / 10)).toBe(true)
      expect(isOverAfter(end, sequence)).toBe(true)
      const marked = markedIn(sequence)
      expect(task.marks(batch, B, b)).toEqual(marked)
      const { x } = sequence
      expect([x[0][1], x[end][1]]).toEqual([-1, -1])
      expect(x.every(([, marker], t) => t === 0 || t === end || marker === 0 || marker === 1)).toBe(
        true,
      )
      expect(x.slice(0, end + 1).every(([value]) => value >= least && value <= 1)).toBe(true)
      // The first pair is one of the two where only one other is marked, and shows the value
      // that changes nothing.
      const pair = marked.length === 2 ? marked : [0, ...marked]
      expect(pair).toHaveLength(2)
      if (marked.length < 2) expect(x[0][0]).toBe(first)
      expect(pair[0]).toBeLessThan(10)
      expect(pair[1]).toBeLessThan(Math.floor(T / 2))
      const wanted = target(x[pair[0]][0], x[pair[1]][0])
      expect(sequence.y[end - T + 1][0]).toBe(Math.fround(wanted))
    })
  })

  it('draws lengths, values and pairs as the source does', () => {
    const T = 40
    const drawn = sequences(kind.make({ length: T }), 8_000)
    expect(
      unevenness(
        drawn.map((sequence) => askedAt(sequence) - T + 1),
        5,
      ),
    ).toBeLessThan(4)
    const tenths = drawn.flatMap(({ x }) =>
      x.slice(1, T).map(([value]) => Math.floor(((value - least) / (1 - least)) * 10)),
    )
    expect(unevenness(tenths, 10)).toBeLessThan(4)
    // Of two marked pairs, both among the first ten, each of the 90 orders is as likely; all others
    // come with one of ten.
    const pairs = drawn.map((sequence) => {
      const marked = markedIn(sequence)
      return marked.length === 2 ? marked : [0, ...marked]
    })
    const late = pairs.filter(([, second]) => second >= 10)
    expect(Math.abs(late.length / drawn.length - 10 / 19)).toBeLessThan(
      4 * Math.sqrt(0.25 / drawn.length),
    )
    expect(
      unevenness(
        late.map(([one, other]) => one * 10 + other - 10),
        100,
      ),
    ).toBeLessThan(4)
    const early = pairs.filter(([, second]) => second < 10)
    expect(
      unevenness(
        early.map(([one, other]) => (other * (other - 1)) / 2 + one),
        45,
      ),
    ).toBeLessThan(4)
  })

  it('has as its baseline how often the best constant is right', () => {
    const task = kind.make({ length: 40 })
    const B = 15_000
    const targets = sequences(task, B).map((sequence) => sequence.y[askedAt(sequence) - 39][0])
    const rightWith = (answer: number) =>
      targets.filter((y) => Math.abs(y - answer) < 0.04).length / B
    expect(Math.abs(rightWith(constant) - task.baseline)).toBeLessThan(4 * Math.sqrt(0.25 / B))
    for (const other of kind === adding1997 ? [0.25, 0.4, 0.6, 0.75] : [0, 0.1, 0.25, 0.75])
      expect(rightWith(other)).toBeLessThan(rightWith(constant))
  })

  it('counts an answer as right within 0.04, where it is asked for and nowhere else', () => {
    const task = kind.make({ length: 20 })
    const B = 50
    const batch: Batch = draw(task, B)
    const off = (by: number) =>
      readoutOf(batch, 1, ([y], n) => [batch.weight?.[n] === 1 ? y + by : 99])
    expect(task.score?.(off(0), batch, B)).toEqual({ right: B, of: B })
    expect(task.score?.(off(0.0399), batch, B)).toEqual({ right: B, of: B })
    expect(task.score?.(off(-0.0401), batch, B)).toEqual({ right: 0, of: B })
    expect(task.score?.(off(Number.NaN), batch, B)).toEqual({ right: 0, of: B })
  })
})

it('the baselines at T = 100, with the first pair among the two in 11.8 %', () => {
  const first = 0.1 + 0.9 / 49
  expect(adding1997.make({ length: 100 }).baseline).toBeCloseTo(
    (1 - first) * 0.1536 + first * 0.16,
    12,
  )
  // The density of a product of two is −ln p, whose integral from 0 to 0.08 is done here in steps.
  const steps = 1e5
  let area = 0
  for (let n = 0; n < steps; n++) area -= Math.log(((n + 0.5) / steps) * 0.08) * (0.08 / steps)
  expect(multiplication.make({ length: 100 }).baseline).toBeCloseTo(
    (1 - first) * area + first * 0.08,
    6,
  )
})
