/** Broken copies of HDF5 files and of .keras archives: refused in a line, or read all the same. */
import { describe, expect, it } from 'vitest'
import { openHdf5 } from '../../../src/net-files/hdf5/open-hdf5.ts'
import { keras } from '../../../src/net-files/readers/keras/reader.ts'
import { memorySource } from '../../../src/net-files/source.ts'
import { bytesOf, entryOf } from '../../support/keras-files.ts'
import { survivors } from '../../support/survivors.ts'
import { zipFile } from '../../support/zip-files.ts'

/** Reads a net and the numbers of all its steps. */
async function readAll(bytes: Uint8Array): Promise<void> {
  const { stacks } = await keras.read(memorySource('net.keras', bytes), {})
  for (const step of stacks.flatMap(({ steps, readouts }) => [...steps, ...readouts])) {
    if (step.is !== 'recurrent') await step.load()
    else for (const way of [step.forward, step.backward]) await way?.load()
  }
}

async function readObjects(bytes: Uint8Array): Promise<void> {
  for (const object of (await openHdf5(memorySource('a.h5', bytes))).values()) {
    for (const name of ['name', 'weight_names', 'layer_names', 'model_config', 'dtype'])
      await object.text(name)
    await object.dataset?.bytes()
  }
}

describe('400 broken copies of each', () => {
  it.each(['alone.weights.h5', 'later.weights.h5', 'legacy.h5', 'legacy-weights.h5'])(
    '%s, as HDF5',
    async (name) => {
      const whole = await survivors(await bytesOf(name), 400, readObjects)
      expect(whole).toBeGreaterThan(0)
      expect(whole).toBeLessThan(400)
    },
  )

  it('compressed chunks, as HDF5', async () => {
    const given = await entryOf('packed.keras', 'model.weights.h5')
    expect(await survivors(given, 400, readObjects)).toBeLessThan(400)
  })

  it.each(['alone.weights.h5', 'legacy.h5', 'float16.keras', 'graph.keras', 'stacked-cells.keras'])(
    '%s, as a net',
    async (name) => {
      expect(await survivors(await bytesOf(name), 400, readAll)).toBeLessThan(400)
    },
  )

  it('a configuration, in an archive that is whole', async () => {
    const [config, weights] = await Promise.all(
      ['config.json', 'model.weights.h5'].map((entry) => entryOf('graph.keras', entry)),
    )
    const whole = await survivors(config, 400, (data) =>
      readAll(
        zipFile([
          { name: 'config.json', data },
          { name: 'model.weights.h5', data: weights, deflated: true },
        ]),
      ),
    )
    expect(whole).toBeGreaterThan(0)
    expect(whole).toBeLessThan(400)
  })

  it('weights, in an archive that is whole', async () => {
    const [config, weights] = await Promise.all(
      ['config.json', 'model.weights.h5'].map((entry) => entryOf('forms.keras', entry)),
    )
    const whole = await survivors(weights, 400, (data) =>
      readAll(
        zipFile([
          { name: 'config.json', data: config },
          { name: 'model.weights.h5', data, deflated: true },
        ]),
      ),
    )
    expect(whole).toBeGreaterThan(0)
    expect(whole).toBeLessThan(400)
  })
})
