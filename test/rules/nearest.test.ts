import { describe, expect, it } from 'vitest'
import { nearest } from '../../src/rules/nearest.ts'
import { ALL_TASKS } from '../../src/tasks/index.ts'

const tasks = ALL_TASKS.map(({ name }) => name)

describe('the nearest name', () => {
  it.each([
    ['LSTM', ['rnn', 'lstm'], 'lstm'],
    ['Batch_Size', ['batch', 'batch-size'], 'batch-size'],
    ['batch_size', ['batch', 'steps'], 'batch'],
    ['zh', ['en', 'zh-CN'], 'zh-CN'],
    ['zh_cn', ['en', 'zh-CN'], 'zh-CN'],
    ['lenght', ['length', 'hidden'], 'length'],
    ['addin', tasks, 'adding'],
    ['Adding', tasks, 'adding'],
    ['order', tasks, 'temporal-order'],
    ['temporalorder', tasks, 'temporal-order'],
    ['ff', ['i', 'f', 'g', 'o'], 'f'],
    ['trian', ['train', 'tasks'], 'train'],
    ['adamw', ['sgd', 'momentum', 'adam'], 'adam'],
  ])('of %s among %j is %s', (typed, known, wanted) => {
    expect(nearest(typed, known)).toBe(wanted)
  })

  it.each([
    ['x', ['i', 'f', 'g', 'o']],
    ['dropout', ['report', 'steps', 'debug', 'help']],
    ['', ['a', '']],
    ['--', ['a']],
    ['fr', ['en', 'zh-CN']],
    ['anything', []],
  ])('of %s among %j is none', (typed, known) => {
    expect(nearest(typed, known)).toBeNull()
  })
})
