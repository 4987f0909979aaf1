import { describe, expect, test } from 'vitest'
import type { Certificate } from '../../../src/results/difficulty-report.ts'
import { view as en } from '../../../src/text/en/view.ts'
import { view as zh } from '../../../src/text/zh-CN/view.ts'
import {
  certificateLines,
  certificatesText,
  memorySentences,
} from '../../../src/view/report/difficulty-text.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import { guessed, hard } from '../../support/certificates.ts'

const trivial: Certificate = {
  ...guessed,
  length: 1,
  lastInput: { metric: 1, solves: true },
  solvedBy: ['lastInput', 'bagOfInputs', 'guessing'],
}
/** As wide as it may become. */
const wide: Certificate = {
  ...trivial,
  task: 'a-task-with-a-very-long-name-indeed',
  length: 1_000_000,
  symbols: 64,
  metric: 'cross-entropy',
  threshold: 0.000123456,
  constant: { metric: 1.23456e-5, solves: true },
  lastInput: { metric: 0.00123456, solves: true },
  bagOfInputs: { metric: 123.456, solves: true },
  guessing: { ...guessed.guessing, asked: 1_000_000, guesses: 99_999, solved: 99_999 },
  solvedBy: ['constant', 'lastInput', 'bagOfInputs', 'guessing'],
}
const widest = (lines: readonly string[]) => Math.max(...lines.map(widthOf))

describe('the table of certificates', () => {
  test('has a row for each task, with a mark at what solves it, and a sentence below', () => {
    const text = certificatesText([hard, guessed, trivial], false, en)
    const lines = text.split('\n')
    expect(lines).toContain('task     T   solved  constant   last input   guessing    bag')
    expect(lines).toContain('adding  50   < 0.01     0.167        0.167    0/10000   0.16')
    expect(lines).toContain('recall  50  >= 0.99     0.167        0.167   23/10000*     1*')
    const flat = text.replaceAll(/\s+/g, ' ')
    expect(flat).toContain(
      'adding, T = 50: neither a constant, nor the last input, nor guessing solves it.',
    )
    expect(flat).toContain(
      'recall, T = 50, K = 2: guessing solves it: it shows nothing about memory; guess 1101 is the first, an RNN with H = 1 and weights from [−10, 10). The sum of all inputs solves it: what came must be kept, not when it came.',
    )
    expect(flat).toContain(
      'recall, T = 1, K = 2: the last input alone and guessing solve it: it shows nothing about',
    )
    // Where the last input is enough, that the sum is, too, says nothing more.
    expect(flat.match(/The sum of all inputs/g)).toHaveLength(1)
    expect(flat).toContain(
      'w = 1, 30; RNN with H = 1, 5; LSTM with H = 2; the output as it is; tried',
    )
    expect(text).not.toContain('Ended early')
    expect(certificatesText([hard], true, en)).toContain('Ended early after 1 task.')
  })

  test.each([
    ['en', en],
    ['zh-CN', zh],
  ])('keeps to 80 columns, to the last one, in %s', (_, text) => {
    const lines = certificatesText([hard, guessed, wide], true, text).split('\n')
    expect(widest(lines)).toBeLessThanOrEqual(80)
    expect(lines.join('')).not.toMatch(/undefined|NaN|null|\p{Cc}/u)
    expect(lines.find((line) => line.startsWith('a-task'))).toMatch(
      /^a-task-\S*… .* 99999\/99999\* +123\*$/,
    )
    for (const width of [40, 60, 120])
      expect(widest(certificatesText([wide], true, text, width).split('\n'))).toBeLessThanOrEqual(
        width,
      )
  })

  test('tells of the tasks that nothing solves together, and of a logistic output', () => {
    const squared = {
      ...hard.guessing,
      how: { ...hard.guessing.how, outputs: ['linear' as const, 'logistic' as const] },
    }
    const copy = {
      ...hard,
      task: 'copy',
      length: 20,
      symbols: 8,
      guessing: { ...squared, guesses: 7 },
    }
    const first = { cell: 'lstm' as const, hidden: 2, range: 30, output: 'logistic' as const }
    const sequence = {
      ...guessed,
      task: 'two-sequence',
      symbols: null,
      guessing: { ...guessed.guessing, first },
    }
    const flat = certificatesText([hard, sequence, copy], false, en).replaceAll(/\s+/g, ' ')
    expect(flat).toContain(
      'guess 1101 is the first, an LSTM with H = 2, a logistic output and weights from [−30, 30).',
    )
    expect(flat).toContain('copy, T = 20, K = 8: 7 guesses of 10000 made: with')
    expect(flat).toContain(
      'Neither a constant, nor the last input, nor guessing solves adding (T = 50), copy (T = 20).',
    )
    expect(flat.match(/either a constant/g)).toHaveLength(1)
    expect(flat).toContain('or logistic where the loss is the squared error')
  })

  test('says it in Chinese', () => {
    const text = certificatesText([guessed], false, zh).replaceAll(/\s+/g, '')
    expect(text).toContain('随机猜权重就能解决它：它说明不了任何记忆能力；第1101次猜测最先解决')
    expect(text).toContain('全部输入之和就能解决它：需要记住出现过什么，不需要记住何时出现。')
  })

  test('says when fewer guesses were made than asked for, and none', () => {
    const few = { ...hard, guessing: { ...hard.guessing, guesses: 5 } }
    expect(certificatesText([few], false, en)).toContain('5 guesses of 10000 made')
    const none = certificatesText(
      [{ ...hard, guessing: { ...hard.guessing, asked: 0, guesses: 0 } }],
      false,
      en,
    )
    expect(none).toMatch(/ – +0\.16\n/)
  })
})

