/** What a configuration says that is odd, hostile or of another time. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { keras } from '../../../../src/net-files/readers/keras/reader.ts'
import { memorySource } from '../../../../src/net-files/source.ts'
import { entrySource, openZip } from '../../../../src/net-files/zip.ts'
import { refused } from '../../../support/refused.ts'
import { zipFile } from '../../../support/zip-files.ts'

const FOLDER = new URL('../../../fixtures/nets/keras/', import.meta.url)
const bytesOf = async (name: string) => new Uint8Array(await readFile(new URL(name, FOLDER)))
const text = (words: string) => new TextEncoder().encode(words)

async function partsOf(name: string) {
  const source = memorySource(name, await bytesOf(name))
  const zip = await openZip(source)
  const part = async (entry: string) => {
    const found = zip.get(entry)
    if (found === undefined) throw new Error(entry)
    const inner = await entrySource(found, source)
    return inner.bytes(0, inner.size)
  }
  return {
    config: new TextDecoder().decode(await part('config.json')),
    metadata: await part('metadata.json'),
    weights: await part('model.weights.h5'),
  }
}

/** The archive with another configuration. */
async function withConfig(name: string, change: (config: string) => string) {
  const { config, metadata, weights } = await partsOf(name)
  return memorySource(
    name,
    zipFile([
      { name: 'metadata.json', data: metadata },
      { name: 'config.json', data: text(change(config)), deflated: true },
      { name: 'model.weights.h5', data: weights, deflated: true },
    ]),
  )
}

const read = async (name: string, change: (config: string) => string) =>
  keras.read(await withConfig(name, change), {})

/** Put in for the first place where the text stands, which it must. */
const put = (from: string, to: string) => (config: string) => {
  expect(config).toContain(from)
  return config.replace(from, to)
}

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
  ])('%s is refused', async (_, change, expected) => {
    expect(await refused(() => read('forms.keras', change))).toMatchObject(expected)
  })

  it('of a class that cannot be read is an end, and says so', async () => {
    const { stacks, remarks } = await read('forms.keras', put('"LSTM"', '"MyLSTM"'))
    expect(stacks.map(({ steps }) => steps.map(({ name }) => name))).toEqual([
      ['gru_5', 'gru_2'],
      ['simple_rnn', 'simple_rnn_1'],
    ])
    expect(stacks.map(({ name }) => name)).toEqual(['gru_5', 'simple_rnn'])
    expect(remarks[0]).toEqual({ is: 'skipped', layers: ['MyLSTM'] })
  })

  it('of a model of its own class leaves the weights, with what is assumed', async () => {
    const own = () => '{"class_name": "Mine", "config": {"units": 3}}'
    const { stacks, remarks } = await read('float16.keras', own)
    expect(stacks.map(({ steps }) => steps.map(({ name }) => name))).toEqual([['lstm', 'lstm_1']])
    expect(remarks).toEqual([{ is: 'assumed-form', layers: ['lstm', 'lstm_1'] }])
  })

  it('of a model of its own class leaves both directions, the embedding and the readout', async () => {
    const own = () => '{"class_name": "Mine", "config": {}}'
    const [stack, more] = (await read('bidirectional-concat.keras', own)).stacks
    expect(more).toBeUndefined()
    expect(stack.steps.map(({ name }) => name)).toEqual([
      ...['embedding', 'bidirectional', 'bidirectional_1'],
    ])
    for (const step of stack.steps.slice(1))
      expect(step).toMatchObject({ forward: {}, backward: {}, merge: 'concat' })
    expect(stack.readouts.map(({ name }) => name)).toEqual(['dense'])
  })

  it('in which two layers read one says where the graph parts', async () => {
    // The model's last layer now reads what the encoder made beside the decoder's input.
    const { stacks, remarks } = await read(
      'graph.keras',
      put('"keras_history": ["norm", 0, 0]', '"keras_history": ["lstm_2", 0, 0]'),
    )
    expect(stacks.map(({ name }) => name)).toEqual(['lstm_7', 'lstm_2', 'gru_9', 'simple_rnn_6'])
    expect(remarks).toContainEqual({ is: 'branching', layers: ['simple_rnn_6'] })
  })

  it.each([
    ['lists in lists', `${'['.repeat(1e5)}${']'.repeat(1e5)}`],
    ['objects in objects', `${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}`],
  ])('with %s without end is refused', async (_, deep) => {
    const change = put('"inbound_nodes": [{"args": ', `"inbound_nodes": [${deep}, {"args": `)
    expect(await refused(() => read('graph.keras', change))).toMatchObject({
      details: { problem: 'too-deep' },
    })
  })

  it('with models in models without end is refused', async () => {
    const open = '{"class_name": "Sequential", "config": {"name": "s", "layers": ['
    const change = () => `${open.repeat(1000)}${']}}'.repeat(1000)}`
    expect(await refused(() => read('graph.keras', change))).toMatchObject({
      details: { problem: 'too-deep' },
    })
  })

  it('in a circle holds no net', async () => {
    const change = put('"keras_history": ["given", 0, 0]', '"keras_history": ["lstm_7", 0, 0]')
    const { stacks } = await read('graph.keras', change)
    expect(stacks.map(({ name }) => name)).toEqual(['lstm_2', 'simple_rnn_6'])
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
    const { config } = await partsOf('forms.keras')
    const file = (entry: string) =>
      memorySource(
        'a',
        zipFile([
          { name: 'config.json', data: text(config) },
          { name: entry, data: text('') },
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
