import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withLines } from '../../src/workbench/receipts/replay-lines.ts'
import { load, save } from '../../src/workbench/save.ts'
import { intervene } from '../../src/workbench/surgery.ts'
import { smallBench, trained } from '../support/small-bench.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()

/** A trained workbench with surgery, in a file. */
async function saved(name: string, choices = {}) {
  const bench = smallBench({ optimizer: 'momentum', ...choices })
  await trained(bench, { steps: 23 })
  await intervene(bench, 'clamp o 1 --unit 2', [
    { kind: 'clamp', gate: 'o', value: 1, units: [2], from: null, to: null },
  ])
  const path = join(folder, name)
  await save(bench.state, path)
  return { bench, path }
}

describe('a saved workbench', () => {
  it('comes back bit for bit and trains on as if it had never left', async () => {
    const { bench, path } = await saved('one.safetensors')
    const other = smallBench({ hidden: 5 })
    other.become('load', await load(path))
    expect(other.facts()).toEqual({ ...bench.facts(), undo: other.facts().undo })
    await trained(bench, { steps: 17 })
    await trained(other, { steps: 17 })
    expect(other.facts().digest).toBe(bench.facts().digest)
  })

  it('keeps cuts of the way back alone, which tell states apart', async () => {
    const { bench } = await saved('cut.safetensors')
    const uncut = bench.facts().digest
    const path = join(folder, 'cut.safetensors')
    await intervene(bench, 'sever belt --backward --from 2', [
      { kind: 'sever-belt-backward', units: null, from: 2, to: null },
      { kind: 'sever-gates-backward', from: null, to: 4 },
    ])
    await save(bench.state, path)
    const other = smallBench({ hidden: 5 })
    other.become('load', await load(path))
    expect(other.state.operations).toEqual(bench.state.operations)
    expect(other.facts().digest).toBe(bench.facts().digest)
    expect(other.facts().digest).not.toBe(uncut)
  })

  it('keeps a GRU and a net that was not trained', async () => {
    const bench = smallBench({ variant: 'gru' })
    await trained(bench, { steps: 11, cells: ['lstm'] })
    const path = join(folder, 'gru.safetensors')
    await save(bench.state, path)
    const other = smallBench()
    other.become('load', await load(path))
    await trained(bench, { steps: 9 })
    await trained(other, { steps: 9 })
    expect(other.facts().digest).toBe(bench.facts().digest)
  })

  it("comes back from before there were files of one's own in it", async () => {
    const { bench, path } = await saved('early.safetensors')
    const text = (await readFile(path)).toString('latin1')
    const field = /,\\"file\\":null/.exec(text)?.[0] ?? ''
    expect(field).not.toBe('')
    await writeFile(path, Buffer.from(text.replace(field, ' '.repeat(field.length)), 'latin1'))
    const other = smallBench({ hidden: 5 })
    other.become('load', await load(path))
    expect(other.facts().digest).toBe(bench.facts().digest)
  })

  it('is refused with a reason when cut short, foreign, or of the future', async () => {
    const { path } = await saved('two.safetensors')
    const bytes = await readFile(path)
    const other = join(folder, 'other.safetensors')
    for (const length of [0, 7, 100, bytes.length - 1]) {
      await writeFile(other, bytes.subarray(0, length))
      await expect(load(other)).rejects.toMatchObject({ name: 'InputError' })
    }
    await writeFile(other, 'hello, this is a text and no workbench at all')
    await expect(load(other)).rejects.toMatchObject({ code: 'save-foreign' })
    await writeFile(
      other,
      Buffer.from(
        bytes.toString('latin1').replace('gatelab.workbench/1', 'gatelab.workbench/2'),
        'latin1',
      ),
    )
    await expect(load(other)).rejects.toMatchObject({ code: 'save-future' })
    await expect(load(join(folder, 'none'))).rejects.toMatchObject({ code: 'cannot-read' })
  })

  it('is refused when a bit of it is wrong', async () => {
    const { bench, path } = await saved('three.safetensors')
    const bytes = await readFile(path)
    const other = join(folder, 'flipped.safetensors')
    const { digest } = bench.facts()
    for (let at = 3; at < bytes.length; at += 509) {
      const flipped = Buffer.from(bytes)
      flipped[at] ^= 1 << (at % 8)
      await writeFile(other, flipped)
      // Where a flip changes nothing that counts (a blank, a number of the curve's), what is read
      // is the same workbench.
      const found = await load(other).catch((error) => error.name)
      if (found !== 'InputError') {
        const again = smallBench()
        again.become('load', found)
        expect(again.facts().digest).toBe(digest)
      }
    }
  })

  it('is refused where it holds what no workbench could have come to', async () => {
    const { bench } = await saved('four.safetensors')
    const { state } = bench
    const path = join(folder, 'stranger.safetensors')
    const reach = { units: null, from: null, to: null }
    const clamp = { kind: 'clamp', gate: 'f', value: 1, ...reach } as const
    const gru = { ...state, spec: { ...state.spec, variant: 'gru' }, nets: {} } as const
    for (const [strange, problem] of [
      [{ ...state, operations: [{ ...clamp, units: [10] }] }, 'beyond-the-net'],
      [{ ...state, operations: [{ ...clamp, from: 13 }] }, 'beyond-the-net'],
      [{ ...state, operations: [{ ...clamp, from: 5, to: 4 }] }, 'from-after-to'],
      [{ ...state, operations: [{ ...clamp, value: 1e7 }] }, 'operations.0.value'],
      [{ ...gru, operations: [clamp] }, 'gate-of-other-cell'],
      [{ ...state, spec: { ...state.spec, cells: [] } }, 'cells'],
      [{ ...state, spec: { ...state.spec, cells: ['lstm', 'rnn'] as const } }, 'digest'],
      [{ ...state, spec: { ...state.spec, seeds: [1, 2] } }, 'seeds'],
      // A receipt shows these as part of a shell line, and runs them.
      [{ ...state, replayLines: withLines(null, ["train 1'; echo 'gone"]) }, 'since.0'],
      [
        { ...state, replayLines: withLines(null, ['train 1; export picture other.svg']) },
        'since.0',
      ],
      [{ ...state, replayLines: withLines(null, ['export picture other.svg']) }, 'since.0'],
    ] as const) {
      await save(strange, path)
      await expect(load(path), problem).rejects.toMatchObject({
        code: 'save-damaged',
        details: { problem },
      })
    }
    // Surgery whose LSTM is not on the bench just now is none of those.
    await save({ ...state, spec: { ...state.spec, cells: ['rnn'] } }, path)
    expect((await load(path)).operations).toEqual(state.operations)
  })

  it('keeps the longest line that surgery can come to', async () => {
    const { state } = smallBench({ hidden: 4096 })
    const units = Array.from({ length: 4096 }, (_, n) => n + 1)
    const since = withLines(null, [`clamp f -1e-7 --unit ${units.join(',')} --from 10 --to 12`])
    const path = join(folder, 'long.safetensors')
    await save({ ...state, replayLines: since }, path)
    expect((await load(path)).replayLines).toEqual(since)
  })

  it('never takes the place of another file', async () => {
    const path = join(folder, 'thesis.txt')
    await writeFile(path, 'years of work')
    const bench = smallBench()
    await expect(save(bench.state, path)).rejects.toMatchObject({ code: 'would-overwrite' })
    expect(await readFile(path, 'utf8')).toBe('years of work')
    const mine = join(folder, 'mine.safetensors')
    await save(bench.state, mine)
    await save(bench.state, mine)
  })
})