describe('of a file that holds out too few to say', () => {
  const open = (
    undecided: NonNullable<Certificate['chance']>['undecided'],
    needed: number | null = 29,
  ) => ({
    ...guessed,
    bagOfInputs: { metric: 0.9, solves: false },
    solvedBy: [],
    showsMemory: true,
    chance: {
      unit: 'sequence' as const,
      units: 6,
      level: 0.05,
      readouts: 0.3,
      guessing: 1,
      needed,
      undecided,
    },
  })

  test('a guess that may be chance is not said to solve it, nor not to', () => {
    const flat = certificateLines(open(['guessing']), en, 80)
      .join(' ')
      .replaceAll(/\s+/g, ' ')
    expect(flat).toContain(
      'a small net 23 get as far as a solution on these sequences. On 6 held-out sequences',
    )
    expect(flat).toContain(
      'a guess among so many may get so far by chance alone: that is too few to say whether it',
    )
    expect(flat).toContain('whether it solves it; 29 would do.')
    expect(flat).not.toMatch(/either a constant|nothing about memory|guess 1101/)
    expect(memorySentences(open(['guessing']), en)).toEqual([])
    const table = certificatesText([open(['guessing']), hard], false, en).replaceAll(/\s+/g, ' ')
    expect(table).toContain(' 23/10000? ')
    expect(table).toContain('K = 2: on 6 held-out sequences')
  })

  test('what nobody doubts is said beside it', () => {
    const sum = certificateLines(open(['bagOfInputs'], null), en, 80)
      .join(' ')
      .replaceAll(/\s+/g, ' ')
    expect(sum).toContain(
      'nor guessing solves it. On 6 held-out sequences a readout of the sum of all inputs may get',
    )
    expect(sum).toMatch(/whether it solves it\.$/)
    const last = {
      ...open(['bagOfInputs', 'guessing']),
      solvedBy: ['lastInput' as const],
      showsMemory: false,
    }
    const flat = certificateLines(last, en, 80).join(' ').replaceAll(/\s+/g, ' ')
    expect(flat).toContain(
      'The last input alone solves it: it shows nothing about memory. On 6 held-out',
    )
    expect(flat).toContain('whether they solve it; 29 would do.')
  })

  test('in Chinese', () => {
    const flat = certificateLines(open(['guessing']), zh, 80)
      .join('')
      .replaceAll(/\s+/g, '')
    expect(flat).toContain('有23次在这些序列上达到解决标准。留出的只有6个序列，')
    expect(flat).toContain('太少，说不了它能不能解决；要有29个才行。')
  })
})

describe('beside a comparison', () => {
  test('says what was tried and what follows', () => {
    const flat = certificateLines(guessed, en, 80).join(' ').replaceAll(/\s+/g, ' ')
    expect(flat).toBe(
      'Difficulty of recall, T = 50, K = 2: The accuracy of the best constant answer is 0.167, of a linear readout of the last input 0.167, of one of the sum of all inputs 1. Of 10000 random guesses at all weights of a small net 23 solve it. Guessing solves it: it shows nothing about memory; guess 1101 is the first, an RNN with H = 1 and weights from [−10, 10). The sum of all inputs solves it: what came must be kept, not when it came.',
    )
    for (const text of [en, zh])
      for (const one of [hard, guessed, wide])
        expect(widest(certificateLines(one, text, 60))).toBeLessThanOrEqual(60)
  })

  test('a verdict has a line where its task shows nothing about memory, and none elsewhere', () => {
    expect(memorySentences(hard, en)).toEqual([])
    expect(
      memorySentences(
        { ...hard, bagOfInputs: { metric: 0, solves: true }, solvedBy: ['bagOfInputs'] },
        en,
      ),
    ).toEqual([])
    expect(memorySentences(guessed, en).join(' ')).toMatch(
      /recall.*guessing solves it: it shows nothing about +memory/,
    )
    expect(memorySentences(trivial, zh).join('')).toContain('说明不了任何记忆')
  })
})

test('of a series a constant answer is a constant change', () => {
  for (const [text, change, answer] of [
    [en, 'constant change', 'constant answer'],
    [zh, '变化量', '固定答案'],
  ] as const) {
    const [plain, series] = ['adding', 'series'].map((task) =>
      certificateLines({ ...hard, task }, text, 200).join(' '),
    )
    expect(series).toContain(change)
    expect(series).not.toContain(answer)
    expect(plain).toContain(answer)
    expect(plain).not.toContain(change)
  }
})
