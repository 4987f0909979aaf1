import { expect, it } from 'vitest'
import { onnx } from '../../../../src/net-files/readers/onnx/reader.ts'
import { memorySource } from '../../../../src/net-files/source.ts'
import { mutations } from '../../../support/mutations.ts'
import { file, readAll } from '../../../support/onnx-models.ts'
import { survivors } from '../../../support/survivors.ts'

it.each([
  ['cells.onnx', 150],
  ['places.onnx', 150],
  ['torch-lstm-unfolded.onnx', 150],
  ['torch-lstm.onnx', 100],
  ['external.onnx', 100],
  ['projection-1.onnx', 100],
])('of %s are refused or read, all %i of them', async (fixture, count) => {
  const whole = await survivors(await file(fixture), count, readAll)
  expect(whole).toBeLessThan(count)
})

it('are recognised by what they are, and nothing else is', async () => {
  const recognised = async (content: Uint8Array) =>
    onnx.recognises(content.subarray(0, 4096), memorySource('a', content))
  for (const fixture of ['cells.onnx', 'torch-gru.onnx', 'external.onnx'])
    expect(await recognised(await file(fixture))).toBe(true)
  const json = new TextEncoder().encode('{"format": "layers-model"}')
  const others = [new Uint8Array(0), json, Uint8Array.of(8, 1, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d)]
  for (const other of [...others, await file('external.onnx.data'), await file('generate.py')])
    expect(await recognised(other)).toBe(false)
  for (const mutant of mutations(await file('projection-1.onnx'), 200)) await recognised(mutant)
})
