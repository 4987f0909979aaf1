import { expect, it } from 'vitest'
import {
  checkLength,
  stackDocument,
  stackNumbers,
} from '../../../src/inspection/given-net/stack-document.ts'

it('more numbers of states than JSON is written of are refused before they are listed', () => {
  const layer = { is: 'recurrent', hidden: 10, output: 10, forward: {}, backward: null }
  const T = 333_333
  const result = {
    ...{ chosen: { steps: [layer] }, given: { B: 1, T } },
    gradients: { dx: [], layers: [], others: new Map() },
    run: { outputs: { values: [] }, layers: [] },
  }
  const { outputs, ...found } = stackNumbers(result as never)
  const documentOf = (most: number) => () =>
    stackDocument(found as never, { layers: [] } as never, most)
  const numbers = 60 * T + 10 * T
  expect(documentOf(numbers - 1)).toThrow(
    expect.objectContaining({ code: 'run-json', details: { numbers, most: numbers - 1 } }),
  )
  expect(documentOf(numbers)).toThrow(TypeError)
  // Behind a layer that hands on its last state there is one step.
  const last = [{ ...layer, returns: 'last' }, layer] as never
  expect(() => checkLength(last, { T, B: 2 }, 0)).toThrow(
    expect.objectContaining({ details: { numbers: 120 * T + 120 + 20, most: 0 } }),
  )
})
