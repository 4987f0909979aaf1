/** What `--net` and `--nonlinearity` say where nothing is run. */
import { describe, expect, it } from 'vitest'
import { asAsked } from '../../../src/inspection/given-net/choose-stack.ts'
import { inspectFile, netEvents } from '../../../src/inspection/given-net/inspect-file.ts'
import type { NetDocument } from '../../../src/inspection/given-net/net-schema.ts'
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
