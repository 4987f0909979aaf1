import { expect, test } from 'vitest'
import { gradient } from '../../src/workbench/probes/gradient.ts'
import { smallBench } from '../support/small-bench.ts'

test('says which gated cell it is of, where that is a GRU', async () => {
  const gru = await gradient.answer(
    smallBench({ variant: 'gru' }),
    { cells: ['rnn', 'lstm'] },
    'gradient',
  )
  expect([gru.rnn?.gru, gru.lstm?.gru]).toEqual([undefined, true])
  expect(gru.lstm?.log10.cell).toBeNull()
  const lstm = await gradient.answer(smallBench({}), { cells: ['rnn', 'lstm'] }, 'gradient')
  expect([lstm.rnn, lstm.lstm].map((one) => one && 'gru' in one)).toEqual([false, false])
})
