/** A model's configuration: its layers, and what each reads. */
import { broken, type Fields, fieldsOf, listOf, textOf } from './json.ts'

/** One tensor that a layer makes: most layers make one, with number 0. */
interface Made {
  readonly layer: string
  readonly output: number
}

export interface LayerConfig {
  /** LSTM, Dense, … */
  readonly kind: string
  readonly name: string
  readonly config: Fields
  /** What it reads, one list each time that it is used; the first of each list is its input. */
  readonly uses: readonly (readonly Made[])[]
}

export interface ModelConfig {
  readonly name: string
  readonly layers: readonly LayerConfig[]
  /** Whether each layer reads the one before it. */
  readonly sequential: boolean
  /** What the model makes; empty of a sequential one. */
  readonly outputs: readonly Made[]
}

const DEEPEST = 64

/** A layer's or a model's class, name and settings. */
export function layerOf(given: unknown): LayerConfig {
  const { class_name, config, name, inbound_nodes } = fieldsOf(given)
  const own = fieldsOf(config)
  return {
    ...{ kind: textOf(class_name), name: textOf(name) || textOf(own.name) },
    // A sequential model's settings were once its list of layers.
    config: Array.isArray(config) ? { layers: config } : own,
    uses: listOf(inbound_nodes).map((use) => tensorsOf(use, 0)),
  }
}

/** A layer's own layers, or null of one that is no model that Keras describes. */
export function modelOf({ name, config }: LayerConfig): ModelConfig | null {
  const { layers, output_layers } = config
  if (!Array.isArray(layers)) return null
  const sequential = output_layers === undefined
  return {
    ...{ name, sequential, layers: layers.map(layerOf) },
    outputs: sequential ? [] : tensorsOf(output_layers, 0),
  }
}

/**
 * Every tensor in it, in order: Keras 3 marks each as `__keras_tensor__`; before, and in a model's
 * outputs, they were lists of a name and two numbers.
 */
function tensorsOf(given: unknown, depth: number): Made[] {
  if (depth > DEEPEST) throw broken('too-deep', 'inbound_nodes')
  if (Array.isArray(given)) {
    const [layer, node, output, rest] = given as readonly unknown[]
    const one = typeof layer === 'string' && Number.isInteger(node) && Number.isInteger(output)
    if (one) return [{ layer, output: output as number }, ...tensorsOf(rest, depth + 1)]
    return given.flatMap((part) => tensorsOf(part, depth + 1))
  }
  const fields = fieldsOf(given)
  const history = fieldsOf(fields.config).keras_history
  if (fields.class_name === '__keras_tensor__') return tensorsOf(history, depth + 1)
  return Object.values(fields).flatMap((part) => tensorsOf(part, depth + 1))
}
