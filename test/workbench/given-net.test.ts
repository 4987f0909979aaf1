/** Nets from files on the workbench: held against what `inspect` says of the same files. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { benchNet } from '../../src/inspection/given-net/bench-net.ts'
import { inspectCase } from '../../src/inspection/given-net/inspect-case.ts'
import { type NamedTensor, serialiseSafetensors } from '../../src/io/safetensors/safetensors.ts'
import { gradient } from '../../src/workbench/probes/gradient.ts'
import { states } from '../../src/workbench/probes/states.ts'
import { eventsOf, openSession, refusal, results } from '../support/sessions.ts'
import { sharedFolder } from '../support/temporary-folder.ts'
import { textIn } from '../support/texts.ts'

const nets = join(import.meta.dirname, '../fixtures/nets')
const small = join(import.meta.dirname, '../fixtures/lstm-small.safetensors')
const folder = sharedFolder()

/** Numbers of a fixed generator (Park & Miller), between −1 and 1. */
function numbers(seed: number) {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return (2 * state) / 2147483647 - 1
  }
}

/** An embedding, two LSTMs and a linear layer, as PyTorch names them. */
beforeAll(async () => {
  const next = numbers(11)
  const tensor = (name: string, ...shape: number[]): NamedTensor => [
    name,
    shape,
    Float32Array.from({ length: shape.reduce((a, b) => a * b) }, next),
  ]
  const tensors = [
    ...[tensor('emb.weight', 6, 3), tensor('fc.weight', 2, 4), tensor('fc.bias', 2)],
    ...[tensor('lstm.weight_ih_l0', 16, 3), tensor('lstm.weight_hh_l0', 16, 4)],
    ...[tensor('lstm.bias_ih_l0', 16), tensor('lstm.bias_hh_l0', 16)],
    ...[tensor('lstm.weight_ih_l1', 16, 4), tensor('lstm.weight_hh_l1', 16, 4)],
    ...[tensor('lstm.bias_ih_l1', 16), tensor('lstm.bias_hh_l1', 16)],
  ]
  await writeFile(join(folder, 'embedded'), serialiseSafetensors(tensors, {}))
})

/** A case with x [T, B, I], or of symbols below I; and with y [B, O] where O is given. */
async function caseFile(
  name: string,
  {
    T = 7,
    B = 3,
    I,
    O,
    symbols,
  }: { T?: number; B?: number; I?: number; O?: number; symbols?: number },
): Promise<string> {
  const next = numbers(name.length + 7)
  const list = <V>(length: number, make: () => V) => Array.from({ length }, make)
  const x = list(T, () =>
    list(B, () => (symbols ? Math.floor(((next() + 1) / 2) * symbols) : list(I ?? 1, next))),
  )
  const path = join(folder, `${name}.json`)
  await writeFile(path, JSON.stringify({ x, ...(O ? { y: list(B, () => list(O, next)) } : {}) }))
  return path
}

/** What `inspect` says of a lone direction: the same fields of either of its documents. */
async function inspected(file: string, input: string, place: number) {
  const event = await inspectCase(file, input, { of: undefined })
  if (event.type === 'inspection') {
    const { gates, hiddenState, cellState, gradient: found, loss } = event.inspection
    return { gates: gates ?? {}, hiddenState, cellState, log10: found?.log10, loss }
  }
  const { layers, loss } = event.document()
  const [one] = layers[place].directions
  return { ...one, log10: one.gradient.log10, loss }
}

type Planes = readonly (readonly (readonly number[])[])[]

/** Sequence b of [T, B, H]. */
const sequence = (planes: Planes, b: number) => planes.map((rows) => rows[b])

function expectClose(found: readonly unknown[], right: readonly unknown[], digits = 5): void {
  const [a, b] = [found.flat(3), right.flat(3)]
  expect(a.length).toBe(b.length)
  for (const [n, value] of a.entries())
    if (b[n] === null) expect(value).toBeNull()
    else expect(Math.abs((value as number) - (b[n] as number))).toBeLessThan(10 ** -digits)
}

