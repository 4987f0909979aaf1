/** What a configuration says that is odd, hostile or of another time. */
import { describe, expect, it } from 'vitest'
import { keras } from '../../../../src/net-files/readers/keras/reader.ts'
import { memorySource } from '../../../../src/net-files/source.ts'
import { bytesOf, entryOf, put, readWith } from '../../../support/keras-files.ts'
import { refused } from '../../../support/refused.ts'
import { zipFile } from '../../../support/zip-files.ts'

describe('a configuration', () => {
  it.each<[string, (config: string) => string, object]>([
    [
      'with a function that is not known',
      put('"activation": "softsign"', '"activation": "mish"'),
      {
        code: 'net-file-refused',
        details: { format: 'Keras', what: 'unknown-activation', name: 'mish' },
      },
    ],
    [
      'with a function of one’s own',
      put(
        '"activation": "softsign"',
        '"activation": {"class_name": "function", "config": "mine\\u001b[2J", "module": "a"}',
      ),
      {
        details: { what: 'unknown-activation', name: 'mine\ufffd[2J' },
      },
    ],
    [
      'without a cell’s function',
      put('"recurrent_activation": "sigmoid"', '"x": 1'),
      {
        details: { problem: 'bad-entry', place: 'recurrent_activation' },
      },
    ],
    ['of other sizes', put('"units": 3', '"units": 4'), { details: { problem: 'bad-shape' } }],
    [
      'of another form of GRU',
      put('"reset_after": false', '"reset_after": true'),
      {
        details: { problem: 'bad-shape', place: 'gru_5' },
      },
    ],
    [
      'with a bias that is not there',
      put('"use_bias": false', '"use_bias": true'),
      {
        details: { problem: 'missing', place: 'gru_2' },
      },
    ],
    [
      'with a layer more than the weights',
      (config) =>
        config.replace(
          /\{"module": "keras.layers", "class_name": "LSTM".*?\}, "registered_name": null\}/,
          '$&, $&',
        ),
      {
        details: { problem: 'missing', place: 'lstm_4' },
      },
    ],
    ['that is no JSON', () => '{', { details: { problem: 'not-json', place: 'config.json' } }],
    [
      'of brackets alone, which are not even parsed',
      () => '['.repeat(1e6),
      { details: { problem: 'too-deep', place: 'config.json' } },
    ],
  ])('%s is refused', async (_, change, expected) => {
    expect(await refused(() => readWith('forms.keras', change))).toMatchObject(expected)
  })

  it('of a class that cannot be read is an end, and says so', async () => {
    const { stacks, remarks } = await readWith('forms.keras', put('"LSTM"', '"MyLSTM"'))
    expect(stacks.map(({ steps }) => steps.map(({ name }) => name))).toEqual([
      ['gru_5', 'gru_2'],
      ['simple_rnn', 'simple_rnn_1'],
    ])
    expect(stacks.map(({ name }) => name)).toEqual(['gru_5', 'simple_rnn'])
    expect(remarks[0]).toEqual({ is: 'skipped', layers: ['MyLSTM'] })
  })

  it('of a model of its own class leaves the weights, with what is assumed', async () => {
    const own = () => '{"class_name": "Mine", "config": {"units": 3}}'
    const { stacks, remarks } = await readWith('float16.keras', own)
    expect(stacks.map(({ steps }) => steps.map(({ name }) => name))).toEqual([['lstm', 'lstm_1']])
    expect(remarks).toEqual([{ is: 'assumed-form', layers: ['lstm', 'lstm_1'] }])
  })

  it('of one’s own class leaves both directions, the embedding and the readout', async () => {
    const own = () => '{"class_name": "Mine", "config": {}}'
    const [stack, more] = (await readWith('bidirectional-concat.keras', own)).stacks
    expect(more).toBeUndefined()
    expect(stack.steps.map(({ name }) => name)).toEqual([
      ...['embedding', 'bidirectional', 'bidirectional_1'],
    ])
    for (const step of stack.steps.slice(1))
      expect(step).toMatchObject({ forward: {}, backward: {}, merge: 'concat' })
    expect(stack.readouts.map(({ name }) => name)).toEqual(['dense'])
  })

  it('with a leaky slope, said in any of three ways', async () => {
    const slope = async (config: string) => {
      const given = `{"class_name": "LeakyReLU", "config": ${config}}`
      const change = put('"activation": "softsign"', `"activation": ${given}`)
      const [stack] = (await readWith('forms.keras', change)).stacks
      const step = stack.steps[1]
      return step.is === 'recurrent' ? step.form.candidate : null
    }
    const leaky = (n: number) => ({ is: 'leaky-relu', slope: n })
    expect(await slope('{"negative_slope": 0.1}')).toEqual(leaky(0.1))
    expect(await slope('{"alpha": {"type": "ndarray", "value": 0.4}}')).toEqual(leaky(0.4))
    expect(await slope('{}')).toEqual(leaky(0.3))
    expect(await refused(() => slope('{"alpha": "0.1"}'))).toMatchObject({
      details: { what: 'unknown-activation', name: 'LeakyReLU' },
    })
  })
})

describe('files of other times', () => {
  it('refuses what Keras 1 wrote, by its version', async () => {
    const source = memorySource('a.h5', await bytesOf('keras-1.h5'))
    expect(await refused(() => keras.read(source, {}))).toMatchObject({
      details: { what: 'other-version' },
    })
  })

  it('knows an archive by what is in it', async () => {
    const config = await entryOf('forms.keras', 'config.json')
    const file = (entry: string) =>
      memorySource(
        'a',
        zipFile([
          { name: 'config.json', data: config },
          { name: entry, data: new Uint8Array(0) },
        ]),
      )
    const known = async (entry: string) => {
      const source = file(entry)
      return keras.recognises(await source.bytes(0, 64), source)
    }
    expect(await known('model.weights.npz')).toBe(true)
    expect(await known('data.pkl')).toBe(false)
    expect(await refused(() => keras.read(file('model.weights.npz'), {}))).toMatchObject({
      details: { what: 'other-version' },
    })
  })
})
