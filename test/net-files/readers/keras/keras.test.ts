/**
 * Files in Keras' layouts compute here what Keras' equations make of the same arrays. Keras itself
 * did not write them: see test/fixtures/nets/keras/layout.py.
 */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { keras } from '../../../../src/net-files/readers/keras/reader.ts'
import { memorySource } from '../../../../src/net-files/source.ts'
import { engineOutputs } from '../../../support/engine-stack.ts'
import { runStack } from '../../../support/naive-stack.ts'

const FOLDER = new URL('../../../fixtures/nets/keras/', import.meta.url)
const bytesOf = async (name: string) => new Uint8Array(await readFile(new URL(name, FOLDER)))
const sourceOf = async (name: string) => memorySource(name, await bytesOf(name))
const read = async (name: string) => keras.read(await sourceOf(name), {})

interface Expected {
  readonly x: readonly number[] | readonly number[][]
  /** By stack, by step: rows of numbers. */
  readonly made: number[][][][]
}

const expected: Record<string, Expected> = JSON.parse(
  await readFile(new URL('expected.json', FOLDER), 'utf8'),
)

describe('files of Keras', () => {
  it('has an expectation for each of 19 files', () => {
    expect(Object.keys(expected).length).toBe(19)
  })

  it.each(Object.keys(expected))('%s: every step makes what the equations make', async (name) => {
    const source = await sourceOf(name)
    expect(await keras.recognises(await source.bytes(0, 64), source)).toBe(true)
    const { stacks } = await keras.read(source, {})
    expect(stacks.length).toBe(expected[name].made.length)
    for (const [k, stack] of stacks.entries()) {
      const made = await runStack(stack, expected[name].x)
      expect(made.length).toBe(expected[name].made[k].length)
      for (const [step, rows] of made.entries()) {
        const should = expected[name].made[k][step]
        expect(rows.map((row) => row.length)).toEqual(should.map((row) => row.length))
        const apart = rows.flatMap((row, t) => row.map((n, i) => Math.abs(n - should[t][i])))
        expect(Math.max(...apart), stack.steps[step].name).toBeLessThan(1e-10)
        expect(Math.max(...should.flat().map(Math.abs))).toBeGreaterThan(1e-2)
      }
      const last = expected[name].made[k].at(-1) ?? []
      const outputs = await engineOutputs(stack, expected[name].x)
      expect(outputs.length).toBe(last.length)
      const apart = outputs.flatMap((row, t) => row.map((n, i) => Math.abs(n - last[t][i])))
      expect(Math.max(...apart)).toBeLessThan(1e-10)
    }
  })

  it('takes the order from the configuration, and names from there', async () => {
    const { stacks, convention, metadata } = await read('forms.keras')
    expect(stacks.map(({ name, steps }) => [name, steps.map((step) => step.name)])).toEqual([
      ['forms', ['gru_5', 'gru_2', 'lstm_4', 'simple_rnn', 'simple_rnn_1']],
    ])
    expect(convention).toBe('Keras 3.15.1')
    expect(metadata).toMatchObject({ keras_version: '3.15.1' })
    expect(stacks[0].steps[1]).toMatchObject({
      forward: {
        tensors: { input: 'layers/gru_1/cell/vars/0', recurrent: 'layers/gru_1/cell/vars/1' },
      },
    })
  })

  it('knows hard_sigmoid by the version, and what each cell is', async () => {
    const form = async (name: string, step: number) => {
      const found = (await read(name)).stacks[0].steps[step]
      return found.is === 'recurrent' ? found.form : null
    }
    const hard = (slope: number) => ({ gate: { is: 'hard-sigmoid', slope, offset: 0.5 } })
    expect(await form('forms.keras', 0)).toMatchObject({ ...hard(1 / 6), reset: 'before' })
    expect(await form('checkpoint.keras', 0)).toMatchObject(hard(0.2))
    expect(await form('legacy.h5', 1)).toMatchObject({ ...hard(0.2), reset: 'before' })
    expect(await form('bidirectional-concat.keras', 2)).toMatchObject({ reset: 'after' })
  })

  it('says what is left out, assumed, masked or begun elsewhere', async () => {
    const remarks = async (name: string) => (await read(name)).remarks
    expect(await remarks('graph.keras')).toEqual([
      { is: 'skipped', layers: ['LayerNormalization'] },
      { is: 'initial-state', layer: 'lstm_2' },
      {
        ...{ is: 'unused', count: 2 },
        names: ['layers/layer_normalization/vars/0', 'layers/layer_normalization/vars/1'],
      },
    ])
    expect(await remarks('bidirectional-sum.keras')).toEqual([
      { is: 'masking', layer: 'bidirectional_8' },
      { is: 'masking', layer: 'bidirectional_2' },
    ])
    expect(await remarks('alone.weights.h5')).toEqual([
      { is: 'assumed-form', layers: ['simple_rnn', 'gru', 'lstm'] },
    ])
    expect(await remarks('bidirectional-concat.keras')).toEqual([])
  })

  it('offers the dense layers of weights alone as readouts', async () => {
    const readouts = async (name: string) =>
      (await read(name)).stacks[0].readouts.map(({ input, output }) => [input, output])
    expect(await readouts('alone.weights.h5')).toEqual([[4, 2]])
    expect(await readouts('legacy-weights.h5')).toEqual([[4, 2]])
  })

  it('keeps the precision of the file', async () => {
    const kind = async (name: string) => {
      const [step] = (await read(name)).stacks[0].steps
      return step.is === 'recurrent' ? (await step.forward?.load())?.input : null
    }
    expect(await kind('float64.keras')).toBeInstanceOf(Float64Array)
    expect(await kind('float16.keras')).toBeInstanceOf(Float32Array)
  })
})
