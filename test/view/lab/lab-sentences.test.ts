import { describe, expect, test } from 'vitest'
import { labText } from '../../../src/view/lab/lab-text.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import type { LabResult } from '../../../src/workbench/result-kinds.ts'
import {
  attribution,
  bench,
  diff,
  gradient,
  gru,
  history,
  memory,
  RESULTS,
  receipt,
  SHORT,
  states,
  surgery,
  training,
  walk,
} from '../../support/lab-results.ts'
import { english, words } from '../../support/lab-words.ts'
import { textIn } from '../../support/texts.ts'

const zh = textIn('zh-CN')

test('a strip names its least and its greatest value and where they are', () => {
  const values = [
    [0.25, 0.5],
    [0.125, 0.75],
    [0.5, 0.5],
  ]
  const result: LabResult = { ...states, rnn: undefined, histogram: null, lstm: { f: values } }
  expect(words(result)).toContain(
    'forget gate f: mean 0.438, from 0.125 (t = 2, unit 1) to 0.75 (t = 2, unit 2).',
  )
  expect(words(result, zh)).toContain(
    '遗忘门 f：均值 0.438，最小 0.125（t = 2，第 1 个单元），最大 0.75（t = 2，第 2 个单元）。',
  )
})

describe('what is said', () => {
  test('the workbench', () => {
    const text = english(bench)
    expect(text).toContain(
      'Undone: set hidden 64\nThe nets start anew: training depends on what has changed.\n',
    )
    expect(text).toContain('adding: T = 50, H = 32, B = 16, seed 7\n')
    expect(text).toContain(`LSTM   650  solved                 0.0042  0.0051     4513  ${SHORT}\n`)
    expect(text).toContain('LSTM below 0.01 at step 600.\nUntrained: RNN.\n')
    expect(text).toContain('forget gate f clamped to 1, units 3–5, 9, t = 10..20\n')
    expect(text).toContain('belt severed: nothing goes from c_{t−1} to c_t, t = 12..T\n')
    expect(text).toContain('output gate o scaled by 0.5, unit 2, t = 7\n')
    expect(text).toContain('To undo: 4 changes; to redo: 1 change.')
    expect(labText(bench, zh, 100)).toContain('遗忘门 f 固定为 1，单元 3–5、9，t = 10..20\n')
  })

  test('training', () => {
    const text = english(training)
    expect(text).toContain(
      'LSTM below 0.01 at step 150; RNN at 0.149 after 200 steps, about the 0.1667 of',
    )
    expect(text).toContain('RNN: step 100 to 200, 812 steps/s')
    expect(text).toContain('Stopped before it was through')
    expect(text).toMatch(/└step 0 [─ ]+50[─ ]+100[─ ]+150[─ ]+200\n/)
  })

  test('the mathematics of a time step', () => {
    expect(english(RESULTS.math)).toBe(
      't = 12, unit 3\n\n' +
        'f_t = σ(W_if x_t + W_hf h_{t−1} + b_f)\n    0.913 = σ(0.53·1.2 + 1·0.31 + … + 1.004)\n\n' +
        'c_t = f_t⊙c_{t−1} + i_t⊙g_t\n    0.2594 = 0.913·0.4213 + 0.312·(−0.402)\n',
    )
  })

  test('finite differences', () => {
    expect(english(RESULTS.verification)).toContain(
      'LSTM weight_hh_l0     4096    2.1e-9  3.4e-7\n',
    )
    expect(words(RESULTS.verification)).toContain(
      "LSTM: the engine's largest relative error is 3.4e-7, at weight_hh_l0[12, 3]: 0.00123456 by backpropagation, 0.00123457 by differences.",
    )
  })

  test('a walk', () => {
    expect(words(walk)).toContain(
      't = 12 is a cue step of the task. f = 0.913 keeps nearly all of c_{t−1} = 0.421; i = 0.312 of the candidate g = −0.402 is written; so c_t = 0.259; o = 0.771 of it is shown: h_t = 0.196.',
    )
    const f = (value: number) => words({ ...walk, now: { ...walk.now, f: value } })
    expect(f(0.5)).toContain('f = 0.5 keeps most of')
    expect(f(0.49)).toContain('f = 0.49 drops most of')
    expect(f(0.1)).toContain('f = 0.1 drops nearly all of')
    expect(words({ ...walk, t: 13 })).not.toContain('is a cue step')
    expect(words(gru)).toContain('z = 0.852 of h_{t−1} = 0.421 stays')
  })

  test('the histogram of the forget gate', () => {
    expect(words(states)).toContain(
      'Most often, 200 times of 400, the forget gate f is between 0.9 and 1.',
    )
    expect(english(states)).toMatch(/0\.5–0\.6 │█+[▏▎▍▌▋▊▉]? 65\n/)
  })

  test('two charts stand side by side where there is room', () => {
    const lines = english(gradient, 140).split('\n')
    expect(lines.some((line) => /∂L\/∂h of each cell +∂L\/∂c of the LSTM/.test(line))).toBe(true)
    expect(english(gradient, 80).split('\n').length).toBeGreaterThan(lines.length)
  })

  test('memory', () => {
    const text = english(memory)
    expect(text).toContain('median                          2.3      37\n')
    expect(text).toContain('longest                         2.4       ∞\n')
    expect(text).toContain('units with at least the lag  0 of 4  2 of 4\n')
    expect(text).toContain('f ≥ 2^(−1/50) = 0.986233')
    expect(text).toContain('  set forget-bias chrono\n')
    // 0.5, 3, 70 and never: one each.
    const bars = text.split('\n').filter((line) => line.includes('│'))
    expect(
      bars.map((line) => [line.split(' │')[0].trim(), Number(line.split(' ').at(-1))]),
    ).toEqual([
      ['< 1', 1],
      ['1–4', 1],
      ['4–16', 0],
      ['16–64', 0],
      ['64–256', 1],
      ['∞', 1],
    ])
  })

  test('two equal columns are said to be so', () => {
    expect(english({ ...memory, after: memory.before })).toContain('Both columns are the same')
    expect(english({ ...memory, forgetBias: null, after: memory.before })).toContain(
      'since the net was\n  read from its file.',
    )
    expect(english(memory)).not.toContain('Both columns')
  })

  test('memory of a GRU is that of its update gate', () => {
    const gru = { ...memory, gate: 'z' as const }
    const text = english(gru, 200)
    expect(text).toContain('z ≥ 2^(−1/50) = 0.986233: a bias of ln(z/(1−z)) = 4.27')
    expect(text).toContain('h_t = (1 − z)⊙n + z⊙h_{t−1}')
    expect(text).not.toMatch(/\bf ≥|The forget bias|ln\(f/)
    expect(english(memory)).not.toMatch(/update gate|\bz\b/)
  })

  test('attribution', () => {
    expect(words(attribution)).toContain(
      'LSTM: 83.4% of ‖∂L/∂x_t‖ stands at the cue steps, 80.1% on the mean',
    )
    const lines = english(attribution).split('\n')
    const marks = lines.find((line) => line.includes('▼')) ?? ''
    const axis = lines.find((line) => line.includes('└')) ?? ''
    const start = axis.indexOf('└') + 1
    const columns = widthOf(axis) - start
    const at = [5, 31].map((t) => start + Math.round(((t - 1) / 49) * (columns - 1)))
    expect([marks.indexOf('▼'), marks.lastIndexOf('▼')]).toEqual(at)
  })

  test('surgery', () => {
    const text = english(surgery)
    expect(text).toContain('  forget gate f clamped to 0\n')
    expect(text).toContain('mean squared error  0.0042  0.331\n')
    // −1 − 49/41 = −2.195 and −1 − 49/1.5 = −33.667.
    expect(text).toContain('∂L/∂c at t = 1        6e-3  2e-34\n')
    expect(words(surgery)).toContain('At t = 1 ∂L/∂c was 6e-3 and is 2e-34 now.')
    expect(words(surgery)).toContain(
      'Before, ∂L/∂h falls ×10 every 20 steps going back; after, it falls ×10 every 2 steps going back.',
    )
    expect(english({ ...surgery, operations: [] })).toContain('No surgery is left.')
  })

  test('history, differences, receipts', () => {
    expect(english(history)).toContain(`▸ 2  train 100    ${SHORT}\n  3  clamp f 1    ${SHORT}\n`)
    expect(english(history)).toContain('2 changes before it, 1 undone.')
    expect(english(diff)).toContain('forget-bias        1  chrono\n')
    expect(english(diff)).toContain('until-solved      no     yes\n')
    expect(english(diff)).toContain('LSTM: the weights have moved by 3.22 (L2 norm).')
    expect(english(receipt).replace(/'\\\n'|\\\n {2}/g, '')).toContain(receipt.again)
    expect(english(receipt)).toContain('What differs:\n  log10.hidden[3]\n')
    expect(english({ ...receipt, check: { same: true, differences: [] } })).toContain(
      'it came out the same',
    )
  })

  test('a long history shows what is around the present', () => {
    const changes = Array.from({ length: 1000 }, (_, n) => ({ line: `seed ${n}`, digest: SHORT }))
    const lines = english({ kind: 'history', changes, at: 500 }).split('\n')
    expect(lines.length).toBeLessThan(60)
    expect(lines[0]).toBe('… and 470 more')
    expect(lines.find((line) => line.startsWith('▸'))).toMatch(/^▸ 500 {2}seed 500/)
  })

  test('files', () => {
    expect(english(RESULTS.file)).toBe('Exported the picture to a/b.svg (1234 bytes).\n')
    expect(
      english({ ...RESULTS.file, command: 'save', what: 'workbench', path: 'w.gatelab' }),
    ).toBe('Saved the workbench to w.gatelab (1234 bytes).\n')
  })
})
