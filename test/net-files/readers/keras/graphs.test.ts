/** Models whose layers do not simply follow each other. */
import { describe, expect, it } from 'vitest'
import { put, readWith } from '../../../support/keras-files.ts'
import { refused } from '../../../support/refused.ts'

describe('a configuration', () => {
  it('in which two layers read one says where the graph parts', async () => {
    // The model's last layer now reads what the encoder made beside the decoder's input.
    const { stacks, remarks } = await readWith(
      'graph.keras',
      put('"keras_history": ["norm", 0, 0]', '"keras_history": ["lstm_2", 0, 0]'),
    )
    expect(stacks.map(({ name }) => name)).toEqual(['lstm_7', 'lstm_2', 'gru_9', 'simple_rnn_6'])
    expect(remarks).toContainEqual({ is: 'branching', layers: ['simple_rnn_6'] })
  })

  const steps = async (name: string, change: (config: string) => string) =>
    (await readWith(name, change)).stacks.map((stack) => stack.steps.map((step) => step.name))

  it('in which a model within it parts at its input', async () => {
    const change = put(
      '"keras_history": ["gru_9", 0, 0]',
      '"keras_history": ["input_layer_3", 0, 0]',
    )
    expect(await steps('graph.keras', change)).toEqual([
      ['lstm_7'],
      ['lstm_2'],
      ['gru_9'],
      ['gru_7', 'time_distributed'],
      ['simple_rnn_6'],
    ])
  })

  it('with two directions that do not meet ends there', async () => {
    const change = put('"merge_mode": "concat"', '"merge_mode": null')
    expect(await steps('bidirectional-concat.keras', change)).toEqual([
      ['embedding_9', 'bidirectional_8'],
      ['bidirectional_2', 'dense_5'],
    ])
  })

  it('with two directions the other way round is not read', async () => {
    const change = put(
      '"return_sequences": true, "go_backwards": false',
      '"return_sequences": true, "go_backwards": true',
    )
    const { stacks, remarks } = await readWith('bidirectional-concat.keras', change)
    expect(stacks.map((stack) => stack.steps.length)).toEqual([2])
    expect(remarks[0]).toEqual({ is: 'skipped', layers: ['Bidirectional'] })
  })

  it('with a layer that flattens what has no time reads on', async () => {
    const flat = put('"class_name": "Dropout"', '"class_name": "Flatten"')
    expect(await steps('bidirectional-concat.keras', flat)).toHaveLength(2)
    const last = (config: string) => {
      const { config: model, ...rest } = JSON.parse(config)
      const flatten = { class_name: 'Flatten', config: { name: 'flat' } }
      const layers = [...model.layers.slice(0, -1), flatten, model.layers.at(-1)]
      return JSON.stringify({ ...rest, config: { ...model, layers } })
    }
    expect(await steps('bidirectional-concat.keras', last)).toEqual([
      ['embedding_9', 'bidirectional_8', 'bidirectional_2', 'dense_5'],
    ])
  })

  it.each([
    ['lists in lists', `${'['.repeat(1e5)}${']'.repeat(1e5)}`],
    ['objects in objects', `${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}`],
  ])('with %s without end is refused', async (_, deep) => {
    const change = put('"inbound_nodes": [{"args": ', `"inbound_nodes": [${deep}, {"args": `)
    expect(await refused(() => readWith('graph.keras', change))).toMatchObject({
      details: { problem: 'too-deep' },
    })
  })

  it('with models in models without end is refused', async () => {
    const open = '{"class_name": "Sequential", "config": {"name": "s", "layers": ['
    const change = () => `${open.repeat(1000)}${']}}'.repeat(1000)}`
    expect(await refused(() => readWith('graph.keras', change))).toMatchObject({
      details: { problem: 'too-deep' },
    })
  })

  it('in a circle holds no net', async () => {
    const change = put('"keras_history": ["given", 0, 0]', '"keras_history": ["lstm_7", 0, 0]')
    const { stacks } = await readWith('graph.keras', change)
    expect(stacks.map(({ name }) => name)).toEqual(['lstm_2', 'simple_rnn_6'])
  })
})
