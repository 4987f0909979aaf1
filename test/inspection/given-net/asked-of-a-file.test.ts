/** What `--net` and `--nonlinearity` say where nothing is run. */
import { describe, expect, it } from 'vitest'
import type { Variant } from '../../../src/engine/types.ts'
import { benchNet } from '../../../src/inspection/given-net/bench-net.ts'
import { asAsked } from '../../../src/inspection/given-net/choose-stack.ts'
import { inspectFile, netEvents } from '../../../src/inspection/given-net/inspect-file.ts'
import { inspectStack } from '../../../src/inspection/given-net/inspect-stack.ts'
import type { NetDocument } from '../../../src/inspection/given-net/net-schema.ts'
import { readCase } from '../../../src/inspection/given-net/read-case.ts'
import type { GivenNet } from '../../../src/net-files/net-file.ts'
import { fixturePath } from '../../support/fixture-path.ts'
import { layerOf, seededNumbers } from '../../support/stacks.ts'

async function documentOf(path: string, choices: object): Promise<NetDocument> {
  for await (const event of inspectFile(path, choices)) if (event.type === 'net') return event.net
  throw new Error('no document')
}

const candidates = ({ nets }: NetDocument) =>
  nets.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.is === 'recurrent' ? [step.form.candidate.is] : [])),
  )

describe('--nonlinearity', () => {
  const rnn = fixturePath('rnn-odd.safetensors')

  it('takes the place of an assumption, also in what is run', async () => {
    const [tanh, relu] = [
      await documentOf(rnn, {}),
      await documentOf(rnn, { nonlinearity: 'relu' }),
    ]
    expect([candidates(tanh), candidates(relu)]).toEqual([['tanh'], ['relu']])
    expect(tanh.remarks.map(({ is }) => is)).toContain('assumed-tanh')
    expect(relu.remarks.map(({ is }) => is)).not.toContain('assumed-tanh')
    const alone = ({ nets: [{ steps }] }: NetDocument) =>
      steps.map((step) => (step.is === 'recurrent' ? step.directions[0].measured.alone?.units : 0))
    expect(alone(relu)).not.toEqual(alone(tanh))
  })

  it('is refused where there is no RNN', async () => {
    await expect(
      documentOf(fixturePath('lstm-odd.safetensors'), { nonlinearity: 'relu' }),
    ).rejects.toMatchObject({ code: 'run-option', details: { option: 'nonlinearity' } })
  })
})

describe("a file of gatelab's that does not say which LSTM it holds", () => {
  const [weights, input] = ['coupled.safetensors', 'case10.json'].map((name) =>
    fixturePath(`own-weights/${name}`),
  )
  const remarksOf = ({ remarks }: { remarks: readonly { is: string }[] }) =>
    remarks.map(({ is }) => is)

  it('has that said wherever it is looked into', async () => {
    expect(remarksOf(await documentOf(weights, {}))).toEqual(['assumed-variant'])
    const { shown } = await inspectStack(weights, () => readCase(input), { of: 'h[-1].norm' })
    expect(remarksOf(shown)).toEqual(['assumed-variant'])
    expect((await benchNet(weights, input)).facts.assumedVariant).toBe(true)
    const foreign = fixturePath('lstm-odd.safetensors')
    expect(remarksOf(await documentOf(foreign, {}))).toEqual([])
  })

  it('is the variant that --variant says, also with --of', async () => {
    const run = (variant?: Variant) =>
      inspectStack(weights, () => readCase(input), { of: 'loss', variant })
    // The losses that the two nets have: that of its training, and that of a standard LSTM.
    const [plain, coupled] = [await run(), await run('coupled')]
    expect(plain.shown.of.value).toBeCloseTo(0.9152, 4)
    expect(coupled.shown.of.value).toBeCloseTo(0.7506, 4)
    expect(remarksOf(coupled.shown)).toEqual([])
  })

  it('and of no other file', async () => {
    const foreign = fixturePath('lstm-odd.safetensors')
    await expect(
      inspectStack(foreign, () => readCase(input), { variant: 'coupled' }),
    ).rejects.toMatchObject({ code: 'run-option', details: { option: 'variant' } })
  })
})

describe('--net', () => {
  const [rnn, lstm] = (['rnn', 'lstm'] as const).map((kind) => ({
    name: kind,
    steps: [layerOf({ kind, I: 2, H: 3 }, seededNumbers(3)).layer],
    readouts: [],
  }))
  const file: GivenNet = {
    ...{ format: 'onnx', convention: '', stacks: [rnn, lstm], remarks: [], metadata: {} },
  }

  it('shows that net alone, without a number', async () => {
    const seen = []
    for await (const event of netEvents(asAsked(file, { net: 'lstm' }))) seen.push(event)
    expect(seen.map(({ type }) => type)).toEqual(['net-head', 'net-layer', 'net'])
    expect(seen[1]).toMatchObject({ net: null, step: 1, layer: { kind: 'lstm' } })
    expect(seen[2]).toMatchObject({ net: { nets: [{ name: 'lstm' }] } })
  })

  it('is refused where the file has none of that name', () => {
    expect(() => asAsked(file, { net: 'gru' })).toThrow(
      expect.objectContaining({ code: 'run-which-net' }),
    )
    // Of one that is not shown the function says nothing.
    expect(() => asAsked(file, { net: 'lstm', nonlinearity: 'relu' })).toThrow(
      expect.objectContaining({ code: 'run-option' }),
    )
    expect(asAsked(file, { nonlinearity: 'relu' }).stacks).toHaveLength(2)
  })
})
