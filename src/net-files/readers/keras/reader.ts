/** Files of Keras: .keras (zip), .weights.h5, and .h5 of a whole model or of weights (HDF5). */
import type { RecurrentLayer, Step } from '../../../engine/stack/types.ts'
import { type Hdf5, isHdf5, openHdf5 } from '../../hdf5/open-hdf5.ts'
import type { GivenNet, NetReader, NetRemark } from '../../net-file.ts'
import type { Source } from '../../source.ts'
import { entrySource, isZip, openZip, type Zip } from '../../zip.ts'
import { listBundles, pathBundles, stacksAlone } from './alone.ts'
import { chainsOf } from './chains.ts'
import { broken, type Fields, parse, refused, textOf } from './json.ts'
import { layerOf, modelOf } from './model.ts'
import { stacksOf } from './stacks.ts'
import { listedArrays, listOfText, type ModelArrays, pathArrays } from './weights.ts'

export const keras: NetReader = { format: 'keras', recognises, read }

const [CONFIG, METADATA, WEIGHTS] = ['config.json', 'metadata.json', 'model.weights.h5']

async function recognises(head: Uint8Array, source: Source): Promise<boolean> {
  if (isHdf5(head)) return true
  if (!isZip(head)) return false
  try {
    const zip = await openZip(source)
    return zip.has(CONFIG) && [...zip.keys()].some((name) => name.startsWith('model.weights.'))
  } catch {
    return false
  }
}

async function read(source: Source): Promise<GivenNet> {
  const head = await source.bytes(0, Math.min(8, source.size))
  return isHdf5(head) ? readHdf5(source) : readArchive(source)
}

/** Keras 3, and 2.12 on: a configuration, and weights in an HDF5 file within. */
async function readArchive(source: Source): Promise<GivenNet> {
  const zip = await openZip(source, 'Keras')
  const weights = zip.get(WEIGHTS)
  if (weights === undefined) throw refused('other-version', 'without model.weights.h5')
  const config = await jsonOf(zip, CONFIG)
  const metadata = zip.has(METADATA) ? await jsonOf(zip, METADATA) : {}
  const version = textOf(metadata.keras_version)
  const file = await openHdf5(await entrySource(weights, source))
  const named = textMetadata(metadata)
  const arrays = pathArrays(file, '')
  if (modelOf(layerOf(config)) === null)
    return weightsAlone(file, `Keras ${version} model of its own class`, named)
  return describedNet(config, arrays, { file, version, convention: `Keras ${version}`, named })
}

async function jsonOf(zip: Zip, name: string): Promise<Fields> {
  const entry = zip.get(name)
  if (entry === undefined) throw broken('missing', name)
  return parse(await entry.bytes(), name)
}

const textMetadata = (fields: Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, textOf(value)]))

async function readHdf5(source: Source): Promise<GivenNet> {
  const file = await openHdf5(source)
  const root = file.get('')
  const weights = file.get('model_weights') ?? root
  if (root === undefined || weights === undefined) throw broken('missing', 'model_weights')
  const layers = await listOfText(weights, 'layer_names')
  const version = (await first(root, 'keras_version')) ?? (await first(weights, 'keras_version'))
  const backend = (await first(root, 'backend')) ?? (await first(weights, 'backend'))
  const named = {
    ...(version !== null && { keras_version: version }),
    ...(backend !== null && { backend }),
  }
  const config = await first(root, 'model_config')
  if (config === null) {
    const convention = layers.length > 0 ? `Keras ${version ?? ''} weights` : 'Keras 3 weights'
    return weightsAlone(file, convention, named)
  }
  if (version?.startsWith('1.')) throw refused('other-version', version)
  const described = parse(config, 'model_config')
  const convention = `Keras ${version ?? ''} (HDF5)`
  if (modelOf(layerOf(described)) === null) return weightsAlone(file, convention, named)
  const arrays = await listedArrays(file, weights)
  return describedNet(described, arrays, { file, version: version ?? '', convention, named })
}

const first = async (object: NonNullable<ReturnType<Hdf5['get']>>, name: string) =>
  (await object.text(name))?.[0] ?? null

interface About {
  readonly file: Hdf5
  readonly version: string
  readonly convention: string
  readonly named: Readonly<Record<string, string>>
}

function describedNet(config: Fields, arrays: ModelArrays, about: About): GivenNet {
  const layer = layerOf(config)
  const model = modelOf(layer)
  if (model === null) throw broken('bad-entry', 'layers')
  const { stacks, remarks } = stacksOf(chainsOf(model, arrays), model.name, about.version)
  if (stacks.length === 0) throw refused('no-recurrent-layer', '')
  const unused = unusedIn(
    about.file,
    stacks.flatMap(({ steps }) => steps),
  )
  return {
    ...{ format: 'keras', convention: about.convention, stacks, metadata: about.named },
    remarks: [...remarks, ...unused],
  }
}

/** A gate's own matrix, which later versions have in one with the others. */
const KERAS_1 = /_[WU]_[ifcozr]$/

async function weightsAlone(
  file: Hdf5,
  convention: string,
  metadata: Readonly<Record<string, string>>,
): Promise<GivenNet> {
  const weights = file.get('model_weights') ?? file.get('')
  const names = weights ? await listOfText(weights, 'layer_names') : []
  const root = weights === undefined || weights.path === '' ? '' : `${weights.path}/`
  const bundles =
    weights && names.length > 0
      ? listBundles((await listedArrays(file, weights)).all(), root)
      : pathBundles(file)
  const stacks = stacksAlone(bundles)
  if ([...file.keys()].some((path) => KERAS_1.test(path))) throw refused('other-version', '1')
  if (stacks.length === 0) throw refused('no-recurrent-layer', '')
  const steps = stacks.flatMap((stack) => [...stack.steps, ...stack.readouts])
  const layers = steps.filter((step): step is RecurrentLayer => step.is === 'recurrent')
  return {
    ...{ format: 'keras', convention, stacks, metadata },
    remarks: [
      { is: 'assumed-form', layers: layers.map(({ name }) => name) },
      ...unusedIn(file, steps),
    ],
  }
}

/** What training alone needs, and where random numbers stood. */
const NEVER_USED = /^optimizer|^optimizer_weights\/|(^|\/)seed_generator\/|^vars\//

function unusedIn(file: Hdf5, steps: readonly Step[]): NetRemark[] {
  const used = new Set(steps.flatMap(tensorsOf))
  const names = [...file]
    .filter(([path, { dataset }]) => dataset !== null && !used.has(path) && !NEVER_USED.test(path))
    .map(([path]) => path)
  return names.length > 0 ? [{ is: 'unused', count: names.length, names: names.slice(0, 5) }] : []
}

function tensorsOf(step: Step): (string | null)[] {
  if (step.is !== 'recurrent') return Object.values(step.tensors)
  return [step.forward, step.backward].flatMap((way) => Object.values(way?.tensors ?? {}))
}
