/** The tensors in what was unpickled, by their paths. */
import { Dict, Global, Opaque, Quantised, Tensor, type Value } from './pickle-values.ts'

export interface Found {
  readonly tensor: Tensor
  /** The dicts that lead to it, and its name in the last of them or in the outermost module. */
  readonly folders: readonly string[]
  readonly name: string
}

export interface Walked {
  readonly tensors: readonly Found[]
  /** The same for quantised tensors and objects that hold some. */
  readonly quantised: readonly string[]
  /** By a module's path, folders included: the function of an RNN; embeddings. */
  readonly nonlinearity: ReadonlyMap<string, 'tanh' | 'relu'>
  readonly embeddings: ReadonlySet<string>
}

const DEEPEST = 64
/** Of a path, characters. A longer one is nobody's name of a tensor. */
const LONGEST = 1000

interface Place {
  readonly folders: readonly string[]
  /** The path within a module, with its dot; null outside of modules. */
  readonly inside: string | null
  readonly depth: number
}

/** Each object is visited once, however often it is referred to; optimisers' states are left out. */
export function walk(root: Value): Walked {
  const tensors: Found[] = []
  const quantised: string[] = []
  const nonlinearity = new Map<string, 'tanh' | 'relu'>()
  const embeddings = new Set<string>()
  const seen = new Set<Value>()

  const step = (name: string, value: Value, place: Place) => {
    // The name first: what is long must not be put together at all.
    if (place.depth > DEEPEST || name.length > LONGEST) return
    const path = pathOf(place, name)
    if (path.length > LONGEST) return
    if (value instanceof Tensor) {
      const { folders, inside } = place
      tensors.push({ tensor: value, folders, name: `${inside ?? ''}${name}` })
    } else if (value instanceof Quantised) quantised.push(path)
    else if (typeof value === 'object' && value !== null) {
      if (seen.has(value)) return
      seen.add(value)
      descend(name, value, place)
    }
  }

  const descend = (name: string, value: Value, place: Place) => {
    const below = deeper(place, name)
    if (value instanceof Dict) {
      if (!isOptimiser(value)) for (const [key, one] of value.entries()) step(key, one, below)
    } else if (Array.isArray(value)) value.forEach((one, k) => void step(String(k), one, below))
    else if (value instanceof Opaque) object(name, value, place)
  }

  const object = (name: string, value: Opaque, place: Place) => {
    const within: Place = {
      folders: place.inside === null && name !== '' ? [...place.folders, name] : place.folders,
      inside: place.inside === null ? '' : `${place.inside}${name}.`,
      depth: place.depth + 1,
    }
    const { state, args, list, items } = value
    if (!(state instanceof Dict)) {
      for (const one of [state, args, list, items]) descendInto(one, deeper(place, name))
      return
    }
    note(value, state, pathOf(within, ''))
    const parts = ['_parameters', '_buffers', '_modules'].map((part) => state.get(part))
    const isModule = parts[0] instanceof Dict && parts[2] instanceof Dict
    const dicts = isModule ? parts : [state]
    const isScript = value.of instanceof Global && value.of.path.startsWith('__torch__')
    for (const dict of dicts) {
      if (!(dict instanceof Dict)) continue
      for (const [key, one] of dict.entries())
        if (key !== '_flat_weights')
          step(key, one, isModule || isScript ? within : deeper(place, name))
    }
  }

  const descendInto = (value: Value, place: Place) => {
    if (value instanceof Dict) for (const [key, one] of value.entries()) step(key, one, place)
    else if (Array.isArray(value)) value.forEach((one, k) => void step(String(k), one, place))
  }

  const note = ({ of }: Opaque, state: Dict, path: string) => {
    const name = of instanceof Global ? of.path.replace(/^.*\./su, '') : ''
    if (name === 'Embedding') embeddings.add(path)
    const said = name === 'RNNCell' ? state.get('nonlinearity') : state.get('mode')
    if (said === 'RNN_RELU' || said === 'relu') nonlinearity.set(path, 'relu')
    if (said === 'RNN_TANH' || said === 'tanh') nonlinearity.set(path, 'tanh')
  }

  step('', root, { folders: [], inside: null, depth: 0 })
  return { tensors, quantised, nonlinearity, embeddings }
}

const pathOf = ({ folders, inside }: Place, name: string) =>
  [...folders, `${inside ?? ''}${name}`].join('.')

const deeper = ({ folders, inside, depth }: Place, name: string): Place => ({
  folders: inside === null && name !== '' ? [...folders, name] : folders,
  inside: inside === null ? null : `${inside}${name}.`,
  depth: depth + 1,
})

/** What torch.optim.Optimizer.state_dict() makes. */
const isOptimiser = (dict: Dict) =>
  dict.get('state') !== undefined && dict.get('param_groups') !== undefined
