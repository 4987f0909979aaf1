/** --readout in specs, on the bench, and in every file that a net is written to. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { initialWeights } from '../../src/engine/initialise.ts'
import { random } from '../../src/engine/random.ts'
import { textbook } from '../../src/engine/reference/index.ts'
import { type READOUTS, weightEntries } from '../../src/engine/types.ts'
import { inspect } from '../../src/inspection/given-net/inspect.ts'
import { openNetFile } from '../../src/net-files/open-net-file.ts'
import { digestOf } from '../../src/results/digest.ts'
import { reproduce } from '../../src/specs/command-line.ts'
import { fingerprint } from '../../src/specs/spec.ts'
import { TASK_NAMES } from '../../src/tasks/names.ts'
import { readCheckpoint, writeCheckpoint } from '../../src/training/checkpoint.ts'
import { sizesOf } from '../../src/training/setup/net-sizes.ts'
import { resolveSpec, taskOf } from '../../src/training/setup/resolve-spec.ts'
import { weightsFile } from '../../src/workbench/export.ts'
import { gradient } from '../../src/workbench/probes/gradient.ts'
import { walkBack } from '../../src/workbench/probes/walk-back.ts'
import { load, save } from '../../src/workbench/save.ts'
import { refused } from '../support/refused.ts'
import { smallBench, trained } from '../support/small-bench.ts'
import { sharedFolder } from '../support/temporary-folder.ts'
import { offBy } from '../support/variant-nets.ts'

const folder = sharedFolder()
const POOLED = ['mean', 'attention'] as const
const specOf = (choices = {}) => resolveSpec({ task: 'recall', ...choices })

describe('in a spec', () => {
  const line = (readout?: (typeof READOUTS)[number]) =>
    reproduce({ spec: specOf({ readout }), axes: [], fair: ['hidden'], tune: 0 })

  it('last is as if there were no choice: the same spec, digest and line', () => {
    expect(JSON.stringify(specOf({ readout: 'last' }))).toBe(JSON.stringify(specOf()))
    expect(fingerprint({ ...specOf(), readout: 'last' })).toEqual(fingerprint(specOf()))
    expect(fingerprint(specOf())).not.toHaveProperty('readout')
    expect(line('last')).not.toContain('readout')
  })

  it.each(POOLED)('%s counts, and is told by the line', (readout) => {
    expect(fingerprint(specOf({ readout }))).toHaveProperty('readout', readout)
    expect(line(readout)).toContain(`--readout ${readout}`)
  })

  it.each(POOLED)(
    '%s is taken by the tasks that ask once, and refused by all others',
    async (readout) => {
      for (const task of TASK_NAMES) {
        if (['text', 'data', 'series'].includes(task)) continue
        const many = taskOf(resolveSpec({ task })).answerSteps > 1
        const found = await refused(() => resolveSpec({ task, readout }))
        const expected = { code: 'readout-many-answers', details: { readout, task } }
        expect(found, task).toEqual(many ? expected : null)
      }
    },
  )

  it('leaves all other weights of a seed as they are', () => {
    const of = (readout: (typeof READOUTS)[number]) => {
      const spec = specOf({ readout, hidden: 7 })
      const sizes = sizesOf(spec, taskOf(spec), 'lstm')
      const settings = { init: 'uniform', forgetBias: 1, timeSteps: 20, log: Math.log } as const
      return initialWeights(sizes, settings, random(3, 'weights'))
    }
    const { 'readout.query': query, ...others } = of('attention')
    expect(others).toEqual(of('last'))
    expect(of('mean')).toEqual(of('last'))
    expect(query?.length).toBe(7)
    expect(query?.every((q) => q !== 0 && Math.abs(q) < 1 / Math.sqrt(7))).toBe(true)
  })
})

describe.each(POOLED)('on the bench: %s', (readout) => {
  const choices = { task: 'recall', readout, length: 12 } as const

  it('starts the nets anew when it is chosen and when it is left', async () => {
    const bench = smallBench({ task: 'recall', length: 12 })
    const before = bench.facts().digest
    await trained(bench, { steps: 5 })
    expect(bench.choose('set', { ...bench.spec, readout })).toBe(true)
    await trained(bench, { steps: 5 })
    expect(bench.choose('set', { ...bench.spec, readout: 'last' })).toBe(true)
    expect(bench.facts().digest).toBe(before)
  })

  it('is saved and trains on as if it had never left; a checkpoint has it all, too', async () => {
    const bench = smallBench(choices)
    await trained(bench, { steps: 13 })
    const path = join(folder, `${readout}.safetensors`)
    await save(bench.state, path)
    const other = smallBench({ hidden: 5 })
    other.become('load', await load(path))
    for (const one of [bench, other]) await trained(one, { steps: 8 })
    expect(other.facts().digest).toBe(bench.facts().digest)
    const net = bench.state.nets.lstm
    if (!net) throw new Error('no net')
    const sizes = sizesOf(bench.spec, taskOf(bench.spec), 'lstm')
    const past = { step: 1, seen: [], sum: 0, seconds: 0 } as never
    const kept = join(folder, `${readout}.checkpoint`)
    writeCheckpoint(kept, 'key', sizes, { ...net, past })
    const found = readCheckpoint(kept, 'key', sizes)
    expect(found && digestOf(found.weights)).toBe(digestOf(net.weights))
    expect(weightEntries(net.weights).some(([name]) => name === 'readout.query')).toBe(
      readout === 'attention',
    )
  })

  it('is exported to safetensors and inspected from there; other formats refuse it', async () => {
    const bench = smallBench({ ...choices, cells: ['lstm'] })
    await trained(bench, { steps: 9 })
    const [file, input] = ['weights', 'case'].map((name) => join(folder, `${readout}-${name}`))
    await writeFile(file, await weightsFile(bench, 'lstm'))
    const { inputSize: I, outputSize: O } = taskOf(bench.spec)
    const x = Array.from({ length: 5 }, (_, t) => [Array.from({ length: I }, (_, i) => t - i)])
    const y = [Array.from({ length: O }, (_, o) => o)]
    await writeFile(input, JSON.stringify({ x, y }))
    const found = await inspect(file, input)
    const sizes = sizesOf(bench.spec, taskOf(bench.spec), 'lstm')
    const weights = bench.state.nets.lstm?.weights
    if (!weights) throw new Error('no net')
    const [flatX, flatY] = [x.flat(2), y.flat()]
    const net = { sizes, weights, x: flatX, y: flatY, T: 5, B: 1, L: 1, loss: 'mse' as const }
    const { prediction } = textbook(net)
    expect(offBy(found.prediction.flat(), prediction)).toBeLessThan(1e-5)
    expect('readout.query' in (found.gradient?.parameters ?? {})).toBe(readout === 'attention')
    for (const format of ['onnx', 'keras'] as const)
      expect(await refused(() => weightsFile(bench, 'lstm', format))).toMatchObject({
        code: 'export-readout',
        details: { readout },
      })
    expect(await refused(() => openNetFile(file, {}))).toEqual({
      code: 'about-readout',
      details: { readout },
    })
    await writeFile(input, JSON.stringify({ x, y, lengths: [3] }))
    expect((await refused(() => inspect(file, input)))?.code).toBe('case-readout-lengths')
  })

  it('says so in what is measured of gradients', async () => {
    const bench = smallBench(choices)
    const found = await gradient.answer(bench, {}, 'gradient')
    expect(found.readout).toBe(readout)
    const back = await walkBack.answer(bench, { t: 6 }, 'walk')
    expect(back.readout).toBe(readout)
    // The loss asks at every step.
    expect(back.cells.rnn?.own.sign).not.toBe(0)
    expect(back.cells.rnn?.asked).toContain(1)
    const plain = await gradient.answer(smallBench(), {}, 'gradient')
    expect(plain).not.toHaveProperty('readout')
  })
})