const FILES = [
  { file: small, place: 0, sides: { I: 3, O: 2 } },
  { file: join(nets, 'torch/bf16.pt'), place: 0, sides: { I: 3, O: 2 } },
  { file: join(nets, 'torch/cells.pt'), place: 1, layer: 2, sides: { I: 3, O: 2 } },
  { file: join(nets, 'torch/gru-f64.pt'), place: 1, layer: 2, sides: { I: 3, O: 2 } },
  { file: join(nets, 'torch/cells.pt'), place: 0, layer: 1, sides: { I: 3 } },
  { file: join(nets, 'keras/float16.keras'), place: 1, layer: 2, sides: { I: 2, O: 2 } },
  { file: join(folder, 'embedded'), place: 1, layer: 3, sides: { symbols: 6, O: 2 } },
]

describe('a layer of a file', () => {
  it.each(FILES)('has the gates, states and profile of inspect: $file $layer', async (one) => {
    const { file, place, layer, sides } = one
    const input = await caseFile(`case-${FILES.indexOf(one)}`, sides)
    const right = await inspected(file, input, place)
    const session = openSession()
    const option = layer === undefined ? '' : ` --layer ${layer}`
    const held = await heldIn(session, file, input, layer)
    expect(held.state.spec.batch, option).toBe(3)
    for (const b of [0, 2]) {
      const gates = await states.answer(held, { sequence: b + 1 }, 'gates')
      const state = await states.answer(held, { sequence: b + 1 }, 'state')
      expect(Object.keys(gates.lstm ?? {})).toEqual(Object.keys(right.gates))
      for (const [name, planes] of Object.entries(right.gates))
        expectClose(gates.lstm?.[name] ?? [], sequence(planes, b))
      expectClose(state.lstm?.h ?? [], sequence(right.hiddenState, b))
      if (right.cellState) expectClose(state.lstm?.c ?? [], sequence(right.cellState, b))
    }
    // A layer with others behind it has another loss here.
    if (!('O' in sides) || !right.log10) return
    const { lstm } = await gradient.answer(held, {}, 'gradient')
    expect(lstm?.loss).toBeCloseTo(right.loss ?? Number.NaN, 5)
    for (const path of ['hidden', 'cell', 'belt', 'rest', 'input'] as const) {
      const logs = right.log10[path]
      if (logs === null) expect(lstm?.log10[path]).toBeNull()
      else expectClose(lstm?.log10[path] ?? [], logs, 4)
    }
  })
})

async function heldIn(
  session: ReturnType<typeof openSession>,
  file: string,
  input: string,
  layer?: number,
) {
  const { givenNet } = await import('../../src/workbench/given-net.ts')
  const bench = await session.workbench()
  bench.hold(givenNet(await benchNet(file, input, { layer }), `--weights net --input ${input}`))
  return bench
}

