/** What PyTorch 1.13 saved has PyTorch's own numbers here, and makes PyTorch's own outputs. */
import { describe, expect, it } from 'vitest'
import { loadStack } from '../../../../src/engine/stack/load-stack.ts'
import { runStack } from '../../../../src/engine/stack/stack.ts'
import { openNetFile } from '../../../../src/net-files/open-net-file.ts'
import { askedOf } from '../../../support/stacks.ts'
import { answerOf, FOLDER, openWhole } from '../../../support/torch-fixtures.ts'

/** File, expectation, what stands before the names in the file, largest difference of outputs. */
const FILES: [string, string, string?, number?][] = [
  ['tagger.pt', 'tagger'],
  ['tagger-module.pt', 'tagger'],
  ['tagger-legacy.pt', 'tagger'],
  ['tagger-module-legacy.pt', 'tagger'],
  ['tagger-protocol4.pt', 'tagger'],
  ['tagger-script.pt', 'tagger'],
  ['tagger-trace.pt', 'tagger'],
  ['tagger-wrapped.pt', 'tagger', '_orig_mod.module.'],
  ['tagger-lightning.ckpt', 'tagger', 'net.'],
  ['tagger.safetensors', 'tagger'],
  ['model.safetensors.index.json', 'tagger'],
  ['pytorch_model.bin.index.json', 'tagger'],
  ['projection.pt', 'projection'],
  ['gru-f64.pt', 'gru-f64', '', 1e-14],
  ['gru-f64.safetensors', 'gru-f64', '', 1e-14],
  ['relu-module.pt', 'relu'],
  ['cells.pt', 'cells'],
  ['views.pt', 'views'],
  ['weight-norm.pt', 'weight-norm'],
  ['weight-norm-all.pt', 'weight-norm-all'],
  ['weight-norm-new.pt', 'weight-norm-new'],
  ['spectral-norm.pt', 'spectral-norm'],
  ['spectral-norm-new.pt', 'spectral-norm-new'],
  ['pruned.pt', 'pruned'],
]

describe.each(FILES)('%s', (...row) => {
  const [file, name, prefix = '', tolerance = 1e-6] = row
  it("has PyTorch's numbers, each in its place", async () => {
    const { state } = await answerOf(name)
    const { numbers, remarks } = await openWhole(file)
    expect([...numbers.keys()].toSorted()).toEqual(
      Object.keys(state)
        .map((one) => prefix + one)
        .toSorted(),
    )
    const computed = remarks.filter((one) => one.is === 'undone').map((one) => one.tensor)
    for (const [tensor, found] of numbers) {
      const { values } = state[tensor.slice(prefix.length)]
      expect(found.length).toBe(values.length)
      const close = computed.includes(tensor) ? 3e-7 : 0
      for (const [k, value] of values.entries())
        expect(Math.abs(found[k] - value), `${tensor} ${k}`).toBeLessThanOrEqual(close)
    }
  })

  it("makes PyTorch's outputs", async () => {
    const { input, output } = await answerOf(name)
    const open = await openNetFile(FOLDER + file)
    const x = Float64Array.from(input.flat(2) as number[])
    const [T, B] = [input.length, input[0].length]
    expect(open.stacks).toHaveLength(1)
    const run = runStack(await loadStack(open.stacks[0]), { x, T, B, lengths: null, starts: [] })
    await open.close()
    const expected = output.flat(2)
    expect(run.outputs.values.length).toBe(expected.length)
    for (const [k, value] of expected.entries())
      expect(Math.abs(run.outputs.values[k] - value), String(k)).toBeLessThan(tolerance)
  })
})

describe.each(['tagger', 'projection', 'gru-f64', 'cells', 'relu-module', 'views'])(
  '%s.pt',
  (file) => {
    it("has PyTorch's gradients of every weight", async () => {
      const { input, gradients = {} } = await answerOf(file.replace('-module', ''))
      const open = await openNetFile(`${FOLDER}${file}.pt`)
      const x = Float64Array.from(input.flat(2) as number[])
      const [T, B] = [input.length, input[0].length]
      const [{ steps }] = open.stacks
      const run = runStack(await loadStack({ steps }), { x, T, B, lengths: null, starts: [] })
      await open.close()
      const cotangent = run.outputs.values.map((_, k) => Math.cos(k))
      const back = run.back({ outputs: askedOf(cotangent, T), parameters: true })
      const found = new Map<string, Float64Array>()
      let n = 0
      for (const [place, step] of steps.entries()) {
        if (step.is !== 'recurrent') {
          keep(found, step.tensors, back.others.get(place))
          continue
        }
        const directions = back.layers[n++]
        const sources = [step.forward, step.backward].filter((one) => one !== null)
        for (const [k, { tensors }] of sources.entries())
          keep(found, tensors, directions[k].parameters)
      }
      expect([...found.keys()].toSorted()).toEqual(Object.keys(gradients).toSorted())
      for (const [tensor, values] of found) {
        const expected = gradients[tensor]
        expect(values.length).toBe(expected.length)
        const largest = expected.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
        expect(largest).toBeGreaterThan(1e-4)
        for (const [k, value] of expected.entries())
          expect(Math.abs(values[k] - value), `${tensor} ${k}`).toBeLessThan(1e-5 * largest)
      }
    })
  },
)

/** Gradients under the names that the weights have in the file. */
function keep(found: Map<string, Float64Array>, tensors: object, made: object | null | undefined) {
  const parts = new Map<string, Float64Array>(Object.entries(made ?? {}))
  for (const [part, name] of Object.entries(tensors))
    if (name !== null) found.set(name, parts.get(part) ?? new Float64Array(0))
}

describe.each(['bf16.pt', 'f16.pt', 'bf16.safetensors', 'f16.safetensors'])('%s', (file) => {
  it('has the numbers that its short floats stand for', async () => {
    const { state } = await answerOf(file.replace(/\..*/u, ''))
    const { numbers } = await openWhole(file)
    expect(numbers.size).toBe(Object.keys(state).length)
    for (const [tensor, found] of numbers) {
      expect(found).toBeInstanceOf(Float32Array)
      expect([...found]).toEqual(state[tensor].values)
    }
  })
})