describe('the lab on a net from a file', () => {
  it('changes with surgery and is as before when that is undone, or all is reset', async () => {
    const session = openSession()
    await heldIn(session, small, await caseFile('surgery', { I: 3, O: 2 }))
    const ask = async (line: string) => results(await eventsOf(session, line)).at(-1)
    const [gates, profile, memory] = [
      await ask('gates'),
      await ask('gradient'),
      await ask('memory'),
    ]
    const severed = await ask('sever belt')
    expect(severed).toMatchObject({ kind: 'surgery', operations: [{ kind: 'sever-belt' }] })
    expect(await ask('gradient')).not.toEqual(profile)
    expect(await ask('gates')).not.toEqual(gates)
    await ask('undo')
    expect(await ask('gradient')).toEqual(profile)
    expect(await ask('gates')).toEqual(gates)
    await ask('clamp f 0.9')
    const after = await ask('memory')
    expect(after).toMatchObject({ before: (memory as { before: unknown }).before })
    if (after?.kind !== 'memory') throw new Error('no memory')
    for (const f of after.after.forget) expect(f).toBeCloseTo(0.9, 5)
    await ask('reset')
    expect(await ask('gradient')).toEqual(profile)
  })

  it('has receipts that name the files and come out again', async () => {
    const session = openSession()
    const input = await caseFile('receipt', { I: 3 })
    await heldIn(session, small, input)
    for (const line of ['clamp f 1', 'walk 2 --unit 3', 'undo', 'show']) {
      const receipt = results(await eventsOf(session, `${line}; receipt --check`)).at(-1)
      if (receipt?.kind !== 'receipt') throw new Error('no receipt')
      expect(receipt.again).toContain(`gatelab repl --weights net --input ${input} --execute '`)
      expect(receipt.check).toEqual({ same: true, differences: [] })
    }
  })

  it('refuses what would make other nets, in one line', async () => {
    const session = openSession()
    await heldIn(session, small, await caseFile('refused', { I: 3 }))
    for (const line of [
      ...['train 3', 'until solved', 'task adding', 'set hidden 9', 'set steps 3', 'seed 4'],
      ...['variant gru', `save ${join(folder, 'a.safetensors')}`, 'load a.safetensors'],
    ])
      expect(await refusal(session, line)).toEqual(['bench-given', undefined])
    expect((await refusal(session, 'gates --sequence 4'))[0]).toBe('beyond-the-net')
    // No other cell can be put in its place, so none is suggested.
    for (const line of ['clamp z 1', 'dial z 0 1 2']) {
      const error = await eventsOf(session, line).catch((thrown) => thrown)
      expect(error).toMatchObject({ code: 'gate-of-other-cell', details: { given: true } })
      for (const language of ['en', 'zh-CN'] as const)
        expect(textIn(language).inputErrors['gate-of-other-cell'](error.details)).not.toMatch(
          /variant|undefined|;|；/,
        )
    }
    const weights = join(folder, 'out.safetensors')
    await eventsOf(session, `clamp f 1; export weights ${weights}`)
    const again = await benchNet(weights, await caseFile('refused', { I: 3 }))
    expect(again.operations).toMatchObject([{ kind: 'clamp', gate: 'f', value: 1 }])
  })

  it('refuses layers that its kernels do not compute, and says which there are', async () => {
    const input = await caseFile('layers', { symbols: 6 })
    const numbersOf3 = await caseFile('numbers', { I: 3 })
    const problem = (file: string, path: string, layer?: number) =>
      benchNet(join(nets, file), path, { layer }).catch((error) => error)
    expect(await problem('torch/cells.pt', numbersOf3)).toMatchObject({
      code: 'bench-which-layer',
      details: { asked: null, found: [{ step: 1 }, { step: 2 }] },
    })
    expect(await problem('torch/cells.pt', numbersOf3, 3)).toMatchObject({
      details: { asked: 3, found: [{ step: 1 }, { step: 2 }] },
    })
    expect(await problem('keras/legacy.h5', input, 2)).toMatchObject({
      code: 'bench-layer',
      details: { problem: 'both' },
    })
    expect(await problem('torch/relu-module.pt', numbersOf3)).toMatchObject({
      code: 'bench-layer',
      details: { problem: 'form' },
    })
    const whole = await caseFile('whole', { symbols: 6, O: 2 })
    const layerOf2 = (layer: number) =>
      benchNet(join(folder, 'embedded'), whole, { layer }).catch((error) => error)
    expect(await layerOf2(2)).toMatchObject({
      code: 'bench-answers',
      details: { layer: 'lstm.l0', hidden: 4, found: 2 },
    })
    expect((await layerOf2(3)).facts).toMatchObject({ asked: 'y', readout: 'fc' })
    const states = join(folder, 'states.json')
    await writeFile(states, JSON.stringify({ x: [[[1, 2, 3]]], h0: [0, 0, 0, 0] }))
    expect(await benchNet(small, states).catch((error) => error)).toMatchObject({
      code: 'bench-case',
      details: { key: 'h0' },
    })
  })
})
